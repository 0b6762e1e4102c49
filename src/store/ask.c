/* Asking for offices, disagreements, outlets, words. */
#include "store/db.h"

#include "base/utf8.h"

#include <stdio.h>

static str copy(arena *a, sqlite3_stmt *q, int column)
{
    str s = sto_text(q, column);
    return s.len ? arena_copy(a, s) : STR("");
}

isn_status sto_disputes(sto *s, const char *kind, uint64_t event, arena *a, sto_dispute **ret, uint32_t *ret_n, isn_error *err)
{
    vec(sto_dispute) list = {0};
    sqlite3_stmt *q = sto_prepare(s,
                                  "SELECT id, kind, sides, coalesce(event, 0), coalesce(report, 0), day FROM dispute WHERE (?1 IS NULL OR kind = ?1) AND (?2 = "
                                  "0 OR event = ?2) ORDER BY day, kind, id",
                                  err);
    if (!q)
        return ISN_INTERNAL;
    if (kind)
        sqlite3_bind_text(q, 1, kind, -1, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, (int64_t) event);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_dispute *d = vec_push(a, &list);
        d->id = (uint64_t) sqlite3_column_int64(q, 0);
        d->kind = copy(a, q, 1);
        d->sides = copy(a, q, 2);
        d->event = (uint64_t) sqlite3_column_int64(q, 3);
        d->report = sqlite3_column_int64(q, 4);
        d->day = (int32_t) sqlite3_column_int64(q, 5);
    }
    *ret = list.at;
    *ret_n = list.n;
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_block(sto *s, str name, arena *a, led_telling **ret, uint64_t **ret_events, uint32_t *ret_n, isn_error *err)
{
    vec(led_telling) list = {0};
    vec(uint64_t) events = {0};
    sqlite3_stmt *q = sto_prepare(s,
                                  "SELECT " STO_TELLING_COLUMNS ", t.event FROM telling t JOIN report r ON r.id = t.report WHERE t.block = (SELECT id FROM "
                                  "block WHERE name = ?) AND t.event IS NOT NULL ORDER BY t.key",
                                  err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "t", name);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_read_telling(q, 0, a, vec_push(a, &list));
        *vec_push(a, &events) = (uint64_t) sqlite3_column_int64(q, STO_TELLING_WIDTH);
    }
    *ret = list.at;
    *ret_events = events.at;
    *ret_n = list.n;
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_telling_at(sto *s, uint64_t key, arena *a, sto_telling *ret, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT " STO_TELLING_COLUMNS " FROM telling t JOIN report r ON r.id = t.report WHERE t.key = ?", err);
    if (!q)
        return ISN_INTERNAL;
    memset(ret, 0, sizeof *ret);
    sto_bind(q, "i", (int64_t) key);
    isn_status status = sto_step(s, q, err);
    if (status != ISN_OK)
        return status == ISN_END ? isn_fail(err, ISN_NOT_FOUND, "the register has no such telling", s->path, NULL) : status;
    sto_read_telling(q, 0, a, &ret->telling);
    sqlite3_reset(q);
    str text;
    status = sto_report_at(s, (int64_t) ret->telling.report, a, &ret->report, err);
    if (status == ISN_OK)
        status = sto_report_text(s, (int64_t) ret->telling.report, a, &text, err);
    if (status == ISN_OK) {
        ret->sentence = str_range(text.ptr, utf8_offset(text, ret->telling.sentence_begin), utf8_offset(text, ret->telling.sentence_end));
        ret->evidence = str_range(text.ptr, utf8_offset(text, ret->telling.begin), utf8_offset(text, ret->telling.end));
    }
    return status;
}

isn_status sto_offices(sto *s, str person, str office, str of, int32_t day, arena *a, sto_office **ret, uint32_t *ret_n, isn_error *err)
{
    static const char by_person[] =
        "SELECT e.key, o.office, o.of, o.former, min(r.published), max(r.published), count(DISTINCT r.id), count(DISTINCT r.origin), o.report, o.begin, o.end "
        "FROM office o JOIN entity e ON e.id = o.person JOIN report r ON r.id = o.report WHERE o.person = (SELECT id FROM entity WHERE key = ?1) "
        "AND (?2 = '' OR o.office = ?2) AND (?3 = '' OR o.of = ?3) AND (?4 IS NULL OR r.day = ?4) GROUP BY e.key, o.office, o.of, o.former ORDER BY "
        "count(DISTINCT r.id) DESC, o.office, o.of, o.former";
    static const char by_office[] =
        "SELECT e.key, o.office, o.of, o.former, min(r.published), max(r.published), count(DISTINCT r.id), count(DISTINCT r.origin), o.report, o.begin, o.end "
        "FROM office o JOIN entity e ON e.id = o.person JOIN report r ON r.id = o.report WHERE ?1 = '' AND o.office = ?2 AND (?3 = '' OR o.of = ?3) "
        "AND (?4 IS NULL OR r.day BETWEEN ?4 - 90 AND ?4 + 90) GROUP BY e.key, o.office, o.of, o.former ORDER BY count(DISTINCT r.id) DESC, e.key, o.former";
    vec(sto_office) list = {0};
    sqlite3_stmt *q = sto_prepare(s, person.len ? by_person : by_office, err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "ttt", person, office, of);
    if (day != INT32_MIN)
        sqlite3_bind_int64(q, 4, day);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_office *o = vec_push(a, &list);
        o->person = copy(a, q, 0);
        o->office = copy(a, q, 1);
        o->of = copy(a, q, 2);
        o->former = sqlite3_column_int(q, 3) != 0;
        o->from = copy(a, q, 4);
        o->to = copy(a, q, 5);
        o->reports = (uint32_t) sqlite3_column_int64(q, 6);
        o->origins = (uint32_t) sqlite3_column_int64(q, 7);
        o->report = sqlite3_column_int64(q, 8);
        o->begin = (uint32_t) sqlite3_column_int64(q, 9);
        o->end = (uint32_t) sqlite3_column_int64(q, 10);
    }
    *ret = list.at;
    *ret_n = list.n;
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_outlets(sto *s, arena *a, sto_outlet **ret, uint32_t *ret_n, isn_error *err)
{
    vec(sto_outlet) list = {0};
    sqlite3_stmt *q = sto_prepare(s,
                                  "SELECT coalesce(r.outlet, ''), count(*), sum(r.origin = r.id), sum(r.origin <> r.id), (SELECT count(*) FROM report o JOIN "
                                  "report c ON c.origin = o.id AND c.id <> o.id "
                                  "AND c.outlet IS NOT o.outlet WHERE o.outlet IS r.outlet), min(r.published), max(r.published) FROM report r GROUP BY "
                                  "r.outlet ORDER BY count(*) DESC, r.outlet",
                                  err);
    if (!q)
        return ISN_INTERNAL;
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_outlet *o = vec_push(a, &list);
        o->name = copy(a, q, 0);
        o->reports = (uint32_t) sqlite3_column_int64(q, 1);
        o->origins = (uint32_t) sqlite3_column_int64(q, 2);
        o->copied_from = (uint32_t) sqlite3_column_int64(q, 3);
        o->copied_by = (uint32_t) sqlite3_column_int64(q, 4);
        o->from = copy(a, q, 5);
        o->to = copy(a, q, 6);
    }
    *ret = list.at;
    *ret_n = list.n;
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_find(sto *s, const sto_search *f, arena *a, int64_t **ret, uint32_t *ret_n, isn_error *err)
{
    vec(int64_t) list = {0};
    buf sql = {0};
    bool plain = !f->outlet && f->from == INT32_MIN && f->to == INT32_MAX && !f->n_parties && !f->type;
    if (f->words && plain)
        buf_add(&sql, STR("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY bm25(search, 4.0, 1.0), rowid"));
    else if (f->words)
        buf_add(&sql, STR("SELECT r.id FROM search x JOIN report r ON r.id = x.rowid WHERE x.search MATCH ?1"));
    else
        buf_add(&sql, STR("SELECT r.id FROM report r WHERE 1"));
    if (f->outlet)
        buf_add(&sql, STR(" AND r.outlet = ?2"));
    if (f->from != INT32_MIN)
        buf_printf(&sql, " AND r.day >= %d", f->from);
    if (f->to != INT32_MAX)
        buf_printf(&sql, " AND r.day BETWEEN -719162 AND %d", f->to);
    for (unsigned i = 0; i < f->n_parties && i < 4; i++)
        buf_printf(&sql, " AND EXISTS (SELECT 1 FROM named n JOIN entity e ON e.id = n.entity WHERE n.report = r.id AND e.key = ?%u)", i + 4);
    if (f->type)
        buf_add(&sql, STR(" AND EXISTS (SELECT 1 FROM telling t WHERE t.report = r.id AND t.type = ?3)"));
    if (!(f->words && plain))
        buf_add(&sql, f->words ? STR(" ORDER BY bm25(search, 4.0, 1.0), r.id") : STR(" ORDER BY r.day DESC, r.hash"));
    if (f->limit > 0)
        buf_printf(&sql, " LIMIT %lld", (long long) f->limit);
    buf_add_char(&sql, '\0');
    sqlite3_stmt *q;
    int code = sql.status == ISN_OK ? sqlite3_prepare_v2(s->db, sql.ptr, -1, &q, NULL) : SQLITE_NOMEM;
    buf_free(&sql);
    if (code != SQLITE_OK)
        return sto_fail(s, code, err);
    if (f->words)
        sqlite3_bind_text(q, 1, f->words, -1, SQLITE_STATIC);
    if (f->outlet)
        sqlite3_bind_text(q, 2, f->outlet, -1, SQLITE_STATIC);
    if (f->type)
        sqlite3_bind_text(q, 3, f->type, -1, SQLITE_STATIC);
    for (unsigned i = 0; i < f->n_parties && i < 4; i++)
        sqlite3_bind_text(q, (int) i + 4, f->parties[i], -1, SQLITE_STATIC);
    while ((code = sqlite3_step(q)) == SQLITE_ROW)
        *vec_push(a, &list) = sqlite3_column_int64(q, 0);
    isn_status status = ISN_OK;
    if (code == SQLITE_ERROR)
        status = isn_fail(err, ISN_BAD_INPUT, "this cannot be searched for", NULL, sqlite3_errmsg(s->db));
    else if (code != SQLITE_DONE)
        status = sto_fail(s, code, err);
    sqlite3_finalize(q);
    *ret = list.at;
    *ret_n = list.n;
    return status;
}
