/* Calendars: days, weekdays, Umm al-Qura dates, and dates as written. */
#include "check.h"

#include "text/calendar.h"

int test_calendar(void);

static void days_there_and_back(void **state)
{
    (void) state;
    int32_t expected = cal_days((cal_date){1, 1, 1});
    for (int y = 1; y <= 2500; y++) {
        for (int m = 1; m <= 12; m++) {
            for (int d = 1; d <= cal_month_length(y, m); d++, expected++) {
                int32_t days = cal_days((cal_date){y, m, d});
                cal_date back = cal_from_days(days);
                if (days != expected || back.year != y || back.month != m || back.day != d)
                    fail_msg("%d-%d-%d", y, m, d);
            }
        }
    }
    assert_int_equal(cal_days((cal_date){1970, 1, 1}), 0);
    assert_int_equal(cal_days((cal_date){2000, 0, 0}), 10957);
}

static void weekdays(void **state)
{
    (void) state;
    assert_int_equal(cal_weekday(0), 4);
    assert_int_equal(cal_weekday(cal_days((cal_date){2020, 1, 7})), 2);
    assert_int_equal(cal_weekday(cal_days((cal_date){1944, 7, 21})), 5);
    assert_int_equal(cal_weekday(-4), 7);
}

static void hijri(void **state)
{
    (void) state;
    int32_t days;
    cal_date back;
    assert_true(cal_hijri_days((cal_date){1436, 10, 25}, &days)); /* 25 شوال 1436 */
    assert_int_equal(days, cal_days((cal_date){2015, 8, 10}));
    assert_true(cal_to_hijri(days, &back));
    assert_true(back.year == 1436 && back.month == 10 && back.day == 25);
    assert_false(cal_hijri_days((cal_date){1436, 13, 1}, &days));
    assert_false(cal_hijri_days((cal_date){1436, 10, 31}, &days));
    assert_false(cal_hijri_days((cal_date){1436, 9, 30}, &days)); /* that Ramadan had 29 days */
}

static void written_dates(void **state)
{
    (void) state;
    cal_date d;
    char out[CAL_EDTF_MAX];
    const char *good[] = {"2020-01-07", "2020-02-29", "1944-07", "1944"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(cal_parse(str_of(good[i]), &d));
        cal_format(d, out);
        assert_string_equal(out, good[i]);
    }
    assert_true(cal_parse(STR("2022-02-21T18:40:00+03:00"), &d));
    assert_int_equal(d.day, 21);
    const char *bad[] = {"", "202", "20200107", "2020-13", "2020-02-30", "2021-02-29", "2020-00-01", "x", "0000", "2020-1-7"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (cal_parse(str_of(bad[i]), &d) && !(d.month == 0 && bad[i][4] == '-'))
            fail_msg("%s is taken for a date", bad[i]);
}

int test_calendar(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(days_there_and_back), cmocka_unit_test(weekdays), cmocka_unit_test(hijri),
                                       cmocka_unit_test(written_dates)};
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
