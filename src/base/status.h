/* Status codes and errors.
 *
 * Every function that can fail returns an isn_status; ISN_OK is 0. An isn_error carries what failed, in which input and where in it.
 * Messages are constant strings; `detail` is a short copy of the offending name or value. The rooms below cli/ never print: they fill an isn_error.
 */
#ifndef ISNAD_BASE_STATUS_H
#define ISNAD_BASE_STATUS_H

#include <stddef.h>
#include <stdint.h>

typedef enum isn_status {
    ISN_OK = 0,
    ISN_END,          /* no more items; not an error */
    ISN_NOMEM,        /* the system gave no memory */
    ISN_LIMIT,        /* a named ceiling was reached */
    ISN_NOT_FOUND,    /* no such file, table, entry */
    ISN_NO_ACCESS,    /* the system refused to open, read or write */
    ISN_NOT_TEXT,     /* bytes that are no text in any encoding known here */
    ISN_EMPTY,        /* an input without any text */
    ISN_BAD_INPUT,    /* malformed JSON, archive, table row, date … */
    ISN_BAD_IMAGE,    /* a lexicon image that is damaged, stale or of another version */
    ISN_BAD_REGISTER, /* a register that is damaged or not a register */
    ISN_BUSY,         /* another writer holds the register */
    ISN_IO,           /* a read or write failed */
    ISN_INTERNAL      /* a bug */
} isn_status;

enum { ISN_DETAIL_MAX = 256 };

typedef struct isn_error {
    isn_status status;
    const char *what;            /* constant, lower case, no full stop: "the JSON ends in the middle of a value" */
    uint64_t line;               /* 1-based; 0 if it does not apply */
    uint64_t offset;             /* bytes from the start of the input; 0 if it does not apply */
    char where[ISN_DETAIL_MAX];  /* file, archive member or table; may be empty */
    char detail[ISN_DETAIL_MAX]; /* the offending value or the library's own words; may be empty */
} isn_error;

/* Fills *err (which may be NULL) and returns status. where and detail may be NULL; both are cut at ISN_DETAIL_MAX - 1 bytes, at a character boundary. */
isn_status isn_fail(isn_error *err, isn_status status, const char *what, const char *where, const char *detail);

/* A short English phrase for a status, never NULL. */
const char *isn_status_name(isn_status status);

#endif
