/* Reading a sentence's dates and quantities for a test, with the lexicon that the build made. */
#ifndef ISNAD_TEST_READING_H
#define ISNAD_TEST_READING_H

#include "check.h"

#include "mention/mention.h"
#include "mention/number.h"

typedef struct reading_case {
    const char *published; /* "" for none */
    const char *text;
    const char *expected; /* "edtf edtf …", empty for none; dates with a doubt end in ! and Hijri ones in h */
} reading_case;

/* Fails the test at the first case whose dates (or, if quantities, quantities as "low..high:mod:unit") are not the expected ones. */
void reading_check(const reading_case *cases, size_t n, bool quantities);

/* The number at the first token of text, or NAN; *ret_tokens is how many tokens it takes. */
double reading_number(const char *text, unsigned *ret_tokens, bool *ret_ordinal);

#endif
