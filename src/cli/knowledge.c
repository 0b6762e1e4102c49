#include "cli/knowledge.h"

#include "cli/command.h"

#include <limits.h>

static void complain(void *context, const isn_error *problem)
{
    (void) context;
    cli_complain(problem);
}

isn_status cli_open_knowledge(const char *folder, pip_opened *ret, isn_error *err)
{
    char buffer[PATH_MAX];
    *ret = (pip_opened){0};
    const char *path = cli_lexicon_path(buffer, sizeof buffer, err);
    return path ? pip_open(path, folder, complain, NULL, ret, err) : ISN_NOT_FOUND;
}
