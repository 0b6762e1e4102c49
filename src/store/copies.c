/* Copies: which reports are one report printed twice, and which took over parts.
 *
 * A new report meets the others in `shard`, under the bands of its MinHash and under its sentences. For each it meets, what the two share decides, and nothing
 * else, so the order of their coming leaves no trace:
 *
 *     copy      estimated Jaccard of 5-word shingles ≥ 0.70, or the common sentences make up 70 % of the shorter one
 *     part      the common sentences make up 30 % of the shorter one, or are three and 60 words
 *
 * Copies of copies are one origin. Its name is the report that seems to be the source: the one that credits nobody, published first; among equals the least
 * hash. Under a key that more than KEY_REPORTS_MAX reports share (a newspaper's standing line) nobody is looked for.
 */
#include "store/settle.h"

#include <stdlib.h>

enum { KEY_REPORTS_MAX = 200, PARTNERS_MAX = 4096, CHUNK = 500 };
static const double COPY_JACCARD = 0.70;

typedef struct partner {
    int64_t report;
    uint32_t sentences, words;
    bool band;
} partner;

typedef struct copies {
    sto *s;
    isn_error *err;
    vec(partner) partners;
    uint32_t *slots; /* report → 1 + index, by hash */
    uint32_t mask;
} copies;

static void meet(copies *c, int64_t report, bool band, uint32_t words)
{
    uint32_t i = (uint32_t) ((uint64_t) report * 0x9E3779B97F4A7C15ull >> 40) & c->mask;
    while (c->slots[i] && c->partners.at[c->slots[i] - 1].report != report)
        i = (i + 1) & c->mask;
    if (!c->slots[i]) {
        if (c->partners.n == PARTNERS_MAX)
            return;
        vec_push(c->s->memory, &c->partners)->report = report;
        c->slots[i] = c->partners.n;
    }
    partner *p = &c->partners.at[c->slots[i] - 1];
    p->band = p->band || band;
    p->sentences += !band;
    p->words += words;
}

static isn_status meet_key(copies *c, uint64_t key, int64_t self, bool band, uint32_t words)
{
    int64_t found[KEY_REPORTS_MAX + 1];
    unsigned n = 0;
    sqlite3_stmt *q = sto_prepare(c->s, "SELECT report FROM shard WHERE key = ?", c->err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", (int64_t) key);
    isn_status status;
    while ((status = sto_step(c->s, q, c->err)) == ISN_OK && n <= KEY_REPORTS_MAX)
        found[n++] = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    if (status != ISN_END && status != ISN_OK)
        return status;
    for (unsigned i = 0; i < n && n <= KEY_REPORTS_MAX; i++)
        if (found[i] != self)
            meet(c, found[i], band, words);
    return ISN_OK;
}

static uint32_t words_in(str sentences)
{
    uint32_t n = 0;
    for (size_t i = 0; i + 10 <= sentences.len; i += 10) {
        uint16_t w;
        memcpy(&w, sentences.ptr + i + 8, sizeof w);
        n += w;
    }
    return n;
}

/* Compares with one partner and puts the link down both ways, if there is one. */
static isn_status link_two(copies *c, int64_t self, const led_sketch *sketch, uint32_t own_words, const partner *p)
{
    sqlite3_stmt *q = sto_prepare(c->s, "SELECT sketch, sentences FROM report WHERE id = ?", c->err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", p->report);
    isn_status status = sto_step(c->s, q, c->err);
    if (status != ISN_OK)
        return status == ISN_END ? ISN_OK : status;
    led_sketch other = {.shingles = 1};
    str bins = sto_blob(q, 0);
    if (bins.len == sizeof other.bins)
        memcpy(other.bins, bins.ptr, bins.len);
    uint32_t words = words_in(sto_blob(q, 1)), shorter = words < own_words ? words : own_words;
    sqlite3_reset(q);
    double j = p->band || p->sentences > 1 ? led_sketch_jaccard(sketch, &other) : 0;
    double part = shorter ? (double) p->words / shorter : 0;
    const char *kind = j >= COPY_JACCARD || (part >= 0.7 && p->words >= 20)                       ? "copy"
                       : (part >= 0.3 && p->words >= 20) || (p->sentences >= 3 && p->words >= 60) ? "part"
                                                                                                  : NULL;
    if (!kind)
        return ISN_OK;
    for (int k = 0; k < 2 && status == ISN_OK; k++)
        status = sto_run(c->s, c->err, "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)", "iizdi", k ? p->report : self, k ? self : p->report, kind, j,
                         (int64_t) p->words);
    return status;
}

static isn_status link_report(copies *c, int64_t self, str bins, str sentences)
{
    led_sketch sketch = {0};
    uint64_t keys[LED_BANDS];
    if (bins.len == sizeof sketch.bins)
        memcpy(sketch.bins, bins.ptr, bins.len);
    for (int i = 0; i < LED_SKETCH_BINS; i++)
        sketch.shingles += sketch.bins[i] != 0;
    unsigned n = led_bands(&sketch, keys);
    isn_status status = ISN_OK;
    for (unsigned i = 0; i < n && status == ISN_OK; i++)
        status = meet_key(c, keys[i], self, true, 0);
    for (size_t i = 0; i + 10 <= sentences.len && status == ISN_OK; i += 10) {
        uint64_t key;
        uint16_t words;
        memcpy(&key, sentences.ptr + i, sizeof key);
        memcpy(&words, sentences.ptr + i + 8, sizeof words);
        bool twice = false; /* a sentence that the report itself repeats */
        for (size_t k = 0; k < i && !twice; k += 10)
            twice = memcmp(sentences.ptr + k, &key, sizeof key) == 0;
        if (!twice)
            status = meet_key(c, key, self, false, words);
    }
    uint32_t own = words_in(sentences);
    for (uint32_t i = 0; i < c->partners.n && status == ISN_OK; i++)
        status = link_two(c, self, &sketch, own, &c->partners.at[i]);
    return status;
}

static isn_status link_next(sto *s, bool *some, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT id, sketch, sentences FROM report WHERE settled < 2 AND settled = 0 LIMIT 1", err);
    if (!q)
        return ISN_INTERNAL;
    isn_status status = sto_step(s, q, err);
    *some = status == ISN_OK;
    if (status != ISN_OK)
        return status == ISN_END ? ISN_OK : status;
    copies c = {.s = s, .err = err, .mask = 2 * PARTNERS_MAX - 1};
    int64_t id = sqlite3_column_int64(q, 0);
    str bins = arena_copy(s->memory, sto_blob(q, 1)), sentences = arena_copy(s->memory, sto_blob(q, 2));
    sqlite3_reset(q);
    c.slots = arena_new_array(s->memory, uint32_t, c.mask + 1);
    status = link_report(&c, id, bins, sentences);
    return status == ISN_OK ? sto_run(s, err, "UPDATE report SET settled = 1 WHERE id = ?", "i", id) : status;
}

typedef struct member {
    int64_t report, day, origin;
    bool credits;
    char hash[16];
} member;

static bool better(const member *a, const member *b)
{
    if (a->credits != b->credits)
        return !a->credits;
    if (a->day != b->day)
        return a->day != INT32_MIN && (b->day == INT32_MIN || a->day < b->day);
    return memcmp(a->hash, b->hash, sizeof a->hash) < 0;
}

/* All copies of copies of one report get one origin. */
static isn_status origin_next(sto *s, bool *some, isn_error *err)
{
    int64_t first = sto_int(s, 0, "SELECT id FROM report WHERE settled < 2 AND settled = 1 LIMIT 1", "");
    vec(member) group = {0};
    isn_status status = ISN_OK;
    *some = first != 0;
    if (!first)
        return ISN_OK;
    sqlite3_stmt *q = sto_prepare(
        s,
        "WITH RECURSIVE g(id) AS (SELECT ?1 UNION SELECT b FROM g JOIN link ON link.a = g.id AND link.kind = 'copy') "
        "SELECT r.id, r.day, coalesce(r.origin, 0), coalesce(r.first_outlet, r.credits) IS NOT NULL, r.hash FROM g JOIN report r ON r.id = g.id",
        err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", first);
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        member *m = vec_push(s->memory, &group);
        m->report = sqlite3_column_int64(q, 0);
        m->day = sqlite3_column_int64(q, 1);
        m->origin = sqlite3_column_int64(q, 2);
        m->credits = sqlite3_column_int(q, 3) != 0;
        str hash = sto_blob(q, 4);
        memcpy(m->hash, hash.ptr, hash.len < sizeof m->hash ? hash.len : sizeof m->hash);
    }
    if (status != ISN_END)
        return status;
    const member *root = &group.at[0];
    for (uint32_t i = 1; i < group.n; i++)
        if (better(&group.at[i], root))
            root = &group.at[i];
    status = ISN_OK;
    for (uint32_t i = 0; i < group.n && status == ISN_OK; i++) {
        status = sto_run(s, err, "UPDATE report SET origin = ?, settled = 2 WHERE id = ?", "ii", root->report, group.at[i].report);
        if (status == ISN_OK && group.at[i].origin != root->report)
            status = sto_run(s, err, "UPDATE block SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT block FROM telling WHERE report = ?)", "i",
                             group.at[i].report);
    }
    return status;
}

typedef struct step {
    sto *s;
    isn_status (*fn)(sto *s, bool *some, isn_error *err);
    bool some;
    isn_status status;
    isn_error *err;
} step;

static void one_step(void *context)
{
    step *x = context;
    x->status = x->fn(x->s, &x->some, x->err);
}

isn_status sto_in_chunks(sto *s, isn_status (*fn)(sto *s, bool *some, isn_error *err), sto_tick *tick, isn_error *err)
{
    for (;;) {
        isn_status status = sto_begin(s, err);
        step x = {.s = s, .fn = fn, .some = true, .err = err};
        unsigned n = 0;
        for (; n < CHUNK && x.some && status == ISN_OK; n++) {
            arena_reset(s->memory);
            status = arena_protect(s->memory, one_step, &x);
            if (status != ISN_OK)
                isn_fail(err, status, "no memory to settle the register", s->path, NULL);
            else
                status = x.status;
            if (x.some && tick)
                tick->done++;
        }
        if (status == ISN_OK)
            status = sto_commit(s, err);
        else if (s->in_transaction)
            sto_rollback(s);
        if (status != ISN_OK || !x.some)
            return status;
        if (tick && tick->progress)
            tick->progress(tick->context, tick->done, tick->total);
    }
}

isn_status sto_settle_copies(sto *s, sto_tick *tick, isn_error *err)
{
    isn_status status = sto_in_chunks(s, link_next, tick, err);
    return status == ISN_OK ? sto_in_chunks(s, origin_next, tick, err) : status;
}
