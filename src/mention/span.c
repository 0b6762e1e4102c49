/* Spans: from tokens and clitics to bytes and code points of the report's text. */
#include "mention/mention.h"

men_span men_span_of(const men_doc *d, uint32_t first, uint32_t end, unsigned letters)
{
    men_span s = {.first = first, .end = end};
    const txt_token *k = d->text->tokens;
    txt_letter_at(d->text, &k[first], letters, &s.begin_byte, &s.begin);
    s.end_byte = k[end - 1].end;
    s.end_cp = k[end - 1].cp_end;
    return s;
}

str men_name_text(const men_doc *d, men_span s)
{
    const txt_token *k = &d->text->tokens[s.first];
    str text = men_text(d, s), lam = STR("ل");
    bool behind_lam = s.begin_byte >= k->begin + lam.len && str_eq(str_range(d->text->text.ptr, s.begin_byte - lam.len, s.begin_byte), lam);
    if (!behind_lam || !str_starts(text, lam) || str_starts(text, STR("لل")))
        return text;
    return arena_printf(d->memory, "ا%.*s", (int) text.len, text.ptr);
}
