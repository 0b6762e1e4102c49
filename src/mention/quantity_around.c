/* Quantities: the words around a number.
 *
 *     أكثر من        63 ألف     عسكري روسي | دولار | في المئة | من كبار السن | عاما
 *     modifier       number     noun         money    share     part of      a duration: no quantity
 *
 * A figure may also be part of a name or a code (إف-16, 5+1, 18:01, G7), which the marks that touch it show.
 */
#include "mention/quantity.h"

#include "mention/number.h"
#include "mention/number_token.h"

enum { OF_MAX = 3 /* words of what is counted */, BACK_MAX = 4 };

bool qty_is_function(const men_doc *d, uint32_t t)
{
    return tok_function(d, t) && !men_cue(d, t, STR("others"));
}

bool qty_is_verb(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if ((m->form->kind == LEX_TRIGGER || m->form->kind == LEX_SPEECH || m->form->kind == LEX_VERB) && !(m->clitics & (LEX_C_AL | LEX_C_BI | LEX_C_LI)) &&
            !(m->pronoun && men_token(d, t)->flags & TXT_TEH_MARBUTA) && (m->form->shape == LEX_S_PERFECT || m->form->shape == LEX_S_IMPERFECT))
            return true;
    }
    return false;
}

/* A present tense right behind a number is no noun (205 يحملون); a word that may be a past one mostly is (267 صوتا). */
static bool is_imperfect(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if ((m->form->kind == LEX_TRIGGER || m->form->kind == LEX_SPEECH || m->form->kind == LEX_VERB) && m->form->shape == LEX_S_IMPERFECT)
            return true;
    }
    return false;
}

/* ---- what stands behind a number ---- */

bool qty_is_time_unit(const men_doc *d, uint32_t t)
{
    static const lex_word_id units[] = {GW_YEAR, GW_YEARS, GW_MONTH, GW_MONTHS,    GW_WEEK,   GW_WEEKS,
                                        GW_DAY,  GW_DAYS,  GW_HOUR,  GW_TIME_UNIT, GW_DECADE, GW_CENTURY};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (tok_has(d, t, units[i]))
            return true;
    return men_cue(d, t, STR("time-unit"));
}

/* The noun at q with its adjectives; q if there is none. */
static uint32_t noun_end(const men_doc *d, uint32_t q, uint32_t first)
{
    if (!men_same_sentence(d, first, q < d->text->n_tokens ? q : first) || q >= d->text->n_tokens)
        return q;
    const txt_token *k = men_token(d, q);
    if (k->kind != TXT_WORD || k->key_len < 2 || tok_definite(d, q) || qty_is_function(d, q) || d->time_at[q])
        return q;
    if (!men_cue(d, q, STR("others")) && is_imperfect(d, q) && !(k->flags & (TXT_TANWIN | TXT_TEH_MARBUTA)) && k->key[k->key_len - 1] != K_ALEF &&
        !tok_is(d, q, GW_HUMANS))
        return q;
    const lex_word *w = d->lex->words[q];
    if (k->key[0] == K_WAW && w->n > 0 && w->readings[0].clitics & LEX_C_WA)
        return q; /* 30 وبنسبة */
    uint32_t end = q + 1;
    while (end < q + OF_MAX && end < d->text->n_tokens && men_same_sentence(d, q, end)) {
        const txt_token *a = men_token(d, end);
        if (a->kind != TXT_WORD || tok_definite(d, end) || qty_is_function(d, end) || d->time_at[end] || a->key[0] == K_WAW)
            break;
        bool demonym = lex_match_of(d->lex, end, LEX_DEMONYM) && !(lex_match_of(d->lex, end, LEX_DEMONYM)->clitics);
        if (!demonym && !((a->flags & TXT_TANWIN) && (k->flags & TXT_TANWIN)))
            break;
        end++;
    }
    return end;
}

qty_tail qty_tail_at(const men_doc *d, uint32_t first, uint32_t q)
{
    qty_tail r = {.kind = TAIL_NONE, .of = q, .end = q};
    if (q >= d->text->n_tokens || !men_same_sentence(d, first, q))
        return r;
    if (tok_mark(d, q, '%') || tok_mark(d, q, 0x66A) || tok_is(d, q, GW_PERCENT)) {
        r.kind = TAIL_PERCENT;
        r.unit = STR("%");
        r.end = q + (d->lex->grammar_len[q] > 1 ? d->lex->grammar_len[q] : 1);
        r.of = r.end;
        return r;
    }
    uint32_t end;
    if (men_number_word(d, q, STR("currency"), STR_NONE, &end)) {
        const lex_match *m = NULL;
        for (uint32_t i = d->lex->at[q]; i < d->lex->at[q + 1] && !m; i++)
            if (d->lex->matches[i].form->kind == LEX_NUMBER && d->lex->matches[i].end == end)
                m = &d->lex->matches[i];
        if (!m)
            return r;
        str code = lex_cell(d->lex->image, LEX_T_NUMBERS, m->form->row, NUMBER_VALUE);
        r.kind = TAIL_MONEY;
        r.unit = str_eq(code, STR("XXX")) ? STR("") : code;
        r.end = end;
        return r;
    }
    if (men_token(d, q)->kind == TXT_WORD && qty_is_time_unit(d, q)) {
        r.kind = TAIL_DURATION;
        return r;
    }
    if (tok_is(d, q, GW_FROM) && q + 1 < d->text->n_tokens && men_same_sentence(d, first, q + 1) && men_token(d, q)->key_len == 2) {
        if (men_cue(d, q + 1, STR("age"))) {
            r.kind = TAIL_DURATION;
            return r;
        }
        r.kind = TAIL_OF;
        r.end = q + 2;
        if (r.end < d->text->n_tokens && men_same_sentence(d, first, r.end) && men_token(d, r.end)->kind == TXT_WORD && tok_definite(d, r.end) &&
            !d->time_at[r.end] && men_token(d, r.end)->key[0] == K_ALEF)
            r.end++;
        if (men_cue(d, q, STR("out-of")))
            r.end = q;
        return r;
    }
    end = noun_end(d, q, first);
    if (end > q) {
        r.kind = TAIL_NOUN;
        r.end = end;
    }
    return r;
}

/* ---- what stands before it ---- */

/* The modifier that ends right before t: أكثر من, نحو. */
men_mod qty_modifier_before(const men_doc *d, uint32_t t, uint32_t *ret_first)
{
    while (t > 0 && (tok_mark(d, t - 1, '(') || txt_opens_quote(men_token(d, t - 1))))
        t--;
    if (t >= 3 && men_same_sentence(d, t - 3, t - 1) && (tok_is(d, t - 1, GW_ON) || tok_is(d, t - 1, GW_ABOUT)) && tok_is(d, t - 3, GW_MORE) &&
        tok_word(d, t - 2)) {
        const txt_token *noun = men_token(d, t - 2); /* يزيد عمقها على */
        unsigned char last = noun->key[noun->key_len - 1];
        if (noun->key_len > 3 && !tok_definite(d, t - 2) && (last == K_HEH || last == K_ALEF || last == K_MEEM)) {
            *ret_first = t - 3;
            return t > 3 && (tok_is(d, t - 4, GW_LA) || tok_is(d, t - 4, GW_LAM)) ? MEN_LESS_THAN : MEN_MORE_THAN;
        }
    }
    for (uint32_t n = BACK_MAX; n >= 1; n--) {
        if (t < n || !men_same_sentence(d, t - n, t - 1))
            continue;
        uint32_t end;
        static const struct {
            const char *class, *value;
            men_mod mod;
        } kinds[] = {{"bound", "less_than", MEN_LESS_THAN}, {"bound", "more_than", MEN_MORE_THAN}, {"approx", "about", MEN_ABOUT}};
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            const txt_token *k = men_token(d, t - n);
            bool result = kinds[i].mod == MEN_LESS_THAN && k->key_len > 2 && k->key[0] == K_LAM && k->key[1] != K_ALEF; /* لتصل إلى 5: it does */
            if (!result && men_number_word(d, t - n, str_of(kinds[i].class), str_of(kinds[i].value), &end) && end == t) {
                *ret_first = t - n;
                return kinds[i].mod;
            }
        }
    }
    return MEN_EXACT;
}

men_mod qty_modifier_after(const men_doc *d, uint32_t t, uint32_t *ret_end)
{
    if (men_number_word(d, t, STR("bound-after"), STR("more_than"), ret_end))
        return MEN_MORE_THAN;
    if (men_number_word(d, t, STR("bound-after"), STR("less_than"), ret_end))
        return MEN_LESS_THAN;
    if (men_number_word(d, t, STR("approx-after"), STR("about"), ret_end))
        return MEN_ABOUT;
    return MEN_EXACT;
}

/* A figure inside a name or a code: إف-16, 5+1, 2-1, 18:01, G7. */
bool qty_is_code(const men_doc *d, uint32_t t, uint32_t end)
{
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_NUMBER)
        return false;
    if (t > 0 && tok_touches(d, t)) {
        const txt_token *p = men_token(d, t - 1);
        if (p->kind == TXT_LATIN)
            return true;
        if (p->kind == TXT_PUNCT &&
            (p->mark == '-' || p->mark == '+' || p->mark == ':' || p->mark == '/' || p->mark == '.' || p->mark == '_' || p->mark == '#') && t > 1 &&
            tok_touches(d, t - 1))
            return true;
    }
    if (tok_mark(d, t - (t > 0), '+') && t > 0)
        return true;
    if (end < d->text->n_tokens) {
        const txt_token *n = men_token(d, end);
        if (n->kind == TXT_LATIN && tok_touches(d, end))
            return true;
        if (n->kind == TXT_PUNCT && (n->mark == '+' || n->mark == ':' || n->mark == '/' || n->mark == '-' || n->mark == '_') && end + 1 < d->text->n_tokens) {
            if (n->mark == '+')
                return true;
            if (tok_touches(d, end) && tok_touches(d, end + 1) && (men_token(d, end + 1)->kind == TXT_NUMBER || n->mark == '/' || n->mark == ':'))
                return true;
        }
    }
    bool listed = k->flags & TXT_LINE_START && end < d->text->n_tokens && men_token(d, end)->kind == TXT_PUNCT &&
                  (tok_dash(d, end) || tok_mark(d, end, '.') || tok_mark(d, end, ')') || tok_mark(d, end, ':') || tok_mark(d, end, '/'));
    if (listed)
        return true;
    return (k->key_len > 1 && k->key[0] == '0' && memchr(k->key, '.', k->key_len) == NULL && k->cp_end - k->cp_begin == k->key_len) ||
           (k->key_len > 9 && k->cp_end - k->cp_begin == k->key_len);
}

/* The word before a number, و, ب and the article written apart (الـ, بـ) left out. */
uint32_t qty_word_before(const men_doc *d, uint32_t t)
{
    while (t > 0 && men_same_sentence(d, t - 1, t)) {
        const txt_token *p = men_token(d, t - 1);
        bool letters = p->kind == TXT_WORD && (p->key_len == 1 || (p->key_len == 2 && p->key[0] == K_ALEF && p->key[1] == K_LAM));
        if (!letters)
            return t - 1;
        if (p->key[0] == K_WAW || p->key[0] == K_BEH || p->key[0] == K_LAM || p->key[0] == K_FEH)
            return t - 1;
        t--;
    }
    return MEN_NONE;
}
