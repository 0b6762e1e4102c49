/* Dates, inside: what is read of an expression, and what it comes to.
 *
 *     tokens  →  dat_expr (date_word.c, date_day.c, date_unit.c)  →  dat_value (date_resolve.c, with the publication date and the tense around)  →  men_time
 * (date.c)
 */
#ifndef ISNAD_MENTION_DATE_H
#define ISNAD_MENTION_DATE_H

#include "mention/mention.h"

typedef enum dat_unit { DAT_NONE, DAT_DAY, DAT_WEEKEND, DAT_WEEK, DAT_MONTH, DAT_SEASON, DAT_QUARTER, DAT_HALF, DAT_YEAR, DAT_DECADE, DAT_CENTURY } dat_unit;

/* How a unit stands to the report or to the date last named. */
typedef enum dat_step {
    DAT_PLAIN,       /* not said */
    DAT_LAST,        /* الماضي */
    DAT_THIS,        /* الجاري, هذا */
    DAT_NEXT,        /* المقبل */
    DAT_BEFORE_LAST, /* قبل الماضي */
    DAT_AFTER_NEXT,  /* بعد المقبل */
    DAT_SAME,        /* نفسه: of the date last named */
    DAT_FOLLOWING,   /* التالي: after it */
    DAT_PRECEDING,   /* السابق: before it */
    DAT_NEW          /* العام الجديد */
} dat_step;

typedef struct dat_expr {
    uint32_t first, end; /* tokens */
    dat_unit unit;
    dat_step step;      /* of the unit; of a day, its weekday's or its month's */
    dat_step year_step; /* مايو من العام الماضي */
    int offset;         /* of a day from today: أمس is -1 */
    bool has_offset;
    bool night;           /* ليل, ليلة */
    bool loose;           /* day and month in figures: 5/3 */
    bool of_month;        /* a day of a month told by step: 15 من الشهر الجاري */
    int weekday;          /* ISO, or 0 */
    int day, month, year; /* Gregorian, 0 where not said */
    int part;             /* season 21 to 24, quarter, half, decade (198), century (19) */
    int hijri_day, hijri_month, hijri_year;
} dat_expr;

typedef struct dat_value {
    cal_date a, b;       /* b.year is 0 unless it is an interval */
    int season;          /* 21 to 24: a.year's */
    int decade, century; /* 198: 198X; 19: 19XX */
    int32_t from, to;    /* days, inclusive */
    men_calendar calendar;
    const char *doubt;
} dat_value;

/* DAT_MAYBE: only a bare imperfect speaks for the future; it may be the present in which stories are told. */
typedef enum dat_tense { DAT_UNSAID, DAT_PAST, DAT_MAYBE, DAT_FUTURE } dat_tense;

/* Hijri months met in this report, for a calendar of ICU is slow to open: the first day of each, and the base's own Hijri date. */
typedef struct dat_hijri {
    struct {
        int month;     /* 12 * year + month - 1; 0 for an empty place */
        int32_t first; /* day */
    } months[8];
    uint32_t next;
    bool has_base;
    int32_t base;
    cal_date date;
} dat_hijri;

typedef struct dat_state {
    men_doc *d;
    bool has_base, has_last, has_named;
    int32_t base;   /* the day of publication */
    int32_t today;  /* what اليوم is: the base, until the report says اليوم الأربعاء on a Thursday */
    dat_value last; /* the date last named */
    cal_date named; /* the last date given with its year and month */
    uint32_t named_sentence;
    dat_hijri *hijri;
    uint32_t skip; /* where to go on after an expression that is no date */
} dat_state;

/* Reads one expression that starts at token t. */
bool dat_read(const men_doc *d, uint32_t t, dat_expr *ret);

/* A day number alone (19, السادس), the year alone (2013): ends of ranges that take the rest from the other end. */
bool dat_read_day_number(const men_doc *d, uint32_t t, dat_expr *ret);
bool dat_read_bare_year(const men_doc *d, uint32_t t, dat_expr *ret);

/* Whether the token lies inside a longer name, so that it is no date (المصري اليوم). */
bool dat_inside_name(const men_doc *d, uint32_t t);

dat_tense dat_tense_around(const men_doc *d, uint32_t first, uint32_t end);

/* Whether a perfect verb stands right before or behind. */
bool dat_past_beside(const men_doc *d, uint32_t first, uint32_t end);

/* What e means; false if that can't be told. */
bool dat_resolve(const dat_state *st, const dat_expr *e, dat_tense tense, dat_value *ret);

/* Writes an item down and remembers it as the date last named. A range's ends are never opened by words before it. */
void dat_write(dat_state *st, const dat_expr *e, const dat_value *v, bool range);
bool dat_write_one(dat_state *st, const dat_expr *e);

/* Each reads and writes one kind of range or list that starts at token t, or with the expression e; false if there is none. */
bool dat_range_after(dat_state *st, uint32_t t); /* من A إلى B, بين A وB, يومي A وB */
bool dat_day_list(dat_state *st, uint32_t t);    /* 10-11 مايو, 19 و20 فبراير */
bool dat_year_range(dat_state *st, uint32_t t);  /* 1998-2000 */
bool dat_night_pair(dat_state *st, const dat_expr *e);
bool dat_point_range(dat_state *st, const dat_expr *e);

/* Whether t stands behind و; *ret is the token of what و joins. */
bool dat_joined(const dat_state *st, uint32_t t, uint32_t *ret);

str dat_edtf(arena *a, const dat_value *v);

#endif
