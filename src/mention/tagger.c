#include "mention/tagger.h"

const uint8_t *men_tag_tokens(arena *a, const men_tagger *tagger, const lex_doc *d)
{
    (void) tagger;
    return arena_alloc(a, d->doc->n_tokens);
}
