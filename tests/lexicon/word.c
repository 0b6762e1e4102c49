/* Readings of a written word: which clitics it can carry, and what remains. */
#include "check.h"

#include "lexicon/match.h"
#include "lexicon/word.h"

int test_word(void);

static lex_image *image;
static lex_reader *reader;

static int open_image(void **state)
{
    isn_error err;
    (void) state;
    if (lex_image_open(check_path("ISNAD_LEXICON"), &image, &err) != ISN_OK)
        return 1;
    reader = lex_reader_new(image);
    return reader ? 0 : 1;
}

static int close_image(void **state)
{
    (void) state;
    lex_reader_free(reader);
    lex_image_close(image);
    return 0;
}

/* Whether written has a reading as word with exactly these clitics. */
static bool reads(const char *written, const char *word, unsigned clitics)
{
    unsigned char key[128], rest[128];
    size_t n = txt_fold(str_of(written), key), m = txt_fold(str_of(word), rest);
    uint32_t number = lex_word_number(image, rest, m);
    const lex_word *w = lex_read_word(reader, key, n);
    assert_non_null(w);
    for (uint32_t i = 0; i < w->n; i++)
        if (w->readings[i].word == number && w->readings[i].clitics == clitics && number)
            return true;
    return false;
}

static void clitics(void **state)
{
    (void) state;
    assert_true(reads("روسيا", "روسيا", 0));
    assert_true(reads("وروسيا", "روسيا", LEX_C_WA));
    assert_true(reads("بروسيا", "روسيا", LEX_C_BI));
    assert_true(reads("ولروسيا", "روسيا", LEX_C_WA | LEX_C_LI));
    assert_true(reads("فبروسيا", "روسيا", LEX_C_FA | LEX_C_BI));
    assert_true(reads("للبنك", "البنك", LEX_C_LI) || reads("للبنك", "بنك", LEX_C_LI | LEX_C_AL));
    assert_true(reads("سيلتقي", "يلتقي", LEX_C_SA));
    assert_true(reads("وسيزور", "يزور", LEX_C_WA | LEX_C_SA));
    assert_true(reads("زيارته", "زيارة", LEX_C_SUFFIX));
    assert_true(reads("لقائه", "لقاء", LEX_C_SUFFIX));
    assert_true(reads("استقباله", "استقبال", LEX_C_SUFFIX));
}

static void what_is_no_clitic(void **state)
{
    (void) state;
    assert_false(reads("بوتين", "وتين", LEX_C_BI));
    assert_false(reads("ليبيا", "يبيا", LEX_C_LI));
    assert_false(reads("روسيا", "روس", LEX_C_SUFFIX));
}

static void the_cache_changes_nothing(void **state)
{
    (void) state;
    unsigned char key[64];
    size_t n = txt_fold(STR("وللبنك"), key);
    const lex_word *first = lex_read_word(reader, key, n);
    assert_ptr_equal(first, lex_read_word(reader, key, n));
    lex_reader *other = lex_reader_new(image);
    const lex_word *again = lex_read_word(other, key, n);
    assert_int_equal(first->n, again->n);
    for (uint32_t i = 0; i < first->n; i++)
        assert_memory_equal(&first->readings[i], &again->readings[i], sizeof first->readings[i]);
    lex_reader_free(other);
    assert_false(lex_reader_trim(reader));
}

/* The longest match of kind at token. */
static uint32_t match_length(const char *text, uint32_t token, lex_kind kind)
{
    arena *a = arena_new(1 << 24);
    txt_doc doc;
    lex_doc lex;
    txt_read(a, str_of(text), &doc);
    assert_true(lex_match_doc(a, reader, &doc, &lex));
    const lex_match *m = lex_match_of(&lex, token, kind);
    uint32_t n = m ? m->end - token : 0;
    arena_free(a);
    return n;
}

static void names_of_many_words(void **state)
{
    (void) state;
    assert_int_equal(match_length("زار المملكة العربية السعودية", 1, LEX_COUNTRY), 3);
    assert_int_equal(match_length("والتقى فلاديمير بوتين في موسكو", 1, LEX_PERSON), 2);
    assert_int_equal(match_length("وفلاديمير بوتين", 0, LEX_PERSON), 2);
    assert_int_equal(match_length("في موسكو", 1, LEX_CAPITAL), 1);
    assert_int_equal(match_length("وبموسكو", 0, LEX_CAPITAL), 1);
    assert_int_equal(match_length("الروسي", 0, LEX_DEMONYM), 1);
    assert_int_equal(match_length("في كانون الثاني", 1, LEX_MONTH), 2);
}

int test_word(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(clitics), cmocka_unit_test(what_is_no_clitic), cmocka_unit_test(the_cache_changes_nothing),
                                       cmocka_unit_test(names_of_many_words)};
    return cmocka_run_group_tests_name("word", tests, open_image, close_image);
}
