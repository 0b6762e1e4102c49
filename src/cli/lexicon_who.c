/* isnad lexicon who: the tenures of an office, all or those of a day. An end that is not known is said so; nobody is called "current". */
#include "cli/lexicon.h"
#include "lexicon/compile.h"
#include "text/calendar.h"

#include <stdio.h>
#include <strings.h>
#include <sysexits.h>

static bool same_folded(str a, str b)
{
    lex_key x[12], y[12];
    size_t n = lex_cut_name(a, x, 12);
    if (n == 0 || n != lex_cut_name(b, y, 12))
        return false;
    for (size_t i = 0; i < n; i++)
        if (x[i].len != y[i].len || memcmp(x[i].bytes, y[i].bytes, x[i].len) != 0)
            return false;
    return true;
}

static bool is_alternative(str cell, str wanted)
{
    for (str rest = cell; rest.ptr;)
        if (same_folded(str_split(&rest, '|'), wanted))
            return true;
    return false;
}

static bool find_named(const lex_image *image, lex_table table, const unsigned *columns, size_t n, const char *name, uint32_t *ret)
{
    if (lex_find_row(image, table, str_of(name), ret))
        return true;
    for (uint32_t r = 0; r < lex_row_count(image, table); r++) {
        for (size_t c = 0; c < n; c++) {
            if (is_alternative(lex_cell(image, table, r, columns[c]), str_of(name))) {
                *ret = r;
                return true;
            }
        }
    }
    return false;
}

static void print_tenure(const lex_image *image, const lex_tenure *t)
{
    str name = lex_cell(image, LEX_T_PEOPLE, t->person, PERSON_NAME), latin = lex_cell(image, LEX_T_PEOPLE, t->person, PERSON_LATIN);
    str start = lex_cell(image, LEX_T_TENURES, t->row, TENURE_START), end = lex_cell(image, LEX_T_TENURES, t->row, TENURE_END);
    str as_of = lex_cell(image, LEX_T_TENURES, t->row, TENURE_AS_OF), status = lex_cell(image, LEX_T_TENURES, t->row, TENURE_STATUS);
    str source = lex_cell(image, LEX_T_TENURES, t->row, lex_columns(LEX_T_TENURES) - 1);
    printf("%.*s\t", (int) start.len, start.ptr);
    if (end.len > 0)
        printf("%.*s\t", (int) end.len, end.ptr);
    else
        printf("not known to have ended by %.*s\t", (int) as_of.len, as_of.ptr);
    printf("%.*s\t%.*s\t%.*s\t%.*s\n", (int) name.len, name.ptr, (int) latin.len, latin.ptr, (int) status.len, status.ptr, (int) source.len, source.ptr);
}

int cli_lexicon_who(const lex_image *image, const char *office, const char *of, const char *on)
{
    static const unsigned office_columns[] = {OFFICE_FORMS, OFFICE_LATIN}, country_columns[] = {COUNTRY_NAME, COUNTRY_NAMES, COUNTRY_LATIN},
                          org_columns[] = {ORG_NAME, ORG_LATIN};
    uint32_t office_row, country_row = UINT32_MAX, org_row = UINT32_MAX, n, found = 0;
    cal_date day = {0};
    if (!find_named(image, LEX_T_OFFICES, office_columns, 2, office, &office_row)) {
        fprintf(stderr, "isnad lexicon who: no such office: %s; give its key (foreign_minister) or an Arabic form\n", office);
        return EX_DATAERR;
    }
    if (!find_named(image, LEX_T_COUNTRIES, country_columns, 3, of, &country_row) && !find_named(image, LEX_T_ORGANIZATIONS, org_columns, 2, of, &org_row)) {
        fprintf(stderr, "isnad lexicon who: no such state or organisation: %s; give a code (SYR), an id (org:un) or a name\n", of);
        return EX_DATAERR;
    }
    if (on && !cal_parse(str_of(on), &day)) {
        fprintf(stderr, "isnad lexicon who: this is no date: %s; a date is YYYY, YYYY-MM or YYYY-MM-DD\n", on);
        return EX_USAGE;
    }
    const lex_tenure *t = lex_tenures(image, &n);
    int32_t from = on ? cal_days(day) : 0, to = from;
    if (on && day.month == 0)
        to = cal_days((cal_date){day.year, 12, 31});
    else if (on && day.day == 0)
        to = cal_days((cal_date){day.year, day.month, cal_month_length(day.year, day.month)});
    for (uint32_t i = 0; i < n; i++) {
        bool same = country_row != UINT32_MAX ? t[i].org == 0 && str_eq(str_of(t[i].country), lex_cell(image, LEX_T_COUNTRIES, country_row, COUNTRY_CODE))
                                              : t[i].org == org_row + 1;
        if (!same || t[i].office != office_row || (on && (t[i].start > to || t[i].end < from)))
            continue;
        print_tenure(image, &t[i]);
        found++;
    }
    if (found == 0)
        fprintf(stderr, "isnad lexicon who: the lexicon knows nobody%s%s\n", on ? " on " : "", on ? on : "");
    return found ? EX_OK : EX_DATAERR;
}
