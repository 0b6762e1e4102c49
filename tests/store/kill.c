/* SIGKILL at any moment: what was acknowledged is in, once, and a repeat completes it. */
#include "check.h"

#include "records.h"
#include "store/store.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

int test_kill(void);

enum { ROUNDS = 25, REPORTS = 300 };

/* The child: commits every five reports and says so through the pipe. */
static void add_and_tell(const char *path, int out)
{
    sto *s;
    isn_error err = {0};
    buf b = {0};
    if (sto_open(path, STO_CREATE, &s, &err) != ISN_OK || sto_begin(s, &err) != ISN_OK)
        _exit(1);
    for (unsigned i = 0; i < REPORTS; i++) {
        bool new;
        buf_clear(&b);
        record_of(i, &b);
        if (sto_add(s, buf_str(&b), &new, &err) != ISN_OK)
            _exit(2);
        if (i % 5 == 4) {
            unsigned acknowledged = i + 1;
            if (sto_commit(s, &err) != ISN_OK || write(out, &acknowledged, sizeof acknowledged) != sizeof acknowledged)
                _exit(3);
            if (i % 50 == 49 && sto_settle(s, NULL, NULL, NULL, &err) != ISN_OK)
                _exit(4);
            if (sto_begin(s, &err) != ISN_OK)
                _exit(5);
        }
    }
    for (;;)
        pause();
}

static void problem(void *context, const char *what, const char *detail)
{
    unsigned *n = context;
    ++*n;
    print_message("%s (%s)\n", what, detail);
}

static void killed(void **state)
{
    (void) state;
    char path[64], other[80];
    snprintf(path, sizeof path, "/tmp/isnad-kill-%ld.db", (long) getpid());
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            add_and_tell(path, ends[1]);
        }
        close(ends[1]);
        struct timespec t = {0, 1000000L * (3 + 17 * round % 120)};
        nanosleep(&t, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        unsigned acknowledged = 0, last;
        while (read(ends[0], &last, sizeof last) == sizeof last)
            acknowledged = last;
        close(ends[0]);
        sto *s;
        isn_error err = {0};
        sto_counts counts = {0};
        unsigned found = 0;
        ASSERT_OK(sto_open(path, STO_CREATE, &s, &err), err);
        ASSERT_OK(sto_count(s, &counts, &err), err);
        assert_true(counts.reports >= acknowledged);
        assert_true(counts.reports <= REPORTS);
        ASSERT_OK(sto_settle(s, NULL, NULL, NULL, &err), err);
        if (round % 8 == 7) {
            ASSERT_OK(sto_verify(s, problem, &found, &err), err);
            assert_int_equal(found, 0);
        }
        sto_close(s);
        if (round % 4 == 3)
            unlink(path); /* from the start again */
    }
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        snprintf(other, sizeof other, "%s%s", path, tails[i]);
        unlink(other);
    }
}

int test_kill(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(killed)};
    return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
