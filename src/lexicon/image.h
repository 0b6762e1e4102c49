/* The lexicon image: one file, mapped read-only and shared by every process that reads with it.
 *
 *     header | strings | tables and cells | words | word keys | edges | nodes | forms | phrases | triggers | tenures
 *
 * Names are paths in a trie whose steps are folded words. `words` is an open-addressing hash from a word's key to its number; `edges` is one from
 * (node, word) to the next node; a node lists the forms that end there. Everything is an array of fixed-size records at a 16-byte boundary; nothing is parsed
 * at start. The header has a version, a byte-order mark, the file's size and a checksum (XXH3) of all that follows it.
 */
#ifndef ISNAD_LEXICON_IMAGE_H
#define ISNAD_LEXICON_IMAGE_H

#include "base/status.h"
#include "base/str.h"
#include "lexicon/grammar.h"
#include "lexicon/inflect.h"
#include "lexicon/table.h"

enum { LEX_IMAGE_VERSION = 4 };

/* What a form is a form of. The row is a row of the table named in brackets; for grammar words it is a lex_word_id. */
typedef enum lex_kind {
    LEX_COUNTRY = 1,  /* [countries] a name */
    LEX_DEMONYM,      /* [countries] an adjective: سوري */
    LEX_CAPITAL,      /* [countries] */
    LEX_SEAT,         /* [countries] الكرملين */
    LEX_PERSON,       /* [people] a full name */
    LEX_PERSON_SHORT, /* [people] بوتين */
    LEX_ORG,          /* [organizations] */
    LEX_ORG_SHORT,    /* [organizations] a form that needs the full name before it */
    LEX_OUTLET,       /* [outlets] */
    LEX_CREDIT,       /* [outlets] a form of credit lines */
    LEX_PLACE,        /* [places] */
    LEX_OFFICE,       /* [offices] */
    LEX_TITLE,        /* [titles] */
    LEX_MONTH,        /* [months] */
    LEX_WEEKDAY,      /* [weekdays] */
    LEX_NUMBER,       /* [numbers] */
    LEX_SECTOR,       /* [sectors] */
    LEX_TRIGGER,      /* [triggers] */
    LEX_SPEECH,       /* [speech] */
    LEX_SIGN,         /* [signs] */
    LEX_VERB,         /* [verbs] */
    LEX_GRAMMAR,
    LEX_KINDS
} lex_kind;

/* Which column of its row a form comes from. */
typedef enum lex_shape {
    LEX_S_NAME = 0,
    LEX_S_ADJ_M,
    LEX_S_ADJ_F,
    LEX_S_ADJ_P,
    LEX_S_PERFECT,
    LEX_S_IMPERFECT,
    LEX_S_NOUN,
    LEX_S_AGENT,
    LEX_S_PATIENT,
    LEX_S_PHRASE,
    LEX_S_PLURAL
} lex_shape;

typedef struct lex_form {
    uint32_t row;
    uint32_t phrase;   /* 1 + index into phrases: words that must follow (أطلق … سراح); 0 for none */
    uint16_t features; /* lex_inflect features */
    uint8_t kind;      /* lex_kind */
    uint8_t shape;     /* lex_shape */
    uint8_t overlay;   /* 0: this image; set when a form of an overlay is handed out */
    uint8_t unused[3];
} lex_form;

enum { LEX_PHRASE_MAX = 6, LEX_GENITIVE_MAX = 4, LEX_PREPS_MAX = 14, LEX_CONDITIONS_MAX = 24 };

typedef struct lex_phrase {
    uint32_t n;
    uint32_t words[LEX_PHRASE_MAX];
} lex_phrase;

typedef enum lex_role { LEX_R_NONE, LEX_R_ACTOR, LEX_R_RECIPIENT, LEX_R_PLACE, LEX_R_CONTENT, LEX_R_SELF, LEX_R_SOURCE } lex_role;

typedef enum lex_event_type {
    LEX_AGREE,
    LEX_CONSULT,
    LEX_SUPPORT,
    LEX_CONCEDE,
    LEX_COOPERATE,
    LEX_AID,
    LEX_RETREAT,
    LEX_REQUEST,
    LEX_ACCUSE,
    LEX_REJECT,
    LEX_THREATEN,
    LEX_PROTEST,
    LEX_SANCTION,
    LEX_MOBILIZE,
    LEX_COERCE,
    LEX_ASSAULT,
    LEX_EVENT_TYPES
} lex_event_type;

typedef enum lex_status { LEX_ST_NONE, LEX_ST_ACTUAL, LEX_ST_PLANNED, LEX_ST_HYPOTHETICAL, LEX_ST_NEGATED } lex_status;

typedef struct lex_trigger {
    uint8_t type;    /* lex_event_type */
    uint8_t subject; /* lex_role */
    uint8_t object;
    uint8_t status;
    uint8_t mutual, political, armed, weight;
    uint8_t genitive[LEX_GENITIVE_MAX];
    uint8_t n_genitive, n_preps, n_needs, n_not;
    struct {
        uint16_t word; /* lex_word_id of the preposition; LEX_PREP_L, LEX_PREP_B for the letters */
        uint16_t role;
    } preps[LEX_PREPS_MAX];
    uint32_t needs[LEX_CONDITIONS_MAX], not [LEX_CONDITIONS_MAX]; /* word numbers */
} lex_trigger;

enum { LEX_PREP_L = 1000, LEX_PREP_B = 1001 };

typedef enum lex_speech_kind { LEX_SAY, LEX_QUOTE, LEX_DENY, LEX_ASK, LEX_SPEECH_TITLE } lex_speech_kind;

typedef struct lex_speech {
    uint8_t kind, weight;
    uint8_t n_links;
    uint8_t link_li, link_bi, link_mark; /* a word behind ل, behind ب, a colon or quotation mark is a link too */
    uint8_t unused[2];
    uint32_t links[LEX_CONDITIONS_MAX]; /* word numbers */
} lex_speech;

typedef struct lex_tenure {
    uint32_t person, office;                 /* rows */
    uint32_t org;                            /* 1 + row in organizations; 0 for none */
    char country[4];                         /* or empty */
    int32_t start, end;                      /* days since 1970-01-01, first possible start and last possible end; INT32_MAX for no known end */
    uint32_t row;                            /* in tenures */
    uint8_t acting, disputed, elect, coarse; /* coarse: a bound is known to the month or year only */
} lex_tenure;

typedef struct lex_image lex_image;

/* Maps path. Refuses with ISN_BAD_IMAGE a file that is cut, damaged, or of another version. The image may be used by any number of threads. */
isn_status lex_image_open(const char *path, lex_image **ret, isn_error *err);

/* Takes an image made in memory (by lex_compile); bytes are freed with the image. */
isn_status lex_image_of(char *bytes, size_t size, const char *name, lex_image **ret, isn_error *err);
void lex_image_close(lex_image *image);

/* The number of a word, or 0. */
uint32_t lex_word_number(const lex_image *image, const unsigned char *key, size_t len);

/* The node after node (0 is the root) by word, or 0. */
uint32_t lex_step(const lex_image *image, uint32_t node, uint32_t word);

/* The forms that end at a node. */
const lex_form *lex_forms(const lex_image *image, uint32_t node, uint32_t *ret_n);

uint32_t lex_row_count(const lex_image *image, lex_table table);
str lex_cell(const lex_image *image, lex_table table, uint32_t row, unsigned column);
const lex_trigger *lex_trigger_at(const lex_image *image, uint32_t row);
const lex_speech *lex_speech_at(const lex_image *image, uint32_t row);
const lex_phrase *lex_phrase_at(const lex_image *image, uint32_t phrase); /* 1-based, as in lex_form */
const lex_tenure *lex_tenures(const lex_image *image, uint32_t *ret_n);   /* sorted by country, organisation, office, start */

/* A name of the image's content: 16 hexadecimal digits of its checksum. */
void lex_image_name(const lex_image *image, char out[17]);

/* First row of a table whose first cell is id; false if there is none. */
bool lex_find_row(const lex_image *image, lex_table table, str id, uint32_t *ret);

#endif
