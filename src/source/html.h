/* Inside src_parse_html: the page's tree, and the page's statements about itself. */
#ifndef ISNAD_SOURCE_HTML_H
#define ISNAD_SOURCE_HTML_H

#include "source/formats.h"

#include <libxml/tree.h>

enum { HTML_DEPTH_MAX = 254 }; /* elements within elements in a tree; html and body count */

/* The tree of a page, UTF-8. It has elements, their attributes that html_attributes names, and texts, where all references are resolved; comments and the
 * like are left out, and of scripts all but JSON-LD is. ISN_LIMIT if the page is made to be large or slow. Takes nothing from an arena; the caller frees
 * the tree, which is NULL for a page with nothing in it. */
isn_status html_parse(str text, xmlDoc **ret, isn_error *err);
void html_free(void *doc); /* an xmlDoc; for arena_defer() */

/* The attributes anything here asks for; empty if absent. */
typedef struct html_attributes {
    str class_, id, name, property, itemprop, content, rel, href, datetime, type, lang, role, http_equiv;
    bool hidden;
} html_attributes;

void html_read_attributes(const xmlNode *element, html_attributes *ret);

/* The text of a text node; empty for NULL. */
str html_text_of(const xmlNode *n);

/* Folds white space into single blanks and drops soft hyphens, behind what out holds already. Needs room for in.len bytes; out may be in.ptr. Returns the
 * new length. */
size_t html_fold(str in, char *out, size_t len);

/* The text of a piece of HTML, folded, in at most size bytes. */
size_t html_plain(str markup, char *out, size_t size);

/* Whether a word of the list (class or id, split at anything but letters and digits) is in the table, which ends with NULL. */
bool html_has_word(str list, const char *const *table);

typedef enum html_field { HTML_TITLE, HTML_OUTLET, HTML_BYLINE, HTML_DATE, HTML_URL, HTML_LANGUAGE, HTML_BODY, HTML_FIELDS } html_field;

/* What the page says of itself: for each field the value of the best witness so far. */
typedef struct html_meta {
    src_room *room;
    str value[HTML_FIELDS];
    unsigned rank[HTML_FIELDS]; /* 0: none yet; else lower is better */
    unsigned scripts;
} html_meta;

/* The text is folded and copied; nothing is said that has no right form for its field. */
void html_say(html_meta *m, html_field field, unsigned rank, str text);
void html_read_meta(html_meta *m, const char *tag, const html_attributes *at);
void html_read_json_ld(html_meta *m, str script);

/* "العنوان | الموقع" → "العنوان", where the last part is the outlet or looks like one; *ret_outlet gets it. */
str html_strip_outlet(str title, str outlet, bool guess, str *ret_outlet);

#endif
