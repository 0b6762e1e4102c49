/* The register on disk.
 *
 *     add:    record line ──▶ report, tellings, statements, offices, names, index ──commit──▶ acknowledged
 *     settle: new reports ──▶ copies and origins ──▶ blocks of tellings that changed ──▶ events, disagreements
 *
 * Everything that a record says is put down at once, in one transaction with its neighbours of half a second; what the register makes of all of them together
 * (events, origins, disagreements) is made afterwards, block by block, and marked as still to be made in the same transaction that makes it necessary. So a
 * kill at any moment leaves every acknowledged report in once, and whoever opens the register next finishes the work.
 *
 * One writer at a time, any number of readers. A sto belongs to one thread.
 */
#ifndef ISNAD_STORE_STORE_H
#define ISNAD_STORE_STORE_H

#include "base/buf.h"
#include "ledger/merge.h"

typedef struct sto sto;
struct led_world; /* ledger/dispute.h */

typedef enum sto_mode { STO_READ, STO_WRITE, STO_CREATE /* as STO_WRITE, made if it does not exist */ } sto_mode;

isn_status sto_open(const char *path, sto_mode mode, sto **ret, isn_error *err);
void sto_close(sto *s);

isn_status sto_begin(sto *s, isn_error *err);
isn_status sto_commit(sto *s, isn_error *err);
void sto_rollback(sto *s);

/* What the register takes disagreements within one report from; NULL to leave them out. Must outlive the store's use. */
void sto_world(sto *s, struct led_world *world);

/* Takes one record (a line of `isnad read`) in; *ret_new is false if the register holds the report already. Inside a transaction. */
isn_status sto_add(sto *s, str line, bool *ret_new, isn_error *err);

typedef void sto_progress(void *context, uint64_t done, uint64_t total);

/* Makes what is still to be made. Opens its own transactions. */
isn_status sto_settle(sto *s, const struct led_world *world, sto_progress *progress, void *context, isn_error *err);
/* Whether something is still to be made (an add was cut short). */
bool sto_unsettled(sto *s);

/* ---- asking ---- */

typedef struct sto_filter {
    const char *const *parties; /* text ids: states, persons, bodies */
    unsigned n_parties;
    int32_t from, to;                 /* days; INT32_MIN, INT32_MAX for no bound */
    const char *type, *status, *mode; /* NULL for any */
    int64_t limit;                    /* 0 for none */
} sto_filter;

/* Called for each event; strings live until it returns. Anything but ISN_OK stops. */
typedef isn_status sto_event_fn(void *context, const led_event *e);

/* Events by date, the undated behind them by first report. */
isn_status sto_events(sto *s, const sto_filter *f, sto_event_fn *fn, void *context, isn_error *err);
/* One event by its id; ISN_NOT_FOUND if there is none. */
isn_status sto_event(sto *s, uint64_t id, arena *a, led_event *ret, isn_error *err);

/* The only event whose name lies in a range; ISN_BAD_INPUT if there are several. */
isn_status sto_event_between(sto *s, uint64_t low, uint64_t high, arena *a, led_event *ret, isn_error *err);

typedef struct sto_report {
    int64_t number;
    char hash[33];
    str given, outlet, title, url, published, path;
    int64_t origin;  /* number of the report that stands for its group of copies */
    uint32_t copies; /* reports of the same origin, itself included */
} sto_report;

/* A telling with its report; groups number independent origins within one event. */
typedef struct sto_telling {
    led_telling telling;
    sto_report report;
    str sentence;
    str evidence; /* the telling's own words */
    uint32_t group;
    bool rejected;
} sto_telling;

isn_status sto_tellings(sto *s, uint64_t event, arena *a, sto_telling **ret, uint32_t *ret_n, isn_error *err);

/* By number, hash (or its beginning, at least 6 digits), or the id given in the input. */
isn_status sto_find_report(sto *s, str name, arena *a, sto_report *ret, isn_error *err);
isn_status sto_report_text(sto *s, int64_t number, arena *a, str *ret, isn_error *err);
/* The record as it came in, but for white space and the place of "text". */
isn_status sto_report_record(sto *s, int64_t number, buf *out, isn_error *err);
isn_status sto_report_at(sto *s, int64_t number, arena *a, sto_report *ret, isn_error *err);
/* Calls fn for each report in canonical order (by hash). */
isn_status sto_reports(sto *s, isn_status (*fn)(void *context, const sto_report *r), void *context, isn_error *err);

/* Events that a report tells. */
isn_status sto_report_events(sto *s, int64_t number, sto_event_fn *fn, void *context, isn_error *err);

/* The commonest full name of an entity in the register; empty if it is not in it. */
str sto_name(sto *s, arena *a, str id);
/* The name that a person gave it by a decision; empty if nobody did. */
str sto_renamed(sto *s, arena *a, str id);
/* Ids of entities under a name (folded comparison is the caller's): exact names met. */
isn_status sto_named(sto *s, str name, arena *a, str *ret_id);

/* ---- decisions ---- */

typedef struct sto_decision {
    int64_t n;
    str at, who, why, op, target, arguments; /* ops: decide.c */
    bool holds;                              /* not undone */
} sto_decision;

isn_status sto_decisions(sto *s, arena *a, sto_decision **ret, uint32_t *ret_n, isn_error *err);
/* Writes one entry down and marks what must be settled anew. Inside a transaction. */
isn_status sto_decide(sto *s, arena *a, const sto_decision *d, int64_t *ret_n, isn_error *err);
/* How many of the things that a decision names the register does not have. */
uint32_t sto_missing(sto *s, const sto_decision *d);

/* ---- disagreements ---- */

typedef struct sto_dispute {
    uint64_t id;
    str kind, sides;
    uint64_t event; /* 0 for one inside a report */
    int64_t report; /* 0 for one of an event */
    int32_t day;
} sto_dispute;

/* By day; kind may be NULL, event 0. */
isn_status sto_disputes(sto *s, const char *kind, uint64_t event, arena *a, sto_dispute **ret, uint32_t *ret_n, isn_error *err);
/* The tellings of a block by its name (led_block), with the events they are in. */
isn_status sto_block(sto *s, str name, arena *a, led_telling **ret, uint64_t **ret_events, uint32_t *ret_n, isn_error *err);
isn_status sto_telling_at(sto *s, uint64_t key, arena *a, sto_telling *ret, isn_error *err);

/* ---- offices ---- */

typedef struct sto_office {
    str person, office, of;
    bool former;
    str from, to; /* first and last publication that cites it */
    uint32_t reports, origins;
    int64_t report;      /* the first of them */
    uint32_t begin, end; /* its words there */
} sto_office;

/* As cited, summed up by person and office. person, office or of may be empty for any; day INT32_MIN for any. */
isn_status sto_offices(sto *s, str person, str office, str of, int32_t day, arena *a, sto_office **ret, uint32_t *ret_n, isn_error *err);

/* ---- outlets and search ---- */

typedef struct sto_outlet {
    str name;
    uint32_t reports, origins, copied_from, copied_by; /* origins: reports that are no copy; copied_by: of other outlets */
    str from, to;
} sto_outlet;

isn_status sto_outlets(sto *s, arena *a, sto_outlet **ret, uint32_t *ret_n, isn_error *err);

typedef struct sto_search {
    const char *words;  /* FTS5 expression, made by the caller */
    const char *outlet; /* or NULL */
    int32_t from, to;
    const char *const *parties;
    unsigned n_parties;
    const char *type;
    int64_t limit;
} sto_search;

/* Numbers of reports, best first. */
isn_status sto_find(sto *s, const sto_search *f, arena *a, int64_t **ret, uint32_t *ret_n, isn_error *err);

/* ---- trust ---- */

/* SQLite's own check, the index of search, and what must hold between the tables. problem is called for each finding. */
isn_status sto_verify(sto *s, void (*problem)(void *context, const char *what, const char *detail), void *context, isn_error *err);
/* A consistent copy, also while others write. */
isn_status sto_backup(sto *s, const char *path, isn_error *err);

typedef struct sto_counts {
    int64_t reports, origins, tellings, events, statements, offices, entities, disputes, open_disputes, decisions, bytes_text;
} sto_counts;
isn_status sto_count(sto *s, sto_counts *ret, isn_error *err);

/* Eight hexadecimal letters and more behind "e": the name of an event. */
enum { STO_EVENT_NAME = 20 };
void sto_event_name(uint64_t id, char out[STO_EVENT_NAME]);
bool sto_event_id(str name, uint64_t *ret);

#endif
