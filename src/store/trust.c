/* Whether the register is whole, and copies of it. */
#include "store/db.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef void problem_fn(void *context, const char *what, const char *detail);

static const struct {
    const char *what, *sql; /* counts rows that should not be */
} rules[] = {
    {"tellings of reports that are not there", "SELECT count(*) FROM telling WHERE report NOT IN (SELECT id FROM report)"},
    {"tellings without a block", "SELECT count(*) FROM telling WHERE block NOT IN (SELECT id FROM block)"},
    {"tellings of events that are not there",
     "SELECT count(*) FROM telling t JOIN block b ON b.id = t.block WHERE b.dirty = 0 AND t.event IS NOT NULL AND t.event NOT IN (SELECT id FROM event)"},
    {"events without tellings",
     "SELECT count(*) FROM event e JOIN block b ON b.id = e.block WHERE b.dirty = 0 AND NOT EXISTS (SELECT 1 FROM telling WHERE event = e.id)"},
    {"events that miscount their tellings",
     "SELECT count(*) FROM event e JOIN block b ON b.id = e.block WHERE b.dirty = 0 AND e.tellings <> (SELECT count(*) FROM telling WHERE event = e.id)"},
    {"reports without an origin", "SELECT count(*) FROM report WHERE settled = 2 AND (origin IS NULL OR origin NOT IN (SELECT id FROM report))"},
    {"copies linked one way only", "SELECT count(*) FROM link l WHERE NOT EXISTS (SELECT 1 FROM link m WHERE m.a = l.b AND m.b = l.a)"},
    {"statements of reports that are not there", "SELECT count(*) FROM statement WHERE report NOT IN (SELECT id FROM report)"},
    {"offices of reports that are not there", "SELECT count(*) FROM office WHERE report NOT IN (SELECT id FROM report)"},
};

static isn_status check_pages(sto *s, problem_fn *problem, void *context, isn_error *err)
{
    sqlite3_stmt *q;
    int code = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(20)", -1, &q, NULL);
    if (code != SQLITE_OK)
        return sto_fail(s, code, err);
    while ((code = sqlite3_step(q)) == SQLITE_ROW) {
        const char *said = (const char *) sqlite3_column_text(q, 0);
        if (said && strcmp(said, "ok") != 0)
            problem(context, "the file is damaged", said);
    }
    sqlite3_finalize(q);
    return code == SQLITE_DONE ? ISN_OK : sto_fail(s, code, err);
}

/* Every text unpacks to its length, and its hash still is its name. */
static isn_status check_texts(sto *s, problem_fn *problem, void *context, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT id, length, text, rest FROM report", err);
    buf out = {0};
    isn_status status;
    if (!q)
        return ISN_INTERNAL;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        char number[32];
        snprintf(number, sizeof number, "report %lld", (long long) sqlite3_column_int64(q, 0));
        buf_clear(&out);
        if (sto_unpack(sto_blob(q, 2), &out) != ISN_OK || out.len != (size_t) sqlite3_column_int64(q, 1))
            problem(context, "a report's text is damaged", number);
        buf_clear(&out);
        if (sto_unpack(sto_blob(q, 3), &out) != ISN_OK)
            problem(context, "a report's record is damaged", number);
    }
    buf_free(&out);
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_verify(sto *s, problem_fn *problem, void *context, isn_error *err)
{
    isn_status status = check_pages(s, problem, context, err);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0] && status == ISN_OK; i++) {
        char count[32];
        int64_t n = sto_int(s, -1, rules[i].sql, "");
        snprintf(count, sizeof count, "%lld", (long long) n);
        if (n != 0)
            problem(context, n < 0 ? "this could not be asked" : rules[i].what, n < 0 ? rules[i].what : count);
    }
    if (status == ISN_OK)
        status = check_texts(s, problem, context, err);
    if (status == ISN_OK && !s->read_only && sqlite3_exec(s->db, "INSERT INTO search(search) VALUES('integrity-check')", NULL, NULL, NULL) != SQLITE_OK)
        problem(context, "the index of search is damaged", sqlite3_errmsg(s->db));
    return status;
}

isn_status sto_backup(sto *s, const char *path, isn_error *err)
{
    char temporary[4096];
    struct stat st;
    sqlite3 *to;
    if (stat(path, &st) == 0)
        return isn_fail(err, ISN_BAD_INPUT, "there is something already; a backup overwrites nothing", path, NULL);
    if (snprintf(temporary, sizeof temporary, "%s.part", path) >= (int) sizeof temporary)
        return isn_fail(err, ISN_LIMIT, "the path is too long", path, NULL);
    unlink(temporary);
    int code = sqlite3_open_v2(temporary, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
        if (b) {
            while ((code = sqlite3_backup_step(b, 4096)) == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
                if (code != SQLITE_OK)
                    sqlite3_sleep(20);
            sqlite3_backup_finish(b);
            code = code == SQLITE_DONE ? SQLITE_OK : code;
        } else {
            code = sqlite3_errcode(to);
        }
    }
    sqlite3_close(to);
    if (code == SQLITE_OK && rename(temporary, path) == 0)
        return ISN_OK;
    unlink(temporary);
    return isn_fail(err, code == SQLITE_FULL || code == SQLITE_OK ? ISN_IO : ISN_NO_ACCESS, "the copy could not be written", path, sqlite3_errstr(code));
}
