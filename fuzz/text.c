/* Fuzzes txt_read: tokens and sentences of any valid UTF-8 lie in the text, in order, with code points that agree with their bytes. */
#include "base/utf8.h"
#include "text/token.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct reading {
    arena *memory;
    str text;
    txt_doc doc;
} reading;

static void read_text(void *context)
{
    reading *r = context;
    txt_read(r->memory, r->text, &r->doc);
}

static void check(const txt_doc *d)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->n_tokens; i++) {
        const txt_token *t = &d->tokens[i];
        uint32_t byte, cp;
        if (t->begin < end || t->end <= t->begin || t->end > d->text.len || t->sentence >= d->n_sentences)
            abort();
        if (utf8_count(str_range(d->text.ptr, end, t->begin)) != t->cp_begin - (i ? d->tokens[i - 1].cp_end : 0) ||
            utf8_count(str_range(d->text.ptr, t->begin, t->end)) != t->cp_end - t->cp_begin)
            abort();
        txt_letter_at(d, t, t->key_len / 2u, &byte, &cp);
        if (byte < t->begin || byte > t->end || cp < t->cp_begin || cp > t->cp_end)
            abort();
        end = t->end;
    }
    uint32_t token = 0;
    for (uint32_t s = 0; s < d->n_sentences; s++) {
        if (d->sentences[s].first != token || d->sentences[s].end <= token)
            abort();
        token = d->sentences[s].end;
    }
    if (token != d->n_tokens)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    reading r = {.memory = arena_new((size_t) 256 << 20), .text = {(const char *) data, size}};
    if (utf8_valid(r.text, NULL) && arena_protect(r.memory, read_text, &r) == ISN_OK)
        check(&r.doc);
    arena_free(r.memory);
    return 0;
}
