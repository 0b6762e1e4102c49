/* Errors: details are cut at a character boundary and never overflow. */
#include "check.h"

#include "base/hash.h"
#include "base/utf8.h"

int test_status(void);

static void details_are_cut_between_characters(void **state)
{
    (void) state;
    char longer[1024] = "";
    for (int i = 0; i < 500; i++)
        memcpy(longer + 2 * i, "ن", 2);
    for (int shift = 0; shift < 2; shift++) {
        isn_error err;
        assert_int_equal(isn_fail(&err, ISN_IO, "what", longer, longer + 0), ISN_IO);
        assert_true(strlen(err.detail) < ISN_DETAIL_MAX);
        assert_true(utf8_valid(str_of(err.detail), NULL));
        memmove(longer + 1, longer, 1000);
        longer[0] = 'a';
    }
    assert_int_equal(isn_fail(NULL, ISN_LIMIT, "what", NULL, NULL), ISN_LIMIT);
}

static void every_status_has_a_name(void **state)
{
    (void) state;
    for (int s = 0; s <= ISN_INTERNAL; s++)
        assert_string_not_equal(isn_status_name((isn_status) s), "unknown status");
}

static void contents_have_names(void **state)
{
    (void) state;
    char name[HASH_CONTENT_LEN + 1], other[HASH_CONTENT_LEN + 1];
    hash_content(STR(""), name);
    assert_string_equal(name, "cae66941d9efbd404e4d88758ea67670"); /* BLAKE2b-128 of nothing, RFC 7693's function */
    hash_content(STR("a"), other);
    assert_string_not_equal(name, other);
    assert_int_equal(hash64(STR("abc")), hash64(STR("abc")));
}

int test_status(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(details_are_cut_between_characters), cmocka_unit_test(every_status_has_a_name),
                                       cmocka_unit_test(contents_have_names)};
    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
