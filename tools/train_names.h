/* The trainer of the name tagger: what it reads, what it learns, what it writes. */
#ifndef ISNAD_TOOLS_TRAIN_NAMES_H
#define ISNAD_TOOLS_TRAIN_NAMES_H

#include "base/vec.h"
#include "mention/tagger_model.h"

typedef enum trn_source { TRN_NEWSFANE, TRN_CORPUS } trn_source;

typedef struct trn_doc {
    trn_source source;
    unsigned fold; /* 0 … TRN_FOLDS - 1 */
    bool held_out; /* of the corpus' test part: measured on, never learned from what is shipped */
    str published; /* or empty */
    txt_doc text;
    lex_doc lex;
    uint8_t *tags; /* men_tag per token */
} trn_doc;

enum { TRN_FOLDS = 5 };

typedef vec(trn_doc) trn_docs;

/* Append the documents of newsfane.txt, or of a folder with reports/ and gold/. On failure they say why and end the program. */
void trn_read_newsfane(arena *a, lex_reader *words, const char *path, trn_docs *out);
void trn_read_corpus(arena *a, lex_reader *words, const char *folder, trn_docs *out);

typedef struct trn_settings {
    const char *lexicon, *newsfane, *corpus, *output;
    bool folds, crf;
    int runs;
    int bias[3]; /* added to each beginning of a person, body, place: names missed for names invented */
    float lean;  /* how far the result leans to the corpus: share of its own weights that is added */
    int epochs, lines, least;
    double rate, l2, scale;
    unsigned hide_names, hide_word; /* per cent */
} trn_settings;

/* The features of one token; the first n_identity tell its word from all others. */
typedef struct trn_token {
    uint32_t *at;
    uint16_t n, n_identity;
    uint8_t class;
} trn_token;

typedef struct trn_example {
    const trn_doc *doc;
    trn_token *seen[2]; /* with and without the lexicon's names */
} trn_example;

/* Numbers of the features that are learned. */
typedef struct trn_feature {
    uint64_t feature;
    uint32_t count, number; /* number + 1, for those that are kept */
} trn_feature;

typedef struct trn_features {
    trn_feature *slots;
    uint64_t mask;
    uint32_t n;
} trn_features;

/* The examples of all documents, in the arena. */
trn_example *trn_examples(arena *a, const trn_docs *docs, const men_name_words *names, int least, trn_features *map);
void trn_features_free(trn_features *map);

/* The bytes of a model learned from all examples but those of one fold (-1: but those held out); the caller frees them. */
char *trn_learn(const trn_settings *set, const trn_example *examples, uint32_t n, int but_fold, const trn_features *map, size_t *ret_size, uint32_t *ret_rows);

_Noreturn void trn_give_up(const char *where, const char *why);

#endif
