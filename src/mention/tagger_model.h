/* The bytes of a model file, shared by what learns it (tools/train_names.c) and what reads with it (tagger.c). Not for other rooms.
 *
 *     header | ties: weight of a tag after a tag, by the class of the token | lines of eight rows, 64 bytes each
 *
 * A row is one feature: a check of its number and six weights of one byte, those of the tags but MEN_T_OUT, whose weights are always 0 (only differences
 * count). A feature's number gives its line, so that looking it up touches one cache line; the check (16 bits) tells it from the line's others. A feature that
 * was not learned is taken for a learned one once in some ten thousand times; that is part of the model's error.
 */
#ifndef ISNAD_MENTION_TAGGER_MODEL_H
#define ISNAD_MENTION_TAGGER_MODEL_H

#include "mention/tagger.h"
#include "mention/tagger_features.h"

#define MEN_MODEL_MAGIC "isnadner"
enum {
    MEN_MODEL_VERSION = 1,
    MEN_MODEL_BYTE_ORDER = 0x01020304,
    MEN_MODEL_ROWS = 8,
    MEN_MODEL_LINES_MAX = 1 << 20,
    MEN_W = 8 /* sums are kept for eight tags; the last is unused */
};

typedef struct men_model_header {
    char magic[8];
    uint32_t byte_order, version, features, lines;
    uint64_t size;
    uint64_t checksum; /* XXH3 of all that follows the header */
    uint8_t unused[24];
} men_model_header;

typedef struct men_model_line {
    int8_t weights[MEN_MODEL_ROWS][MEN_TAGS - 1];
    uint16_t checks[MEN_MODEL_ROWS]; /* 0: free */
} men_model_line;

/* Sums of weights, one a tag, as one vector (gcc and clang make of it what the machine has). */
typedef int16_t men_sums __attribute__((vector_size(16)));

/* [class of the token][tag before, MEN_TAGS at a sentence's start][tag] */
typedef int16_t men_model_ties[MEN_F_CLASSES][MEN_W][MEN_W];

_Static_assert(sizeof(men_model_header) == 64 && sizeof(men_model_line) == 64 && sizeof(men_model_ties) % 64 == 0, "lines stand at cache lines");

static inline uint32_t men_model_line_of(uint64_t feature, uint32_t lines)
{
    return (uint32_t) ((feature >> 32) * lines >> 32);
}

static inline uint16_t men_model_check_of(uint64_t feature)
{
    return (uint16_t) ((feature & 0xFFFF) | 1);
}

/* As men_tagger_open, of bytes made in memory; they are freed with the model. */
isn_status men_model_of(char *bytes, size_t size, const lex_image *image, men_tagger **ret, isn_error *err);

struct men_tagger {
    char *bytes;
    size_t size;
    bool mapped;
    const men_model_ties *ties;
    const men_model_line *lines;
    uint32_t n_lines;
    men_name_words *names;
};

/* Asks for a feature's line early; the lines of one token's features stand far apart. */
static inline void men_model_await(const men_tagger *m, uint64_t feature)
{
    __builtin_prefetch(&m->lines[men_model_line_of(feature, m->n_lines)]);
}

/* Adds a feature's weights to sums. All rows of the line are compared at once and no branch is taken: which features were learned none can predict. */
static inline void men_model_add(const men_tagger *m, uint64_t feature, men_sums *sums)
{
    typedef uint16_t checks8 __attribute__((vector_size(16)));
    typedef int8_t bytes8 __attribute__((vector_size(8)));
    static const bytes8 lanes = {0, -1, -1, -1, -1, -1, -1, 0};
    const men_model_line *line = &m->lines[men_model_line_of(feature, m->n_lines)];
    checks8 checks;
    bytes8 weights, same;
    uint64_t found;
    memcpy(&checks, line->checks, sizeof checks);
    same = __builtin_convertvector(checks == men_model_check_of(feature), bytes8);
    memcpy(&found, &same, sizeof found);
    int row = __builtin_ctzll(found | 1ull << 63) / 8;
    memcpy(&weights, (const char *) line + row * (MEN_TAGS - 1) - 1,
           sizeof weights); /* the byte before is the header's, the ties' or a row's; its lane is masked */
    weights &= lanes & (int8_t) - (found != 0);
    *sums += __builtin_convertvector(weights, men_sums);
}

#endif
