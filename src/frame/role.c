/* How the places of a trigger are filled.
 *
 *     verb         subject behind or before it; object behind the subject; then each preposition by the trigger's row
 *     verbal noun  its genitive (زيارة بوتين), its adjective of state (الغارات الإسرائيلية), its pronoun (زيارته), the subject of the light verb that governs
 * it (أجرى لافروف محادثات), then the prepositions
 *
 * What a row calls `self` or `content` fills nothing. A capital that acts is its state.
 */
#include "frame/role.h"

#include "mention/entity.h"

enum { REACH = 40 };

typedef struct filling {
    men_doc *d;
    const frm_trigger *c;
    frm_event *e;
    uint32_t last_subject;
    uint32_t at;  /* where prepositions are looked for */
    uint32_t end; /* of the clause */
} filling;

/* A capital or seat in a role of doing stands for its state. */
uint32_t frm_as_actor(men_doc *d, uint32_t entity)
{
    const men_entity *x = &d->entities.at[entity];
    if (x->kind == MEN_PLACE && x->known && x->table == LEX_T_COUNTRIES && x->country[0])
        return men_entity_of_state(d, d->entities.at[entity].country);
    return entity;
}

static void put(filling *f, lex_role role, const frm_refs *refs)
{
    men_doc *d = f->d;
    for (uint32_t i = 0; i < refs->n; i++) {
        uint32_t e = refs->at[i];
        men_kind kind = d->entities.at[e].kind;
        switch (role) {
        case LEX_R_ACTOR:
            if (kind == MEN_PLACE && frm_as_actor(d, e) == e)
                break;
            frm_add_ref(d, &f->e->actor, frm_as_actor(d, e));
            break;
        case LEX_R_RECIPIENT:
            if (kind == MEN_PLACE && frm_as_actor(d, e) == e)
                frm_add_ref(d, &f->e->place, e);
            else
                frm_add_ref(d, &f->e->recipient, frm_as_actor(d, e));
            break;
        case LEX_R_PLACE:
            if (kind == MEN_PLACE || kind == MEN_COUNTRY)
                frm_add_ref(d, &f->e->place, e);
            break;
        case LEX_R_SOURCE: frm_add_ref(d, &f->e->said_by, e); break;
        default: break;
        }
    }
}

/* Puts a list of phrases into a role; returns the token behind it. */
static uint32_t put_list(filling *f, lex_role role, const frm_phrase *p)
{
    frm_refs refs = {0};
    uint32_t end = frm_phrase_list(f->d, p, &refs);
    put(f, role, &refs);
    return end;
}

static bool is_who(const frm_phrase *p)
{
    return p->kind == FRM_P_WHO || p->kind == FRM_P_PEOPLE;
}

static lex_role role_of_preposition(const lex_trigger *row, uint16_t word)
{
    for (uint32_t i = 0; i < row->n_preps; i++)
        if (row->preps[i].word == word)
            return (lex_role) row->preps[i].role;
    return LEX_R_NONE;
}

static lex_role default_role(lex_word_id preposition)
{
    switch (preposition) {
    case GW_IN:
    case GW_NEAR:
    case GW_DIRECTION:
    case GW_WITHIN: return LEX_R_PLACE;
    case GW_BY_HAND:
    case GW_BY: return LEX_R_ACTOR;
    default: return LEX_R_NONE;
    }
}

/* All prepositional phrases of the rest of the clause. */
static void fill_prepositions(filling *f)
{
    men_doc *d = f->d;
    uint32_t t = f->at, last = f->c->end + REACH < f->end ? f->c->end + REACH : f->end;
    while (t < last) {
        uint32_t len;
        lex_word_id g = frm_preposition_at(d, t, &len);
        frm_phrase p;
        if (g != GW_COUNT) {
            lex_role role = role_of_preposition(f->c->row, (uint16_t) g);
            if (role == LEX_R_NONE)
                role = default_role(g);
            uint32_t next = t + len;
            while (next < last && (lex_has(d->lex, next, GW_CITY_NOUN) || lex_is(d->lex, next, GW_DIRECTION) || lex_has(d->lex, next, GW_CAPITAL_NOUN)) &&
                   !d->mention_at[next])
                next++;
            if (next < last && lex_match_of(d->lex, next, LEX_DEMONYM) && next > t + len && !d->mention_at[next])
                next++; /* العاصمة الإيرانية طهران */
            if (next < last && frm_phrase_at(d, next, &p)) {
                t = is_who(&p) && role != LEX_R_NONE && role != LEX_R_SELF && role != LEX_R_CONTENT ? put_list(f, role, &p) : p.end;
                continue;
            }
            t = next > t ? next : t + 1;
            continue;
        }
        if (frm_phrase_at(d, t, &p)) {
            lex_role role = LEX_R_NONE;
            if (p.clitics & LEX_C_LI)
                role = role_of_preposition(f->c->row, LEX_PREP_L);
            else if (p.clitics & LEX_C_BI)
                role = role_of_preposition(f->c->row, LEX_PREP_B);
            if ((p.clitics & LEX_C_BI) && role == LEX_R_NONE && p.kind == FRM_P_WHO && d->entities.at[d->mentions.at[p.mention].entity].kind == MEN_PLACE)
                role = LEX_R_PLACE;
            t = is_who(&p) && role != LEX_R_NONE && role != LEX_R_SELF && role != LEX_R_CONTENT ? put_list(f, role, &p) : p.end;
            continue;
        }
        if (t > f->c->end && frm_is_verb(d, t) && !lex_is(d->lex, t, GW_KANA))
            break;
        t++;
    }
}

static bool takes_object(const lex_trigger *row)
{
    return row->object == LEX_R_RECIPIENT || row->object == LEX_R_ACTOR || row->object == LEX_R_PLACE;
}

/* Acts done to somebody, whose verb with one phrase is passive unless that phrase can only be the doer: «قتل خمسة جنود», «اعتقل فلان». */
static bool reads_passive(const filling *f, const frm_subject *s)
{
    const frm_trigger *c = f->c;
    const men_doc *d = f->d;
    if (c->passive)
        return true;
    if ((c->match->form->features & LEX_F_NO_PASSIVE) || c->match->pronoun || c->row->object != LEX_R_RECIPIENT || !s->found || s->before)
        return false;
    uint8_t type = c->row->type;
    if (type != LEX_ASSAULT && type != LEX_COERCE && type != LEX_SANCTION && type != LEX_RETREAT)
        return false;
    frm_phrase next;
    if (s->after < f->end && frm_phrase_at(d, s->after, &next) && next.kind != FRM_P_TIME && !(next.clitics & LEX_C_PREFIX))
        return false; /* a second phrase: the first is the doer */
    if (s->phrase.kind == FRM_P_PEOPLE)
        return true;
    if (s->phrase.kind == FRM_P_WHO) {
        men_kind k = d->entities.at[d->mentions.at[s->phrase.mention].entity].kind;
        return k == MEN_PERSON;
    }
    return true;
}

/* Whom a possessive or object pronoun means: the last subject, else the last person or state named before it. */
static uint32_t antecedent(const filling *f)
{
    const men_doc *d = f->d;
    uint8_t pronoun = f->c->match->pronoun;
    for (uint32_t i = d->mentions.n; i-- > 0;) {
        const men_mention *m = &d->mentions.at[i];
        if (m->span.first >= f->c->first)
            continue;
        men_kind k = d->entities.at[m->entity].kind;
        if (men_token(d, m->span.first)->sentence + 1 < men_token(d, f->c->first)->sentence)
            break;
        if (pronoun == LEX_P_HIM && k == MEN_PERSON && !d->entities.at[m->entity].female)
            return m->entity;
        if (pronoun == LEX_P_HER && (k == MEN_COUNTRY || k == MEN_ORGANIZATION || d->entities.at[m->entity].female))
            return m->entity;
        if (pronoun == LEX_P_THEM && (k == MEN_GROUP || k == MEN_ORGANIZATION))
            return m->entity;
    }
    return pronoun == LEX_P_HIM ? f->last_subject : MEN_NONE;
}

static void put_one(filling *f, lex_role role, uint32_t entity)
{
    frm_refs refs = {0};
    frm_add_ref(f->d, &refs, entity);
    put(f, role, &refs);
}

static void fill_verb(filling *f)
{
    men_doc *d = f->d;
    const frm_trigger *c = f->c;
    frm_subject s = frm_subject_of(d, c->first, c->match->form->features);
    f->at = c->end;
    bool passive = reads_passive(f, &s);
    uint32_t after = c->end;
    if (s.found) {
        lex_role role = (lex_role) (passive ? c->row->object : c->row->subject);
        if (is_who(&s.phrase)) {
            uint32_t end = put_list(f, role, &s.phrase);
            after = s.before ? c->end : end;
        } else {
            after = s.before ? c->end : s.after;
        }
    } else if (f->last_subject != MEN_NONE && !passive) {
        put_one(f, (lex_role) c->row->subject, f->last_subject);
    }
    if (c->match->pronoun && takes_object(c->row)) {
        uint32_t e = antecedent(f);
        if (e != MEN_NONE && !frm_has_ref(&f->e->actor, e))
            put_one(f, (lex_role) c->row->object, e);
    } else if (!passive && takes_object(c->row)) {
        frm_phrase p;
        uint32_t t = after;
        for (int i = 0; i < 3 && t < f->end; i++) { /* «زار أمس دمشق» */
            if (!d->time_at[t])
                break;
            t = d->times.at[d->time_at[t] - 1].span.end;
        }
        if (t < f->end && frm_phrase_at(d, t, &p) && is_who(&p) && !(p.clitics & LEX_C_PREFIX))
            after = put_list(f, (lex_role) c->row->object, &p);
    }
    f->at = after > c->end ? after : c->end;
}

static const lex_match *demonym_at(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || d->mention_at[t])
        return NULL;
    const lex_match *m = lex_match_of(d->lex, t, LEX_DEMONYM);
    return m && (m->clitics & ~LEX_C_AL) == 0 && !m->pronoun ? m : NULL;
}

/* Which of the roles that the row allows fits this kind of genitive: زيارة بوتين (visitor), زيارة دمشق (visited). */
static lex_role genitive_role(const filling *f, const frm_phrase *p)
{
    const lex_trigger *row = f->c->row;
    if (row->n_genitive == 0)
        return LEX_R_NONE;
    men_kind kind = p->kind == FRM_P_WHO ? f->d->entities.at[f->d->mentions.at[p->mention].entity].kind : MEN_GROUP;
    for (uint32_t i = 0; i < row->n_genitive; i++) {
        lex_role r = (lex_role) row->genitive[i];
        bool more = i + 1 < row->n_genitive;
        if (r == LEX_R_PLACE && kind != MEN_PLACE && kind != MEN_COUNTRY)
            continue;
        if (r == LEX_R_ACTOR && more && (kind == MEN_PLACE || (kind == MEN_COUNTRY && row->genitive[i + 1] == LEX_R_PLACE)))
            continue;
        return r;
    }
    return LEX_R_NONE;
}

/* The verb that governs a verbal noun, if it is the noun's doer that the verb has: light verbs and verbs of beginning, ending, announcing one's own act. */
static bool governing_subject(filling *f)
{
    men_doc *d = f->d;
    const frm_trigger *c = f->c;
    uint32_t first = c->first > c->clause + 12 ? c->first - 12 : c->clause;
    for (uint32_t t = c->first; t-- > first;) {
        if (!frm_is_verb(d, t))
            continue;
        unsigned features = LEX_3MS;
        bool light = false;
        for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
            const lex_match *m = &d->lex->matches[i];
            if (m->form->kind == LEX_VERB && str_starts(lex_cell(d->lex->image, LEX_T_VERBS, m->form->row, VERB_CLASS), STR("light"))) {
                light = true;
                features = m->form->features;
            }
        }
        if (!light)
            return false;
        frm_subject s = frm_subject_of(d, t, features);
        if (s.found && is_who(&s.phrase) && s.phrase.first < c->first) {
            put_list(f, (lex_role) (c->row->subject == LEX_R_NONE ? LEX_R_ACTOR : c->row->subject), &s.phrase);
            return true;
        }
        return false;
    }
    return false;
}

static void fill_noun(filling *f)
{
    men_doc *d = f->d;
    const frm_trigger *c = f->c;
    uint32_t t = c->end;
    f->at = t;
    bool doer = false;
    if (c->match->pronoun) {
        uint32_t e = antecedent(f);
        if (e != MEN_NONE) {
            lex_role role = c->row->n_genitive > 0 ? (lex_role) c->row->genitive[0] : LEX_R_ACTOR;
            put_one(f, role, e);
            doer = role == LEX_R_ACTOR;
        }
    } else if (t < f->end && men_same_sentence(d, c->first, t)) {
        /* adjectives of state and others: الغارات الجوية الإسرائيلية */
        for (int i = 0; i < 3 && t < f->end && !d->mention_at[t]; i++) {
            const lex_match *adj = demonym_at(d, t);
            if (adj) {
                uint32_t e = men_entity_of_row(d, MEN_COUNTRY, LEX_T_COUNTRIES, adj->form->row,
                                               lex_cell(d->lex->image, LEX_T_COUNTRIES, adj->form->row, COUNTRY_NAME));
                put_one(f, LEX_R_ACTOR, e);
                doer = true;
                t = adj->end;
                continue;
            }
            bool article = men_token(d, t)->kind == TXT_WORD && men_token(d, t)->key_len > 4 && men_token(d, t)->key[0] == K_ALEF &&
                           men_token(d, t)->key[1] == K_LAM;
            if (!article || d->lex->grammar_len[t] || frm_is_verb(d, t) || d->quantity_at[t])
                break;
            t++;
        }
        frm_phrase p;
        f->at = t;
        if (t == c->end && frm_phrase_at(d, t, &p) && !(p.clitics & LEX_C_PREFIX)) {
            if (is_who(&p)) {
                lex_role role = genitive_role(f, &p);
                doer = role == LEX_R_ACTOR;
                f->at = put_list(f, role, &p);
                /* «دعم طهران لنظام …»; «قصف التحالف مواقع»: a second phrase is the object */
                if (doer && takes_object(c->row) && f->at < f->end && frm_phrase_at(d, f->at, &p) && is_who(&p) && !(p.clitics & LEX_C_PREFIX))
                    f->at = put_list(f, (lex_role) c->row->object, &p);
            } else {
                f->at = p.end;
            }
        }
    }
    if (!doer)
        governing_subject(f);
}

/* مندّدا بـ, مطالبا …: the doer is the subject of the sentence. */
static void fill_participle(filling *f)
{
    const frm_trigger *c = f->c;
    men_doc *d = f->d;
    f->at = c->end;
    if (f->last_subject != MEN_NONE && !(c->match->clitics & LEX_C_AL))
        put_one(f, (lex_role) c->row->subject, f->last_subject);
    frm_phrase p;
    if (takes_object(c->row) && c->end < f->end && frm_phrase_at(d, c->end, &p) && is_who(&p) && !(p.clitics & LEX_C_PREFIX))
        f->at = put_list(f, (lex_role) c->row->object, &p);
}

/* The words that show the event: the trigger, with what stands beside it, at most a few words. */
static men_span evidence(const filling *f)
{
    const frm_trigger *c = f->c;
    uint32_t first = c->first, end = c->end;
    if (c->needed != MEN_NONE && c->needed < first && first - c->needed < 6)
        first = c->needed;
    if (c->needed != MEN_NONE && c->needed >= end && c->needed - end < 8)
        end = c->needed + 1;
    uint32_t limit = end + 5 < f->end ? end + 5 : f->end;
    while (end < limit && men_token(f->d, end)->kind != TXT_PUNCT)
        end++;
    while (end > c->end && f->d->lex->grammar_len[end - 1] && end - 1 > c->needed)
        end--;
    return men_span_of(f->d, first, end, first == c->first ? c->match->letters - (c->match->clitics & LEX_C_AL ? 2u : 0u) : 0);
}

void frm_tidy_roles(men_doc *d, frm_event *e)
{
    if (e->mutual && !str_eq(str_of(e->mode), STR("visit"))) {
        for (uint32_t i = 0; i < e->recipient.n; i++)
            frm_add_ref(d, &e->actor, e->recipient.at[i]);
        e->recipient = (frm_refs){0};
    }
    for (uint32_t i = 0; i < e->recipient.n; i++) {
        if (frm_has_ref(&e->actor, e->recipient.at[i])) {
            memmove(&e->recipient.at[i], &e->recipient.at[i + 1], (e->recipient.n - i - 1) * sizeof *e->recipient.at);
            e->recipient.n--;
            i--;
        }
    }
}

void frm_fill_roles(men_doc *d, const frm_trigger *c, uint32_t last_subject, frm_event *e)
{
    filling f = {.d = d, .c = c, .e = e, .last_subject = last_subject, .at = c->end, .end = c->clause_end};
    if (c->verb)
        fill_verb(&f);
    else if (c->participle)
        fill_participle(&f);
    else
        fill_noun(&f);
    fill_prepositions(&f);
    frm_tidy_roles(d, e);
    e->span = evidence(&f);
}
