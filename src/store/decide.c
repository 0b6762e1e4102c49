/* Decisions by people: an append-only log, and what it means for the tellings.
 *
 * A decision names tellings by their keys, which are made of a report's contents and the place in it; so a log can be replayed on a register that was made
 * anew, and what it cannot find there is told. Undoing is an entry of its own that names the entry it takes back; redoing names it again. The last word counts.
 *
 *     op       target            arguments
 *     merge    an event          keys of the tellings of both, comma-separated, the target's first
 *     split    a telling         its key
 *     reject   event, telling    keys of the tellings
 *     same     entity            the entity that it is
 *     rename   entity            the name to show
 *     settle   disagreement      open, explained or settled
 *     note     anything
 *     undo     number of an entry
 *     redo     number of an entry
 */
#include "store/db.h"

#include "base/hash.h"
#include "store/settle.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the log ---- */

isn_status sto_decisions(sto *s, arena *a, sto_decision **ret, uint32_t *ret_n, isn_error *err)
{
    vec(sto_decision) list = {0};
    sqlite3_stmt *q = sto_prepare(s, "SELECT n, at, who, why, op, target, arguments FROM decision ORDER BY n", err);
    if (!q)
        return ISN_INTERNAL;
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        sto_decision *d = vec_push(a, &list);
        str *const parts[] = {&d->at, &d->who, &d->why, &d->op, &d->target, &d->arguments};
        d->n = sqlite3_column_int64(q, 0);
        for (int i = 0; i < 6; i++)
            *parts[i] = arena_copy(a, sto_text(q, i + 1));
        d->holds = !str_eq(d->op, STR("undo")) && !str_eq(d->op, STR("redo"));
    }
    if (status != ISN_END)
        return status;
    for (uint32_t i = 0; i < list.n; i++) {
        int64_t n;
        bool undo = str_eq(list.at[i].op, STR("undo"));
        if ((!undo && !str_eq(list.at[i].op, STR("redo"))) || !str_to_int(list.at[i].target, &n))
            continue;
        for (uint32_t k = 0; k < i; k++)
            if (list.at[k].n == n && !str_eq(list.at[k].op, STR("undo")) && !str_eq(list.at[k].op, STR("redo")))
                list.at[k].holds = !undo;
    }
    *ret = list.at;
    *ret_n = list.n;
    return ISN_OK;
}

static bool next_key(str *rest, uint64_t *ret)
{
    while (rest->ptr && rest->len) {
        str one = str_split(rest, ',');
        char digits[24];
        if (one.len == 0 || one.len > 16)
            continue;
        snprintf(digits, sizeof digits, "%.*s", (int) one.len, one.ptr);
        *ret = strtoull(digits, NULL, 16);
        return true;
    }
    return false;
}

static bool names_tellings(str op)
{
    return str_eq(op, STR("merge")) || str_eq(op, STR("split")) || str_eq(op, STR("reject"));
}

/* Puts a telling back into the block that its contents say, and marks that and where it was. */
static isn_status free_telling(sto *s, uint64_t key, arena *a, isn_error *err)
{
    led_telling t = {0};
    sqlite3_stmt *q = sto_prepare(s, "SELECT " STO_TELLING_COLUMNS ", t.block FROM telling t JOIN report r ON r.id = t.report WHERE t.key = ?", err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", (int64_t) key);
    isn_status status = sto_step(s, q, err);
    if (status != ISN_OK)
        return status == ISN_END ? ISN_OK : status;
    sto_read_telling(q, 0, a, &t);
    int64_t was = sqlite3_column_int64(q, STO_TELLING_WIDTH);
    sqlite3_reset(q);
    str name = led_block(a, &t);
    status = sto_run(s, err, "INSERT OR IGNORE INTO block (name) VALUES (?)", "t", name);
    if (status == ISN_OK)
        status = sto_run(s, err, "UPDATE telling SET block = (SELECT id FROM block WHERE name = ?) WHERE key = ?", "ti", name, (int64_t) key);
    if (status == ISN_OK)
        status = sto_run(s, err, "UPDATE block SET dirty = 1 WHERE id = ? OR name = ?", "it", was, name);
    return status;
}

isn_status sto_decide(sto *s, arena *a, const sto_decision *d, int64_t *ret_n, isn_error *err)
{
    isn_status status = sto_run(s, err, "INSERT INTO decision (at, who, why, op, target, arguments) VALUES (?, ?, ?, ?, ?, ?)", "tttttt", d->at, d->who, d->why,
                                d->op, d->target, d->arguments);
    int64_t n = sqlite3_last_insert_rowid(s->db);
    if (status != ISN_OK)
        return status;
    str op = d->op, keys = d->arguments;
    if (str_eq(op, STR("undo")) || str_eq(op, STR("redo"))) {
        sqlite3_stmt *q = sto_prepare(s, "SELECT op, arguments FROM decision WHERE n = CAST(? AS INTEGER)", err);
        if (!q)
            return ISN_INTERNAL;
        sto_bind(q, "t", d->target);
        status = sto_step(s, q, err);
        if (status == ISN_END)
            return isn_fail(err, ISN_NOT_FOUND, "the log has no entry of this number", s->path, NULL);
        if (status != ISN_OK)
            return status;
        op = arena_copy(a, sto_text(q, 0));
        keys = arena_copy(a, sto_text(q, 1));
        sqlite3_reset(q);
    }
    if (names_tellings(op))
        for (uint64_t key; status == ISN_OK && next_key(&keys, &key);)
            status = free_telling(s, key, a, err);
    if (str_eq(op, STR("same")) && status == ISN_OK)
        status = sto_run(s, err, "UPDATE block SET dirty = 1", "");
    if (ret_n)
        *ret_n = n;
    return status;
}

uint32_t sto_missing(sto *s, const sto_decision *d)
{
    uint32_t missing = 0;
    str keys = d->arguments;
    if (names_tellings(d->op)) {
        for (uint64_t key; next_key(&keys, &key);)
            missing += sto_int(s, 0, "SELECT 1 FROM telling WHERE key = ?", "i", (int64_t) key) == 0;
    } else if (str_eq(d->op, STR("same")) || str_eq(d->op, STR("rename"))) {
        missing += sto_int(s, 0, "SELECT 1 FROM entity WHERE key = ?", "t", d->target) == 0;
    } else if (str_eq(d->op, STR("settle"))) {
        uint64_t id = 0;
        str target = d->target;
        missing += target.len < 2 || !next_key(&(str){target.ptr + 1, target.len - 1}, &id) ||
                   sto_int(s, 0, "SELECT 1 FROM dispute WHERE id = ?", "i", (int64_t) id) == 0;
    }
    return missing;
}

/* ---- as pins ---- */

typedef struct pinned {
    uint64_t key;
    led_pin pin;
    bool rejected;
} pinned;

struct sto_pins {
    arena *memory;
    vec(pinned) list;
    vec(led_party) same; /* id → what it is, in country */
    isn_status status;
    sto *s;
    isn_error *err;
};

static int by_key(const void *x, const void *y)
{
    uint64_t a = ((const pinned *) x)->key, b = ((const pinned *) y)->key;
    return (a > b) - (a < b);
}

static pinned *pin_for(sto_pins *p, uint64_t key)
{
    for (uint32_t i = 0; i < p->list.n; i++)
        if (p->list.at[i].key == key)
            return &p->list.at[i];
    pinned *n = vec_push(p->memory, &p->list);
    n->key = key;
    return n;
}

/* Merged tellings meet in the block of the first of them that the register has. */
static isn_status bring_together(sto_pins *p, str keys)
{
    int64_t block = 0;
    isn_status status = ISN_OK;
    for (uint64_t key; status == ISN_OK && next_key(&keys, &key);) {
        int64_t own = sto_int(p->s, 0, "SELECT block FROM telling WHERE key = ?", "i", (int64_t) key);
        if (!own)
            continue;
        if (!block)
            block = own;
        if (own == block)
            continue;
        status = sto_run(p->s, p->err, "UPDATE block SET dirty = 1 WHERE id = ? OR id = ?", "ii", own, block);
        if (status == ISN_OK)
            status = sto_run(p->s, p->err, "UPDATE telling SET block = ? WHERE key = ?", "ii", block, (int64_t) key);
    }
    return status;
}

static void load(void *context)
{
    sto_pins *p = context;
    sto_decision *d = NULL;
    uint32_t n = 0;
    p->status = sto_decisions(p->s, p->memory, &d, &n, p->err);
    for (uint32_t i = 0; i < n && p->status == ISN_OK; i++) {
        str keys = d[i].arguments;
        uint64_t key, first = 0;
        if (!d[i].holds)
            continue;
        if (str_eq(d[i].op, STR("same"))) {
            led_party *x = vec_push(p->memory, &p->same);
            x->id = d[i].target;
            x->country = d[i].arguments;
        }
        if (str_eq(d[i].op, STR("merge")))
            p->status = bring_together(p, keys);
        while (names_tellings(d[i].op) && next_key(&keys, &key)) {
            pinned *x = pin_for(p, key);
            if (str_eq(d[i].op, STR("reject"))) {
                x->rejected = true;
            } else if (str_eq(d[i].op, STR("split"))) {
                x->pin = (led_pin){0, true};
            } else {
                /* One that is in a merged event already brings the others into it. */
                if (!first)
                    first = x->pin.group ? x->pin.group : key | 1;
                x->pin = (led_pin){first, false};
            }
        }
    }
    if (p->list.n > 1)
        qsort(p->list.at, p->list.n, sizeof p->list.at[0], by_key);
}

isn_status sto_pins_load(sto *s, sto_pins **ret, isn_error *err)
{
    sto_pins *p = calloc(1, sizeof *p);
    if (p)
        p->memory = arena_new((size_t) 256 * 1024 * 1024);
    if (!p || !p->memory) {
        free(p);
        return isn_fail(err, ISN_NOMEM, "no memory for the decisions", NULL, NULL);
    }
    p->s = s;
    p->err = err;
    isn_status status = sto_begin(s, err);
    if (status == ISN_OK)
        status = arena_protect(p->memory, load, p);
    if (status == ISN_OK)
        status = p->status;
    if (status == ISN_OK)
        status = sto_commit(s, err);
    else if (s->in_transaction)
        sto_rollback(s);
    *ret = p;
    return status;
}

void sto_pins_free(sto_pins *p)
{
    if (!p)
        return;
    arena_free(p->memory);
    free(p);
}

led_pin sto_pin_of(const sto_pins *p, uint64_t telling, bool *rejected)
{
    pinned wanted = {.key = telling};
    const pinned *x = p->list.n ? bsearch(&wanted, p->list.at, p->list.n, sizeof wanted, by_key) : NULL;
    *rejected = x && x->rejected;
    return x ? x->pin : (led_pin){0};
}

bool sto_pins_any(const sto_pins *p)
{
    return p->list.n > 0;
}

void sto_pins_rename(const sto_pins *p, led_parties *list)
{
    for (uint32_t k = 0; k < p->same.n; k++)
        for (uint32_t i = 0; i < list->n; i++)
            if (str_eq(list->at[i].id, p->same.at[k].id))
                list->at[i].id = p->same.at[k].country;
}
