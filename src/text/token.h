/* Tokens and sentences, each a range in the original text.
 *
 *     text   «وقال بوتين في 7 يناير.»
 *     tokens  « وقال بوتين في 7 يناير . »      (punctuation marks are tokens; white space is not)
 *
 * Nothing is copied or rewritten: a token has its byte span and its code-point span in the report's text, and its folded key beside them. Clitics are not cut
 * off here; which of them a token carries depends on what the lexicon knows, so they are candidates there (lexicon/word.h).
 */
#ifndef ISNAD_TEXT_TOKEN_H
#define ISNAD_TEXT_TOKEN_H

#include "base/arena.h"
#include "text/fold.h"

typedef enum txt_kind {
    TXT_WORD,   /* Arabic letters */
    TXT_LATIN,  /* letters of any other script */
    TXT_NUMBER, /* digits of any set, with separators inside: 1,500 ٢٫٥ */
    TXT_PUNCT   /* one mark */
} txt_kind;

enum {
    TXT_LINE_START = 1, /* first token of a line */
    TXT_PARA_START = 2, /* … and a blank line stands before it, or it is the first of the text */
    TXT_SPACE_BEFORE = 4,
    TXT_TEH_MARBUTA = 8,   /* ends in ة */
    TXT_TANWIN = 16,       /* ends in ًا or اً or another tanwin */
    TXT_ALEF_MAKSURA = 32, /* ends in ى */
    TXT_SENT_START = 64
};

typedef struct txt_token {
    uint32_t begin, end;       /* bytes in the text */
    uint32_t cp_begin, cp_end; /* code points in the text */
    const unsigned char *key;  /* folded form, key_len bytes; for a number its digits with '.' for the decimal mark */
    uint16_t key_len;
    uint8_t kind;  /* txt_kind */
    uint8_t flags; /* TXT_… */
    uint32_t mark; /* the code point of a TXT_PUNCT; else 0 */
    uint32_t sentence;
} txt_token;

typedef struct txt_sentence {
    uint32_t first, end; /* token range, end exclusive */
} txt_sentence;

typedef struct txt_doc {
    str text;
    const txt_token *tokens;
    uint32_t n_tokens;
    const txt_sentence *sentences;
    uint32_t n_sentences;
} txt_doc;

enum { TXT_KEY_MAX = 255 /* letters of one word; more are dropped from its key, not from its span */ };

/* Cuts text (valid UTF-8, under 1 GiB) into tokens and sentences, all in the arena. To be called under arena_protect(). */
void txt_read(arena *a, str text, txt_doc *ret);

/* Byte and code-point position of the k-th letter (0-based) of a token's key: where a clitic ends. */
void txt_letter_at(const txt_doc *doc, const txt_token *t, unsigned k, uint32_t *ret_byte, uint32_t *ret_cp);

static inline str txt_span(const txt_doc *doc, uint32_t begin, uint32_t end)
{
    return str_range(doc->text.ptr, begin, end);
}

static inline bool txt_is(const txt_token *t, uint32_t mark)
{
    return t->kind == TXT_PUNCT && t->mark == mark;
}

/* Opening and closing quotation marks of any style; " counts as both. */
bool txt_opens_quote(const txt_token *t);
bool txt_closes_quote(const txt_token *t);

#endif
