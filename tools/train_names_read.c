/* Reading what the name tagger learns from.
 *
 * newsfane.txt has one «token tag» a line, with و, ف, ب, ل and pronouns cut off. They are joined to their words again, because isnad reads running text:
 *
 *     و O  لبنان B-Nation        →  ولبنان   B-PLACE        زيارت O  ه O  →  زيارته  O
 *
 * The corpus has reports and, in its gold, the names of each without their places; every occurrence in the text is tagged, behind و, ف, ب, ل, ك too, and of
 * people also the last words of a name (جورج بوش: بوش). Both texts then pass through the same tokens and lexicon matches as in reading.
 */
#include "train_names.h"

#include "base/buf.h"
#include "base/json.h"
#include "lexicon/compile.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

static str slurp(arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    buf b = {0};
    char block[1 << 16];
    if (!f)
        trn_give_up(path, "cannot open");
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&b, (str){block, n});
    fclose(f);
    str s = arena_copy(a, buf_str(&b));
    buf_free(&b);
    return s;
}

static void match(arena *a, lex_reader *words, trn_doc *d, str text)
{
    txt_read(a, text, &d->text);
    if (!lex_match_doc(a, words, &d->text, &d->lex))
        trn_give_up("lexicon", "no memory");
    d->tags = arena_alloc(a, d->text.n_tokens);
}

/* ---- newsfane ---- */

enum { CHUNK_SENTENCES = 12 };

typedef enum name_class { N_OUT, N_PERSON, N_ORG, N_PLACE } name_class;

/* Fine classes that are names here; products, peoples (العرب) and drugs are not. */
static name_class class_of(str fine)
{
    static const struct {
        const char *name;
        name_class class;
    } classes[] = {{"Politician", N_PERSON},
                   {"Athlete", N_PERSON},
                   {"Artist", N_PERSON},
                   {"Other_PER", N_PERSON},
                   {"Religious_PER", N_PERSON},
                   {"Scientist", N_PERSON},
                   {"Businessperson", N_PERSON},
                   {"Lawyer", N_PERSON},
                   {"Engineer", N_PERSON},
                   {"Police", N_PERSON},
                   {"Non-Governmental", N_ORG},
                   {"Sports", N_ORG},
                   {"Government", N_ORG},
                   {"Media", N_ORG},
                   {"Commercial", N_ORG},
                   {"Educational", N_ORG},
                   {"Medical-Science", N_ORG},
                   {"Religious_ORG", N_ORG},
                   {"Entertainment", N_ORG},
                   {"Nation", N_PLACE},
                   {"Population-Center", N_PLACE},
                   {"State-or-Province", N_PLACE},
                   {"County-or-District", N_PLACE},
                   {"GPE-Cluster", N_PLACE},
                   {"Continent", N_PLACE},
                   {"Water-Body", N_PLACE},
                   {"Land", N_PLACE},
                   {"Land-Region-Natural", N_PLACE},
                   {"Building-Grounds", N_PLACE},
                   {"Airport", N_PLACE},
                   {"Path", N_PLACE},
                   {"Subarea-Facility", N_PLACE}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_eq(fine, str_of(classes[i].name)))
            return classes[i].class;
    return N_OUT;
}

/* Common nouns that newsfane tags where they point to a body named before; isnad's gold has names only. */
static bool is_common_noun(str word)
{
    static const char nouns[] = "الجيش|الحكومة|المجلس|الشرطة|المحكمة|القوات|الوكالة|السفارة|البرلمان|الوزارة|اللجنة|المنظمة|الحركة|الحزب|الجماعة|الجمعية|"
                                "الهيئة|المؤسسة|الشركة|البنك|الجامعة|"
                                "النادي|الفريق|المنتخب|منتخب|الصحيفة|القناة|العاصمة|المنطقة|المطار|المسجد|السوق|الميناء|الملعب|المركز|البلاد|الاقليم|السجن|"
                                "المخيم|الجسر|المستشفى|الاستاد";
    unsigned char key[256], other[256];
    size_t len = word.len < sizeof key ? txt_fold(word, key) : 0;
    for (str rest = STR(nouns); rest.ptr;) {
        str noun = str_split(&rest, '|');
        if (txt_fold(noun, other) == len && memcmp(key, other, len) == 0)
            return true;
    }
    return false;
}

typedef struct piece {
    str token, fine;
    name_class class;
    bool begins;
    uint32_t begin, end; /* in the joined text */
} piece;

typedef vec(piece) pieces;

static bool one_of(str s, const char *list)
{
    for (str rest = str_of(list); rest.ptr;)
        if (str_eq(str_split(&rest, '|'), s))
            return true;
    return false;
}

static bool is_word(const piece *p)
{
    unsigned char c = p->token.len ? (unsigned char) p->token.ptr[0] : 0;
    return c >= 0xD8 && c <= 0xDB && !str_eq(p->token, STR("،")) && !str_eq(p->token, STR("؟")) && !str_eq(p->token, STR("؛"));
}

static void join(buf *out, piece *p, uint32_t n)
{
    bool glue = false; /* the piece before was a clitic that leans on this one */
    for (uint32_t i = 0; i < n; i++) {
        bool before = i + 1 < n && is_word(&p[i + 1]) && one_of(p[i].token, "و|ف|ب|ل|ك|س") &&
                      (p[i].class == N_OUT || (str_eq(p[i].token, STR("و")) && !p[i].begins));
        bool behind = i > 0 && is_word(&p[i - 1]) && p[i].class == N_OUT && one_of(p[i].token, "ه|ها|هم|هما|نا|ي|هن|كم|ني") && !glue &&
                      !(one_of(p[i].token, "هم|هما") && one_of(p[i - 1].token, "الذين|اللذين|ان|او|كما|حيث|بينما|لكن|ما|الا|ثم"));
        str token = p[i].token;
        if (!glue && !behind && i > 0)
            buf_add_char(out, ' ');
        if (glue && i > 0 && str_eq(p[i - 1].token, STR("ل")) && str_starts(token, STR("ال")) && token.len > 6)
            token = str_range(token.ptr, 2, token.len); /* ل + البنك: للبنك */
        if (str_starts(token, STR("لال")) && token.len > 8) {
            p[i].begin = (uint32_t) out->len;
            buf_add(out, STR("ل"));
            token = str_range(token.ptr, 4, token.len);
        } else {
            p[i].begin = (uint32_t) out->len;
        }
        buf_add(out, token);
        p[i].end = (uint32_t) out->len;
        glue = before;
    }
    buf_add_char(out, '\n');
}

static void tag_pieces(trn_doc *d, const piece *p, uint32_t n)
{
    uint32_t t = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (p[i].class == N_OUT)
            continue;
        while (t < d->text.n_tokens && d->text.tokens[t].end <= p[i].begin)
            t++;
        bool begins = p[i].begins;
        for (uint32_t u = t; u < d->text.n_tokens && d->text.tokens[u].begin < p[i].end; u++) {
            if (d->tags[u] == MEN_T_OUT)
                d->tags[u] = (uint8_t) (2 * p[i].class - (begins ? 1 : 0));
            begins = false;
        }
    }
    for (t = 0; t < d->text.n_tokens; t++) { /* what continues nothing begins */
        uint8_t tag = d->tags[t];
        if (tag != MEN_T_OUT && tag % 2 == 0 && (t == 0 || (d->tags[t - 1] != tag && d->tags[t - 1] != tag - 1)))
            d->tags[t] = (uint8_t) (tag - 1);
    }
}

void trn_read_newsfane(arena *a, lex_reader *words, const char *path, trn_docs *out)
{
    str rest = slurp(a, path);
    size_t whole = rest.len;
    const char *start = rest.ptr;
    pieces p = {0};
    uint32_t first = 0, sentences = 0;
    buf text = {0};
    while (rest.ptr) {
        size_t at = (size_t) (rest.ptr - start);
        str line = str_trim(str_split(&rest, '\n'));
        if (line.len > 0) {
            piece *x = vec_push(a, &p);
            x->token = str_split(&line, '\t');
            str tag = line.ptr ? str_trim(line) : STR("O");
            x->begins = str_starts(tag, STR("B-"));
            x->fine = tag.len > 2 ? str_range(tag.ptr, 2, tag.len) : STR("");
            x->class = class_of(x->fine);
            continue;
        }
        for (uint32_t i = first; i < p.n; i++)
            if (p.at[i].begins && (i + 1 == p.n || p.at[i + 1].begins || p.at[i + 1].class == N_OUT) && (p.at[i].class == N_ORG || p.at[i].class == N_PLACE) &&
                is_common_noun(p.at[i].token))
                p.at[i].class = N_OUT;
        if (p.n > first)
            join(&text, p.at + first, p.n - first);
        first = p.n;
        if (++sentences % CHUNK_SENTENCES && rest.ptr)
            continue;
        trn_doc *d = vec_push(a, out);
        d->source = TRN_NEWSFANE;
        d->fold = (unsigned) (at * TRN_FOLDS / (whole + 1)); /* five long stretches, so that one story is not on both sides */
        match(a, words, d, arena_copy(a, buf_str(&text)));
        tag_pieces(d, p.at, p.n);
        buf_clear(&text);
        p.n = first = 0;
    }
    buf_free(&text);
}

/* ---- the corpus ---- */

enum { WORDS_MAX = 12 };

typedef struct name {
    lex_key words[WORDS_MAX];
    size_t n;
    name_class class;
} name;

/* Letters of clitics before which the token's key is this word; -1 if it is not. */
static bool key_is(const txt_token *k, const lex_key *w)
{
    return k->key_len == w->len && memcmp(k->key, w->bytes, w->len) == 0;
}

static bool first_is(const txt_token *k, const lex_key *w)
{
    const unsigned char *key = k->key;
    size_t len = k->key_len;
    if (key_is(k, w))
        return true;
    for (int i = 0; i < 2; i++) {
        if (len < 3)
            return false;
        if (i == 0 && (key[0] == K_WAW || key[0] == K_FEH))
            key++, len--;
        else if (i == 0)
            continue;
        if (len == w->len && memcmp(key, w->bytes, len) == 0)
            return true;
        if (i == 1)
            break;
    }
    if (len < 3 || (key[0] != K_BEH && key[0] != K_LAM && key[0] != K_KAF))
        return false;
    if (len - 1 == w->len && memcmp(key + 1, w->bytes, w->len) == 0)
        return true;
    return key[0] == K_LAM && key[1] == K_LAM && len == w->len && w->bytes[0] == K_ALEF && w->bytes[1] == K_LAM && memcmp(key + 2, w->bytes + 2, len - 2) == 0;
}

/* The end of the name that begins at token t, or 0. One mark may stand between words: جان-ماري, حزب «النور». */
static uint32_t name_end(const trn_doc *d, uint32_t t, const lex_key *w, size_t n)
{
    const txt_token *k = d->text.tokens;
    if (k[t].kind == TXT_PUNCT || !first_is(&k[t], &w[0]))
        return 0;
    uint32_t u = t + 1;
    for (size_t i = 1; i < n; i++, u++) {
        if (u + 1 < d->text.n_tokens && k[u].kind == TXT_PUNCT && k[u].mark != ',' && k[u].mark != 0x60C)
            u++;
        if (u >= d->text.n_tokens || k[u].sentence != k[t].sentence || !key_is(&k[u], &w[i]))
            return 0;
    }
    return u;
}

/* السعودية behind a definite noun is an adjective: الخارجية السعودية. */
static bool is_adjective(const trn_doc *d, uint32_t t)
{
    if (t == 0 || !lex_match_of(&d->lex, t, LEX_DEMONYM))
        return false;
    const txt_token *k = &d->text.tokens[t - 1];
    return k->kind == TXT_WORD && k->key_len > 3 && k->key[0] == K_ALEF && k->key[1] == K_LAM && k->sentence == d->text.tokens[t].sentence;
}

static void tag_name(trn_doc *d, const lex_key *w, size_t n, name_class class)
{
    for (uint32_t t = 0; t < d->text.n_tokens; t++) {
        uint32_t end = name_end(d, t, w, n);
        bool is_free = end > 0 && !(n == 1 && class == N_PLACE && is_adjective(d, t));
        for (uint32_t u = t; is_free && u < end; u++)
            is_free = d->tags[u] == MEN_T_OUT;
        for (uint32_t u = t; is_free && u < end; u++)
            d->tags[u] = (uint8_t) (2 * class - (u == t ? 1 : 0));
    }
}

static int longer_first(const void *a, const void *b)
{
    const name *x = a, *y = b;
    return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : memcmp(x->words, y->words, sizeof x->words);
}

static void tag_report(arena *a, trn_doc *d, const json_value *gold)
{
    const json_value *entities = json_member(gold, "entities");
    size_t n = json_length(entities);
    name *names = arena_alloc_array(a, n, sizeof *names);
    for (size_t i = 0; i < n; i++) {
        str kind = json_get(json_item(entities, i), "kind");
        names[i].n = lex_cut_name(json_get(json_item(entities, i), "name"), names[i].words, WORDS_MAX);
        names[i].class = str_eq(kind, STR("person")) ? N_PERSON : str_eq(kind, STR("organization")) ? N_ORG : N_PLACE;
    }
    qsort(names, n, sizeof *names, longer_first);
    for (size_t i = 0; i < n; i++)
        if (names[i].n > 0)
            tag_name(d, names[i].words, names[i].n, names[i].class);
    for (size_t cut = 1; cut < WORDS_MAX; cut++)
        for (size_t i = 0; i < n; i++)
            if (names[i].class == N_PERSON && names[i].n > cut && (names[i].words[cut].len > 2 || names[i].n - cut > 1))
                tag_name(d, names[i].words + cut, names[i].n - cut, N_PERSON);
}

static str without_noise(arena *a, str text, const json_value *gold)
{
    const json_value *noise = json_member(gold, "noise");
    str copy = arena_copy(a, text);
    char *bytes = (char *) (uintptr_t) copy.ptr;
    for (size_t i = 0; i < json_length(noise); i++) {
        str line = json_text(json_item(noise, i));
        ptrdiff_t at = line.len > 0 ? str_find(copy, line, 0) : -1;
        if (at >= 0)
            memset(bytes + at, ' ', line.len);
    }
    return copy;
}

/* splits.tsv has «id, split, …» a line. */
static bool is_test(str splits, str id)
{
    while (splits.ptr) {
        str line = str_split(&splits, '\n');
        str row = str_split(&line, '\t');
        if (str_eq(row, id) && line.ptr)
            return str_eq(str_split(&line, '\t'), STR("test"));
    }
    return false;
}

/* The same story falls into one fold: stories.tsv has «id, story, …» a line. */
static unsigned fold_of(str stories, str id)
{
    while (stories.ptr) {
        str line = str_split(&stories, '\n');
        str row = str_split(&line, '\t');
        if (!str_eq(row, id) || !line.ptr)
            continue;
        str story = str_split(&line, '\t');
        unsigned h = 0;
        for (size_t i = 0; i < story.len; i++)
            h = h * 31 + (unsigned char) story.ptr[i];
        return h % TRN_FOLDS;
    }
    return 0;
}

void trn_read_corpus(arena *a, lex_reader *words, const char *folder, trn_docs *out)
{
    char pattern[4096], path[4096];
    glob_t files = {0}, tables = {0};
    buf all = {0};
    snprintf(pattern, sizeof pattern, "%s/stories*.tsv", folder);
    if (glob(pattern, 0, NULL, &tables) == 0)
        for (size_t i = 0; i < tables.gl_pathc; i++)
            buf_add(&all, slurp(a, tables.gl_pathv[i]));
    snprintf(pattern, sizeof pattern, "%s/splits.tsv", folder);
    str splits = slurp(a, pattern);
    snprintf(pattern, sizeof pattern, "%s/gold/*.json", folder);
    if (glob(pattern, 0, NULL, &files) != 0)
        trn_give_up(pattern, "no such files");
    for (size_t i = 0; i < files.gl_pathc; i++) {
        isn_error err;
        json_value *gold, *report;
        const char *base = strrchr(files.gl_pathv[i], '/') + 1;
        snprintf(path, sizeof path, "%s/reports/%s", folder, base);
        if (json_parse(slurp(a, files.gl_pathv[i]), &gold, &err) != ISN_OK || json_parse(slurp(a, path), &report, &err) != ISN_OK)
            trn_give_up(base, "bad JSON");
        trn_doc *d = vec_push(a, out);
        d->source = TRN_CORPUS;
        d->fold = fold_of(buf_str(&all), json_get(gold, "document"));
        d->held_out = is_test(splits, json_get(gold, "document"));
        d->published = arena_copy(a, json_get(report, "published"));
        match(a, words, d, without_noise(a, json_get(report, "text"), gold));
        tag_report(a, d, gold);
        json_free(gold);
        json_free(report);
    }
    globfree(&files);
    globfree(&tables);
    buf_free(&all);
}
