/* What the Arabic press writes around its reports, as tables: months, agencies, section and button words; and the reading of dates and words with them. */
#ifndef ISNAD_SOURCE_PRESS_H
#define ISNAD_SOURCE_PRESS_H

#include "base/str.h"

/* A str in a static table, where STR is no constant. */
#define SRC_STR(literal)                                                                                                                                       \
    {                                                                                                                                                          \
        (literal), sizeof(literal) - 1                                                                                                                         \
    }

/* White space and the invisible marks that surround text in the press: no-break space, U+200E and U+200F, embeddings, byte-order mark, U+001A. */
bool src_is_space(uint32_t cp);
str src_trim(str s); /* s: valid UTF-8 */

/* The last code point of s, 0 if it is empty. */
uint32_t src_last(str s);

/* Whether s, trimmed, ends as a sentence does: . ؟ ! … : ، ؛ and closing quotes or brackets behind one of them. */
bool src_ends_sentence(str s);

enum { SRC_WORD_MAX = 48 };

/* One word or mark of a text. */
typedef struct src_word {
    size_t begin, end; /* bytes */
    enum { SRC_W_WORD, SRC_W_NUMBER, SRC_W_MARK } kind;
    uint32_t value;            /* of a number; of a mark its code point */
    char folded[SRC_WORD_MAX]; /* of a word: hamza on alef, alef maqsura, ta marbuta and diacritics levelled; cut if longer */
} src_word;

/* The word at or after *at; false at the end. */
bool src_next_word(str s, size_t *at, src_word *ret);
unsigned src_count_words(str s, unsigned most);

typedef struct src_date {
    int year, month, day;
    size_t begin, end;
} src_date;

/* The first full Gregorian date at or after from: "29 كانون الثاني 2026", "٢٨ يناير/ كانون الثاني ٢٠٢٦", "10 أغسطس 2015 م", "2015-08-10". Any month names,
 * any digits. */
bool src_find_date(str s, size_t from, src_date *ret);

/* Whether s, trimmed of brackets and dashes, is the name of a news agency or "وكالات". */
bool src_is_agency(str s);

/* Words of section labels (سياسة, محلي) and of buttons (شارك, طباعة): whether every word of s is one. */
bool src_is_section(str s);
bool src_is_buttons(str s);
/* Bytes of s from its start that are button words, at least three of them; else 0. */
size_t src_leading_buttons(str s);

#endif
