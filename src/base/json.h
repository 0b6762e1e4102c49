/* JSON. Reading is jansson's; its values are seen here as opaque. Writing is a stream into a buf: keys come out in the order they are written, so that the same
 * record gives the same bytes, and no tree is built for what is written once. */
#ifndef ISNAD_BASE_JSON_H
#define ISNAD_BASE_JSON_H

#include "base/buf.h"

typedef struct json_t json_value;

/* Parses one JSON text. The caller frees it with json_free. err gets the byte offset. Depth is limited by jansson (2048). */
isn_status json_parse(str text, json_value **ret, isn_error *err);
void json_free(json_value *v);

/* The member `key` of an object as a string; STR_NONE if v is no object or has no such string. Valid while v is. */
str json_get(const json_value *v, const char *key);
/* The member itself, or NULL. */
const json_value *json_member(const json_value *v, const char *key);
/* Items of an array (0 if it is none) and the i-th. */
size_t json_length(const json_value *v);
const json_value *json_item(const json_value *v, size_t i);
/* v itself as a string, integer or boolean; the given default if it is something else. */
str json_text(const json_value *v);
int64_t json_int(const json_value *v, int64_t otherwise);
bool json_bool(const json_value *v, bool otherwise);
bool json_holds_object(const json_value *v);
bool json_absent(const json_value *v); /* also for NULL */

enum { JSON_DEPTH_MAX = 32 };

typedef struct json_writer {
    buf *out;
    unsigned depth;
    bool some[JSON_DEPTH_MAX]; /* whether the level has an item already */
    bool after_key;
} json_writer;

static inline json_writer json_to(buf *out)
{
    return (json_writer){.out = out};
}

void json_begin_object(json_writer *w);
void json_end_object(json_writer *w);
void json_begin_array(json_writer *w);
void json_end_array(json_writer *w);
void json_key(json_writer *w, const char *key);
void json_put_string(json_writer *w, str s); /* valid UTF-8; NULL pointer writes "" */
void json_put_int(json_writer *w, int64_t v);
void json_put_number(json_writer *w, double v); /* shortest form that reads back the same; integers without a point */
void json_put_bool(json_writer *w, bool v);
void json_put_null(json_writer *w);

/* key and value in one call; the _or_null form writes null for an empty string. */
void json_add_string(json_writer *w, const char *key, str s);
void json_add_or_null(json_writer *w, const char *key, str s);
void json_add_int(json_writer *w, const char *key, int64_t v);
void json_add_bool(json_writer *w, const char *key, bool v);

#endif
