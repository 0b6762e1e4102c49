#include "source/formats.h"

#include "base/hash.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void src_set_published(arena *a, src_report *r, str value, src_date_origin origin)
{
    size_t n = 0;
    value = str_trim(value);
    while (n < value.len && n < 10 && (is_digit(value.ptr[n]) || value.ptr[n] == '-'))
        n++;
    if (n != 4 && n != 7 && n != 10)
        return;
    r->published = arena_copy(a, (str){value.ptr, n});
    r->published_from = origin;
}

isn_status src_parse(arena *a, const src_item *item, const src_options *options, src_report *ret, isn_error *err)
{
    memset(ret, 0, sizeof *ret);
    str bytes = buf_str(&item->bytes);
    isn_status status = src_parse_json(a, bytes, item, ret, err);
    if (status != ISN_OK)
        return status;
    ret->path = arena_copy(a, buf_str(&item->path));
    if (ret->published.len == 0 && options->published)
        src_set_published(a, ret, str_of(options->published), SRC_DATE_METADATA);
    if (ret->language.len == 0)
        ret->language = STR("ar");
    if (ret->id.len == 0) {
        char name[HASH_CONTENT_LEN + 1];
        hash_content(ret->text, name);
        ret->id = arena_copy(a, str_of(name));
    }
    return ISN_OK;
}
