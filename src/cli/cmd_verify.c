/* isnad verify: whether a register is whole. */
#include "cli/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

extern const cli_command cli_command_verify;

static void complain(void *context, const char *what, const char *detail)
{
    unsigned *n = context;
    ++*n;
    printf("%s (%s)\n", what, detail);
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_verify;
    const char *path = cli_value(c, args, "register"), *set = getenv("ISNAD_REGISTER");
    isn_error err = {0};
    unsigned n = 0;
    sto *s;
    isn_status status = sto_open(path ? path : set && set[0] ? set : "isnad.db", STO_READ, &s, &err);
    if (status != ISN_OK)
        return cli_fail(&err);
    sto_counts counts = {0};
    status = sto_verify(s, complain, &n, &err);
    if (status == ISN_OK)
        status = sto_count(s, &counts, &err);
    if (status != ISN_OK)
        cli_complain(&err);
    else
        printf("%lld reports of %lld origins, %lld tellings of %lld events, %lld statements, %lld offices cited, %lld disagreements, %lld decisions: %s\n",
               (long long) counts.reports, (long long) counts.origins, (long long) counts.tellings, (long long) counts.events, (long long) counts.statements,
               (long long) counts.offices, (long long) counts.disputes, (long long) counts.decisions,
               n                  ? "damaged"
               : sto_unsettled(s) ? "whole, not yet settled (the next command does it)"
                                  : "whole");
    sto_close(s);
    return status != ISN_OK ? cli_exit_code(status) : n ? EX_DATAERR : EX_OK;
}

const cli_command cli_command_verify = {
    .name = "verify",
    .summary = "whether a register is whole",
    .synopsis = "",
    .description = "Checks every page of the file, every text, the index of search, and what must hold between the tables. Prints what it finds; the exit "
                   "status is 65 if that is anything.",
    .run = run,
    .options = {CLI_REGISTER_OPTION},
};
