/* Quantities: what a report counts.
 *
 *     أكثر من        63 ألف        عسكري روسي              بين 1200 و1800      دولار           الجولة    التاسعة عشرة
 *     modifier       number        what is counted         range               unit            session   ordinal
 *
 * A number counts something if a noun, a currency or a percent sign follows it, or if the words before it announce a count (وعددهم 370, مقابل 60). All others
 * are names: القرار 1559, إف-16, جنيف 1, 5+1. Times, clock times, ages and durations are no quantities, nor are scores, bare duals (جنديين), vague plurals
 * (المئات), and the ordinals of days, kings and articles; of ordinals only those of rounds and sessions count, and المرة from the second on.
 *
 * What each rule is for and how often it is right stands in docs/rules-dates.md.
 */
#include "mention/quantity.h"
#include "mention/number.h"
#include "mention/number_token.h"

#include <math.h>

/* Prepositions, conjunctions, particles: the first groups of the grammar table. */
/* Whether a number without a noun behind it counts, by what stands before it. */
static bool announced(const men_doc *d, uint32_t t, const men_number *n, men_mod mod)
{
    if (mod != MEN_EXACT)
        return true;
    if (n->in_words && n->clitics & (LEX_C_WA | LEX_C_BI | LEX_C_LI) && n->value > 1)
        return true;
    uint32_t p = qty_word_before(d, t);
    if (p == MEN_NONE)
        return false;
    const txt_token *k = men_token(d, p);
    if (k->kind == TXT_WORD && k->key_len > 1 && tok_touches(d, t) && !n->in_words)
        return false; /* إتش1 */
    bool year = n->plain_figure && n->value >= 1900 && n->value <= 2099;
    if (men_cue(d, p, STR("count-lead")))
        return true;
    if (year)
        return false;
    if (k->kind == TXT_PUNCT)
        return k->mark == 0x60C || k->mark == ',';
    if (k->kind != TXT_WORD)
        return false;
    if (k->key_len == 1)
        return true;
    return qty_is_function(d, p) || qty_is_verb(d, p);
}

/* 21 من كبار السن: not behind a definite noun (القرار 1701 من) or a foreign word. */
static bool of_counts(const men_doc *d, uint32_t t, const men_number *n)
{
    uint32_t p = qty_word_before(d, t);
    return n->in_words || p == MEN_NONE || (men_token(d, p)->kind == TXT_WORD && !tok_definite(d, p)) || men_token(d, p)->kind == TXT_PUNCT;
}

static bool in_name(const men_doc *d, uint32_t t)
{
    if (!d->mention_at[t])
        return false;
    const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
    return m->name.end > m->name.first && m->name.first < t && t < m->name.end;
}

/* ---- writing ---- */

static void write(men_doc *d, const men_quantity *q)
{
    *vec_push(d->memory, &d->quantities) = *q;
    for (uint32_t i = q->span.first; i < q->span.end; i++)
        if (!d->quantity_at[i])
            d->quantity_at[i] = d->quantities.n;
}

static void set_bounds(men_quantity *q, double low, double high)
{
    q->low = low;
    q->high = high;
    q->has_low = q->mod != MEN_LESS_THAN;
    q->has_high = q->mod != MEN_MORE_THAN;
}

static unsigned clitic_letters(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind == LEX_NUMBER)
            return m->letters - (m->clitics & LEX_C_AL && m->letters >= 2 ? 2u : 0);
    }
    return 0;
}

/* ---- ordinals ---- */

static bool feminine(const men_doc *d, uint32_t t)
{
    return men_token(d, t)->flags & (TXT_TEH_MARBUTA | TXT_ALEF_MAKSURA);
}

/* القمة العربية الثانية والثلاثين, لعهدة خامسة, الدورة الـ71 */
static bool read_ordinal(men_doc *d, uint32_t t, const men_number *n)
{
    bool with_article = tok_definite(d, t) || !n->in_words;
    for (uint32_t back = 1; back <= 3 && back <= t; back++) {
        uint32_t s = t - back;
        if (!men_same_sentence(d, s, t) || men_token(d, s)->kind != TXT_WORD)
            return false;
        if (!n->in_words && men_token(d, s)->key_len == 2 && men_token(d, s)->key[0] == K_ALEF)
            continue; /* الـ */
        if (!n->in_words && back > 1 && !(back == 2 && men_token(d, t - 1)->key_len == 2 && men_token(d, t - 1)->key[0] == K_ALEF))
            return false;
        if (men_cue(d, s, STR("session"))) {
            uint32_t end;
            if (!men_number_word(d, s, STR("cue"), STR("session"), &end) || end > t)
                return false;
            if (!with_article && (back > 1 || tok_definite(d, s) || n->value < 2))
                return false;
            if (n->in_words && men_token(d, s)->flags & TXT_TEH_MARBUTA && !feminine(d, t))
                return false;
            if (n->in_words && !(men_token(d, s)->flags & TXT_TEH_MARBUTA) && tok_definite(d, s) && feminine(d, t))
                return false;
            if (n->value == 1 && (men_cue(d, s, STR("times")) || !tok_definite(d, s)))
                return false;
            if (!n->in_words && (!tok_definite(d, s) || qty_tail_at(d, t, n->end).kind == TAIL_NOUN || n->value > 200))
                return false;
            men_quantity q = {.mod = MEN_ORDINAL};
            set_bounds(&q, n->value, n->value);
            q.span = men_span_of(d, s, n->end, clitic_letters(d, s));
            q.of = men_text(d, men_span_of(d, s, !n->in_words && back > 1 ? t - 1 : t, clitic_letters(d, s)));
            write(d, &q);
            return true;
        }
        if (qty_is_function(d, s) || qty_is_verb(d, s) || men_token(d, s)->kind == TXT_PUNCT || men_cue(d, s, STR("named-group")))
            return false;
    }
    return false;
}

/* ---- الدول الأربع, محركاته الستة ---- */

/* The names of groups: الدول الست, القوى الكبرى الخمس, مجموعة السبع. */
static bool is_group(const men_doc *d, uint32_t t, const men_number *n)
{
    if (!n->in_words || !(n->clitics & LEX_C_AL) || (n->value > 8 && n->value != 20))
        return false;
    for (uint32_t s = t; s-- > 0 && t - s <= 3 && men_same_sentence(d, s, t);) {
        if (men_cue(d, s, STR("named-group")))
            return true;
        if (!tok_definite(d, s))
            return false;
    }
    return false;
}

static bool read_definite(men_doc *d, uint32_t t, const men_number *n)
{
    if (!n->in_words || !(n->clitics & LEX_C_AL) || n->clitics & (LEX_C_BI | LEX_C_LI | LEX_C_KA | LEX_C_WA) || n->value < 2 || n->value > 99 || t == 0 ||
        !men_same_sentence(d, t - 1, t))
        return false;
    if (qty_tail_at(d, t, n->end).kind == TAIL_DURATION)
        return false;
    uint32_t first = t;
    for (uint32_t s = t; s-- > 0 && t - s <= 3 && men_same_sentence(d, s, t) && men_token(d, s)->kind == TXT_WORD;) {
        const txt_token *k = men_token(d, s);
        bool suffixed = !tok_definite(d, s) && k->key_len > 4 && t - s == 1 &&
                        (k->key[k->key_len - 1] == K_HEH || (k->key[k->key_len - 1] == K_ALEF && k->key[k->key_len - 2] == K_HEH) ||
                         k->key[k->key_len - 1] == K_MEEM) &&
                        !(k->flags & TXT_TEH_MARBUTA);
        if (!(tok_definite(d, s) || suffixed) || qty_is_time_unit(d, s) || qty_is_verb(d, s) || qty_is_function(d, s))
            break;
        first = s;
        if (suffixed)
            break;
    }
    for (uint32_t s = t > 3 ? t - 3 : 0; s < t; s++)
        if (qty_is_time_unit(d, s))
            return false;
    if (first == t) { /* أدان الستة */
        if (!qty_is_verb(d, t - 1) || n->value > 10)
            return false;
    }
    men_quantity q = {.mod = MEN_EXACT};
    set_bounds(&q, n->value, n->value);
    q.span = men_span_of(d, first, n->end, first < t ? 0 : n->letters > 1 ? n->letters - 2u : 0);
    if (first < t)
        q.of = str_trim(men_text(d, men_span_of(d, first, t, 0)));
    write(d, &q);
    return true;
}

/* ---- counts ---- */

/* The second number of a range, behind و of بين, إلى, أو or a dash. */
static bool far_end(const men_doc *d, const men_number *a, bool between, men_number *ret)
{
    uint32_t q = a->end;
    if (q >= d->text->n_tokens || !men_same_sentence(d, a->first, q))
        return false;
    bool dash = tok_dash(d, q), to = tok_is(d, q, GW_TO) || tok_is(d, q, GW_UNTIL), or = tok_is(d, q, GW_AND_OR);
    if (dash || to || or) {
        q++;
    } else if (between && men_is_wa(d, q)) {
        q++;
    } else if (!(between && men_token(d, q)->kind == TXT_WORD && men_token(d, q)->key[0] == K_WAW)) {
        return false;
    }
    if (q >= d->text->n_tokens || !men_same_sentence(d, a->first, q) || d->time_at[q] || !men_number_at(d, q, ret) || ret->ordinal)
        return false;
    if (to && tok_is(d, a->first - (a->first > 0), GW_FROM) && qty_is_verb(d, a->first > 1 ? a->first - 2 : 0))
        return false;
    return ret->value > a->value || (a->value > 0 && ret->value >= 1000 && a->value < 1000);
}

/* 14 و18 بليون: the scale stands once. */
static double shared_scale(double low, double high)
{
    static const double scales[] = {1e12, 1e9, 1e6, 1e3};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (high >= scales[i] && low < 1000 && low < high / scales[i] && fmod(high, scales[i] / 10) == 0)
            return low * scales[i];
    return low;
}

/* 3 و11 سنة, بين 21 و24 عاما: a duration told of several numbers. */
static bool duration_ahead(const men_doc *d, const men_number *n)
{
    uint32_t q = n->end;
    for (int i = 0; i < 3 && q < d->text->n_tokens && men_same_sentence(d, n->first, q); i++) {
        if (tok_dash(d, q) || tok_is(d, q, GW_TO) || tok_is(d, q, GW_AND_OR) || men_is_wa(d, q) || tok_mark(d, q, 0x60C))
            q++;
        else if (!(men_token(d, q)->kind == TXT_WORD && men_token(d, q)->key[0] == K_WAW))
            return false;
        men_number next;
        if (q >= d->text->n_tokens || !men_number_at(d, q, &next) || next.ordinal)
            return false;
        if (qty_tail_at(d, n->first, next.end).kind == TAIL_DURATION)
            return true;
        q = next.end;
    }
    return false;
}

static bool is_score(const men_doc *d, const qty_tail *t)
{
    if (t->kind != TAIL_NOUN || !men_cue(d, t->of, STR("goals")) || t->end >= d->text->n_tokens)
        return false;
    return tok_is(d, t->end, GW_WITHOUT) || tok_is(d, t->end, GW_AGAINST) || men_cue(d, t->end, STR("count-lead")) || men_cue(d, t->end, STR("goals")) ||
           men_number_word(d, t->end, STR("unit"), STR_NONE, NULL);
}

/* واحد counts only where it is said for the number: دبلوماسي واحد, مشكلة واحدة فقط, واحد في المئة. */
static bool one_counts(men_doc *d, const men_number *n, const qty_tail *after, uint32_t *first)
{
    if (after->kind == TAIL_PERCENT || after->kind == TAIL_MONEY)
        return true;
    if (after->kind == TAIL_NOUN && n->clitics & LEX_C_WA && d->quantities.n && vec_last(&d->quantities)->span.end + 4 > n->first &&
        men_same_sentence(d, vec_last(&d->quantities)->span.first, n->first))
        return true; /* و10 باكستانيين، وواحد فلبيني */
    uint32_t p = n->first;
    if (p == 0 || !men_same_sentence(d, p - 1, p) || n->clitics)
        return false;
    if (!tok_is(d, n->end, GW_FROM) && (tok_has(d, p - 1, GW_HUMANS) || men_cue(d, p - 1, STR("votes")))) {
        *first = p - 1;
        return true;
    }
    if (tok_is(d, n->end, GW_ONLY) && !qty_is_time_unit(d, p - 1)) {
        *first = p - 1;
        return true;
    }
    return false;
}

static uint32_t read_count(men_doc *d, uint32_t t, men_number n)
{
    uint32_t next = n.end, first = t;
    bool minus = t > 0 && men_cue(d, t - 1, STR("minus"));
    men_mod mod = qty_modifier_before(d, minus ? t - 1 : t, &first);
    uint32_t lead = first;
    bool between = lead > 0 && tok_is(d, lead - 1, GW_BETWEEN);
    men_number far;
    bool range = far_end(d, &n, between, &far);
    uint32_t last = range ? far.end : n.end;
    const lex_match *month = n.end < d->text->n_tokens ? lex_match_of(d->lex, n.end, LEX_MONTH) : NULL;
    if (month && month->clitics == 0 && men_same_sentence(d, t, n.end))
        return month->end; /* ثورة 25 يناير */
    if (qty_is_code(d, t, n.end) && !(range && tok_dash(d, n.end)))
        return next;
    qty_tail after = qty_tail_at(d, t, last);
    uint32_t sign_before = lead - (lead > 0);
    if (after.kind != TAIL_PERCENT && lead > 0 && (tok_mark(d, sign_before, '%') || tok_mark(d, sign_before, 0x66A)) && tok_touches(d, lead) &&
        (!tok_touches(d, sign_before) || men_is_wa(d, sign_before - (sign_before > 0)))) {
        after = (qty_tail){.kind = TAIL_PERCENT, .of = last, .end = last, .unit = STR("%")}; /* ٪40 */
        if (first == lead)
            first--;
    }
    if (range && !between && tok_dash(d, n.end) && after.kind != TAIL_PERCENT && after.kind != TAIL_MONEY && after.kind != TAIL_NOUN)
        return far.end;
    if (after.kind == TAIL_DURATION) {
        bool vast = n.value >= 1e6 && !tok_is(d, last, GW_YEARS);
        if (!vast)
            return range ? far.end : next;
        after = (qty_tail){.kind = TAIL_NOUN, .of = last, .end = last + 1};
    }
    if (!range && duration_ahead(d, &n))
        return next;
    if (in_name(d, t) || is_score(d, &after))
        return next;
    uint32_t p = qty_word_before(d, lead);
    if (p != MEN_NONE && p < t && men_token(d, p)->kind == TXT_WORD && (men_cue(d, p, STR("numbered")) || men_cue(d, p, STR("age"))) && mod == MEN_EXACT &&
        !range && after.kind != TAIL_MONEY && after.kind != TAIL_PERCENT && !men_cue(d, p, STR("count-lead")))
        return next;
    if (after.kind == TAIL_NOUN && (men_cue(d, after.of, STR("times")) || tok_has(d, after.of, GW_MORNING) || tok_has(d, after.of, GW_EVENING)))
        return next;
    if (n.one && !range && !one_counts(d, &n, &after, &first))
        return next;
    if (n.in_words && n.value == 2 && !range && after.kind != TAIL_OF && after.kind != TAIL_PERCENT && (n.clitics & LEX_C_AL))
        return next;
    if (n.clitics & LEX_C_AL && after.kind == TAIL_NONE && !range)
        return next;
    bool scaled = n.value >= 1000 && (n.in_words || n.end > t + 1);
    if ((after.kind == TAIL_NONE || after.kind == TAIL_OF) && !range && !n.one && !scaled && !(after.kind == TAIL_OF && of_counts(d, t, &n)) &&
        !announced(d, lead, &n, mod))
        return next;
    if (n.end < d->text->n_tokens && men_cue(d, n.end, STR("plus")))
        return next; /* خمسة زائد واحد */
    if (!n.in_words && after.kind == TAIL_NOUN && p != MEN_NONE && men_token(d, p)->kind == TXT_LATIN && !men_cue(d, after.of, STR("others")))
        return next;
    if (after.kind == TAIL_NONE && n.plain_figure && men_token(d, t)->flags & TXT_LINE_START)
        return next;
    men_quantity q = {.mod = mod, .unit = after.unit};
    uint32_t end = after.end > last ? after.end : last, tail_end;
    if (mod == MEN_EXACT || mod == MEN_ABOUT) {
        men_mod behind = MEN_EXACT;
        if (end < d->text->n_tokens && men_same_sentence(d, t, end) && (behind = qty_modifier_after(d, end, &tail_end)) != MEN_EXACT) {
            q.mod = behind;
            end = tail_end;
        }
    }
    double sign = minus ? -1 : 1;
    if (range && mod != MEN_MORE_THAN && mod != MEN_LESS_THAN) {
        q.mod = mod;
        q.has_low = q.has_high = true;
        q.low = shared_scale(n.value, far.value);
        q.high = far.value;
    } else {
        set_bounds(&q, sign * n.value, sign * n.value);
    }
    if (minus && first == t)
        first = t - 1;
    if (between)
        first = lead - 1;
    if (after.end > after.of)
        q.of = str_trim(men_text(d, men_span_of(d, after.of, after.end, 0)));
    q.span = men_span_of(d, first, end, clitic_letters(d, first));
    write(d, &q);
    return end > next ? end : next;
}

static bool may_start(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD)
        return k->kind == TXT_NUMBER;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++)
        if (d->lex->matches[i].form->kind == LEX_NUMBER)
            return true;
    return false;
}

void men_read_quantities(men_doc *d)
{
    for (uint32_t t = 0; t < d->text->n_tokens;) {
        men_number n;
        if (d->time_at[t] || d->noise[t] || !may_start(d, t) || !men_number_at(d, t, &n)) {
            t++;
            continue;
        }
        if (n.ordinal) {
            read_ordinal(d, t, &n);
            t = n.end;
        } else if (is_group(d, t, &n)) {
            t = n.end;
        } else if ((!n.in_words && read_ordinal(d, t, &n)) || read_definite(d, t, &n)) {
            t = n.end;
        } else {
            uint32_t end = read_count(d, t, n);
            t = end > t ? end : t + 1;
        }
    }
}
