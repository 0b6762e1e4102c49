/* What a written word can be: its readings, with the clitics each leaves outside.
 *
 *     وللبنك  →  و + ل + البنك (bank, definite)          زيارته  →  زيارة + ه          سيلتقي  →  س + يلتقي
 *
 * A reading is a set of clitics and the number of the word that remains; the word may start a name in the trie, or be one. Words repeat, so a reader keeps
 * those it met in a cache; the cache changes speed only, never results. One lex_reader belongs to one thread.
 */
#ifndef ISNAD_LEXICON_WORD_H
#define ISNAD_LEXICON_WORD_H

#include "base/arena.h"
#include "lexicon/image.h"

enum {
    LEX_C_WA = 1,       /* و */
    LEX_C_FA = 2,       /* ف */
    LEX_C_BI = 4,       /* ب */
    LEX_C_LI = 8,       /* ل */
    LEX_C_KA = 16,      /* ك */
    LEX_C_SA = 32,      /* س of the future */
    LEX_C_AL = 64,      /* the article was cut off: the rest is the bare word */
    LEX_C_SUFFIX = 128, /* a pronoun was cut off: ه ها هم هما نا … */
    LEX_C_PREFIX = LEX_C_WA | LEX_C_FA | LEX_C_BI | LEX_C_LI | LEX_C_KA | LEX_C_SA
};

typedef enum lex_pronoun { LEX_P_NONE, LEX_P_HIM, LEX_P_HER, LEX_P_THEM, LEX_P_THEM_TWO, LEX_P_US, LEX_P_ME, LEX_P_YOU } lex_pronoun;

typedef struct lex_reading {
    uint32_t word;   /* its number */
    uint32_t node;   /* the node of this word at the root of the trie; 0 if no name starts with it */
    uint8_t clitics; /* LEX_C_… */
    uint8_t letters; /* letters of the token before the word, the article's not counted unless it was cut off */
    uint8_t pronoun; /* lex_pronoun */
} lex_reading;

enum { LEX_READINGS_MAX = 16 };

typedef struct lex_word {
    const lex_reading *readings; /* fewest cut letters first */
    uint32_t n;
    uint32_t id;          /* small number of this written form within the reader, for caches beside this one; 1 and up */
    uint64_t grammar[4];  /* set of the lex_word_ids that the form is, whole or without و, ف */
    uint64_t prefixed[4]; /* … that it is behind ب, ل, ك or the article */
} lex_word;

typedef struct lex_reader lex_reader;

/* image must outlive the reader. NULL if memory is refused. */
lex_reader *lex_reader_new(const lex_image *image);
void lex_reader_free(lex_reader *r);
const lex_image *lex_reader_image(const lex_reader *r);

/* The readings of a key; valid until the reader is freed or lex_reader_trim drops them. NULL if memory is refused. */
const lex_word *lex_read_word(lex_reader *r, const unsigned char *key, size_t len);

/* Empties the cache if it has outgrown its ceiling. To be called between reports, never inside one. Returns true if it did. */
bool lex_reader_trim(lex_reader *r);

static inline bool lex_word_is(const lex_word *w, lex_word_id g)
{
    return (w->grammar[g >> 6] >> (g & 63)) & 1;
}

/* Also behind ب, ل, ك. */
static inline bool lex_word_has(const lex_word *w, lex_word_id g)
{
    return ((w->grammar[g >> 6] | w->prefixed[g >> 6]) >> (g & 63)) & 1;
}

#endif
