/* Commands: one table row each; the same table gives --help and the man pages. */
#ifndef ISNAD_CLI_COMMAND_H
#define ISNAD_CLI_COMMAND_H

#include "base/status.h"
#include "base/str.h"

enum { CLI_OPTIONS_MAX = 24 };

typedef struct cli_option {
    const char *name;     /* long name without dashes */
    char letter;          /* short name, or 0 */
    const char *argument; /* "FILE", or NULL for a flag */
    const char *help;     /* one sentence without a full stop */
} cli_option;

typedef struct cli_args {
    const char *values[CLI_OPTIONS_MAX]; /* by option of the command's table; "" for a flag that was given; NULL if not given */
    const char *const *operands;
    int n_operands;
} cli_args;

typedef struct cli_command {
    const char *name;
    const char *summary;     /* one line */
    const char *synopsis;    /* operands: "[FILE …]" */
    const char *description; /* paragraphs separated by blank lines */
    const char *examples;    /* lines "command\n    what it does", or NULL */
    int (*run)(const cli_args *args);
    cli_option options[CLI_OPTIONS_MAX];
} cli_command;

extern const cli_command *const cli_commands[];
const cli_command *cli_find(const char *name);

/* The value of an option by its long name, or NULL. */
const char *cli_value(const cli_command *c, const cli_args *args, const char *name);

/* sysexits.h code for a status. */
int cli_exit_code(isn_status status);

/* Prints "isnad: WHERE:LINE: WHAT: DETAIL" on standard error, in one line. */
void cli_complain(const isn_error *err);

/* Prints help of a command, or of the program if c is NULL, on standard output. */
void cli_help(const cli_command *c);
/* Prints a man page (troff). */
void cli_man(const cli_command *c);

/* Path of the lexicon image: $ISNAD_LEXICON, beside the program, or where it is installed; buffer is PATH_MAX bytes. NULL with *err if there is none. */
const char *cli_lexicon_path(char *buffer, size_t size, isn_error *err);

#endif
