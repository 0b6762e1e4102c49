/* Dates: ranges and lists, whose ends share what only one of them says.
 *
 *     من 19 إلى 22 فبراير     19 takes its month from 22         بين عامي 2006 و2008, 10-11 مايو, يومي الخميس والجمعة, ليل الأحد - الاثنين
 *     في 10 و15 مايو          two items; days that touch (10 و11) are one range
 */
#include "mention/date.h"
#include "mention/number.h"
#include "mention/number_token.h"

enum { LIST_MAX = 8 };

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
    dat_tense tense = a->has_offset && a->offset > 0 ? DAT_FUTURE : dat_tense_around(st->d, first, end);
    if (!dat_resolve(st, b, tense, &to))
        return false;
    if (a->month && !a->year && !a->year_step && !a->step && to.a.month)
        a->year = a->month > to.a.month ? to.a.year - 1 : to.a.year;
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
    dat_write(st, &e, &v, true);
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
bool dat_joined(const dat_state *st, uint32_t t, uint32_t *ret)
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
    return tok_is(st->d, t, GW_TO) || tok_is(st->d, t, GW_UNTIL) || tok_is(st->d, t, GW_UP_TO);
}

static uint32_t grammar_length(const dat_state *st, uint32_t t)
{
    return st->d->lex->grammar_len[t] > 1 && tok_is(st->d, t, GW_UP_TO) ? st->d->lex->grammar_len[t] : 1;
}

/* من A إلى B, بين A وB, يومي A وB, عامي A وB */
bool dat_range_after(dat_state *st, uint32_t t)
{
    bool between = tok_is(st->d, t, GW_BETWEEN), from = tok_is(st->d, t, GW_FROM), pair = tok_is(st->d, t, GW_PAIR_OF) || tok_has(st->d, t, GW_PAIR_OF);
    if (!between && !from && !pair)
        return false;
    uint32_t p = t + 1;
    if (between && tok_is(st->d, p, GW_PAIR_OF)) {
        pair = true;
        p++;
    }
    dat_expr a, b;
    if (p >= st->d->text->n_tokens || !men_same_sentence(st->d, t, p))
        return false;
    uint32_t day = p + (tok_is(st->d, p, GW_DAY) ? 1 : 0);
    if (!dat_read_bare_year(st->d, p, &a) && !read_point(st, p, &a) && !dat_read_day_number(st->d, day, &a))
        return false;
    a.first = p;
    uint32_t q = a.end;
    if ((between || pair) && !dat_joined(st, q, &q)) {
        if (!tok_dash(st->d, q) || !between)
            return false;
        q++;
    } else if (from) {
        if (is_to(st, q))
            q += grammar_length(st, q);
        else if (tok_dash(st->d, q))
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
    if (between && a.has_offset && b.has_offset && !a.weekday && !b.weekday)
        return false;                                     /* بين الأمس واليوم */
    if (pair && a.unit == DAT_DAY && b.unit == DAT_DAY) { /* days that do not touch are two items */
        dat_expr a2 = a, b2 = b;
        dat_value x, y;
        if (fill(&a2, &b2) && dat_resolve(st, &a2, DAT_PAST, &x) && dat_resolve(st, &b2, DAT_PAST, &y) && (y.from - x.from) % 7 != 1 && x.from + 1 != y.from) {
            a2.first = t;
            return dat_write_one(st, &a2) && dat_write_one(st, &b2);
        }
    }
    return write_range(st, from || pair || between ? t : p, &a, &b, b.end);
}

/* 10-11 مايو, 19 و20 فبراير, 3، 5 و7 أيار: days that share what follows the last. */
bool dat_day_list(dat_state *st, uint32_t t)
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
        if (tok_dash(st->d, q) || (tok_mark(st->d, q, '/') && n == 1))
            dashed = true, q++;
        else if (n == 1 && is_to(st, q) && men_token(d, t)->kind == TXT_NUMBER)
            dashed = true, q++;
        else if (tok_mark(st->d, q, 0x60C) || tok_mark(st->d, q, ','))
            q++;
        else if (!dat_joined(st, q, &q))
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
        if (!fill(&days[i], &b) || !dat_write_one(st, &days[i]))
            return false;
    }
    return dat_write_one(st, &days[last]);
}

/* 1998-2000, 2015/2016; also alone in parentheses. */
bool dat_year_range(dat_state *st, uint32_t t)
{
    dat_expr a, b;
    if (!dat_read_bare_year(st->d, t, &a) || !(tok_dash(st->d, t + 1) || tok_mark(st->d, t + 1, '/')) || !dat_read_bare_year(st->d, t + 2, &b) ||
        b.year <= a.year || b.year - a.year > 200 || tok_dash(st->d, b.end))
        return false;
    return write_range(st, t, &a, &b, b.end);
}

/* ليل الخميس الجمعة, ليل الأحد - الاثنين */
bool dat_night_pair(dat_state *st, const dat_expr *e)
{
    if (e->unit != DAT_DAY || !e->weekday || e->has_offset || e->day || e->month || e->step)
        return false;
    uint32_t q = e->end;
    bool sign = tok_dash(st->d, q) || tok_mark(st->d, q, '/') || (e->night && is_to(st, q));
    if (sign)
        q++;
    else if (!e->night)
        return false;
    dat_expr b;
    if (q >= st->d->text->n_tokens || !men_same_sentence(st->d, e->first, q) || !lex_match_of(st->d->lex, q, LEX_WEEKDAY) || !dat_read(st->d, q, &b) ||
        !b.weekday || b.weekday != e->weekday % 7 + 1 || b.has_offset)
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
    dat_write(st, &end, &from, true);
    return true;
}

/* 28 نوفمبر حتى الأول من ديسمبر; مايو - يونيو 2015; اليوم وحتى نهاية الأسبوع */
bool dat_point_range(dat_state *st, const dat_expr *e)
{
    uint32_t q = e->end;
    bool dash = tok_dash(st->d, q), until = tok_is(st->d, q, GW_UNTIL);
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
