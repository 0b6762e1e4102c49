#include "frame/record.h"

void frm_read_events(men_doc *doc, frm_record *r)
{
    (void) doc, (void) r;
}
