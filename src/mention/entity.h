/* Entities: one for all the names of one person, body, state or place in a report. */
#ifndef ISNAD_MENTION_ENTITY_H
#define ISNAD_MENTION_ENTITY_H

#include "mention/mention.h"

/* The entity of a lexicon row, made if it is new. */
uint32_t men_entity_of_row(men_doc *d, men_kind kind, lex_table table, uint32_t row, str name);

/* The entity of a state by its code, made if it is new, with the lexicon's name; MEN_NONE if there is no such state. */
uint32_t men_entity_of_state(men_doc *d, const char *code);

/* An entity known by its name only. Names that fold to the same letters are one entity; of persons also a later short form of an earlier full name. */
uint32_t men_entity_of_name(men_doc *d, men_kind kind, str name);

/* An entity of its own, whatever names are there: for a spokesperson whose phrase ends in somebody else's name. */
uint32_t men_entity_new(men_doc *d, men_kind kind, str name);

/* Adds a form met in the text: it becomes the name if it is fuller, else an alias. */
void men_entity_met(men_doc *d, uint32_t entity, str form);

/* Folded words of a name. */
enum { MEN_NAME_WORDS = 12 };

/* Whether a is b shortened at either end, word by word (بوتين / فلاديمير بوتين). */
bool men_name_within(str a, str b);

/* Appends a mention; covers its tokens. */
men_mention *men_mention_add(men_doc *d, uint32_t entity, men_span span, men_span name, men_how how, unsigned clitics, const char *why);

#endif
