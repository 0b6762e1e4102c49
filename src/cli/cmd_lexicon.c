#include "cli/command.h"
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
        status = isn_fail(&err, ISN_BAD_INPUT, "the tables have problems and nothing was written", output, "mend them, or leave these rows out with --keep-going");
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

static int run(const cli_args *args)
{
    if (args->n_operands > 0 && strcmp(args->operands[0], "compile") == 0)
        return compile(args);
    fprintf(stderr, "isnad lexicon: say what to do: compile; try 'isnad lexicon --help'\n");
    return EX_USAGE;
}

const cli_command cli_command_lexicon = {
    .name = "lexicon",
    .summary = "look up, add to, compile, verify the lexicon",
    .synopsis = "compile FOLDER … --output=FILE",
    .description = "compile reads the tables (.tsv) of the folders and writes one image, which isnad maps at start. A malformed row is reported with its file, line and column.",
    .run = run,
    .options = {{"output", 'o', "FILE", "where the image goes"}, {"keep-going", 'k', NULL, "leave out rows with problems instead of stopping"}},
};
