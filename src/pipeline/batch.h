/* Many reports at once: one thread walks the inputs, others read, and what they make comes out in the order of the inputs.
 *
 *     src_walk ──items──▶ [ slots ] ──▶ worker: parse, read, make bytes ──▶ [ slots, done ] ──in order──▶ sink (the caller's thread)
 *
 * The ring of slots bounds memory: at most PIP_SLOTS_PER_THREAD items a thread are under way, each as large as its report.
 */
#ifndef ISNAD_PIPELINE_BATCH_H
#define ISNAD_PIPELINE_BATCH_H

#include "pipeline/reader.h"
#include "source/walk.h"

enum { PIP_SLOTS_PER_THREAD = 16, PIP_THREADS_MAX = 256 };

typedef struct pip_summary {
    uint64_t read, skipped;               /* reports */
    uint64_t sentences, bytes;            /* of text read */
    uint64_t by_status[ISN_INTERNAL + 1]; /* skipped, by why */
    uint64_t done, total;                 /* bytes of input, as src_walk_progress */
} pip_summary;

typedef struct pip_work {
    const pip_knowledge *know;
    const src_options *options;
    unsigned threads; /* 0: one a core */
    void *context;
    /* In a worker's thread: what is wanted of a record, as bytes. */
    void (*make)(void *context, const frm_record *record, buf *out);
    /* In the caller's thread, in the order of the inputs. Anything but ISN_OK stops the batch and is returned. */
    isn_status (*sink)(void *context, str made, const pip_summary *so_far);
    /* In the caller's thread, in order: an input that could not be read. */
    void (*problem)(void *context, const isn_error *problem);
} pip_work;

/* Runs the batch. ISN_OK even if single inputs were skipped; *ret counts them. */
isn_status pip_run(const pip_work *work, src_walk *walk, pip_summary *ret, isn_error *err);

#endif
