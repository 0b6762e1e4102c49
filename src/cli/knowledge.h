/* What a command reads with: pipeline/knowledge.h, found where cli_lexicon_path says, with bad rows of the user's tables complained of on standard error. */
#ifndef ISNAD_CLI_KNOWLEDGE_H
#define ISNAD_CLI_KNOWLEDGE_H

#include "pipeline/knowledge.h"

/* folder: tables of the user (--lexicon), or NULL. Close *ret with pip_close, also after a failure. */
isn_status cli_open_knowledge(const char *folder, pip_opened *ret, isn_error *err);

#endif
