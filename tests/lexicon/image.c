/* The image: what is in it, and that any damage is refused before it is used. */
#include "check.h"

#include "lexicon/format.h"

int test_image(void);

static char *image_bytes(size_t *ret_size)
{
    FILE *f = fopen(check_path("ISNAD_LEXICON"), "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    *ret_size = (size_t) ftell(f);
    rewind(f);
    char *p = malloc(*ret_size);
    assert_non_null(p);
    assert_int_equal(fread(p, 1, *ret_size, f), *ret_size);
    fclose(f);
    return p;
}

static void the_built_image_opens(void **state)
{
    (void) state;
    lex_image *m;
    isn_error err;
    char name[17];
    uint32_t row;
    ASSERT_OK(lex_image_open(check_path("ISNAD_LEXICON"), &m, &err), err);
    lex_image_name(m, name);
    assert_int_equal(strlen(name), 16);
    assert_true(lex_find_row(m, LEX_T_COUNTRIES, STR("SYR"), &row));
    ASSERT_STR(lex_cell(m, LEX_T_COUNTRIES, row, COUNTRY_LATIN), "Syria");
    assert_false(lex_find_row(m, LEX_T_COUNTRIES, STR("nowhere"), &row));
    ASSERT_STR(lex_cell(m, LEX_T_COUNTRIES, UINT32_MAX, 0), "");
    ASSERT_STR(lex_cell(m, LEX_T_COUNTRIES, 0, 99), "");
    assert_true(lex_row_count(m, LEX_T_COUNTRIES) > 190);
    lex_image_close(m);
    lex_image_close(NULL);
}

static void damage_is_refused(void **state)
{
    (void) state;
    size_t size;
    char *whole = image_bytes(&size);
    isn_error err;
    lex_image *m;
    /* cut anywhere */
    for (size_t cut = 0; cut < size; cut += cut < 1200 ? 61 : size / 37) {
        char *copy = malloc(cut + 1);
        memcpy(copy, whole, cut);
        assert_int_equal(lex_image_of(copy, cut, "cut", &m, &err), ISN_BAD_IMAGE);
        assert_string_equal(err.where, "cut");
        free(copy);
    }
    /* one bit turned: in the header's fixed part, and in all that the checksum covers */
    for (size_t at = 0; at < size; at += at < 39 ? 1 : at < sizeof(lex_header) ? sizeof(lex_header) - at : size / 41) {
        whole[at] ^= 0x10;
        if (lex_image_of(whole, size, "turned", &m, &err) != ISN_BAD_IMAGE)
            fail_msg("a bit turned at byte %zu is not noticed", at);
        whole[at] ^= 0x10;
    }
    /* grown */
    char *longer = malloc(size + 1);
    memcpy(longer, whole, size);
    longer[size] = 0;
    assert_int_equal(lex_image_of(longer, size + 1, "grown", &m, &err), ISN_BAD_IMAGE);
    free(longer);
    ASSERT_OK(lex_image_of(whole, size, "whole", &m, &err), err);
    lex_image_close(m);
}

static void files_that_are_no_images(void **state)
{
    (void) state;
    lex_image *m;
    isn_error err;
    assert_int_equal(lex_image_open("/nowhere/isnad.lex", &m, &err), ISN_NOT_FOUND);
    const char *path = check_file(".lex", "");
    assert_int_equal(lex_image_open(path, &m, &err), ISN_BAD_IMAGE);
    unlink(path);
    path = check_file(".lex", "this is a text and not an image, however long one makes it");
    assert_int_equal(lex_image_open(path, &m, &err), ISN_BAD_IMAGE);
    unlink(path);
    assert_int_equal(lex_image_open("/", &m, &err), ISN_BAD_IMAGE);
}

int test_image(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_built_image_opens), cmocka_unit_test(damage_is_refused),
                                       cmocka_unit_test(files_that_are_no_images)};
    return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
