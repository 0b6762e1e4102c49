/* Who held which office when, from the lexicon's tenures. */
#ifndef ISNAD_MENTION_TENURE_H
#define ISNAD_MENTION_TENURE_H

#include "lexicon/image.h"

/* The row in people of the one who held office (a row of offices) of a state on a day; false if nobody or more than one is known. Disputed tenures count only
 * if alone. */
bool men_holder(const lex_image *image, str office, const char *country, int32_t day, uint32_t *ret_person);

#endif
