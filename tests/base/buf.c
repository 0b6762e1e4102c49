/* Buffers: growth, the ceiling, and that a refusal sticks until the buffer is cleared. */
#include "check.h"

#include "base/buf.h"

int test_buf(void);

static void it_grows(void **state)
{
    (void) state;
    buf b = {0};
    for (int i = 0; i < 10000; i++)
        assert_int_equal(buf_printf(&b, "%d,", i % 10), ISN_OK);
    assert_int_equal(b.len, 20000);
    assert_memory_equal(b.ptr, "0,1,2,3,", 8);
    buf_clear(&b);
    ASSERT_STR(buf_str(&b), "");
    buf_free(&b);
    ASSERT_STR(buf_str(&b), "");
}

static void the_ceiling_sticks(void **state)
{
    (void) state;
    buf b = {.ceiling = 10};
    assert_int_equal(buf_add(&b, STR("123456789")), ISN_OK);
    assert_int_equal(buf_add(&b, STR("ab")), ISN_LIMIT);
    assert_int_equal(buf_add(&b, STR("a")), ISN_LIMIT);
    ASSERT_STR(buf_str(&b), "123456789");
    buf_clear(&b);
    assert_int_equal(buf_add(&b, STR("ab")), ISN_OK);
    ASSERT_STR(buf_str(&b), "ab");
    buf_free(&b);
    assert_int_equal(b.ceiling, 10);
}

int test_buf(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_grows), cmocka_unit_test(the_ceiling_sticks)};
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
