/* Unpacking. A stream is a stack of feeds:
 *
 *     feed 0: the file ── zip, tar, gzip …? ── archive 0 ──┐
 *     feed 1: a member of archive 0 ── packed again? ── archive 1 ──┐
 *     feed 2: …
 *
 * A feed is a window over bytes that come from the file or from the archive below. Whether a feed is packed is told from its first bytes, never from its
 * name: what the press sends as .txt.gz may be plain, and what is called .json may be gzip. A lone compressed file is libarchive's "raw" format with one
 * member, and keeps the file's name.
 *
 * libarchive sees only formats that reports come in (zip, tar, raw) so that a text that happens to look like some exotic header stays a text. Office
 * documents are zip files too, but their members are no reports; they are refused by name of the first member.
 */
#include "source/stream.h"

#include "base/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct feed {
    struct archive *from; /* NULL: the file */
    char *bytes;          /* SRC_PEEK_MAX */
    size_t at, n;
    bool end;
    struct archive *inside; /* the archive whose bytes this feed is */
    size_t name_len;        /* of path, up to this feed */
    bool failed;            /* inside gives no more */
    unsigned member;        /* entries seen of inside */
} feed;

struct src_stream {
    int fd;
    bool seekable;
    const char *name;
    uint64_t taken;
    buf path;
    unsigned depth; /* feeds in use */
    feed feeds[SRC_NEST_MAX + 1];
};

src_stream *src_stream_new(void)
{
    src_stream *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->fd = -1;
    for (unsigned i = 0; i <= SRC_NEST_MAX; i++)
        if (!(s->feeds[i].bytes = malloc(SRC_PEEK_MAX))) {
            src_stream_free(s);
            return NULL;
        }
    return s;
}

void src_stream_free(src_stream *s)
{
    if (!s)
        return;
    src_stream_close(s);
    for (unsigned i = 0; i <= SRC_NEST_MAX; i++)
        free(s->feeds[i].bytes);
    buf_free(&s->path);
    free(s);
}

static void pop(src_stream *s)
{
    feed *f = &s->feeds[--s->depth];
    if (f->inside)
        archive_read_free(f->inside);
    f->inside = NULL;
    s->path.len = s->depth > 0 ? s->feeds[s->depth - 1].name_len : 0;
}

void src_stream_close(src_stream *s)
{
    while (s->depth > 0)
        pop(s);
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

static void push(src_stream *s, struct archive *from)
{
    feed *f = &s->feeds[s->depth++];
    *f = (feed){.from = from, .bytes = f->bytes, .name_len = s->path.len};
}

void src_stream_open(src_stream *s, int fd, bool seekable, const char *name)
{
    src_stream_close(s);
    s->fd = fd;
    s->seekable = seekable;
    s->name = name;
    s->taken = 0;
    buf_clear(&s->path);
}

str src_stream_path(const src_stream *s)
{
    return buf_str(&s->path);
}

uint64_t src_stream_taken(const src_stream *s)
{
    return s->taken;
}

void src_add_utf8(buf *out, str s)
{
    size_t bad;
    while (!utf8_valid(s, &bad)) {
        buf_add(out, (str){s.ptr, bad});
        buf_add(out, STR("\xEF\xBF\xBD"));
        s = str_range(s.ptr, bad + 1, s.len);
    }
    buf_add(out, s);
}

static const char *path_of(src_stream *s)
{
    char *p = buf_reserve(&s->path, 1);
    if (!p)
        return s->name;
    *p = '\0';
    return s->path.ptr;
}

/* Up to max bytes of the feed's source; 0 at its end. */
static isn_status pull(src_stream *s, feed *f, char *to, size_t max, size_t *ret_n, isn_error *err)
{
    la_ssize_t n;
    if (f->from) {
        do
            n = archive_read_data(f->from, to, max);
        while (n == ARCHIVE_RETRY);
        if (n < 0) {
            if (n == ARCHIVE_FATAL)
                for (unsigned i = 0; i < s->depth; i++)
                    s->feeds[i].failed |= s->feeds[i].inside == f->from;
            return isn_fail(err, archive_errno(f->from) == ENOMEM ? ISN_NOMEM : ISN_BAD_INPUT,
                            "the archive is broken, cut off or locked; what came before was read", path_of(s), archive_error_string(f->from));
        }
    } else {
        do
            n = read(s->fd, to, max);
        while (n < 0 && errno == EINTR);
        if (n < 0)
            return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_IO, "reading failed", path_of(s), strerror(errno));
        s->taken += (uint64_t) n;
    }
    *ret_n = (size_t) n;
    return ISN_OK;
}

static isn_status feed_peek(src_stream *s, feed *f, size_t want, str *ret, isn_error *err)
{
    if (want > SRC_PEEK_MAX)
        want = SRC_PEEK_MAX;
    if (f->n - f->at < want && f->at > 0) {
        memmove(f->bytes, f->bytes + f->at, f->n - f->at);
        f->n -= f->at;
        f->at = 0;
    }
    while (f->n - f->at < want && !f->end) {
        size_t n = 0;
        isn_status status = pull(s, f, f->bytes + f->n, SRC_PEEK_MAX - f->n, &n, err);
        if (status != ISN_OK) {
            f->end = true;
            return status;
        }
        f->n += n;
        f->end = n == 0;
    }
    *ret = str_range(f->bytes, f->at, f->n);
    return ISN_OK;
}

isn_status src_stream_peek(src_stream *s, size_t want, str *ret, isn_error *err)
{
    return feed_peek(s, &s->feeds[s->depth - 1], want, ret, err);
}

void src_stream_skip(src_stream *s, size_t n)
{
    s->feeds[s->depth - 1].at += n;
}

/* ---- libarchive ---- */

typedef struct tap {
    src_stream *s;
    feed *f;
} tap;

static la_ssize_t tap_read(struct archive *a, void *context, const void **ret)
{
    tap *t = context;
    feed *f = t->f;
    isn_error err = {0};
    size_t n = 0;
    if (f->at < f->n) {
        *ret = f->bytes + f->at;
        n = f->n - f->at;
        f->at = f->n;
        return (la_ssize_t) n;
    }
    if (pull(t->s, f, f->bytes, SRC_PEEK_MAX, &n, &err) != ISN_OK) {
        archive_set_error(a, EIO, "%s", err.detail[0] ? err.detail : err.what);
        return ARCHIVE_FATAL;
    }
    f->at = f->n = 0;
    *ret = f->bytes;
    return (la_ssize_t) n;
}

static la_int64_t tap_seek(struct archive *a, void *context, la_int64_t offset, int whence)
{
    tap *t = context;
    if (whence == SEEK_CUR)
        offset -= (la_int64_t) (t->f->n - t->f->at);
    off_t to = lseek(t->s->fd, offset, whence);
    if (to < 0) {
        archive_set_error(a, errno, "seeking failed");
        return ARCHIVE_FATAL;
    }
    t->f->at = t->f->n = 0;
    return to;
}

static int tap_close(struct archive *a, void *context)
{
    (void) a;
    free(context);
    return ARCHIVE_OK;
}

static isn_status open_inside(src_stream *s, feed *f, isn_error *err)
{
    struct archive *a = archive_read_new();
    tap *t = malloc(sizeof *t);
    if (!a || !t) {
        archive_read_free(a);
        free(t);
        return isn_fail(err, ISN_NOMEM, "no memory to unpack", path_of(s), NULL);
    }
    *t = (tap){s, f};
    archive_read_support_filter_all(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    archive_read_set_read_callback(a, tap_read);
    archive_read_set_close_callback(a, tap_close);
    archive_read_set_callback_data(a, t);
    if (!f->from && s->seekable && lseek(s->fd, 0, SEEK_SET) == 0) {
        f->at = f->n = 0;
        s->taken = 0;
        archive_read_set_seek_callback(a, tap_seek);
    }
    int code = archive_read_open1(a);
    if (code < ARCHIVE_WARN) {
        isn_fail(err, ISN_BAD_INPUT, "the archive cannot be opened", path_of(s), archive_error_string(a));
        archive_read_free(a);
        return ISN_BAD_INPUT;
    }
    f->inside = a;
    return ISN_OK;
}

static bool is_packed(str head)
{
    static const str magic[] = {{"\x1F\x8B\x08", 3},
                                {"\x28\xB5\x2F\xFD", 4},
                                {"\xFD"
                                 "7zXZ\0",
                                 6},
                                {"BZh", 3},
                                {"PK\3\4", 4},
                                {"PK\5\6", 4},
                                {"\x04\x22\x4D\x18", 4}};
    for (size_t i = 0; i < sizeof magic / sizeof magic[0]; i++)
        if (str_starts(head, magic[i]))
            return i != 3 || (head.len > 9 && head.ptr[3] >= '1' && head.ptr[3] <= '9' && memcmp(head.ptr + 4, "1AY&SY", 6) == 0);
    return head.len > 262 && memcmp(head.ptr + 257, "ustar", 5) == 0;
}

static bool is_hidden(str name)
{
    for (size_t from = 0; from < name.len;) {
        const char *slash = memchr(name.ptr + from, '/', name.len - from);
        size_t end = slash ? (size_t) (slash - name.ptr) : name.len;
        str part = str_range(name.ptr, from, end);
        if (part.len > 0 && part.ptr[0] == '.' && !str_eq(part, STR(".")) && !str_eq(part, STR("..")))
            return true;
        if (str_eq(part, STR("__MACOSX")))
            return true;
        from = end + 1;
    }
    return false;
}

/* Moves the top archive to its next member that holds bytes and pushes its feed. ISN_END when it has no more. */
static isn_status next_member(src_stream *s, feed *f, isn_error *err)
{
    for (;;) {
        struct archive_entry *e;
        if (f->failed)
            return ISN_END;
        int code = archive_read_next_header(f->inside, &e);
        if (code == ARCHIVE_EOF) {
            if (f->member == 0) {
                f->failed = true;
                return isn_fail(err, ISN_EMPTY, "the archive is empty", path_of(s), NULL);
            }
            return ISN_END;
        }
        if (code == ARCHIVE_RETRY)
            continue;
        if (code < ARCHIVE_WARN) {
            f->failed = code == ARCHIVE_FATAL;
            return isn_fail(err, ISN_BAD_INPUT, "the archive is broken, cut off or locked; what came before was read", path_of(s),
                            archive_error_string(f->inside));
        }
        f->member++;
        if (archive_entry_filetype(e) != 0 && archive_entry_filetype(e) != AE_IFREG)
            continue;
        if (archive_format(f->inside) == ARCHIVE_FORMAT_RAW) {
            if (archive_filter_count(f->inside) <= 1) { /* it began like an archive and is none */
                f->failed = true;
                return isn_fail(err, ISN_BAD_INPUT, "the archive is broken or cut off", path_of(s), NULL);
            }
            push(s, f->inside);
            return ISN_OK;
        }
        const char *name = archive_entry_pathname_utf8(e);
        if (!name)
            name = archive_entry_pathname(e);
        str n = name ? str_of(name) : STR("?");
        if (f->member == 1 && (str_eq(n, STR("[Content_Types].xml")) || str_eq(n, STR("mimetype")) || str_eq(n, STR("META-INF/MANIFEST.MF")))) {
            f->failed = true;
            return isn_fail(err, ISN_NOT_TEXT, "this is an office document or a program, not a text; save it as text or HTML", path_of(s), NULL);
        }
        if (is_hidden(n))
            continue;
        buf_add_char(&s->path, '!');
        src_add_utf8(&s->path, n);
        push(s, f->inside);
        return ISN_OK;
    }
}

isn_status src_stream_next(src_stream *s, isn_error *err)
{
    if (s->depth == 0) {
        if (s->fd < 0)
            return ISN_END;
        src_add_utf8(&s->path, str_of(s->name));
        push(s, NULL);
    } else {
        pop(s);
        if (s->depth == 0)
            return ISN_END;
    }
    for (;;) {
        feed *f = &s->feeds[s->depth - 1];
        isn_status status;
        if (f->inside) {
            status = next_member(s, f, err);
            if (status == ISN_OK)
                continue;
            if (status != ISN_END) {
                /* a feed on top for the next call to take off */
                push(s, f->inside);
                s->feeds[s->depth - 1].end = true;
                return status;
            }
            pop(s);
            if (s->depth == 0)
                return ISN_END;
            continue;
        }
        str head;
        if ((status = feed_peek(s, f, 512, &head, err)) != ISN_OK)
            return status;
        if (!is_packed(head))
            return ISN_OK;
        if (s->depth > SRC_NEST_MAX)
            return isn_fail(err, ISN_LIMIT, "archives within archives too deep", path_of(s), NULL);
        if ((status = open_inside(s, f, err)) != ISN_OK)
            return status;
    }
}
