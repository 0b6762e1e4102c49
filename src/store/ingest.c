/* A record goes in: its report, what it tells, who it names. Nothing here looks at other reports. */
#include "store/db.h"

#include "base/hash.h"
#include "ledger/dispute.h"

#include <stdlib.h>

/* ---- numbers of entities and blocks ---- */

struct name_slot {
    uint64_t hash;
    int64_t number;
};

enum { NAMES_MAX = 1 << 20 /* slots; the table is emptied when it is half full */ };

void sto_forget_names(sto *s)
{
    free(s->names);
    s->names = NULL;
    s->names_cap = s->names_n = 0;
}

static name_slot *name_find(sto *s, uint64_t hash)
{
    if (!s->names || s->names_n > NAMES_MAX / 2) {
        sto_forget_names(s);
        s->names = calloc(NAMES_MAX, sizeof *s->names);
        s->names_cap = s->names ? NAMES_MAX : 0;
        if (!s->names)
            return NULL;
    }
    uint32_t i = (uint32_t) hash & (NAMES_MAX - 1);
    while (s->names[i].hash && s->names[i].hash != hash)
        i = (i + 1) & (NAMES_MAX - 1);
    return &s->names[i];
}

static isn_status number_of(sto *s, uint64_t salt, str key, const char *find, const char *add, const char *letters, str b, str c, int64_t *ret, isn_error *err)
{
    uint64_t hash = hash_mix(salt, hash64(key)) | 1;
    name_slot *slot = name_find(s, hash);
    if (slot && slot->hash == hash) {
        *ret = slot->number;
        return ISN_OK;
    }
    int64_t n = sto_int(s, 0, find, "t", key);
    if (n == 0) {
        isn_status status = sto_run(s, err, add, letters, key, b, c);
        if (status != ISN_OK)
            return status;
        n = sqlite3_last_insert_rowid(s->db);
    }
    if (slot) {
        slot->hash = hash;
        slot->number = n;
        s->names_n++;
    }
    *ret = n;
    return ISN_OK;
}

isn_status sto_entity(sto *s, str key, str kind, str country, int64_t *ret, isn_error *err)
{
    return number_of(s, 1, key, "SELECT id FROM entity WHERE key = ?", "INSERT INTO entity (key, kind, country) VALUES (?, ?, ?)", "ttn", kind, country, ret,
                     err);
}

static isn_status block_number(sto *s, str name, int64_t *ret, isn_error *err)
{
    return number_of(s, 2, name, "SELECT id FROM block WHERE name = ?", "INSERT INTO block (name) VALUES (?)", "t", STR_NONE, STR_NONE, ret, err);
}

/* ---- the record without its text ---- */

/* Skips one JSON string at s.ptr[i] == '"'; returns the offset behind it. */
static size_t skip_string(str s, size_t i)
{
    for (i++; i < s.len && s.ptr[i] != '"'; i++)
        if (s.ptr[i] == '\\')
            i++;
    return i + 1;
}

/* Finds the value of the outermost member "text"; the record was parsed, so it is well-formed. */
static bool find_text(str s, size_t *begin, size_t *end)
{
    int depth = 0;
    bool key = false;
    for (size_t i = 0; i < s.len;) {
        char c = s.ptr[i];
        if (c == '"') {
            size_t after = skip_string(s, i);
            if (depth == 1 && key && after - i == 6 && memcmp(s.ptr + i, "\"text\"", 6) == 0) {
                for (i = after; i < s.len && s.ptr[i] != '"'; i++)
                    ;
                *begin = i;
                *end = i < s.len ? skip_string(s, i) : s.len;
                return *end <= s.len;
            }
            key = false;
            i = after;
            continue;
        }
        if (c == '{' || c == '[')
            depth++;
        if (c == '}' || c == ']')
            depth--;
        if (c == '{' || c == ',')
            key = true;
        i++;
    }
    return false;
}

static isn_status pack_rest(str line, buf *out)
{
    size_t begin, end;
    if (!find_text(line, &begin, &end))
        return ISN_BAD_INPUT;
    buf rest = {0};
    buf_add(&rest, str_range(line.ptr, 0, begin));
    buf_add(&rest, STR("null"));
    buf_add(&rest, str_trim(str_range(line.ptr, end, line.len)));
    isn_status status = rest.status == ISN_OK ? sto_pack(buf_str(&rest), out) : rest.status;
    buf_free(&rest);
    return status;
}

/* ---- parts ---- */

typedef struct ingest {
    sto *s;
    const led_report *r;
    int64_t report;
    isn_error *err;
    int64_t *entities; /* numbers, by index in the record */
    size_t n_entities;
} ingest;

static isn_status add_name(ingest *in, int64_t entity, str name)
{
    if (name.len == 0)
        return ISN_OK;
    return sto_run(in->s, in->err, "INSERT INTO entity_name VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET reports = reports + 1", "it", entity, name);
}

static isn_status add_entities(ingest *in)
{
    const json_value *list = json_member(in->r->json, "entities");
    in->n_entities = json_length(list);
    in->entities = arena_new_array(in->s->memory, int64_t, in->n_entities);
    isn_status status = ISN_OK;
    for (size_t i = 0; i < in->n_entities && status == ISN_OK; i++) {
        const json_value *e = json_item(list, i), *aliases = json_member(e, "aliases");
        str id = json_get(e, "id"), kind = json_get(e, "kind"), country = json_get(e, "country");
        if (id.len == 0)
            continue;
        led_party p = {.id = id};
        if (led_is_state(&p) && !str_eq(kind, STR("country"))) /* a capital or seat that stands for its state */
            id = arena_printf(in->s->memory, "%s:%.*s", str_eq(kind, STR("place")) ? "capital" : "seat", (int) id.len, id.ptr);
        status = sto_entity(in->s, id, kind, country, &in->entities[i], in->err);
        if (status != ISN_OK || !json_bool(json_member(e, "named"), false))
            continue;
        status = sto_run(in->s, in->err, "INSERT OR IGNORE INTO named VALUES (?, ?)", "ii", in->entities[i], in->report);
        if (status == ISN_OK)
            status = add_name(in, in->entities[i], json_get(e, "name"));
        for (size_t k = 0; k < json_length(aliases) && k < 16 && status == ISN_OK; k++)
            status = add_name(in, in->entities[i], json_text(json_item(aliases, k)));
    }
    return status;
}

static isn_status add_tellings(ingest *in)
{
    led_telling *list;
    uint32_t n;
    arena *a = in->s->memory;
    led_tellings_of(a, in->r, &list, &n);
    buf parties[3] = {{0}, {0}, {0}};
    isn_status status = ISN_OK;
    for (uint32_t i = 0; i < n && status == ISN_OK; i++) {
        const led_telling *t = &list[i];
        int64_t block;
        status = block_number(in->s, led_block(a, t), &block, in->err);
        const led_parties *lists[] = {&t->actors, &t->recipients, &t->places};
        for (int k = 0; k < 3; k++) {
            buf_clear(&parties[k]);
            led_party_list(&parties[k], lists[k]);
        }
        if (status == ISN_OK)
            status = sto_run(in->s, in->err, "UPDATE block SET dirty = 1 WHERE id = ? AND dirty = 0", "i", block);
        if (status == ISN_OK)
            status = sto_run(in->s, in->err,
                             "INSERT INTO telling (report, key, block, type, mode, status, time, actors, recipients, places, said_by, topics, figures, begin, "
                             "end, sentence_begin, "
                             "sentence_end, sentence, copy, words, firm) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "iiitntnnnnnnniiiiiibi", in->report, (int64_t) t->key, block, t->type, t->mode, t->status, t->time, buf_str(&parties[0]),
                             buf_str(&parties[1]), buf_str(&parties[2]), t->said_by, t->topics, t->figures, (int64_t) t->begin, (int64_t) t->end,
                             (int64_t) t->sentence_begin, (int64_t) t->sentence_end, (int64_t) t->sentence, (int64_t) t->copy,
                             (str){(const char *) t->words, t->n_words * sizeof t->words[0]}, (int64_t) t->firm);
    }
    for (int k = 0; k < 3; k++)
        buf_free(&parties[k]);
    led_disputes disputes = {0};
    led_report_disputes(a, in->s->world, in->r, list, n, &disputes);
    for (uint32_t i = 0; i < disputes.n && status == ISN_OK; i++)
        status = sto_run(in->s, in->err, "INSERT OR REPLACE INTO dispute (id, kind, block, event, report, day, sides) VALUES (?, ?, NULL, NULL, ?, ?, ?)",
                         "iziit", (int64_t) disputes.at[i].id, disputes.at[i].kind, in->report, (int64_t) in->r->day, disputes.at[i].sides);
    return status;
}

static int64_t entity_at(const ingest *in, const json_value *index)
{
    int64_t i = json_int(index, -1);
    return i >= 0 && (size_t) i < in->n_entities ? in->entities[i] : 0;
}

static isn_status add_offices(ingest *in)
{
    const json_value *list = json_member(in->r->json, "offices");
    isn_status status = ISN_OK;
    for (size_t i = 0; i < json_length(list) && status == ISN_OK; i++) {
        const json_value *o = json_item(list, i);
        int64_t person = entity_at(in, json_member(o, "person"));
        str office = json_get(o, "office");
        if (person && office.len)
            status = sto_run(in->s, in->err, "INSERT INTO office (report, person, office, of, former, begin, end) VALUES (?, ?, ?, ?, ?, ?, ?)", "iittiii",
                             in->report, person, office, json_get(o, "of"), (int64_t) json_bool(json_member(o, "former"), false),
                             json_int(json_member(o, "begin"), 0), json_int(json_member(o, "end"), 0));
    }
    return status;
}

static isn_status add_statements(ingest *in)
{
    const json_value *list = json_member(in->r->json, "statements");
    const txt_doc *d = &in->r->doc;
    isn_status status = ISN_OK;
    uint32_t sentence = 0;
    for (size_t i = 0; i < json_length(list) && status == ISN_OK; i++) {
        const json_value *o = json_item(list, i), *c = json_member(o, "content");
        int64_t speaker = entity_at(in, json_member(o, "speaker")), begin = json_int(json_member(o, "begin"), 0);
        while (sentence + 1 < d->n_sentences && d->tokens[d->sentences[sentence + 1].first].cp_begin <= begin)
            sentence++;
        while (sentence > 0 && d->tokens[d->sentences[sentence].first].cp_begin > begin)
            sentence--;
        uint64_t hash = d->n_sentences ? led_sentence_hash(d, sentence, NULL) >> 1 : 0;
        if (speaker)
            status = sto_run(
                in->s, in->err,
                "INSERT INTO statement (report, speaker, verb, begin, end, content_begin, content_end, quoted, sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "iitiiiiii", in->report, speaker, json_get(o, "verb"), begin, json_int(json_member(o, "end"), 0), json_int(json_member(c, "begin"), 0),
                json_int(json_member(c, "end"), 0), (int64_t) json_bool(json_member(o, "quoted"), false), (int64_t) hash);
    }
    return status;
}

enum { SENTENCES_MAX = 4000 /* of one report that are looked for elsewhere */ };

/* Hashes of the sentences and their lengths in words, as the settling wants them: 8 bytes and 2 bytes each. */
static void sentences_of(const txt_doc *d, buf *out)
{
    for (uint32_t i = 0; i < d->n_sentences && i < SENTENCES_MAX; i++) {
        uint32_t words;
        uint64_t key = led_sentence_hash(d, i, &words);
        uint16_t w = words > UINT16_MAX ? UINT16_MAX : (uint16_t) words;
        if (!key)
            continue;
        buf_add(out, (str){(const char *) &key, sizeof key});
        buf_add(out, (str){(const char *) &w, sizeof w});
    }
}

static isn_status add_shards(ingest *in, const led_sketch *sketch)
{
    uint64_t keys[LED_BANDS];
    unsigned n = led_bands(sketch, keys);
    const txt_doc *d = &in->r->doc;
    isn_status status = ISN_OK;
    for (unsigned i = 0; i < n && status == ISN_OK; i++)
        status = sto_run(in->s, in->err, "INSERT OR IGNORE INTO shard VALUES (?, ?)", "ii", (int64_t) keys[i], in->report);
    for (uint32_t i = 0; i < d->n_sentences && i < SENTENCES_MAX && status == ISN_OK; i++) {
        uint64_t key = led_sentence_hash(d, i, NULL);
        if (key)
            status = sto_run(in->s, in->err, "INSERT OR IGNORE INTO shard VALUES (?, ?)", "ii", (int64_t) key, in->report);
    }
    return status;
}

static isn_status add_report(ingest *in, str line, str hash, const led_sketch *sketch)
{
    const led_report *r = in->r;
    buf text = {0}, rest = {0}, sentences = {0};
    sentences_of(&r->doc, &sentences);
    isn_status status = sto_pack(r->text, &text);
    if (status == ISN_OK)
        status = pack_rest(line, &rest);
    if (status != ISN_OK)
        isn_fail(in->err, status, "the record cannot be stored", r->path.ptr, NULL);
    else
        status = sto_run(
            in->s, in->err,
            "INSERT INTO report (hash, given, outlet, title, url, path, published, day, credit, credits, first_outlet, length, text, rest, sketch, sentences) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "bnnnnnniinnibbbb", hash, r->id, r->outlet, r->title, r->url, r->path, r->published, (int64_t) r->day, (int64_t) r->credit, r->credits,
            r->from_outlet, (int64_t) r->text.len, buf_str(&text), buf_str(&rest), (str){(const char *) sketch->bins, sizeof sketch->bins},
            buf_str(&sentences));
    in->report = sqlite3_last_insert_rowid(in->s->db);
    buf_free(&text);
    buf_free(&rest);
    buf_free(&sentences);
    if (status == ISN_OK)
        status = sto_run(in->s, in->err, "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", "itt", in->report, r->title, r->text);
    return status;
}

typedef struct addition {
    ingest in;
    str line;
    const json_value *json;
    bool *ret_new;
    isn_status status;
} addition;

static void add_parts(void *context)
{
    addition *x = context;
    ingest *in = &x->in;
    led_report r;
    x->status = led_report_of(in->s->memory, x->json, &r, in->err);
    if (x->status != ISN_OK)
        return;
    in->r = &r;
    char bytes[16];
    for (int i = 0; i < 16; i++)
        bytes[i] = (char) strtol((char[3]){r.hash[2 * i], r.hash[2 * i + 1], 0}, NULL, 16);
    if (sto_int(in->s, 0, "SELECT id FROM report WHERE hash = ?", "b", (str){bytes, 16})) {
        *x->ret_new = false;
        return;
    }
    led_sketch sketch;
    led_sketch_of(in->s->memory, &r.doc, &sketch);
    x->status = add_report(in, x->line, (str){bytes, 16}, &sketch);
    isn_status (*const parts[])(ingest *) = {add_entities, add_tellings, add_offices, add_statements};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && x->status == ISN_OK; i++)
        x->status = parts[i](in);
    if (x->status == ISN_OK)
        x->status = add_shards(in, &sketch);
    *x->ret_new = x->status == ISN_OK;
}

isn_status sto_add(sto *s, str line, bool *ret_new, isn_error *err)
{
    json_value *json;
    isn_error own;
    if (!err)
        err = &own;
    if (line.len > LED_RECORD_MAX)
        return isn_fail(err, ISN_LIMIT, "the record is too large", NULL, NULL);
    isn_status status = json_parse(line, &json, err);
    if (status != ISN_OK)
        return status;
    arena_reset(s->memory);
    /* A savepoint, so that a record that fails half-way leaves nothing. */
    status = sto_run(s, err, "SAVEPOINT one", "");
    addition x = {.in = {.s = s, .err = err}, .line = line, .json = json, .ret_new = ret_new};
    if (status == ISN_OK) {
        status = arena_protect(s->memory, add_parts, &x);
        if (status != ISN_OK)
            isn_fail(err, status, "no memory for the record", NULL, NULL);
        else
            status = x.status;
        if (status != ISN_OK) {
            isn_error kept = *err;
            sto_run(s, NULL, "ROLLBACK TO one", "");
            sto_forget_names(s);
            sto_run(s, NULL, "RELEASE one", "");
            *err = kept;
        } else {
            status = sto_run(s, err, "RELEASE one", "");
        }
    }
    json_free(json);
    return status;
}
