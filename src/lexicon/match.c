#include "lexicon/match.h"

#include "base/vec.h"

typedef vec(lex_match) match_vec;

typedef struct matching {
    arena *memory;
    lex_reader *reader;
    const txt_doc *doc;
    lex_doc *out;
    match_vec matches;
} matching;

/* The token that continues a name after token t: the next one, or the one behind a stop or hyphen that touches both. */
static uint32_t follow(const txt_doc *doc, uint32_t t)
{
    const txt_token *k = doc->tokens;
    if (t + 2 < doc->n_tokens && k[t + 1].kind == TXT_PUNCT && (k[t + 1].mark == '.' || k[t + 1].mark == '-' || k[t + 1].mark == '/') &&
        k[t + 1].begin == k[t].end && k[t + 2].begin == k[t + 1].end)
        return t + 2;
    return t + 1;
}

static void take_forms(matching *m, uint32_t node, uint32_t first, uint32_t end, const lex_reading *r)
{
    uint32_t n;
    const lex_form *forms = lex_forms(m->out->image, node, &n);
    for (uint32_t i = 0; i < n; i++) {
        const lex_form *f = &forms[i];
        if (f->kind == LEX_GRAMMAR) {
            if (end > first + 1 && !(r->clitics & ~(LEX_C_WA | LEX_C_FA))) {
                m->out->grammar[first][f->row >> 6] |= 1ull << (f->row & 63);
                if (end - first > m->out->grammar_len[first])
                    m->out->grammar_len[first] = (uint8_t) (end - first);
            }
            continue;
        }
        *vec_push(m->memory, &m->matches) = (lex_match){first, end, f, r->clitics, r->letters, r->pronoun};
    }
}

static void match_reading(matching *m, uint32_t first, const lex_reading *r)
{
    uint32_t node = r->node, t = first, end = first + 1;
    const txt_doc *doc = m->doc;
    uint32_t nodes[20], ends[20], n = 0;
    while (node && n < 20) {
        nodes[n] = node;
        ends[n++] = end;
        if (r->pronoun)
            break;
        t = follow(doc, t);
        if (t >= doc->n_tokens || doc->tokens[t].kind == TXT_PUNCT || doc->tokens[t].sentence != doc->tokens[first].sentence)
            break;
        uint32_t word = 0; /* its number as a whole; a cut-off reading does not continue a name */
        const lex_word *w = m->out->words[t];
        for (uint32_t i = 0; i < w->n && !word; i++)
            if (w->readings[i].clitics == 0)
                word = w->readings[i].word;
        if (!word)
            break;
        node = lex_step(m->out->image, node, word);
        end = t + 1;
    }
    while (n-- > 0)
        take_forms(m, nodes[n], first, ends[n], r);
}

/* Insertion sort of one token's matches, longest first; they are few. Equal lengths keep their order. */
static void sort_longest(lex_match *at, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        lex_match x = at[i];
        uint32_t j = i;
        for (; j > 0 && at[j - 1].end < x.end; j--)
            at[j] = at[j - 1];
        at[j] = x;
    }
}

bool lex_match_doc(arena *a, lex_reader *reader, const txt_doc *doc, lex_doc *ret)
{
    static const lex_word nothing = {0};
    uint32_t *at = arena_new_array(a, uint32_t, (size_t) doc->n_tokens + 1);
    *ret = (lex_doc){.doc = doc, .image = lex_reader_image(reader), .at = at};
    ret->words = arena_alloc_array(a, doc->n_tokens, sizeof *ret->words);
    ret->grammar = arena_alloc_array(a, doc->n_tokens, sizeof *ret->grammar);
    ret->grammar_len = arena_alloc(a, doc->n_tokens);
    matching m = {.memory = a, .reader = reader, .doc = doc, .out = ret};
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        const txt_token *k = &doc->tokens[t];
        const lex_word *w = k->kind == TXT_PUNCT ? &nothing : lex_read_word(reader, k->key, k->key_len);
        if (!w)
            return false;
        ret->words[t] = w;
        memcpy(ret->grammar[t], w->grammar, sizeof w->grammar);
        ret->grammar_len[t] = (w->grammar[0] | w->grammar[1] | w->grammar[2] | w->grammar[3]) ? 1 : 0;
    }
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        at[t] = m.matches.n;
        const lex_word *w = ret->words[t];
        for (uint32_t i = 0; i < w->n; i++)
            if (w->readings[i].node)
                match_reading(&m, t, &w->readings[i]);
        if (m.matches.n > at[t])
            sort_longest(m.matches.at + at[t], m.matches.n - at[t]);
    }
    at[doc->n_tokens] = m.matches.n;
    ret->matches = m.matches.at;
    return true;
}

const lex_match *lex_match_of(const lex_doc *d, uint32_t token, lex_kind kind)
{
    for (uint32_t i = d->at[token]; i < d->at[token + 1]; i++)
        if (d->matches[i].form->kind == kind)
            return &d->matches[i];
    return NULL;
}

bool lex_token_is_word(const lex_doc *d, uint32_t token, uint32_t word)
{
    const lex_word *w = d->words[token];
    for (uint32_t i = 0; i < w->n; i++)
        if (w->readings[i].word == word)
            return true;
    return false;
}
