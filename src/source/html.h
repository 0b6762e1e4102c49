/* Inside src_parse_html: the lexer and the page's statements about itself. */
#ifndef ISNAD_SOURCE_HTML_H
#define ISNAD_SOURCE_HTML_H

#include "source/formats.h"

enum { HTML_NAME_MAX = 16 };

typedef enum html_kind { HTML_END, HTML_TEXT, HTML_OPEN, HTML_CLOSE } html_kind;

typedef struct html_token {
    html_kind kind;
    char name[HTML_NAME_MAX]; /* lower case; longer names are cut */
    str text;                 /* of HTML_TEXT, not decoded; of HTML_OPEN the attributes */
} html_token;

typedef struct html_lexer {
    str s;
    size_t at;
    char raw[HTML_NAME_MAX]; /* the element whose content is no markup (script, style, title, …), or empty */
} html_lexer;

void html_next(html_lexer *l, html_token *ret);

/* The attributes anything here asks for; not decoded, empty if absent. */
typedef struct html_attributes {
    str class_, id, name, property, itemprop, content, rel, href, datetime, type, lang, role, http_equiv;
    bool hidden;
} html_attributes;

void html_read_attributes(str s, html_attributes *ret);

/* Decodes character references and folds white space into single blanks, behind what out holds already. out needs room for in.len bytes. Returns the new
 * length. */
size_t html_decode(str in, char *out, size_t len);

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

/* text: not decoded. */
void html_say(html_meta *m, html_field field, unsigned rank, str text);
void html_read_meta(html_meta *m, const char *tag, const html_attributes *at);
void html_read_json_ld(html_meta *m, str script);

/* "العنوان | الموقع" → "العنوان", where the last part is the outlet or looks like one; *ret_outlet gets it. */
str html_strip_outlet(str title, str outlet, bool guess, str *ret_outlet);

#endif
