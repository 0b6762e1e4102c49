/* The tables' meaning: which column gives which forms. One function a table; each reports what it cannot use and goes on. */
#define _GNU_SOURCE
#include "lexicon/compile.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "lexicon/builder.h"
#include "text/calendar.h"
#include "text/fold.h"

#include <stdio.h>

enum { NAME_WORDS_MAX = 16 };

typedef struct compiling {
    lex_tables *tables;
    lex_builder *builder;
    lex_problem_fn *problem;
    void *context;
    unsigned *bad;
    const lex_row *row;  /* the one being compiled */
    lex_form form;       /* what the next path ends in */
    vec(uint32_t) slots; /* hash of ids: table, row → 1 + row */
} compiling;

/* ---- problems ---- */

static void complain_at(compiling *c, const lex_row *row, lex_table table, unsigned column, const char *what, str value)
{
    isn_error e;
    char text[ISN_DETAIL_MAX];
    snprintf(text, sizeof text, "column %u (%s): \"%.*s\"", column + 1, lex_column_name(table, column), (int) (value.len < 120 ? value.len : 120),
             value.ptr ? value.ptr : "");
    isn_fail(&e, ISN_BAD_INPUT, what, c->tables->files.n > row->file ? c->tables->files.at[row->file].ptr : "the image", text);
    e.line = row->line;
    (*c->bad)++;
    if (c->problem)
        c->problem(c->context, &e);
}

/* ---- ids ---- */

static uint32_t id_slot(const compiling *c, lex_table table, str id)
{
    uint32_t mask = c->slots.n - 1, at = (uint32_t) hash_mix(hash64(id), (uint64_t) table) & mask;
    for (; c->slots.at[at]; at = (at + 1) & mask) {
        lex_table t = (lex_table) (c->slots.at[at] >> 24);
        uint32_t row = (c->slots.at[at] & 0xFFFFFF) - 1;
        if (t == table && str_eq(c->tables->rows[t].at[row].cells[0], id))
            break;
    }
    return at;
}

static bool find_id(const compiling *c, lex_table table, str id, uint32_t *ret)
{
    uint32_t v = c->slots.at[id_slot(c, table, id)];
    if (v)
        *ret = (v & 0xFFFFFF) - 1;
    return v != 0;
}

static const lex_table keyed[] = {LEX_T_COUNTRIES, LEX_T_PEOPLE,  LEX_T_OFFICES,  LEX_T_ORGANIZATIONS, LEX_T_OUTLETS,
                                  LEX_T_PLACES,    LEX_T_SECTORS, LEX_T_TRIGGERS, LEX_T_SPEECH,        LEX_T_SIGNS};

static void index_ids(compiling *c)
{
    size_t total = 0;
    for (size_t k = 0; k < sizeof keyed / sizeof *keyed; k++)
        total += c->tables->rows[keyed[k]].n;
    uint32_t size = 1024;
    while (size < total * 2)
        size *= 2;
    c->slots.at = arena_new_array(c->tables->memory, uint32_t, size);
    c->slots.n = size;
    for (size_t k = 0; k < sizeof keyed / sizeof *keyed; k++) {
        for (uint32_t r = 0; r < c->tables->rows[keyed[k]].n; r++) {
            const lex_row *row = &c->tables->rows[keyed[k]].at[r];
            uint32_t at = id_slot(c, keyed[k], row->cells[0]);
            if (c->slots.at[at] && keyed[k] != LEX_T_SIGNS)
                complain_at(c, row, keyed[k], 0, "this key stands twice", row->cells[0]);
            else
                c->slots.at[at] = (uint32_t) keyed[k] << 24 | (r + 1);
        }
    }
}

/* ---- names ---- */

size_t lex_cut_name(str name, lex_key *out, size_t max)
{
    size_t n = 0, at = 0;
    bool inside = false;
    while (at < name.len) {
        unsigned char key, more[8];
        uint32_t cp = utf8_next(name, &at);
        txt_class class = txt_classify(cp, &key);
        if (class == TXT_C_MARK)
            continue;
        if (class == TXT_C_SPACE || class == TXT_C_PUNCT) {
            inside = false;
            continue;
        }
        if (!inside) {
            if (n == max)
                return n;
            out[n++].len = 0;
            inside = true;
        }
        lex_key *k = &out[n - 1];
        if (k->len < sizeof k->bytes)
            k->bytes[k->len++] = key;
        int extra = class == TXT_C_LETTER ? txt_fold_more(cp, more) : 0;
        for (int i = 0; i < extra && k->len < sizeof k->bytes; i++)
            k->bytes[k->len++] = more[i];
    }
    return n;
}

static void add_keys(compiling *c, const lex_key *keys, size_t n)
{
    uint32_t words[NAME_WORDS_MAX];
    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        words[i] = lex_build_word(c->builder, keys[i].bytes, keys[i].len);
    lex_build_path(c->builder, words, n, c->form);
}

static bool key_is(const lex_key *k, const unsigned char *bytes, size_t len)
{
    return k->len == len && memcmp(k->bytes, bytes, len) == 0;
}

/* عبد الله is as often written عبدالله, أبو ظبي أبوظبي; whichever the table has, the other form follows. */
static void add_joined(compiling *c, const lex_key *keys, size_t n)
{
    static const unsigned char abd[] = {K_AIN, K_BEH, K_DAL}, abu[] = {K_ALEF, K_BEH, K_WAW}, al[] = {K_ALEF, K_LAM};
    for (size_t i = 0; i < n; i++) {
        lex_key other[NAME_WORDS_MAX];
        const lex_key *k = &keys[i];
        bool is_abd = key_is(k, abd, 3), is_abu = key_is(k, abu, 3);
        if (i + 1 < n && ((is_abd && keys[i + 1].len > 3 && memcmp(keys[i + 1].bytes, al, 2) == 0) || is_abu)) {
            memcpy(other, keys, i * sizeof *keys);
            other[i] = *k;
            if (k->len + keys[i + 1].len > sizeof k->bytes)
                continue;
            memcpy(other[i].bytes + k->len, keys[i + 1].bytes, keys[i + 1].len);
            other[i].len += keys[i + 1].len;
            memcpy(other + i + 1, keys + i + 2, (n - i - 2) * sizeof *keys);
            add_keys(c, other, n - 1);
        } else if (n < NAME_WORDS_MAX && k->len > 6 && memcmp(k->bytes, abd, 3) == 0 && memcmp(k->bytes + 3, al, 2) == 0) {
            memcpy(other, keys, (i + 1) * sizeof *keys);
            other[i].len = 3;
            other[i + 1] = (lex_key){.len = k->len - 3};
            memcpy(other[i + 1].bytes, k->bytes + 3, k->len - 3);
            memcpy(other + i + 2, keys + i + 1, (n - i - 1) * sizeof *keys);
            add_keys(c, other, n + 1);
        }
    }
}

static void add_name(compiling *c, str name)
{
    lex_key keys[NAME_WORDS_MAX];
    size_t n = lex_cut_name(name, keys, NAME_WORDS_MAX);
    add_keys(c, keys, n);
    add_joined(c, keys, n);
}

/* Each alternative of a cell becomes a path to the given kind of form. */
static void add_names(compiling *c, str cell, lex_kind kind, uint32_t row, lex_shape shape)
{
    c->form = (lex_form){.row = row, .kind = (uint8_t) kind, .shape = (uint8_t) shape};
    for (str rest = cell; rest.ptr;)
        add_name(c, str_trim(str_split(&rest, '|')));
}

static void take_form(void *context, const unsigned char *key, size_t len, unsigned features)
{
    compiling *c = context;
    uint16_t kept = c->form.features;
    c->form.features = (uint16_t) (kept | features);
    uint32_t word = lex_build_word(c->builder, key, len);
    lex_build_path(c->builder, &word, 1, c->form);
    c->form.features = kept;
}

/* ---- verbs ---- */

static bool one_word(str s)
{
    return s.len > 0 && !memchr(s.ptr, ' ', s.len);
}

static void add_verb(compiling *c, lex_kind kind, uint32_t row, str perfect, str imperfect, str passive, uint32_t phrase)
{
    bool never = str_eq(passive, STR("-"));
    lex_form base = {.row = row, .kind = (uint8_t) kind, .phrase = phrase, .features = never ? LEX_F_NO_PASSIVE : 0};
    for (str rest = perfect; rest.ptr;) {
        c->form = base;
        c->form.shape = LEX_S_PERFECT;
        lex_perfect_forms(str_trim(str_split(&rest, '|')), 0, take_form, c);
    }
    for (str rest = imperfect; rest.ptr;) {
        c->form = base;
        c->form.shape = LEX_S_IMPERFECT;
        lex_imperfect_forms(str_trim(str_split(&rest, '|')), 0, take_form, c);
    }
    if (never || passive.len == 0)
        return;
    for (str rest = passive; rest.ptr;) {
        str form = str_trim(str_split(&rest, '|'));
        bool imperf = str_starts(form, STR("ي"));
        c->form = base;
        c->form.shape = (uint8_t) (imperf ? LEX_S_IMPERFECT : LEX_S_PERFECT);
        if (imperf)
            lex_imperfect_forms(form, LEX_F_PASSIVE, take_form, c);
        else
            lex_perfect_forms(form, LEX_F_PASSIVE, take_form, c);
    }
}

/* Nouns of one word are inflected; longer ones stand as they are written, and with their first word inflected for the accusative. */
static void add_nouns(compiling *c, lex_kind kind, uint32_t row, str cell, lex_shape shape)
{
    for (str rest = cell; rest.ptr;) {
        str noun = str_trim(str_split(&rest, '|'));
        c->form = (lex_form){.row = row, .kind = (uint8_t) kind, .shape = (uint8_t) shape};
        if (!one_word(noun))
            add_name(c, noun);
        else if (shape == LEX_S_NOUN)
            lex_noun_forms(noun, take_form, c);
        else
            lex_participle_forms(noun, take_form, c);
    }
}

static bool imperfect_of(const compiling *c, str perfect, str *ret)
{
    static const struct {
        lex_table table;
        unsigned perfect, imperfect;
    } sources[] = {
        {LEX_T_VERBS, VERB_PERFECT, VERB_IMPERFECT}, {LEX_T_TRIGGERS, TRIGGER_PERFECT, TRIGGER_IMPERFECT}, {LEX_T_SPEECH, SPEECH_PERFECT, SPEECH_IMPERFECT}};
    for (size_t s = 0; s < sizeof sources / sizeof *sources; s++) {
        for (uint32_t r = 0; r < c->tables->rows[sources[s].table].n; r++) {
            const lex_row *row = &c->tables->rows[sources[s].table].at[r];
            if (str_eq(row->cells[sources[s].perfect], perfect)) {
                *ret = row->cells[sources[s].imperfect];
                return true;
            }
        }
    }
    return false;
}

/* `~فتح النار`: all forms of the verb, with the rest as words that must follow; without `~` the words as they stand. */
static void add_phrases(compiling *c, lex_table table, lex_kind kind, uint32_t row, str cell, unsigned column)
{
    for (str rest = cell; rest.ptr;) {
        str phrase = str_trim(str_split(&rest, '|'));
        if (phrase.len == 0)
            continue;
        if (str_ends(phrase, STR(" لـ")) || str_ends(phrase, STR(" بـ")) || str_ends(phrase, STR(" ل")) || str_ends(phrase, STR(" ب")))
            phrase.len = (size_t) (memrchr(phrase.ptr, ' ', phrase.len) ? (const char *) memrchr(phrase.ptr, ' ', phrase.len) - phrase.ptr
                                                                        : (ptrdiff_t) phrase.len); /* the letter is written with the next word */
        if (phrase.ptr[0] != '~') {
            c->form = (lex_form){.row = row, .kind = (uint8_t) kind, .shape = LEX_S_PHRASE};
            add_name(c, phrase);
            continue;
        }
        str words = (str){phrase.ptr + 1, phrase.len - 1}, imperfect;
        str verb = str_split(&words, ' ');
        if (!words.ptr || !imperfect_of(c, verb, &imperfect)) {
            complain_at(c, c->row, table, column,
                        words.ptr ? "the imperfect of this phrase's verb stands in no table; add it to verbs.tsv" : "a phrase of one word", phrase);
            continue;
        }
        lex_key keys[LEX_PHRASE_MAX];
        lex_phrase p = {.n = (uint32_t) lex_cut_name(words, keys, LEX_PHRASE_MAX)};
        for (uint32_t i = 0; i < p.n; i++)
            p.words[i] = lex_build_word(c->builder, keys[i].bytes, keys[i].len);
        add_verb(c, kind, row, verb, imperfect, STR("-"), lex_build_phrase(c->builder, &p));
    }
}

/* ---- triggers ---- */

static const char *const type_names[LEX_EVENT_TYPES] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                                        "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

static const struct {
    const char *name;
    lex_role role;
} roles[] = {{"", LEX_R_NONE},       {"none", LEX_R_NONE},       {"actor", LEX_R_ACTOR}, {"recipient", LEX_R_RECIPIENT},
             {"place", LEX_R_PLACE}, {"content", LEX_R_CONTENT}, {"self", LEX_R_SELF},   {"source", LEX_R_SOURCE}};

static bool role_of(str name, lex_role *ret)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (str_eq(name, str_of(roles[i].name))) {
            *ret = roles[i].role;
            return true;
        }
    }
    return false;
}

/* The grammar word one of whose forms is this preposition. */
static bool preposition_of(const compiling *c, str name, uint16_t *ret)
{
    if (str_eq(name, STR("ل")) || str_eq(name, STR("ب"))) {
        *ret = str_eq(name, STR("ل")) ? LEX_PREP_L : LEX_PREP_B;
        return true;
    }
    lex_key want[4], have[4];
    size_t n = lex_cut_name(name, want, 4);
    for (uint32_t r = 0; r < c->tables->rows[LEX_T_GRAMMAR].n && n > 0; r++) {
        for (str rest = c->tables->rows[LEX_T_GRAMMAR].at[r].cells[GRAMMAR_FORMS]; rest.ptr;) {
            size_t m = lex_cut_name(str_split(&rest, '|'), have, 4);
            bool same = m == n;
            for (size_t i = 0; same && i < n; i++)
                same = key_is(&have[i], want[i].bytes, want[i].len);
            if (same) {
                *ret = (uint16_t) r;
                return true;
            }
        }
    }
    return false;
}

static uint8_t conditions(compiling *c, str cell, uint32_t *out)
{
    uint8_t n = 0;
    for (str rest = cell; rest.ptr && n < LEX_CONDITIONS_MAX;) {
        lex_key key[1];
        if (lex_cut_name(str_split(&rest, '|'), key, 1) == 1)
            out[n++] = lex_build_word(c->builder, key[0].bytes, key[0].len);
    }
    return n;
}

static lex_status status_of(str s)
{
    static const char *const names[] = {"", "actual", "planned", "hypothetical", "negated"};
    for (int i = 0; i < 5; i++)
        if (str_eq(s, str_of(names[i])))
            return (lex_status) i;
    return LEX_ST_NONE;
}

static lex_trigger read_trigger(compiling *c, const lex_row *row)
{
    lex_trigger t = {.type = LEX_EVENT_TYPES, .weight = 50};
    lex_role role = LEX_R_NONE;
    for (int i = 0; i < LEX_EVENT_TYPES; i++)
        if (str_eq(row->cells[TRIGGER_TYPE], str_of(type_names[i])))
            t.type = (uint8_t) i;
    if (t.type == LEX_EVENT_TYPES)
        complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_TYPE, "this is none of the sixteen event types", row->cells[TRIGGER_TYPE]);
    if (!role_of(row->cells[TRIGGER_SUBJECT], &role))
        complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_SUBJECT, "this is no role (actor, recipient, place, content, self, none)", row->cells[TRIGGER_SUBJECT]);
    t.subject = (uint8_t) role;
    if (!role_of(row->cells[TRIGGER_OBJECT], &role))
        complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_OBJECT, "this is no role (actor, recipient, place, content, self, none)", row->cells[TRIGGER_OBJECT]);
    t.object = (uint8_t) role;
    for (str rest = row->cells[TRIGGER_GENITIVE]; rest.ptr && t.n_genitive < LEX_GENITIVE_MAX;) {
        str name = str_trim(str_split(&rest, '|'));
        if (!role_of(name, &role))
            complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_GENITIVE, "this is no role", name);
        else if (role != LEX_R_NONE)
            t.genitive[t.n_genitive++] = (uint8_t) role;
    }
    for (str rest = row->cells[TRIGGER_PREPS]; rest.ptr && rest.len > 0 && t.n_preps < LEX_PREPS_MAX;) {
        str pair = str_split(&rest, '|');
        str name = str_trim(str_split(&pair, '='));
        uint16_t word;
        if (!role_of(str_trim(pair), &role)) {
            complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_PREPS, "a pair is preposition=role", name);
        } else if (preposition_of(c, name, &word)) { /* other words (شملت) are no prepositions; they are left to the clause reader */
            t.preps[t.n_preps].word = word;
            t.preps[t.n_preps++].role = (uint16_t) role;
        }
    }
    t.mutual = str_eq(row->cells[TRIGGER_MUTUAL], STR("yes"));
    t.political = str_eq(row->cells[TRIGGER_TAKES], STR("political"));
    t.armed = str_eq(row->cells[TRIGGER_TAKES], STR("armed"));
    t.status = (uint8_t) status_of(row->cells[TRIGGER_STATUS]);
    t.n_needs = conditions(c, row->cells[TRIGGER_NEEDS], t.needs);
    t.n_not = conditions(c, row->cells[TRIGGER_NOT], t.not );
    int64_t weight;
    if (str_to_int(row->cells[TRIGGER_WEIGHT], &weight) && weight >= 0 && weight <= 100)
        t.weight = (uint8_t) weight;
    else
        complain_at(c, row, LEX_T_TRIGGERS, TRIGGER_WEIGHT, "a weight is a whole number from 0 to 100", row->cells[TRIGGER_WEIGHT]);
    return t;
}

/* ---- tenures ---- */

static bool is_code(str s)
{
    return s.len == 3 && s.ptr[0] >= 'A' && s.ptr[0] <= 'Z' && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z' && s.ptr[2] >= 'A' && s.ptr[2] <= 'Z';
}

static void add_tenure(compiling *c, const lex_row *row, uint32_t number)
{
    lex_tenure t = {.row = number, .end = INT32_MAX};
    str of = row->cells[TENURE_OF];
    cal_date start, end;
    if (!find_id(c, LEX_T_PEOPLE, row->cells[TENURE_PERSON], &t.person)) {
        complain_at(c, row, LEX_T_TENURES, TENURE_PERSON, "no such person in people", row->cells[TENURE_PERSON]);
        return;
    }
    if (!find_id(c, LEX_T_OFFICES, row->cells[TENURE_OFFICE], &t.office)) {
        complain_at(c, row, LEX_T_TENURES, TENURE_OFFICE, "no such office in offices", row->cells[TENURE_OFFICE]);
        return;
    }
    if (is_code(of)) {
        memcpy(t.country, of.ptr, 3);
    } else if (of.len > 0) {
        uint32_t org;
        if (!find_id(c, LEX_T_ORGANIZATIONS, of, &org)) {
            complain_at(c, row, LEX_T_TENURES, TENURE_OF, "neither a state's code nor an organisation's id", of);
            return;
        }
        t.org = org + 1;
    }
    if (!cal_parse(row->cells[TENURE_START], &start)) {
        complain_at(c, row, LEX_T_TENURES, TENURE_START, "a start is YYYY, YYYY-MM or YYYY-MM-DD", row->cells[TENURE_START]);
        return;
    }
    t.start = cal_days(start);
    t.coarse = start.day == 0;
    if (row->cells[TENURE_END].len > 0) {
        if (!cal_parse(row->cells[TENURE_END], &end)) {
            complain_at(c, row, LEX_T_TENURES, TENURE_END, "an end is empty, YYYY, YYYY-MM or YYYY-MM-DD", row->cells[TENURE_END]);
            return;
        }
        t.coarse |= end.day == 0;
        if (end.month == 0)
            end.month = 12;
        if (end.day == 0)
            end.day = cal_month_length(end.year, end.month);
        t.end = cal_days(end);
        if (t.end < t.start) {
            complain_at(c, row, LEX_T_TENURES, TENURE_END, "a tenure ends before it starts", row->cells[TENURE_END]);
            return;
        }
    }
    t.acting = str_eq(row->cells[TENURE_STATUS], STR("acting"));
    t.disputed = str_eq(row->cells[TENURE_STATUS], STR("disputed"));
    t.elect = str_eq(row->cells[TENURE_STATUS], STR("elect"));
    lex_build_tenure(c->builder, &t);
}

/* ---- one row ---- */

static void compile_org_name(compiling *c, const lex_row *row)
{
    uint32_t org;
    if (!find_id(c, LEX_T_ORGANIZATIONS, row->cells[ORGNAME_ORG], &org))
        complain_at(c, row, LEX_T_ORGANIZATION_NAMES, ORGNAME_ORG, "no such organisation in organizations", row->cells[ORGNAME_ORG]);
    else
        add_names(c, row->cells[ORGNAME_NAME], str_eq(row->cells[ORGNAME_ALONE], STR("no")) ? LEX_ORG_SHORT : LEX_ORG, org, LEX_S_NAME);
}

static void compile_country_name(compiling *c, const lex_row *row)
{
    uint32_t country;
    if (find_id(c, LEX_T_COUNTRIES, row->cells[COUNTRYNAME_CODE], &country)) /* dependent territories have no row of their own and are left to the places */
        add_names(c, row->cells[COUNTRYNAME_NAME], LEX_COUNTRY, country, LEX_S_NAME);
}

static void compile_trigger(compiling *c, const lex_row *row, uint32_t r)
{
    lex_trigger t = read_trigger(c, row);
    lex_build_trigger(c->builder, &t);
    add_verb(c, LEX_TRIGGER, r, row->cells[TRIGGER_PERFECT], row->cells[TRIGGER_IMPERFECT], row->cells[TRIGGER_PASSIVE], 0);
    add_nouns(c, LEX_TRIGGER, r, row->cells[TRIGGER_NOUN], LEX_S_NOUN);
    add_nouns(c, LEX_TRIGGER, r, row->cells[TRIGGER_AGENT], LEX_S_AGENT);
    add_nouns(c, LEX_TRIGGER, r, row->cells[TRIGGER_PATIENT], LEX_S_PATIENT);
    add_phrases(c, LEX_T_TRIGGERS, LEX_TRIGGER, r, row->cells[TRIGGER_WORDS], TRIGGER_WORDS);
}

static lex_speech read_speech(compiling *c, const lex_row *row)
{
    static const char *const kinds[] = {"say", "quote", "deny", "ask", "title"};
    lex_speech s = {.weight = 50};
    int64_t weight;
    for (int i = 0; i < 5; i++)
        if (str_eq(row->cells[SPEECH_KIND], str_of(kinds[i])))
            s.kind = (uint8_t) i;
    if (str_to_int(row->cells[SPEECH_WEIGHT], &weight) && weight >= 0 && weight <= 100)
        s.weight = (uint8_t) weight;
    else
        complain_at(c, row, LEX_T_SPEECH, SPEECH_WEIGHT, "a weight is a whole number from 0 to 100", row->cells[SPEECH_WEIGHT]);
    for (str rest = row->cells[SPEECH_LINKS]; rest.ptr && rest.len > 0 && s.n_links < LEX_CONDITIONS_MAX;) {
        str link = str_trim(str_split(&rest, '|'));
        lex_key key[1];
        if (str_eq(link, STR("لـ")) || str_eq(link, STR("ل")))
            s.link_li = 1;
        else if (str_eq(link, STR("بـ")) || str_eq(link, STR("ب")))
            s.link_bi = 1;
        else if (lex_cut_name(link, key, 1) == 1)
            s.links[s.n_links++] = lex_build_word(c->builder, key[0].bytes, key[0].len);
        else
            s.link_mark = 1;
    }
    return s;
}

static void compile_speech(compiling *c, const lex_row *row, uint32_t r)
{
    lex_speech s = read_speech(c, row);
    lex_build_speech(c->builder, &s);
    add_verb(c, LEX_SPEECH, r, row->cells[SPEECH_PERFECT], row->cells[SPEECH_IMPERFECT], STR("-"), 0);
    add_nouns(c, LEX_SPEECH, r, row->cells[SPEECH_NOUN], LEX_S_NOUN);
    add_nouns(c, LEX_SPEECH, r, row->cells[SPEECH_AGENT], LEX_S_AGENT);
    add_phrases(c, LEX_T_SPEECH, LEX_SPEECH, r, row->cells[SPEECH_WORDS], SPEECH_WORDS);
}

static void compile_country(compiling *c, const lex_row *row, uint32_t r)
{
    add_names(c, row->cells[COUNTRY_NAME], LEX_COUNTRY, r, LEX_S_NAME);
    add_names(c, row->cells[COUNTRY_NAMES], LEX_COUNTRY, r, LEX_S_NAME);
    add_names(c, row->cells[COUNTRY_ADJ_M], LEX_DEMONYM, r, LEX_S_ADJ_M);
    add_names(c, row->cells[COUNTRY_ADJ_F], LEX_DEMONYM, r, LEX_S_ADJ_F);
    add_names(c, row->cells[COUNTRY_ADJ_P], LEX_DEMONYM, r, LEX_S_ADJ_P);
    add_names(c, row->cells[COUNTRY_CAPITAL], LEX_CAPITAL, r, LEX_S_NAME);
    add_names(c, row->cells[COUNTRY_SEATS], LEX_SEAT, r, LEX_S_NAME);
    /* سوري makes سوريين, سوريان; the accusative سوريا is the country and is left to it */
    c->form = (lex_form){.row = r, .kind = LEX_DEMONYM, .shape = LEX_S_ADJ_P, .features = LEX_F_PLURAL};
    for (str rest = row->cells[COUNTRY_ADJ_M]; rest.ptr;) {
        unsigned char key[64];
        str adj = str_trim(str_split(&rest, '|'));
        size_t n = adj.len > 2 && adj.len < 60 && one_word(adj) ? txt_fold(adj, key) : 0;
        if (n > 2 && key[n - 1] == K_YEH) {
            key[n] = K_YEH, key[n + 1] = K_NOON;
            take_form(c, key, n + 2, 0);
            key[n] = K_WAW;
            take_form(c, key, n + 2, 0);
            key[n] = K_ALEF;
            take_form(c, key, n + 2, 0);
            key[n + 1] = K_TEH;
            take_form(c, key, n + 2, LEX_F_FEMININE);
        }
    }
}

static void compile_row(compiling *c, lex_table table, uint32_t r)
{
    const lex_row *row = c->row = &c->tables->rows[table].at[r];
    const str *cells = row->cells;
    switch (table) {
    case LEX_T_COUNTRIES: compile_country(c, row, r); break;
    case LEX_T_COUNTRY_NAMES: compile_country_name(c, row); break;
    case LEX_T_PEOPLE:
        add_names(c, cells[PERSON_NAME], LEX_PERSON, r, LEX_S_NAME);
        add_names(c, cells[PERSON_VARIANTS], LEX_PERSON, r, LEX_S_NAME);
        add_names(c, cells[PERSON_SHORT], LEX_PERSON_SHORT, r, LEX_S_NAME);
        break;
    case LEX_T_TENURES: add_tenure(c, row, r); break;
    case LEX_T_OFFICES:
        add_names(c, cells[OFFICE_FORMS], LEX_OFFICE, r, LEX_S_NAME);
        add_names(c, cells[OFFICE_PLURAL], LEX_OFFICE, r, LEX_S_PLURAL);
        break;
    case LEX_T_TITLES:
        add_names(c, cells[TITLE_ID], LEX_TITLE, r, LEX_S_NAME);
        add_names(c, cells[TITLE_FORMS], LEX_TITLE, r, LEX_S_NAME);
        break;
    case LEX_T_ORGANIZATIONS: add_names(c, cells[ORG_NAME], LEX_ORG, r, LEX_S_NAME); break;
    case LEX_T_ORGANIZATION_NAMES: compile_org_name(c, row); break;
    case LEX_T_OUTLETS:
        add_names(c, cells[OUTLET_NAME], LEX_OUTLET, r, LEX_S_NAME);
        add_names(c, cells[OUTLET_NAMES], LEX_OUTLET, r, LEX_S_NAME);
        add_names(c, cells[OUTLET_CREDITS], LEX_CREDIT, r, LEX_S_NAME);
        break;
    case LEX_T_PLACES:
        add_names(c, cells[PLACE_NAME], LEX_PLACE, r, LEX_S_NAME);
        add_names(c, cells[PLACE_VARIANTS], LEX_PLACE, r, LEX_S_NAME);
        break;
    case LEX_T_MONTHS: add_names(c, cells[MONTH_NAMES], LEX_MONTH, r, LEX_S_NAME); break;
    case LEX_T_WEEKDAYS: add_names(c, cells[WEEKDAY_NAMES], LEX_WEEKDAY, r, LEX_S_NAME); break;
    case LEX_T_NUMBERS: add_names(c, cells[NUMBER_FORMS], LEX_NUMBER, r, LEX_S_NAME); break;
    case LEX_T_SECTORS: add_names(c, cells[SECTOR_WORDS], LEX_SECTOR, r, LEX_S_NAME); break;
    case LEX_T_TRIGGERS: compile_trigger(c, row, r); break;
    case LEX_T_SPEECH: compile_speech(c, row, r); break;
    case LEX_T_SIGNS: add_names(c, cells[SIGN_FORMS], LEX_SIGN, r, LEX_S_NAME); break;
    case LEX_T_VERBS:
        add_verb(c, LEX_VERB, r, cells[VERB_PERFECT], cells[VERB_IMPERFECT], STR(""), 0);
        add_nouns(c, LEX_VERB, r, cells[VERB_NOUN], LEX_S_NOUN);
        break;
    case LEX_T_GRAMMAR: add_names(c, cells[GRAMMAR_FORMS], LEX_GRAMMAR, r, LEX_S_NAME); break;
    case LEX_TABLES: break;
    }
}

static isn_status check_grammar(const lex_tables *tables, isn_error *err)
{
    static const char *const names[] = {
#define X(name) #name,
        LEX_GRAMMAR(X)
#undef X
    };
    const lex_rows *rows = &tables->rows[LEX_T_GRAMMAR];
    for (uint32_t i = 0; i < GW_COUNT; i++)
        if (i >= rows->n || !str_eq(rows->at[i].cells[GRAMMAR_WORD], str_of(names[i])))
            return isn_fail(err, ISN_BAD_INPUT, "the table grammar does not fit the program: this word is expected next", "grammar.tsv", names[i]);
    if (rows->n != GW_COUNT)
        return isn_fail(err, ISN_BAD_INPUT, "the table grammar has words that the program does not know", "grammar.tsv", rows->at[GW_COUNT].cells[0].ptr);
    return ISN_OK;
}

isn_status lex_compile(lex_tables *tables, buf *ret, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err)
{
    isn_status status = check_grammar(tables, err);
    if (status != ISN_OK)
        return status;
    compiling c = {.tables = tables, .problem = problem, .context = context, .bad = bad, .builder = lex_builder_new(tables->memory)};
    index_ids(&c);
    for (int t = 0; t < LEX_TABLES; t++)
        for (uint32_t r = 0; r < tables->rows[t].n; r++)
            compile_row(&c, (lex_table) t, r);
    return lex_build_image(c.builder, tables, ret, err);
}

void lex_tables_of(const lex_image *image, lex_tables *tables)
{
    uint32_t file = tables->files.n;
    *vec_push(tables->memory, &tables->files) = STR("the compiled lexicon");
    for (int t = 0; t < LEX_TABLES; t++) {
        for (uint32_t r = 0; r < lex_row_count(image, (lex_table) t); r++) {
            lex_row row = {.file = file, .line = r + 1};
            for (unsigned c = 0; c < lex_columns((lex_table) t); c++)
                row.cells[c] = lex_cell(image, (lex_table) t, r, c);
            *vec_push(tables->memory, &tables->rows[t]) = row;
        }
    }
}

/* How many leading cells name a row: most tables by their id, tables of facts by what the fact is about. */
static unsigned key_columns(lex_table t)
{
    switch (t) {
    case LEX_T_TENURES: return 4;
    case LEX_T_COUNTRY_NAMES:
    case LEX_T_ORGANIZATION_NAMES:
    case LEX_T_MONTHS:
    case LEX_T_NUMBERS: return 2;
    default: return 1;
    }
}

static bool same_key(lex_table t, const lex_row *a, const lex_row *b, bool hiding)
{
    for (unsigned c = 0; c < key_columns(t); c++) {
        str x = a->cells[c], y = b->cells[c];
        if (hiding && c == 0)
            y = str_range(y.ptr, 1, y.len);
        if (hiding && c > 0 && y.len == 0)
            continue;
        if (!str_eq(x, y))
            return false;
    }
    return true;
}

void lex_overlay(lex_tables *tables, const lex_tables *over)
{
    uint32_t files = tables->files.n;
    for (uint32_t i = 0; i < over->files.n; i++)
        *vec_push(tables->memory, &tables->files) = over->files.at[i];
    for (int t = 0; t < LEX_TABLES; t++) {
        lex_rows *rows = &tables->rows[t];
        for (uint32_t i = 0; i < over->rows[t].n; i++) {
            lex_row row = over->rows[t].at[i];
            bool hiding = row.cells[0].len > 1 && row.cells[0].ptr[0] == '-', replaced = false;
            row.file += files;
            uint32_t kept = 0;
            for (uint32_t r = 0; r < rows->n; r++) {
                if (!same_key((lex_table) t, &rows->at[r], &row, hiding)) {
                    rows->at[kept++] = rows->at[r];
                } else if (!hiding && !replaced) {
                    rows->at[kept++] = row;
                    replaced = true;
                }
            }
            rows->n = kept;
            if (!hiding && !replaced)
                *vec_push(tables->memory, rows) = row;
        }
    }
}
