/* Names: which stretches of the text are names, and of what.
 *
 * The lexicon's longest match wins; a tagger, where there is one, adds names that no table has. A name then becomes a mention of an entity: that of its row, or
 * one made for it. Short forms (بوتين) belong to the person of the report whose name they end, and to the lexicon's person only if there is none.
 */
#include "mention/entity.h"
#include "mention/mention.h"
#include "mention/tagger_span.h"

typedef struct candidate {
    uint32_t first, end;
    men_kind kind;
    const lex_match *match; /* NULL for the tagger's */
    uint8_t letters, clitics;
    const lex_match *adjective; /* of state, at the end of a body's name (الجيش التركي); else NULL */
} candidate;

static bool is_name_kind(uint8_t kind)
{
    return kind >= LEX_COUNTRY && kind <= LEX_PLACE && kind != LEX_DEMONYM;
}

/* Among matches of one length: states before cities, bodies before people, full before short. */
static int rank(const lex_match *m)
{
    switch (m->form->kind) {
    case LEX_COUNTRY: return 0;
    case LEX_SEAT: return 1;
    case LEX_CAPITAL: return 2;
    case LEX_PLACE: return 3;
    case LEX_ORG: return 4;
    case LEX_PERSON: return 5;
    case LEX_OUTLET:
    case LEX_CREDIT: return 6;
    case LEX_PERSON_SHORT: return 7;
    default: return 8;
    }
}

static men_kind kind_of(const lex_match *m)
{
    switch (m->form->kind) {
    case LEX_COUNTRY: return MEN_COUNTRY;
    case LEX_CAPITAL:
    case LEX_PLACE: return MEN_PLACE;
    case LEX_PERSON:
    case LEX_PERSON_SHORT: return MEN_PERSON;
    default: return MEN_ORGANIZATION;
    }
}

/* A word that is usually something else: such a one-word name counts only where the report names its bearer in full. */
static bool is_everyday(const men_doc *d, uint32_t t, uint8_t kind)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->end != t + 1 || m->clitics != 0)
            continue;
        switch (m->form->kind) {
        case LEX_TRIGGER:
        case LEX_SPEECH:
        case LEX_NUMBER:
        case LEX_MONTH:
        case LEX_WEEKDAY:
        case LEX_OFFICE:
        case LEX_TITLE: return true;
        case LEX_SECTOR:
            if (kind != LEX_COUNTRY && kind != LEX_CAPITAL)
                return true;
            break;
        case LEX_DEMONYM:
            if (kind != LEX_COUNTRY && kind != LEX_CAPITAL && kind != LEX_PLACE)
                return true;
            break;
        default: break;
        }
    }
    const uint64_t *g = d->lex->grammar[t];
    return (g[0] | g[1] | g[2] | g[3]) != 0;
}

static bool is_verb(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if ((m->form->kind == LEX_TRIGGER || m->form->kind == LEX_SPEECH || m->form->kind == LEX_VERB) && m->end == t + 1 && !(m->clitics & LEX_C_AL) &&
            (m->form->shape == LEX_S_PERFECT || m->form->shape == LEX_S_IMPERFECT))
            return true;
    }
    return false;
}

static bool is_opening(const txt_token *k)
{
    return txt_opens_quote(k) || (k->kind == TXT_PUNCT && k->mark == '(');
}

/* The person of the report whose full name this short form ends or begins. */
static uint32_t person_named_so(const men_doc *d, str form)
{
    for (uint32_t i = d->entities.n; i-- > 0;)
        if (d->entities.at[i].kind == MEN_PERSON && men_name_within(form, d->entities.at[i].name))
            return i;
    return MEN_NONE;
}

static bool row_is_met(const men_doc *d, lex_table table, uint32_t row)
{
    for (uint32_t i = 0; i < d->entities.n; i++)
        if (d->entities.at[i].known && d->entities.at[i].table == table && d->entities.at[i].row == row)
            return true;
    return false;
}

/* What stands around a short name must speak for it, unless the report has its bearer in full: a title before it, a verb beside it. */
static bool short_name_fits(const men_doc *d, const lex_match *m)
{
    uint32_t t = m->first;
    if (person_named_so(d, men_text(d, men_span_of(d, t, m->end, m->letters))) != MEN_NONE)
        return true;
    if (t > 0 &&
        (is_verb(d, t - 1) || lex_match_of(d->lex, t - 1, LEX_TITLE) || lex_match_of(d->lex, t - 1, LEX_OFFICE) || lex_match_of(d->lex, t - 1, LEX_DEMONYM)))
        return true;
    return m->end < d->text->n_tokens && (is_verb(d, m->end) || txt_is(men_token(d, m->end), ':'));
}

/* Newspapers are called by words of every day (الرياض, الخبر, العالم): one word counts behind صحيفة, قناة … or in quotation marks. */
static bool outlet_name_fits(const men_doc *d, const lex_match *m)
{
    return m->first > 0 && !lex_match_of(d->lex, m->first, LEX_DEMONYM) &&
           (lex_has(d->lex, m->first - 1, GW_ORG_HEAD) || is_opening(men_token(d, m->first - 1)));
}

/* A direction and the name of a state. */
static bool starts_with_direction(const men_doc *d, const lex_match *m)
{
    uint32_t t = m->first;
    while (t < m->end && lex_has(d->lex, t, GW_DIRECTION) && !(men_token(d, t)->key[0] == K_ALEF && men_token(d, t)->key[1] == K_LAM))
        t++;
    return t > m->first && t < m->end && lex_match_of(d->lex, t, LEX_COUNTRY);
}

/* سورية, تركية, روسية behind a noun are adjectives (مصادر تركية); elsewhere they are the states. */
static bool adjective_here(const men_doc *d, const lex_match *m)
{
    uint32_t t = m->first;
    const lex_match *a = lex_match_of(d->lex, t, LEX_DEMONYM);
    if (m->clitics || m->end != t + 1 || !a || a->form->row != m->form->row || t == 0 || !men_same_sentence(d, t - 1, t))
        return false;
    const txt_token *before = men_token(d, t - 1);
    static const lex_word_id links[] = {GW_IN,    GW_TO,     GW_FROM, GW_ON,        GW_WITH,          GW_BETWEEN,     GW_AGAINST, GW_AT,     GW_TOWARDS,
                                        GW_ABOUT, GW_AND_OR, GW_THAT, GW_THAT_INNA, GW_KANA,          GW_BEFORE_FACE, GW_VIA,     GW_WITHIN, GW_DURING,
                                        GW_AFTER, GW_BEFORE, GW_BY,   GW_DIRECTION, GW_DEMONSTRATIVE, GW_WITHOUT,     GW_LIKE};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (lex_is(d->lex, t - 1, links[i]))
            return false;
    bool article = before->key_len > 3 && before->key[0] == K_ALEF && before->key[1] == K_LAM;
    return before->kind == TXT_WORD && !article && !d->mention_at[t - 1] && !is_verb(d, t - 1);
}

/* Places gathered from CLDR and GeoNames are thousands of towns, many called by a word of every day: they count behind a word for a place, or where the tagger
 * agrees. */
static bool gathered_place_fits(const men_doc *d, const lex_match *m)
{
    str source = lex_cell(d->lex->image, LEX_T_PLACES, m->form->row, lex_columns(LEX_T_PLACES) - 1);
    if (!str_eq(source, STR("geonames")) && !str_eq(source, STR("cldr")))
        return true;
    bool headed = m->first > 0 && (lex_has(d->lex, m->first - 1, GW_CITY_NOUN) || lex_has(d->lex, m->first - 1, GW_REGION_NOUN) ||
                                   lex_has(d->lex, m->first - 1, GW_CAPITAL_NOUN));
    return headed || men_tagger_affirms(d, m);
}

static bool usable(const men_doc *d, const lex_match *m)
{
    uint8_t kind = m->form->kind;
    if (!is_name_kind(kind) || m->pronoun || (m->clitics & (LEX_C_AL | LEX_C_SA)))
        return false;
    if (men_tagger_denies(d, m) || (kind == LEX_PLACE && !gathered_place_fits(d, m)))
        return false;
    if (m->end - m->first > 1)
        return !((kind == LEX_ORG && lex_has(d->lex, m->first, GW_REGIME)) ||
                 (kind == LEX_PLACE && starts_with_direction(d, m))); /* نظام بشار الأسد, شمال العراق: who stands in them is named */
    const txt_token *k = men_token(d, m->first);
    if (k->key_len - m->letters < 2)
        return false;
    if (men_tagger_affirms(d, m))
        return true;
    if (kind == LEX_ORG_SHORT)
        return row_is_met(d, LEX_T_ORGANIZATIONS, m->form->row) && d->lex->grammar_len[m->first] == 0;
    if (kind == LEX_OUTLET)
        return outlet_name_fits(d, m);
    if (kind == LEX_PERSON_SHORT && !short_name_fits(d, m))
        return false;
    if (kind == LEX_CREDIT || kind == LEX_PERSON_SHORT)
        return !is_everyday(d, m->first, kind) && !(m->clitics & LEX_C_KA) && k->key_len - m->letters > 2;
    if (kind == LEX_COUNTRY && adjective_here(d, m))
        return false;
    if (kind == LEX_COUNTRY)
        return !(d->lex->grammar[m->first][0] | d->lex->grammar[m->first][1]) || m->clitics == 0;
    return !is_everyday(d, m->first, kind) && !(m->clitics & LEX_C_KA);
}

/* عمان is a state and the capital of another: the one that the rest of the report speaks of. */
static bool capital_is_meant(const men_doc *d, const lex_match *country, const lex_match *capital)
{
    unsigned of_capital = 0, of_country = 0;
    if (country->form->row == capital->form->row)
        return false;
    for (uint32_t i = 0; i < d->lex->at[d->text->n_tokens]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_DEMONYM && m->form->kind != LEX_COUNTRY)
            continue;
        of_capital += m->form->row == capital->form->row;
        of_country += m->form->row == country->form->row && !lex_match_of(d->lex, m->first, LEX_CAPITAL);
    }
    return of_capital > of_country;
}

static bool best_match(const men_doc *d, uint32_t t, candidate *ret)
{
    const lex_match *best = NULL;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (!usable(d, m))
            continue;
        if (!best || m->end > best->end || (m->end == best->end && (m->letters < best->letters || (m->letters == best->letters && rank(m) < rank(best)))))
            best = m;
    }
    if (!best)
        return false;
    const lex_match *capital = best->form->kind == LEX_COUNTRY ? lex_match_of(d->lex, t, LEX_CAPITAL) : NULL;
    if (capital && capital->end == best->end && capital->letters == best->letters && capital_is_meant(d, best, capital))
        best = capital;
    *ret = (candidate){.first = best->first, .end = best->end, .kind = kind_of(best), .match = best, .letters = best->letters, .clitics = best->clitics};
    return true;
}

/* «الوزارة السعودية» after «وزارة الخارجية السعودية»: the body named before whose head it repeats. */
static uint32_t short_body(const men_doc *d, const candidate *c)
{
    const txt_token *k = men_token(d, c->first);
    bool article = k->key_len > 4 + c->letters && k->key[c->letters] == K_ALEF && k->key[c->letters + 1] == K_LAM;
    if (c->kind != MEN_ORGANIZATION || c->end - c->first != 2 || !article || !lex_match_of(d->lex, c->end - 1, LEX_DEMONYM))
        return MEN_NONE;
    for (uint32_t i = d->mentions.n; i-- > 0;) {
        const men_mention *m = &d->mentions.at[i];
        const txt_token *h = men_token(d, m->name.first);
        for (unsigned skip = 0; skip < 3 && d->entities.at[m->entity].kind == MEN_ORGANIZATION && skip < h->key_len; skip++)
            if (h->key_len - skip == k->key_len - c->letters - 2u && memcmp(h->key + skip, k->key + c->letters + 2, h->key_len - skip) == 0)
                return m->entity;
    }
    return MEN_NONE;
}

static uint32_t entity_of(men_doc *d, const candidate *c, str form)
{
    uint32_t body = c->match ? MEN_NONE : short_body(d, c);
    if (body != MEN_NONE)
        return body;
    if (!c->match)
        return men_entity_of_name(d, c->kind, form);
    const lex_form *f = c->match->form;
    switch (f->kind) {
    case LEX_COUNTRY: return men_entity_of_row(d, MEN_COUNTRY, LEX_T_COUNTRIES, f->row, form);
    case LEX_CAPITAL: return men_entity_of_row(d, MEN_PLACE, LEX_T_COUNTRIES, f->row, form);
    case LEX_SEAT: return men_entity_of_row(d, MEN_ORGANIZATION, LEX_T_COUNTRIES, f->row, form);
    case LEX_PLACE: return men_entity_of_row(d, MEN_PLACE, LEX_T_PLACES, f->row, form);
    case LEX_ORG:
    case LEX_ORG_SHORT: return men_entity_of_row(d, MEN_ORGANIZATION, LEX_T_ORGANIZATIONS, f->row, form);
    case LEX_OUTLET:
    case LEX_CREDIT: return men_entity_of_row(d, MEN_ORGANIZATION, LEX_T_OUTLETS, f->row, form);
    case LEX_PERSON: {
        uint32_t known = person_named_so(d, form);
        if (known != MEN_NONE && (!d->entities.at[known].known || d->entities.at[known].row == f->row))
            return known;
        return men_entity_of_row(d, MEN_PERSON, LEX_T_PEOPLE, f->row, form);
    }
    default: {
        uint32_t known = person_named_so(d, form);
        return known != MEN_NONE ? known : men_entity_of_row(d, MEN_PERSON, LEX_T_PEOPLE, f->row, form);
    }
    }
}

/* The tagged name at t; a longer name of the lexicon inside it that runs past its end cuts it short. */
static bool tagged_name(const men_doc *d, uint32_t t, candidate *ret)
{
    men_tagged g;
    candidate inner;
    if (!men_tagged_at(d, t, &g))
        return false;
    if (g.end == g.first + 1 && g.kind != MEN_PERSON && lex_match_of(d->lex, g.first, LEX_DEMONYM))
        return false; /* العراقية behind الحكومة */
    for (uint32_t u = g.first + 1; u < g.end; u++)
        if (best_match(d, u, &inner) && inner.end > g.end)
            g.end = u;
    if (g.first > t && best_match(d, g.first, &inner) && inner.end >= g.end) {
        *ret = inner;
        return true;
    }
    *ret = (candidate){.first = g.first, .end = g.end, .kind = g.kind, .letters = g.letters, .clitics = g.clitics};
    return true;
}

/* «الملك سلمان» stands in the table; titles are not part of names. */
static candidate without_title(const men_doc *d, candidate c)
{
    const txt_token *k = men_token(d, c.first);
    bool article = k->key_len > 3 && k->key[0] == K_ALEF && k->key[1] == K_LAM && c.letters == 0;
    if (c.kind == MEN_PERSON && c.match && article && c.end - c.first > 1 &&
        (lex_match_of(d->lex, c.first, LEX_TITLE) || lex_match_of(d->lex, c.first, LEX_OFFICE))) {
        c.first++;
        c.clitics = 0;
    }
    return c;
}

static void take(men_doc *d, const candidate *whole)
{
    candidate bare = without_title(d, *whole);
    const candidate *c = &bare;
    men_span span = men_span_of(d, c->first, c->end, c->letters);
    str form = men_name_text(d, span);
    uint32_t e = entity_of(d, c, form);
    const lex_match *adjective = c->adjective;
    if (!adjective && !c->match && c->kind == MEN_ORGANIZATION && c->end - c->first > 1) /* وزارة الخارجية السويدية, by the tagger */
        adjective = lex_match_of(d->lex, c->end - 1, LEX_DEMONYM);
    if (adjective && !d->entities.at[e].country[0]) {
        str code = lex_cell(d->lex->image, LEX_T_COUNTRIES, adjective->form->row, COUNTRY_CODE);
        memcpy(d->entities.at[e].country, code.ptr, 3);
        d->entities.at[e].force = lex_has(d->lex, c->first, GW_ARMY) || lex_has(d->lex, c->first, GW_POLICE) || lex_has(d->lex, c->first, GW_FORCES);
        d->entities.at[e].organ = !d->entities.at[e].force && (lex_has(d->lex, c->first, GW_MINISTRY) || lex_has(d->lex, c->first, GW_MINISTRY_SHORT) ||
                                                               lex_has(d->lex, c->first, GW_PARLIAMENT) || lex_has(d->lex, c->first, GW_EMBASSY));
    }
    if (!d->noise[c->first])
        men_entity_met(d, e, form);
    men_mention *m = men_mention_add(d, e, span, span, MEN_BY_NAME, c->clitics, c->match ? "a name in the lexicon" : "a name by its shape and surroundings");
    m->noise = d->noise[c->first];
}

static bool covered(const men_doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (d->mention_at[t] || d->time_at[t])
            return true;
    return false;
}

/* ---- bodies by their pattern: وزارة الخارجية الروسية, لجنة الشؤون الخارجية, الجيش التركي, الخارجية الأميركية ---- */

enum { BODY_WORDS_MAX = 8 };

static const lex_match *demonym_at(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || d->mention_at[t])
        return NULL;
    const lex_match *m = lex_match_of(d->lex, t, LEX_DEMONYM);
    return m && (m->clitics & ~LEX_C_AL) == 0 ? m : NULL;
}

static bool is_definite(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    return k->kind == TXT_WORD && k->key_len > 3 && k->key[0] == K_ALEF && k->key[1] == K_LAM;
}

/* Letters of the clitics before one of these grammar words at t; false if it is none of them. */
static bool body_head(const men_doc *d, uint32_t t, const lex_word_id *heads, size_t n, uint8_t *ret_letters, uint8_t *ret_clitics)
{
    const lex_word *w = d->lex->words[t];
    bool any = false;
    for (size_t h = 0; h < n && !any; h++)
        any = lex_has(d->lex, t, heads[h]);
    for (uint32_t i = 0; any && i < w->n; i++) {
        const lex_reading *r = &w->readings[i];
        if (!r->node || r->pronoun || (r->clitics & LEX_C_AL))
            continue;
        uint32_t count;
        const lex_form *forms = lex_forms(d->lex->image, r->node, &count);
        for (uint32_t k = 0; k < count; k++)
            for (size_t h = 0; h < n; h++)
                if (forms[k].kind == LEX_GRAMMAR && forms[k].row == (uint32_t) heads[h]) {
                    *ret_letters = r->letters;
                    *ret_clitics = r->clitics;
                    return true;
                }
    }
    return false;
}

static bool body_at(const men_doc *d, uint32_t t, candidate *ret)
{
    static const lex_word_id with_state[] = {GW_ARMY, GW_POLICE, GW_PARLIAMENT, GW_EMBASSY, GW_MINISTRY_SHORT};
    static const lex_word_id with_complement[] = {GW_ORG_SURE};
    uint8_t letters, clitics;
    uint32_t n = d->text->n_tokens;
    if (body_head(d, t, with_state, sizeof with_state / sizeof *with_state, &letters, &clitics)) {
        uint32_t end = t + 1 + (d->lex->grammar_len[t] > 1 ? d->lex->grammar_len[t] - 1u : 0);
        const lex_match *adj = end < n && men_same_sentence(d, t, end) ? demonym_at(d, end) : NULL;
        if (adj) {
            *ret = (candidate){t, adj->end, MEN_ORGANIZATION, NULL, letters, clitics, adj};
            return true;
        }
    }
    if (!body_head(d, t, with_complement, 1, &letters, &clitics))
        return false;
    uint32_t end = t + 1;
    const lex_match *adjective = NULL;
    while (end < n && end - t < BODY_WORDS_MAX && men_same_sentence(d, t, end)) {
        const txt_token *k = men_token(d, end);
        adjective = demonym_at(d, end);
        if (adjective) {
            end = adjective->end;
            break;
        }
        candidate inner;
        if (end == t + 1 && best_match(d, end, &inner) && inner.clitics == 0 && inner.kind != MEN_PERSON) {
            end = inner.end;
            break;
        }
        bool joined = k->kind == TXT_WORD && k->key_len > 4 && k->key[0] == K_WAW && k->key[1] == K_ALEF && k->key[2] == K_LAM;
        bool for_the = k->kind == TXT_WORD && k->key_len > 4 && k->key[0] == K_LAM && k->key[1] == K_LAM && end > t + 1;
        if ((!is_definite(d, end) && !joined && !for_the) || d->lex->grammar_len[end] || is_verb(d, end))
            break;
        if (joined && (end == t + 1 || lex_match_of(d->lex, end, LEX_OFFICE) || best_match(d, end, &inner)))
            break;
        end++;
    }
    if (end == t + 1)
        return false;
    *ret = (candidate){t, end, MEN_ORGANIZATION, NULL, letters, clitics, adjective};
    return true;
}

/* Of a name of the lexicon and a tagged one that begin at one token: several words of the lexicon stand, unless the tagged name goes on with more of the same
 * kind. */
static bool tagged_wins(const candidate *known, const candidate *tagged)
{
    if (tagged->end <= known->end || tagged->first > known->first)
        return false;
    return known->end - known->first == 1 || (known->kind == tagged->kind && known->kind != MEN_PERSON);
}

void men_read_names(men_doc *d)
{
    uint32_t office_end = 0; /* names of one word and bodies inside an office's name (وزير الخارجية) are the office's */
    d->said = men_tag_tokens(d->memory, d->tags, d->lex);
    for (uint32_t t = 0; t < d->text->n_tokens;) {
        const lex_match *office = lex_match_of(d->lex, t, LEX_OFFICE);
        if (office && office->end > t + 1 && office->end > office_end)
            office_end = office->end;
        candidate c, g, body;
        bool inside_office = t < office_end && !(office && office->first == t);
        bool known = best_match(d, t, &c) && (!inside_office || (c.end <= office_end && (c.end - c.first > 1 || c.kind == MEN_COUNTRY)));
        bool guessed = !inside_office && tagged_name(d, t, &g);
        bool shaped = t >= office_end && body_at(d, t, &body) && men_tagger_allows_body(d, body.first, body.end);
        if (guessed && (!known || tagged_wins(&c, &g)))
            c = g;
        else if (!known && !shaped) {
            t++;
            continue;
        }
        if (shaped && (!(known || guessed) || (c.end - c.first == 1 && c.kind != MEN_COUNTRY && c.first == t && body.end > c.end)))
            c = body;
        if (covered(d, c.first, c.end)) {
            t++;
            continue;
        }
        take(d, &c);
        t = c.end;
    }
}
