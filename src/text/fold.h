/* Folding: the form by which a word is compared.
 *
 * A token keeps its span in the original text; beside it stands its key, one byte a letter:
 *
 *     الأُسَرِ، ـالأسر ، ﺍﻷﺳﺮ   →   ا ل ا س ر
 *
 * Folded together: أ إ آ ٱ ا; ى ئ ی ي; ة ه; ؤ و; Persian and Urdu letters with the Arabic ones the press writes for them (پ ب, چ ج, ژ ز, گ غ, ڤ ف, ک ك);
 * presentation forms with their letters; digits of all three sets with ASCII; Latin letters with their lower case. Dropped: diacritics, tatweel, superscript
 * alef, joiners, direction marks and other invisible characters. Everything else in a word is TXT_OTHER.
 *
 * One byte a letter keeps keys small enough to hash in one step. What folding drops and reading needs (a final ة against ه, a tanwin) is kept as token flags.
 */
#ifndef ISNAD_TEXT_FOLD_H
#define ISNAD_TEXT_FOLD_H

#include "base/str.h"

/* Key bytes. ASCII stands for itself; Arabic letters are 0x80 and up in alphabetical order. */
enum {
    TXT_SKIP = 0x00,  /* leaves no trace in a key */
    TXT_OTHER = 0x7F, /* a letter of another script */
    K_HAMZA = 0x80,
    K_ALEF,
    K_BEH,
    K_TEH,
    K_THEH,
    K_JEEM,
    K_HAH,
    K_KHAH,
    K_DAL,
    K_THAL,
    K_REH,
    K_ZAIN,
    K_SEEN,
    K_SHEEN,
    K_SAD,
    K_DAD,
    K_TAH,
    K_ZAH,
    K_AIN,
    K_GHAIN,
    K_FEH,
    K_QAF,
    K_KAF,
    K_LAM,
    K_MEEM,
    K_NOON,
    K_HEH,
    K_WAW,
    K_YEH
};

typedef enum txt_class {
    TXT_C_SPACE,  /* white space and line ends */
    TXT_C_LETTER, /* Arabic letter */
    TXT_C_MARK,   /* dropped inside words: diacritics, tatweel, invisible */
    TXT_C_LATIN,  /* any other letter */
    TXT_C_DIGIT,
    TXT_C_PUNCT
} txt_class;

/* Class and key byte of a code point. A presentation form of several letters (ﻻ) gives its first letter; txt_fold_more gives the rest. */
txt_class txt_classify(uint32_t cp, unsigned char *ret_key);

/* Further key bytes of a multi-letter presentation form; returns how many (0 for nearly all). */
int txt_fold_more(uint32_t cp, unsigned char out[8]);

/* Key of a whole string without punctuation and spaces; out needs s.len bytes. Returns its length. For tables and tests. */
size_t txt_fold(str s, unsigned char *out);

#endif
