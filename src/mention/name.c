/* Names: which stretches of the text are names, and of what.
 *
 * The lexicon's longest match wins; a tagger, where there is one, adds names that no table has. A name then becomes a mention of an entity: that of its row, or one made
 * for it. Short forms (بوتين) belong to the person of the report whose name they end, and to the lexicon's person only if there is none.
 */
#include "mention/entity.h"
#include "mention/mention.h"
#include "mention/tagger.h"

typedef struct candidate {
    uint32_t first, end;
    men_kind kind;
    const lex_match *match; /* NULL for the tagger's */
    uint8_t letters, clitics;
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
        case LEX_SECTOR: if (kind != LEX_COUNTRY && kind != LEX_CAPITAL) return true; break;
        case LEX_DEMONYM: if (kind == LEX_PERSON_SHORT || kind == LEX_CREDIT) return true; break;
        default: break;
        }
    }
    const uint64_t *g = d->lex->grammar[t];
    return (g[0] | g[1] | g[2] | g[3]) != 0;
}

static bool usable(const men_doc *d, const lex_match *m)
{
    uint8_t kind = m->form->kind;
    if (!is_name_kind(kind) || m->pronoun || (m->clitics & (LEX_C_AL | LEX_C_SA)))
        return false;
    if (m->end - m->first > 1)
        return true;
    const txt_token *k = men_token(d, m->first);
    if (k->key_len - m->letters < 2)
        return false;
    if (kind == LEX_CREDIT || kind == LEX_PERSON_SHORT || kind == LEX_ORG_SHORT)
        return !is_everyday(d, m->first, kind) && !(m->clitics & LEX_C_KA) && k->key_len - m->letters > 2;
    if (kind == LEX_COUNTRY)
        return !(d->lex->grammar[m->first][0] | d->lex->grammar[m->first][1]) || m->clitics == 0;
    return !is_everyday(d, m->first, kind) && !(m->clitics & LEX_C_KA);
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
    *ret = (candidate){best->first, best->end, kind_of(best), best, best->letters, best->clitics};
    return true;
}

/* The person of the report whose full name this short form ends or begins. */
static uint32_t person_named_so(const men_doc *d, str form)
{
    for (uint32_t i = d->entities.n; i-- > 0;)
        if (d->entities.at[i].kind == MEN_PERSON && men_name_within(form, d->entities.at[i].name))
            return i;
    return MEN_NONE;
}

static uint32_t entity_of(men_doc *d, const candidate *c, str form)
{
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

static men_kind kind_of_tag(uint8_t tag)
{
    return tag == MEN_T_B_PERSON ? MEN_PERSON : tag == MEN_T_B_ORG ? MEN_ORGANIZATION : MEN_PLACE;
}

static bool tagged_span(const men_doc *d, const uint8_t *tags, uint32_t t, candidate *ret)
{
    if (tags[t] != MEN_T_B_PERSON && tags[t] != MEN_T_B_ORG && tags[t] != MEN_T_B_PLACE)
        return false;
    uint32_t end = t + 1;
    while (end < d->text->n_tokens && tags[end] == tags[t] + 1 && men_same_sentence(d, t, end))
        end++;
    while (end > t + 1 && men_token(d, end - 1)->kind == TXT_PUNCT)
        end--;
    if (men_token(d, t)->kind != TXT_WORD && men_token(d, t)->kind != TXT_LATIN)
        return false;
    *ret = (candidate){t, end, kind_of_tag(tags[t]), NULL, 0, 0};
    return true;
}

static void take(men_doc *d, const candidate *c)
{
    men_span span = men_span_of(d, c->first, c->end, c->letters);
    str form = men_text(d, span);
    uint32_t e = entity_of(d, c, form);
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

void men_read_names(men_doc *d)
{
    const uint8_t *tags = men_tag_tokens(d->memory, NULL, d->lex);
    for (uint32_t t = 0; t < d->text->n_tokens;) {
        candidate c, g;
        bool known = best_match(d, t, &c), guessed = tagged_span(d, tags, t, &g);
        if (guessed && (!known || (c.end - c.first == 1 && g.end > c.end && g.kind == c.kind)))
            c = g;
        else if (!known) {
            t++;
            continue;
        }
        if (covered(d, c.first, c.end)) {
            t++;
            continue;
        }
        take(d, &c);
        t = c.end;
    }
}
