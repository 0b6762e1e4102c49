/* Records for tests, written here and not read from a text: the register is to be tested, not the reading. */
#ifndef ISNAD_TESTS_STORE_RECORDS_H
#define ISNAD_TESTS_STORE_RECORDS_H

#include "base/json.h"

/* The n-th record: reports of some thirty meetings, several to a meeting, some nearly the same text. Appended to out. */
void record_of(unsigned n, buf *out);

#endif
