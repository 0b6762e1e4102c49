/* The parsers behind src_parse, one a format. Each gets bytes (UTF-8, except HTML, which declares its own) and fills what it finds. */
#ifndef ISNAD_SOURCE_FORMATS_H
#define ISNAD_SOURCE_FORMATS_H

#include "source/parse.h"

isn_status src_parse_json(arena *a, str bytes, const src_item *item, src_report *r, isn_error *err);

/* Sets published to the date at the start of value, if there is one, and where it came from. */
void src_set_published(arena *a, src_report *r, str value, src_date_origin origin);

#endif
