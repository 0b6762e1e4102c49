#include "mention/mention.h"

static void mark_noise(men_doc *d)
{
    uint32_t k = 0;
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        const txt_token *w = &d->text->tokens[t];
        while (k < d->report->noise.n && d->report->noise.at[k].end <= w->begin)
            k++;
        d->noise[t] = k < d->report->noise.n && d->report->noise.at[k].begin <= w->begin;
    }
}

void men_read(arena *a, const src_report *report, const txt_doc *text, const lex_doc *lex, men_tag_cache *tags, men_doc *ret)
{
    uint32_t n = text->n_tokens;
    *ret = (men_doc){.memory = a, .report = report, .text = text, .lex = lex, .tags = tags};
    ret->has_published = cal_parse(report->published, &ret->published);
    ret->noise = arena_new_array(a, bool, n);
    ret->mention_at = arena_new_array(a, uint32_t, n);
    ret->time_at = arena_new_array(a, uint32_t, n);
    ret->quantity_at = arena_new_array(a, uint32_t, n);
    ret->title_at = arena_new_array(a, uint32_t, n);
    mark_noise(ret);
    men_read_times(ret);
    men_read_names(ret);
    men_read_titles(ret);
    men_read_quantities(ret);
    men_read_offices(ret);
    men_resolve(ret);
}
