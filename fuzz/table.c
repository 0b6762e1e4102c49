/* Fuzzes the tables: any file of any table is read, laid over itself and the grammar words, and compiled. The first byte chooses the table. $ISNAD_TABLES is
 * data/ar. */
#include "lexicon/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct reading {
    arena *memory;
    const char *path, *grammar;
} reading;

static void read_table(void *context)
{
    reading *r = context;
    lex_tables tables = {.memory = r->memory}, over = {.memory = r->memory};
    unsigned bad = 0;
    isn_error err;
    if (lex_read_file(&tables, r->grammar, NULL, NULL, &bad, &err) != ISN_OK || lex_read_file(&tables, r->path, NULL, NULL, &bad, &err) != ISN_OK ||
        lex_read_file(&over, r->path, NULL, NULL, &bad, &err) != ISN_OK)
        return;
    lex_overlay(&tables, &over);
    buf image = {0};
    lex_image *m;
    if (lex_compile(&tables, &image, NULL, NULL, &bad, &err) != ISN_OK || lex_image_of(image.ptr, image.len, "fuzz", &m, &err) != ISN_OK)
        buf_free(&image);
    else
        lex_image_close(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[256], grammar[4096];
    const char *tables = getenv("ISNAD_TABLES");
    if (size == 0)
        return 0;
    lex_table t = (lex_table) (data[0] % LEX_TABLES);
    snprintf(path, sizeof path, "%s-%ld.tsv", lex_table_name(t), (long) getpid());
    FILE *f = fopen(path, "wb");
    if (!f)
        return 0;
    for (unsigned c = 0; c < lex_columns(t); c++)
        fprintf(f, "%s%s", c ? "\t" : "", lex_column_name(t, c));
    fputc('\n', f);
    fwrite(data + 1, 1, size - 1, f);
    fclose(f);
    snprintf(grammar, sizeof grammar, "%s/grammar.tsv", tables ? tables : ".");
    reading r = {arena_new((size_t) 256 << 20), path, grammar};
    arena_protect(r.memory, read_table, &r);
    arena_free(r.memory);
    unlink(path);
    return 0;
}
