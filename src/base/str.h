/* Slices of bytes: a pointer and a length, not owned, not terminated. Text is UTF-8 everywhere inside isnad. */
#ifndef ISNAD_BASE_STR_H
#define ISNAD_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *ptr;
    size_t len; /* bytes */
} str;

#define STR(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_NONE ((str){NULL, 0})

static inline str str_of(const char *terminated)
{
    return (str){terminated, terminated ? strlen(terminated) : 0};
}

static inline str str_range(const char *ptr, size_t begin, size_t end)
{
    return (str){ptr + begin, end - begin};
}

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* Bytewise order, shorter first among equals: the order of UTF-8 code points. */
int str_cmp(str a, str b);

/* First occurrence of needle at or after from, or -1. */
ptrdiff_t str_find(str s, str needle, size_t from);

/* Without ASCII white space at either end. */
str str_trim(str s);

/* Cuts the part of *rest before the first sep off and returns it; *rest becomes what follows, with a NULL pointer once all is used up. */
str str_split(str *rest, char sep);

/* Reads a whole decimal number; false if s is anything else or over INT64_MAX. */
bool str_to_int(str s, int64_t *ret);

#endif
