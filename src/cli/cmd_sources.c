/* isnad sources: outlets, what they copy and who copies them. */
#include "cli/register.h"
#include "view/text.h"

#include <stdio.h>
#include <sysexits.h>

extern const cli_command cli_command_sources;

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_sources;
    bool ok;
    view_style style = cli_style(cli_value(c, args, "format"), &ok);
    cli_register r;
    if (!ok || style.format == VIEW_HTML) {
        fprintf(stderr, "isnad sources: --format: text, csv or jsonl\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    arena *a = arena_new((size_t) 64 * 1024 * 1024);
    sto_outlet *list;
    uint32_t n;
    isn_error err = {0};
    buf out = {0};
    status = sto_outlets(r.store, a, &list, &n, &err);
    if (status != ISN_OK)
        cli_complain(&err);
    else if (style.format == VIEW_CSV)
        buf_add(&out, STR("outlet,reports,origins,copies,copied_by_others,first,last\r\n"));
    else if (style.format == VIEW_TEXT)
        buf_add(&out, STR("outlet                    reports  origins  copies  copied by others  from – to\n"));
    for (uint32_t i = 0; i < n && status == ISN_OK; i++) {
        const sto_outlet *o = &list[i];
        if (style.format == VIEW_JSONL) {
            json_writer w = json_to(&out);
            json_begin_object(&w);
            json_add_or_null(&w, "outlet", o->name);
            json_add_int(&w, "reports", o->reports);
            json_add_int(&w, "origins", o->origins);
            json_add_int(&w, "copies", o->copied_from);
            json_add_int(&w, "copied_by_others", o->copied_by);
            json_add_or_null(&w, "first", o->from);
            json_add_or_null(&w, "last", o->to);
            json_end_object(&w);
            buf_add_char(&out, '\n');
        } else if (style.format == VIEW_CSV) {
            view_csv(&out, o->name);
            buf_printf(&out, ",%u,%u,%u,%u,%.*s,%.*s\r\n", o->reports, o->origins, o->copied_from, o->copied_by, (int) o->from.len, o->from.ptr,
                       (int) o->to.len, o->to.ptr);
        } else {
            view_cell(&out, o->name.len ? o->name : STR("(not named)"), 25, style.isolate);
            buf_printf(&out, " %7u  %7u %7u %17u  %.*s – %.*s\n", o->reports, o->origins, o->copied_from, o->copied_by, (int) o->from.len, o->from.ptr,
                       (int) o->to.len, o->to.ptr);
        }
    }
    fwrite(out.ptr, 1, out.len, stdout);
    buf_free(&out);
    arena_free(a);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_sources = {
    .name = "sources",
    .summary = "outlets, origins and copies",
    .synopsis = "",
    .description = "Lists the outlets of the register: how many reports each has, how many of them are origins and how many copies of another report, and how "
                   "often others copy it.",
    .run = run,
    .options = {CLI_REGISTER_OPTION, {"format", 'f', "FORMAT", "text, csv or jsonl"}},
};
