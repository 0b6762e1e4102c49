#include "view/export.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/calendar.h"
#include "view/text.h"

#include <stdio.h>

static const struct {
    const char *type;
    int quad; /* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict */
} quads[] = {{"AGREE", 1},  {"CONSULT", 1}, {"SUPPORT", 1},  {"CONCEDE", 1}, {"COOPERATE", 2}, {"AID", 2},      {"RETREAT", 2}, {"REQUEST", 3},
             {"ACCUSE", 3}, {"REJECT", 3},  {"THREATEN", 3}, {"PROTEST", 4}, {"SANCTION", 4},  {"MOBILIZE", 4}, {"COERCE", 4},  {"ASSAULT", 4}};

static int quad_of(str type)
{
    for (size_t i = 0; i < sizeof quads / sizeof quads[0]; i++)
        if (str_eq(type, str_of(quads[i].type)))
            return quads[i].quad;
    return 0;
}

static void put_actors(json_writer *w, const char *key, arena *a, const view_names *names, const led_parties *list)
{
    json_key(w, key);
    json_begin_array(w);
    for (uint32_t i = 0; i < list->n; i++) {
        json_begin_object(w);
        json_add_string(w, "name", names->name(names->context, a, list->at[i].id));
        json_add_or_null(w, "country", list->at[i].country);
        json_add_string(w, "id", list->at[i].id);
        json_end_object(w);
    }
    json_end_array(w);
}

void view_plover(buf *out, arena *a, const view_names *names, const view_item *x)
{
    json_writer w = json_to(out);
    const led_event *e = x->event;
    char id[20], day[16];
    view_event_id(e, id);
    view_day(e->reported, day);
    json_begin_object(&w);
    json_add_string(&w, "event_id", str_of(id));
    json_add_or_null(&w, "date", e->time);
    json_add_or_null(&w, "publication_date", str_of(day));
    json_add_string(&w, "event_type", e->type);
    json_add_or_null(&w, "mode", e->mode);
    json_add_string(&w, "status", e->status);
    json_add_int(&w, "quad_code", quad_of(e->type));
    json_key(&w, "context");
    json_begin_array(&w);
    for (str rest = e->topics; rest.ptr && rest.len;)
        json_put_string(&w, str_split(&rest, '|'));
    json_end_array(&w);
    put_actors(&w, "actor", a, names, &e->actors);
    put_actors(&w, "recipient", a, names, &e->recipients);
    put_actors(&w, "location", a, names, &e->places);
    json_key(&w, "source");
    json_begin_array(&w);
    for (uint32_t i = 0; i < x->n; i++) {
        json_begin_object(&w);
        json_add_string(&w, "report", x->sources[i].report);
        json_add_or_null(&w, "publisher", x->sources[i].outlet);
        json_add_or_null(&w, "date", x->sources[i].published);
        json_add_string(&w, "text", x->sources[i].text);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_add_string(&w, "language", STR("ar"));
    json_end_object(&w);
    buf_add_char(out, '\n');
}

/* ---- POLECAT ---- */

void view_polecat_begin(buf *out)
{
    buf_add(out, STR("Event ID\tEvent Date\tEvent Type\tEvent Mode\tQuad Code\tContexts\tActor Name\tActor Country\tRecipient Name\tRecipient Country\tRaw "
                     "Placename\tCountry\tPublication Date\tSource\tStory Text"
                     "\tLanguage\tVersion\n"));
}

static void cell(buf *out, str s)
{
    for (size_t i = 0; i < s.len; i++)
        buf_add_char(out, (unsigned char) s.ptr[i] < ' ' ? ' ' : s.ptr[i]);
    buf_add_char(out, '\t');
}

void view_polecat(buf *out, arena *a, const view_names *names, const view_item *x)
{
    const led_event *e = x->event;
    char id[20], day[16], quad[4];
    view_event_id(e, id);
    view_day(e->reported, day);
    snprintf(quad, sizeof quad, "Q%d", quad_of(e->type));
    for (uint32_t i = 0; i < (e->actors.n ? e->actors.n : 1); i++) {
        for (uint32_t k = 0; k < (e->recipients.n ? e->recipients.n : 1); k++) {
            const led_party none = {STR(""), STR(""), STR("")}, *actor = e->actors.n ? &e->actors.at[i] : &none,
                            *recipient = e->recipients.n ? &e->recipients.at[k] : &none;
            cell(out, str_of(id));
            cell(out, e->time);
            cell(out, e->type);
            cell(out, e->mode);
            cell(out, str_of(quad));
            cell(out, e->topics);
            cell(out, actor->id.len ? names->name(names->context, a, actor->id) : STR(""));
            cell(out, actor->country);
            cell(out, recipient->id.len ? names->name(names->context, a, recipient->id) : STR(""));
            cell(out, recipient->country);
            cell(out, view_where(a, names, e));
            cell(out, e->places.n ? e->places.at[0].country : STR(""));
            cell(out, str_of(day));
            cell(out, x->n ? x->sources[0].outlet : STR(""));
            cell(out, x->n ? x->sources[0].text : STR(""));
            buf_add(out, STR("ar\tisnad-1\n"));
        }
    }
}

/* ---- iCalendar ---- */

void view_ics_begin(buf *out)
{
    buf_add(out, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//isnad//register//EN\r\nCALSCALE:GREGORIAN\r\n"));
}

void view_ics_end(buf *out)
{
    buf_add(out, STR("END:VCALENDAR\r\n"));
}

/* A content line: escaped, folded at 75 bytes and never inside a character. */
static void ics_line(buf *out, const char *name, str value)
{
    buf line = {0};
    buf_printf(&line, "%s:", name);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\\' || c == ';' || c == ',')
            buf_add_char(&line, '\\');
        if (c == '\n')
            buf_add(&line, STR("\\n"));
        else if ((unsigned char) c >= ' ')
            buf_add_char(&line, c);
    }
    size_t column = 0;
    for (size_t i = 0; i < line.len;) {
        size_t from = i;
        utf8_next(buf_str(&line), &i);
        if (column + (i - from) > 74) {
            buf_add(out, STR("\r\n "));
            column = 1;
        }
        buf_add(out, str_range(line.ptr, from, i));
        column += i - from;
    }
    buf_add(out, STR("\r\n"));
    buf_free(&line);
}

void view_ics(buf *out, arena *a, const view_names *names, const view_item *x)
{
    const led_event *e = x->event;
    char id[20];
    if (e->range.precision > LED_YEAR)
        return;
    cal_date from = cal_from_days(e->range.from), to = cal_from_days(e->range.to + 1),
             stamp = cal_from_days(e->reported == INT32_MIN ? e->range.from : e->reported);
    view_event_id(e, id);
    str who = view_who(a, names, e), where = view_where(a, names, e);
    buf_printf(out, "BEGIN:VEVENT\r\nUID:%s@isnad\r\nDTSTAMP:%04d%02d%02dT000000Z\r\nDTSTART;VALUE=DATE:%04d%02d%02d\r\nDTEND;VALUE=DATE:%04d%02d%02d\r\n", id,
               stamp.year, stamp.month, stamp.day, from.year, from.month, from.day, to.year, to.month, to.day);
    ics_line(out, "SUMMARY", arena_printf(a, "%s: %.*s", view_event_word(e->type, e->mode), (int) who.len, who.ptr));
    if (where.len)
        ics_line(out, "LOCATION", where);
    ics_line(out, "DESCRIPTION",
             arena_printf(a, "%s as reported (%.*s). %u reports of %u independent origins. %.*s", view_status_word(e->status), (int) e->time.len, e->time.ptr,
                          e->reports, e->origins, x->n ? (int) x->sources[0].text.len : 0, x->n ? x->sources[0].text.ptr : ""));
    buf_printf(out, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
               str_eq(e->status, STR("actual"))    ? "CONFIRMED"
               : str_eq(e->status, STR("negated")) ? "CANCELLED"
                                                   : "TENTATIVE");
}

/* ---- Web Annotation ---- */

void view_annotation(buf *out, arena *a, const view_names *names, const view_item *x)
{
    char id[20];
    view_event_id(x->event, id);
    for (uint32_t i = 0; i < x->n; i++) {
        const view_source *s = &x->sources[i];
        json_writer w = json_to(out);
        json_begin_object(&w);
        json_add_string(&w, "@context", STR("http://www.w3.org/ns/anno.jsonld"));
        json_add_string(&w, "id", arena_printf(a, "urn:isnad:%s:%.*s:%u-%u", id, (int) s->report.len, s->report.ptr, s->begin, s->end));
        json_add_string(&w, "type", STR("Annotation"));
        json_add_string(&w, "motivation", STR("identifying"));
        json_key(&w, "body");
        json_begin_object(&w);
        json_add_string(&w, "type", STR("TextualBody"));
        json_add_string(&w, "purpose", STR("identifying"));
        str who = view_who(a, names, x->event);
        json_add_string(&w, "value", arena_printf(a, "%s %s %.*s", id, view_event_word(x->event->type, x->event->mode), (int) who.len, who.ptr));
        json_add_string(&w, "format", STR("text/plain"));
        json_end_object(&w);
        json_key(&w, "target");
        json_begin_object(&w);
        json_add_string(&w, "source", s->url.len ? s->url : arena_printf(a, "urn:isnad:report:%.*s", (int) s->report.len, s->report.ptr));
        json_key(&w, "selector");
        json_begin_array(&w);
        json_begin_object(&w);
        json_add_string(&w, "type", STR("TextPositionSelector"));
        json_add_int(&w, "start", s->begin);
        json_add_int(&w, "end", s->end);
        json_end_object(&w);
        json_begin_object(&w);
        json_add_string(&w, "type", STR("TextQuoteSelector"));
        json_add_string(&w, "exact", s->text);
        json_end_object(&w);
        json_end_array(&w);
        json_end_object(&w);
        json_end_object(&w);
        buf_add_char(out, '\n');
    }
}

/* ---- FollowTheMoney ---- */

static void one_value(json_writer *w, const char *key, str value)
{
    if (value.len == 0)
        return;
    json_key(w, key);
    json_begin_array(w);
    json_put_string(w, value);
    json_end_array(w);
}

static str ftm_id(arena *a, str id)
{
    return arena_printf(a, "isnad-%016llx", (unsigned long long) hash64(id));
}

static const char *party_schema(const led_party *p)
{
    return led_is_person(p)                                                    ? "Person"
           : led_is_state(p) || str_starts(p->id, STR("seat:"))                ? "PublicBody"
           : str_starts(p->id, STR("org")) || str_starts(p->id, STR("outlet")) ? "Organization"
                                                                               : "LegalEntity";
}

static void ftm_party(buf *out, arena *a, const view_names *names, const led_party *p)
{
    json_writer w = json_to(out);
    json_begin_object(&w);
    json_add_string(&w, "id", ftm_id(a, p->id));
    json_add_string(&w, "schema", str_of(party_schema(p)));
    json_key(&w, "properties");
    json_begin_object(&w);
    one_value(&w, "name", names->name(names->context, a, p->id));
    json_end_object(&w);
    json_end_object(&w);
    buf_add_char(out, '\n');
}

static void ftm_parties(json_writer *w, const char *key, arena *a, const led_parties *x, const led_parties *y)
{
    if (x->n + (y ? y->n : 0) == 0)
        return;
    json_key(w, key);
    json_begin_array(w);
    for (uint32_t i = 0; i < x->n; i++)
        json_put_string(w, ftm_id(a, x->at[i].id));
    for (uint32_t i = 0; y && i < y->n; i++)
        json_put_string(w, ftm_id(a, y->at[i].id));
    json_end_array(w);
}

void view_ftm_article(buf *out, const view_source *r)
{
    json_writer w = json_to(out);
    char id[48];
    snprintf(id, sizeof id, "isnad-%.32s", r->report.ptr);
    json_begin_object(&w);
    json_add_string(&w, "id", str_of(id));
    json_add_string(&w, "schema", STR("Article"));
    json_key(&w, "properties");
    json_begin_object(&w);
    one_value(&w, "title", r->title);
    one_value(&w, "publisher", r->outlet);
    one_value(&w, "publishedAt", r->published);
    one_value(&w, "sourceUrl", r->url);
    one_value(&w, "language", STR("ara"));
    json_end_object(&w);
    json_end_object(&w);
    buf_add_char(out, '\n');
}

void view_ftm(buf *out, arena *a, const view_names *names, const view_item *x)
{
    const led_event *e = x->event;
    json_writer w = json_to(out);
    bool visit = str_eq(e->mode, STR("visit")), call = str_eq(e->mode, STR("phone"));
    char id[20], day[16];
    view_event_id(e, id);
    const led_parties *lists[] = {&e->actors, &e->recipients};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lists[k]->n; i++)
            ftm_party(out, a, names, &lists[k]->at[i]);
    str who = view_who(a, names, e), where = view_where(a, names, e);
    json_begin_object(&w);
    json_add_string(&w, "id", arena_printf(a, "isnad-%s", id));
    json_add_string(&w, "schema", call ? STR("Call") : visit ? STR("Trip") : STR("Event"));
    json_key(&w, "properties");
    json_begin_object(&w);
    if (!call)
        one_value(&w, "name", arena_printf(a, "%s: %.*s", view_event_word(e->type, e->mode), (int) who.len, who.ptr));
    if (e->range.precision == LED_DAY) {
        one_value(&w, "date", e->time);
    } else if (e->range.precision <= LED_YEAR) {
        view_day(e->range.from, day);
        one_value(&w, "startDate", str_of(day));
        view_day(e->range.to, day);
        one_value(&w, "endDate", str_of(day));
    }
    if (call) {
        ftm_parties(&w, "caller", a, &e->actors, NULL);
        ftm_parties(&w, "receiver", a, e->recipients.n ? &e->recipients : &e->actors, NULL);
    } else {
        one_value(&w, "location", where);
        ftm_parties(&w, "involved", a, &e->actors, &e->recipients);
    }
    one_value(&w, "summary", arena_printf(a, "%s; %u reports, %u independent origins", view_status_word(e->status), e->reports, e->origins));
    if (x->n) {
        json_key(&w, "proof");
        json_begin_array(&w);
        for (uint32_t i = 0; i < x->n; i++)
            json_put_string(&w, arena_printf(a, "isnad-%.*s", (int) x->sources[i].report.len, x->sources[i].report.ptr));
        json_end_array(&w);
    }
    json_end_object(&w);
    json_end_object(&w);
    buf_add_char(out, '\n');
}
