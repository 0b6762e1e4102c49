/* One event from many tellings.
 *
 *     tellings of one block, in any order → sorted → each joins the cluster that it fits best, or starts one → events
 *
 * The result is a function of the set: tellings are taken in an order made from their contents, the precisely dated first, so that a telling that only knows
 * the month or the year finds the dated events it may belong to, and joins only if there is one. What an event is called is the least key among its tellings.
 */
#ifndef ISNAD_LEDGER_MERGE_H
#define ISNAD_LEDGER_MERGE_H

#include "ledger/telling.h"

/* What people decided on a telling, as far as merging is concerned. */
typedef struct led_pin {
    uint64_t group; /* tellings with one group are one event; 0 for none */
    bool alone;     /* joins nothing and is joined by nothing */
} led_pin;

/* Sets ret_of[i] to the cluster (0-based) of each telling; returns how many there are. pins may be NULL. */
uint32_t led_merge(arena *a, const led_telling *t, uint32_t n, const led_pin *pins, uint32_t *ret_of);

/* How well two tellings agree; under 0 if they cannot be one event. For tests and for `check`. */
double led_agreement(const led_telling *a, const led_telling *b);
/* Share of the fewer words of two tellings' sentences that stand in both, 0 to 1. */
double led_shared_words(const led_telling *a, const led_telling *b);

typedef struct led_value {
    str value;
    uint32_t tellings; /* how many give it */
} led_value;

/* An event, with what its tellings agree on most. Every value remains with its tellings. */
typedef struct led_event {
    uint64_t id; /* least key of its tellings */
    str type, mode, status, time;
    led_range range;
    int32_t reported; /* first day of publication; INT32_MIN if unknown */
    led_parties actors, recipients, places;
    str topics;
    uint32_t tellings, reports, origins, disputes;
    const led_telling *best; /* the telling that says most: its sentence stands for the event */
} led_event;

/* Sums up one cluster: members are indexes into t. Origins count groups of tellings connected by origin, copied sentence or credit. */
void led_event_of(arena *a, const led_telling *t, const uint32_t *members, uint32_t n, led_event *ret);

/* Number of independent origins among the members; *ret_group, if not NULL, gets a group number for each member. */
uint32_t led_origins(arena *a, const led_telling *t, const uint32_t *members, uint32_t n, uint32_t *ret_group);

#endif
