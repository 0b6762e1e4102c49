/* train-names: learns the model of the name tagger (mention/tagger.h) and measures it.
 *
 *     train-names --lexicon isnad.lex --newsfane newsfane.txt --corpus data/corpus --output data/model/isnad.names
 *     train-names … --folds        five-fold cross-validation: lexicon alone, tagger alone, both
 *
 * The same inputs give the same bytes: one thread, a fixed seed, IEEE arithmetic without libm's functions, and features in the order of the text.
 */
#include "train_names.h"

#include "mention/mention.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT_MEMORY_GB = 3 };

_Noreturn void trn_give_up(const char *where, const char *why)
{
    fprintf(stderr, "train-names: %s: %s\n", where, why);
    exit(1);
}

/* ---- measuring ---- */

typedef struct tally {
    unsigned right, found, gold;
} tally;

enum { WAYS = 3, SOURCES = 2, CLASSES = 4 }; /* class 0 sums up */

static unsigned span_end(const uint8_t *tags, uint32_t n, uint32_t t)
{
    uint32_t end = t + 1;
    while (end < n && tags[end] == tags[t] + 1)
        end++;
    return end;
}

static bool begins(uint8_t tag)
{
    return tag % 2 == 1;
}

static void count(const uint8_t *gold, const uint8_t *found, uint32_t n, tally out[CLASSES])
{
    for (uint32_t t = 0; t < n; t++) {
        int g = begins(gold[t]) ? (gold[t] + 1) / 2 : 0, f = begins(found[t]) ? (found[t] + 1) / 2 : 0;
        out[g].gold += g > 0;
        out[f].found += f > 0;
        out[0].gold += g > 0;
        out[0].found += f > 0;
        if (g > 0 && g == f && span_end(gold, n, t) == span_end(found, n, t)) {
            out[g].right++;
            out[0].right++;
        }
    }
}

static void tags_of_mentions(const men_doc *d, uint8_t *tags)
{
    static const uint8_t begin[] = {MEN_T_B_PERSON, MEN_T_B_ORG, MEN_T_B_PLACE, MEN_T_B_PLACE, MEN_T_OUT};
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const men_mention *m = &d->mentions.at[i];
        uint8_t b = begin[d->entities.at[m->entity].kind];
        if (m->how != MEN_BY_NAME || m->name.end == m->name.first || b == MEN_T_OUT)
            continue;
        for (uint32_t t = m->name.first; t < m->name.end; t++)
            tags[t] = t == m->name.first ? b : b + 1;
    }
}

typedef struct measuring {
    arena *memory;
    const trn_doc *doc;
    men_tag_cache *cache;
    tally (*out)[SOURCES][CLASSES];
} measuring;

static void measure(void *context)
{
    measuring *m = context;
    const trn_doc *d = m->doc;
    src_report report = {.text = d->text.text, .published = d->published, .language = STR("ar")};
    for (int way = 0; way < WAYS; way++) {
        uint8_t *tags = arena_alloc(m->memory, d->text.n_tokens);
        men_doc read;
        if (way == 1) {
            memcpy(tags, men_tag_tokens(m->memory, m->cache, &d->lex).tags, d->text.n_tokens);
        } else {
            men_read(m->memory, &report, &d->text, &d->lex, way == 0 ? NULL : m->cache, &read);
            tags_of_mentions(&read, tags);
        }
        count(d->tags, tags, d->text.n_tokens, m->out[way][d->source]);
    }
}

static void print_tally(const char *name, const tally *t)
{
    double p = t->found ? (double) t->right / t->found : 0, r = t->gold ? (double) t->right / t->gold : 0;
    printf("  %-13s P %.3f  R %.3f  F1 %.3f  (%u names)\n", name, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0, t->gold);
}

static void print_all(tally all[WAYS][SOURCES][CLASSES])
{
    static const char *const ways[] = {"lexicon", "tagger", "both"}, *const sources[] = {"newsfane", "corpus"},
                             *const classes[] = {"all", "person", "organization", "place"};
    for (int s = 0; s < SOURCES; s++)
        for (int w = 0; w < WAYS; w++) {
            printf("%s, %s\n", sources[s], ways[w]);
            for (int c = 0; c < CLASSES; c++)
                print_tally(classes[c], &all[w][s][c]);
        }
}

/* ---- the command ---- */

static void cross_validate(const trn_settings *set, const lex_image *image, const trn_example *examples, uint32_t n, const trn_features *map)
{
    static tally all[WAYS][SOURCES][CLASSES];
    isn_error err;
    for (int fold = 0; fold < TRN_FOLDS; fold++) {
        size_t size;
        uint32_t rows;
        char *bytes = trn_learn(set, examples, n, fold, map, &size, &rows);
        men_tagger *model;
        if (men_model_of(bytes, size, image, &model, &err) != ISN_OK)
            trn_give_up(err.where, err.what);
        men_tag_cache *cache = men_tag_cache_new(model);
        arena *memory = arena_new((size_t) 1 << 30);
        for (uint32_t i = 0; i < n; i++) {
            if (examples[i].doc->fold != (unsigned) fold)
                continue;
            measuring one = {memory, examples[i].doc, cache, all};
            arena_reset(memory);
            arena_protect(memory, measure, &one);
        }
        arena_free(memory);
        men_tag_cache_free(cache);
        men_tagger_close(model);
        fprintf(stderr, "fold %d: %u rows\n", fold, rows);
    }
    print_all(all);
}

static void write_model(const trn_settings *set, const trn_example *examples, uint32_t n, const trn_features *map)
{
    size_t size;
    uint32_t rows;
    char *bytes = trn_learn(set, examples, n, -1, map, &size, &rows);
    FILE *f = fopen(set->output, "wb");
    if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
        trn_give_up("train-names", "cannot write the model");
    printf("%s: %zu bytes, %u of %u features kept\n", set->output, size, rows, map->n);
    free(bytes);
}

static void read_settings(int argc, char **argv, trn_settings *s)
{
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(name, "--folds") == 0)
            s->folds = true;
        else if (strcmp(name, "--crf") == 0)
            s->crf = true;
        else {
            i++;
            if (strcmp(name, "--lexicon") == 0)
                s->lexicon = value;
            else if (strcmp(name, "--newsfane") == 0)
                s->newsfane = value;
            else if (strcmp(name, "--corpus") == 0)
                s->corpus = value;
            else if (strcmp(name, "--output") == 0)
                s->output = value;
            else if (strcmp(name, "--runs") == 0)
                s->runs = atoi(value);
            else if (strcmp(name, "--lean") == 0)
                s->lean = (float) atof(value);
            else if (strcmp(name, "--bias") == 0) {
                if (sscanf(value, "%d,%d,%d", &s->bias[0], &s->bias[1], &s->bias[2]) != 3)
                    trn_give_up("train-names", "--bias wants three numbers");
            } else if (strcmp(name, "--epochs") == 0)
                s->epochs = atoi(value);
            else if (strcmp(name, "--lines") == 0)
                s->lines = atoi(value);
            else if (strcmp(name, "--least") == 0)
                s->least = atoi(value);
            else if (strcmp(name, "--rate") == 0)
                s->rate = atof(value);
            else if (strcmp(name, "--l2") == 0)
                s->l2 = atof(value);
            else if (strcmp(name, "--scale") == 0)
                s->scale = atof(value);
            else if (strcmp(name, "--hide-names") == 0)
                s->hide_names = (unsigned) atoi(value);
            else if (strcmp(name, "--hide-word") == 0)
                s->hide_word = (unsigned) atoi(value);
            else
                trn_give_up("train-names", "unknown option");
        }
    }
}

int main(int argc, char **argv)
{
    trn_settings set = {.lexicon = "isnad.lex",
                        .epochs = 7,
                        .runs = 4,
                        .lean = 0.6f,
                        .bias = {20, 20, 15},
                        .lines = 24000,
                        .least = 1,
                        .rate = 0.05,
                        .l2 = 1e-3,
                        .scale = 32,
                        .hide_names = 10,
                        .hide_word = 15};
    read_settings(argc, argv, &set);
    isn_error err;
    lex_image *image;
    if (lex_image_open(set.lexicon, &image, &err) != ISN_OK)
        trn_give_up(err.where, err.what);
    arena *a = arena_new((size_t) TEXT_MEMORY_GB << 30);
    lex_reader *words = lex_reader_new(image);
    men_name_words *names = men_name_words_new(image);
    trn_docs docs = {0};
    if (set.newsfane)
        trn_read_newsfane(a, words, set.newsfane, &docs);
    if (set.corpus)
        trn_read_corpus(a, words, set.corpus, &docs);
    trn_features map;
    trn_example *examples = trn_examples(a, &docs, names, set.least, &map);
    uint32_t tokens = 0;
    for (uint32_t i = 0; i < docs.n; i++)
        tokens += docs.at[i].text.n_tokens;
    fprintf(stderr, "%u texts, %u tokens, %u features\n", docs.n, tokens, map.n);
    if (set.folds)
        cross_validate(&set, image, examples, docs.n, &map);
    if (set.output)
        write_model(&set, examples, docs.n, &map);
    trn_features_free(&map);
    men_name_words_free(names);
    lex_reader_free(words);
    arena_free(a);
    lex_image_close(image);
    return 0;
}
