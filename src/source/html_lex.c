/* A lexer for HTML as it is found: it never fails, every byte is looked at a bounded number of times, and it allocates nothing, so that it may be left at
 * any moment (an arena that refuses does not return) and no page can make it hang. That is why it is not libxml2's parser, whose tree would be lost then
 * and whose time grows with the square of a tag's attributes; of libxml2 it uses the table of character references. */
#include "source/html.h"

#include "base/utf8.h"
#include "source/press.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

enum { TAG_MAX = 64 * 1024 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
}

static bool is_raw(const char *name)
{
    static const char *const raws[] = {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"};
    for (size_t i = 0; i < sizeof raws / sizeof raws[0]; i++)
        if (strcmp(name, raws[i]) == 0)
            return true;
    return false;
}

/* The end of the tag that begins at `at`: behind its ">", where quotes behind "=" may hold others. A quote that is not closed near by is none. */
static size_t tag_end(str s, size_t at)
{
    size_t limit = s.len - at > TAG_MAX ? at + TAG_MAX : s.len;
    char quote = 0, before = 0;
    for (size_t i = at; i < limit; i++) {
        char c = s.ptr[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if ((c == '"' || c == '\'') && before == '=') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        }
        if (!is_blank(c))
            before = c;
    }
    const char *close = memchr(s.ptr + at, '>', s.len - at);
    return close ? (size_t) (close - s.ptr) + 1 : s.len;
}

static size_t find_raw_end(str s, size_t at, const char *name)
{
    size_t n = strlen(name);
    for (;;) {
        ptrdiff_t close = str_find(s, STR("</"), at);
        if (close < 0)
            return s.len;
        at = (size_t) close + 2;
        if (s.len - at >= n && strncasecmp(s.ptr + at, name, n) == 0)
            return (size_t) close;
    }
}

void html_next(html_lexer *l, html_token *ret)
{
    str s = l->s;
    ret->name[0] = '\0';
    ret->text = STR("");
    for (;;) {
        if (l->at >= s.len) {
            ret->kind = HTML_END;
            return;
        }
        size_t at = l->at;
        if (l->raw[0]) {
            size_t end = find_raw_end(s, at, l->raw);
            memcpy(ret->name, l->raw, sizeof ret->name);
            l->raw[0] = '\0';
            if (end > at) {
                ret->kind = HTML_TEXT;
                ret->text = str_range(s.ptr, at, end);
                l->at = end;
                return;
            }
            ret->name[0] = '\0';
        }
        if (s.ptr[at] == '<' && at + 1 < s.len) {
            char c = s.ptr[at + 1];
            if (c == '!' || c == '?') {
                bool comment = s.len - at >= 4 && memcmp(s.ptr + at, "<!--", 4) == 0, data = s.len - at >= 9 && memcmp(s.ptr + at, "<![CDATA[", 9) == 0;
                ptrdiff_t end = str_find(s, comment ? STR("-->") : data ? STR("]]>") : STR(">"), at + (comment ? 2 : 1));
                l->at = end < 0 ? s.len : (size_t) end + (comment || data ? 3 : 1);
                continue;
            }
            bool closing = c == '/';
            size_t name = at + 1 + closing, n = 0;
            if (name < s.len && is_letter(s.ptr[name])) {
                size_t end = tag_end(s, name), i = name;
                for (; i < end && s.ptr[i] != '>' && s.ptr[i] != '/' && !is_blank(s.ptr[i]); i++)
                    if (n + 1 < HTML_NAME_MAX)
                        ret->name[n++] = lower(s.ptr[i]);
                ret->name[n] = '\0';
                ret->kind = closing ? HTML_CLOSE : HTML_OPEN;
                ret->text = str_range(s.ptr, i, end > i && s.ptr[end - 1] == '>' ? end - 1 : end);
                l->at = end;
                if (!closing && is_raw(ret->name))
                    memcpy(l->raw, ret->name, sizeof l->raw);
                return;
            }
        }
        const char *next = memchr(s.ptr + at + 1, '<', s.len - at - 1);
        l->at = next ? (size_t) (next - s.ptr) : s.len;
        ret->kind = HTML_TEXT;
        ret->text = str_range(s.ptr, at, l->at);
        return;
    }
}

void html_read_attributes(str s, html_attributes *ret)
{
    memset(ret, 0, sizeof *ret);
    const struct {
        const char *name;
        str *to;
    } table[] = {{"class", &ret->class_},         {"id", &ret->id},           {"name", &ret->name}, {"property", &ret->property},
                 {"itemprop", &ret->itemprop},    {"content", &ret->content}, {"rel", &ret->rel},   {"href", &ret->href},
                 {"datetime", &ret->datetime},    {"type", &ret->type},       {"lang", &ret->lang}, {"role", &ret->role},
                 {"http-equiv", &ret->http_equiv}};
    size_t i = 0;
    while (i < s.len) {
        while (i < s.len && (is_blank(s.ptr[i]) || s.ptr[i] == '/'))
            i++;
        size_t begin = i;
        while (i < s.len && !is_blank(s.ptr[i]) && s.ptr[i] != '=' && s.ptr[i] != '/')
            i++;
        str name = str_range(s.ptr, begin, i), value = STR("");
        size_t k = i;
        while (k < s.len && is_blank(s.ptr[k]))
            k++;
        if (k < s.len && s.ptr[k] == '=') {
            for (k++; k < s.len && is_blank(s.ptr[k]); k++)
                ;
            char quote = k < s.len && (s.ptr[k] == '"' || s.ptr[k] == '\'') ? s.ptr[k] : 0;
            size_t from = k + (quote != 0);
            if (quote) {
                const char *end = from < s.len ? memchr(s.ptr + from, quote, s.len - from) : NULL;
                k = end ? (size_t) (end - s.ptr) : s.len;
            } else {
                while (k < s.len && !is_blank(s.ptr[k]))
                    k++;
            }
            value = str_range(s.ptr, from, k);
            i = k + (quote != 0 && k < s.len);
        } else if (i == begin) {
            i++;
        }
        for (size_t t = 0; t < sizeof table / sizeof table[0]; t++)
            if (name.len == strlen(table[t].name) && strncasecmp(name.ptr, table[t].name, name.len) == 0 && table[t].to->len == 0)
                *table[t].to = value;
        ret->hidden = ret->hidden || (name.len == 6 && strncasecmp(name.ptr, "hidden", 6) == 0);
    }
}

/* The character of a reference at s (behind "&"), *n its length with the ";"; 0 if it is none. */
static uint32_t reference(str s, size_t *n)
{
    size_t i = 0;
    uint32_t cp = 0;
    if (s.len > 1 && s.ptr[0] == '#') {
        bool hex = s.len > 2 && (s.ptr[1] == 'x' || s.ptr[1] == 'X');
        size_t first = i = hex ? 2 : 1;
        for (; i < s.len && i < first + 8; i++) {
            char c = lower(s.ptr[i]);
            uint32_t d = c >= '0' && c <= '9' ? (uint32_t) (c - '0') : hex && c >= 'a' && c <= 'f' ? (uint32_t) (c - 'a' + 10) : 99;
            if (d == 99)
                break;
            cp = cp * (hex ? 16 : 10) + d;
        }
        if (i == first)
            return 0;
        if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
            cp = 0xFFFD;
    } else {
        char name[12];
        while (i < s.len && i + 1 < sizeof name && (is_letter(s.ptr[i]) || (s.ptr[i] >= '0' && s.ptr[i] <= '9'))) {
            name[i] = s.ptr[i];
            i++;
        }
        name[i] = '\0';
        const htmlEntityDesc *e = i > 1 && i < s.len && s.ptr[i] == ';' ? htmlEntityLookup((const xmlChar *) name) : NULL;
        if (!e)
            return strcmp(name, "apos") == 0 && i < s.len && s.ptr[i] == ';' ? (*n = 5, '\'') : 0;
        cp = e->value;
    }
    *n = i + (i < s.len && s.ptr[i] == ';');
    return cp;
}

size_t html_decode(str in, char *out, size_t len)
{
    for (size_t i = 0; i < in.len;) {
        char c = in.ptr[i];
        if (is_blank(c) || c == '\0') {
            if (len > 0 && out[len - 1] != ' ')
                out[len++] = ' ';
            i++;
            continue;
        }
        if (c == '&') {
            size_t n = 0;
            uint32_t cp = reference(str_range(in.ptr, i + 1, in.len), &n);
            if (cp != 0) {
                char ch[4];
                size_t size = utf8_put(cp, ch);
                if (cp == 0xA0 || cp < 0x20) {
                    if (len > 0 && out[len - 1] != ' ')
                        out[len++] = ' ';
                } else if (cp != 0xAD) {
                    memcpy(out + len, ch, size);
                    len += size;
                }
                i += n + 1;
                continue;
            }
        }
        if ((unsigned char) c == 0xC2 && i + 1 < in.len && ((unsigned char) in.ptr[i + 1] == 0xA0 || (unsigned char) in.ptr[i + 1] == 0xAD)) {
            if ((unsigned char) in.ptr[i + 1] == 0xA0 && len > 0 && out[len - 1] != ' ')
                out[len++] = ' ';
            i += 2;
            continue;
        }
        out[len++] = c;
        i++;
    }
    return len;
}

bool html_has_word(str list, const char *const *table)
{
    size_t i = 0;
    while (i < list.len) {
        size_t begin = i;
        while (i < list.len && (is_letter(list.ptr[i]) || (list.ptr[i] >= '0' && list.ptr[i] <= '9')))
            i++;
        for (size_t t = 0; i > begin && table[t]; t++)
            if (strlen(table[t]) == i - begin && strncasecmp(table[t], list.ptr + begin, i - begin) == 0)
                return true;
        i += i == begin || i < list.len;
    }
    return false;
}

bool src_html_charset(str bytes, char *name, size_t size)
{
    enum { NEAR = 4096 };
    str s = {bytes.ptr, bytes.len < NEAR ? bytes.len : NEAR};
    for (size_t i = 0; i + 8 < s.len; i++) {
        if (strncasecmp(s.ptr + i, "charset=", 8) != 0)
            continue;
        size_t n = 0;
        for (i += 8; i < s.len && (s.ptr[i] == '"' || s.ptr[i] == '\'' || is_blank(s.ptr[i])); i++)
            ;
        for (; i < s.len && n + 1 < size && (is_letter(s.ptr[i]) || (s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '-' || s.ptr[i] == '_'); i++)
            name[n++] = s.ptr[i];
        name[n] = '\0';
        /* Pages that declare UTF-8 and are not, and Arabic pages that declare a Latin set, are told by their letters. */
        return n > 0 && strncasecmp(name, "utf", 3) != 0 && strncasecmp(name, "iso-8859-1", n) != 0 && strcasecmp(name, "windows-1252") != 0 &&
               strcasecmp(name, "us-ascii") != 0 && strncasecmp(name, "iso-2022", 8) != 0;
    }
    return false;
}
