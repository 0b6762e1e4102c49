/* Arenas: alignment, zeroes, ceilings, refusals that leave by arena_protect, and vectors in them. */
#include "check.h"

#include "base/arena.h"
#include "base/vec.h"

int test_arena(void);

static void memory_is_zeroed_and_aligned(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = arena_alloc(a, size);
        assert_int_equal((uintptr_t) p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xA5, size);
    }
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    const unsigned char *again = arena_alloc(a, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(again[i], 0);
    arena_free(a);
    arena_free(NULL);
}

typedef struct need {
    arena *a;
    size_t size, n;
    size_t served;
} need;

static void take(void *context)
{
    need *n = context;
    for (size_t i = 0; i < n->n; i++) {
        arena_alloc(n->a, n->size);
        n->served++;
    }
}

static void the_ceiling_is_a_limit(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    need n = {a, 1 << 18, 10, 0};
    assert_int_equal(arena_protect(a, take, &n), ISN_LIMIT);
    assert_int_equal(n.served, 4);
    arena_reset(a);
    n = (need){a, 1 << 18, 4, 0};
    assert_int_equal(arena_protect(a, take, &n), ISN_OK);
    n = (need){a, SIZE_MAX - 8, 1, 0};
    assert_int_equal(arena_protect(a, take, &n), ISN_LIMIT);
    arena_free(a);
}

static void overflow(void *context)
{
    arena_alloc_array(context, SIZE_MAX / 4, 16);
}

static void products_are_checked(void **state)
{
    (void) state;
    arena *a = arena_new(SIZE_MAX / 2);
    assert_int_equal(arena_protect(a, overflow, a), ISN_LIMIT);
    arena_free(a);
}

static void a_refusal_leaves_at_once(void **state)
{
    (void) state;
    arena *a = arena_new((size_t) 1 << 30);
    need n = {a, 1 << 20, 100, 0};
    arena_fail_after(3);
    assert_int_equal(arena_protect(a, take, &n), ISN_NOMEM);
    arena_fail_after(0);
    assert_true(n.served < 100);
    arena_reset(a);
    n.served = 0;
    assert_int_equal(arena_protect(a, take, &n), ISN_OK);
    assert_int_equal(n.served, 100);
    arena_free(a);
}

static void vectors_grow(void **state)
{
    (void) state;
    arena *a = arena_new((size_t) 1 << 26);
    vec(uint32_t) v = {0};
    for (uint32_t i = 0; i < 100000; i++)
        *vec_push(a, &v) = i * 3;
    assert_int_equal(v.n, 100000);
    for (uint32_t i = 0; i < v.n; i++)
        assert_int_equal(v.at[i], i * 3);
    assert_int_equal(*vec_last(&v), 99999 * 3);
    arena_free(a);
}

static void text_is_terminated(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    str s = arena_copy(a, STR("نص"));
    assert_string_equal(s.ptr, "نص");
    s = arena_printf(a, "%d/%s", 7, "x");
    ASSERT_STR(s, "7/x");
    assert_int_equal(s.ptr[s.len], 0);
    arena_free(a);
}

int test_arena(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned), cmocka_unit_test(the_ceiling_is_a_limit), cmocka_unit_test(products_are_checked),
        cmocka_unit_test(a_refusal_leaves_at_once),     cmocka_unit_test(vectors_grow),           cmocka_unit_test(text_is_terminated),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
