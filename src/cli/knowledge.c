/* With --lexicon the image's rows are copied back into tables, the user's rows are laid over them and the whole is compiled again, all in memory: the stages below see
 * one image, never two. */
#include "cli/knowledge.h"

#include "cli/command.h"
#include "lexicon/compile.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

enum { OVERLAY_MEMORY = 1 << 30 };

/* Rows of the compiled lexicon were judged when it was compiled; only the user's are complained of. */
typedef struct own_problems {
    str folder;
    unsigned n;
} own_problems;

static void print_own(void *context, const isn_error *problem)
{
    own_problems *own = context;
    if (!str_starts(str_of(problem->where), own->folder))
        return;
    own->n++;
    cli_complain(problem);
}

static isn_status lay_over(const char *folder, const lex_image *base, arena *a, lex_image **ret, isn_error *err)
{
    lex_tables tables = {.memory = a}, over = {.memory = a};
    own_problems own = {.folder = str_of(folder)};
    unsigned bad = 0;
    buf image = {0};
    isn_status status = lex_read_folder(&over, folder, print_own, &own, &bad, err);
    if (status == ISN_OK) {
        lex_tables_of(base, &tables);
        lex_overlay(&tables, &over);
        status = lex_compile(&tables, &image, print_own, &own, &bad, err);
    }
    if (status == ISN_OK && own.n > 0)
        status = isn_fail(err, ISN_BAD_INPUT, "the tables given with --lexicon have problems and nothing was read", folder, "mend the rows named above");
    if (status == ISN_OK)
        status = lex_image_of(image.ptr, image.len, folder, ret, err);
    if (status != ISN_OK)
        buf_free(&image);
    return status;
}

static isn_status open_overlaid(const char *folder, lex_image *base, lex_image **ret, isn_error *err)
{
    arena *a = arena_new(OVERLAY_MEMORY);
    isn_status status = a ? lay_over(folder, base, a, ret, err) : isn_fail(err, ISN_NOMEM, "no memory for the lexicon", folder, NULL);
    arena_free(a);
    lex_image_close(base);
    return status;
}

/* The path of a model beside the image; false if there is none. */
static bool model_beside(const char *image, const char *name, char *path, size_t size)
{
    const char *slash = strrchr(image, '/');
    int folder = slash ? (int) (slash - image + 1) : 0;
    int n = snprintf(path, size, "%.*s%s", folder, image, name);
    return n > 0 && (size_t) n < size && access(path, F_OK) == 0;
}

isn_status cli_open_knowledge(const char *folder, cli_knowledge *ret, isn_error *err)
{
    char buffer[PATH_MAX], model[PATH_MAX];
    *ret = (cli_knowledge){0};
    const char *path = cli_lexicon_path(buffer, sizeof buffer, err);
    if (!path)
        return ISN_NOT_FOUND;
    lex_image *base;
    isn_status status = lex_image_open(path, &base, err);
    if (status == ISN_OK && folder)
        status = open_overlaid(folder, base, &ret->image, err);
    else if (status == ISN_OK)
        ret->image = base;
    if (status == ISN_OK && model_beside(path, "isnad.names", model, sizeof model))
        status = men_tagger_open(model, ret->image, &ret->tagger, err);
    if (status == ISN_OK && model_beside(path, "isnad.frames", model, sizeof model))
        status = frm_model_open(model, &ret->frames, err);
    ret->know = (pip_knowledge){.image = ret->image, .tagger = ret->tagger, .frames = ret->frames};
    return status;
}

void cli_close_knowledge(cli_knowledge *k)
{
    frm_model_close(k->frames);
    men_tagger_close(k->tagger);
    lex_image_close(k->image);
    *k = (cli_knowledge){0};
}
