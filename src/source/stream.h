/* Streams: the unpacked bytes behind one path. A file, or each member of an archive (and of archives within it, some levels deep), one after the other. */
#ifndef ISNAD_SOURCE_STREAM_H
#define ISNAD_SOURCE_STREAM_H

#include "base/buf.h"
#include "base/status.h"

enum {
    SRC_PEEK_MAX = 64 * 1024, /* bytes that src_stream_peek can show */
    SRC_NEST_MAX = 3          /* archives within archives */
};

typedef struct src_stream src_stream;

src_stream *src_stream_new(void); /* NULL if memory is refused */
void src_stream_free(src_stream *s);

/* Takes fd over. seekable: fd is a regular file. name must live until src_stream_close. */
void src_stream_open(src_stream *s, int fd, bool seekable, const char *name);
void src_stream_close(src_stream *s);

/* Moves to the next file or member; what is left of the one before is passed over. ISN_END after the last. An error concerns one member (or, if nothing more
 * can be read, the rest of the archive), and the call may be repeated. */
isn_status src_stream_next(src_stream *s, isn_error *err);

/* "a.tar!x.html" of where the stream stands; valid UTF-8. */
str src_stream_path(const src_stream *s);

/* The next bytes, at least `want` of them (at most SRC_PEEK_MAX) unless fewer are left; none at the end. They stay until the next call. */
isn_status src_stream_peek(src_stream *s, size_t want, str *ret, isn_error *err);
void src_stream_skip(src_stream *s, size_t n); /* n: at most what peek showed */

/* Compressed bytes taken from the file so far. */
uint64_t src_stream_taken(const src_stream *s);

/* Appends s to out, each byte that is not valid UTF-8 as U+FFFD: names of files are bytes, records are not. */
void src_add_utf8(buf *out, str s);

#endif
