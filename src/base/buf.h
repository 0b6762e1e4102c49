/* A growing byte buffer on the heap, with a ceiling (curl's dynbuf). For output and for whole inputs; inside a report use the arena. */
#ifndef ISNAD_BASE_BUF_H
#define ISNAD_BASE_BUF_H

#include "base/status.h"
#include "base/str.h"

typedef struct buf {
    char *ptr;
    size_t len, cap;
    size_t ceiling;    /* bytes; 0 means BUF_CEILING */
    isn_status status; /* sticky: ISN_NOMEM or ISN_LIMIT once an append was refused; later appends do nothing */
} buf;

enum { BUF_CEILING = 512 * 1024 * 1024 };

void buf_free(buf *b);
static inline void buf_clear(buf *b)
{
    b->len = 0;
    b->status = ISN_OK;
}
/* Room for n more bytes; NULL (and the status set) if refused. */
char *buf_reserve(buf *b, size_t n);
isn_status buf_add(buf *b, str s);
static inline isn_status buf_add_char(buf *b, char c)
{
    return buf_add(b, (str){&c, 1});
}
isn_status buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline str buf_str(const buf *b)
{
    return (str){b->ptr ? b->ptr : "", b->len};
}

#endif
