/* Torture (after curl's): every allocation of a read fails in turn, those of arenas and those of the heap. Each time the read must end with a status, leak
 * nothing (the sanitizers look) and leave a reader that still works. The linker sends this program's malloc, calloc and realloc here first. */
#include "check.h"

#include "base/arena.h"
#include "isnad.h"

int test_torture(void);

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

static unsigned heap_fail_after; /* the n-th heap allocation is refused; 0: none */

static int refused(void)
{
    return heap_fail_after > 0 && --heap_fail_after == 0;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return refused() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return refused() ? NULL : __real_realloc(p, size);
}

static const char *const reports[] = {
    "بوتين في دمشق للمرة الأولى\nدمشق 7 كانون الثاني 2020 (وكالة المرفأ للأنباء)\n\nزار الرئيس الروسي فلاديمير بوتين دمشق اليوم الثلاثاء، والتقى الرئيس السوري "
    "بشار الأسد. وقال إن "
    "أكثر من 63 ألف عسكري شاركوا في العملية منذ عام 2015.\nسياسة\nسياسة\n",
    "{\"id\": \"x\", \"outlet\": \"بوابة المغارب\", \"published\": \"2025-10-10\", \"title\": \"تأجيل القمة\", \"text\": \"أعلن الكرملين اليوم الجمعة تأجيل "
    "القمة. وقال بيسكوف إن موعدا جديدا سيحدد.\"}",
    "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>عنوان</title><meta property=\"article:published_time\" "
    "content=\"2023-02-06\"></head><body><article><h1>عنوان</h1>"
    "<p>أجرى الرئيس الروسي فلاديمير بوتين اتصالا هاتفيا بالرئيس السوري بشار الأسد مساء اليوم الإثنين.</p><p>وقالت الوزارة إن فرقا وصلت إلى "
    "حلب.</p></article></body></html>",
};

static isnad_knowledge *know;

static int open_knowledge(void **state)
{
    (void) state;
    return isnad_knowledge_open(check_path("ISNAD_LEXICON"), NULL, &know, NULL) == ISNAD_OK ? 0 : 1;
}

static int close_knowledge(void **state)
{
    (void) state;
    isnad_knowledge_close(know);
    return 0;
}

/* One read with a new reader; what is refused is set by the caller. ISNAD_NO_MEMORY if the reader itself could not be had. */
static isnad_status read_once(const char *text, char **ret_copy)
{
    const char *json;
    size_t size;
    isnad_error err = {0};
    isnad_reader *r = isnad_reader_new(know);
    if (!r)
        return ISNAD_NO_MEMORY;
    isnad_status status = isnad_read(r, text, strlen(text), NULL, &json, &size, &err);
    arena_fail_after(0);
    heap_fail_after = 0;
    if (status != ISNAD_OK)
        assert_non_null(err.what);
    if (status == ISNAD_OK && ret_copy)
        *ret_copy = strndup(json, size);
    /* the reader still works */
    assert_int_equal(isnad_read(r, text, strlen(text), NULL, &json, &size, &err), ISNAD_OK);
    isnad_reader_free(r);
    return status;
}

enum { ALLOCATIONS_MAX = 20000 };

static void arena_blocks_refused(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        unsigned n = 1;
        for (; n < ALLOCATIONS_MAX; n++) {
            arena_fail_after(n);
            isnad_status status = read_once(reports[i], NULL);
            arena_fail_after(0);
            if (status == ISNAD_OK)
                break;
            assert_int_equal(status, ISNAD_NO_MEMORY);
        }
        assert_true(n > 1 && n < ALLOCATIONS_MAX);
    }
}

static void heap_refused(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        char *whole = NULL, *copy = NULL;
        assert_int_equal(read_once(reports[i], &whole), ISNAD_OK);
        unsigned n = 1, refusals = 0;
        for (; n < ALLOCATIONS_MAX; n++) {
            heap_fail_after = n;
            copy = NULL;
            isnad_status status = read_once(reports[i], &copy);
            heap_fail_after = 0;
            refusals += status != ISNAD_OK;
            /* where an allocation can be done without, the record is the same */
            if (status == ISNAD_OK)
                assert_string_equal(copy, whole);
            free(copy);
            if (status == ISNAD_OK && n > 200)
                break;
        }
        assert_true(refusals > 3 && n < ALLOCATIONS_MAX);
        free(whole);
    }
}

int test_torture(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(arena_blocks_refused), cmocka_unit_test(heap_refused)};
    return cmocka_run_group_tests_name("torture", tests, open_knowledge, close_knowledge);
}
