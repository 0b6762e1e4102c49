/* The bytes of a lexicon image, shared by what writes it (builder.c) and what maps it (image.c). Not for other rooms. */
#ifndef ISNAD_LEXICON_FORMAT_H
#define ISNAD_LEXICON_FORMAT_H

#include "base/hash.h"
#include "lexicon/image.h"

#define LEX_MAGIC "isnadlex"
enum { LEX_BYTE_ORDER = 0x01020304 };

typedef enum lex_section {
    LEX_X_STRINGS, /* terminated UTF-8 */
    LEX_X_CELLS,   /* uint32: offsets into strings, row by row */
    LEX_X_WORDS,   /* lex_word_slot, a power of two of them */
    LEX_X_KEYS,    /* bytes of the words' keys */
    LEX_X_EDGES,   /* lex_edge_slot, a power of two of them */
    LEX_X_NODES,   /* lex_node */
    LEX_X_FORMS,
    LEX_X_PHRASES,
    LEX_X_TRIGGERS,
    LEX_X_SPEECH,
    LEX_X_TENURES,
    LEX_X_IDS, /* uint32: a hash from (table, first cell) to table << 24 | row + 1, a power of two of them; 0: free */
    LEX_SECTIONS
} lex_section;

typedef struct lex_word_slot {
    uint32_t key; /* offset */
    uint32_t len; /* 0: free */
    uint32_t number;
} lex_word_slot;

typedef struct lex_edge_slot {
    uint32_t node, word, target; /* target 0: free */
} lex_edge_slot;

typedef struct lex_node {
    uint32_t forms, n;
} lex_node;

typedef struct lex_header {
    char magic[8];
    uint32_t version, byte_order;
    uint64_t size, checksum;
    uint32_t grammar;      /* GW_COUNT of the program that compiled it */
    uint32_t record_sizes; /* of lex_form, lex_trigger and lex_tenure, mixed: another layout is another version */
    struct {
        uint64_t offset, count;
    } sections[LEX_SECTIONS];
    struct {
        uint32_t first_cell, rows;
    } tables[LEX_TABLES];
} lex_header;

static inline uint32_t lex_record_sizes(void)
{
    return (uint32_t) (sizeof(lex_form) | sizeof(lex_trigger) << 8 | (sizeof(lex_tenure) ^ sizeof(lex_speech)) << 20);
}

static inline uint32_t lex_edge_hash(uint32_t node, uint32_t word)
{
    uint64_t h = ((uint64_t) node << 32 | word) * 0x9E3779B97F4A7C15ull;
    return (uint32_t) (h >> 32);
}

static inline uint32_t lex_id_hash(lex_table table, str id)
{
    return (uint32_t) hash_mix(hash64(id), (uint64_t) table + 1);
}

static inline size_t lex_section_size(lex_section s)
{
    static const size_t sizes[LEX_SECTIONS] = {[LEX_X_STRINGS] = 1,
                                               [LEX_X_CELLS] = sizeof(uint32_t),
                                               [LEX_X_WORDS] = sizeof(lex_word_slot),
                                               [LEX_X_KEYS] = 1,
                                               [LEX_X_EDGES] = sizeof(lex_edge_slot),
                                               [LEX_X_NODES] = sizeof(lex_node),
                                               [LEX_X_FORMS] = sizeof(lex_form),
                                               [LEX_X_PHRASES] = sizeof(lex_phrase),
                                               [LEX_X_TRIGGERS] = sizeof(lex_trigger),
                                               [LEX_X_SPEECH] = sizeof(lex_speech),
                                               [LEX_X_TENURES] = sizeof(lex_tenure),
                                               [LEX_X_IDS] = sizeof(uint32_t)};
    return sizes[s];
}

#endif
