/* Which encoding, decided by what Arabic looks like in each:
 *
 *   UTF-8           well formed, or nearly (real pages have a damaged byte here and there: at most one in five hundred characters)
 *   UTF-16          with its mark; or NUL bytes on one side of most spaces and the other bytes mostly 06 (the Arabic block)
 *   windows-1256, ISO-8859-6    one byte a letter. Both have hamza to dad at C1–D6, but tah to yeh differ:
 *
 *                     D7 D8 D9 DA DB DC DD DE DF E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 EA EC ED
 *     windows-1256    ×  ط  ظ  ع  غ  ـ  ف  ق  ك  à  ل  â  م  ن  ه  و  ç  è  é  ê  ى  ي
 *     ISO-8859-6      ط  ظ  ع  غ              ـ  ف  ق  ك  ل  م  ن  ه  و  ى  ي
 *
 *     so the same byte is a frequent letter in one and none or a rare one in the other; the sum of the letters' log frequencies decides.
 *
 * Control characters in any number mean that it is no text. iconv does the converting; its handle is closed before anything that may not return.
 */
#include "source/encoding.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

enum { SAMPLE = 256 * 1024 };

static bool is_control(unsigned char c)
{
    /* U+001A happens in old newspaper systems' exports */
    return (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1A) || c == 0x7F;
}

/* How much of the sample, read as UTF-16 with the high byte at `high`, is what press texts are made of. In thousandths. */
static unsigned utf16_share(str s, unsigned high)
{
    size_t good = 0, n = s.len / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned char h = (unsigned char) s.ptr[2 * i + high], l = (unsigned char) s.ptr[2 * i + 1 - high];
        if (h == 0x00)
            good += l >= 0x20 ? l != 0x7F : l == '\n' || l == '\r' || l == '\t';
        else
            good += h == 0x06 || h == 0x20 || h == 0xFE || h == 0xFB || h == 0x07 || h == 0x08 || h == 0x01;
    }
    return n > 0 ? (unsigned) (good * 1000 / n) : 0;
}

/* −10·log2 of a letter's share in Arabic news text, hamza (U+0621) to dad, then tah to ghain, tatweel, feh to yeh. */
static const unsigned char weight_621[] = {82, 100, 56, 96, 69, 79, 27, 48, 50, 44, 75, 62, 58, 69, 50, 74, 44, 73, 54, 66, 68, 72};
static const unsigned char weight_637[] = {67, 87, 49, 81};
static const unsigned char weight_641[] = {52, 55, 58, 31, 40, 43, 54, 42, 69, 37}; /* feh … yeh */

enum { WEIGHT_OTHER = 105, WEIGHT_NONE = 160 };

static unsigned weight_of(unsigned letter)
{
    if (letter >= 0x621 && letter <= 0x636)
        return weight_621[letter - 0x621];
    if (letter >= 0x637 && letter <= 0x63A)
        return weight_637[letter - 0x637];
    if (letter >= 0x641 && letter <= 0x64A)
        return weight_641[letter - 0x641];
    return WEIGHT_OTHER;
}

static unsigned weight_1256(unsigned char c)
{
    static const unsigned short map[] = {0, 0x637, 0x638, 0x639, 0x63A, 0x640, 0x641, 0x642, 0x643, 0, 0x644, 0, 0x645, 0x646, 0x647, 0x648}; /* D7 … E6 */
    if (c >= 0xC1 && c <= 0xD6)
        return weight_of(0x621u + (c - 0xC1u));
    if (c >= 0xD7 && c <= 0xE6 && map[c - 0xD7])
        return weight_of(map[c - 0xD7]);
    if (c == 0xEC || c == 0xED)
        return weight_of(c == 0xEC ? 0x649 : 0x64A);
    return WEIGHT_OTHER;
}

static unsigned weight_8859_6(unsigned char c)
{
    if (c >= 0xC1 && c <= 0xDA)
        return weight_of(0x621u + (c - 0xC1u));
    if (c >= 0xE0 && c <= 0xF2)
        return weight_of(0x640u + (c - 0xE0u));
    if (c == 0xA0 || c == 0xAC || c == 0xBB || c == 0xBF || c == 0xAD)
        return WEIGHT_OTHER;
    return WEIGHT_NONE;
}

/* Whether s is UTF-8 but for a character cut at the end, or but for a few damaged bytes. */
static src_encoding try_utf8(str s)
{
    size_t bad, bads = 0, many = 0;
    for (size_t i = 0; i < s.len; i++)
        many += ((unsigned char) s.ptr[i] & 0xC0) == 0xC0;
    str rest = s;
    while (!utf8_valid(rest, &bad)) {
        if (rest.len - bad <= 3 && ((unsigned char) rest.ptr[bad] & 0xC0) == 0xC0 && bads == 0)
            return SRC_UTF8_DAMAGED;
        if (++bads * 500 > many)
            return SRC_NO_TEXT;
        rest = str_range(rest.ptr, bad + 1, rest.len);
    }
    return bads > 0 ? SRC_UTF8_DAMAGED : SRC_UTF8;
}

src_encoding src_detect(str bytes)
{
    if (str_starts(bytes, STR("\xFF\xFE")) && bytes.len != 3)
        return SRC_UTF16_LE;
    if (str_starts(bytes, STR("\xFE\xFF")))
        return SRC_UTF16_BE;
    str s = {bytes.ptr, bytes.len < SAMPLE ? bytes.len : SAMPLE};
    if (s.len > 0 && memchr(s.ptr, '\0', s.len)) {
        unsigned le = utf16_share(s, 1), be = utf16_share(s, 0);
        if (le > 950 || be > 950)
            return le >= be ? SRC_UTF16_LE : SRC_UTF16_BE;
        return SRC_NO_TEXT;
    }
    size_t controls = 0;
    for (size_t i = 0; i < s.len; i++)
        controls += is_control((unsigned char) s.ptr[i]);
    if (controls * 200 > s.len)
        return SRC_NO_TEXT;
    src_encoding utf8 = try_utf8(s.len < bytes.len ? s : bytes);
    if (utf8 != SRC_NO_TEXT)
        return utf8 == SRC_UTF8 && s.len < bytes.len && !utf8_valid(bytes, NULL) ? SRC_UTF8_DAMAGED : utf8;
    uint64_t windows = 0, iso = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char) s.ptr[i];
        if (c >= 0x80) {
            windows += weight_1256(c);
            iso += weight_8859_6(c);
        }
    }
    if (controls * 1000 > s.len) /* random bytes are Latin punctuation by half; a text is not */
        return SRC_NO_TEXT;
    return iso < windows ? SRC_ISO_8859_6 : SRC_CP1256;
}

static void copy_repaired(char *out, size_t *at, str s)
{
    size_t bad;
    while (!utf8_valid(s, &bad)) {
        memcpy(out + *at, s.ptr, bad);
        memcpy(out + *at + bad, "\xEF\xBF\xBD", 3);
        *at += bad + 3;
        s = str_range(s.ptr, bad + 1, s.len);
    }
    if (s.len > 0)
        memcpy(out + *at, s.ptr, s.len);
    *at += s.len;
}

/* out holds 3 bytes for each of in. */
static bool convert(const char *from, str in, unsigned unit, char *out, size_t *ret_len)
{
    iconv_t cd = iconv_open("UTF-8", from);
    if (cd == (iconv_t) -1)
        return false;
    char *src = (char *) (uintptr_t) in.ptr, *to = out;
    size_t left = in.len, room = in.len * 3;
    while (left > 0 && iconv(cd, &src, &left, &to, &room) == (size_t) -1) {
        if (errno == E2BIG || room < 3)
            break;
        /* a byte or unit that means nothing, or half a character at the end */
        size_t skip = errno == EINVAL ? left : unit < left ? unit : left;
        memcpy(to, "\xEF\xBF\xBD", 3);
        to += 3;
        room -= 3;
        src += skip;
        left -= skip;
    }
    iconv_close(cd);
    *ret_len = (size_t) (to - out);
    return true;
}

isn_status src_decode(arena *a, str bytes, const char *declared, str *ret, src_encoding *ret_encoding)
{
    static const char *const names[] = {[SRC_UTF16_LE] = "UTF-16LE", [SRC_UTF16_BE] = "UTF-16BE", [SRC_CP1256] = "CP1256", [SRC_ISO_8859_6] = "ISO-8859-6"};
    src_encoding e = src_detect(bytes);
    *ret_encoding = e;
    if (e == SRC_NO_TEXT)
        return ISN_NOT_TEXT;
    if (e == SRC_UTF8 || e == SRC_UTF8_DAMAGED) {
        if (str_starts(bytes, STR("\xEF\xBB\xBF")))
            bytes = str_range(bytes.ptr, 3, bytes.len);
        if (e == SRC_UTF8) {
            *ret = arena_copy(a, bytes);
            return ISN_OK;
        }
        char *out = arena_alloc(a, bytes.len * 3 + 1);
        size_t n = 0;
        copy_repaired(out, &n, bytes);
        *ret = (str){out, n};
        return ISN_OK;
    }
    unsigned unit = e == SRC_UTF16_LE || e == SRC_UTF16_BE ? 2 : 1;
    if (unit == 2 && (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))))
        bytes = str_range(bytes.ptr, 2, bytes.len);
    char *out = arena_alloc(a, bytes.len * 3 + 4);
    size_t n = 0;
    bool done = unit == 1 && declared && convert(declared, bytes, 1, out, &n);
    if (done)
        *ret_encoding = SRC_DECLARED;
    else if (!convert(names[e], bytes, unit, out, &n))
        return ISN_NOT_TEXT;
    *ret = (str){out, n};
    return utf8_valid(*ret, NULL) ? ISN_OK : ISN_NOT_TEXT;
}
