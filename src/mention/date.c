#include "mention/mention.h"

void men_read_times(men_doc *d)
{
    (void) d;
}
