/* Archives whole, nested, cut and damaged; folders; lines that are too long. */
#include "source.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <sys/stat.h>

int test_walk(void);

typedef struct member {
    const char *name;
    str bytes;
} member;

static void pack(const char *path, int format, int filter, const member *members, size_t n)
{
    struct archive *a = archive_write_new();
    assert_int_equal(archive_write_set_format(a, format), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter(a, filter), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname_utf8(e, members[i].name);
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_size(e, (la_int64_t) members[i].bytes.len);
        archive_entry_set_perm(e, 0644);
        assert_true(archive_write_header(a, e) >= ARCHIVE_WARN);
        archive_write_data(a, members[i].bytes.ptr, members[i].bytes.len);
        archive_entry_free(e);
    }
    archive_write_close(a);
    archive_write_free(a);
}

static const char lines[] = "{\"id\": \"1\", \"text\": \"خرج الوفد من القصر.\"}\n{\"id\": \"2\", \"text\": \"عاد الوفد إلى القصر.\"}\n";

static void archives(void **state)
{
    (void) state;
    const size_t length = strlen(two_paragraphs);
    const member reports[] = {
        {"a/one.txt", {two_paragraphs, length}}, {"a/.hidden.txt", {two_paragraphs, length}}, {"b/lines.jsonl", {lines, sizeof lines - 1}}};
    const int filters[] = {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD};
    buf bytes = {0}, inner = {0};
    for (size_t i = 0; i < 5; i++) {
        pack(in_temporary("any.bin"), ARCHIVE_FORMAT_TAR_USTAR, filters[i], reports, 3);
        tally t = walk_one(in_temporary("any.bin"), NULL);
        assert_int_equal(t.items, 3);
        assert_int_equal(t.errors, 0);
        /* a lone compressed file */
        pack(in_temporary("lines.jsonl.packed"), ARCHIVE_FORMAT_RAW, filters[i], &reports[2], 1);
        t = walk_one(in_temporary("lines.jsonl.packed"), NULL);
        assert_int_equal(t.items, 2);
        assert_int_equal(t.errors, 0);
    }
    pack(in_temporary("reports.zip"), ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, reports, 3);
    assert_int_equal(walk_one(in_temporary("reports.zip"), NULL).items, 3);
    /* a zip and a gzip within a tar within gzip */
    slurp(in_temporary("reports.zip"), &bytes);
    pack(in_temporary("one.gz"), ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, &reports[2], 1);
    slurp(in_temporary("one.gz"), &inner);
    const member packs[] = {{"x.zip", buf_str(&bytes)}, {"y.jsonl.gz", buf_str(&inner)}, {"z.txt", {two_paragraphs, length}}};
    pack(in_temporary("deep.tgz"), ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, packs, 3);
    tally t = walk_one(in_temporary("deep.tgz"), NULL);
    assert_int_equal(t.items, 6);
    assert_int_equal(t.errors, 0);
    /* Arabic names of members */
    const member named[] = {{"تقارير/لقاء.txt", {two_paragraphs, length}}};
    buf out = {0};
    src_walk *w;
    src_item item = {0};
    isn_error err;
    const char *path = in_temporary("named.zip");
    pack(path, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP, named, 1);
    assert_int_equal(src_walk_new(&path, 1, &w, &err), ISN_OK);
    assert_int_equal(src_walk_next(w, &item, &err), ISN_OK);
    assert_true(str_ends(buf_str(&item.path), STR("named.zip!تقارير/لقاء.txt")));
    src_walk_free(w);
    src_item_free(&item);
    /* cut and damaged archives: an error that names them, and no more than the members before */
    static const char *const names[] = {"reports.zip", "deep.tgz", "one.gz"};
    for (size_t k = 0; k < 3; k++) {
        slurp(in_temporary(names[k]), &bytes);
        for (size_t n = 1; n<bytes.len; n += bytes.len> 600 ? 7 : 1) {
            spit(in_temporary("cut.bin"), str_range(bytes.ptr, 0, n));
            t = walk_one(in_temporary("cut.bin"), NULL);
            assert_true(t.items <= 6);
            assert_true(t.errors > 0 || k != 2);
        }
        for (size_t n = 0; n<bytes.len; n += bytes.len> 600 ? 5 : 1) {
            bytes.ptr[n] = (char) (bytes.ptr[n] ^ 0x55);
            spit(in_temporary("cut.bin"), buf_str(&bytes));
            t = walk_one(in_temporary("cut.bin"), NULL);
            assert_true(t.items <= 6);
            bytes.ptr[n] = (char) (bytes.ptr[n] ^ 0x55);
        }
    }
    buf_free(&bytes);
    buf_free(&inner);
    buf_free(&out);
}

static void folders(void **state)
{
    (void) state;
    mkdir(in_temporary("tree"), 0755);
    mkdir(in_temporary("tree/b"), 0755);
    mkdir(in_temporary("tree/.git"), 0755);
    spit(in_temporary("tree/c.txt"), str_of(two_paragraphs));
    spit(in_temporary("tree/b/a.jsonl"), str_of(lines));
    spit(in_temporary("tree/.git/x.txt"), str_of(two_paragraphs));
    spit(in_temporary("tree/a.txt"), str_of(two_paragraphs));
    spit(in_temporary("tree/empty.txt"), STR(""));
    assert_int_equal(symlink("..", in_temporary("tree/b/loop")), 0);
    assert_int_equal(symlink("nowhere", in_temporary("tree/dangling")), 0);
    const char *paths[] = {in_temporary("tree"), in_temporary("missing")};
    src_walk *w;
    src_item item = {0};
    isn_error err;
    assert_int_equal(src_walk_new(paths, 2, &w, &err), ISN_OK);
    static const char *const order[] = {"tree/a.txt", "tree/b/a.jsonl", "tree/b/a.jsonl", "tree/c.txt"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(src_walk_next(w, &item, &err), ISN_OK);
        assert_true(str_ends(buf_str(&item.path), str_of(order[i])));
    }
    assert_int_equal(src_walk_next(w, &item, &err), ISN_EMPTY);
    assert_int_equal(src_walk_next(w, &item, &err), ISN_NOT_FOUND);
    assert_int_equal(src_walk_next(w, &item, &err), ISN_END);
    assert_int_equal(src_walk_next(w, &item, &err), ISN_END);
    uint64_t done, total;
    src_walk_progress(w, &done, &total);
    assert_int_equal(done, 2 * (strlen(two_paragraphs)) + sizeof lines - 1);
    assert_int_equal(done, total);
    src_walk_free(w);
    src_item_free(&item);
    if (geteuid() != 0) {
        assert_int_equal(chmod(in_temporary("tree/b"), 0), 0);
        tally t = walk_one(in_temporary("tree"), NULL);
        assert_int_equal(t.items, 2);
        assert_int_equal(chmod(in_temporary("tree/b"), 0755), 0);
    }
}

static void long_line(void **state)
{
    (void) state;
    FILE *f = fopen(in_temporary("long.jsonl"), "wb");
    assert_non_null(f);
    fputs("{\"id\": \"1\", \"text\": \"قصير.\"}\n{\"text\": \"", f);
    for (unsigned i = 0; i < (SRC_ITEM_MAX + 4096) / 16; i++)
        fputs("0123456789abcdef", f);
    fputs("\"}\n{\"id\": \"3\", \"text\": \"قصير.\"}\n", f);
    fclose(f);
    tally t = walk_one(in_temporary("long.jsonl"), NULL);
    assert_int_equal(t.items, 2);
    assert_int_equal(t.errors, 1);
    assert_int_equal(t.last, ISN_LIMIT);
    unlink(in_temporary("long.jsonl"));
}

int test_walk(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(archives), cmocka_unit_test(folders), cmocka_unit_test(long_line)};
    setlocale(LC_CTYPE, "C.UTF-8"); /* for writing the archives' names */
    return cmocka_run_group_tests_name("walk", tests, make_temporary, remove_temporary);
}
