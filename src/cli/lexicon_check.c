/* isnad lexicon check: all that can be wrong with tables. Malformed rows, unknown references and keys that stand twice come from compiling; the tenures of
 * offices with one holder at a time are then laid side by side: two people at once for longer than a handover is a problem, a gap is only listed. */
#include "cli/lexicon.h"
#include "lexicon/compile.h"

#include <stdio.h>
#include <sysexits.h>

enum { CHECK_MEMORY = 1 << 30, HANDOVER_DAYS = 40, GAP_DAYS = 180 };

static void print_problem(void *context, const isn_error *problem)
{
    (void) context;
    cli_complain(problem);
}

static str cell(const lex_image *m, const lex_tenure *t, unsigned column)
{
    return lex_cell(m, LEX_T_TENURES, t->row, column);
}

static void say(const lex_image *m, const char *what, const lex_tenure *a, const lex_tenure *b)
{
    printf("%s\t%.*s\t%.*s\t%.*s %.*s/%.*s\t%.*s %.*s/%.*s\n", what, (int) cell(m, a, TENURE_OFFICE).len, cell(m, a, TENURE_OFFICE).ptr,
           (int) cell(m, a, TENURE_OF).len, cell(m, a, TENURE_OF).ptr, (int) cell(m, a, TENURE_PERSON).len, cell(m, a, TENURE_PERSON).ptr,
           (int) cell(m, a, TENURE_START).len, cell(m, a, TENURE_START).ptr, (int) cell(m, a, TENURE_END).len, cell(m, a, TENURE_END).ptr,
           (int) cell(m, b, TENURE_PERSON).len, cell(m, b, TENURE_PERSON).ptr, (int) cell(m, b, TENURE_START).len, cell(m, b, TENURE_START).ptr,
           (int) cell(m, b, TENURE_END).len, cell(m, b, TENURE_END).ptr);
}

static bool plain(const lex_tenure *t)
{
    return !t->acting && !t->disputed && !t->elect;
}

/* Tenures are sorted by owner, office and start, so that the holders of one office stand together. */
static unsigned check_tenures(const lex_image *m, bool verbose)
{
    uint32_t n;
    unsigned overlaps = 0;
    const lex_tenure *t = lex_tenures(m, &n);
    for (uint32_t i = 0; i + 1 < n; i++) {
        if (!str_eq(lex_cell(m, LEX_T_OFFICES, t[i].office, OFFICE_HOLDERS), STR("one")) || !plain(&t[i]) || cell(m, &t[i], TENURE_NOTE).len > 0)
            continue;
        int32_t last = t[i].end;
        for (uint32_t k = i + 1; k < n && t[k].office == t[i].office && t[k].org == t[i].org && memcmp(t[k].country, t[i].country, sizeof t[k].country) == 0;
             k++) {
            if (!plain(&t[k]) || t[k].person == t[i].person || cell(m, &t[k], TENURE_NOTE).len > 0)
                continue;
            int32_t both = (t[k].end < t[i].end ? t[k].end : t[i].end);
            if (both != INT32_MAX && both - t[k].start > HANDOVER_DAYS && !(t[i].coarse || t[k].coarse)) {
                say(m, "overlap", &t[i], &t[k]);
                overlaps++;
            } else if (verbose && k == i + 1 && last != INT32_MAX && t[k].start - last > GAP_DAYS) {
                say(m, "gap", &t[i], &t[k]);
            }
        }
    }
    return overlaps;
}

int cli_lexicon_check(const char *const *folders, int n, bool verbose)
{
    isn_error err;
    unsigned bad = 0, overlaps = 0;
    arena *a = arena_new(CHECK_MEMORY);
    if (!a)
        return EX_OSERR;
    lex_tables tables = {.memory = a};
    buf bytes = {0};
    lex_image *image = NULL;
    isn_status status = ISN_OK;
    for (int i = 0; i < n && status == ISN_OK; i++)
        status = lex_read_folder(&tables, folders[i], print_problem, NULL, &bad, &err);
    if (status == ISN_OK)
        status = lex_compile(&tables, &bytes, print_problem, NULL, &bad, &err);
    if (status == ISN_OK) {
        status = lex_image_of(bytes.ptr, bytes.len, "the tables", &image, &err);
        if (status == ISN_OK)
            bytes = (buf){0}; /* the image frees them */
    }
    if (status == ISN_OK) {
        overlaps = check_tenures(image, verbose);
        for (int t = 0; t < LEX_TABLES; t++)
            printf("rows\t%s\t%u\n", lex_table_name((lex_table) t), lex_row_count(image, (lex_table) t));
        printf("%u problems in rows, %u overlapping tenures\n", bad, overlaps);
    } else {
        cli_complain(&err);
    }
    lex_image_close(image);
    buf_free(&bytes);
    arena_free(a);
    if (status != ISN_OK)
        return cli_exit_code(status);
    return bad + overlaps > 0 ? EX_DATAERR : EX_OK;
}
