/* Slices. */
#include "check.h"

int test_str(void);

static void splitting(void **state)
{
    (void) state;
    str rest = STR("a||b|");
    ASSERT_STR(str_split(&rest, '|'), "a");
    ASSERT_STR(str_split(&rest, '|'), "");
    ASSERT_STR(str_split(&rest, '|'), "b");
    assert_non_null(rest.ptr);
    ASSERT_STR(str_split(&rest, '|'), "");
    assert_null(rest.ptr);
    assert_null(str_split(&rest, '|').ptr);
}

static void searching_and_comparing(void **state)
{
    (void) state;
    assert_int_equal(str_find(STR("abcabc"), STR("ca"), 0), 2);
    assert_int_equal(str_find(STR("abcabc"), STR("ab"), 1), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd"), 0), -1);
    assert_int_equal(str_find(STR_NONE, STR("a"), 0), -1);
    assert_int_equal(str_find(STR("abc"), STR(""), 3), 3);
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("b"), STR("ab")) > 0);
    assert_true(str_eq(STR_NONE, STR("")));
    assert_true(str_starts(STR("ab"), STR("")) && str_ends(STR("ab"), STR("b")) && !str_ends(STR("b"), STR("ab")));
    ASSERT_STR(str_trim(STR(" \t\r\n x y \n")), "x y");
    ASSERT_STR(str_trim(STR("  ")), "");
}

static void numbers(void **state)
{
    (void) state;
    int64_t n = 0;
    assert_true(str_to_int(STR("9223372036854775807"), &n) && n == INT64_MAX);
    assert_true(str_to_int(STR("-12"), &n) && n == -12);
    const char *bad[] = {"", "-", "9223372036854775808", "1.5", "+1", " 1", "12x", "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_to_int(str_of(bad[i]), &n));
}

int test_str(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splitting), cmocka_unit_test(searching_and_comparing), cmocka_unit_test(numbers)};
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
