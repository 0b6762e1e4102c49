/* Text on a terminal: how wide it shows, and how right-to-left words keep to their column.
 *
 * A cell with words of its own direction is wrapped in FSI … PDI (first-strong isolate), so that a terminal that reorders shows the columns in their order;
 * where output is no terminal nothing is added. Marks and invisible characters take no column.
 */
#ifndef ISNAD_VIEW_TEXT_H
#define ISNAD_VIEW_TEXT_H

#include "base/buf.h"

/* Columns that s takes. */
unsigned view_width(str s);

/* The part of s that fits in `columns`, cut at a space if there is one; *rest is what follows, without leading spaces. */
str view_fit(str s, unsigned columns, str *rest);

/* s padded with spaces to columns (not cut). */
void view_cell(buf *out, str s, unsigned columns, bool isolate);

/* s as it may stand in HTML text or in a quoted attribute. */
void view_html(buf *out, str s);

/* s as a CSV field, quoted if it must be. */
void view_csv(buf *out, str s);

/* A date for people from days since 1970-01-01; empty for INT32_MIN. */
void view_day(int32_t day, char out[16]);

#endif
