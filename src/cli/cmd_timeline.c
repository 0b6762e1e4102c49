/* isnad timeline: what is reported between parties, by date. */
#include "cli/register.h"
#include "text/calendar.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_timeline;

enum { TERMINAL_LIMIT = 500, PARTIES_MAX = 4 };

typedef struct printing {
    cli_register *r;
    view_style style;
    bool sentences;
    arena *memory;
    buf out;
    uint64_t n, undated, limit;
    bool more;
} printing;

typedef struct one_line {
    printing *p;
    const led_event *e;
} one_line;

static void print_protected(void *context)
{
    one_line *x = context;
    printing *p = x->p;
    str sentence = p->sentences || p->style.format == VIEW_JSONL || p->style.format == VIEW_CSV ? cli_sentence(p->r, x->e, p->memory) : STR("");
    view_timeline_event(&p->out, &p->style, p->memory, &p->r->names, x->e, sentence);
}

static isn_status print_event(void *context, const led_event *e)
{
    printing *p = context;
    if (p->limit && p->n == p->limit) {
        p->more = true;
        return ISN_END;
    }
    arena_reset(p->memory);
    if (e->time.len == 0 && p->undated++ == 0 && p->style.format == VIEW_TEXT)
        buf_add(&p->out, p->n ? STR("\nwithout a date of their own, by the day of the first report:\n")
                              : STR("without a date of their own, by the day of the first report:\n"));
    one_line x = {p, e};
    isn_status status = arena_protect(p->memory, print_protected, &x);
    p->n++;
    if (p->out.len > 1 << 16) {
        fwrite(p->out.ptr, 1, p->out.len, stdout);
        buf_clear(&p->out);
    }
    return status;
}

static bool day_of(const char *option, const char *value, bool end, int32_t *ret)
{
    if (!value)
        return true;
    led_range r = led_edtf(str_of(value));
    if (r.precision == LED_UNDATED) {
        fprintf(stderr, "isnad timeline: --%s: '%s' is no date; write YYYY, YYYY-MM or YYYY-MM-DD\n", option, value);
        return false;
    }
    *ret = end ? r.to : r.from;
    return true;
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_timeline;
    const char *type = cli_value(c, args, "type"), *status_name = cli_value(c, args, "status"), *person = cli_value(c, args, "person"),
               *limit = cli_value(c, args, "limit");
    static const char *const modes[][3] = {
        {"visit", "CONSULT", "visit"}, {"call", "CONSULT", "phone"}, {"phone", "CONSULT", "phone"}, {"conference", "CONSULT", "multilateral"}};
    static const char *const statuses[][2] = {{"done", "actual"}, {"possible", "hypothetical"}, {"denied", "negated"}};
    char upper[32] = "";
    bool ok;
    sto_filter f = {.from = INT32_MIN, .to = INT32_MAX};
    view_style style = cli_style(cli_value(c, args, "format"), &ok);
    int64_t n_limit = -1;
    if (!ok) {
        fprintf(stderr, "isnad timeline: --format: text, csv, jsonl or html\n");
        return EX_USAGE;
    }
    if (!day_of("from", cli_value(c, args, "from"), false, &f.from) || !day_of("to", cli_value(c, args, "to"), true, &f.to))
        return EX_USAGE;
    if (limit && (!str_to_int(str_of(limit), &n_limit) || n_limit < 0)) {
        fprintf(stderr, "isnad timeline: --limit: '%s' is no number\n", limit);
        return EX_USAGE;
    }
    if (args->n_operands + (person != NULL) > PARTIES_MAX) {
        fprintf(stderr, "isnad timeline: at most %d parties\n", PARTIES_MAX);
        return EX_USAGE;
    }
    for (size_t i = 0; type && i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(type, modes[i][0]) == 0) {
            f.mode = modes[i][2];
            type = modes[i][1];
        }
    }
    for (size_t i = 0; type && type[i] && i + 1 < sizeof upper; i++)
        upper[i] = (char) toupper((unsigned char) type[i]);
    f.type = type ? upper : NULL;
    f.status = status_name;
    for (size_t i = 0; status_name && i < 3; i++)
        if (strcmp(status_name, statuses[i][0]) == 0)
            f.status = statuses[i][1];
    cli_register r;
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    printing p = {.r = &r, .style = style, .sentences = cli_value(c, args, "sentences") != NULL, .memory = arena_new((size_t) 256 * 1024 * 1024)};
    arena *names = arena_new((size_t) 1024 * 1024);
    const char *parties[PARTIES_MAX];
    buf title = {0};
    isn_error err = {0};
    p.limit = n_limit >= 0 ? (uint64_t) n_limit : style.format == VIEW_TEXT ? TERMINAL_LIMIT : 0;
    for (int i = 0; i < args->n_operands + (person != NULL); i++) {
        const char *name = i < args->n_operands ? args->operands[i] : person;
        str id;
        if (cli_party(&r, name, names, &id) != ISN_OK) {
            fprintf(stderr, "isnad timeline: nobody in the register or the lexicon is called '%s'; write an ISO code (SYR) or a name in Arabic or English\n",
                    name);
            status = ISN_NOT_FOUND;
            break;
        }
        parties[f.n_parties++] = arena_copy(names, id).ptr;
        if (title.len)
            buf_add(&title, STR(" – "));
        buf_add(&title, r.names.name(r.names.context, names, id));
    }
    f.parties = parties;
    if (status == ISN_OK) {
        view_timeline_begin(&p.out, &style, buf_str(&title));
        status = sto_events(r.store, &f, print_event, &p, &err);
        view_timeline_end(&p.out, &style);
        fwrite(p.out.ptr, 1, p.out.len, stdout);
        if (status != ISN_OK)
            cli_complain(&err);
        else if (p.more)
            fprintf(stderr, "isnad timeline: only the first %llu; --limit=0 shows all\n", (unsigned long long) p.limit);
        else if (p.n == 0 && style.format == VIEW_TEXT)
            fprintf(stderr, "isnad timeline: the register holds nothing of this\n");
    }
    buf_free(&title);
    buf_free(&p.out);
    arena_free(p.memory);
    arena_free(names);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_timeline = {
    .name = "timeline",
    .summary = "what is reported between two parties, with sources",
    .synopsis = "[PARTY [PARTY …]]",
    .description = "Lists the events in which all the parties take part, by date. A party is a state, a person or a body, by its ISO code (SYR) or a name in "
                   "Arabic or English; a state takes part "
                   "where someone acts for it. Each line has the date as reported, what it is, who with whom (← before the one it is done to) and where behind "
                   "a dot, the status, reports/origins "
                   "(an exclamation mark for a disagreement), and the event's name for isnad show. Events without a date of their own follow, by the day of "
                   "their first report.",
    .examples = "  isnad timeline SYR RUS --type=visit\n"
                "      visits between two states\n"
                "  isnad timeline سوريا روسيا --from=2015 --to=2020 --sentences\n"
                "      with the sentence that says it\n"
                "  isnad timeline --person=بوتين --format=csv > putin.csv\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"from", 0, "DATE", "events on or after this date: YYYY, YYYY-MM or YYYY-MM-DD"},
                {"to", 0, "DATE", "events on or before this date"},
                {"type", 't', "TYPE", "visit, call, conference, or one of the sixteen types: consult, agree, support, assault …"},
                {"person", 'p', "NAME", "events in which this person takes part"},
                {"status", 's', "STATUS", "done, planned, possible or denied"},
                {"format", 'f', "FORMAT", "text, csv, jsonl or html"},
                {"sentences", 'S', NULL, "with the sentence that says it best"},
                {"limit", 'n', "N", "at most N events; 0 for all. Text shows 500 unless told otherwise"}},
};
