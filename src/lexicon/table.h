/* Tables: the tab-separated files of data/ar/ in memory, with errors that name file, line and column.
 *
 * A file's name up to '-' or '.' says which table its rows belong to, so that people.tsv and people-arab.tsv are one table. Columns stand in the order of the
 * schema below; data/ar/README.md says what each means.
 */
#ifndef ISNAD_LEXICON_TABLE_H
#define ISNAD_LEXICON_TABLE_H

#include "base/arena.h"
#include "base/vec.h"

typedef enum lex_table {
    LEX_T_COUNTRIES,
    LEX_T_COUNTRY_NAMES,
    LEX_T_PEOPLE,
    LEX_T_TENURES,
    LEX_T_OFFICES,
    LEX_T_TITLES,
    LEX_T_ORGANIZATIONS,
    LEX_T_ORGANIZATION_NAMES,
    LEX_T_OUTLETS,
    LEX_T_PLACES,
    LEX_T_MONTHS,
    LEX_T_WEEKDAYS,
    LEX_T_NUMBERS,
    LEX_T_SECTORS,
    LEX_T_TRIGGERS,
    LEX_T_SPEECH,
    LEX_T_SIGNS,
    LEX_T_VERBS,
    LEX_T_GRAMMAR,
    LEX_TABLES
} lex_table;

/* Column numbers, by table. `source` is the last column of each. */
enum {
    COUNTRY_CODE = 0,
    COUNTRY_NAME,
    COUNTRY_NAMES,
    COUNTRY_ADJ_M,
    COUNTRY_ADJ_F,
    COUNTRY_ADJ_P,
    COUNTRY_CAPITAL,
    COUNTRY_SEATS,
    COUNTRY_SUCCESSOR,
    COUNTRY_LATIN,
    COUNTRYNAME_CODE = 0,
    COUNTRYNAME_NAME,
    PERSON_ID = 0,
    PERSON_NAME,
    PERSON_VARIANTS,
    PERSON_SHORT,
    PERSON_COUNTRY,
    PERSON_GENDER,
    PERSON_LATIN,
    PERSON_WIKIDATA,
    TENURE_PERSON = 0,
    TENURE_OFFICE,
    TENURE_OF,
    TENURE_START,
    TENURE_END,
    TENURE_AS_OF,
    TENURE_STATUS,
    TENURE_NOTE,
    OFFICE_ID = 0,
    OFFICE_FORMS,
    OFFICE_OF,
    OFFICE_HOLDERS,
    OFFICE_PLURAL,
    OFFICE_LATIN,
    TITLE_ID = 0,
    TITLE_FORMS,
    TITLE_KIND,
    TITLE_OFFICE,
    ORG_ID = 0,
    ORG_NAME,
    ORG_KIND,
    ORG_COUNTRY,
    ORG_LATIN,
    ORGNAME_ORG = 0,
    ORGNAME_NAME,
    ORGNAME_BY,
    ORGNAME_ALONE,
    OUTLET_ID = 0,
    OUTLET_NAME,
    OUTLET_NAMES,
    OUTLET_CREDITS,
    OUTLET_DOMAINS,
    OUTLET_KIND,
    OUTLET_COUNTRY,
    OUTLET_LATIN,
    PLACE_ID = 0,
    PLACE_NAME,
    PLACE_VARIANTS,
    PLACE_KIND,
    PLACE_COUNTRY,
    PLACE_WITHIN,
    PLACE_LATIN,
    MONTH_CALENDAR = 0,
    MONTH_NUMBER,
    MONTH_NAMES,
    MONTH_REGION,
    WEEKDAY_NUMBER = 0,
    WEEKDAY_NAMES,
    NUMBER_VALUE = 0,
    NUMBER_CLASS,
    NUMBER_FORMS,
    SECTOR_ID = 0,
    SECTOR_WORDS,
    SECTOR_LATIN,
    TRIGGER_ID = 0,
    TRIGGER_TYPE,
    TRIGGER_MODE,
    TRIGGER_PERFECT,
    TRIGGER_IMPERFECT,
    TRIGGER_PASSIVE,
    TRIGGER_NOUN,
    TRIGGER_AGENT,
    TRIGGER_PATIENT,
    TRIGGER_WORDS,
    TRIGGER_SUBJECT,
    TRIGGER_OBJECT,
    TRIGGER_GENITIVE,
    TRIGGER_PREPS,
    TRIGGER_MUTUAL,
    TRIGGER_TAKES,
    TRIGGER_NEEDS,
    TRIGGER_NOT,
    TRIGGER_STATUS,
    TRIGGER_WEIGHT,
    SPEECH_ID = 0,
    SPEECH_PERFECT,
    SPEECH_IMPERFECT,
    SPEECH_NOUN,
    SPEECH_AGENT,
    SPEECH_WORDS,
    SPEECH_LINKS,
    SPEECH_SUBJECT,
    SPEECH_KIND,
    SPEECH_WEIGHT,
    SIGN_ID = 0,
    SIGN_FORMS,
    SIGN_STATUS,
    SIGN_SCOPE,
    SIGN_WEIGHT,
    VERB_PERFECT = 0,
    VERB_IMPERFECT,
    VERB_NOUN,
    VERB_CLASS,
    GRAMMAR_WORD = 0,
    GRAMMAR_FORMS
};

enum { LEX_COLUMNS_MAX = 24, LEX_ROWS_MAX = 1000000, LEX_CELL_MAX = 16384 };

typedef struct lex_row {
    str cells[LEX_COLUMNS_MAX];
    uint32_t file; /* index into lex_tables.files */
    uint32_t line;
} lex_row;

typedef vec(lex_row) lex_rows;

typedef struct lex_tables {
    arena *memory;
    lex_rows rows[LEX_TABLES];
    vec(str) files;
} lex_tables;

/* Number of columns of a table, source included, and their names. */
unsigned lex_columns(lex_table t);
const char *lex_table_name(lex_table t);
const char *lex_column_name(lex_table t, unsigned column);

/* What a problem in a table is called at: the caller decides whether to go on. */
typedef void lex_problem_fn(void *context, const isn_error *problem);

/* Reads one .tsv file into tables (whose memory is an arena). Malformed rows are reported to problem and left out; their number is added to *bad. A file whose
 * name is no table's gives ISN_BAD_INPUT. */
isn_status lex_read_file(lex_tables *tables, const char *path, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err);

/* Reads every .tsv file of a folder in the order of their names. */
isn_status lex_read_folder(lex_tables *tables, const char *folder, lex_problem_fn *problem, void *context, unsigned *bad, isn_error *err);

#endif
