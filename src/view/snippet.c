#include "view/snippet.h"

#include "ledger/telling.h"

void view_terms_of(arena *a, str s, bool exact, bool prefix, view_terms *ret)
{
    txt_doc doc;
    txt_read(a, s, &doc);
    for (uint32_t i = 0; i < doc.n_tokens; i++) {
        const txt_token *t = &doc.tokens[i];
        if (t->kind == TXT_PUNCT || t->key_len == 0)
            continue;
        size_t from = 0, len = t->key_len;
        if (!exact)
            len = led_stem(t->key, t->key_len, &from);
        *vec_push(a, ret) = (view_term){t->key + from, len, exact, prefix};
    }
}

bool view_term_is(const view_term *t, const txt_token *token)
{
    if (token->kind == TXT_PUNCT || token->key_len == 0)
        return false;
    size_t from = 0, len = token->key_len;
    if (t->exact)
        return t->prefix ? len >= t->len && memcmp(token->key, t->key, t->len) == 0 : len == t->len && memcmp(token->key, t->key, len) == 0;
    len = led_stem(token->key, token->key_len, &from);
    const unsigned char *key = token->key + from;
    for (int cut = 0; cut < 2; cut++) { /* also behind one-letter ب ل ك ف */
        if (t->prefix ? len >= t->len && memcmp(key, t->key, t->len) == 0 : len == t->len && memcmp(key, t->key, len) == 0)
            return true;
        if (len < 2 || (key[0] != K_BEH && key[0] != K_LAM && key[0] != K_KAF && key[0] != K_FEH))
            return false;
        key++;
        len--;
    }
    return false;
}

bool view_phrase_in(const txt_doc *doc, const view_terms *phrase)
{
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        uint32_t k = 0, at = i;
        while (k < phrase->n && at < doc->n_tokens) {
            if (doc->tokens[at].kind == TXT_PUNCT) {
                at++;
                continue;
            }
            if (!view_term_is(&phrase->at[k], &doc->tokens[at]))
                break;
            k++;
            at++;
        }
        if (k == phrase->n)
            return true;
    }
    return phrase->n == 0;
}

void view_snippet_of(arena *a, const txt_doc *doc, const view_terms *terms, unsigned words, view_snippet *ret)
{
    memset(ret, 0, sizeof *ret);
    if (doc->n_tokens == 0)
        return;
    bool *hit = arena_new_array(a, bool, doc->n_tokens);
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        for (uint32_t k = 0; k < terms->n && !hit[i]; k++)
            hit[i] = view_term_is(&terms->at[k], &doc->tokens[i]);
    uint32_t best = 0, most = 0, n = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++) { /* a window that slides over the tokens */
        n += hit[i];
        if (i >= words)
            n -= hit[i - words];
        if (n > most) {
            most = n;
            best = i + 1 > words ? i + 1 - words : 0;
        }
    }
    while (best < doc->n_tokens && most > 0 && !hit[best]) /* begin a little before the first hit */
        best++;
    best = best > words / 4 ? best - words / 4 : 0;
    uint32_t end = best + words < doc->n_tokens ? best + words : doc->n_tokens;
    for (uint32_t i = best; i < end; i++) { /* do not run on into another paragraph */
        if (i > best && (doc->tokens[i].flags & TXT_PARA_START)) {
            bool behind = false;
            for (uint32_t k = i; k < end; k++)
                behind = behind || hit[k];
            if (!behind)
                end = i;
        }
    }
    ret->text = str_range(doc->text.ptr, doc->tokens[best].begin, doc->tokens[end - 1].end);
    ret->begin = doc->tokens[best].cp_begin;
    ret->before_cut = best > 0 ? STR("… ") : STR("");
    ret->after_cut = end < doc->n_tokens ? STR(" …") : STR("");
    for (uint32_t i = best; i < end; i++)
        if (hit[i])
            *vec_push(a, &ret->marks) = doc->tokens[i];
}
