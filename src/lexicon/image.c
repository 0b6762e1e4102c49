#include "lexicon/image.h"

#include "base/hash.h"
#include "lexicon/format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct lex_image {
    const char *bytes;
    size_t size;
    bool mapped;
    const lex_header *header;
    const void *sections[LEX_SECTIONS];
};

static isn_status check(lex_image *m, const char *name, isn_error *err)
{
    const lex_header *h = (const lex_header *) m->bytes;
    static const char remake[] = "make it again with: isnad lexicon compile";
    if (m->size < sizeof *h || memcmp(h->magic, LEX_MAGIC, sizeof h->magic) != 0)
        return isn_fail(err, ISN_BAD_IMAGE, "this is not a lexicon image", name, remake);
    if (h->byte_order != LEX_BYTE_ORDER || h->version != LEX_IMAGE_VERSION || h->grammar != GW_COUNT || h->record_sizes != lex_record_sizes())
        return isn_fail(err, ISN_BAD_IMAGE, "the lexicon image is of another version of isnad", name, remake);
    if (h->size != m->size)
        return isn_fail(err, ISN_BAD_IMAGE, "the lexicon image is cut short or has grown", name, remake);
    if (hash64(str_range(m->bytes, sizeof *h, m->size)) != h->checksum)
        return isn_fail(err, ISN_BAD_IMAGE, "the lexicon image is damaged: its checksum does not fit", name, remake);
    for (int s = 0; s < LEX_SECTIONS; s++) {
        uint64_t offset = h->sections[s].offset, count = h->sections[s].count;
        if (offset % 16 != 0 || offset > m->size || count > (m->size - offset) / lex_section_size((lex_section) s))
            return isn_fail(err, ISN_BAD_IMAGE, "the lexicon image is damaged: a section lies outside of it", name, remake);
        m->sections[s] = m->bytes + offset;
    }
    uint64_t words = h->sections[LEX_X_WORDS].count, edges = h->sections[LEX_X_EDGES].count;
    uint64_t ids = h->sections[LEX_X_IDS].count;
    if (ids == 0 || (ids & (ids - 1)) || words == 0 || (words & (words - 1)) || edges == 0 || (edges & (edges - 1)) || h->sections[LEX_X_NODES].count == 0)
        return isn_fail(err, ISN_BAD_IMAGE, "the lexicon image is damaged: a table's size is wrong", name, remake);
    m->header = h;
    return ISN_OK;
}

isn_status lex_image_open(const char *path, lex_image **ret, isn_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot open the lexicon image", path, strerror(errno));
    struct stat st;
    void *p = MAP_FAILED;
    if (fstat(fd, &st) == 0 && st.st_size > 0)
        p = mmap(NULL, (size_t) st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return isn_fail(err, ISN_BAD_IMAGE, "cannot map the lexicon image", path, "it is empty or cannot be mapped");
    lex_image *m = calloc(1, sizeof *m);
    if (!m) {
        munmap(p, (size_t) st.st_size);
        return isn_fail(err, ISN_NOMEM, "no memory for the lexicon", path, NULL);
    }
    m->bytes = p;
    m->size = (size_t) st.st_size;
    m->mapped = true;
    isn_status status = check(m, path, err);
    if (status != ISN_OK)
        lex_image_close(m);
    else
        *ret = m;
    return status;
}

isn_status lex_image_of(char *bytes, size_t size, const char *name, lex_image **ret, isn_error *err)
{
    lex_image *m = calloc(1, sizeof *m);
    if (!m)
        return isn_fail(err, ISN_NOMEM, "no memory for the lexicon", name, NULL);
    m->bytes = bytes;
    m->size = size;
    isn_status status = check(m, name, err);
    if (status != ISN_OK)
        free(m);
    else
        *ret = m;
    return status;
}

void lex_image_close(lex_image *m)
{
    if (!m)
        return;
    if (m->mapped)
        munmap((void *) (uintptr_t) m->bytes, m->size);
    else
        free((void *) (uintptr_t) m->bytes);
    free(m);
}

uint32_t lex_word_number(const lex_image *m, const unsigned char *key, size_t len)
{
    const lex_word_slot *slots = m->sections[LEX_X_WORDS];
    const char *keys = m->sections[LEX_X_KEYS];
    uint64_t mask = m->header->sections[LEX_X_WORDS].count - 1;
    if (len == 0)
        return 0;
    for (uint64_t i = hash64((str){(const char *) key, len}) & mask; slots[i].len != 0; i = (i + 1) & mask)
        if (slots[i].len == len && memcmp(keys + slots[i].key, key, len) == 0)
            return slots[i].number;
    return 0;
}

uint32_t lex_step(const lex_image *m, uint32_t node, uint32_t word)
{
    const lex_edge_slot *slots = m->sections[LEX_X_EDGES];
    uint32_t mask = (uint32_t) (m->header->sections[LEX_X_EDGES].count - 1);
    for (uint32_t i = lex_edge_hash(node, word) & mask; slots[i].target != 0; i = (i + 1) & mask)
        if (slots[i].node == node && slots[i].word == word)
            return slots[i].target;
    return 0;
}

const lex_form *lex_forms(const lex_image *m, uint32_t node, uint32_t *ret_n)
{
    const lex_node *nodes = m->sections[LEX_X_NODES];
    const lex_form *forms = m->sections[LEX_X_FORMS];
    *ret_n = nodes[node].n;
    return forms + nodes[node].forms;
}

uint32_t lex_row_count(const lex_image *m, lex_table table)
{
    return m->header->tables[table].rows;
}

str lex_cell(const lex_image *m, lex_table table, uint32_t row, unsigned column)
{
    const uint32_t *cells = m->sections[LEX_X_CELLS];
    const char *strings = m->sections[LEX_X_STRINGS];
    if (row >= m->header->tables[table].rows || column >= lex_columns(table))
        return STR("");
    return str_of(strings + cells[m->header->tables[table].first_cell + row * lex_columns(table) + column]);
}

const lex_trigger *lex_trigger_at(const lex_image *m, uint32_t row)
{
    return (const lex_trigger *) m->sections[LEX_X_TRIGGERS] + row;
}

const lex_speech *lex_speech_at(const lex_image *m, uint32_t row)
{
    return (const lex_speech *) m->sections[LEX_X_SPEECH] + row;
}

const lex_phrase *lex_phrase_at(const lex_image *m, uint32_t phrase)
{
    return (const lex_phrase *) m->sections[LEX_X_PHRASES] + phrase - 1;
}

const lex_tenure *lex_tenures(const lex_image *m, uint32_t *ret_n)
{
    *ret_n = (uint32_t) m->header->sections[LEX_X_TENURES].count;
    return m->sections[LEX_X_TENURES];
}

void lex_image_name(const lex_image *m, char out[17])
{
    snprintf(out, 17, "%016llx", (unsigned long long) m->header->checksum);
}

bool lex_find_row(const lex_image *m, lex_table table, str id, uint32_t *ret)
{
    const uint32_t *slots = m->sections[LEX_X_IDS];
    uint32_t mask = (uint32_t) (m->header->sections[LEX_X_IDS].count - 1);
    for (uint32_t at = lex_id_hash(table, id) & mask; slots[at]; at = (at + 1) & mask) {
        uint32_t row = (slots[at] & 0xFFFFFF) - 1;
        if (slots[at] >> 24 == (uint32_t) table && str_eq(lex_cell(m, table, row, 0), id)) {
            *ret = row;
            return true;
        }
    }
    return false;
}
