#include "store/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

isn_status sto_fail(sto *s, int code, isn_error *err)
{
    const char *said = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return isn_fail(err, ISN_BUSY, "another program is writing to the register; try again later", s->path, NULL);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return isn_fail(err, ISN_NO_ACCESS, "the register may not be written to", s->path, said);
    case SQLITE_CANTOPEN: return isn_fail(err, ISN_NO_ACCESS, "cannot open the register", s->path, said);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return isn_fail(err, ISN_BAD_REGISTER, "the register is damaged, or is no register; see: isnad verify", s->path, said);
    case SQLITE_FULL: return isn_fail(err, ISN_IO, "the disk is full; what was acknowledged is safe", s->path, said);
    case SQLITE_NOMEM: return isn_fail(err, ISN_NOMEM, "no memory for the register", s->path, NULL);
    case SQLITE_IOERR: return isn_fail(err, ISN_IO, "reading or writing the register failed", s->path, said);
    default: return isn_fail(err, ISN_INTERNAL, "the register refused a statement", s->path, said);
    }
}

static int prepare(sto *s, const char *sql, sqlite3_stmt **ret)
{
    return sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);
}

sqlite3_stmt *sto_prepare(sto *s, const char *sql, isn_error *err)
{
    for (unsigned i = 0; i < s->n_statements; i++) {
        if (s->statements[i].sql == sql) {
            sqlite3_reset(s->statements[i].stmt);
            sqlite3_clear_bindings(s->statements[i].stmt);
            return s->statements[i].stmt;
        }
    }
    sqlite3_stmt *q;
    int code = prepare(s, sql, &q);
    if (code != SQLITE_OK || s->n_statements == STO_STATEMENTS) {
        sto_fail(s, code, err);
        return NULL;
    }
    s->statements[s->n_statements].sql = sql;
    s->statements[s->n_statements++].stmt = q;
    return q;
}

static void bind_list(sqlite3_stmt *q, const char *letters, va_list list)
{
    for (int i = 1; *letters; i++, letters++) {
        if (*letters == 'i') {
            sqlite3_bind_int64(q, i, va_arg(list, int64_t));
        } else if (*letters == 'd') {
            sqlite3_bind_double(q, i, va_arg(list, double));
        } else if (*letters == 'z') {
            const char *z = va_arg(list, const char *);
            sqlite3_bind_text(q, i, z, -1, SQLITE_STATIC);
        } else {
            str v = va_arg(list, str);
            if (*letters == 'b')
                sqlite3_bind_blob(q, i, v.ptr ? v.ptr : "", (int) v.len, SQLITE_STATIC);
            else if (*letters == 'n' && v.len == 0)
                sqlite3_bind_null(q, i);
            else
                sqlite3_bind_text(q, i, v.ptr ? v.ptr : "", (int) v.len, SQLITE_STATIC);
        }
    }
}

void sto_bind(sqlite3_stmt *q, const char *letters, ...)
{
    va_list list;
    va_start(list, letters);
    bind_list(q, letters, list);
    va_end(list);
}

isn_status sto_step(sto *s, sqlite3_stmt *q, isn_error *err)
{
    int code = sqlite3_step(q);
    if (code == SQLITE_ROW)
        return ISN_OK;
    if (code != SQLITE_DONE)
        sto_fail(s, code, err);
    sqlite3_reset(q);
    if (code == SQLITE_DONE)
        return ISN_END;
    return err ? err->status : ISN_IO;
}

isn_status sto_run(sto *s, isn_error *err, const char *sql, const char *letters, ...)
{
    sqlite3_stmt *q = sto_prepare(s, sql, err);
    isn_error own;
    if (!q)
        return err ? err->status : ISN_INTERNAL;
    va_list list;
    va_start(list, letters);
    bind_list(q, letters, list);
    va_end(list);
    isn_status status;
    do
        status = sto_step(s, q, err ? err : &own);
    while (status == ISN_OK);
    return status == ISN_END ? ISN_OK : status;
}

int64_t sto_int(sto *s, int64_t otherwise, const char *sql, const char *letters, ...)
{
    sqlite3_stmt *q = sto_prepare(s, sql, NULL);
    if (!q)
        return otherwise;
    va_list list;
    va_start(list, letters);
    bind_list(q, letters, list);
    va_end(list);
    int64_t v = otherwise;
    if (sqlite3_step(q) == SQLITE_ROW)
        v = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return v;
}

static int busy_seconds(void *context, int tries)
{
    (void) context;
    sqlite3_sleep(tries < 20 ? 5 : 50);
    return tries < 220; /* about ten seconds */
}

/* Whether a reader must take the file as it lies: SQLite wants to write beside a register even to read it, where others may be writing. Here nobody can. */
static bool untouchable(const char *path, char *uri, size_t size)
{
    char beside[4096];
    const char *slash = strrchr(path, '/');
    int n = slash ? snprintf(beside, sizeof beside, "%.*s", (int) (slash - path + 1), path) : snprintf(beside, sizeof beside, ".");
    if (n <= 0 || n >= (int) sizeof beside || access(beside, W_OK) == 0)
        return false;
    if (snprintf(beside, sizeof beside, "%s-wal", path) >= (int) sizeof beside || access(beside, F_OK) == 0)
        return false;
    size_t at = (size_t) snprintf(uri, size, "file:");
    for (const char *p = path; *p && at + 32 < size; p++) {
        if (*p == '?' || *p == '#' || *p == '%')
            at += (size_t) snprintf(uri + at, size - at, "%%%02X", (unsigned char) *p);
        else
            uri[at++] = *p;
    }
    snprintf(uri + at, size - at, "?immutable=1");
    return true;
}

isn_status sto_open(const char *path, sto_mode mode, sto **ret, isn_error *err)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (mode != STO_CREATE)
            return isn_fail(err, ISN_NOT_FOUND, "there is no register here; make one with: isnad add", path, NULL);
    } else if (S_ISDIR(st.st_mode)) {
        return isn_fail(err, ISN_BAD_INPUT, "the register is to be a file; this is a folder", path, NULL);
    }
    sto *s = calloc(1, sizeof *s);
    if (!s)
        return isn_fail(err, ISN_NOMEM, "no memory for the register", path, NULL);
    s->path = strdup(path);
    s->memory = arena_new((size_t) 1024 * 1024 * 1024);
    int flags = mode == STO_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    char uri[8192];
    bool still = mode == STO_READ && untouchable(path, uri, sizeof uri);
    if (still)
        flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    int code = s->path && s->memory ? sqlite3_open_v2(still ? uri : path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL) : SQLITE_NOMEM;
    isn_status status = ISN_OK;
    if (code == SQLITE_OK) {
        s->read_only = sqlite3_db_readonly(s->db, "main") == 1;
        sqlite3_extended_result_codes(s->db, 1);
        sqlite3_busy_handler(s->db, busy_seconds, NULL);
        sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        code = sto_register_tokenizer(s->db);
    }
    if (code == SQLITE_OK)
        code = sqlite3_exec(s->db, "PRAGMA temp_store = MEMORY;", NULL, NULL, NULL);
    /* A reader maps the file; a writer keeps to its cache, so that its memory has a bound. */
    if (code == SQLITE_OK)
        code = sqlite3_exec(
            s->db, mode == STO_READ ? "PRAGMA cache_size = -16384; PRAGMA mmap_size = 1073741824;" : "PRAGMA cache_size = -40960; PRAGMA mmap_size = 0;", NULL,
            NULL, NULL);
    if (code == SQLITE_OK && mode != STO_READ && s->read_only)
        status = isn_fail(err, ISN_NO_ACCESS, "the register may not be written to", path, NULL);
    if (code == SQLITE_OK && status == ISN_OK && !s->read_only)
        code = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = OFF;", NULL,
                            NULL, NULL);
    if (code != SQLITE_OK)
        status = sto_fail(s, code, err);
    if (status == ISN_OK)
        status = sto_migrate(s, err);
    if (status != ISN_OK) {
        sto_close(s);
        return status;
    }
    *ret = s;
    return ISN_OK;
}

void sto_close(sto *s)
{
    if (!s)
        return;
    if (s->in_transaction)
        sto_rollback(s);
    for (unsigned i = 0; i < s->n_statements; i++)
        sqlite3_finalize(s->statements[i].stmt);
    sqlite3_close(s->db);
    sto_forget_names(s);
    arena_free(s->memory);
    free(s->path);
    free(s);
}

void sto_world(sto *s, struct led_world *world)
{
    s->world = world;
}

isn_status sto_begin(sto *s, isn_error *err)
{
    isn_status status = sto_run(s, err, "BEGIN IMMEDIATE", "");
    s->in_transaction = status == ISN_OK;
    return status;
}

isn_status sto_commit(sto *s, isn_error *err)
{
    isn_status status = sto_run(s, err, "COMMIT", "");
    if (status == ISN_OK)
        s->in_transaction = false;
    else
        sto_rollback(s);
    return status;
}

void sto_rollback(sto *s)
{
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->in_transaction = false;
    sto_forget_names(s);
}

void sto_event_name(uint64_t id, char out[STO_EVENT_NAME])
{
    snprintf(out, STO_EVENT_NAME, "e%015llx", (unsigned long long) id);
}

bool sto_event_id(str name, uint64_t *ret)
{
    if (name.len < 2 || name.len > 17 || name.ptr[0] != 'e')
        return false;
    uint64_t v = 0;
    for (size_t i = 1; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        v = v << 4 | (uint64_t) (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    *ret = v;
    return true;
}
