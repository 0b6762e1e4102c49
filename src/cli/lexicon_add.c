/* isnad lexicon add: one row more in the user's own tables. The row is tried over the compiled lexicon before it is written. */
#include "cli/lexicon.h"
#include "lexicon/compile.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sysexits.h>

enum { ADD_MEMORY = 1 << 30 };

static void print_problem(void *context, const isn_error *problem)
{
    (void) context;
    cli_complain(problem);
}

static bool fill(lex_table table, const char *const *cells, int n, lex_row *row)
{
    unsigned columns = lex_columns(table);
    row->cells[columns - 1] = STR("own");
    for (int i = 0; i < n; i++) {
        str value = str_of(cells[i]), name = str_split(&value, '=');
        unsigned c = 0;
        while (c < columns && !str_eq(name, str_of(lex_column_name(table, c))))
            c++;
        if (!value.ptr || c == columns || memchr(value.ptr, '\t', value.len) || memchr(value.ptr, '\n', value.len)) {
            fprintf(stderr, "isnad lexicon add: %s: a cell is column=value without tabs; the columns of %s are", cells[i], lex_table_name(table));
            for (c = 0; c < columns; c++)
                fprintf(stderr, " %s", lex_column_name(table, c));
            fputc('\n', stderr);
            return false;
        }
        row->cells[c] = value;
    }
    return true;
}

/* Compiles the image's tables with the row laid over them; true if that brings no new problem. */
static bool compiles(const lex_image *image, lex_table table, const lex_row *row)
{
    isn_error err;
    unsigned before = 0, after = 0;
    arena *a = arena_new(ADD_MEMORY);
    if (!a)
        return false;
    lex_tables tables = {.memory = a}, over = {.memory = a};
    buf bytes = {0};
    lex_tables_of(image, &tables);
    bool ok = lex_compile(&tables, &bytes, NULL, NULL, &before, &err) == ISN_OK;
    *vec_push(a, &over.files) = STR("the new row");
    *vec_push(a, &over.rows[table]) = *row;
    lex_overlay(&tables, &over);
    ok = ok && lex_compile(&tables, &bytes, NULL, NULL, &after, &err) == ISN_OK && after <= before;
    if (!ok) { /* again, to say why */
        after = 0;
        lex_compile(&tables, &bytes, print_problem, NULL, &after, &err);
    }
    buf_free(&bytes);
    arena_free(a);
    return ok;
}

static int append(const char *folder, lex_table table, const lex_row *row)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s-own.tsv", folder, lex_table_name(table)) >= (int) sizeof path)
        return EX_USAGE;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "isnad lexicon add: cannot make the folder %s: %s\n", folder, strerror(errno));
        return EX_CANTCREAT;
    }
    struct stat st;
    bool fresh = stat(path, &st) != 0 || st.st_size == 0;
    FILE *f = fopen(path, "a");
    if (!f) {
        fprintf(stderr, "isnad lexicon add: cannot write %s: %s\n", path, strerror(errno));
        return EX_CANTCREAT;
    }
    for (unsigned c = 0; fresh && c < lex_columns(table); c++)
        fprintf(f, "%s%c", lex_column_name(table, c), c + 1 < lex_columns(table) ? '\t' : '\n');
    for (unsigned c = 0; c < lex_columns(table); c++)
        fprintf(f, "%.*s%c", (int) row->cells[c].len, row->cells[c].ptr ? row->cells[c].ptr : "", c + 1 < lex_columns(table) ? '\t' : '\n');
    bool bad = ferror(f) != 0;
    bad = fclose(f) != 0 || bad;
    if (bad) {
        fprintf(stderr, "isnad lexicon add: cannot write %s\n", path);
        return EX_IOERR;
    }
    printf("added to %s; use it with --lexicon=%s\n", path, folder);
    return EX_OK;
}

int cli_lexicon_add(const lex_image *image, const char *folder, const char *name, const char *const *cells, int n)
{
    lex_table table = LEX_TABLES;
    lex_row row = {0};
    for (int t = 0; t < LEX_TABLES; t++)
        if (strcmp(name, lex_table_name((lex_table) t)) == 0)
            table = (lex_table) t;
    if (table == LEX_TABLES || table == LEX_T_GRAMMAR) {
        fprintf(stderr, "isnad lexicon add: there is no table %s to add to\n", name);
        return EX_USAGE;
    }
    if (!fill(table, cells, n, &row))
        return EX_USAGE;
    if (!compiles(image, table, &row)) {
        fprintf(stderr, "isnad lexicon add: the row does not fit and was not written\n");
        return EX_DATAERR;
    }
    return append(folder, table, &row);
}
