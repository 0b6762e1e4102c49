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

static bool same_letters(str a, str b)
{
    if (a.len != b.len || a.len == 0)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        char x = a.ptr[i], y = b.ptr[i];
        x = x >= 'A' && x <= 'Z' ? (char) (x | 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (char) (y | 0x20) : y;
        if (x != y)
            return false;
    }
    return true;
}

static bool has_alternative(str cell, str wanted)
{
    for (str rest = cell; rest.ptr;)
        if (same_letters(str_trim(str_split(&rest, '|')), wanted))
            return true;
    return false;
}

/* The host of an address without www. */
static str host_of(str url)
{
    ptrdiff_t at = str_find(url, STR("//"), 0);
    if (at < 0)
        return STR("");
    str host = str_range(url.ptr, (size_t) at + 2, url.len);
    for (size_t i = 0; i < host.len; i++)
        if (host.ptr[i] == '/' || host.ptr[i] == ':' || host.ptr[i] == '?')
            host.len = i;
    return str_starts(host, STR("www.")) ? str_range(host.ptr, 4, host.len) : host;
}

/* The state of the outlet, which its own press leaves unsaid («وزير الخارجية», «المملكة»). */
static void find_home(men_doc *d)
{
    const lex_image *m = d->lex->image;
    str outlet = str_trim(d->report->outlet), host = host_of(d->report->url), slug = STR("");
    if (outlet.len > 0 && outlet.len < 64)
        slug = arena_printf(d->memory, "outlet:%.*s", (int) outlet.len, outlet.ptr);
    uint32_t found;
    if (slug.len && lex_find_row(m, LEX_T_OUTLETS, slug, &found)) {
        str code = lex_cell(m, LEX_T_OUTLETS, found, OUTLET_COUNTRY);
        if (code.len == 3)
            memcpy(d->home, code.ptr, 3);
        return;
    }
    for (uint32_t r = 0; (outlet.len || host.len) && r < lex_row_count(m, LEX_T_OUTLETS); r++) {
        bool fits = (host.len && has_alternative(lex_cell(m, LEX_T_OUTLETS, r, OUTLET_DOMAINS), host)) ||
                    (outlet.len &&
                     (same_letters(lex_cell(m, LEX_T_OUTLETS, r, OUTLET_LATIN), outlet) || same_letters(lex_cell(m, LEX_T_OUTLETS, r, OUTLET_NAME), outlet) ||
                      has_alternative(lex_cell(m, LEX_T_OUTLETS, r, OUTLET_NAMES), outlet)));
        str code = lex_cell(m, LEX_T_OUTLETS, r, OUTLET_COUNTRY);
        if (fits && code.len == 3) {
            memcpy(d->home, code.ptr, 3);
            return;
        }
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
    find_home(ret);
    men_read_times(ret);
    men_read_names(ret);
    men_read_titles(ret);
    men_read_quantities(ret);
    men_read_offices(ret);
    men_resolve(ret);
    men_add_resolved_offices(ret);
}
