#include "lexicon/table.h"

#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct schema {
    const char *name;
    const char *columns[LEX_COLUMNS_MAX];
} schema;

static const schema schemas[LEX_TABLES] = {
    [LEX_T_COUNTRIES] = {"countries", {"code", "name", "names", "adj_m", "adj_f", "adj_p", "capital", "seats", "successor", "latin", "source"}},
    [LEX_T_COUNTRY_NAMES] = {"country_names", {"code", "name", "source"}},
    [LEX_T_PEOPLE] = {"people", {"person", "name", "variants", "short", "country", "gender", "latin", "wikidata", "source"}},
    [LEX_T_TENURES] = {"tenures", {"person", "office", "of", "start", "end", "as_of", "status", "note", "source"}},
    [LEX_T_OFFICES] = {"offices", {"office", "forms", "of", "holders", "plural", "latin", "source"}},
    [LEX_T_TITLES] = {"titles", {"title", "forms", "kind", "office", "source"}},
    [LEX_T_ORGANIZATIONS] = {"organizations", {"organization", "name", "kind", "country", "latin", "source"}},
    [LEX_T_ORGANIZATION_NAMES] = {"organization_names", {"organization", "name", "by", "alone", "source"}},
    [LEX_T_OUTLETS] = {"outlets", {"outlet", "name", "names", "credits", "domains", "kind", "country", "latin", "source"}},
    [LEX_T_PLACES] = {"places", {"place", "name", "variants", "kind", "country", "within", "latin", "source"}},
    [LEX_T_MONTHS] = {"months", {"calendar", "number", "names", "region", "source"}},
    [LEX_T_WEEKDAYS] = {"weekdays", {"number", "names", "source"}},
    [LEX_T_NUMBERS] = {"numbers", {"value", "class", "forms", "source"}},
    [LEX_T_SECTORS] = {"sectors", {"sector", "words", "latin", "source"}},
    [LEX_T_TRIGGERS] = {"triggers", {"trigger", "type",     "mode",  "perfect", "imperfect", "passive", "noun", "agent",  "patient", "words", "subject",
                                     "object",  "genitive", "preps", "mutual",  "takes",     "needs",   "not",  "status", "weight",  "source"}},
    [LEX_T_SPEECH] = {"speech", {"speech", "perfect", "imperfect", "noun", "agent", "words", "links", "subject", "kind", "weight", "source"}},
    [LEX_T_SIGNS] = {"signs", {"sign", "forms", "status", "scope", "weight", "source"}},
    [LEX_T_VERBS] = {"verbs", {"perfect", "imperfect", "noun", "class", "source"}},
    [LEX_T_GRAMMAR] = {"grammar", {"word", "forms", "source"}},
};

unsigned lex_columns(lex_table t)
{
    unsigned n = 0;
    while (schemas[t].columns[n])
        n++;
    return n;
}

const char *lex_table_name(lex_table t)
{
    return schemas[t].name;
}

const char *lex_column_name(lex_table t, unsigned column)
{
    return schemas[t].columns[column];
}

static bool table_of_file(const char *path, lex_table *ret)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    str stem = {base, strcspn(base, "-.")};
    for (int t = 0; t < LEX_TABLES; t++) {
        if (str_eq(stem, str_of(schemas[t].name))) {
            *ret = (lex_table) t;
            return true;
        }
    }
    return false;
}

static isn_status slurp(arena *a, const char *path, str *ret, isn_error *err)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot open the table", path, strerror(errno));
    isn_status status = ISN_OK;
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    if (size < 0 || size > 256 * 1024 * 1024 || fseek(f, 0, SEEK_SET) != 0) {
        status = isn_fail(err, ISN_IO, "cannot read the table", path, NULL);
    } else {
        char *p = arena_alloc(a, (size_t) size + 1);
        if (fread(p, 1, (size_t) size, f) != (size_t) size)
            status = isn_fail(err, ISN_IO, "cannot read the table", path, NULL);
        else
            *ret = (str){p, (size_t) size};
    }
    fclose(f);
    return status;
}

typedef struct reading {
    const char *path;
    lex_problem_fn *problem;
    void *context;
    unsigned *bad;
} reading;

static void complain(const reading *r, uint32_t line, const char *what, const char *detail)
{
    isn_error e;
    isn_fail(&e, ISN_BAD_INPUT, what, r->path, detail);
    e.line = line;
    (*r->bad)++;
    if (r->problem)
        r->problem(r->context, &e);
}

static void check_header(const reading *r, lex_table t, str line, uint32_t number)
{
    for (unsigned c = 0; c < lex_columns(t); c++) {
        str cell = str_trim(str_split(&line, '\t'));
        if (!str_eq(cell, str_of(schemas[t].columns[c]))) {
            char text[ISN_DETAIL_MAX];
            snprintf(text, sizeof text, "column %u is \"%.*s\", expected \"%s\"", c + 1, (int) (cell.len < 80 ? cell.len : 80), cell.ptr ? cell.ptr : "",
                     schemas[t].columns[c]);
            complain(r, number, "the header does not fit the table", text);
            return;
        }
    }
}

static void take_row(lex_tables *tables, const reading *r, lex_table t, str line, uint32_t number, uint32_t file)
{
    lex_row row = {.file = file, .line = number};
    unsigned n = 0, want = lex_columns(t);
    char text[ISN_DETAIL_MAX];
    for (str rest = line; rest.ptr; n++) {
        str cell = str_split(&rest, '\t');
        if (n < want) {
            row.cells[n] = str_trim(cell);
            if (cell.len > LEX_CELL_MAX || !utf8_valid(cell, NULL)) {
                snprintf(text, sizeof text, "column %u (%s)", n + 1, schemas[t].columns[n]);
                complain(r, number, "a cell is not UTF-8 or too long", text);
                return;
            }
        }
    }
    if (n != want) {
        snprintf(text, sizeof text, "%u columns, expected %u (%s … %s)", n, want, schemas[t].columns[0], schemas[t].columns[want - 1]);
        complain(r, number, "a row has the wrong number of columns", text);
        return;
    }
    if (row.cells[0].len == 0 && t != LEX_T_VERBS) {
        snprintf(text, sizeof text, "column 1 (%s) is empty", schemas[t].columns[0]);
        complain(r, number, "a row has no key", text);
        return;
    }
    *vec_push(tables->memory, &tables->rows[t]) = row;
}

isn_status lex_read_file(lex_tables *tables, const char *path, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err)
{
    lex_table t;
    str content = {0};
    if (!table_of_file(path, &t))
        return isn_fail(err, ISN_BAD_INPUT, "no table has this file's name", path, "a file is named after its table: people.tsv, people-mine.tsv");
    isn_status status = slurp(tables->memory, path, &content, err);
    if (status != ISN_OK)
        return status;
    reading r = {path, problem, context, bad};
    uint32_t file = tables->files.n, number = 0;
    *vec_push(tables->memory, &tables->files) = arena_copy(tables->memory, str_of(path));
    bool header = false;
    for (str rest = content; rest.ptr && rest.len > 0;) {
        str line = str_split(&rest, '\n');
        number++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (str_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        if (!header) {
            check_header(&r, t, line, number);
            header = true;
        } else if (tables->rows[t].n >= LEX_ROWS_MAX) {
            return isn_fail(err, ISN_LIMIT, "a table has too many rows", path, NULL);
        } else {
            take_row(tables, &r, t, line, number, file);
        }
    }
    return ISN_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

isn_status lex_read_folder(lex_tables *tables, const char *folder, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err)
{
    DIR *d = opendir(folder);
    if (!d)
        return isn_fail(err, errno == EACCES ? ISN_NO_ACCESS : ISN_NOT_FOUND, "cannot open the folder of tables", folder, strerror(errno));
    vec(const char *) names = {0};
    for (struct dirent *e; (e = readdir(d));) {
        if (str_ends(str_of(e->d_name), STR(".tsv")) && e->d_name[0] != '.')
            *vec_push(tables->memory, &names) = arena_printf(tables->memory, "%s/%s", folder, e->d_name).ptr;
    }
    closedir(d);
    if (names.n == 0)
        return isn_fail(err, ISN_NOT_FOUND, "the folder holds no .tsv table", folder, NULL);
    qsort(names.at, names.n, sizeof *names.at, by_name);
    for (uint32_t i = 0; i < names.n; i++) {
        isn_status status = lex_read_file(tables, names.at[i], problem, context, bad, err);
        if (status != ISN_OK)
            return status;
    }
    return ISN_OK;
}
