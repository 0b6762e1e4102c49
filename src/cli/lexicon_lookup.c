/* isnad lexicon lookup: every reading of a word or phrase, with the clitics it leaves outside and the row it comes from. */
#include "cli/lexicon.h"
#include "lexicon/match.h"

#include <stdio.h>
#include <sysexits.h>

enum { LOOKUP_MEMORY = 16 * 1024 * 1024 };

static const struct {
    lex_table table;
    const char *what;
    unsigned name, latin; /* columns */
} kinds[LEX_KINDS] = {
    [LEX_COUNTRY] = {LEX_T_COUNTRIES, "country", COUNTRY_NAME, COUNTRY_LATIN},
    [LEX_DEMONYM] = {LEX_T_COUNTRIES, "adjective of a state", COUNTRY_NAME, COUNTRY_LATIN},
    [LEX_CAPITAL] = {LEX_T_COUNTRIES, "capital", COUNTRY_NAME, COUNTRY_LATIN},
    [LEX_SEAT] = {LEX_T_COUNTRIES, "seat of power", COUNTRY_NAME, COUNTRY_LATIN},
    [LEX_PERSON] = {LEX_T_PEOPLE, "person", PERSON_NAME, PERSON_LATIN},
    [LEX_PERSON_SHORT] = {LEX_T_PEOPLE, "person, short form", PERSON_NAME, PERSON_LATIN},
    [LEX_ORG] = {LEX_T_ORGANIZATIONS, "organisation", ORG_NAME, ORG_LATIN},
    [LEX_ORG_SHORT] = {LEX_T_ORGANIZATIONS, "organisation, after its full name", ORG_NAME, ORG_LATIN},
    [LEX_OUTLET] = {LEX_T_OUTLETS, "outlet", OUTLET_NAME, OUTLET_LATIN},
    [LEX_CREDIT] = {LEX_T_OUTLETS, "outlet, in credits", OUTLET_NAME, OUTLET_LATIN},
    [LEX_PLACE] = {LEX_T_PLACES, "place", PLACE_NAME, PLACE_LATIN},
    [LEX_OFFICE] = {LEX_T_OFFICES, "office", OFFICE_ID, OFFICE_LATIN},
    [LEX_TITLE] = {LEX_T_TITLES, "title", TITLE_ID, TITLE_KIND},
    [LEX_MONTH] = {LEX_T_MONTHS, "month", MONTH_NUMBER, MONTH_CALENDAR},
    [LEX_WEEKDAY] = {LEX_T_WEEKDAYS, "weekday", WEEKDAY_NUMBER, WEEKDAY_NUMBER},
    [LEX_NUMBER] = {LEX_T_NUMBERS, "number", NUMBER_VALUE, NUMBER_CLASS},
    [LEX_SECTOR] = {LEX_T_SECTORS, "sector", SECTOR_ID, SECTOR_LATIN},
    [LEX_TRIGGER] = {LEX_T_TRIGGERS, "trigger", TRIGGER_ID, TRIGGER_TYPE},
    [LEX_SPEECH] = {LEX_T_SPEECH, "word of saying", SPEECH_ID, SPEECH_KIND},
    [LEX_SIGN] = {LEX_T_SIGNS, "sign", SIGN_ID, SIGN_STATUS},
    [LEX_VERB] = {LEX_T_VERBS, "verb", VERB_PERFECT, VERB_CLASS},
    [LEX_GRAMMAR] = {LEX_T_GRAMMAR, "grammar word", GRAMMAR_WORD, GRAMMAR_WORD},
};

static void print_clitics(unsigned clitics, unsigned pronoun)
{
    static const struct {
        unsigned bit;
        const char *text;
    } names[] = {{LEX_C_WA, "و"}, {LEX_C_FA, "ف"}, {LEX_C_BI, "ب"}, {LEX_C_LI, "ل"}, {LEX_C_KA, "ك"}, {LEX_C_SA, "س"}, {LEX_C_AL, "ال"}};
    static const char *const pronouns[] = {"", "ه", "ها", "هم", "هما", "نا", "ني", "كم"};
    const char *before = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (clitics & names[i].bit) {
            printf("%s%s", before, names[i].text);
            before = " + ";
        }
    }
    if (pronoun)
        printf("%s… + %s", before, pronouns[pronoun]);
}

static const char *shape_name(const lex_form *f)
{
    static const char *const shapes[] = {
        "", "masculine", "feminine", "plural", "perfect", "imperfect", "verbal noun", "active participle", "passive participle", "phrase", "plural"};
    return shapes[f->shape];
}

static void print_match(const lex_doc *d, const lex_match *m)
{
    const lex_image *image = d->image;
    const lex_form *f = m->form;
    str text = txt_span(d->doc, d->doc->tokens[m->first].begin, d->doc->tokens[m->end - 1].end);
    str name = lex_cell(image, kinds[f->kind].table, f->row, kinds[f->kind].name), latin = lex_cell(image, kinds[f->kind].table, f->row, kinds[f->kind].latin);
    str source = lex_cell(image, kinds[f->kind].table, f->row, lex_columns(kinds[f->kind].table) - 1), id = lex_cell(image, kinds[f->kind].table, f->row, 0);
    printf("%.*s\t%s\t%.*s\t%.*s\t%.*s\t%s\t", (int) text.len, text.ptr, kinds[f->kind].what, (int) id.len, id.ptr, (int) name.len, name.ptr, (int) latin.len,
           latin.ptr, shape_name(f));
    print_clitics(m->clitics, m->pronoun);
    printf("\t%s: %.*s\n", lex_table_name(kinds[f->kind].table), (int) source.len, source.ptr);
}

typedef struct looking {
    arena *memory;
    lex_reader *reader;
    const char *words;
    unsigned found;
    bool refused;
} looking;

static void look(void *context)
{
    looking *l = context;
    txt_doc text;
    lex_doc d;
    txt_read(l->memory, str_of(l->words), &text);
    if (!lex_match_doc(l->memory, l->reader, &text, &d)) {
        l->refused = true;
        return;
    }
    for (uint32_t t = 0; t < text.n_tokens; t++) {
        for (uint32_t i = d.at[t]; i < d.at[t + 1]; i++, l->found++)
            print_match(&d, &d.matches[i]);
        for (uint32_t g = 0; g < GW_COUNT; g++) {
            if (!lex_has(&d, t, (lex_word_id) g))
                continue;
            str w = txt_span(&text, text.tokens[t].begin, text.tokens[t].end), id = lex_cell(d.image, LEX_T_GRAMMAR, g, GRAMMAR_WORD);
            printf("%.*s\tgrammar word\t%.*s\t\t\t\t\tgrammar: press\n", (int) w.len, w.ptr, (int) id.len, id.ptr);
            l->found++;
        }
    }
}

int cli_lexicon_lookup(const lex_image *image, const char *const *words, int n)
{
    looking l = {.memory = arena_new(LOOKUP_MEMORY), .reader = lex_reader_new(image)};
    int code = EX_OK;
    if (!l.memory || !l.reader) {
        fprintf(stderr, "isnad lexicon: no memory\n");
        code = EX_OSERR;
    }
    for (int i = 0; i < n && code == EX_OK; i++) {
        l.words = words[i];
        l.found = 0;
        arena_reset(l.memory);
        if (arena_protect(l.memory, look, &l) != ISN_OK || l.refused)
            code = EX_OSERR;
        else if (l.found == 0)
            printf("%s\tnot in the lexicon\n", words[i]);
    }
    lex_reader_free(l.reader);
    arena_free(l.memory);
    return code;
}
