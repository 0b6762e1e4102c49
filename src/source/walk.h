/* Walking inputs: files, folders, archives and standard input → items, each the bytes of one report.
 *
 *     folder ─┐
 *     .zip .tar .gz .zst ─┼→ file or member → JSONL: one item a line; HTML, plain text: one item a file
 *     stdin ──┘
 *
 * The walk only finds and delivers bytes; src_parse (parse.h) makes reports of them, in any thread. A problem with one input is returned as an error of
 * src_walk_next and the walk goes on with the next input.
 */
#ifndef ISNAD_SOURCE_WALK_H
#define ISNAD_SOURCE_WALK_H

#include "base/buf.h"
#include "base/status.h"

typedef enum src_format { SRC_UNKNOWN, SRC_PLAIN, SRC_HTML, SRC_JSON } src_format;

enum {
    SRC_ITEM_MAX = 64 * 1024 * 1024, /* bytes of one report as it comes in; more is refused with ISN_LIMIT */
    SRC_DEPTH_MAX = 64               /* folders within folders */
};

/* One report's bytes. Reuse one item for many calls: its buffers grow and stay. */
typedef struct src_item {
    buf bytes;
    buf path;          /* file, with "!member" inside an archive; "-" for standard input */
    uint64_t line;     /* 1-based line of a JSONL item; else 0 */
    src_format format; /* by name or by the first bytes; SRC_UNKNOWN is left to src_parse */
} src_item;

void src_item_free(src_item *item);

/* Starts libxml2, which is not safe to do in several threads at once. src_walk_new does it; who parses items in threads without a walk calls it first. */
void src_html_start(void);

typedef struct src_walk src_walk;

/* paths: files, folders, "-" for standard input; they must outlive the walk. Opens nothing yet. */
isn_status src_walk_new(const char *const *paths, size_t n, src_walk **ret, isn_error *err);
void src_walk_free(src_walk *w);

/* The next item; ISN_END after the last. Any other status is a problem with one input, described in *err; calling again goes on behind it. */
isn_status src_walk_next(src_walk *w, src_item *item, isn_error *err);

/* Bytes of input consumed so far (compressed bytes for compressed input), and the sum of sizes of the inputs known so far: for a progress bar. */
void src_walk_progress(const src_walk *w, uint64_t *ret_done, uint64_t *ret_total);

#endif
