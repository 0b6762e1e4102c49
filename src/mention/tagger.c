#include "mention/tagger_model.h"

#include <stdlib.h>

enum { ALIGNMENT = 64, CHUNK = 4096, CHUNKS_MAX = 256, MARKS = 64, BEFORE_ALL = MEN_TAGS /* row of the ties at a sentence's start */ };

/* The weights of one written form, seen from each place. */
typedef struct form_sums {
    men_sums at[MEN_F_PLACES];
} form_sums;

typedef struct form_slot {
    bool known;
    form_sums sums;
} form_slot;

struct men_tag_cache {
    const men_tagger *model;
    form_sums bits[MEN_F_BITS];
    men_sums ties[MEN_F_CLASSES][MEN_W]; /* the model's, with what cannot follow made impossible */
    form_slot *chunks[CHUNKS_MAX];       /* by lex_word.id; made when first needed */
    struct {
        uint32_t mark;
        form_sums sums;
    } marks[MARKS];
};

static void sum_form(const men_tagger *m, const txt_token *k, form_sums *ret)
{
    uint64_t f[MEN_F_FORM_MAX];
    memset(ret, 0, sizeof *ret);
    for (int place = -2; place <= 2; place++) {
        unsigned n = men_form_features(m->names, k, place, false, f, NULL);
        for (unsigned i = 0; i < n; i++)
            men_model_await(m, f[i]);
        for (unsigned i = 0; i < n; i++)
            men_model_add(m, f[i], &ret->at[place + 2]);
    }
}

static bool may_follow(unsigned before, unsigned tag)
{
    if (tag != MEN_T_I_PERSON && tag != MEN_T_I_ORG && tag != MEN_T_I_PLACE)
        return true;
    return before == tag || before == tag - 1;
}

/* Scores are kept below 2^15: single ones within ±LIMIT, those of a path as the difference from the path that ends in MEN_T_OUT, never under LOWEST. */
enum { LIMIT = 2000, IMPOSSIBLE = -12000, LOWEST = -14000 };

static int16_t within_limit(int x)
{
    return (int16_t) (x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x);
}

men_tag_cache *men_tag_cache_new(const men_tagger *model)
{
    men_tag_cache *g = aligned_alloc(ALIGNMENT, (sizeof *g + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    if (!g)
        return NULL;
    memset(g, 0, sizeof *g);
    g->model = model;
    for (unsigned b = 0; b < MEN_F_BITS; b++)
        for (int place = -2; place <= 2; place++)
            men_model_add(model, men_bit_feature(b, place), &g->bits[b].at[place + 2]);
    for (unsigned c = 0; c < MEN_F_CLASSES; c++)
        for (unsigned x = 0; x < MEN_W; x++)
            for (unsigned y = 0; y < MEN_W; y++)
                g->ties[c][x][y] = y < MEN_TAGS && may_follow(x == BEFORE_ALL ? MEN_T_OUT : x, y) ? within_limit((*model->ties)[c][x][y]) : IMPOSSIBLE;
    return g;
}

void men_tag_cache_free(men_tag_cache *g)
{
    if (!g)
        return;
    for (int i = 0; i < CHUNKS_MAX; i++)
        free(g->chunks[i]);
    free(g);
}

void men_tag_cache_forget(men_tag_cache *g)
{
    for (int i = 0; g && i < CHUNKS_MAX; i++)
        if (g->chunks[i])
            memset(g->chunks[i], 0, CHUNK * sizeof(form_slot));
}

bool men_tag_is_name_word(const men_tag_cache *g, const unsigned char *key, size_t len)
{
    return g && men_name_words_have(g->model->names, key, len);
}

/* Weights of a token's form, remembered if there is room for them. */
static const form_sums *sums_of(men_tag_cache *g, const lex_doc *d, uint32_t t, form_sums *spare)
{
    const txt_token *k = &d->doc->tokens[t];
    if (k->kind == TXT_PUNCT) {
        uint32_t i = (k->mark ^ k->mark >> 6) % MARKS;
        if (g->marks[i].mark != k->mark) {
            g->marks[i].mark = k->mark;
            sum_form(g->model, k, &g->marks[i].sums);
        }
        return &g->marks[i].sums;
    }
    uint32_t id = d->words[t]->id, chunk = id / CHUNK;
    if (id == 0 || chunk >= CHUNKS_MAX || (!g->chunks[chunk] && !(g->chunks[chunk] = calloc(CHUNK, sizeof(form_slot))))) {
        sum_form(g->model, k, spare);
        return spare;
    }
    form_slot *s = &g->chunks[chunk][id % CHUNK];
    if (!s->known) {
        sum_form(g->model, k, &s->sums);
        s->known = true;
    }
    return &s->sums;
}

static void look_ahead(const men_tagger *m, const men_view *v, uint32_t t, const txt_sentence *s, uint64_t *near)
{
    men_near_features(v, t, s->first, s->end, near);
    for (int i = 0; i < MEN_F_NEAR; i++)
        men_model_await(m, near[i]);
}

/* The sums of a token's features are spread to its neighbours within the sentence. */
static void spread(men_tag_cache *g, const lex_doc *d, const men_view *v, const txt_sentence *s, men_sums *sums)
{
    uint64_t near[2][MEN_F_NEAR]; /* of this token, and of the one after, whose lines are on their way */
    look_ahead(g->model, v, s->first, s, near[s->first & 1]);
    for (uint32_t t = s->first; t < s->end; t++) {
        form_sums all, spare;
        if (t + 1 < s->end)
            look_ahead(g->model, v, t + 1, s, near[(t + 1) & 1]);
        memcpy(&all, sums_of(g, d, t, &spare), sizeof all);
        for (uint64_t b = v[t].bits; b; b &= b - 1) {
            const form_sums *bit = &g->bits[__builtin_ctzll(b)];
            for (int place = 0; place < MEN_F_PLACES; place++)
                all.at[place] += bit->at[place];
        }
        /* place is where this token stands as seen from the token it speaks of: the one before sees it at +1 */
        for (int place = -2; place <= 2; place++) {
            int64_t of = (int64_t) t - place;
            if (of >= s->first && of < s->end)
                sums[of] += all.at[place + 2];
        }
        for (int i = 0; i < MEN_F_NEAR; i++)
            men_model_add(g->model, near[t & 1][i], &sums[t]);
    }
}

static men_sums choose(men_sums which, men_sums yes, men_sums no)
{
    return (yes & which) | (no & ~which);
}

/* Viterbi over one sentence. */
static void decode(arena *a, const men_tag_cache *g, const men_view *v, const txt_sentence *s, const men_sums *sums, uint8_t *tags)
{
    static const men_sums zero = {0};
    const men_sums most = zero + LIMIT, least = zero - LIMIT, lowest = zero + LOWEST;
    uint32_t n = s->end - s->first;
    men_sums *from = arena_alloc_array(a, n, sizeof *from);
    men_sums best = zero;
    for (uint32_t i = 0; i < n; i++) {
        const men_sums *tie = g->ties[v[s->first + i].class];
        men_sums next = i == 0 ? tie[BEFORE_ALL] : best[0] + tie[0], back = zero, own = sums[s->first + i];
        for (int16_t x = 1; i > 0 && x < MEN_TAGS; x++) {
            men_sums score = best[x] + tie[x], better = score > next;
            next = choose(better, score, next);
            back = choose(better, zero + x, back);
        }
        own = choose(own > most, most, choose(own < least, least, own));
        next = choose(next < lowest, lowest, next) + own;
        next -= next[0];
        best = choose(next < lowest, lowest, next);
        from[i] = back;
    }
    unsigned y = 0;
    for (unsigned x = 1; x < MEN_TAGS; x++)
        if (best[x] > best[y])
            y = x;
    for (uint32_t i = n; i-- > 0; y = (unsigned) from[i][y])
        tags[s->first + i] = (uint8_t) y;
}

men_tags men_tag_tokens(arena *a, men_tag_cache *g, const lex_doc *d)
{
    const txt_doc *doc = d->doc;
    uint8_t *tags = arena_alloc(a, doc->n_tokens);
    int16_t *margin = arena_new_array(a, int16_t, doc->n_tokens);
    if (!g)
        return (men_tags){tags, margin};
    const men_view *v = men_views(a, g->model->names, d, false);
    men_sums *sums = arena_alloc_array(a, doc->n_tokens, sizeof *sums);
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        spread(g, d, v, &doc->sentences[s], sums);
        decode(a, g, v, &doc->sentences[s], sums, tags);
    }
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        int16_t top = INT16_MIN;
        for (int i = 1; i < MEN_TAGS; i++)
            top = sums[t][i] > top ? sums[t][i] : top;
        margin[t] = tags[t] == MEN_T_OUT ? top : sums[t][tags[t]];
    }
    return (men_tags){tags, margin};
}
