#include "mention/tagger_model.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static isn_status check(men_tagger *m, const char *name, isn_error *err)
{
    const men_model_header *h = (const men_model_header *) m->bytes;
    static const char remake[] = "docs/tagger.md tells how to make it again";
    if (m->size < sizeof *h || memcmp(h->magic, MEN_MODEL_MAGIC, sizeof h->magic) != 0)
        return isn_fail(err, ISN_BAD_IMAGE, "this is not a model of names", name, remake);
    if (h->byte_order != MEN_MODEL_BYTE_ORDER || h->version != MEN_MODEL_VERSION || h->features != MEN_F_VERSION)
        return isn_fail(err, ISN_BAD_IMAGE, "the model of names is of another version of isnad", name, remake);
    if (h->size != m->size || h->lines == 0 || h->lines > MEN_MODEL_LINES_MAX ||
        m->size != sizeof *h + sizeof(men_model_ties) + h->lines * sizeof(men_model_line))
        return isn_fail(err, ISN_BAD_IMAGE, "the model of names is cut short or has grown", name, remake);
    if (hash64(str_range(m->bytes, sizeof *h, m->size)) != h->checksum)
        return isn_fail(err, ISN_BAD_IMAGE, "the model of names is damaged: its checksum does not fit", name, remake);
    m->ties = (const men_model_ties *) (m->bytes + sizeof *h);
    m->lines = (const men_model_line *) (m->bytes + sizeof *h + sizeof(men_model_ties));
    m->n_lines = h->lines;
    return ISN_OK;
}

static isn_status finish(men_tagger *m, const char *name, const lex_image *image, men_tagger **ret, isn_error *err)
{
    isn_status status = check(m, name, err);
    if (status == ISN_OK && !(m->names = men_name_words_new(image)))
        status = isn_fail(err, ISN_NOMEM, "no memory for the model of names", name, NULL);
    if (status == ISN_OK)
        *ret = m;
    return status;
}

isn_status men_tagger_open(const char *path, const lex_image *image, men_tagger **ret, isn_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot open the model of names", path, strerror(errno));
    struct stat st;
    void *p = MAP_FAILED;
    if (fstat(fd, &st) == 0 && st.st_size > 0)
        p = mmap(NULL, (size_t) st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return isn_fail(err, ISN_BAD_IMAGE, "cannot map the model of names", path, "it is empty or cannot be mapped");
    men_tagger *m = calloc(1, sizeof *m);
    if (!m) {
        munmap(p, (size_t) st.st_size);
        return isn_fail(err, ISN_NOMEM, "no memory for the model of names", path, NULL);
    }
    *m = (men_tagger){.bytes = p, .size = (size_t) st.st_size, .mapped = true};
    isn_status status = finish(m, path, image, ret, err);
    if (status != ISN_OK)
        men_tagger_close(m);
    return status;
}

isn_status men_model_of(char *bytes, size_t size, const lex_image *image, men_tagger **ret, isn_error *err)
{
    men_tagger *m = calloc(1, sizeof *m);
    if (!m)
        return isn_fail(err, ISN_NOMEM, "no memory for the model of names", "memory", NULL);
    *m = (men_tagger){.bytes = bytes, .size = size};
    isn_status status = finish(m, "memory", image, ret, err);
    if (status != ISN_OK) {
        m->bytes = NULL; /* stay the caller's */
        men_tagger_close(m);
    }
    return status;
}

void men_tagger_close(men_tagger *m)
{
    if (!m)
        return;
    if (m->mapped)
        munmap(m->bytes, m->size);
    else
        free(m->bytes);
    men_name_words_free(m->names);
    free(m);
}
