#include "view/record.h"

#include "base/json.h"

static void put_span(json_writer *w, men_span s)
{
    json_add_int(w, "begin", s.begin);
    json_add_int(w, "end", s.end_cp);
}

static void put_text(json_writer *w, const men_doc *d, men_span s)
{
    put_span(w, s);
    json_add_string(w, "text", men_text(d, s));
}

static void put_refs(json_writer *w, const char *key, const frm_refs *refs)
{
    json_key(w, key);
    json_begin_array(w);
    for (uint32_t i = 0; i < refs->n; i++)
        json_put_int(w, refs->at[i]);
    json_end_array(w);
}

static const char *const noise_names[] = {"label", "related", "caption", "disclaimer", "credit", "label", "credit"};
static const char *const origin_names[] = {"none", "metadata", "text"};
static const char *const mod_names[] = {"", "more_than", "less_than", "about", "ordinal"};

static void put_source(json_writer *w, const src_report *r)
{
    json_key(w, "source");
    json_begin_object(w);
    json_add_or_null(w, "path", r->path);
    json_add_or_null(w, "url", r->url);
    json_add_or_null(w, "outlet", r->outlet);
    json_add_or_null(w, "title", r->title);
    json_add_or_null(w, "byline", r->byline);
    json_add_or_null(w, "dateline", r->dateline);
    json_add_or_null(w, "published", r->published);
    json_add_string(w, "published_from", str_of(origin_names[r->published_from]));
    json_add_or_null(w, "retrieved", r->retrieved);
    json_key(w, "republished_from");
    json_begin_object(w);
    json_add_or_null(w, "outlet", r->republished_outlet);
    json_add_or_null(w, "title", r->republished_title);
    json_add_or_null(w, "url", r->republished_url);
    json_end_object(w);
    json_key(w, "credits");
    json_begin_array(w);
    for (uint32_t i = 0; i < r->credits.n; i++)
        json_put_string(w, r->credits.at[i]);
    json_end_array(w);
    json_add_or_null(w, "language", r->language);
    json_end_object(w);
}

/* Code-point offsets of the noise and sentence spans, which are kept in bytes or tokens. Positions only grow, so one pass serves. */
typedef struct counter {
    str text;
    size_t byte, cp;
} counter;

static size_t count_to(counter *c, size_t byte)
{
    while (c->byte < byte && c->byte < c->text.len) {
        c->cp += ((unsigned char) c->text.ptr[c->byte] & 0xC0) != 0x80;
        c->byte++;
    }
    return c->cp;
}

static void put_noise(json_writer *w, const src_report *r)
{
    counter c = {.text = r->text};
    json_key(w, "noise");
    json_begin_array(w);
    for (uint32_t i = 0; i < r->noise.n; i++) {
        json_begin_object(w);
        json_add_int(w, "begin", (int64_t) count_to(&c, r->noise.at[i].begin));
        json_add_int(w, "end", (int64_t) count_to(&c, r->noise.at[i].end));
        json_add_string(w, "kind", str_of(noise_names[r->noise.at[i].kind]));
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_sentences(json_writer *w, const txt_doc *t)
{
    json_key(w, "sentences");
    json_begin_array(w);
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        json_begin_object(w);
        json_add_int(w, "begin", t->tokens[t->sentences[i].first].cp_begin);
        json_add_int(w, "end", t->tokens[t->sentences[i].end - 1].cp_end);
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_entities(json_writer *w, const men_doc *d)
{
    json_key(w, "entities");
    json_begin_array(w);
    for (uint32_t i = 0; i < d->entities.n; i++) {
        const men_entity *e = &d->entities.at[i];
        json_begin_object(w);
        json_add_string(w, "id", e->id);
        json_add_string(w, "kind", str_of(frm_kind_name(e->kind)));
        json_add_string(w, "name", e->name);
        json_key(w, "aliases");
        json_begin_array(w);
        for (uint32_t k = 0; k < e->aliases.n; k++)
            json_put_string(w, e->aliases.at[k]);
        json_end_array(w);
        json_add_or_null(w, "country", str_of(e->country));
        json_add_bool(w, "known", e->known);
        json_add_bool(w, "named", e->named);
        json_end_object(w);
    }
    json_end_array(w);
    json_key(w, "mentions");
    json_begin_array(w);
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const men_mention *m = &d->mentions.at[i];
        json_begin_object(w);
        json_add_int(w, "entity", m->entity);
        put_text(w, d, m->name.end > m->name.first ? m->name : m->span);
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_bound(json_writer *w, const char *key, bool has, double v)
{
    json_key(w, key);
    if (has)
        json_put_number(w, v);
    else
        json_put_null(w);
}

static void put_measures(json_writer *w, const men_doc *d)
{
    json_key(w, "times");
    json_begin_array(w);
    for (uint32_t i = 0; i < d->times.n; i++) {
        const men_time *t = &d->times.at[i];
        if (d->noise[t->span.first])
            continue;
        json_begin_object(w);
        put_text(w, d, t->span);
        json_add_string(w, "edtf", t->edtf);
        json_add_string(w, "calendar", t->calendar == MEN_HIJRI ? STR("hijri") : STR("gregorian"));
        if (t->doubt)
            json_add_string(w, "doubt", str_of(t->doubt));
        json_end_object(w);
    }
    json_end_array(w);
    json_key(w, "quantities");
    json_begin_array(w);
    for (uint32_t i = 0; i < d->quantities.n; i++) {
        const men_quantity *q = &d->quantities.at[i];
        if (d->noise[q->span.first])
            continue;
        json_begin_object(w);
        put_text(w, d, q->span);
        put_bound(w, "low", q->has_low, q->low);
        put_bound(w, "high", q->has_high, q->high);
        json_add_string(w, "mod", str_of(mod_names[q->mod]));
        json_add_or_null(w, "of", q->of);
        json_add_or_null(w, "unit", q->unit);
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_offices(json_writer *w, const men_doc *d)
{
    json_key(w, "offices");
    json_begin_array(w);
    for (uint32_t i = 0; i < d->offices.n; i++) {
        const men_office *o = &d->offices.at[i];
        json_begin_object(w);
        json_add_int(w, "person", o->person);
        json_add_string(w, "office", o->office);
        json_add_or_null(w, "of", o->of_entity != MEN_NONE ? d->entities.at[o->of_entity].name : str_of(o->of));
        json_add_bool(w, "former", o->former);
        put_text(w, d, o->span);
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_events(json_writer *w, const frm_record *r)
{
    const men_doc *d = r->doc;
    json_key(w, "events");
    json_begin_array(w);
    for (uint32_t i = 0; i < r->events.n; i++) {
        const frm_event *e = &r->events.at[i];
        json_begin_object(w);
        json_add_string(w, "type", str_of(frm_type_name(e->type)));
        json_add_string(w, "mode", str_of(e->mode));
        put_refs(w, "actor", &e->actor);
        put_refs(w, "recipient", &e->recipient);
        put_refs(w, "place", &e->place);
        json_add_or_null(w, "time", e->time);
        json_add_string(w, "status", str_of(frm_status_name(e->status)));
        put_refs(w, "said_by", &e->said_by);
        json_key(w, "topics");
        json_begin_array(w);
        for (uint32_t k = 0; k < e->topics.n; k++)
            json_put_string(w, lex_cell(d->lex->image, LEX_T_SECTORS, e->topics.at[k], SECTOR_ID));
        json_end_array(w);
        put_text(w, d, e->span);
        json_end_object(w);
    }
    json_end_array(w);
}

static void put_statements(json_writer *w, const frm_record *r)
{
    const men_doc *d = r->doc;
    json_key(w, "statements");
    json_begin_array(w);
    for (uint32_t i = 0; i < r->statements.n; i++) {
        const frm_statement *s = &r->statements.at[i];
        json_begin_object(w);
        json_add_int(w, "speaker", s->speaker);
        json_add_string(w, "verb", s->verb);
        put_text(w, d, s->span);
        json_key(w, "content");
        if (s->content.end_cp > s->content.begin) {
            json_begin_object(w);
            put_span(w, s->content);
            json_end_object(w);
        } else {
            json_put_null(w);
        }
        json_add_bool(w, "quoted", s->quoted);
        json_add_or_null(w, "time", s->time);
        put_refs(w, "to", &s->to);
        json_end_object(w);
    }
    json_end_array(w);
}

void view_record(const frm_record *r, buf *out)
{
    json_writer w = json_to(out);
    const men_doc *d = r->doc;
    json_begin_object(&w);
    json_add_int(&w, "isnad", 1);
    json_add_string(&w, "id", d->report->id);
    put_source(&w, d->report);
    json_add_string(&w, "text", d->report->text);
    put_noise(&w, d->report);
    put_sentences(&w, d->text);
    put_entities(&w, d);
    put_measures(&w, d);
    put_offices(&w, d);
    put_events(&w, r);
    put_statements(&w, r);
    json_end_object(&w);
    buf_add_char(out, '\n');
}
