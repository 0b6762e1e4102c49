/* Events as lines: for people on a terminal or a page, and for programs. */
#ifndef ISNAD_VIEW_TIMELINE_H
#define ISNAD_VIEW_TIMELINE_H

#include "base/json.h"
#include "ledger/merge.h"

typedef struct view_names {
    void *context;
    str (*name)(void *context, arena *a, str id); /* how people call an entity; never empty */
} view_names;

typedef enum view_format { VIEW_TEXT, VIEW_CSV, VIEW_JSONL, VIEW_HTML } view_format;

typedef struct view_style {
    view_format format;
    bool isolate;   /* the terminal reorders: put isolates around words */
    unsigned width; /* columns; 0 for 80 */
    bool colour;
} view_style;

void view_timeline_begin(buf *out, const view_style *style, str title);
/* One event; sentence may be empty. */
void view_timeline_event(buf *out, const view_style *style, arena *a, const view_names *names, const led_event *e, str sentence);
void view_timeline_end(buf *out, const view_style *style);

/* A word for an event's kind: "visit", "phone call", "attack" … */
const char *view_event_word(str type, str mode);
/* "done", "planned", "possible", "denied". */
const char *view_status_word(str status);

/* Who with whom: "Putin, Assad" or "Putin → Syria"; where behind " · ". */
str view_who(arena *a, const view_names *names, const led_event *e);
str view_where(arena *a, const view_names *names, const led_event *e);

/* The event's members as JSON, without tellings: {"id", "type", …}. The object is left open for more members. */
void view_event_json(json_writer *w, arena *a, const view_names *names, const led_event *e);

/* "e" and 15 hexadecimal digits. */
void view_event_id(const led_event *e, char out[20]);

#endif
