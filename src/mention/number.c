/* Numbers: reading one as it is written.
 *
 *     figures        2.4   ٦٣   1,500   37,6
 *     words          ثلاثة وعشرون   خمسة عشر   مئتان وأربعة   ألفين   أحد عشر
 *     scales         63 ألف   2.4 مليار   3 آلاف و500   مليون ومئتي ألف   مليون ونصف المليون   نصف مليون
 *     ordinals       التاسعة عشرة   الحادي والعشرين   الرابع والعشرين بعد المئة
 *
 * The table numbers.tsv gives each word its value and class; its longest match at a token is taken, so that خمسة عشر is fifteen and not five. Arabic says the
 * units before the tens and joins every part with و, and a scale (ألف, مليون) multiplies what stands right before it. So a number is a sum of chunks:
 *
 *     مليون    و مئتي    ألف    و خمسة  و عشرين
 *     1 × 10⁶    200   × 10³      5     + 20
 *
 * A part joins only where its digits are still free: ثلاثة وعشرون is one number, ثلاثة وأربعة are two. Vague plurals (آلاف, عشرات alone) are no numbers.
 */
#include "mention/number.h"

#include <math.h>

typedef enum number_class { N_NONE, N_UNIT, N_TEEN, N_TEN, N_HUNDRED, N_SCALE, N_FRACTION, N_ORDINAL } number_class;

typedef struct part {
    const lex_match *match;
    number_class class;
    double value;
} part;

bool men_number_word(const men_doc *d, uint32_t t, str class, str value, uint32_t *ret_end)
{
    if (t >= d->text->n_tokens)
        return false;
    const lex_doc *l = d->lex;
    for (uint32_t i = l->at[t]; i < l->at[t + 1]; i++) {
        const lex_match *m = &l->matches[i];
        if (m->form->kind != LEX_NUMBER || !str_eq(lex_cell(l->image, LEX_T_NUMBERS, m->form->row, NUMBER_CLASS), class) ||
            (value.len && !str_eq(lex_cell(l->image, LEX_T_NUMBERS, m->form->row, NUMBER_VALUE), value)))
            continue;
        if (ret_end)
            *ret_end = m->end;
        return true;
    }
    return false;
}

static double read_digits(str s, size_t *at)
{
    double v = 0;
    while (*at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9')
        v = v * 10 + (s.ptr[(*at)++] - '0');
    return v;
}

/* "20", "1/2" */
static double cell_value(str s)
{
    size_t at = 0;
    double v = read_digits(s, &at);
    if (at < s.len && s.ptr[at] == '/') {
        at++;
        double d = read_digits(s, &at);
        v = d > 0 ? v / d : 0;
    }
    return v;
}

static number_class class_of(str s)
{
    switch (s.len > 1 ? s.ptr[0] : 0) {
    case 'u': return N_UNIT;
    case 'o': return N_ORDINAL;
    case 'f': return N_FRACTION;
    case 'h': return N_HUNDRED;
    case 'm': return N_SCALE;
    case 'b': return str_eq(s, STR("billion")) ? N_SCALE : N_NONE;
    case 't':
        if (str_eq(s, STR("teen")))
            return N_TEEN;
        return str_eq(s, STR("ten")) ? N_TEN : N_SCALE;
    default: return N_NONE;
    }
}

static bool part_at(const men_doc *d, uint32_t t, part *ret)
{
    const lex_doc *l = d->lex;
    for (uint32_t i = l->at[t]; i < l->at[t + 1]; i++) {
        const lex_match *m = &l->matches[i];
        if (m->form->kind != LEX_NUMBER || m->pronoun || m->clitics & LEX_C_KA)
            continue; /* كمية is not "like a hundred" */
        number_class class = class_of(lex_cell(l->image, LEX_T_NUMBERS, m->form->row, NUMBER_CLASS));
        if (class == N_NONE)
            continue;
        if (d->text->tokens[m->end - 1].sentence != d->text->tokens[t].sentence)
            continue;
        *ret = (part){m, class, cell_value(lex_cell(l->image, LEX_T_NUMBERS, m->form->row, NUMBER_VALUE))};
        return true;
    }
    return false;
}

/* A figure's value. 0.001 reaches us with its key as 0001, for a point and three digits group thousands; a leading zero tells them apart. */
bool men_figure(const men_doc *d, uint32_t t, double *ret)
{
    const txt_token *k = &d->text->tokens[t];
    if (k->kind != TXT_NUMBER || k->key_len == 0 || k->key_len > 18)
        return false;
    double v = 0, scale = 1;
    bool decimal = false;
    for (unsigned i = 0; i < k->key_len; i++) {
        if (k->key[i] == '.') {
            decimal = true;
            continue;
        }
        v = v * 10 + (k->key[i] - '0');
        if (decimal)
            scale *= 10;
    }
    if (!decimal && k->key_len == 4 && k->key[0] == '0' && k->cp_end - k->cp_begin == 5)
        scale = 1000;
    *ret = v / scale;
    return true;
}

static bool same_sentence(const men_doc *d, uint32_t a, uint32_t t)
{
    return t < d->text->n_tokens && d->text->tokens[t].sentence == d->text->tokens[a].sentence;
}

/* The scale word at t that follows a number without a conjunction. */
static bool scale_at(const men_doc *d, uint32_t first, uint32_t t, part *ret)
{
    return same_sentence(d, first, t) && part_at(d, t, ret) && ret->class == N_SCALE && ret->match->clitics == 0 && ret->match->first == t;
}

static bool free_digits(double chunk, double v)
{
    if (v < 10)
        return fmod(chunk, 100) == 0;
    if (v < 20)
        return fmod(chunk, 100) == 0;
    if (v < 100)
        return fmod(chunk, 100) < 10 && fmod(chunk, 10) == fmod(chunk, 100);
    return chunk == 0;
}

bool men_is_wa(const men_doc *d, uint32_t t)
{
    const txt_token *k = &d->text->tokens[t];
    return k->kind == TXT_WORD && k->key_len == 1 && k->key[0] == K_WAW;
}

typedef struct sum {
    double done, chunk, last_scale;
    uint32_t end;
    bool figure;
} sum;

/* Multiplies the chunk by the scale words at s->end. */
static void take_scale(const men_doc *d, uint32_t first, sum *s)
{
    part p;
    while (s->chunk > 0 && scale_at(d, first, s->end, &p)) {
        double by = p.value;
        if (s->last_scale > 0 && by > s->last_scale && s->last_scale == 1e3) { /* مئة ألف وثلاثمئة مليون: all of it millions */
            s->chunk += s->done;
            s->done = 0;
        } else if (s->last_scale > 0 && by >= s->last_scale) {
            break;
        }
        if (by == 2e3 || by == 2e6 || by == 2e9 || by == 2e12) /* the accusative مليونا is one, the dual counts by itself */
            break;
        s->done += s->chunk * by;
        s->chunk = 0;
        s->last_scale = by;
        s->end = p.match->end;
    }
}

/* ونصف, ونصف المليون: a half of the last scale, or of one. */
static bool take_fraction(const men_doc *d, uint32_t first, const part *p, sum *s)
{
    if (p->value >= 1 || s->chunk != 0 || s->last_scale == 0) {
        if (s->last_scale != 0 || s->chunk == 0)
            return false;
        s->chunk += p->value;
        s->end = p->match->end;
        part again;
        if (scale_at(d, first, s->end, &again))
            take_scale(d, first, s);
        return true;
    }
    s->done += p->value * s->last_scale;
    s->end = p->match->end;
    part again;
    if (same_sentence(d, first, s->end) && part_at(d, s->end, &again) && again.class == N_SCALE && again.value == s->last_scale &&
        !(again.match->clitics & ~(unsigned) LEX_C_AL))
        s->end = again.match->end;
    return true;
}

static bool base_scale(double v)
{
    return v == 1e3 || v == 1e6 || v == 1e9 || v == 1e12;
}

/* Takes what follows behind و; false if nothing does. */
static bool take_joined(const men_doc *d, uint32_t first, sum *s)
{
    uint32_t t = s->end;
    if (!same_sentence(d, first, t))
        return false;
    part p;
    bool apart = men_is_wa(d, t);
    if (apart && !same_sentence(d, first, ++t))
        return false;
    double v;
    if (apart && men_figure(d, t, &v)) {
        if (!(s->last_scale > 0 && s->chunk == 0 && v < s->last_scale && v >= 1))
            return false;
        part again;
        if (d->time_at[t] || (scale_at(d, first, t + 1, &again) && again.value >= s->last_scale))
            return false; /* 290 ألفا و650 ألف are two */
        sum rest = {.done = 0, .chunk = v, .last_scale = s->last_scale, .end = t + 1};
        take_scale(d, first, &rest);
        if (rest.done == 0 && !(s->last_scale == 1e3))
            return false; /* مليون و500 are two */
        s->done += rest.done;
        s->chunk = rest.chunk;
        if (rest.done > 0)
            s->last_scale = rest.last_scale;
        s->end = rest.end;
        return true;
    }
    if (!part_at(d, t, &p) || (!apart && !(p.match->clitics & LEX_C_WA)) || (p.match->clitics & ~(unsigned) (LEX_C_WA | LEX_C_AL)))
        return false;
    if (apart && p.match->clitics & LEX_C_WA)
        return false;
    if (s->figure && s->done == 0 && p.class != N_FRACTION)
        return false; /* 10 وعشرون */
    switch (p.class) {
    case N_UNIT:
    case N_TEEN:
    case N_TEN:
    case N_HUNDRED:
        if (!free_digits(s->chunk, p.value))
            return false;
        s->chunk += p.value;
        s->end = p.match->end;
        take_scale(d, first, s);
        return true;
    case N_SCALE:
        if (s->chunk != 0 || s->last_scale == 0 || p.value >= s->last_scale || lex_is(d->lex, t, GW_TENS))
            return false;
        s->done += p.value;
        s->last_scale = base_scale(p.value) ? p.value : p.value / 2;
        s->end = p.match->end;
        return true;
    case N_FRACTION: return take_fraction(d, first, &p, s);
    default: return false;
    }
}

static void take_rest(const men_doc *d, uint32_t first, sum *s)
{
    while (take_joined(d, first, s))
        ;
}

/* الرابع والعشرين بعد المئة */
static void take_after_hundred(const men_doc *d, men_number *n)
{
    part p;
    if (same_sentence(d, n->first, n->end + 1) && n->end + 1 < d->text->n_tokens && lex_is(d->lex, n->end, GW_AFTER) && part_at(d, n->end + 1, &p) &&
        (p.class == N_HUNDRED || p.class == N_ORDINAL) && p.value == 100 && n->value < 100) {
        n->value += p.value;
        n->end = p.match->end;
    }
}

/* 88ر0: the Saudi Press Agency writes the decimals before ر and the whole number behind it. */
static bool split_decimal(const men_doc *d, uint32_t t, double *ret)
{
    if (t + 2 >= d->text->n_tokens)
        return false;
    const txt_token *a = &d->text->tokens[t], *r = a + 1, *b = a + 2;
    double decimals, before, scale = 1;
    if (r->kind != TXT_WORD || r->key_len != 1 || r->key[0] != K_REH || r->begin != a->end || b->begin != r->end || !men_figure(d, t, &decimals) ||
        !men_figure(d, t + 2, &before) || a->key_len > 6 || memchr(a->key, '.', a->key_len))
        return false;
    for (unsigned i = 0; i < a->key_len; i++)
        scale *= 10;
    *ret = (before * scale + decimals) / scale;
    return true;
}

/* 9.184 مليارات: before a scale the point is decimal, though three digits follow it. */
static bool decimal_after_all(const men_doc *d, uint32_t t)
{
    const txt_token *k = &d->text->tokens[t];
    str raw = txt_span(d->text, k->begin, k->end);
    part p;
    return raw.len == (size_t) k->key_len + 1 && k->key_len > 3 && k->key_len <= 6 && memchr(raw.ptr, '.', raw.len) && !memchr(k->key, '.', k->key_len) &&
           scale_at(d, t, t + 1, &p) && p.value >= 1e6;
}

/* 4.1 × 10⁹ is a whole number. */
static double whole(double v)
{
    double near = nearbyint(v);
    return fabs(v) > 1000 && fabs(v - near) < 1e-9 * fabs(v) ? near : v;
}

bool men_number_at(const men_doc *d, uint32_t t, men_number *ret)
{
    men_number n = {.first = t};
    sum s = {0};
    part p;
    double v;
    if (men_figure(d, t, &v)) {
        bool split = split_decimal(d, t, &v);
        if (!split && decimal_after_all(d, t))
            v /= 1000;
        s = (sum){.chunk = v, .end = t + (split ? 3u : 1u), .figure = true};
        const txt_token *k = &d->text->tokens[t];
        n.plain_figure = k->cp_end - k->cp_begin == k->key_len && memchr(k->key, '.', k->key_len) == NULL;
        take_scale(d, t, &s);
        if (s.done > 0 || (same_sentence(d, t, s.end) && part_at(d, s.end, &p) && p.class == N_FRACTION))
            take_rest(d, t, &s);
        if (s.end > t + 1)
            n.plain_figure = false;
        n.end = s.end;
        n.value = whole(s.done + s.chunk);
        *ret = n;
        return true;
    }
    if (d->text->tokens[t].kind != TXT_WORD || !part_at(d, t, &p))
        return false;
    n.letters = p.match->letters;
    n.clitics = p.match->clitics;
    n.in_words = true;
    n.end = p.match->end;
    n.value = p.value;
    if (p.class == N_ORDINAL) {
        n.ordinal = true;
        take_after_hundred(d, &n);
        *ret = n;
        return true;
    }
    if (p.class == N_FRACTION) {
        part scale;
        if (!scale_at(d, t, n.end, &scale) || !base_scale(scale.value))
            return false;
        n.value = p.value * scale.value;
        n.end = scale.match->end;
        *ret = n;
        return true;
    }
    if (p.class == N_SCALE) {
        if (lex_has(d->lex, t, GW_TENS))
            return false;
        bool dual = !base_scale(p.value);
        s = (sum){.done = p.value, .last_scale = dual ? p.value / 2 : p.value, .end = n.end};
        part next;
        if (scale_at(d, t, s.end, &next) && next.value > p.value && base_scale(next.value)) { /* ألف مليون */
            s.done *= next.value;
            s.last_scale = next.value;
            s.end = next.match->end;
        }
        n.dual = dual;
    } else {
        s = (sum){.chunk = p.value, .end = n.end};
        n.one = p.value == 1;
        take_scale(d, t, &s);
    }
    take_rest(d, t, &s);
    n.value = whole(s.done + s.chunk);
    if (s.end > n.end)
        n.dual = n.one = false;
    n.end = s.end;
    *ret = n;
    return true;
}
