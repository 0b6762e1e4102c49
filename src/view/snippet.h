/* The words of a question in a text: found as search finds them, shown in their sentence. */
#ifndef ISNAD_VIEW_SNIPPET_H
#define ISNAD_VIEW_SNIPPET_H

#include "base/vec.h"
#include "text/token.h"

typedef struct view_term {
    const unsigned char *key; /* folded; stemmed unless exact */
    size_t len;
    bool exact, prefix;
} view_term;

typedef vec(view_term) view_terms;

/* Adds the words of s. */
void view_terms_of(arena *a, str s, bool exact, bool prefix, view_terms *ret);

bool view_term_is(const view_term *t, const txt_token *token);

/* Whether the terms stand in the text one behind the other. */
bool view_phrase_in(const txt_doc *doc, const view_terms *phrase);

typedef struct view_snippet {
    str before_cut; /* "… " or empty; likewise behind */
    str text, after_cut;
    uint32_t begin;       /* code point of text in the report */
    vec(txt_token) marks; /* tokens of the report that are terms, within text */
} view_snippet;

/* The stretch of some `words` words in which most of the terms stand, cut at words. */
void view_snippet_of(arena *a, const txt_doc *doc, const view_terms *terms, unsigned words, view_snippet *ret);

#endif
