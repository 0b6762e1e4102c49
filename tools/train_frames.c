/* Trains the model of frame/ on annotated reports (data/corpus).
 *
 *     train_frames LEXICON [NAMES] REPORTS.jsonl GOLD_DIR MODEL [--hold-out N]
 *
 * Reads every report with the program's own stages, listens to each candidate they put to the model, labels it from the gold, and fits one logistic regression
 * a class by AdaGrad in a fixed order, so that the same inputs give the same bytes. With --hold-out N every N-th report is only measured.
 */
#include "base/json.h"
#include "frame/train.h"
#include "mention/entity.h"
#include "pipeline/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

enum { EPOCHS = 6, GOLD_EVENTS_MAX = 256, PENDING_MAX = 256 };

typedef struct example {
    uint8_t task, label, held_out;
    uint16_t n;
    uint32_t at; /* in buckets */
} example;

typedef struct training {
    example *examples;
    size_t n_examples, cap_examples;
    uint32_t *buckets;
    size_t n_buckets, cap_buckets;
    /* the report being read */
    const json_value *gold;
    bool held_out;
    const json_value *event; /* the gold event of the trigger last heard of, or NULL */
    /* candidates of that trigger, labelled once all are known */
    struct {
        frm_task task;
        unsigned label;
        uint32_t distance;
        uint64_t group; /* candidates that mean the same; only the nearest counts */
        frm_features f;
    } pending[PENDING_MAX];
    unsigned n_pending;
} training;

static void *grow(void *p, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return p;
    while (*cap < need)
        *cap = *cap ? *cap * 2 : 1 << 16;
    p = realloc(p, *cap * size);
    if (!p)
        exit(EX_OSERR);
    return p;
}

static void keep(training *t, frm_task task, unsigned label, const frm_features *f)
{
    t->examples = grow(t->examples, &t->cap_examples, t->n_examples + 1, sizeof *t->examples);
    t->buckets = grow(t->buckets, &t->cap_buckets, t->n_buckets + f->n, sizeof *t->buckets);
    t->examples[t->n_examples++] = (example){(uint8_t) task, (uint8_t) label, t->held_out, (uint16_t) f->n, (uint32_t) t->n_buckets};
    memcpy(t->buckets + t->n_buckets, f->at, f->n * sizeof *f->at);
    t->n_buckets += f->n;
}

static void flush(training *t)
{
    for (unsigned i = 0; i < t->n_pending; i++) {
        bool nearest = true;
        for (unsigned k = 0; k < t->n_pending; k++)
            if (k != i && t->pending[k].task == t->pending[i].task && t->pending[k].label && t->pending[k].group == t->pending[i].group &&
                (t->pending[k].distance < t->pending[i].distance || (t->pending[k].distance == t->pending[i].distance && k < i)))
                nearest = false;
        if (t->pending[i].label == 0 || nearest)
            keep(t, t->pending[i].task, t->pending[i].label, &t->pending[i].f);
    }
    t->n_pending = 0;
}

static void add_pending(training *t, frm_task task, unsigned label, uint32_t distance, uint64_t group, const frm_features *f)
{
    if (t->n_pending == PENDING_MAX)
        return;
    t->pending[t->n_pending].task = task;
    t->pending[t->n_pending].label = label;
    t->pending[t->n_pending].distance = distance;
    t->pending[t->n_pending].group = group;
    t->pending[t->n_pending++].f = *f;
}

static const json_value *gold_event(const training *t, const frm_context *x)
{
    const json_value *events = json_member(t->gold, "events");
    const txt_token *k = &x->d->text->tokens[x->c->first], *last = &x->d->text->tokens[x->c->end - 1];
    for (size_t i = 0; i < json_length(events); i++) {
        const json_value *e = json_item(events, i), *span = json_member(e, "span");
        int64_t begin = json_int(json_item(span, 0), -1), end = json_int(json_item(span, 1), -1);
        if (str_eq(json_get(e, "type"), str_of(frm_type_name((lex_event_type) x->c->row->type))) && (int64_t) k->cp_begin < end &&
            begin < (int64_t) last->cp_end)
            return e;
    }
    return NULL;
}

static void on_trigger(void *context, const frm_context *x, const frm_features *f)
{
    training *t = context;
    flush(t);
    t->event = gold_event(t, x);
    keep(t, FRM_ACCEPT, t->event != NULL, f);
}

static bool is_code(str s)
{
    return s.len == 3 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z';
}

/* Whether an entity is this filler of the gold: by code, or by a name within the other. */
static bool is_filler(const men_doc *d, uint32_t entity, str filler)
{
    const men_entity *e = &d->entities.at[entity];
    if (is_code(filler))
        return (e->kind == MEN_COUNTRY || (e->kind == MEN_PLACE && e->table == LEX_T_COUNTRIES && e->known)) && str_eq(str_of(e->country), filler);
    if (men_name_within(e->name, filler) || men_name_within(filler, e->name))
        return true;
    for (uint32_t i = 0; i < e->aliases.n; i++)
        if (men_name_within(e->aliases.at[i], filler) || men_name_within(filler, e->aliases.at[i]))
            return true;
    return false;
}

static bool in_role(const training *t, const frm_context *x, const frm_candidate *k, const char *role)
{
    const json_value *list = json_member(t->event, role);
    const men_doc *d = x->d;
    for (size_t i = 0; i < json_length(list); i++) {
        str filler = json_text(json_item(list, i));
        if (k->state_row != MEN_NONE) {
            if (str_eq(filler, lex_cell(d->lex->image, LEX_T_COUNTRIES, k->state_row, COUNTRY_CODE)))
                return true;
        } else if (k->entity != MEN_NONE) {
            if (is_filler(d, k->entity, filler))
                return true;
            uint32_t second = k->phrase.kind == FRM_P_WHO ? d->mentions.at[k->phrase.mention].second : MEN_NONE;
            if (second != MEN_NONE && is_filler(d, second, filler))
                return true;
        } else if (k->phrase.kind == FRM_P_PEOPLE) {
            str text = men_text(d, men_span_of(d, k->phrase.first, k->phrase.end, k->phrase.letters));
            if (men_name_within(text, filler) || men_name_within(filler, text))
                return true;
        }
    }
    return false;
}

static uint32_t away(const frm_context *x, uint32_t t)
{
    return t > x->c->first ? t - x->c->first : x->c->first - t;
}

static void on_role(void *context, const frm_context *x, const frm_candidate *k, const frm_features *f)
{
    training *t = context;
    if (!t->event)
        return;
    bool actor = in_role(t, x, k, "actor"), recipient = in_role(t, x, k, "recipient"), place = in_role(t, x, k, "place");
    unsigned label = actor ? FRM_ROLE_ACTOR : recipient && place ? FRM_ROLE_HOST : recipient ? FRM_ROLE_RECIPIENT : place ? FRM_ROLE_PLACE : FRM_ROLE_NONE;
    uint64_t group = (uint64_t) (k->state_row != MEN_NONE ? 100000 + k->state_row : k->entity != MEN_NONE ? k->entity : 200000 + k->phrase.first);
    add_pending(t, FRM_ROLE, label, k->carried ? 1000 : away(x, k->phrase.first), group, f);
}

static void on_time(void *context, const frm_context *x, uint32_t time, const frm_features *f)
{
    training *t = context;
    if (!t->event)
        return;
    str want = json_get(t->event, "time");
    bool right = time == MEN_NONE ? want.len == 0 : str_eq(want, x->d->times.at[time].edtf);
    add_pending(t, FRM_TIME, right, time == MEN_NONE ? 0 : away(x, x->d->times.at[time].span.first), time == MEN_NONE ? 1 : 2, f);
}

static void on_source(void *context, const frm_context *x, uint32_t statement, const frm_features *f)
{
    training *t = context;
    if (!t->event)
        return;
    const json_value *list = json_member(t->event, "said_by");
    uint32_t speaker = x->r->statements.at[statement].speaker;
    bool right = false;
    for (size_t i = 0; i < json_length(list); i++)
        right |= is_filler(x->d, speaker, json_text(json_item(list, i)));
    add_pending(t, FRM_SOURCE, right, away(x, x->r->statements.at[statement].trigger), speaker, f);
}

/* ---- fitting ---- */

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005ull + 1442695040888963407ull;
    return *state >> 33;
}

static float sum_of(const training *t, const example *e, const float *w)
{
    float s = 0;
    for (unsigned i = 0; i < e->n; i++)
        s += w[t->buckets[e->at + i]];
    return s;
}

static void step(const training *t, const example *e, float *w, float *g2, float gradient)
{
    for (unsigned i = 0; i < e->n; i++) {
        uint32_t b = t->buckets[e->at + i];
        float g = gradient + 1e-3f * w[b];
        g2[b] += g * g;
        w[b] -= 0.05f * g / sqrtf(g2[b] + 1e-6f);
    }
}

static void fit(const training *t, float **w, float **g2)
{
    uint32_t *order = malloc((t->n_examples + 1) * sizeof *order);
    if (!order)
        exit(EX_OSERR);
    uint64_t seed = 20150723;
    for (size_t i = 0; i < t->n_examples; i++)
        order[i] = (uint32_t) i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (size_t i = t->n_examples; i > 1; i--) {
            size_t k = next_random(&seed) % i;
            uint32_t swap = order[i - 1];
            order[i - 1] = order[k];
            order[k] = swap;
        }
        for (size_t i = 0; i < t->n_examples; i++) {
            const example *e = &t->examples[order[i]];
            if (e->held_out)
                continue;
            unsigned first = frm_first_class((frm_task) e->task), n = frm_classes((frm_task) e->task);
            if (n == 1) {
                float p = 1.0f / (1.0f + expf(-sum_of(t, e, w[first])));
                step(t, e, w[first], g2[first], p - (float) (e->label != 0));
                continue;
            }
            float score[FRM_ROLES], most = -1e30f, total = 0;
            for (unsigned c = 0; c < n; c++) {
                score[c] = sum_of(t, e, w[first + c]);
                most = fmaxf(most, score[c]);
            }
            for (unsigned c = 0; c < n; c++)
                total += score[c] = expf(score[c] - most);
            for (unsigned c = 0; c < n; c++)
                step(t, e, w[first + c], g2[first + c], score[c] / total - (float) (e->label == c));
        }
    }
    free(order);
}

static void report(const training *t, float **w)
{
    static const char *const names[] = {"accept", "role", "time", "source"};
    for (int held = 0; held < 2; held++) {
        for (unsigned task = 0; task < FRM_TASKS; task++) {
            size_t tp = 0, fp = 0, fn = 0, n = 0;
            unsigned first = frm_first_class((frm_task) task), classes = frm_classes((frm_task) task);
            for (size_t i = 0; i < t->n_examples; i++) {
                const example *e = &t->examples[i];
                if (e->task != task || e->held_out != held)
                    continue;
                n++;
                unsigned best = 0;
                if (classes == 1) {
                    best = sum_of(t, e, w[first]) > 0;
                } else {
                    float most = -1e30f;
                    for (unsigned c = 0; c < classes; c++) {
                        float s = sum_of(t, e, w[first + c]);
                        if (s > most) {
                            most = s;
                            best = c;
                        }
                    }
                }
                tp += best && best == e->label;
                fp += best && best != e->label;
                fn += e->label && best != e->label;
            }
            if (n > 0)
                printf("%-8s %-7s %7zu candidates  P %.3f  R %.3f  F1 %.3f\n", held ? "held out" : "trained", names[task], n,
                       (double) tp / (double) (tp + fp + !(tp + fp)), (double) tp / (double) (tp + fn + !(tp + fn)),
                       2.0 * (double) tp / (double) (2 * tp + fp + fn + !tp));
        }
    }
}

/* ---- input ---- */

static json_value *load(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    buf b = {0};
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        buf_add(&b, (str){part, n});
    fclose(f);
    json_value *v = NULL;
    isn_error err;
    if (json_parse(buf_str(&b), &v, &err) != ISN_OK)
        v = NULL;
    buf_free(&b);
    return v;
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "usage: train_frames LEXICON NAMES REPORTS.jsonl GOLD_DIR MODEL [--hold-out N]\n");
        return EX_USAGE;
    }
    unsigned hold_out = argc == 8 && strcmp(argv[6], "--hold-out") == 0 ? (unsigned) atoi(argv[7]) : 0;
    isn_error err;
    lex_image *image;
    if (lex_image_open(argv[1], &image, &err) != ISN_OK) {
        fprintf(stderr, "train_frames: %s: %s\n", err.where, err.what);
        return EX_NOINPUT;
    }
    static training t;
    frm_observer observer = {&t, on_trigger, on_role, on_time, on_source};
    pip_knowledge know = {.image = image, .observer = &observer};
    const men_tagger *tagger = NULL;
    if (0) {
        fprintf(stderr, "train_frames: %s: %s\n", err.where, err.what);
        return EX_NOINPUT;
    }
    know.tagger = tagger;
    pip_reader *r = pip_reader_new(&know);
    FILE *reports = fopen(argv[3], "r");
    if (!r || !reports) {
        fprintf(stderr, "train_frames: cannot open %s\n", argv[3]);
        return EX_NOINPUT;
    }
    char *line = NULL;
    size_t cap = 0;
    src_item item = {0};
    src_options options = {0};
    unsigned documents = 0;
    for (ssize_t n; (n = getline(&line, &cap, reports)) > 0;) {
        json_value *o = NULL;
        char path[4096];
        if (json_parse((str){line, (size_t) n}, &o, &err) != ISN_OK)
            continue;
        str id = json_get(o, "id");
        snprintf(path, sizeof path, "%s/%.*s.json", argv[4], (int) id.len, id.ptr);
        json_value *gold = load(path);
        json_free(o);
        if (!gold)
            continue;
        t.gold = gold;
        t.held_out = hold_out && documents++ % hold_out == 0;
        buf_clear(&item.bytes);
        buf_add(&item.bytes, (str){line, (size_t) n});
        item.format = SRC_JSON;
        const frm_record *record;
        if (pip_read(r, &item, &options, &record, &err) != ISN_OK)
            fprintf(stderr, "train_frames: %s: %s\n", path, err.what);
        flush(&t);
        json_free(gold);
    }
    float *w[FRM_ALL_CLASSES], *g2[FRM_ALL_CLASSES];
    for (unsigned c = 0; c < FRM_ALL_CLASSES; c++) {
        w[c] = calloc(FRM_BUCKETS, sizeof **w);
        g2[c] = calloc(FRM_BUCKETS, sizeof **g2);
        if (!w[c] || !g2[c])
            return EX_OSERR;
    }
    fit(&t, w, g2);
    report(&t, w);
    isn_status status = frm_model_write(argv[5], (const float *const *) w, &err);
    if (status != ISN_OK)
        fprintf(stderr, "train_frames: %s: %s\n", err.where, err.what);
    for (unsigned c = 0; c < FRM_ALL_CLASSES; c++) {
        free(w[c]);
        free(g2[c]);
    }
    free(t.examples);
    free(t.buckets);
    free(line);
    fclose(reports);
    buf_free(&item.bytes);
    buf_free(&item.path);
    pip_reader_free(r);

    lex_image_close(image);
    return status == ISN_OK ? EX_OK : EX_IOERR;
}
