/* The program: finds the command, reads its options from its table, runs it, and makes sure that what it printed arrived. */
#include "cli/command.h"

#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#ifndef ISNAD_VERSION
#define ISNAD_VERSION "0"
#endif

static int refuse(const char *what, const char *value)
{
    fprintf(stderr, "isnad: %s: %s; try 'isnad --help'\n", what, value);
    return EX_USAGE;
}

/* Parses the options of one command with getopt_long from its table. Returns EX_OK, or the code to exit with; -1 after --help. */
static int parse(const cli_command *c, int argc, char **argv, cli_args *ret)
{
    struct option longs[CLI_OPTIONS_MAX + 2] = {0};
    char shorts[CLI_OPTIONS_MAX * 2 + 4] = ":h";
    int n = 0;
    for (; n < CLI_OPTIONS_MAX && c->options[n].name; n++) {
        longs[n] = (struct option){c->options[n].name, c->options[n].argument ? required_argument : no_argument, NULL, 256 + n};
        if (c->options[n].letter) {
            char text[3] = {c->options[n].letter, c->options[n].argument ? ':' : '\0', '\0'};
            size_t len = strlen(shorts);
            memcpy(shorts + len, text, sizeof text);
        }
    }
    longs[n] = (struct option){"help", no_argument, NULL, 'h'};
    opterr = 0;
    for (int o; (o = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (o == 'h') {
            cli_help(c);
            return -1;
        }
        if (o == '?' || o == ':') {
            fprintf(stderr, "isnad %s: %s '%s'; try 'isnad %s --help'\n", c->name, o == ':' ? "this option needs a value:" : "unknown option", argv[optind - 1],
                    c->name);
            return EX_USAGE;
        }
        for (int i = 0; i < n; i++)
            if (o == 256 + i || (c->options[i].letter && o == c->options[i].letter))
                ret->values[i] = c->options[i].argument ? optarg : "";
    }
    ret->operands = (const char *const *) argv + optind;
    ret->n_operands = argc - optind;
    return EX_OK;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    if (argc < 2) {
        cli_help(NULL);
        return EX_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || (strcmp(argv[1], "help") == 0 && argc == 2)) {
        cli_help(NULL);
        return EX_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("isnad %s\n", ISNAD_VERSION);
        return EX_OK;
    }
    bool help = strcmp(argv[1], "help") == 0;
    const cli_command *c = cli_find(argv[help ? 2 : 1]);
    if (!c)
        return refuse("there is no such command", argv[help ? 2 : 1]);
    if (help) {
        cli_help(c);
        return EX_OK;
    }
    cli_args args = {0};
    int code = parse(c, argc - 1, argv + 1, &args);
    if (code != EX_OK)
        return code < 0 ? EX_OK : code;
    code = c->run(&args);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "isnad: cannot write to standard output\n");
        return EX_IOERR;
    }
    return code;
}
