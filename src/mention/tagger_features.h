/* Features of the name tagger, the same for learning and for reading.
 *
 *     of a written form    the word, the word without و ف ب ل ك, its first and last letters, whether people are named so: at five places (-2 … +2)
 *     of a token           a set of bits: which lexicon kinds match here, quotation, where else in the report it stood behind a title; at five places
 *     of neighbours        classes of tokens and words in pairs and triples
 *
 * Each feature is a 64-bit number. Those of the first two groups depend on one form or bit and a place only, so that their weights can be added up beforehand.
 */
#ifndef ISNAD_MENTION_TAGGER_FEATURES_H
#define ISNAD_MENTION_TAGGER_FEATURES_H

#include "lexicon/match.h"

enum {
    MEN_F_VERSION = 1,   /* to be raised with any change of a feature's meaning */
    MEN_F_PLACES = 5,    /* offsets -2 … +2 */
    MEN_F_FORM_MAX = 40, /* features of a form at one place */
    MEN_F_BITS = 64,
    MEN_F_CLASSES = 32,
    MEN_F_NEAR = 12 /* features of neighbours */
};

/* Which words people's names of the lexicon are made of. */
typedef struct men_name_words men_name_words;
men_name_words *men_name_words_new(const lex_image *image); /* NULL if memory is refused */
void men_name_words_free(men_name_words *w);
bool men_name_words_have(const men_name_words *w, const unsigned char *key, size_t len);

/* What features see of a token. */
typedef struct men_view {
    uint64_t bits;
    uint64_t form; /* hash of the key */
    uint8_t class;
} men_view;

/* One view a token, in the arena. With hide_names the lexicon's names are not seen: for learning to do without. */
men_view *men_views(arena *a, const men_name_words *names, const lex_doc *d, bool hide_names);

/* Features of a token's written form seen from `place` (-2 … +2); at most MEN_F_FORM_MAX. Punctuation has one form a mark. The first *ret_identity of them
 * (which may be NULL) tell this word from all others. */
unsigned men_form_features(const men_name_words *names, const txt_token *k, int place, bool hide_names, uint64_t *out, unsigned *ret_identity);

uint64_t men_bit_feature(unsigned bit, int place);

/* Features of tokens first … end (one sentence) around t: MEN_F_NEAR of them; the last two tell words from all others. */
void men_near_features(const men_view *v, uint32_t t, uint32_t first, uint32_t end, uint64_t *out);

#endif
