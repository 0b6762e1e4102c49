/* How tellings find each other.
 *
 * Two tellings are held together by what they share: persons, the sentence's words, a place, a day, the very sentence. They are kept apart by what cannot both
 * be so: other persons for one state, roles the other way round, days too far from each other. The rules differ by how much a kind of event repeats itself: two
 * meetings of the same two ministers on one day are one meeting, two attacks between the same two sides on one day may well be two attacks, and need the
 * same place or words.
 *
 * A telling without a date happened, as far as its report goes, around the day of publication; without that day as well it joins copies only.
 */
#define _GNU_SOURCE /* qsort_r */
#include "ledger/merge.h"

#include "base/hash.h"

#include <stdlib.h>

enum {
    NEAR_DAYS = 2,   /* undated tellings in reports published so near can be one event */
    AHEAD_DAYS = 30, /* what is announced may follow so much later */
    CANDIDATES_MAX = 256,
    MEMBERS_MAX = 8 /* members of a cluster that a telling is compared with */
};

typedef struct cluster {
    uint32_t members[MEMBERS_MAX];
    uint32_t n;  /* all members */
    int32_t day; /* anchor day, INT32_MIN for none */
    led_precision precision;
    uint64_t group;
    bool alone;
    uint32_t next; /* next cluster of the same day, 1-based */
} cluster;

double led_shared_words(const led_telling *a, const led_telling *b)
{
    unsigned i = 0, k = 0, same = 0;
    unsigned least = a->n_words < b->n_words ? a->n_words : b->n_words;
    if (least < 4)
        return 0;
    while (i < a->n_words && k < b->n_words) {
        if (a->words[i] == b->words[k]) {
            same++;
            i++;
            k++;
        } else if (a->words[i] < b->words[k]) {
            i++;
        } else {
            k++;
        }
    }
    return (double) same / least;
}

typedef struct sides {
    const led_party *at[32];
    unsigned n;
} sides;

static void sides_of(const led_telling *t, sides *s)
{
    const led_parties *lists[] = {&t->actors, &t->recipients};
    s->n = 0;
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lists[k]->n && s->n < 32; i++)
            s->at[s->n++] = &lists[k]->at[i];
}

static bool holds(const led_parties *list, str id)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i].id, id))
            return true;
    return false;
}

static bool shares_side(const led_parties *a, const led_parties *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (str_eq(led_side(&a->at[i]), led_side(&b->at[k])))
                return true;
    return false;
}

typedef struct company {
    unsigned persons;     /* persons in both */
    unsigned bodies;      /* organisations in both */
    unsigned sides;       /* states and other sides in both */
    unsigned all;         /* sides in either */
    unsigned conflicts;   /* sides for which both name persons, and none in common */
    unsigned same_office; /* of these, where the two hold one office */
} company;

static void compare_company(const led_telling *a, const led_telling *b, company *c)
{
    sides x, y;
    sides_of(a, &x);
    sides_of(b, &y);
    memset(c, 0, sizeof *c);
    str seen[64];
    unsigned n = 0;
    for (unsigned i = 0; i < x.n + y.n; i++) {
        const led_party *p = i < x.n ? x.at[i] : y.at[i - x.n];
        str side = led_side(p);
        bool known = false;
        for (unsigned k = 0; k < n; k++)
            known = known || str_eq(seen[k], side);
        if (known || n == 64)
            continue;
        seen[n++] = side;
        unsigned in_x = 0, in_y = 0, persons_x = 0, persons_y = 0, shared = 0, office = 0;
        for (unsigned k = 0; k < x.n; k++) {
            if (!str_eq(led_side(x.at[k]), side))
                continue;
            in_x++;
            persons_x += led_is_person(x.at[k]);
            for (unsigned m = 0; m < y.n; m++) {
                if (!str_eq(led_side(y.at[m]), side))
                    continue;
                if (str_eq(x.at[k]->id, y.at[m]->id)) {
                    shared += led_is_person(x.at[k]);
                    c->bodies += !led_is_person(x.at[k]) && !led_is_state(x.at[k]);
                } else if (led_is_person(x.at[k]) && led_is_person(y.at[m]) && x.at[k]->office.len && str_eq(x.at[k]->office, y.at[m]->office)) {
                    office = 1;
                }
            }
        }
        for (unsigned k = 0; k < y.n; k++) {
            if (str_eq(led_side(y.at[k]), side)) {
                in_y++;
                persons_y += led_is_person(y.at[k]);
            }
        }
        c->all++;
        c->sides += in_x && in_y;
        c->persons += shared;
        if (persons_x && persons_y && shared == 0) {
            c->conflicts++;
            c->same_office += office;
        }
    }
}

static bool shares_place(const led_telling *a, const led_telling *b, bool *other)
{
    *other = false;
    for (uint32_t i = 0; i < a->places.n; i++) {
        if (holds(&b->places, a->places.at[i].id) && !led_is_state(&a->places.at[i]))
            return true;
    }
    /* Places of different states cannot hold each other. */
    if (a->places.n && b->places.n && !shares_side(&a->places, &b->places) && a->places.at[0].country.len && b->places.at[0].country.len)
        *other = true;
    return false;
}

static bool mutual(str type)
{
    return str_eq(type, STR("CONSULT")) || str_eq(type, STR("COOPERATE")) || str_eq(type, STR("AGREE"));
}

static bool planned(const led_telling *t)
{
    return str_eq(t->status, STR("planned")) || str_eq(t->status, STR("hypothetical"));
}

/* Days on which the telling may have happened. */
static bool window(const led_telling *t, int32_t *from, int32_t *to)
{
    if (t->range.precision <= LED_YEAR) {
        *from = t->range.from;
        *to = t->range.to;
        return true;
    }
    if (t->published == INT32_MIN)
        return false;
    *from = t->published - NEAR_DAYS;
    *to = t->published + (planned(t) ? AHEAD_DAYS : NEAR_DAYS);
    return true;
}

typedef enum closeness { APART, NEAR, MAYBE, SAME_DAY } closeness;

static closeness compare_dates(const led_telling *a, const led_telling *b, int32_t *gap)
{
    int32_t af, at, bf, bt;
    *gap = 0;
    if (!window(a, &af, &at) || !window(b, &bf, &bt))
        return APART;
    bool a_dated = a->range.precision <= LED_YEAR, b_dated = b->range.precision <= LED_YEAR;
    if (af > bt || bf > at) {
        *gap = af > bt ? af - bt : bf - at;
        return a_dated && b_dated && a->range.precision <= LED_SPAN && b->range.precision <= LED_SPAN && *gap <= 3 ? NEAR : APART;
    }
    if (a_dated && b_dated)
        return a->range.precision <= LED_SPAN && b->range.precision <= LED_SPAN ? SAME_DAY : MAYBE;
    if (!a_dated && !b_dated)
        return abs(a->published - b->published) <= NEAR_DAYS || (planned(a) != planned(b)) ? MAYBE : APART;
    return MAYBE;
}

double led_agreement(const led_telling *a, const led_telling *b)
{
    if (!str_eq(a->type, b->type) || (a->mode.len && b->mode.len && !str_eq(a->mode, b->mode)))
        return -1;
    int32_t gap;
    closeness when = compare_dates(a, b, &gap);
    bool undated = a->range.precision >= LED_OPEN && b->range.precision >= LED_OPEN;
    if (a->copy && a->copy == b->copy && a->report != b->report && (when != APART || undated) &&
        (a->range.precision != LED_DAY || b->range.precision != LED_DAY || gap == 0))
        return 10;
    if (when == APART)
        return -1;
    company c;
    compare_company(a, b, &c);
    double words = led_shared_words(a, b);
    bool elsewhere, place = shares_place(a, b, &elsewhere);
    if (c.sides == 0 || (c.all > 2 && c.sides * 2 < c.all))
        return -1;
    /* One report that tells two things of one sentence tells two things. */
    if (a->report == b->report && (a->sentence_begin == b->sentence_begin || words < 0.2) && when != SAME_DAY)
        return -1;
    if (!mutual(a->type)) {
        if (a->actors.n && b->actors.n && !shares_side(&a->actors, &b->actors))
            return -1;
        if (a->recipients.n && b->recipients.n && !shares_side(&a->recipients, &b->recipients))
            return -1;
    } else if (str_eq(a->mode, STR("visit")) && a->actors.n && b->actors.n && !shares_side(&a->actors, &b->actors)) {
        return -1;
    }
    if (c.conflicts > 0) {
        /* Two holders of one office at what is otherwise one meeting: a disagreement, not another event. */
        bool mistaken = c.conflicts == 1 && c.same_office == 1 && c.persons >= 1 && when == SAME_DAY && (place || words >= 0.3);
        if (!mistaken && words < 0.75)
            return -1;
    }
    if (elsewhere && words < 0.7)
        return -1;
    if (when == NEAR && (words < 0.75 || c.conflicts))
        return -1;
    bool meeting = str_eq(a->type, STR("CONSULT")) || str_eq(a->type, STR("RETREAT"));
    double need;
    if (when == SAME_DAY)
        need = meeting ? (c.persons >= 2                   ? 0.0
                          : c.persons == 1 && c.sides >= 2 ? (a->mode.len && str_eq(a->mode, b->mode) ? 0.0 : 0.1)
                          : c.sides >= 2                   ? 0.3
                          : c.persons == 1                 ? 0.35
                                                           : 0.55)
                       : (c.persons >= 2 ? 0.3
                          : place        ? 0.35
                          : c.sides >= 2 ? 0.5
                                         : 0.6);
    else if (a->range.precision <= LED_YEAR && b->range.precision <= LED_YEAR) /* one of them coarse */
        need = meeting ? (c.persons >= 1 && c.sides >= 2 ? 0.0 : c.persons >= 1 ? 0.3 : c.sides >= 2 ? 0.3 : 0.6) : (c.persons >= 1 ? 0.4 : 0.6);
    else
        need = meeting ? (c.persons >= 2 && c.sides >= 2 ? 0.2 : c.persons >= 1 ? 0.4 : c.sides >= 2 ? 0.5 : 0.65) : (c.persons >= 1 ? 0.5 : place ? 0.5 : 0.6);
    /* What is denied must be the very thing that others say was done. */
    if (str_eq(a->status, STR("negated")) != str_eq(b->status, STR("negated")) && need < 0.5)
        need = 0.5;
    if (words < need)
        return -1;
    return 4 * words + c.persons + 0.5 * c.bodies + (place ? 1 : 0) + (when == SAME_DAY ? 1 : 0);
}

typedef struct merger {
    arena *memory;
    const led_telling *t;
    const led_pin *pins;
    vec(cluster) clusters;
    uint32_t *days;   /* hash of anchor day → first cluster, 1-based */
    uint32_t *copies; /* hash of copied sentence → first cluster, 1-based */
    uint64_t *copy_keys;
    uint32_t mask;
    uint32_t undated; /* first cluster without any day */
} merger;

/* Precisely dated first, then those near a publication day, then coarse, then floating; within one day by content. */
static int by_precision(const void *x, const void *y, void *tellings)
{
    const led_telling *t = tellings, *a = &t[*(const uint32_t *) x], *b = &t[*(const uint32_t *) y];
    static const int ranks[] = {[LED_DAY] = 0, [LED_SPAN] = 1, [LED_UNDATED] = 2, [LED_MONTH] = 3, [LED_YEAR] = 4, [LED_OPEN] = 2};
    int ra = ranks[a->range.precision], rb = ranks[b->range.precision];
    if (ra == 2 && a->published == INT32_MIN)
        ra = 5;
    if (rb == 2 && b->published == INT32_MIN)
        rb = 5;
    if (ra != rb)
        return ra - rb;
    int32_t da = ra == 2 ? a->published : a->range.from, db = rb == 2 ? b->published : b->range.from;
    if (ra < 5 && da != db)
        return (da > db) - (da < db);
    return (a->key > b->key) - (a->key < b->key);
}

static uint32_t *day_slot(merger *m, int32_t day)
{
    return &m->days[((uint32_t) day * 2654435761u >> 7) & m->mask];
}

/* Cluster number k, counted from 1; there is one whenever there is a number. */
static cluster *numbered(const merger *m, uint32_t k)
{
    if (!m->clusters.at)
        __builtin_unreachable();
    return &m->clusters.at[k - 1];
}

static double cluster_fit(const merger *m, const cluster *c, const led_telling *t)
{
    double best = -1;
    uint32_t n = c->n < MEMBERS_MAX ? c->n : MEMBERS_MAX;
    for (uint32_t i = 0; i < n; i++) {
        double v = led_agreement(&m->t[c->members[i]], t);
        if (v > best)
            best = v;
        /* Two days, both exact, make two events unless what is said is nearly the same: every member must allow it. */
        if (v < 0 && m->t[c->members[i]].range.precision == LED_DAY && t->range.precision == LED_DAY)
            return -1;
    }
    return best;
}

static void look(merger *m, uint32_t first, int32_t day, const led_telling *t, unsigned *seen, unsigned *fitting, double *best, uint32_t *ret)
{
    for (uint32_t k = first; k && *seen < CANDIDATES_MAX; k = m->clusters.at[k - 1].next) {
        cluster *c = numbered(m, k);
        if (c->alone || c->day != day)
            continue;
        (*seen)++;
        double v = cluster_fit(m, c, t);
        if (v < 0)
            continue;
        (*fitting)++;
        if (v > *best) {
            *best = v;
            *ret = k;
        }
    }
}

/* The cluster for t, 1-based; 0 if it must start its own. */
static uint32_t find(merger *m, const led_telling *t)
{
    if (t->copy) {
        for (uint32_t i = (uint32_t) t->copy & m->mask; m->copies[i]; i = (i + 1) & m->mask) {
            if (m->copy_keys[i] == t->copy) {
                cluster *c = &m->clusters.at[m->copies[i] - 1];
                if (!c->alone && cluster_fit(m, c, t) >= 0)
                    return m->copies[i];
            }
        }
    }
    int32_t from, to;
    unsigned seen = 0, fitting = 0;
    double best = -1;
    uint32_t ret = 0;
    if (!window(t, &from, &to))
        return 0;
    bool coarse = t->range.precision == LED_MONTH || t->range.precision == LED_YEAR;
    if (!coarse) {
        from -= NEAR_DAYS + 1;
        to += NEAR_DAYS + 1;
    }
    if (to - from > 400) {
        /* A decade or more: only what is as coarse. */
        look(m, *day_slot(m, t->range.from), t->range.from, t, &seen, &fitting, &best, &ret);
        return ret;
    }
    for (int32_t day = from; day <= to; day++)
        look(m, *day_slot(m, day), day, t, &seen, &fitting, &best, &ret);
    if (coarse && fitting > 1 && best < 5) {
        /* Several dated events fit: which one is meant is unknown; only others as coarse may take it in. */
        ret = 0;
        best = -1;
        for (uint32_t k = *day_slot(m, t->range.from); k; k = m->clusters.at[k - 1].next) {
            cluster *c = &m->clusters.at[k - 1];
            double v = c->day == t->range.from && c->precision == t->range.precision && !c->alone ? cluster_fit(m, c, t) : -1;
            if (v > best) {
                best = v;
                ret = k;
            }
        }
    }
    return ret;
}

static void add_copy(merger *m, const led_telling *t, uint32_t cluster_number)
{
    if (!t->copy)
        return;
    uint32_t i = (uint32_t) t->copy & m->mask;
    while (m->copies[i])
        i = (i + 1) & m->mask;
    m->copies[i] = cluster_number;
    m->copy_keys[i] = t->copy;
}

static uint32_t start(merger *m, const led_telling *t)
{
    int32_t from, to;
    cluster *c = vec_push(m->memory, &m->clusters);
    c->precision = t->range.precision;
    c->day = !window(t, &from, &to) ? INT32_MIN : t->range.precision <= LED_YEAR ? t->range.from : t->published;
    uint32_t *slot = day_slot(m, c->day);
    c->next = *slot;
    *slot = m->clusters.n;
    return m->clusters.n;
}

uint32_t led_merge(arena *a, const led_telling *t, uint32_t n, const led_pin *pins, uint32_t *ret_of)
{
    merger m = {.memory = a, .t = t, .pins = pins};
    uint32_t size = 16;
    while (size < 2 * n + 2)
        size *= 2;
    m.mask = size - 1;
    m.days = arena_new_array(a, uint32_t, size);
    m.copies = arena_new_array(a, uint32_t, size);
    m.copy_keys = arena_new_array(a, uint64_t, size);
    uint32_t *order = arena_new_array(a, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    qsort_r(order, n, sizeof *order, by_precision, (void *) (uintptr_t) t);
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *x = &t[order[i]];
        const led_pin *pin = pins ? &pins[order[i]] : NULL;
        uint32_t to = 0;
        if (pin && pin->group) {
            for (uint32_t k = 0; k < m.clusters.n && !to; k++)
                if (m.clusters.at[k].group == pin->group)
                    to = k + 1;
        }
        if (!to && !(pin && (pin->alone || pin->group)))
            to = find(&m, x);
        if (!to)
            to = start(&m, x);
        cluster *c = numbered(&m, to);
        if (pin) {
            c->alone = c->alone || pin->alone;
            if (pin->group)
                c->group = pin->group;
        }
        if (c->n < MEMBERS_MAX)
            c->members[c->n] = order[i];
        c->n++;
        add_copy(&m, x, to);
        ret_of[order[i]] = to - 1;
    }
    return m.clusters.n;
}
