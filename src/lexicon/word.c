#include "lexicon/word.h"

#include "base/hash.h"
#include "text/fold.h"

#include <stdlib.h>

_Static_assert(GW_COUNT <= 256, "lex_word has 256 bits");

enum { CACHE_WORDS_MAX = 400000, CACHE_START = 1 << 14, CACHE_MEMORY = 256 * 1024 * 1024 };

typedef struct cache_slot {
    const unsigned char *key;
    uint32_t len;
    lex_word *word;
} cache_slot;

struct lex_reader {
    const lex_image *image;
    arena *memory;
    cache_slot *slots;
    uint32_t size, n;
};

lex_reader *lex_reader_new(const lex_image *image)
{
    lex_reader *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->image = image;
    r->memory = arena_new(CACHE_MEMORY);
    r->slots = calloc(CACHE_START, sizeof *r->slots);
    r->size = CACHE_START;
    if (!r->memory || !r->slots) {
        lex_reader_free(r);
        return NULL;
    }
    return r;
}

void lex_reader_free(lex_reader *r)
{
    if (!r)
        return;
    arena_free(r->memory);
    free(r->slots);
    free(r);
}

const lex_image *lex_reader_image(const lex_reader *r)
{
    return r->image;
}

bool lex_reader_trim(lex_reader *r)
{
    if (r->n < CACHE_WORDS_MAX)
        return false;
    memset(r->slots, 0, r->size * sizeof *r->slots);
    r->n = 0;
    arena_reset(r->memory);
    return true;
}

/* ---- readings of one written form ---- */

typedef struct analysis {
    const lex_image *image;
    const unsigned char *key;
    size_t len;
    lex_reading readings[LEX_READINGS_MAX];
    uint32_t n;
    uint64_t grammar[4], prefixed[4];
} analysis;

static void add(analysis *a, const unsigned char *key, size_t len, unsigned clitics, unsigned letters, lex_pronoun pronoun)
{
    uint32_t word = lex_word_number(a->image, key, len);
    if (word == 0 || a->n == LEX_READINGS_MAX)
        return;
    for (uint32_t i = 0; i < a->n; i++)
        if (a->readings[i].word == word && a->readings[i].clitics == clitics)
            return;
    uint32_t node = lex_step(a->image, 0, word);
    a->readings[a->n++] = (lex_reading){word, node, (uint8_t) clitics, (uint8_t) letters, (uint8_t) pronoun};
    if (!node || pronoun)
        return;
    uint32_t n;
    const lex_form *forms = lex_forms(a->image, node, &n);
    uint64_t *set = clitics & ~(unsigned) (LEX_C_WA | LEX_C_FA) ? a->prefixed : a->grammar;
    for (uint32_t i = 0; i < n; i++)
        if (forms[i].kind == LEX_GRAMMAR)
            set[forms[i].row >> 6] |= 1ull << (forms[i].row & 63);
}

static const struct {
    unsigned char letters[3];
    uint8_t n, pronoun;
} suffixes[] = {{{K_HEH, K_MEEM, K_ALEF}, 3, LEX_P_THEM_TWO},
                {{K_HEH, K_ALEF}, 2, LEX_P_HER},
                {{K_HEH, K_MEEM}, 2, LEX_P_THEM},
                {{K_HEH, K_NOON}, 2, LEX_P_THEM},
                {{K_NOON, K_ALEF}, 2, LEX_P_US},
                {{K_NOON, K_YEH}, 2, LEX_P_ME},
                {{K_KAF, K_MEEM}, 2, LEX_P_YOU},
                {{K_HEH}, 1, LEX_P_HIM},
                {{K_YEH}, 1, LEX_P_ME}};

/* The word without an object or possessive pronoun: زيارته → زيارة (its ة is written ت before a pronoun). */
static void add_without_suffix(analysis *a, const unsigned char *key, size_t len, unsigned clitics, unsigned letters)
{
    unsigned char stem[256];
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t n = suffixes[i].n;
        if (len < n + 2 || len > sizeof stem || memcmp(key + len - n, suffixes[i].letters, n) != 0)
            continue;
        size_t rest = len - n;
        unsigned with = clitics | LEX_C_SUFFIX;
        lex_pronoun p = (lex_pronoun) suffixes[i].pronoun;
        add(a, key, rest, with, letters, p);
        memcpy(stem, key, rest);
        if (stem[rest - 1] == K_TEH) {
            stem[rest - 1] = K_HEH;
            add(a, stem, rest, with, letters, p);
        } else if (stem[rest - 1] == K_ALEF || stem[rest - 1] == K_YEH || stem[rest - 1] == K_WAW) {
            unsigned char last = stem[rest - 1];
            stem[rest - 1] = K_YEH; /* التقاه → التقى */
            if (last == K_ALEF)
                add(a, stem, rest, with, letters, p);
            stem[rest - 1] = K_HAMZA; /* لقائه, لقاؤه → لقاء */
            if (last != K_ALEF)
                add(a, stem, rest, with, letters, p);
        }
        return; /* the longest suffix that fits, and no shorter one */
    }
}

/* All that can follow the clitics cut so far. */
static void read_rest(analysis *a, const unsigned char *key, size_t len, unsigned clitics, unsigned letters)
{
    if (len == 0)
        return;
    add(a, key, len, clitics, letters, LEX_P_NONE);
    if (len > 3 && key[0] == K_ALEF && key[1] == K_LAM)
        add(a, key + 2, len - 2, clitics | LEX_C_AL, letters + 2, LEX_P_NONE);
    else if (len > 3)
        add_without_suffix(a, key, len, clitics, letters);
    if (len > 3 && key[0] == K_SEEN && (key[1] == K_YEH || key[1] == K_TEH || key[1] == K_NOON || key[1] == K_ALEF) &&
        !(clitics & (LEX_C_BI | LEX_C_LI | LEX_C_KA))) {
        add(a, key + 1, len - 1, clitics | LEX_C_SA, letters + 1, LEX_P_NONE);
        add_without_suffix(a, key + 1, len - 1, clitics | LEX_C_SA, letters + 1);
    }
}

static void read_after_conjunction(analysis *a, const unsigned char *key, size_t len, unsigned clitics, unsigned letters)
{
    unsigned char whole[256];
    read_rest(a, key, len, clitics, letters);
    if (len < 3)
        return;
    unsigned c = key[0] == K_BEH ? LEX_C_BI : key[0] == K_LAM ? LEX_C_LI : key[0] == K_KAF ? LEX_C_KA : 0;
    if (!c)
        return;
    read_rest(a, key + 1, len - 1, clitics | c, letters + 1);
    if (c == LEX_C_LI && key[1] == K_LAM && len < sizeof whole) { /* للبنك: ل + (ال)بنك */
        whole[0] = K_ALEF;
        whole[1] = K_LAM;
        memcpy(whole + 2, key + 2, len - 2);
        add(a, whole, len, clitics | c, letters + 1, LEX_P_NONE);
        add(a, whole + 2, len - 2, clitics | c | LEX_C_AL, letters + 2, LEX_P_NONE);
        if (key[2] == K_LAM && len > 4) { /* لله, للجنة: ل + اللجنة */
            memcpy(whole + 2, key + 1, len - 1);
            add(a, whole, len + 1, clitics | c, letters + 1, LEX_P_NONE);
        }
    }
}

static void analyse(analysis *a)
{
    const unsigned char *key = a->key;
    read_after_conjunction(a, key, a->len, 0, 0);
    if (a->len > 2 && (key[0] == K_WAW || key[0] == K_FEH))
        read_after_conjunction(a, key + 1, a->len - 1, key[0] == K_WAW ? LEX_C_WA : LEX_C_FA, 1);
}

/* ---- the cache ---- */

static bool grow(lex_reader *r)
{
    uint32_t size = r->size * 2;
    cache_slot *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < r->size; i++) {
        if (!r->slots[i].key)
            continue;
        uint32_t at = (uint32_t) hash64((str){(const char *) r->slots[i].key, r->slots[i].len}) & (size - 1);
        while (slots[at].key)
            at = (at + 1) & (size - 1);
        slots[at] = r->slots[i];
    }
    free(r->slots);
    r->slots = slots;
    r->size = size;
    return true;
}

typedef struct making {
    lex_reader *reader;
    const analysis *from;
    cache_slot slot;
} making;

static void make(void *context)
{
    making *m = context;
    const analysis *a = m->from;
    arena *memory = m->reader->memory;
    lex_word *w = arena_alloc(memory, sizeof *w);
    lex_reading *readings = arena_new_array(memory, lex_reading, a->n);
    if (a->n > 0)
        memcpy(readings, a->readings, a->n * sizeof *readings);
    w->readings = readings;
    w->n = a->n;
    w->id = m->reader->n + 1;
    memcpy(w->grammar, a->grammar, sizeof w->grammar);
    memcpy(w->prefixed, a->prefixed, sizeof w->prefixed);
    m->slot = (cache_slot){(const unsigned char *) arena_copy(memory, (str){(const char *) a->key, a->len}).ptr, (uint32_t) a->len, w};
}

const lex_word *lex_read_word(lex_reader *r, const unsigned char *key, size_t len)
{
    uint64_t hash = hash64((str){(const char *) key, len});
    uint32_t at = (uint32_t) hash & (r->size - 1);
    for (; r->slots[at].key; at = (at + 1) & (r->size - 1))
        if (r->slots[at].len == len && memcmp(r->slots[at].key, key, len) == 0)
            return r->slots[at].word;
    analysis a = {.image = r->image, .key = key, .len = len};
    if (len > 0)
        analyse(&a);
    making m = {.reader = r, .from = &a};
    if (arena_protect(r->memory, make, &m) != ISN_OK)
        return NULL;
    r->slots[at] = m.slot;
    if (++r->n * 2 > r->size && !grow(r))
        return NULL;
    return m.slot.word;
}
