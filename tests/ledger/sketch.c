/* Copies are recognised; other texts are not. */
#include "check.h"

#include "ledger/telling.h"

int test_sketch(void);

static led_sketch sketch(arena *a, const char *words[], unsigned n, unsigned skip)
{
    buf b = {0};
    txt_doc doc;
    led_sketch s;
    for (unsigned i = 0; i < n; i++)
        if (i % 97 != skip)
            buf_printf(&b, "%s%u ", words[i % 8], i * 7919 % 1000);
    txt_read(a, arena_copy(a, buf_str(&b)), &doc);
    buf_free(&b);
    led_sketch_of(a, &doc, &s);
    return s;
}

static const char *one[] = {"وزير", "مدينة", "اتفاق", "زيارة", "حدود", "تجارة", "قمة", "بيان"},
                  *two[] = {"نفط", "كرة", "موسم", "طريق", "مدرسة", "كتاب", "شمس", "بحر"};

static void jaccard(void **state)
{
    (void) state;
    arena *a = arena_new(1 << 26);
    led_sketch x = sketch(a, one, 600, 1000), same = sketch(a, one, 600, 50), other = sketch(a, two, 600, 1000);
    assert_true(led_sketch_jaccard(&x, &x) == 1.0);
    assert_true(led_sketch_jaccard(&x, &same) > 0.8);
    assert_true(led_sketch_jaccard(&x, &other) < 0.1);
    uint64_t keys[LED_BANDS], others[LED_BANDS];
    unsigned n = led_bands(&x, keys), m = led_bands(&same, others), shared = 0;
    for (unsigned i = 0; i < n; i++)
        for (unsigned k = 0; k < m; k++)
            shared += keys[i] == others[k];
    assert_true(shared >= 1);
    arena_free(a);
}

static bool stems(const char *x, const char *y)
{
    unsigned char a[64], b[64];
    size_t n = txt_fold(str_of(x), a), m = txt_fold(str_of(y), b), f, g, p = led_stem(a, n, &f), q = led_stem(b, m, &g);
    return p == q && memcmp(a + f, b + g, p) == 0;
}

static void stemming(void **state)
{
    (void) state;
    assert_true(stems("الرئيس", "رئيس"));
    assert_true(stems("للرئيس", "والرئيس"));
    assert_true(stems("بالمدينة", "مدينه"));
    assert_true(stems("الاتفاقيات", "اتفاقية"));
    assert_false(stems("رئيس", "رئاسة"));
    assert_true(stems("أي", "اي"));
    assert_false(stems("بنك", "نك"));
}

int test_sketch(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(jaccard), cmocka_unit_test(stemming)};
    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
