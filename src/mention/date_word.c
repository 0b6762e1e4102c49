/* Dates, first step: the words of an expression — months, years, eras, الماضي and its like.
 *
 * Words of every day that are also month names (مارس, ماي, آب …: cue weak-month) need company: a day, a year, شهر or a preposition.
 */
#include "mention/date_word.h"

bool dat_together(const men_doc *d, uint32_t a, uint32_t b)
{
    return men_same_sentence(d, a, b);
}

bool dat_has_article(const men_doc *d, uint32_t t, lex_word_id g)
{
    return tok_has(d, t, g) && tok_definite(d, t);
}

bool dat_inside_name(const men_doc *d, uint32_t t)
{
    for (uint32_t s = t > 5 ? t - 5 : 0; s < t; s++) {
        for (uint32_t i = d->lex->at[s]; i < d->lex->at[s + 1]; i++) {
            const lex_match *m = &d->lex->matches[i];
            if (m->end <= t)
                break; /* longest first */
            switch (m->form->kind) {
            case LEX_OUTLET:
            case LEX_ORG:
            case LEX_CREDIT:
                /* «زار روسيا اليوم» names no channel: the state's name is read so only behind قناة or in quotes */
                if ((lex_match_of(d->lex, s, LEX_COUNTRY) || lex_match_of(d->lex, s, LEX_PLACE) || lex_match_of(d->lex, s, LEX_CAPITAL) ||
                     lex_match_of(d->lex, s, LEX_DEMONYM)) &&
                    m->end == s + 2 && (s == 0 || !(tok_has(d, s - 1, GW_ORG_HEAD) || txt_opens_quote(men_token(d, s - 1)))))
                    break;
                return true;
            case LEX_PERSON:
            case LEX_PLACE:
            case LEX_OFFICE: return true;
            default: break;
            }
        }
    }
    return false;
}

bool dat_starts_person(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++)
        if (d->lex->matches[i].form->kind == LEX_PERSON && d->lex->matches[i].end > t + 1)
            return true;
    return false;
}

/* ---- pieces ---- */

const lex_match *dat_weekday_at(const men_doc *d, uint32_t t)
{
    const lex_match *m = t < d->text->n_tokens ? lex_match_of(d->lex, t, LEX_WEEKDAY) : NULL;
    return m && !m->pronoun && !(m->clitics & LEX_C_AL) ? m : NULL;
}

int dat_small_cell(const men_doc *d, lex_table table, uint32_t row, unsigned column)
{
    str s = lex_cell(d->lex->image, table, row, column);
    int v = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        v = v * 10 + (s.ptr[i] - '0');
    return v;
}

bool dat_one_month_at(const men_doc *d, uint32_t t, dat_month *ret)
{
    if (t >= d->text->n_tokens)
        return false;
    const lex_match *m = lex_match_of(d->lex, t, LEX_MONTH);
    if (!m || m->pronoun || m->clitics & LEX_C_AL || !dat_together(d, t, m->end - 1))
        return false;
    *ret = (dat_month){.number = dat_small_cell(d, LEX_T_MONTHS, m->form->row, MONTH_NUMBER), .clitics = m->clitics, .end = m->end};
    ret->hijri = str_eq(lex_cell(d->lex->image, LEX_T_MONTHS, m->form->row, MONTH_CALENDAR), STR("hijri"));
    ret->weak = m->end == t + 1 && men_cue(d, t, STR("weak-month"));
    return true;
}

/* A month with its second name: يناير/ كانون الثاني, سبتمبر أيلول, أغسطس (آب). */
bool dat_month_at(const men_doc *d, uint32_t t, dat_month *ret)
{
    if (!dat_one_month_at(d, t, ret))
        return false;
    uint32_t q = ret->end;
    bool open = false;
    if (tok_mark(d, q, '(') || tok_mark(d, q, '[') || tok_mark(d, q, 0xAB)) {
        open = true;
        q++;
    } else if (tok_mark(d, q, '/') || tok_mark(d, q, '-') || tok_mark(d, q, 0x2013) || tok_mark(d, q, '\\') || tok_mark(d, q, '|')) {
        q++;
    }
    dat_month again;
    if (dat_one_month_at(d, q, &again) && again.number == ret->number && again.hijri == ret->hijri && again.clitics == 0 && dat_together(d, t, q)) {
        ret->end = again.end;
        ret->weak = ret->weak && again.weak && again.end == q + 1 && q == ret->end;
        if (open && (tok_mark(d, ret->end, ')') || tok_mark(d, ret->end, ']') || tok_mark(d, ret->end, 0xBB)))
            ret->end++;
    }
    return true;
}

/* A figure of n digits without marks inside. */
bool dat_plain(const men_doc *d, uint32_t t, unsigned min, unsigned max, int *ret)
{
    if (t >= d->text->n_tokens)
        return false;
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_NUMBER || k->key_len < min || k->key_len > max || k->cp_end - k->cp_begin != k->key_len)
        return false;
    int v = 0;
    for (unsigned i = 0; i < k->key_len; i++)
        v = v * 10 + (k->key[i] - '0');
    *ret = v;
    return true;
}

/* م, هـ, ميلادي, هجري after a year; moves *end. Returns 1 for the Gregorian, 2 for the Hijri calendar, 0 for none. */
int dat_take_era(const men_doc *d, uint32_t *end)
{
    uint32_t q = *end;
    if (tok_mark(d, q, '(') && q + 2 < d->text->n_tokens && tok_mark(d, q + 2, ')'))
        q++;
    int era = 0;
    if (tok_is(d, q, GW_AH) || tok_is(d, q, GW_HIJRI))
        era = 2;
    else if ((tok_is(d, q, GW_AD) && men_token(d, q)->key_len == 1) || tok_is(d, q, GW_GREGORIAN))
        era = 1;
    if (!era)
        return 0;
    q++;
    if (q > *end + 1 || tok_mark(d, *end, '('))
        q += tok_mark(d, q, ')');
    *end = q;
    return era;
}

/* A year's number at t, in figures or words; not after a noun yet. */
bool dat_year_number(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end)
{
    int v;
    if (dat_plain(d, t, 4, 4, &v) && v >= DAT_YEAR_MIN && v <= DAT_YEAR_MAX) {
        *ret = v;
        *ret_end = t + 1;
        return true;
    }
    men_number n;
    if (t < d->text->n_tokens && men_token(d, t)->kind == TXT_WORD && men_number_at(d, t, &n) && n.in_words && !n.ordinal &&
        !(n.clitics & ~(unsigned) LEX_C_AL) && n.value >= 1200 && n.value <= DAT_YEAR_MAX && n.value != 2000000) {
        *ret = (int) n.value;
        *ret_end = n.end;
        return true;
    }
    return false;
}

bool dat_is_year_noun(const men_doc *d, uint32_t t)
{
    return tok_has(d, t, GW_YEAR) && !(men_token(d, t)->flags & TXT_TANWIN);
}

/* عام 2008, العام الدراسي 2015, سنة 67; *two allows two digits. */
bool dat_named_year(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end)
{
    if (t >= d->text->n_tokens || !dat_is_year_noun(d, t))
        return false;
    uint32_t q = t + 1;
    if (men_cue(d, q, STR("year-adjective")))
        q++;
    if (tok_comma(d, q) || tok_mark(d, q, '('))
        q++;
    if (!dat_together(d, t, q))
        return false;
    int v;
    if (dat_year_number(d, q, ret, ret_end))
        return true;
    if (q == t + 1 && dat_plain(d, q, 2, 2, &v) && v >= 14 && !tok_definite(d, t) && !tok_is(d, q + 1, GW_PERCENT)) {
        *ret = v + (v < 30 ? 2000 : 1900);
        *ret_end = q + 1;
        return true;
    }
    return false;
}

bool dat_take_step(const men_doc *d, uint32_t *at, dat_step *ret)
{
    uint32_t t = *at;
    if (t >= d->text->n_tokens)
        return false;
    if (tok_is(d, t, GW_BEFORE_LAST)) {
        *ret = DAT_BEFORE_LAST;
        *at = t + tok_length(d, t);
        return true;
    }
    if (tok_is(d, t, GW_AFTER_NEXT)) {
        *ret = DAT_AFTER_NEXT;
        *at = t + tok_length(d, t);
        return true;
    }
    if (men_token(d, t)->kind != TXT_WORD)
        return false;
    if (men_cue(d, t, STR("following")))
        *ret = DAT_FOLLOWING;
    else if (men_cue(d, t, STR("preceding")))
        *ret = DAT_PRECEDING;
    else if (tok_is(d, t, GW_SELF))
        *ret = DAT_SAME;
    else if (tok_is(d, t, GW_LAST))
        *ret = DAT_LAST;
    else if (tok_is(d, t, GW_NEXT))
        *ret = DAT_NEXT;
    else if (tok_is(d, t, GW_CURRENT))
        *ret = DAT_THIS;
    else if (men_cue(d, t, STR("new")))
        *ret = DAT_NEW;
    else
        return false;
    *at = t + 1;
    return true;
}

/* هذا العام, العام الماضي, نفس الشهر: a noun of g with its step. */
bool dat_take_unit(const men_doc *d, uint32_t *at, lex_word_id g, dat_step *ret)
{
    uint32_t t = *at;
    bool that = tok_is(d, t, GW_DEMONSTRATIVE) && !tok_is(d, t, GW_THIS_F) && !tok_is(d, t, GW_THIS_M); /* ذلك الشهر */
    bool same = tok_is(d, t, GW_SAME) || that, this = tok_is(d, t, GW_THIS_F) || tok_is(d, t, GW_THIS_M);
    if (same || this)
        t++;
    if (!tok_has(d, t, g) || !tok_definite(d, t) || !dat_together(d, *at, t))
        return false;
    uint32_t q = t + 1;
    if (g == GW_YEAR && men_cue(d, q, STR("year-adjective")) && !tok_is(d, q, GW_HIJRI))
        q++;
    dat_step step;
    uint32_t after = q;
    if (same) {
        *ret = DAT_SAME;
    } else if (dat_together(d, t, q) && dat_take_step(d, &after, &step)) {
        *ret = step;
        q = after;
    } else if (this) {
        *ret = DAT_THIS;
    } else {
        return false;
    }
    *at = q;
    return true;
}

/* من العام الماضي, من عام 2015, 2015, ، 2015 م after a month. */
void dat_take_year(const men_doc *d, dat_expr *e)
{
    uint32_t q = e->end;
    int v;
    uint32_t end;
    if (!dat_together(d, e->first, q))
        return;
    if (tok_mark(d, q, '(') && tok_mark(d, q + 2, ')') && dat_plain(d, q + 1, 4, 4, &v) && v >= 1800 && v < DAT_YEAR_MAX && !e->hijri_month) {
        e->year = v; /* 25 يناير (2011) */
        e->end = q + 3;
        return;
    }
    bool comma = tok_comma(d, q) || tok_mark(d, q, '/') || tok_mark(d, q, '-');
    if (comma)
        q++;
    bool from = tok_is(d, q, GW_FROM);
    if (from)
        q++;
    dat_step step;
    uint32_t at = q;
    if (!dat_together(d, e->first, q))
        return;
    if (!comma && dat_take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
        return;
    }
    if (e->hijri_month && dat_is_year_noun(d, q) && dat_plain(d, q + 1, 1, 3, &v)) {
        end = q + 2;
    } else if (!((!from && dat_year_number(d, q, &v, &end)) || dat_named_year(d, q, &v, &end))) {
        if (from && !comma && dat_year_number(d, q, &v, &end)) { /* أغسطس من 2014 */
            e->year = v;
            e->end = end;
        }
        return;
    }
    if (comma && end < d->text->n_tokens && men_token(d, end)->kind == TXT_WORD && v % 100 == 0)
        return; /* في مايو، 2000 جندي */
    int era = dat_take_era(d, &end);
    if (v < DAT_YEAR_MIN && era != 2)
        return; /* سنة 583هـ is a year, سنة 583 none that a paper would give a day of */
    bool hijri = e->hijri_month != 0;
    if ((hijri && era == 1) || (!hijri && era == 2) || (hijri && v > DAT_HIJRI_YEAR_MAX))
        return;
    if (hijri)
        e->hijri_year = v;
    else
        e->year = v;
    e->end = end;
}

void dat_set_month(dat_expr *e, const dat_month *m)
{
    if (m->hijri)
        e->hijri_month = m->number;
    else
        e->month = m->number;
    e->end = m->end;
}

/* What stands behind a month's name: الماضي, its year, its era. */
void dat_take_month_tail(const men_doc *d, dat_expr *e)
{
    dat_step step;
    uint32_t q = e->end;
    if (dat_together(d, e->first, q) && dat_take_step(d, &q, &step)) {
        e->step = step;
        e->end = q;
        if (step != DAT_SAME && step != DAT_FOLLOWING)
            dat_take_year(d, e);
        return;
    }
    if (dat_together(d, e->first, q) && tok_mark(d, q, '(') && dat_take_step(d, &(uint32_t){q + 1}, &step) && tok_mark(d, q + 2, ')')) {
        e->step = step;
        e->end = q + 3;
        return;
    }
    dat_take_year(d, e);
    if (e->hijri_month && !e->hijri_year) {
        uint32_t end = e->end;
        if (dat_take_era(d, &end) == 2)
            e->end = end;
    }
}
