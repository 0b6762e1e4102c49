/* The record: what `isnad read` says of one report. DESIGN calls this the contract; view/record.c writes it, and the register is made of it. */
#ifndef ISNAD_FRAME_RECORD_H
#define ISNAD_FRAME_RECORD_H

#include "frame/model.h"
#include "mention/mention.h"

typedef vec(uint32_t) frm_refs; /* indexes into the document's entities */

typedef struct frm_event {
    lex_event_type type;
    const char *mode; /* constant or of the lexicon; "" for none */
    frm_refs actor, recipient, place, said_by;
    str time;          /* EDTF or empty */
    lex_status status; /* never LEX_ST_NONE */
    frm_refs topics;   /* rows of the sectors table */
    men_span span;
    uint32_t trigger; /* token of the trigger word */
    uint32_t row;     /* in triggers */
    uint8_t weight;
    bool mutual;
    bool pointed; /* a definite verbal noun («الهجوم», «الزيارة»): may point back to what was told */
    str round;    /* EDTF-like number of a round or session, as digits; empty if none */
} frm_event;

typedef struct frm_statement {
    uint32_t speaker; /* entity */
    str verb;         /* as written, without clitics */
    men_span span;
    men_span content; /* empty (begin == end) if none was found */
    bool quoted;
    str time;
    frm_refs to;
    uint32_t trigger;                /* token of the verb */
    uint32_t reach_first, reach_end; /* tokens whose events this statement is the source of */
    bool by_source;                  /* «بحسب», «نقلا عن»: stands inside or behind what it is the source of */
} frm_statement;

typedef struct frm_record {
    const men_doc *doc;
    vec(frm_event) events;         /* by position */
    vec(frm_statement) statements; /* by position */
} frm_record;

struct frm_observer;

/* Reads statements and events. Under arena_protect(). model may be NULL (rules alone); observer is for training (train.h), else NULL. */
void frm_read(men_doc *doc, const frm_model *model, const struct frm_observer *observer, frm_record *ret);

/* ---- the stages, in order ---- */
void frm_read_statements(men_doc *doc, frm_record *r);
void frm_read_events(men_doc *doc, const frm_model *model, const struct frm_observer *observer, frm_record *r);

const char *frm_type_name(lex_event_type t); /* "CONSULT" */
const char *frm_status_name(lex_status s);   /* "actual" */
const char *frm_kind_name(men_kind k);       /* "person" */

#endif
