/* isnad lexicon: one command for all that is asked of the tables; each sub-command is a file of its own (lexicon.h). Compiling stands here. */
#include "cli/command.h"
#include "cli/knowledge.h"
#include "cli/lexicon.h"
#include "lexicon/compile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

enum { COMPILE_MEMORY = 1 << 30 };

extern const cli_command cli_command_lexicon;

static void print_problem(void *context, const isn_error *problem)
{
    (void) context;
    cli_complain(problem);
}

/* Writes beside the target and renames, so that a reader never maps half an image. */
static isn_status write_whole(const char *path, str bytes, isn_error *err)
{
    char temporary[4096];
    if (snprintf(temporary, sizeof temporary, "%s.new", path) >= (int) sizeof temporary)
        return isn_fail(err, ISN_LIMIT, "the path is too long", path, NULL);
    FILE *f = fopen(temporary, "wb");
    if (!f)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_IO, "cannot write the lexicon image", temporary, strerror(errno));
    bool ok = fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len && fflush(f) == 0;
    ok = fclose(f) == 0 && ok;
    if (!ok || rename(temporary, path) != 0) {
        isn_fail(err, ISN_IO, "cannot write the lexicon image", path, strerror(errno));
        unlink(temporary);
        return ISN_IO;
    }
    return ISN_OK;
}

static int compile(const cli_args *args)
{
    const char *output = cli_value(&cli_command_lexicon, args, "output");
    bool keep_going = cli_value(&cli_command_lexicon, args, "keep-going") != NULL;
    isn_error err;
    unsigned bad = 0;
    if (args->n_operands < 2 || !output) {
        fprintf(stderr, "isnad lexicon compile: name the folders of tables and --output=FILE\n");
        return EX_USAGE;
    }
    arena *a = arena_new(COMPILE_MEMORY);
    if (!a)
        return EX_OSERR;
    lex_tables tables = {.memory = a};
    buf image = {0};
    isn_status status = ISN_OK;
    for (int i = 1; i < args->n_operands && status == ISN_OK; i++)
        status = lex_read_folder(&tables, args->operands[i], print_problem, NULL, &bad, &err);
    if (status == ISN_OK)
        status = lex_compile(&tables, &image, print_problem, NULL, &bad, &err);
    if (status == ISN_OK && bad > 0 && !keep_going)
        status = isn_fail(&err, ISN_BAD_INPUT, "the tables have problems and nothing was written", output,
                          "mend them, or leave these rows out with --keep-going");
    if (status == ISN_OK)
        status = write_whole(output, buf_str(&image), &err);
    if (status != ISN_OK)
        cli_complain(&err);
    else if (bad > 0)
        fprintf(stderr, "isnad lexicon: %u rows were left out\n", bad);
    buf_free(&image);
    arena_free(a);
    return cli_exit_code(status);
}

static int usage(const char *what)
{
    fprintf(stderr, "isnad lexicon %s; try 'isnad lexicon --help'\n", what);
    return EX_USAGE;
}

/* The sub-commands that ask the lexicon, with the user's tables over it. */
static int ask(const cli_args *args, const char *what)
{
    const char *own = cli_value(&cli_command_lexicon, args, "lexicon"), *on = cli_value(&cli_command_lexicon, args, "on");
    bool adding = strcmp(what, "add") == 0;
    pip_opened k = {0};
    isn_error err;
    int n = args->n_operands - 1, code;
    const char *const *rest = args->operands + 1;
    if (n < 1 || (strcmp(what, "who") == 0 && n != 2) || (adding && (n < 2 || !own)))
        return usage(adding                     ? "add: name --lexicon=FOLDER, a table and column=value"
                     : strcmp(what, "who") == 0 ? "who: name an office and a state or organisation"
                                                : "lookup: name a word");
    isn_status status = cli_open_knowledge(adding ? NULL : own, &k, &err);
    if (status != ISN_OK) {
        cli_complain(&err);
        pip_close(&k);
        return cli_exit_code(status);
    }
    if (adding)
        code = cli_lexicon_add(k.image, own, rest[0], rest + 1, n - 1);
    else if (strcmp(what, "who") == 0)
        code = cli_lexicon_who(k.image, rest[0], rest[1], on);
    else
        code = cli_lexicon_lookup(k.image, rest, n);
    pip_close(&k);
    return code;
}

static int run(const cli_args *args)
{
    static const char *const questions[] = {"lookup", "who", "add"};
    const char *what = args->n_operands > 0 ? args->operands[0] : "";
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strcmp(what, questions[i]) == 0)
            return ask(args, what);
    if (strcmp(what, "compile") == 0)
        return compile(args);
    if (strcmp(what, "check") == 0)
        return args->n_operands > 1 ? cli_lexicon_check(args->operands + 1, args->n_operands - 1, cli_value(&cli_command_lexicon, args, "gaps") != NULL)
                                    : usage("check: name the folders of tables");
    return usage(": say what to do: lookup, who, add, check or compile");
}

const cli_command cli_command_lexicon = {
    .name = "lexicon",
    .summary = "look up, add to, compile, verify the lexicon",
    .synopsis = "lookup WORD … | who OFFICE OF | add TABLE COLUMN=VALUE … | check FOLDER … | compile FOLDER …",
    .description = "lookup prints what words can be: one line a reading, with its kind, id, name, Latin name, shape, clitics and where it comes from.\n\n"
                   "who prints the tenures of an office (a key such as foreign_minister, or an Arabic form) of a state or organisation; an end that is not "
                   "known is said to be so.\n\n"
                   "add writes a row to the tables in the folder of --lexicon, after trying it over the compiled lexicon.\n\n"
                   "check validates the tables of the folders and lists offices with two holders at once.\n\n"
                   "compile reads the tables (.tsv) of the folders and writes one image, which isnad maps at start. A malformed row is reported with its file, "
                   "line and column.",
    .examples = "  isnad lexicon lookup وللبنك\n      every reading of the word\n  isnad lexicon who foreign_minister RUS --on=2015-09-30\n      who held the "
                "office that day\n"
                "  isnad lexicon add people person=person:x name=\"فلان الفلاني\" country=SYR --lexicon=mine\n      a person of your own",
    .run = run,
    .options = {{"output", 'o', "FILE", "compile: where the image goes"},
                {"keep-going", 'k', NULL, "compile: leave out rows with problems instead of stopping"},
                {"lexicon", 'l', "FOLDER", "tables of your own, laid over the lexicon"},
                {"on", 0, "DATE", "who: only those who held the office then (YYYY, YYYY-MM or YYYY-MM-DD)"},
                {"gaps", 0, NULL, "check: list gaps between tenures too"}},
};
