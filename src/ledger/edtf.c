#include "ledger/edtf.h"

#include "text/calendar.h"

static bool digits(str s, int *ret)
{
    int v = 0;
    if (s.len == 0 || s.len > 5)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        v = v * 10 + (s.ptr[i] - '0');
    }
    *ret = v;
    return true;
}

/* One date without an interval: 2020-01-07, 2020-01, 2020, 202X, 20XX; a qualifier (~ ? %) at the end is dropped. */
static bool one(str s, int32_t *from, int32_t *to, led_precision *precision)
{
    while (s.len > 0 && (s.ptr[s.len - 1] == '~' || s.ptr[s.len - 1] == '?' || s.ptr[s.len - 1] == '%'))
        s.len--;
    str rest = s, part = str_split(&rest, '-');
    cal_date d = {0};
    if (part.len == 4 && part.ptr[3] == 'X' && !rest.ptr) {
        bool century = part.ptr[2] == 'X';
        if (!digits(str_range(part.ptr, 0, century ? 2 : 3), &d.year))
            return false;
        int span = century ? 100 : 10;
        *from = cal_days((cal_date){d.year * span, 1, 1});
        *to = cal_days((cal_date){d.year * span + span - 1, 12, 31});
        *precision = LED_YEAR;
        return true;
    }
    if (!digits(part, &d.year) || d.year == 0)
        return false;
    *precision = LED_YEAR;
    if (rest.ptr) {
        part = str_split(&rest, '-');
        if (!digits(part, &d.month) || d.month < 1 || d.month > 12)
            return false;
        *precision = LED_MONTH;
        if (rest.ptr) {
            if (!digits(str_range(rest.ptr, 0, rest.len > 2 ? 2 : rest.len), &d.day) || !cal_valid(d))
                return false;
            *precision = LED_DAY;
        }
    }
    *from = cal_days(d);
    *to = d.day ? *from : d.month ? *from + cal_month_length(d.year, d.month) - 1 : cal_days((cal_date){d.year, 12, 31});
    return true;
}

led_range led_edtf(str edtf)
{
    led_range none = {INT32_MIN, INT32_MAX, LED_UNDATED}, r;
    str rest = edtf, first = str_split(&rest, '/');
    led_precision p;
    if (edtf.len == 0)
        return none;
    if (!rest.ptr)
        return one(first, &r.from, &r.to, &r.precision) ? r : none;
    int32_t ignored;
    bool open_start = first.len == 0 || str_eq(first, STR("..")), open_end = rest.len == 0 || str_eq(rest, STR(".."));
    if (open_start && open_end)
        return none;
    r = (led_range){INT32_MIN, INT32_MAX, LED_OPEN};
    if (!open_start && !one(first, &r.from, &ignored, &p))
        return none;
    if (!open_end && !one(rest, &ignored, &r.to, &p))
        return none;
    if (open_start || open_end)
        return r;
    if (r.to < r.from)
        return none;
    int32_t days = r.to - r.from + 1;
    r.precision = days == 1 ? LED_DAY : days <= LED_SPAN_DAYS ? LED_SPAN : days <= 31 ? LED_MONTH : LED_YEAR;
    return r;
}

bool led_overlap(led_range a, led_range b)
{
    return a.precision != LED_UNDATED && b.precision != LED_UNDATED && a.from <= b.to && b.from <= a.to;
}
