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

/* Pages made to be slow or deep. They end soon, with a report, without text, or over a limit that has a name. */
static isn_status parse_page(arena *a, const buf *page)
{
    src_item item = {.bytes = *page, .format = SRC_HTML};
    job j = {.a = a, .item = &item};
    isn_status status = parse(&j);
    assert_true(status == ISN_OK || status == ISN_EMPTY || (status == ISN_LIMIT && j.err.what));
    return status;
}

static void hostile_html(void **state)
{
    (void) state;
    static const char *const units[] = {"<div>",  "<p><b>", "</td>",       "<a b=\">",  "<a b c d e f=", "<!--",  "&#x",  "&amp", "<script>",
                                        "<",      "<a '\"", "<td><table>", "</",        "x <br>",        "<h1>",  "<li>", "<!a>", "<?a ",
                                        "<html>", "<body>", "</p>",        "<!-- --> ", "&#1;< ",        "<a/b/c"};
    arena *a = arena_new(1024u * 1024 * 1024);
    buf page = {0};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        buf_clear(&page);
        buf_add(&page, STR("<html><body><div>"));
        while (page.len < 1024 * 1024)
            buf_add(&page, str_of(units[i]));
        assert_int_not_equal(parse_page(a, &page), ISN_LIMIT);
    }
    buf_free(&page);
    arena_free(a);
}

/* What a parser that looks through all open elements, all attributes of a tag or all names of a page would take minutes for. */
static void quadratic_html(void **state)
{
    (void) state;
    enum { MANY = 100000 };
    static const struct {
        const char *begin, *unit, *then; /* %u in unit: a number */
        unsigned n, n_then;
        isn_status status;
    } table[] = {{"<body>", "<div>", "x", 2000, 1, ISN_OK},
                 {"<body>", "<div>", "</div>", MANY, MANY, ISN_EMPTY},
                 {"<body>", "<b>", "x", 5 * 1024 * 1024 / 3, 1, ISN_OK},
                 {"<body>", "<b>", "</i>", MANY, MANY, ISN_LIMIT},
                 {"<body><i><div>", "<b>", "</i>", MANY, MANY, ISN_LIMIT},
                 {"<body>", "<b>", "<body>", MANY, MANY, ISN_LIMIT},
                 {"<p ", "a%u=x ", ">x", MANY, 1, ISN_LIMIT},
                 {"<p ", "a=x ", ">x", MANY, 1, ISN_OK},
                 {"<body>", "<p id=x%u>x", "", MANY, 0, ISN_OK},
                 {"<body>", "<b%u>x</b%u>", "", MANY, 0, ISN_LIMIT},
                 {"<body>", "<p>", "", 1024 * 1024 + 10, 0, ISN_LIMIT},
                 {"<script type=application/ld+json>", "[1,2]", "</script>", 10 * MANY, 1, ISN_EMPTY}};
    arena *a = arena_new(1024u * 1024 * 1024);
    buf page = {0};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        buf_clear(&page);
        buf_add(&page, str_of(table[i].begin));
        for (unsigned k = 0; k < table[i].n; k++)
            for (const char *c = table[i].unit; *c; c++)
                if (c[0] == '%') {
                    buf_printf(&page, "%u", k);
                    c++;
                } else {
                    buf_add_char(&page, *c);
                }
        for (unsigned k = 0; k < table[i].n_then; k++)
            buf_add(&page, str_of(table[i].then));
        isn_status status = parse_page(a, &page);
        if (status != table[i].status)
            fail_msg("%s%s…%s…: %s", table[i].begin, table[i].unit, table[i].then, isn_status_name(status));
    }
    buf_free(&page);
    arena_free(a);
}

int test_torture(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prefixes), cmocka_unit_test(refusals), cmocka_unit_test(hostile_html),
                                       cmocka_unit_test(quadratic_html)};
    return cmocka_run_group_tests_name("torture", tests, NULL, NULL);
}
