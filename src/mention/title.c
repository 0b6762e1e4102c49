/* Office phrases: «معالي نائب وزير الخارجية الروسي السابق», «الأمين العام للأمم المتحدة», «رئيس مديرية الاستخبارات».
 *
 *     [honorific …] [نائب | مساعد | المتحدث باسم …] office [adjective of state | state | body | لـ body | في place] [السابق …]
 *
 * A phrase is found whether or not a name follows; joining it with its holder is office.c's.
 */
#include "mention/entity.h"
#include "mention/mention.h"

#include <ctype.h>

enum { COMPLEMENT_MAX = 10 };

typedef struct parsing {
    men_doc *d;
    uint32_t t;           /* next token */
    const char *modifier; /* "deputy", "assistant", "acting" … of a word before the office */
    men_title title;
} parsing;

/* أمام is the preposition, not the imam, unless it carries its hamza below. */
static bool is_before(const men_doc *d, const lex_match *m)
{
    return m->end == m->first + 1 && lex_is(d->lex, m->first, GW_BEFORE_FACE);
}

static const lex_match *match_at(const men_doc *d, uint32_t t, lex_kind kind)
{
    for (uint32_t i = d->lex->at[t]; t < d->text->n_tokens && i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind == kind && !m->pronoun && !is_before(d, m))
            return m;
    }
    return NULL;
}

static str title_cell(const men_doc *d, const lex_match *m, unsigned column)
{
    return lex_cell(d->lex->image, LEX_T_TITLES, m->form->row, column);
}

/* A title word of one of the kinds (space-separated list) at t. */
static const lex_match *title_word(const men_doc *d, uint32_t t, const char *kinds)
{
    if (t >= d->text->n_tokens)
        return NULL;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_TITLE || m->pronoun || is_before(d, m))
            continue;
        str kind = title_cell(d, m, TITLE_KIND);
        for (str rest = str_of(kinds); rest.ptr;)
            if (str_eq(str_split(&rest, ' '), kind))
                return m;
    }
    return NULL;
}

static bool bare(const lex_match *m)
{
    return (m->clitics & ~LEX_C_AL) == 0;
}

static bool is_definite_word(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    return k->kind == TXT_WORD && k->key_len > 4 && k->key[0] == K_ALEF && k->key[1] == K_LAM;
}

static void set_of(parsing *p, const char *country)
{
    if (!p->title.of[0] && p->title.of_entity == MEN_NONE)
        memcpy(p->title.of, country, 3);
}

static bool same_sentence(const parsing *p, uint32_t t)
{
    return men_same_sentence(p->d, p->title.span.first, t);
}

/* A named body, state or place at t: what the office is an office of. */
static bool take_owner(parsing *p, uint32_t t, unsigned allowed_clitics)
{
    men_doc *d = p->d;
    if (t >= d->text->n_tokens || !d->mention_at[t] || !same_sentence(p, t))
        return false;
    const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
    const men_entity *e = &d->entities.at[m->entity];
    if (m->span.first != t || (m->clitics & LEX_C_PREFIX & ~allowed_clitics) || e->kind == MEN_PERSON)
        return false;
    bool speaks = p->title.office.len > 0 && str_find(p->title.office, STR("spokesperson"), 0) >= 0;
    if (e->kind == MEN_COUNTRY || (e->country[0] && (e->organ || (e->force && speaks))))
        set_of(p, e->country);
    else if (!p->title.of[0] && p->title.of_entity == MEN_NONE)
        p->title.of_entity = m->entity;
    p->t = m->span.end;
    return true;
}

/* لـ«قوات سوريا الديمقراطية»: ل stands alone before a quotation mark. */
static bool take_quoted_owner(parsing *p, uint32_t t)
{
    const men_doc *d = p->d;
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD || k->key_len != 1 || k->key[0] != K_LAM || t + 2 >= d->text->n_tokens || !txt_opens_quote(men_token(d, t + 1)) ||
        !take_owner(p, t + 2, 0))
        return false;
    if (p->t < d->text->n_tokens && txt_closes_quote(men_token(d, p->t)))
        p->t++;
    return true;
}

/* «للشؤون الخارجية», «للعلاقات الدولية»: the field of the office, in words of the article. */
static bool take_field(parsing *p, uint32_t t)
{
    const men_doc *d = p->d;
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD || k->key_len < 5 || k->key[0] != K_LAM || k->key[1] != K_LAM || d->mention_at[t])
        return false;
    p->t = t + 1;
    for (int i = 0; i < 3 && p->t < d->text->n_tokens && same_sentence(p, p->t); i++) {
        uint32_t n = p->t;
        if (!is_definite_word(d, n) || d->mention_at[n] || d->lex->grammar_len[n] || title_word(d, n, "honorific rank religious modifier_after") ||
            match_at(d, n, LEX_OFFICE) || match_at(d, n, LEX_DEMONYM))
            break;
        p->t++;
    }
    return true;
}

/* «رئيسها», «أمينها العام»: the state or body last named before it. */
static void take_antecedent(parsing *p, const lex_match *m)
{
    men_doc *d = p->d;
    for (uint32_t i = d->mentions.n; i-- > 0;) {
        const men_mention *x = &d->mentions.at[i];
        const men_entity *e = &d->entities.at[x->entity];
        if (x->span.first >= m->first || (e->kind != MEN_COUNTRY && e->kind != MEN_ORGANIZATION))
            continue;
        if (men_token(d, x->span.first)->sentence + 1 < men_token(d, m->first)->sentence)
            return;
        if (e->country[0] && (e->kind == MEN_COUNTRY || e->organ))
            set_of(p, e->country);
        else
            p->title.of_entity = x->entity;
        return;
    }
}

/* What follows the office word: adjectives, owners, السابق; each at most once or twice. */
static void take_complement(parsing *p);

static void take_tail(parsing *p)
{
    men_doc *d = p->d;
    for (int i = 0; i < 4 && p->t < d->text->n_tokens && same_sentence(p, p->t); i++) {
        uint32_t t = p->t;
        const lex_match *m = match_at(d, t, LEX_DEMONYM);
        if (m && bare(m) && !d->mention_at[t]) {
            set_of(p, lex_cell(d->lex->image, LEX_T_COUNTRIES, m->form->row, COUNTRY_CODE).ptr);
            p->t = m->end;
            continue;
        }
        m = title_word(d, t, "modifier_after");
        if (m && (m->clitics & ~(LEX_C_AL | LEX_C_BI)) == 0 && !d->mention_at[t]) {
            str office = title_cell(d, m, TITLE_OFFICE);
            p->title.former |= str_eq(office, STR("former"));
            p->title.acting |= str_eq(office, STR("acting"));
            p->t = m->end;
            continue;
        }
        if (lex_is(d->lex, t, GW_BISM)) { /* المتحدث الرسمي باسم الحكومة العراقية */
            p->t = t + 1;
            if (p->t < d->text->n_tokens && same_sentence(p, p->t) && !take_owner(p, p->t, 0))
                take_complement(p);
            continue;
        }
        const men_mention *next = t < d->text->n_tokens && d->mention_at[t] ? &d->mentions.at[d->mention_at[t] - 1] : NULL;
        bool owned = p->title.of[0] ||
                     p->title.of_entity != MEN_NONE; /* «السفير الروسي | دمشق», «مسؤول أميركي | لوكالة», but «مندوب سوريا الدائم للأمم المتحدة» */
        if (owned && next && (!(next->clitics & LEX_C_LI) || d->entities.at[next->entity].table == LEX_T_OUTLETS))
            return;
        if (take_owner(p, t, LEX_C_LI) || take_quoted_owner(p, t) || take_field(p, t))
            continue;
        const lex_match *after = t + 1 < d->text->n_tokens && men_same_sentence(d, t, t + 1) ? match_at(d, t + 1, LEX_DEMONYM) : NULL;
        if (i == 0 && after && bare(after) && is_definite_word(d, t) && d->lex->grammar_len[t] == 0 && !d->mention_at[t]) { /* السيناتور الديموقراطي الأميركي */
            p->t = t + 1;
            continue;
        }
        if (lex_is(d->lex, t, GW_HIS_COUNTRY)) {
            p->t++;
            continue;
        }
        if (!p->title.reference && (lex_is(d->lex, t, GW_IN) || lex_is(d->lex, t, GW_AT)) && t + 1 < d->text->n_tokens && d->mention_at[t + 1] &&
            d->entities.at[d->mentions.at[d->mention_at[t + 1] - 1].entity].kind != MEN_PERSON && take_owner(p, t + 1, 0))
            continue;
        return;
    }
}

/* The words after a head such as مدير, رئيس, قائد that say of what: up to a mark, a verb, a preposition or a name of a person. */
static void take_complement(parsing *p)
{
    men_doc *d = p->d;
    uint32_t first = p->t;
    while (p->t < d->text->n_tokens && p->t - first < COMPLEMENT_MAX && same_sentence(p, p->t)) {
        uint32_t t = p->t;
        if (take_owner(p, t, LEX_C_LI))
            return;
        if (men_token(d, t)->kind != TXT_WORD || d->mention_at[t] || d->time_at[t])
            return;
        const lex_match *adj = match_at(d, t, LEX_DEMONYM);
        if (adj && t > first) {
            take_tail(p);
            return;
        }
        const uint64_t *g = d->lex->grammar[t];
        bool noun_word = lex_is(d->lex, t, GW_ORG_HEAD) || lex_is(d->lex, t, GW_LEADERSHIP) || lex_is(d->lex, t, GW_ARMY) || lex_is(d->lex, t, GW_FORCES) ||
                         lex_is(d->lex, t, GW_PARLIAMENT) || lex_is(d->lex, t, GW_MINISTRY) || lex_is(d->lex, t, GW_GOVERNMENT) || lex_is(d->lex, t, GW_POLICE);
        if ((g[0] | g[1] | g[2] | g[3]) && !noun_word)
            return;
        const lex_match *s = match_at(d, t, LEX_SPEECH);
        if (s && (s->form->shape == LEX_S_PERFECT || s->form->shape == LEX_S_IMPERFECT) && s->clitics == 0)
            return;
        const lex_match *v = match_at(d, t, LEX_TRIGGER);
        if (v && (v->form->shape == LEX_S_PERFECT || v->form->shape == LEX_S_IMPERFECT) && v->clitics == 0)
            return;
        bool definite = men_token(d, t)->key_len > 3 && men_token(d, t)->key[0] == K_ALEF && men_token(d, t)->key[1] == K_LAM;
        if (!definite && !noun_word && t > first)
            return;
        p->t++;
    }
}

static str combine(men_doc *d, const char *modifier, str office)
{
    if (!modifier || str_starts(office, str_of(modifier)))
        return office;
    return arena_printf(d->memory, "%s_%.*s", modifier, (int) office.len, office.ptr);
}

static bool parse_title(men_doc *d, uint32_t start, parsing *p);

/* «المتحدث باسم وزير الخارجية الإيطالي باولو جنتيلوني»: the minister is whose spokesperson it is, not the spokesperson. */
static void take_principal(parsing *p)
{
    men_doc *d = p->d;
    parsing inner;
    uint32_t t = p->t;
    if (t >= d->text->n_tokens || !same_sentence(p, t) || !lex_is(d->lex, t - 1, GW_BISM))
        return;
    if (!d->mention_at[t] && parse_title(d, t, &inner)) {
        set_of(p, inner.title.of);
        p->t = t = inner.t;
    }
    if (t < d->text->n_tokens && d->mention_at[t] && same_sentence(p, t)) {
        const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
        if (m->span.first == t && d->entities.at[m->entity].kind == MEN_PERSON && !(m->clitics & LEX_C_PREFIX)) {
            p->t = m->span.end;
            p->title.of_person = true;
        }
    }
}

static const lex_match *office_with_pronoun(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind == LEX_OFFICE && (m->pronoun == LEX_P_HER || m->pronoun == LEX_P_HIM) && m->form->shape != LEX_S_PLURAL &&
            d->lex->grammar_len[t] == 0)
            return m;
    }
    return NULL;
}

static bool parse_title(men_doc *d, uint32_t start, parsing *p)
{
    *p = (parsing){.d = d, .t = start, .title = {.of_entity = MEN_NONE, .person = MEN_NONE}};
    p->title.span.first = start;
    unsigned letters = 0;
    bool first = true, found = false;
    for (int i = 0; i < 6 && p->t < d->text->n_tokens && same_sentence(p, p->t); i++) {
        uint32_t t = p->t;
        if (d->mention_at[t] || d->time_at[t])
            return false;
        const lex_match *o = match_at(d, t, LEX_OFFICE);
        if (!o)
            o = office_with_pronoun(d, t);
        const lex_match *w = title_word(d, t, "modifier_before");
        const lex_match *h = title_word(d, t, "office_head");
        const lex_match *honour = title_word(d, t, "honorific rank religious");
        const lex_match *best = o;
        if (w && (!best || w->end > best->end) && (!o || w->end >= o->end))
            best = w;
        if (h && !best)
            best = h;
        if (!best && honour)
            best = honour;
        if (!best || (!first && !bare(best)))
            return false;
        if (first) {
            letters = best->clitics & LEX_C_AL ? best->letters - 2u : best->letters;
            p->title.clitics = best->clitics;
        }
        first = false;
        p->title.definite |= (best->clitics & LEX_C_AL) != 0 || best->pronoun;
        for (uint32_t k = t; k < best->end; k++) /* وزير الخارجية is definite by its genitive */
            p->title.definite |= men_token(d, k)->key_len > 3 && men_token(d, k)->key[0] == K_ALEF && men_token(d, k)->key[1] == K_LAM;
        p->t = best->end;
        if (best == w && w != o) {
            str office = title_cell(d, w, TITLE_OFFICE);
            p->modifier = office.len ? office.ptr : NULL;
            continue;
        }
        if (best == honour && best != o && best != h)
            continue;
        found = true;
        p->title.listed = best == o;
        p->title.office = best == o ? lex_cell(d->lex->image, LEX_T_OFFICES, o->form->row, OFFICE_ID) : title_cell(d, h, TITLE_OFFICE);
        p->title.plural = best->form->shape == LEX_S_PLURAL;
        if (p->title.office.len == 0)
            p->title.office = STR("head");
        for (uint32_t k = t + 1; k < best->end; k++) /* الأمين العام للأمم المتحدة is one form; whose office it is stands in it */
            if (d->mention_at[k] && take_owner(p, k, LEX_C_LI))
                break;
        p->t = best->end;
        if (best->pronoun)
            take_antecedent(p, best);
        take_principal(p);
        if (best == h)
            take_complement(p);
        take_tail(p);
        break;
    }
    if (!found)
        return false;
    if (p->modifier && strcmp(p->modifier, "acting") == 0)
        p->title.acting = true;
    else
        p->title.office = combine(d, p->modifier, p->title.office);
    p->title.span = men_span_of(d, start, p->t, letters);
    return true;
}

/* «نظيره الروسي»: the office of the one before, another state. */
static bool parse_counterpart(men_doc *d, uint32_t start, parsing *p)
{
    if (!lex_has(d->lex, start, GW_COUNTERPART) || d->mention_at[start])
        return false;
    *p = (parsing){.d = d, .t = start + 1, .title = {.of_entity = MEN_NONE, .person = MEN_NONE, .reference = true, .definite = true}};
    p->title.span.first = start;
    take_tail(p);
    unsigned letters = 0;
    for (uint32_t i = 0; i < d->lex->words[start]->n; i++) {
        const lex_reading *r = &d->lex->words[start]->readings[i];
        if (!r->pronoun && !(r->clitics & LEX_C_AL)) {
            letters = r->letters;
            p->title.clitics = r->clitics;
            break;
        }
    }
    p->title.span = men_span_of(d, start, p->t, letters);
    for (uint32_t k = d->titles.n; k-- > 0;) {
        const men_title *before = &d->titles.at[k];
        if (!before->plural && before->office.len > 0) {
            p->title.office = before->office;
            break;
        }
    }
    return true;
}

void men_read_titles(men_doc *d)
{
    for (uint32_t t = 0; t < d->text->n_tokens;) {
        parsing p;
        if (men_token(d, t)->kind == TXT_WORD && (parse_counterpart(d, t, &p) || parse_title(d, t, &p))) {
            *vec_push(d->memory, &d->titles) = p.title;
            for (uint32_t i = t; i < p.t; i++)
                d->title_at[i] = d->titles.n;
            t = p.t;
        } else {
            t++;
        }
    }
}
