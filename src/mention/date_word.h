/* Dates, inside: the words of an expression, one kind at a time. date_day.c and date_unit.c put them together. */
#ifndef ISNAD_MENTION_DATE_WORD_H
#define ISNAD_MENTION_DATE_WORD_H

#include "mention/date.h"
#include "mention/number.h"
#include "mention/number_token.h"

enum { DAT_YEAR_MIN = 1000, DAT_YEAR_MAX = 2150, DAT_HIJRI_YEAR_MIN = 1200, DAT_HIJRI_YEAR_MAX = 1600 };

typedef struct dat_month {
    int number;
    bool hijri, weak;
    uint8_t clitics;
    uint32_t end;
} dat_month;

/* Two tokens of one sentence. */
bool dat_together(const men_doc *d, uint32_t a, uint32_t b);
/* The word g with the article. */
bool dat_has_article(const men_doc *d, uint32_t t, lex_word_id g);
/* Whether a name of several words starts here: رجب طيب أردوغان. */
bool dat_starts_person(const men_doc *d, uint32_t t);
const lex_match *dat_weekday_at(const men_doc *d, uint32_t t);
int dat_small_cell(const men_doc *d, lex_table table, uint32_t row, unsigned column);
bool dat_one_month_at(const men_doc *d, uint32_t t, dat_month *ret);
/* A month with its second name: يناير/ كانون الثاني, سبتمبر أيلول, أغسطس (آب). */
bool dat_month_at(const men_doc *d, uint32_t t, dat_month *ret);
/* A figure of min to max digits without marks inside. */
bool dat_plain(const men_doc *d, uint32_t t, unsigned min, unsigned max, int *ret);
/* م, هـ, ميلادي, هجري after a year; moves *end. 1 for the Gregorian, 2 for the Hijri calendar, 0 for none. */
int dat_take_era(const men_doc *d, uint32_t *end);
/* A year's number, in figures or words; not after a noun yet. */
bool dat_year_number(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end);
bool dat_is_year_noun(const men_doc *d, uint32_t t);
/* عام 2008, العام الدراسي 2015, سنة 67. */
bool dat_named_year(const men_doc *d, uint32_t t, int *ret, uint32_t *ret_end);
/* الماضي, المقبل, نفسه …; moves *at. */
bool dat_take_step(const men_doc *d, uint32_t *at, dat_step *ret);
/* هذا العام, العام الماضي, نفس الشهر: a noun of g with its step; moves *at. */
bool dat_take_unit(const men_doc *d, uint32_t *at, lex_word_id g, dat_step *ret);
/* What tells the year behind a month: من العام الماضي, من عام 2015, 2015 م. */
void dat_take_year(const men_doc *d, dat_expr *e);
void dat_set_month(dat_expr *e, const dat_month *m);
/* What stands behind a month's name: الماضي, its year, its era. */
void dat_take_month_tail(const men_doc *d, dat_expr *e);

/* A day, from its part (مساء) to its year: date_day.c. */
bool dat_read_day(const men_doc *d, uint32_t t, dat_expr *e);

#endif
