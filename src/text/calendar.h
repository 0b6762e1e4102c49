/* Calendar arithmetic: days, weekdays, months, and the Umm al-Qura calendar (ICU). Days are counted from 1970-01-01 (day 0). */
#ifndef ISNAD_TEXT_CALENDAR_H
#define ISNAD_TEXT_CALENDAR_H

#include "base/str.h"

typedef struct cal_date {
    int year, month, day; /* month and day 1-based; 0 where the date is coarser */
} cal_date;

int32_t cal_days(cal_date d); /* month and day 0 count as 1 */
cal_date cal_from_days(int32_t days);
int cal_weekday(int32_t days); /* ISO: Monday 1 … Sunday 7 */
int cal_month_length(int year, int month);
bool cal_valid(cal_date d);

/* Umm al-Qura date → days; false if the date does not exist. Uses one ICU calendar per call: for the few Hijri dates of a report. */
bool cal_hijri_days(cal_date hijri, int32_t *ret_days);
bool cal_to_hijri(int32_t days, cal_date *ret);

/* Reads YYYY, YYYY-MM or YYYY-MM-DD at the start of s (what follows, such as a time of day, is left alone). */
bool cal_parse(str s, cal_date *ret);

enum { CAL_EDTF_MAX = 12 };
/* Writes YYYY, YYYY-MM or YYYY-MM-DD and a terminator. */
void cal_format(cal_date d, char out[CAL_EDTF_MAX]);

#endif
