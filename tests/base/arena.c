/* Arenas: alignment, zeroes, ceilings, refusals that leave by arena_protect, what is freed along with them, and vectors in them. */
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

/* ---- what is freed along with an arena ---- */

/* What ran, in order: one letter each. The letters are allocated, so that a leak or a second freeing is found under AddressSanitizer. */
static char ran[64];
static size_t n_ran;

static char *letter(char c)
{
    char *p = malloc(1);
    assert_non_null(p);
    *p = c;
    return p;
}

static void note(void *pointer)
{
    assert_true(n_ran + 1 < sizeof ran);
    ran[n_ran++] = *(char *) pointer;
    ran[n_ran] = '\0';
    free(pointer);
}

static void expect(const char *order)
{
    assert_string_equal(ran, order);
    n_ran = 0;
    ran[0] = '\0';
}

static void deferred_at_reset_and_free(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    expect("");
    arena_reset(a); /* nothing there yet, not even a block */
    for (int c = 'a'; c <= 'd'; c++)
        arena_defer(a, note, letter((char) c));
    expect("");
    arena_reset(a);
    expect("dcba");
    arena_reset(a);
    expect("");
    arena_defer(a, note, letter('x'));
    arena_free(a);
    expect("x");
}

static void deferred_and_settled(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    char *p[4];
    for (int i = 0; i < 4; i++)
        arena_defer(a, note, p[i] = letter((char) ('a' + i)));
    arena_settle(a, p[1]);
    expect("b");
    arena_settle(a, "unknown");
    expect("");
    arena_settle(a, p[3]);
    arena_settle(a, p[0]);
    expect("da");
    arena_free(a);
    expect("c");
}

typedef struct stage {
    arena *a;
    char *old;  /* deferred before; settled on the way if not NULL */
    size_t big; /* bytes that it asks for in between */
    bool whole;
} stage;

static void defer_some(void *context)
{
    stage *s = context;
    arena_defer(s->a, note, letter('1'));
    if (s->old)
        arena_settle(s->a, s->old);
    char *early = letter('2');
    arena_defer(s->a, note, early);
    arena_alloc(s->a, s->big);
    arena_settle(s->a, early);
    arena_defer(s->a, note, letter('3'));
    arena_alloc(s->a, s->big);
    s->whole = true;
}

static void deferred_at_a_refusal(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 20);
    char *old = letter('b');
    arena_defer(a, note, letter('a'));
    arena_defer(a, note, old);
    /* a stage that ends well leaves its own for the reset */
    stage s = {.a = a, .big = 100};
    assert_int_equal(arena_protect(a, defer_some, &s), ISN_OK);
    assert_true(s.whole);
    expect("2");
    /* one that is refused takes its own along, and no others */
    s = (stage){.a = a, .big = 2 << 20};
    assert_int_equal(arena_protect(a, defer_some, &s), ISN_LIMIT);
    expect("21");
    s = (stage){.a = a, .big = 600000};
    assert_int_equal(arena_protect(a, defer_some, &s), ISN_LIMIT);
    expect("231");
    /* even if it has settled the last of the others */
    arena_reset(a);
    expect("31ba");
    arena_defer(a, note, letter('a'));
    arena_defer(a, note, old = letter('b'));
    s = (stage){.a = a, .old = old, .big = 600000};
    assert_int_equal(arena_protect(a, defer_some, &s), ISN_LIMIT);
    expect("b231");
    arena_free(a);
    expect("a");
}

static void deferred_without_memory(void **state)
{
    (void) state;
    unsigned whole = 0;
    /* each block refused in turn; the ceilings end anywhere, also where the thing itself would be remembered */
    for (unsigned n = 1; whole == 0; n++) {
        arena *a = arena_new((size_t) 1 << 30);
        stage s = {.a = a, .big = 1 << 20};
        arena_fail_after(n);
        isn_status status = arena_protect(a, defer_some, &s);
        arena_fail_after(0);
        whole += status == ISN_OK;
        assert_true(s.whole == (status == ISN_OK));
        assert_true(status == ISN_OK || status == ISN_NOMEM);
        arena_free(a);
        expect(n == 1 ? "1" : n == 2 ? "21" : "231");
    }
    assert_int_equal(whole, 1);
    for (size_t ceiling = 0; ceiling < 400; ceiling++) {
        arena *a = arena_new(ceiling);
        stage s = {.a = a, .big = 64};
        arena_protect(a, defer_some, &s);
        arena_free(a);
        assert_true(strcmp(ran, "1") == 0 || strcmp(ran, "21") == 0 || strcmp(ran, "231") == 0);
        expect(ran);
    }
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
        cmocka_unit_test(deferred_at_reset_and_free),   cmocka_unit_test(deferred_and_settled),   cmocka_unit_test(deferred_at_a_refusal),
        cmocka_unit_test(deferred_without_memory),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
