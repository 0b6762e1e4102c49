/* Inside of store/: SQLite by a few short calls. SQL stands where it is used, as constants; a statement is prepared once and found again by its text's address.
 */
#ifndef ISNAD_STORE_DB_H
#define ISNAD_STORE_DB_H

#include "store/store.h"

#include <sqlite3.h>

enum { STO_STATEMENTS = 128 };

typedef struct name_slot name_slot;

struct sto {
    sqlite3 *db;
    char *path;
    arena *memory; /* of the call under way */
    struct {
        const char *sql;
        sqlite3_stmt *stmt;
    } statements[STO_STATEMENTS];
    unsigned n_statements;
    bool in_transaction;
    bool read_only;
    struct led_world *world;
    name_slot *names; /* text → number, for entities and blocks met in this run */
    uint32_t names_cap, names_n;
};

/* The statement, reset and without bindings; NULL with *err. sql must be a string constant. */
sqlite3_stmt *sto_prepare(sto *s, const char *sql, isn_error *err);

/* Binds by letters: i int64_t, d double, t str (as text), n str (NULL if empty), b str (as blob), z const char *. */
void sto_bind(sqlite3_stmt *q, const char *letters, ...);

/* Prepares, binds, runs to the end. */
isn_status sto_run(sto *s, isn_error *err, const char *sql, const char *letters, ...);

/* One integer; otherwise if there is no row. */
int64_t sto_int(sto *s, int64_t otherwise, const char *sql, const char *letters, ...);

/* A step: ISN_OK with a row, ISN_END without, or an error. */
isn_status sto_step(sto *s, sqlite3_stmt *q, isn_error *err);

static inline str sto_text(sqlite3_stmt *q, int column)
{
    const char *p = (const char *) sqlite3_column_text(q, column);
    return (str){p ? p : "", (size_t) sqlite3_column_bytes(q, column)};
}

static inline str sto_blob(sqlite3_stmt *q, int column)
{
    const char *p = sqlite3_column_blob(q, column);
    return (str){p ? p : "", (size_t) sqlite3_column_bytes(q, column)};
}

isn_status sto_fail(sto *s, int code, isn_error *err);

/* schema.c */
isn_status sto_migrate(sto *s, isn_error *err);

/* pack.c: deflate with the length in front. */
isn_status sto_pack(str bytes, buf *out);
isn_status sto_unpack(str packed, buf *out);

/* tokenizer.c */
int sto_register_tokenizer(sqlite3 *db);

/* ingest.c */
void sto_forget_names(sto *s);
isn_status sto_entity(sto *s, str key, str kind, str country, int64_t *ret, isn_error *err);

/* query.c */
void sto_read_telling(sqlite3_stmt *q, int column, arena *a, led_telling *ret);
#define STO_TELLING_COLUMNS                                                                                                                                    \
    "t.key, t.report, t.type, t.mode, t.status, t.time, t.actors, t.recipients, t.places, t.said_by, t.topics, t.figures, t.begin, t.end, t.sentence_begin, "  \
    "t.sentence_end, "                                                                                                                                         \
    "t.sentence, t.copy, t.words, r.day, r.credit, r.origin, r.outlet, t.firm"
enum { STO_TELLING_WIDTH = 24 };

#endif
