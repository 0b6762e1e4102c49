#include "view/text.h"

#include "base/utf8.h"
#include "text/calendar.h"
#include "text/fold.h"

#include <stdio.h>

static unsigned width_of(uint32_t cp)
{
    unsigned char key;
    if (cp < 0x20 || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
        return 0;
    if (cp != 0x640 && txt_classify(cp, &key) == TXT_C_MARK) /* tatweel folds away but shows */
        return 0;
    return (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) || (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xFF00 && cp <= 0xFF60) || cp >= 0x1F300
               ? 2
               : 1;
}

unsigned view_width(str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.len;)
        n += width_of(utf8_next(s, &i));
    return n;
}

str view_fit(str s, unsigned columns, str *rest)
{
    size_t i = 0, space = 0;
    unsigned n = 0;
    while (i < s.len) {
        size_t before = i;
        uint32_t cp = utf8_next(s, &i);
        n += width_of(cp);
        if (n > columns) {
            i = space ? space : before ? before : i;
            break;
        }
        if (cp == ' ')
            space = before;
        if (i == s.len)
            space = 0;
    }
    str first = {s.ptr, i};
    while (i < s.len && s.ptr[i] == ' ')
        i++;
    *rest = str_range(s.ptr, i, s.len);
    return first;
}

void view_cell(buf *out, str s, unsigned columns, bool isolate)
{
    unsigned n = view_width(s);
    if (isolate && s.len)
        buf_add(out, STR("\u2068"));
    buf_add(out, s);
    if (isolate && s.len)
        buf_add(out, STR("\u2069"));
    for (; n < columns; n++)
        buf_add_char(out, ' ');
}

void view_html(buf *out, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        switch (s.ptr[i]) {
        case '<': buf_add(out, STR("&lt;")); break;
        case '>': buf_add(out, STR("&gt;")); break;
        case '&': buf_add(out, STR("&amp;")); break;
        case '"': buf_add(out, STR("&quot;")); break;
        case '\'': buf_add(out, STR("&#39;")); break;
        default: buf_add_char(out, s.ptr[i]);
        }
    }
}

void view_csv(buf *out, str s)
{
    bool quote = false;
    for (size_t i = 0; i < s.len; i++)
        quote = quote || s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r';
    if (!quote) {
        buf_add(out, s);
        return;
    }
    buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, s.ptr[i]);
    }
    buf_add_char(out, '"');
}

void view_day(int32_t day, char out[16])
{
    out[0] = '\0';
    if (day == INT32_MIN || day == INT32_MAX)
        return;
    cal_date d = cal_from_days(day);
    snprintf(out, 16, "%04d-%02d-%02d", d.year % 10000, d.month, d.day);
}
