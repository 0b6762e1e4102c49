/* What the trainer of the name tagger reads: texts with a tag a token. */
#ifndef ISNAD_TOOLS_TRAIN_NAMES_H
#define ISNAD_TOOLS_TRAIN_NAMES_H

#include "base/vec.h"
#include "mention/tagger.h"

typedef enum trn_source { TRN_NEWSFANE, TRN_CORPUS } trn_source;

typedef struct trn_doc {
    trn_source source;
    unsigned fold;       /* 0 … TRN_FOLDS - 1 */
    bool held_out;       /* of the corpus' test part: measured on, never learned from what is shipped */
    str published;       /* or empty */
    txt_doc text;
    lex_doc lex;
    uint8_t *tags;       /* men_tag per token */
} trn_doc;

enum { TRN_FOLDS = 5 };

typedef vec(trn_doc) trn_docs;

/* Append the documents of newsfane.txt, or of a folder with reports/ and gold/. On failure they say why and end the program. */
void trn_read_newsfane(arena *a, lex_reader *words, const char *path, trn_docs *out);
void trn_read_corpus(arena *a, lex_reader *words, const char *folder, trn_docs *out);

#endif
