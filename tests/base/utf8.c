/* UTF-8: every code point there and back, and each kind of malformed sequence refused where it begins. */
#include "check.h"

#include "base/utf8.h"

int test_utf8(void);

static void every_code_point(void **state)
{
    (void) state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        size_t at = 0, n = utf8_put(cp, bytes);
        str s = {bytes, n};
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        if (utf8_valid(s, NULL) == surrogate)
            fail_msg("U+%04X", cp);
        if (!surrogate && (utf8_next(s, &at) != cp || at != n))
            fail_msg("U+%04X", cp);
    }
}

static void malformed(void **state)
{
    (void) state;
    const struct {
        const char *bytes;
        size_t bad;
    } cases[] = {{"a\x80", 1},
                 {"\xC0\x80", 0},
                 {"\xC1\xBF", 0},
                 {"ab\xE0\x80\x80", 2},
                 {"\xED\xA0\x80", 0},
                 {"\xF0\x80\x80\x80", 0},
                 {"\xF4\x90\x80\x80", 0},
                 {"\xF5\x80\x80\x80", 0},
                 {"نن\xD9", 4},
                 {"\xE2\x82", 0},
                 {"\xFF", 0},
                 {"x\xD9x", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99;
        assert_false(utf8_valid(str_of(cases[i].bytes), &bad));
        assert_int_equal(bad, cases[i].bad);
    }
    assert_true(utf8_valid(STR_NONE, NULL));
}

static void counting(void **state)
{
    (void) state;
    str s = STR("aن€😀");
    assert_int_equal(utf8_count(s), 4);
    assert_int_equal(utf8_offset(s, 0), 0);
    assert_int_equal(utf8_offset(s, 2), 3);
    assert_int_equal(utf8_offset(s, 4), s.len);
    assert_int_equal(utf8_offset(s, 40), s.len);
}

int test_utf8(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_code_point), cmocka_unit_test(malformed), cmocka_unit_test(counting)};
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
