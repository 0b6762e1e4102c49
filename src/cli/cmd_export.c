/* isnad export: the register in other people's formats. The order is made from contents, so that equal registers give equal bytes. */
#include "cli/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_export;

typedef struct exporting {
    cli_register *r;
    arena *memory;
    buf out;
    const led_event *event;
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
    json_writer w = json_to(&x->out);
    sto_report origin;
    arena_reset(x->memory);
    isn_status status = sto_report_at(x->r->store, r->origin, x->memory, &origin, &x->err);
    if (status != ISN_OK)
        return status;
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

static void put_event_protected(void *context)
{
    exporting *x = context;
    sto_telling *t;
    uint32_t n;
    json_writer w = json_to(&x->out);
    x->status = sto_tellings(x->r->store, x->event->id, x->memory, &t, &n, &x->err);
    if (x->status != ISN_OK)
        return;
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

static isn_status put_event(void *context, const led_event *e)
{
    exporting *x = context;
    x->event = e;
    arena_reset(x->memory);
    isn_status status = arena_protect(x->memory, put_event_protected, x);
    flush(x, false);
    return status == ISN_OK ? x->status : status;
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_export;
    const char *format = cli_value(c, args, "format");
    cli_register r;
    if (format && strcmp(format, "jsonl") != 0) {
        fprintf(stderr, "isnad export: --format: jsonl\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    exporting x = {.r = &r, .memory = arena_new((size_t) 512 * 1024 * 1024)};
    sto_filter all = {.from = INT32_MIN, .to = INT32_MAX};
    status = sto_reports(r.store, put_report, &x, &x.err);
    if (status == ISN_OK)
        status = sto_events(r.store, &all, put_event, &x, &x.err);
    flush(&x, true);
    if (status != ISN_OK)
        cli_complain(&x.err);
    buf_free(&x.out);
    arena_free(x.memory);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_export = {
    .name = "export",
    .summary = "the register in other formats",
    .synopsis = "",
    .description = "Writes the whole register on standard output, in an order made from its contents: registers of the same reports and decisions give the same bytes.",
    .run = run,
    .options = {CLI_REGISTER_OPTION, {"format", 'f', "FORMAT", "jsonl"}},
};
