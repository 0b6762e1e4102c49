/* Prefixes: a report cut off at any byte is read or refused like any other, whatever its format. Inputs are the samples and the golden inputs. */
#include "check.h"

#include "base/utf8.h"
#include "isnad.h"

#include <dirent.h>

int test_prefix(void);

enum { INPUT_MAX = 1 << 20, STEP = 5 };

static unsigned cut_file(isnad_reader *r, const char *path, const char *name)
{
    static char bytes[INPUT_MAX];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t size = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    unsigned read = 0;
    for (size_t n = 0; n <= size; n += STEP) {
        const char *json = NULL;
        size_t length = 0;
        isnad_error err = {0};
        isnad_context context = {.name = name};
        char *exact = malloc(n + 1); /* so that a sanitizer sees one byte too many */
        memcpy(exact, bytes, n);
        isnad_status status = isnad_read(r, exact, n, &context, &json, &length, &err);
        free(exact);
        if (status == ISNAD_OK) {
            str record = {json, length};
            assert_true(str_starts(record, STR("{\"isnad\":1,")) && str_ends(record, STR("}\n")) && utf8_valid(record, NULL));
            read++;
        } else if (status != ISNAD_EMPTY && status != ISNAD_NOT_TEXT && status != ISNAD_BAD_INPUT) {
            fail_msg("%s cut at %zu: status %d", path, n, status);
        }
    }
    return read;
}

static unsigned cut_folder(isnad_reader *r, const char *folder)
{
    char path[4096];
    unsigned read = 0;
    snprintf(path, sizeof path, "%s/%s", check_path("ISNAD_SOURCE"), folder);
    DIR *d = opendir(path);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
        str name = str_of(e->d_name);
        if (!str_ends(name, STR(".txt")) && !str_ends(name, STR(".html")) && !str_ends(name, STR(".jsonl")))
            continue;
        snprintf(path, sizeof path, "%s/%s/%s", check_path("ISNAD_SOURCE"), folder, e->d_name);
        read += cut_file(r, path, e->d_name);
    }
    closedir(d);
    return read;
}

static void every_prefix(void **state)
{
    (void) state;
    isnad_knowledge *know;
    assert_int_equal(isnad_knowledge_open(check_path("ISNAD_LEXICON"), NULL, &know, NULL), ISNAD_OK);
    isnad_reader *r = isnad_reader_new(know);
    assert_non_null(r);
    assert_true(cut_folder(r, "samples/wire") > 100);
    assert_true(cut_folder(r, "samples/pages") > 100);
    assert_true(cut_folder(r, "tests/golden") > 100);
    isnad_reader_free(r);
    isnad_knowledge_close(know);
}

int test_prefix(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_prefix)};
    return cmocka_run_group_tests_name("prefix", tests, NULL, NULL);
}
