/* Disagreements among the tellings of one event. */
#include "ledger/dispute.h"

#include "base/hash.h"
#include "ledger/world.h"
#include "text/calendar.h"

#include <stdio.h>
#include <stdlib.h>

enum { SIDES_MAX = 12, COMPARED_MAX = 400 /* tellings of one event that are compared */ };

typedef struct side {
    str value;
    uint32_t *members; /* indexes into the tellings */
    uint32_t n;
} side;

typedef struct sides {
    side at[SIDES_MAX];
    unsigned n;
} sides;

static void add_side(arena *a, sides *s, str value, uint32_t member, uint32_t room)
{
    unsigned i = 0;
    while (i < s->n && !str_eq(s->at[i].value, value))
        i++;
    if (i == s->n) {
        if (s->n == SIDES_MAX)
            return;
        s->at[s->n++] = (side){value, arena_new_array(a, uint32_t, room), 0};
    }
    if (s->at[i].n < room)
        s->at[i].members[s->at[i].n++] = member;
}

static int by_value(const void *x, const void *y)
{
    return str_cmp(((const side *) x)->value, ((const side *) y)->value);
}

static int by_number(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *) x, b = *(const uint64_t *) y;
    return (a > b) - (a < b);
}

static void put(arena *a, const char *kind, const led_event *e, const led_telling *t, sides *s, led_disputes *ret)
{
    buf out = {0};
    json_writer w = json_to(&out);
    uint64_t id = hash_mix(hash64(str_of(kind)), hash_mix(hash64(e->type), hash64(e->time)));
    qsort(s->at, s->n, sizeof s->at[0], by_value);
    json_begin_array(&w);
    for (unsigned i = 0; i < s->n; i++) {
        uint64_t *keys = arena_new_array(a, uint64_t, s->at[i].n);
        for (uint32_t k = 0; k < s->at[i].n; k++)
            keys[k] = t[s->at[i].members[k]].key;
        qsort(keys, s->at[i].n, sizeof *keys, by_number);
        id = hash_mix(id, hash64(s->at[i].value));
        json_begin_object(&w);
        json_add_string(&w, "value", s->at[i].value);
        json_key(&w, "tellings");
        json_begin_array(&w);
        for (uint32_t k = 0; k < s->at[i].n && k < 20; k++) {
            char hex[20];
            snprintf(hex, sizeof hex, "%015llx", (unsigned long long) keys[k]);
            json_put_string(&w, str_of(hex));
        }
        json_end_array(&w);
        json_end_object(&w);
    }
    json_end_array(&w);
    /* A date's or figure's disagreement is told apart from another event's by who took part. */
    for (uint32_t i = 0; i < e->actors.n; i++)
        id ^= hash64(led_side(&e->actors.at[i])) >> 7;
    *vec_push(a, ret) = (led_dispute){id >> 4, kind, arena_copy(a, buf_str(&out))};
    buf_free(&out);
}

/* Days reckoned from "today" and "yesterday" are as good as the day of publication, which may be a day off: among them a day's difference says nothing. */
static void dates(arena *a, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    sides s = {0};
    int32_t low = INT32_MAX, high = INT32_MIN, firm_low = INT32_MAX, firm_high = INT32_MIN;
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *x = &t[m[i]];
        if (x->range.precision != LED_DAY || str_eq(x->status, STR("negated")))
            continue;
        add_side(a, &s, x->time, m[i], n);
        low = x->range.from < low ? x->range.from : low;
        high = x->range.from > high ? x->range.from : high;
        if (x->firm) {
            firm_low = x->range.from < firm_low ? x->range.from : firm_low;
            firm_high = x->range.from > firm_high ? x->range.from : firm_high;
        }
    }
    if (s.n > 1 && (high - low > 1 || firm_low < firm_high))
        put(a, "date", e, t, &s, ret);
}

/* Only states can be told apart for certain: whether two towns are one district of the other is for the places table to say. */
static void places(arena *a, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    sides s = {0};
    for (uint32_t i = 0; i < n; i++) {
        const led_parties *p = &t[m[i]].places;
        bool one = p->n > 0 && p->at[0].country.len == 3;
        for (uint32_t k = 1; k < p->n; k++)
            one = one && str_eq(p->at[k].country, p->at[0].country);
        if (one)
            add_side(a, &s, p->at[0].country, m[i], n);
    }
    if (s.n > 1)
        put(a, "place", e, t, &s, ret);
}

static void statuses(arena *a, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    sides s = {0};
    bool done = false, denied = false;
    for (uint32_t i = 0; i < n; i++) {
        bool is_done = str_eq(t[m[i]].status, STR("actual")), is_denied = str_eq(t[m[i]].status, STR("negated"));
        done = done || is_done;
        denied = denied || is_denied;
        if (is_done || is_denied)
            add_side(a, &s, t[m[i]].status, m[i], n);
    }
    bool same = false; /* one who denies and one who tells, in different reports and nearly the same words */
    for (uint32_t i = 0; i < n && done && denied && !same; i++)
        for (uint32_t k = 0; k < n && !same; k++)
            same = str_eq(t[m[i]].status, STR("negated")) && str_eq(t[m[k]].status, STR("actual")) && t[m[i]].report != t[m[k]].report &&
                   led_shared_words(&t[m[i]], &t[m[k]]) >= 0.5;
    if (same)
        put(a, "status", e, t, &s, ret);
}

static bool same_office(const led_world *w, const led_party *x, const led_party *y)
{
    static const char *const heads[] = {"president", "king", "prime_minister", "foreign_minister", "defence_minister", "emir", "sultan"};
    if (x->office.len && y->office.len)
        return str_eq(x->office, y->office);
    for (size_t i = 0; w && i < sizeof heads / sizeof heads[0]; i++) {
        str o = str_of(heads[i]);
        bool hx = x->office.len ? str_eq(x->office, o) : led_held(w, x->id, o, x->country);
        bool hy = y->office.len ? str_eq(y->office, o) : led_held(w, y->id, o, y->country);
        if (hx && hy)
            return true;
    }
    return false;
}

static str name_of(arena *a, const led_world *w, str id)
{
    uint32_t row = w ? led_person_row(w, id) : UINT32_MAX;
    if (row != UINT32_MAX)
        return lex_cell(w->image, LEX_T_PEOPLE, row, PERSON_NAME);
    ptrdiff_t mark = str_find(id, STR("~"), 0);
    str name = arena_copy(a, str_range(id.ptr, mark < 0 ? 0 : (size_t) mark + 1, id.len));
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '_')
            ((char *) (uintptr_t) name.ptr)[i] = ' ';
    return name;
}

/* Whether two names may be one person's: every word of the shorter stands in the longer, بن left out and spaces apart (عبد العزيز, عبدالعزيز). */
static bool alike(arena *a, const led_world *w, str x, str y)
{
    unsigned char one[256], all[512];
    str names[2] = {name_of(a, w, x), name_of(a, w, y)};
    if (names[0].len > names[1].len) {
        str t = names[0];
        names[0] = names[1];
        names[1] = t;
    }
    if (names[1].len > sizeof all || names[0].len == 0)
        return false;
    size_t n = txt_fold(names[1], all);
    unsigned missing = 0, words = 0;
    for (str rest = names[0]; rest.ptr && rest.len;) {
        str word = str_split(&rest, ' ');
        if (word.len == 0 || word.len > sizeof one)
            continue;
        size_t k = txt_fold(word, one);
        bool found = k <= 2; /* بن, آل */
        for (size_t i = 0; i + k <= n && !found; i++)
            found = memcmp(all + i, one, k) == 0;
        missing += !found;
        words++;
    }
    return missing == 0 || (missing == 1 && words >= 4); /* a title among the words of a long name */
}

static const led_party *person_of(const led_telling *t, str state)
{
    const led_parties *lists[] = {&t->actors, &t->recipients};
    const led_party *found = NULL;
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < lists[k]->n; i++) {
            const led_party *p = &lists[k]->at[i];
            if (!led_is_person(p) || !str_eq(p->country, state))
                continue;
            if (found)
                return NULL; /* several of one state in one telling: a delegation, no contradiction */
            found = p;
        }
    }
    return found;
}

static void participants(arena *a, const led_world *w, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    str states[32];
    unsigned n_states = 0;
    for (uint32_t i = 0; i < e->actors.n + e->recipients.n && n_states < 32; i++) {
        const led_party *p = i < e->actors.n ? &e->actors.at[i] : &e->recipients.at[i - e->actors.n];
        bool known = !led_is_person(p) || p->country.len == 0;
        for (unsigned k = 0; k < n_states; k++)
            known = known || str_eq(states[k], p->country);
        if (!known)
            states[n_states++] = p->country;
    }
    for (unsigned k = 0; k < n_states; k++) {
        sides s = {0};
        const led_party *first = NULL;
        bool clash = false;
        for (uint32_t i = 0; i < n; i++) {
            const led_party *p = person_of(&t[m[i]], states[k]);
            if (!p)
                continue;
            add_side(a, &s, p->id, m[i], n);
            if (!first)
                first = p;
            else if (!str_eq(first->id, p->id) && same_office(w, first, p) && !alike(a, w, first->id, p->id))
                clash = true;
        }
        if (clash && s.n > 1)
            put(a, "participant", e, t, &s, ret);
    }
}

/* Exact numbers of one thing in the tellings' sentences, where each telling gives one: 11 قتيلا against 12 قتيلا. */
static void numbers(arena *a, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    sides s = {0};
    str what = STR("");
    for (uint32_t i = 0; i < n; i++) {
        str list = t[m[i]].figures;
        if (list.len == 0 || str_find(list, STR("|"), 0) >= 0)
            continue;
        ptrdiff_t space = str_find(list, STR(" "), 0);
        if (space < 0)
            continue;
        str of = str_range(list.ptr, (size_t) space + 1, list.len);
        if (what.len == 0)
            what = of;
        bool near = s.n == 0; /* the sentences must be about the same */
        for (unsigned k = 0; k < s.n && !near; k++)
            near = led_shared_words(&t[s.at[k].members[0]], &t[m[i]]) >= 0.55;
        if (near && led_fold_hash(of) == led_fold_hash(what) && str_find(of, STR("%"), 0) < 0)
            add_side(a, &s, arena_printf(a, "%.*s %.*s", (int) space, list.ptr, (int) what.len, what.ptr), m[i], n);
    }
    if (s.n > 1)
        put(a, "number", e, t, &s, ret);
}

/* Told as done in a report that came out before the day which others, later, give for it. A report that dates its own future is a misreading of its status, no
 * disagreement. */
static void early(arena *a, const led_event *e, const led_telling *t, const uint32_t *m, uint32_t n, led_disputes *ret)
{
    sides s = {0};
    const led_telling *later = NULL;
    uint32_t before = n, at = 0;
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *x = &t[m[i]];
        bool dated = x->firm && x->range.precision == LED_DAY && str_eq(x->status, STR("actual"));
        if (dated && x->published != INT32_MIN && x->published >= x->range.from && (!later || x->key < later->key)) {
            later = x;
            at = i;
        }
    }
    for (uint32_t i = 0; later && i < n && before == n; i++) {
        const led_telling *x = &t[m[i]];
        if (x->published != INT32_MIN && x->published < later->range.from - 1 && str_eq(x->status, STR("actual")) && x->range.from != later->range.from)
            before = i;
    }
    if (before == n || led_shared_words(&t[m[before]], later) < 0.4)
        return;
    char day[16];
    cal_format(cal_from_days(t[m[before]].published), day);
    add_side(a, &s, arena_printf(a, "done by %s", day), m[before], 1);
    add_side(a, &s, later->time, m[at], 1);
    put(a, "early", e, t, &s, ret);
}

void led_event_disputes(arena *a, const led_world *world, const led_event *e, const led_telling *t, const uint32_t *members, uint32_t n, led_disputes *ret)
{
    if (n > COMPARED_MAX)
        n = COMPARED_MAX;
    early(a, e, t, members, n, ret);
    if (n < 2)
        return;
    dates(a, e, t, members, n, ret);
    places(a, e, t, members, n, ret);
    statuses(a, e, t, members, n, ret);
    participants(a, world, e, t, members, n, ret);
    numbers(a, e, t, members, n, ret);
}
