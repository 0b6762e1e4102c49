/* What the tests of source/ share: parsing under protection, walking, showing, files in a folder of their own, the inputs of golden/. */
#ifndef ISNAD_TESTS_SOURCE_H
#define ISNAD_TESTS_SOURCE_H

#include "check.h"

#include "source/parse.h"

/* Two paragraphs. */
extern const char two_paragraphs[];

typedef struct job {
    arena *a;
    const src_item *item;
    src_report report;
    isn_status status;
    isn_error err;
} job;

isn_status parse(job *j);
void show_report(buf *out, const src_report *r);

typedef struct tally {
    unsigned items, errors;
    isn_status last; /* of the errors */
} tally;

/* out may be NULL. */
tally walk(const char *const *paths, size_t n, buf *out);
tally walk_one(const char *path, buf *out);

void slurp(const char *path, buf *out);
void spit(const char *path, str s);

/* A path in the tests' own folder; eight live at a time. */
const char *in_temporary(const char *name);
int make_temporary(void **state);
int remove_temporary(void **state);

/* Calls fn with the path, name and bytes of each input in golden/. */
void each_golden(void (*fn)(const char *path, const char *name, str bytes));

#endif
