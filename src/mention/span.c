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
