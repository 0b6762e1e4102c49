/* A report: one text with what is known about it. All strings are UTF-8 and live in the arena of whoever read it. */
#ifndef ISNAD_SOURCE_REPORT_H
#define ISNAD_SOURCE_REPORT_H

#include "base/vec.h"

typedef enum src_noise_kind {
    SRC_NOISE_LABEL,
    SRC_NOISE_RELATED,
    SRC_NOISE_CAPTION,
    SRC_NOISE_DISCLAIMER,
    SRC_NOISE_CREDIT,
    SRC_NOISE_TITLE,
    SRC_NOISE_BYLINE
} src_noise_kind;

/* A stretch of the text that is not the report itself. */
typedef struct src_noise {
    uint32_t begin, end; /* bytes in text */
    src_noise_kind kind;
} src_noise;

typedef enum src_date_origin { SRC_DATE_NONE, SRC_DATE_METADATA, SRC_DATE_TEXT } src_date_origin;

typedef struct src_report {
    str id;   /* as given in the input, else the content's hash */
    str path; /* file, with "!member" for a member of an archive; empty for standard input */
    str url;
    str outlet;
    str title;
    str byline;
    str dateline;  /* "برلين 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس" */
    str published; /* YYYY-MM-DD, YYYY-MM, YYYY or empty */
    src_date_origin published_from;
    str retrieved;
    str republished_outlet, republished_title, republished_url;
    vec(str) credits;     /* agencies and outlets that the byline or the text credits, as written */
    str language;         /* "ar" unless the input says otherwise */
    str text;             /* the main text, valid UTF-8 */
    vec(src_noise) noise; /* in order, not overlapping */
} src_report;

#endif
