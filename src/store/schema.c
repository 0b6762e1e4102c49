/* The tables, and the way from each version to the next.
 *
 *     report ──< telling >── block            what records say
 *        │ ──< statement, office, named >── entity ──< entity_name
 *        │ ──< shard, link                    what was copied from what
 *     event ──< party                         what the tellings of a block make together
 *     dispute                                 what reports disagree on
 *     decision                                what people decided; append-only
 *
 * Everything below `report … entity_name` and above `decision` is derived, and can be made again from what stands before it.
 * PRAGMA user_version counts the steps of migration done; application_id says that the file is a register.
 */
#include "store/db.h"

#include <stdio.h>

enum { STO_APPLICATION = 0x49534E44 /* "ISND" */ };

static const char *const steps[] = {
    /* 1 */
    "CREATE TABLE report (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, given TEXT, outlet TEXT, title TEXT, url TEXT, path TEXT, published TEXT, day "
    "INTEGER NOT NULL,"
    "  credit INTEGER NOT NULL, credits TEXT, first_outlet TEXT, origin INTEGER, settled INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL, text BLOB NOT "
    "NULL,"
    "  rest BLOB NOT NULL, sketch BLOB NOT NULL, sentences BLOB NOT NULL);"
    "CREATE INDEX report_given ON report(given);"
    "CREATE INDEX report_new ON report(settled) WHERE settled < 2;"
    "CREATE INDEX report_origin ON report(origin);"
    "CREATE TABLE block (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dirty INTEGER NOT NULL DEFAULT 1);"
    "CREATE INDEX block_dirty ON block(dirty) WHERE dirty = 1;"
    "CREATE TABLE telling (id INTEGER PRIMARY KEY, report INTEGER NOT NULL, key INTEGER NOT NULL, block INTEGER NOT NULL, event INTEGER, type TEXT, mode TEXT, "
    "status TEXT, time TEXT,"
    "  actors TEXT, recipients TEXT, places TEXT, said_by TEXT, topics TEXT, figures TEXT, begin INTEGER, end INTEGER, sentence_begin INTEGER, sentence_end "
    "INTEGER,"
    "  sentence INTEGER, copy INTEGER, words BLOB, firm INTEGER NOT NULL);"
    "CREATE INDEX telling_block ON telling(block);"
    "CREATE INDEX telling_event ON telling(event);"
    "CREATE INDEX telling_report ON telling(report);"
    "CREATE INDEX telling_key ON telling(key);"
    "CREATE TABLE event (id INTEGER PRIMARY KEY, block INTEGER NOT NULL, type TEXT, mode TEXT, status TEXT, time TEXT, day_from INTEGER, day_to INTEGER, "
    "reported INTEGER, actors TEXT,"
    "  recipients TEXT, places TEXT, topics TEXT, tellings INTEGER, reports INTEGER, origins INTEGER, best INTEGER, disputes INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX event_block ON event(block);"
    "CREATE TABLE party (entity INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, event)) WITHOUT ROWID;"
    "CREATE TABLE entity (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT, country TEXT);"
    "CREATE TABLE entity_name (entity INTEGER NOT NULL, name TEXT NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY (entity, name)) WITHOUT ROWID;"
    "CREATE INDEX entity_name_name ON entity_name(name);"
    "CREATE TABLE named (entity INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (entity, report)) WITHOUT ROWID;"
    "CREATE TABLE statement (id INTEGER PRIMARY KEY, report INTEGER NOT NULL, speaker INTEGER NOT NULL, verb TEXT, begin INTEGER, end INTEGER, content_begin "
    "INTEGER, content_end INTEGER,"
    "  quoted INTEGER, sentence INTEGER);"
    "CREATE INDEX statement_speaker ON statement(speaker);"
    "CREATE TABLE office (id INTEGER PRIMARY KEY, report INTEGER NOT NULL, person INTEGER NOT NULL, office TEXT NOT NULL, of TEXT NOT NULL, former INTEGER NOT "
    "NULL, begin INTEGER, end INTEGER);"
    "CREATE INDEX office_person ON office(person);"
    "CREATE INDEX office_of ON office(office, of);"
    "CREATE TABLE shard (key INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (key, report)) WITHOUT ROWID;"
    "CREATE TABLE link (a INTEGER NOT NULL, b INTEGER NOT NULL, kind TEXT NOT NULL, jaccard REAL NOT NULL, shared INTEGER NOT NULL, PRIMARY KEY (a, b)) "
    "WITHOUT ROWID;"
    "CREATE TABLE dispute (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, block INTEGER, event INTEGER, report INTEGER, day INTEGER, sides TEXT NOT NULL);"
    "CREATE INDEX dispute_block ON dispute(block);"
    "CREATE INDEX dispute_event ON dispute(event);"
    "CREATE INDEX dispute_report ON dispute(report);"
    "CREATE TABLE decision (n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, op TEXT NOT NULL, target TEXT NOT "
    "NULL, arguments TEXT NOT NULL);"
    "CREATE TRIGGER decision_keep BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;"
    "CREATE TRIGGER decision_stay BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;"
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='isnad');",
};

enum { STO_VERSION = sizeof steps / sizeof steps[0] };

static int64_t pragma(sto *s, const char *sql, int *code)
{
    sqlite3_stmt *q;
    int64_t v = 0;
    *code = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    if (*code != SQLITE_OK)
        return 0;
    *code = sqlite3_step(q);
    if (*code == SQLITE_ROW) {
        v = sqlite3_column_int64(q, 0);
        *code = SQLITE_OK;
    }
    sqlite3_finalize(q);
    return v;
}

static isn_status refuse(sto *s, isn_error *err, const char *what)
{
    return isn_fail(err, ISN_BAD_REGISTER, what, s->path, NULL);
}

isn_status sto_migrate(sto *s, isn_error *err)
{
    int code;
    int64_t version = pragma(s, "PRAGMA user_version", &code);
    if (code != SQLITE_OK)
        return sto_fail(s, code, err);
    int64_t application = pragma(s, "PRAGMA application_id", &code);
    int64_t tables = pragma(s, "SELECT count(*) FROM sqlite_schema", &code);
    if (code != SQLITE_OK)
        return sto_fail(s, code, err);
    if ((tables > 0 && application != STO_APPLICATION) || version < 0)
        return refuse(s, err, "this is a database, but no register of isnad");
    if (version > STO_VERSION)
        return refuse(s, err, "the register was made by a newer isnad");
    if (version == STO_VERSION)
        return ISN_OK;
    if (s->read_only)
        return tables ? isn_fail(err, ISN_NO_ACCESS, "the register is of an older version and may not be written to", s->path, NULL)
                      : refuse(s, err, "the register is empty");
    isn_status status = sto_begin(s, err);
    if (status != ISN_OK)
        return status;
    version = pragma(s, "PRAGMA user_version", &code); /* somebody may have been faster */
    for (; version < STO_VERSION && code == SQLITE_OK; version++)
        code = sqlite3_exec(s->db, steps[version], NULL, NULL, NULL);
    char line[96];
    snprintf(line, sizeof line, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STO_APPLICATION, STO_VERSION);
    if (code == SQLITE_OK)
        code = sqlite3_exec(s->db, line, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        sto_fail(s, code, err);
        sto_rollback(s);
        return err ? err->status : ISN_IO;
    }
    return sto_commit(s, err);
}
