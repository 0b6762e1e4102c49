/* Numbers as written: in figures of three scripts, in words of every gender and case, or mixed (63 ألف, مليون ونصف المليون). */
#ifndef ISNAD_MENTION_NUMBER_H
#define ISNAD_MENTION_NUMBER_H

#include "mention/mention.h"

typedef struct men_number {
    uint32_t first, end; /* tokens */
    uint8_t letters;     /* clitic letters before it in the first token */
    uint8_t clitics;
    double value;
    bool in_words;     /* no figure in it */
    bool ordinal;      /* التاسعة عشرة */
    bool one;          /* the word واحد */
    bool dual;         /* a bare dual of a scale: ألفين counts, جنديين is no number */
    bool plain_figure; /* one token of digits only, as years are written */
} men_number;

/* Reads the number that starts at token t; false if none does. */
bool men_number_at(const men_doc *d, uint32_t t, men_number *ret);

/* Whether the word or phrase at t, with clitics or not, is of this class of numbers.tsv and, unless value is empty, has this value (session, numbered …).
 * ret_end may be NULL. */
bool men_number_word(const men_doc *d, uint32_t t, str class, str value, uint32_t *ret_end);

static inline bool men_cue(const men_doc *d, uint32_t t, str value)
{
    return men_number_word(d, t, STR("cue"), value, NULL);
}

/* و standing alone, as before figures. */
bool men_is_wa(const men_doc *d, uint32_t t);

/* A figure's value; false if t is none. */
bool men_figure(const men_doc *d, uint32_t t, double *ret);

#endif
