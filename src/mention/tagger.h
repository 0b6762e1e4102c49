/* The name tagger: which tokens are names, by a model learned from open text (data/model/, its licence beside it). It knows names that no table has. */
#ifndef ISNAD_MENTION_TAGGER_H
#define ISNAD_MENTION_TAGGER_H

#include "lexicon/match.h"

typedef enum men_tag { MEN_T_OUT, MEN_T_B_PERSON, MEN_T_I_PERSON, MEN_T_B_ORG, MEN_T_I_ORG, MEN_T_B_PLACE, MEN_T_I_PLACE, MEN_TAGS } men_tag;

typedef struct men_tagger men_tagger;

/* One tag a token, in the arena. Countries are places here. Without a model (tagger NULL) all are MEN_T_OUT. */
const uint8_t *men_tag_tokens(arena *a, const men_tagger *tagger, const lex_doc *d);

#endif
