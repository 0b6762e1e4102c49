#include "view/timeline.h"

#include "view/text.h"

#include <stdio.h>

typedef struct word {
    const char *type, *mode, *word;
} word;

static const word words[] = {
    {"CONSULT", "visit", "visit"},
    {"CONSULT", "phone", "call"},
    {"CONSULT", "multilateral", "conference"},
    {"CONSULT", "third-party", "mediation"},
    {"CONSULT", "", "talks"},
    {"AGREE", "", "agreement"},
    {"SUPPORT", "", "support"},
    {"CONCEDE", "", "concession"},
    {"COOPERATE", "", "cooperation"},
    {"AID", "", "aid"},
    {"RETREAT", "", "retreat"},
    {"REQUEST", "", "request"},
    {"ACCUSE", "", "accusation"},
    {"REJECT", "", "rejection"},
    {"THREATEN", "", "threat"},
    {"PROTEST", "", "protest"},
    {"SANCTION", "", "sanction"},
    {"MOBILIZE", "", "mobilizing"},
    {"COERCE", "", "coercion"},
    {"ASSAULT", "", "attack"},
};

const char *view_event_word(str type, str mode)
{
    const char *plain = "event";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!str_eq(type, str_of(words[i].type)))
            continue;
        if (str_eq(mode, str_of(words[i].mode)))
            return words[i].word;
        plain = words[i].word;
    }
    return plain;
}

const char *view_status_word(str status)
{
    return str_eq(status, STR("planned")) ? "planned" : str_eq(status, STR("hypothetical")) ? "possible" : str_eq(status, STR("negated")) ? "denied" : "done";
}

void view_event_id(const led_event *e, char out[20])
{
    snprintf(out, 20, "e%015llx", (unsigned long long) e->id);
}

static void put_names(buf *b, arena *a, const view_names *names, const led_parties *list)
{
    for (uint32_t i = 0; i < list->n; i++) {
        if (i)
            buf_add(b, STR("، "));
        if (i == 6 && list->n > 8) {
            buf_printf(b, "+%u", list->n - i);
            return;
        }
        buf_add(b, names->name(names->context, a, list->at[i].id));
    }
}

static str taken(arena *a, buf *b)
{
    str s = arena_copy(a, buf_str(b));
    buf_free(b);
    return s;
}

str view_who(arena *a, const view_names *names, const led_event *e)
{
    buf b = {0};
    put_names(&b, a, names, &e->actors);
    if (e->recipients.n) {
        buf_add(&b, e->actors.n ? STR(" ← ") : STR("← ")); /* read from the right: towards what follows */
        put_names(&b, a, names, &e->recipients);
    }
    return taken(a, &b);
}

str view_where(arena *a, const view_names *names, const led_event *e)
{
    buf b = {0};
    put_names(&b, a, names, &e->places);
    return taken(a, &b);
}

static void put_party_list(json_writer *w, const char *key, arena *a, const view_names *names, const led_parties *list)
{
    json_key(w, key);
    json_begin_array(w);
    for (uint32_t i = 0; i < list->n; i++) {
        const led_party *p = &list->at[i];
        json_begin_object(w);
        json_add_string(w, "id", p->id);
        if (names)
            json_add_string(w, "name", names->name(names->context, a, p->id));
        json_add_or_null(w, "state", p->country);
        json_end_object(w);
    }
    json_end_array(w);
}

void view_event_json(json_writer *w, arena *a, const view_names *names, const led_event *e)
{
    char id[20], day[16];
    view_event_id(e, id);
    view_day(e->reported, day);
    json_begin_object(w);
    json_add_string(w, "id", str_of(id));
    json_add_or_null(w, "date", e->time);
    json_add_or_null(w, "reported", str_of(day));
    json_add_string(w, "type", e->type);
    json_add_string(w, "mode", e->mode);
    json_add_string(w, "status", e->status);
    put_party_list(w, "actors", a, names, &e->actors);
    put_party_list(w, "recipients", a, names, &e->recipients);
    put_party_list(w, "places", a, names, &e->places);
    json_key(w, "topics");
    json_begin_array(w);
    for (str rest = e->topics; rest.ptr && rest.len;)
        json_put_string(w, str_split(&rest, '|'));
    json_end_array(w);
    json_add_int(w, "reports", e->reports);
    json_add_int(w, "origins", e->origins);
    json_add_int(w, "tellings", e->tellings);
    json_add_int(w, "disputes", e->disputes);
}

static void put_csv_list(buf *out, const led_parties *list)
{
    buf b = {0};
    for (uint32_t i = 0; i < list->n; i++) {
        if (i)
            buf_add(&b, STR("; "));
        buf_add(&b, list->at[i].id);
    }
    view_csv(out, buf_str(&b));
    buf_free(&b);
    buf_add_char(out, ',');
}

static void csv_event(buf *out, arena *a, const view_names *names, const led_event *e, str sentence)
{
    char id[20], day[16];
    view_event_id(e, id);
    view_day(e->reported, day);
    buf_printf(out, "%s,", id);
    view_csv(out, e->time);
    buf_printf(out, ",%s,%.*s,%.*s,%.*s,", day, (int) e->type.len, e->type.ptr, (int) e->mode.len, e->mode.ptr, (int) e->status.len, e->status.ptr);
    put_csv_list(out, &e->actors);
    put_csv_list(out, &e->recipients);
    put_csv_list(out, &e->places);
    view_csv(out, view_who(a, names, e));
    buf_add_char(out, ',');
    view_csv(out, view_where(a, names, e));
    buf_printf(out, ",%u,%u,%u,", e->reports, e->origins, e->disputes);
    view_csv(out, sentence);
    buf_add(out, STR("\r\n"));
}

static void put_paragraph(buf *out, const view_style *style, str text, unsigned indent)
{
    unsigned width = (style->width ? style->width : 80) - indent;
    buf flat = {0};
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(&flat, (unsigned char) text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
    for (str rest = buf_str(&flat); rest.len;) {
        str line = view_fit(rest, width, &rest);
        for (unsigned i = 0; i < indent; i++)
            buf_add_char(out, ' ');
        view_cell(out, line, 0, style->isolate);
        buf_add_char(out, '\n');
    }
    buf_free(&flat);
}

/* date, what, who and where in as many lines as they need, status, reports/origins, name. */
static void text_event(buf *out, const view_style *style, arena *a, const view_names *names, const led_event *e, str sentence)
{
    enum { DATE = 10, WHAT = 11, STATUS = 8, COUNTS = 6, NAME = 9 };
    unsigned width = style->width ? style->width : 80, room = width - (DATE + WHAT + STATUS + COUNTS + NAME + 5);
    char id[20], counts[32], day[24] = "";
    view_event_id(e, id);
    snprintf(counts, sizeof counts, "%u/%u%s", e->reports, e->origins, e->disputes ? "!" : "");
    str who = view_who(a, names, e), where = view_where(a, names, e),
        all = where.len ? arena_printf(a, "%.*s%s%.*s", (int) who.len, who.ptr, who.len ? " · " : "· ", (int) where.len, where.ptr) : who;
    str date = e->time, second = STR(""), rest = all;
    ptrdiff_t slash = str_find(date, STR("/"), 0);
    if (date.len > DATE && slash > 0) { /* an interval: its second half below the first */
        second = str_range(date.ptr, (size_t) slash, date.len);
        date.len = (size_t) slash;
    }
    if (date.len == 0 && e->reported != INT32_MIN) {
        view_day(e->reported, day);
        date = str_of(day);
    }
    bool first = true;
    do {
        str line = view_fit(rest, room, &rest);
        view_cell(out, first ? date : second, DATE, false);
        if (!first)
            second = STR("");
        buf_add_char(out, ' ');
        view_cell(out, first ? str_of(view_event_word(e->type, e->mode)) : STR(""), WHAT, false);
        buf_add_char(out, ' ');
        view_cell(out, line, first ? room : 0, style->isolate);
        if (first) {
            buf_add_char(out, ' ');
            view_cell(out, str_of(view_status_word(e->status)), STATUS, false);
            buf_add_char(out, ' ');
            view_cell(out, str_of(counts), COUNTS, false);
            buf_printf(out, " %.9s", id);
        }
        buf_add_char(out, '\n');
        first = false;
    } while (rest.len || second.len);
    if (sentence.len)
        put_paragraph(out, style, sentence, DATE + 1);
}

static void html_event(buf *out, arena *a, const view_names *names, const led_event *e, str sentence)
{
    char id[20], day[16];
    view_event_id(e, id);
    view_day(e->reported, day);
    buf_printf(out, "<tr id=\"%s\"><td>", id);
    if (e->time.len)
        view_html(out, e->time);
    else
        buf_printf(out, "<span class=\"reported\">%s</span>", day);
    buf_printf(out, "</td><td>%s</td><td dir=\"auto\">", view_event_word(e->type, e->mode));
    view_html(out, view_who(a, names, e));
    buf_add(out, STR("</td><td dir=\"auto\">"));
    view_html(out, view_where(a, names, e));
    buf_printf(out, "</td><td>%s</td><td>%u</td><td>%u</td></tr>\n", view_status_word(e->status), e->reports, e->origins);
    if (sentence.len) {
        buf_add(out, STR("<tr class=\"said\"><td></td><td colspan=\"6\" dir=\"auto\">"));
        view_html(out, sentence);
        buf_add(out, STR("</td></tr>\n"));
    }
}

void view_timeline_begin(buf *out, const view_style *style, str title)
{
    if (style->format == VIEW_CSV) {
        buf_add(out, STR("id,date,reported,type,mode,status,actors,recipients,places,who,where,reports,origins,disputes,sentence\r\n"));
    } else if (style->format == VIEW_HTML) {
        buf_add(out, STR("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>"));
        view_html(out, title);
        buf_add(
            out,
            STR("</title><style>body{font:1rem/1.6 'Noto Naskh Arabic','Amiri',serif;margin:2rem "
                "auto;max-width:70rem;padding-inline:1rem;color:#111;background:#fff}"
                "table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-block-end:1px solid #bbb}"
                ".said td{color:#333;border-block-end:1px solid #ddd}.reported{color:#555;font-style:italic}@media "
                "print{tr{break-inside:avoid}}</style></head><body>\n<h1 dir=\"auto\">"));
        view_html(out, title);
        buf_add(out, STR("</h1>\n<p>Each line says what is reported, not that it happened. A date in italics is the day of the first report of something "
                         "undated.</p>\n<table><thead><tr><th>date</th>"
                         "<th>what</th><th>who</th><th>where</th><th>status</th><th>reports</th><th>origins</th></tr></thead><tbody>\n"));
    }
}

void view_timeline_event(buf *out, const view_style *style, arena *a, const view_names *names, const led_event *e, str sentence)
{
    if (style->format == VIEW_JSONL) {
        json_writer w = json_to(out);
        view_event_json(&w, a, names, e);
        if (sentence.len)
            json_add_string(&w, "sentence", sentence);
        json_end_object(&w);
        buf_add_char(out, '\n');
    } else if (style->format == VIEW_CSV) {
        csv_event(out, a, names, e, sentence);
    } else if (style->format == VIEW_HTML) {
        html_event(out, a, names, e, sentence);
    } else {
        text_event(out, style, a, names, e, sentence);
    }
}

void view_timeline_end(buf *out, const view_style *style)
{
    if (style->format == VIEW_HTML)
        buf_add(out, STR("</tbody></table>\n</body></html>\n"));
}
