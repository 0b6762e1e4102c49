/* Events from blocks of tellings. A block is read whole, merged, and its events are written anew; all in one transaction with the mark that it is done. */
#include "store/settle.h"

#include "ledger/dispute.h"

static const struct led_world *NO_WORLD = NULL;

static isn_status drop_block(sto *s, int64_t block, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(s, "SELECT id, actors, recipients FROM event WHERE block = ?", err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", block);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        int64_t event = sqlite3_column_int64(q, 0);
        for (int c = 1; c <= 2; c++) {
            led_parties list = {0};
            led_party_read(s->memory, arena_copy(s->memory, sto_text(q, c)), &list);
            for (uint32_t i = 0; i < list.n; i++) {
                const str keys[] = {list.at[i].id, list.at[i].country};
                for (int k = 0; k < 2; k++) {
                    int64_t entity;
                    isn_status sub = keys[k].len ? sto_entity(s, keys[k], STR(""), STR(""), &entity, err) : ISN_END;
                    if (sub == ISN_OK)
                        sub = sto_run(s, err, "DELETE FROM party WHERE entity = ? AND event = ?", "ii", entity, event);
                    if (sub != ISN_OK && sub != ISN_END)
                        return sub;
                }
            }
        }
    }
    status = status == ISN_END ? sto_run(s, err, "DELETE FROM event WHERE block = ?", "i", block) : status;
    return status == ISN_OK ? sto_run(s, err, "DELETE FROM dispute WHERE block = ?", "i", block) : status;
}

static isn_status add_parties(sto *s, uint64_t event, const led_parties *list, isn_error *err)
{
    isn_status status = ISN_OK;
    for (uint32_t i = 0; i < list->n && status == ISN_OK; i++) {
        const led_party *p = &list->at[i];
        const str keys[] = {p->id, p->country};
        for (int k = 0; k < 2 && status == ISN_OK; k++) {
            int64_t entity;
            if (keys[k].len == 0 || (k == 1 && str_eq(keys[0], keys[1])))
                continue;
            status = sto_entity(s, keys[k], k == 1 || led_is_state(p) ? STR("country") : STR(""), p->country, &entity, err);
            if (status == ISN_OK)
                status = sto_run(s, err, "INSERT OR IGNORE INTO party VALUES (?, ?)", "ii", entity, (int64_t) event);
        }
    }
    return status;
}

static isn_status add_event(sto *s, int64_t block, const led_event *e, uint32_t disputes, isn_error *err)
{
    buf parties[3] = {{0}, {0}, {0}};
    const led_parties *lists[] = {&e->actors, &e->recipients, &e->places};
    for (int k = 0; k < 3; k++)
        led_party_list(&parties[k], lists[k]);
    isn_status status = sto_run(
        s, err,
        "INSERT OR REPLACE INTO event (id, block, type, mode, status, time, day_from, day_to, reported, actors, recipients, places, topics, tellings, reports, "
        "origins, best, disputes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "iitntniiinnnniiiii", (int64_t) e->id, block, e->type, e->mode, e->status, e->time, (int64_t) e->range.from, (int64_t) e->range.to,
        (int64_t) e->reported, buf_str(&parties[0]), buf_str(&parties[1]), buf_str(&parties[2]), e->topics, (int64_t) e->tellings, (int64_t) e->reports,
        (int64_t) e->origins, (int64_t) e->best->key, (int64_t) disputes);
    for (int k = 0; k < 3; k++)
        buf_free(&parties[k]);
    if (status == ISN_OK)
        status = add_parties(s, e->id, &e->actors, err);
    if (status == ISN_OK)
        status = add_parties(s, e->id, &e->recipients, err);
    return status;
}

typedef struct block_tellings {
    vec(led_telling) t;
    vec(led_pin) pins;
    vec(int64_t) rows;
    vec(int64_t) events;  /* where each telling was before */
    vec(int64_t) dropped; /* rows of tellings that people rejected */
} block_tellings;

static isn_status read_block(sto *s, int64_t block, const sto_pins *pins, block_tellings *b, isn_error *err)
{
    sqlite3_stmt *q = sto_prepare(
        s, "SELECT " STO_TELLING_COLUMNS ", t.id, coalesce(t.event, 0) FROM telling t JOIN report r ON r.id = t.report WHERE t.block = ?", err);
    if (!q)
        return ISN_INTERNAL;
    sto_bind(q, "i", block);
    isn_status status;
    while ((status = sto_step(s, q, err)) == ISN_OK) {
        bool rejected;
        led_pin pin = sto_pin_of(pins, (uint64_t) sqlite3_column_int64(q, 0), &rejected);
        if (rejected) {
            *vec_push(s->memory, &b->dropped) = sqlite3_column_int64(q, STO_TELLING_WIDTH);
            continue;
        }
        led_telling *t = vec_push(s->memory, &b->t);
        sto_read_telling(q, 0, s->memory, t);
        sto_pins_rename(pins, &t->actors);
        sto_pins_rename(pins, &t->recipients);
        *vec_push(s->memory, &b->pins) = pin;
        *vec_push(s->memory, &b->rows) = sqlite3_column_int64(q, STO_TELLING_WIDTH);
        *vec_push(s->memory, &b->events) = sqlite3_column_int64(q, STO_TELLING_WIDTH + 1);
    }
    return status == ISN_END ? ISN_OK : status;
}

static isn_status add_disputes(sto *s, int64_t block, const led_event *e, const led_disputes *list, isn_error *err)
{
    isn_status status = ISN_OK;
    for (uint32_t i = 0; i < list->n && status == ISN_OK; i++) {
        const led_dispute *d = &list->at[i];
        status = sto_run(s, err, "INSERT OR REPLACE INTO dispute (id, kind, block, event, report, day, sides) VALUES (?, ?, ?, ?, NULL, ?, ?)", "iziiit",
                         (int64_t) d->id, d->kind, block, (int64_t) e->id, (int64_t) e->reported, d->sides);
    }
    return status;
}

/* What one settling keeps between blocks. */
typedef struct settling {
    const struct led_world *world;
    sto_pins *pins;
} settling;

static _Thread_local settling now; /* sto_in_chunks hands no context on; one settling a thread */

static isn_status settle_block(sto *s, int64_t block, isn_error *err)
{
    block_tellings b = {0};
    isn_status status = drop_block(s, block, err);
    if (status == ISN_OK)
        status = read_block(s, block, now.pins, &b, err);
    if (status != ISN_OK)
        return status;
    for (uint32_t i = 0; i < b.dropped.n && status == ISN_OK; i++)
        status = sto_run(s, err, "UPDATE telling SET event = NULL WHERE id = ?", "i", b.dropped.at[i]);
    if (status != ISN_OK || b.t.n == 0)
        return status == ISN_OK ? sto_run(s, err, "UPDATE block SET dirty = 0 WHERE id = ?", "i", block) : status;
    uint32_t n = b.t.n, *of = arena_new_array(s->memory, uint32_t, n);
    uint32_t clusters = led_merge(s->memory, b.t.at, n, sto_pins_any(now.pins) ? b.pins.at : NULL, of);
    /* Members by cluster: counting sort. */
    uint32_t *begin = arena_new_array(s->memory, uint32_t, clusters + 1), *members = arena_new_array(s->memory, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        begin[of[i] + 1]++;
    for (uint32_t i = 0; i < clusters; i++)
        begin[i + 1] += begin[i];
    uint32_t *at = arena_new_array(s->memory, uint32_t, clusters);
    for (uint32_t i = 0; i < n; i++)
        members[begin[of[i]] + at[of[i]]++] = i;
    for (uint32_t c = 0; c < clusters && status == ISN_OK; c++) {
        led_event e;
        led_disputes disputes = {0};
        const uint32_t *own = members + begin[c], count = begin[c + 1] - begin[c];
        led_event_of(s->memory, b.t.at, own, count, &e);
        led_event_disputes(s->memory, now.world, &e, b.t.at, own, count, &disputes);
        status = add_event(s, block, &e, disputes.n, err);
        if (status == ISN_OK)
            status = add_disputes(s, block, &e, &disputes, err);
        for (uint32_t i = 0; i < count && status == ISN_OK; i++)
            if (b.events.at[own[i]] != (int64_t) e.id)
                status = sto_run(s, err, "UPDATE telling SET event = ? WHERE id = ?", "ii", (int64_t) e.id, b.rows.at[own[i]]);
    }
    return status == ISN_OK ? sto_run(s, err, "UPDATE block SET dirty = 0 WHERE id = ?", "i", block) : status;
}

static isn_status block_next(sto *s, bool *some, isn_error *err)
{
    int64_t block = sto_int(s, 0, "SELECT id FROM block WHERE dirty = 1 LIMIT 1", "");
    *some = block != 0;
    return block ? settle_block(s, block, err) : ISN_OK;
}

bool sto_unsettled(sto *s)
{
    return sto_int(s, 0, "SELECT 1 FROM report WHERE settled < 2 LIMIT 1", "") || sto_int(s, 0, "SELECT 1 FROM block WHERE dirty = 1 LIMIT 1", "");
}

isn_status sto_settle(sto *s, const struct led_world *world, sto_progress *progress, void *context, isn_error *err)
{
    if (!sto_unsettled(s))
        return ISN_OK;
    sto_tick tick = {progress, context, 0, 0};
    tick.total = (uint64_t) (2 * sto_int(s, 0, "SELECT count(*) FROM report WHERE settled < 2", "") +
                             sto_int(s, 0, "SELECT count(*) FROM block WHERE dirty = 1", ""));
    isn_status status = sto_settle_copies(s, &tick, err);
    now.world = world ? world : NO_WORLD;
    if (status == ISN_OK)
        status = sto_pins_load(s, &now.pins, err);
    if (status == ISN_OK)
        status = sto_in_chunks(s, block_next, &tick, err);
    sto_pins_free(now.pins);
    now = (settling){0};
    return status;
}
