/* Dates, second step: from what was read to days.
 *
 * All is reckoned from the day of publication:
 *
 *     اليوم, أمس          that day and the one before; a weekday beside it wins (أمس الثلاثاء is a Tuesday), for papers go to print on other days than they
 * date a bare weekday      the last one on or before it; the next one in an announcement (date_tense.c) day and month       the nearest of the past, or of the
 * future in an announcement; the weekday beside it may choose the year الشهر الماضي         calendar months, years, weeks from Monday to Sunday نفسه, التالي
 * the date last named
 *
 * Hijri dates go through the Umm al-Qura calendar. What can't be placed is left out.
 */
#include "mention/date.h"

static int32_t day_of(int year, int month, int day)
{
    return cal_days((cal_date){year, month, day});
}

static void whole_day(dat_value *v, int32_t day)
{
    v->a = cal_from_days(day);
    v->from = v->to = day;
}

static void interval(dat_value *v, int32_t from, int32_t to)
{
    v->a = cal_from_days(from);
    v->b = cal_from_days(to);
    v->from = from;
    v->to = to;
}

/* months: 12 * year + month - 1 */
static void whole_months(dat_value *v, int from, int to)
{
    v->a = (cal_date){from / 12, from % 12 + 1, 0};
    if (to != from)
        v->b = (cal_date){to / 12, to % 12 + 1, 0};
    v->from = day_of(from / 12, from % 12 + 1, 1);
    v->to = day_of(to / 12, to % 12 + 1, cal_month_length(to / 12, to % 12 + 1));
}

static void whole_years(dat_value *v, int from, int to)
{
    v->a = (cal_date){from, 0, 0};
    if (to != from)
        v->b = (cal_date){to, 0, 0};
    v->from = day_of(from, 1, 1);
    v->to = day_of(to, 12, 31);
}

static int32_t monday_of(int32_t day)
{
    return day - (cal_weekday(day) - 1);
}

static bool last_day(const dat_state *st, int32_t *ret)
{
    if (!st->has_last || !st->last.a.day)
        return false;
    *ret = st->last.b.year ? st->last.to : st->last.from;
    return true;
}

/* The year that a step names, from the base or from the date last named. */
static bool step_year(const dat_state *st, dat_step step, int *ret)
{
    if (step == DAT_SAME || step == DAT_FOLLOWING || step == DAT_PRECEDING) {
        if (st->has_last) {
            *ret = st->last.a.year + (step == DAT_FOLLOWING ? 1 : step == DAT_PRECEDING ? -1 : 0);
            return true;
        }
        if (step == DAT_SAME)
            return false;
    }
    if (!st->has_base)
        return false;
    cal_date now = cal_from_days(st->base);
    int by = 0;
    switch (step) {
    case DAT_LAST:
    case DAT_PRECEDING: by = -1; break;
    case DAT_BEFORE_LAST: by = -2; break;
    case DAT_AFTER_NEXT: by = 2; break;
    case DAT_NEXT:
    case DAT_FOLLOWING: by = 1; break;
    case DAT_NEW: by = now.month >= 7 ? 1 : 0; break;
    default: break;
    }
    *ret = now.year + by;
    return true;
}

static bool exists(int year, int month, int day)
{
    return cal_valid((cal_date){year, month, day});
}

/* The year of a day and month, or of a month (day 0), that come without one. */
static bool guess_year(const dat_state *st, const dat_expr *e, dat_tense tense, int *ret)
{
    if (!st->has_base)
        return st->has_named && (*ret = st->named.year, true);
    cal_date now = cal_from_days(st->base);
    int month = e->month, day = e->day;
    int here = day ? month * 32 + day : month, today = day ? now.month * 32 + now.day : now.month;
    if (e->step == DAT_THIS) {
        *ret = now.year;
        return true;
    }
    if (e->step == DAT_SAME && st->has_last) {
        *ret = st->last.a.year;
        return true;
    }
    if (e->weekday == 0 && e->step == DAT_LAST) {
        *ret = here < today ? now.year : now.year - 1;
        return true;
    }
    if (e->step == DAT_BEFORE_LAST) {
        *ret = (here < today ? now.year : now.year - 1) - 1;
        return true;
    }
    if (e->step == DAT_NEXT || e->step == DAT_FOLLOWING) {
        *ret = here > today || (e->weekday && here == today) ? now.year : now.year + 1;
        return true;
    }
    int past = here <= today ? now.year : now.year - 1, next = here >= today ? now.year : now.year + 1;
    if (day && day == 29 && month == 2) {
        while (!exists(past, 2, 29) && past > now.year - 8)
            past--;
        while (!exists(next, 2, 29) && next < now.year + 8)
            next++;
    }
    if (e->weekday && day) { /* the weekday chooses */
        bool p = exists(past, month, day) && cal_weekday(day_of(past, month, day)) == e->weekday;
        bool f = exists(next, month, day) && cal_weekday(day_of(next, month, day)) == e->weekday;
        if (p != f) {
            *ret = p ? past : next;
            return true;
        }
    }
    if (st->has_named && tense != DAT_FUTURE && st->named.year < past && st->d->text->tokens[e->first].sentence - st->named_sentence <= (day ? 1u : 0u)) {
        /* told in order: في 4 أبريل 2019 … وفي 20 يونيو */
        int told = month * 32 + day >= st->named.month * 32 + st->named.day || !day ? st->named.year : st->named.year + 1;
        if (told <= past) {
            *ret = told;
            return true;
        }
    }
    if (day) {
        int32_t ago = st->base - day_of(past, month, day), ahead = day_of(next, month, day) - st->base;
        bool near = ahead <= 75 && ago >= 270 && !dat_past_beside(st->d, e->first, e->end),
             before = e->first > 0 && lex_is(st->d->lex, e->first - 1, GW_BEFORE);
        *ret = ((tense == DAT_FUTURE || before) && ahead < 330) || (tense == DAT_MAYBE && ahead < ago) || near ? next : past;
    } else {
        int ahead = next == past ? 0 : (next - now.year) * 12 + month - now.month;
        *ret = (tense == DAT_FUTURE && ahead <= 10) || (tense == DAT_UNSAID && ahead == 1) || (tense == DAT_MAYBE && ahead <= 3) ||
                       (ahead > 0 && ahead <= 3 && !dat_past_beside(st->d, e->first, e->end))
                   ? next
                   : past; /* of a month so long ago the papers say الماضي */
    }
    return true;
}

/* The first day of a Hijri month. */
static bool hijri_month(const dat_state *st, int year, int month, int32_t *ret)
{
    dat_hijri *h = st->hijri;
    int key = 12 * year + month - 1;
    for (uint32_t i = 0; i < sizeof h->months / sizeof *h->months; i++) {
        if (h->months[i].month == key) {
            *ret = h->months[i].first;
            return true;
        }
    }
    if (!cal_hijri_days((cal_date){year, month, 1}, ret))
        return false;
    uint32_t at = h->next++ % (sizeof h->months / sizeof *h->months);
    h->months[at].month = key;
    h->months[at].first = *ret;
    return true;
}

static bool hijri_now(const dat_state *st, cal_date *ret)
{
    dat_hijri *h = st->hijri;
    if (!h->has_base || h->base != st->base) {
        if (!cal_to_hijri(st->base, &h->date))
            return false;
        h->has_base = true;
        h->base = st->base;
    }
    *ret = h->date;
    return true;
}

static bool resolve_hijri(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *v)
{
    cal_date h = {e->hijri_year, e->hijri_month, e->hijri_day};
    v->calendar = MEN_HIJRI;
    int32_t from, to;
    if (!h.year) {
        cal_date now;
        if (!st->has_base || !hijri_now(st, &now))
            return false;
        int here = h.day ? h.month * 32 + h.day : h.month, today = h.day ? now.month * 32 + now.day : now.month;
        h.year = now.year;
        if (e->step == DAT_NEXT || (tense == DAT_FUTURE && e->step == DAT_PLAIN))
            h.year += here < today;
        else if (e->step == DAT_LAST)
            h.year -= here >= today;
        else if (e->step != DAT_THIS)
            h.year -= here > today && !(h.day ? here - today < 32 : here - today == 1);
    }
    if (!h.month) { /* a year: its first day to the day before the next one's */
        if (!hijri_month(st, h.year, 1, &from) || !hijri_month(st, h.year + 1, 1, &to))
            return false;
        v->a = (cal_date){cal_from_days(from).year, 0, 0};
        if (cal_from_days(to - 1).year != v->a.year)
            v->b = (cal_date){cal_from_days(to - 1).year, 0, 0};
        v->from = from;
        v->to = to - 1;
        return true;
    }
    if (!hijri_month(st, h.year, h.month, &from))
        return false;
    if (h.day) { /* the 30th of a month that has 29 here is the next day: elsewhere the moon was sighted later */
        whole_day(v, from + h.day - 1);
        return h.day <= 30;
    }
    if (!hijri_month(st, h.month == 12 ? h.year + 1 : h.year, h.month == 12 ? 1 : h.month + 1, &to))
        return false;
    cal_date a = cal_from_days(from), b = cal_from_days(to - 1);
    whole_months(v, a.year * 12 + a.month - 1, b.year * 12 + b.month - 1);
    v->from = from;
    v->to = to - 1;
    return true;
}

static bool resolve_of_month(const dat_state *st, const dat_expr *e, dat_value *v)
{
    int months;
    if (e->step == DAT_SAME || e->step == DAT_FOLLOWING || e->step == DAT_PRECEDING) {
        if (!st->has_last || !st->last.a.month)
            return false;
        months = st->last.a.year * 12 + st->last.a.month - 1 + (e->step == DAT_FOLLOWING) - (e->step == DAT_PRECEDING);
    } else {
        if (!st->has_base)
            return false;
        cal_date now = cal_from_days(st->base);
        months = now.year * 12 + now.month - 1;
        if (e->step == DAT_LAST)
            months--;
        else if (e->step == DAT_NEXT)
            months++;
        else if (e->step == DAT_BEFORE_LAST)
            months -= 2;
        else if (e->step == DAT_AFTER_NEXT)
            months += 2;
    }
    if (!e->day) {
        whole_months(v, months, months);
        return true;
    }
    if (!exists(months / 12, months % 12 + 1, e->day))
        return false;
    whole_day(v, day_of(months / 12, months % 12 + 1, e->day));
    return true;
}

static bool resolve_weekday(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *v)
{
    int32_t base = st->base;
    if (e->year_step) { /* الاثنين من الأسبوع المقبل */
        int32_t week = monday_of(base) + (e->year_step == DAT_NEXT ? 7 : e->year_step == DAT_LAST ? -7 : 0);
        whole_day(v, week + e->weekday - 1);
        return true;
    }
    int back = (cal_weekday(base) - e->weekday + 7) % 7; /* days since the last one, today included */
    int32_t day = base - back;
    switch (e->step) {
    case DAT_LAST:
    case DAT_PRECEDING: day = back ? base - back : base - 7; break;
    case DAT_BEFORE_LAST: day = (back ? base - back : base - 7) - 7; break;
    case DAT_AFTER_NEXT: day = base - back + 14; break;
    case DAT_NEXT:
    case DAT_FOLLOWING: day = base - back + 7; break;
    case DAT_THIS: day = monday_of(base) + e->weekday - 1; break;
    default:
        if (tense >= DAT_MAYBE && back)
            day += 7;
        break;
    }
    whole_day(v, day);
    return true;
}

static bool resolve_day(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *v)
{
    if (e->of_month)
        return resolve_of_month(st, e, v);
    if (e->month) {
        int year = e->year;
        if (!year && e->year_step && !step_year(st, e->year_step, &year))
            return false;
        if (!year && !guess_year(st, e, tense, &year))
            return false;
        if (!exists(year, e->month, e->day))
            return false;
        whole_day(v, day_of(year, e->month, e->day));
        if (e->weekday && cal_weekday(v->from) != e->weekday) {
            if (e->loose && st->has_base)
                return resolve_weekday(st, e, tense, v); /* السبت ٢-١٠ is of another calendar */
            v->doubt = "weekday";
        }
        return true;
    }
    int32_t day;
    if (e->has_offset) {
        if (!st->has_base)
            return false;
        int32_t target = st->today + e->offset;
        if (!e->weekday || cal_weekday(target) == e->weekday) {
            whole_day(v, target);
            return true;
        }
        v->doubt = "weekday";
        day = st->base - (cal_weekday(st->base) - e->weekday + 7) % 7;
        if (e->offset > 0)
            day += day < st->base ? 7 : 0;
        whole_day(v, day);
        return true;
    }
    if (e->weekday)
        return st->has_base && resolve_weekday(st, e, tense, v);
    if (!last_day(st, &day))
        return false;
    whole_day(v, day + (e->step == DAT_FOLLOWING) - (e->step == DAT_PRECEDING));
    return true;
}

static bool resolve_week(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *v)
{
    int32_t base = st->base;
    if (e->step == DAT_SAME || e->step == DAT_FOLLOWING || e->step == DAT_PRECEDING) {
        if (!last_day(st, &base))
            return false;
    } else if (!st->has_base) {
        return false;
    }
    int32_t week = monday_of(base);
    int by = 0;
    switch (e->step) {
    case DAT_LAST:
    case DAT_PRECEDING: by = -7; break;
    case DAT_BEFORE_LAST: by = -14; break;
    case DAT_AFTER_NEXT: by = 14; break;
    case DAT_NEXT:
    case DAT_FOLLOWING: by = 7; break;
    case DAT_PLAIN:
        if (e->unit == DAT_WEEKEND && tense != DAT_FUTURE && cal_weekday(base) < 6)
            by = -7;
        break;
    default: break;
    }
    if (e->unit == DAT_WEEKEND)
        interval(v, week + by + 5, week + by + 6);
    else
        interval(v, week + by, week + by + 6);
    return true;
}

static void whole_season(dat_value *v, int year, int season)
{
    int month = (season - 21) * 3 + 3;
    whole_months(v, year * 12 + month - 1, year * 12 + month + 1);
    v->a = (cal_date){year, 0, 0};
    v->b = (cal_date){0};
    v->season = season;
}

static bool resolve_season(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *v)
{
    int year = e->year;
    if (!year && e->year_step && !step_year(st, e->year_step, &year))
        return false;
    if (!year) {
        if (e->step == DAT_SAME && st->has_last)
            year = st->last.a.year;
        else if (!st->has_base)
            return false;
        else {
            cal_date now = cal_from_days(st->base);
            int month = (e->part - 21) * 3 + 3, ahead = now.year * 12 + now.month; /* its first month; a winter begins in December */
            int begin = now.year * 12 + month;
            if (begin > ahead)
                begin -= 12; /* the one that is on, or was last */
            bool on = ahead - begin < 3;
            year = (begin - month) / 12;
            if ((e->step == DAT_LAST && on) || e->step == DAT_BEFORE_LAST)
                year--;
            else if (e->step == DAT_NEXT || (e->step == DAT_PLAIN && tense == DAT_FUTURE && !on))
                year++;
            else if (e->step == DAT_THIS && !on && year < now.year)
                year++;
        }
    }
    whole_season(v, year, e->part);
    return true;
}

/* عام 1436 in a report of 2015 is of the Hijri calendar, said or not: within 90 years before. */
static bool is_hijri_year(const dat_state *st, int year)
{
    if (year < 1300 || year > 1500 || !st->has_base)
        return false;
    int now = (cal_from_days(st->base).year - 622) * 33 / 32;
    return year <= now + 4 && year >= now - 90;
}

bool dat_resolve(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *ret)
{
    dat_value v = {0};
    int year = e->year;
    bool ok = false;
    dat_expr hijri;
    if (e->unit == DAT_YEAR && !e->hijri_year && is_hijri_year(st, year)) {
        hijri = *e;
        hijri.hijri_year = year;
        hijri.year = 0;
        e = &hijri;
    }
    if (e->hijri_month || (e->hijri_year && !e->month)) {
        ok = resolve_hijri(st, e, tense, &v);
        if (ok && e->hijri_day && e->weekday && cal_weekday(v.from) != e->weekday) {
            /* the sighted calendars differ by a day: the weekday tells by how much */
            int by = e->weekday - cal_weekday(v.from);
            by = by > 3 ? by - 7 : by < -3 ? by + 7 : by;
            if (by == 1 || by == -1)
                whole_day(&v, v.from + by);
            else
                v.doubt = "weekday";
        }
        *ret = v;
        return ok;
    }
    switch (e->unit) {
    case DAT_DAY: ok = resolve_day(st, e, tense, &v); break;
    case DAT_WEEK:
    case DAT_WEEKEND: ok = resolve_week(st, e, tense, &v); break;
    case DAT_MONTH:
        if (!e->month) {
            ok = resolve_of_month(st, e, &v);
            break;
        }
        if (!year && e->year_step && !step_year(st, e->year_step, &year))
            break;
        ok = year || guess_year(st, e, tense, &year);
        if (ok)
            whole_months(&v, year * 12 + e->month - 1, year * 12 + e->month - 1);
        break;
    case DAT_SEASON: ok = resolve_season(st, e, tense, &v); break;
    case DAT_QUARTER:
    case DAT_HALF:
        if (!e->part) {
            if (!st->has_base)
                break;
            cal_date now = cal_from_days(st->base);
            int quarter = now.year * 4 + (now.month - 1) / 3 + (e->step == DAT_NEXT) - (e->step == DAT_LAST);
            whole_months(&v, quarter * 3, quarter * 3 + 2);
            ok = true;
            break;
        }
        if (!year && !step_year(st, e->year_step, &year))
            break;
        int n = e->unit == DAT_QUARTER ? 3 : 6;
        whole_months(&v, year * 12 + (e->part - 1) * n, year * 12 + e->part * n - 1);
        ok = true;
        break;
    case DAT_YEAR:
        ok = year || step_year(st, e->step, &year);
        if (ok)
            whole_years(&v, year, year);
        break;
    case DAT_DECADE:
        v.decade = e->part;
        if (!v.decade) {
            if (!st->has_base || (e->step != DAT_THIS && e->step != DAT_LAST && e->step != DAT_NEXT))
                break;
            v.decade = cal_from_days(st->base).year / 10 + (e->step == DAT_NEXT) - (e->step == DAT_LAST);
        }
        whole_years(&v, v.decade * 10, v.decade * 10 + 9);
        v.b = (cal_date){0};
        ok = true;
        break;
    case DAT_CENTURY:
        whole_years(&v, e->part * 100, e->part * 100 + 99);
        v.b = (cal_date){0};
        v.century = e->part;
        ok = true;
        break;
    case DAT_NONE: break;
    }
    if (ok && (v.a.year < 1 || v.a.year > 9999 || v.b.year > 9999))
        ok = false;
    *ret = v;
    return ok;
}

str dat_edtf(arena *a, const dat_value *v)
{
    char from[CAL_EDTF_MAX], to[CAL_EDTF_MAX];
    if (v->decade)
        return arena_printf(a, "%03dX", v->decade);
    if (v->century)
        return arena_printf(a, "%02dXX", v->century);
    cal_format(v->a, from);
    if (v->season)
        return arena_printf(a, "%s-%d", from, v->season);
    if (!v->b.year)
        return arena_printf(a, "%s", from);
    cal_format(v->b, to);
    return arena_printf(a, "%s/%s", from, to);
}
