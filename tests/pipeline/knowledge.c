/* Tables laid over the lexicon: new rows are there, replaced rows replaced, hidden rows gone, bad rows refused. */
#include "check.h"

#include "pipeline/knowledge.h"

#include <sys/stat.h>

int test_knowledge(void);

static char folder[256], path[300];

static void write_table(const char *name, const char *text)
{
    snprintf(folder, sizeof folder, "%s/isnad-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void remove_table(void)
{
    unlink(path);
    rmdir(folder);
}

static void rows_are_added_replaced_and_hidden(void **state)
{
    (void) state;
    pip_opened o;
    isn_error err;
    uint32_t row;
    write_table("sectors-mine.tsv",
                "sector\twords\tlatin\tsource\nbeekeeping\tتربية النحل\tBeekeeping\tpublic\nenergy\tنفط\tReplaced\tpublic\n-tourism\t\t\tpublic\n");
    ASSERT_OK(pip_open(check_path("ISNAD_LEXICON"), folder, NULL, NULL, &o, &err), err);
    assert_true(lex_find_row(o.image, LEX_T_SECTORS, STR("beekeeping"), &row));
    assert_true(lex_find_row(o.image, LEX_T_SECTORS, STR("energy"), &row));
    ASSERT_STR(lex_cell(o.image, LEX_T_SECTORS, row, SECTOR_LATIN), "Replaced");
    assert_false(lex_find_row(o.image, LEX_T_SECTORS, STR("tourism"), &row));
    assert_false(lex_find_row(o.image, LEX_T_SECTORS, STR("-tourism"), &row));
    assert_true(lex_find_row(o.image, LEX_T_COUNTRIES, STR("SYR"), &row));
    pip_close(&o);
    remove_table();
}

static void count(void *context, const isn_error *problem)
{
    ++*(unsigned *) context;
    assert_int_equal(problem->line, 2);
    assert_string_equal(problem->where, path);
}

static void bad_rows_refuse_the_whole(void **state)
{
    (void) state;
    pip_opened o;
    isn_error err;
    unsigned n = 0;
    write_table("sectors.tsv", "sector\twords\tlatin\tsource\nbeekeeping\tتربية النحل\n");
    assert_int_equal(pip_open(check_path("ISNAD_LEXICON"), folder, count, &n, &o, &err), ISN_BAD_INPUT);
    assert_int_equal(n, 1);
    pip_close(&o);
    remove_table();
    assert_int_equal(pip_open(check_path("ISNAD_LEXICON"), "/nowhere", count, &n, &o, &err), ISN_NOT_FOUND);
    pip_close(&o);
}

int test_knowledge(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_added_replaced_and_hidden), cmocka_unit_test(bad_rows_refuse_the_whole)};
    return cmocka_run_group_tests_name("knowledge", tests, NULL, NULL);
}
