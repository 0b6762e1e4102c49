/* isnad conflicts: what the reports disagree on, each side with its sentences. */
#include "cli/register.h"
#include "view/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_conflicts;

typedef struct listing {
    cli_register *r;
    arena *memory;
    arena *log; /* decisions, for the whole run */
    view_style style;
    const char *kind, *state;
    const char *const *names;
    int n_names;
    uint64_t limit, n;
    buf out;
    sto_decision *decisions;
    uint32_t n_decisions;
    isn_status status;
    isn_error err;
} listing;

static const struct {
    const char *kind, *says;
} kinds[] = {
    {"date", "different dates are given for one event"},
    {"place", "different places are given for one event"},
    {"number", "different numbers are given"},
    {"participant", "different holders of one office are named"},
    {"status", "done by some, denied by others"},
    {"early", "reported as done before the date given for it"},
    {"title", "the title names another person than the text"},
    {"weekday", "the weekday does not fit the date"},
    {"calendar", "the two calendars' dates do not fit"},
    {"tenure", "shown in an office that the lexicon gives to another on that day"},
    {"office", "two people are shown in one office"},
};

static const char *says(str kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_eq(kind, str_of(kinds[i].kind)))
            return kinds[i].says;
    return "";
}

static str state_of(const listing *x, const char *name, str *why)
{
    str state = STR("open");
    *why = STR("");
    for (uint32_t i = 0; i < x->n_decisions; i++) {
        const sto_decision *d = &x->decisions[i];
        if (d->holds && str_eq(d->op, STR("settle")) && str_eq(d->target, str_of(name))) {
            state = d->arguments;
            *why = d->why;
        }
    }
    return state;
}

static void line(listing *x, str text, unsigned indent)
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

/* An id as a name, anything else as it is. */
static str named(listing *x, str value)
{
    bool id = str_find(value, STR(":"), 0) > 0 || (value.len == 3 && value.ptr[0] >= 'A' && value.ptr[0] <= 'Z') || str_find(value, STR("~"), 0) > 0;
    return id ? x->r->names.name(x->r->names.context, x->memory, value) : value;
}

static void side_text(listing *x, const sto_dispute *d, const json_value *side)
{
    str value = json_get(side, "value"), note = json_get(side, "note");
    const json_value *tellings = json_member(side, "tellings");
    buf_add(&x->out, STR("  - "));
    view_cell(&x->out, named(x, value), 0, x->style.isolate);
    if (note.len) {
        buf_add(&x->out, STR(" — "));
        view_cell(&x->out, note, 0, x->style.isolate);
    }
    size_t n = json_length(tellings);
    if (n)
        buf_printf(&x->out, " (%zu %s)", n, n == 1 ? "telling" : "tellings");
    buf_add_char(&x->out, '\n');
    for (size_t i = 0; i < n && i < 3; i++) {
        sto_telling t;
        isn_error err;
        if (sto_telling_at(x->r->store, strtoull(json_text(json_item(tellings, i)).ptr, NULL, 16), x->memory, &t, &err) != ISN_OK)
            continue;
        line(x,
             arena_printf(x->memory, "%.12s  %.*s %.*s", t.report.hash, (int) t.report.outlet.len, t.report.outlet.ptr, (int) t.report.published.len,
                          t.report.published.ptr),
             4);
        line(x, t.sentence, 6);
    }
    int64_t begin = json_int(json_member(side, "begin"), -1);
    str text;
    if (d->report && begin >= 0 && sto_report_text(x->r->store, d->report, x->memory, &text, &x->err) == ISN_OK) {
        /* The line around the words, not more than a few hundred letters. */
        size_t at = 0;
        for (int64_t cp = 0; cp < begin && at < text.len; cp++)
            do
                at++;
            while (at < text.len && ((unsigned char) text.ptr[at] & 0xC0) == 0x80);
        size_t from = at, to = at;
        while (from > 0 && text.ptr[from - 1] != '\n' && at - from < 300)
            from--;
        while (from < at && ((unsigned char) text.ptr[from] & 0xC0) == 0x80)
            from++;
        while (to < text.len && text.ptr[to] != '\n' && to - at < 300)
            to++;
        while (to < text.len && ((unsigned char) text.ptr[to] & 0xC0) == 0x80)
            to++;
        line(x, str_trim(str_range(text.ptr, from, to)), 6);
    }
}

/* Other reports of the register that tell of the same meeting with the title's person: what the reader wants to know next. */
typedef struct others {
    listing *x;
    const char *other;
    unsigned n;
} others;

static isn_status list_other(void *context, const led_event *e)
{
    others *o = context;
    char id[20];
    if (o->n++ >= 3)
        return ISN_END;
    view_event_id(e, id);
    str who = view_who(o->x->memory, &o->x->r->names, e);
    buf_printf(&o->x->out, "    %.9s %-10.*s %s ", id, (int) e->time.len, e->time.ptr, view_event_word(e->type, e->mode));
    view_cell(&o->x->out, who, 0, o->x->style.isolate);
    buf_printf(&o->x->out, " (%u %s)\n", e->reports, e->reports == 1 ? "report" : "reports");
    return ISN_OK;
}

static void explain_title(listing *x, const json_value *sides, const sto_dispute *d)
{
    str in_title = json_get(json_item(sides, 0), "value"), in_text = json_get(json_item(sides, 1), "value");
    str a = named(x, in_title), b = named(x, in_text);
    str text = arena_printf(x->memory,
                            "The title of this report speaks of %.*s, its text of %.*s; both are known to have held the office, not at one time, and the text "
                            "never names the first. "
                            "One of the two is a slip, or the title belongs to another report.",
                            (int) a.len, a.ptr, (int) b.len, b.ptr);
    line(x, text, 2);
    (void) d;
    const char *parties[1] = {arena_copy(x->memory, in_title).ptr};
    sto_filter f = {.parties = parties, .n_parties = 1, .from = INT32_MIN, .to = INT32_MAX, .type = "CONSULT", .limit = 3};
    others o = {x, parties[0], 0};
    size_t before = x->out.len;
    buf_printf(&x->out, "  meetings with the first in the register:\n");
    size_t after = x->out.len;
    sto_events(x->r->store, &f, list_other, &o, &x->err);
    if (x->out.len == after)
        x->out.len = before;
}

static void one_text(listing *x, const sto_dispute *d, const json_value *sides, const char *name, str state, str why)
{
    char day[16];
    view_day(d->day, day);
    buf_printf(&x->out, "%s  %.*s: %s  [%.*s]", name, (int) d->kind.len, d->kind.ptr, says(d->kind), (int) state.len, state.ptr);
    if (why.len) {
        buf_add(&x->out, STR(" "));
        view_cell(&x->out, why, 0, x->style.isolate);
    }
    buf_add_char(&x->out, '\n');
    led_event e;
    sto_report r;
    if (d->event && sto_event(x->r->store, d->event, x->memory, &e, &x->err) == ISN_OK) {
        char id[20];
        view_event_id(&e, id);
        buf_printf(&x->out, "  %.9s %.*s %s ", id, (int) e.time.len, e.time.ptr, view_event_word(e.type, e.mode));
        view_cell(&x->out, view_who(x->memory, &x->r->names, &e), 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
    } else if (d->report && sto_report_at(x->r->store, d->report, x->memory, &r, &x->err) == ISN_OK) {
        buf_printf(&x->out, "  report %.12s ", r.hash);
        str title = r.title.len ? r.title : r.path.len ? r.path : r.given;
        view_cell(&x->out, arena_printf(x->memory, "%.*s %s %.*s", (int) r.outlet.len, r.outlet.ptr, day, (int) title.len, title.ptr), 0, x->style.isolate);
        buf_add_char(&x->out, '\n');
    }
    if (str_eq(d->kind, STR("title")))
        explain_title(x, sides, d);
    for (size_t i = 0; i < json_length(sides); i++)
        side_text(x, d, json_item(sides, i));
    buf_add_char(&x->out, '\n');
}

static void one_json(listing *x, const sto_dispute *d, const char *name, str state, str why)
{
    json_writer w = json_to(&x->out);
    char id[20];
    sto_report r;
    json_begin_object(&w);
    json_add_string(&w, "id", str_of(name));
    json_add_string(&w, "kind", d->kind);
    json_add_string(&w, "state", state);
    json_add_or_null(&w, "why", why);
    sto_event_name(d->event, id);
    json_add_or_null(&w, "event", d->event ? str_of(id) : STR(""));
    json_add_or_null(&w, "report", d->report && sto_report_at(x->r->store, d->report, x->memory, &r, &x->err) == ISN_OK ? str_of(r.hash) : STR(""));
    json_key(&w, "sides");
    buf_add(&x->out, d->sides);
    w.after_key = false;
    json_end_object(&w);
    buf_add_char(&x->out, '\n');
}

static bool wanted(const listing *x, const sto_dispute *d, const char *name)
{
    char event[20];
    sto_event_name(d->event, event);
    for (int i = 0; i < x->n_names; i++)
        if (strncmp(x->names[i], name, strlen(x->names[i])) == 0 || (d->event && strncmp(x->names[i], event, strlen(x->names[i])) == 0))
            return true;
    return x->n_names == 0;
}

static void list(void *context)
{
    listing *x = context;
    sto_dispute *d;
    uint32_t n;
    x->status = sto_disputes(x->r->store, x->kind, 0, x->log, &d, &n, &x->err);
    for (uint32_t i = 0; i < n && x->status == ISN_OK; i++) {
        char name[20];
        str why, state;
        snprintf(name, sizeof name, "d%015llx", (unsigned long long) d[i].id);
        state = state_of(x, name, &why);
        if (!wanted(x, &d[i], name) || (x->state && !str_eq(state, str_of(x->state))))
            continue;
        if (x->limit && x->n == x->limit) {
            fprintf(stderr, "isnad conflicts: only the first %llu of %u; --limit=0 shows all\n", (unsigned long long) x->limit, n);
            break;
        }
        x->n++;
        arena_reset(x->memory);
        json_value *sides;
        if (json_parse(d[i].sides, &sides, NULL) != ISN_OK)
            continue;
        if (x->style.format == VIEW_JSONL)
            one_json(x, &d[i], name, state, why);
        else
            one_text(x, &d[i], sides, name, state, why);
        json_free(sides);
        fwrite(x->out.ptr, 1, x->out.len, stdout);
        buf_clear(&x->out);
    }
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_conflicts;
    bool ok;
    listing x = {.style = cli_style(cli_value(c, args, "format"), &ok),
                 .kind = cli_value(c, args, "kind"),
                 .state = cli_value(c, args, "state"),
                 .names = args->operands,
                 .n_names = args->n_operands};
    const char *limit = cli_value(c, args, "limit");
    int64_t n = x.style.format == VIEW_TEXT ? 100 : 0;
    cli_register r;
    if (!ok || x.style.format == VIEW_CSV || x.style.format == VIEW_HTML || (limit && !str_to_int(str_of(limit), &n))) {
        fprintf(stderr, "isnad conflicts: --format: text or jsonl; --limit: a number\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    x.r = &r;
    x.limit = n > 0 ? (uint64_t) n : 0;
    x.memory = arena_new((size_t) 256 * 1024 * 1024);
    x.log = arena_new((size_t) 1024 * 1024 * 1024);
    status = sto_decisions(r.store, x.log, &x.decisions, &x.n_decisions, &x.err);
    if (status == ISN_OK)
        status = arena_protect(x.log, list, &x);
    if (status == ISN_OK)
        status = x.status;
    if (status != ISN_OK)
        cli_complain(&x.err);
    buf_free(&x.out);
    arena_free(x.memory);
    arena_free(x.log);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_conflicts = {
    .name = "conflicts",
    .summary = "what the reports disagree on",
    .synopsis = "[NAME …]",
    .description = "Lists disagreements, each with its kind, its sides and their sentences, and its state: open until somebody says otherwise with isnad "
                   "correct. NAME is a disagreement (d…) or an "
                   "event (e…).\n\nKinds: date, place, number, participant, status (done and denied) among the tellings of one event; early (reported before "
                   "it happened); title (names another "
                   "than the text); weekday and calendar (a date that contradicts itself); tenure (an office that the lexicon gives to another on that day).",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"kind", 'k', "KIND", "only this kind"},
                {"state", 's', "STATE", "only open, explained or settled ones"},
                {"format", 'f', "FORMAT", "text or jsonl"},
                {"limit", 'n', "N", "at most N; 0 for all. Text shows 100 unless told otherwise"}},
};
