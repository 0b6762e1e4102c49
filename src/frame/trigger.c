#include "frame/trigger.h"

enum { NEEDS_WINDOW = 14, PHRASE_WINDOW = 8, NEEDS_BEFORE = 4 };

static bool in_phrase(const men_doc *d, uint32_t t, const lex_phrase *p, uint32_t clause_end)
{
    /* the words must follow in order, with at most a subject between the verb and the first */
    uint32_t at = t + 1, k = 0;
    while (k < p->n && at < clause_end && at < t + PHRASE_WINDOW) {
        if (lex_token_is_word(d->lex, at, p->words[k]))
            k++;
        else if (k > 0)
            return false;
        at++;
    }
    return k == p->n;
}

static uint32_t find_needed(const men_doc *d, const frm_trigger *c)
{
    uint32_t last = c->end + NEEDS_WINDOW < c->clause_end ? c->end + NEEDS_WINDOW : c->clause_end;
    for (uint32_t t = c->end; t < last; t++)
        for (uint32_t i = 0; i < c->row->n_needs; i++)
            if (lex_token_is_word(d->lex, t, c->row->needs[i]))
                return t;
    uint32_t first = c->first > c->clause + NEEDS_BEFORE ? c->first - NEEDS_BEFORE : c->clause;
    for (uint32_t t = first; t < c->first; t++)
        for (uint32_t i = 0; i < c->row->n_needs; i++)
            if (lex_token_is_word(d->lex, t, c->row->needs[i]))
                return t;
    return MEN_NONE;
}

static bool refused(const men_doc *d, const frm_trigger *c)
{
    for (uint32_t t = c->clause; t < c->clause_end; t++)
        if (t < c->first || t >= c->end)
            for (uint32_t i = 0; i < c->row->n_not; i++)
                if (lex_token_is_word(d->lex, t, c->row->not [i]))
                    return true;
    return false;
}

static bool shape_fits(const men_doc *d, const lex_match *m)
{
    const txt_token *k = men_token(d, m->first);
    uint8_t shape = m->form->shape;
    bool verb = shape == LEX_S_PERFECT || shape == LEX_S_IMPERFECT;
    if (verb) {
        if ((m->clitics & (LEX_C_AL | LEX_C_BI | LEX_C_KA)) || (k->flags & TXT_TEH_MARBUTA) || (shape == LEX_S_PERFECT && (m->clitics & (LEX_C_LI | LEX_C_SA))))
            return false;
        if ((m->form->features & LEX_F_BEFORE_SUFFIX) && !m->pronoun)
            return false;
        if ((m->form->features & LEX_F_SHORT) && !frm_may_be_short(d, m->first, m->clitics))
            return false;
        /* a verb whose folded letters are a grammar word (هنأ, هنا) must show its hamza */
        if (d->lex->grammar_len[m->first] == 1 && m->clitics == 0 && !frm_shows_hamza(d, m->first))
            return false;
        uint32_t len; /* «إلى سحب», «بعد قصف»: no verb stands behind a preposition */
        bool behind = m->first > 0 && men_same_sentence(d, m->first - 1, m->first) && frm_preposition_at(d, m->first - 1, &len) != GW_COUNT;
        if (shape == LEX_S_PERFECT && m->clitics == 0 && behind)
            return false;
        unsigned person = m->form->features & LEX_F_PERSON;
        return person != LEX_1S || shape == LEX_S_IMPERFECT;
    }
    if ((m->form->features & LEX_F_BEFORE_SUFFIX) && !m->pronoun)
        return false;
    return true;
}

/* Better: conditions met, longer, verb where the word can be one, heavier. */
static int quality(const frm_trigger *c)
{
    int q = c->row->weight;
    if (c->needed != MEN_NONE || c->match->form->phrase)
        q += 60;
    q += 40 * (int) (c->end - c->first - 1);
    if (c->match->pronoun)
        q -= 5;
    if (c->match->clitics & (LEX_C_BI | LEX_C_LI))
        q -= 1;
    return q - 200 * c->unmet - 150 * c->refused;
}

static bool consider(const men_doc *d, const lex_match *m, frm_trigger *c)
{
    *c = (frm_trigger){.first = m->first, .end = m->end, .match = m, .row = lex_trigger_at(d->lex->image, m->form->row), .needed = MEN_NONE};
    uint8_t shape = m->form->shape;
    c->verb = shape == LEX_S_PERFECT || shape == LEX_S_IMPERFECT;
    c->participle = shape == LEX_S_AGENT || shape == LEX_S_PATIENT;
    c->noun = shape == LEX_S_NOUN || shape == LEX_S_PHRASE;
    c->passive = (m->form->features & LEX_F_PASSIVE) != 0 || (c->verb && frm_shows_passive(d, m->first));
    if (!shape_fits(d, m))
        return false;
    frm_clause(d, m->first, &c->clause, &c->clause_end);
    if (m->form->phrase && !in_phrase(d, m->first, lex_phrase_at(d->lex->image, m->form->phrase), c->clause_end))
        return false;
    if (c->row->n_needs > 0 && !m->form->phrase) {
        c->needed = find_needed(d, c);
        c->unmet = c->needed == MEN_NONE;
    }
    c->refused = refused(d, c);
    return true;
}

bool frm_trigger_at(const men_doc *d, uint32_t t, frm_trigger *ret)
{
    if (d->noise[t] || d->time_at[t])
        return false;
    if (d->mention_at[t]) {
        const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
        if (m->how == MEN_BY_NAME || m->how == MEN_BY_OFFICE)
            return false;
    }
    int best = INT32_MIN;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        frm_trigger c;
        if (d->lex->matches[i].form->kind != LEX_TRIGGER || !consider(d, &d->lex->matches[i], &c))
            continue;
        if (quality(&c) > best) {
            best = quality(&c);
            *ret = c;
        }
    }
    return best != INT32_MIN;
}
