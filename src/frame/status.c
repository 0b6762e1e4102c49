/* Signs before a trigger decide, the nearest first: «لم يزر», «سيلتقي», «من المقرر أن يزور», «دعا إلى وقف», «قد يجتمع». A sign of scope next_verb must stand right before the verb; one of
 * verb_complement governs what follows it up to the trigger; one of scope clause works from anywhere in the clause. */
#include "frame/status.h"

enum { COMPLEMENT_REACH = 9 };

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
            } else if (t >= c->clause && (!c->verb || imperfect)) {
                return st;
            }
        }
    }
    for (uint32_t t = c->first; t < c->clause_end; t++) /* a coming date plans what is not told in the perfect */
        if (d->time_at[t] && d->has_published && !(c->verb && !imperfect) && d->times.at[d->time_at[t] - 1].from > cal_days(d->published))
            return LEX_ST_PLANNED;
    return LEX_ST_ACTUAL;
}
