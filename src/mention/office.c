/* Offices and their holders: joins an office phrase with the name that stands beside it.
 *
 *     وزير الخارجية الروسي سيرغي لافروف      رئيس الوزراء التركي، أحمد داود أوغلو      ناصر جودة وزير الخارجية الأردني      لافروف، وزير خارجية روسيا
 */
#include "mention/entity.h"
#include "mention/mention.h"

static const men_mention *person_at(const men_doc *d, uint32_t t)
{
    if (t >= d->text->n_tokens || !d->mention_at[t])
        return NULL;
    const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
    return m->how == MEN_BY_NAME && d->entities.at[m->entity].kind == MEN_PERSON ? m : NULL;
}

static bool is_soft_mark(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    return k->kind == TXT_PUNCT &&
           (k->mark == 0x60C || k->mark == ',' || k->mark == '-' || k->mark == 0x2013 || k->mark == '(' || k->mark == '"' || k->mark == 0xAB || k->mark == ':');
}

static bool is_courtesy(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_TITLE || (m->clitics & LEX_C_PREFIX))
            continue;
        str kind = lex_cell(d->lex->image, LEX_T_TITLES, m->form->row, TITLE_KIND);
        if (str_eq(kind, STR("honorific")) || str_eq(kind, STR("rank")) || str_eq(kind, STR("religious")) || str_eq(kind, STR("profession")))
            return true;
    }
    return false;
}

/* The name behind the phrase: directly, behind courtesies (الأستاذ, الدكتور) or one unknown adjective (الشرعي), or behind a comma. */
static const men_mention *name_after(const men_doc *d, const men_title *title)
{
    uint32_t t = title->span.end;
    bool mark = false;
    for (int i = 0; i < 5 && t < d->text->n_tokens && men_same_sentence(d, title->span.first, t); i++, t++) {
        const men_mention *m = person_at(d, t);
        if (m)
            return (m->clitics & LEX_C_PREFIX) == 0 ? m : NULL;
        if (d->mention_at[t])
            return NULL;
        if (d->title_at[t] && d->titles.at[d->title_at[t] - 1].span.first == t && !mark && !d->titles.at[d->title_at[t] - 1].reference &&
            !(d->titles.at[d->title_at[t] - 1].clitics & LEX_C_PREFIX & ~LEX_C_WA)) {
            t = d->titles.at[d->title_at[t] - 1].span.end - 1; /* several offices of one: ولي العهد وزير الدفاع محمد بن سلمان */
            continue;
        }
        if (is_soft_mark(d, t)) {
            if (mark || !(title->definite || title->of[0] || title->of_entity != MEN_NONE))
                return NULL;
            mark = true;
        } else if (!is_courtesy(d, t) && !(i == 0 && men_token(d, t)->key_len > 4 && men_token(d, t)->key[0] == K_ALEF && men_token(d, t)->key[1] == K_LAM &&
                                           d->lex->grammar_len[t] == 0)) {
            return NULL;
        }
    }
    return NULL;
}

static const men_mention *name_before(const men_doc *d, const men_title *title)
{
    uint32_t t = title->span.first;
    if ((title->clitics & LEX_C_PREFIX) || title->reference || t == 0 || !men_same_sentence(d, t - 1, t))
        return NULL;
    t--;
    if (t > 0 && (is_soft_mark(d, t) || lex_is(d->lex, t, GW_PRONOUN_M)))
        t--;
    return person_at(d, t);
}

static bool may_be_of_state(const men_doc *d, str office)
{
    uint32_t row;
    return !lex_find_row(d->lex->image, LEX_T_OFFICES, office, &row) || !str_eq(lex_cell(d->lex->image, LEX_T_OFFICES, row, OFFICE_OF), STR("organization"));
}

static bool state_office(const men_doc *d, str office)
{
    uint32_t row;
    return lex_find_row(d->lex->image, LEX_T_OFFICES, office, &row) && str_eq(lex_cell(d->lex->image, LEX_T_OFFICES, row, OFFICE_OF), STR("state"));
}

static void add_office(men_doc *d, men_title *title, const men_mention *m)
{
    men_entity *e = &d->entities.at[m->entity];
    title->person = m->entity;
    e->bare_title |= !title->of[0] && title->of_entity == MEN_NONE;
    char of[4];
    memcpy(of, title->of, sizeof of);
    if (!of[0] && title->of_entity == MEN_NONE && e->known && may_be_of_state(d, title->office))
        memcpy(of, e->country, sizeof of);
    else if (!of[0] && title->of_entity == MEN_NONE && !e->known && state_office(d, title->office))
        memcpy(of, d->home, sizeof of);
    if (e->office.len == 0 || !title->former) {
        e->office = title->office;
        if (of[0])
            memcpy(e->office_of, of, sizeof of);
    }
    if (!e->country[0] && of[0])
        memcpy(e->country, of, sizeof of);
    for (uint32_t i = 0; i < d->offices.n; i++) {
        const men_office *o = &d->offices.at[i];
        if (o->person == m->entity && str_eq(o->office, title->office) && (memcmp(o->of, of, sizeof of) == 0 || !of[0]))
            return;
    }
    if (d->noise[title->span.first] || title->office.len == 0)
        return;
    uint32_t first = title->span.first < m->span.first ? title->span.first : m->span.first;
    uint32_t end = title->span.end > m->span.end ? title->span.end : m->span.end;
    men_span span = men_span_of(d, first, end, 0);
    span.begin = first == title->span.first ? title->span.begin : m->span.begin;
    span.begin_byte = first == title->span.first ? title->span.begin_byte : m->span.begin_byte;
    men_office *o = vec_push(d->memory, &d->offices);
    *o = (men_office){
        .person = m->entity, .office = title->office, .of_entity = title->of_entity, .former = title->former, .acting = title->acting, .span = span};
    memcpy(o->of, of, sizeof of);
}

/* The mention grows over its title, so that the whole phrase fills a role: «الرئيس الروسي فلاديمير بوتين». */
static void join(men_doc *d, uint32_t title_index, men_mention *m)
{
    const men_title *title = &d->titles.at[title_index];
    uint32_t first = title->span.first < m->span.first ? title->span.first : m->span.first;
    uint32_t end = title->span.end > m->span.end ? title->span.end : m->span.end;
    if (title->span.first <= m->span.first) {
        m->clitics = title->clitics & LEX_C_PREFIX;
        m->span.begin = title->span.begin;
        m->span.begin_byte = title->span.begin_byte;
    } else {
        m->span.end_byte = title->span.end_byte;
        m->span.end_cp = title->span.end_cp;
    }
    m->span.first = first;
    m->span.end = end;
    uint32_t index = (uint32_t) (m - d->mentions.at) + 1;
    for (uint32_t t = first; t < end; t++)
        if (!d->mention_at[t])
            d->mention_at[t] = index;
}

enum { NAME_MIN = 2, NAME_MAX = 4 };

static bool could_be_name(const men_doc *d, uint32_t t, bool first)
{
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD || k->key_len < 2 || d->mention_at[t] || d->time_at[t] || d->title_at[t] || d->quantity_at[t] || d->lex->grammar_len[t])
        return false;
    bool article = k->key[0] == K_ALEF && k->key[1] == K_LAM,
         prefix = k->key_len > 4 && ((k->key[0] == K_LAM && k->key[1] == K_LAM) || (k->key[1] == K_ALEF && k->key[2] == K_LAM));
    if (prefix || (first && article && k->key_len > 2))
        return false;
    if (k->flags & (TXT_TEH_MARBUTA | TXT_TANWIN) && !first)
        return !(k->flags & TXT_TANWIN);
    return !(k->flags & TXT_TANWIN);
}

/* What may stand behind a name that is the subject of the verb before its title: a mark, أن, a preposition, or the end. */
static bool ends_name(const men_doc *d, uint32_t t, uint32_t sentence)
{
    if (t >= d->text->n_tokens || men_token(d, t)->sentence != sentence || men_token(d, t)->kind == TXT_PUNCT)
        return true;
    static const lex_word_id links[] = {GW_THAT, GW_THAT_INNA, GW_IN, GW_TO, GW_ON, GW_ABOUT, GW_WITH, GW_DURING, GW_AFTER, GW_QAD, GW_AT};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (lex_is(d->lex, t, links[i]))
            return true;
    return false;
}

static bool is_finite(const men_doc *d, uint32_t t)
{
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if ((m->form->kind == LEX_TRIGGER || m->form->kind == LEX_SPEECH || m->form->kind == LEX_VERB) && m->end == t + 1 &&
            (m->form->shape == LEX_S_PERFECT || m->form->shape == LEX_S_IMPERFECT) && !(m->clitics & LEX_C_AL))
            return true;
    }
    return false;
}

/* «أوضح وزير التخطيط المصري أشرف العربي، أنه …»: between a verb with its office phrase and a mark or أن, two to four words that nobody knows are the holder's
 * name, even if they look like a verb or an adjective. */
static const men_mention *guess_name(men_doc *d, const men_title *title)
{
    uint32_t t = title->span.end, end = t, sentence = men_token(d, title->span.first)->sentence;
    bool complete = title->of[0] || title->of_entity != MEN_NONE || (title->listed && title->definite && title->span.end - title->span.first > 1);
    if (!complete || title->reference || title->of_person || title->former || title->span.first == 0 || !is_finite(d, title->span.first - 1) ||
        men_token(d, title->span.first - 1)->sentence != sentence)
        return NULL;
    while (end < d->text->n_tokens && end - t < NAME_MAX && men_token(d, end)->sentence == sentence && could_be_name(d, end, end == t))
        end++;
    if (end - t < NAME_MIN || !ends_name(d, end, sentence))
        return NULL;
    men_span span = men_span_of(d, t, end, 0);
    uint32_t e = men_entity_of_name(d, MEN_PERSON, men_text(d, span));
    if (!d->noise[t])
        men_entity_met(d, e, men_text(d, span));
    men_mention *m = men_mention_add(d, e, span, span, MEN_BY_NAME, 0, "a name by its place between an office and what its holder says or does");
    m->noise = d->noise[t];
    return m;
}

void men_read_offices(men_doc *d)
{
    for (uint32_t i = 0; i < d->titles.n; i++) {
        men_title *title = &d->titles.at[i];
        if (title->plural)
            continue;
        const men_mention *m = name_after(d, title);
        if (!m)
            m = name_before(d, title);
        if (!m)
            m = guess_name(d, title);
        if (!m)
            continue;
        add_office(d, title, m);
        join(d, i, &d->mentions.at[m - d->mentions.at]);
    }
}

void men_add_resolved_offices(men_doc *d)
{
    for (uint32_t i = 0; i < d->titles.n; i++) {
        men_title *title = &d->titles.at[i];
        if (title->person == MEN_NONE || title->plural || !title->of[0] || !d->entities.at[title->person].named || d->noise[title->span.first])
            continue;
        bool have = false;
        for (uint32_t k = 0; k < d->offices.n && !have; k++)
            have = d->offices.at[k].person == title->person;
        if (have)
            continue;
        men_office *o = vec_push(d->memory, &d->offices);
        *o = (men_office){
            .person = title->person, .office = title->office, .of_entity = MEN_NONE, .former = title->former, .acting = title->acting, .span = title->span};
        memcpy(o->of, title->of, sizeof o->of);
    }
}
