#include "mention/entity.h"

#include "lexicon/compile.h"

static bool same_key(const lex_key *a, const lex_key *b)
{
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

bool men_name_within(str a, str b)
{
    lex_key x[MEN_NAME_WORDS], y[MEN_NAME_WORDS];
    size_t n = lex_cut_name(a, x, MEN_NAME_WORDS), m = lex_cut_name(b, y, MEN_NAME_WORDS);
    if (n == 0 || n > m)
        return false;
    bool head = true, tail = true;
    for (size_t i = 0; i < n; i++) {
        head = head && same_key(&x[i], &y[i]);
        tail = tail && same_key(&x[i], &y[m - n + i]);
    }
    return head || tail;
}

static bool same_letters(str a, str b)
{
    lex_key x[MEN_NAME_WORDS], y[MEN_NAME_WORDS];
    size_t n = lex_cut_name(a, x, MEN_NAME_WORDS), m = lex_cut_name(b, y, MEN_NAME_WORDS);
    if (n != m || n == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_key(&x[i], &y[i]))
            return false;
    return true;
}

static void slug(men_doc *d, men_entity *e, const char *prefix)
{
    lex_key words[MEN_NAME_WORDS];
    size_t n = lex_cut_name(e->name, words, MEN_NAME_WORDS);
    (void) words;
    (void) n;
    vec(char) out = {0};
    for (const char *p = prefix; *p; p++)
        *vec_push(d->memory, &out) = *p;
    bool gap = false;
    for (size_t i = 0; i < e->name.len; i++) {
        char c = e->name.ptr[i];
        if (c == ' ' || c == '\n' || c == '\t') {
            gap = true;
            continue;
        }
        if (gap)
            *vec_push(d->memory, &out) = '_';
        gap = false;
        *vec_push(d->memory, &out) = c;
    }
    e->id = (str){out.at, out.n};
}

static const char *const prefixes[] = {"person~", "org~", "country~", "place~", "group~"};

static bool is_one_of(str kind, const char *const *kinds)
{
    for (; *kinds; kinds++)
        if (str_eq(kind, str_of(*kinds)))
            return true;
    return false;
}

static const char *const organs[] = {"ministry", "parliament", "court", NULL}, *const forces[] = {"army", "police", "agency", NULL};

uint32_t men_entity_of_row(men_doc *d, men_kind kind, lex_table table, uint32_t row, str name)
{
    for (uint32_t i = 0; i < d->entities.n; i++) {
        men_entity *e = &d->entities.at[i];
        if (e->known && e->table == table && e->row == row && e->kind == kind)
            return i;
    }
    const lex_image *m = d->lex->image;
    men_entity *e = vec_push(d->memory, &d->entities);
    *e = (men_entity){.kind = kind, .known = true, .table = table, .row = row, .name = name, .id = lex_cell(m, table, row, 0)};
    str code = STR("");
    switch (table) {
    case LEX_T_COUNTRIES:
        code = lex_cell(m, table, row, COUNTRY_CODE);
        e->organ = kind == MEN_ORGANIZATION; /* a seat of power */
        break;
    case LEX_T_PEOPLE:
        code = lex_cell(m, table, row, PERSON_COUNTRY);
        e->female = str_eq(lex_cell(m, table, row, PERSON_GENDER), STR("f"));
        break;
    case LEX_T_ORGANIZATIONS:
        code = lex_cell(m, table, row, ORG_COUNTRY);
        e->organ = is_one_of(lex_cell(m, table, row, ORG_KIND), organs);
        e->force = is_one_of(lex_cell(m, table, row, ORG_KIND), forces);
        break;
    case LEX_T_OUTLETS: code = lex_cell(m, table, row, OUTLET_COUNTRY); break;
    case LEX_T_PLACES: code = lex_cell(m, table, row, PLACE_COUNTRY); break;
    default: break;
    }
    if (code.len == 3)
        memcpy(e->country, code.ptr, 3);
    return d->entities.n - 1;
}

uint32_t men_entity_of_state(men_doc *d, const char *code)
{
    uint32_t row;
    if (!code[0] || !lex_find_row(d->lex->image, LEX_T_COUNTRIES, str_of(code), &row))
        return MEN_NONE;
    return men_entity_of_row(d, MEN_COUNTRY, LEX_T_COUNTRIES, row, lex_cell(d->lex->image, LEX_T_COUNTRIES, row, COUNTRY_NAME));
}

uint32_t men_entity_of_name(men_doc *d, men_kind kind, str name)
{
    uint32_t within = MEN_NONE;
    for (uint32_t i = 0; i < d->entities.n; i++) {
        men_entity *e = &d->entities.at[i];
        if (e->kind != kind)
            continue;
        if (same_letters(e->name, name))
            return i;
        for (uint32_t k = 0; k < e->aliases.n; k++)
            if (same_letters(e->aliases.at[k], name))
                return i;
        if (kind == MEN_PERSON && within == MEN_NONE && (men_name_within(name, e->name) || men_name_within(e->name, name)))
            within = i;
        if (kind == MEN_ORGANIZATION && within == MEN_NONE && memchr(name.ptr, ' ', name.len) && men_name_within(name, e->name))
            within = i;
    }
    return within != MEN_NONE ? within : men_entity_new(d, kind, name);
}

uint32_t men_entity_new(men_doc *d, men_kind kind, str name)
{
    men_entity *e = vec_push(d->memory, &d->entities);
    *e = (men_entity){.kind = kind, .name = name};
    slug(d, e, prefixes[kind]);
    return d->entities.n - 1;
}

static size_t words_of(str s)
{
    lex_key w[MEN_NAME_WORDS];
    return lex_cut_name(s, w, MEN_NAME_WORDS);
}

void men_entity_met(men_doc *d, uint32_t entity, str form)
{
    men_entity *e = &d->entities.at[entity];
    if (str_eq(e->name, form) && e->named)
        return;
    for (uint32_t i = 0; i < e->aliases.n; i++) {
        if (str_eq(e->aliases.at[i], form)) {
            e->named = true;
            return;
        }
    }
    if (!e->named) {
        e->name = form; /* until now only implied: the text's own form comes first */
    } else if (words_of(form) > words_of(e->name)) {
        *vec_push(d->memory, &e->aliases) = e->name;
        e->name = form;
    } else if (!str_eq(e->name, form)) {
        *vec_push(d->memory, &e->aliases) = form;
    }
    e->named = true;
}

men_mention *men_mention_add(men_doc *d, uint32_t entity, men_span span, men_span name, men_how how, unsigned clitics, const char *why)
{
    men_mention *m = vec_push(d->memory, &d->mentions);
    *m = (men_mention){.entity = entity, .second = MEN_NONE, .span = span, .name = name, .how = how, .clitics = (uint8_t) clitics, .why = why};
    for (uint32_t t = span.first; t < span.end; t++)
        d->mention_at[t] = d->mentions.n;
    return m;
}
