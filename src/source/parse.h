/* Parsing: the bytes of an item → a report. */
#ifndef ISNAD_SOURCE_PARSE_H
#define ISNAD_SOURCE_PARSE_H

#include "source/report.h"
#include "source/walk.h"

typedef struct src_options {
    const char *published; /* date for reports that have none: YYYY[-MM[-DD]]; NULL for none */
    const char *outlet;    /* outlet for reports that have none; NULL for none */
} src_options;

/* Makes a report of the item; everything in ret lives in the arena, the item may be reused. To be called under arena_protect() of a.
 * Encodings: UTF-8, UTF-16 (with or without a byte-order mark), windows-1256, ISO-8859-6, detected; HTML may declare its own.
 * ISN_NOT_TEXT, ISN_EMPTY, ISN_BAD_INPUT say why there is no report; err gets path, line and offset. */
isn_status src_parse(arena *a, const src_item *item, const src_options *options, src_report *ret, isn_error *err);

#endif
