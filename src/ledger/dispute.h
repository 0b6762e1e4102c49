/* Disagreements: where tellings of one event, or a report and itself, or a report and the lexicon's tenures cannot both be right.
 *
 * The kinds:
 *     date, place, number, participant, status   sides are tellings of one event
 *     early      an event is reported as done on a day before the day it is dated to
 *     title      a report's title names another holder of an office than its text
 *     weekday, calendar   a date expression that contradicts itself
 *     tenure     someone is shown in an office on a day that the lexicon's tenures give to another
 *     office     reports show two people in one office on one day
 *
 * A coarser date, a place that holds the other, another spelling of a name are no disagreement. Only people say which side is right.
 */
#ifndef ISNAD_LEDGER_DISPUTE_H
#define ISNAD_LEDGER_DISPUTE_H

#include "ledger/merge.h"
#include "lexicon/image.h"

typedef struct led_world led_world;

/* What the ledger asks the lexicon. image must outlive it; NULL if memory is refused. One world belongs to one thread. */
led_world *led_world_new(const lex_image *image);
void led_world_free(led_world *w);
const lex_image *led_world_image(const led_world *w);

/* A list of sides as JSON: [{"value": …, "tellings": ["<key>", …]}, …]; of kinds about one report {"value", "begin", "end", "note"}. */
typedef struct led_dispute {
    uint64_t id; /* of kind, values and event: the same however often it is found */
    const char *kind;
    str sides;
} led_dispute;

typedef vec(led_dispute) led_disputes;

/* Among the tellings of one event. world may be NULL: what needs it is then left out. */
void led_event_disputes(arena *a, const led_world *world, const led_event *e, const led_telling *t, const uint32_t *members, uint32_t n, led_disputes *ret);

/* Within one report, and between it and the tenures. */
void led_report_disputes(arena *a, led_world *world, const led_report *r, const led_telling *t, uint32_t n, led_disputes *ret);

/* Whether an office has one holder at a time in a state. */
bool led_single_office(const led_world *world, str office);

/* Whether one person holds (of, office) in the lexicon on a day; their id, or empty if nobody or several are known. */
str led_holder(const led_world *world, str office, str of, int32_t day);

/* Calls fn for each tenure of a person (by id), or of an office of a state. */
typedef void led_tenure_fn(void *context, str person, str office, str of, str start, str end, str as_of, str status, str source);
void led_tenures_of_person(const led_world *world, str person, led_tenure_fn *fn, void *context);
void led_tenures_of_office(const led_world *world, str office, str of, led_tenure_fn *fn, void *context);

/* Row of a person; UINT32_MAX if the lexicon does not know the id. */
uint32_t led_person_row(const led_world *world, str id);

#endif
