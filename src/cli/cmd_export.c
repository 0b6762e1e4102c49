/* isnad export: the register in other people's formats. The order is made from contents, so that equal registers give equal bytes. */
#include "cli/register.h"
#include "view/export.h"
#include "view/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_export;

typedef enum format { F_JSONL, F_CSV, F_CSV_BOM, F_PLOVER, F_POLECAT, F_FTM, F_ICS, F_ANNOTATION, F_HTML, F_SQLITE, F_FORMATS } format;

static const char *const format_names[F_FORMATS] = {"jsonl", "csv", "csv-bom", "plover", "polecat", "ftm", "ics", "webannotation", "html", "sqlite"};

typedef struct exporting {
    cli_register *r;
    format format;
    arena *memory;
    buf out;
    const led_event *event;
    view_style style;
    isn_status status;
    isn_error err;
} exporting;

static void flush(exporting *x, bool all)
{
    if (all || x->out.len > 1 << 16) {
        fwrite(x->out.ptr, 1, x->out.len, stdout);
        buf_clear(&x->out);
    }
}

static isn_status put_report(void *context, const sto_report *r)
{
    exporting *x = context;
    sto_report origin;
    arena_reset(x->memory);
    if (x->format == F_FTM) {
        view_source s = {.report = str_of(r->hash), .outlet = r->outlet, .published = r->published, .url = r->url, .title = r->title};
        view_ftm_article(&x->out, &s);
        flush(x, false);
        return ISN_OK;
    }
    isn_status status = sto_report_at(x->r->store, r->origin, x->memory, &origin, &x->err);
    if (status != ISN_OK)
        return status;
    json_writer w = json_to(&x->out);
    json_begin_object(&w);
    json_add_string(&w, "kind", STR("report"));
    json_add_string(&w, "hash", str_of(r->hash));
    json_add_or_null(&w, "id", r->given);
    json_add_or_null(&w, "outlet", r->outlet);
    json_add_or_null(&w, "title", r->title);
    json_add_or_null(&w, "url", r->url);
    json_add_or_null(&w, "published", r->published);
    json_add_string(&w, "origin", str_of(origin.hash));
    json_end_object(&w);
    buf_add_char(&x->out, '\n');
    flush(x, false);
    return ISN_OK;
}

static void put_jsonl(exporting *x, const sto_telling *t, uint32_t n)
{
    json_writer w = json_to(&x->out);
    view_event_json(&w, x->memory, &x->r->names, x->event);
    json_key(&w, "told");
    json_begin_array(&w);
    for (uint32_t i = 0; i < n; i++) {
        json_begin_object(&w);
        json_add_string(&w, "report", str_of(t[i].report.hash));
        json_add_int(&w, "begin", t[i].telling.begin);
        json_add_int(&w, "end", t[i].telling.end);
        json_add_string(&w, "status", t[i].telling.status);
        json_add_or_null(&w, "date", t[i].telling.time);
        json_add_int(&w, "origin", t[i].group + 1);
        json_add_string(&w, "text", t[i].evidence);
        json_end_object(&w);
    }
    json_end_array(&w);
    json_end_object(&w);
    buf_add_char(&x->out, '\n');
}

static void put_protected(void *context)
{
    exporting *x = context;
    sto_telling *t;
    uint32_t n;
    x->status = sto_tellings(x->r->store, x->event->id, x->memory, &t, &n, &x->err);
    if (x->status != ISN_OK)
        return;
    if (x->format == F_JSONL) {
        put_jsonl(x, t, n);
        return;
    }
    view_source *sources = arena_new_array(x->memory, view_source, n);
    str sentence = n ? t[0].sentence : STR("");
    for (uint32_t i = 0; i < n; i++) {
        if (t[i].telling.key == x->event->best->key)
            sentence = t[i].sentence;
        sources[i] = (view_source){str_of(t[i].report.hash), t[i].report.outlet, t[i].report.published, t[i].report.url, t[i].report.title, t[i].evidence,
                                   t[i].telling.begin,       t[i].telling.end,   t[i].group + 1};
    }
    view_item item = {x->event, sources, n};
    switch (x->format) {
    case F_PLOVER: view_plover(&x->out, x->memory, &x->r->names, &item); break;
    case F_POLECAT: view_polecat(&x->out, x->memory, &x->r->names, &item); break;
    case F_FTM: view_ftm(&x->out, x->memory, &x->r->names, &item); break;
    case F_ICS: view_ics(&x->out, x->memory, &x->r->names, &item); break;
    case F_ANNOTATION: view_annotation(&x->out, x->memory, &x->r->names, &item); break;
    default: view_timeline_event(&x->out, &x->style, x->memory, &x->r->names, x->event, sentence);
    }
}

static isn_status put_event(void *context, const led_event *e)
{
    exporting *x = context;
    x->event = e;
    arena_reset(x->memory);
    isn_status status = arena_protect(x->memory, put_protected, x);
    flush(x, false);
    return status == ISN_OK ? x->status : status;
}

static isn_status put_all(exporting *x, const sto_filter *f, str title)
{
    isn_status status = ISN_OK;
    x->style.format = x->format == F_HTML ? VIEW_HTML : VIEW_CSV;
    if (x->format == F_CSV_BOM)
        buf_add(&x->out, STR("\xEF\xBB\xBF"));
    switch (x->format) {
    case F_CSV_BOM:
    case F_CSV:
    case F_HTML: view_timeline_begin(&x->out, &x->style, title); break;
    case F_POLECAT: view_polecat_begin(&x->out); break;
    case F_ICS: view_ics_begin(&x->out); break;
    default: break;
    }
    if (x->format == F_JSONL || x->format == F_FTM)
        status = sto_reports(x->r->store, put_report, x, &x->err);
    if (status == ISN_OK)
        status = sto_events(x->r->store, f, put_event, x, &x->err);
    if (x->format == F_HTML)
        view_timeline_end(&x->out, &x->style);
    if (x->format == F_ICS)
        view_ics_end(&x->out);
    flush(x, true);
    return status;
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_export;
    const char *name = cli_value(c, args, "format"), *output = cli_value(c, args, "output");
    cli_register r;
    int f = F_JSONL;
    for (; name && f < F_FORMATS && strcmp(name, format_names[f]) != 0; f++)
        ;
    if (f == F_FORMATS || args->n_operands > 4 || (f == F_SQLITE && !output)) {
        fprintf(stderr, "isnad export: %s\n",
                f == F_SQLITE ? "name the file of the copy: --output"
                              : "--format: jsonl, csv, csv-bom, plover, polecat, ftm, ics, webannotation, html or sqlite; at most four parties");
        return EX_USAGE;
    }
    if (f != F_SQLITE && output && !freopen(output, "wb", stdout)) {
        fprintf(stderr, "isnad export: cannot write %s\n", output);
        return EX_CANTCREAT;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    exporting x = {.r = &r, .format = (format) f, .memory = arena_new((size_t) 512 * 1024 * 1024)};
    arena *names = arena_new((size_t) 1024 * 1024);
    const char *parties[4];
    buf title = {0};
    sto_filter filter = {.parties = parties, .from = INT32_MIN, .to = INT32_MAX};
    for (int i = 0; i < args->n_operands && status == ISN_OK; i++) {
        str id;
        status = cli_party(&r, args->operands[i], names, &id);
        if (status != ISN_OK) {
            isn_fail(&x.err, status, "nobody in the register or the lexicon is called so", args->operands[i], NULL);
            break;
        }
        parties[filter.n_parties++] = arena_copy(names, id).ptr;
        buf_printf(&title, "%s", i ? " – " : "");
        buf_add(&title, r.names.name(r.names.context, names, id));
    }
    if (status == ISN_OK)
        status = f == F_SQLITE ? sto_backup(r.store, output, &x.err) : put_all(&x, &filter, title.len ? buf_str(&title) : STR("isnad"));
    if (status != ISN_OK)
        cli_complain(&x.err);
    buf_free(&x.out);
    buf_free(&title);
    arena_free(x.memory);
    arena_free(names);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_export = {
    .name = "export",
    .summary = "the register in other formats",
    .synopsis = "[PARTY …]",
    .description = "Writes the register, or the events in which all the parties take part, on standard output, in an order made from the contents: registers "
                   "of the same reports and decisions give the "
                   "same bytes.\n\n"
                   "jsonl: reports and events with every telling. csv: events, one a line (csv-bom: for spreadsheets that need a byte-order mark). plover: "
                   "PLOVER records. polecat: POLECAT's columns. ftm: "
                   "FollowTheMoney entities. ics: a calendar of the dated events. webannotation: the evidence as W3C Web Annotations. html: a page of its own, "
                   "to print. sqlite: a copy of the file "
                   "(with --output).",
    .examples = "  isnad export SYR RUS --format=html > relation.html\n  isnad export --format=ics --output=register.ics\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"format", 'f', "FORMAT", "jsonl (the default), csv, csv-bom, plover, polecat, ftm, ics, webannotation, html, sqlite"},
                {"output", 'o', "FILE", "write there instead"}},
};
