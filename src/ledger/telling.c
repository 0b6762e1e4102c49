#include "ledger/telling.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/calendar.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- parties ---- */

bool led_is_person(const led_party *p)
{
    return str_starts(p->id, STR("person"));
}

bool led_is_state(const led_party *p)
{
    return p->id.len == 3 && p->id.ptr[0] >= 'A' && p->id.ptr[0] <= 'Z';
}

bool led_is_group(const led_party *p)
{
    return str_starts(p->id, STR("group"));
}

void led_party_list(buf *out, const led_parties *list)
{
    for (uint32_t i = 0; i < list->n; i++) {
        const led_party *p = &list->at[i];
        if (i)
            buf_add_char(out, '|');
        buf_add(out, p->id);
        if (p->country.len && !str_eq(p->country, p->id)) {
            buf_add_char(out, '@');
            buf_add(out, p->country);
        }
        if (p->office.len) {
            buf_add_char(out, '#');
            buf_add(out, p->office);
        }
    }
}

void led_party_read(arena *a, str list, led_parties *ret)
{
    while (list.ptr && list.len > 0) {
        str item = str_split(&list, '|');
        led_party *p = vec_push(a, ret);
        ptrdiff_t hash = str_find(item, STR("#"), 0);
        if (hash >= 0) {
            p->office = str_range(item.ptr, (size_t) hash + 1, item.len);
            item.len = (size_t) hash;
        }
        ptrdiff_t at = str_find(item, STR("@"), 0);
        if (at >= 0) {
            p->country = str_range(item.ptr, (size_t) at + 1, item.len);
            item.len = (size_t) at;
        }
        p->id = item;
        if (led_is_state(p))
            p->country = p->id;
    }
}

/* ---- reports ---- */

static str text_or_empty(str s)
{
    return s.ptr ? s : STR("");
}

static void hash_report(arena *a, led_report *r)
{
    buf b = {0};
    const str parts[] = {r->text, r->title, r->outlet, r->published, r->url};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buf_add(&b, parts[i]);
        buf_add_char(&b, '\0');
    }
    (void) a;
    hash_content(buf_str(&b), r->hash);
    buf_free(&b);
    r->key = strtoull((char[17]){r->hash[0], r->hash[1], r->hash[2], r->hash[3], r->hash[4], r->hash[5], r->hash[6], r->hash[7], r->hash[8], r->hash[9],
                                 r->hash[10], r->hash[11], r->hash[12], r->hash[13], r->hash[14], r->hash[15], 0},
                      NULL, 16) >>
             1;
}

/* Agencies are written in many ways; what counts here is only whether two reports credit the same words. */
uint64_t led_fold_hash(str s)
{
    unsigned char small[256], *key = s.len <= sizeof small ? small : malloc(s.len);
    if (!key)
        return 0;
    size_t n = txt_fold(s, key);
    uint64_t h = n ? hash64((str){(const char *) key, n}) : 0;
    if (key != small)
        free(key);
    return h;
}

isn_status led_report_of(arena *a, const json_value *json, led_report *ret, isn_error *err)
{
    memset(ret, 0, sizeof *ret);
    if (json_int(json_member(json, "isnad"), 0) != 1)
        return isn_fail(err, ISN_BAD_INPUT, "this is no record: it has no \"isnad\": 1", NULL, NULL);
    const json_value *s = json_member(json, "source"), *from = json_member(s, "republished_from");
    ret->json = json;
    ret->text = json_get(json, "text");
    if (!ret->text.ptr)
        return isn_fail(err, ISN_BAD_INPUT, "the record has no text", NULL, NULL);
    ret->id = text_or_empty(json_get(json, "id"));
    ret->path = text_or_empty(json_get(s, "path"));
    ret->url = text_or_empty(json_get(s, "url"));
    ret->outlet = text_or_empty(json_get(s, "outlet"));
    ret->title = text_or_empty(json_get(s, "title"));
    ret->byline = text_or_empty(json_get(s, "byline"));
    ret->dateline = text_or_empty(json_get(s, "dateline"));
    ret->published = text_or_empty(json_get(s, "published"));
    ret->published_from = text_or_empty(json_get(s, "published_from"));
    ret->retrieved = text_or_empty(json_get(s, "retrieved"));
    ret->from_outlet = text_or_empty(json_get(from, "outlet"));
    ret->from_title = text_or_empty(json_get(from, "title"));
    ret->from_url = text_or_empty(json_get(from, "url"));
    ret->language = text_or_empty(json_get(s, "language"));
    const json_value *credits = json_member(s, "credits");
    buf list = {0};
    for (size_t i = 0; i < json_length(credits); i++) {
        if (i)
            buf_add_char(&list, '|');
        buf_add(&list, json_text(json_item(credits, i)));
    }
    ret->credits = arena_copy(a, buf_str(&list));
    buf_free(&list);
    str rest = ret->credits, credit = ret->from_outlet.len ? ret->from_outlet : str_split(&rest, '|');
    ret->credit = credit.len ? led_fold_hash(credit) >> 1 : 0;
    led_range day = led_edtf(ret->published);
    ret->day = day.precision == LED_DAY ? day.from : INT32_MIN;
    hash_report(a, ret);
    txt_read(a, ret->text, &ret->doc);
    return ISN_OK;
}

/* ---- tellings ---- */

static str office_of(const json_value *record, int64_t person)
{
    const json_value *offices = json_member(record, "offices");
    str key = STR("");
    for (size_t i = 0; i < json_length(offices); i++) {
        const json_value *o = json_item(offices, i);
        if (json_int(json_member(o, "person"), -1) == person && !json_bool(json_member(o, "former"), false))
            key = json_get(o, "office");
    }
    return text_or_empty(key);
}

static void parties_of(arena *a, const json_value *record, const json_value *refs, bool place, led_parties *ret)
{
    const json_value *entities = json_member(record, "entities");
    for (size_t i = 0; i < json_length(refs); i++) {
        int64_t n = json_int(json_item(refs, i), -1);
        const json_value *e = n >= 0 ? json_item(entities, (size_t) n) : NULL;
        if (!e)
            continue;
        led_party p = {json_get(e, "id"), text_or_empty(json_get(e, "country")), STR("")};
        str kind = json_get(e, "kind");
        if (p.id.len == 0 || memchr(p.id.ptr, '|', p.id.len))
            continue;
        if (led_is_state(&p)) {
            p.country = p.id;
            if (place && !str_eq(kind, STR("country")))
                p.id = arena_printf(a, "%s:%.*s", str_eq(kind, STR("place")) ? "capital" : "seat", (int) p.id.len, p.id.ptr);
        } else if (led_is_person(&p)) {
            p.office = office_of(record, n);
        }
        bool known = false;
        for (uint32_t k = 0; k < ret->n; k++)
            known = known || str_eq(ret->at[k].id, p.id);
        if (!known)
            *vec_push(a, ret) = p;
    }
}

/* The sentence of doc that holds code point cp. */
static uint32_t sentence_at(const txt_doc *d, uint32_t cp)
{
    uint32_t low = 0, high = d->n_sentences;
    while (high - low > 1) {
        uint32_t mid = (low + high) / 2;
        if (d->tokens[d->sentences[mid].first].cp_begin <= cp)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static int by_value(const void *x, const void *y)
{
    uint16_t a = *(const uint16_t *) x, b = *(const uint16_t *) y;
    return (a > b) - (a < b);
}

/* The sentence's content words nearest to the telling, as sorted hashes. Words of up to three letters are left out: nearly all of them are particles. */
static void words_of(const txt_doc *d, uint32_t sentence, led_telling *t)
{
    const txt_sentence *s = &d->sentences[sentence];
    uint32_t middle = s->first;
    while (middle + 1 < s->end && d->tokens[middle].cp_end <= t->begin)
        middle++;
    uint16_t found[2 * LED_WORDS_MAX];
    unsigned n = 0;
    for (uint32_t step = 0; n < LED_WORDS_MAX && (middle + step < s->end || middle >= s->first + step); step++) {
        for (int side = 0; side < 2; side++) {
            uint32_t i = side == 0 ? middle + step : middle - step;
            if ((side == 1 && (step == 0 || middle < s->first + step)) || i >= s->end || d->tokens[i].kind == TXT_PUNCT || d->tokens[i].key_len < 3)
                continue;
            size_t from, len = led_stem(d->tokens[i].key, d->tokens[i].key_len, &from);
            if (len < 3 && d->tokens[i].kind == TXT_WORD)
                continue;
            found[n++] = (uint16_t) hash64((str){(const char *) d->tokens[i].key + from, len});
        }
    }
    qsort(found, n, sizeof found[0], by_value);
    for (unsigned i = 0; i < n && t->n_words < LED_WORDS_MAX; i++)
        if (i == 0 || found[i] != found[i - 1])
            t->words[t->n_words++] = found[i];
}

static str figures_of(arena *a, const json_value *record, const led_telling *t)
{
    const json_value *list = json_member(record, "quantities");
    buf b = {0};
    for (size_t i = 0; i < json_length(list); i++) {
        const json_value *q = json_item(list, i);
        int64_t begin = json_int(json_member(q, "begin"), -1);
        str of = json_get(q, "of"), mod = json_get(q, "mod");
        if (begin < t->sentence_begin || begin >= t->sentence_end || mod.len > 0 || of.len == 0 || json_absent(json_member(q, "low")))
            continue;
        const json_value *low = json_member(q, "low");
        int64_t v = json_int(low, INT64_MIN);
        if (v == INT64_MIN)
            continue;
        buf_printf(&b, "%s%lld %.*s", b.len ? "|" : "", (long long) v, (int) of.len, of.ptr);
    }
    str s = arena_copy(a, buf_str(&b));
    buf_free(&b);
    return s;
}

static bool has_digit(str s)
{
    for (size_t i = 0; i < s.len;) {
        unsigned char key;
        if (txt_classify(utf8_next(s, &i), &key) == TXT_C_DIGIT)
            return true;
    }
    return false;
}

static bool firm_date(const json_value *record, str time)
{
    const json_value *times = json_member(record, "times");
    for (size_t i = 0; i < json_length(times) && time.len; i++)
        if (str_eq(json_get(json_item(times, i), "edtf"), time) && has_digit(json_get(json_item(times, i), "text")))
            return true;
    return false;
}

static str list_of(arena *a, const json_value *record, const json_value *refs, bool ids)
{
    const json_value *entities = json_member(record, "entities");
    buf b = {0};
    for (size_t i = 0; i < json_length(refs); i++) {
        str s = json_text(json_item(refs, i));
        if (ids) {
            int64_t n = json_int(json_item(refs, i), -1);
            s = n >= 0 ? json_get(json_item(entities, (size_t) n), "id") : STR_NONE;
        }
        if (s.len == 0)
            continue;
        if (b.len)
            buf_add_char(&b, '|');
        buf_add(&b, s);
    }
    str s = arena_copy(a, buf_str(&b));
    buf_free(&b);
    return s;
}

void led_tellings_of(arena *a, const led_report *r, led_telling **ret, uint32_t *ret_n)
{
    const json_value *events = json_member(r->json, "events");
    size_t n = json_length(events);
    led_telling *list = arena_new_array(a, led_telling, n);
    for (size_t i = 0; i < n; i++) {
        const json_value *e = json_item(events, i);
        led_telling *t = &list[i];
        t->type = text_or_empty(json_get(e, "type"));
        t->mode = text_or_empty(json_get(e, "mode"));
        t->status = text_or_empty(json_get(e, "status"));
        t->time = text_or_empty(json_get(e, "time"));
        t->range = led_edtf(t->time);
        t->published = r->day;
        t->credit = r->credit;
        t->outlet = led_fold_hash(r->outlet);
        t->begin = (uint32_t) json_int(json_member(e, "begin"), 0);
        t->end = (uint32_t) json_int(json_member(e, "end"), 0);
        parties_of(a, r->json, json_member(e, "actor"), false, &t->actors);
        parties_of(a, r->json, json_member(e, "recipient"), false, &t->recipients);
        parties_of(a, r->json, json_member(e, "place"), true, &t->places);
        t->said_by = list_of(a, r->json, json_member(e, "said_by"), true);
        t->topics = list_of(a, r->json, json_member(e, "topics"), false);
        if (r->doc.n_sentences > 0) {
            uint32_t s = sentence_at(&r->doc, t->begin);
            t->sentence_begin = r->doc.tokens[r->doc.sentences[s].first].cp_begin;
            t->sentence_end = r->doc.tokens[r->doc.sentences[s].end - 1].cp_end;
            t->sentence = led_sentence_hash(&r->doc, s, NULL) >> 1;
            words_of(&r->doc, s, t);
        }
        t->copy = t->sentence ? hash_mix(hash_mix(t->sentence, t->begin - t->sentence_begin), hash64(t->type)) : 0;
        t->figures = figures_of(a, r->json, t);
        t->firm = firm_date(r->json, t->time);
        uint32_t twin = 0; /* a record may tell one thing at one place twice, with other parties */
        for (size_t k = 0; k < i; k++)
            twin += list[k].begin == t->begin && list[k].end == t->end && str_eq(list[k].type, t->type);
        t->key = hash_mix(hash_mix(hash_mix(hash_mix(r->key, hash64(t->type)), t->begin), t->end), twin) >> 4;
    }
    *ret = list;
    *ret_n = (uint32_t) n;
}

/* ---- blocks ---- */

static int by_name(const void *x, const void *y)
{
    return str_cmp(*(const str *) x, *(const str *) y);
}

str led_block(arena *a, const led_telling *t)
{
    str sides[16];
    unsigned n = 0;
    const led_parties *lists[] = {&t->actors, &t->recipients};
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < lists[k]->n && n < 16; i++) {
            const led_party *p = &lists[k]->at[i];
            str side = led_side(p);
            bool known = led_is_group(p) && !p->country.len;
            for (unsigned j = 0; j < n; j++)
                known = known || str_eq(sides[j], side);
            if (!known)
                sides[n++] = side;
        }
    }
    qsort(sides, n, sizeof sides[0], by_name);
    str mode = str_eq(t->type, STR("CONSULT")) && (str_eq(t->mode, STR("visit")) || str_eq(t->mode, STR("phone"))) ? t->mode : STR("");
    int tl = (int) t->type.len, ml = (int) mode.len;
    if (n == 0) /* nobody is named: only a copied sentence can be told to be the same */
        return arena_printf(a, "%.*s/%.*s/=%016llx", tl, t->type.ptr, ml, mode.ptr, (unsigned long long) (t->sentence ? t->sentence : t->key));
    if (n == 1)
        return arena_printf(a, "%.*s/%.*s/%.*s", tl, t->type.ptr, ml, mode.ptr, (int) sides[0].len, sides[0].ptr);
    if (n == 2)
        return arena_printf(a, "%.*s/%.*s/%.*s+%.*s", tl, t->type.ptr, ml, mode.ptr, (int) sides[0].len, sides[0].ptr, (int) sides[1].len, sides[1].ptr);
    /* Three and more: the side with the least hash, so that lists that nearly agree nearly always meet. */
    unsigned least = 0;
    for (unsigned i = 1; i < n; i++)
        if (hash64(sides[i]) < hash64(sides[least]))
            least = i;
    return arena_printf(a, "%.*s/%.*s/*%.*s", tl, t->type.ptr, ml, mode.ptr, (int) sides[least].len, sides[least].ptr);
}
