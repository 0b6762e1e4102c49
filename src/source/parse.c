/* An item's bytes → a report: decode, let the format's parser fill it, find what in the text is not report, and name what is still missing. */
#include "source/formats.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "source/encoding.h"
#include "source/press.h"
#include "source/sniff.h"

src_room src_room_new(arena *a, size_t size)
{
    return (src_room){arena_alloc(a, size), size};
}

str src_room_copy(src_room *room, str s)
{
    if (room->left == 0)
        return STR("");
    if (s.len > room->left - 1) {
        s.len = room->left - 1;
        while (s.len > 0 && ((unsigned char) s.ptr[s.len] & 0xC0) == 0x80)
            s.len--;
    }
    char *p = room->at;
    if (s.len > 0)
        memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    room->at += s.len + 1;
    room->left -= s.len + 1;
    return (str){p, s.len};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void src_set_published(arena *a, src_report *r, str value, src_date_origin origin)
{
    /* 2026-01-29, 2026-01-29T21:30:00+03:00, 2026-01, 2026, and 2026/01/29 */
    static const size_t lengths[] = {10, 7, 4};
    value = str_trim(value);
    for (size_t k = 0; k < 3; k++) {
        size_t n = lengths[k];
        if (value.len < n || (value.len > n && (is_digit(value.ptr[n]) || value.ptr[n] == '-' || value.ptr[n] == '/')))
            continue;
        char date[11];
        bool good = true;
        for (size_t i = 0; i < n; i++) {
            bool mark = i == 4 || i == 7;
            good = good && (mark ? value.ptr[i] == '-' || value.ptr[i] == '/' : is_digit(value.ptr[i]));
            date[i] = mark ? '-' : value.ptr[i];
        }
        int month = n >= 7 ? (date[5] - '0') * 10 + date[6] - '0' : 1, day = n == 10 ? (date[8] - '0') * 10 + date[9] - '0' : 1;
        if (!good || month < 1 || month > 12 || day < 1 || day > 31)
            continue;
        r->published = arena_copy(a, (str){date, n});
        r->published_from = origin;
        return;
    }
}

static bool is_blank(str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t cp = utf8_next(text, &i);
        if (cp > 0x20 && !src_is_space(cp))
            return false;
    }
    return true;
}

static isn_status parse_format(arena *a, const src_item *item, src_report *ret, isn_error *err)
{
    str bytes = buf_str(&item->bytes), text;
    src_format format = item->format;
    src_encoding encoding = SRC_UTF8;
    isn_status status = ISN_OK;
    if (bytes.len == 0)
        return isn_fail(err, ISN_EMPTY, "the file is empty", NULL, NULL);
    if (format == SRC_UNKNOWN && src_sniff_text(bytes) == SRC_JSON)
        format = SRC_JSON;
    if (format == SRC_JSON) {
        /* the parser checks the encoding as it goes; only when it fails is that looked at */
        str json = str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_range(bytes.ptr, 3, bytes.len) : bytes;
        status = src_parse_json(a, json, item, ret, err);
        if (status != ISN_BAD_INPUT || utf8_valid(json, NULL))
            return status;
        memset(ret, 0, sizeof *ret);
    }
    char declared[32];
    bool says = (format == SRC_HTML || format == SRC_UNKNOWN) && src_html_charset(bytes, declared, sizeof declared);
    status = src_decode(a, bytes, says ? declared : NULL, &text, &encoding);
    if (status != ISN_OK)
        return isn_fail(err, status, "this is not a text in any encoding known here", NULL, "known are UTF-8, UTF-16, windows-1256 and ISO-8859-6");
    if (format == SRC_UNKNOWN)
        format = src_sniff_text(text);
    if (format == SRC_JSON)
        return src_parse_json(a, text, item, ret, err);
    if (format == SRC_HTML)
        return src_parse_html(a, text, item, ret, err);
    ret->text = text;
    return ISN_OK;
}

static void add_where(isn_error *err, const src_item *item)
{
    if (!err)
        return;
    isn_error e = *err;
    isn_fail(err, e.status, e.what, item->path.ptr, e.detail);
    err->line = item->line;
    err->offset = e.offset;
}

static str copy_path(arena *a, str path)
{
    if (utf8_valid(path, NULL))
        return arena_copy(a, path);
    char *out = arena_alloc(a, path.len * 3 + 1);
    size_t n = 0, bad;
    while (!utf8_valid(path, &bad)) {
        memcpy(out + n, path.ptr, bad);
        memcpy(out + n + bad, "\xEF\xBF\xBD", 3);
        n += bad + 3;
        path = str_range(path.ptr, bad + 1, path.len);
    }
    if (path.len > 0)
        memcpy(out + n, path.ptr, path.len);
    return (str){out, n + path.len};
}

isn_status src_parse(arena *a, const src_item *item, const src_options *options, src_report *ret, isn_error *err)
{
    memset(ret, 0, sizeof *ret);
    isn_status status = parse_format(a, item, ret, err);
    if (status == ISN_OK && ret->id.len == 0 && ret->title.len == 0 &&
        is_blank(ret->text)) /* collections hold reports of a picture or a film: a title without a text */
        status = isn_fail(err, ISN_EMPTY, "there is no text in it", NULL, NULL);
    if (status != ISN_OK) {
        add_where(err, item);
        return status;
    }
    str path = buf_str(&item->path);
    ret->path = copy_path(a, str_eq(path, STR("-")) ? STR("") : path);
    src_find_noise(a, ret);
    if (ret->published.len == 0 && options && options->published)
        src_set_published(a, ret, str_of(options->published), SRC_DATE_METADATA);
    if (ret->outlet.len == 0 && options && options->outlet)
        ret->outlet = arena_copy(a, str_of(options->outlet));
    if (ret->language.len == 0)
        ret->language = STR("ar");
    if (ret->id.len == 0) {
        char name[HASH_CONTENT_LEN + 1];
        hash_content(ret->text, name);
        ret->id = arena_copy(a, str_of(name));
    }
    return ISN_OK;
}
