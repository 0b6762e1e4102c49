/* References: whom a phrase without a name means. In order of the text:
 *
 *     الحكومة السورية, الجانب الروسي, طائرات أميركية   the state
 *     الرئيس الأميركي, الوزير, نظيره الإيراني           the person of the report with that office; else the holder on the report's date; else someone unnamed
 *     الجانبان, البلدين, الرئيسان                     the two last named that fit
 *     المملكة                                          the kingdom the report is about
 */
#include "mention/entity.h"
#include "mention/mention.h"
#include "mention/tenure.h"

typedef struct resolving {
    men_doc *d;
    uint32_t last[2]; /* the two states last met, newest first */
    uint32_t people[2];
} resolving;

static void remember(uint32_t pair[2], uint32_t e)
{
    if (pair[0] == e)
        return;
    pair[1] = pair[0];
    pair[0] = e;
}

static const lex_match *demonym_at(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || d->mention_at[t] || d->title_at[t])
        return NULL;
    const lex_match *m = lex_match_of(d->lex, t, LEX_DEMONYM);
    return m && (m->clitics & ~LEX_C_AL) == 0 && !m->pronoun ? m : NULL;
}

static uint32_t state_of_row(men_doc *d, uint32_t row)
{
    return men_entity_of_row(d, MEN_COUNTRY, LEX_T_COUNTRIES, row, lex_cell(d->lex->image, LEX_T_COUNTRIES, row, COUNTRY_NAME));
}

/* The clitics of a grammar word at t, under the reading by which it is one. */
static bool grammar_reading(const men_doc *d, uint32_t t, const lex_word_id *words, size_t n, lex_reading *ret)
{
    const lex_word *w = d->lex->words[t];
    bool any = false;
    for (size_t g = 0; g < n && !any; g++)
        any = lex_has(d->lex, t, words[g]);
    for (uint32_t i = 0; any && i < w->n; i++) {
        if (!w->readings[i].node || w->readings[i].pronoun)
            continue;
        uint32_t count;
        const lex_form *forms = lex_forms(d->lex->image, w->readings[i].node, &count);
        for (uint32_t k = 0; k < count; k++)
            for (size_t g = 0; g < n; g++)
                if (forms[k].kind == LEX_GRAMMAR && forms[k].row == (uint32_t) words[g]) {
                    *ret = w->readings[i];
                    return true;
                }
    }
    return false;
}

/* الحكومة السورية, الجانب الروسي, حكومة روسيا. */
static bool state_phrase(resolving *r, uint32_t t)
{
    static const lex_word_id heads[] = {GW_GOVERNMENT, GW_SIDE, GW_AUTHORITIES, GW_LEADERSHIP, GW_REGIME, GW_FORCES, GW_REPUBLIC, GW_COUNTRY_NOUN};
    men_doc *d = r->d;
    lex_reading reading;
    if (d->mention_at[t] || d->title_at[t] || !grammar_reading(d, t, heads, sizeof heads / sizeof *heads, &reading))
        return false;
    uint32_t next = t + 1;
    if (next >= d->text->n_tokens || !men_same_sentence(d, t, next))
        return false;
    const lex_match *adj = demonym_at(d, next);
    uint32_t e = MEN_NONE, end = 0;
    if (adj) {
        e = state_of_row(d, adj->form->row);
        end = adj->end;
    } else if (d->mention_at[next]) {
        const men_mention *m = &d->mentions.at[d->mention_at[next] - 1];
        if (d->entities.at[m->entity].kind == MEN_COUNTRY && m->span.first == next && !(m->clitics & LEX_C_PREFIX)) {
            e = m->entity;
            end = m->span.end;
        }
    }
    if (e == MEN_NONE)
        return false;
    unsigned letters = reading.clitics & LEX_C_AL ? reading.letters - 2u : reading.letters;
    men_span span = men_span_of(d, t, end, letters), none = {0};
    men_mention *m = men_mention_add(d, e, span, none, MEN_BY_STATE, reading.clitics & LEX_C_PREFIX, "a government by its state's adjective or name");
    m->noise = d->noise[t];
    remember(r->last, e);
    return true;
}

/* A person of the report with this office. An office without its state is that of the person whom the report introduced so, or of the outlet's own state; among
 * equals the last named before t, else the first behind it. */
static uint32_t holder_in_report(men_doc *d, uint32_t t, const men_title *title)
{
    bool minister = str_eq(title->office, STR("minister"));
    str home = title->of[0] ? STR("") : str_of(d->home);
    uint32_t found = MEN_NONE;
    int best = -1;
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const men_mention *m = &d->mentions.at[i];
        const men_entity *e = &d->entities.at[m->entity];
        if (e->kind != MEN_PERSON || e->office.len == 0)
            continue;
        bool same = str_eq(e->office, title->office) || (minister && str_ends(e->office, STR("_minister")) && !str_starts(e->office, STR("prime")));
        if (!same || (title->of[0] && e->office_of[0] && memcmp(e->office_of, title->of, 4) != 0))
            continue;
        int score = title->of[0] ? 0 : e->bare_title * 4 + (home.len == 3 && str_eq(str_of(e->office_of), home)) * 2;
        score = score * 2 + (m->span.first < t);
        if (score > best || (score == best && m->span.first < t)) {
            best = score;
            found = m->entity;
        }
    }
    return found;
}

static void resolve_title(resolving *r, uint32_t index)
{
    men_doc *d = r->d;
    men_title *title = &d->titles.at[index];
    uint32_t t = title->span.first, person;
    const char *why = "the person of the report who holds this office";
    if (title->plural || title->office.len == 0 || title->person != MEN_NONE)
        return;
    bool anchored = title->of[0] || title->of_entity != MEN_NONE;
    if (!title->definite && !anchored)
        return;
    uint32_t e = title->former ? MEN_NONE : holder_in_report(d, t, title);
    if (e == MEN_NONE && d->has_published && !title->former && men_holder(d->lex->image, title->office, title->of, cal_days(d->published), &person)) {
        e = men_entity_of_row(d, MEN_PERSON, LEX_T_PEOPLE, person, men_text(d, title->span));
        men_entity *x = &d->entities.at[e];
        x->office = title->office;
        memcpy(x->office_of, title->of, sizeof x->office_of);
        why = "the holder of this office on the report's date";
    }
    if (e == MEN_NONE && !anchored && !title->listed && title->span.end - title->span.first == 1)
        return; /* المقرر, المراقب: too often no person at all */
    if (e == MEN_NONE) {
        e = title->of_person ? men_entity_new(d, MEN_PERSON, men_text(d, title->span)) : men_entity_of_name(d, MEN_PERSON, men_text(d, title->span));
        men_entity *x = &d->entities.at[e];
        x->office = title->office;
        memcpy(x->office_of, title->of, sizeof x->office_of);
        if (!x->country[0])
            memcpy(x->country, title->of, sizeof x->country);
        why = "an office holder whom the report does not name";
    }
    men_entity *x = &d->entities.at[e];
    str form = men_text(d, title->span);
    bool have = str_eq(x->name, form);
    for (uint32_t i = 0; i < x->aliases.n && !have; i++)
        have = str_eq(x->aliases.at[i], form);
    if (!have && !x->named)
        *vec_push(d->memory, &x->aliases) = form;
    title->person = e;
    men_span none = {0};
    men_mention *m = men_mention_add(d, e, title->span, none, MEN_BY_OFFICE, title->clitics & LEX_C_PREFIX, why);
    m->noise = d->noise[t];
    remember(r->people, e);
}

static bool pair_phrase(resolving *r, uint32_t t)
{
    static const lex_word_id states[] = {GW_TWO_COUNTRIES, GW_TWO_SIDES}, people[] = {GW_TWO_PRESIDENTS, GW_TWO_MINISTERS, GW_TWO_LEADERS};
    men_doc *d = r->d;
    lex_reading reading;
    uint32_t *pair = NULL;
    bool plural = d->title_at[t] && d->titles.at[d->title_at[t] - 1].plural && d->titles.at[d->title_at[t] - 1].span.end == t + 1;
    if (d->mention_at[t] || (d->title_at[t] && !plural))
        return false;
    if (grammar_reading(d, t, people, 3, &reading))
        pair = r->people;
    else if (grammar_reading(d, t, states, 2, &reading))
        pair = r->last;
    if (!pair || pair[0] == MEN_NONE || pair[1] == MEN_NONE)
        return false;
    unsigned letters = reading.clitics & LEX_C_AL ? reading.letters - 2u : reading.letters;
    men_span span = men_span_of(d, t, t + 1, letters), none = {0};
    men_mention *m = men_mention_add(d, pair[0], span, none, MEN_BY_REFERENCE, reading.clitics & LEX_C_PREFIX, "the two last named that fit");
    m->second = pair[1];
    m->noise = d->noise[t];
    return true;
}

/* معاليه, فخامته, سموه: the person last named. */
static bool honoured(resolving *r, uint32_t t)
{
    men_doc *d = r->d;
    if (d->mention_at[t] || d->title_at[t] || r->people[0] == MEN_NONE)
        return false;
    uint32_t person = r->people[0];
    for (uint32_t i = 0; i < d->mentions.n; i++) /* the report's own dignitary, if it has one */
        if (d->mentions.at[i].span.first < t && d->entities.at[d->mentions.at[i].entity].bare_title)
            person = d->mentions.at[i].entity;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_TITLE || (m->pronoun != LEX_P_HIM && m->pronoun != LEX_P_HER) ||
            !str_eq(lex_cell(d->lex->image, LEX_T_TITLES, m->form->row, TITLE_KIND), STR("honorific")))
            continue;
        men_span span = men_span_of(d, t, t + 1, m->letters), none = {0};
        men_mention *x = men_mention_add(d, person, span, none, MEN_BY_REFERENCE, m->clitics & LEX_C_PREFIX, "an honorific for the person last named");
        x->noise = d->noise[t];
        return true;
    }
    return false;
}

/* المملكة alone: the state of a Saudi outlet, or the kingdom that the report has named. */
static bool kingdom(resolving *r, uint32_t t)
{
    static const lex_word_id word[] = {GW_KINGDOM};
    men_doc *d = r->d;
    lex_reading reading;
    if (d->mention_at[t] || d->title_at[t] || !grammar_reading(d, t, word, 1, &reading) || !(reading.clitics & LEX_C_AL || men_token(d, t)->key[0] == K_ALEF))
        return false;
    static const char *const kingdoms[] = {"SAU", "JOR", "MAR", "BHR", "OMN"};
    uint32_t e = MEN_NONE;
    for (uint32_t i = 0; i < d->entities.n && e == MEN_NONE; i++)
        for (size_t k = 0; k < 5; k++)
            if (d->entities.at[i].kind == MEN_COUNTRY && memcmp(d->entities.at[i].country, kingdoms[k], 4) == 0)
                e = i;
    str code = str_of(d->home);
    for (size_t k = 0; k < 5; k++)
        if (str_eq(code, str_of(kingdoms[k])))
            e = men_entity_of_state(d, kingdoms[k]);
    if (e == MEN_NONE)
        e = men_entity_of_state(d, "SAU");
    if (e == MEN_NONE)
        return false;
    unsigned letters = reading.clitics & LEX_C_AL ? reading.letters - 2u : reading.letters;
    men_span span = men_span_of(d, t, t + 1, letters);
    if (!d->noise[t])
        men_entity_met(d, e, men_text(d, span));
    men_mention *m = men_mention_add(d, e, span, span, MEN_BY_NAME, reading.clitics & LEX_C_PREFIX, "the kingdom of the outlet or of the report");
    m->noise = d->noise[t];
    remember(r->last, e);
    return true;
}

static int by_position(const void *pa, const void *pb)
{
    const men_mention *a = pa, *b = pb;
    return (a->span.first > b->span.first) - (a->span.first < b->span.first);
}

/* Mentions made here stand behind the names; put all in the order of the text. */
static void sort_mentions(men_doc *d)
{
    for (uint32_t i = 1; i < d->mentions.n; i++) {
        men_mention x = d->mentions.at[i];
        uint32_t k = i;
        for (; k > 0 && by_position(&d->mentions.at[k - 1], &x) > 0; k--)
            d->mentions.at[k] = d->mentions.at[k - 1];
        d->mentions.at[k] = x;
    }
    memset(d->mention_at, 0, d->text->n_tokens * sizeof *d->mention_at);
    for (uint32_t i = 0; i < d->mentions.n; i++)
        for (uint32_t t = d->mentions.at[i].span.first; t < d->mentions.at[i].span.end; t++)
            d->mention_at[t] = i + 1;
}

void men_resolve(men_doc *d)
{
    resolving r = {.d = d, .last = {MEN_NONE, MEN_NONE}, .people = {MEN_NONE, MEN_NONE}};
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        if (d->mention_at[t]) {
            const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
            const men_entity *e = &d->entities.at[m->entity];
            if (e->kind == MEN_COUNTRY)
                remember(r.last, m->entity);
            else if (e->kind == MEN_PERSON)
                remember(r.people, m->entity);
            if (e->kind == MEN_PERSON && e->country[0] && m->span.first == t) {
                uint32_t s = men_entity_of_state(d, d->entities.at[m->entity].country);
                if (s != MEN_NONE)
                    remember(r.last, s);
            }
            continue;
        }
        if (pair_phrase(&r, t)) /* الرئيسان, الوزيران are plural titles too */
            continue;
        if (d->title_at[t] && d->titles.at[d->title_at[t] - 1].span.first == t) {
            resolve_title(&r, d->title_at[t] - 1);
            continue;
        }
        if (men_token(d, t)->kind != TXT_WORD || state_phrase(&r, t) || pair_phrase(&r, t) || honoured(&r, t) || kingdom(&r, t))
            continue;
    }
    sort_mentions(d);
}
