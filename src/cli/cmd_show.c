/* isnad show: an event with all its tellings, or a report with what it tells. */
#include "cli/register.h"
#include "view/text.h"

#include <stdio.h>
#include <sysexits.h>

extern const cli_command cli_command_show;

typedef struct showing {
    cli_register *r;
    const char *name;
    view_style style;
    arena *memory;
    buf out;
    isn_status status;
    isn_error err;
} showing;

static str source_line(arena *a, const sto_report *r)
{
    return arena_printf(a, "%.*s%s%.*s%s%.*s", (int) r->outlet.len, r->outlet.ptr, r->outlet.len ? ", " : "", (int) r->published.len, r->published.ptr,
                        r->published.len ? ", " : "",
                        (int) (r->title.len  ? r->title.len
                               : r->path.len ? r->path.len
                                             : r->given.len),
                        r->title.len  ? r->title.ptr
                        : r->path.len ? r->path.ptr
                                      : r->given.ptr);
}

static void paragraph(showing *x, str text, unsigned indent)
{
    buf flat = {0};
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(&flat, (unsigned char) text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
    for (str rest = buf_str(&flat); rest.len;) {
        str line = view_fit(rest, x->style.width - indent, &rest);
        buf_printf(&x->out, "%*s", (int) indent, "");
        view_cell(&x->out, line, 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
    }
    buf_free(&flat);
}

static void show_event_text(showing *x, const led_event *e, const sto_telling *t, uint32_t n)
{
    arena *a = x->memory;
    char id[20];
    view_event_id(e, id);
    buf_printf(&x->out, "%s  %s, %s\n", id, view_event_word(e->type, e->mode), view_status_word(e->status));
    buf_printf(&x->out, "  date    %.*s\n", (int) (e->time.len ? e->time.len : 9), e->time.len ? e->time.ptr : "not given");
    str who = view_who(a, &x->r->names, e), where = view_where(a, &x->r->names, e);
    buf_add(&x->out, STR("  who     "));
    view_cell(&x->out, who, 0, x->style.isolate);
    if (where.len) {
        buf_add(&x->out, STR("\n  where   "));
        view_cell(&x->out, where, 0, x->style.isolate);
    }
    buf_printf(&x->out, "\n  told    %u %s, %u independent %s\n", e->reports, e->reports == 1 ? "report" : "reports", e->origins,
               e->origins == 1 ? "origin" : "origins");
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || t[i].group != t[i - 1].group)
            buf_printf(&x->out, "\norigin %u\n", t[i].group + 1);
        buf_printf(&x->out, "  %.12s  ", t[i].report.hash);
        view_cell(&x->out, source_line(a, &t[i].report), 0, x->style.isolate);
        buf_printf(&x->out, "\n    %s%s%.*s", view_status_word(t[i].telling.status), t[i].telling.time.len ? " " : "", (int) t[i].telling.time.len,
                   t[i].telling.time.ptr);
        buf_add(&x->out, STR(": "));
        view_cell(&x->out, t[i].evidence, 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
        paragraph(x, t[i].sentence, 4);
    }
    if (e->disputes)
        buf_printf(&x->out, "\n%u %s: isnad conflicts %s\n", e->disputes, e->disputes == 1 ? "disagreement" : "disagreements", id);
}

static void put_party_ids(json_writer *w, const char *key, const led_parties *list)
{
    json_key(w, key);
    json_begin_array(w);
    for (uint32_t i = 0; i < list->n; i++)
        json_put_string(w, list->at[i].id);
    json_end_array(w);
}

static void show_event_json(showing *x, const led_event *e, const sto_telling *t, uint32_t n)
{
    json_writer w = json_to(&x->out);
    view_event_json(&w, x->memory, &x->r->names, e);
    json_key(&w, "told");
    json_begin_array(&w);
    for (uint32_t i = 0; i < n; i++) {
        const led_telling *k = &t[i].telling;
        json_begin_object(&w);
        json_add_string(&w, "report", str_of(t[i].report.hash));
        json_add_or_null(&w, "outlet", t[i].report.outlet);
        json_add_or_null(&w, "published", t[i].report.published);
        json_add_int(&w, "origin", t[i].group + 1);
        json_add_string(&w, "status", k->status);
        json_add_or_null(&w, "date", k->time);
        put_party_ids(&w, "actors", &k->actors);
        put_party_ids(&w, "recipients", &k->recipients);
        put_party_ids(&w, "places", &k->places);
        json_add_int(&w, "begin", k->begin);
        json_add_int(&w, "end", k->end);
        json_add_string(&w, "text", t[i].evidence);
        json_add_string(&w, "sentence", t[i].sentence);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_end_object(&w);
    buf_add_char(&x->out, '\n');
}

static isn_status list_event(void *context, const led_event *e)
{
    showing *x = context;
    view_timeline_event(&x->out, &x->style, x->memory, &x->r->names, e, STR(""));
    return ISN_OK;
}

static void show_report(showing *x)
{
    sto_report r;
    str text;
    x->status = sto_find_report(x->r->store, str_of(x->name), x->memory, &r, &x->err);
    if (x->status != ISN_OK)
        return;
    if (x->style.format == VIEW_JSONL) {
        x->status = sto_report_record(x->r->store, r.number, &x->out, &x->err);
        buf_add_char(&x->out, '\n');
        return;
    }
    x->status = sto_report_text(x->r->store, r.number, x->memory, &text, &x->err);
    if (x->status != ISN_OK)
        return;
    const struct {
        const char *label;
        str value;
    } lines[] = {{"title", r.title}, {"outlet", r.outlet}, {"date", r.published}, {"address", r.url}, {"file", r.path}, {"id", r.given}};
    buf_printf(&x->out, "report %s\n", r.hash);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].value.len == 0)
            continue;
        buf_printf(&x->out, "  %-8s", lines[i].label);
        view_cell(&x->out, lines[i].value, 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
    }
    if (r.copies > 1) {
        sto_report origin;
        if (sto_report_at(x->r->store, r.origin, x->memory, &origin, &x->err) == ISN_OK)
            buf_printf(&x->out, "  origin  %.12s, with %u copies\n", origin.hash, r.copies - 1);
    }
    buf_add_char(&x->out, '\n');
    for (str rest = text; rest.ptr && rest.len;) {
        str line = str_split(&rest, '\n');
        paragraph(x, line, 2);
    }
    buf_add(&x->out, STR("\nwhat it tells:\n"));
    x->status = sto_report_events(x->r->store, r.number, list_event, x, &x->err);
}

static void show(void *context)
{
    showing *x = context;
    led_event e;
    sto_telling *t;
    uint32_t n;
    uint64_t id;
    if (!sto_event_id(str_of(x->name), &id) || cli_event(x->r, x->name, x->memory, &e, &x->err) != ISN_OK) {
        isn_status event = x->err.status;
        isn_error kept = x->err;
        show_report(x);
        if (x->status == ISN_NOT_FOUND && event == ISN_BAD_INPUT) {
            x->status = event;
            x->err = kept;
        }
        return;
    }
    x->status = sto_tellings(x->r->store, e.id, x->memory, &t, &n, &x->err);
    if (x->status != ISN_OK)
        return;
    if (x->style.format == VIEW_JSONL)
        show_event_json(x, &e, t, n);
    else
        show_event_text(x, &e, t, n);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_show;
    bool ok;
    showing x = {.style = cli_style(cli_value(c, args, "format"), &ok)};
    cli_register r;
    if (args->n_operands == 0 || !ok || x.style.format == VIEW_CSV || x.style.format == VIEW_HTML) {
        fprintf(stderr, "isnad show: %s; try 'isnad show --help'\n", args->n_operands ? "--format: text or jsonl" : "name an event (e1a2b3c4) or a report");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    x.r = &r;
    x.memory = arena_new((size_t) 512 * 1024 * 1024);
    for (int i = 0; i < args->n_operands; i++) {
        arena_reset(x.memory);
        x.name = args->operands[i];
        isn_status one = arena_protect(x.memory, show, &x);
        if (one == ISN_OK)
            one = x.status;
        if (one != ISN_OK) {
            if (one != x.err.status)
                isn_fail(&x.err, one, "this is too large to be shown", x.name, NULL);
            snprintf(x.err.where, sizeof x.err.where, "%s", x.name);
            cli_complain(&x.err);
            status = one;
        }
        fwrite(x.out.ptr, 1, x.out.len, stdout);
        buf_clear(&x.out);
    }
    buf_free(&x.out);
    arena_free(x.memory);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_show = {
    .name = "show",
    .summary = "an event with all its tellings, or a report with what it tells",
    .synopsis = "NAME …",
    .description =
        "Shows an event (by its name, e and some digits) with every telling of it: the report, the words that tell it, their sentence, grouped by independent "
        "origin. Or a "
        "report, by the first digits of its hash, the id it came with, its address or its file: what is known of it, its text, and the events it tells.",
    .run = run,
    .options = {CLI_REGISTER_OPTION, {"format", 'f', "FORMAT", "text or jsonl (of a report: its record)"}},
};
