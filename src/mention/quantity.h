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

bool qty_is_function(const men_doc *d, uint32_t t);
bool qty_is_verb(const men_doc *d, uint32_t t);
bool qty_is_time_unit(const men_doc *d, uint32_t t);
qty_tail qty_tail_at(const men_doc *d, uint32_t first, uint32_t q);
men_mod qty_modifier_before(const men_doc *d, uint32_t t, uint32_t *ret_first);
men_mod qty_modifier_after(const men_doc *d, uint32_t t, uint32_t *ret_end);
bool qty_is_code(const men_doc *d, uint32_t t, uint32_t end);
uint32_t qty_word_before(const men_doc *d, uint32_t t);

#endif
