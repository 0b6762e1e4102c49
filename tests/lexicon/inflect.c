/* Inflection: the forms the press writes are among those made. */
#include "check.h"

#include "lexicon/inflect.h"
#include "text/fold.h"

int test_inflect(void);

typedef struct search {
    unsigned char key[64];
    size_t len;
    unsigned features, persons; /* of all that have the key: a set of bits */
    bool found;
} search;

static void look(void *context, const unsigned char *key, size_t len, unsigned features)
{
    search *s = context;
    if (len == s->len && memcmp(key, s->key, len) == 0) {
        s->found = true;
        s->features |= features;
        s->persons |= 1u << (features & LEX_F_PERSON);
    }
}

typedef enum maker { PERFECT, IMPERFECT, NOUN, PARTICIPLE } maker;

static search find_form(maker how, const char *base, const char *form)
{
    search s = {0};
    s.len = txt_fold(str_of(form), s.key);
    switch (how) {
    case PERFECT: lex_perfect_forms(str_of(base), 0, look, &s); break;
    case IMPERFECT: lex_imperfect_forms(str_of(base), 0, look, &s); break;
    case NOUN: lex_noun_forms(str_of(base), look, &s); break;
    case PARTICIPLE: lex_participle_forms(str_of(base), look, &s); break;
    }
    if (!s.found)
        fail_msg("%s has no form %s", base, form);
    return s;
}

static unsigned features_of(maker how, const char *base, const char *form)
{
    return find_form(how, base, form).features;
}

static void verbs(void **state)
{
    (void) state;
    const struct {
        maker how;
        const char *base, *form;
        unsigned person;
    } cases[] = {
        {PERFECT, "زار", "زار", LEX_3MS},        {PERFECT, "زار", "زارت", LEX_3FS},      {PERFECT, "زار", "زاروا", LEX_3MP},
        {PERFECT, "زار", "زرنا", LEX_1P},        {PERFECT, "التقى", "التقت", LEX_3FS},   {PERFECT, "التقى", "التقيا", LEX_3MD},
        {PERFECT, "التقى", "التقوا", LEX_3MP},   {PERFECT, "دعا", "دعت", LEX_3FS},       {PERFECT, "دعا", "دعوا", LEX_3MP},
        {PERFECT, "لقي", "لقوا", LEX_3MP},       {PERFECT, "كتب", "كتبن", LEX_3FP},      {PERFECT, "أعاد", "أعدت", LEX_1S},
        {IMPERFECT, "يزور", "تزور", LEX_3FS},    {IMPERFECT, "يزور", "يزورون", LEX_3MP}, {IMPERFECT, "يزور", "يزر", LEX_3MS},
        {IMPERFECT, "يلتقي", "يلتقون", LEX_3MP}, {IMPERFECT, "يلتقي", "يلتق", LEX_3MS},  {IMPERFECT, "يدعو", "يدع", LEX_3MS},
        {IMPERFECT, "يكتب", "نكتب", LEX_1P},     {IMPERFECT, "يكتب", "يكتبان", LEX_3MD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!(find_form(cases[i].how, cases[i].base, cases[i].form).persons & 1u << cases[i].person))
            fail_msg("%s: %s is another person", cases[i].base, cases[i].form);
    assert_true(features_of(IMPERFECT, "يزور", "يزر") & LEX_F_SHORT);
    assert_true(features_of(PERFECT, "التقى", "التقا") & LEX_F_BEFORE_SUFFIX);
}

static void nouns(void **state)
{
    (void) state;
    assert_true(features_of(NOUN, "زيارة", "زيارات") & LEX_F_PLURAL);
    assert_true(features_of(NOUN, "زيارة", "زيارت") & LEX_F_BEFORE_SUFFIX);
    assert_true(features_of(NOUN, "زيارة", "زيارتين") & LEX_F_PLURAL);
    assert_true(features_of(NOUN, "اجتماع", "اجتماعا") & LEX_F_TANWIN);
    features_of(NOUN, "لقاء", "لقاؤ");
    features_of(NOUN, "لقاء", "لقائ");
    assert_true(features_of(PARTICIPLE, "مشير", "مشيرا") & LEX_F_TANWIN);
    assert_true(features_of(PARTICIPLE, "مشير", "مشيرة") & LEX_F_FEMININE);
    assert_true(features_of(PARTICIPLE, "معتقل", "معتقلين") & LEX_F_PLURAL);
}

static void count(void *context, const unsigned char *key, size_t len, unsigned features)
{
    (void) key;
    (void) features;
    assert_true(len >= 2);
    ++*(unsigned *) context;
}

static void odd_bases(void **state)
{
    (void) state;
    unsigned n = 0;
    const char *odd[] = {"", "و", "ى", "ة", "اا", "ىى", "يى", "abc", "1", "ﻻ", "كلمةطويلةجداجداجداجداجداجداجداجداجداجدا"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        lex_perfect_forms(str_of(odd[i]), 0, count, &n);
        lex_imperfect_forms(str_of(odd[i]), 0, count, &n);
        lex_noun_forms(str_of(odd[i]), count, &n);
        lex_participle_forms(str_of(odd[i]), count, &n);
    }
}

int test_inflect(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verbs), cmocka_unit_test(nouns), cmocka_unit_test(odd_bases)};
    return cmocka_run_group_tests_name("inflect", tests, NULL, NULL);
}
