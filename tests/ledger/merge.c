/* One event from many tellings: what joins, what stays apart, and that the order of coming makes no difference. */
#include "check.h"

#include "base/hash.h"
#include "make.h"

#include <stdlib.h>

int test_merge(void);

static int by_word(const void *x, const void *y)
{
    return *(const uint16_t *) x - *(const uint16_t *) y;
}

led_telling make_telling(arena *a, const char *kind, const char *actors, const char *recipients, const char *places, const char *time, const char *status,
                         const char *published, unsigned report, const char *sentence)
{
    led_telling t = {.report = report, .origin = report, .status = str_of(status), .time = str_of(time), .published = INT32_MIN};
    str mode = str_of(kind);
    t.type = str_split(&mode, '/');
    t.mode = mode.ptr ? mode : STR("");
    led_party_read(a, str_of(actors), &t.actors);
    led_party_read(a, str_of(recipients), &t.recipients);
    led_party_read(a, str_of(places), &t.places);
    t.range = led_edtf(t.time);
    t.firm = t.range.precision == LED_DAY;
    if (published[0])
        t.published = led_edtf(str_of(published)).from;
    for (str rest = str_of(sentence); rest.ptr && rest.len && t.n_words < LED_WORDS_MAX;)
        t.words[t.n_words++] = (uint16_t) hash64(str_split(&rest, ' '));
    qsort(t.words, t.n_words, sizeof t.words[0], by_word);
    t.key = hash_mix(hash_mix(report + 1, hash64(str_of(sentence))), hash64(str_of(kind))) >> 4;
    t.sentence_begin = (uint32_t) t.key;
    return t;
}

#define PUTIN "person:vladimir-putin@RUS#president"
#define ASSAD "person:bashar-al-assad@SYR#president"
#define LAVROV "person:sergey-lavrov@RUS#foreign_minister"
#define MEKDAD "person:faisal-mekdad@SYR#foreign_minister"

typedef struct pair {
    const char *what;
    bool one;
    const char *a[7], *b[7]; /* kind, actors, recipients, places, time, status, published */
    const char *words_a, *words_b;
} pair;

static const char long_a[] = "التقى الرئيسان وبحثا العلاقات الثنائية وسبل تطوير التعاون التجاري بين البلدين";
static const char long_b[] = "عقد الرئيسان اجتماعا مطولا تناول ملفات النقل والطاقة وحضره وزراء عدة";

static const pair pairs[] = {
    {"a month and a day in it",
     true,
     {"CONSULT/visit", PUTIN, "SYR", "", "2020-01-07", "actual", ""},
     {"CONSULT/visit", PUTIN, "SYR", "", "2020-01", "actual", ""},
     long_a,
     long_b},
    {"another month",
     false,
     {"CONSULT/visit", PUTIN, "SYR", "", "2020-01-07", "actual", ""},
     {"CONSULT/visit", PUTIN, "SYR", "", "2020-02", "actual", ""},
     long_a,
     long_a},
    {"persons and the states they act for",
     true,
     {"CONSULT", PUTIN "|" ASSAD, "", "capital:RUS@RUS", "2020-01-07", "actual", ""},
     {"CONSULT", PUTIN "|SYR", "", "", "2020-01-07", "actual", ""},
     long_a,
     long_a},
    {"ministers are not presidents",
     false,
     {"CONSULT", PUTIN "|" ASSAD, "", "", "2020-01-07", "actual", ""},
     {"CONSULT", LAVROV "|" MEKDAD, "", "", "2020-01-07", "actual", ""},
     long_a,
     long_b},
    {"planned, then done",
     true,
     {"CONSULT/visit", LAVROV, "SYR", "", "2020-09-07", "planned", "2020-09-01"},
     {"CONSULT/visit", LAVROV, "SYR", "", "2020-09-07", "actual", "2020-09-08"},
     long_a,
     long_b},
    {"undated, printed a week apart",
     false,
     {"CONSULT", PUTIN "|" ASSAD, "", "", "", "actual", "2020-01-07"},
     {"CONSULT", PUTIN "|" ASSAD, "", "", "", "actual", "2020-01-14"},
     long_a,
     long_a},
    {"undated, printed a day apart, the same words",
     true,
     {"CONSULT", PUTIN "|" ASSAD, "", "", "", "actual", "2020-01-07"},
     {"CONSULT", PUTIN "|" ASSAD, "", "", "", "actual", "2020-01-08"},
     long_a,
     long_a},
    {"who attacks whom",
     false,
     {"ASSAULT", "ISR", "SYR", "", "2020-01-07", "actual", ""},
     {"ASSAULT", "SYR", "ISR", "", "2020-01-07", "actual", ""},
     long_a,
     long_a},
    {"two attacks on one day, other words",
     false,
     {"ASSAULT", "ISR", "SYR", "", "2020-01-07", "actual", ""},
     {"ASSAULT", "ISR", "SYR", "", "2020-01-07", "actual", ""},
     long_a,
     long_b},
    {"a visit is not a call",
     false,
     {"CONSULT/visit", PUTIN, ASSAD, "", "2020-01-07", "actual", ""},
     {"CONSULT/phone", PUTIN, ASSAD, "", "2020-01-07", "actual", ""},
     long_a,
     long_a},
    {"who visits whom",
     false,
     {"CONSULT/visit", "SYR", "RUS", "", "2020-01-07", "actual", ""},
     {"CONSULT/visit", "SYR@X", "TUR", "", "2020-01-07", "actual", ""},
     long_a,
     long_b},
};

static led_telling of(arena *a, const char *const p[7], unsigned report, const char *words)
{
    return make_telling(a, p[0], p[1], p[2], p[3], p[4], p[5], p[6], report, words);
}

static void pairs_that_join(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 24);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        led_telling t[2] = {of(a, pairs[i].a, 1, pairs[i].words_a), of(a, pairs[i].b, 2, pairs[i].words_b)};
        uint32_t group[2], n = led_merge(a, t, 2, NULL, group);
        if ((n == 1) != pairs[i].one)
            fail_msg("%s: %u", pairs[i].what, n);
    }
    arena_free(a);
}

/* The same tellings in many orders make the same sets. */
static void order(void **state)
{
    (void) state;
    enum { N = 60 };
    arena *a = arena_new(1 << 26);
    led_telling t[N];
    static const char *const times[] = {"2020-01-07", "2020-01-08", "2020-01", "2020", "", "2020-01-05/2020-01-08"};
    static const char *const actors[] = {(PUTIN "|" ASSAD), (PUTIN "|SYR"), "RUS|SYR", (LAVROV "|" MEKDAD), ("RUS|" MEKDAD)};
    static const char *const published[] = {"2020-01-07", "2020-01-08", ""};
    for (unsigned i = 0; i < N; i++)
        t[i] = make_telling(a, "CONSULT", actors[i % 5], "", "", times[i % 6], "actual", published[i % 3], i,
                            arena_printf(a, "%s %u", i % 2 ? long_a : long_b, i % 7).ptr);
    uint64_t expected[N];
    unsigned seed = 5;
    for (int round = 0; round < 20; round++) {
        uint32_t of_cluster[N], n = led_merge(a, t, N, NULL, of_cluster);
        uint64_t least[N], sum[N];
        for (uint32_t c = 0; c < n; c++)
            least[c] = UINT64_MAX;
        for (unsigned i = 0; i < N; i++)
            if (t[i].key < least[of_cluster[i]])
                least[of_cluster[i]] = t[i].key;
        for (unsigned i = 0; i < N; i++)
            sum[t[i].report] = least[of_cluster[i]];
        if (round == 0)
            memcpy(expected, sum, sizeof sum);
        assert_memory_equal(expected, sum, sizeof sum);
        for (unsigned i = N - 1; i > 0; i--) {
            seed = seed * 1103515245 + 12345;
            unsigned k = (seed >> 8) % (i + 1);
            led_telling x = t[i];
            t[i] = t[k];
            t[k] = x;
        }
    }
    arena_free(a);
}

static void pins(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 24);
    led_telling t[3] = {make_telling(a, "CONSULT", PUTIN "|" ASSAD, "", "", "2020-01-07", "actual", "", 1, long_a),
                        make_telling(a, "CONSULT", PUTIN "|" ASSAD, "", "", "2020-01-07", "actual", "", 2, long_a),
                        make_telling(a, "CONSULT", PUTIN "|" ASSAD, "", "", "2021-01-07", "actual", "", 3, long_b)};
    uint32_t of_cluster[3];
    const led_pin split[3] = {{0, false}, {0, true}, {0, false}}, together[3] = {{7, false}, {0, false}, {7, false}};
    assert_int_equal(led_merge(a, t, 3, NULL, of_cluster), 2);
    assert_int_equal(led_merge(a, t, 3, split, of_cluster), 3);
    led_merge(a, t, 3, together, of_cluster);
    assert_int_equal(of_cluster[0], of_cluster[2]);
    arena_free(a);
}

/* Later tellings add precision; values go by majority; origins collapse by copied sentence, outlet and credit. */
static void sums(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 24);
    led_telling t[4] = {make_telling(a, "CONSULT/visit", PUTIN, "SYR", "", "2020-01", "planned", "2019-12-30", 1, long_a),
                        make_telling(a, "CONSULT/visit", PUTIN, "SYR", "capital:SYR@SYR", "2020-01-07", "actual", "2020-01-08", 2, long_a),
                        make_telling(a, "CONSULT/visit", "RUS", ASSAD, "", "2020-01-07", "actual", "2020-01-09", 3, long_b),
                        make_telling(a, "CONSULT/visit", "RUS", ASSAD, "", "", "actual", "2020-01-09", 4, long_b)};
    const uint32_t members[] = {0, 1, 2, 3};
    led_event e;
    t[2].sentence = t[3].sentence = 99;
    led_event_of(a, t, members, 4, &e);
    assert_true(str_eq(e.time, STR("2020-01-07")));
    assert_true(str_eq(e.status, STR("actual")));
    assert_int_equal(e.reports, 4);
    assert_int_equal(e.origins, 3);
    assert_int_equal(e.actors.n, 1);
    assert_int_equal(e.recipients.n, 1);
    t[0].outlet = t[1].outlet = 5;
    t[1].credit = t[3].credit = 6;
    assert_int_equal(led_origins(a, t, members, 4, NULL), 1);
    arena_free(a);
}

int test_merge(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_that_join), cmocka_unit_test(order), cmocka_unit_test(pins), cmocka_unit_test(sums)};
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
