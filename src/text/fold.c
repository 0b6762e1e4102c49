#include "text/fold.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* U+0600 to U+06FF. 0: not decided here. The values are those of fold.h; 1 stands for a mark, 2 for punctuation. */
enum { MARK = 1, PUNCT = 2 };

static const unsigned char arabic[256] = {
    [0x0C] = PUNCT,  [0x1B] = PUNCT,   [0x1F] = PUNCT,   [0x1C] = MARK,   [0x21] = K_HAMZA, [0x22] = K_ALEF,  [0x23] = K_ALEF, [0x24] = K_WAW,  [0x25] = K_ALEF,
    [0x26] = K_YEH,  [0x27] = K_ALEF,  [0x28] = K_BEH,   [0x29] = K_HEH,  [0x2A] = K_TEH,   [0x2B] = K_THEH,  [0x2C] = K_JEEM, [0x2D] = K_HAH,  [0x2E] = K_KHAH,
    [0x2F] = K_DAL,  [0x30] = K_THAL,  [0x31] = K_REH,   [0x32] = K_ZAIN, [0x33] = K_SEEN,  [0x34] = K_SHEEN, [0x35] = K_SAD,  [0x36] = K_DAD,  [0x37] = K_TAH,
    [0x38] = K_ZAH,  [0x39] = K_AIN,   [0x3A] = K_GHAIN, [0x40] = MARK,   [0x41] = K_FEH,   [0x42] = K_QAF,   [0x43] = K_KAF,  [0x44] = K_LAM,  [0x45] = K_MEEM,
    [0x46] = K_NOON, [0x47] = K_HEH,   [0x48] = K_WAW,   [0x49] = K_YEH,  [0x4A] = K_YEH,   [0x4B] = MARK,    [0x4C] = MARK,   [0x4D] = MARK,   [0x4E] = MARK,
    [0x4F] = MARK,   [0x50] = MARK,    [0x51] = MARK,    [0x52] = MARK,   [0x53] = MARK,    [0x54] = MARK,    [0x55] = MARK,   [0x56] = MARK,   [0x57] = MARK,
    [0x58] = MARK,   [0x70] = MARK,    [0x60] = '0',     [0x61] = '1',    [0x62] = '2',     [0x63] = '3',     [0x64] = '4',    [0x65] = '5',    [0x66] = '6',
    [0x67] = '7',    [0x68] = '8',     [0x69] = '9',     [0x6A] = PUNCT,  [0x6B] = PUNCT,   [0x6C] = PUNCT,   [0x6D] = PUNCT,  [0x71] = K_ALEF, [0x72] = K_ALEF,
    [0x73] = K_ALEF, [0x75] = K_ALEF,  [0x7E] = K_BEH,   [0x86] = K_JEEM, [0x98] = K_ZAIN,  [0xA4] = K_FEH,   [0xA8] = K_QAF,  [0xA9] = K_KAF,  [0xAA] = K_KAF,
    [0xAD] = K_KAF,  [0xAF] = K_GHAIN, [0xB5] = K_LAM,   [0xBA] = K_NOON, [0xBE] = K_HEH,   [0xC0] = K_HEH,   [0xC1] = K_HEH,  [0xC3] = K_HEH,  [0xC6] = K_WAW,
    [0xCA] = K_WAW,  [0xCB] = K_WAW,   [0xCC] = K_YEH,   [0xCE] = K_YEH,  [0xD0] = K_YEH,   [0xD2] = K_YEH,   [0xD4] = PUNCT,  [0xD5] = K_HEH,  [0xF0] = '0',
    [0xF1] = '1',    [0xF2] = '2',     [0xF3] = '3',     [0xF4] = '4',    [0xF5] = '5',     [0xF6] = '6',     [0xF7] = '7',    [0xF8] = '8',    [0xF9] = '9'};

static txt_class of_table(unsigned char v, unsigned char *ret_key)
{
    *ret_key = v;
    if (v >= K_HAMZA)
        return TXT_C_LETTER;
    if (v >= '0')
        return TXT_C_DIGIT;
    *ret_key = TXT_SKIP;
    return v == MARK ? TXT_C_MARK : TXT_C_PUNCT;
}

/* The letters behind a presentation form, by ICU's compatibility decomposition. */
static int decompose(uint32_t cp, UChar out[20])
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *n = unorm2_getNFKCInstance(&e);
    if (U_FAILURE(e))
        return 0;
    e = U_ZERO_ERROR;
    int len = unorm2_getDecomposition(n, (UChar32) cp, out, 20, &e);
    return U_FAILURE(e) || len < 0 ? 0 : len;
}

static txt_class classify_other(uint32_t cp, unsigned char *ret_key)
{
    *ret_key = TXT_SKIP;
    if ((cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC)) {
        if (cp == 0xFD3E || cp == 0xFD3F)
            return TXT_C_PUNCT;
        UChar letters[20];
        int n = decompose(cp, letters);
        for (int i = 0; i < n; i++) {
            if (letters[i] >= 0x600 && letters[i] <= 0x6FF && arabic[letters[i] - 0x600] >= K_HAMZA) {
                *ret_key = arabic[letters[i] - 0x600];
                return TXT_C_LETTER;
            }
        }
        return n > 0 ? TXT_C_MARK : TXT_C_PUNCT;
    }
    if (u_isUWhiteSpace((UChar32) cp))
        return TXT_C_SPACE;
    if (u_charType((UChar32) cp) == U_FORMAT_CHAR || u_charType((UChar32) cp) == U_NON_SPACING_MARK || u_charType((UChar32) cp) == U_CONTROL_CHAR)
        return TXT_C_MARK;
    if (u_isdigit((UChar32) cp)) {
        *ret_key = (unsigned char) ('0' + u_charDigitValue((UChar32) cp));
        return TXT_C_DIGIT;
    }
    if (u_isalpha((UChar32) cp)) {
        UChar32 low = u_tolower((UChar32) cp);
        *ret_key = low < 0x7F ? (unsigned char) low : TXT_OTHER;
        return TXT_C_LATIN;
    }
    return TXT_C_PUNCT;
}

txt_class txt_classify(uint32_t cp, unsigned char *ret_key)
{
    if (cp >= 0x600 && cp <= 0x6FF) {
        unsigned char v = arabic[cp - 0x600];
        if (v != 0)
            return of_table(v, ret_key);
    } else if (cp < 0x80) {
        *ret_key = TXT_SKIP;
        if (cp == ' ' || (cp >= '\t' && cp <= '\r'))
            return TXT_C_SPACE;
        if (cp >= '0' && cp <= '9') {
            *ret_key = (unsigned char) cp;
            return TXT_C_DIGIT;
        }
        if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') {
            *ret_key = (unsigned char) (cp | 0x20);
            return TXT_C_LATIN;
        }
        return cp < 0x20 || cp == 0x7F ? TXT_C_MARK : TXT_C_PUNCT;
    }
    return classify_other(cp, ret_key);
}

int txt_fold_more(uint32_t cp, unsigned char out[8])
{
    if (cp < 0xFB50 || cp > 0xFEFC)
        return 0;
    UChar letters[20];
    int n = decompose(cp, letters), k = 0, seen = 0;
    for (int i = 0; i < n && k < 8; i++) {
        unsigned char v = letters[i] >= 0x600 && letters[i] <= 0x6FF ? arabic[letters[i] - 0x600] : 0;
        if (v >= K_HAMZA && seen++ > 0)
            out[k++] = v;
    }
    return k;
}

size_t txt_fold(str s, unsigned char *out)
{
    size_t n = 0, at = 0;
    while (at < s.len) {
        unsigned char key;
        uint32_t cp = utf8_next(s, &at);
        txt_class c = txt_classify(cp, &key);
        if (c == TXT_C_LETTER || c == TXT_C_LATIN || c == TXT_C_DIGIT) {
            out[n++] = key;
            unsigned char more[8];
            int k = c == TXT_C_LETTER ? txt_fold_more(cp, more) : 0;
            for (int i = 0; i < k && n < s.len; i++)
                out[n++] = more[i];
        }
    }
    return n;
}
