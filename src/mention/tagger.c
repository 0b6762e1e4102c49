#include "mention/tagger_model.h"

#include <stdlib.h>

enum { CHUNK = 4096, CHUNKS_MAX = 256, MARKS = 64, BEFORE_ALL = MEN_TAGS /* row of the ties at a sentence's start */ };

/* The weights of one written form, seen from each place. */
typedef struct form_sums {
    int16_t at[MEN_F_PLACES][MEN_W];
} form_sums;

typedef struct form_slot {
    bool known;
    form_sums sums;
} form_slot;

struct men_tag_cache {
    const men_tagger *model;
    form_sums bits[MEN_F_BITS];
    int32_t ties[MEN_F_CLASSES][MEN_W][MEN_W]; /* the model's, with what cannot follow made impossible */
    form_slot *chunks[CHUNKS_MAX]; /* by lex_word.id; made when first needed */
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
        unsigned n = men_form_features(men_model_names(m), k, place, false, f, NULL);
        for (unsigned i = 0; i < n; i++)
            men_model_add(m, f[i], ret->at[place + 2]);
    }
}

static bool may_follow(unsigned before, unsigned tag)
{
    if (tag != MEN_T_I_PERSON && tag != MEN_T_I_ORG && tag != MEN_T_I_PLACE)
        return true;
    return before == tag || before == tag - 1;
}

enum { IMPOSSIBLE = -(1 << 28) };

men_tag_cache *men_tag_cache_new(const men_tagger *model)
{
    men_tag_cache *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->model = model;
    for (unsigned b = 0; b < MEN_F_BITS; b++)
        for (int place = -2; place <= 2; place++)
            men_model_add(model, men_bit_feature(b, place), g->bits[b].at[place + 2]);
    for (unsigned c = 0; c < MEN_F_CLASSES; c++)
        for (unsigned x = 0; x < MEN_W; x++)
            for (unsigned y = 0; y < MEN_W; y++)
                g->ties[c][x][y] = y < MEN_TAGS && may_follow(x == BEFORE_ALL ? MEN_T_OUT : x, y) ? (*men_model_tie_weights(model))[c][x][y] : IMPOSSIBLE;
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
    return g && men_name_words_have(men_model_names(g->model), key, len);
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

static void add(int16_t *restrict to, const int16_t *restrict from)
{
    for (int i = 0; i < MEN_W; i++)
        to[i] = (int16_t) (to[i] + from[i]);
}

/* The sums of a token's features are spread to its neighbours within the sentence. */
static void spread(men_tag_cache *g, const lex_doc *d, const men_view *v, const txt_sentence *s, int16_t (*sums)[MEN_W])
{
    for (uint32_t t = s->first; t < s->end; t++) {
        form_sums all, spare;
        memcpy(&all, sums_of(g, d, t, &spare), sizeof all);
        for (uint64_t b = v[t].bits; b; b &= b - 1) {
            const form_sums *bit = &g->bits[__builtin_ctzll(b)];
            for (int place = 0; place < MEN_F_PLACES; place++)
                add(all.at[place], bit->at[place]);
        }
        /* place is where this token stands as seen from the token it speaks of: the one before sees it at +1 */
        for (int place = -2; place <= 2; place++) {
            int64_t of = (int64_t) t - place;
            if (of >= s->first && of < s->end)
                add(sums[of], all.at[place + 2]);
        }
        uint64_t near[MEN_F_NEAR];
        men_near_features(v, t, s->first, s->end, near);
        for (int i = 0; i < MEN_F_NEAR; i++)
            men_model_add(g->model, near[i], sums[t]);
    }
}

/* Viterbi over one sentence. Every step is eight sums wide, so that compilers make one vector of it. */
static void decode(arena *a, const men_tag_cache *g, const men_view *v, const txt_sentence *s, int16_t (*sums)[MEN_W], uint8_t *tags)
{
    uint32_t n = s->end - s->first;
    int32_t(*from)[MEN_W] = arena_alloc_array(a, n, sizeof *from);
    int32_t best[MEN_W], next[MEN_W];
    for (int y = 0; y < MEN_W; y++)
        best[y] = n > 0 ? g->ties[v[s->first].class][BEFORE_ALL][y] + sums[s->first][y] : 0;
    for (uint32_t i = 1; i < n; i++) {
        const int32_t(*tie)[MEN_W] = g->ties[v[s->first + i].class];
        const int16_t *own = sums[s->first + i];
        int32_t back[MEN_W] = {0};
        for (int y = 0; y < MEN_W; y++)
            next[y] = best[0] + tie[0][y];
        for (int x = 1; x < MEN_TAGS; x++)
            for (int y = 0; y < MEN_W; y++) {
                int32_t score = best[x] + tie[x][y];
                back[y] = score > next[y] ? x : back[y];
                next[y] = score > next[y] ? score : next[y];
            }
        for (int y = 0; y < MEN_W; y++)
            best[y] = (next[y] < IMPOSSIBLE ? IMPOSSIBLE : next[y]) + own[y];
        memcpy(from[i], back, sizeof back);
    }
    unsigned y = 0;
    for (unsigned x = 1; x < MEN_TAGS; x++)
        if (best[x] > best[y])
            y = x;
    for (uint32_t i = n; i-- > 0;) {
        tags[s->first + i] = (uint8_t) y;
        y = (unsigned) from[i][y];
    }
}

men_tags men_tag_tokens(arena *a, men_tag_cache *g, const lex_doc *d)
{
    const txt_doc *doc = d->doc;
    uint8_t *tags = arena_alloc(a, doc->n_tokens);
    int16_t *margin = arena_new_array(a, int16_t, doc->n_tokens);
    if (!g)
        return (men_tags){tags, margin};
    const men_view *v = men_views(a, men_model_names(g->model), d, false);
    int16_t(*sums)[MEN_W] = arena_alloc_array(a, doc->n_tokens, sizeof *sums);
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
