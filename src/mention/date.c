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

enum { LIST_MAX = 8 };

static bool is(const dat_state *st, uint32_t t, lex_word_id g)
{
    return lex_is(st->d->lex, t, g);
}

static bool mark(const dat_state *st, uint32_t t, uint32_t cp)
{
    return t < st->d->text->n_tokens && txt_is(men_token(st->d, t), cp);
}

static bool is_dash(const dat_state *st, uint32_t t)
{
    return mark(st, t, '-') || mark(st, t, 0x2013) || mark(st, t, 0x2014);
}

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
    if (is(st, p, GW_SINCE)) {
        *first = p;
        return "%.*s/..";
    }
    bool plain_year = e->unit == DAT_YEAR && (e->year || e->hijri_year) && e->end - e->first <= 3 && !is(st, e->first, GW_END) && !is(st, e->first, GW_BEGINNING) &&
                      !is(st, e->first, GW_MIDDLE);
    if (plain_year && (is(st, p, GW_UNTIL) || is(st, p, GW_UP_TO))) {
        *first = p;
        return "../%.*s";
    }
    if (plain_year && p > 0 && is(st, p - 1, GW_UP_TO) && st->d->lex->grammar_len[p - 1] == 2) {
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

static void write(dat_state *st, const dat_expr *e, const dat_value *v, bool range)
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

static bool write_one(dat_state *st, const dat_expr *e)
{
    dat_value v;
    dat_tense tense = dat_tense_around(st->d, e->first, e->end);
    if (!dat_resolve(st, e, tense, &v))
        return false;
    write(st, e, &v, false);
    return true;
}

/* ---- ranges and lists ---- */

/* Takes from the end what the start leaves unsaid: من 19 إلى 22 فبراير. False if they do not go together. */
static bool fill(dat_expr *a, dat_expr *b)
{
    if (a->unit == DAT_DAY && b->unit == DAT_DAY && !a->has_offset && !a->weekday && !a->month && !a->of_month && !a->hijri_month) {
        a->month = b->month, a->year = b->year, a->of_month = b->of_month, a->step = b->step, a->year_step = b->year_step;
        a->hijri_month = b->hijri_month, a->hijri_year = b->hijri_year;
        if (b->hijri_month)
            a->hijri_day = a->day, a->day = 0;
        int from = a->day + a->hijri_day, to = b->day + b->hijri_day;
        return (b->month || b->of_month || b->hijri_month) && from < to;
    }
    if (a->month && b->month && !a->year && (b->year || b->year_step || b->step)) {
        a->year = b->year && a->month > b->month ? b->year - 1 : b->year;
        a->year_step = b->year_step;
        if (!a->step)
            a->step = b->step;
    }
    if (a->month && b->month && a->year && !b->year && !b->step)
        b->year = b->month >= a->month ? a->year : a->year + 1;
    if (a->hijri_month && b->hijri_month && !a->hijri_year)
        a->hijri_year = b->hijri_year;
    return true;
}

static bool coarse(dat_unit u)
{
    return u == DAT_YEAR || u == DAT_DECADE;
}

static bool write_range(dat_state *st, uint32_t first, dat_expr *a, dat_expr *b, uint32_t end)
{
    if (!fill(a, b) || (coarse(a->unit) != coarse(b->unit) && !(b->unit == DAT_YEAR && a->unit == DAT_MONTH)))
        return false;
    dat_value from, to;
    dat_tense tense = dat_tense_around(st->d, first, end);
    if (!dat_resolve(st, b, tense, &to))
        return false;
    dat_state at = *st;
    at.last = to;
    at.has_last = true;
    if (!dat_resolve(&at, a, tense, &from))
        return false;
    if (from.from > to.to && a->month && !a->year && !b->year && !b->step) { /* من 19 ديسمبر إلى 5 يناير */
        dat_expr again = *a;
        again.year = from.a.year - 1;
        if (!dat_resolve(st, &again, tense, &from))
            return false;
    }
    if (from.from > to.to && b->weekday && !b->month && a->weekday) /* من الجمعة إلى الأحد */
        to.from += 7, to.to += 7, to.a = cal_from_days(to.from);
    if (from.from >= to.to || from.decade || to.decade || from.season || to.season)
        return false;
    dat_value v = {.a = from.a, .b = to.b.year ? to.b : to.a, .from = from.from, .to = to.to, .calendar = from.calendar};
    if (from.a.year == v.b.year && from.a.month == v.b.month && from.a.day == v.b.day)
        return false;
    v.doubt = from.doubt ? from.doubt : to.doubt;
    dat_expr e = *b;
    e.first = first;
    e.end = end;
    write(st, &e, &v, true);
    return true;
}

static bool read_point(const dat_state *st, uint32_t t, dat_expr *ret)
{
    return t < st->d->text->n_tokens && !dat_inside_name(st->d, t) && dat_read(st->d, t, ret);
}

/* The far end of a range or list: a point, or a year or day alone where the near end was one. */
static bool read_end(const dat_state *st, uint32_t t, const dat_expr *near, dat_expr *ret)
{
    if (near->unit == DAT_YEAR && dat_read_bare_year(st->d, t, ret))
        return true;
    return read_point(st, t, ret);
}

/* Behind و: a token of its own before figures, a letter of words. */
static bool joined(const dat_state *st, uint32_t t, uint32_t *ret)
{
    if (t >= st->d->text->n_tokens)
        return false;
    if (men_is_wa(st->d, t)) {
        *ret = t + 1;
        return true;
    }
    const txt_token *k = men_token(st->d, t);
    *ret = t;
    return k->kind == TXT_WORD && k->key_len > 3 && k->key[0] == K_WAW && k->key[1] != K_ALEF + 100;
}

static bool is_to(const dat_state *st, uint32_t t)
{
    return is(st, t, GW_TO) || is(st, t, GW_UNTIL) || is(st, t, GW_UP_TO);
}

static uint32_t grammar_length(const dat_state *st, uint32_t t)
{
    return st->d->lex->grammar_len[t] > 1 && is(st, t, GW_UP_TO) ? st->d->lex->grammar_len[t] : 1;
}

/* من A إلى B, بين A وB, يومي A وB, عامي A وB */
static bool range_after(dat_state *st, uint32_t t)
{
    bool between = is(st, t, GW_BETWEEN), from = is(st, t, GW_FROM), pair = is(st, t, GW_PAIR_OF) || lex_has(st->d->lex, t, GW_PAIR_OF);
    if (!between && !from && !pair)
        return false;
    uint32_t p = t + 1;
    if (between && is(st, p, GW_PAIR_OF)) {
        pair = true;
        p++;
    }
    dat_expr a, b;
    if (p >= st->d->text->n_tokens || !men_same_sentence(st->d, t, p))
        return false;
    uint32_t day = p + (is(st, p, GW_DAY) ? 1 : 0);
    if (!dat_read_bare_year(st->d, p, &a) && !read_point(st, p, &a) && !dat_read_day_number(st->d, day, &a))
        return false;
    a.first = p;
    uint32_t q = a.end;
    if ((between || pair) && !joined(st, q, &q)) {
        if (!is_dash(st, q) || !between)
            return false;
        q++;
    } else if (from) {
        if (is_to(st, q))
            q += grammar_length(st, q);
        else if (is_dash(st, q))
            q++;
        else if (men_is_wa(st->d, q) && is_to(st, q + 1))
            q += 2;
        else
            return false;
    }
    if (!men_same_sentence(st->d, t, q < st->d->text->n_tokens ? q : t))
        return false;
    if (!read_end(st, q, &a, &b))
        return false;
    if (a.unit == DAT_YEAR && a.end == a.first + 1 && b.unit != DAT_YEAR)
        return false;
    if (pair && a.unit == DAT_DAY && b.unit == DAT_DAY) { /* days that do not touch are two items */
        dat_expr a2 = a, b2 = b;
        dat_value x, y;
        if (fill(&a2, &b2) && dat_resolve(st, &a2, DAT_PAST, &x) && dat_resolve(st, &b2, DAT_PAST, &y) && (y.from - x.from) % 7 != 1 && x.from + 1 != y.from) {
            a2.first = t;
            return write_one(st, &a2) && write_one(st, &b2);
        }
    }
    return write_range(st, from || pair || between ? t : p, &a, &b, b.end);
}

/* 10-11 مايو, 19 و20 فبراير, 3، 5 و7 أيار: days that share what follows the last. */
static bool day_list(dat_state *st, uint32_t t)
{
    const men_doc *d = st->d;
    dat_expr days[LIST_MAX];
    uint32_t n = 0, q = t;
    bool dashed = false;
    if (men_token(d, t)->kind == TXT_NUMBER ? men_token(d, t)->key_len > 2 : !lex_match_of(d->lex, t, LEX_NUMBER))
        return false;
    for (;;) {
        dat_expr whole;
        if (n > 0 && dat_read(d, q, &whole) && whole.unit == DAT_DAY && whole.day + whole.hijri_day && (whole.month || whole.of_month || whole.hijri_month) &&
            whole.first == q) {
            days[n++] = whole;
            break;
        }
        if (n + 1 >= LIST_MAX || !dat_read_day_number(d, q, &days[n]))
            return false;
        q = days[n++].end;
        if (is_dash(st, q) || (mark(st, q, '/') && n == 1))
            dashed = true, q++;
        else if (n == 1 && is_to(st, q) && men_token(d, t)->kind == TXT_NUMBER)
            dashed = true, q++;
        else if (mark(st, q, 0x60C) || mark(st, q, ','))
            q++;
        else if (!joined(st, q, &q))
            return false;
        if (q >= d->text->n_tokens || !men_same_sentence(d, t, q))
            return false;
    }
    uint32_t last = n - 1;
    bool in_row = n == 2 && dashed;
    if (!in_row) {
        in_row = true;
        for (uint32_t i = 1; i < n; i++)
            in_row &= days[i].day + days[i].hijri_day == days[i - 1].day + 1;
    }
    if (in_row)
        return write_range(st, t, &days[0], &days[last], days[last].end);
    for (uint32_t i = 0; i < last; i++) {
        dat_expr b = days[last];
        if (!fill(&days[i], &b) || !write_one(st, &days[i]))
            return false;
    }
    return write_one(st, &days[last]);
}

/* 1998-2000, 2015/2016; also alone in parentheses. */
static bool year_range(dat_state *st, uint32_t t)
{
    dat_expr a, b;
    if (!dat_read_bare_year(st->d, t, &a) || !(is_dash(st, t + 1) || mark(st, t + 1, '/')) || !dat_read_bare_year(st->d, t + 2, &b) || b.year <= a.year ||
        b.year - a.year > 200 || is_dash(st, b.end))
        return false;
    return write_range(st, t, &a, &b, b.end);
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
    return lex_is(d->lex, t, GW_PERCENT) || lex_is(d->lex, t, GW_HUMANS) || lex_is(d->lex, t, GW_TIME_UNIT) || men_number_word(d, t, STR("currency"), STR_NONE, NULL) ||
           men_number_word(d, t, STR("thousand"), STR_NONE, NULL) || men_number_word(d, t, STR("million"), STR_NONE, NULL) || lex_is(d->lex, t, GW_YEARS) ||
           (lex_is(d->lex, t, GW_MONTHS) || lex_is(d->lex, t, GW_DAYS));
}

static bool year_follows(const dat_state *st, uint32_t p)
{
    static const lex_word_id before[] = {GW_IN, GW_SINCE, GW_UNTIL, GW_BEFORE, GW_AFTER, GW_DURING, GW_UP_TO, GW_TO, GW_FROM};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (is(st, p, before[i]))
            return true;
    const txt_token *k = men_token(st->d, p);
    if (k->kind == TXT_WORD && k->key_len == 1 && (k->key[0] == K_LAM || k->key[0] == K_BEH))
        return true;
    if (p > 0 && is(st, p - 1, GW_UP_TO) && st->d->lex->grammar_len[p - 1] == 2)
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
        (mark(st, t + 1, ':') || mark(st, t + 1, '/') || mark(st, t + 1, '-') || mark(st, t + 1, '+')))
        return false;
    if (t > 0 && (mark(st, t - 1, '/') || mark(st, t - 1, '-') || mark(st, t - 1, ':')) && !(men_token(d, t)->flags & TXT_SPACE_BEFORE))
        return false;
    bool era = e.end > t + 1;
    bool in_brackets = t > 0 && mark(st, t - 1, '(') && mark(st, e.end, ')');
    if (!era && !in_brackets && !(t > 0 && men_same_sentence(d, t - 1, t) && year_follows(st, t - 1)))
        return false;
    if (!era && (e.year < 1850 || (counts_things(d, e.end) && men_same_sentence(d, t, e.end))))
        return false;
    if (e.year % 100 == 0 && !era && !in_brackets && e.end < d->text->n_tokens && men_token(d, e.end)->kind == TXT_WORD && men_same_sentence(d, t, e.end) &&
        !d->lex->grammar_len[e.end] && !men_is_wa(d, e.end))
        return false; /* في 2000 قرية */
    return write_one(st, &e);
}

/* ---- the scan ---- */

/* 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م: the second date of a pair, in the other calendar. */
static bool pair_end(const dat_state *st, const dat_expr *e, dat_expr *ret)
{
    if (e->unit != DAT_DAY || !(e->hijri_day || (e->day && e->month)))
        return false;
    uint32_t q = e->end;
    bool open = mark(st, q, '(') || mark(st, q, '[');
    if (open || is_dash(st, q) || mark(st, q, '/') || mark(st, q, 0x60C) || mark(st, q, ',') || mark(st, q, '='))
        q++;
    if (is(st, q, GW_CORRESPONDING))
        q += st->d->lex->grammar_len[q] > 1 ? st->d->lex->grammar_len[q] : 1;
    if (q < st->d->text->n_tokens && men_token(st->d, q)->kind == TXT_WORD && men_token(st->d, q)->key_len == 1 && men_token(st->d, q)->key[0] == K_LAM)
        q++;
    if (q >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, q) || !dat_read(st->d, q, ret) || ret->unit != DAT_DAY)
        return false;
    if (!(e->hijri_day ? ret->day && ret->month : ret->hijri_day != 0))
        return false;
    if (open && (mark(st, ret->end, ')') || mark(st, ret->end, ']')))
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
        if (cal_to_hijri(v.from, &near))
            hijri.hijri_year = near.year;
    }
    hijri.weekday = 0;
    if (!dat_resolve(st, &hijri, DAT_UNSAID, &h) || h.from - v.from > 1 || v.from - h.from > 1)
        v.doubt = "calendar";
    v.calendar = e->hijri_day ? MEN_HIJRI : MEN_GREGORIAN;
    write(st, &both, &v, false);
    return true;
}

/* ثورة 25 يناير, أحداث 11 سبتمبر without a year: a name, no date. */
static bool is_name(const dat_state *st, const dat_expr *e)
{
    uint32_t p = e->first;
    if (p > 1 && is(st, p, GW_DATE_NOUN) && men_cue(st->d, p - 2, STR("retrieved")))
        return true; /* تم جلبه من مصدره الأصلي بتاريخ … is page furniture */
    if (p == 0 || !men_same_sentence(st->d, p - 1, p))
        return false;
    if (is(st, p - 1, GW_DAY) && p > 1)
        p--;
    if (e->year || e->has_offset || e->step || e->year_step || e->of_month)
        return false;
    if (e->day && e->month && men_cue(st->d, p - 1, STR("dated-name")))
        return true;
    return e->day == 11 && e->month == 9 && men_cue(st->d, p - 1, STR("dated-event"));
}

/* في أكتوبر ونوفمبر 2017: the year of the last is also that of those before it. */
static void share_year(const dat_state *st, dat_expr *e)
{
    if (!e->month || e->year || e->step || e->year_step || e->of_month || e->weekday)
        return;
    dat_expr b = *e;
    for (int n = 0; n < 4; n++) {
        uint32_t q = b.end, next;
        if (mark(st, q, 0x60C) || mark(st, q, ','))
            next = q + 1;
        else if (!joined(st, q, &next) && !(is_dash(st, q) && (next = q + 1, true)))
            return;
        if (next < st->d->text->n_tokens && is(st, next, GW_IN))
            next++;
        if (next >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, next) || !dat_read(st->d, next, &b) || !b.month || (b.day != 0) != (e->day != 0))
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

/* ليل الخميس الجمعة, ليل الأحد - الاثنين */
static bool night_pair(dat_state *st, const dat_expr *e)
{
    if (e->unit != DAT_DAY || !e->weekday || e->has_offset || e->day || e->month || e->step)
        return false;
    uint32_t q = e->end;
    bool sign = is_dash(st, q) || mark(st, q, '/');
    if (sign)
        q++;
    else if (!e->night)
        return false;
    dat_expr b;
    if (q >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, q) || !lex_match_of(st->d->lex, q, LEX_WEEKDAY) || !dat_read(st->d, q, &b) || !b.weekday ||
        b.weekday != e->weekday % 7 + 1 || b.has_offset)
        return false;
    dat_tense tense = dat_tense_around(st->d, e->first, b.end);
    dat_value v;
    dat_expr end = b;
    if (!dat_resolve(st, &end, tense, &v))
        return false;
    dat_value from = v;
    from.b = from.a;
    from.to = v.from;
    from.from = v.from - 1;
    from.a = cal_from_days(from.from);
    end.first = e->first;
    write(st, &end, &from, true);
    return true;
}

/* 28 نوفمبر حتى الأول من ديسمبر; مايو - يونيو 2015; اليوم وحتى نهاية الأسبوع */
static bool point_range(dat_state *st, const dat_expr *e)
{
    uint32_t q = e->end;
    bool dash = is_dash(st, q), until = is(st, q, GW_UNTIL);
    if ((!dash && !until) || !(e->unit == DAT_DAY || e->unit == DAT_MONTH) || (e->unit == DAT_MONTH && !e->month))
        return false;
    dat_expr a = *e, b;
    if (!read_point(st, q + 1, &b) || (dash && (b.unit != a.unit || b.weekday || !b.month || a.weekday || a.has_offset)))
        return false;
    if (until && b.unit == DAT_YEAR)
        return false;
    if (dash && b.hijri_month != a.hijri_month && (!b.hijri_month || !a.hijri_month))
        return false;
    return write_range(st, e->first, &a, &b, b.end);
}

static bool is_daily_today(const dat_state *st, const dat_expr *e)
{
    if (!e->has_offset || e->offset != 0 || e->end != e->first + 1 || e->first == 0 || !men_same_sentence(st->d, e->first - 1, e->first))
        return false;
    uint32_t p = e->first - 1; /* نصف طن في اليوم, نهاية اليوم, كل اليوم */
    return is(st, p, GW_IN) || is(st, p, GW_END) || is(st, p, GW_BEGINNING) || is(st, p, GW_ALL) || is(st, p, GW_SAME) || is(st, p, GW_AND_OR);
}

/* منتصف سبتمبر من كل عام */
static bool is_yearly(const dat_state *st, const dat_expr *e)
{
    return !e->year && is(st, e->end, GW_FROM) && is(st, e->end + 1, GW_ALL);
}

static bool read_here(dat_state *st, uint32_t t)
{
    const men_doc *d = st->d;
    bool figure = men_token(d, t)->kind == TXT_NUMBER;
    if (dat_inside_name(d, t))
        return false;
    if (!figure && range_after(st, t))
        return true;
    if (figure && year_range(st, t))
        return true;
    if (day_list(st, t))
        return true;
    dat_expr e, other;
    if (!dat_read(d, t, &e))
        return figure && bare_year(st, t);
    if (is_daily_today(st, &e) || is_name(st, &e) || is_yearly(st, &e)) {
        st->skip = e.end; /* nor are its parts */
        return false;
    }
    if (e.hijri_month && !e.hijri_day && !e.hijri_year && !(lex_has(d->lex, e.first, GW_MONTH)) && e.step == DAT_PLAIN)
        return false;
    if (pair_end(st, &e, &other) && write_pair(st, &e, &other))
        return true;
    if (night_pair(st, &e) || point_range(st, &e))
        return true;
    share_year(st, &e);
    return write_one(st, &e);
}

static const lex_word_id starters[] = {
    GW_TODAY, GW_YESTERDAY, GW_DAY_BEFORE_YESTERDAY, GW_TOMORROW, GW_DAY_AFTER_TOMORROW, GW_DAY, GW_WEEK, GW_MONTH, GW_YEAR, GW_DECADE, GW_CENTURY, GW_QUARTER, GW_HALF,
    GW_BEGINNING, GW_MIDDLE, GW_END, GW_MORNING, GW_EVENING, GW_NIGHT, GW_DATE_NOUN, GW_THIS_F, GW_THIS_M, GW_SUMMER, GW_WINTER, GW_SPRING, GW_AUTUMN, GW_WEEKEND,
    GW_SAME_DAY, GW_SAME, GW_DAYTIME, GW_TONIGHT, GW_PAIR_OF, GW_FROM, GW_BETWEEN};

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
        if (kind == LEX_MONTH || kind == LEX_WEEKDAY || kind == LEX_NUMBER)
            return true;
    }
    return false;
}

void men_read_times(men_doc *d)
{
    dat_state st = {.d = d, .has_base = d->has_published && d->published.day};
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
