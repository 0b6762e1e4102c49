#include "frame/phrase.h"

#include "mention/entity.h"

enum { PHRASE_TOKENS_MAX = 14, SKIP_MAX = 12, LIST_MAX = 16 };

void frm_add_ref(men_doc *d, frm_refs *refs, uint32_t entity)
{
    if (entity != MEN_NONE && !frm_has_ref(refs, entity))
        *vec_push(d->memory, refs) = entity;
}

bool frm_has_ref(const frm_refs *refs, uint32_t entity)
{
    for (uint32_t i = 0; i < refs->n; i++)
        if (refs->at[i] == entity)
            return true;
    return false;
}

bool frm_shows_hamza(const men_doc *d, uint32_t t)
{
    str word = txt_span(d->text, men_token(d, t)->begin, men_token(d, t)->end);
    return str_find(word, STR("أ"), 0) >= 0 || str_find(word, STR("ئ"), 0) >= 0 || str_find(word, STR("ؤ"), 0) >= 0 || str_find(word, STR("إ"), 0) >= 0;
}

static bool find_verb(const men_doc *d, uint32_t t)
{
    if (men_token(d, t)->kind != TXT_WORD || d->mention_at[t] || d->title_at[t])
        return false;
    if (men_token(d, t)->flags & TXT_TEH_MARBUTA)
        return false;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_TRIGGER && m->form->kind != LEX_SPEECH && m->form->kind != LEX_VERB)
            continue;
        if ((m->clitics & (LEX_C_AL | LEX_C_BI | LEX_C_KA)) || m->end != t + 1)
            continue;
        if (d->lex->grammar_len[t] == 1 && m->clitics == 0 && !frm_shows_hamza(d, t))
            continue; /* هنا is not هنأ */
        if (m->form->shape == LEX_S_IMPERFECT || (m->form->shape == LEX_S_PERFECT && !(m->clitics & LEX_C_LI)))
            return true;
    }
    return lex_is(d->lex, t, GW_KANA);
}

static const lex_word_id prepositions[] = {GW_BY_HAND,     GW_BY,         GW_IN,          GW_TO,          GW_FROM,        GW_ON,       GW_ABOUT,
                                           GW_WITH,        GW_BETWEEN,    GW_AT,          GW_AGAINST,     GW_SINCE,       GW_UNTIL,    GW_DURING,
                                           GW_BEFORE,      GW_AFTER,      GW_AROUND,      GW_TOWARDS,     GW_WITHOUT,     GW_BECAUSE,  GW_REGARDING,
                                           GW_VIA,         GW_NEAR,       GW_ACCOMPANIED, GW_BEFORE_FACE, GW_FOR_BENEFIT, GW_WITHIN,   GW_ACCORDING,
                                           GW_IN_PRESENCE, GW_CHAIRED_BY, GW_INVITED_BY,  GW_DESPITE,     GW_BESIDES,     GW_DIRECTION};

static lex_word_id find_preposition(const men_doc *d, uint32_t t, uint8_t *ret_len)
{
    const uint64_t *any = d->lex->grammar[t];
    if (d->mention_at[t] || !(any[0] | any[1] | any[2] | any[3]))
        return GW_COUNT;
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        if (lex_is(d->lex, t, prepositions[i])) {
            uint8_t len = d->lex->grammar_len[t];
            bool longer = prepositions[i] == GW_BY || prepositions[i] == GW_BY_HAND;
            *ret_len = longer && len > 1 ? len : 1;
            if (!longer && len > 1 && !(lex_word_is(d->lex->words[t], prepositions[i])))
                *ret_len = len;
            return prepositions[i];
        }
    }
    return GW_COUNT;
}

void frm_mark(men_doc *d)
{
    uint32_t n = d->text->n_tokens;
    d->finite = arena_new_array(d->memory, bool, n);
    d->preposition = arena_alloc(d->memory, n);
    d->preposition_len = arena_alloc(d->memory, n);
    for (uint32_t t = 0; t < n; t++) {
        d->finite[t] = find_verb(d, t);
        d->preposition[t] = (uint8_t) find_preposition(d, t, &d->preposition_len[t]);
    }
}

bool frm_is_verb(const men_doc *d, uint32_t t)
{
    return t < d->text->n_tokens && d->finite[t];
}

lex_word_id frm_preposition_at(const men_doc *d, uint32_t t, uint32_t *ret_len)
{
    if (t >= d->text->n_tokens || d->preposition[t] == GW_COUNT)
        return GW_COUNT;
    *ret_len = d->preposition_len[t];
    return (lex_word_id) d->preposition[t];
}

bool frm_may_be_short(const men_doc *d, uint32_t t, unsigned clitics)
{
    if (clitics & LEX_C_LI)
        return true;
    return t > 0 && (lex_is(d->lex, t - 1, GW_LAM) || lex_is(d->lex, t - 1, GW_LAN) || lex_is(d->lex, t - 1, GW_LA) || lex_is(d->lex, t - 1, GW_THAT) ||
                     lex_is(d->lex, t - 1, GW_SO_THAT) || lex_is(d->lex, t - 1, GW_UNTIL) || lex_is(d->lex, t - 1, GW_IF));
}

bool frm_shows_passive(const men_doc *d, uint32_t t)
{
    str word = txt_span(d->text, men_token(d, t)->begin, men_token(d, t)->end);
    ptrdiff_t damma = str_find(word, STR("\u064F"), 0);
    return damma > 0 && damma <= 6; /* on one of the first three letters */
}

/* أنه, إنها, انهم */
static bool is_that_with_pronoun(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    unsigned skip = k->kind == TXT_WORD && k->key_len > 3 && (k->key[0] == K_BEH || k->key[0] == K_WAW) ? 1 : 0;
    return k->kind == TXT_WORD && k->key_len >= 3 + skip && k->key_len <= 5 + skip && k->key[skip] == K_ALEF && k->key[skip + 1] == K_NOON &&
           k->key[skip + 2] == K_HEH;
}

/* قائلا, مضيفا, مشيرا: a participle of saying in the accusative is nobody. */
static bool is_manner(const men_doc *d, uint32_t t)
{
    if (d->mention_at[t])
        return false;
    const lex_match *m = lex_match_of(d->lex, t, LEX_SPEECH);
    return m && m->form->shape == LEX_S_AGENT && (m->form->features & LEX_F_TANWIN) && !m->pronoun;
}

static bool breaks_phrase(const men_doc *d, uint32_t t)
{
    uint32_t len;
    return men_token(d, t)->kind == TXT_PUNCT || is_that_with_pronoun(d, t) || lex_is(d->lex, t, GW_PREP_PRONOUN) || is_manner(d, t) ||
           frm_preposition_at(d, t, &len) != GW_COUNT || lex_is(d->lex, t, GW_RELATIVE) || lex_is(d->lex, t, GW_RELATIVE_PLURAL) ||
           lex_is(d->lex, t, GW_THAT) || lex_is(d->lex, t, GW_THAT_INNA) || lex_is(d->lex, t, GW_QAD) || lex_is(d->lex, t, GW_LAM) ||
           lex_is(d->lex, t, GW_LAN) || lex_is(d->lex, t, GW_LA) || lex_is(d->lex, t, GW_WHERE) || lex_is(d->lex, t, GW_WHILE) || lex_is(d->lex, t, GW_AS) ||
           lex_is(d->lex, t, GW_THEN) || lex_is(d->lex, t, GW_BUT) || lex_is(d->lex, t, GW_SO_THAT) || lex_is(d->lex, t, GW_IF) ||
           lex_is(d->lex, t, GW_AND_OR) || lex_is(d->lex, t, GW_LAYSA) || lex_is(d->lex, t, GW_SAWFA) || lex_is(d->lex, t, GW_LAQAD) ||
           lex_is(d->lex, t, GW_EXCEPT) || frm_is_verb(d, t);
}

/* A word whose و is a conjunction and not its first letter. */
static bool joined_by_wa(const men_doc *d, uint32_t t)
{
    if (d->mention_at[t])
        return d->mentions.at[d->mention_at[t] - 1].span.first == t && (d->mentions.at[d->mention_at[t] - 1].clitics & LEX_C_WA);
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD || k->key_len < 3 || k->key[0] != K_WAW)
        return false;
    const lex_word *w = d->lex->words[t];
    for (uint32_t i = 0; i < w->n; i++)
        if (w->readings[i].node && !(w->readings[i].clitics & LEX_C_WA) && w->readings[i].letters == 0 && !w->readings[i].pronoun)
            return false;
    return true;
}

static bool has_prefix(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    if (k->kind != TXT_WORD || k->key_len < 4)
        return false;
    if ((k->key[0] == K_BEH || k->key[0] == K_KAF) && k->key[1] == K_ALEF && k->key[2] == K_LAM)
        return true;
    if (k->key[0] == K_LAM && k->key[1] == K_LAM)
        return true;
    /* a known word behind ب or ل, and not known whole */
    const lex_word *w = d->lex->words[t];
    bool whole = false, cut = false;
    for (uint32_t i = 0; i < w->n; i++) {
        if (!w->readings[i].node) /* only a later word of some name */
            continue;
        whole |= w->readings[i].clitics == 0;
        cut |= (w->readings[i].clitics & (LEX_C_BI | LEX_C_LI)) && !w->readings[i].pronoun;
    }
    return cut && !whole;
}

static bool is_people_head(const men_doc *d, uint32_t t)
{
    return lex_has(d->lex, t, GW_HUMANS);
}

static void clitics_of(const men_doc *d, uint32_t t, frm_phrase *p)
{
    const lex_word *w = d->lex->words[t];
    for (uint32_t i = 0; i < w->n; i++) {
        if (w->readings[i].pronoun || !w->readings[i].node)
            continue;
        p->clitics = w->readings[i].clitics;
        p->letters = w->readings[i].letters;
        if (p->clitics & LEX_C_AL) {
            p->letters = (uint8_t) (p->letters - 2);
            p->definite = true;
        }
        p->clitics &= LEX_C_PREFIX;
        return;
    }
    const txt_token *k = men_token(d, t);
    if (k->key_len > 4 && k->key[0] == K_BEH && k->key[1] == K_ALEF && k->key[2] == K_LAM)
        p->clitics = LEX_C_BI, p->letters = 1;
    else if (k->key_len > 4 && k->key[0] == K_LAM && k->key[1] == K_LAM)
        p->clitics = LEX_C_LI, p->letters = 1;
    else if (k->key_len > 4 && k->key[0] == K_WAW && k->key[1] == K_ALEF && k->key[2] == K_LAM)
        p->clitics = LEX_C_WA, p->letters = 1;
}

bool frm_phrase_at(const men_doc *d, uint32_t t, frm_phrase *ret)
{
    if (t >= d->text->n_tokens)
        return false;
    *ret = (frm_phrase){.kind = FRM_P_OTHER, .first = t, .mention = MEN_NONE};
    if (d->mention_at[t]) {
        const men_mention *m = &d->mentions.at[d->mention_at[t] - 1];
        if (m->span.first != t)
            return false;
        ret->kind = FRM_P_WHO;
        ret->end = m->span.end;
        ret->clitics = m->clitics & LEX_C_PREFIX;
        ret->mention = d->mention_at[t] - 1;
        ret->definite = true;
        return true;
    }
    if (d->time_at[t]) {
        ret->kind = FRM_P_TIME;
        ret->end = d->times.at[d->time_at[t] - 1].span.end;
        return true;
    }
    if (t + 1 < d->text->n_tokens && txt_opens_quote(men_token(d, t)) && d->mention_at[t + 1] && men_same_sentence(d, t, t + 1)) { /* «داعش» */
        const men_mention *m = &d->mentions.at[d->mention_at[t + 1] - 1];
        if (m->span.first != t + 1 || m->span.end >= d->text->n_tokens || !txt_closes_quote(men_token(d, m->span.end)))
            return false; /* not a quoted name but the beginning of a quotation */
        ret->kind = FRM_P_WHO;
        ret->end = m->span.end + 1;
        ret->mention = d->mention_at[t + 1] - 1;
        ret->definite = true;
        return true;
    }
    if (breaks_phrase(d, t))
        return false;
    clitics_of(d, t, ret);
    uint32_t end = t;
    bool people = false;
    if (d->quantity_at[t]) {
        end = d->quantities.at[d->quantity_at[t] - 1].span.end;
        for (uint32_t i = t; i < end; i++)
            people |= is_people_head(d, i);
        if (end < d->text->n_tokens && men_same_sentence(d, t, end) && is_people_head(d, end) && !breaks_phrase(d, end)) {
            people = true;
            end++;
        }
    } else {
        people = is_people_head(d, t);
        end = t + 1;
    }
    /* adjectives and genitives; another phrase's start ends it */
    while (end < d->text->n_tokens && end - t < PHRASE_TOKENS_MAX && men_same_sentence(d, t, end)) {
        if (d->time_at[end] || (d->quantity_at[end] && people) || breaks_phrase(d, end) || joined_by_wa(d, end) || has_prefix(d, end))
            break;
        if (d->mention_at[end]) {
            const men_mention *m = &d->mentions.at[d->mention_at[end] - 1];
            if (m->clitics & LEX_C_PREFIX)
                break;
            if (d->entities.at[m->entity].kind == MEN_PERSON && people)
                break;
            end = m->span.end;
            break;
        }
        if (people && !ret->definite && end > t + 1 && men_token(d, end)->key_len > 3 && men_token(d, end)->key[0] == K_ALEF &&
            men_token(d, end)->key[1] == K_LAM && !lex_match_of(d->lex, end, LEX_DEMONYM))
            break; /* an indefinite group does not go on with a definite noun: that is the next phrase */
        end++;
    }
    frm_phrase quoted;
    if (!people && end - t <= 2 && (lex_has(d->lex, t, GW_ORG_HEAD) || lex_has(d->lex, t, GW_STATEMENT_NOUN)) && end < d->text->n_tokens &&
        txt_opens_quote(men_token(d, end)) && men_same_sentence(d, t, end) && frm_phrase_at(d, end, &quoted) && quoted.kind == FRM_P_WHO) { /* مجلة «شبيغل» */
        ret->kind = FRM_P_WHO;
        ret->mention = quoted.mention;
        ret->end = quoted.end;
        return true;
    }
    ret->end = end;
    ret->kind = people ? FRM_P_PEOPLE : FRM_P_OTHER;
    return true;
}

void frm_phrase_refs(men_doc *d, const frm_phrase *p, frm_refs *refs)
{
    if (p->kind == FRM_P_WHO) {
        frm_add_ref(d, refs, d->mentions.at[p->mention].entity);
        frm_add_ref(d, refs, d->mentions.at[p->mention].second);
    } else if (p->kind == FRM_P_PEOPLE) {
        uint32_t e = men_entity_of_name(d, MEN_GROUP, men_name_text(d, men_span_of(d, p->first, p->end, p->letters)));
        frm_add_ref(d, refs, e);
    }
}

uint32_t frm_phrase_list(men_doc *d, const frm_phrase *p, frm_refs *refs)
{
    frm_phrase_refs(d, p, refs);
    uint32_t end = p->end;
    for (int i = 0; i < LIST_MAX && end < d->text->n_tokens && men_same_sentence(d, p->first, end); i++) {
        frm_phrase next;
        uint32_t t = end;
        bool comma = men_token(d, t)->kind == TXT_PUNCT && (men_token(d, t)->mark == 0x60C || men_token(d, t)->mark == ',');
        if (comma)
            t++;
        if (!frm_phrase_at(d, t, &next) || (next.kind != FRM_P_WHO && next.kind != FRM_P_PEOPLE) || !men_same_sentence(d, p->first, t))
            break;
        bool and = (next.clitics & LEX_C_PREFIX) == LEX_C_WA;
        if (!and&&!(comma && next.clitics == 0 && next.kind == FRM_P_WHO))
            break;
        if (comma && !and) { /* a list goes on with another comma or ends with و; else what follows the comma is an apposition or a new clause */
            uint32_t e = next.end;
            bool more = e < d->text->n_tokens && men_same_sentence(d, t, e) &&
                        ((men_token(d, e)->kind == TXT_PUNCT && (men_token(d, e)->mark == 0x60C || men_token(d, e)->mark == ',')) || joined_by_wa(d, e));
            if (!more)
                break;
        }
        frm_phrase_refs(d, &next, refs);
        end = next.end;
    }
    return end;
}

static bool hard_break(const men_doc *d, uint32_t t)
{
    const txt_token *k = men_token(d, t);
    return k->kind == TXT_PUNCT && (k->mark == '.' || k->mark == 0x61B || k->mark == ';' || k->mark == '!' || k->mark == '?' || k->mark == 0x61F);
}

/* و or ف before a verb, حيث, بينما …: another clause begins at t. */
static bool opens_clause(const men_doc *d, uint32_t t)
{
    if (lex_is(d->lex, t, GW_WHERE) || lex_is(d->lex, t, GW_WHILE) || lex_is(d->lex, t, GW_BUT) || lex_is(d->lex, t, GW_THEN) || lex_is(d->lex, t, GW_THAT) ||
        lex_is(d->lex, t, GW_THAT_INNA))
        return true;
    return frm_is_verb(d, t) && joined_by_wa(d, t);
}

void frm_clause(const men_doc *d, uint32_t t, uint32_t *ret_first, uint32_t *ret_end)
{
    const txt_sentence *s = &d->text->sentences[men_token(d, t)->sentence];
    uint32_t first = t, end = t + 1;
    while (first > s->first && !hard_break(d, first - 1) && !opens_clause(d, first))
        first--;
    while (end < s->end && !hard_break(d, end) && !opens_clause(d, end))
        end++;
    *ret_first = first;
    *ret_end = end;
}

static bool agrees_person(unsigned features)
{
    unsigned p = features & LEX_F_PERSON;
    return p != LEX_1S && p != LEX_1P;
}

/* Skips what may stand between a verb and its subject: times, prepositional phrases, adverbs, قد; stops at verbs and hard marks. */
static bool skip_between(const men_doc *d, uint32_t *t, uint32_t sentence)
{
    uint32_t len;
    if (*t >= d->text->n_tokens || men_token(d, *t)->sentence != sentence)
        return false;
    if (d->time_at[*t]) {
        *t = d->times.at[d->time_at[*t] - 1].span.end;
        return true;
    }
    if (lex_is(d->lex, *t, GW_ALSO) || lex_is(d->lex, *t, GW_QAD)) {
        *t += 1;
        return true;
    }
    frm_phrase p;
    if (frm_preposition_at(d, *t, &len) != GW_COUNT) {
        *t += len;
        if (*t < d->text->n_tokens && d->time_at[*t])
            *t = d->times.at[d->time_at[*t] - 1].span.end;
        else if (frm_phrase_at(d, *t, &p))
            *t = p.end;
        return true;
    }
    if (frm_phrase_at(d, *t, &p) && (p.clitics & (LEX_C_BI | LEX_C_LI))) {
        *t = p.end;
        return true;
    }
    return false;
}

static bool is_comma(const txt_token *k)
{
    return k->kind == TXT_PUNCT && (k->mark == 0x60C || k->mark == ',');
}

/* The phrase that ends right before t (a comma, a parenthesis or an apposition between them allowed): SVO and relative clauses. */
static bool phrase_before(const men_doc *d, uint32_t t, frm_phrase *ret)
{
    const txt_sentence *s = &d->text->sentences[men_token(d, t)->sentence];
    for (int i = 0; i < 3 && t > s->first; i++) {
        if (is_comma(men_token(d, t - 1)) || lex_is(d->lex, t - 1, GW_QAD) || lex_is(d->lex, t - 1, GW_PRONOUN_M) || lex_is(d->lex, t - 1, GW_PRONOUN_F))
            t--;
        else if (d->time_at[t - 1])
            t = d->times.at[d->time_at[t - 1] - 1].span.first;
        else
            break;
    }
    if (t == s->first || !d->mention_at[t - 1])
        return false;
    const men_mention *m = &d->mentions.at[d->mention_at[t - 1] - 1];
    return frm_phrase_at(d, m->span.first, ret);
}

/* «الجيش نفى», «الشرطة أعلنت»: a body without a name right before its verb. */
static bool body_before(const men_doc *d, uint32_t t, frm_phrase *ret)
{
    static const lex_word_id bodies[] = {GW_ARMY,       GW_POLICE,     GW_GOVERNMENT, GW_AUTHORITIES, GW_MINISTRY,
                                         GW_PARLIAMENT, GW_LEADERSHIP, GW_OPPOSITION, GW_DELEGATION};
    const txt_sentence *s = &d->text->sentences[men_token(d, t)->sentence];
    if (t > s->first && lex_is(d->lex, t - 1, GW_QAD))
        t--;
    if (t == s->first || d->mention_at[t - 1] || men_token(d, t - 1)->kind != TXT_WORD)
        return false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        if (lex_has(d->lex, t - 1, bodies[i])) {
            *ret = (frm_phrase){.kind = FRM_P_OTHER, .first = t - 1, .end = t, .mention = MEN_NONE};
            clitics_of(d, t - 1, ret);
            return true;
        }
    }
    return false;
}

frm_subject frm_subject_of(men_doc *d, uint32_t t, unsigned features)
{
    frm_subject r = {.after = t + 1};
    uint32_t sentence = men_token(d, t)->sentence, at = t + 1;
    const txt_sentence *s = &d->text->sentences[sentence];
    bool relative = t > s->first && (lex_is(d->lex, t - 1, GW_RELATIVE) || lex_is(d->lex, t - 1, GW_RELATIVE_PLURAL));
    unsigned person = features & LEX_F_PERSON;
    bool plural_verb = person == LEX_3MP || person == LEX_3MD || person == LEX_3FD || person == LEX_3FP;
    /* a plural verb has its subject before it or in itself: قالوا */
    if (!relative && agrees_person(features) && !plural_verb) {
        for (int i = 0; i < SKIP_MAX; i++) {
            frm_phrase p;
            if (at < d->text->n_tokens && men_token(d, at)->sentence == sentence && frm_phrase_at(d, at, &p) && p.kind != FRM_P_TIME &&
                !(p.clitics & LEX_C_PREFIX)) {
                r.phrase = p;
                r.found = true;
                r.after = p.end;
                return r;
            }
            if (!skip_between(d, &at, sentence))
                break;
        }
    }
    uint32_t from = relative ? t - 1 : t;
    if (!relative && joined_by_wa(d, t))
        return r; /* و opens a new clause: who stands before it is of the old one */
    if (phrase_before(d, from, &r.phrase) || body_before(d, from, &r.phrase)) {
        r.found = true;
        r.before = true;
    }
    return r;
}
