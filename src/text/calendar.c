#include "text/calendar.h"

#include <stdio.h>
#include <unicode/ucal.h>

/* Days of the proleptic Gregorian calendar by Howard Hinnant's "chrono-compatible low-level date algorithms". */
int32_t cal_days(cal_date d)
{
    int m = d.month ? d.month : 1, day = d.day ? d.day : 1;
    int y = d.year - (m <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

cal_date cal_from_days(int32_t z)
{
    z += 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? mp + 3 : mp - 9;
    return (cal_date){yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1};
}

int cal_weekday(int32_t days)
{
    int w = (days + 3) % 7; /* day 0 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

int cal_month_length(int year, int month)
{
    static const int n[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0))
        return 29;
    return month >= 1 && month <= 12 ? n[month - 1] : 0;
}

bool cal_valid(cal_date d)
{
    if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0 || (d.day && !d.month))
        return false;
    return d.day == 0 || d.day <= cal_month_length(d.year, d.month);
}

static UCalendar *umalqura(void)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar zone[] = {'U', 'T', 'C', 0};
    UCalendar *c = ucal_open(zone, 3, "ar@calendar=islamic-umalqura", UCAL_DEFAULT, &e);
    if (U_FAILURE(e)) {
        ucal_close(c);
        return NULL;
    }
    return c;
}

bool cal_hijri_days(cal_date h, int32_t *ret_days)
{
    if (h.year < 1 || h.year > 1600 || h.month < 1 || h.month > 12 || h.day < 0 || h.day > 30)
        return false;
    UCalendar *c = umalqura();
    if (!c)
        return false;
    UErrorCode e = U_ZERO_ERROR;
    ucal_clear(c);
    ucal_setDateTime(c, h.year, h.month - 1, h.day ? h.day : 1, 12, 0, 0, &e);
    double ms = ucal_getMillis(c, &e);
    bool same = ucal_get(c, UCAL_MONTH, &e) == h.month - 1;
    ucal_close(c);
    if (U_FAILURE(e) || !same)
        return false;
    *ret_days = (int32_t) ((ms - 43200000.0) / 86400000.0 + (ms < 0 ? -0.5 : 0.5));
    return true;
}

bool cal_to_hijri(int32_t days, cal_date *ret)
{
    UCalendar *c = umalqura();
    if (!c)
        return false;
    UErrorCode e = U_ZERO_ERROR;
    ucal_setMillis(c, days * 86400000.0 + 43200000.0, &e);
    ret->year = ucal_get(c, UCAL_YEAR, &e);
    ret->month = ucal_get(c, UCAL_MONTH, &e) + 1;
    ret->day = ucal_get(c, UCAL_DATE, &e);
    ucal_close(c);
    return U_SUCCESS(e);
}

static int digits(str s, size_t at, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (at + (size_t) i >= s.len || s.ptr[at + (size_t) i] < '0' || s.ptr[at + (size_t) i] > '9')
            return -1;
        v = v * 10 + s.ptr[at + (size_t) i] - '0';
    }
    return v;
}

bool cal_parse(str s, cal_date *ret)
{
    cal_date d = {digits(s, 0, 4), 0, 0};
    if (d.year < 0 || digits(s, 4, 1) >= 0)
        return false;
    if (s.len >= 7 && s.ptr[4] == '-') {
        d.month = digits(s, 5, 2);
        if (s.len >= 10 && s.ptr[7] == '-')
            d.day = digits(s, 8, 2);
        if (d.month < 1 || d.day < 0)
            return false;
    }
    if (!cal_valid(d))
        return false;
    *ret = d;
    return true;
}

void cal_format(cal_date d, char out[CAL_EDTF_MAX])
{
    unsigned y = (unsigned) d.year % 10000, m = (unsigned) d.month % 100, day = (unsigned) d.day % 100;
    if (m == 0)
        snprintf(out, CAL_EDTF_MAX, "%04u", y);
    else if (day == 0)
        snprintf(out, CAL_EDTF_MAX, "%04u-%02u", y, m);
    else
        snprintf(out, CAL_EDTF_MAX, "%04u-%02u-%02u", y, m, day);
}
