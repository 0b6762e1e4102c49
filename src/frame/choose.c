#include "frame/choose.h"

#include "base/hash.h"
#include "mention/entity.h"

enum { AROUND = 45 };

static unsigned bucket(uint32_t n)
{
    return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : 8;
}

static const txt_sentence *sentence_of(const men_doc *d, uint32_t t)
{
    return &d->text->sentences[men_token(d, t)->sentence];
}

/* Whose words the trigger stands in or behind: the last speaker of this sentence or the one before. */
static uint32_t speaker_before(const frm_context *x)
{
    uint32_t found = MEN_NONE, here = men_token(x->d, x->c->first)->sentence;
    for (uint32_t i = 0; i < x->r->statements.n && x->r->statements.at[i].trigger <= x->c->first; i++)
        if (men_token(x->d, x->r->statements.at[i].trigger)->sentence + 1 >= here)
            found = x->r->statements.at[i].speaker;
    return found;
}

unsigned frm_candidates(const frm_context *x, frm_candidate *out)
{
    const men_doc *d = x->d;
    const txt_sentence *s = sentence_of(d, x->c->first);
    uint32_t first = x->c->first > s->first + AROUND ? x->c->first - AROUND : s->first;
    uint32_t end = x->c->end + AROUND < s->end ? x->c->end + AROUND : s->end;
    unsigned n = 0;
    for (uint32_t t = first; t < end && n < FRM_CANDIDATES_MAX - 2;) {
        frm_phrase p;
        if (t == x->c->first) {
            t = x->c->end;
            continue;
        }
        if (frm_phrase_at(d, t, &p) && (p.kind == FRM_P_WHO || p.kind == FRM_P_PEOPLE)) {
            if (!(p.kind == FRM_P_PEOPLE && p.first < x->c->first && p.end > x->c->first))
                out[n++] = (frm_candidate){.phrase = p, .state_row = MEN_NONE, .entity = p.kind == FRM_P_WHO ? d->mentions.at[p.mention].entity : MEN_NONE};
            t = p.end > x->c->first && p.first < x->c->first ? t + 1 : p.end;
            continue;
        }
        const lex_match *m = d->mention_at[t] || d->title_at[t] || d->time_at[t] ? NULL : lex_match_of(d->lex, t, LEX_DEMONYM);
        if (m && !m->pronoun && !(m->clitics & LEX_C_PREFIX) && m->form->shape != LEX_S_ADJ_P)
            out[n++] = (frm_candidate){
                .phrase = {.kind = FRM_P_OTHER, .first = t, .end = m->end, .mention = MEN_NONE}, .state_row = m->form->row, .entity = MEN_NONE};
        t++;
    }
    uint32_t speaker = speaker_before(x);
    uint32_t carried[2] = {x->last_subject, speaker == x->last_subject ? MEN_NONE : speaker};
    for (int i = 0; i < 2; i++)
        if (carried[i] != MEN_NONE)
            out[n++] = (frm_candidate){.phrase = {.kind = FRM_P_OTHER, .first = s->first, .end = s->first, .mention = MEN_NONE},
                                       .state_row = MEN_NONE,
                                       .entity = carried[i],
                                       .carried = true};
    return n;
}

void frm_candidate_refs(men_doc *d, const frm_candidate *k, frm_refs *refs)
{
    if (k->state_row != MEN_NONE)
        frm_add_ref(d, refs,
                    men_entity_of_row(d, MEN_COUNTRY, LEX_T_COUNTRIES, k->state_row, lex_cell(d->lex->image, LEX_T_COUNTRIES, k->state_row, COUNTRY_NAME)));
    else if (k->carried)
        frm_add_ref(d, refs, k->entity);
    else
        frm_phrase_refs(d, &k->phrase, refs);
}

/* ---- what stands between and before ---- */

typedef struct between {
    unsigned verbs, commas, words;
    bool relative, that, same_clause;
} between;

static between between_of(const men_doc *d, const frm_trigger *c, uint32_t first, uint32_t end)
{
    between b = {.same_clause = first >= c->clause && first < c->clause_end};
    uint32_t from = first < c->first ? end : c->end, to = first < c->first ? c->first : first;
    for (uint32_t t = from; t < to; t++) {
        const txt_token *k = men_token(d, t);
        b.words++;
        b.commas += k->kind == TXT_PUNCT && (k->mark == 0x60C || k->mark == ',');
        b.verbs += frm_is_verb(d, t);
        b.relative |= lex_is(d->lex, t, GW_RELATIVE) || lex_is(d->lex, t, GW_RELATIVE_PLURAL);
        b.that |= lex_is(d->lex, t, GW_THAT) || lex_is(d->lex, t, GW_THAT_INNA);
    }
    return b;
}

/* The preposition that governs a phrase: its clitic, the word before it, or the one before a head noun (في مدينة حلب). */
static unsigned governor(const men_doc *d, const frm_phrase *p)
{
    if (p->clitics & LEX_C_BI)
        return LEX_PREP_B;
    if (p->clitics & LEX_C_LI)
        return LEX_PREP_L;
    const txt_sentence *s = sentence_of(d, p->first);
    for (uint32_t back = 1; back <= 3 && p->first >= s->first + back; back++) {
        uint32_t t = p->first - back, len;
        lex_word_id g = frm_preposition_at(d, t, &len);
        if (g != GW_COUNT)
            return (unsigned) g + (back > 1 ? 300 : 0);
        const txt_token *k = men_token(d, t);
        if (k->kind != TXT_WORD || frm_is_verb(d, t) || d->mention_at[t])
            break;
    }
    return 999;
}

static unsigned rule_role(const frm_context *x, const frm_candidate *k)
{
    const men_doc *d = x->d;
    uint32_t entity = k->entity;
    if (entity == MEN_NONE) {
        str people = k->state_row == MEN_NONE ? men_name_text(d, men_span_of(d, k->phrase.first, k->phrase.end, k->phrase.letters)) : STR("");
        for (uint32_t i = 0; i < d->entities.n && entity == MEN_NONE; i++) {
            const men_entity *e = &d->entities.at[i];
            if (k->state_row != MEN_NONE ? e->kind == MEN_COUNTRY && e->row == k->state_row && e->known : e->kind == MEN_GROUP && str_eq(e->name, people))
                entity = i;
        }
    }
    if (entity == MEN_NONE)
        return 0;
    if (frm_has_ref(&x->e->actor, entity))
        return FRM_ROLE_ACTOR;
    if (frm_has_ref(&x->e->recipient, entity))
        return FRM_ROLE_RECIPIENT;
    if (frm_has_ref(&x->e->place, entity))
        return FRM_ROLE_PLACE;
    const men_entity *e = &d->entities.at[entity];
    for (uint32_t i = 0; e->country[0] && i < x->e->actor.n; i++)
        if (d->entities.at[x->e->actor.at[i]].kind == MEN_COUNTRY && memcmp(d->entities.at[x->e->actor.at[i]].country, e->country, 4) == 0)
            return 4;
    for (uint32_t i = 0; e->country[0] && i < x->e->recipient.n; i++)
        if (d->entities.at[x->e->recipient.at[i]].kind == MEN_COUNTRY && memcmp(d->entities.at[x->e->recipient.at[i]].country, e->country, 4) == 0)
            return 5;
    return 0;
}

static unsigned kind_of(const men_doc *d, const frm_candidate *k)
{
    if (k->state_row != MEN_NONE)
        return 10;
    if (k->phrase.kind == FRM_P_PEOPLE)
        return 11;
    const men_entity *e = &d->entities.at[k->entity];
    unsigned kind = e->kind;
    if (e->kind == MEN_PLACE && e->known && e->table == LEX_T_COUNTRIES)
        kind = 12; /* a capital */
    return k->carried ? kind + 20 : kind;
}

/* Which role the trigger's row gives to a preposition; 9 for none. */
static unsigned row_role(const lex_trigger *row, unsigned governor)
{
    unsigned word = governor >= 300 && governor < 900 ? governor - 300 : governor;
    for (uint32_t i = 0; i < row->n_preps; i++)
        if (row->preps[i].word == word)
            return row->preps[i].role;
    return 9;
}

static unsigned shape_of(const frm_trigger *c)
{
    return c->match->form->shape + (c->passive ? 16 : 0) + (c->match->pronoun ? 32 : 0) + (c->needed != MEN_NONE ? 64 : 0);
}

void frm_role_features(const frm_context *x, const frm_candidate *k, frm_features *f)
{
    const men_doc *d = x->d;
    const frm_trigger *c = x->c;
    const lex_trigger *row = c->row;
    between b = between_of(d, c, k->phrase.first, k->phrase.end);
    bool after = k->phrase.first >= c->end && !k->carried;
    unsigned rule = rule_role(x, k), kind = kind_of(d, k), gov = k->carried ? 998 : governor(d, &k->phrase), shape = shape_of(c);
    unsigned near = bucket(b.words), verbs = b.verbs > 2 ? 2 : b.verbs, by_row = row_role(row, gov);
    unsigned how = k->phrase.kind == FRM_P_WHO ? d->mentions.at[k->phrase.mention].how : 9;
    f->n = 0;
    frm_feature(f, 1, 0, 0);
    frm_feature(f, 2, rule, kind);
    frm_feature(f, 3, rule, row->type);
    frm_feature(f, 4, kind, gov);
    frm_feature(f, 5, kind * 32 + after, gov * 32 + row->type);
    frm_feature(f, 6, by_row, kind * 2 + after);
    frm_feature(f, 7, after * 4 + verbs, near);
    frm_feature(f, 8, shape * 2 + after, near * 1000 + gov);
    frm_feature(f, 9, row->subject * 16 + row->object, shape * 16 + after * 8 + (gov == 999 ? 1 : 0) + (b.words == 0 ? 2 : 0));
    frm_feature(f, 10, row->n_genitive ? row->genitive[0] * 8 + (row->n_genitive > 1 ? row->genitive[1] : 0) : 99,
                kind * 8 + (b.words == 0 ? 4 : 0) + after * 2 + (gov == 999));
    frm_feature(f, 11, kind * 4 + b.same_clause * 2 + after, verbs);
    frm_feature(f, 12, b.relative * 2 + b.that, after * 4 + verbs);
    frm_feature(f, 13, b.commas > 3 ? 3 : b.commas, after * 4 + verbs);
    frm_feature(f, 14, c->match->form->row, kind * 4 + after * 2 + (gov == 999));
    frm_feature(f, 15, c->match->form->row, gov);
    frm_feature(f, 16, how, kind * 2 + after);
    frm_feature(f, 17, rule * 32 + kind, near * 4 + b.same_clause * 2 + after);
    frm_feature(f, 18, row->mutual, kind * 16 + rule);
    frm_feature(f, 19, k->phrase.first == sentence_of(d, c->first)->first, kind);
    frm_feature(f, 20, rule * 4 + b.same_clause * 2 + after, gov);
    /* is this phrase the subject of a verb before the trigger? the speaker of the statement around it? */
    bool speaker = false;
    for (uint32_t i = 0; i < x->r->statements.n && k->entity != MEN_NONE; i++) {
        const frm_statement *s = &x->r->statements.at[i];
        speaker |= s->speaker == k->entity && c->first >= s->reach_first && c->first < s->reach_end;
    }
    frm_feature(f, 21, speaker, kind * 8 + rule);
    frm_feature(f, 22, speaker, row->type * 64 + kind);
    frm_feature(f, 23, x->e->actor.n > 2 ? 2 : x->e->actor.n, rule * 8 + (x->e->recipient.n > 1 ? 1 : x->e->recipient.n));
    frm_feature(f, 24, row->type * 4 + after * 2 + (k->phrase.clitics & LEX_C_WA ? 1 : 0), kind * 8 + rule);
    bool verb_before = k->phrase.first > 0 && !k->carried && frm_is_verb(d, k->phrase.first - 1);
    frm_feature(f, 25, verb_before * 2 + after, kind * 16 + rule);
    frm_feature(f, 26, verb_before * 8 + after * 4 + verbs, shape);
    frm_feature(f, 27, by_row * 32 + row->type, kind);
    frm_feature(f, 28, d->noise[k->phrase.first], kind);
    frm_feature(f, 30, k->carried * 2 + (k->carried && k->entity == x->last_subject), row->type);
    frm_feature(f, 31, k->carried * 2 + (k->carried && k->entity == x->last_subject), shape);
    frm_feature(f, 29, x->last_place == k->entity && k->entity != MEN_NONE, kind);
}

void frm_accept_features(const frm_context *x, frm_features *f)
{
    const men_doc *d = x->d;
    const frm_trigger *c = x->c;
    const lex_trigger *row = c->row;
    const txt_sentence *s = sentence_of(d, c->first);
    unsigned shape = shape_of(c), weight = row->weight / 10u;
    unsigned actors = x->e->actor.n > 2 ? 2 : x->e->actor.n, recipients = x->e->recipient.n > 1 ? 1 : x->e->recipient.n;
    unsigned before = 0, after = 0;
    f->n = 0;
    if (c->first > s->first) {
        const uint64_t *g = d->lex->grammar[c->first - 1];
        uint32_t len;
        lex_word_id p = frm_preposition_at(d, c->first - 1, &len);
        before = p != GW_COUNT                                   ? 10 + (unsigned) p
                 : frm_is_verb(d, c->first - 1)                  ? 1
                 : d->mention_at[c->first - 1]                   ? 2
                 : men_token(d, c->first - 1)->kind == TXT_PUNCT ? 3
                 : (g[0] | g[1] | g[2] | g[3])                   ? 4
                                                                 : 5;
    }
    if (c->end < s->end) {
        uint32_t len;
        lex_word_id p = frm_preposition_at(d, c->end, &len);
        after = p != GW_COUNT                             ? 10 + (unsigned) p
                : frm_is_verb(d, c->end)                  ? 1
                : d->mention_at[c->end]                   ? 2
                : men_token(d, c->end)->kind == TXT_PUNCT ? 3
                : d->time_at[c->end]                      ? 4
                : d->quantity_at[c->end]                  ? 6
                                                          : 5;
    }
    unsigned said = 0;
    for (uint32_t i = 0; i < x->r->statements.n; i++)
        said |= c->first >= x->r->statements.at[i].reach_first && c->first < x->r->statements.at[i].reach_end;
    bool in_title_line = men_token(d, s->first)->cp_begin == 0;
    uint32_t same = 0;
    for (uint32_t i = 0; i < x->r->events.n; i++)
        same += x->r->events.at[i].type == row->type;
    unsigned actor_kind = actors ? x->d->entities.at[x->e->actor.at[0]].kind : 9,
             recipient_kind = recipients ? x->d->entities.at[x->e->recipient.at[0]].kind : 9;
    frm_feature(f, 101, 0, 0);
    frm_feature(f, 102, c->match->form->row, 0);
    frm_feature(f, 103, c->match->form->row, shape);
    frm_feature(f, 104, row->type, shape);
    frm_feature(f, 105, weight, shape);
    frm_feature(f, 106, row->type * 8 + actors, recipients);
    frm_feature(f, 107, shape * 4 + actors, recipients);
    frm_feature(f, 108, c->match->clitics, shape);
    frm_feature(f, 109, before, shape);
    frm_feature(f, 110, after, shape);
    frm_feature(f, 111, before, row->type);
    frm_feature(f, 112, after, row->type);
    frm_feature(f, 113, said, row->type);
    frm_feature(f, 114, in_title_line, row->type);
    frm_feature(f, 115, same > 2 ? 3 : same, row->type);
    frm_feature(f, 116, actor_kind, recipient_kind);
    frm_feature(f, 117, row->type * 16 + actor_kind, recipient_kind);
    frm_feature(f, 118, weight, actors * 2 + recipients);
    frm_feature(f, 119, x->e->place.n > 0, row->type);
    frm_feature(f, 120, bucket(c->first - s->first), shape);
    frm_feature(f, 121, c->clause_end - c->clause > 20, shape);
    frm_feature(f, 122, c->match->form->row, (c->match->clitics & (LEX_C_AL | LEX_C_BI | LEX_C_LI)) * 4u + actors);
    frm_feature(f, 123, c->match->form->row, before);
    frm_feature(f, 124, c->match->form->row, recipients * 4 + actors);
    if (c->first > s->first)
        frm_feature(f, 125, hash64((str){(const char *) men_token(d, c->first - 1)->key, men_token(d, c->first - 1)->key_len}), row->type);
    if (c->end < s->end)
        frm_feature(f, 126, hash64((str){(const char *) men_token(d, c->end)->key, men_token(d, c->end)->key_len}), row->type);
    frm_feature(f, 127, hash64((str){(const char *) men_token(d, c->first)->key, men_token(d, c->first)->key_len}), row->type);
    /* what makes a telling concrete: counted people, a day, a place in the sentence and in the clause */
    unsigned concrete[2] = {0, 0};
    for (int wide = 0; wide < 2; wide++) {
        uint32_t from = wide ? s->first : c->clause, to = wide ? s->end : c->clause_end;
        for (uint32_t t = from; t < to; t++) {
            if (d->quantity_at[t]) {
                const men_quantity *q = &d->quantities.at[d->quantity_at[t] - 1];
                bool people = lex_has(d->lex, q->span.end, GW_HUMANS) && q->span.end < to;
                for (uint32_t u = q->span.first; u < q->span.end; u++)
                    people |= lex_has(d->lex, u, GW_HUMANS);
                concrete[wide] |= people ? 1 : 2;
            }
            if (d->time_at[t])
                concrete[wide] |= 4;
            if (d->mention_at[t] && (d->entities.at[d->mentions.at[d->mention_at[t] - 1].entity].kind == MEN_PLACE))
                concrete[wide] |= 8;
        }
    }
    for (int wide = 0; wide < 2; wide++) {
        frm_feature(f, 140 + (unsigned) wide, concrete[wide], row->type);
        frm_feature(f, 142 + (unsigned) wide, concrete[wide], row->type * 128 + shape);
        frm_feature(f, 144 + (unsigned) wide, concrete[wide] & 1, c->match->form->row);
    }
    frm_feature(f, 146, d->text->n_sentences > 3, row->type);
    unsigned conditions = c->unmet * 2u + c->refused;
    frm_feature(f, 130, conditions, 0);
    frm_feature(f, 131, conditions, row->type);
    frm_feature(f, 132, conditions, c->match->form->row);
    frm_feature(f, 133, conditions * 8 + actors * 2 + recipients, weight);
    frm_feature(f, 134, conditions * 128 + shape, actor_kind * 16 + recipient_kind);
    unsigned states = 0;
    for (uint32_t i = 0; i < d->entities.n; i++)
        states += d->entities.at[i].kind == MEN_COUNTRY;
    frm_feature(f, 128, states > 3 ? 3 : states, row->type);
    frm_feature(f, 129, states > 3 ? 3 : states, actors * 2 + recipients);
}

void frm_time_features(const frm_context *x, uint32_t time, frm_features *f)
{
    const men_doc *d = x->d;
    const frm_trigger *c = x->c;
    unsigned shape = shape_of(c);
    f->n = 0;
    if (time == MEN_NONE) {
        frm_feature(f, 201, shape, 0);
        frm_feature(f, 202, c->row->type, 0);
        return;
    }
    const men_time *k = &d->times.at[time];
    between b = between_of(d, c, k->span.first, k->span.end);
    bool after = k->span.first >= c->end;
    unsigned sentences = men_token(d, k->span.first)->sentence == men_token(d, c->first)->sentence  ? 0
                         : men_token(d, k->span.first)->sentence < men_token(d, c->first)->sentence ? 1
                                                                                                    : 2;
    unsigned verbs = b.verbs > 2 ? 2 : b.verbs;
    bool today = d->has_published && k->from == k->to && k->from == cal_days(d->published), day = k->from == k->to;
    frm_feature(f, 211, sentences, after);
    frm_feature(f, 212, sentences * 8 + after * 4 + verbs, bucket(b.words));
    frm_feature(f, 213, b.same_clause * 2 + after, sentences);
    frm_feature(f, 214, verbs * 2 + after, shape);
    frm_feature(f, 215, today * 2 + day, sentences * 4 + b.same_clause);
    frm_feature(f, 216, c->row->type, sentences * 4 + b.same_clause * 2 + after);
    frm_feature(f, 217, shape, sentences * 4 + b.same_clause * 2 + after);
    frm_feature(f, 218, b.that * 2 + b.relative, sentences * 2 + after);
    frm_feature(f, 219, b.commas > 2 ? 2 : b.commas, sentences * 2 + after);
    unsigned others = 0;
    for (uint32_t i = 0; i < d->times.n; i++)
        others += i != time && men_same_sentence(d, d->times.at[i].span.first, c->first);
    frm_feature(f, 220, others > 2 ? 2 : others, sentences * 4 + b.same_clause);
    unsigned gov = 999;
    uint32_t len;
    if (k->span.first > 0) {
        lex_word_id g = frm_preposition_at(d, k->span.first - 1, &len);
        gov = g == GW_COUNT ? 999 : (unsigned) g;
    }
    frm_feature(f, 221, gov, sentences * 4 + b.same_clause * 2 + after);
}

void frm_source_features(const frm_context *x, uint32_t statement, frm_features *f)
{
    const men_doc *d = x->d;
    const frm_trigger *c = x->c;
    const frm_statement *s = &x->r->statements.at[statement];
    bool covers = c->first >= s->reach_first && c->first < s->reach_end, same = men_same_sentence(d, s->trigger, c->first);
    bool after = c->first > s->trigger;
    unsigned kind = d->entities.at[s->speaker].kind;
    uint32_t away = after ? c->first - s->trigger : s->trigger - c->first;
    bool actor = frm_has_ref(&x->e->actor, s->speaker);
    unsigned gap = men_token(d, c->first)->sentence - men_token(d, s->trigger)->sentence;
    frm_feature(f, 301, 0, 0);
    f->n = 0;
    frm_feature(f, 302, covers, same * 2 + after);
    frm_feature(f, 303, covers * 4 + s->by_source * 2 + s->quoted, same * 2 + after);
    frm_feature(f, 304, kind, covers * 4 + same * 2 + after);
    frm_feature(f, 305, actor, covers * 4 + same * 2 + after);
    frm_feature(f, 306, bucket(away), covers * 4 + same * 2 + after);
    frm_feature(f, 307, gap < 4 ? gap : 4, s->by_source * 4 + covers * 2 + s->quoted);
    frm_feature(f, 308, c->row->type, covers * 4 + same * 2 + after);
    frm_feature(f, 309, shape_of(c), covers * 4 + same * 2 + after);
    bool trigger_is_it = c->first == s->trigger;
    frm_feature(f, 310, trigger_is_it, c->row->type);
    uint32_t between_statements = 0;
    for (uint32_t i = statement + 1; i < x->r->statements.n; i++)
        between_statements += x->r->statements.at[i].trigger <= c->first;
    frm_feature(f, 311, between_statements < 3 ? between_statements : 3, covers * 4 + same * 2 + after);
    frm_feature(f, 312, actor * 2 + covers, c->row->type);
}
