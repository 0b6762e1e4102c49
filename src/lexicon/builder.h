/* Builds an image in memory: words, trie, forms, cells. compile.c decides what goes in; this knows how it is stored. */
#ifndef ISNAD_LEXICON_BUILDER_H
#define ISNAD_LEXICON_BUILDER_H

#include "base/buf.h"
#include "base/vec.h"
#include "lexicon/image.h"

typedef struct lex_builder lex_builder;

lex_builder *lex_builder_new(arena *a);

/* The number of a word, made if it is new. */
uint32_t lex_build_word(lex_builder *b, const unsigned char *key, size_t len);

/* Adds a path of words that ends in form. A form that stands there already is not added twice. */
void lex_build_path(lex_builder *b, const uint32_t *words, size_t n, lex_form form);

uint32_t lex_build_phrase(lex_builder *b, const lex_phrase *phrase); /* 1-based */
void lex_build_trigger(lex_builder *b, const lex_trigger *trigger);  /* in row order */
void lex_build_speech(lex_builder *b, const lex_speech *speech);     /* in row order */
void lex_build_tenure(lex_builder *b, const lex_tenure *tenure);

/* Writes the image; the caller frees ret. */
isn_status lex_build_image(lex_builder *b, const lex_tables *tables, buf *ret, isn_error *err);

#endif
