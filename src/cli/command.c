#define _GNU_SOURCE
#include "cli/command.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

extern const cli_command cli_command_read, cli_command_lexicon, cli_command_man;
extern const cli_command cli_command_add, cli_command_timeline, cli_command_show, cli_command_export, cli_command_conflicts, cli_command_who,
    cli_command_sources, cli_command_verify, cli_command_backup, cli_command_search, cli_command_correct, cli_command_check;

const cli_command *const cli_commands[] = {
    &cli_command_read,   &cli_command_add,       &cli_command_timeline, &cli_command_show,
    &cli_command_who,    &cli_command_conflicts, &cli_command_sources,  &cli_command_search,
    &cli_command_check,  &cli_command_correct,   &cli_command_export,   &cli_command_verify,
    &cli_command_backup, &cli_command_lexicon,   &cli_command_man,      NULL,
};

const cli_command *cli_find(const char *name)
{
    for (size_t i = 0; cli_commands[i]; i++)
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    return NULL;
}

const char *cli_value(const cli_command *c, const cli_args *args, const char *name)
{
    for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++)
        if (strcmp(c->options[i].name, name) == 0)
            return args->values[i];
    return NULL;
}

int cli_exit_code(isn_status status)
{
    switch (status) {
    case ISN_OK:
    case ISN_END: return EX_OK;
    case ISN_NOT_FOUND: return EX_NOINPUT;
    case ISN_NO_ACCESS: return EX_NOPERM;
    case ISN_NOT_TEXT:
    case ISN_EMPTY:
    case ISN_BAD_INPUT:
    case ISN_LIMIT: return EX_DATAERR;
    case ISN_BAD_IMAGE:
    case ISN_BAD_REGISTER: return EX_DATAERR;
    case ISN_BUSY: return EX_TEMPFAIL;
    case ISN_IO: return EX_IOERR;
    case ISN_NOMEM: return EX_OSERR;
    case ISN_INTERNAL: return EX_SOFTWARE;
    }
    return EX_SOFTWARE;
}

void cli_complain(const isn_error *err)
{
    fputs("isnad: ", stderr);
    if (err->where[0]) {
        fputs(err->where, stderr);
        if (err->line)
            fprintf(stderr, ":%llu", (unsigned long long) err->line);
        else if (err->offset)
            fprintf(stderr, ": byte %llu", (unsigned long long) err->offset);
        fputs(": ", stderr);
    }
    fputs(err->what ? err->what : isn_status_name(err->status), stderr);
    if (err->detail[0])
        fprintf(stderr, " (%s)", err->detail);
    fputc('\n', stderr);
}

static bool readable(const char *path)
{
    return access(path, R_OK) == 0;
}

const char *cli_lexicon_path(char *buffer, size_t size, isn_error *err)
{
    const char *set = getenv("ISNAD_LEXICON");
    if (set && set[0])
        return set;
    ssize_t n = readlink("/proc/self/exe", buffer, size - 1);
    if (n > 0) {
        buffer[n] = '\0';
        char *slash = strrchr(buffer, '/');
        if (slash && (size_t) (slash - buffer) + sizeof "/../share/isnad/isnad.lex" < size) {
            strcpy(slash, "/isnad.lex");
            if (readable(buffer))
                return buffer;
            strcpy(slash, "/../share/isnad/isnad.lex");
            if (readable(buffer))
                return buffer;
        }
    }
    isn_fail(err, ISN_NOT_FOUND, "no lexicon image found beside the program", "isnad.lex",
             "build it with: isnad lexicon compile, or name one in ISNAD_LEXICON");
    return NULL;
}
