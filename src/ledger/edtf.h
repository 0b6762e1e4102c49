/* EDTF dates (levels 0 and 1) as ranges of days, with how precise they are. */
#ifndef ISNAD_LEDGER_EDTF_H
#define ISNAD_LEDGER_EDTF_H

#include "base/str.h"

typedef enum led_precision {
    LED_DAY,   /* one day */
    LED_SPAN,  /* an interval of at most LED_SPAN_DAYS days */
    LED_MONTH, /* a month, or an interval about as long */
    LED_YEAR,  /* longer, but closed */
    LED_OPEN,  /* open at one end */
    LED_UNDATED
} led_precision;

enum { LED_SPAN_DAYS = 14 };

typedef struct led_range {
    int32_t from, to; /* days since 1970-01-01, inclusive; INT32_MIN, INT32_MAX where open */
    led_precision precision;
} led_range;

/* Reads an EDTF value; LED_UNDATED for an empty or unreadable one. */
led_range led_edtf(str edtf);

/* Whether two ranges share a day; false if one is undated. */
bool led_overlap(led_range a, led_range b);

#endif
