/* Tokens and sentences: spans in bytes and code points, numbers, abbreviations, quotation marks. */
#include "check.h"

#include "base/utf8.h"
#include "text/token.h"

int test_token(void);

typedef struct fixture {
    arena *a;
    txt_doc d;
} fixture;

static void read_text(fixture *f, const char *text)
{
    f->a = arena_new(1 << 24);
    txt_read(f->a, str_of(text), &f->d);
}

/* Tokens joined by '|', sentences by '/'. */
static void assert_tokens(const char *text, const char *expected)
{
    fixture f;
    char out[4096] = "";
    read_text(&f, text);
    for (uint32_t i = 0; i < f.d.n_tokens; i++) {
        const txt_token *t = &f.d.tokens[i];
        size_t n = strlen(out);
        snprintf(out + n, sizeof out - n, "%s%.*s", i == 0 ? "" : t->sentence != t[-1].sentence ? "/" : "|", (int) (t->end - t->begin), text + t->begin);
        assert_int_equal(utf8_count(str_range(text, 0, t->begin)), t->cp_begin);
        assert_int_equal(utf8_count(str_range(text, 0, t->end)), t->cp_end);
    }
    if (strcmp(out, expected) != 0)
        fail_msg("%s\n  gives    %s\n  expected %s", text, out, expected);
    arena_free(f.a);
}

static void words_and_marks(void **state)
{
    (void) state;
    assert_tokens("وقال بوتين في 7 يناير.", "وقال|بوتين|في|7|يناير|.");
    assert_tokens("«وقال»: (نعم)؟", "«|وقال|»|:|(|نعم|)|؟");
    assert_tokens("سوريا/روسيا TASS-1", "سوريا|/|روسيا|TASS|-|1");
    assert_tokens("الأُسَرُ محـمد", "الأُسَرُ|محـمد");
    assert_tokens("", "");
    assert_tokens(" \n\t ", "");
}

static void numbers(void **state)
{
    (void) state;
    assert_tokens("1,500 و2.5 و٦٣٬٠٠٠ و٢٫٥", "1,500|و|2.5|و|٦٣٬٠٠٠|و|٢٫٥");
    assert_tokens("في 2020. ثم", "في|2020|./ثم");
    fixture f;
    read_text(&f, "1,500 2.5 ٦٣٬٠٠٠ ٢٫٥ 10,5");
    const char *keys[] = {"1500", "2.5", "63000", "2.5", "10.5"};
    for (uint32_t i = 0; i < f.d.n_tokens; i++) {
        assert_int_equal(f.d.tokens[i].kind, TXT_NUMBER);
        ASSERT_STR(((str){(const char *) f.d.tokens[i].key, f.d.tokens[i].key_len}), keys[i]);
    }
    arena_free(f.a);
}

static void sentences(void **state)
{
    (void) state;
    assert_tokens("قال نعم. ثم ذهب! إلى أين؟ لا أدري…", "قال|نعم|./ثم|ذهب|!/إلى|أين|؟/لا|أدري|…");
    assert_tokens("عنوان\nقال د. محمد: «نعم.» ثم ذهب.", "عنوان/قال|د|.|محمد|:|«|نعم|.|»/ثم|ذهب|.");
    assert_tokens("انتظر... ثم عاد", "انتظر|.|.|./ثم|عاد");
}

static void flags(void **state)
{
    (void) state;
    fixture f;
    read_text(&f, "زيارة مستشفى لقاءً شكرًا\n\nفقرة");
    assert_true(f.d.tokens[0].flags & TXT_TEH_MARBUTA);
    assert_true(f.d.tokens[0].flags & TXT_PARA_START);
    assert_true(f.d.tokens[1].flags & TXT_ALEF_MAKSURA);
    assert_true(f.d.tokens[2].flags & TXT_TANWIN);
    assert_true(f.d.tokens[3].flags & TXT_TANWIN);
    assert_false(f.d.tokens[1].flags & TXT_LINE_START);
    assert_true((f.d.tokens[4].flags & TXT_LINE_START) && (f.d.tokens[4].flags & TXT_PARA_START));
    arena_free(f.a);
}

static void a_letter_has_a_place(void **state)
{
    (void) state;
    fixture f;
    uint32_t byte, cp;
    read_text(&f, "أ وَبِدِمشق");
    txt_letter_at(&f.d, &f.d.tokens[1], 2, &byte, &cp); /* behind و and ب and their vowels */
    ASSERT_STR(str_range(f.d.text.ptr, byte, f.d.text.len), "دِمشق");
    assert_int_equal(cp, 6);
    arena_free(f.a);
}

static void a_word_without_end_keeps_its_span(void **state)
{
    (void) state;
    enum { LETTERS = 5000 };
    char text[LETTERS * 2 + 1];
    for (int i = 0; i < LETTERS; i++)
        memcpy(text + 2 * i, "ب", 2);
    text[LETTERS * 2] = '\0';
    fixture f;
    read_text(&f, text);
    assert_int_equal(f.d.n_tokens, 1);
    assert_int_equal(f.d.tokens[0].end, LETTERS * 2);
    assert_int_equal(f.d.tokens[0].key_len, TXT_KEY_MAX);
    arena_free(f.a);
}

int test_token(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_and_marks),
                                       cmocka_unit_test(numbers),
                                       cmocka_unit_test(sentences),
                                       cmocka_unit_test(flags),
                                       cmocka_unit_test(a_letter_has_a_place),
                                       cmocka_unit_test(a_word_without_end_keeps_its_span)};
    return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
