/* Signs before a trigger decide, the nearest first: «لم يزر», «سيلتقي», «من المقرر أن يزور», «دعا إلى وقف», «قد يجتمع». A sign of scope next_verb must stand
 * right before the verb; one of verb_complement governs what follows it up to the trigger; one of scope clause works from anywhere in the clause. */
#include "frame/status.h"

enum { COMPLEMENT_REACH = 9, GOVERNOR_REACH = 9, BEHIND_REACH = 7 };

typedef enum scope { SCOPE_NEXT_VERB, SCOPE_COMPLEMENT, SCOPE_CLAUSE } scope;

static scope scope_of(const men_doc *d, uint32_t row)
{
    str s = lex_cell(d->lex->image, LEX_T_SIGNS, row, SIGN_SCOPE);
    return str_eq(s, STR("next_verb")) ? SCOPE_NEXT_VERB : str_eq(s, STR("clause")) ? SCOPE_CLAUSE : SCOPE_COMPLEMENT;
}

static lex_status status_of(const men_doc *d, uint32_t row)
{
    str s = lex_cell(d->lex->image, LEX_T_SIGNS, row, SIGN_STATUS);
    return str_eq(s, STR("negated")) ? LEX_ST_NEGATED : str_eq(s, STR("planned")) ? LEX_ST_PLANNED : LEX_ST_HYPOTHETICAL;
}

static bool heavy(const men_doc *d, uint32_t row)
{
    int64_t w = 0;
    return str_to_int(lex_cell(d->lex->image, LEX_T_SIGNS, row, SIGN_WEIGHT), &w) && w >= 60;
}

static bool has_future(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if ((m->clitics & LEX_C_SA) && m->form->shape == LEX_S_IMPERFECT &&
            (m->form->kind == LEX_TRIGGER || m->form->kind == LEX_SPEECH || m->form->kind == LEX_VERB))
            return true;
    }
    return t > 0 && lex_is(d->lex, t - 1, GW_SAWFA);
}

/* A verbal noun has the status of the verb that governs it: «سيقوم بزيارة», «لم يشارك في المحادثات», «ستشهد الدوحة اجتماعا». */
static lex_status governed(const men_doc *d, const frm_trigger *c)
{
    const txt_sentence *s = &d->text->sentences[men_token(d, c->first)->sentence];
    for (uint32_t t = c->first; t-- > s->first && c->first - t <= GOVERNOR_REACH;) {
        if (!frm_is_verb(d, t) || lex_is(d->lex, t, GW_KANA))
            continue;
        if (has_future(d, t))
            return LEX_ST_PLANNED;
        if (t > s->first && (lex_is(d->lex, t - 1, GW_LAM) || lex_is(d->lex, t - 1, GW_LAN)))
            return LEX_ST_NEGATED;
        return LEX_ST_NONE;
    }
    return LEX_ST_NONE;
}

/* «الزيارة التي من المقرر أن …»: a plan told behind the noun. */
static lex_status told_behind(const men_doc *d, const frm_trigger *c)
{
    const txt_sentence *s = &d->text->sentences[men_token(d, c->first)->sentence];
    uint32_t end = c->end + BEHIND_REACH < s->end ? c->end + BEHIND_REACH : s->end;
    for (uint32_t t = c->end; t < end; t++) {
        if (men_token(d, t)->kind == TXT_PUNCT || (t > c->end && men_token(d, t)->key_len > 1 && men_token(d, t)->key[0] == K_WAW && frm_is_verb(d, t)))
            return LEX_ST_NONE;
        if (!lex_is(d->lex, t, GW_RELATIVE) || t + 1 >= end)
            continue;
        if (has_future(d, t + 1))
            return LEX_ST_PLANNED;
        for (uint32_t i = d->lex->at[t + 1]; i < d->lex->at[t + 2]; i++) {
            const lex_match *m = &d->lex->matches[i];
            if (m->form->kind == LEX_SIGN && heavy(d, m->form->row) && scope_of(d, m->form->row) == SCOPE_CLAUSE)
                return status_of(d, m->form->row);
        }
        return LEX_ST_NONE;
    }
    return LEX_ST_NONE;
}

lex_status frm_status_of(const men_doc *d, const frm_trigger *c)
{
    if (c->row->status != LEX_ST_NONE)
        return (lex_status) c->row->status;
    bool imperfect = c->match->form->shape == LEX_S_IMPERFECT;
    if (c->verb && (c->match->clitics & LEX_C_SA))
        return LEX_ST_PLANNED;
    const txt_sentence *s = &d->text->sentences[men_token(d, c->first)->sentence];
    uint32_t first = c->first > s->first + 14 ? c->first - 14 : s->first;
    for (uint32_t t = c->first; t-- > first;) {
        uint32_t distance = c->first - t;
        for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
            const lex_match *m = &d->lex->matches[i];
            if (m->form->kind != LEX_SIGN || m->end > c->first || !heavy(d, m->form->row) || (m->clitics & LEX_C_AL))
                continue;
            scope sc = scope_of(d, m->form->row);
            lex_status st = status_of(d, m->form->row);
            if (sc == SCOPE_NEXT_VERB) {
                if (m->end == c->first && c->verb && !(st == LEX_ST_HYPOTHETICAL && !imperfect))
                    return st;
            } else if (sc == SCOPE_COMPLEMENT) {
                if (distance <= COMPLEMENT_REACH && (!c->verb || imperfect))
                    return st;
            } else if ((t >= c->clause || (m->end == c->clause && lex_is(d->lex, c->clause, GW_THAT))) &&
                       (!c->verb || imperfect || (st == LEX_ST_HYPOTHETICAL && m->end == c->first))) {
                return st;
            }
        }
    }
    lex_status by_verb = c->noun ? governed(d, c) : LEX_ST_NONE;
    if (by_verb == LEX_ST_NONE && c->noun)
        by_verb = told_behind(d, c);
    if (by_verb != LEX_ST_NONE)
        return by_verb;
    bool present_meeting = imperfect && c->row->type == LEX_CONSULT; /* «يلتقي كيري اليوم» is told before it happens */
    for (uint32_t t = c->first; t < c->clause_end; t++)              /* a coming date plans what is not told in the perfect */
        if (d->time_at[t] && d->has_published && !(c->verb && !imperfect) && d->times.at[d->time_at[t] - 1].from > cal_days(d->published) - present_meeting)
            return LEX_ST_PLANNED;
    return LEX_ST_ACTUAL;
}
