/* Quantities, inside: the words around a number, which tell whether it counts and what. */
#ifndef ISNAD_MENTION_QUANTITY_H
#define ISNAD_MENTION_QUANTITY_H

#include "mention/mention.h"

/* What stands behind a number. */
typedef struct qty_tail {
    enum { TAIL_NONE, TAIL_PERCENT, TAIL_MONEY, TAIL_NOUN, TAIL_OF, TAIL_DURATION } kind;
    uint32_t of, end; /* tokens: what is counted, and the end of it all */
    str unit;
} qty_tail;

/* A particle or preposition; آخرون and its like count as nouns. */
bool qty_is_function(const men_doc *d, uint32_t t);
bool qty_is_verb(const men_doc *d, uint32_t t);
/* Of what durations are counted in: عاما, أيام. */
bool qty_is_time_unit(const men_doc *d, uint32_t t);
/* What stands at q, behind a number that starts at first. */
qty_tail qty_tail_at(const men_doc *d, uint32_t first, uint32_t q);
/* The modifier that ends right before t (أكثر من, نحو) or starts at t (على الأقل); MEN_EXACT for none. */
men_mod qty_modifier_before(const men_doc *d, uint32_t t, uint32_t *ret_first);
men_mod qty_modifier_after(const men_doc *d, uint32_t t, uint32_t *ret_end);
/* A figure inside a name or a code. */
bool qty_is_code(const men_doc *d, uint32_t t, uint32_t end);
/* The word before a number, و, ب and the article written apart (الـ) left out; MEN_NONE at a sentence's start. */
uint32_t qty_word_before(const men_doc *d, uint32_t t);

#endif
