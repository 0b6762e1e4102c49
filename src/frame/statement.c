/* Statements: who is speaking, where, and what of the text is theirs.
 *
 *     وقال بوتين إن …      بوتين أكد أن …      … الذي أوضح أن …      وأضاف: …      مشيرا إلى أن …      بحسب الكرملين      نقلا عن وكالة تاس
 *
 * A verb's speaker is its subject; a verb without one, and a participle, go on with the speaker before. What is said reaches from the link (أن, إن, a colon, a
 * quotation mark) to the end of the sentence or the next statement.
 */
#include "frame/role.h"

#include "mention/entity.h"

enum { LINK_WINDOW = 9, SURE_WEIGHT = 66, LINKLESS_WEIGHT = 80, PARTICIPLE_WEIGHT = 60 };

typedef struct speaking {
    men_doc *d;
    frm_record *r;
    uint32_t current;  /* entity who spoke last, or MEN_NONE */
    uint32_t sentence; /* where that was */
    uint32_t subject;  /* of the last finite verb, or MEN_NONE: whom a participle goes on with */
    uint32_t subject_sentence;
    uint32_t at;                /* the token being read */
    uint32_t last_he, last_she; /* who spoke last that a masculine, a feminine form may mean */
} speaking;

static bool may_be(const men_doc *d, uint32_t entity, bool she)
{
    const men_entity *e = &d->entities.at[entity];
    if (e->kind == MEN_PERSON)
        return e->female == she;
    return e->kind != MEN_COUNTRY || she;
}

/* The speaker before whom a verb or participle without a subject goes on with. */
static uint32_t goes_on(const speaking *s, bool she)
{
    if (s->current != MEN_NONE && may_be(s->d, s->current, she))
        return s->current;
    uint32_t other = she ? s->last_she : s->last_he;
    if (other != MEN_NONE || !she)
        return other != MEN_NONE ? other : s->current;
    for (uint32_t i = s->d->mentions.n; i-- > 0;) { /* a woman named before who has not spoken yet */
        const men_mention *m = &s->d->mentions.at[i];
        if (m->span.first < s->at && s->d->entities.at[m->entity].kind == MEN_PERSON && s->d->entities.at[m->entity].female)
            return m->entity;
    }
    return s->current;
}

/* The word behind the clitics is also a grammar word: بين, عبر, ذلك are hardly ever verbs. */
static bool stem_is_grammar(const men_doc *d, uint32_t t, const lex_match *m)
{
    const lex_word *w = d->lex->words[t];
    for (uint32_t i = 0; i < w->n; i++) {
        const lex_reading *r = &w->readings[i];
        if (r->clitics != m->clitics || r->pronoun != m->pronoun || r->letters != m->letters || !r->node)
            continue;
        uint32_t n;
        const lex_form *forms = lex_forms(d->lex->image, r->node, &n);
        for (uint32_t k = 0; k < n; k++)
            if (forms[k].kind == LEX_GRAMMAR)
                return true;
    }
    return false;
}

static const lex_match *speech_at(const men_doc *d, uint32_t t)
{
    const lex_match *best = NULL;
    if (d->mention_at[t] || d->noise[t] || d->title_at[t])
        return NULL;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_SPEECH || (m->clitics & (LEX_C_AL | LEX_C_KA | LEX_C_LI)))
            continue;
        uint8_t shape = m->form->shape;
        bool verb = shape == LEX_S_PERFECT || shape == LEX_S_IMPERFECT;
        if (verb && (m->clitics & LEX_C_BI))
            continue;
        if (shape == LEX_S_AGENT && (m->pronoun || (m->clitics & LEX_C_BI)))
            continue;
        if (shape == LEX_S_NOUN || shape == LEX_S_PHRASE)
            continue;
        if (verb && (men_token(d, t)->flags & TXT_TEH_MARBUTA))
            continue;
        unsigned person = m->form->features & LEX_F_PERSON;
        if (((m->form->features & LEX_F_BEFORE_SUFFIX) && !m->pronoun) || ((m->form->features & LEX_F_SHORT) && !frm_may_be_short(d, t, m->clitics)))
            continue;
        if (verb && (person == LEX_1S || person == LEX_1P || stem_is_grammar(d, t, m) || frm_shows_passive(d, t)))
            continue;
        if (!best || lex_speech_at(d->lex->image, m->form->row)->weight > lex_speech_at(d->lex->image, best->form->row)->weight)
            best = m;
    }
    return best;
}

static bool is_link(const men_doc *d, uint32_t t, const lex_speech *s)
{
    const txt_token *k = men_token(d, t);
    if (k->kind == TXT_PUNCT)
        return (k->mark == ':' || txt_opens_quote(k)) && (s->weight >= SURE_WEIGHT || s->link_mark);
    for (uint32_t i = 0; i < s->n_links; i++)
        if (lex_token_is_word(d->lex, t, s->links[i]))
            return true;
    if (k->kind != TXT_WORD || k->key_len < 3)
        return false;
    return (s->link_li && k->key[0] == K_LAM) || (s->link_bi && k->key[0] == K_BEH);
}

static bool is_that(const men_doc *d, uint32_t t)
{
    if (lex_is(d->lex, t, GW_THAT) || lex_is(d->lex, t, GW_THAT_INNA))
        return true;
    /* أنه, إنها: the particle with a pronoun */
    const txt_token *k = men_token(d, t);
    return k->kind == TXT_WORD && k->key_len >= 3 && k->key_len <= 5 && k->key[0] == K_ALEF && k->key[1] == K_NOON && k->key[2] == K_HEH;
}

/* The first link in the words behind the verb and its subject; the token behind it is where the content starts. */
static bool find_link(const men_doc *d, uint32_t from, const lex_speech *s, uint32_t *ret)
{
    uint32_t sentence = men_token(d, from > 0 ? from - 1 : 0)->sentence;
    for (uint32_t t = from; t < from + LINK_WINDOW && t < d->text->n_tokens && men_token(d, t)->sentence == sentence; t++) {
        if (is_link(d, t, s) || (s->weight >= SURE_WEIGHT && is_that(d, t))) {
            *ret = t;
            return true;
        }
        if (t > from && frm_is_verb(d, t))
            return false;
    }
    return false;
}

/* An unnamed speaker: «مصادر تركية مطلعة», «مسؤول أمني»; the source nouns are people here. */
static bool speaks(const men_doc *d, const frm_phrase *p)
{
    if (p->kind == FRM_P_WHO || p->kind == FRM_P_PEOPLE)
        return true;
    if (p->kind == FRM_P_TIME)
        return false;
    for (uint32_t t = p->first; t < p->end && t < p->first + 2; t++)
        if (lex_has(d->lex, t, GW_SOURCE) || lex_has(d->lex, t, GW_OFFICIAL) || lex_has(d->lex, t, GW_ORG_HEAD) || lex_has(d->lex, t, GW_AUTHORITIES) ||
            lex_has(d->lex, t, GW_OPPOSITION) || lex_has(d->lex, t, GW_GOVERNMENT) || lex_has(d->lex, t, GW_MEMBER) || lex_match_of(d->lex, t, LEX_TITLE) ||
            lex_has(d->lex, t, GW_POLICE) || lex_has(d->lex, t, GW_ARMY) || lex_has(d->lex, t, GW_MINISTRY) || lex_has(d->lex, t, GW_LEADERSHIP) ||
            lex_has(d->lex, t, GW_PARLIAMENT) || lex_has(d->lex, t, GW_DELEGATION))
            return true;
    return false;
}

static bool is_document(const men_doc *d, const frm_phrase *p)
{
    return p->kind == FRM_P_OTHER && lex_has(d->lex, p->first, GW_STATEMENT_NOUN);
}

/* The name or owner inside an opaque phrase: «بيان وزارة الصحة» is the ministry's. */
static uint32_t owner_in(const men_doc *d, const frm_phrase *p)
{
    for (uint32_t t = p->first; t < p->end; t++)
        if (d->mention_at[t] && d->entities.at[d->mentions.at[d->mention_at[t] - 1].entity].kind != MEN_PLACE)
            return d->mentions.at[d->mention_at[t] - 1].entity;
    return MEN_NONE;
}

/* A definite short form (الوزارة, المنظمة, المصدر): the last speaker or body whose name has the word. */
static uint32_t short_form(const men_doc *d, const frm_phrase *p)
{
    const txt_token *k = men_token(d, p->first);
    const unsigned char *key = k->key + (p->clitics ? 1 : 0);
    size_t len = k->key_len - (p->clitics ? 1u : 0u);
    if (len < 4 || key[0] != K_ALEF || key[1] != K_LAM)
        return MEN_NONE;
    for (uint32_t i = d->mentions.n; i-- > 0;) {
        const men_mention *m = &d->mentions.at[i];
        if (m->span.first >= p->first)
            continue;
        uint32_t head = m->name.end > m->name.first ? m->name.first : m->span.first;
        const txt_token *h = men_token(d, head);
        if (head > 0 && d->entities.at[m->entity].kind == MEN_ORGANIZATION && men_same_sentence(d, head - 1, head)) { /* صحيفة stands before the name */
            const txt_token *b = men_token(d, txt_opens_quote(men_token(d, head - 1)) && head > 1 ? head - 2 : head - 1);
            for (unsigned skip = 0; skip < 2 && skip < b->key_len; skip++)
                if (b->key_len - skip == len - 2 && memcmp(b->key + skip, key + 2, len - 2) == 0)
                    return m->entity;
        }
        for (unsigned skip = 0; skip < 3 && skip < h->key_len; skip++) {
            if (h->key_len - skip == len - 2 && memcmp(h->key + skip, key + 2, len - 2) == 0 && d->entities.at[m->entity].kind != MEN_PERSON)
                return m->entity;
            if (h->key_len - skip == len && memcmp(h->key + skip, key, len) == 0 && d->entities.at[m->entity].kind != MEN_PERSON)
                return m->entity;
        }
    }
    return MEN_NONE;
}

static uint32_t unnamed(men_doc *d, const frm_phrase *p)
{
    str name = men_name_text(d, men_span_of(d, p->first, p->end, p->letters));
    if (lex_has(d->lex, p->first, GW_SOURCE)) { /* the sources of a report are one voice: المصادر goes on with «مصادر مطلعة» */
        for (uint32_t i = d->entities.n; i-- > 0;) {
            const men_entity *e = &d->entities.at[i];
            if (e->kind == MEN_GROUP && e->voice && p->definite)
                return i;
        }
    }
    uint32_t e = men_entity_of_name(d, MEN_GROUP, name);
    d->entities.at[e].voice |= lex_has(d->lex, p->first, GW_SOURCE);
    return e;
}

/* The sources of the report, if it has such a voice; else who spoke last. */
static uint32_t source_group(const men_doc *d, uint32_t otherwise)
{
    for (uint32_t i = d->entities.n; i-- > 0;) {
        const men_entity *e = &d->entities.at[i];
        if (e->kind == MEN_GROUP && e->voice)
            return i;
    }
    return otherwise;
}

static uint32_t speaker_of(speaking *s, const frm_phrase *p, frm_refs *refs)
{
    men_doc *d = s->d;
    if (p->kind == FRM_P_WHO || p->kind == FRM_P_PEOPLE) {
        frm_phrase_list(d, p, refs);
        return refs->n > 0 ? refs->at[0] : MEN_NONE;
    }
    uint32_t e = owner_in(d, p);
    if (e == MEN_NONE && (lex_is(d->lex, p->first, GW_SAME) || lex_is(d->lex, p->first, GW_DEMONSTRATIVE) || lex_is(d->lex, p->first, GW_OTHER)))
        e = source_group(d, s->current);                              /* نفس المصدر, هذه المصادر */
    for (uint32_t t = p->first + 1; e == MEN_NONE && t < p->end; t++) /* أحد هذه المصادر */
        if (lex_is(d->lex, t, GW_SOURCE) && (lex_is(d->lex, t - 1, GW_DEMONSTRATIVE) || t > p->first + 1))
            e = source_group(d, MEN_NONE);
    if (e == MEN_NONE && is_document(d, p))
        e = s->current;
    if (e == MEN_NONE && (p->end - p->first == 1 || (p->end - p->first == 2 && lex_match_of(d->lex, p->first + 1, LEX_DEMONYM))))
        e = short_form(d, p); /* الوزارة, الوزارة السعودية */
    if (e == MEN_NONE && speaks(d, p))
        e = unnamed(d, p);
    frm_add_ref(d, refs, e);
    return e;
}

static frm_statement *add(speaking *s, uint32_t speaker, uint32_t first, uint32_t end, uint32_t trigger, unsigned letters)
{
    men_doc *d = s->d;
    frm_statement *st = vec_push(d->memory, &s->r->statements);
    *st = (frm_statement){.speaker = speaker, .trigger = trigger};
    st->span = men_span_of(d, first, end, first == trigger ? letters : 0);
    st->verb = men_text(d, men_span_of(d, trigger, trigger + 1, letters));
    s->current = speaker;
    s->sentence = men_token(d, trigger)->sentence;
    if (may_be(d, speaker, true))
        s->last_she = speaker;
    if (may_be(d, speaker, false))
        s->last_he = speaker;
    return st;
}

static void set_content(men_doc *d, frm_statement *st, uint32_t link)
{
    const txt_sentence *sent = &d->text->sentences[men_token(d, st->trigger)->sentence];
    uint32_t first = link + 1, end = sent->end;
    if (first < end && men_token(d, link)->kind == TXT_PUNCT && men_token(d, link)->mark == ':' && txt_opens_quote(men_token(d, first)))
        link = first++;
    st->quoted = men_token(d, link)->kind == TXT_PUNCT && txt_opens_quote(men_token(d, link));
    while (end > first && men_token(d, end - 1)->kind == TXT_PUNCT && men_token(d, end - 1)->mark == '.')
        end--;
    st->reach_first = link;
    st->reach_end = sent->end;
    if (first < end)
        st->content = men_span_of(d, first, end, 0);
}

/* The outlet or person spoken to: «لوكالة رويترز», «مع الصحيفة», inside the words between the verb and its content. */
static void find_listener(men_doc *d, frm_statement *st, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to && t < d->text->n_tokens; t++) {
        if (!d->mention_at[t])
            continue;
        const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
        const men_entity *e = &d->entities.at[m->entity];
        if (m->span.first == t && (m->clitics & LEX_C_LI) && (e->kind == MEN_ORGANIZATION || e->kind == MEN_PERSON) && m->entity != st->speaker)
            frm_add_ref(d, &st->to, m->entity);
    }
}

static void time_of(men_doc *d, frm_statement *st)
{
    uint32_t first, end;
    frm_clause(d, st->trigger, &first, &end);
    for (uint32_t t = first; t < end && t < st->reach_first; t++) {
        if (d->time_at[t]) {
            st->time = d->times.at[d->time_at[t] - 1].edtf;
            return;
        }
    }
}

/* نقلت الوكالة عن X, نقل عن X قوله: X speaks, the agency is told it. */
static bool read_conveyed(speaking *s, uint32_t t, const lex_match *m, const frm_subject *subject)
{
    men_doc *d = s->d;
    uint32_t at = t + 1;
    if (subject->found && !subject->before && !(at < d->text->n_tokens && lex_is(d->lex, at, GW_ABOUT)))
        at = subject->phrase.end;
    frm_phrase p;
    if (at >= d->text->n_tokens || !men_same_sentence(d, t, at) || !lex_is(d->lex, at, GW_ABOUT) || !frm_phrase_at(d, at + 1, &p) || p.kind == FRM_P_TIME)
        return false;
    frm_refs refs = {0};
    uint32_t speaker = speaker_of(s, &p, &refs), agency = MEN_NONE, link;
    if (speaker == MEN_NONE && (speaker = unnamed(d, &p)) == MEN_NONE)
        return false;
    if (subject->found && subject->phrase.kind == FRM_P_WHO)
        agency = d->mentions.at[subject->phrase.mention].entity;
    frm_statement *st = add(s, speaker, t, p.end, t, m->letters);
    st->reach_first = st->span.end;
    st->reach_end = st->span.end;
    if (find_link(d, p.end, lex_speech_at(d->lex->image, m->form->row), &link))
        set_content(d, st, link);
    frm_add_ref(d, &st->to, agency);
    return true;
}

static void read_verb(speaking *s, uint32_t t, const lex_match *m)
{
    men_doc *d = s->d;
    const lex_speech *sp = lex_speech_at(d->lex->image, m->form->row);
    frm_subject subject = frm_subject_of(d, t, m->form->features);
    if (sp->kind == LEX_QUOTE && read_conveyed(s, t, m, &subject))
        return;
    uint32_t link = 0, end = subject.found && !subject.before ? subject.phrase.end : t + 1;
    bool linked = find_link(d, end, sp, &link);
    if (!linked && (sp->n_links > 0 || sp->link_li || sp->link_bi) && sp->weight < LINKLESS_WEIGHT)
        return;
    bool imperfect = m->form->shape == LEX_S_IMPERFECT;
    if (!linked && sp->weight < (imperfect ? 75 : 55))
        return;
    if (t > 0 && (lex_is(d->lex, t - 1, GW_LAM) || lex_is(d->lex, t - 1, GW_LAN)))
        return;                      /* لم يكشف: nothing was said */
    if (imperfect && !subject.found) /* يذكر أن, يشار إلى: nobody says it */
        return;
    if (m->form->features & LEX_F_PASSIVE)
        return;
    frm_refs refs = {0};
    uint32_t speaker = MEN_NONE, first = t;
    if (subject.found) {
        uint32_t list_end = subject.phrase.end;
        if (subject.phrase.kind == FRM_P_WHO || subject.phrase.kind == FRM_P_PEOPLE || speaks(d, &subject.phrase) || is_document(d, &subject.phrase) || linked)
            speaker = speaker_of(s, &subject.phrase, &refs);
        bool short_phrase = subject.phrase.end - subject.phrase.first <= 6 && !(subject.phrase.clitics & LEX_C_PREFIX);
        if (speaker == MEN_NONE && linked && sp->weight >= 75 && subject.phrase.kind == FRM_P_OTHER && !subject.before && short_phrase &&
            d->lex->grammar_len[subject.phrase.first] == 0)
            speaker = unnamed(d, &subject.phrase); /* أكد أحد أصدقائه أن … */
        if (speaker != MEN_NONE && subject.before)
            first = subject.phrase.first;
        else if (speaker != MEN_NONE)
            end = list_end;
        if (speaker == MEN_NONE && !subject.before && subject.phrase.kind == FRM_P_OTHER && !linked)
            return;
    }
    if (speaker == MEN_NONE)
        speaker = goes_on(s, (m->form->features & LEX_F_PERSON) == LEX_3FS);
    if (speaker == MEN_NONE || d->entities.at[speaker = frm_as_actor(d, speaker)].kind == MEN_PLACE)
        return;
    if (first < t && t - first > 12)
        first = t;
    frm_statement *st = add(s, speaker, first, end > t ? end : t + 1, t, m->letters);
    st->reach_first = st->span.end;
    st->reach_end = st->span.end;
    if (linked)
        set_content(d, st, link);
    find_listener(d, st, t + 1, linked ? link : t + 8);
    time_of(d, st);
    for (uint32_t i = 1; i < refs.n; i++) { /* two speakers of one act are two items */
        frm_statement copy = *vec_last(&s->r->statements);
        copy.speaker = refs.at[i];
        *vec_push(d->memory, &s->r->statements) = copy;
    }
}

static void read_participle(speaking *s, uint32_t t, const lex_match *m)
{
    men_doc *d = s->d;
    const lex_speech *sp = lex_speech_at(d->lex->image, m->form->row);
    const txt_token *k = men_token(d, t);
    uint32_t link = 0;
    bool marked = (k->flags & TXT_TANWIN) || (m->form->features & LEX_F_TANWIN);
    bool comma = t > 0 && men_token(d, t - 1)->kind == TXT_PUNCT && (men_token(d, t - 1)->mark == 0x60C || men_token(d, t - 1)->mark == ',');
    bool joined = (m->clitics & LEX_C_WA) != 0;
    bool linked = t + 1 < d->text->n_tokens && find_link(d, t + 1, sp, &link) && link <= t + 4;
    bool she = (m->form->features & LEX_F_FEMININE) != 0;
    uint32_t speaker = s->subject != MEN_NONE && s->subject_sentence == k->sentence && may_be(d, s->subject, she) ? s->subject : goes_on(s, she);
    if (speaker == MEN_NONE || (!marked && !comma && !joined) || (!marked && !(m->form->features & LEX_F_FEMININE) && !(m->form->features & LEX_F_PLURAL)))
        return;
    if (!linked && sp->weight < PARTICIPLE_WEIGHT)
        return;
    if (speaker == s->current && s->sentence + 1 < k->sentence)
        return;
    frm_statement *st = add(s, speaker, t, t + 1, t, m->letters);
    st->reach_first = st->span.end;
    st->reach_end = st->span.end;
    if (linked)
        set_content(d, st, link);
}

/* بحسب X, وفقا لـ X, نقلا عن X, حسب ما أعلن X. */
static bool read_according(speaking *s, uint32_t t)
{
    men_doc *d = s->d;
    if (!lex_is(d->lex, t, GW_ACCORDING) || d->mention_at[t] || d->noise[t])
        return false;
    uint32_t at = t + 1, sentence = men_token(d, t)->sentence;
    for (int i = 0; i < 5 && at < d->text->n_tokens && men_token(d, at)->sentence == sentence; i++) {
        frm_phrase p;
        uint32_t len;
        if (frm_phrase_at(d, at, &p) && p.kind != FRM_P_TIME) {
            frm_refs refs = {0};
            if (p.kind == FRM_P_OTHER && lex_is(d->lex, at, GW_MA)) {
                at++;
                continue;
            }
            bool document = is_document(d, &p) || p.kind == FRM_P_OTHER;
            uint32_t speaker = speaks(d, &p) || is_document(d, &p) || owner_in(d, &p) != MEN_NONE ? speaker_of(s, &p, &refs) : MEN_NONE;
            if (speaker == MEN_NONE && document && p.end < d->text->n_tokens && d->mention_at[p.end] && men_same_sentence(d, t, p.end) &&
                (d->mentions.at[d->mention_at[p.end] - 1].clitics & LEX_C_LI)) { /* تقرير لمنظمة */
                speaker = d->mentions.at[d->mention_at[p.end] - 1].entity;
                p.end = d->mentions.at[d->mention_at[p.end] - 1].span.end;
            }
            if (speaker == MEN_NONE || d->entities.at[speaker = frm_as_actor(d, speaker)].kind == MEN_PLACE)
                return false;
            uint32_t kept = s->current, kept_sentence = s->sentence;
            frm_statement *st = add(s, speaker, t, p.end, t, men_token(d, t)->key[0] == K_WAW && men_token(d, t)->key_len > 4 ? 1 : 0);
            const txt_sentence *sent = &d->text->sentences[sentence];
            st->by_source = true;
            st->reach_first = sent->first;
            st->reach_end = sent->end;
            if (kept != MEN_NONE && kept_sentence == sentence) {
                s->current = kept;
                s->sentence = kept_sentence;
            }
            return true;
        }
        if (lex_is(d->lex, at, GW_MA) || frm_is_verb(d, at) || txt_opens_quote(men_token(d, at)))
            at++;
        else if (frm_preposition_at(d, at, &len) != GW_COUNT)
            at += len;
        else
            return false;
    }
    return false;
}

static void note_subject(speaking *s, uint32_t t)
{
    if (!frm_is_verb(s->d, t))
        return;
    frm_subject x = frm_subject_of(s->d, t, LEX_3MS);
    if (x.found && x.phrase.kind == FRM_P_WHO && s->d->entities.at[s->d->mentions.at[x.phrase.mention].entity].kind != MEN_PLACE) {
        s->subject = s->d->mentions.at[x.phrase.mention].entity;
        s->subject_sentence = men_token(s->d, t)->sentence;
    }
}

static int by_position(const frm_statement *a, const frm_statement *b)
{
    return (a->trigger > b->trigger) - (a->trigger < b->trigger);
}

/* What one statement says ends where the next one of the sentence begins, unless that is inside a quotation or names a source. */
static void trim_reach(frm_record *r)
{
    for (uint32_t i = 0; i + 1 < r->statements.n; i++) {
        frm_statement *a = &r->statements.at[i];
        for (uint32_t k = i + 1; k < r->statements.n; k++) {
            const frm_statement *b = &r->statements.at[k];
            if (b->trigger == a->trigger || b->by_source || a->by_source || b->trigger >= a->reach_end)
                continue;
            if (b->trigger > a->reach_first)
                a->reach_end = b->span.first;
            break;
        }
    }
}

void frm_read_statements(men_doc *d, frm_record *r)
{
    speaking s = {.d = d, .r = r, .current = MEN_NONE, .subject = MEN_NONE, .last_he = MEN_NONE, .last_she = MEN_NONE};
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        if (men_token(d, t)->kind != TXT_WORD || read_according(&s, t))
            continue;
        s.at = t;
        const lex_match *m = speech_at(d, t);
        if (!m || m->form->shape != LEX_S_AGENT)
            note_subject(&s, t);
        if (!m)
            continue;
        if (m->form->shape == LEX_S_AGENT)
            read_participle(&s, t, m);
        else
            read_verb(&s, t, m);
    }
    for (uint32_t i = 1; i < r->statements.n; i++) {
        frm_statement x = r->statements.at[i];
        uint32_t k = i;
        for (; k > 0 && by_position(&r->statements.at[k - 1], &x) > 0; k--)
            r->statements.at[k] = r->statements.at[k - 1];
        r->statements.at[k] = x;
    }
    trim_reach(r);
}
