/* isnad add: reports, or records that isnad made elsewhere, into a register. Commits every half second; what the progress line counts is on the disk. */
#include "cli/knowledge.h"
#include "cli/register.h"
#include "pipeline/batch.h"
#include "text/calendar.h"
#include "view/record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

extern const cli_command cli_command_add;

static const double COMMIT_SECONDS = 0.5;

typedef struct adding {
    sto *store;
    uint64_t added, known, bad, acknowledged, skipped;
    uint64_t by_status[ISN_INTERNAL + 1];
    double started, committed;
    bool terminal, verbose;
    isn_status first;
    isn_error err;
} adding;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void draw(const adding *x, uint64_t done, uint64_t total, const char *what)
{
    enum { BAR = 24 };
    double spent = seconds() - x->started, share = total > 0 && done <= total ? (double) done / (double) total : 0;
    char left[32] = "";
    if (share > 0.01 && spent > 1)
        snprintf(left, sizeof left, ", %.0f s left", spent / share - spent);
    fprintf(stderr, "\r[");
    for (int i = 0; i < BAR; i++)
        fputc(i < (int) (share * BAR) ? '=' : ' ', stderr);
    fprintf(stderr, "] %3.0f %% %s %llu, %.0f/s%s   ", share * 100, what, (unsigned long long) (x->added + x->known),
            spent > 0 ? (double) (x->added + x->known) / spent : 0, left);
}

static isn_status acknowledge(adding *x, bool last)
{
    isn_status status = sto_commit(x->store, &x->err);
    if (status != ISN_OK)
        return status;
    x->acknowledged = x->added;
    x->committed = seconds();
    if (x->verbose) {
        printf("%llu\n", (unsigned long long) x->acknowledged);
        fflush(stdout);
    }
    return last ? ISN_OK : sto_begin(x->store, &x->err);
}

static isn_status take(adding *x, str record)
{
    bool fresh = false;
    isn_error err = {0};
    isn_status status = sto_add(x->store, record, &fresh, &err);
    if (status == ISN_BAD_INPUT || status == ISN_EMPTY || status == ISN_LIMIT) {
        x->bad++;
        x->by_status[status]++;
        if (x->first == ISN_OK)
            x->first = status;
        cli_complain(&err);
        return ISN_OK;
    }
    if (status != ISN_OK) {
        x->err = err;
        return status;
    }
    x->added += fresh;
    x->known += !fresh;
    return seconds() - x->committed >= COMMIT_SECONDS ? acknowledge(x, false) : ISN_OK;
}

static void make(void *context, const frm_record *record, buf *out)
{
    (void) context;
    view_record(record, out);
}

static isn_status sink(void *context, str made, const pip_summary *so_far)
{
    adding *x = context;
    double before = x->committed;
    isn_status status = take(x, made);
    if (x->terminal && status == ISN_OK && x->committed != before)
        draw(x, so_far->done, so_far->total, "reports");
    return status;
}

static void problem(void *context, const isn_error *what)
{
    adding *x = context;
    if (x->first == ISN_OK)
        x->first = what->status;
    if (x->terminal)
        fprintf(stderr, "\r\033[K");
    cli_complain(what);
}

/* Whether a file's first line is a record: {"isnad":1 … */
static bool holds_records(const char *path)
{
    char head[32] = "", plain[32];
    size_t n = 0;
    FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    if (!f)
        return false;
    size_t got = fread(head, 1, sizeof head - 1, f);
    fclose(f);
    for (size_t i = 0; i < got; i++)
        if (head[i] != ' ' && head[i] != '\n')
            plain[n++] = head[i];
    return n >= 10 && memcmp(plain, "{\"isnad\":1", 10) == 0;
}

static isn_status add_records(adding *x, const char *path, uint64_t *read)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    isn_status status = ISN_OK;
    if (!f)
        return isn_fail(&x->err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot read the records", path, strerror(errno));
    while (status == ISN_OK && (n = getline(&line, &cap, f)) > 0) {
        str s = str_trim((str){line, (size_t) n});
        if (s.len == 0)
            continue;
        ++*read;
        status = take(x, s);
    }
    free(line);
    if (f != stdin)
        fclose(f);
    return status;
}

static isn_status add_reports(adding *x, const cli_args *args, const char *const *paths, size_t n, pip_summary *sum)
{
    const cli_command *c = &cli_command_add;
    const char *threads = cli_value(c, args, "threads");
    src_options options = {.published = cli_value(c, args, "published"), .outlet = cli_value(c, args, "outlet")};
    pip_opened k;
    src_walk *walk;
    isn_status status = cli_open_knowledge(cli_value(c, args, "lexicon"), &k, &x->err);
    if (status == ISN_OK && (status = src_walk_new(paths, n, &walk, &x->err)) == ISN_OK) {
        int64_t count = 0;
        if (threads)
            str_to_int(str_of(threads), &count);
        pip_work work = {.know = &k.know, .options = &options, .threads = (unsigned) count, .context = x, .make = make, .sink = sink, .problem = problem};
        isn_error err = {0};
        status = pip_run(&work, walk, sum, &err);
        if (status != ISN_OK && x->err.status == ISN_OK)
            x->err = err;
        src_walk_free(walk);
    }
    pip_close(&k);
    return status;
}

static void settling(void *context, uint64_t done, uint64_t total)
{
    adding *x = context;
    static double last;
    if (x->terminal && seconds() - last > 0.2) {
        last = seconds();
        draw(x, done, total, "merging");
    }
}

static void summary(adding *x, const pip_summary *sum)
{
    double spent = seconds() - x->started;
    uint64_t read = sum->read;
    fprintf(stderr, "%llu read, %llu added, %llu already there, %llu skipped", (unsigned long long) read, (unsigned long long) x->added,
            (unsigned long long) x->known, (unsigned long long) (sum->skipped + x->bad));
    const char *before = ": ";
    for (int s = 0; s <= ISN_INTERNAL; s++) {
        uint64_t n = sum->by_status[s] + x->by_status[s];
        if (n == 0)
            continue;
        fprintf(stderr, "%s%llu %s", before, (unsigned long long) n, isn_status_name((isn_status) s));
        before = ", ";
    }
    fprintf(stderr, "; %.1f s\n", spent);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_add;
    const char *published = cli_value(c, args, "published"), *threads = cli_value(c, args, "threads");
    int64_t n_threads;
    cal_date date;
    cli_register r;
    if (published && !cal_parse(str_of(published), &date)) {
        fprintf(stderr, "isnad add: --published: '%s' is no date; write YYYY-MM-DD, YYYY-MM or YYYY\n", published);
        return EX_USAGE;
    }
    if (threads && (!str_to_int(str_of(threads), &n_threads) || n_threads < 1 || n_threads > PIP_THREADS_MAX)) {
        fprintf(stderr, "isnad add: --threads: '%s' is no number from 1 to %d\n", threads, PIP_THREADS_MAX);
        return EX_USAGE;
    }
    if (args->n_operands == 0) {
        fprintf(stderr, "isnad add: name files or folders, or - for standard input; try 'isnad add --help'\n");
        return EX_USAGE;
    }
    isn_status status = cli_register_open(c, args, STO_CREATE, &r);
    if (status != ISN_OK)
        return cli_exit_code(status);
    adding x = {.store = r.store, .terminal = isatty(STDERR_FILENO) && !cli_value(c, args, "quiet"), .verbose = cli_value(c, args, "acknowledge") != NULL};
    bool all_records = cli_value(c, args, "records") != NULL;
    pip_summary sum = {0};
    const char **reports = calloc((size_t) args->n_operands, sizeof *reports);
    size_t n_reports = 0;
    x.started = x.committed = seconds();
    sto_world(r.store, r.world);
    status = sto_begin(r.store, &x.err);
    for (int i = 0; i < args->n_operands && status == ISN_OK; i++) {
        const char *path = args->operands[i];
        if (all_records || holds_records(path))
            status = add_records(&x, path, &sum.read);
        else
            reports[n_reports++] = path;
    }
    uint64_t records = sum.read;
    if (status == ISN_OK && n_reports > 0) {
        status = add_reports(&x, args, reports, n_reports, &sum);
        sum.read += records;
    }
    free(reports);
    if (status == ISN_OK)
        status = acknowledge(&x, true);
    else
        sto_rollback(r.store);
    if (status == ISN_OK)
        status = sto_settle(r.store, r.world, settling, &x, &x.err);
    if (x.terminal)
        fprintf(stderr, "\r\033[K");
    if (status != ISN_OK) {
        if (x.err.status == ISN_OK)
            isn_fail(&x.err, status, "the reports could not be added", NULL, NULL);
        cli_complain(&x.err);
        x.first = status;
        if (x.added > x.acknowledged)
            fprintf(stderr, "isnad add: %llu reports are safe in the register; run the same command again for the rest\n", (unsigned long long) x.acknowledged);
    } else if (!cli_value(c, args, "quiet")) {
        summary(&x, &sum);
    }
    cli_register_close(&r);
    return cli_exit_code(x.first);
}

const cli_command cli_command_add = {
    .name = "add",
    .summary = "reports, folders, archives, records → a register",
    .synopsis = "FILE|FOLDER|- …",
    .description = "Reads reports as isnad read does, and takes what they say into a register, which is made if it does not exist. A file whose lines are "
                   "records (from isnad read, here or "
                   "elsewhere) is taken in as it is.\n\n"
                   "A report is in a register once: the same text from the same outlet, with the same title, date and address, is known again. So the command "
                   "may be repeated, and it may be "
                   "stopped at any moment: what it has acknowledged stays, in once. The order of the inputs makes no difference to the register.\n\n"
                   "The exit status is 0 if all inputs could be read, else that of the first that could not.",
    .examples = "  isnad add -d syria.db reports/\n"
                "      every report of a folder\n"
                "  isnad read archive.jsonl.gz > records.jsonl; isnad add records.jsonl\n"
                "      reading here, merging there\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"published", 'p', "DATE", "date of reports that give none: YYYY-MM-DD, YYYY-MM or YYYY"},
                {"outlet", 'o', "NAME", "outlet of reports that name none"},
                {"threads", 't', "N", "read with N threads instead of one a core"},
                {"lexicon", 'l', "FOLDER", "lay the tables (.tsv) of FOLDER over the lexicon, for this run"},
                {"records", 'r', NULL, "the inputs are records, standard input too"},
                {"acknowledge", 'a', NULL, "print the number of reports that are safe on the disk at each commit"},
                {"quiet", 'q', NULL, "no progress and no summary"}},
};
