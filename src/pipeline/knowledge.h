/* Opening what reading knows: the compiled lexicon, the user's own tables over it, and the learned models. */
#ifndef ISNAD_PIPELINE_KNOWLEDGE_H
#define ISNAD_PIPELINE_KNOWLEDGE_H

#include "pipeline/reader.h"

typedef struct pip_opened {
    pip_knowledge know; /* what pip_run and pip_reader_new take */
    lex_image *image;
    men_tagger *tagger;
    frm_model *frames;
} pip_opened;

/* Opens the image at path, and the models isnad.names and isnad.frames that stand beside it; a model that is not there is done without.
 * folder: tables of the user to lay over the lexicon, or NULL. They are compiled in memory; each bad row among them is told to problem (which may be NULL), and
 * one is enough to refuse the whole with ISN_BAD_INPUT. */
isn_status pip_open(const char *path, const char *folder, lex_problem_fn *problem, void *context, pip_opened *ret, isn_error *err);
void pip_close(pip_opened *o); /* also after a failed pip_open */

#endif
