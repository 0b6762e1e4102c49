/* What an event's tellings say together: each value by majority, the parties by union, and how many of the tellings are independent. */
#include "ledger/merge.h"

#include "base/hash.h"

#include <stdlib.h>

uint32_t led_origins(arena *a, const led_telling *t, const uint32_t *members, uint32_t n, uint32_t *ret_group)
{
    /* Union-find over four kinds of keys; the first member that shows a key stands for it. */
    uint32_t *parent = arena_new_array(a, uint32_t, n);
    uint32_t size = 8, groups = 0;
    while (size < 8 * n)
        size *= 2;
    uint64_t *keys = arena_new_array(a, uint64_t, size);
    uint32_t *first = arena_new_array(a, uint32_t, size);
    for (uint32_t i = 0; i < n; i++)
        parent[i] = i;
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *x = &t[members[i]];
        const uint64_t own[] = {hash_mix(1, x->origin), x->sentence ? hash_mix(2, x->sentence) : 0, x->credit ? hash_mix(3, x->credit) : 0,
                                x->outlet ? hash_mix(4, x->outlet) : 0};
        for (int k = 0; k < 4; k++) {
            if (!own[k])
                continue;
            uint32_t s = (uint32_t) own[k] & (size - 1);
            while (keys[s] && keys[s] != own[k])
                s = (s + 1) & (size - 1);
            if (!keys[s]) {
                keys[s] = own[k];
                first[s] = i;
                continue;
            }
            uint32_t p = i, q = first[s];
            while (parent[p] != p)
                p = parent[p];
            while (parent[q] != q)
                q = parent[q];
            if (p < q)
                parent[q] = p;
            else
                parent[p] = q;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t p = i;
        while (parent[p] != p)
            p = parent[p];
        if (p == i) {
            if (ret_group)
                ret_group[i] = groups;
            groups++;
        } else if (ret_group) {
            ret_group[i] = ret_group[p];
        }
    }
    return groups;
}

/* Which of two values stands for the event: that of more tellings, then the more precise or fuller, then the lesser. */
static str prevailing(arena *a, const led_telling *t, const uint32_t *members, uint32_t n, str (*get)(const led_telling *))
{
    str best = STR("");
    uint32_t most = 0;
    (void) a;
    for (uint32_t i = 0; i < n; i++) {
        str v = get(&t[members[i]]);
        uint32_t count = 0;
        if (v.len == 0)
            continue;
        for (uint32_t k = 0; k < n && k < 1000; k++)
            count += str_eq(get(&t[members[k]]), v);
        if (count > most || (count == most && str_cmp(v, best) < 0)) {
            most = count;
            best = v;
        }
        if (i > 200)
            break;
    }
    return best;
}

static str get_mode(const led_telling *t)
{
    return t->mode;
}

static str prevailing_time(const led_telling *t, const uint32_t *members, uint32_t n)
{
    const led_telling *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < n && i < 400; i++) {
        const led_telling *x = &t[members[i]];
        if (x->range.precision == LED_UNDATED)
            continue;
        uint32_t count = 0;
        for (uint32_t k = 0; k < n && k < 400; k++)
            count += str_eq(t[members[k]].time, x->time);
        if (!best || x->range.precision < best->range.precision ||
            (x->range.precision == best->range.precision && (count > most || (count == most && str_cmp(x->time, best->time) < 0)))) {
            best = x;
            most = count;
        }
    }
    return best ? best->time : STR("");
}

static int by_party(const void *x, const void *y)
{
    return str_cmp(((const led_party *) x)->id, ((const led_party *) y)->id);
}

static void unite(arena *a, led_parties *into, const led_parties *from)
{
    for (uint32_t i = 0; i < from->n; i++) {
        bool known = false;
        for (uint32_t k = 0; k < into->n && !known; k++)
            known = str_eq(into->at[k].id, from->at[i].id);
        if (!known && into->n < 64) {
            led_party *p = vec_push(a, into);
            *p = from->at[i];
            p->office = STR("");
        }
    }
}

/* A state beside a person or body that acts for it says nothing more. */
static void drop_implied(led_parties *list)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        bool implied = false;
        if (led_is_state(&list->at[i]))
            for (uint32_t k = 0; k < list->n && !implied; k++)
                implied = k != i && !led_is_state(&list->at[k]) && str_eq(list->at[k].country, list->at[i].id);
        if (!implied)
            list->at[n++] = list->at[i];
    }
    list->n = n;
}

static int rank_status(str s)
{
    return str_eq(s, STR("actual")) ? 3 : str_eq(s, STR("negated")) ? 2 : str_eq(s, STR("planned")) ? 1 : 0;
}

static unsigned fullness(const led_telling *t)
{
    unsigned v = 4 * (t->actors.n > 3 ? 3 : t->actors.n) + 3 * (t->recipients.n > 0) + 3 * (t->places.n > 0) +
                 (t->range.precision <= LED_SPAN   ? 4
                  : t->range.precision <= LED_YEAR ? 2
                                                   : 0);
    return v + (t->n_words > 8 && t->n_words < 24 ? 2 : 0);
}

static int by_key(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *) x, b = *(const uint64_t *) y;
    return (a > b) - (a < b);
}

void led_event_of(arena *a, const led_telling *t, const uint32_t *members, uint32_t n, led_event *ret)
{
    memset(ret, 0, sizeof *ret);
    ret->id = UINT64_MAX;
    ret->type = t[members[0]].type;
    ret->mode = prevailing(a, t, members, n, get_mode);
    ret->time = prevailing_time(t, members, n);
    ret->range = led_edtf(ret->time);
    ret->reported = INT32_MIN;
    ret->tellings = n;
    ret->status = STR("hypothetical");
    uint64_t *reports = arena_new_array(a, uint64_t, n);
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *x = &t[members[i]];
        if (x->key < ret->id)
            ret->id = x->key;
        reports[i] = x->report;
        if (rank_status(x->status) > rank_status(ret->status))
            ret->status = x->status;
        if (x->published != INT32_MIN && (ret->reported == INT32_MIN || x->published < ret->reported))
            ret->reported = x->published;
        unite(a, &ret->actors, &x->actors);
        unite(a, &ret->recipients, &x->recipients);
        unite(a, &ret->places, &x->places);
        if (!ret->best || fullness(x) > fullness(ret->best) || (fullness(x) == fullness(ret->best) && x->key < ret->best->key))
            ret->best = x;
        if (x->topics.len > ret->topics.len || (x->topics.len == ret->topics.len && str_cmp(x->topics, ret->topics) < 0))
            ret->topics = x->topics;
    }
    qsort(reports, n, sizeof *reports, by_key);
    for (uint32_t i = 0; i < n; i++)
        ret->reports += i == 0 || reports[i] != reports[i - 1];
    led_parties *lists[] = {&ret->actors, &ret->recipients, &ret->places};
    for (int k = 0; k < 3; k++) {
        if (lists[k]->n > 1) {
            if (k < 2)
                drop_implied(lists[k]);
            qsort(lists[k]->at, lists[k]->n, sizeof lists[k]->at[0], by_party);
        }
    }
    ret->origins = led_origins(a, t, members, n, NULL);
}
