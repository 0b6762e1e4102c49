#include "frame/record.h"

void frm_read_statements(men_doc *doc, frm_record *r)
{
    (void) doc, (void) r;
}
