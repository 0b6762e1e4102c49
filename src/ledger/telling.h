/* Tellings: one report's word that something happened, made from a record; and the parts of a record that the register keeps in columns.
 *
 *     record (JSON) → led_report: hash, source, text → led_telling[]: type, parties, date, place, status, the sentence, its words
 *
 * A telling names its parties by text ids that mean the same in every report ("RUS", "person:vladimir-putin"), so that tellings of different reports can be
 * compared without a table of numbers, and the order in which reports came in can leave no trace.
 *
 * A party is kept as ID@STATE#OFFICE: whom, for which state, and in which office by this report's own words.
 */
#ifndef ISNAD_LEDGER_TELLING_H
#define ISNAD_LEDGER_TELLING_H

#include "base/json.h"
#include "base/vec.h"
#include "ledger/edtf.h"
#include "text/token.h"

enum {
    LED_WORDS_MAX = 28,    /* words of the evidence that are kept for comparing */
    LED_SKETCH_BINS = 128, /* of a report's MinHash */
    LED_RECORD_MAX = 64 * 1024 * 1024
};

typedef struct led_party {
    str id;      /* person:…, org:…, ISO code, place:…, group~…, capital:RUS for a capital as a place */
    str country; /* state they act for, or empty */
    str office;  /* key, or empty */
} led_party;

typedef vec(led_party) led_parties;

typedef struct led_telling {
    uint64_t key;      /* of report, type and place in the text: the same whenever this report is read the same way */
    uint64_t report;   /* number in the store */
    uint64_t copy;     /* of the sentence's folded words and the place in it: equal where a sentence was copied */
    uint64_t sentence; /* of the sentence's folded words alone */
    uint64_t origin;   /* the report's origin, once known */
    uint64_t credit;   /* hash of the agency or outlet that the report credits; 0 for none */
    uint64_t outlet;   /* hash of the outlet's name; 0 for none */
    str type, mode, status, time;
    led_parties actors, recipients, places;
    str said_by, topics; /* lists with '|' */
    str figures;         /* numbers of the sentence: "low of unit" with '|' */
    led_range range;
    int32_t published;                                 /* day; INT32_MIN for unknown */
    uint32_t begin, end, sentence_begin, sentence_end; /* code points */
    uint16_t words[LED_WORDS_MAX];                     /* sorted hashes of the sentence's content words */
    uint8_t n_words;
    bool firm; /* the report itself writes the date's day; else it is reckoned from "yesterday", "Tuesday" and the day of publication */
} led_telling;

typedef struct led_report {
    char hash[33];
    uint64_t key;
    str id, path, url, outlet, title, byline, dateline, published, published_from, retrieved, from_outlet, from_title, from_url, credits, language, text;
    int32_t day; /* of publication, INT32_MIN for unknown */
    uint64_t credit;
    const json_value *json;
    txt_doc doc;
} led_report;

typedef struct led_sketch {
    uint16_t bins[LED_SKETCH_BINS]; /* MinHash by one permutation; 0 for an empty bin */
    uint32_t shingles;              /* distinct, about */
} led_sketch;

/* Fills ret from a parsed record and reads its text. Under arena_protect(); ISN_BAD_INPUT if it is no record. json must outlive ret. */
isn_status led_report_of(arena *a, const json_value *json, led_report *ret, isn_error *err);

/* The report's tellings, in the order of its record. */
void led_tellings_of(arena *a, const led_report *r, led_telling **ret, uint32_t *ret_n);

/* Hash of a name's folded letters; 0 for none. */
uint64_t led_fold_hash(str s);

/* Key by which tellings are compared at all: type, mode and the states (or other parties) that take part. */
str led_block(arena *a, const led_telling *t);

/* ---- lists of parties as text ---- */
void led_party_list(buf *out, const led_parties *list);
void led_party_read(arena *a, str list, led_parties *ret);

/* A party as whom a state is meant: its own code, or the state it acts for; else its id. */
static inline str led_side(const led_party *p)
{
    return p->country.len ? p->country : p->id;
}
bool led_is_person(const led_party *p);
bool led_is_state(const led_party *p);
bool led_is_group(const led_party *p);

/* ---- copies ---- */
void led_sketch_of(arena *a, const txt_doc *doc, led_sketch *ret);
/* Estimated Jaccard similarity of two texts' sets of word 5-shingles, 0 to 1. */
double led_sketch_jaccard(const led_sketch *a, const led_sketch *b);
enum { LED_BANDS = 10, LED_BAND_ROWS = 6 };
/* Keys under which near-identical reports meet; returns how many (0 for texts under LED_SHINGLE words). */
unsigned led_bands(const led_sketch *s, uint64_t out[LED_BANDS]);
enum { LED_SHINGLE = 5, LED_SENTENCE_WORDS = 9 };
/* Hash of a sentence's folded words; 0 if it has fewer than LED_SENTENCE_WORDS. */
uint64_t led_sentence_hash(const txt_doc *doc, uint32_t sentence, uint32_t *ret_words);

/* A word without و ف ب ل ك and the article before it and the commonest endings behind it: what search and comparison take it by. Returns the part's length,
 * *from its start. */
size_t led_stem(const unsigned char *key, size_t len, size_t *from);

#endif
