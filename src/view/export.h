/* An event in other people's formats. Each function writes one event's lines or members; the caller writes what stands before and behind them all. */
#ifndef ISNAD_VIEW_EXPORT_H
#define ISNAD_VIEW_EXPORT_H

#include "view/timeline.h"

/* What an export needs of a telling: where it stands. */
typedef struct view_source {
    str report; /* hash */
    str outlet, published, url, title;
    str text;            /* the telling's words */
    uint32_t begin, end; /* code points in the report's text */
    uint32_t origin;     /* number of the independent origin within the event, from 1 */
} view_source;

typedef struct view_item {
    const led_event *event;
    const view_source *sources;
    uint32_t n;
} view_item;

/* PLOVER records: one JSON object a line. */
void view_plover(buf *out, arena *a, const view_names *names, const view_item *item);
/* POLECAT's columns, tab-separated; one line for each pair of actor and recipient. */
void view_polecat_begin(buf *out);
void view_polecat(buf *out, arena *a, const view_names *names, const view_item *item);
/* iCalendar (RFC 5545): dated events only. */
void view_ics_begin(buf *out);
void view_ics(buf *out, arena *a, const view_names *names, const view_item *item);
void view_ics_end(buf *out);
/* W3C Web Annotation: one annotation for each telling, one a line. */
void view_annotation(buf *out, arena *a, const view_names *names, const view_item *item);
/* FollowTheMoney entities of an event, one a line: Trip for visits, Call for calls, else Event; its parties, and a Mention for each telling. */
void view_ftm(buf *out, arena *a, const view_names *names, const view_item *item);
void view_ftm_article(buf *out, const view_source *report);

#endif
