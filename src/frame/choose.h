/* Choosing: the candidates of an event's places and what speaks for each, as features of the model. */
#ifndef ISNAD_FRAME_CHOOSE_H
#define ISNAD_FRAME_CHOOSE_H

#include "frame/model.h"
#include "frame/trigger.h"

/* Somebody or some place near a trigger. */
typedef struct frm_candidate {
    frm_phrase phrase;  /* kind FRM_P_WHO or FRM_P_PEOPLE; for an adjective of state and for the subject before: FRM_P_OTHER */
    uint32_t state_row; /* row in countries of an adjective (الروسي); MEN_NONE otherwise */
    uint32_t entity;    /* of FRM_P_WHO and the subject before; else MEN_NONE until it is chosen */
    bool carried;       /* not of this sentence: the subject of the one before */
} frm_candidate;

enum { FRM_CANDIDATES_MAX = 48 };

typedef struct frm_context {
    men_doc *d;
    const frm_record *r;
    const frm_trigger *c;
    const frm_event *e;    /* as the rules fill it */
    uint32_t last_subject; /* entity or MEN_NONE */
    uint32_t last_place;
} frm_context;

unsigned frm_candidates(const frm_context *x, frm_candidate *out);

/* The entities of a candidate, made where they are new. */
void frm_candidate_refs(men_doc *d, const frm_candidate *k, frm_refs *refs);

void frm_accept_features(const frm_context *x, frm_features *f);
void frm_role_features(const frm_context *x, const frm_candidate *k, frm_features *f);
/* time: index into times, or MEN_NONE for "no time". */
void frm_time_features(const frm_context *x, uint32_t time, frm_features *f);
/* statement: index into the record's statements. */
void frm_source_features(const frm_context *x, uint32_t statement, frm_features *f);

#endif
