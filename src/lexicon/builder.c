#include "lexicon/builder.h"

#include "base/hash.h"
#include "lexicon/format.h"

#include <stdlib.h>

typedef struct form_link {
    lex_form form;
    uint32_t next; /* 1 + index */
} form_link;

typedef vec(lex_word_slot) word_vec;
typedef vec(lex_edge_slot) edge_vec;

struct lex_builder {
    arena *memory;
    word_vec words; /* hash table, a power of two */
    uint32_t n_words;
    vec(unsigned char) keys;
    edge_vec edges; /* hash table, a power of two */
    uint32_t n_edges;
    vec(uint32_t) nodes; /* 1 + index of the first form_link */
    vec(form_link) forms;
    vec(lex_phrase) phrases;
    vec(lex_trigger) triggers;
    vec(lex_speech) speech;
    vec(lex_tenure) tenures;
};

static void word_table_resize(lex_builder *b, uint32_t size)
{
    word_vec bigger = {arena_new_array(b->memory, lex_word_slot, size), size, size};
    for (uint32_t i = 0; i < b->words.n; i++) {
        lex_word_slot s = b->words.at[i];
        if (s.len == 0)
            continue;
        uint32_t at = (uint32_t) hash64((str){(const char *) b->keys.at + s.key, s.len}) & (size - 1);
        while (bigger.at[at].len != 0)
            at = (at + 1) & (size - 1);
        bigger.at[at] = s;
    }
    b->words = bigger;
}

static void edge_table_resize(lex_builder *b, uint32_t size)
{
    edge_vec bigger = {arena_new_array(b->memory, lex_edge_slot, size), size, size};
    for (uint32_t i = 0; i < b->edges.n; i++) {
        lex_edge_slot s = b->edges.at[i];
        if (s.target == 0)
            continue;
        uint32_t at = lex_edge_hash(s.node, s.word) & (size - 1);
        while (bigger.at[at].target != 0)
            at = (at + 1) & (size - 1);
        bigger.at[at] = s;
    }
    b->edges = bigger;
}

lex_builder *lex_builder_new(arena *a)
{
    lex_builder *b = arena_alloc(a, sizeof *b);
    b->memory = a;
    word_table_resize(b, 1024);
    edge_table_resize(b, 1024);
    *vec_push(a, &b->nodes) = 0; /* the root */
    return b;
}

uint32_t lex_build_word(lex_builder *b, const unsigned char *key, size_t len)
{
    if (b->n_words * 2 >= b->words.n)
        word_table_resize(b, b->words.n * 2);
    uint32_t at = (uint32_t) hash64((str){(const char *) key, len}) & (b->words.n - 1);
    for (; b->words.at[at].len != 0; at = (at + 1) & (b->words.n - 1)) {
        const lex_word_slot *s = &b->words.at[at];
        if (s->len == len && memcmp(b->keys.at + s->key, key, len) == 0)
            return s->number;
    }
    b->words.at[at] = (lex_word_slot){b->keys.n, (uint32_t) len, ++b->n_words};
    for (size_t i = 0; i < len; i++)
        *vec_push(b->memory, &b->keys) = key[i];
    return b->n_words;
}

static uint32_t step(lex_builder *b, uint32_t node, uint32_t word)
{
    if (b->n_edges * 2 >= b->edges.n)
        edge_table_resize(b, b->edges.n * 2);
    uint32_t at = lex_edge_hash(node, word) & (b->edges.n - 1);
    for (; b->edges.at[at].target != 0; at = (at + 1) & (b->edges.n - 1))
        if (b->edges.at[at].node == node && b->edges.at[at].word == word)
            return b->edges.at[at].target;
    uint32_t target = b->nodes.n;
    *vec_push(b->memory, &b->nodes) = 0;
    b->edges.at[at] = (lex_edge_slot){node, word, target};
    b->n_edges++;
    return target;
}

void lex_build_path(lex_builder *b, const uint32_t *words, size_t n, lex_form form)
{
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++)
        node = step(b, node, words[i]);
    uint32_t *link = &b->nodes.at[node];
    while (*link) {
        form_link *l = &b->forms.at[*link - 1];
        if (memcmp(&l->form, &form, sizeof form) == 0)
            return;
        link = &l->next;
    }
    *link = b->forms.n + 1;
    *vec_push(b->memory, &b->forms) = (form_link){form, 0}; /* may move the links; link was written before */
}

uint32_t lex_build_phrase(lex_builder *b, const lex_phrase *phrase)
{
    *vec_push(b->memory, &b->phrases) = *phrase;
    return b->phrases.n;
}

void lex_build_trigger(lex_builder *b, const lex_trigger *trigger)
{
    *vec_push(b->memory, &b->triggers) = *trigger;
}

void lex_build_speech(lex_builder *b, const lex_speech *speech)
{
    *vec_push(b->memory, &b->speech) = *speech;
}

void lex_build_tenure(lex_builder *b, const lex_tenure *tenure)
{
    *vec_push(b->memory, &b->tenures) = *tenure;
}

static int tenure_order(const void *pa, const void *pb)
{
    const lex_tenure *a = pa, *b = pb;
    int c = memcmp(a->country, b->country, sizeof a->country);
    if (c != 0)
        return c;
    if (a->org != b->org)
        return a->org < b->org ? -1 : 1;
    if (a->office != b->office)
        return a->office < b->office ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void begin_section(buf *out, lex_header *h, lex_section s, uint64_t count)
{
    static const char zero[16];
    if (out->len % 16 != 0)
        buf_add(out, (str){zero, 16 - out->len % 16});
    h->sections[s].offset = out->len;
    h->sections[s].count = count;
}

static void add_section(buf *out, lex_header *h, lex_section s, const void *items, uint64_t count)
{
    begin_section(out, h, s, count);
    buf_add(out, (str){items, (size_t) count * lex_section_size(s)});
}

/* Strings are pooled: equal cells share one. */
typedef struct pool {
    arena *memory;
    buf text;
    vec(uint32_t) slots; /* 1 + offset */
    uint32_t n;
} pool;

static uint32_t pool_slot(const pool *p, str s)
{
    uint32_t mask = p->slots.n - 1, at = (uint32_t) hash64(s) & mask;
    while (p->slots.at[at] && !str_eq(str_of(p->text.ptr + p->slots.at[at] - 1), s))
        at = (at + 1) & mask;
    return at;
}

static uint32_t pool_add(pool *p, str s)
{
    uint32_t at = pool_slot(p, s);
    if (p->slots.at[at])
        return p->slots.at[at] - 1;
    uint32_t offset = (uint32_t) p->text.len;
    buf_add(&p->text, s);
    buf_add_char(&p->text, '\0');
    p->slots.at[at] = offset + 1;
    p->n++;
    return offset;
}

static void write_cells(lex_builder *b, const lex_tables *tables, lex_header *h, buf *out)
{
    size_t total = 0;
    for (int t = 0; t < LEX_TABLES; t++)
        total += (size_t) tables->rows[t].n * lex_columns((lex_table) t);
    uint32_t size = 1024;
    while (size < total * 2)
        size *= 2;
    pool p = {.memory = b->memory, .slots = {arena_new_array(b->memory, uint32_t, size), size, size}};
    uint32_t *cells = arena_new_array(b->memory, uint32_t, total + 1);
    size_t n = 0;
    for (int t = 0; t < LEX_TABLES; t++) {
        h->tables[t].first_cell = (uint32_t) n;
        h->tables[t].rows = tables->rows[t].n;
        for (uint32_t r = 0; r < tables->rows[t].n; r++)
            for (unsigned c = 0; c < lex_columns((lex_table) t); c++)
                cells[n++] = pool_add(&p, tables->rows[t].at[r].cells[c]);
    }
    pool_add(&p, STR(""));
    add_section(out, h, LEX_X_STRINGS, p.text.ptr, p.text.len);
    add_section(out, h, LEX_X_CELLS, cells, n);
    if (p.text.status != ISN_OK)
        out->status = p.text.status;
    buf_free(&p.text);
}

static void write_ids(lex_builder *b, const lex_tables *tables, lex_header *h, buf *out)
{
    uint32_t total = 0, size = 64;
    for (int t = 0; t < LEX_TABLES; t++)
        total += tables->rows[t].n;
    while (size < total * 2)
        size *= 2;
    uint32_t *slots = arena_new_array(b->memory, uint32_t, size);
    for (int t = 0; t < LEX_TABLES; t++) {
        for (uint32_t r = 0; r < tables->rows[t].n; r++) {
            str id = tables->rows[t].at[r].cells[0];
            uint32_t at = lex_id_hash((lex_table) t, id) & (size - 1);
            bool met = false; /* only the first row of a key is found by it */
            for (; slots[at] && !met; at = (at + 1) & (size - 1))
                met = slots[at] >> 24 == (uint32_t) t && str_eq(tables->rows[t].at[(slots[at] & 0xFFFFFF) - 1].cells[0], id);
            if (!met)
                slots[at] = (uint32_t) t << 24 | (r + 1);
        }
    }
    add_section(out, h, LEX_X_IDS, slots, size);
}

static void write_forms(lex_builder *b, lex_header *h, buf *out)
{
    lex_node *nodes = arena_new_array(b->memory, lex_node, b->nodes.n);
    lex_form *forms = arena_new_array(b->memory, lex_form, b->forms.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        nodes[i].forms = n;
        for (uint32_t l = b->nodes.at[i]; l; l = b->forms.at[l - 1].next)
            forms[n++] = b->forms.at[l - 1].form;
        nodes[i].n = n - nodes[i].forms;
    }
    add_section(out, h, LEX_X_NODES, nodes, b->nodes.n);
    add_section(out, h, LEX_X_FORMS, forms, n);
}

isn_status lex_build_image(lex_builder *b, const lex_tables *tables, buf *ret, isn_error *err)
{
    lex_header h = {.version = LEX_IMAGE_VERSION, .byte_order = LEX_BYTE_ORDER, .grammar = GW_COUNT, .record_sizes = lex_record_sizes()};
    memcpy(h.magic, LEX_MAGIC, sizeof h.magic);
    if (b->tenures.n > 0)
        qsort(b->tenures.at, b->tenures.n, sizeof *b->tenures.at, tenure_order);
    buf_clear(ret);
    buf_add(ret, (str){(const char *) &h, sizeof h});
    write_cells(b, tables, &h, ret);
    add_section(ret, &h, LEX_X_WORDS, b->words.at, b->words.n);
    add_section(ret, &h, LEX_X_KEYS, b->keys.at, b->keys.n);
    add_section(ret, &h, LEX_X_EDGES, b->edges.at, b->edges.n);
    write_forms(b, &h, ret);
    add_section(ret, &h, LEX_X_PHRASES, b->phrases.at, b->phrases.n);
    add_section(ret, &h, LEX_X_TRIGGERS, b->triggers.at, b->triggers.n);
    add_section(ret, &h, LEX_X_SPEECH, b->speech.at, b->speech.n);
    add_section(ret, &h, LEX_X_TENURES, b->tenures.at, b->tenures.n);
    write_ids(b, tables, &h, ret);
    if (ret->status != ISN_OK)
        return isn_fail(err, ret->status, "no room for the lexicon image", NULL, NULL);
    h.size = ret->len;
    h.checksum = hash64(str_range(ret->ptr, sizeof h, ret->len));
    memcpy(ret->ptr, &h, sizeof h);
    return ISN_OK;
}
