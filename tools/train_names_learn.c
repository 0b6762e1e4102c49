/* Learning: a linear model over the tags of a sentence.
 *
 * An averaged perceptron: where Viterbi's best tags are wrong, weights move to the right ones; the mean of the weights over all steps is kept, and of several
 * runs over the texts in other orders again the mean. (--crf: a conditional random field by AdaGrad instead; docs/tagger.md compares them.)
 *
 * Every feature has two weights: one for all texts, and one for the project's corpus only, whose notion of a name is the one that isnad follows; what is
 * written is the first plus a part (--lean) of the second. Part of the time the lexicon's names, or a word itself, are hidden, so that the model learns to know
 * names by their surroundings and their letters too.
 */
#include "train_names.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

enum { Y = MEN_TAGS, TOKEN_FEATURES_MAX = 512, MAP_SLOTS = 1 << 23 };

/* ---- features and their numbers ---- */

static trn_feature *slot_of(trn_features *m, uint64_t f)
{
    f += f == 0;
    for (uint64_t i = hash_mix(f, 77) & m->mask;; i = (i + 1) & m->mask)
        if (m->slots[i].feature == f || m->slots[i].feature == 0) {
            m->slots[i].feature = f;
            return &m->slots[i];
        }
}

static unsigned features_of(const trn_doc *d, const men_name_words *names, const men_view *v, uint32_t t, bool hide, uint64_t *out, unsigned *ret_identity)
{
    const txt_sentence *s = &d->text.sentences[d->text.tokens[t].sentence];
    uint64_t near[MEN_F_NEAR], f[MEN_F_FORM_MAX];
    unsigned own, n = 0, k = men_form_features(names, &d->text.tokens[t], 0, hide, f, &own);
    men_near_features(v, t, s->first, s->end, near);
    for (unsigned i = 0; i < own; i++)
        out[n++] = f[i];
    out[n++] = near[MEN_F_NEAR - 2];
    out[n++] = near[MEN_F_NEAR - 1];
    *ret_identity = n;
    for (unsigned i = own; i < k; i++)
        out[n++] = f[i];
    for (unsigned i = 0; i + 2 < MEN_F_NEAR; i++)
        out[n++] = near[i];
    for (int place = -2; place <= 2; place++) {
        int64_t u = (int64_t) t + place;
        if (u < s->first || u >= s->end)
            continue;
        if (place != 0) {
            k = men_form_features(names, &d->text.tokens[u], place, hide, f, NULL);
            for (unsigned i = 0; i < k; i++)
                out[n++] = f[i];
        }
        for (uint64_t b = v[u].bits; b; b &= b - 1)
            out[n++] = men_bit_feature((unsigned) __builtin_ctzll(b), place);
    }
    return n;
}

/* Two passes over the texts: count, then number what is frequent enough. */
trn_example *trn_examples(arena *a, const trn_docs *docs, const men_name_words *names, int least, trn_features *map)
{
    trn_example *out = arena_alloc_array(a, docs->n, sizeof *out);
    *map = (trn_features){calloc(MAP_SLOTS, sizeof *map->slots), MAP_SLOTS - 1, 0};
    if (!map->slots)
        trn_give_up("train-names", "no memory");
    uint64_t f[TOKEN_FEATURES_MAX];
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < docs->n; i++) {
            const trn_doc *d = &docs->at[i];
            out[i].doc = d;
            for (int hide = 0; hide < 2; hide++) {
                const men_view *v = men_views(a, names, &d->lex, hide);
                if (pass == 1)
                    out[i].seen[hide] = arena_alloc_array(a, d->text.n_tokens, sizeof(trn_token));
                for (uint32_t t = 0; t < d->text.n_tokens; t++) {
                    unsigned own, n = features_of(d, names, v, t, hide, f, &own), kept = 0;
                    if (pass == 0) {
                        for (unsigned k = 0; k < n; k++)
                            slot_of(map, f[k])->count += hide == 0 ? 2 : 1;
                        continue;
                    }
                    trn_token *x = &out[i].seen[hide][t];
                    x->at = arena_alloc_array(a, n, sizeof *x->at);
                    x->class = v[t].class;
                    for (unsigned k = 0; k < n; k++) {
                        trn_feature *s = slot_of(map, f[k]);
                        if (s->count >= 3u * (unsigned) least) {
                            if (!s->number)
                                s->number = ++map->n;
                            x->at[kept++] = s->number - 1;
                        }
                        if (k + 1 == own)
                            x->n_identity = (uint16_t) kept;
                    }
                    x->n = (uint16_t) kept;
                }
            }
        }
    return out;
}

void trn_features_free(trn_features *map)
{
    free(map->slots);
}

/* ---- learning ---- */

typedef struct weights {
    uint32_t n;
    float (*w)[MEN_W];                    /* per feature and tag */
    float (*g)[MEN_W];                    /* sums of squared gradients; for the perceptron the sums for averaging */
    float (*own)[MEN_W], (*own_g)[MEN_W]; /* what holds for the project's corpus only, above w */
    double ties[MEN_F_CLASSES][MEN_W][MEN_W], tie_g[MEN_F_CLASSES][MEN_W][MEN_W];
} weights;

/* e^x by its series after halving; libm's may differ in the last bit from machine to machine. */
static double e_to(double x)
{
    if (x < -700)
        return 0;
    int halvings = 0;
    while (x > 0.25 || x < -0.25) {
        x *= 0.5;
        halvings++;
    }
    double sum = 1, term = 1;
    for (int i = 1; i < 10; i++) {
        term = term * x / i;
        sum += term;
    }
    while (halvings-- > 0)
        sum *= sum;
    return sum;
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
}

static bool allowed(unsigned before, unsigned y)
{
    return y == MEN_T_OUT || y % 2 == 1 || before == y || before == y - 1;
}

enum { SENTENCE_MAX = 4096 };

typedef struct lattice {
    double emit[SENTENCE_MAX][Y], want[SENTENCE_MAX][Y]; /* want: expected share of each tag */
    double forward[SENTENCE_MAX][Y], back[SENTENCE_MAX][Y], norm[SENTENCE_MAX];
    double tie[SENTENCE_MAX][Y][Y]; /* expected share of each pair (before, at) */
} lattice;

static void expect(lattice *l, const weights *w, const trn_token **x, uint32_t n)
{
    static double step[Y][Y];
    for (uint32_t i = 0; i < n; i++) {
        double top = l->emit[i][0], total = 0;
        for (int y = 1; y < Y; y++)
            top = l->emit[i][y] > top ? l->emit[i][y] : top;
        for (int y = 0; y < Y; y++) {
            double e = e_to(l->emit[i][y] - top), sum = 0;
            for (int b = 0; b < Y; b++)
                if (i > 0 && allowed((unsigned) b, (unsigned) y))
                    sum += l->forward[i - 1][b] * e_to(w->ties[x[i]->class][b][y]);
            if (i == 0)
                sum = allowed(MEN_T_OUT, (unsigned) y) ? e_to(w->ties[x[i]->class][Y][y]) : 0;
            l->forward[i][y] = sum * e;
            total += l->forward[i][y];
        }
        l->norm[i] = total;
        for (int y = 0; y < Y; y++)
            l->forward[i][y] /= total;
    }
    for (int y = 0; y < Y; y++)
        l->back[n - 1][y] = 1;
    for (uint32_t i = n - 1; i > 0; i--) {
        double top = l->emit[i][0];
        for (int y = 1; y < Y; y++)
            top = l->emit[i][y] > top ? l->emit[i][y] : top;
        for (int b = 0; b < Y; b++) {
            double sum = 0;
            for (int y = 0; y < Y; y++) {
                step[b][y] = allowed((unsigned) b, (unsigned) y) ? e_to(w->ties[x[i]->class][b][y]) * e_to(l->emit[i][y] - top) * l->back[i][y] / l->norm[i]
                                                                 : 0;
                sum += step[b][y];
                l->tie[i][b][y] = l->forward[i - 1][b] * step[b][y];
            }
            l->back[i - 1][b] = sum;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        for (int y = 0; y < Y; y++)
            l->want[i][y] = l->forward[i][y] * l->back[i][y];
}

static void best_path(lattice *l, const weights *w, const trn_token **x, uint32_t n)
{
    static uint8_t from[SENTENCE_MAX][Y];
    double(*best)[Y] = l->forward;
    for (uint32_t i = 0; i < n; i++)
        for (unsigned y = 0; y < Y; y++) {
            best[i][y] = i == 0 ? (allowed(MEN_T_OUT, y) ? w->ties[x[i]->class][Y][y] : -1e9) : -1e18;
            for (unsigned b = 0; i > 0 && b < Y; b++) {
                double s = allowed(b, y) ? best[i - 1][b] + w->ties[x[i]->class][b][y] : -1e12;
                if (s > best[i][y]) {
                    best[i][y] = s;
                    from[i][y] = (uint8_t) b;
                }
            }
            best[i][y] += l->emit[i][y];
        }
    unsigned y = 0;
    for (unsigned b = 1; b < Y; b++)
        if (best[n - 1][b] > best[n - 1][y])
            y = b;
    memset(l->want, 0, n * sizeof *l->want);
    memset(l->tie, 0, n * sizeof *l->tie);
    for (uint32_t i = n; i-- > 0; y = from[i][y]) {
        l->want[i][y] = 1;
        if (i > 0)
            l->tie[i][from[i][y]][y] = 1;
    }
}

typedef struct learner {
    const trn_settings *set;
    weights w;
    lattice *lattice;
    uint64_t random;
    double age; /* sentences seen, for averaging */
} learner;

static void step_weight(const learner *m, float *w, float *g, double gradient)
{
    if (!m->set->crf) {
        *w -= (float) gradient;
        *g -= (float) (gradient * m->age);
        return;
    }
    gradient += m->set->l2 * *w;
    *g += (float) (gradient * gradient);
    *w -= (float) (m->set->rate * gradient / sqrt((double) *g + 1e-6));
}

static void learn_sentence(learner *m, const trn_example *e, const txt_sentence *s)
{
    static const trn_token *x[SENTENCE_MAX];
    static uint16_t skip[SENTENCE_MAX];
    lattice *l = m->lattice;
    uint32_t n = s->end - s->first < SENTENCE_MAX ? s->end - s->first : SENTENCE_MAX;
    bool own = e->doc->source == TRN_CORPUS;
    bool hide = next_random(&m->random) % 100 < m->set->hide_names;
    for (uint32_t i = 0; i < n; i++) {
        x[i] = &e->seen[hide][s->first + i];
        skip[i] = next_random(&m->random) % 100 < m->set->hide_word ? x[i]->n_identity : 0;
        float sum[MEN_W] = {0};
        for (uint32_t k = skip[i]; k < x[i]->n; k++)
            for (int y = 0; y < MEN_W; y++)
                sum[y] += m->w.w[x[i]->at[k]][y];
        for (uint32_t k = skip[i]; own && k < x[i]->n; k++)
            for (int y = 0; y < MEN_W; y++)
                sum[y] += m->w.own[x[i]->at[k]][y];
        for (int y = 0; y < Y; y++)
            l->emit[i][y] = (double) sum[y];
    }
    if (!m->set->crf)
        best_path(l, &m->w, x, n);
    else
        expect(l, &m->w, x, n);
    m->age++;
    const uint8_t *gold = e->doc->tags + s->first;
    for (uint32_t i = 0; i < n; i++) {
        for (int y = 1; y < Y; y++) {
            double gradient = l->want[i][y] - (gold[i] == y);
            if (gradient > -1e-4 && gradient < 1e-4)
                continue;
            for (uint32_t k = skip[i]; k < x[i]->n; k++)
                step_weight(m, &m->w.w[x[i]->at[k]][y], &m->w.g[x[i]->at[k]][y], gradient);
            for (uint32_t k = skip[i]; own && k < x[i]->n; k++)
                step_weight(m, &m->w.own[x[i]->at[k]][y], &m->w.own_g[x[i]->at[k]][y], gradient);
        }
        for (int b = 0; i > 0 && b < Y; b++)
            for (int y = 0; y < Y; y++) {
                double gradient = l->tie[i][b][y] - (gold[i - 1] == b && gold[i] == y);
                float w = (float) m->w.ties[x[i]->class][b][y], g = (float) m->w.tie_g[x[i]->class][b][y];
                if (gradient > -1e-4 && gradient < 1e-4)
                    continue;
                step_weight(m, &w, &g, gradient);
                m->w.ties[x[i]->class][b][y] = (double) w;
                m->w.tie_g[x[i]->class][b][y] = (double) g;
            }
    }
}

static void start(learner *m, const trn_settings *set, uint32_t n)
{
    *m = (learner){.set = set, .random = 20260101};
    m->w.n = n;
    m->w.w = calloc(n + 1, sizeof *m->w.w);
    m->w.g = calloc(n + 1, sizeof *m->w.g);
    m->w.own = calloc(n + 1, sizeof *m->w.own);
    m->w.own_g = calloc(n + 1, sizeof *m->w.own_g);
    m->lattice = malloc(sizeof *m->lattice);
    if (!m->w.w || !m->w.g || !m->w.own || !m->w.own_g || !m->lattice)
        trn_give_up("train-names", "no memory");
}

static void finish(learner *m)
{
    free(m->w.w);
    free(m->w.g);
    free(m->w.own);
    free(m->w.own_g);
    free(m->lattice);
}

/* Learns once from all examples but those of one fold (-1: but those held out). */
static void learn_once(learner *m, const trn_example *examples, uint32_t n_examples, int but_fold)
{
    uint32_t *order = malloc(n_examples * sizeof *order);
    for (uint32_t i = 0; i < n_examples; i++)
        order[i] = i;
    for (int epoch = 0; epoch < m->set->epochs; epoch++) {
        for (uint32_t i = n_examples; i > 1; i--) {
            uint32_t k = (uint32_t) (next_random(&m->random) % i), swap = order[i - 1];
            order[i - 1] = order[k];
            order[k] = swap;
        }
        for (uint32_t i = 0; i < n_examples; i++) {
            const trn_example *e = &examples[order[i]];
            if (but_fold >= 0 ? e->doc->fold == (unsigned) but_fold : e->doc->held_out)
                continue;
            for (uint32_t s = 0; s < e->doc->text.n_sentences; s++)
                learn_sentence(m, e, &e->doc->text.sentences[s]);
        }
    }
    free(order);
    if (m->set->crf)
        return;
    for (uint32_t f = 0; f < m->w.n; f++)
        for (int y = 0; y < Y; y++)
            m->w.w[f][y] += m->set->lean * m->w.own[f][y] - (m->w.g[f][y] + m->set->lean * m->w.own_g[f][y]) / (float) (m->age + 1);
    for (int c = 0; c < MEN_F_CLASSES; c++)
        for (int b = 0; b < MEN_W; b++)
            for (int y = 0; y < MEN_W; y++)
                m->w.ties[c][b][y] -= m->w.tie_g[c][b][y] / (m->age + 1);
}

/* The mean of several learners that differ in the order of the texts and in what was hidden from them. */
static void learn(learner *all, const trn_example *examples, uint32_t n_examples, int but_fold)
{
    for (int run = 0; run < all->set->runs; run++) {
        learner m;
        start(&m, all->set, all->w.n);
        m.random += (uint64_t) run;
        learn_once(&m, examples, n_examples, but_fold);
        for (uint32_t f = 0; f < m.w.n; f++)
            for (int y = 0; y < Y; y++)
                all->w.w[f][y] += m.w.w[f][y];
        for (int c = 0; c < MEN_F_CLASSES; c++)
            for (int b = 0; b < MEN_W; b++)
                for (int y = 0; y < MEN_W; y++)
                    all->w.ties[c][b][y] += m.w.ties[c][b][y];
        finish(&m);
    }
}

/* ---- writing ---- */

typedef struct ranked {
    uint64_t feature;
    uint32_t number;
    float strength;
} ranked;

static int stronger_first(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->strength != y->strength)
        return x->strength < y->strength ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

static int round_to(double x, int limit)
{
    int r = (int) (x < 0 ? x - 0.5 : x + 0.5);
    return r > limit ? limit : r < -limit ? -limit : r;
}

static char *model_bytes(const learner *m, const trn_features *map, size_t *ret_size, uint32_t *ret_rows)
{
    uint32_t lines = (uint32_t) m->set->lines, n = 0, rows = 0;
    size_t size = sizeof(men_model_header) + sizeof(men_model_ties) + lines * sizeof(men_model_line);
    char *bytes = calloc(1, size);
    ranked *r = malloc((map->n + 1) * sizeof *r);
    men_model_ties *ties = (men_model_ties *) (bytes + sizeof(men_model_header));
    men_model_line *line = (men_model_line *) (bytes + sizeof(men_model_header) + sizeof *ties);
    double top = 0;
    for (uint64_t i = 0; i <= map->mask; i++) {
        if (!map->slots[i].number)
            continue;
        ranked *x = &r[n++];
        *x = (ranked){map->slots[i].feature, map->slots[i].number - 1, 0};
        for (int y = 1; y < Y; y++) {
            float w = m->w.w[x->number][y];
            x->strength = w > x->strength ? w : -w > x->strength ? -w : x->strength;
        }
        top = (double) x->strength > top ? (double) x->strength : top;
    }
    double scale = !m->set->crf ? 127 / top : m->set->scale;
    qsort(r, n, sizeof *r, stronger_first);
    for (uint32_t i = 0; i < n; i++) {
        men_model_line *l = &line[men_model_line_of(r[i].feature, lines)];
        if ((double) r[i].strength * scale < 0.5)
            break;
        for (int k = 0; k < MEN_MODEL_ROWS; k++) {
            if (l->checks[k] == men_model_check_of(r[i].feature))
                break; /* taken by a stronger feature */
            if (l->checks[k])
                continue;
            l->checks[k] = men_model_check_of(r[i].feature);
            for (int y = 1; y < Y; y++)
                l->weights[k][y - 1] = (int8_t) round_to((double) m->w.w[r[i].number][y] * scale, 127);
            rows++;
            break;
        }
    }
    for (int c = 0; c < MEN_F_CLASSES; c++)
        for (int b = 0; b < MEN_W; b++)
            for (int y = 0; y < MEN_W; y++)
                (*ties)[c][b][y] = (int16_t) (round_to(m->w.ties[c][b][y] * scale, 20000) + (y % 2 == 1 && y < Y ? m->set->bias[y / 2] : 0));
    free(r);
    men_model_header h = {.byte_order = MEN_MODEL_BYTE_ORDER, .version = MEN_MODEL_VERSION, .features = MEN_F_VERSION, .lines = lines, .size = size};
    memcpy(h.magic, MEN_MODEL_MAGIC, sizeof h.magic);
    h.checksum = hash64(str_range(bytes, sizeof h, size));
    memcpy(bytes, &h, sizeof h);
    *ret_size = size;
    *ret_rows = rows;
    return bytes;
}

char *trn_learn(const trn_settings *set, const trn_example *examples, uint32_t n, int but_fold, const trn_features *map, size_t *ret_size, uint32_t *ret_rows)
{
    learner m;
    start(&m, set, map->n);
    learn(&m, examples, n, but_fold);
    char *bytes = model_bytes(&m, map, ret_size, ret_rows);
    finish(&m);
    return bytes;
}
