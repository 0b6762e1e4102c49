/* What bytes are, told from how they begin. */
#ifndef ISNAD_SOURCE_SNIFF_H
#define ISNAD_SOURCE_SNIFF_H

#include "source/walk.h"

typedef enum src_shape {
    SRC_WHOLE, /* one item */
    SRC_LINES, /* JSONL: one item a line */
    SRC_ARRAY, /* a JSON array: one item an element */
    SRC_BINARY /* no text */
} src_shape;

typedef struct src_sniffed {
    src_shape shape;
    src_format format;
    const char *what; /* of SRC_BINARY: what it seems to be, for the message */
} src_sniffed;

/* head: the first bytes, up to SRC_PEEK_MAX; whole: there are no more. name: for its ending. */
src_sniffed src_sniff(str head, bool whole, str name);

/* The format of text that is UTF-8 already. */
src_format src_sniff_text(str text);

/* Without a byte-order mark and white space at the start. */
str src_skip_blank(str s);

#endif
