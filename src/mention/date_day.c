/* Dates, first step: days.
 *
 *     مساء   يوم   أمس   الأربعاء   28   يناير   /   كانون الثاني   2026
 *     part   day   rel.  weekday    d    month        again          year
 *
 * Each piece may be missing; the reader goes from left to right and takes what fits. What makes a day of it is a relative word, a weekday or a day with its
 * month; صباح or يوم alone are none.
 */
#include "mention/date_word.h"

static bool day_number(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end, bool *ret_cardinal)
{
    men_number n;
    int v;
    *ret_cardinal = false;
    if (dat_plain(d, t, 1, 2, &v)) {
        *ret_end = t + 1;
        *ret = v;
        return v >= 1 && v <= 31;
    }
    if (t >= d->text->n_tokens || men_token(d, t)->kind != TXT_WORD || !men_number_at(d, t, &n) || n.value < 1 || n.value > 31 || (!n.in_words))
        return false;
    const txt_token *k = men_token(d, t);
    if (n.ordinal && (k->flags & TXT_TEH_MARBUTA || (n.value == 1 && k->key[k->key_len - 1] == K_YEH)))
        return false; /* a day is masculine: للمرة الثالثة هذا الشهر */
    *ret = (int) n.value;
    *ret_end = n.end;
    *ret_cardinal = !n.ordinal;
    return n.value == *ret;
}

/* 28 يناير, السابع من الشهر الجاري, 21 الجاري, غرة رمضان */
static bool take_day_of_month(const men_doc *d, uint32_t t, dat_expr *e)
{
    int day;
    uint32_t q;
    bool cardinal, from = false;
    dat_month m;
    if (!day_number(d, t, &day, &q, &cardinal)) {
        if (!(tok_is(d, t, GW_BEGINNING) && tok_has(d, t, GW_FIRST)) && !(tok_is(d, t, GW_BEGINNING) && dat_one_month_at(d, t + 1, &m)))
            return false;
        /* غرة and فاتح are the first day, أول too; مطلع and أوائل are not */
        if (!men_number_word(d, t, STR("ordinal"), STR("1"), NULL) && !men_cue(d, t, STR("first-day")))
            return false;
        day = 1;
        q = t + 1;
    }
    if (!dat_together(d, t, q))
        return false;
    if (t > 0 && dat_together(d, t - 1, t) && (dat_has_article(d, t - 1, GW_WEEK) || dat_has_article(d, t - 1, GW_DAY)))
        return false;                               /* الأسبوع الثاني من الشهر */
    if (tok_mark(d, q, '/') && tok_touches(d, q)) { /* 20/يوليو */
        q++;
    } else if (tok_mark(d, q, '-') && dat_one_month_at(d, q + 1, &m)) {
        q++;
    }
    if (tok_is(d, q, GW_FROM) && men_token(d, q)->key_len == 2) {
        from = true;
        q++;
    }
    if (!dat_together(d, t, q))
        return false;
    dat_step step;
    uint32_t at = q;
    if (tok_has(d, q, GW_MONTH) || tok_is(d, q, GW_DEMONSTRATIVE) || tok_is(d, q, GW_SAME)) {
        if (dat_take_unit(d, &at, GW_MONTH, &step)) {
            e->of_month = true;
            e->day = day;
            e->step = step;
            e->end = at;
            return true;
        }
        if (from && tok_has(d, q, GW_MONTH) && tok_definite(d, q)) {
            e->of_month = true;
            e->day = day;
            e->step = DAT_THIS;
            e->end = q + 1;
            return true;
        }
        if (!tok_has(d, q, GW_MONTH))
            return false;
        q++;
    }
    if (dat_month_at(d, q, &m) && m.clitics == 0) {
        if (cardinal && from)
            return false; /* خمسة من أيار */
        dat_set_month(e, &m);
        if (m.hijri)
            e->hijri_day = day;
        else
            e->day = day;
        dat_take_month_tail(d, e);
        if (m.weak && !from && men_token(d, t)->kind == TXT_WORD && e->end == m.end)
            return false; /* الإنسان الأول مارس الفن */
        if (m.hijri && m.weak && m.number == 2 && !e->hijri_year)
            return false; /* 1-صفر: a score */
        return true;
    }
    if (!from && !cardinal && tok_is(d, q, GW_CURRENT) && men_token(d, t)->kind == TXT_NUMBER && !(men_token(d, q)->flags & TXT_TEH_MARBUTA)) {
        e->of_month = true;
        e->day = day;
        e->step = DAT_THIS;
        e->end = q + 1;
        return true;
    }
    return false;
}

/* 23/7/2015, 2015-07-23, 14.8.2013, 25/10/1436هـ. The day first, as Arabic papers write, unless it can only be the month. */
static bool take_numeric(const men_doc *d, uint32_t t, dat_expr *e)
{
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_NUMBER || (t > 0 && men_token(d, t - 1)->kind == TXT_PUNCT && tok_touches(d, t) &&
                                  (tok_mark(d, t - 1, '/') || tok_mark(d, t - 1, '.') || tok_mark(d, t - 1, ':'))))
        return false;
    int v[3] = {0, 0, 0}, n[3] = {0, 0, 0};
    uint32_t q = t;
    unsigned parts = 0;
    uint32_t sep = 0;
    bool spaced = false;
    while (parts < 3 && q < d->text->n_tokens && men_token(d, q)->kind == TXT_NUMBER) {
        const txt_token *p = men_token(d, q);
        bool dotted = false;
        for (unsigned i = 0; i < p->key_len && i < 8; i++) {
            if (p->key[i] == '.') { /* 14.8 reaches us as one figure */
                if (sep && sep != '.')
                    return false;
                sep = '.';
                dotted = true;
                if (++parts > 2)
                    return false;
                continue;
            }
            v[parts] = v[parts] * 10 + (p->key[i] - '0');
            if (++n[parts] > 4)
                return false;
        }
        if (!dotted && p->cp_end - p->cp_begin != p->key_len)
            return false;
        parts++;
        q++;
        if (parts == 3)
            break;
        if (q + 1 >= d->text->n_tokens || men_token(d, q)->kind != TXT_PUNCT ||
            !(tok_mark(d, q, '/') || tok_dash(d, q) || tok_mark(d, q, '.') || tok_mark(d, q, '\\')) || (sep && men_token(d, q)->mark != sep) ||
            men_token(d, q + 1)->kind != TXT_NUMBER ||
            !(dat_together(d, t, q + 1) ||
              (tok_mark(d, q, '.') && tok_touches(d, q) && tok_touches(d, q + 1)))) /* a stop inside a date ends a sentence for the tokeniser */
            break;
        spaced |= !tok_touches(d, q) || !tok_touches(d, q + 1);
        sep = men_token(d, q)->mark;
        q++;
    }
    if (parts != 3 || (spaced && n[2] != 4 && n[0] != 4) ||
        (q < d->text->n_tokens && men_token(d, q)->kind == TXT_PUNCT && tok_mark(d, q, sep) && tok_touches(d, q) && q + 1 < d->text->n_tokens &&
         men_token(d, q + 1)->kind == TXT_NUMBER))
        return false;
    int year, month, day;
    if (n[0] == 4 && n[1] <= 2 && n[2] <= 2) {
        year = v[0], month = v[1], day = v[2];
        if (month > 12 && day <= 12)
            month = v[2], day = v[1];
    } else if (n[2] == 4 && n[0] <= 2 && n[1] <= 2) {
        day = v[0], month = v[1], year = v[2];
        if (month > 12 && day <= 12)
            day = v[1], month = v[0];
    } else if (n[0] <= 2 && n[1] <= 2 && n[2] == 2 && sep == '/') {
        day = v[0], month = v[1], year = v[2] + (v[2] < 50 ? 2000 : 1900);
    } else {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    e->end = q;
    uint32_t end = q;
    int era = dat_take_era(d, &end);
    if (era == 2 || (era == 0 && year >= DAT_HIJRI_YEAR_MIN && year <= DAT_HIJRI_YEAR_MAX)) {
        e->hijri_year = year, e->hijri_month = month, e->hijri_day = day;
    } else {
        if (!cal_valid((cal_date){year, month, day}) || year < DAT_YEAR_MIN || year > DAT_YEAR_MAX)
            return false;
        e->year = year, e->month = month, e->day = day;
    }
    e->end = end;
    return true;
}

/* يوم 23/7, بتاريخ 07/23, الخميس 5-3: no year; only where a day is announced before it. */
static bool take_day_and_month(const men_doc *d, uint32_t t, dat_expr *e)
{
    int a, b;
    if (!dat_plain(d, t, 1, 2, &a) || t + 2 >= d->text->n_tokens || !(tok_mark(d, t + 1, '/') || tok_mark(d, t + 1, '-')) || !dat_plain(d, t + 2, 1, 2, &b) ||
        !dat_together(d, t, t + 2) || !tok_touches(d, t + 1) || !tok_touches(d, t + 2))
        return false;
    if (tok_mark(d, t + 3, '/') || tok_mark(d, t + 3, '-') || tok_mark(d, t + 3, ':') || dat_one_month_at(d, t + 3, &(dat_month){0}))
        return false;
    int day = a, month = b;
    if (month > 12)
        day = b, month = a;
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return false;
    e->day = day;
    e->month = month;
    e->loose = true;
    e->end = t + 3;
    return true;
}

/* ---- days ---- */

static bool is_day_part(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || men_token(d, t)->kind != TXT_WORD)
        return false;
    if (tok_has(d, t, GW_NIGHT))
        return !men_cue(d, t + 1, STR("bad-night"));
    if (tok_is(d, t, GW_MIDDLE))
        return t + 1 < d->text->n_tokens && tok_has(d, t + 1, GW_NIGHT);
    return tok_has(d, t, GW_MORNING) || tok_has(d, t, GW_EVENING) || tok_is(d, t, GW_DAYTIME);
}

static bool take_relative(const men_doc *d, uint32_t *at, dat_expr *e)
{
    uint32_t t = *at;
    if (t >= d->text->n_tokens)
        return false;
    dat_step step;
    if (tok_is(d, t, GW_SAME_DAY)) {
        e->step = DAT_SAME;
        e->unit = DAT_DAY;
        *at = t + tok_length(d, t);
        return true;
    }
    if (tok_is(d, t, GW_DAY_BEFORE_YESTERDAY))
        e->offset = -2;
    else if (tok_is(d, t, GW_DAY_AFTER_TOMORROW))
        e->offset = 2;
    else if (tok_has(d, t, GW_YESTERDAY))
        e->offset = -1;
    else if (tok_has(d, t, GW_TOMORROW) && !(tok_definite(d, t) && men_token(d, t)->key_len > 3 && !(t > 0 && tok_is(d, t - 1, GW_DAY))))
        e->offset = 1;
    else if (tok_has(d, t, GW_TODAY)) {
        men_number n;
        uint32_t q = t + 1;
        if (q < d->text->n_tokens && dat_together(d, t, q)) {
            if (men_number_at(d, q, &n) && n.ordinal && n.clitics == 0)
                return false; /* اليوم السادس */
            if (dat_take_step(d, &q, &step)) {
                if (step == DAT_LAST || step == DAT_NEXT || step == DAT_THIS || step == DAT_NEW)
                    return false;
                e->step = step;
                e->unit = DAT_DAY;
                *at = q;
                return true;
            }
        }
        if (!tok_definite(d, t) && !dat_weekday_at(d, t + 1))
            return false; /* يومه الخميس */
        e->offset = 0;
    } else {
        return false;
    }
    bool multi = tok_is(d, t, GW_DAY_BEFORE_YESTERDAY) || tok_is(d, t, GW_DAY_AFTER_TOMORROW) || tok_is(d, t, GW_YESTERDAY) || tok_is(d, t, GW_TOMORROW);
    uint32_t n = multi ? tok_length(d, t) : 1;
    if (!multi && men_cue(d, t + n, STR("named-day")) && dat_together(d, t, t + n))
        return false; /* اليوم الوطني */
    if (men_cue(d, t + n, STR("no-yesterday")))
        return false; /* في أمسّ الحاجة */
    e->has_offset = true;
    e->unit = DAT_DAY;
    *at = t + n;
    return true;
}

/* Whether a weekday's name that nothing announces is a day here. */
static bool weekday_stands_alone(const men_doc *d, uint32_t t)
{
    if (t == 0)
        return true;
    uint32_t p = t - 1;
    if (!dat_together(d, p, t))
        return true;
    if (men_cue(d, t + 1, STR("both")))
        return false; /* الاثنين معا: the two */
    if (men_cue(d, p, STR("no-weekday")) || men_cue(d, p, STR("name-part")))
        return false;
    if (men_cue(d, p, STR("prayer")))
        return p > 0 && (tok_is(d, p - 1, GW_AFTER) || tok_is(d, p - 1, GW_BEFORE) || tok_is(d, p - 1, GW_DURING) || tok_is(d, p - 1, GW_IN));
    if (men_token(d, t)->key_len >= 7 && (tok_has(d, p, GW_BETWEEN) || tok_has(d, p, GW_ALL)) && !tok_mark(d, t + 1, '-')) {
        const lex_match *m = dat_weekday_at(d, t); /* بين الاثنين: the two */
        return m && dat_small_cell(d, LEX_T_WEEKDAYS, m->form->row, WEEKDAY_NUMBER) != 1;
    }
    return true;
}

static uint32_t skip_soft(const men_doc *d, uint32_t t, bool *open)
{
    *open = tok_mark(d, t, '(') || tok_mark(d, t, '[');
    if (*open || tok_comma(d, t) || tok_mark(d, t, '-') || tok_mark(d, t, 0x2013) || tok_mark(d, t, '/'))
        return t + 1;
    return t;
}

static uint32_t close_soft(const men_doc *d, uint32_t t, bool open)
{
    return open && (tok_mark(d, t, ')') || tok_mark(d, t, ']')) ? t + 1 : t;
}

/* The weekday at *at, perhaps behind a comma or in parentheses: أمس (الجمعة), أمس، الثلاثاء */
static bool take_weekday(const men_doc *d, uint32_t *at, bool announced, dat_expr *e)
{
    bool open = false;
    uint32_t t = announced ? skip_soft(d, *at, &open) : *at;
    if (announced && t != *at && tok_is(d, t, GW_DAY))
        t++;
    const lex_match *m = dat_weekday_at(d, t);
    if (!m || !dat_together(d, *at, t))
        return false;
    if (announced && (m->clitics & ~(unsigned) LEX_C_BI))
        return false;
    if (!announced && (!weekday_stands_alone(d, t) || dat_starts_person(d, t)))
        return false;
    e->weekday = dat_small_cell(d, LEX_T_WEEKDAYS, m->form->row, WEEKDAY_NUMBER);
    e->unit = DAT_DAY;
    uint32_t q = t + 1;
    dat_step step;
    if (!e->has_offset && dat_take_step(d, &q, &step) && step != DAT_NEW && step != DAT_SAME)
        e->step = step;
    else
        q = t + 1;
    *at = close_soft(d, q, open);
    return true;
}

/* The date after يوم, أمس or a weekday, perhaps behind a comma or الموافق. */
static bool take_date(const men_doc *d, uint32_t *at, bool announced, dat_expr *e)
{
    bool open = false;
    uint32_t t = *at;
    if (announced) {
        t = skip_soft(d, t, &open);
        if (tok_is(d, t, GW_CORRESPONDING))
            t += tok_length(d, t);
        else if (tok_is(d, t, GW_DATE_NOUN))
            t++;
        if (t < d->text->n_tokens && men_token(d, t)->kind == TXT_WORD && men_token(d, t)->key_len == 1 && men_token(d, t)->key[0] == K_LAM)
            t++;
    }
    if (t >= d->text->n_tokens || !dat_together(d, *at, t))
        return false;
    dat_expr date = *e;
    date.first = e->first;
    if (!take_numeric(d, t, &date) && !take_day_of_month(d, t, &date) && !(announced && t == *at && take_day_and_month(d, t, &date)) &&
        !(announced && open && take_day_and_month(d, t, &date)))
        return false;
    if (e->weekday && date.step == DAT_PLAIN)
        date.step = e->step;
    *e = date;
    e->unit = DAT_DAY;
    *at = close_soft(d, e->end, open);
    e->end = *at;
    return true;
}

bool dat_read_day(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool part = false, day = false;
    if ((tok_is(d, t, GW_THIS_M) || tok_is(d, t, GW_THIS_F)) && is_day_part(d, t + 1) && tok_definite(d, t + 1) &&
        !men_cue(d, t + 1, STR("bad-night"))) { /* هذا المساء; هذا العصر is an age */
        *e = (dat_expr){.first = t, .end = t + 2, .unit = DAT_DAY, .has_offset = true};
        return true;
    }
    if (tok_is(d, t, GW_TONIGHT) && men_token(d, t)->key[0] == K_ALEF && !tok_is(d, t + 1, GW_LAST) && !men_cue(d, t + 1, STR("bad-night"))) {
        *e = (dat_expr){.first = t, .end = t + 1, .unit = DAT_DAY, .has_offset = true};
        return true;
    }
    if (tok_has(d, t, GW_DATE_NOUN) && tok_definite(d, t) && tok_is(d, t + 1, GW_SELF)) { /* التاريخ نفسه */
        *e = (dat_expr){.first = t, .end = t + 2, .unit = DAT_DAY, .step = DAT_SAME};
        return true;
    }
    while (is_day_part(d, p) && dat_together(d, t, p)) {
        e->night |= tok_has(d, p, GW_NIGHT);
        part = true;
        p += tok_length(d, p) > 1 && tok_is(d, p, GW_MORNING) ? tok_length(d, p) : 1;
    }
    if (part && e->night && p == t + 1 && tok_definite(d, t) && tok_is(d, p, GW_LAST)) { /* الليلة الماضية */
        *e = (dat_expr){.first = t, .end = p + 1, .unit = DAT_DAY, .offset = -1, .has_offset = true};
        return true;
    }
    if (tok_is(d, p, GW_SAME_DAY) || tok_is(d, p, GW_YESTERDAY) || tok_is(d, p, GW_TOMORROW)) {
        ; /* يوم أمس is one word of the table */
    } else if (tok_has(d, p, GW_DAY) && !(men_token(d, p)->flags & TXT_TANWIN) && dat_together(d, t, p)) {
        if (!tok_definite(d, p)) {
            p++;
            day = true;
        }
    } else if (tok_is(d, p, GW_DATE_NOUN)) { /* بتاريخ */
        p++;
        day = true;
    }
    if (p >= d->text->n_tokens || !dat_together(d, t, p))
        return false;
    bool said = part || day;
    if (said && take_weekday(d, &p, true, e)) {
        e->end = p;
        if (take_relative(d, &(uint32_t){p}, &(dat_expr){0}) && tok_is(d, p, GW_TODAY))
            p++; /* الأحد اليوم */
    } else if (take_relative(d, &p, e)) {
        said = true;
        uint32_t q = p;
        while (is_day_part(d, q) && dat_together(d, t, q) && men_token(d, q)->key[0] != K_WAW) /* نفس اليوم عصر الأحد */
            q++;
        if (q > p && take_weekday(d, &q, false, e))
            p = q;
        else if (take_weekday(d, &p, true, e))
            e->end = p;
    } else if (!said && take_weekday(d, &p, false, e)) {
        said = true;
    }
    e->end = p;
    bool dated = take_date(d, &p, said || e->weekday, e);
    if (!dated && e->unit != DAT_DAY)
        return false;
    if (!dated && e->weekday && !e->step && tok_is(d, p, GW_FROM)) { /* الاثنين من الأسبوع المقبل */
        uint32_t q = p + 1;
        dat_step step;
        if (dat_take_unit(d, &q, GW_WEEK, &step)) {
            e->year_step = step;
            p = q;
        }
    }
    e->end = p;
    return true;
}

bool dat_read_day_number(const men_doc *d, uint32_t t, dat_expr *ret)
{
    int day;
    uint32_t end;
    bool cardinal;
    if (t >= d->text->n_tokens || !day_number(d, t, &day, &end, &cardinal) || cardinal)
        return false;
    *ret = (dat_expr){.first = t, .end = end, .unit = DAT_DAY, .day = day};
    return true;
}
