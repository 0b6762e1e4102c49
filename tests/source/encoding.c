/* Encodings told from bytes, and dates in words. */
#include "source.h"

#include "source/encoding.h"
#include "source/press.h"

#include <iconv.h>

int test_encoding(void);

static void encode(const char *to, str text, const char *mark, buf *out)
{
    iconv_t cd = iconv_open(to, "UTF-8");
    assert_true(cd != (iconv_t) -1);
    char *in = (char *) (uintptr_t) text.ptr;
    size_t left = text.len, room = text.len * 4;
    buf_clear(out);
    buf_add(out, str_of(mark));
    char *p = buf_reserve(out, room), *at = p;
    assert_int_equal(iconv(cd, &in, &left, &at, &room), 0);
    out->len += (size_t) (at - p);
    iconv_close(cd);
}

static void encodings(void **state)
{
    (void) state;
    static const struct {
        const char *name, *mark;
    } table[] = {{"UTF-8", ""},  {"UTF-8", "\xEF\xBB\xBF"}, {"UTF-16LE", ""}, {"UTF-16BE", ""}, {"UTF-16LE", "\xFF\xFE"}, {"UTF-16BE", "\xFE\xFF"},
                 {"CP1256", ""}, {"ISO-8859-6", ""}};
    arena *a = arena_new(1 << 20);
    src_item item = {0};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        encode(table[i].name, str_of(two_paragraphs), table[i].mark, &item.bytes);
        job j = {.a = a, .item = &item};
        assert_int_equal(parse(&j), ISN_OK);
        assert_int_equal(j.report.text.len, strlen(two_paragraphs));
        assert_memory_equal(j.report.text.ptr, two_paragraphs, strlen(two_paragraphs));
        /* in a file, told from its beginning */
        spit(in_temporary("encoded.txt"), buf_str(&item.bytes));
        tally t = walk_one(in_temporary("encoded.txt"), NULL);
        assert_int_equal(t.items, 1);
    }
    /* even a short line: 1256 and 8859-6 differ in the letters from tah on */
    encode("CP1256", STR("قال الوزير إن المفاوضات ستستمر"), "", &item.bytes);
    assert_int_equal(src_detect(buf_str(&item.bytes)), SRC_CP1256);
    encode("ISO-8859-6", STR("قال الوزير إن المفاوضات ستستمر"), "", &item.bytes);
    assert_int_equal(src_detect(buf_str(&item.bytes)), SRC_ISO_8859_6);
    /* a damaged byte in UTF-8 does not make it another encoding */
    buf_clear(&item.bytes);
    for (unsigned i = 0; i < 8; i++)
        buf_add(&item.bytes, str_of(two_paragraphs));
    item.bytes.ptr[100] = (char) 0xFF;
    assert_int_equal(src_detect(buf_str(&item.bytes)), SRC_UTF8_DAMAGED);
    /* HTML in windows-1256, declared or declared wrongly */
    static const char *const heads[] = {"<html><head><meta charset=windows-1256></head><body><p>", "<html><head><meta charset=utf-8></head><body><p>",
                                        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"></head><body><p>"};
    for (size_t i = 0; i < 3; i++) {
        char page[2048];
        snprintf(page, sizeof page, "%s%s</p></body></html>", heads[i], two_paragraphs);
        encode("CP1256", str_of(page), "", &item.bytes);
        job j = {.a = a, .item = &item};
        assert_int_equal(parse(&j), ISN_OK);
        assert_true(str_find(j.report.text, STR("مجالي المياه والطاقة"), 0) > 0);
    }
    src_item_free(&item);
    arena_free(a);
}

static void dates(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int year, month, day;
    } table[] = {{"بتاريخ ٢٩ كانون الثاني ٢٠٢٦.", 2026, 1, 29},
                 {"في 8 أكتوبر / تشرين الأول 1980، واتخذت", 1980, 10, 8},
                 {"الموافق 10 اغسطس 2015 م", 2015, 8, 10},
                 {"يوم 7 جانفي 2016", 2016, 1, 7},
                 {"۱۲ آب ۲۰۱۴", 2014, 8, 12},
                 {"4 يوليو (تموز) 2015", 2015, 7, 4},
                 {"نشر 2015-08-10 مساء", 2015, 8, 10},
                 {"2015/8/9", 2015, 8, 9},
                 {"3 دجنبر من سنة 2019", 2019, 12, 3},
                 {"31 فبراير 2020", 0, 0, 0},
                 {"25 شوال 1436 هـ", 0, 0, 0},
                 {"مايو 2010", 0, 0, 0},
                 {"29 فبراير 2019", 0, 0, 0},
                 {"29 فبراير 2020", 2020, 2, 29}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        src_date d = {0};
        bool found = src_find_date(str_of(table[i].text), 0, &d);
        assert_int_equal(found, table[i].year != 0);
        assert_int_equal(found ? d.year * 10000 + d.month * 100 + d.day : 0, table[i].year * 10000 + table[i].month * 100 + table[i].day);
    }
}

int test_encoding(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(encodings), cmocka_unit_test(dates)};
    return cmocka_run_group_tests_name("encoding", tests, make_temporary, remove_temporary);
}
