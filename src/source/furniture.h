/* Inside src_find_noise: the text as lines, and the noise found so far. */
#ifndef ISNAD_SOURCE_FURNITURE_H
#define ISNAD_SOURCE_FURNITURE_H

#include "source/formats.h"
#include "source/press.h"

enum { SRC_LINES_MAX = 4096, SRC_NOISE_MAX = 512 };

typedef struct src_line {
    str s;             /* without white space and marks around it; not empty */
    bool blank_before; /* a blank line stands between it and the line before */
    bool taken;        /* is noise, all of it */
} src_line;

typedef struct src_page {
    arena *a;
    src_report *r;
    src_line *lines; /* the first SRC_LINES_MAX that are not blank */
    uint32_t n;
    uint32_t body; /* lines before it are title, byline and the like */
    bool all;      /* lines has every line of the text */
} src_page;

/* span: a part of the report's text. */
void src_mark(src_page *p, str span, src_noise_kind kind);
void src_mark_line(src_page *p, uint32_t line, src_noise_kind kind);

/* Adds a credit once. */
void src_credit(src_page *p, str name);
/* The agencies in a byline or dateline. */
void src_credits_of(src_page *p, str byline);

/* If the report has no date yet. */
void src_date_from(src_page *p, str s);

void src_find_head(src_page *p);
void src_find_middle(src_page *p);
void src_find_tail(src_page *p);

#endif
