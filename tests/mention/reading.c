#include "reading.h"

#include <math.h>

enum { MEMORY = 64 * 1024 * 1024 };

typedef struct job {
    arena *memory;
    lex_reader *words;
    const char *text;
    const char *published;
    src_report report;
    txt_doc doc;
    lex_doc lex;
    men_doc men;
} job;

static void run(void *context)
{
    job *j = context;
    arena *a = j->memory;
    j->report.text = arena_copy(a, str_of(j->text));
    txt_read(a, j->report.text, &j->doc);
    assert_true(lex_match_doc(a, j->words, &j->doc, &j->lex));
    uint32_t n = j->doc.n_tokens;
    j->men = (men_doc){.memory = a, .report = &j->report, .text = &j->doc, .lex = &j->lex};
    j->men.has_published = cal_parse(str_of(j->published), &j->men.published);
    j->men.noise = arena_new_array(a, bool, n);
    j->men.mention_at = arena_new_array(a, uint32_t, n);
    j->men.time_at = arena_new_array(a, uint32_t, n);
    j->men.quantity_at = arena_new_array(a, uint32_t, n);
    j->men.title_at = arena_new_array(a, uint32_t, n);
    men_read_times(&j->men);
    men_read_quantities(&j->men);
}

static const lex_image *image(void)
{
    static lex_image *opened;
    isn_error err = {0};
    if (!opened)
        ASSERT_OK(lex_image_open(check_path("ISNAD_LEXICON"), &opened, &err), err);
    return opened;
}

static void start(job *j, const char *published, const char *text)
{
    *j = (job){.memory = arena_new(MEMORY), .words = lex_reader_new(image()), .text = text, .published = published};
    assert_non_null(j->memory);
    assert_non_null(j->words);
    assert_int_equal(arena_protect(j->memory, run, j), ISN_OK);
}

static void end(job *j)
{
    lex_reader_free(j->words);
    arena_free(j->memory);
}

static void put_bound(char *out, size_t size, bool has, double v)
{
    size_t n = strlen(out);
    if (has)
        snprintf(out + n, size - n, "%.15g", v);
}

static void dates_of(const job *j, char *out, size_t size)
{
    for (uint32_t i = 0; i < j->men.times.n; i++) {
        const men_time *t = &j->men.times.at[i];
        size_t n = strlen(out);
        snprintf(out + n, size - n, "%s%.*s%s%s", i ? " " : "", (int) t->edtf.len, t->edtf.ptr, t->calendar == MEN_HIJRI ? "h" : "", t->doubt ? "!" : "");
    }
}

static void quantities_of(const job *j, char *out, size_t size)
{
    static const char *const mods[] = {"", ":more", ":less", ":about", ":ordinal"};
    for (uint32_t i = 0; i < j->men.quantities.n; i++) {
        const men_quantity *q = &j->men.quantities.at[i];
        size_t n = strlen(out);
        snprintf(out + n, size - n, "%s", i ? " " : "");
        put_bound(out, size, q->has_low, q->low);
        if (!q->has_low || !q->has_high || q->low != q->high) {
            n = strlen(out);
            snprintf(out + n, size - n, "..");
            put_bound(out, size, q->has_high, q->high);
        }
        n = strlen(out);
        snprintf(out + n, size - n, "%s%s%.*s", mods[q->mod], q->unit.len ? ":" : "", (int) q->unit.len, q->unit.ptr ? q->unit.ptr : "");
    }
}

void reading_check(const reading_case *cases, size_t n, bool quantities)
{
    for (size_t i = 0; i < n; i++) {
        job j;
        char found[1024] = "";
        start(&j, cases[i].published, cases[i].text);
        (quantities ? quantities_of : dates_of)(&j, found, sizeof found);
        end(&j);
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("«%s» (%s) gives \"%s\", expected \"%s\"", cases[i].text, cases[i].published, found, cases[i].expected);
    }
}

double reading_number(const char *text, unsigned *ret_tokens, bool *ret_ordinal)
{
    job j;
    men_number n;
    start(&j, "", text);
    bool found = men_number_at(&j.men, 0, &n);
    end(&j);
    *ret_tokens = found ? n.end : 0;
    *ret_ordinal = found && n.ordinal;
    return found ? n.value : NAN;
}
