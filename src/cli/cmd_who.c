/* isnad who: what a person held, who held an office, according to whom: reports as cited, and the lexicon's tenures. */
#include "cli/register.h"
#include "view/text.h"

#include <stdio.h>
#include <sysexits.h>

extern const cli_command cli_command_who;

typedef struct asking {
    cli_register *r;
    arena *memory;
    view_style style;
    int32_t day;
    bool json;
    buf out;
    unsigned n;
} asking;

static void tenure(void *context, str person, str office, str of, str start, str end, str as_of, str status, str source)
{
    asking *x = context;
    led_range from = led_edtf(start), to = led_edtf(end);
    if (x->day != INT32_MIN && ((from.precision != LED_UNDATED && from.from > x->day) || (to.precision != LED_UNDATED && to.to < x->day)))
        return;
    str name = x->r->names.name(x->r->names.context, x->memory, person), state = x->r->names.name(x->r->names.context, x->memory, of);
    x->n++;
    if (x->json) {
        json_writer w = json_to(&x->out);
        json_begin_object(&w);
        json_add_string(&w, "according_to", STR("lexicon"));
        json_add_string(&w, "person", person);
        json_add_string(&w, "name", name);
        json_add_string(&w, "office", office);
        json_add_string(&w, "of", of);
        json_add_or_null(&w, "start", start);
        json_add_or_null(&w, "end", end);
        json_add_or_null(&w, "as_of", as_of);
        json_add_or_null(&w, "status", status);
        json_add_or_null(&w, "source", source);
        json_end_object(&w);
        buf_add_char(&x->out, '\n');
        return;
    }
    buf_add(&x->out, STR("  "));
    view_cell(&x->out, name, 24, x->style.isolate);
    buf_printf(&x->out, " %-18.*s ", (int) office.len, office.ptr);
    view_cell(&x->out, state, 12, x->style.isolate);
    buf_printf(&x->out, " %.*s – ", (int) start.len, start.ptr);
    if (end.len)
        buf_add(&x->out, end);
    else
        buf_printf(&x->out, "not known to have ended%s%.*s", as_of.len ? " by " : "", (int) as_of.len, as_of.ptr);
    buf_printf(&x->out, "%s%.*s\n", status.len ? ", " : "", (int) status.len, status.ptr);
}

static void cited(asking *x, const sto_office *o)
{
    str name = x->r->names.name(x->r->names.context, x->memory, o->person),
        state = o->of.len ? x->r->names.name(x->r->names.context, x->memory, o->of) : STR("");
    sto_report r = {0};
    isn_error err;
    sto_report_at(x->r->store, o->report, x->memory, &r, &err);
    x->n++;
    if (x->json) {
        json_writer w = json_to(&x->out);
        json_begin_object(&w);
        json_add_string(&w, "according_to", STR("reports"));
        json_add_string(&w, "person", o->person);
        json_add_string(&w, "name", name);
        json_add_string(&w, "office", o->office);
        json_add_or_null(&w, "of", o->of);
        json_add_bool(&w, "former", o->former);
        json_add_or_null(&w, "first_cited", o->from);
        json_add_or_null(&w, "last_cited", o->to);
        json_add_int(&w, "reports", o->reports);
        json_add_int(&w, "origins", o->origins);
        json_add_string(&w, "example", str_of(r.hash));
        json_end_object(&w);
        buf_add_char(&x->out, '\n');
        return;
    }
    buf_add(&x->out, STR("  "));
    view_cell(&x->out, name, 24, x->style.isolate);
    buf_printf(&x->out, " %-18.*s ", (int) o->office.len, o->office.ptr);
    view_cell(&x->out, state, 12, x->style.isolate);
    buf_printf(&x->out, " %.*s%s%.*s  %u/%u%s  %.12s\n", (int) o->from.len, o->from.ptr, str_eq(o->from, o->to) ? "" : " – ",
               str_eq(o->from, o->to) ? 0 : (int) o->to.len, o->to.ptr, o->reports, o->origins, o->former ? ", former" : "", r.hash);
}

/* The office meant by its key or one of its forms in Arabic or English. */
static str office_of(cli_register *r, const char *name)
{
    str s = str_of(name);
    unsigned char wanted[256], key[512];
    if (!r->lexicon || s.len > sizeof wanted)
        return STR("");
    size_t n = txt_fold(s, wanted);
    for (uint32_t row = 0; row < lex_row_count(r->lexicon, LEX_T_OFFICES); row++) {
        static const unsigned columns[] = {OFFICE_ID, OFFICE_FORMS, OFFICE_LATIN};
        for (int c = 0; c < 3; c++)
            for (str rest = lex_cell(r->lexicon, LEX_T_OFFICES, row, columns[c]); rest.ptr && rest.len;) {
                str one = str_split(&rest, '|');
                if (one.len <= sizeof key && txt_fold(one, key) == n && memcmp(key, wanted, n) == 0)
                    return lex_cell(r->lexicon, LEX_T_OFFICES, row, OFFICE_ID);
            }
    }
    return STR("");
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_who;
    const char *on = cli_value(c, args, "on"), *of = cli_value(c, args, "of");
    bool ok;
    asking x = {.day = INT32_MIN, .style = cli_style(cli_value(c, args, "format"), &ok)};
    cli_register r;
    led_range day = led_edtf(str_of(on ? on : ""));
    if (args->n_operands != 1 || !ok || x.style.format == VIEW_CSV || x.style.format == VIEW_HTML || (on && day.precision == LED_UNDATED)) {
        fprintf(stderr, "isnad who: name one person, or an office with --of; --on: YYYY-MM-DD; --format: text or jsonl\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    x.r = &r;
    x.json = x.style.format == VIEW_JSONL;
    x.memory = arena_new((size_t) 256 * 1024 * 1024);
    if (on)
        x.day = day.from;
    str office = office_of(&r, args->operands[0]), person = STR(""), state = STR("");
    if (of && cli_party(&r, of, x.memory, &state) != ISN_OK)
        status = ISN_NOT_FOUND;
    if (office.len == 0 && cli_party(&r, args->operands[0], x.memory, &person) != ISN_OK)
        status = ISN_NOT_FOUND;
    if (status != ISN_OK) {
        fprintf(stderr, "isnad who: neither a person nor an office is called '%s'\n", status == ISN_NOT_FOUND && of && state.len == 0 ? of : args->operands[0]);
    } else {
        sto_office *list;
        uint32_t n;
        isn_error err = {0};
        if (!x.json)
            buf_add(&x.out, STR("according to the reports (first and last day cited, reports/origins, a report):\n"));
        status = sto_offices(r.store, person, office, state, on ? x.day : INT32_MIN, x.memory, &list, &n, &err);
        if (status != ISN_OK)
            cli_complain(&err);
        for (uint32_t i = 0; i < n && i < 200 && status == ISN_OK; i++)
            cited(&x, &list[i]);
        if (!x.json)
            buf_add(&x.out, x.n ? STR("according to the lexicon:\n") : STR("  nobody\naccording to the lexicon:\n"));
        unsigned before = x.n;
        if (r.world && person.len)
            led_tenures_of_person(r.world, person, tenure, &x);
        else if (r.world && state.len)
            led_tenures_of_office(r.world, office, state, tenure, &x);
        if (!x.json && x.n == before)
            buf_add(&x.out, r.world && !person.len && !state.len ? STR("  say of which state: --of\n") : STR("  nothing\n"));
        fwrite(x.out.ptr, 1, x.out.len, stdout);
    }
    buf_free(&x.out);
    arena_free(x.memory);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_who = {
    .name = "who",
    .summary = "a person's or an office's history, or who held it on a date",
    .synopsis = "PERSON | OFFICE --of=STATE",
    .description = "Says what offices a person held, or who held an office, twice: as the reports cite it, with the first and the last day of a report that "
                   "does and in how many reports of how many "
                   "independent origins; and as the lexicon has it. With --on, only what holds on that date; of the reports those published within 90 days of "
                   "it for an office, on that day for a person.",
    .examples = "  isnad who وزير الخارجية --of=SYR --on=2015-08-01\n"
                "      who was foreign minister on a date, according to whom\n"
                "  isnad who \"سيرغي لافروف\"\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"of", 0, "STATE", "the state or body that the office is of"},
                {"on", 0, "DATE", "the date asked about"},
                {"format", 'f', "FORMAT", "text or jsonl"}},
};
