/* With a user's folder the image's rows are copied back into tables, the user's rows are laid over them and the whole is compiled again, all in memory: the
 * stages see one image, never two. */
#include "pipeline/knowledge.h"

#include "source/walk.h"

#include "lexicon/compile.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

enum { OVERLAY_MEMORY = 1 << 30 };

/* Rows of the compiled lexicon were judged when it was compiled; only the user's are told. */
typedef struct own_problems {
    str folder;
    lex_problem_fn *problem;
    void *context;
    unsigned n;
} own_problems;

static void tell_own(void *context, const isn_error *problem)
{
    own_problems *own = context;
    if (!str_starts(str_of(problem->where), own->folder))
        return;
    own->n++;
    if (own->problem)
        own->problem(own->context, problem);
}

typedef struct laying {
    const char *folder;
    const lex_image *base;
    arena *memory;
    own_problems own;
    lex_image *made;
    isn_status status;
    isn_error *err;
} laying;

static void lay_over(void *context)
{
    laying *l = context;
    lex_tables tables = {.memory = l->memory}, over = {.memory = l->memory};
    unsigned bad = 0;
    buf image = {0};
    l->status = lex_read_folder(&over, l->folder, tell_own, &l->own, &bad, l->err);
    if (l->status == ISN_OK) {
        lex_tables_of(l->base, &tables);
        lex_overlay(&tables, &over);
        l->status = lex_compile(&tables, &image, tell_own, &l->own, &bad, l->err);
    }
    if (l->status == ISN_OK && l->own.n > 0)
        l->status = isn_fail(l->err, ISN_BAD_INPUT, "the tables to lay over the lexicon have bad rows, and nothing was read", l->folder, NULL);
    if (l->status == ISN_OK)
        l->status = lex_image_of(image.ptr, image.len, l->folder, &l->made, l->err);
    if (l->status != ISN_OK)
        buf_free(&image);
}

static isn_status open_overlaid(laying *l)
{
    l->memory = arena_new(OVERLAY_MEMORY);
    if (!l->memory)
        return isn_fail(l->err, ISN_NOMEM, "no memory for the lexicon", l->folder, NULL);
    isn_status status = arena_protect(l->memory, lay_over, l);
    if (status != ISN_OK)
        isn_fail(l->err, status, "the tables to lay over the lexicon are too large", l->folder, NULL);
    arena_free(l->memory);
    return status != ISN_OK ? status : l->status;
}

/* The path of a model beside the image; false if there is none. */
static bool model_beside(const char *image, const char *name, char *path, size_t size)
{
    const char *slash = strrchr(image, '/');
    int folder = slash ? (int) (slash - image + 1) : 0;
    int n = snprintf(path, size, "%.*s%s", folder, image, name);
    return n > 0 && (size_t) n < size && access(path, F_OK) == 0;
}

isn_status pip_open(const char *path, const char *folder, lex_problem_fn *problem, void *context, pip_opened *ret, isn_error *err)
{
    src_html_start();
    char model[PATH_MAX];
    *ret = (pip_opened){0};
    isn_status status = lex_image_open(path, &ret->image, err);
    if (status == ISN_OK && folder) {
        laying l = {.folder = folder, .base = ret->image, .own = {str_of(folder), problem, context, 0}, .err = err};
        status = open_overlaid(&l);
        lex_image_close(ret->image);
        ret->image = l.made;
    }
    if (status == ISN_OK && model_beside(path, "isnad.names", model, sizeof model))
        status = men_tagger_open(model, ret->image, &ret->tagger, err);
    if (status == ISN_OK && model_beside(path, "isnad.frames", model, sizeof model))
        status = frm_model_open(model, &ret->frames, err);
    ret->know = (pip_knowledge){.image = ret->image, .tagger = ret->tagger, .frames = ret->frames};
    return status;
}

void pip_close(pip_opened *o)
{
    frm_model_close(o->frames);
    men_tagger_close(o->tagger);
    lex_image_close(o->image);
    *o = (pip_opened){0};
}
