/* The register: in once, in any order, corrected and made anew. */
#include "check.h"

#include "records.h"
#include "store/store.h"

#include <sys/stat.h>

int test_register(void);

enum { N = 90 };

void record_of(unsigned n, buf *out)
{
    static const char *const outlets[] = {"وكالة المرفأ", "صحيفة الساحل", "موقع القنطرة"};
    static const char *const tails[] = {"وبحث الجانبان شؤون النقل والتجارة بين البلدين في أثناء اللقاء",
                                        "وتناول الحديث ملفات الطاقة والمياه والزراعة مع عدد من الوزراء"};
    unsigned meeting = n % 30, day = 1 + meeting % 28;
    char text[1024];
    snprintf(text, sizeof text,
             "التقى وزير خارجية الدولة الأولى وزير خارجية الدولة الثانية في يوم %u من الشهر رقم %u %s. وقال شاهد إن الطريق رقم %u كان مفتوحا أمام المارة طوال "
             "ذلك اليوم كله.",
             day, 1 + meeting % 12, tails[n / 30 % 2], n);
    json_writer w = json_to(out);
    json_begin_object(&w);
    json_add_int(&w, "isnad", 1);
    char id[16], time[16];
    snprintf(id, sizeof id, "r%u", n);
    snprintf(time, sizeof time, "2031-%02u-%02u", 1 + meeting % 12, day);
    json_add_string(&w, "id", str_of(id));
    json_key(&w, "source");
    buf_printf(out, "{\"outlet\":\"%s\",\"title\":null,\"published\":\"%s\",\"credits\":[]}", outlets[n % 3], time);
    w.after_key = false;
    json_add_string(&w, "text", str_of(text));
    json_key(&w, "noise");
    buf_add(out, STR("[]"));
    w.after_key = false;
    json_key(&w, "entities");
    buf_printf(
        out,
        "[{\"id\":\"person:first-%u\",\"kind\":\"person\",\"name\":\"سعيد\",\"aliases\":[],\"country\":\"AAA\",\"known\":true,\"named\":true},"
        "{\"id\":\"person:second-%u\",\"kind\":\"person\",\"name\":\"كريم\",\"aliases\":[\"ابن كريم\"],\"country\":\"BBB\",\"known\":true,\"named\":true}]",
        meeting % 3, meeting % 5);
    w.after_key = false;
    json_key(&w, "offices");
    buf_add(out, STR("[{\"person\":0,\"office\":\"foreign_minister\",\"of\":\"AAA\",\"former\":false,\"begin\":6,\"end\":16,\"text\":\"\"}]"));
    w.after_key = false;
    json_key(&w, "events");
    buf_printf(out,
               "[{\"type\":\"CONSULT\",\"mode\":\"\",\"actor\":[0,1],\"recipient\":[],\"place\":[],\"time\":%s%s%s,\"status\":\"actual\",\"said_by\":[],"
               "\"topics\":[],\"begin\":0,\"end\":20,\"text\":\"\"}]",
               n % 4 ? "\"" : "", n % 4 ? time : "null", n % 4 ? "\"" : "");
    w.after_key = false;
    json_key(&w, "statements");
    buf_add(out, STR("[{\"speaker\":0,\"verb\":\"قال\",\"begin\":0,\"end\":4,\"text\":\"\",\"content\":null,\"quoted\":false,\"time\":null,\"to\":[]}]"));
    w.after_key = false;
    json_end_object(&w);
}

static sto *open_at(const char *path, sto_mode mode)
{
    sto *s = NULL;
    isn_error err = {0};
    ASSERT_OK(sto_open(path, mode, &s, &err), err);
    return s;
}

static unsigned add(sto *s, unsigned from, unsigned to, unsigned step)
{
    isn_error err = {0};
    buf b = {0};
    unsigned fresh = 0;
    ASSERT_OK(sto_begin(s, &err), err);
    for (unsigned i = from, n = 0; n < to - from; i = (i + step) % to, n++) {
        bool new;
        buf_clear(&b);
        record_of(i, &b);
        ASSERT_OK(sto_add(s, buf_str(&b), &new, &err), err);
        fresh += new;
    }
    buf_free(&b);
    ASSERT_OK(sto_commit(s, &err), err);
    ASSERT_OK(sto_settle(s, NULL, NULL, NULL, &err), err);
    return fresh;
}

static isn_status event_line(void *context, const led_event *e)
{
    buf_printf(context, "%llx %.*s %.*s %u %u %u\n", (unsigned long long) e->id, (int) e->time.len, e->time.ptr, (int) e->status.len, e->status.ptr,
               e->tellings, e->reports, e->origins);
    return ISN_OK;
}

static isn_status report_line(void *context, const sto_report *r)
{
    buf_printf(context, "%s %.*s %u\n", r->hash, (int) r->given.len, r->given.ptr, r->copies);
    return ISN_OK;
}

static void dump(sto *s, buf *out)
{
    isn_error err = {0};
    sto_filter all = {.from = INT32_MIN, .to = INT32_MAX};
    buf_clear(out);
    ASSERT_OK(sto_reports(s, report_line, out, &err), err);
    ASSERT_OK(sto_events(s, &all, event_line, out, &err), err);
}

static void problem(void *context, const char *what, const char *detail)
{
    unsigned *n = context;
    ++*n;
    print_message("%s (%s)\n", what, detail);
}

static void once_and_in_any_order(void **state)
{
    (void) state;
    char one[64], two[64], three[64];
    snprintf(one, sizeof one, "/tmp/isnad-register-%ld-1.db", (long) getpid());
    snprintf(two, sizeof two, "/tmp/isnad-register-%ld-2.db", (long) getpid());
    snprintf(three, sizeof three, "/tmp/isnad-register-%ld-3.db", (long) getpid());
    sto *a = open_at(one, STO_CREATE), *b = open_at(two, STO_CREATE), *c = open_at(three, STO_CREATE);
    assert_int_equal(add(a, 0, N, 1), N);
    assert_int_equal(add(a, 0, N, 1), 0);
    assert_int_equal(add(b, 0, N, 37), N);
    add(c, 0, 40, 7); /* in two goes, the second over the first */
    add(c, 0, N, 11);
    buf x = {0}, y = {0}, z = {0};
    dump(a, &x);
    dump(b, &y);
    dump(c, &z);
    assert_int_equal(x.len, y.len);
    assert_memory_equal(x.ptr, y.ptr, x.len);
    assert_int_equal(x.len, z.len);
    assert_memory_equal(x.ptr, z.ptr, x.len);
    unsigned found = 0;
    isn_error err = {0};
    ASSERT_OK(sto_verify(a, problem, &found, &err), err);
    assert_int_equal(found, 0);
    buf record = {0}, again = {0};
    sto_report r;
    arena *m = arena_new(1 << 24);
    ASSERT_OK(sto_find_report(a, STR("r7"), m, &r, &err), err);
    ASSERT_OK(sto_report_record(a, r.number, &again, &err), err);
    record_of(7, &record);
    assert_int_equal(record.len, again.len);
    assert_memory_equal(record.ptr, again.ptr, record.len);
    arena_free(m);
    sto_close(a);
    sto_close(b);
    sto_close(c);
    buf_free(&x);
    buf_free(&y);
    buf_free(&z);
    buf_free(&record);
    buf_free(&again);
}

static void search_folds(void **state)
{
    (void) state;
    char path[64];
    snprintf(path, sizeof path, "/tmp/isnad-register-%ld-4.db", (long) getpid());
    sto *s = open_at(path, STO_CREATE);
    add(s, 0, 10, 1);
    static const char *const words[] = {"\"خارجيه\"", "\"للدولة\"", "\"والوزير\"", "\"التجارة\"", "\"وزير خارجية الدولة\"", "\"طري\"*"};
    arena *m = arena_new(1 << 24);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        sto_search f = {.words = words[i], .from = INT32_MIN, .to = INT32_MAX};
        int64_t *list;
        uint32_t n;
        isn_error err = {0};
        ASSERT_OK(sto_find(s, &f, m, &list, &n, &err), err);
        if (n != 10)
            fail_msg("%s: %u", words[i], n);
    }
    arena_free(m);
    sto_close(s);
}

static isn_status first_two(void *context, const led_event *e)
{
    uint64_t *ids = context;
    if (ids[0] == 0)
        ids[0] = e->id;
    else if (ids[1] == 0)
        ids[1] = e->id;
    return ISN_OK;
}

static void decisions(void **state)
{
    (void) state;
    char path[64], keys[64];
    snprintf(path, sizeof path, "/tmp/isnad-register-%ld-5.db", (long) getpid());
    sto *s = open_at(path, STO_CREATE);
    add(s, 0, N, 1);
    buf before = {0}, merged = {0}, undone = {0};
    isn_error err = {0};
    uint64_t ids[2] = {0};
    sto_filter all = {.from = INT32_MIN, .to = INT32_MAX};
    arena *m = arena_new(1 << 24);
    dump(s, &before);
    ASSERT_OK(sto_events(s, &all, first_two, ids, &err), err);
    snprintf(keys, sizeof keys, "%llx,%llx", (unsigned long long) ids[0], (unsigned long long) ids[1]);
    sto_decision d = {.at = STR("2031-01-01"), .who = STR("اختبار"), .why = STR(""), .op = STR("merge"), .target = STR("e"), .arguments = str_of(keys)},
                 undo = d;
    int64_t n;
    ASSERT_OK(sto_begin(s, &err), err);
    ASSERT_OK(sto_decide(s, m, &d, &n, &err), err);
    ASSERT_OK(sto_commit(s, &err), err);
    ASSERT_OK(sto_settle(s, NULL, NULL, NULL, &err), err);
    dump(s, &merged);
    assert_true(merged.len != before.len || memcmp(merged.ptr, before.ptr, merged.len) != 0);
    undo.op = STR("undo");
    undo.target = STR("1");
    undo.arguments = STR("");
    ASSERT_OK(sto_begin(s, &err), err);
    ASSERT_OK(sto_decide(s, m, &undo, &n, &err), err);
    ASSERT_OK(sto_commit(s, &err), err);
    ASSERT_OK(sto_settle(s, NULL, NULL, NULL, &err), err);
    dump(s, &undone);
    assert_int_equal(undone.len, before.len);
    assert_memory_equal(undone.ptr, before.ptr, before.len);
    arena_free(m);
    sto_close(s);
    buf_free(&before);
    buf_free(&merged);
    buf_free(&undone);
}

static void no_register(void **state)
{
    (void) state;
    sto *s;
    isn_error err = {0};
    assert_int_equal(sto_open("/nowhere/at/all.db", STO_READ, &s, &err), ISN_NOT_FOUND);
    assert_int_equal(sto_open("/tmp", STO_READ, &s, &err), ISN_BAD_INPUT);
    assert_int_equal(sto_open(check_file(".db", "this is a text, and a rather short one at that, and no database"), STO_READ, &s, &err), ISN_BAD_REGISTER);
    bool new;
    char path[64];
    snprintf(path, sizeof path, "/tmp/isnad-register-%ld-6.db", (long) getpid());
    s = open_at(path, STO_CREATE);
    ASSERT_OK(sto_begin(s, &err), err);
    assert_int_equal(sto_add(s, STR("{\"isnad\": 1"), &new, &err), ISN_BAD_INPUT);
    assert_int_equal(sto_add(s, STR("{\"title\": \"\"}"), &new, &err), ISN_BAD_INPUT);
    assert_int_equal(sto_add(s, STR("{\"isnad\": 1, \"text\": 5}"), &new, &err), ISN_BAD_INPUT);
    assert_int_equal(sto_add(s, STR("{\"isnad\": 1, \"text\": \"نص\", \"events\": [5, {\"actor\": [7, \"x\"]}], \"entities\": 3}"), &new, &err), ISN_OK);
    ASSERT_OK(sto_commit(s, &err), err);
    sto_close(s);
}

static int remove_files(void **state)
{
    (void) state;
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 1; i <= 6; i++) {
        for (int k = 0; k < 3; k++) {
            char path[80];
            snprintf(path, sizeof path, "/tmp/isnad-register-%ld-%d.db%s", (long) getpid(), i, tails[k]);
            unlink(path);
        }
    }
    return 0;
}

int test_register(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(once_and_in_any_order), cmocka_unit_test(search_folds), cmocka_unit_test(decisions),
                                       cmocka_unit_test(no_register)};
    return cmocka_run_group_tests_name("register", tests, NULL, remove_files);
}
