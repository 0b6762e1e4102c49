/* Questions to tokens that dates and numbers share. */
#ifndef ISNAD_MENTION_NUMBER_TOKEN_H
#define ISNAD_MENTION_NUMBER_TOKEN_H

#include "mention/mention.h"

static inline bool tok_is(const men_doc *d, uint32_t t, lex_word_id g)
{
    return lex_is(d->lex, t, g);
}

/* Also behind ب, ل, ك or the article. */
static inline bool tok_has(const men_doc *d, uint32_t t, lex_word_id g)
{
    return lex_has(d->lex, t, g);
}

static inline bool tok_mark(const men_doc *d, uint32_t t, uint32_t cp)
{
    return t < d->text->n_tokens && txt_is(men_token(d, t), cp);
}

static inline bool tok_dash(const men_doc *d, uint32_t t)
{
    return tok_mark(d, t, '-') || tok_mark(d, t, 0x2013) || tok_mark(d, t, 0x2014);
}

static inline bool tok_comma(const men_doc *d, uint32_t t)
{
    return tok_mark(d, t, 0x60C) || tok_mark(d, t, ',');
}

/* No space between this token and the one before. */
static inline bool tok_touches(const men_doc *d, uint32_t t)
{
    return t < d->text->n_tokens && !(men_token(d, t)->flags & (TXT_SPACE_BEFORE | TXT_LINE_START));
}

static inline bool tok_word(const men_doc *d, uint32_t t)
{
    return t < d->text->n_tokens && men_token(d, t)->kind == TXT_WORD;
}

/* A letter that stands alone, as clitics do before figures: و 5, ل 2015. */
static inline bool tok_letter(const men_doc *d, uint32_t t, unsigned char letter)
{
    return tok_word(d, t) && men_token(d, t)->key_len == 1 && men_token(d, t)->key[0] == letter;
}

/* How many tokens the grammar word at t takes: بعد ظهر two, أول من أمس three. */
static inline uint32_t tok_length(const men_doc *d, uint32_t t)
{
    return d->lex->grammar_len[t] > 1 ? d->lex->grammar_len[t] : 1;
}

/* With the article, behind any clitics: العام, للعام, بالعام. */
static inline bool tok_definite(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    for (unsigned i = 0; i < 3 && i + 3 < k->key_len; i++) { /* إلى has none */
        if (k->key[i + 1] == K_LAM && (k->key[i] == K_ALEF || k->key[i] == K_LAM))
            return true;
        if (k->key[i] != K_WAW && k->key[i] != K_FEH && k->key[i] != K_BEH && k->key[i] != K_KAF)
            return false;
    }
    return false;
}

/* Prepositions, conjunctions, particles: the first groups of the grammar table. */
static inline bool tok_function(const men_doc *d, uint32_t t)
{
    const uint64_t *g = d->lex->grammar[t];
    _Static_assert(GW_CONTINUE >= 64 && GW_CONTINUE < 127, "the first two words of the set");
    return g[0] || (g[1] & ((2ull << (GW_CONTINUE - 64)) - 1));
}

#endif
