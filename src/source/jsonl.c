/* Reports that come as JSON objects: one a line (JSONL), or one a file. */
#include "source/formats.h"

#include "base/hash.h"
#include "base/json.h"

static str take(arena *a, const json_value *o, const char *key)
{
    str s = json_get(o, key);
    return s.len > 0 ? arena_copy(a, s) : STR("");
}

/* Ids are strings, but numbers happen. */
static str take_id(arena *a, const json_value *o)
{
    const json_value *v = json_member(o, "id");
    str s = json_text(v);
    if (s.len > 0)
        return arena_copy(a, s);
    int64_t n = json_int(v, INT64_MIN);
    return n == INT64_MIN ? STR("") : arena_printf(a, "%lld", (long long) n);
}

isn_status src_parse_json(arena *a, str bytes, const src_item *item, src_report *r, isn_error *err)
{
    json_value *o = NULL;
    isn_status status = json_parse(bytes, &o, err);
    if (status != ISN_OK)
        return status;
    if (!json_holds_object(o)) {
        json_free(o);
        return isn_fail(err, ISN_BAD_INPUT, "a report in JSON is an object with the key \"text\"", item->path.ptr, NULL);
    }
    /* The JSON tree is malloc's, the report is the arena's: should the arena refuse, the tree must not be lost. */
    str text = json_get(o, "text");
    if (!text.ptr) {
        json_free(o);
        return isn_fail(err, ISN_BAD_INPUT, "the report has no \"text\"", item->path.ptr, "the keys are id, url, outlet, published, title, byline, text");
    }
    r->id = take_id(a, o);
    r->url = take(a, o, "url");
    r->outlet = take(a, o, "outlet");
    r->title = take(a, o, "title");
    r->byline = take(a, o, "byline");
    r->retrieved = take(a, o, "retrieved");
    r->language = take(a, o, "language");
    r->text = arena_copy(a, text);
    src_set_published(a, r, json_get(o, "published"), SRC_DATE_METADATA);
    json_free(o);
    return ISN_OK;
}
