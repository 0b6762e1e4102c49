/* Tests of mention/number.c: each form with what it gives. */
#include "reading.h"

#include <math.h>

static void reads_numbers(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        double value;
        unsigned tokens;
    } cases[] = {
        {"63", 63, 1},
        {"٦٣", 63, 1},
        {"۶۳", 63, 1},
        {"1,500", 1500, 1},
        {"2.4", 2.4, 1},
        {"٢٫٥", 2.5, 1},
        {"0.001", 0.001, 1},
        {"63 ألف", 63000, 2},
        {"2.4 مليار", 2.4e9, 2},
        {"3 آلاف و500 جندي", 3500, 4},
        {"3 ملايين و200 ألف", 3.2e6, 5},
        {"ثلاثة جنود", 3, 1},
        {"ثلاث وعشرون", 23, 2},
        {"ثلاثة وعشرين", 23, 2},
        {"خمسة عشر", 15, 2},
        {"خمس عشرة", 15, 2},
        {"أحد عشر", 11, 2},
        {"مئة", 100, 1},
        {"مائة وخمسة وعشرون", 125, 3},
        {"ثلاثمئة", 300, 1},
        {"ثلاث مئة", 300, 2},
        {"ألفين", 2000, 1},
        {"مئتي ألف", 200000, 2},
        {"ألف وتسعمئة وخمسون", 1950, 3},
        {"مليون ونصف المليون", 1.5e6, 3},
        {"نصف مليون", 500000, 2},
        {"مليون ومئتي ألف", 1.2e6, 3},
        {"ملياري", 2e9, 1},
        {"خمسين ألفا", 50000, 2},
        {"اثنين وعشرين مليون", 22e6, 3},
        {"ثلاثة وأربعة", 3, 1},
        {"الستة", 6, 1},
        {"وثلاثون", 30, 1},
        {"بثلاثين", 30, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned tokens;
        bool ordinal;
        double v = reading_number(cases[i].text, &tokens, &ordinal);
        if (!(fabs(v - cases[i].value) < 1e-9 * (1 + fabs(v))) || tokens != cases[i].tokens || ordinal)
            fail_msg("«%s» gives %g in %u tokens", cases[i].text, v, tokens);
    }
}

static void reads_ordinals(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        double value;
        unsigned tokens;
    } cases[] = {{"التاسعة عشرة", 19, 2}, {"الثامن", 8, 1}, {"الحادي والعشرين", 21, 2}, {"ثانية", 2, 1}, {"الرابع والعشرين بعد المئة", 124, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned tokens;
        bool ordinal;
        double v = reading_number(cases[i].text, &tokens, &ordinal);
        if (v != cases[i].value || tokens != cases[i].tokens || !ordinal)
            fail_msg("«%s» gives %g in %u tokens", cases[i].text, v, tokens);
    }
}

static void refuses_what_is_vague(void **state)
{
    (void) state;
    static const char *const cases[] = {"آلاف", "ملايين", "مئات", "عشرات", "نصف", "جنديين", "أحد", "كتاب"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned tokens;
        bool ordinal;
        double v = reading_number(cases[i], &tokens, &ordinal);
        if (!isnan(v))
            fail_msg("«%s» gives %g", cases[i], v);
    }
}

int test_number(void);

int test_number(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_numbers), cmocka_unit_test(reads_ordinals), cmocka_unit_test(refuses_what_is_vague)};
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
