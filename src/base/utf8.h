/* UTF-8 by hand: the one loop that reading spends its time in. Conversion from other encodings is source/'s, with ICU. */
#ifndef ISNAD_BASE_UTF8_H
#define ISNAD_BASE_UTF8_H

#include "base/str.h"

/* Decodes the code point at s.ptr[*at] and moves *at past it. s must be valid UTF-8 and *at < s.len. */
static inline uint32_t utf8_next(str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *) s.ptr + *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (uint32_t) (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (uint32_t) (p[0] & 0x0F) << 12 | (uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t) (p[0] & 0x07) << 18 | (uint32_t) (p[1] & 0x3F) << 12 | (uint32_t) (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* Whether s is well-formed UTF-8 (no overlong forms, surrogates or code points over U+10FFFF); *ret_bad, if not NULL, gets the offset of the first bad byte. */
bool utf8_valid(str s, size_t *ret_bad);

/* Number of code points in s (valid UTF-8). */
size_t utf8_count(str s);

/* Byte offset of the cp-th code point, or s.len if there are fewer. */
size_t utf8_offset(str s, size_t cp);

/* Writes cp as UTF-8; returns the number of bytes (1 to 4). */
size_t utf8_put(uint32_t cp, char out[4]);

#endif
