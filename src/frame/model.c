#include "frame/model.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct model_header {
    char magic[8];
    uint32_t version, bits, classes, byte_order;
    uint64_t checksum; /* XXH3 of the weights */
    float scale[FRM_ALL_CLASSES];
} model_header;

#define MODEL_MAGIC "isnadfrm"
enum { MODEL_BYTE_ORDER = 0x01020304, MODEL_SIZE = sizeof(model_header) + FRM_ALL_CLASSES * FRM_BUCKETS };

struct frm_model {
    const void *bytes;
    const model_header *header;
    const int8_t *weights;
};

void frm_feature(frm_features *f, unsigned template_number, uint64_t a, uint64_t b)
{
    if (f->n == FRM_FEATURES_MAX)
        return;
    uint64_t h = hash_mix(hash_mix((uint64_t) template_number * 0x9E3779B97F4A7C15ull + 1, a), b);
    f->at[f->n++] = (uint32_t) (h >> 20) & (FRM_BUCKETS - 1);
}

unsigned frm_first_class(frm_task t)
{
    unsigned first = 0;
    for (unsigned i = 0; i < (unsigned) t; i++)
        first += frm_classes((frm_task) i);
    return first;
}

isn_status frm_model_open(const char *path, frm_model **ret, isn_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot open the event model", path, strerror(errno));
    struct stat st;
    void *p = MAP_FAILED;
    if (fstat(fd, &st) == 0 && st.st_size == MODEL_SIZE)
        p = mmap(NULL, MODEL_SIZE, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return isn_fail(err, ISN_BAD_IMAGE, "the event model is cut short or of another version", path, NULL);
    const model_header *h = p;
    const char *weights = (const char *) p + sizeof *h;
    if (memcmp(h->magic, MODEL_MAGIC, sizeof h->magic) != 0 || h->version != FRM_MODEL_VERSION || h->bits != FRM_BITS || h->classes != FRM_ALL_CLASSES ||
        h->byte_order != MODEL_BYTE_ORDER || hash64((str){weights, MODEL_SIZE - sizeof *h}) != h->checksum) {
        munmap(p, MODEL_SIZE);
        return isn_fail(err, ISN_BAD_IMAGE, "the event model is damaged or of another version", path, NULL);
    }
    frm_model *m = calloc(1, sizeof *m);
    if (!m) {
        munmap(p, MODEL_SIZE);
        return isn_fail(err, ISN_NOMEM, "no memory for the event model", path, NULL);
    }
    *m = (frm_model){p, h, (const int8_t *) weights};
    *ret = m;
    return ISN_OK;
}

void frm_model_close(frm_model *m)
{
    if (!m)
        return;
    munmap((void *) (uintptr_t) m->bytes, MODEL_SIZE);
    free(m);
}

float frm_score(const frm_model *m, frm_task task, unsigned class, const frm_features *f)
{
    unsigned c = frm_first_class(task) + class;
    const int8_t *w = m->weights + (size_t) c * FRM_BUCKETS;
    int32_t sum = 0;
    for (unsigned i = 0; i < f->n; i++)
        sum += w[f->at[i]];
    return (float) sum * m->header->scale[c];
}

isn_status frm_model_write(const char *path, const float *const *weights, isn_error *err)
{
    char *bytes = calloc(1, MODEL_SIZE);
    if (!bytes)
        return isn_fail(err, ISN_NOMEM, "no memory for the event model", path, NULL);
    model_header h = {.version = FRM_MODEL_VERSION, .bits = FRM_BITS, .classes = FRM_ALL_CLASSES, .byte_order = MODEL_BYTE_ORDER};
    memcpy(h.magic, MODEL_MAGIC, sizeof h.magic);
    int8_t *out = (int8_t *) bytes + sizeof h;
    for (unsigned c = 0; c < FRM_ALL_CLASSES; c++) {
        float most = 1e-6f;
        for (unsigned b = 0; b < FRM_BUCKETS; b++)
            most = fmaxf(most, fabsf(weights[c][b]));
        h.scale[c] = most / 127.0f;
        for (unsigned b = 0; b < FRM_BUCKETS; b++)
            out[(size_t) c * FRM_BUCKETS + b] = (int8_t) lrintf(weights[c][b] / h.scale[c]);
    }
    h.checksum = hash64((str){bytes + sizeof h, MODEL_SIZE - sizeof h});
    memcpy(bytes, &h, sizeof h);
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(bytes, 1, MODEL_SIZE, f) == MODEL_SIZE;
    if (f)
        ok = fclose(f) == 0 && ok;
    free(bytes);
    return ok ? ISN_OK : isn_fail(err, ISN_IO, "cannot write the event model", path, strerror(errno));
}
