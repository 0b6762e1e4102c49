/* One thread's reader: an item's bytes → report → record. The order of the stages is known here and nowhere else. */
#ifndef ISNAD_PIPELINE_READER_H
#define ISNAD_PIPELINE_READER_H

#include "frame/record.h"
#include "mention/tagger.h"
#include "source/parse.h"

/* What reading knows: the lexicon, and the learned models where they are there (NULL: rules alone). Shared by all readers; must outlive them. */
typedef struct pip_knowledge {
    const lex_image *image;
    const men_tagger *tagger;
    const frm_model *frames;
    const struct frm_observer *observer; /* for training; else NULL */
} pip_knowledge;

typedef struct pip_reader pip_reader;

/* NULL if memory is refused. */
pip_reader *pip_reader_new(const pip_knowledge *know);
void pip_reader_free(pip_reader *r);

/* Reads one item. *ret lives until the next call. ISN_LIMIT for a report that needs more than the reader's ceiling of memory. */
isn_status pip_read(pip_reader *r, const src_item *item, const src_options *options, const frm_record **ret, isn_error *err);

#endif
