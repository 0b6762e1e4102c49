/* Dates: finding them in a report, joining what belongs together, and writing them down.
 *
 *     tokens → one expression (date_read.c) → ranges and lists → its days (date_resolve.c) → men_time
 *
 * One item is: a date; a range («من 19 إلى 22 فبراير», «بين عامي 2006 و2008», «10-11 مايو», «ليل الخميس الجمعة»); a Hijri date with its Gregorian one. In lists
 * («في 10 و15 مايو») each day is an item, and takes its month or year from the last. منذ before a date opens its end, حتى before a year its start.
 *
 * What is a date by its words and not in its sense is left out: names made of dates (ثورة 25 يناير), outlets (المصري اليوم), noise lines.
 */
#include "mention/date.h"
#include "mention/number.h"
#include "mention/number_token.h"

/* ---- writing ---- */

/* Letters of clitics before the word of time at t. */
static unsigned clitic_letters(const men_doc *d, uint32_t t)
{
    const lex_word *w = d->lex->words[t];
    for (uint32_t i = 0; i < w->n; i++) {
        const lex_reading *r = &w->readings[i];
        if (!r->node || r->clitics & LEX_C_AL || r->pronoun)
            continue;
        uint32_t n;
        const lex_form *f = lex_forms(d->lex->image, r->node, &n);
        for (uint32_t k = 0; k < n; k++)
            if (f[k].kind == LEX_GRAMMAR || f[k].kind == LEX_MONTH || f[k].kind == LEX_WEEKDAY || f[k].kind == LEX_NUMBER)
                return r->letters;
    }
    return 0;
}

/* How the words before an expression open it. Moves *first over منذ. */
static const char *open_ends(const dat_state *st, const dat_expr *e, uint32_t *first)
{
    if (*first == 0 || !men_same_sentence(st->d, *first - 1, *first))
        return "%.*s";
    uint32_t p = *first - 1;
    if (tok_is(st->d, p, GW_SINCE)) {
        *first = p;
        return "%.*s/..";
    }
    bool plain_year = e->unit == DAT_YEAR && (e->year || e->hijri_year) && e->end - e->first <= 3 && !tok_is(st->d, e->first, GW_END) &&
                      !tok_is(st->d, e->first, GW_BEGINNING) && !tok_is(st->d, e->first, GW_MIDDLE);
    if (plain_year && (tok_is(st->d, p, GW_UNTIL) || tok_is(st->d, p, GW_UP_TO))) {
        *first = p;
        return "../%.*s";
    }
    if (plain_year && p > 0 && tok_is(st->d, p - 1, GW_UP_TO) && st->d->lex->grammar_len[p - 1] == 2) {
        *first = p - 1;
        return "../%.*s";
    }
    return "%.*s";
}

/* الدوحة في 29 سبتمبر (وكالة) - …: the day on which the text says اليوم. */
static bool is_dateline(const dat_state *st, const dat_expr *e, const dat_value *v)
{
    return e->first < 6 && e->day + e->hijri_day && !e->has_offset && !v->b.year && st->has_base && v->from <= st->base && v->from >= st->base - 3 &&
           (e->month || e->hijri_month) && men_token(st->d, e->first)->sentence == 0 && e->end < st->d->text->n_tokens &&
           (men_token(st->d, e->end)->kind == TXT_PUNCT || men_token(st->d, e->end)->flags & TXT_LINE_START);
}

void dat_write(dat_state *st, const dat_expr *e, const dat_value *v, bool range)
{
    men_doc *d = st->d;
    uint32_t first = e->first;
    const char *format = range ? "%.*s" : open_ends(st, e, &first);
    str edtf = dat_edtf(d->memory, v);
    men_time *t = vec_push(d->memory, &d->times);
    t->span = men_span_of(d, first, e->end, clitic_letters(d, first));
    t->calendar = v->calendar;
    t->doubt = v->doubt;
    t->from = v->from;
    t->to = v->to;
    if (format[0] == '.') {
        if (v->b.year) { /* حتى عام 1435هـ: to its last day */
            dat_value end = {.a = v->b};
            edtf = dat_edtf(d->memory, &end);
        }
        t->edtf = arena_printf(d->memory, "../%.*s", (int) edtf.len, edtf.ptr);
        t->from = INT32_MIN;
    } else if (format[4]) {
        if (v->b.year) { /* منذ الأسبوع الماضي: from its first day */
            dat_value start = *v;
            start.b = (cal_date){0};
            edtf = dat_edtf(d->memory, &start);
        }
        t->edtf = arena_printf(d->memory, "%.*s/..", (int) edtf.len, edtf.ptr);
        t->to = INT32_MAX;
    } else {
        t->edtf = edtf;
    }
    for (uint32_t i = first; i < e->end; i++)
        d->time_at[i] = d->times.n;
    if (d->noise[e->first])
        return;
    if (e->has_offset && e->offset == 0 && e->weekday && v->doubt)
        st->today = v->from;
    if (is_dateline(st, e, v))
        st->today = v->from;
    if (!v->decade && !v->century) {
        st->last = *v;
        st->has_last = true;
    }
    bool whole = (e->year && e->month && !v->b.year) || (e->hijri_year && e->hijri_day);
    bool told = st->has_named && e->month && !e->year && !e->step && v->a.year == st->named.year; /* the story goes on */
    st->has_named = whole || told;
    if (st->has_named) {
        st->named = v->a;
        st->named_sentence = men_token(d, e->first)->sentence;
    }
    if (!st->has_base && v->a.day) {
        st->has_base = true;
        st->base = st->today = v->to;
    }
}

bool dat_write_one(dat_state *st, const dat_expr *e)
{
    dat_value v;
    dat_tense tense = dat_tense_around(st->d, e->first, e->end);
    if (!dat_resolve(st, e, tense, &v))
        return false;
    dat_write(st, e, &v, false);
    return true;
}

/* ---- a year alone ---- */

static bool counts_things(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens)
        return false;
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD)
        return k->kind == TXT_LATIN || txt_is(k, '%') || txt_is(k, 0x66A) || txt_is(k, ':') || txt_is(k, '+');
    if (k->flags & TXT_TANWIN)
        return true;
    return tok_is(d, t, GW_PERCENT) || tok_is(d, t, GW_HUMANS) || tok_is(d, t, GW_TIME_UNIT) || men_number_word(d, t, STR("currency"), STR_NONE, NULL) ||
           men_number_word(d, t, STR("thousand"), STR_NONE, NULL) || men_number_word(d, t, STR("million"), STR_NONE, NULL) || tok_is(d, t, GW_YEARS) ||
           (tok_is(d, t, GW_MONTHS) || tok_is(d, t, GW_DAYS));
}

static bool year_follows(const dat_state *st, uint32_t p)
{
    static const lex_word_id before[] = {GW_IN, GW_SINCE, GW_UNTIL, GW_BEFORE, GW_AFTER, GW_DURING, GW_UP_TO, GW_TO, GW_FROM};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (tok_is(st->d, p, before[i]))
            return true;
    const txt_token *k = men_token(st->d, p);
    if (k->kind == TXT_WORD && k->key_len == 1 && (k->key[0] == K_LAM || k->key[0] == K_BEH))
        return true;
    if (p > 0 && tok_is(st->d, p - 1, GW_UP_TO) && st->d->lex->grammar_len[p - 1] == 2)
        return true;
    return men_cue(st->d, p, STR("year-head"));
}

static bool bare_year(dat_state *st, uint32_t t)
{
    const men_doc *d = st->d;
    dat_expr e;
    if (men_token(d, t)->key_len != 4 || !dat_read_bare_year(d, t, &e))
        return false;
    if (t + 1 < d->text->n_tokens && men_token(d, t + 1)->kind == TXT_PUNCT && !(men_token(d, t + 1)->flags & TXT_SPACE_BEFORE) &&
        (tok_mark(st->d, t + 1, ':') || tok_mark(st->d, t + 1, '/') || tok_mark(st->d, t + 1, '-') || tok_mark(st->d, t + 1, '+')))
        return false;
    if (t > 0 && (tok_mark(st->d, t - 1, '/') || tok_mark(st->d, t - 1, '-') || tok_mark(st->d, t - 1, ':')) && !(men_token(d, t)->flags & TXT_SPACE_BEFORE))
        return false;
    bool era = e.end > t + 1;
    bool in_brackets = t > 0 && tok_mark(st->d, t - 1, '(') && tok_mark(st->d, e.end, ')');
    if (!era && !in_brackets && !(t > 0 && men_same_sentence(d, t - 1, t) && year_follows(st, t - 1)))
        return false;
    if (!era && (e.year < 1850 || (counts_things(d, e.end) && men_same_sentence(d, t, e.end))))
        return false;
    if (e.year % 100 == 0 && !era && !in_brackets && e.end < d->text->n_tokens && men_token(d, e.end)->kind == TXT_WORD && men_same_sentence(d, t, e.end) &&
        !tok_function(d, e.end) && !men_is_wa(d, e.end))
        return false; /* في 2000 قرية */
    return dat_write_one(st, &e);
}

/* ---- the scan ---- */

/* 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م: the second date of a pair, in the other calendar. */
static bool pair_end(const dat_state *st, const dat_expr *e, dat_expr *ret)
{
    if (e->unit != DAT_DAY || !(e->hijri_day || (e->day && e->month)))
        return false;
    uint32_t q = e->end;
    bool open = tok_mark(st->d, q, '(') || tok_mark(st->d, q, '[');
    if (open || tok_dash(st->d, q) || tok_mark(st->d, q, '/') || tok_mark(st->d, q, 0x60C) || tok_mark(st->d, q, ',') || tok_mark(st->d, q, '='))
        q++;
    if (tok_is(st->d, q, GW_CORRESPONDING))
        q += st->d->lex->grammar_len[q] > 1 ? st->d->lex->grammar_len[q] : 1;
    if (q < st->d->text->n_tokens && men_token(st->d, q)->kind == TXT_WORD && men_token(st->d, q)->key_len == 1 && men_token(st->d, q)->key[0] == K_LAM)
        q++;
    if (q >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, q) || !dat_read(st->d, q, ret) || ret->unit != DAT_DAY)
        return false;
    if (!(e->hijri_day ? ret->day && ret->month : ret->hijri_day != 0))
        return false;
    if (open && (tok_mark(st->d, ret->end, ')') || tok_mark(st->d, ret->end, ']')))
        ret->end++;
    return true;
}

static bool write_pair(dat_state *st, const dat_expr *e, const dat_expr *other)
{
    dat_expr both = e->hijri_day ? *other : *e, hijri = e->hijri_day ? *e : *other;
    if (!both.weekday)
        both.weekday = hijri.weekday;
    if (!both.year && hijri.hijri_year) { /* the Hijri year tells the other */
        dat_value h;
        if (dat_resolve(st, &hijri, DAT_UNSAID, &h)) {
            both.year = h.a.year;
            if (both.month == 12 && h.a.month == 1)
                both.year--;
            else if (both.month == 1 && h.a.month == 12)
                both.year++;
        }
    }
    both.first = e->first;
    both.end = other->end;
    dat_value v, h;
    if (!dat_resolve(st, &both, dat_tense_around(st->d, both.first, both.end), &v))
        return false;
    if (!hijri.hijri_year) { /* the year that comes nearest */
        cal_date near;
        if (v.from == st->base && st->hijri->has_base && st->hijri->base == st->base)
            hijri.hijri_year = st->hijri->date.year;
        else if (cal_to_hijri(v.from, &near))
            hijri.hijri_year = near.year;
    }
    hijri.weekday = 0;
    if (!dat_resolve(st, &hijri, DAT_UNSAID, &h) || h.from - v.from > 1 || v.from - h.from > 1)
        v.doubt = "calendar";
    v.calendar = e->hijri_day ? MEN_HIJRI : MEN_GREGORIAN;
    dat_write(st, &both, &v, false);
    return true;
}

/* ثورة 25 يناير, أحداث 11 سبتمبر without a year: a name, no date. */
static bool is_name(const dat_state *st, const dat_expr *e)
{
    uint32_t p = e->first;
    if (p > 1 && tok_is(st->d, p, GW_DATE_NOUN) && men_cue(st->d, p - 2, STR("retrieved")))
        return true; /* تم جلبه من مصدره الأصلي بتاريخ … is page furniture */
    if (p == 0 || !men_same_sentence(st->d, p - 1, p))
        return false;
    if (tok_is(st->d, p - 1, GW_DAY) && p > 1)
        p--;
    if (e->year || e->has_offset || e->step || e->year_step || e->of_month)
        return false;
    if (e->day && e->month && men_cue(st->d, p - 1, STR("dated-name")))
        return true;
    if (e->day != 11 || e->month != 9)
        return false;
    if (men_cue(st->d, p - 1, STR("dated-event")))
        return true; /* of 2001, unless the day is near */
    int32_t now = st->has_base ? cal_from_days(st->base).month : 0;
    return now < 8 || now > 10;
}

/* في أكتوبر ونوفمبر 2017: the year of the last is also that of those before it. */
static void share_year(const dat_state *st, dat_expr *e)
{
    if (!e->month || e->year || e->step || e->year_step || e->of_month || e->weekday)
        return;
    dat_expr b = *e;
    for (int n = 0; n < 4; n++) {
        uint32_t q = b.end, next;
        if (tok_mark(st->d, q, 0x60C) || tok_mark(st->d, q, ','))
            next = q + 1;
        else if (!dat_joined(st, q, &next) && !(tok_dash(st->d, q) && (next = q + 1, true)))
            return;
        if (next < st->d->text->n_tokens && tok_is(st->d, next, GW_IN))
            next++;
        if (next >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, next) || !dat_read(st->d, next, &b) || !b.month ||
            (b.day != 0) != (e->day != 0))
            return;
        if (b.year || b.step || b.year_step) {
            if (b.month > e->month || (b.month == e->month && b.day > e->day)) {
                e->year = b.year;
                if (!b.year)
                    e->step = b.step, e->year_step = b.year_step;
            }
            return;
        }
    }
}

static bool is_daily_today(const dat_state *st, const dat_expr *e)
{
    if (!e->has_offset || e->offset != 0 || e->end != e->first + 1 || e->first == 0 || !men_same_sentence(st->d, e->first - 1, e->first))
        return false;
    uint32_t p = e->first - 1; /* نصف طن في اليوم, نهاية اليوم, كل اليوم */
    return tok_is(st->d, p, GW_IN) || tok_is(st->d, p, GW_END) || tok_is(st->d, p, GW_BEGINNING) || tok_is(st->d, p, GW_ALL) || tok_is(st->d, p, GW_SAME) ||
           tok_is(st->d, p, GW_AND_OR);
}

/* منتصف سبتمبر من كل عام */
static bool is_yearly(const dat_state *st, const dat_expr *e)
{
    return !e->year && tok_is(st->d, e->end, GW_FROM) && tok_is(st->d, e->end + 1, GW_ALL);
}

static bool read_here(dat_state *st, uint32_t t)
{
    const men_doc *d = st->d;
    bool figure = men_token(d, t)->kind == TXT_NUMBER;
    if (dat_inside_name(d, t))
        return false;
    if (!figure && dat_range_after(st, t))
        return true;
    if (figure && dat_year_range(st, t))
        return true;
    if (dat_day_list(st, t))
        return true;
    dat_expr e, other;
    if (!dat_read(d, t, &e))
        return figure && bare_year(st, t);
    if (is_daily_today(st, &e) || is_name(st, &e) || is_yearly(st, &e)) {
        st->skip = e.end; /* nor are its parts */
        return false;
    }
    if (e.hijri_month && !e.hijri_day && !e.hijri_year && !(tok_has(d, e.first, GW_MONTH)) && e.step == DAT_PLAIN)
        return false;
    if (pair_end(st, &e, &other) && write_pair(st, &e, &other))
        return true;
    if (dat_night_pair(st, &e) || dat_point_range(st, &e))
        return true;
    share_year(st, &e);
    return dat_write_one(st, &e);
}

static const lex_word_id starters[] = {GW_TODAY,
                                       GW_YESTERDAY,
                                       GW_DAY_BEFORE_YESTERDAY,
                                       GW_TOMORROW,
                                       GW_DAY_AFTER_TOMORROW,
                                       GW_DAY,
                                       GW_WEEK,
                                       GW_MONTH,
                                       GW_YEAR,
                                       GW_DECADE,
                                       GW_CENTURY,
                                       GW_QUARTER,
                                       GW_HALF,
                                       GW_BEGINNING,
                                       GW_MIDDLE,
                                       GW_END,
                                       GW_MORNING,
                                       GW_EVENING,
                                       GW_NIGHT,
                                       GW_DATE_NOUN,
                                       GW_THIS_F,
                                       GW_THIS_M,
                                       GW_SUMMER,
                                       GW_WINTER,
                                       GW_SPRING,
                                       GW_AUTUMN,
                                       GW_WEEKEND,
                                       GW_SAME_DAY,
                                       GW_SAME,
                                       GW_DEMONSTRATIVE,
                                       GW_DAYTIME,
                                       GW_TONIGHT,
                                       GW_PAIR_OF,
                                       GW_FROM,
                                       GW_BETWEEN};

static bool may_start(const men_doc *d, uint32_t t, const uint64_t mask[4])
{
    const txt_token *k = men_token(d, t);
    if (k->kind == TXT_NUMBER)
        return true;
    if (k->kind != TXT_WORD)
        return false;
    const uint64_t *g = d->lex->grammar[t], *p = d->lex->words[t]->prefixed;
    for (int i = 0; i < 4; i++)
        if ((g[i] | p[i]) & mask[i])
            return true;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        uint8_t kind = d->lex->matches[i].form->kind;
        if (kind == LEX_MONTH || kind == LEX_WEEKDAY)
            return true;
        if (kind == LEX_NUMBER) { /* days and decades: ordinals, ten to thirty, units */
            str class = lex_cell(d->lex->image, LEX_T_NUMBERS, d->lex->matches[i].form->row, NUMBER_CLASS);
            if (class.len && (class.ptr[0] == 'o' || class.ptr[0] == 't' || class.ptr[0] == 'u' || class.ptr[0] == 'd'))
                return true;
        }
    }
    return false;
}

void men_read_times(men_doc *d)
{
    dat_hijri hijri = {0};
    dat_state st = {.d = d, .hijri = &hijri, .has_base = d->has_published && d->published.day};
    if (st.has_base)
        st.base = st.today = cal_days(d->published);
    uint64_t mask[4] = {0};
    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++)
        mask[starters[i] >> 6] |= 1ull << (starters[i] & 63);
    for (uint32_t t = 0; t < d->text->n_tokens;) {
        uint32_t before = d->times.n;
        st.skip = 0;
        if (!d->time_at[t] && may_start(d, t, mask) && read_here(&st, t) && d->times.n > before)
            t = vec_last(&d->times)->span.end;
        else
            t = st.skip > t ? st.skip : t + 1;
    }
}
