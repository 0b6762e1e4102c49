/* Phrases: the noun phrases of a sentence as fillers of roles, and the clauses they stand in.
 *
 *     [استقبل] [الرئيس الروسي فلاديمير بوتين] [نظيره السوري] [في موسكو] [اليوم]
 *       verb        mention                     mention       place      time
 *
 * A shallow reading, left to right: a phrase is a mention (with its title), an office holder without a name, a quantity of people, an unnamed group, or an
 * opaque run of nouns that fills a slot without being anybody.
 */
#ifndef ISNAD_FRAME_PHRASE_H
#define ISNAD_FRAME_PHRASE_H

#include "frame/record.h"

typedef enum frm_phrase_kind {
    FRM_P_WHO,    /* refs tell whom */
    FRM_P_PEOPLE, /* an unnamed group: an entity is made when it fills a role */
    FRM_P_TIME,
    FRM_P_OTHER /* nouns that are nobody */
} frm_phrase_kind;

typedef struct frm_phrase {
    frm_phrase_kind kind;
    uint32_t first, end; /* tokens */
    uint8_t clitics;     /* LEX_C_… before it */
    uint8_t letters;     /* of those clitics */
    bool definite;
    uint32_t mention; /* for FRM_P_WHO: index into mentions, or MEN_NONE */
} frm_phrase;

/* The phrase that starts at token t; false at verbs, prepositions, conjunctions and marks. */
bool frm_phrase_at(const men_doc *d, uint32_t t, frm_phrase *ret);

/* Adds whom the phrase refers to; makes a group entity for FRM_P_PEOPLE. */
void frm_phrase_refs(men_doc *d, const frm_phrase *p, frm_refs *refs);

/* Adds the phrase at p and those joined to it by و or a comma («لافروف وكيري», «مصر والأردن وقطر»); returns the token behind the last. */
uint32_t frm_phrase_list(men_doc *d, const frm_phrase *p, frm_refs *refs);

void frm_add_ref(men_doc *d, frm_refs *refs, uint32_t entity);
bool frm_has_ref(const frm_refs *refs, uint32_t entity);

/* Marks finite verbs and prepositions, once, before anything here is asked. */
void frm_mark(men_doc *d);

/* Whether token t is a finite verb under its likeliest reading. */
bool frm_is_verb(const men_doc *d, uint32_t t);

/* Whether the words before t allow a jussive or subjunctive: لم, لن, لا, أن, or ل on the verb itself. clitics: of the reading. */
bool frm_may_be_short(const men_doc *d, uint32_t t, unsigned clitics);

/* Whether the word is written with a hamza on or under its letters. */
bool frm_shows_hamza(const men_doc *d, uint32_t t);

/* Whether the word's vowel marks show a passive: أُعلن. */
bool frm_shows_passive(const men_doc *d, uint32_t t);

/* The preposition at t: a lex_word_id; its tokens in *ret_len. GW_COUNT if there is none. */
lex_word_id frm_preposition_at(const men_doc *d, uint32_t t, uint32_t *ret_len);

/* The clause around token t in its sentence: [*ret_first, *ret_end). Cut at full stops, semicolons, and at conjunctions that open another clause. */
void frm_clause(const men_doc *d, uint32_t t, uint32_t *ret_first, uint32_t *ret_end);

/* Who does the verb at t: the phrase behind it (VSO), before it (SVO, relative clause), or of the verb before it. False if nobody is found. features: of its
 * form. */
typedef struct frm_subject {
    frm_phrase phrase;
    bool found;
    bool before;    /* stands before the verb */
    uint32_t after; /* token behind the verb and its subject: where the object is looked for */
} frm_subject;
frm_subject frm_subject_of(men_doc *d, uint32_t t, unsigned features);

#endif
