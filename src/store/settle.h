/* Inside of store/: the steps of settling. */
#ifndef ISNAD_STORE_SETTLE_H
#define ISNAD_STORE_SETTLE_H

#include "store/db.h"

typedef struct sto_tick {
    sto_progress *progress;
    void *context;
    uint64_t done, total;
} sto_tick;

/* Calls fn until it sets *some to false, with a commit every few hundred calls. Each call has the arena to itself. */
isn_status sto_in_chunks(sto *s, isn_status (*fn)(sto *s, bool *some, isn_error *err), sto_tick *tick, isn_error *err);

isn_status sto_settle_copies(sto *s, sto_tick *tick, isn_error *err);

/* decide.c: what people decided, as pins on tellings. */
typedef struct sto_pins sto_pins;
isn_status sto_pins_load(sto *s, sto_pins **ret, isn_error *err);
void sto_pins_free(sto_pins *p);
led_pin sto_pin_of(const sto_pins *p, uint64_t telling, bool *rejected);
bool sto_pins_any(const sto_pins *p);
/* Entities that are said to be others, by those. */
void sto_pins_rename(const sto_pins *p, led_parties *list);

#endif
