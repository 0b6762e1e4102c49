/* The record as JSON: the contract of `isnad read` (docs/record.schema.json). */
#ifndef ISNAD_VIEW_RECORD_H
#define ISNAD_VIEW_RECORD_H

#include "base/buf.h"
#include "frame/record.h"

/* Appends one JSON object and a line end. */
void view_record(const frm_record *record, buf *out);

#endif
