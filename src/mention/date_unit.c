/* Dates, first step: weeks, months, seasons, years and longer, and the choice among all readings.
 *
 * A unit is a noun with what places it: العام الماضي, عام 2008, الربع الثاني من 2015, مطلع الشهر.
 */
#include "mention/date_word.h"

#include "base/utf8.h"

/* ---- larger units ---- */

static const struct {
    lex_word_id word;
    dat_unit unit;
} units[] = {{GW_WEEK, DAT_WEEK}, {GW_MONTH, DAT_MONTH}, {GW_YEAR, DAT_YEAR}, {GW_DECADE, DAT_DECADE}};

static bool is_season(const men_doc *d, uint32_t t, int *ret)
{
    static const lex_word_id words[] = {GW_SPRING, GW_SUMMER, GW_AUTUMN, GW_WINTER};
    for (int i = 0; i < 4; i++) {
        if (t < d->text->n_tokens && tok_has(d, t, words[i])) {
            *ret = 21 + i;
            return true;
        }
    }
    return false;
}

static bool read_season(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool this = tok_is(d, p, GW_THIS_M);
    if (this)
        p++;
    if (!is_season(d, p, &e->part) || dat_one_month_at(d, p, &(dat_month){0}))
        return false;
    e->unit = DAT_SEASON;
    uint32_t q = p + 1, end;
    dat_step step;
    if (dat_together(d, t, q) && tok_definite(d, p) && dat_take_step(d, &q, &step)) {
        e->step = step;
        e->end = q;
        return step != DAT_NEW;
    }
    if (this && tok_definite(d, p)) {
        e->step = DAT_THIS;
        e->end = p + 1;
        return true;
    }
    if (tok_definite(d, p)) { /* في الصيف, منذ الربيع */
        if (t == 0 || !(tok_is(d, t - 1, GW_IN) || tok_is(d, t - 1, GW_SINCE)) ||
            (q < d->text->n_tokens && men_token(d, q)->kind == TXT_WORD && tok_definite(d, q)))
            return false;
        e->end = p + 1;
        return true;
    }
    if (!dat_together(d, t, q))
        return false;
    if (tok_is(d, q, GW_FROM))
        q++;
    uint32_t at = q;
    if (dat_year_number(d, q, &e->year, &end) || dat_named_year(d, q, &e->year, &end)) {
        dat_take_era(d, &end);
        e->end = end;
        return true;
    }
    if (dat_take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
        return true;
    }
    return false;
}

/* الربع الثاني من 2015, النصف الأول من العام الجاري */
static bool read_part_of_year(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t + (tok_is(d, t, GW_THIS_M) ? 1 : 0);
    bool quarter = tok_has(d, p, GW_QUARTER), half = tok_has(d, p, GW_HALF);
    if ((!quarter && !half) || !tok_definite(d, p) || p + 1 >= d->text->n_tokens)
        return false;
    uint32_t q = p + 1;
    men_number n;
    dat_step step;
    if (quarter && dat_together(d, t, q) && (p > t || dat_take_step(d, &q, &step))) { /* هذا الربع, الربع المقبل */
        e->step = p > t ? DAT_THIS : step;
        e->unit = DAT_QUARTER;
        e->end = q;
        return e->step == DAT_THIS || e->step == DAT_LAST || e->step == DAT_NEXT;
    }
    if (p > t)
        return false;
    bool last = men_token(d, q)->kind == TXT_WORD && (tok_is(d, q, GW_FOURTH) && !men_number_word(d, q, STR("ordinal"), STR("4"), NULL)); /* الأخير */
    if (last)
        e->part = quarter ? 4 : 2, q++;
    else if (men_number_at(d, q, &n) && n.ordinal && n.value <= (quarter ? 4 : 2))
        e->part = (int) n.value, q = n.end;
    else
        return false;
    if (!dat_together(d, t, q))
        return false;
    e->unit = quarter ? DAT_QUARTER : DAT_HALF;
    bool from = tok_is(d, q, GW_FROM);
    if (from)
        q++;
    uint32_t at = q, end;
    if (dat_year_number(d, q, &e->year, &end) || dat_named_year(d, q, &e->year, &end)) {
        dat_take_era(d, &end);
        e->end = end;
    } else if (dat_take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
    } else if (from && dat_is_year_noun(d, q) && tok_definite(d, q)) {
        e->year_step = DAT_THIS;
        e->end = q + 1;
    } else {
        return false;
    }
    return true;
}

/* التسعينيات, عقد الثمانينات, ثمانينيات القرن الماضي */
static bool read_decade(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    if (tok_has(d, p, GW_DECADE) && p + 1 < d->text->n_tokens)
        p++;
    if (!men_number_word(d, p, STR("decade"), STR_NONE, &e->end))
        return false;
    for (int v = 20; v <= 90; v += 10) {
        char cell[3] = {(char) ('0' + v / 10), '0', 0};
        if (men_number_word(d, p, STR("decade"), str_of(cell), NULL))
            e->part = 190 + v / 10;
    }
    e->unit = DAT_DECADE;
    uint32_t q = e->end + (tok_is(d, e->end, GW_FROM) ? 1 : 0);
    if (dat_together(d, t, q) && tok_has(d, q, GW_CENTURY)) {
        men_number n;
        dat_step step;
        uint32_t after = q + 1;
        if (dat_take_step(d, &after, &step) && step == DAT_LAST)
            e->end = after;
        else if (q + 1 < d->text->n_tokens && men_number_at(d, q + 1, &n) && n.ordinal && n.value >= 10 && n.value <= 21) {
            e->part = ((int) n.value - 1) * 10 + e->part % 10;
            e->end = n.end;
        }
    } else if (!tok_definite(d, p) || (q > e->end && men_cue(d, q, STR("age")))) {
        return false; /* ثمانينات alone; في العشرينات من عمره */
    }
    return true;
}

static bool read_century(const men_doc *d, uint32_t t, dat_expr *e)
{
    men_number n;
    uint32_t q = t + 1;
    dat_step step;
    if (!tok_has(d, t, GW_CENTURY) || !tok_definite(d, t) || !dat_together(d, t, q))
        return false;
    if (men_number_at(d, q, &n) && n.ordinal && n.value >= 10 && n.value <= 21) {
        e->part = (int) n.value - 1;
        e->end = n.end;
    } else if (dat_take_step(d, &q, &step) && step == DAT_LAST) {
        e->part = 19;
        e->end = q;
    } else {
        return false;
    }
    e->unit = DAT_CENTURY;
    return true;
}

/* عام 2008, العام الماضي, هذا الأسبوع, الشهر نفسه */
static bool read_unit(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t end;
    if (t > 1 && dat_has_article(d, t, GW_WEEK) && tok_is(d, t - 1, GW_FROM) && men_cue(d, t - 2, STR("earlier")) &&
        !dat_take_step(d, &(uint32_t){t + 1}, &(dat_step){0})) {
        *e = (dat_expr){.first = t, .end = t + 1, .unit = DAT_WEEK, .step = DAT_THIS}; /* وقت سابق من الأسبوع */
        return true;
    }
    if (dat_named_year(d, t, &e->year, &end)) {
        int era = dat_take_era(d, &end);
        if (end < d->text->n_tokens && tok_mark(d, end, ')') && tok_mark(d, t + 1, '('))
            end++;
        e->unit = DAT_YEAR;
        e->end = end;
        if (era == 2 || (era == 0 && e->year >= 1300 && e->year <= 1500 && tok_is(d, t + 1, GW_HIJRI)))
            e->hijri_year = e->year, e->year = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        uint32_t at = t;
        if (!dat_take_unit(d, &at, units[i].word, &e->step))
            continue;
        if (e->step == DAT_NEW && units[i].unit != DAT_YEAR)
            return false;
        if (units[i].unit == DAT_YEAR && (dat_inside_name(d, t) || ((e->step == DAT_PRECEDING || (e->step == DAT_NEW && t > 0)) && t > 0 &&
                                                                    dat_together(d, t - 1, t) && tok_definite(d, t - 1) && !tok_is(d, t - 1, GW_BEGINNING))))
            return false; /* الأمين العام السابق */
        e->unit = units[i].unit;
        e->end = at;
        if (e->unit == DAT_YEAR && dat_together(d, t, at)) { /* العام الماضي (2014) */
            int year;
            bool open = tok_mark(d, at, '(');
            if (dat_plain(d, at + open, 4, 4, &year) && year > DAT_YEAR_MIN && year < DAT_YEAR_MAX && (!open || tok_mark(d, at + 2, ')'))) {
                e->end = at + 1 + (open ? 2u : 0u);
                if (!open && dat_take_era(d, &e->end) == 2)
                    e->hijri_year = year;
                else if (year > DAT_HIJRI_YEAR_MAX)
                    e->year = year;
            }
        }
        return true;
    }
    return false;
}

static bool read_month(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool noun = tok_has(d, p, GW_MONTH) && !tok_definite(d, p);
    if (noun)
        p++;
    dat_month m;
    if (!dat_month_at(d, p, &m) || (noun && m.clitics))
        return false;
    dat_set_month(e, &m);
    int day, year;
    uint32_t at = m.end + 1 + tok_comma(d, m.end + 1), end;
    if (!m.hijri && dat_plain(d, m.end, 1, 2, &day) && day >= 1 && day <= 31 && at < d->text->n_tokens && dat_together(d, t, at) &&
        dat_year_number(d, at, &year, &end)) {
        e->day = day; /* ديسمبر 25، 2013: as translations have it */
        e->year = year;
        e->end = end;
        e->unit = DAT_DAY;
        return true;
    }
    dat_take_month_tail(d, e);
    e->unit = DAT_MONTH;
    if (noun || e->year || e->hijri_year || e->year_step || e->end > m.end)
        return !(m.weak && !noun && !e->year && !e->hijri_year && !e->year_step && e->step == DAT_PLAIN);
    if (m.hijri)
        return false;
    if (t > 0 && dat_together(d, t - 1, t)) {
        if (men_cue(d, t - 1, STR("name-part")) || dat_inside_name(d, t) || dat_starts_person(d, t))
            return false;
        if (m.weak && men_token(d, t)->key_len == 2 && utf8_next(d->text->text, &(size_t){men_token(d, t)->begin}) != 0x622)
            return false; /* في إب is a town; آب without its madda is the father */
        if (m.weak)
            return m.clitics == 0 && (tok_is(d, t - 1, GW_IN) || tok_is(d, t - 1, GW_SINCE) || tok_is(d, t - 1, GW_UNTIL) || tok_is(d, t - 1, GW_BEGINNING) ||
                                      tok_is(d, t - 1, GW_END) || tok_is(d, t - 1, GW_MIDDLE) || tok_is(d, t - 1, GW_DURING));
    }
    return !m.weak || m.end > t + 1;
}

/* مطلع الشهر, نهاية 2018, أواخر أيار الماضي: coded as the whole of it. */
static bool read_edge(const men_doc *d, uint32_t t, dat_expr *e)
{
    if (tok_is(d, t, GW_WEEKEND)) {
        dat_step step;
        uint32_t q = t + tok_length(d, t);
        e->unit = DAT_WEEKEND;
        if (dat_together(d, t, q) && dat_take_step(d, &q, &step))
            e->step = step;
        e->end = q;
        return true;
    }
    if (!(tok_has(d, t, GW_BEGINNING) || tok_has(d, t, GW_MIDDLE) || tok_has(d, t, GW_END)) || t + 1 >= d->text->n_tokens || tok_definite(d, t))
        return false;
    uint32_t p = t + 1;
    int season;
    if (!dat_together(d, t, p))
        return false;
    if (tok_has(d, t, GW_END) && tok_has(d, p, GW_WEEK) && tok_definite(d, p)) { /* بنهاية الأسبوع */
        dat_step step;
        uint32_t q = p + 1;
        e->unit = DAT_WEEKEND;
        if (dat_together(d, t, q) && dat_take_step(d, &q, &step))
            e->step = step;
        e->end = q;
        return true;
    }
    if (read_unit(d, p, e) || read_decade(d, p, e) || (!is_season(d, p, &season) && read_month(d, p, e)))
        return true;
    if (dat_year_number(d, p, &e->year, &e->end)) {
        dat_take_era(d, &e->end);
        e->unit = DAT_YEAR;
        return true;
    }
    static const struct {
        lex_word_id word;
        dat_unit unit;
    } bare[] = {{GW_YEAR, DAT_YEAR}, {GW_MONTH, DAT_MONTH}, {GW_WEEK, DAT_WEEK}};
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (tok_has(d, p, bare[i].word) && tok_definite(d, p) &&
            !(p + 1 < d->text->n_tokens && men_token(d, p + 1)->kind == TXT_WORD && tok_definite(d, p + 1) && dat_together(d, p, p + 1))) {
            e->unit = bare[i].unit;
            e->step = DAT_THIS;
            e->end = p + 1;
            return true;
        }
    }
    return false;
}

bool dat_read(const men_doc *d, uint32_t t, dat_expr *ret)
{
    typedef bool reader(const men_doc *, uint32_t, dat_expr *);
    static reader *const readers[] = {dat_read_day, read_edge, read_part_of_year, read_decade, read_unit, read_season, read_month, read_century};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        dat_expr e = {.first = t, .end = t + 1};
        if (readers[i](d, t, &e)) {
            *ret = e;
            return true;
        }
    }
    return false;
}

bool dat_read_bare_year(const men_doc *d, uint32_t t, dat_expr *ret)
{
    int v;
    if (!dat_plain(d, t, 4, 4, &v) || v < 1800 || v > 2099)
        return false;
    *ret = (dat_expr){.first = t, .end = t + 1, .unit = DAT_YEAR, .year = v};
    dat_take_era(d, &ret->end);
    return true;
}
