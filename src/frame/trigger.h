/* Triggers: the words of a report that may tell an event, one candidate a token. */
#ifndef ISNAD_FRAME_TRIGGER_H
#define ISNAD_FRAME_TRIGGER_H

#include "frame/phrase.h"

typedef struct frm_trigger {
    uint32_t first, end;   /* tokens of the trigger word or phrase */
    uint32_t clause, clause_end;
    const lex_match *match;
    const lex_trigger *row;
    uint32_t needed;       /* token of the word that the row needs (زيارة of قام بزيارة), or MEN_NONE */
    bool verb, noun, participle;
    bool passive;          /* by its letters */
} frm_trigger;

/* The best candidate at token t; false if there is none or its conditions fail. */
bool frm_trigger_at(const men_doc *d, uint32_t t, frm_trigger *ret);

#endif
