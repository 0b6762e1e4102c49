/* Mentions: what a report names, dates, counts, and whom it refers to.
 *
 *     lexicon matches + tagger  →  names  →  offices  →  entities (one for all their names)  →  references (نظيره, الجانبان, the minister)
 *     tokens                    →  numbers →  times, quantities
 *
 * men_read runs all of it in that order and leaves one men_doc, on which frame/ builds events and statements. Everything lives in the report's arena.
 */
#ifndef ISNAD_MENTION_MENTION_H
#define ISNAD_MENTION_MENTION_H

#include "base/vec.h"
#include "mention/tagger.h"
#include "source/report.h"
#include "text/calendar.h"

typedef enum men_kind { MEN_PERSON, MEN_ORGANIZATION, MEN_COUNTRY, MEN_PLACE, MEN_GROUP } men_kind;

#define MEN_NONE UINT32_MAX /* no such thing, for any index */

/* A stretch of text by tokens, with the bytes and code points it really covers (clitics of the first token left out). */
typedef struct men_span {
    uint32_t first, end; /* tokens */
    uint32_t begin_byte, end_byte;
    uint32_t begin, end_cp; /* code points */
} men_span;

typedef struct men_entity {
    str id; /* person:…, org:…, place:…, the code of a country, or name-derived: person~… for those the lexicon does not know */
    men_kind kind;
    str name; /* the fullest form in the text, without clitics */
    vec(str) aliases;
    char country[4]; /* of a country its own code; else the state they act for, or empty */
    bool known;      /* in the lexicon */
    bool named;      /* named in the text outside of noise, not only implied */
    lex_table table; /* of the row, where known */
    uint32_t row;
    str office; /* of a person: key of the latest office that the text gives; empty if none */
    char office_of[4];
    bool female;
    bool organ;      /* a body of its state: a ministry, a parliament, a seat of power */
    bool force;      /* an army, a police, a service of its state */
    bool voice;      /* unnamed sources that speak: «مصادر مطلعة» */
    bool bare_title; /* the text gives the office without its state: the home state's, as its own press writes */
} men_entity;

/* How a mention shows its entity. */
typedef enum men_how {
    MEN_BY_NAME,      /* فلاديمير بوتين, بوتين */
    MEN_BY_OFFICE,    /* الرئيس الروسي, الوزير */
    MEN_BY_STATE,     /* الحكومة الروسية, الجانب الروسي, موسكو for the government */
    MEN_BY_REFERENCE, /* نظيره, الجانبان, بلاده */
    MEN_BY_GROUP      /* an unnamed group: متظاهرون */
} men_how;

typedef struct men_mention {
    uint32_t entity;
    uint32_t second; /* another entity of the same phrase (الجانبان), or MEN_NONE */
    men_span span;   /* of the whole phrase: title, office, adjective and name */
    men_span name;   /* of the name alone; empty (first == end) if there is none */
    men_how how;
    uint8_t clitics; /* LEX_C_… of the phrase's first token */
    bool noise;
    const char *why; /* constant: how it was resolved */
} men_mention;

typedef enum men_calendar { MEN_GREGORIAN, MEN_HIJRI } men_calendar;

typedef struct men_time {
    men_span span;
    str edtf;
    men_calendar calendar;
    int32_t from, to;  /* days since 1970-01-01, inclusive; INT32_MIN, INT32_MAX where open */
    const char *doubt; /* NULL, or why the expression contradicts itself: "weekday", "calendar" */
} men_time;

typedef enum men_mod { MEN_EXACT, MEN_MORE_THAN, MEN_LESS_THAN, MEN_ABOUT, MEN_ORDINAL } men_mod;

typedef struct men_quantity {
    men_span span;
    double low, high; /* equal for an exact number */
    bool has_low, has_high;
    men_mod mod;
    str of;   /* what is counted, as written; may be empty */
    str unit; /* ISO 4217 code, "%", or empty */
} men_quantity;

typedef struct men_office {
    uint32_t person;    /* entity */
    str office;         /* key */
    char of[4];         /* state, or empty */
    uint32_t of_entity; /* organisation, or MEN_NONE */
    bool former, acting;
    men_span span;
} men_office;

/* An office phrase without or before its holder: «وزير الخارجية الروسي» . */
typedef struct men_title {
    men_span span; /* from the first word (معالي, نائب …) to the last of the phrase */
    str office;    /* key */
    char of[4];
    uint32_t of_entity;                               /* organisation, or MEN_NONE */
    bool former, acting, plural, definite, reference; /* reference: نظيره */
    bool of_person;                                   /* the phrase goes up to the name of the one they speak for */
    bool listed;                                      /* a form of the offices table, not a head with a complement of its own */
    uint32_t person;                                  /* entity once resolved, or MEN_NONE */
    uint8_t clitics;
} men_title;

typedef struct men_doc {
    arena *memory;
    const src_report *report;
    const txt_doc *text;
    const lex_doc *lex;
    men_tag_cache *tags; /* of the reader; NULL for the lexicon alone */
    men_tags said;       /* what the tagger says of each token */
    bool has_published;
    cal_date published;
    char home[4]; /* the state of the report's outlet, or empty */
    bool *noise;  /* per token */
    vec(men_entity) entities;
    vec(men_mention) mentions; /* by first token, not overlapping */
    uint32_t *mention_at;      /* per token: 1 + index of the mention that covers it; 0 for none */
    vec(men_time) times;       /* by first token */
    uint32_t *time_at;         /* per token: 1 + index; 0 for none */
    vec(men_quantity) quantities;
    uint32_t *quantity_at; /* per token, likewise */
    vec(men_office) offices;
    vec(men_title) titles;
    uint32_t *title_at; /* per token: 1 + index of the title that covers it */
    /* what the frame stage marks before it reads (frm_mark), per token */
    bool *finite;             /* a finite verb */
    uint8_t *preposition;     /* a lex_word_id, or GW_COUNT */
    uint8_t *preposition_len; /* tokens */
} men_doc;

/* Reads text (tokenised) and its matches. Under arena_protect(). published overrides nothing: it is the report's own. */
void men_read(arena *a, const src_report *report, const txt_doc *text, const lex_doc *lex, men_tag_cache *tags, men_doc *ret);

/* ---- the stages, in order; each fills its part of d ---- */

void men_read_times(men_doc *d);           /* times, time_at */
void men_read_quantities(men_doc *d);      /* quantities, quantity_at; after the times, whose figures are no quantities */
void men_read_titles(men_doc *d);          /* titles, title_at */
void men_read_names(men_doc *d);           /* entities and mentions by name */
void men_read_offices(men_doc *d);         /* offices; joins titles and names */
void men_resolve(men_doc *d);              /* references */
void men_add_resolved_offices(men_doc *d); /* «رئيس الوزراء الإسرائيلي» of a report that names نتنياهو elsewhere */

/* ---- spans ---- */

/* The span of tokens first..end (exclusive), with `letters` letters of clitics left out at its start. */
men_span men_span_of(const men_doc *d, uint32_t first, uint32_t end, unsigned letters);
static inline str men_text(const men_doc *d, men_span s)
{
    return str_range(d->text->text.ptr, s.begin_byte, s.end_byte);
}

/* The text of a name's span as the name stands alone: what follows ل of للبنك is البنك. */
str men_name_text(const men_doc *d, men_span s);

static inline const txt_token *men_token(const men_doc *d, uint32_t t)
{
    return &d->text->tokens[t];
}

/* Whether tokens t-1 and t stand in one sentence. */
static inline bool men_same_sentence(const men_doc *d, uint32_t a, uint32_t b)
{
    return a < d->text->n_tokens && b < d->text->n_tokens && d->text->tokens[a].sentence == d->text->tokens[b].sentence;
}

#endif
