/* --help and man pages, both from the table of commands. */
#include "cli/command.h"

#include <stdio.h>

enum { WIDTH = 79, INDENT = 26 };

/* Prints text wrapped at WIDTH with a hanging indent. The texts of the tables are ASCII or short; columns are counted in code points. */
static void wrap(const char *text, int column, int indent)
{
    while (*text) {
        size_t len = strcspn(text, " \n");
        int width = 0;
        for (size_t i = 0; i < len; i++)
            width += ((unsigned char) text[i] & 0xC0) != 0x80;
        if (column > indent && column + 1 + width > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int) len, text);
        column += width;
        text += len;
        if (text[0] == '\n' && text[1] == '\n') {
            printf("\n\n%*s", indent, "");
            column = indent;
        }
        while (*text == ' ' || *text == '\n')
            text++;
    }
    putchar('\n');
}

static int option_label(const cli_option *o, char *out, size_t size)
{
    char letter[8] = "    ";
    if (o->letter)
        snprintf(letter, sizeof letter, "-%c, ", o->letter);
    return snprintf(out, size, "  %s--%s%s%s", letter, o->name, o->argument ? "=" : "", o->argument ? o->argument : "");
}

void cli_help(const cli_command *c)
{
    if (!c) {
        printf("isnad reads Arabic press reports and keeps a register of the relations between states.\n\nUsage: isnad COMMAND [OPTION …] [OPERAND …]\n\n");
        for (size_t i = 0; cli_commands[i]; i++)
            printf("  %-11s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
        printf("\nisnad COMMAND --help says more; isnad --version prints the version.\n");
        return;
    }
    printf("Usage: isnad %s [OPTION …] %s\n\n", c->name, c->synopsis);
    wrap(c->description, 0, 0);
    printf("\nOptions:\n");
    for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++) {
        char label[96];
        int n = option_label(&c->options[i], label, sizeof label);
        printf("%-*s", INDENT, label);
        if (n >= INDENT)
            printf("\n%*s", INDENT, "");
        wrap(c->options[i].help, INDENT, INDENT);
    }
    printf("%-*s%s\n", INDENT, "  -h, --help", "this help");
    if (c->examples)
        printf("\nExamples:\n%s\n", c->examples);
}

/* Text for troff: backslashes and hyphens escaped, no line may begin with a control character. */
static void troff(const char *text)
{
    bool start = true;
    for (; *text; text++) {
        if (start && (*text == '.' || *text == '\''))
            printf("\\&");
        if (*text == '\\')
            printf("\\e");
        else if (*text == '-')
            printf("\\-");
        else
            putchar(*text);
        start = *text == '\n';
        if (text[0] == '\n' && text[1] == '\n') {
            printf(".PP\n");
            text++;
        }
    }
    putchar('\n');
}

void cli_man(const cli_command *c)
{
    if (!c) {
        printf(".TH ISNAD 1\n.SH NAME\nisnad \\- reads Arabic press reports and keeps a register of the relations between states\n.SH SYNOPSIS\n.B isnad\n"
               "COMMAND [OPTION …] [OPERAND …]\n.SH COMMANDS\n");
        for (size_t i = 0; cli_commands[i]; i++) {
            printf(".TP\n.BR isnad\\-%s (1)\n", cli_commands[i]->name);
            troff(cli_commands[i]->summary);
        }
        printf(".SH EXIT STATUS\nThose of sysexits.h: 0 all was well, 64 wrong usage, 65 bad input, 66 no such input, 74 input or output failed, 75 the register is busy, "
               "77 no permission.\n.SH ENVIRONMENT\n.TP\n.B ISNAD_LEXICON\npath of the lexicon image, instead of the one beside the program\n");
        return;
    }
    printf(".TH ISNAD-%s 1\n.SH NAME\nisnad\\-%s \\- ", c->name, c->name);
    troff(c->summary);
    printf(".SH SYNOPSIS\n.B isnad %s\n", c->name);
    printf("[OPTION …] ");
    troff(c->synopsis);
    printf(".SH DESCRIPTION\n");
    troff(c->description);
    printf(".SH OPTIONS\n");
    for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++) {
        const cli_option *o = &c->options[i];
        printf(".TP\n");
        if (o->letter)
            printf(".B \\-%c\\fR, ", o->letter);
        else
            printf(".B ");
        printf("\\fB\\-\\-%s\\fR%s%s\n", o->name, o->argument ? "=" : "", o->argument ? o->argument : "");
        troff(o->help);
    }
    if (c->examples) {
        printf(".SH EXAMPLES\n.nf\n");
        troff(c->examples);
        printf(".fi\n");
    }
    printf(".SH SEE ALSO\n.BR isnad (1)\n");
}
