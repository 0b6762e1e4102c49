/* Asking the register. */
#include "store/db.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/calendar.h"

#include <stdio.h>
#include <stdlib.h>

static str copy(arena *a, sqlite3_stmt *q, int column)
{
    str s = sto_text(q, column);
    return s.len ? arena_copy(a, s) : STR("");
}

void sto_read_telling(sqlite3_stmt *q, int c, arena *a, led_telling *t)
{
    t->key = (uint64_t) sqlite3_column_int64(q, c);
    t->report = (uint64_t) sqlite3_column_int64(q, c + 1);
    t->type = copy(a, q, c + 2);
    t->mode = copy(a, q, c + 3);
    t->status = copy(a, q, c + 4);
    t->time = copy(a, q, c + 5);
    led_party_read(a, copy(a, q, c + 6), &t->actors);
    led_party_read(a, copy(a, q, c + 7), &t->recipients);
    led_party_read(a, copy(a, q, c + 8), &t->places);
    t->said_by = copy(a, q, c + 9);
    t->topics = copy(a, q, c + 10);
    t->figures = copy(a, q, c + 11);
    t->begin = (uint32_t) sqlite3_column_int64(q, c + 12);
    t->end = (uint32_t) sqlite3_column_int64(q, c + 13);
    t->sentence_begin = (uint32_t) sqlite3_column_int64(q, c + 14);
    t->sentence_end = (uint32_t) sqlite3_column_int64(q, c + 15);
    t->sentence = (uint64_t) sqlite3_column_int64(q, c + 16);
    t->copy = (uint64_t) sqlite3_column_int64(q, c + 17);
    str words = sto_blob(q, c + 18);
    t->n_words = (uint8_t) (words.len / sizeof t->words[0] < LED_WORDS_MAX ? words.len / sizeof t->words[0] : LED_WORDS_MAX);
    memcpy(t->words, words.ptr, t->n_words * sizeof t->words[0]);
    t->published = (int32_t) sqlite3_column_int64(q, c + 19);
    t->credit = (uint64_t) sqlite3_column_int64(q, c + 20);
    t->origin = (uint64_t) sqlite3_column_int64(q, c + 21);
    t->outlet = led_fold_hash(sto_text(q, c + 22));
    t->firm = sqlite3_column_int(q, c + 23) != 0;
    t->range = led_edtf(t->time);
}

#define EVENT_COLUMNS                                                                                                                                          \
    "e.id, e.type, e.mode, e.status, e.time, e.reported, e.actors, e.recipients, e.places, e.topics, e.tellings, e.reports, e.origins, e.disputes, e.best"

static void read_event(sqlite3_stmt *q, arena *a, led_event *e, led_telling *best)
{
    memset(e, 0, sizeof *e);
    memset(best, 0, sizeof *best);
    e->id = (uint64_t) sqlite3_column_int64(q, 0);
    e->type = copy(a, q, 1);
    e->mode = copy(a, q, 2);
    e->status = copy(a, q, 3);
    e->time = copy(a, q, 4);
    e->range = led_edtf(e->time);
    e->reported = (int32_t) sqlite3_column_int64(q, 5);
    led_party_read(a, copy(a, q, 6), &e->actors);
    led_party_read(a, copy(a, q, 7), &e->recipients);
    led_party_read(a, copy(a, q, 8), &e->places);
    e->topics = copy(a, q, 9);
    e->tellings = (uint32_t) sqlite3_column_int64(q, 10);
    e->reports = (uint32_t) sqlite3_column_int64(q, 11);
    e->origins = (uint32_t) sqlite3_column_int64(q, 12);
    e->disputes = (uint32_t) sqlite3_column_int64(q, 13);
    best->key = (uint64_t) sqlite3_column_int64(q, 14);
    e->best = best;
}

/* ---- timelines ---- */

typedef struct asked {
    sto *s;
    sqlite3_stmt *q;
    sto_event_fn *fn;
    void *context;
    isn_status status;
    isn_error *err;
    arena *memory;
    led_event event;
    led_telling best;
} asked;

static void read_one(void *context)
{
    asked *x = context;
    read_event(x->q, x->memory, &x->event, &x->best);
}

static isn_status each_event(sto *s, sqlite3_stmt *q, sto_event_fn *fn, void *context, isn_error *err)
{
    asked x = {.s = s, .q = q, .err = err, .memory = arena_new((size_t) 16 * 1024 * 1024)};
    isn_status status = x.memory ? ISN_OK : isn_fail(err, ISN_NOMEM, "no memory for an event", NULL, NULL);
    while (status == ISN_OK && (status = sto_step(s, q, err)) == ISN_OK) {
        arena_reset(x.memory);
        status = arena_protect(x.memory, read_one, &x);
        if (status == ISN_OK)
            status = fn(context, &x.event);
    }
    sqlite3_reset(q);
    arena_free(x.memory);
    return status == ISN_END ? ISN_OK : status;
}

isn_status sto_events(sto *s, const sto_filter *f, sto_event_fn *fn, void *context, isn_error *err)
{
    int64_t parties[8], counts[8];
    unsigned n = f->n_parties < 8 ? f->n_parties : 8;
    for (unsigned i = 0; i < n; i++) {
        parties[i] = sto_int(s, 0, "SELECT id FROM entity WHERE key = ?", "z", f->parties[i]);
        if (!parties[i])
            return ISN_OK;
        counts[i] = sto_int(s, 0, "SELECT count(*) FROM (SELECT 1 FROM party WHERE entity = ? LIMIT 20000)", "i", parties[i]);
        for (unsigned k = i; k > 0 && counts[k] < counts[k - 1]; k--) { /* the rarest first */
            int64_t p = parties[k], c = counts[k];
            parties[k] = parties[k - 1];
            counts[k] = counts[k - 1];
            parties[k - 1] = p;
            counts[k - 1] = c;
        }
    }
    char sql[2048];
    int at = snprintf(sql, sizeof sql, "SELECT " EVENT_COLUMNS " FROM ");
    if (n == 0) {
        at += snprintf(sql + at, sizeof sql - (size_t) at, "event e WHERE 1");
    } else {
        at += snprintf(sql + at, sizeof sql - (size_t) at, "party p0 CROSS JOIN event e ON e.id = p0.event WHERE p0.entity = %lld", (long long) parties[0]);
        for (unsigned i = 1; i < n; i++)
            at += snprintf(sql + at, sizeof sql - (size_t) at, " AND EXISTS (SELECT 1 FROM party WHERE entity = %lld AND event = p0.event)",
                           (long long) parties[i]);
    }
    if (f->from != INT32_MIN)
        at += snprintf(sql + at, sizeof sql - (size_t) at, " AND (CASE WHEN e.time IS NULL THEN e.reported ELSE e.day_to END) >= %d", f->from);
    if (f->to != INT32_MAX)
        at += snprintf(sql + at, sizeof sql - (size_t) at, " AND (CASE WHEN e.time IS NULL THEN e.reported ELSE e.day_from END) <= %d", f->to);
    if (f->type)
        at += snprintf(sql + at, sizeof sql - (size_t) at, " AND e.type = ?1");
    if (f->status)
        at += snprintf(sql + at, sizeof sql - (size_t) at, " AND e.status = ?2");
    if (f->mode)
        at += snprintf(sql + at, sizeof sql - (size_t) at, " AND e.mode = ?3");
    at += snprintf(sql + at, sizeof sql - (size_t) at,
                   " ORDER BY e.time IS NULL, CASE WHEN e.time IS NULL THEN e.reported ELSE e.day_from END, e.day_to, e.type, e.id");
    if (f->limit > 0)
        snprintf(sql + at, sizeof sql - (size_t) at, " LIMIT %lld", (long long) f->limit);
    sqlite3_stmt *q;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    if (code != SQLITE_OK)
        return sto_fail(s, code, err);
    if (f->type)
        sqlite3_bind_text(q, 1, f->type, -1, SQLITE_STATIC);
    if (f->status)
        sqlite3_bind_text(q, 2, f->status, -1, SQLITE_STATIC);
    if (f->mode)
        sqlite3_bind_text(q, 3, f->mode, -1, SQLITE_STATIC);
    isn_status status = each_event(s, q, fn, context, err);
    sqlite3_finalize(q);
    return status;
}

isn_status sto_report_events(sto *s, int64_t number, sto_event_fn *fn, void *context, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(
        s, "SELECT " EVENT_COLUMNS " FROM event e WHERE e.id IN (SELECT event FROM telling WHERE report = ?) ORDER BY e.time IS NULL, e.day_from, e.type, e.id",
        err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", number);
    return each_event(s, q, fn, context, err);
}

isn_status sto_event(sto *s, uint64_t id, arena *a, led_event *ret, isn_error *err)
{
    /* Under the event's own name, or that of any of its tellings: an event's name changes when an earlier telling comes in. */
    sqlite3_stmt *q = sto_prepare(
        s, "SELECT " EVENT_COLUMNS " FROM event e WHERE e.id = coalesce((SELECT id FROM event WHERE id = ?1), (SELECT event FROM telling WHERE key = ?1))",
        err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", (int64_t) id);
    isn_status status = sto_step(s, q, err);
    if (status == ISN_END)
        return isn_fail(err, ISN_NOT_FOUND, "the register has no such event", s->path, NULL);
    if (status == ISN_OK)
        read_event(q, a, ret, arena_alloc(a, sizeof(led_telling)));
    sqlite3_reset(q);
    return status;
}

isn_status sto_event_between(sto *s, uint64_t low, uint64_t high, arena *a, led_event *ret, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT id FROM event WHERE id BETWEEN ? AND ? LIMIT 2", err);
    uint64_t id = 0;
    unsigned n = 0;
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "ii", (int64_t) low, (int64_t) high);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        id = (uint64_t) sqlite3_column_int64(q, 0);
        n++;
    }
    if (status != ISN_END)
        return status;
    if (n == 2)
        return isn_fail(err, ISN_BAD_INPUT, "several events' names begin like this; write more digits", s->path, NULL);
    return sto_event(s, n ? id : UINT64_MAX >> 1, a, ret, err);
}

/* ---- reports ---- */

#define REPORT_COLUMNS                                                                                                                                         \
    "r.id, r.hash, r.given, r.outlet, r.title, r.url, r.published, r.path, coalesce(r.origin, r.id), (SELECT count(*) FROM report o WHERE o.origin = "         \
    "r.origin)"
enum { REPORT_WIDTH = 10 };

static void read_report(sqlite3_stmt *q, int c, arena *a, sto_report *r)
{
    memset(r, 0, sizeof *r);
    r->number = sqlite3_column_int64(q, c);
    str hash = sto_blob(q, c + 1);
    for (size_t i = 0; i < hash.len && i < 16; i++)
        snprintf(r->hash + 2 * i, 3, "%02x", (unsigned char) hash.ptr[i]);
    r->given = copy(a, q, c + 2);
    r->outlet = copy(a, q, c + 3);
    r->title = copy(a, q, c + 4);
    r->url = copy(a, q, c + 5);
    r->published = copy(a, q, c + 6);
    r->path = copy(a, q, c + 7);
    r->origin = sqlite3_column_int64(q, c + 8);
    r->copies = (uint32_t) sqlite3_column_int64(q, c + 9);
}

isn_status sto_report_at(sto *s, int64_t number, arena *a, sto_report *ret, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT " REPORT_COLUMNS " FROM report r WHERE r.id = ?", err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", number);
    isn_status status = sto_step(s, q, err);
    if (status == ISN_OK)
        read_report(q, 0, a, ret);
    sqlite3_reset(q);
    return status == ISN_END ? isn_fail(err, ISN_NOT_FOUND, "the register has no such report", s->path, NULL) : status;
}

isn_status sto_find_report(sto *s, str name, arena *a, sto_report *ret, isn_error *err)
{
    int64_t n = sto_int(s, 0, "SELECT id FROM report WHERE given = ?", "t", name);
    char hex[64];
    if (n == 0 && name.len >= 6 && name.len <= 32) {
        snprintf(hex, sizeof hex, "%.*s", (int) name.len, name.ptr);
        n = sto_int(s, 0, "SELECT id FROM report WHERE lower(substr(hex(hash), 1, length(?1))) = ?1", "z", hex);
    }
    if (n == 0)
        n = sto_int(s, 0, "SELECT id FROM report WHERE url = ?1 OR path = ?1", "t", name);
    if (n == 0)
        return isn_fail(err, ISN_NOT_FOUND, "the register has no such report", s->path, NULL);
    return sto_report_at(s, n, a, ret, err);
}

static isn_status unpack_column(sto *s, int64_t number, const char *sql, buf *out, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, sql, err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", number);
    isn_status status = sto_step(s, q, err);
    if (status == ISN_OK && (status = sto_unpack(sto_blob(q, 0), out)) != ISN_OK)
        isn_fail(err, status, "a report's text is damaged in the register", s->path, NULL);
    sqlite3_reset(q);
    return status == ISN_END ? isn_fail(err, ISN_NOT_FOUND, "the register has no such report", s->path, NULL) : status;
}

isn_status sto_report_text(sto *s, int64_t number, arena *a, str *ret, isn_error *err)
{
    buf out = {0};
    isn_status status = unpack_column(s, number, "SELECT text FROM report WHERE id = ?", &out, err);
    if (status == ISN_OK)
        *ret = arena_copy(a, buf_str(&out));
    buf_free(&out);
    return status;
}

isn_status sto_report_record(sto *s, int64_t number, buf *out, isn_error *err)
{
    buf rest = {0}, text = {0};
    isn_status status = unpack_column(s, number, "SELECT rest FROM report WHERE id = ?", &rest, err);
    if (status == ISN_OK)
        status = unpack_column(s, number, "SELECT text FROM report WHERE id = ?", &text, err);
    if (status == ISN_OK) {
        /* "text":null in the outermost object is the text's place. */
        str r = buf_str(&rest);
        ptrdiff_t at = -1;
        for (size_t from = 0; (at = str_find(r, STR("\"text\""), from)) >= 0; from = (size_t) at + 6) {
            size_t i = (size_t) at + 6;
            while (i < r.len && (r.ptr[i] == ' ' || r.ptr[i] == ':'))
                i++;
            if (str_starts(str_range(r.ptr, i, r.len), STR("null"))) {
                json_writer w = json_to(out);
                buf_add(out, str_range(r.ptr, 0, i));
                json_put_string(&w, buf_str(&text));
                buf_add(out, str_range(r.ptr, i + 4, r.len));
                break;
            }
        }
        if (at < 0)
            status = isn_fail(err, ISN_BAD_REGISTER, "a report's record is damaged in the register", s->path, NULL);
    }
    buf_free(&rest);
    buf_free(&text);
    return status;
}

typedef struct each_report {
    sqlite3_stmt *q;
    arena *memory;
    sto_report report;
} each_report;

static void read_one_report(void *context)
{
    each_report *x = context;
    read_report(x->q, 0, x->memory, &x->report);
}

isn_status sto_reports(sto *s, isn_status (*fn)(void *context, const sto_report *r), void *context, isn_error *err)
{
    each_report x = {.q = sto_prepare(s, "SELECT " REPORT_COLUMNS " FROM report r ORDER BY r.hash", err), .memory = arena_new((size_t) 16 * 1024 * 1024)};
    isn_status status = x.q && x.memory ? ISN_OK : ISN_NOMEM;
    while (status == ISN_OK && (status = sto_step(s, x.q, err)) == ISN_OK) {
        arena_reset(x.memory);
        status = arena_protect(x.memory, read_one_report, &x);
        if (status == ISN_OK)
            status = fn(context, &x.report);
    }
    if (x.q)
        sqlite3_reset(x.q);
    arena_free(x.memory);
    return status == ISN_END ? ISN_OK : status;
}

/* ---- tellings ---- */

static int by_group(const void *x, const void *y)
{
    const sto_telling *a = x, *b = y;
    if (a->group != b->group)
        return (a->group > b->group) - (a->group < b->group);
    int c = str_cmp(a->report.published, b->report.published);
    if (c == 0)
        c = (a->telling.key > b->telling.key) - (a->telling.key < b->telling.key);
    return c;
}

isn_status sto_tellings(sto *s, uint64_t event, arena *a, sto_telling **ret, uint32_t *ret_n, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(
        s, "SELECT " STO_TELLING_COLUMNS ", 0, " REPORT_COLUMNS " FROM telling t JOIN report r ON r.id = t.report WHERE t.event = ? ORDER BY t.key", err);
    vec(sto_telling) list = {0};
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", (int64_t) event);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_telling *t = vec_push(a, &list);
        sto_read_telling(q, 0, a, &t->telling);
        t->rejected = sqlite3_column_int(q, STO_TELLING_WIDTH) != 0;
        read_report(q, STO_TELLING_WIDTH + 1, a, &t->report);
    }
    if (status != ISN_END)
        return status;
    led_telling *plain = arena_new_array(a, led_telling, list.n);
    uint32_t *members = arena_new_array(a, uint32_t, list.n), *groups = arena_new_array(a, uint32_t, list.n);
    status = ISN_OK;
    for (uint32_t i = 0; i < list.n && status == ISN_OK; i++) {
        sto_telling *t = &list.at[i];
        str text;
        plain[i] = t->telling;
        members[i] = i;
        status = sto_report_text(s, t->report.number, a, &text, err);
        if (status == ISN_OK) {
            t->sentence = str_range(text.ptr, utf8_offset(text, t->telling.sentence_begin), utf8_offset(text, t->telling.sentence_end));
            t->evidence = str_range(text.ptr, utf8_offset(text, t->telling.begin), utf8_offset(text, t->telling.end));
        }
    }
    led_origins(a, plain, members, list.n, groups);
    for (uint32_t i = 0; i < list.n; i++)
        list.at[i].group = groups[i];
    if (list.n > 1)
        qsort(list.at, list.n, sizeof list.at[0], by_group);
    *ret = list.at;
    *ret_n = list.n;
    return status;
}

str sto_renamed(sto *s, arena *a, str id)
{
    /* The latest entry that was not taken back afterwards. */
    sqlite3_stmt *q = sto_prepare(
        s,
        "SELECT arguments FROM decision d WHERE op = 'rename' AND target = ? AND coalesce((SELECT op FROM decision u WHERE u.op IN ('undo', 'redo') AND "
        "CAST(u.target AS INTEGER) = d.n ORDER BY u.n DESC LIMIT 1), 'redo') = 'redo' ORDER BY n DESC LIMIT 1",
        NULL);
    str name = STR("");
    if (!q)
        return name;
    sto_bind(q, "t", id);
    if (sqlite3_step(q) == SQLITE_ROW)
        name = copy(a, q, 0);
    sqlite3_reset(q);
    return name;
}

str sto_name(sto *s, arena *a, str id)
{
    str given = sto_renamed(s, a, id);
    if (given.len)
        return given;
    sqlite3_stmt *q = sto_prepare(
        s, "SELECT name FROM entity_name WHERE entity = (SELECT id FROM entity WHERE key = ?) ORDER BY reports DESC, length(name) DESC, name LIMIT 1", NULL);
    str name = STR("");
    if (!q)
        return name;
    sto_bind(q, "t", id);
    if (sqlite3_step(q) == SQLITE_ROW)
        name = copy(a, q, 0);
    sqlite3_reset(q);
    return name;
}

isn_status sto_named(sto *s, str name, arena *a, str *ret_id)
{
    if (sto_int(s, 0, "SELECT id FROM entity WHERE key = ?", "t", name)) {
        *ret_id = arena_copy(a, name);
        return ISN_OK;
    }
    sqlite3_stmt *q = sto_prepare(s, "SELECT e.key FROM entity_name n JOIN entity e ON e.id = n.entity WHERE n.name = ? ORDER BY n.reports DESC, e.key LIMIT 1",
                                  NULL);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "t", name);
    bool found = sqlite3_step(q) == SQLITE_ROW;
    if (found)
        *ret_id = copy(a, q, 0);
    sqlite3_reset(q);
    return found ? ISN_OK : ISN_NOT_FOUND;
}

isn_status sto_count(sto *s, sto_counts *c, isn_error *err)
{
    (void) err;
    c->reports = sto_int(s, 0, "SELECT count(*) FROM report", "");
    c->origins = sto_int(s, 0, "SELECT count(DISTINCT origin) FROM report", "");
    c->tellings = sto_int(s, 0, "SELECT count(*) FROM telling", "");
    c->events = sto_int(s, 0, "SELECT count(*) FROM event", "");
    c->statements = sto_int(s, 0, "SELECT count(*) FROM statement", "");
    c->offices = sto_int(s, 0, "SELECT count(*) FROM office", "");
    c->entities = sto_int(s, 0, "SELECT count(*) FROM entity", "");
    c->disputes = sto_int(s, 0, "SELECT count(*) FROM dispute", "");
    c->decisions = sto_int(s, 0, "SELECT count(*) FROM decision", "");
    c->bytes_text = sto_int(s, 0, "SELECT coalesce(sum(length), 0) FROM report", "");
    return ISN_OK;
}
