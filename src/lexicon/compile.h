/* Compiling: tables → image. Every form of every row becomes a path of folded words; verbs, nouns and participles are inflected. */
#ifndef ISNAD_LEXICON_COMPILE_H
#define ISNAD_LEXICON_COMPILE_H

#include "base/buf.h"
#include "lexicon/image.h"
#include "lexicon/table.h"

/* Makes an image of tables in ret (the caller frees it). Rows that break the tables' rules are reported to problem, left out and counted in *bad. Memory comes
 * from tables->memory. */
isn_status lex_compile(lex_tables *tables, buf *ret, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err);

/* Copies the rows of an image back into tables, so that a user's rows can be laid over them. */
void lex_tables_of(const lex_image *image, lex_tables *tables);

/* Lays the rows of over on tables: a row with the key of an existing one takes its place; a key that begins with '-' hides the rows of that key. */
void lex_overlay(lex_tables *tables, const lex_tables *over);

/* Cuts a name into folded words; returns their number, at most max. Marks and spaces separate words. */
typedef struct lex_key {
    unsigned char bytes[64];
    size_t len;
} lex_key;
size_t lex_cut_name(str name, lex_key *out, size_t max);

#endif
