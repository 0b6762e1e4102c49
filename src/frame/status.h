/* Status: whether an event is told as done, planned, possible or denied. */
#ifndef ISNAD_FRAME_STATUS_H
#define ISNAD_FRAME_STATUS_H

#include "frame/trigger.h"

lex_status frm_status_of(const men_doc *d, const frm_trigger *c);

#endif
