/* The walk: paths → streams → items.
 *
 *     paths ── folder.c: files in order ── stream.c: unpacked members ── sniff.c: what is it? ──┬─ a line at a time (JSONL)
 *                                                                                               ├─ an element at a time (a JSON array)
 *                                                                                               └─ whole (everything else)
 *
 * At most one item is held in memory. What cannot be read is one error, and the walk stands behind it: behind the line, the member, the file or the folder.
 */
#include "source/folder.h"
#include "source/sniff.h"
#include "source/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct src_walk {
    const char *const *paths;
    size_t n_paths, at;
    src_folder *folder; /* of the path being walked, or NULL */
    src_stream *stream;
    locale_t names;    /* UTF-8, for the names inside archives */
    bool open;         /* the stream has a file */
    bool inside;       /* the stream stands in a member whose items are being taken */
    src_sniffed shape; /* of the member */
    uint64_t line;     /* lines taken from it */
    bool some;         /* items taken from it */
    bool in_array;
    uint64_t done, total; /* sizes of files done, and of files known; folders' are in base_total */
    uint64_t file_size, folder_total;
};

void src_item_free(src_item *item)
{
    buf_free(&item->bytes);
    buf_free(&item->path);
}

isn_status src_walk_new(const char *const *paths, size_t n, src_walk **ret, isn_error *err)
{
    src_html_start();
    src_walk *w = calloc(1, sizeof *w);
    if (!w || !(w->stream = src_stream_new())) {
        free(w);
        return isn_fail(err, ISN_NOMEM, "no memory to walk the inputs", NULL, NULL);
    }
    w->paths = paths;
    w->n_paths = n;
    w->names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (strcmp(paths[i], "-") != 0 && stat(paths[i], &st) == 0 && S_ISREG(st.st_mode))
            w->total += (uint64_t) st.st_size;
    }
    *ret = w;
    return ISN_OK;
}

void src_walk_free(src_walk *w)
{
    if (!w)
        return;
    src_folder_free(w->folder);
    src_stream_free(w->stream);
    if (w->names)
        freelocale(w->names);
    free(w);
}

void src_walk_progress(const src_walk *w, uint64_t *ret_done, uint64_t *ret_total)
{
    uint64_t taken = w->open ? src_stream_taken(w->stream) : 0;
    uint64_t total = w->total + w->folder_total + (w->folder ? src_folder_total(w->folder) : 0);
    if (w->open && w->file_size > 0 && taken > w->file_size)
        taken = w->file_size;
    *ret_done = w->done + taken;
    *ret_total = total > *ret_done ? total : *ret_done;
}

/* ---- files ---- */

static isn_status open_file(src_walk *w, const char *path, bool in_folder, isn_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (in_folder ? O_NONBLOCK : 0));
    struct stat st;
    if (fd < 0)
        return isn_fail(err,
                        errno == ENOENT || errno == ENOTDIR ? ISN_NOT_FOUND
                        : errno == EACCES || errno == EPERM ? ISN_NO_ACCESS
                                                            : ISN_IO,
                        "the file cannot be opened", path, strerror(errno));
    bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (in_folder && !regular) {
        close(fd);
        return isn_fail(err, ISN_IO, "the file changed into something else while it was opened", path, NULL);
    }
    w->file_size = regular ? (uint64_t) st.st_size : 0;
    src_stream_open(w->stream, fd, regular, path);
    w->open = true;
    return ISN_OK;
}

static void close_file(src_walk *w)
{
    w->done += w->file_size > 0 ? w->file_size : src_stream_taken(w->stream);
    src_stream_close(w->stream);
    w->open = false;
}

/* Opens the next file; ISN_END after the last. */
static isn_status next_file(src_walk *w, isn_error *err)
{
    for (;;) {
        if (w->folder) {
            const char *path;
            isn_status status = src_folder_next(w->folder, &path, err);
            if (status == ISN_OK)
                return open_file(w, path, true, err);
            if (status != ISN_END)
                return status;
            w->folder_total += src_folder_total(w->folder);
            src_folder_free(w->folder);
            w->folder = NULL;
        }
        if (w->at == w->n_paths)
            return ISN_END;
        const char *path = w->paths[w->at++];
        struct stat st;
        if (strcmp(path, "-") == 0) {
            int fd = dup(STDIN_FILENO);
            if (fd < 0)
                return isn_fail(err, ISN_IO, "standard input is not open", "-", strerror(errno));
            bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
            w->file_size = 0;
            src_stream_open(w->stream, fd, regular, "-");
            w->open = true;
            return ISN_OK;
        }
        if (stat(path, &st) != 0)
            return isn_fail(err,
                            errno == ENOENT || errno == ENOTDIR ? ISN_NOT_FOUND
                            : errno == EACCES                   ? ISN_NO_ACCESS
                                                                : ISN_IO,
                            errno == EACCES ? "the file cannot be reached" : "there is no such file or folder", path, strerror(errno));
        if (!S_ISDIR(st.st_mode))
            return open_file(w, path, false, err);
        if (!(w->folder = src_folder_new(path)))
            return isn_fail(err, ISN_NOMEM, "no memory to list a folder", path, NULL);
    }
}

/* ---- items ---- */

static isn_status refuse(src_walk *w, isn_error *err, isn_status status, const char *what, const char *detail)
{
    char where[ISN_DETAIL_MAX];
    str path = src_stream_path(w->stream);
    size_t n = path.len < sizeof where - 1 ? path.len : sizeof where - 1;
    memcpy(where, path.ptr, n);
    where[n] = '\0';
    isn_fail(err, status, what, where, detail);
    if (err)
        err->line = w->line;
    return status;
}

static isn_status check(src_walk *w, const src_item *item, isn_error *err)
{
    if (item->bytes.status == ISN_LIMIT)
        return refuse(w, err, ISN_LIMIT, "one report of more than 64 MB", NULL);
    if (item->bytes.status != ISN_OK)
        return refuse(w, err, item->bytes.status, "no memory for a report", NULL);
    return ISN_OK;
}

/* The next line that is not blank; ISN_END at the end. */
static isn_status take_line(src_walk *w, src_item *item, isn_error *err)
{
    for (;;) {
        bool ended = false;
        buf_clear(&item->bytes);
        w->line++;
        while (!ended) {
            str s;
            isn_status status = src_stream_peek(w->stream, 1, &s, err);
            if (status != ISN_OK)
                return status;
            if (s.len == 0)
                break;
            const char *newline = memchr(s.ptr, '\n', s.len);
            size_t n = newline ? (size_t) (newline - s.ptr) : s.len;
            buf_add(&item->bytes, (str){s.ptr, n});
            src_stream_skip(w->stream, n + (newline != NULL));
            ended = newline != NULL;
        }
        isn_status status = check(w, item, err);
        if (status != ISN_OK)
            return status;
        item->line = w->line;
        if (src_skip_blank(buf_str(&item->bytes)).len > 0)
            return ISN_OK;
        if (!ended)
            return ISN_END;
    }
}

/* The next element of an array, by counting brackets outside of strings. What stands between elements other than commas is left to the JSON parser to
 * complain of. */
static isn_status take_element(src_walk *w, src_item *item, isn_error *err)
{
    unsigned depth = 0;
    bool quoted = false, escaped = false, begun = false, last = false, done = false;
    buf_clear(&item->bytes);
    while (!done) {
        str s;
        isn_status status = src_stream_peek(w->stream, 1, &s, err);
        if (status != ISN_OK)
            return status;
        if (s.len == 0)
            return refuse(w, err, ISN_BAD_INPUT, "the JSON ends in the middle of a value", NULL);
        size_t i = 0, from = 0;
        for (; i < s.len && !done; i++) {
            char c = s.ptr[i];
            w->line += c == '\n';
            if (!w->in_array) {
                w->in_array = c == '[';
                from = i + 1;
            } else if (quoted) {
                quoted = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (!begun && (c == ' ' || (c >= '\t' && c <= '\r') || c == ',')) {
                from = i + 1;
            } else if (depth == 0 && (c == ']' || c == ',')) {
                last = c == ']';
                done = true;
                break;
            } else {
                if (!begun)
                    item->line = w->line;
                begun = true;
                quoted = c == '"';
                depth += c == '{' || c == '[';
                depth -= (c == '}' || c == ']') && depth > 0;
            }
        }
        if (begun)
            buf_add(&item->bytes, str_range(s.ptr, from, i));
        src_stream_skip(w->stream, done ? i + (begun && last ? 0 : 1) : i);
    }
    if (!begun)
        return ISN_END;
    return check(w, item, err);
}

static isn_status take_whole(src_walk *w, src_item *item, isn_error *err)
{
    if (w->some)
        return ISN_END;
    buf_clear(&item->bytes);
    item->line = 0;
    for (;;) {
        str s;
        isn_status status = src_stream_peek(w->stream, 1, &s, err);
        if (status == ISN_OK && s.len == 0)
            return ISN_OK;
        if (status == ISN_OK) {
            buf_add(&item->bytes, s);
            src_stream_skip(w->stream, s.len);
            status = check(w, item, err);
        }
        if (status != ISN_OK)
            return status;
    }
}

/* Looks at what the member is. */
static isn_status begin_member(src_walk *w, isn_error *err)
{
    str head;
    isn_status status = src_stream_peek(w->stream, SRC_PEEK_MAX, &head, err);
    if (status != ISN_OK)
        return status;
    w->line = 0;
    w->some = w->in_array = false;
    if (src_skip_blank(head).len == 0 && head.len < SRC_PEEK_MAX)
        return refuse(w, err, ISN_EMPTY, "the file is empty", NULL);
    w->shape = src_sniff(head, head.len < SRC_PEEK_MAX, src_stream_path(w->stream));
    if (w->shape.shape == SRC_BINARY)
        return refuse(w, err, ISN_NOT_TEXT, w->shape.what, NULL);
    w->line = w->shape.shape == SRC_ARRAY;
    w->inside = true;
    return ISN_OK;
}

static isn_status next_item(src_walk *w, src_item *item, isn_error *err)
{
    for (;;) {
        isn_status status;
        if (w->inside) {
            status = w->shape.shape == SRC_LINES   ? take_line(w, item, err)
                     : w->shape.shape == SRC_ARRAY ? take_element(w, item, err)
                                                   : take_whole(w, item, err);
            if (status == ISN_OK) {
                w->some = true;
                item->format = w->shape.format;
                buf_clear(&item->path);
                buf_add(&item->path, src_stream_path(w->stream));
                if (buf_reserve(&item->path, 1))
                    item->path.ptr[item->path.len] = '\0';
                return ISN_OK;
            }
            w->inside = status == ISN_LIMIT && w->shape.shape == SRC_LINES; /* a line can be left behind, anything else not */
            if (status != ISN_END)
                return status;
        }
        if (!w->open) {
            status = next_file(w, err);
            if (status != ISN_OK)
                return status;
        }
        status = src_stream_next(w->stream, err);
        if (status == ISN_END)
            close_file(w);
        else if (status != ISN_OK || (status = begin_member(w, err)) != ISN_OK)
            return status;
    }
}

isn_status src_walk_next(src_walk *w, src_item *item, isn_error *err)
{
    item->bytes.ceiling = SRC_ITEM_MAX;
    locale_t before = w->names ? uselocale(w->names) : (locale_t) 0;
    isn_status status = next_item(w, item, err);
    if (w->names)
        uselocale(before);
    return status;
}
