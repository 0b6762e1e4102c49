/* isnad man: the manual, from the same table as --help. */
#include "cli/command.h"

#include <stdio.h>
#include <sysexits.h>

static int run(const cli_args *args)
{
    if (args->n_operands == 0) {
        cli_man(NULL);
        return EX_OK;
    }
    const cli_command *c = cli_find(args->operands[0]);
    if (!c) {
        fprintf(stderr, "isnad man: there is no such command: %s\n", args->operands[0]);
        return EX_USAGE;
    }
    cli_man(c);
    return EX_OK;
}

const cli_command cli_command_man = {
    .name = "man",
    .summary = "print a manual page in troff",
    .synopsis = "[COMMAND]",
    .description = "Prints the manual page of COMMAND, or of isnad itself, for man -l or for installing. The pages and --help come from one table.",
    .run = run,
};
