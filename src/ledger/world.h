/* Inside of ledger/: the world's insides. */
#ifndef ISNAD_LEDGER_WORLD_H
#define ISNAD_LEDGER_WORLD_H

#include "ledger/dispute.h"
#include "lexicon/match.h"

struct led_world {
    const lex_image *image;
    lex_reader *words;
    arena *memory;    /* of one question */
    uint32_t *people; /* hash of ids: 1 + row */
    uint32_t mask;
};

/* Whether a person ever held an office of a state, by the lexicon. */
bool led_held(const led_world *w, str person, str office, str of);

#endif
