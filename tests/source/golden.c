/* Golden files: each y_* is read, each n_* gives at least one error; what comes out is compared with the file of the same name plus ".expected". UPDATE=1
 * in the environment writes those files anew; read the difference before you keep it. */
#include "source.h"

int test_golden(void);

static int bad;

static void compare(const char *path, const char *name, str bytes)
{
    char expected_path[2100];
    buf got = {0}, expected = {0};
    (void) bytes;
    snprintf(expected_path, sizeof expected_path, "%s.expected", path);
    tally t = walk_one(path, &got);
    bool wanted = name[0] == 'y' ? t.errors == 0 && t.items > 0 : t.errors > 0;
    if (getenv("UPDATE"))
        spit(expected_path, buf_str(&got));
    slurp(expected_path, &expected);
    if (!wanted || !str_eq(buf_str(&got), buf_str(&expected))) {
        print_error("%s: %s\n--- got\n%.*s--- expected\n%.*s", name, wanted ? "differs" : "errors where none belong, or none where one does", (int) got.len,
                    got.ptr ? got.ptr : "", (int) expected.len, expected.ptr ? expected.ptr : "");
        bad++;
    }
    buf_free(&got);
    buf_free(&expected);
}

static void golden(void **state)
{
    (void) state;
    bad = 0;
    each_golden(compare);
    assert_int_equal(bad, 0);
}

int test_golden(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden)};
    return cmocka_run_group_tests_name("golden", tests, NULL, NULL);
}
