#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_free(buf *b)
{
    free(b->ptr);
    *b = (buf){.ceiling = b->ceiling};
}

char *buf_reserve(buf *b, size_t n)
{
    size_t ceiling = b->ceiling ? b->ceiling : BUF_CEILING;
    if (b->status != ISN_OK)
        return NULL;
    if (n > ceiling || b->len > ceiling - n) {
        b->status = ISN_LIMIT;
        return NULL;
    }
    if (b->cap - b->len < n || !b->ptr) {
        size_t cap = b->cap ? b->cap : 256;
        while (cap - b->len < n)
            cap *= 2;
        char *p = realloc(b->ptr, cap);
        if (!p) {
            b->status = ISN_NOMEM;
            return NULL;
        }
        b->ptr = p;
        b->cap = cap;
    }
    return b->ptr + b->len;
}

isn_status buf_add(buf *b, str s)
{
    if (s.len == 0)
        return b->status;
    char *p = buf_reserve(b, s.len);
    if (p) {
        memcpy(p, s.ptr, s.len);
        b->len += s.len;
    }
    return b->status;
}

isn_status buf_printf(buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        char *p = buf_reserve(b, (size_t) n + 1);
        if (p) {
            vsnprintf(p, (size_t) n + 1, format, again);
            b->len += (size_t) n;
        }
    }
    va_end(again);
    return b->status;
}
