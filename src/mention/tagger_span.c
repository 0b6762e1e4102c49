/* From tags to names.
 *
 *     وسند شراحيلي     B-PERSON I-PERSON                →  سند شراحيلي       the و is no letter of the name
 *     بجامعة لافال الكندية   B-ORG I-ORG I-ORG          →  جامعة لافال       an adjective of a state behind an indefinite name is no part of it
 *     شمال العراق      B-PLACE I-PLACE                  →  العراق
 *     القوات التركية   B-ORG I-ORG                      →  nothing: an organ of a state that is no name
 *
 * Which first letters are clitics the lexicon knows for its words (lexicon/word.h). For others the report itself may tell (سند elsewhere), else و is cut off
 * and ب ل ك are not: of unknown names in open text one in twelve begins with و of its own, but most with ب ل ك of theirs (بكين, لوبان, كيري).
 */
#include "mention/tagger_span.h"

static bool is_body(uint8_t tag)
{
    return tag == MEN_T_B_ORG || tag == MEN_T_I_ORG;
}

static men_kind kind_of(uint8_t tag)
{
    return tag == MEN_T_B_PERSON ? MEN_PERSON : tag == MEN_T_B_ORG ? MEN_ORGANIZATION : MEN_PLACE;
}

static bool adjective_at(const men_doc *d, uint32_t t)
{
    const lex_match *m = lex_match_of(d->lex, t, LEX_DEMONYM);
    return m && m->end == t + 1 && !m->pronoun && (m->clitics & ~LEX_C_AL) == 0;
}

static bool is_definite(const txt_token *k)
{
    return k->kind == TXT_WORD && k->key_len > 3 && k->key[0] == K_ALEF && k->key[1] == K_LAM;
}

/* Whether the report has this key as a word of its own. */
static bool stands_alone(const men_doc *d, const unsigned char *key, size_t len, uint32_t but)
{
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        const txt_token *k = men_token(d, t);
        if (t != but && k->key_len == len && memcmp(k->key, key, len) == 0)
            return true;
    }
    return false;
}

static uint8_t clitic_of(unsigned char letter)
{
    switch (letter) {
    case K_WAW: return LEX_C_WA;
    case K_FEH: return LEX_C_FA;
    case K_BEH: return LEX_C_BI;
    case K_LAM: return LEX_C_LI;
    case K_KAF: return LEX_C_KA;
    default: return 0;
    }
}

/* How well a reading fits the start of a name: 3 a name or a head of names in the lexicon, 2 a word of people's names, 1 another word that may begin something,
 * else 0. */
static int fit(const men_doc *d, const lex_reading *r, const unsigned char *rest, size_t len)
{
    uint32_t n = 0;
    const lex_form *forms = r && r->node ? lex_forms(d->lex->image, r->node, &n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t kind = forms[i].kind;
        bool head = kind == LEX_GRAMMAR &&
                    (forms[i].row == GW_ORG_HEAD || forms[i].row == GW_ORG_SURE || forms[i].row == GW_CITY_NOUN || forms[i].row == GW_MINISTRY);
        if (head || (kind >= LEX_COUNTRY && kind <= LEX_PLACE && kind != LEX_DEMONYM))
            return 3;
    }
    if (men_tag_is_name_word(d->tags, rest, len))
        return 2;
    return r && r->node && n == 0 ? 1 : 0;
}

/* Clitics at the start of a tagged name: the reading that fits a name's start best, the whole word among equals. */
static void cut_clitics(const men_doc *d, men_tagged *g)
{
    const txt_token *k = men_token(d, g->first);
    const lex_word *w = d->lex->words[g->first];
    if (k->kind != TXT_WORD || k->key_len < 4)
        return;
    int best = fit(d, NULL, k->key, k->key_len);
    for (uint32_t i = 0; i < w->n; i++) {
        const lex_reading *r = &w->readings[i];
        if (r->pronoun || (r->clitics & (LEX_C_SA | LEX_C_SUFFIX | LEX_C_AL)))
            continue;
        int now = fit(d, r, k->key + r->letters, k->key_len - (size_t) r->letters);
        if (now <= best || (now == 1 && r->clitics != 0))
            continue;
        best = now;
        g->letters = r->letters;
        g->clitics = r->clitics;
    }
    uint8_t c = clitic_of(k->key[0]);
    if (best > 0 || !c || stands_alone(d, k->key, k->key_len, g->first))
        return;
    bool article = k->key[1] == K_ALEF && k->key[2] == K_LAM && k->key_len > 5, lam = c == LEX_C_LI && k->key[1] == K_LAM && k->key_len > 4;
    bool name = men_tag_is_name_word(d->tags, k->key + 1, k->key_len - 1u);
    if (c == LEX_C_WA || article || lam || name || stands_alone(d, k->key + 1, k->key_len - 1u, g->first)) {
        g->letters = 1;
        g->clitics = c;
    }
}

/* الحكومة العراقية, قوات أفغانية, المصادر الإيرانية: a noun and the adjective of a state. */
static bool is_common(const men_doc *d, uint32_t t)
{
    static const lex_word_id nouns[] = {GW_GOVERNMENT, GW_AUTHORITIES, GW_SOURCE, GW_OPPOSITION,  GW_LEADERSHIP,  GW_REGIME,   GW_FORCES,
                                        GW_OFFICIAL,   GW_DELEGATION,  GW_SIDE,   GW_PEOPLE_NOUN, GW_STATES_NOUN, GW_MINISTRY, GW_CITIZENS};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (lex_has(d->lex, t, nouns[i]))
            return true;
    return false;
}

static bool is_plain_organ(const men_doc *d, const men_tagged *g)
{
    bool noun = is_common(d, g->first);
    for (uint32_t t = g->first + 1; noun && t < g->end; t++)
        noun = adjective_at(d, t);
    return noun;
}

static bool is_one_common_noun(const men_doc *d, const men_tagged *g)
{
    if (g->end != g->first + 1)
        return false;
    return lex_has(d->lex, g->first, GW_ORG_HEAD) || lex_has(d->lex, g->first, GW_ORG_SURE) || lex_has(d->lex, g->first, GW_CITY_NOUN) ||
           lex_match_of(d->lex, g->first, LEX_TITLE) || (adjective_at(d, g->first) && !lex_match_of(d->lex, g->first, LEX_COUNTRY));
}

static void trim(const men_doc *d, men_tagged *g)
{
    while (g->end > g->first + 1 && men_token(d, g->end - 1)->kind == TXT_PUNCT)
        g->end--;
    while (g->end > g->first + 1 && g->kind == MEN_PLACE && lex_is(d->lex, g->first, GW_DIRECTION) && g->letters == 0) {
        g->first++;
        g->clitics = 0;
    }
    if (g->end > g->first + 2 && adjective_at(d, g->end - 1) && !is_definite(men_token(d, g->end - 2)) && g->kind != MEN_PERSON)
        g->end--;
    else if (g->end == g->first + 2 && adjective_at(d, g->end - 1) && g->kind == MEN_PLACE && !is_definite(men_token(d, g->first)))
        g->end--;
}

bool men_tagged_at(const men_doc *d, uint32_t t, men_tagged *ret)
{
    const uint8_t *tags = d->said.tags;
    const txt_token *k = men_token(d, t);
    if (tags[t] != MEN_T_B_PERSON && tags[t] != MEN_T_B_ORG && tags[t] != MEN_T_B_PLACE)
        return false;
    if (k->kind != TXT_WORD && k->kind != TXT_LATIN)
        return false;
    men_tagged g = {t, t + 1, kind_of(tags[t]), 0, 0};
    while (g.end < d->text->n_tokens && tags[g.end] == tags[t] + 1)
        g.end++;
    cut_clitics(d, &g);
    trim(d, &g);
    if (g.end == g.first + 1 && men_token(d, g.first)->key_len - g.letters < 2)
        return false;
    if (g.kind == MEN_ORGANIZATION && is_plain_organ(d, &g))
        return false;
    if (is_one_common_noun(d, &g))
        return false;
    *ret = g;
    return true;
}

/* (أ ف ب), CNN: a short credit stands in brackets or in Latin letters. */
static bool is_credited(const men_doc *d, uint32_t t)
{
    return men_token(d, t)->kind == TXT_LATIN || (t > 0 && (txt_is(men_token(d, t - 1), '(') || txt_is(men_token(d, t - 1), '/')));
}

/* Thresholds from one cross-validation and the benchmark's train part; docs/tagger.md says which rest on few cases. */
bool men_tagger_denies(const men_doc *d, const lex_match *m)
{
    if (!d->tags)
        return false;
    uint8_t tag = d->said.tags[m->first];
    int margin = d->said.margin[m->first];
    bool one = m->end == m->first + 1, out = tag == MEN_T_OUT;
    switch (m->form->kind) {
    case LEX_COUNTRY: return out && margin < (one ? -30 : -100);
    case LEX_OUTLET: return one ? (adjective_at(d, m->first) ? tag != MEN_T_B_ORG : !is_body(tag) && (!out || margin < 20)) : out && margin < -60;
    case LEX_CREDIT: return one && ((adjective_at(d, m->first) && tag == MEN_T_I_ORG) || (!is_body(tag) && (!out || margin < 20 || !is_credited(d, m->first))));
    case LEX_ORG: return one ? !is_body(tag) && margin < -30 : out && margin < (is_common(d, m->first) ? -60 : -140);
    case LEX_ORG_SHORT: return one ? out : out && margin < -30;
    case LEX_SEAT: return one && !is_body(tag) && margin < -30;
    case LEX_PERSON_SHORT: return out && margin < 10;
    case LEX_PLACE: return out && margin < (one ? -10 : -90);
    default: return false;
    }
}

bool men_tagger_affirms(const men_doc *d, const lex_match *m)
{
    if (!d->tags || d->said.margin[m->first] < 0)
        return false;
    uint8_t tag = d->said.tags[m->first];
    switch (m->form->kind) {
    case LEX_PERSON_SHORT: return tag == MEN_T_B_PERSON || tag == MEN_T_I_PERSON;
    case LEX_PLACE:
    case LEX_CAPITAL:
    case LEX_COUNTRY: return tag == MEN_T_B_PLACE;
    case LEX_ORG: return tag == MEN_T_B_ORG;
    default: return false;
    }
}

bool men_tagger_allows_body(const men_doc *d, uint32_t first, uint32_t end)
{
    if (!d->tags)
        return true;
    (void) end;
    return d->said.margin[first] > (is_common(d, first) ? -60 : -100);
}
