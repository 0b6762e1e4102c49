/* What a command reads with: the compiled lexicon, the user's own tables over it, and the learned models. */
#ifndef ISNAD_CLI_KNOWLEDGE_H
#define ISNAD_CLI_KNOWLEDGE_H

#include "pipeline/reader.h"

typedef struct cli_knowledge {
    pip_knowledge know; /* what pip_run and pip_reader_new take */
    lex_image *image;
    men_tagger *tagger;
    frm_model *frames;
} cli_knowledge;

/* Opens the image (command.h, cli_lexicon_path) and the models isnad.names and isnad.frames that stand in the same folder; a model that is not there is done without.
 * folder: tables of the user to lay over the lexicon, or NULL; they are compiled in memory, and a problem in one of their rows is complained of on standard error and
 * refuses the whole. */
isn_status cli_open_knowledge(const char *folder, cli_knowledge *ret, isn_error *err);
void cli_close_knowledge(cli_knowledge *k); /* also after a failed open */

#endif
