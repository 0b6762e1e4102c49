/* From tags to names: where a tagged name begins and ends in the letters, and when the tagger outvotes the lexicon. */
#ifndef ISNAD_MENTION_TAGGER_SPAN_H
#define ISNAD_MENTION_TAGGER_SPAN_H

#include "mention/mention.h"

typedef struct men_tagged {
    uint32_t first, end; /* tokens */
    men_kind kind;       /* MEN_PERSON, MEN_ORGANIZATION or MEN_PLACE */
    uint8_t letters, clitics;
} men_tagged;

/* The tagged name that begins at token t; false if there is none, or none that stands as a name. */
bool men_tagged_at(const men_doc *d, uint32_t t, men_tagged *ret);

/* Whether the tagger speaks against a name of one word that the lexicon knows. Never without a tagger. */
bool men_tagger_denies(const men_doc *d, const lex_match *m);

/* Whether it speaks for one: then the name needs no other sign. Never without a tagger. */
bool men_tagger_affirms(const men_doc *d, const lex_match *m);

/* Whether the tagger finds a body's name at token t at all likely. Always without a tagger. */
bool men_tagger_allows_body(const men_doc *d, uint32_t first, uint32_t end);

#endif
