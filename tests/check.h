/* What every test file includes: cmocka with its headers in the order it wants, and assertions on this program's own types. */
#ifndef ISNAD_CHECK_H
#define ISNAD_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the above */
#include <cmocka.h>

#include "base/status.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ASSERT_STR(actual, expected)                                                                                                                           \
    do {                                                                                                                                                       \
        str check_actual = (actual), check_expected = str_of(expected);                                                                                        \
        if (!str_eq(check_actual, check_expected))                                                                                                             \
            fail_msg("is \"%.*s\", expected \"%.*s\"", (int) check_actual.len, check_actual.ptr ? check_actual.ptr : "", (int) check_expected.len,             \
                     check_expected.ptr);                                                                                                                      \
    } while (0)

#define ASSERT_OK(status, err)                                                                                                                                 \
    do {                                                                                                                                                       \
        if ((status) != ISN_OK)                                                                                                                                \
            fail_msg("%s: %s (%s)", (err).where, (err).what ? (err).what : "failed", (err).detail);                                                            \
    } while (0)

/* Writes text to a new file that ends in suffix and returns its path (static; one at a time). */
static inline const char *check_file(const char *suffix, const char *text)
{
    static char path[256];
    static unsigned count;
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/isnad-test-%ld-%u%s", folder ? folder : "/tmp", (long) getpid(), count++, suffix);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
    return path;
}

/* A path given by the build: ISNAD_LEXICON (image), ISNAD_TABLES (data/ar), ISNAD_SOURCE (top folder). */
static inline const char *check_path(const char *variable)
{
    const char *path = getenv(variable);
    if (!path)
        fail_msg("%s is not set; run the tests with meson test", variable);
    return path;
}

#endif
