/* Inflection: the written forms of a verb, a verbal noun or a participle, as folded keys.
 *
 * The tables give a verb by its 3rd person masculine singular (زار, يزور); from the shape of these two follow the forms that the press writes:
 *
 *     sound     كتب    كتبت كتبا كتبتا كتبوا كتبنا      يكتب    تكتب نكتب يكتبان يكتبا يكتبون يكتبوا
 *     hollow    زار    … زرت زرنا                      يزور    … jussive يزر
 *     weak -ى   التقى  التقت التقيا التقوا التقينا       يلتقي   … يلتقون, jussive يلتق
 *     weak -ا   دعا    دعت دعوا دعونا                  يدعو    … يدعون, jussive يدع
 *     weak -ي   لقي    لقيت لقوا                       يلقى    … يلقون
 *
 * Second persons and the first person singular of the imperfect are left out: press prose hardly has them, and their letters are often another word's (أنه,
 * أحد). A few forms are made that no grammar has; they do no harm because nobody writes them.
 */
#ifndef ISNAD_LEXICON_INFLECT_H
#define ISNAD_LEXICON_INFLECT_H

#include "base/str.h"

/* Features of a form. */
enum {
    LEX_F_PERSON = 0x0F, /* one of LEX_3MS … */
    LEX_3MS = 1,
    LEX_3FS,
    LEX_3MD,
    LEX_3FD,
    LEX_3MP,
    LEX_3FP,
    LEX_1S,
    LEX_1P,
    LEX_F_PASSIVE = 0x10,       /* the letters show the passive */
    LEX_F_PLURAL = 0x20,        /* noun or participle: dual or plural */
    LEX_F_FEMININE = 0x40,      /* noun or participle */
    LEX_F_BEFORE_SUFFIX = 0x80, /* the form only stands before a pronoun: زاروـ, التقاـ */
    LEX_F_TANWIN = 0x100,       /* accusative: اجتماعا, مشيرا */
    LEX_F_NO_PASSIVE = 0x200,   /* the verb has no passive */
    LEX_F_SHORT = 0x400         /* jussive or subjunctive */
};

typedef void lex_form_fn(void *context, const unsigned char *key, size_t len, unsigned features);

/* base: the unfolded citation form in one word. Each calls fn once for every form. */
void lex_perfect_forms(str base, unsigned features, lex_form_fn *fn, void *context);
void lex_imperfect_forms(str base, unsigned features, lex_form_fn *fn, void *context);
void lex_noun_forms(str base, lex_form_fn *fn, void *context);
void lex_participle_forms(str base, lex_form_fn *fn, void *context);

#endif
