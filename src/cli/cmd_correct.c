/* isnad correct: decisions by people. */
#include "cli/register.h"
#include "view/text.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

extern const cli_command cli_command_correct;

typedef struct deciding {
    cli_register *r;
    arena *memory;
    const cli_args *args;
    sto_decision d;
    isn_status status;
    isn_error err;
    unsigned applied, missing, known;
} deciding;

static str keys_of(deciding *x, const char *name)
{
    led_event e;
    sto_telling *t;
    uint32_t n;
    buf b = {0};
    x->status = cli_event(x->r, name, x->memory, &e, &x->err);
    if (x->status == ISN_OK)
        x->status = sto_tellings(x->r->store, e.id, x->memory, &t, &n, &x->err);
    for (uint32_t i = 0; x->status == ISN_OK && i < n; i++)
        buf_printf(&b, "%s%015llx", i ? "," : "", (unsigned long long) t[i].telling.key);
    str s = arena_copy(x->memory, buf_str(&b));
    buf_free(&b);
    return s;
}

static str full_name(deciding *x, const char *name)
{
    led_event e;
    char id[20];
    if (cli_event(x->r, name, x->memory, &e, &x->err) != ISN_OK)
        return str_of(name);
    view_event_id(&e, id);
    return arena_copy(x->memory, str_of(id));
}

/* The telling of an event that a report gives: EVENT REPORT. */
static str one_key(deciding *x, const char *event, const char *report)
{
    led_event e;
    sto_telling *t;
    uint32_t n;
    x->status = cli_event(x->r, event, x->memory, &e, &x->err);
    if (x->status == ISN_OK)
        x->status = sto_tellings(x->r->store, e.id, x->memory, &t, &n, &x->err);
    for (uint32_t i = 0; x->status == ISN_OK && i < n; i++)
        if (strncmp(t[i].report.hash, report, strlen(report)) == 0 || str_eq(t[i].report.given, str_of(report)))
            return arena_printf(x->memory, "%015llx", (unsigned long long) t[i].telling.key);
    if (x->status == ISN_OK)
        x->status = isn_fail(&x->err, ISN_NOT_FOUND, "this report does not tell this event", report, NULL);
    return STR("");
}

static int refuse(deciding *x, const char *how)
{
    x->status = isn_fail(&x->err, ISN_BAD_INPUT, how, NULL, NULL);
    return 0;
}

static void understand(deciding *x)
{
    const char *const *w = x->args->operands;
    int n = x->args->n_operands;
    str op = str_of(w[0]);
    x->d.op = op;
    if (str_eq(op, STR("merge")) && n == 3) {
        str a = keys_of(x, w[1]), b = x->status == ISN_OK ? keys_of(x, w[2]) : STR("");
        x->d.target = full_name(x, w[1]);
        x->d.arguments = arena_printf(x->memory, "%.*s,%.*s", (int) a.len, a.ptr, (int) b.len, b.ptr);
    } else if (str_eq(op, STR("split")) && n == 3) {
        x->d.arguments = one_key(x, w[1], w[2]);
        x->d.target = full_name(x, w[1]);
    } else if (str_eq(op, STR("reject")) && (n == 2 || n == 3)) {
        x->d.arguments = n == 2 ? keys_of(x, w[1]) : one_key(x, w[1], w[2]);
        x->d.target = full_name(x, w[1]);
    } else if ((str_eq(op, STR("same")) || str_eq(op, STR("rename"))) && n == 3) {
        str id = STR(""), other = str_of(w[2]);
        x->status = cli_party(x->r, w[1], x->memory, &id);
        if (x->status == ISN_OK && str_eq(op, STR("same")))
            x->status = cli_party(x->r, w[2], x->memory, &other);
        if (x->status != ISN_OK)
            isn_fail(&x->err, x->status, "nobody is called so", w[1], w[2]);
        x->d.target = id;
        x->d.arguments = other;
    } else if (str_eq(op, STR("settle")) && n == 3) {
        bool known = strcmp(w[2], "open") == 0 || strcmp(w[2], "explained") == 0 || strcmp(w[2], "settled") == 0;
        sto_dispute *list;
        uint32_t count, found = 0;
        char name[20];
        if (!known) {
            refuse(x, "a disagreement is open, explained or settled");
            return;
        }
        x->status = sto_disputes(x->r->store, NULL, 0, x->memory, &list, &count, &x->err);
        for (uint32_t i = 0; x->status == ISN_OK && i < count; i++) {
            snprintf(name, sizeof name, "d%015llx", (unsigned long long) list[i].id);
            if (strncmp(name, w[1], strlen(w[1])) == 0 && found++ == 0)
                x->d.target = arena_copy(x->memory, str_of(name));
        }
        if (x->status == ISN_OK && found != 1)
            x->status = isn_fail(&x->err, found ? ISN_BAD_INPUT : ISN_NOT_FOUND,
                                 found ? "several disagreements begin like this" : "there is no such disagreement", w[1], NULL);
        x->d.arguments = str_of(w[2]);
    } else if (str_eq(op, STR("note")) && n == 2) {
        x->d.target = full_name(x, w[1]);
        x->d.arguments = STR("");
        if (x->d.why.len == 0)
            refuse(x, "a note says something: --why");
    } else if ((str_eq(op, STR("undo")) || str_eq(op, STR("redo"))) && n == 2) {
        x->d.target = str_of(w[1]);
        x->d.arguments = STR("");
    } else {
        refuse(x, "this is no decision; try 'isnad correct --help'");
    }
}

static void print_log(deciding *x)
{
    sto_decision *d;
    uint32_t n;
    buf out = {0};
    x->status = sto_decisions(x->r->store, x->memory, &d, &n, &x->err);
    for (uint32_t i = 0; x->status == ISN_OK && i < n; i++) {
        json_writer w = json_to(&out);
        json_begin_object(&w);
        json_add_int(&w, "n", d[i].n);
        json_add_string(&w, "at", d[i].at);
        json_add_string(&w, "who", d[i].who);
        json_add_string(&w, "why", d[i].why);
        json_add_string(&w, "op", d[i].op);
        json_add_string(&w, "target", d[i].target);
        json_add_string(&w, "arguments", d[i].arguments);
        json_add_bool(&w, "holds", d[i].holds);
        json_add_int(&w, "missing", sto_missing(x->r->store, &d[i]));
        json_end_object(&w);
        buf_add_char(&out, '\n');
    }
    fwrite(out.ptr, 1, out.len, stdout);
    buf_free(&out);
}

/* Entries of a log that the register does not have yet, in their order; numbers that undo and redo name are moved along. */
static void replay(deciding *x, const char *path)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    sto_decision *have;
    uint32_t n_have;
    int64_t moved[4096][2];
    unsigned n_moved = 0;
    if (!f) {
        x->status = isn_fail(&x->err, ISN_NOT_FOUND, "cannot read the log", path, NULL);
        return;
    }
    x->status = sto_decisions(x->r->store, x->memory, &have, &n_have, &x->err);
    while (x->status == ISN_OK && (len = getline(&line, &cap, f)) > 0) {
        json_value *v;
        if (json_parse((str){line, (size_t) len}, &v, &x->err) != ISN_OK) {
            x->status = ISN_BAD_INPUT;
            break;
        }
        arena *a = x->memory;
        sto_decision d = {.at = arena_copy(a, json_get(v, "at")),
                          .who = arena_copy(a, json_get(v, "who")),
                          .why = arena_copy(a, json_get(v, "why")),
                          .op = arena_copy(a, json_get(v, "op")),
                          .target = arena_copy(a, json_get(v, "target")),
                          .arguments = arena_copy(a, json_get(v, "arguments"))};
        int64_t old = json_int(json_member(v, "n"), 0), refers, now = 0;
        json_free(v);
        bool moves = str_eq(d.op, STR("undo")) || str_eq(d.op, STR("redo"));
        if (moves && str_to_int(d.target, &refers))
            for (unsigned i = 0; i < n_moved; i++)
                if (moved[i][0] == refers)
                    d.target = arena_printf(a, "%lld", (long long) moved[i][1]);
        for (uint32_t i = 0; i < n_have; i++)
            if (str_eq(have[i].at, d.at) && str_eq(have[i].who, d.who) && str_eq(have[i].op, d.op) && str_eq(have[i].target, d.target) &&
                str_eq(have[i].arguments, d.arguments))
                now = have[i].n;
        if (now) {
            x->known++;
        } else {
            if (sto_missing(x->r->store, &d)) {
                x->missing++;
                fprintf(stderr, "isnad correct: entry %lld (%.*s %.*s) no longer applies in full: what it names is not in the register\n", (long long) old,
                        (int) d.op.len, d.op.ptr, (int) d.target.len, d.target.ptr);
            }
            x->status = sto_decide(x->r->store, a, &d, &now, &x->err);
            x->applied += x->status == ISN_OK;
        }
        if (n_moved < 4096) {
            moved[n_moved][0] = old;
            moved[n_moved++][1] = now;
        }
    }
    free(line);
    if (f != stdin)
        fclose(f);
}

static void decide(void *context)
{
    deciding *x = context;
    const char *path = cli_value(&cli_command_correct, x->args, "replay");
    int64_t n = 0;
    if (!path && x->args->n_operands == 0) {
        print_log(x);
        return;
    }
    if (!path)
        understand(x);
    if (x->status == ISN_OK)
        x->status = sto_begin(x->r->store, &x->err);
    if (x->status != ISN_OK)
        return;
    if (path)
        replay(x, path);
    else
        x->status = sto_decide(x->r->store, x->memory, &x->d, &n, &x->err);
    if (x->status != ISN_OK) {
        sto_rollback(x->r->store);
        return;
    }
    x->status = sto_commit(x->r->store, &x->err);
    if (x->status == ISN_OK)
        x->status = sto_settle(x->r->store, x->r->world, NULL, NULL, &x->err);
    if (x->status == ISN_OK && !path)
        printf("%lld\n", (long long) n);
    if (x->status == ISN_OK && path)
        fprintf(stderr, "%u applied, %u already there, %u no longer apply in full\n", x->applied, x->known, x->missing);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_correct;
    const char *who = cli_value(c, args, "who"), *why = cli_value(c, args, "why"), *at = cli_value(c, args, "at");
    const struct passwd *user = who ? NULL : getpwuid(getuid());
    char now[32];
    time_t t = time(NULL);
    struct tm utc;
    cli_register r;
    isn_status status = cli_register_open(c, args, STO_WRITE, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    gmtime_r(&t, &utc);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
    deciding x = {.r = &r, .args = args, .memory = arena_new((size_t) 512 * 1024 * 1024)};
    x.d.at = str_of(at ? at : now);
    x.d.who = str_of(who ? who : user ? user->pw_name : "");
    x.d.why = str_of(why ? why : "");
    status = arena_protect(x.memory, decide, &x);
    if (status == ISN_OK)
        status = x.status;
    if (status != ISN_OK)
        cli_complain(&x.err);
    arena_free(x.memory);
    cli_register_close(&r);
    return cli_exit_code(status);
}

const cli_command cli_command_correct = {
    .name = "correct",
    .summary = "decisions by people, and undo",
    .synopsis = "[DECISION …]",
    .description = "Writes a decision into the register's log and prints its number; without a decision, prints the log. Nothing is ever taken out of the log: "
                   "undoing is an entry too.\n\n"
                   "merge EVENT EVENT: the two are one. split EVENT REPORT: what this report tells is another event. reject EVENT [REPORT]: it was misread; "
                   "all of its tellings, or one report's. same NAME NAME: the "
                   "first is the second. rename NAME \"NEW NAME\". settle DISAGREEMENT open|explained|settled. note ANYTHING --why=TEXT. undo N, redo N: an "
                   "entry's number.\n\n"
                   "With --replay, the entries of a printed log are applied to another register, for instance one that was made anew from the reports; entries "
                   "it has already are left alone, and what no longer "
                   "applies is told.",
    .examples = "  isnad correct merge e1a2b3c4 e99d0011 --why=\"same meeting, other wording\"\n"
                "  isnad correct > log.jsonl; isnad add -d new.db reports; isnad correct -d new.db --replay=log.jsonl\n"
                "      a register made anew, with all decisions\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"why", 'y', "TEXT", "the reason, kept in the log"},
                {"who", 'w', "NAME", "who decides; else the user's name"},
                {"at", 0, "TIME", "when it was decided, if not now"},
                {"replay", 0, "FILE", "apply the entries of a log; - for standard input"}},
};
