/* What the tests of source/ share: reading an input through the room's own functions, and comparing with golden files. */
#include "source.h"

#include "base/hash.h"

#include <dirent.h>

static char temporary[] = "/tmp/isnad-source-XXXXXX";

const char two_paragraphs[] =
    "استقبل وزير خارجية بلاد الشمال نظيره من بلاد الجنوب في قصر المؤتمرات، وبحث معه التعاون في مجالي المياه والطاقة، وفق بيان مشترك صدر في ختام اللقاء.\n"
    "وقال الوزير إن الجانبين اتفقا على تأليف لجنة مشتركة تجتمع مرتين في السنة، وإن الاجتماع الأول سيعقد في الخريف المقبل.\n";

static void parse_job(void *context)
{
    job *j = context;
    src_options options = {0};
    j->status = src_parse(j->a, j->item, &options, &j->report, &j->err);
}

isn_status parse(job *j)
{
    arena_reset(j->a);
    isn_status status = arena_protect(j->a, parse_job, j);
    return status != ISN_OK ? status : j->status;
}

static void show(buf *out, const char *key, str value)
{
    if (value.len > 0) {
        buf_printf(out, "%s: ", key);
        buf_add(out, value);
        buf_add_char(out, '\n');
    }
}

void show_report(buf *out, const src_report *r)
{
    static const char *const kinds[] = {"label", "related", "caption", "disclaimer", "credit", "title", "byline"};
    static const char *const origins[] = {"none", "metadata", "text"};
    char id[HASH_CONTENT_LEN + 1];
    hash_content(r->text, id);
    if (!str_eq(r->id, str_of(id)))
        show(out, "id", r->id);
    show(out, "url", r->url);
    show(out, "outlet", r->outlet);
    show(out, "title", r->title);
    show(out, "byline", r->byline);
    show(out, "dateline", r->dateline);
    if (r->published.len > 0)
        buf_printf(out, "published: %.*s (%s)\n", (int) r->published.len, r->published.ptr, origins[r->published_from]);
    show(out, "republished outlet", r->republished_outlet);
    show(out, "republished title", r->republished_title);
    for (uint32_t i = 0; i < r->credits.n; i++)
        show(out, "credit", r->credits.at[i]);
    if (!str_eq(r->language, STR("ar")))
        show(out, "language", r->language);
    for (uint32_t i = 0; i < r->noise.n; i++) {
        assert_true(r->noise.at[i].begin < r->noise.at[i].end && r->noise.at[i].end <= r->text.len);
        assert_true(i == 0 || r->noise.at[i].begin >= r->noise.at[i - 1].end);
        buf_printf(out, "noise %s: ", kinds[r->noise.at[i].kind]);
        buf_add(out, str_range(r->text.ptr, r->noise.at[i].begin, r->noise.at[i].end));
        buf_add_char(out, '\n');
    }
    show(out, "text", r->text);
}

tally walk(const char *const *paths, size_t n, buf *out)
{
    src_walk *w;
    src_item item = {0};
    isn_error err = {0};
    tally t = {0};
    arena *a = arena_new(256 * 1024 * 1024);
    assert_int_equal(src_walk_new(paths, n, &w, &err), ISN_OK);
    for (isn_status status; (status = src_walk_next(w, &item, &err)) != ISN_END;) {
        job j = {.a = a, .item = &item};
        if (status == ISN_OK) {
            status = parse(&j);
            err = j.err;
        }
        if (status == ISN_OK) {
            t.items++;
            if (out) {
                buf_printf(out, "== line %llu\n", (unsigned long long) item.line);
                show_report(out, &j.report);
            }
        } else {
            t.errors++;
            t.last = status;
            if (out)
                buf_printf(out, "== error, line %llu: %s: %s\n", (unsigned long long) err.line, isn_status_name(status), err.what);
        }
        assert_true(t.items + t.errors < 10000);
    }
    uint64_t done, total;
    src_walk_progress(w, &done, &total);
    assert_true(done <= total);
    src_walk_free(w);
    src_item_free(&item);
    arena_free(a);
    return t;
}

tally walk_one(const char *path, buf *out)
{
    return walk(&path, 1, out);
}

void slurp(const char *path, buf *out)
{
    FILE *f = fopen(path, "rb");
    char *p;
    buf_clear(out);
    while (f && (p = buf_reserve(out, 4096))) {
        size_t n = fread(p, 1, 4096, f);
        out->len += n;
        if (n == 0)
            break;
    }
    if (f)
        fclose(f);
}

void spit(const char *path, str s)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(s.ptr, 1, s.len, f), s.len);
    fclose(f);
}

const char *in_temporary(const char *name)
{
    static char path[8][512];
    static unsigned turn;
    char *p = path[turn++ % 8];
    snprintf(p, sizeof path[0], "%s/%s", temporary, name);
    return p;
}

int make_temporary(void **state)
{
    (void) state;
    memcpy(temporary + sizeof temporary - 7, "XXXXXX", 6);
    return mkdtemp(temporary) ? 0 : -1;
}

int remove_temporary(void **state)
{
    char command[600];
    (void) state;
    snprintf(command, sizeof command, "rm -rf '%s'", temporary);
    return system(command);
}

static int is_input(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return e->d_name[1] == '_' && !(n > 9 && strcmp(e->d_name + n - 9, ".expected") == 0);
}

void each_golden(void (*fn)(const char *path, const char *name, str bytes))
{
    char folder[1024], path[2048];
    struct dirent **list;
    buf bytes = {0};
    snprintf(folder, sizeof folder, "%s/tests/source/golden", check_path("ISNAD_SOURCE"));
    int n = scandir(folder, &list, is_input, alphasort);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
        slurp(path, &bytes);
        fn(path, list[i]->d_name, buf_str(&bytes));
        free(list[i]);
    }
    free(list);
    buf_free(&bytes);
}
