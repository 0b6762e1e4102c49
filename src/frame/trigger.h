/* Triggers: the words of a report that may tell an event, one candidate a token. */
#ifndef ISNAD_FRAME_TRIGGER_H
#define ISNAD_FRAME_TRIGGER_H

#include "frame/phrase.h"

typedef struct frm_trigger {
    uint32_t first, end; /* tokens of the trigger word or phrase */
    uint32_t clause, clause_end;
    const lex_match *match;
    const lex_trigger *row;
    uint32_t needed; /* token of the word that the row needs (زيارة of قام بزيارة), or MEN_NONE */
    bool verb, noun, participle;
    bool passive; /* by its letters */
    bool unmet;   /* none of the words that the row needs is near */
    bool refused; /* a word that refuses the reading stands in the clause */
} frm_trigger;

/* The best candidate at token t; false if there is none. One that is unmet or refused is still a candidate: the model may know better, the rules alone leave it
 * out. */
bool frm_trigger_at(const men_doc *d, uint32_t t, frm_trigger *ret);

#endif
