/* isnad read: reports → records, one JSON object a line, in the order of the inputs. Opens no register; two runs give the same bytes. */
#include "cli/command.h"
#include "cli/knowledge.h"
#include "pipeline/batch.h"
#include "text/calendar.h"
#include "view/record.h"

#include <errno.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

extern const cli_command cli_command_read;

typedef struct reading {
    isn_status first; /* status of the first input that could not be read */
} reading;

static void make(void *context, const frm_record *record, buf *out)
{
    (void) context;
    view_record(record, out);
}

static isn_status sink(void *context, str made, const pip_summary *so_far)
{
    (void) context;
    (void) so_far;
    return fwrite(made.ptr, 1, made.len, stdout) == made.len ? ISN_OK : ISN_IO;
}

static void problem(void *context, const isn_error *what)
{
    reading *r = context;
    if (r->first == ISN_OK)
        r->first = what->status;
    cli_complain(what);
}

/* "isnad read: 12 reports read, 3 skipped: 2 not text, 1 empty" */
static void print_summary(const pip_summary *sum)
{
    const char *before = ": ";
    fprintf(stderr, "isnad read: %llu %s read, %llu skipped", (unsigned long long) sum->read, sum->read == 1 ? "report" : "reports",
            (unsigned long long) sum->skipped);
    for (int s = 0; s <= ISN_INTERNAL; s++) {
        if (sum->by_status[s] == 0)
            continue;
        fprintf(stderr, "%s%llu %s", before, (unsigned long long) sum->by_status[s], isn_status_name((isn_status) s));
        before = ", ";
    }
    fputc('\n', stderr);
}

static int read_all(const cli_args *args, const pip_knowledge *know, const src_options *options, unsigned threads)
{
    static const char *const standard_input[] = {"-"};
    const char *const *paths = args->n_operands > 0 ? args->operands : standard_input;
    size_t n = args->n_operands > 0 ? (size_t) args->n_operands : 1;
    reading r = {0};
    isn_error err = {0};
    src_walk *walk;
    pip_summary sum;
    pip_work work = {.know = know, .options = options, .threads = threads, .context = &r, .make = make, .sink = sink, .problem = problem};
    isn_status status = src_walk_new(paths, n, &walk, &err);
    if (status == ISN_OK) {
        status = pip_run(&work, walk, &sum, &err);
        src_walk_free(walk);
    }
    if (status != ISN_OK) {
        if (status == ISN_IO && ferror(stdout))
            isn_fail(&err, ISN_IO, "cannot write the records", "standard output", NULL);
        cli_complain(&err);
        return cli_exit_code(status);
    }
    if (sum.skipped > 0)
        print_summary(&sum);
    return cli_exit_code(r.first);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_read;
    src_options options = {.published = cli_value(c, args, "published"), .outlet = cli_value(c, args, "outlet")};
    const char *threads = cli_value(c, args, "threads");
    int64_t n_threads = 0;
    cal_date date;
    isn_error err = {0};
    pip_opened k;
    if (options.published && !cal_parse(str_of(options.published), &date)) {
        fprintf(stderr, "isnad read: --published: '%s' is no date; write YYYY-MM-DD, YYYY-MM or YYYY\n", options.published);
        return EX_USAGE;
    }
    if (threads && (!str_to_int(str_of(threads), &n_threads) || n_threads < 1 || n_threads > PIP_THREADS_MAX)) {
        fprintf(stderr, "isnad read: --threads: '%s' is no number from 1 to %d\n", threads, PIP_THREADS_MAX);
        return EX_USAGE;
    }
    if (args->n_operands == 0 && isatty(STDIN_FILENO)) {
        fprintf(stderr, "isnad read: name files or folders, or - for standard input; try 'isnad read --help'\n");
        return EX_USAGE;
    }
    int code;
    isn_status status = cli_open_knowledge(cli_value(c, args, "lexicon"), &k, &err);
    if (status == ISN_OK) {
        code = read_all(args, &k.know, &options, (unsigned) n_threads);
    } else {
        cli_complain(&err);
        code = cli_exit_code(status);
    }
    pip_close(&k);
    return code;
}

const cli_command cli_command_read = {
    .name = "read",
    .summary = "reports → records on standard output",
    .synopsis = "[FILE|FOLDER|- …]",
    .description = "Reads reports and prints what they say as records, one JSON object a line, in the order of the inputs: names, dates, numbers, offices, "
                   "events and statements, each "
                   "with its place in the text. Nothing else is opened or written, and the same input gives the same bytes.\n\n"
                   "An input is a plain text, an HTML page or JSON lines, in UTF-8, UTF-16, windows-1256 or ISO-8859-6; or a folder, a .zip or .tar archive, "
                   "or a .gz or .zst of any of "
                   "these. Without an operand, and for -, standard input is read.\n\n"
                   "An input that cannot be read is named on standard error with the reason, the rest goes on, and a count of what was skipped closes the run; "
                   "the exit status is then "
                   "that of the first such input.",
    .examples = "  isnad read reports > records.jsonl\n"
                "      every report of a folder\n"
                "  zcat archive.jsonl.gz | isnad read - | jq -r '.events[].text'\n"
                "      the words of each event\n"
                "  isnad read --published=2020-01-08 --outlet=سانا report.txt\n"
                "      a text that does not say when and where it appeared",
    .run = run,
    .options = {{"published", 'p', "DATE", "date of reports that give none: YYYY-MM-DD, YYYY-MM or YYYY; relative dates (today, Tuesday) are counted from it"},
                {"outlet", 'o', "NAME", "outlet of reports that name none"},
                {"threads", 't', "N", "read with N threads instead of one a core"},
                {"lexicon", 'l', "FOLDER", "lay the tables (.tsv) of FOLDER over the lexicon, for this run"}},
};
