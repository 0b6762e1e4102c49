/* A stack of listings, one a level; each is read and sorted when it is entered, and closed again before its files are opened, so that the depth of a tree
 * costs no file descriptors. Every folder entered is remembered by device and inode: that ends loops of symbolic links, and trees of links that would be
 * walked exponentially often. */
#include "source/folder.h"

#include "source/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct level {
    buf names;         /* terminated, one after the other */
    const char **list; /* into names, sorted */
    size_t n, at;
    size_t path_len; /* of the folder */
} level;

typedef struct place {
    dev_t dev;
    ino_t ino;
} place;

struct src_folder {
    buf path;
    level levels[SRC_DEPTH_MAX];
    unsigned depth;
    place *seen; /* open-addressed by inode; ino 0 is free */
    size_t n_seen, cap_seen;
    uint64_t total;
    bool started;
};

src_folder *src_folder_new(const char *path)
{
    src_folder *f = calloc(1, sizeof *f);
    if (!f)
        return NULL;
    buf_add(&f->path, str_of(path));
    while (f->path.len > 1 && f->path.ptr[f->path.len - 1] == '/')
        f->path.len--;
    if (f->path.status != ISN_OK) {
        src_folder_free(f);
        return NULL;
    }
    return f;
}

static void leave(src_folder *f)
{
    level *l = &f->levels[--f->depth];
    buf_free(&l->names);
    free(l->list);
    *l = (level){0};
}

void src_folder_free(src_folder *f)
{
    if (!f)
        return;
    while (f->depth > 0)
        leave(f);
    buf_free(&f->path);
    free(f->seen);
    free(f);
}

uint64_t src_folder_total(const src_folder *f)
{
    return f->total;
}

/* Remembers the folder; ISN_END if it is known already. */
static isn_status remember(src_folder *f, dev_t dev, ino_t ino)
{
    if ((f->n_seen + 1) * 2 > f->cap_seen) {
        size_t cap = f->cap_seen ? f->cap_seen * 2 : 64;
        place *bigger = calloc(cap, sizeof *bigger);
        if (!bigger)
            return ISN_NOMEM;
        for (size_t i = 0; i < f->cap_seen; i++)
            if (f->seen[i].ino != 0) {
                size_t k = (size_t) f->seen[i].ino * 0x9E3779B97F4A7C15ull & (cap - 1);
                while (bigger[k].ino != 0)
                    k = (k + 1) & (cap - 1);
                bigger[k] = f->seen[i];
            }
        free(f->seen);
        f->seen = bigger;
        f->cap_seen = cap;
    }
    size_t k = (size_t) ino * 0x9E3779B97F4A7C15ull & (f->cap_seen - 1);
    for (; f->seen[k].ino != 0; k = (k + 1) & (f->cap_seen - 1))
        if (f->seen[k].ino == ino && f->seen[k].dev == dev)
            return ISN_END;
    f->seen[k] = (place){dev, ino};
    f->n_seen++;
    return ISN_OK;
}

static const char *terminated(src_folder *f)
{
    char *p = buf_reserve(&f->path, 1);
    if (!p)
        return NULL;
    *p = '\0';
    return f->path.ptr;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static isn_status list(level *l, DIR *d)
{
    size_t n = 0;
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        buf_add(&l->names, (str){e->d_name, strlen(e->d_name) + 1});
        n++;
    }
    if (l->names.status != ISN_OK)
        return l->names.status;
    l->list = calloc(n ? n : 1, sizeof *l->list);
    if (!l->list)
        return ISN_NOMEM;
    const char *p = l->names.ptr;
    for (size_t i = 0; i < n; i++, p += strlen(p) + 1)
        l->list[i] = p;
    l->n = n;
    qsort(l->list, n, sizeof *l->list, by_name);
    return ISN_OK;
}

/* The folder at f->path. */
static isn_status enter(src_folder *f, isn_error *err)
{
    const char *path = terminated(f);
    struct stat st;
    if (!path)
        return isn_fail(err, ISN_NOMEM, "no memory to list a folder", NULL, NULL);
    if (f->depth == SRC_DEPTH_MAX)
        return isn_fail(err, ISN_LIMIT, "folders within folders too deep", path, NULL);
    DIR *d = opendir(path);
    if (!d)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : errno == ENOENT ? ISN_NOT_FOUND : ISN_IO, "the folder cannot be read", path, strerror(errno));
    isn_status status = fstat(dirfd(d), &st) == 0 ? remember(f, st.st_dev, st.st_ino) : ISN_OK;
    if (status == ISN_END) {
        closedir(d);
        return ISN_OK;
    }
    level *l = &f->levels[f->depth];
    if (status == ISN_OK) {
        f->depth++;
        l->path_len = f->path.len;
        status = list(l, d);
        for (size_t i = 0; i < l->n; i++)
            if (fstatat(dirfd(d), l->list[i], &st, 0) == 0 && S_ISREG(st.st_mode))
                f->total += (uint64_t) st.st_size;
    }
    closedir(d);
    return status == ISN_OK ? ISN_OK : isn_fail(err, status, "no memory to list a folder", path, NULL);
}

isn_status src_folder_next(src_folder *f, const char **ret, isn_error *err)
{
    if (!f->started) {
        f->started = true;
        isn_status status = enter(f, err);
        if (status != ISN_OK)
            return status;
    }
    while (f->depth > 0) {
        level *l = &f->levels[f->depth - 1];
        struct stat st;
        f->path.len = l->path_len;
        if (l->at == l->n) {
            leave(f);
            continue;
        }
        if (f->path.ptr[f->path.len - 1] != '/')
            buf_add_char(&f->path, '/');
        buf_add(&f->path, str_of(l->list[l->at++]));
        const char *path = terminated(f);
        if (!path)
            return isn_fail(err, ISN_NOMEM, "no memory to list a folder", NULL, NULL);
        if (stat(path, &st) != 0) {
            if (errno == ENOENT || errno == ELOOP) /* a link to nowhere */
                continue;
            return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_IO, "the file cannot be reached", path, strerror(errno));
        }
        if (S_ISDIR(st.st_mode)) {
            isn_status status = enter(f, err);
            if (status != ISN_OK)
                return status;
        } else if (S_ISREG(st.st_mode)) {
            *ret = path;
            return ISN_OK;
        }
    }
    return ISN_END;
}
