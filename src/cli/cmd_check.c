/* isnad check: one report held against the register. */
#include "base/utf8.h"
#include "cli/knowledge.h"
#include "cli/register.h"
#include "pipeline/batch.h"
#include "view/record.h"
#include "view/text.h"

#include <stdio.h>
#include <sysexits.h>

extern const cli_command cli_command_check;

enum { EX_CONTRADICTS = 1 };

typedef struct checking {
    cli_register *r;
    arena *memory;
    view_style style;
    str record;
    buf out;
    unsigned agrees, fresh, contradicts;
    isn_status status;
    isn_error err;
} checking;

static void line(checking *x, str text, unsigned indent)
{
    buf flat = {0};
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(&flat, (unsigned char) text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
    for (str rest = buf_str(&flat); rest.len;) {
        str part = view_fit(rest, x->style.width - indent, &rest);
        buf_printf(&x->out, "%*s", (int) indent, "");
        view_cell(&x->out, part, 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
    }
    buf_free(&flat);
}

static str between(const led_report *r, uint32_t begin, uint32_t end)
{
    return str_range(r->text.ptr, utf8_offset(r->text, begin), utf8_offset(r->text, end));
}

/* Which disagreements the new telling brings into an event: of those found with it, the ones whose sides name it. */
static bool brings(const led_disputes *all, uint64_t key, str *ret_kind, str *ret_sides)
{
    char hex[20];
    snprintf(hex, sizeof hex, "\"%015llx\"", (unsigned long long) key);
    for (uint32_t i = 0; i < all->n; i++) {
        if (str_find(all->at[i].sides, str_of(hex), 0) >= 0) {
            *ret_kind = str_of(all->at[i].kind);
            *ret_sides = all->at[i].sides;
            return true;
        }
    }
    return false;
}

static void tell(checking *x, const char *verdict, const led_report *r, const led_telling *t, const led_event *e, str kind, str sides)
{
    arena *a = x->memory;
    char id[20] = "";
    led_event own;
    uint32_t zero = 0;
    led_event_of(a, t, &zero, 1, &own);
    if (e)
        view_event_id(e, id);
    str sentence = between(r, t->sentence_begin, t->sentence_end), theirs = e ? cli_sentence(x->r, e, a) : STR("");
    if (x->style.format == VIEW_JSONL) {
        json_writer w = json_to(&x->out);
        json_begin_object(&w);
        json_add_string(&w, "verdict", str_of(verdict));
        json_add_or_null(&w, "event", str_of(id));
        json_add_int(&w, "reports", e ? e->reports : 0);
        json_add_int(&w, "origins", e ? e->origins : 0);
        json_add_string(&w, "type", t->type);
        json_add_string(&w, "mode", t->mode);
        json_add_or_null(&w, "date", t->time);
        json_add_int(&w, "begin", t->begin);
        json_add_int(&w, "end", t->end);
        json_add_string(&w, "sentence", sentence);
        json_add_or_null(&w, "register_sentence", theirs);
        json_add_or_null(&w, "disagreement", kind);
        json_end_object(&w);
        buf_add_char(&x->out, '\n');
        return;
    }
    buf_printf(&x->out, "%-11s %-10.*s %s ", verdict, (int) t->time.len, t->time.ptr, view_event_word(t->type, t->mode));
    view_cell(&x->out, view_who(a, &x->r->names, &own), 0, x->style.isolate);
    if (e)
        buf_printf(&x->out, "  %.9s, %u %s, %u %s", id, e->reports, e->reports == 1 ? "report" : "reports", e->origins, e->origins == 1 ? "origin" : "origins");
    if (kind.len)
        buf_printf(&x->out, "; other %.*s", (int) kind.len, kind.ptr);
    buf_add_char(&x->out, '\n');
    line(x, sentence, 4);
    if (theirs.len && kind.len) {
        buf_add(&x->out, STR("    against:\n"));
        line(x, theirs, 4);
    }
    (void) sides;
}

static void check_telling(checking *x, const led_report *r, led_telling *t)
{
    arena *a = x->memory;
    led_telling *list;
    uint64_t *events;
    uint32_t n, best = UINT32_MAX;
    double most = -1;
    t->report = UINT64_MAX;
    x->status = sto_block(x->r->store, led_block(a, t), a, &list, &events, &n, &x->err);
    if (x->status != ISN_OK)
        return;
    for (uint32_t i = 0; i < n; i++) {
        double v = list[i].key == t->key ? 100 : led_agreement(&list[i], t);
        if (v > most) {
            most = v;
            best = i;
        }
    }
    if (best == UINT32_MAX) {
        x->fresh++;
        tell(x, "new", r, t, NULL, STR(""), STR(""));
        return;
    }
    led_event e;
    if (sto_event(x->r->store, events[best], a, &e, &x->err) != ISN_OK)
        return;
    led_telling *together = arena_new_array(a, led_telling, n + 1);
    uint32_t *members = arena_new_array(a, uint32_t, n + 1), k = 0;
    for (uint32_t i = 0; i < n; i++)
        if (events[i] == events[best] && list[i].key != t->key)
            together[k++] = list[i];
    together[k++] = *t;
    for (uint32_t i = 0; i < k; i++)
        members[i] = i;
    led_event sum;
    led_disputes disputes = {0};
    str kind = STR(""), sides = STR("");
    led_event_of(a, together, members, k, &sum);
    led_event_disputes(a, x->r->world, &sum, together, members, k, &disputes);
    if (brings(&disputes, t->key, &kind, &sides)) {
        x->contradicts++;
        tell(x, "contradicts", r, t, &e, kind, sides);
    } else {
        x->agrees++;
        tell(x, "agrees", r, t, &e, STR(""), STR(""));
    }
}

static void check(void *context)
{
    checking *x = context;
    json_value *json;
    led_report r;
    led_telling *list;
    uint32_t n;
    led_disputes inside = {0};
    x->status = json_parse(x->record, &json, &x->err);
    if (x->status != ISN_OK)
        return;
    x->status = led_report_of(x->memory, json, &r, &x->err);
    if (x->status == ISN_OK) {
        led_tellings_of(x->memory, &r, &list, &n);
        for (uint32_t i = 0; i < n && x->status == ISN_OK; i++)
            check_telling(x, &r, &list[i]);
        led_report_disputes(x->memory, x->r->world, &r, list, n, &inside);
        for (uint32_t i = 0; i < inside.n; i++) {
            x->contradicts++;
            if (x->style.format == VIEW_JSONL) {
                buf_printf(&x->out, "{\"verdict\":\"contradicts itself\",\"disagreement\":\"%s\",\"sides\":", inside.at[i].kind);
                buf_add(&x->out, inside.at[i].sides);
                buf_add(&x->out, STR("}\n"));
                continue;
            }
            json_value *sides;
            buf_printf(&x->out, "contradicts itself or the lexicon: %s\n", inside.at[i].kind);
            if (json_parse(inside.at[i].sides, &sides, NULL) != ISN_OK)
                continue;
            for (size_t k = 0; k < json_length(sides); k++) {
                str value = json_get(json_item(sides, k), "value"), note = json_get(json_item(sides, k), "note");
                if (str_find(value, STR(":"), 0) > 0)
                    value = x->r->names.name(x->r->names.context, x->memory, value);
                line(x, arena_printf(x->memory, "%.*s — %.*s", (int) value.len, value.ptr, (int) note.len, note.ptr), 4);
            }
            json_free(sides);
        }
    }
    /* r points into json until here */
    if (x->status == ISN_OK && x->style.format == VIEW_TEXT)
        buf_printf(&x->out, "%u agree, %u new, %u contradict\n", x->agrees, x->fresh, x->contradicts);
    json_free(json);
}

static void make(void *context, const frm_record *record, buf *out)
{
    (void) context;
    view_record(record, out);
}

static isn_status sink(void *context, str made, const pip_summary *so_far)
{
    checking *x = context;
    (void) so_far;
    arena_reset(x->memory);
    x->record = made;
    isn_status status = arena_protect(x->memory, check, x);
    fwrite(x->out.ptr, 1, x->out.len, stdout);
    buf_clear(&x->out);
    return status == ISN_OK ? x->status : status;
}

static void problem(void *context, const isn_error *what)
{
    checking *x = context;
    if (x->status == ISN_OK)
        x->err = *what;
    cli_complain(what);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_check;
    bool ok;
    checking x = {.style = cli_style(cli_value(c, args, "format"), &ok)};
    cli_register r;
    pip_opened k = {0};
    src_walk *walk;
    pip_summary sum = {0};
    isn_error err = {0};
    src_options options = {.published = cli_value(c, args, "published"), .outlet = cli_value(c, args, "outlet")};
    if (args->n_operands == 0 || !ok || x.style.format == VIEW_CSV || x.style.format == VIEW_HTML) {
        fprintf(stderr, "isnad check: name a report, or - for standard input; --format: text or jsonl\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    x.r = &r;
    x.memory = arena_new((size_t) 512 * 1024 * 1024);
    status = cli_open_knowledge(NULL, &k, &err);
    if (status == ISN_OK && (status = src_walk_new(args->operands, (size_t) args->n_operands, &walk, &err)) == ISN_OK) {
        pip_work work = {.know = &k.know, .options = &options, .threads = 1, .context = &x, .make = make, .sink = sink, .problem = problem};
        status = pip_run(&work, walk, &sum, &err);
        src_walk_free(walk);
    }
    if (status != ISN_OK)
        cli_complain(x.err.status ? &x.err : &err);
    else if (sum.skipped)
        status = x.err.status;
    pip_close(&k);
    buf_free(&x.out);
    arena_free(x.memory);
    cli_register_close(&r);
    return status != ISN_OK ? cli_exit_code(status) : x.contradicts ? EX_CONTRADICTS : EX_OK;
}

const cli_command cli_command_check = {
    .name = "check",
    .summary = "one report held against the register: agrees, new, contradicts",
    .synopsis = "FILE|- …",
    .description = "Reads a report, as isnad read does, and says of each event it tells whether the register has it: agrees (with how many reports and "
                   "independent origins), new, or contradicts (another "
                   "date, place, number, participant, or denied there), with the sentences of both. Also what contradicts itself in the report, or the "
                   "lexicon's tenures. The register is not changed.\n\n"
                   "The exit status is 0 if nothing contradicts, 1 if something does, else one of sysexits.",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"published", 'p', "DATE", "date of a report that gives none"},
                {"outlet", 'o', "NAME", "outlet of a report that names none"},
                {"format", 'f', "FORMAT", "text or jsonl"}},
};
