/* EDTF values as ranges of days. */
#include "check.h"

#include "ledger/edtf.h"
#include "text/calendar.h"

int test_edtf(void);

static int32_t day(int y, int m, int d)
{
    return cal_days((cal_date){y, m, d});
}

static void values(void **state)
{
    (void) state;
    const struct {
        const char *edtf;
        led_precision precision;
        int32_t from, to;
    } cases[] = {
        {"2020-01-07", LED_DAY, day(2020, 1, 7), day(2020, 1, 7)},
        {"2020-02", LED_MONTH, day(2020, 2, 1), day(2020, 2, 29)},
        {"2020", LED_YEAR, day(2020, 1, 1), day(2020, 12, 31)},
        {"2022-02-19/2022-02-22", LED_SPAN, day(2022, 2, 19), day(2022, 2, 22)},
        {"2022-01-01/2022-01-01", LED_DAY, day(2022, 1, 1), day(2022, 1, 1)},
        {"2015/..", LED_OPEN, day(2015, 1, 1), INT32_MAX},
        {"../2015-06", LED_OPEN, INT32_MIN, day(2015, 6, 30)},
        {"201X", LED_YEAR, day(2010, 1, 1), day(2019, 12, 31)},
        {"", LED_UNDATED, INT32_MIN, INT32_MAX},
        {"..", LED_UNDATED, INT32_MIN, INT32_MAX},
        {"2020-13", LED_UNDATED, INT32_MIN, INT32_MAX},
        {"2022-02-22/2022-02-19", LED_UNDATED, INT32_MIN, INT32_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        led_range r = led_edtf(str_of(cases[i].edtf));
        assert_int_equal(r.precision, cases[i].precision);
        assert_int_equal(r.from, cases[i].from);
        assert_int_equal(r.to, cases[i].to);
    }
}

static void overlaps(void **state)
{
    (void) state;
    assert_true(led_overlap(led_edtf(STR("2020-01")), led_edtf(STR("2020-01-07"))));
    assert_false(led_overlap(led_edtf(STR("2020-01")), led_edtf(STR("2020-02-01"))));
    assert_false(led_overlap(led_edtf(STR("")), led_edtf(STR("2020-02-01"))));
}

int test_edtf(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(overlaps)};
    return cmocka_run_group_tests_name("edtf", tests, NULL, NULL);
}
