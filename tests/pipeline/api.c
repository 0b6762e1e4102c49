/* libisnad as its header describes it. */
#include "check.h"

#include "isnad.h"

int test_api(void);

static const char report[] = "زار الرئيس الروسي فلاديمير بوتين دمشق يوم الثلاثاء 7 يناير 2020 والتقى الرئيس السوري بشار الأسد.";

static void one_report(void **state)
{
    (void) state;
    isnad_knowledge *know;
    isnad_error err;
    const char *json = NULL;
    size_t size = 0;
    assert_int_equal(isnad_knowledge_open(check_path("ISNAD_LEXICON"), NULL, &know, &err), ISNAD_OK);
    isnad_reader *r = isnad_reader_new(know);
    assert_non_null(r);
    isnad_context context = {.name = "visit.txt", .published = "2020-01-08", .outlet = "وكالة المرفأ للأنباء"};
    assert_int_equal(isnad_read(r, report, sizeof report - 1, &context, &json, &size, &err), ISNAD_OK);
    str record = {json, size};
    assert_true(str_starts(record, STR("{\"isnad\":1,")));
    assert_true(str_ends(record, STR("}\n")));
    assert_true(str_find(record, STR("\"published\":\"2020-01-08\""), 0) > 0);
    assert_true(str_find(record, STR("\"person:vladimir-putin\""), 0) > 0);
    assert_true(str_find(record, STR("2020-01-07"), 0) > 0);
    char *first = strndup(json, size);
    assert_int_equal(isnad_read(r, report, sizeof report - 1, &context, &json, &size, NULL), ISNAD_OK);
    assert_memory_equal(first, json, size);
    free(first);
    isnad_reader_free(r);
    isnad_knowledge_close(know);
}

static void what_cannot_be_read(void **state)
{
    (void) state;
    isnad_knowledge *know;
    isnad_error err;
    const char *json = NULL;
    size_t size = 0;
    assert_int_equal(isnad_knowledge_open("/nowhere/isnad.lex", NULL, &know, &err), ISNAD_NOT_FOUND);
    assert_string_equal(err.where, "/nowhere/isnad.lex");
    assert_int_equal(isnad_knowledge_open(check_path("ISNAD_LEXICON"), NULL, &know, NULL), ISNAD_OK);
    isnad_reader *r = isnad_reader_new(know);
    assert_int_equal(isnad_read(r, "", 0, NULL, &json, &size, &err), ISNAD_EMPTY);
    assert_int_equal(isnad_read(r,
                                "\x7f"
                                "ELF\0\0\0\1\2\3",
                                10, NULL, &json, &size, &err),
                     ISNAD_NOT_TEXT);
    assert_int_equal(isnad_read(r, "{\"text\": \"half", 14, NULL, &json, &size, &err), ISNAD_BAD_INPUT);
    assert_null(json);
    assert_int_equal(isnad_read(r, report, sizeof report - 1, NULL, &json, &size, &err), ISNAD_OK);
    isnad_reader_free(r);
    isnad_reader_free(NULL);
    isnad_knowledge_close(know);
    isnad_knowledge_close(NULL);
    assert_string_not_equal(isnad_version(), "0");
}

int test_api(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_report), cmocka_unit_test(what_cannot_be_read)};
    return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
