/* isnad backup: a consistent copy of a register, also while it is written to. */
#include "cli/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_backup;

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_backup;
    const char *path = cli_value(c, args, "register"), *set = getenv("ISNAD_REGISTER");
    isn_error err = {0};
    sto *s;
    if (args->n_operands != 1) {
        fprintf(stderr, "isnad backup: name the file to write; try 'isnad backup --help'\n");
        return EX_USAGE;
    }
    isn_status status = sto_open(path ? path : set && set[0] ? set : "isnad.db", STO_READ, &s, &err);
    if (status == ISN_OK) {
        status = sto_backup(s, args->operands[0], &err);
        sto_close(s);
    }
    return status == ISN_OK ? EX_OK : cli_fail(&err);
}

const cli_command cli_command_backup = {
    .name = "backup",
    .summary = "a consistent copy of a register",
    .synopsis = "FILE",
    .description = "Writes a copy of the register to FILE, which must not exist. The copy is consistent even if others are writing to the register; it is "
                   "complete once it stands under its name.",
    .run = run,
    .options = {CLI_REGISTER_OPTION},
};
