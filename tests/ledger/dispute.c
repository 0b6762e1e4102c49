/* Disagreements, and what is none. */
#include "check.h"

#include "make.h"

int test_dispute(void);

static const char words[] = "التقى الرئيسان وبحثا العلاقات الثنائية وسبل تطوير التعاون التجاري بين البلدين";

typedef struct two {
    const char *kind; /* expected; NULL for none */
    const char *actors[2], *places[2], *times[2], *statuses[2], *published[2], *figures[2];
} two;

static const two cases[] = {
    {"date", {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"2020-01-07", "2020-01-09"}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {NULL, {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"2020-01-07", "2020-01"}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {"place", {"RUS|SYR", "RUS|SYR"}, {"capital:RUS@RUS", "place:sochi@TUR"}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {NULL, {"RUS|SYR", "RUS|SYR"}, {"capital:RUS@RUS", "seat:RUS@RUS"}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {"status", {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"", ""}, {"actual", "negated"}, {"", ""}, {"", ""}},
    {NULL, {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"", ""}, {"actual", "planned"}, {"", ""}, {"", ""}},
    {"participant", {"person:a-b@SYR#president|RUS", "person:c-d@SYR#president|RUS"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {NULL, {"person:a-b@SYR#president|RUS", "person:c-d@SYR#foreign_minister|RUS"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {NULL, {"person~عزام_الدخيل@SAU#minister", "person~عزام_بن_محمد_الدخيّل@SAU#minister"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {NULL, {"person~عبد_العزيز@SAU#king", "person~عبدالعزيز@SAU#king"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"", ""}},
    {"number", {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"11 قتيلا", "12 قتيلا"}},
    {NULL, {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"", ""}, {"actual", "actual"}, {"", ""}, {"11 قتيلا", "12 جريحا"}},
    {"early", {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"", "2020-01-07"}, {"actual", "actual"}, {"2020-01-02", "2020-01-08"}, {"", ""}},
    {NULL, {"RUS|SYR", "RUS|SYR"}, {"", ""}, {"2020-01-07", "2020-01-07"}, {"actual", "actual"}, {"2020-01-02", "2020-01-03"}, {"", ""}},
};

static void kinds(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 24);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const two *c = &cases[i];
        led_telling t[2];
        const uint32_t members[] = {0, 1};
        led_event e;
        led_disputes found = {0};
        for (unsigned k = 0; k < 2; k++) {
            t[k] = make_telling(a, "CONSULT", c->actors[k], "", c->places[k], c->times[k], c->statuses[k], c->published[k], k, words);
            t[k].figures = str_of(c->figures[k]);
        }
        led_event_of(a, t, members, 2, &e);
        led_event_disputes(a, NULL, &e, t, members, 2, &found);
        if (found.n != (c->kind != NULL) || (found.n && strcmp(found.at[0].kind, c->kind) != 0))
            fail_msg("case %zu: expected %s, found %u %s", i, c->kind ? c->kind : "none", found.n, found.n ? found.at[0].kind : "");
    }
    arena_free(a);
}

int test_dispute(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kinds)};
    return cmocka_run_group_tests_name("dispute", tests, NULL, NULL);
}
