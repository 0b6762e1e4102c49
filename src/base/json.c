#include "base/json.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

isn_status json_parse(str text, json_value **ret, isn_error *err)
{
    json_error_t e;
    json_t *v = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &e);
    if (!v) {
        bool cut = json_error_code(&e) == json_error_premature_end_of_input;
        isn_fail(err, json_error_code(&e) == json_error_out_of_memory ? ISN_NOMEM : ISN_BAD_INPUT,
                 cut ? "the JSON ends in the middle of a value" : "this is not valid JSON", NULL, e.text);
        if (err)
            err->offset = e.position > 0 ? (uint64_t) e.position : 0;
        return json_error_code(&e) == json_error_out_of_memory ? ISN_NOMEM : ISN_BAD_INPUT;
    }
    *ret = v;
    return ISN_OK;
}

void json_free(json_value *v)
{
    json_decref(v);
}

const json_value *json_member(const json_value *v, const char *key)
{
    return v ? json_object_get(v, key) : NULL;
}

str json_text(const json_value *v)
{
    return v && json_is_string(v) ? (str){json_string_value(v), json_string_length(v)} : STR_NONE;
}

str json_get(const json_value *v, const char *key)
{
    return json_text(json_member(v, key));
}

size_t json_length(const json_value *v)
{
    return v && json_is_array(v) ? json_array_size(v) : 0;
}

const json_value *json_item(const json_value *v, size_t i)
{
    return v ? json_array_get(v, i) : NULL;
}

int64_t json_int(const json_value *v, int64_t otherwise)
{
    return v && json_is_integer(v) ? (int64_t) json_integer_value(v) : otherwise;
}

bool json_bool(const json_value *v, bool otherwise)
{
    return v && json_is_boolean(v) ? json_is_true(v) : otherwise;
}

bool json_holds_object(const json_value *v)
{
    return v && json_typeof(v) == JSON_OBJECT;
}

bool json_absent(const json_value *v)
{
    return !v || json_typeof(v) == JSON_NULL;
}

/* ---- writing ---- */

static void separate(json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth > 0 && w->depth <= JSON_DEPTH_MAX) {
        if (w->some[w->depth - 1])
            buf_add_char(w->out, ',');
        w->some[w->depth - 1] = true;
    }
}

static void open_level(json_writer *w, char c)
{
    separate(w);
    buf_add_char(w->out, c);
    if (w->depth < JSON_DEPTH_MAX)
        w->some[w->depth] = false;
    w->depth++;
}

static void close_level(json_writer *w, char c)
{
    w->depth--;
    buf_add_char(w->out, c);
}

void json_begin_object(json_writer *w)
{
    open_level(w, '{');
}

void json_end_object(json_writer *w)
{
    close_level(w, '}');
}

void json_begin_array(json_writer *w)
{
    open_level(w, '[');
}

void json_end_array(json_writer *w)
{
    close_level(w, ']');
}

static void put_escaped(buf *out, str s)
{
    buf_add_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char) s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        buf_add(out, str_range(s.ptr, from, i));
        from = i + 1;
        switch (c) {
        case '"': buf_add(out, STR("\\\"")); break;
        case '\\': buf_add(out, STR("\\\\")); break;
        case '\n': buf_add(out, STR("\\n")); break;
        case '\r': buf_add(out, STR("\\r")); break;
        case '\t': buf_add(out, STR("\\t")); break;
        default: buf_printf(out, "\\u%04x", c);
        }
    }
    if (from < s.len)
        buf_add(out, str_range(s.ptr, from, s.len));
    buf_add_char(out, '"');
}

void json_key(json_writer *w, const char *key)
{
    separate(w);
    put_escaped(w->out, str_of(key));
    buf_add_char(w->out, ':');
    w->after_key = true;
}

void json_put_string(json_writer *w, str s)
{
    separate(w);
    put_escaped(w->out, s.ptr ? s : STR(""));
}

void json_put_int(json_writer *w, int64_t v)
{
    char digits[24];
    separate(w);
    int n = snprintf(digits, sizeof digits, "%lld", (long long) v);
    buf_add(w->out, (str){digits, (size_t) n});
}

void json_put_number(json_writer *w, double v)
{
    char digits[40];
    if (!isfinite(v)) {
        json_put_null(w);
        return;
    }
    if (v == floor(v) && fabs(v) < 9007199254740992.0) {
        json_put_int(w, (int64_t) v);
        return;
    }
    for (int precision = 6; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, v);
        if (strtod(digits, NULL) == v)
            break;
    }
    separate(w);
    buf_add(w->out, str_of(digits));
}

void json_put_bool(json_writer *w, bool v)
{
    separate(w);
    buf_add(w->out, v ? STR("true") : STR("false"));
}

void json_put_null(json_writer *w)
{
    separate(w);
    buf_add(w->out, STR("null"));
}

void json_add_string(json_writer *w, const char *key, str s)
{
    json_key(w, key);
    json_put_string(w, s);
}

void json_add_or_null(json_writer *w, const char *key, str s)
{
    json_key(w, key);
    if (s.len > 0)
        json_put_string(w, s);
    else
        json_put_null(w);
}

void json_add_int(json_writer *w, const char *key, int64_t v)
{
    json_key(w, key);
    json_put_int(w, v);
}

void json_add_bool(json_writer *w, const char *key, bool v)
{
    json_key(w, key);
    json_put_bool(w, v);
}
