/* Torture: every prefix of an input, every allocation refused in turn, pages made to be slow or deep. */
#include "source.h"

int test_torture(void);

static src_format format_of(const char *name)
{
    return strstr(name, ".html") ? SRC_HTML : strstr(name, ".json") ? SRC_JSON : strstr(name, ".txt") ? SRC_PLAIN : SRC_UNKNOWN;
}

static void every_prefix(const char *path, const char *name, str bytes)
{
    (void) path;
    arena *a = arena_new(64 * 1024 * 1024);
    for (size_t n = 0; n <= bytes.len; n++) {
        /* a block of its own size, so that a read behind it is found */
        char *exact = malloc(n ? n : 1);
        assert_non_null(exact);
        if (n > 0)
            memcpy(exact, bytes.ptr, n);
        for (unsigned any = 0; any < 2; any++) {
            src_item item = {.bytes = {.ptr = exact, .len = n, .cap = n}, .format = any ? SRC_UNKNOWN : format_of(name)};
            job j = {.a = a, .item = &item};
            if (parse(&j) == ISN_OK) {
                buf out = {0};
                show_report(&out, &j.report);
                buf_free(&out);
            }
        }
        free(exact);
    }
    arena_free(a);
}

static void every_refusal(const char *path, const char *name, str bytes)
{
    (void) path;
    for (unsigned n = 1; n < 20; n++) {
        arena *a = arena_new(64 * 1024 * 1024);
        src_item item = {.bytes = {.ptr = (char *) (uintptr_t) bytes.ptr, .len = bytes.len, .cap = bytes.len}, .format = format_of(name)};
        job j = {.a = a, .item = &item};
        arena_fail_after(n);
        isn_status status = parse(&j);
        arena_fail_after(0);
        arena_free(a);
        if (status != ISN_NOMEM)
            break;
    }
    /* and a ceiling anywhere */
    for (size_t ceiling = 16; ceiling < 4 * bytes.len + 100000; ceiling += ceiling / 8 + 16) {
        arena *a = arena_new(ceiling);
        src_item item = {.bytes = {.ptr = (char *) (uintptr_t) bytes.ptr, .len = bytes.len, .cap = bytes.len}, .format = format_of(name)};
        job j = {.a = a, .item = &item};
        parse(&j);
        arena_free(a);
    }
}

static void prefixes(void **state)
{
    (void) state;
    each_golden(every_prefix);
}

static void refusals(void **state)
{
    (void) state;
    each_golden(every_refusal);
}

/* Pages made to be slow or deep. */
static void hostile_html(void **state)
{
    (void) state;
    static const char *const units[] = {"<div>", "<p><b>", "</td>",       "<a b=\">", "<a b c d e f=", "<!--", "&#x", "&amp", "<script>",
                                        "<",     "<a '\"", "<td><table>", "</",       "x <br>",        "<h1>", "<li>"};
    arena *a = arena_new(1024u * 1024 * 1024);
    buf page = {0};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        buf_clear(&page);
        buf_add(&page, STR("<html><body><div>"));
        while (page.len < 1024 * 1024)
            buf_add(&page, str_of(units[i]));
        src_item item = {.bytes = page, .format = SRC_HTML};
        job j = {.a = a, .item = &item};
        isn_status status = parse(&j);
        assert_true(status == ISN_OK || status == ISN_EMPTY);
    }
    buf_free(&page);
    arena_free(a);
}

int test_torture(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prefixes), cmocka_unit_test(refusals), cmocka_unit_test(hostile_html)};
    return cmocka_run_group_tests_name("torture", tests, NULL, NULL);
}
