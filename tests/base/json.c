/* JSON: what is written, escapes, numbers, and errors of what is read. */
#include "check.h"

#include "base/json.h"

int test_json(void);

static void writing(void **state)
{
    (void) state;
    buf b = {0};
    json_writer w = json_to(&b);
    json_begin_object(&w);
    json_add_string(&w, "a", STR("x\"\\\n\t\x01\x7f«ن»"));
    json_add_or_null(&w, "b", STR(""));
    json_key(&w, "c");
    json_begin_array(&w);
    json_put_int(&w, -3);
    json_put_number(&w, 63000);
    json_put_number(&w, 2.5);
    json_put_number(&w, 0.1);
    json_put_number(&w, 1e300);
    json_put_number(&w, 0.0 / 0.0);
    json_put_bool(&w, true);
    json_begin_object(&w);
    json_end_object(&w);
    json_begin_array(&w);
    json_end_array(&w);
    json_end_array(&w);
    json_add_bool(&w, "d", false);
    json_put_null((json_key(&w, "e"), &w));
    json_end_object(&w);
    ASSERT_STR(buf_str(&b), "{\"a\":\"x\\\"\\\\\\n\\t\\u0001\\u007f«ن»\",\"b\":null,\"c\":[-3,63000,2.5,0.1,1e+300,null,true,{},[]],\"d\":false,\"e\":null}");
    buf_free(&b);
}

static void what_is_written_reads_back(void **state)
{
    (void) state;
    isn_error err;
    buf b = {0};
    json_writer w = json_to(&b);
    char all[128];
    for (int i = 0; i < 127; i++)
        all[i] = (char) (i + 1);
    json_begin_object(&w);
    json_add_string(&w, "s", (str){all, 127});
    json_end_object(&w);
    json_value *v;
    ASSERT_OK(json_parse(buf_str(&b), &v, &err), err);
    str s = json_get(v, "s");
    assert_int_equal(s.len, 127);
    assert_memory_equal(s.ptr, all, 127);
    json_free(v);
    buf_free(&b);
}

static void reading(void **state)
{
    (void) state;
    isn_error err;
    json_value *v;
    ASSERT_OK(json_parse(STR("{\"a\": \"x\", \"n\": 5, \"l\": [1, \"two\"], \"z\": null}"), &v, &err), err);
    ASSERT_STR(json_get(v, "a"), "x");
    assert_null(json_get(v, "n").ptr);
    assert_int_equal(json_int(json_member(v, "n"), -1), 5);
    assert_int_equal(json_length(json_member(v, "l")), 2);
    ASSERT_STR(json_text(json_item(json_member(v, "l"), 1)), "two");
    assert_true(json_absent(json_member(v, "z")));
    assert_true(json_absent(json_member(v, "nowhere")));
    assert_true(json_holds_object(v));
    json_free(v);
}

static void errors_say_where(void **state)
{
    (void) state;
    isn_error err;
    json_value *v;
    assert_int_equal(json_parse(STR("{\"a\": \"x"), &v, &err), ISN_BAD_INPUT);
    assert_string_equal(err.what, "the JSON ends in the middle of a value");
    assert_int_equal(json_parse(STR("{\"a\": nope}"), &v, &err), ISN_BAD_INPUT);
    assert_string_equal(err.what, "this is not valid JSON");
    assert_true(err.offset >= 6 && err.offset <= 11);
    assert_int_equal(json_parse(STR(""), &v, &err), ISN_BAD_INPUT);
    assert_int_equal(json_parse(STR("{} x"), &v, &err), ISN_BAD_INPUT);
    char deep[10000];
    memset(deep, '[', sizeof deep);
    assert_int_equal(json_parse((str){deep, sizeof deep}, &v, &err), ISN_BAD_INPUT);
}

int test_json(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writing), cmocka_unit_test(what_is_written_reads_back), cmocka_unit_test(reading),
                                       cmocka_unit_test(errors_say_where)};
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
