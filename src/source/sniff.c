/* Format detection. Content speaks first and names only settle what content leaves open: a .txt that holds one JSON object a line is JSONL, a .json too; a
 * text that merely starts with "{" and is called .txt stays a text. Binary formats are named in the message, since "not text" alone sends people looking
 * for encodings. */
#include "source/sniff.h"

#include "source/encoding.h"

#include <strings.h>

str src_skip_blank(str s)
{
    if (str_starts(s, STR("\xEF\xBB\xBF")))
        s = str_range(s.ptr, 3, s.len);
    while (s.len > 0 && (s.ptr[0] == ' ' || (s.ptr[0] >= '\t' && s.ptr[0] <= '\r')))
        s.ptr++, s.len--;
    return s;
}

static bool starts_nocase(str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && strncasecmp(s.ptr, prefix, n) == 0;
}

static bool ends_nocase(str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.len >= n && strncasecmp(s.ptr + s.len - n, suffix, n) == 0;
}

static bool is_html(str s)
{
    static const char *const starts[] = {"<!doctype html", "<html",    "<head", "<body",  "<meta", "<title", "<article",
                                         "<div",           "<section", "<main", "<p>",    "<p ",   "<h1",    "<script",
                                         "<link",          "<style",   "<span", "<table", "<?xml"};
    s = src_skip_blank(s);
    for (;;) {
        if (!starts_nocase(s, "<!--"))
            break;
        ptrdiff_t end = str_find(s, STR("-->"), 4);
        if (end < 0)
            return true;
        s = src_skip_blank(str_range(s.ptr, (size_t) end + 3, s.len));
    }
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (starts_nocase(s, starts[i]))
            return true;
    return false;
}

src_format src_sniff_text(str text)
{
    str s = src_skip_blank(text);
    if (s.len > 0 && s.ptr[0] == '{' && s.len > 1) {
        s = src_skip_blank(str_range(s.ptr, 1, s.len));
        return s.len > 0 && (s.ptr[0] == '"' || s.ptr[0] == '}') ? SRC_JSON : SRC_PLAIN;
    }
    return is_html(s) ? SRC_HTML : SRC_PLAIN;
}

/* Whether the first line is an object and another follows (or nothing does, and the line is all). */
static bool is_lines(str s, bool whole, bool *ret_open)
{
    const char *newline = memchr(s.ptr, '\n', s.len);
    *ret_open = !newline && !whole;
    if (!newline)
        return false;
    str first = str_trim((str){s.ptr, (size_t) (newline - s.ptr)});
    str rest = src_skip_blank(str_range(s.ptr, (size_t) (newline - s.ptr), s.len));
    return first.len > 1 && first.ptr[first.len - 1] == '}' && (rest.len > 0 ? rest.ptr[0] == '{' : whole);
}

static const char *binary_name(str s)
{
    static const struct {
        str magic;
        const char *what;
    } table[] = {
        {{"%PDF-", 5}, "this is a PDF; save its text first, with pdftotext for example"},
        {{"\x89PNG", 4}, "this is an image, not a text"},
        {{"\xFF\xD8\xFF", 3}, "this is an image, not a text"},
        {{"GIF8", 4}, "this is an image, not a text"},
        {{"RIFF", 4}, "this is a media file, not a text"},
        {{"\x7F"
          "ELF",
          4},
         "this is a program, not a text"},
        {{"SQLite format 3", 15}, "this is a database, not a text"},
        {{"\xD0\xCF\x11\xE0", 4}, "this is an old office document; save it as text or HTML"},
        {{"{\\rtf", 5}, "this is rich text (RTF); save it as text or HTML"},
        {{"WARC/", 5}, "this is a WARC archive, which is not read yet"},
        {{"Rar!", 4}, "this is a RAR archive; unpack it first"},
        {{"7z\xBC\xAF\x27\x1C", 6}, "this is a 7z archive; unpack it first"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (str_starts(s, table[i].magic))
            return table[i].what;
    return NULL;
}

src_sniffed src_sniff(str head, bool whole, str name)
{
    src_sniffed r = {SRC_WHOLE, SRC_UNKNOWN, NULL};
    if ((r.what = binary_name(head))) {
        r.shape = SRC_BINARY;
        return r;
    }
    src_encoding encoding = src_detect(head);
    if (encoding == SRC_NO_TEXT) {
        r.shape = SRC_BINARY;
        r.what = "this is not a text in any encoding known here";
        return r;
    }
    if (encoding == SRC_UTF16_LE || encoding == SRC_UTF16_BE)
        return r; /* src_parse looks again once it is decoded */
    static const char *const packs[] = {".gz", ".zst", ".xz", ".bz2", ".lz4"};
    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++)
        if (ends_nocase(name, packs[i])) {
            name.len -= strlen(packs[i]);
            break;
        }
    bool open = false, plain_name = ends_nocase(name, ".txt") || ends_nocase(name, ".text"), json_name = ends_nocase(name, ".json");
    str s = src_skip_blank(head);
    if (ends_nocase(name, ".jsonl") || ends_nocase(name, ".ndjson")) {
        r.shape = SRC_LINES;
        r.format = SRC_JSON;
    } else if (s.len > 0 && s.ptr[0] == '{' && (is_lines(s, whole, &open) || (open && !plain_name))) {
        r.shape = SRC_LINES;
        r.format = SRC_JSON;
    } else if (s.len > 0 && s.ptr[0] == '[' && !plain_name) {
        str next = src_skip_blank(str_range(s.ptr, 1, s.len));
        if (json_name || (next.len > 0 && next.ptr[0] == '{')) {
            r.shape = SRC_ARRAY;
            r.format = SRC_JSON;
        }
    } else if (json_name) {
        r.format = SRC_JSON;
    } else if (ends_nocase(name, ".html") || ends_nocase(name, ".htm") || ends_nocase(name, ".xhtml") || is_html(s)) {
        r.format = SRC_HTML;
    } else if (plain_name) {
        r.format = SRC_PLAIN;
    }
    return r;
}
