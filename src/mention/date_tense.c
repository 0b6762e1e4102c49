/* Dates: whether the words around speak of something that happened or of something to come.
 *
 * A bare weekday is the last one in «واجتمع الوزيران الاثنين» and the next one in «ومن المقرر أن يشارك السبت». The nearest sign before the date decides:
 *
 *     future   سيزور, سوف, لن, من المقرر, بحلول, ابتداء من     past   a perfect verb, لم      unsaid   nothing of the kind
 *
 * A bare imperfect (تفتتح الاثنين) announces, unless كان, لم, بعد أن or a verb of saying says otherwise. Behind the date we look only if nothing stands before
 * it: «ويوم الأحد حث نتنياهو».
 */
#include "mention/date.h"

#include "mention/number.h"

enum { LOOK_BACK = 24, LOOK_AHEAD = 7 };

typedef enum verb { V_NONE, V_PERFECT, V_IMPERFECT, V_FUTURE, V_SAYS } verb;

static verb verb_at(const men_doc *d, uint32_t t)
{
    verb found = V_NONE;
    const lex_word *w = d->lex->words[t];
    if (w->n > 0 && w->readings[0].clitics & LEX_C_SA)
        return V_FUTURE; /* the word is known only behind س of the future */
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++) {
        const lex_match *m = &d->lex->matches[i];
        if (m->form->kind != LEX_TRIGGER && m->form->kind != LEX_SPEECH && m->form->kind != LEX_VERB)
            continue;
        if (m->clitics & LEX_C_SA)
            return V_FUTURE;
        if (m->clitics & (LEX_C_AL | LEX_C_BI | LEX_C_LI | LEX_C_KA) || (m->pronoun && d->text->tokens[t].flags & TXT_TEH_MARBUTA))
            continue; /* جلسة is not "he sat it" */
        unsigned person = m->form->features & LEX_F_PERSON;
        if (m->form->shape == LEX_S_IMPERFECT && (m->pronoun || person == LEX_1S || person == LEX_1P))
            continue; /* خلال تفقده is a noun, أعقب and أجاز are perfect */
        if (m->form->shape == LEX_S_IMPERFECT && found != V_PERFECT)
            found = m->form->kind == LEX_SPEECH ? V_SAYS : V_IMPERFECT;
        else if (m->form->shape == LEX_S_PERFECT)
            found = V_PERFECT;
    }
    return found;
}

/* المعلنة الاثنين, الموقع في 3 مارس: what is done already. المقررة is not. */
static bool is_patient(const men_doc *d, uint32_t t)
{
    const txt_token *k = &d->text->tokens[t];
    if (k->key_len < 5 || k->key[0] != K_ALEF || k->key[1] != K_LAM || men_cue(d, t, STR("due")))
        return false;
    for (uint32_t i = d->lex->at[t]; i < d->lex->at[t + 1]; i++)
        if (d->lex->matches[i].form->shape == LEX_S_PATIENT && !(d->lex->matches[i].form->features & LEX_F_PLURAL))
            return true;
    return false;
}

static bool is(const men_doc *d, uint32_t t, lex_word_id g)
{
    return lex_is(d->lex, t, g);
}

/* What a bare imperfect at t says. */
static dat_tense imperfect(const men_doc *d, uint32_t first, uint32_t t)
{
    for (uint32_t p = t, n = 0; p-- > first && n < 4; n++) {
        if (is(d, p, GW_LAM) || is(d, p, GW_KANA))
            return DAT_PAST;
        if (is(d, p, GW_BEFORE) || is(d, p, GW_AFTER))
            return DAT_PAST;
        if (is(d, p, GW_LAN) || is(d, p, GW_SAWFA))
            return DAT_FUTURE;
        if (is(d, p, GW_RELATIVE) || is(d, p, GW_RELATIVE_PLURAL) || verb_at(d, p) == V_PERFECT || d->text->tokens[p].kind == TXT_PUNCT)
            break;
    }
    return DAT_UNSAID;
}

bool dat_past_beside(const men_doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t t = end; t < end + 2; t++)
        if (men_same_sentence(d, first, t) && verb_at(d, t) == V_PERFECT)
            return true;
    for (uint32_t t = first; t-- > 0 && t + 3 > first;)
        if (men_same_sentence(d, first, t) && verb_at(d, t) == V_PERFECT && !men_cue(d, t, STR("contract"))) /* عقد أغسطس is no verb */
            return true;
    return false;
}

dat_tense dat_tense_around(const men_doc *d, uint32_t first, uint32_t end)
{
    uint32_t start = d->text->sentences[d->text->tokens[first].sentence].first;
    uint32_t stop = d->text->sentences[d->text->tokens[first].sentence].end;
    if (first > start) {
        if (is(d, first - 1, GW_UNTIL) || is(d, first - 1, GW_UP_TO))
            return DAT_FUTURE;
        if (is(d, first - 1, GW_SINCE))
            return DAT_PAST;
        if (is_patient(d, first - 1))
            return DAT_PAST;
    }
    bool imperfect_met = false, near = false, leads = false; /* near: «قمة المناخ التي تفتتح الاثنين» */
    for (uint32_t t = first, n = 0; t-- > start && n < LOOK_BACK; n++) {
        const txt_token *k = &d->text->tokens[t];
        if (k->kind != TXT_WORD)
            continue;
        if (is(d, t, GW_STARTING) || is(d, t, GW_SAWFA) || is(d, t, GW_LAN))
            return DAT_FUTURE;
        if (men_cue(d, t, STR("due")))
            return t > start && is(d, t - 1, GW_KANA) && n > 6 ? DAT_PAST : DAT_FUTURE;
        if (d->time_at[t] && t + 1 < first && d->time_at[t] != d->time_at[first])
            n += 3;
        verb v = verb_at(d, t);
        if (v == V_FUTURE)
            return DAT_FUTURE;
        if (v == V_PERFECT)
            return imperfect_met && near ? DAT_MAYBE : DAT_PAST;
        if (v == V_IMPERFECT && !imperfect_met) {
            dat_tense said = imperfect(d, start, t);
            if (said != DAT_UNSAID)
                return said;
            imperfect_met = true;
            near = n < 2;
            leads = t < start + 2; /* يتبنى مجلس الأمن على الأرجح صباح الجمعة */
        }
        if (is(d, t, GW_LAM) || (n < 9 && men_cue(d, t, STR("after"))))
            return DAT_PAST; /* إثر اقتحام الشرطة السفارة مساء الجمعة */
        if (is(d, t, GW_KANA) && !imperfect_met)
            return DAT_PAST;
    }
    if (imperfect_met)
        return near || leads ? DAT_MAYBE : DAT_UNSAID;
    for (uint32_t t = end; t < stop && t < end + LOOK_AHEAD; t++) {
        if (d->text->tokens[t].kind != TXT_WORD)
            continue;
        verb v = verb_at(d, t);
        if (v == V_FUTURE || is(d, t, GW_SAWFA) || men_cue(d, t, STR("due")))
            return DAT_FUTURE;
        if (v == V_PERFECT || is(d, t, GW_KANA))
            return DAT_PAST;
        if (v == V_IMPERFECT)
            return t < end + 2 ? DAT_MAYBE : DAT_UNSAID;
    }
    return DAT_UNSAID;
}
