/* The name tagger: which tokens are names, by a model learned from open text (data/model/, its licence beside it). It knows names that no table has.
 *
 *     tokens + lexicon matches  →  features (tagger_features.h)  →  a sum of weights per tag and token (tagger_model.h)  →  Viterbi over the sentence
 *
 * A tagger is one model file, mapped read-only and shared by all threads; a cache belongs to one thread and remembers the sums of the written forms it has met.
 * It changes speed only, never results.
 */
#ifndef ISNAD_MENTION_TAGGER_H
#define ISNAD_MENTION_TAGGER_H

#include "lexicon/match.h"

typedef enum men_tag { MEN_T_OUT, MEN_T_B_PERSON, MEN_T_I_PERSON, MEN_T_B_ORG, MEN_T_I_ORG, MEN_T_B_PLACE, MEN_T_I_PLACE, MEN_TAGS } men_tag;

typedef struct men_tagger men_tagger;
typedef struct men_tag_cache men_tag_cache;

/* Maps path. Refuses with ISN_BAD_IMAGE a file that is cut, damaged, or made for other features. image gives the parts of people's names and must outlive the
 * model. */
isn_status men_tagger_open(const char *path, const lex_image *image, men_tagger **ret, isn_error *err);
void men_tagger_close(men_tagger *m);

/* tagger must outlive the cache. NULL if memory is refused. */
men_tag_cache *men_tag_cache_new(const men_tagger *tagger);
void men_tag_cache_free(men_tag_cache *g);

/* To be called whenever the lex_reader was trimmed: its numbers of written forms begin anew. */
void men_tag_cache_forget(men_tag_cache *g);

/* Whether the lexicon has people with this word in their names. */
bool men_tag_is_name_word(const men_tag_cache *cache, const unsigned char *key, size_t len);

/* What the tagger says of a text. Countries are places here. */
typedef struct men_tags {
    const uint8_t *tags;   /* men_tag per token */
    const int16_t *margin; /* per token: how far the best tag's own sum is above that of MEN_T_OUT, in the model's units; negative where only the neighbours
                              speak for it */
} men_tags;

/* All in the arena, under arena_protect(). Without a tagger (cache NULL) all are MEN_T_OUT. */
men_tags men_tag_tokens(arena *a, men_tag_cache *cache, const lex_doc *d);

#endif
