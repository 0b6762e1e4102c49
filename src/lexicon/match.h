/* Matching: every name, office, verb form … that the lexicon finds in a report's tokens.
 *
 * All matches are kept, with their clitics, longest first at each token; choosing among them is for the stages above. Inside a name of several words the later
 * words must stand bare; a full stop or hyphen that touches both words does not break a name (أ.ف.ب).
 */
#ifndef ISNAD_LEXICON_MATCH_H
#define ISNAD_LEXICON_MATCH_H

#include "lexicon/word.h"
#include "text/token.h"

typedef struct lex_match {
    uint32_t first, end; /* tokens */
    const lex_form *form;
    uint8_t clitics, letters, pronoun; /* of the first token's reading */
} lex_match;

typedef struct lex_doc {
    const txt_doc *doc;
    const lex_image *image;
    const lex_word **words;   /* per token; for marks and numbers one without readings */
    const lex_match *matches; /* sorted by first token, then longest first */
    const uint32_t *at;       /* per token: index of its first match; at[n_tokens] is the end */
    uint64_t (*grammar)[4];   /* per token: its grammar words, those of several words included at their first token */
    uint8_t *grammar_len;     /* per token: tokens of the longest grammar word that starts here */
} lex_doc;

/* Fills ret in the arena; under arena_protect(). Returns false if the reader's memory is refused. */
bool lex_match_doc(arena *a, lex_reader *reader, const txt_doc *doc, lex_doc *ret);

static inline bool lex_is(const lex_doc *d, uint32_t token, lex_word_id g)
{
    return token < d->doc->n_tokens && ((d->grammar[token][g >> 6] >> (g & 63)) & 1);
}

/* Also behind ب, ل, ك or the article: باليوم. */
static inline bool lex_has(const lex_doc *d, uint32_t token, lex_word_id g)
{
    return token < d->doc->n_tokens && (((d->grammar[token][g >> 6] | d->words[token]->prefixed[g >> 6]) >> (g & 63)) & 1);
}

/* The longest match of a kind that starts at token, or NULL. */
const lex_match *lex_match_of(const lex_doc *d, uint32_t token, lex_kind kind);

/* Whether the token, under any reading, is the word of this number. */
bool lex_token_is_word(const lex_doc *d, uint32_t token, uint32_t word);

#endif
