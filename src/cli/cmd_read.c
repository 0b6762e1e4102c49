#include "cli/command.h"
#include "pipeline/reader.h"
#include "view/record.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

static int run(const cli_args *args)
{
    char path[PATH_MAX];
    isn_error err;
    lex_image *image;
    const char *p = cli_lexicon_path(path, sizeof path, &err);
    if (!p || lex_image_open(p, &image, &err) != ISN_OK) {
        cli_complain(&err);
        return cli_exit_code(err.status);
    }
    pip_reader *r = pip_reader_new(image);
    buf out = {0};
    src_item item = {0};
    src_options options = {0};
    for (int i = 0; i < args->n_operands; i++) {
        FILE *f = fopen(args->operands[i], "r");
        char *line = NULL;
        size_t cap = 0;
        ssize_t n;
        while (f && (n = getline(&line, &cap, f)) > 0) {
            buf_clear(&item.bytes);
            buf_add(&item.bytes, (str){line, (size_t) n});
            const frm_record *record;
            if (pip_read(r, &item, &options, &record, &err) != ISN_OK) {
                cli_complain(&err);
                continue;
            }
            buf_clear(&out);
            view_record(record, &out);
            fwrite(out.ptr, 1, out.len, stdout);
        }
        free(line);
        if (f)
            fclose(f);
    }
    buf_free(&out);
    buf_free(&item.bytes);
    pip_reader_free(r);
    lex_image_close(image);
    return EX_OK;
}

const cli_command cli_command_read = {.name = "read", .summary = "reports → records on standard output", .synopsis = "[FILE …]", .description = "x", .run = run};
