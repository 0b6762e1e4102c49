/* The parsers behind src_parse, one a format, and what is found in the text of any of them. Each gets UTF-8 and fills what it finds. */
#ifndef ISNAD_SOURCE_FORMATS_H
#define ISNAD_SOURCE_FORMATS_H

#include "source/parse.h"

enum { SRC_HTML_MAX = 16 * 1024 * 1024 }; /* bytes of a page; a tree of its elements is kept while it is read */

isn_status src_parse_json(arena *a, str text, const src_item *item, src_report *r, isn_error *err);

/* The encoding that a page declares in its first bytes, into name; false if none. */
bool src_html_charset(str bytes, char *name, size_t size);
isn_status src_parse_html(arena *a, str text, const src_item *item, src_report *r, isn_error *err);

/* Fills noise, credits, republished_*, dateline, and title, byline and published where they are empty, from what the text shows (furniture.c). */
void src_find_noise(arena *a, src_report *r);

/* Sets published to the date at the start of value, if there is one, and where it came from. */
void src_set_published(arena *a, src_report *r, str value, src_date_origin origin);

/* Memory for strings that come out of a foreign parser's tree: taken from the arena before that tree exists, so that a refusal of the arena, which does not
 * return, cannot lose the tree. */
typedef struct src_room {
    char *at;
    size_t left;
} src_room;

src_room src_room_new(arena *a, size_t size);
str src_room_copy(src_room *room, str s); /* terminated; cut if the room is used up */

#endif
