#define _GNU_SOURCE
#include "base/str.h"

int str_cmp(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (c != 0)
        return c;
    return (a.len > b.len) - (a.len < b.len);
}

ptrdiff_t str_find(str s, str needle, size_t from)
{
    if (from > s.len)
        return -1;
    if (needle.len == 0)
        return (ptrdiff_t) from;
    const char *p = s.ptr ? memmem(s.ptr + from, s.len - from, needle.ptr, needle.len) : NULL;
    return p ? p - s.ptr : -1;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.len > 0 && is_space(s.ptr[0]))
        s.ptr++, s.len--;
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

str str_split(str *rest, char sep)
{
    if (!rest->ptr)
        return STR_NONE;
    const char *p = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    str part = {rest->ptr, p ? (size_t) (p - rest->ptr) : rest->len};
    *rest = p ? (str){p + 1, rest->len - part.len - 1} : STR_NONE;
    return part;
}

bool str_to_int(str s, int64_t *ret)
{
    bool minus = s.len > 0 && s.ptr[0] == '-';
    if (minus)
        s.ptr++, s.len--;
    if (s.len == 0 || s.len > 19)
        return false;
    int64_t v = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        int d = s.ptr[i] - '0';
        if (v > (INT64_MAX - d) / 10)
            return false;
        v = v * 10 + d;
    }
    *ret = minus ? -v : v;
    return true;
}
