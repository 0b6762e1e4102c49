/* Tables: problems name file, line and column, and cost only their own row. */
#include "check.h"

#include "lexicon/table.h"

int test_table(void);

typedef struct told {
    unsigned n;
    isn_error last;
} told;

static void remember(void *context, const isn_error *problem)
{
    told *t = context;
    t->n++;
    t->last = *problem;
}

/* Reads one sectors table of this text. */
static uint32_t read_sectors(const char *text, told *t, isn_status *ret_status)
{
    char path[300], folder[256]; /* a table is named by its file, so the file gets a folder of its own */
    snprintf(folder, sizeof folder, "%s/isnad-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/sectors.tsv", folder);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    arena *a = arena_new(1 << 22);
    lex_tables tables = {.memory = a};
    unsigned bad = 0;
    isn_error err;
    *t = (told){0};
    *ret_status = lex_read_file(&tables, path, remember, t, &bad, &err);
    uint32_t rows = tables.rows[LEX_T_SECTORS].n;
    assert_int_equal(bad, t->n);
    if (t->n > 0)
        assert_string_equal(t->last.where, path);
    arena_free(a);
    unlink(path);
    rmdir(folder);
    return rows;
}

static void good_rows(void **state)
{
    (void) state;
    told t;
    isn_status status;
    assert_int_equal(read_sectors("sector\twords\tlatin\tsource\n# a comment\n\nenergy\tنفط|غاز\tEnergy\tpublic\r\ntrade\tتجارة\t\tpublic\n", &t, &status), 2);
    assert_int_equal(status, ISN_OK);
    assert_int_equal(t.n, 0);
}

static void bad_rows(void **state)
{
    (void) state;
    told t;
    isn_status status;
    assert_int_equal(read_sectors("sector\twords\tlatin\tsource\nenergy\tنفط\tEnergy\ntrade\tتجارة\tTrade\tpublic\n", &t, &status), 1);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.last.line, 2);
    assert_string_equal(t.last.what, "a row has the wrong number of columns");
    assert_string_equal(t.last.detail, "3 columns, expected 4 (sector … source)");

    assert_int_equal(read_sectors("sector\twords\tlatin\tsource\nenergy\tنفط\tEnergy\tpublic\tmore\n", &t, &status), 0);
    assert_int_equal(t.n, 1);

    assert_int_equal(read_sectors("sector\twords\tlatin\tsource\n\tنفط\tEnergy\tpublic\n", &t, &status), 0);
    assert_string_equal(t.last.what, "a row has no key");
    assert_string_equal(t.last.detail, "column 1 (sector) is empty");

    assert_int_equal(read_sectors("sector\twords\tlatin\tsource\nenergy\t\xff\xfe\tEnergy\tpublic\n", &t, &status), 0);
    assert_string_equal(t.last.what, "a cell is not UTF-8 or too long");
    assert_string_equal(t.last.detail, "column 2 (words)");

    read_sectors("sector\tword\tlatin\tsource\nenergy\tنفط\tEnergy\tpublic\n", &t, &status);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.last.line, 1);
    assert_string_equal(t.last.detail, "column 2 is \"word\", expected \"words\"");
}

static void files_that_are_no_tables(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 22);
    lex_tables tables = {.memory = a};
    unsigned bad = 0;
    isn_error err;
    assert_int_equal(lex_read_file(&tables, "/nowhere/people.tsv", NULL, NULL, &bad, &err), ISN_NOT_FOUND);
    const char *path = check_file("-nothing.tsv", "a\tb\n");
    assert_int_equal(lex_read_file(&tables, path, NULL, NULL, &bad, &err), ISN_BAD_INPUT);
    unlink(path);
    assert_int_equal(lex_read_folder(&tables, "/nowhere", NULL, NULL, &bad, &err), ISN_NOT_FOUND);
    arena_free(a);
}

int test_table(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(good_rows), cmocka_unit_test(bad_rows), cmocka_unit_test(files_that_are_no_tables)};
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
