/* Numbers as written: in figures of three scripts, in words of every gender and case, or mixed (63 ألف, مليون ونصف المليون). */
#ifndef ISNAD_MENTION_NUMBER_H
#define ISNAD_MENTION_NUMBER_H

#include "mention/mention.h"

typedef struct men_number {
    uint32_t first, end; /* tokens */
    uint8_t letters;     /* clitic letters before it in the first token */
    uint8_t clitics;
    double value;
    bool in_words;       /* no figure in it */
    bool ordinal;        /* التاسعة عشرة */
    bool one;            /* the word واحد */
    bool dual;           /* a bare dual of a scale: ألفين counts, جنديين is no number */
    bool plain_figure;   /* one token of digits only, as years are written */
} men_number;

/* Reads the number that starts at token t; false if none does. */
bool men_number_at(const men_doc *d, uint32_t t, men_number *ret);

#endif
