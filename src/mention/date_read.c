/* Dates, first step: reading an expression's words without asking what day they mean.
 *
 *     مساء   يوم   أمس   الأربعاء   28   يناير   /   كانون الثاني   2026
 *     part   day   rel.  weekday    d    month        again          year
 *
 * Each piece may be missing; the reader goes from left to right and takes what fits. What makes a day of it is a relative word, a weekday or a day with its month;
 * صباح or يوم alone are none. Larger units are a noun with what places it: العام الماضي, عام 2008, الربع الثاني من 2015, مطلع الشهر.
 *
 * Words of every day that are also month names (مارس, ماي, آب …: cue weak-month) need company: a day, a year, شهر or a preposition.
 */
#include "mention/date.h"

#include "mention/number.h"

enum { YEAR_MIN = 1000, YEAR_MAX = 2150, HIJRI_YEAR_MIN = 1200, HIJRI_YEAR_MAX = 1600 };

/* ---- tokens ---- */

static const txt_token *token(const men_doc *d, uint32_t t)
{
    return &d->text->tokens[t];
}

static bool together(const men_doc *d, uint32_t a, uint32_t b)
{
    return men_same_sentence(d, a, b);
}

static bool word(const men_doc *d, uint32_t t, lex_word_id g)
{
    return lex_has(d->lex, t, g);
}

static bool mark(const men_doc *d, uint32_t t, uint32_t cp)
{
    return t < d->text->n_tokens && txt_is(token(d, t), cp);
}

static bool touches(const men_doc *d, uint32_t t)
{
    return !(token(d, t)->flags & (TXT_SPACE_BEFORE | TXT_LINE_START));
}

static bool is_comma(const men_doc *d, uint32_t t)
{
    return mark(d, t, 0x60C) || mark(d, t, ',');
}

/* With the article, behind any clitics: العام, للعام, بالعام. */
static bool definite(const men_doc *d, uint32_t t)
{
    const txt_token *k = token(d, t);
    for (unsigned i = 0; i < 3 && i + 2 < k->key_len; i++) {
        if (k->key[i + 1] == K_LAM && (k->key[i] == K_ALEF || k->key[i] == K_LAM))
            return true;
        if (k->key[i] != K_WAW && k->key[i] != K_FEH && k->key[i] != K_BEH && k->key[i] != K_KAF)
            return false;
    }
    return false;
}

static bool has_article(const men_doc *d, uint32_t t, lex_word_id g)
{
    return lex_has(d->lex, t, g) && definite(d, t);
}

/* How many tokens the grammar word at t takes: بعد ظهر two, أول من أمس three. */
static uint32_t length(const men_doc *d, uint32_t t)
{
    return d->lex->grammar_len[t] > 1 ? d->lex->grammar_len[t] : 1;
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
                    m->end == s + 2 && (s == 0 || !(word(d, s - 1, GW_ORG_HEAD) || txt_opens_quote(token(d, s - 1)))))
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

static bool starts_person(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++)
        if (d->lex->matches[i].form->kind == LEX_PERSON && d->lex->matches[i].end > t + 1)
            return true;
    return false;
}

/* ---- pieces ---- */

static const lex_match *weekday_at(const men_doc *d, uint32_t t)
{
    const lex_match *m = t < d->text->n_tokens ? lex_match_of(d->lex, t, LEX_WEEKDAY) : NULL;
    return m && !m->pronoun && !(m->clitics & LEX_C_AL) ? m : NULL;
}

static int small_cell(const men_doc *d, lex_table table, uint32_t row, unsigned column)
{
    str s = lex_cell(d->lex->image, table, row, column);
    int v = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        v = v * 10 + (s.ptr[i] - '0');
    return v;
}

typedef struct month_name {
    int number;
    bool hijri, weak;
    uint8_t clitics;
    uint32_t end;
} month_name;

static bool one_month_at(const men_doc *d, uint32_t t, month_name *ret)
{
    if (t >= d->text->n_tokens)
        return false;
    const lex_match *m = lex_match_of(d->lex, t, LEX_MONTH);
    if (!m || m->pronoun || m->clitics & LEX_C_AL || !together(d, t, m->end - 1))
        return false;
    *ret = (month_name){.number = small_cell(d, LEX_T_MONTHS, m->form->row, MONTH_NUMBER), .clitics = m->clitics, .end = m->end};
    ret->hijri = str_eq(lex_cell(d->lex->image, LEX_T_MONTHS, m->form->row, MONTH_CALENDAR), STR("hijri"));
    ret->weak = m->end == t + 1 && men_cue(d, t, STR("weak-month"));
    return true;
}

/* A month with its second name: يناير/ كانون الثاني, سبتمبر أيلول, أغسطس (آب). */
static bool month_at(const men_doc *d, uint32_t t, month_name *ret)
{
    if (!one_month_at(d, t, ret))
        return false;
    uint32_t q = ret->end;
    bool open = false;
    if (mark(d, q, '(') || mark(d, q, '[') || mark(d, q, 0xAB)) {
        open = true;
        q++;
    } else if (mark(d, q, '/') || mark(d, q, '-') || mark(d, q, 0x2013) || mark(d, q, '\\') || mark(d, q, '|')) {
        q++;
    }
    month_name again;
    if (one_month_at(d, q, &again) && again.number == ret->number && again.hijri == ret->hijri && again.clitics == 0 && together(d, t, q)) {
        ret->end = again.end;
        ret->weak = ret->weak && again.weak && again.end == q + 1 && q == ret->end;
        if (open && (mark(d, ret->end, ')') || mark(d, ret->end, ']') || mark(d, ret->end, 0xBB)))
            ret->end++;
    }
    return true;
}

/* A figure of n digits without marks inside. */
static bool plain(const men_doc *d, uint32_t t, unsigned min, unsigned max, int *ret)
{
    if (t >= d->text->n_tokens)
        return false;
    const txt_token *k = token(d, t);
    if (k->kind != TXT_NUMBER || k->key_len < min || k->key_len > max || k->cp_end - k->cp_begin != k->key_len)
        return false;
    int v = 0;
    for (unsigned i = 0; i < k->key_len; i++)
        v = v * 10 + (k->key[i] - '0');
    *ret = v;
    return true;
}

/* م, هـ, ميلادي, هجري after a year; moves *end. Returns 1 for the Gregorian, 2 for the Hijri calendar, 0 for none. */
static int take_era(const men_doc *d, uint32_t *end)
{
    uint32_t q = *end;
    if (mark(d, q, '(') && q + 2 < d->text->n_tokens && mark(d, q + 2, ')'))
        q++;
    int era = 0;
    if (lex_is(d->lex, q, GW_AH) || lex_is(d->lex, q, GW_HIJRI))
        era = 2;
    else if ((lex_is(d->lex, q, GW_AD) && token(d, q)->key_len == 1) || lex_is(d->lex, q, GW_GREGORIAN))
        era = 1;
    if (!era)
        return 0;
    q++;
    if (q > *end + 1 || mark(d, *end, '('))
        q += mark(d, q, ')');
    *end = q;
    return era;
}

/* A year's number at t, in figures or words; not after a noun yet. */
static bool year_number(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end)
{
    int v;
    if (plain(d, t, 4, 4, &v) && v >= YEAR_MIN && v <= YEAR_MAX) {
        *ret = v;
        *ret_end = t + 1;
        return true;
    }
    men_number n;
    if (t < d->text->n_tokens && token(d, t)->kind == TXT_WORD && men_number_at(d, t, &n) && n.in_words && !n.ordinal && !(n.clitics & ~(unsigned) LEX_C_AL) &&
        n.value >= 1200 && n.value <= YEAR_MAX && n.value != 2000000) {
        *ret = (int) n.value;
        *ret_end = n.end;
        return true;
    }
    return false;
}

static bool is_year_noun(const men_doc *d, uint32_t t)
{
    return word(d, t, GW_YEAR) && !(token(d, t)->flags & TXT_TANWIN);
}

/* عام 2008, العام الدراسي 2015, سنة 67; *two allows two digits. */
static bool named_year(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end)
{
    if (t >= d->text->n_tokens || !is_year_noun(d, t))
        return false;
    uint32_t q = t + 1;
    if (men_cue(d, q, STR("year-adjective")))
        q++;
    if (is_comma(d, q) || mark(d, q, '('))
        q++;
    if (!together(d, t, q))
        return false;
    int v;
    if (year_number(d, q, ret, ret_end))
        return true;
    if (q == t + 1 && plain(d, q, 2, 2, &v) && v >= 14 && !definite(d, t) && !lex_is(d->lex, q + 1, GW_PERCENT)) {
        *ret = v + (v < 30 ? 2000 : 1900);
        *ret_end = q + 1;
        return true;
    }
    return false;
}

static bool take_step(const men_doc *d, uint32_t *at, dat_step *ret)
{
    uint32_t t = *at;
    if (t >= d->text->n_tokens)
        return false;
    if (lex_is(d->lex, t, GW_BEFORE_LAST)) {
        *ret = DAT_BEFORE_LAST;
        *at = t + length(d, t);
        return true;
    }
    if (token(d, t)->kind != TXT_WORD)
        return false;
    if (men_cue(d, t, STR("following")))
        *ret = DAT_FOLLOWING;
    else if (men_cue(d, t, STR("preceding")))
        *ret = DAT_PRECEDING;
    else if (lex_is(d->lex, t, GW_SELF))
        *ret = DAT_SAME;
    else if (lex_is(d->lex, t, GW_LAST))
        *ret = DAT_LAST;
    else if (lex_is(d->lex, t, GW_NEXT))
        *ret = DAT_NEXT;
    else if (lex_is(d->lex, t, GW_CURRENT))
        *ret = DAT_THIS;
    else if (men_cue(d, t, STR("new")))
        *ret = DAT_NEW;
    else
        return false;
    *at = t + 1;
    return true;
}

/* هذا العام, العام الماضي, نفس الشهر: a noun of g with its step. */
static bool take_unit(const men_doc *d, uint32_t *at, lex_word_id g, dat_step *ret)
{
    uint32_t t = *at;
    bool same = lex_is(d->lex, t, GW_SAME), this = lex_is(d->lex, t, GW_THIS_F) || lex_is(d->lex, t, GW_THIS_M);
    if (same || this)
        t++;
    if (!word(d, t, g) || !definite(d, t) || !together(d, *at, t))
        return false;
    uint32_t q = t + 1;
    if (g == GW_YEAR && men_cue(d, q, STR("year-adjective")) && !lex_is(d->lex, q, GW_HIJRI))
        q++;
    dat_step step;
    uint32_t after = q;
    if (same) {
        *ret = DAT_SAME;
    } else if (together(d, t, q) && take_step(d, &after, &step)) {
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
static void take_year(const men_doc *d, dat_expr *e)
{
    uint32_t q = e->end;
    int v;
    uint32_t end;
    if (!together(d, e->first, q))
        return;
    bool comma = is_comma(d, q) || mark(d, q, '/') || mark(d, q, '-');
    if (comma)
        q++;
    bool from = lex_is(d->lex, q, GW_FROM);
    if (from)
        q++;
    dat_step step;
    uint32_t at = q;
    if (!together(d, e->first, q))
        return;
    if (!comma && take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
        return;
    }
    if (!((!from && year_number(d, q, &v, &end)) || named_year(d, q, &v, &end))) {
        if (from && !comma && year_number(d, q, &v, &end)) { /* أغسطس من 2014 */
            e->year = v;
            e->end = end;
        }
        return;
    }
    if (comma && end < d->text->n_tokens && token(d, end)->kind == TXT_WORD && v % 100 == 0)
        return; /* في مايو، 2000 جندي */
    int era = take_era(d, &end);
    bool hijri = e->hijri_month != 0;
    if ((hijri && era == 1) || (!hijri && era == 2) || (hijri && (v < HIJRI_YEAR_MIN || v > HIJRI_YEAR_MAX)))
        return;
    if (hijri)
        e->hijri_year = v;
    else
        e->year = v;
    e->end = end;
}

static void set_month(dat_expr *e, const month_name *m)
{
    if (m->hijri)
        e->hijri_month = m->number;
    else
        e->month = m->number;
    e->end = m->end;
}

/* What stands behind a month's name: الماضي, its year, its era. */
static void take_month_tail(const men_doc *d, dat_expr *e)
{
    dat_step step;
    uint32_t q = e->end;
    if (together(d, e->first, q) && take_step(d, &q, &step)) {
        e->step = step;
        e->end = q;
        if (step != DAT_SAME && step != DAT_FOLLOWING)
            take_year(d, e);
        return;
    }
    if (together(d, e->first, q) && mark(d, q, '(') && take_step(d, &(uint32_t){q + 1}, &step) && mark(d, q + 2, ')')) {
        e->step = step;
        e->end = q + 3;
        return;
    }
    take_year(d, e);
    if (e->hijri_month && !e->hijri_year) {
        uint32_t end = e->end;
        if (take_era(d, &end) == 2)
            e->end = end;
    }
}

static bool day_number(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end, bool *ret_cardinal)
{
    men_number n;
    int v;
    *ret_cardinal = false;
    if (plain(d, t, 1, 2, &v)) {
        *ret_end = t + 1;
        *ret = v;
        return v >= 1 && v <= 31;
    }
    if (t >= d->text->n_tokens || token(d, t)->kind != TXT_WORD || !men_number_at(d, t, &n) || n.value < 1 || n.value > 31 || (!n.in_words))
        return false;
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
    month_name m;
    if (!day_number(d, t, &day, &q, &cardinal)) {
        if (!(lex_is(d->lex, t, GW_BEGINNING) && lex_has(d->lex, t, GW_FIRST)) && !(lex_is(d->lex, t, GW_BEGINNING) && one_month_at(d, t + 1, &m)))
            return false;
        /* غرة and فاتح are the first day, أول too; مطلع and أوائل are not */
        if (!men_number_word(d, t, STR("ordinal"), STR("1"), NULL) && !men_cue(d, t, STR("first-day")))
            return false;
        day = 1;
        q = t + 1;
    }
    if (!together(d, t, q))
        return false;
    if (t > 0 && together(d, t - 1, t) && (has_article(d, t - 1, GW_WEEK) || has_article(d, t - 1, GW_DAY)))
        return false; /* الأسبوع الثاني من الشهر */
    if (mark(d, q, '/') && touches(d, q)) { /* 20/يوليو */
        q++;
    } else if (mark(d, q, '-') && one_month_at(d, q + 1, &m)) {
        q++;
    }
    if (lex_is(d->lex, q, GW_FROM) && token(d, q)->key_len == 2) {
        from = true;
        q++;
    }
    if (!together(d, t, q))
        return false;
    dat_step step;
    uint32_t at = q;
    if (word(d, q, GW_MONTH) || lex_is(d->lex, q, GW_THIS_M) || lex_is(d->lex, q, GW_SAME)) {
        if (take_unit(d, &at, GW_MONTH, &step)) {
            e->of_month = true;
            e->day = day;
            e->step = step;
            e->end = at;
            return true;
        }
        if (from && word(d, q, GW_MONTH) && definite(d, q)) {
            e->of_month = true;
            e->day = day;
            e->step = DAT_THIS;
            e->end = q + 1;
            return true;
        }
        if (!word(d, q, GW_MONTH))
            return false;
        q++;
    }
    if (month_at(d, q, &m) && m.clitics == 0) {
        if (cardinal && from)
            return false; /* خمسة من أيار */
        set_month(e, &m);
        if (m.hijri)
            e->hijri_day = day;
        else
            e->day = day;
        take_month_tail(d, e);
        if (m.hijri && m.weak && m.number == 2 && !e->hijri_year)
            return false; /* 1-صفر: a score */
        return true;
    }
    if (!from && !cardinal && lex_is(d->lex, q, GW_CURRENT) && token(d, t)->kind == TXT_NUMBER && !(token(d, q)->flags & TXT_TEH_MARBUTA)) {
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
    const txt_token *k = token(d, t);
    if (k->kind != TXT_NUMBER || (t > 0 && token(d, t - 1)->kind == TXT_PUNCT && touches(d, t) && (mark(d, t - 1, '/') || mark(d, t - 1, '.') || mark(d, t - 1, ':'))))
        return false;
    int v[3] = {0, 0, 0}, n[3] = {0, 0, 0};
    uint32_t q = t;
    unsigned parts = 0;
    uint32_t sep = 0;
    bool spaced = false;
    while (parts < 3 && q < d->text->n_tokens && token(d, q)->kind == TXT_NUMBER) {
        const txt_token *p = token(d, q);
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
        if (q + 1 >= d->text->n_tokens || token(d, q)->kind != TXT_PUNCT || !(mark(d, q, '/') || mark(d, q, '-') || mark(d, q, '.') || mark(d, q, '\\')) ||
            (sep && token(d, q)->mark != sep) || token(d, q + 1)->kind != TXT_NUMBER ||
            !(together(d, t, q + 1) || (mark(d, q, '.') && touches(d, q) && touches(d, q + 1)))) /* a stop inside a date ends a sentence for the tokeniser */
            break;
        spaced |= !touches(d, q) || !touches(d, q + 1);
        sep = token(d, q)->mark;
        q++;
    }
    if (parts != 3 || (spaced && n[2] != 4 && n[0] != 4) || (q < d->text->n_tokens && token(d, q)->kind == TXT_PUNCT && mark(d, q, sep) && touches(d, q) &&
                                                            q + 1 < d->text->n_tokens && token(d, q + 1)->kind == TXT_NUMBER))
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
    int era = take_era(d, &end);
    if (era == 2 || (era == 0 && year >= HIJRI_YEAR_MIN && year <= HIJRI_YEAR_MAX)) {
        e->hijri_year = year, e->hijri_month = month, e->hijri_day = day;
    } else {
        if (!cal_valid((cal_date){year, month, day}) || year < YEAR_MIN || year > YEAR_MAX)
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
    if (!plain(d, t, 1, 2, &a) || t + 2 >= d->text->n_tokens || !(mark(d, t + 1, '/') || mark(d, t + 1, '-')) || !plain(d, t + 2, 1, 2, &b) || !together(d, t, t + 2) ||
        !touches(d, t + 1) || !touches(d, t + 2))
        return false;
    if (mark(d, t + 3, '/') || mark(d, t + 3, '-') || mark(d, t + 3, ':') || one_month_at(d, t + 3, &(month_name){0}))
        return false;
    int day = a, month = b;
    if (month > 12)
        day = b, month = a;
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return false;
    e->day = day;
    e->month = month;
    e->end = t + 3;
    return true;
}

/* ---- days ---- */

static bool is_day_part(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || token(d, t)->kind != TXT_WORD)
        return false;
    if (word(d, t, GW_NIGHT))
        return !men_cue(d, t + 1, STR("bad-night"));
    if (lex_is(d->lex, t, GW_MIDDLE))
        return t + 1 < d->text->n_tokens && word(d, t + 1, GW_NIGHT);
    return word(d, t, GW_MORNING) || word(d, t, GW_EVENING) || lex_is(d->lex, t, GW_DAYTIME);
}

static bool take_relative(const men_doc *d, uint32_t *at, dat_expr *e)
{
    uint32_t t = *at;
    if (t >= d->text->n_tokens)
        return false;
    dat_step step;
    if (lex_is(d->lex, t, GW_SAME_DAY)) {
        e->step = DAT_SAME;
        e->unit = DAT_DAY;
        *at = t + length(d, t);
        return true;
    }
    if (lex_is(d->lex, t, GW_DAY_BEFORE_YESTERDAY))
        e->offset = -2;
    else if (lex_is(d->lex, t, GW_DAY_AFTER_TOMORROW))
        e->offset = 2;
    else if (word(d, t, GW_YESTERDAY))
        e->offset = -1;
    else if (word(d, t, GW_TOMORROW) && !(definite(d, t) && token(d, t)->key_len > 3 && !(t > 0 && lex_is(d->lex, t - 1, GW_DAY))))
        e->offset = 1;
    else if (word(d, t, GW_TODAY)) {
        men_number n;
        uint32_t q = t + 1;
        if (q < d->text->n_tokens && together(d, t, q)) {
            if (men_number_at(d, q, &n) && n.ordinal && n.clitics == 0)
                return false; /* اليوم السادس */
            if (take_step(d, &q, &step)) {
                if (step == DAT_LAST || step == DAT_NEXT || step == DAT_THIS || step == DAT_NEW)
                    return false;
                e->step = step;
                e->unit = DAT_DAY;
                *at = q;
                return true;
            }
        }
        if (!definite(d, t) && token(d, t)->key_len != 4)
            return false;
        e->offset = 0;
    } else {
        return false;
    }
    bool multi = lex_is(d->lex, t, GW_DAY_BEFORE_YESTERDAY) || lex_is(d->lex, t, GW_DAY_AFTER_TOMORROW) || lex_is(d->lex, t, GW_YESTERDAY) || lex_is(d->lex, t, GW_TOMORROW);
    uint32_t n = multi ? length(d, t) : 1;
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
    if (!together(d, p, t))
        return true;
    if (men_cue(d, p, STR("no-weekday")) || men_cue(d, p, STR("name-part")))
        return false;
    if (men_cue(d, p, STR("prayer")))
        return p > 0 && (lex_is(d->lex, p - 1, GW_AFTER) || lex_is(d->lex, p - 1, GW_BEFORE) || lex_is(d->lex, p - 1, GW_DURING) || lex_is(d->lex, p - 1, GW_IN));
    if (token(d, t)->key_len >= 7 && (word(d, p, GW_BETWEEN) || word(d, p, GW_ALL)) && !mark(d, t + 1, '-')) {
        const lex_match *m = weekday_at(d, t); /* بين الاثنين: the two */
        return m && small_cell(d, LEX_T_WEEKDAYS, m->form->row, WEEKDAY_NUMBER) != 1;
    }
    return true;
}

static uint32_t skip_soft(const men_doc *d, uint32_t t, bool *open)
{
    *open = mark(d, t, '(') || mark(d, t, '[');
    if (*open || is_comma(d, t) || mark(d, t, '-') || mark(d, t, 0x2013) || mark(d, t, '/'))
        return t + 1;
    return t;
}

static uint32_t close_soft(const men_doc *d, uint32_t t, bool open)
{
    return open && (mark(d, t, ')') || mark(d, t, ']')) ? t + 1 : t;
}

/* The weekday at *at, perhaps behind a comma or in parentheses: أمس (الجمعة), أمس، الثلاثاء */
static bool take_weekday(const men_doc *d, uint32_t *at, bool announced, dat_expr *e)
{
    bool open = false;
    uint32_t t = announced ? skip_soft(d, *at, &open) : *at;
    if (announced && t != *at && lex_is(d->lex, t, GW_DAY))
        t++;
    const lex_match *m = weekday_at(d, t);
    if (!m || !together(d, *at, t))
        return false;
    if (announced && (m->clitics & ~(unsigned) LEX_C_BI))
        return false;
    if (!announced && (!weekday_stands_alone(d, t) || starts_person(d, t)))
        return false;
    e->weekday = small_cell(d, LEX_T_WEEKDAYS, m->form->row, WEEKDAY_NUMBER);
    e->unit = DAT_DAY;
    uint32_t q = t + 1;
    dat_step step;
    if (!e->has_offset && take_step(d, &q, &step) && step != DAT_NEW && step != DAT_SAME)
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
        if (lex_is(d->lex, t, GW_CORRESPONDING))
            t += length(d, t);
        else if (lex_is(d->lex, t, GW_DATE_NOUN))
            t++;
        if (t < d->text->n_tokens && token(d, t)->kind == TXT_WORD && token(d, t)->key_len == 1 && token(d, t)->key[0] == K_LAM)
            t++;
    }
    if (t >= d->text->n_tokens || !together(d, *at, t))
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

static bool read_day(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool part = false, day = false;
    if ((lex_is(d->lex, t, GW_THIS_M) || lex_is(d->lex, t, GW_THIS_F)) && is_day_part(d, t + 1) && definite(d, t + 1)) { /* هذا المساء */
        *e = (dat_expr){.first = t, .end = t + 2, .unit = DAT_DAY, .has_offset = true};
        return true;
    }
    if (lex_is(d->lex, t, GW_DATE_NOUN) && definite(d, t) && lex_is(d->lex, t + 1, GW_SELF)) { /* التاريخ نفسه */
        *e = (dat_expr){.first = t, .end = t + 2, .unit = DAT_DAY, .step = DAT_SAME};
        return true;
    }
    while (is_day_part(d, p) && together(d, t, p)) {
        e->night |= word(d, p, GW_NIGHT);
        part = true;
        p += length(d, p) > 1 && lex_is(d->lex, p, GW_MORNING) ? length(d, p) : 1;
    }
    if (part && e->night && p == t + 1 && definite(d, t) && lex_is(d->lex, p, GW_LAST)) { /* الليلة الماضية */
        *e = (dat_expr){.first = t, .end = p + 1, .unit = DAT_DAY, .offset = -1, .has_offset = true};
        return true;
    }
    if (lex_is(d->lex, p, GW_SAME_DAY) || lex_is(d->lex, p, GW_YESTERDAY) || lex_is(d->lex, p, GW_TOMORROW)) {
        ; /* يوم أمس is one word of the table */
    } else if (lex_has(d->lex, p, GW_DAY) && !(token(d, p)->flags & TXT_TANWIN) && together(d, t, p)) {
        if (!definite(d, p)) {
            p++;
            day = true;
        }
    } else if (lex_is(d->lex, p, GW_DATE_NOUN)) { /* بتاريخ */
        p++;
        day = true;
    }
    if (p >= d->text->n_tokens || !together(d, t, p))
        return false;
    bool said = part || day;
    if (said && take_weekday(d, &p, true, e)) {
        e->end = p;
        if (take_relative(d, &(uint32_t){p}, &(dat_expr){0}) && lex_is(d->lex, p, GW_TODAY))
            p++; /* الأحد اليوم */
    } else if (take_relative(d, &p, e)) {
        said = true;
        uint32_t q = p;
        while (is_day_part(d, q) && together(d, t, q) && token(d, q)->key[0] != K_WAW) /* نفس اليوم عصر الأحد */
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
    if (!dated && e->weekday && !e->step && lex_is(d->lex, p, GW_FROM)) { /* الاثنين من الأسبوع المقبل */
        uint32_t q = p + 1;
        dat_step step;
        if (take_unit(d, &q, GW_WEEK, &step)) {
            e->year_step = step;
            p = q;
        }
    }
    e->end = p;
    return true;
}

/* ---- larger units ---- */

static const struct {
    lex_word_id word;
    dat_unit unit;
} units[] = {{GW_WEEK, DAT_WEEK}, {GW_MONTH, DAT_MONTH}, {GW_YEAR, DAT_YEAR}, {GW_DECADE, DAT_DECADE}};

static bool is_season(const men_doc *d, uint32_t t, int *ret)
{
    static const lex_word_id words[] = {GW_SPRING, GW_SUMMER, GW_AUTUMN, GW_WINTER};
    for (int i = 0; i < 4; i++) {
        if (t < d->text->n_tokens && word(d, t, words[i])) {
            *ret = 21 + i;
            return true;
        }
    }
    return false;
}

static bool read_season(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool this = lex_is(d->lex, p, GW_THIS_M);
    if (this)
        p++;
    if (!is_season(d, p, &e->part) || one_month_at(d, p, &(month_name){0}))
        return false;
    e->unit = DAT_SEASON;
    uint32_t q = p + 1, end;
    dat_step step;
    if (together(d, t, q) && definite(d, p) && take_step(d, &q, &step)) {
        e->step = step;
        e->end = q;
        return step != DAT_NEW;
    }
    if (this && definite(d, p)) {
        e->step = DAT_THIS;
        e->end = p + 1;
        return true;
    }
    if (definite(d, p)) { /* في الصيف, منذ الربيع */
        if (t == 0 || !(lex_is(d->lex, t - 1, GW_IN) || lex_is(d->lex, t - 1, GW_SINCE)) || (q < d->text->n_tokens && token(d, q)->kind == TXT_WORD && definite(d, q)))
            return false;
        e->end = p + 1;
        return true;
    }
    if (!together(d, t, q))
        return false;
    if (lex_is(d->lex, q, GW_FROM))
        q++;
    uint32_t at = q;
    if (year_number(d, q, &e->year, &end) || named_year(d, q, &e->year, &end)) {
        take_era(d, &end);
        e->end = end;
        return true;
    }
    if (take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
        return true;
    }
    return false;
}

/* الربع الثاني من 2015, النصف الأول من العام الجاري */
static bool read_part_of_year(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t + (lex_is(d->lex, t, GW_THIS_M) ? 1 : 0);
    bool quarter = word(d, p, GW_QUARTER), half = word(d, p, GW_HALF);
    if ((!quarter && !half) || !definite(d, p) || p + 1 >= d->text->n_tokens)
        return false;
    uint32_t q = p + 1;
    men_number n;
    dat_step step;
    if (quarter && together(d, t, q) && (p > t || take_step(d, &q, &step))) { /* هذا الربع, الربع المقبل */
        e->step = p > t ? DAT_THIS : step;
        e->unit = DAT_QUARTER;
        e->end = q;
        return e->step == DAT_THIS || e->step == DAT_LAST || e->step == DAT_NEXT;
    }
    if (p > t)
        return false;
    bool last = token(d, q)->kind == TXT_WORD && (lex_is(d->lex, q, GW_FOURTH) && !men_number_word(d, q, STR("ordinal"), STR("4"), NULL)); /* الأخير */
    if (last)
        e->part = quarter ? 4 : 2, q++;
    else if (men_number_at(d, q, &n) && n.ordinal && n.value <= (quarter ? 4 : 2))
        e->part = (int) n.value, q = n.end;
    else
        return false;
    if (!together(d, t, q))
        return false;
    e->unit = quarter ? DAT_QUARTER : DAT_HALF;
    bool from = lex_is(d->lex, q, GW_FROM);
    if (from)
        q++;
    uint32_t at = q, end;
    if (year_number(d, q, &e->year, &end) || named_year(d, q, &e->year, &end)) {
        take_era(d, &end);
        e->end = end;
    } else if (take_unit(d, &at, GW_YEAR, &step)) {
        e->year_step = step;
        e->end = at;
    } else if (from && is_year_noun(d, q) && definite(d, q)) {
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
    if (word(d, p, GW_DECADE) && p + 1 < d->text->n_tokens)
        p++;
    if (!men_number_word(d, p, STR("decade"), STR_NONE, &e->end))
        return false;
    for (int v = 20; v <= 90; v += 10) {
        char cell[3] = {(char) ('0' + v / 10), '0', 0};
        if (men_number_word(d, p, STR("decade"), str_of(cell), NULL))
            e->part = 190 + v / 10;
    }
    e->unit = DAT_DECADE;
    uint32_t q = e->end + (lex_is(d->lex, e->end, GW_FROM) ? 1 : 0);
    if (together(d, t, q) && word(d, q, GW_CENTURY)) {
        men_number n;
        dat_step step;
        uint32_t after = q + 1;
        if (take_step(d, &after, &step) && step == DAT_LAST)
            e->end = after;
        else if (q + 1 < d->text->n_tokens && men_number_at(d, q + 1, &n) && n.ordinal && n.value >= 10 && n.value <= 21) {
            e->part = ((int) n.value - 1) * 10 + e->part % 10;
            e->end = n.end;
        }
    } else if (!definite(d, p)) {
        return false; /* ثمانينات alone: في ثمانينات عمره */
    }
    return true;
}

static bool read_century(const men_doc *d, uint32_t t, dat_expr *e)
{
    men_number n;
    uint32_t q = t + 1;
    dat_step step;
    if (!word(d, t, GW_CENTURY) || !definite(d, t) || !together(d, t, q))
        return false;
    if (men_number_at(d, q, &n) && n.ordinal && n.value >= 10 && n.value <= 21) {
        e->part = (int) n.value - 1;
        e->end = n.end;
    } else if (take_step(d, &q, &step) && step == DAT_LAST) {
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
    if (t > 1 && has_article(d, t, GW_WEEK) && lex_is(d->lex, t - 1, GW_FROM) && men_cue(d, t - 2, STR("earlier")) && !take_step(d, &(uint32_t){t + 1}, &(dat_step){0})) {
        *e = (dat_expr){.first = t, .end = t + 1, .unit = DAT_WEEK, .step = DAT_THIS}; /* وقت سابق من الأسبوع */
        return true;
    }
    if (named_year(d, t, &e->year, &end)) {
        int era = take_era(d, &end);
        if (end < d->text->n_tokens && mark(d, end, ')') && mark(d, t + 1, '('))
            end++;
        e->unit = DAT_YEAR;
        e->end = end;
        if (era == 2 || (era == 0 && e->year >= 1300 && e->year <= 1500 && lex_is(d->lex, t + 1, GW_HIJRI)))
            e->hijri_year = e->year, e->year = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        uint32_t at = t;
        if (!take_unit(d, &at, units[i].word, &e->step))
            continue;
        if (e->step == DAT_NEW && units[i].unit != DAT_YEAR)
            return false;
        if (units[i].unit == DAT_YEAR && (dat_inside_name(d, t) || ((e->step == DAT_PRECEDING || (e->step == DAT_NEW && t > 0)) && t > 0 && together(d, t - 1, t) &&
                                                                    definite(d, t - 1) && !lex_is(d->lex, t - 1, GW_BEGINNING))))
            return false; /* الأمين العام السابق */
        e->unit = units[i].unit;
        e->end = at;
        return true;
    }
    return false;
}

static bool read_month(const men_doc *d, uint32_t t, dat_expr *e)
{
    uint32_t p = t;
    bool noun = word(d, p, GW_MONTH) && !definite(d, p);
    if (noun)
        p++;
    month_name m;
    if (!month_at(d, p, &m) || (noun && m.clitics))
        return false;
    set_month(e, &m);
    int day, year;
    uint32_t at = m.end + 1 + is_comma(d, m.end + 1), end;
    if (!m.hijri && plain(d, m.end, 1, 2, &day) && day >= 1 && day <= 31 && at < d->text->n_tokens && together(d, t, at) && year_number(d, at, &year, &end)) {
        e->day = day; /* ديسمبر 25، 2013: as translations have it */
        e->year = year;
        e->end = end;
        e->unit = DAT_DAY;
        return true;
    }
    take_month_tail(d, e);
    e->unit = DAT_MONTH;
    if (noun || e->year || e->hijri_year || e->year_step || e->end > m.end)
        return !(m.weak && !noun && !e->year && !e->hijri_year && !e->year_step && e->step == DAT_PLAIN);
    if (m.hijri)
        return false;
    if (t > 0 && together(d, t - 1, t)) {
        if (men_cue(d, t - 1, STR("name-part")) || dat_inside_name(d, t) || starts_person(d, t))
            return false;
        if (m.weak)
            return m.clitics == 0 && (lex_is(d->lex, t - 1, GW_IN) || lex_is(d->lex, t - 1, GW_SINCE) || lex_is(d->lex, t - 1, GW_UNTIL) ||
                                      lex_is(d->lex, t - 1, GW_BEGINNING) || lex_is(d->lex, t - 1, GW_END) || lex_is(d->lex, t - 1, GW_MIDDLE) ||
                                      lex_is(d->lex, t - 1, GW_DURING));
    }
    return !m.weak || m.end > t + 1;
}

/* مطلع الشهر, نهاية 2018, أواخر أيار الماضي: coded as the whole of it. */
static bool read_edge(const men_doc *d, uint32_t t, dat_expr *e)
{
    if (lex_is(d->lex, t, GW_WEEKEND)) {
        dat_step step;
        uint32_t q = t + length(d, t);
        e->unit = DAT_WEEKEND;
        if (together(d, t, q) && take_step(d, &q, &step))
            e->step = step;
        e->end = q;
        return true;
    }
    if (!(word(d, t, GW_BEGINNING) || word(d, t, GW_MIDDLE) || word(d, t, GW_END)) || t + 1 >= d->text->n_tokens || definite(d, t))
        return false;
    uint32_t p = t + 1;
    int season;
    if (!together(d, t, p))
        return false;
    if (word(d, t, GW_END) && word(d, p, GW_WEEK) && definite(d, p)) { /* بنهاية الأسبوع */
        dat_step step;
        uint32_t q = p + 1;
        e->unit = DAT_WEEKEND;
        if (together(d, t, q) && take_step(d, &q, &step))
            e->step = step;
        e->end = q;
        return true;
    }
    if (read_unit(d, p, e) || read_decade(d, p, e) || (!is_season(d, p, &season) && read_month(d, p, e)))
        return true;
    if (year_number(d, p, &e->year, &e->end)) {
        take_era(d, &e->end);
        e->unit = DAT_YEAR;
        return true;
    }
    static const struct {
        lex_word_id word;
        dat_unit unit;
    } bare[] = {{GW_YEAR, DAT_YEAR}, {GW_MONTH, DAT_MONTH}, {GW_WEEK, DAT_WEEK}};
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (word(d, p, bare[i].word) && definite(d, p) && !(p + 1 < d->text->n_tokens && token(d, p + 1)->kind == TXT_WORD && definite(d, p + 1) && together(d, p, p + 1))) {
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
    static reader *const readers[] = {read_day, read_edge, read_part_of_year, read_decade, read_unit, read_season, read_month, read_century};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        dat_expr e = {.first = t, .end = t + 1};
        if (readers[i](d, t, &e)) {
            *ret = e;
            return true;
        }
    }
    return false;
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

bool dat_read_bare_year(const men_doc *d, uint32_t t, dat_expr *ret)
{
    int v;
    if (!plain(d, t, 4, 4, &v) || v < 1800 || v > 2099)
        return false;
    *ret = (dat_expr){.first = t, .end = t + 1, .unit = DAT_YEAR, .year = v};
    take_era(d, &ret->end);
    return true;
}
