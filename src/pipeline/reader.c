#include "pipeline/reader.h"

#include <stdlib.h>

/* Bytes of arena that one report may take: a 64 MB text with its tokens and matches would need more, and is refused. */
enum { READER_MEMORY = 1536 * 1024 * 1024 };

struct pip_reader {
    arena *memory;
    const pip_knowledge *know;
    lex_reader *words;
    men_tag_cache *tags; /* NULL without a tagger */
    /* the call in progress */
    const src_item *item;
    const src_options *options;
    isn_error *err;
    isn_status status;
    src_report report;
    txt_doc text;
    lex_doc lex;
    men_doc doc;
    frm_record record;
};

pip_reader *pip_reader_new(const pip_knowledge *know)
{
    pip_reader *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->memory = arena_new(READER_MEMORY);
    r->know = know;
    r->words = lex_reader_new(know->image);
    r->tags = know->tagger ? men_tag_cache_new(know->tagger) : NULL;
    if (!r->memory || !r->words || (know->tagger && !r->tags)) {
        pip_reader_free(r);
        return NULL;
    }
    return r;
}

void pip_reader_free(pip_reader *r)
{
    if (!r)
        return;
    men_tag_cache_free(r->tags);
    lex_reader_free(r->words);
    arena_free(r->memory);
    free(r);
}

static void read_stages(void *context)
{
    pip_reader *r = context;
    r->status = src_parse(r->memory, r->item, r->options, &r->report, r->err);
    if (r->status != ISN_OK)
        return;
    txt_read(r->memory, r->report.text, &r->text);
    if (!lex_match_doc(r->memory, r->words, &r->text, &r->lex)) {
        r->status = isn_fail(r->err, ISN_NOMEM, "no memory for the lexicon's readings", r->report.path.ptr, NULL);
        return;
    }
    men_read(r->memory, &r->report, &r->text, &r->lex, r->tags, &r->doc);
    frm_read(&r->doc, r->know->frames, r->know->observer, &r->record);
}

isn_status pip_read(pip_reader *r, const src_item *item, const src_options *options, const frm_record **ret, isn_error *err)
{
    arena_reset(r->memory);
    if (lex_reader_trim(r->words))
        men_tag_cache_forget(r->tags);
    r->item = item;
    r->options = options;
    r->err = err;
    r->status = ISN_OK;
    isn_status status = arena_protect(r->memory, read_stages, r);
    if (status != ISN_OK) {
        isn_fail(err, status, status == ISN_LIMIT ? "the report is too large" : "no memory for the report", item->path.ptr, NULL);
        err->line = item->line;
        return status;
    }
    if (r->status == ISN_OK)
        *ret = &r->record;
    return r->status;
}
