/* What the commands that use a register share: which one is meant, and what entities are called. */
#ifndef ISNAD_CLI_REGISTER_H
#define ISNAD_CLI_REGISTER_H

#include "cli/command.h"
#include "ledger/dispute.h"
#include "store/store.h"
#include "view/timeline.h"

#define CLI_REGISTER_OPTION                                                                                                                                    \
    {                                                                                                                                                          \
        "register", 'd', "FILE", "the register; else $ISNAD_REGISTER, else ./isnad.db"                                                                         \
    }

typedef struct cli_register {
    sto *store;
    lex_image *lexicon; /* NULL if none is found: ids then stand for names */
    led_world *world;
    view_names names;
} cli_register;

/* Opens the register that the command's options mean, and the lexicon beside the program. An add that was cut short is finished first. Complains itself. */
isn_status cli_register_open(const cli_command *c, const cli_args *args, sto_mode mode, cli_register *ret);
void cli_register_close(cli_register *r);

/* The id that a person means by a code or a name in Arabic or English: SYR, سوريا, Syria, بوتين. ISN_NOT_FOUND if nobody is called so. */
isn_status cli_party(cli_register *r, const char *name, arena *a, str *ret);

/* Standard output's width and whether it wants isolates and colour. */
view_style cli_style(const char *format, bool *ok);

/* The sentence that stands for an event. */
str cli_sentence(cli_register *r, const led_event *e, arena *a);

/* The event under a name or the beginning of one (e1a2b3c4). */
isn_status cli_event(cli_register *r, const char *name, arena *a, led_event *ret, isn_error *err);

/* Complains and gives the exit code. */
int cli_fail(const isn_error *err);

#endif
