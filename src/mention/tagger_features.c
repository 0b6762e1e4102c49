#include "mention/tagger_features.h"

#include "base/hash.h"
#include "lexicon/compile.h"

#include <stdlib.h>

/* ---- words of people's names ---- */

enum { NAME_FIRST = 1, NAME_LATER = 2, NAME_LAST = 4, NAME_SLOTS = 1 << 16, NAME_WORDS_MAX = NAME_SLOTS / 2, NAME_CUT = 8 };

struct men_name_words {
    uint8_t *title_kinds; /* by row of the titles, see title_kind */
    uint32_t n_titles;
    uint32_t n;
    struct {
        uint32_t check; /* 0: free */
        uint8_t parts;
    } slots[NAME_SLOTS];
};

static uint64_t key_hash(const unsigned char *key, size_t len)
{
    return hash64((str){(const char *) key, len});
}

static void note_part(men_name_words *w, const lex_key *k, uint8_t part)
{
    uint64_t h = key_hash(k->bytes, k->len);
    uint32_t check = (uint32_t) (h >> 32) | 1, i = (uint32_t) h & (NAME_SLOTS - 1);
    if (k->len < 2)
        return;
    while (w->slots[i].check && w->slots[i].check != check)
        i = (i + 1) & (NAME_SLOTS - 1);
    if (!w->slots[i].check) {
        if (w->n == NAME_WORDS_MAX)
            return;
        w->n++;
        w->slots[i].check = check;
    }
    w->slots[i].parts |= part;
}

static void note_names(men_name_words *w, str names)
{
    lex_key k[NAME_CUT];
    while (names.ptr) {
        size_t n = lex_cut_name(str_split(&names, '|'), k, NAME_CUT);
        for (size_t i = 0; n > 1 && i < n; i++)
            note_part(w, &k[i], i == 0 ? NAME_FIRST : i == n - 1 ? NAME_LAST : NAME_LATER);
    }
}

/* office_head is 0 */
static uint8_t title_kind(const lex_image *image, uint32_t row)
{
    static const char *const kinds[] = {"honorific", "rank", "religious", "profession", "kin", "modifier_before", "modifier_after"};
    str kind = lex_cell(image, LEX_T_TITLES, row, TITLE_KIND);
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(kind, str_of(kinds[i])))
            return (uint8_t) (i + 1);
    return 0;
}

men_name_words *men_name_words_new(const lex_image *image)
{
    men_name_words *w = calloc(1, sizeof *w);
    uint32_t rows = w ? lex_row_count(image, LEX_T_PEOPLE) : 0, titles = lex_row_count(image, LEX_T_TITLES);
    if (w && !(w->title_kinds = malloc(titles + 1))) {
        men_name_words_free(w);
        return NULL;
    }
    for (uint32_t r = 0; w && r < titles; r++)
        w->title_kinds[r] = title_kind(image, r);
    if (w)
        w->n_titles = titles;
    for (uint32_t r = 0; r < rows; r++) {
        note_names(w, lex_cell(image, LEX_T_PEOPLE, r, PERSON_NAME));
        note_names(w, lex_cell(image, LEX_T_PEOPLE, r, PERSON_VARIANTS));
    }
    return w;
}

void men_name_words_free(men_name_words *w)
{
    if (w)
        free(w->title_kinds);
    free(w);
}

static uint8_t name_parts(const men_name_words *w, uint64_t h)
{
    uint32_t check = (uint32_t) (h >> 32) | 1, i = (uint32_t) h & (NAME_SLOTS - 1);
    for (; w->slots[i].check; i = (i + 1) & (NAME_SLOTS - 1))
        if (w->slots[i].check == check)
            return w->slots[i].parts;
    return 0;
}

bool men_name_words_have(const men_name_words *w, const unsigned char *key, size_t len)
{
    return name_parts(w, key_hash(key, len)) != 0;
}

/* ---- features of a written form ---- */

enum { F_WORD = 1, F_STEM, F_PREFIX, F_SUFFIX, F_LENGTH, F_PARTS, F_STEM_PREFIX, F_MARK, F_BIT, F_NEAR, F_PATTERN };

static uint64_t feature(unsigned kind, int place, uint64_t what)
{
    return hash_mix(hash_mix(kind, (uint64_t) (place + 8)), what);
}

enum { STEMS_MAX = 4 };

/* The word and what is left of it without و or ف, then ب, ل or ك: what a name can be written as. */
static unsigned stems(const unsigned char *key, size_t len, const unsigned char *at[STEMS_MAX], size_t rest[STEMS_MAX])
{
    unsigned n = 1;
    at[0] = key;
    rest[0] = len;
    for (unsigned i = 0; i < n && n < STEMS_MAX; i++) {
        const unsigned char *k = at[i];
        if (rest[i] < 4)
            continue;
        bool joins = i == 0 && (k[0] == K_WAW || k[0] == K_FEH), rules = k[0] == K_BEH || k[0] == K_LAM || k[0] == K_KAF;
        if (joins || rules) {
            at[n] = k + 1;
            rest[n++] = rest[i] - 1;
            if (rules)
                break;
        }
    }
    return n;
}

/* للبنك stands for ل + البنك: the hash of what is left with its article restored. */
static uint64_t stem_hash(const unsigned char *key, const unsigned char *stem, size_t rest)
{
    unsigned char whole[TXT_KEY_MAX + 2];
    if (stem > key && stem[-1] == K_LAM && stem[0] == K_LAM && rest > 2) {
        whole[0] = K_ALEF;
        memcpy(whole + 1, stem, rest);
        return key_hash(whole, rest + 1);
    }
    return key_hash(stem, rest);
}

unsigned men_form_features(const men_name_words *names, const txt_token *k, int place, bool hide_names, uint64_t *out, unsigned *ret_identity)
{
    unsigned n = 0;
    if (ret_identity)
        *ret_identity = 0;
    if (k->kind == TXT_PUNCT) {
        out[n++] = feature(F_MARK, place, k->mark);
        return n;
    }
    const unsigned char *key = k->key;
    size_t len = k->key_len;
    if (k->kind == TXT_NUMBER) {
        out[n++] = feature(F_LENGTH, place, 100 + (len > 5 ? 5 : len));
        return n;
    }
    out[n++] = feature(F_WORD, place, key_hash(key, len));
    const unsigned char *at[STEMS_MAX];
    size_t rest[STEMS_MAX];
    unsigned n_stems = stems(key, len, at, rest);
    uint8_t whole = 0, inner = 0;
    for (unsigned i = 0; i < n_stems; i++) {
        uint64_t h = stem_hash(key, at[i], rest[i]);
        out[n++] = feature(F_STEM, place, h);
        if (i == 0)
            whole = name_parts(names, h);
        else
            inner |= name_parts(names, h);
    }
    if (ret_identity)
        *ret_identity = n;
    if (!hide_names && (whole || inner))
        out[n++] = feature(F_PARTS, place, whole ? whole : 64u + inner);
    if (place >= -1 && place <= 1) {
        bool article = len > 3 && key[0] == K_ALEF && key[1] == K_LAM;
        out[n++] = feature(F_LENGTH, place, (len > 9 ? 9 : len) + (article ? 16 : 0) + (k->kind == TXT_LATIN ? 32 : 0));
        for (size_t i = 1; i <= 4 && i < len; i++) {
            if (place != 0 && i == 4)
                break;
            out[n++] = feature(F_PREFIX, place, hash_mix(i, key_hash(key, i)));
            out[n++] = feature(F_SUFFIX, place, hash_mix(i, key_hash(key + len - i, i)));
        }
    }
    if (place == 0) {
        const unsigned char *last = at[n_stems - 1];
        for (size_t i = 1; n_stems > 1 && i <= 3 && i < rest[n_stems - 1]; i++)
            out[n++] = feature(F_STEM_PREFIX, place, hash_mix(i, key_hash(last, i)));
        if (len > 4) /* which letters can belong to an Arabic pattern, and which only to a root or a foreign name */
            out[n++] = feature(F_PATTERN, place, hash_mix(key_hash(key, 2), key_hash(key + len - 2, 2)));
    }
    return n;
}

uint64_t men_bit_feature(unsigned bit, int place)
{
    return feature(F_BIT, place, bit);
}

/* ---- the view of a token ---- */

enum {
    /* three bits a kind: a match of one word, the first word of a longer one, a later word */
    V_COUNTRY = 0,
    V_PLACE = 3,
    V_PERSON = 6,
    V_SHORT = 9,
    V_ORG = 12,
    V_ORG_SHORT = 15,
    V_OUTLET = 18,
    V_SEAT = 21,
    V_NAMES_END = 24,
    V_ADJECTIVE = 24,
    V_ADJECTIVE_AL,
    V_OFFICE,
    V_OFFICE_END,
    V_TITLE,
    V_TITLE_KINDS_END = V_TITLE + 8,
    V_SAYS = V_TITLE_KINDS_END,
    V_VERB,
    V_NOUN,
    V_NUMBER,
    V_MONTH,
    V_ORG_HEAD,
    V_CITY,
    V_PREPOSITION,
    V_CALLED,
    V_GRAMMAR,
    V_TEH,
    V_SENTENCE,
    V_QUOTED,
    V_AFTER_QUOTE,
    V_BEHIND_TITLE,
    V_AFTER_TITLED,
    V_NAMED_PERSON,
    V_NAMED_BODY,
    V_NAMED_PLACE,
    V_UNKNOWN,
    V_BITS
};
_Static_assert((int) V_BITS <= (int) MEN_F_BITS, "the view of a token has 64 bits");

#define BIT(b) (1ull << (b))
#define KIND(b) (BIT(b) | BIT((b) + 1) | BIT((b) + 2))

typedef enum token_class {
    C_EDGE,
    C_COMMA,
    C_STOP,
    C_QUOTE,
    C_BRACKET,
    C_MARK,
    C_NUMBER,
    C_LATIN,
    C_COUNTRY,
    C_PLACE,
    C_PERSON,
    C_SHORT,
    C_BODY,
    C_ADJECTIVE,
    C_RANK,
    C_OFFICE,
    C_MODIFIER,
    C_SAYS,
    C_VERB,
    C_NOUN,
    C_PREPOSITION,
    C_GRAMMAR,
    C_BODY_HEAD,
    C_CITY,
    C_TIME,
    C_DEFINITE,
    C_FIRST_NAME,
    C_LAST_NAME,
    C_WORD,
    C_CLITIC,
    C_UNKNOWN,
    C_SHORT_WORD,
    C_COUNT
} token_class;
_Static_assert((int) C_COUNT <= (int) MEN_F_CLASSES, "a class has five bits");

static int bit_of_kind(uint8_t kind)
{
    switch (kind) {
    case LEX_COUNTRY: return V_COUNTRY;
    case LEX_CAPITAL:
    case LEX_PLACE: return V_PLACE;
    case LEX_PERSON: return V_PERSON;
    case LEX_PERSON_SHORT: return V_SHORT;
    case LEX_ORG: return V_ORG;
    case LEX_ORG_SHORT: return V_ORG_SHORT;
    case LEX_OUTLET:
    case LEX_CREDIT: return V_OUTLET;
    case LEX_SEAT: return V_SEAT;
    default: return -1;
    }
}

static void see_match(const men_name_words *names, men_view *v, const lex_match *m)
{
    const lex_form *f = m->form;
    int b = bit_of_kind(f->kind);
    if (b >= 0) {
        if (m->pronoun || (m->clitics & (LEX_C_AL | LEX_C_SA)))
            return;
        bool longer = m->end > m->first + 1;
        v[m->first].bits |= BIT(b + longer);
        for (uint32_t t = m->first + 1; t < m->end; t++)
            v[t].bits |= BIT(b + 2);
        return;
    }
    uint64_t *bits = &v[m->first].bits;
    switch (f->kind) {
    case LEX_DEMONYM:
        if (!m->pronoun)
            *bits |= BIT(m->clitics & LEX_C_AL ? V_ADJECTIVE_AL : V_ADJECTIVE);
        break;
    case LEX_OFFICE:
        *bits |= BIT(V_OFFICE);
        v[m->end - 1].bits |= BIT(V_OFFICE_END);
        break;
    case LEX_TITLE: *bits |= BIT(V_TITLE + (f->row < names->n_titles ? names->title_kinds[f->row] : 0)); break;
    case LEX_SPEECH:
    case LEX_TRIGGER:
    case LEX_VERB:
        if (m->end > m->first + 1)
            break;
        if ((f->shape == LEX_S_PERFECT || f->shape == LEX_S_IMPERFECT) && !(m->clitics & LEX_C_AL))
            *bits |= BIT(f->kind == LEX_SPEECH ? V_SAYS : V_VERB);
        else
            *bits |= BIT(V_NOUN);
        break;
    case LEX_NUMBER: *bits |= BIT(V_NUMBER); break;
    case LEX_MONTH:
    case LEX_WEEKDAY: *bits |= BIT(V_MONTH); break;
    default: break;
    }
}

typedef struct word_set {
    uint64_t at[4];
} word_set;

static bool meets(const uint64_t *a, const word_set *b)
{
    return ((a[0] & b->at[0]) | (a[1] & b->at[1]) | (a[2] & b->at[2]) | (a[3] & b->at[3])) != 0;
}

#define IN_SET(word, k) ((word) >> 6 == (k) ? 1ull << ((word) &63) : 0)
#define SET2(a, b)                                                                                                                                             \
    {                                                                                                                                                          \
        {                                                                                                                                                      \
            IN_SET(a, 0) | IN_SET(b, 0), IN_SET(a, 1) | IN_SET(b, 1), IN_SET(a, 2) | IN_SET(b, 2), IN_SET(a, 3) | IN_SET(b, 3)                                 \
        }                                                                                                                                                      \
    }

static uint64_t grammar_bits(const lex_doc *d, uint32_t t, const word_set *prepositions)
{
    static const word_set heads = SET2(GW_ORG_HEAD, GW_ORG_SURE), cities = SET2(GW_CITY_NOUN, GW_REGION_NOUN), capital = SET2(GW_CAPITAL_NOUN, GW_CAPITAL_NOUN),
                          called = SET2(GW_CALLED, GW_ABSENT_NAMED);
    const uint64_t *g = d->grammar[t], *p = d->words[t]->prefixed;
    uint64_t bits = 0;
    if (g[0] | g[1] | g[2] | g[3])
        bits = BIT(V_GRAMMAR) | (meets(g, prepositions) ? BIT(V_PREPOSITION) : 0) | (meets(g, &called) ? BIT(V_CALLED) : 0);
    else if (!(p[0] | p[1] | p[2] | p[3]))
        return 0;
    if (meets(g, &heads) || meets(p, &heads))
        bits |= BIT(V_ORG_HEAD);
    if (meets(g, &cities) || meets(p, &cities) || meets(g, &capital) || meets(p, &capital))
        bits |= BIT(V_CITY);
    return bits;
}

static word_set preposition_set(void)
{
    static const lex_word_id words[] = {GW_IN, GW_TO,      GW_FROM, GW_ON,        GW_ABOUT,  GW_WITH,    GW_BETWEEN,
                                        GW_AT, GW_AGAINST, GW_NEAR, GW_DIRECTION, GW_AROUND, GW_TOWARDS, GW_VIA};
    word_set set = {{0}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        set.at[words[i] >> 6] |= 1ull << (words[i] & 63);
    return set;
}

static uint8_t class_of_mark(const txt_token *k)
{
    switch (k->mark) {
    case ',':
    case 0x60C: return C_COMMA;
    case '.':
    case '!':
    case '?':
    case 0x61F: return C_STOP;
    case '(':
    case ')':
    case '[':
    case ']': return C_BRACKET;
    default: return txt_opens_quote(k) || txt_closes_quote(k) ? C_QUOTE : C_MARK;
    }
}

static uint8_t class_of_plain(const men_name_words *names, const txt_token *k, const men_view *v, const lex_word *w, bool hide)
{
    uint8_t parts = hide ? 0 : name_parts(names, v->form);
    size_t len = k->key_len;
    unsigned char c = len > 3 ? k->key[0] : 0;
    if (parts & NAME_FIRST)
        return C_FIRST_NAME;
    if (parts)
        return C_LAST_NAME;
    if (v->bits & BIT(V_NOUN))
        return C_NOUN;
    if (c == K_ALEF && k->key[1] == K_LAM)
        return C_DEFINITE;
    if (len < 3)
        return C_SHORT_WORD;
    if (!hide && w->n > 0)
        return C_WORD;
    return c == K_WAW || c == K_FEH || c == K_BEH || c == K_LAM || c == K_KAF ? C_CLITIC : C_UNKNOWN;
}

static uint8_t class_of(const men_name_words *names, const txt_token *k, const men_view *v, const lex_word *w, bool hide)
{
    static const uint64_t ranks = BIT(V_TITLE + 1) | BIT(V_TITLE + 2) | BIT(V_TITLE + 3) | BIT(V_TITLE + 4) | BIT(V_TITLE + 5);
    uint64_t b = v->bits;
    if (k->kind != TXT_WORD)
        return k->kind == TXT_PUNCT ? class_of_mark(k) : k->kind == TXT_NUMBER ? C_NUMBER : C_LATIN;
    if (b & KIND(V_COUNTRY))
        return C_COUNTRY;
    if (b & KIND(V_PERSON))
        return C_PERSON;
    if (b & (BIT(V_ORG + 1) | BIT(V_ORG + 2) | BIT(V_SEAT) | BIT(V_SEAT + 1)))
        return C_BODY;
    if (b & (BIT(V_SAYS) | BIT(V_VERB)))
        return b & BIT(V_SAYS) ? C_SAYS : C_VERB;
    if (b & BIT(V_ORG_HEAD))
        return C_BODY_HEAD;
    if (b & BIT(V_CITY))
        return C_CITY;
    if (b & BIT(V_GRAMMAR))
        return b & BIT(V_PREPOSITION) ? C_PREPOSITION : C_GRAMMAR;
    if (b & (BIT(V_NUMBER) | BIT(V_MONTH)))
        return C_TIME;
    if (b & (BIT(V_ADJECTIVE) | BIT(V_ADJECTIVE_AL)))
        return C_ADJECTIVE;
    if (b & (BIT(V_TITLE + 6) | BIT(V_TITLE + 7)))
        return C_MODIFIER;
    if (b & (BIT(V_TITLE) | BIT(V_OFFICE) | BIT(V_OFFICE_END)))
        return C_OFFICE;
    if (b & ranks)
        return C_RANK;
    if (b & KIND(V_PLACE))
        return C_PLACE;
    return b & BIT(V_SHORT) ? C_SHORT : class_of_plain(names, k, v, w, hide);
}

/* ---- what the rest of the report says of a word ---- */

typedef struct told {
    uint32_t check;
    uint32_t where; /* 1 + the first token that showed it */
    uint8_t bits;   /* 1 << (V_… - V_BEHIND_TITLE) */
    uint8_t again;  /* those that another token than the first has shown */
} told;

typedef struct told_map {
    told *slots;
    uint32_t mask;
} told_map;

static told *told_of(const told_map *m, uint64_t h, bool make)
{
    uint32_t check = (uint32_t) (h >> 32) | 1;
    for (uint32_t i = (uint32_t) h & m->mask;; i = (i + 1) & m->mask) {
        if (m->slots[i].check == check)
            return &m->slots[i];
        if (!m->slots[i].check) {
            if (!make)
                return NULL;
            m->slots[i].check = check;
            return &m->slots[i];
        }
    }
}

static void tell(const told_map *m, uint64_t form, uint32_t t, unsigned bit)
{
    told *x = told_of(m, form, true);
    uint8_t b = (uint8_t) (1u << (bit - V_BEHIND_TITLE));
    if (!x->where)
        x->where = t + 1;
    else if (x->where != t + 1)
        x->again |= b;
    x->bits |= b;
}

static bool could_be_name(const men_view *v, const txt_token *k)
{
    static const uint64_t not_name = BIT(V_GRAMMAR) | BIT(V_SAYS) | BIT(V_VERB) | BIT(V_NOUN) | BIT(V_ADJECTIVE) | BIT(V_ADJECTIVE_AL) | BIT(V_OFFICE) |
                                     BIT(V_OFFICE_END) | BIT(V_NUMBER) | BIT(V_MONTH) | BIT(V_ORG_HEAD) | BIT(V_CITY) | (0xFFull << V_TITLE);
    return k->kind == TXT_WORD && k->key_len > 2 && !(v->bits & not_name);
}

static void collect(const told_map *m, const txt_doc *doc, const men_view *v)
{
    static const uint64_t titles = BIT(V_OFFICE_END) | BIT(V_TITLE) | BIT(V_TITLE + 1) | BIT(V_TITLE + 2) | BIT(V_TITLE + 3) | BIT(V_TITLE + 4);
    static const uint64_t after_office = BIT(V_ADJECTIVE_AL) | BIT(V_TITLE + 7);
    uint32_t n = doc->n_tokens;
    bool title_before = false;
    for (uint32_t t = 0; t < n; t++) {
        const txt_token *k = &doc->tokens[t];
        bool may = could_be_name(&v[t], k);
        if (t > 0 && title_before && may && k->sentence == doc->tokens[t - 1].sentence && !(v[t].bits & KIND(V_COUNTRY))) {
            tell(m, v[t].form, t, V_BEHIND_TITLE);
            for (uint32_t u = t + 1; u < n && u < t + 3 && could_be_name(&v[u], &doc->tokens[u]); u++)
                tell(m, v[u].form, u, V_AFTER_TITLED);
        }
        title_before = (v[t].bits & titles) || (title_before && (v[t].bits & after_office));
        if (v[t].bits & (BIT(V_PERSON + 1) | BIT(V_PERSON + 2)))
            tell(m, v[t].form, t, V_NAMED_PERSON);
        if ((v[t].bits & (BIT(V_ORG + 1) | BIT(V_ORG + 2))) || (t > 0 && (v[t - 1].bits & BIT(V_ORG_HEAD)) && may))
            tell(m, v[t].form, t, V_NAMED_BODY);
        if (t > 0 && (v[t - 1].bits & BIT(V_CITY)) && may)
            tell(m, v[t].form, t, V_NAMED_PLACE);
    }
}

static void tell_report(arena *a, const txt_doc *doc, men_view *v)
{
    uint32_t n = doc->n_tokens, size = 16;
    while (size < n * 2)
        size *= 2;
    told_map m = {arena_new_array(a, told, size), size - 1};
    collect(&m, doc, v);
    for (uint32_t t = 0; t < n; t++) {
        const txt_token *k = &doc->tokens[t];
        if (k->kind != TXT_WORD || k->key_len < 3 || (v[t].bits & BIT(V_GRAMMAR)))
            continue;
        const unsigned char *at[STEMS_MAX];
        size_t rest[STEMS_MAX];
        unsigned n_stems = stems(k->key, k->key_len, at, rest);
        for (unsigned i = 0; i < n_stems; i++) {
            const told *x = told_of(&m, i == 0 ? v[t].form : stem_hash(k->key, at[i], rest[i]), false);
            if (!x)
                continue;
            v[t].bits |= (uint64_t) (x->where == t + 1 ? x->again : x->bits) << V_BEHIND_TITLE;
            break;
        }
    }
}

/* The token after a short quotation that begins at t (a name more often than speech), or t. */
static uint32_t short_quotation_end(const txt_doc *doc, uint32_t t)
{
    for (uint32_t u = t + 1; u < doc->n_tokens && u < t + 6 && doc->tokens[u].sentence == doc->tokens[t].sentence; u++)
        if (txt_closes_quote(&doc->tokens[u]))
            return u + 1;
    return t;
}

men_view *men_views(arena *a, const men_name_words *names, const lex_doc *d, bool hide)
{
    const txt_doc *doc = d->doc;
    men_view *v = arena_new_array(a, men_view, doc->n_tokens);
    const word_set prepositions = preposition_set();
    uint32_t quoted_until = 0;
    for (uint32_t m = 0; doc->n_tokens > 0 && m < d->at[doc->n_tokens]; m++)
        see_match(names, v, &d->matches[m]);
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        const txt_token *k = &doc->tokens[t];
        if (hide)
            v[t].bits &= ~(BIT(V_NAMES_END) - 1);
        v[t].form = k->kind == TXT_PUNCT ? k->mark : key_hash(k->key, k->key_len);
        v[t].bits |= grammar_bits(d, t, &prepositions);
        if (k->flags & TXT_TEH_MARBUTA)
            v[t].bits |= BIT(V_TEH);
        if (k->flags & TXT_SENT_START)
            v[t].bits |= BIT(V_SENTENCE);
        if (!hide && k->kind == TXT_WORD && d->words[t]->n == 0)
            v[t].bits |= BIT(V_UNKNOWN);
        if (t > 0 && t >= quoted_until && txt_opens_quote(&doc->tokens[t - 1])) {
            v[t].bits |= BIT(V_AFTER_QUOTE);
            quoted_until = short_quotation_end(doc, t);
        }
        if (t < quoted_until)
            v[t].bits |= BIT(V_QUOTED);
        v[t].class = class_of(names, k, &v[t], d->words[t], hide);
    }
    tell_report(a, doc, v);
    return v;
}

void men_near_features(const men_view *v, uint32_t t, uint32_t first, uint32_t end, uint64_t *out)
{
    static const men_view edge = {.class = C_EDGE};
    const men_view *x = &v[t];
    const men_view *b = t > first ? x - 1 : &edge, *bb = t > first + 1 ? x - 2 : &edge, *n = t + 1 < end ? x + 1 : &edge, *nn = t + 2 < end ? x + 2 : &edge;
    uint64_t at = x->class, before = b->class * 32u, next = n->class * 1024u, second = bb->class * 32768u, after = nn->class * 1048576u;
    out[0] = feature(F_NEAR, 0, before | at);
    out[1] = feature(F_NEAR, 1, at | next);
    out[2] = feature(F_NEAR, 2, before | at | next);
    out[3] = feature(F_NEAR, 3, second | before | at);
    out[4] = feature(F_NEAR, 4, at | next | after);
    out[5] = feature(F_NEAR, 5, second | before | at | next);
    out[6] = feature(F_NEAR, 6, b->form ^ at);
    out[7] = feature(F_NEAR, 7, n->form ^ at);
    out[8] = hash_mix(feature(F_NEAR, 8, bb->form), before | at);
    out[9] = feature(F_NEAR, 9, before | next);
    out[10] = hash_mix(feature(F_NEAR, 10, b->form), x->form);
    out[11] = hash_mix(feature(F_NEAR, 11, x->form), n->form);
}
