/* --help and man pages, both from the table of commands, so that they cannot differ. */
#include "cli/command.h"

#include <ctype.h>
#include <stdio.h>

#ifndef ISNAD_VERSION
#define ISNAD_VERSION "0"
#endif

enum { WIDTH = 79, INDENT = 26 };

/* Prints text wrapped at WIDTH with a hanging indent, from column on. The texts of the tables are ASCII or short; columns are counted in code points. */
static void wrap(const char *text, int column, int indent, bool ends_line)
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
    if (ends_line)
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
        printf("isnad reads Arabic press reports and keeps a register of the relations between states.\n\n"
               "Usage: isnad COMMAND [OPTION …] [OPERAND …]\n\n");
        for (size_t i = 0; cli_commands[i]; i++)
            printf("  %-11s %s\n", cli_commands[i]->name, cli_commands[i]->summary);
        printf("\nisnad COMMAND --help says more; isnad --version prints the version.\n");
        return;
    }
    enum { USAGE_INDENT = 13 };
    wrap("[OPTION …]", printf("Usage: isnad %s", c->name), USAGE_INDENT, false);
    wrap(c->synopsis, (int) strlen("Usage: isnad  [OPTION .]") + (int) strlen(c->name), USAGE_INDENT, true);
    putchar('\n');
    wrap(c->description, 0, 0, true);
    printf("\nOptions:\n");
    for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++) {
        char label[96];
        int n = option_label(&c->options[i], label, sizeof label);
        printf("%-*s", INDENT, label);
        if (n >= INDENT)
            printf("\n%*s", INDENT, "");
        wrap(c->options[i].help, INDENT, INDENT, true);
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

static const char exit_status[] = ".SH EXIT STATUS\n0 if all was well; otherwise a code of sysexits.h: 64 wrong usage, 65 bad input, 66 no such input, 70 a "
                                  "bug, 71 no memory, 74 reading or writing "
                                  "failed, 75 the register is busy (try again), 77 no permission.\n";

static void man_title(const char *name)
{
    printf(".TH ISNAD");
    if (name[0])
        putchar('-');
    for (const char *p = name; *p; p++)
        putchar(toupper((unsigned char) *p));
    printf(" 1 \"\" \"isnad " ISNAD_VERSION "\" \"User Commands\"\n");
}

static void man_of_program(void)
{
    man_title("");
    printf(".SH NAME\nisnad \\- reads Arabic press reports and keeps a register of the relations between states\n"
           ".SH SYNOPSIS\n.B isnad\nCOMMAND [OPTION …] [OPERAND …]\n"
           ".SH DESCRIPTION\nReads what the Arabic press reports of the relations between states, who visited whom, what was signed, who holds which office, "
           "and keeps "
           "it in a register in which every fact leads back to the sentence that says it. Where reports disagree, the register shows the disagreement. It "
           "never picks a "
           "truth, and never says that something happened, only who says that it did.\n"
           ".SH COMMANDS\n");
    for (size_t i = 0; cli_commands[i]; i++) {
        printf(".TP\n.BR isnad\\-%s (1)\n", cli_commands[i]->name);
        troff(cli_commands[i]->summary);
    }
    printf(
        "%s.SH ENVIRONMENT\n.TP\n.B ISNAD_LEXICON\npath of the lexicon image, instead of the one beside the program; the models are looked for in its folder\n",
        exit_status);
}

static void man_option(char letter, const char *name, const char *argument, const char *help)
{
    printf(".TP\n");
    if (letter)
        printf("\\fB\\-%c\\fR, ", letter);
    printf("\\fB\\-\\-");
    for (const char *p = name; *p; p++) {
        if (*p == '-')
            putchar('\\');
        putchar(*p);
    }
    printf("\\fR%s%s\n", argument ? "=" : "", argument ? argument : "");
    troff(help);
}

void cli_man(const cli_command *c)
{
    if (!c) {
        man_of_program();
        return;
    }
    man_title(c->name);
    printf(".SH NAME\nisnad\\-%s \\- ", c->name);
    troff(c->summary);
    printf(".SH SYNOPSIS\n.B isnad %s\n[OPTION …] ", c->name);
    troff(c->synopsis);
    printf(".SH DESCRIPTION\n");
    troff(c->description);
    printf(".SH OPTIONS\n");
    for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++)
        man_option(c->options[i].letter, c->options[i].name, c->options[i].argument, c->options[i].help);
    man_option('h', "help", NULL, "print a summary of this page");
    if (c->examples) {
        printf(".SH EXAMPLES\n.nf\n");
        troff(c->examples);
        printf(".fi\n");
    }
    printf("%s.SH SEE ALSO\n.BR isnad (1)\n", exit_status);
}
