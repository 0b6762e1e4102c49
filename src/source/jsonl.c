/* Reports that come as JSON objects: one a line (JSONL), or one a file.
 *
 * The keys are those of the record's own source and of the usual collections: id, url, outlet, published, title, byline, retrieved, language, text. Others
 * are passed over. Every string of an object is shorter than the object's bytes, which is how much room is taken before jansson builds its tree.
 */
#include "source/formats.h"

#include "base/json.h"

#include <stdio.h>

enum { ID_DIGITS = 24, KEYS = 10 };

static str take(src_room *room, const json_value *o, const char *key)
{
    str s = json_get(o, key);
    return s.len > 0 ? src_room_copy(room, s) : STR("");
}

/* Ids are strings, but numbers happen. */
static str take_id(src_room *room, const json_value *o)
{
    const json_value *v = json_member(o, "id");
    str s = json_text(v);
    if (s.len > 0)
        return src_room_copy(room, s);
    int64_t n = json_int(v, INT64_MIN);
    if (n == INT64_MIN)
        return STR("");
    char digits[ID_DIGITS];
    snprintf(digits, sizeof digits, "%lld", (long long) n);
    return src_room_copy(room, str_of(digits));
}

isn_status src_parse_json(arena *a, str text, const src_item *item, src_report *r, isn_error *err)
{
    src_room room = src_room_new(a, text.len + ID_DIGITS + KEYS);
    json_value *o = NULL;
    isn_status status = json_parse(text, &o, err);
    if (status != ISN_OK)
        return status;
    const char *where = item->path.ptr;
    if (!json_holds_object(o)) {
        json_free(o);
        return isn_fail(err, ISN_BAD_INPUT, "a report in JSON is an object with the key \"text\"", where, NULL);
    }
    str body = json_get(o, "text");
    if (!body.ptr) {
        json_free(o);
        return isn_fail(err, ISN_BAD_INPUT, "the report has no \"text\"", where, "the keys are id, url, outlet, published, title, byline, text");
    }
    r->id = take_id(&room, o);
    r->url = take(&room, o, "url");
    r->outlet = take(&room, o, "outlet");
    r->title = take(&room, o, "title");
    r->byline = take(&room, o, "byline");
    r->retrieved = take(&room, o, "retrieved");
    r->language = take(&room, o, "language");
    str published = take(&room, o, "published");
    r->text = src_room_copy(&room, body);
    json_free(o);
    src_set_published(a, r, published, SRC_DATE_METADATA);
    return ISN_OK;
}
