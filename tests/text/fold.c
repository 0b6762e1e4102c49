/* Folding: what is the same word to a reader has one key, and what is not has another. */
#include "check.h"

#include "text/fold.h"

int test_fold(void);

static void assert_same(const char *a, const char *b, bool same)
{
    unsigned char x[256], y[256];
    size_t n = txt_fold(str_of(a), x), m = txt_fold(str_of(b), y);
    if ((n == m && memcmp(x, y, n) == 0) != same)
        fail_msg("\"%s\" and \"%s\" should%s fold together", a, b, same ? "" : " not");
}

static void what_folds_together(void **state)
{
    (void) state;
    const char *pairs[][2] = {
        {"أحمد", "احمد"},   {"إيران", "ايران"},         {"آسيا", "اسيا"},         {"ٱلله", "الله"},         {"مستشفى", "مستشفي"}, {"زيارة", "زياره"},
        {"مسؤول", "مسوول"}, {"رئيس", "رييس"},           {"الأُسَرِ", "الاسر"},       {"محـــمد", "محمد"},      {"ﻻ", "لا"},          {"ﺳﻮﺭﻳﺎ", "سوريا"},
        {"پوتين", "بوتين"}, {"گورباتشوف", "غورباتشوف"}, {"ڤيينا", "فيينا"},       {"کتاب", "كتاب"},         {"وزیر", "وزير"},     {"١٩٤٤", "1944"},
        {"۱۹۴۴", "1944"},   {"TASS", "tass"},           {"سو\u200fريا", "سوريا"}, {"سو\u200dريا", "سوريا"}, {"هٰذا", "هذا"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_same(pairs[i][0], pairs[i][1], true);
}

static void what_stays_apart(void **state)
{
    (void) state;
    const char *pairs[][2] = {{"سوريا", "سورية"}, {"ماء", "ما"}, {"حرب", "جرب"}, {"سيسي", "شيشي"}, {"ضرب", "صرب"}, {"عرب", "غرب"}, {"1", "2"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_same(pairs[i][0], pairs[i][1], false);
}

static void classes(void **state)
{
    (void) state;
    unsigned char key;
    assert_int_equal(txt_classify(0x640, &key), TXT_C_MARK);  /* tatweel */
    assert_int_equal(txt_classify(0x61F, &key), TXT_C_PUNCT); /* ؟ */
    assert_int_equal(txt_classify(0xA0, &key), TXT_C_SPACE);  /* no-break space */
    assert_int_equal(txt_classify(0x200F, &key), TXT_C_MARK); /* right-to-left mark */
    assert_int_equal(txt_classify(0xFEFF, &key), TXT_C_MARK); /* byte-order mark inside a text */
    assert_int_equal(txt_classify(0x416, &key), TXT_C_LATIN); /* Ж: another script */
    assert_int_equal(txt_classify(0x66B, &key), TXT_C_PUNCT); /* ٫ */
    assert_int_equal(txt_classify(0x628, &key), TXT_C_LETTER);
    assert_int_equal(key, K_BEH);
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        txt_class c = txt_classify(cp, &key);
        if (c == TXT_C_LETTER && key < K_HAMZA)
            fail_msg("U+%04X is a letter without a key", cp);
        if ((c == TXT_C_SPACE || c == TXT_C_MARK || c == TXT_C_PUNCT) && key != TXT_SKIP)
            fail_msg("U+%04X leaves a trace", cp);
    }
}

int test_fold(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_folds_together), cmocka_unit_test(what_stays_apart), cmocka_unit_test(classes)};
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
