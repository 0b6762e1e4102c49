/* The name tagger: a model that is damaged is refused, the same text gives the same tags whatever was read before, and names that no table has are found by
 * what stands around them. */
#include "check.h"

#include "mention/tagger_span.h"

int test_tagger(void);

enum { MEMORY = 64 * 1024 * 1024 };

static lex_image *image;
static men_tagger *tagger;

static str model_path(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/data/model/isnad.names", check_path("ISNAD_SOURCE"));
    return str_of(path);
}

static int open_all(void **state)
{
    (void) state;
    isn_error err = {0};
    ASSERT_OK(lex_image_open(check_path("ISNAD_LEXICON"), &image, &err), err);
    ASSERT_OK(men_tagger_open(model_path().ptr, image, &tagger, &err), err);
    return 0;
}

static int close_all(void **state)
{
    (void) state;
    men_tagger_close(tagger);
    men_tagger_close(NULL);
    lex_image_close(image);
    return 0;
}

/* ---- the file ---- */

static char *model_bytes(size_t *ret_size)
{
    FILE *f = fopen(model_path().ptr, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    *ret_size = (size_t) ftell(f);
    rewind(f);
    char *p = malloc(*ret_size);
    assert_non_null(p);
    assert_int_equal(fread(p, 1, *ret_size, f), *ret_size);
    fclose(f);
    return p;
}

static void assert_refused(const char *bytes, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s", check_file(".names", ""));
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    fclose(f);
    men_tagger *t = NULL;
    isn_error err = {0};
    assert_int_equal(men_tagger_open(path, image, &t, &err), ISN_BAD_IMAGE);
    assert_null(t);
    assert_string_equal(err.where, path);
    assert_true(err.what && err.what[0]);
    unlink(path);
}

static void damaged_models_are_refused(void **state)
{
    (void) state;
    size_t size;
    char *bytes = model_bytes(&size);
    assert_true(size < 2 * 1024 * 1024);
    assert_refused(bytes, 0);
    assert_refused(bytes, 20);
    assert_refused(bytes, size / 2);
    assert_refused(bytes, size - 1);
    for (size_t at = 0; at < size; at = at * 3 + 5) {
        bytes[at] = (char) (bytes[at] ^ 1);
        if (at < 40 || at >= 64) /* the header's last bytes mean nothing yet */
            assert_refused(bytes, size);
        bytes[at] = (char) (bytes[at] ^ 1);
    }
    free(bytes);
    men_tagger *t = NULL;
    isn_error err = {0};
    assert_int_equal(men_tagger_open("/nowhere/isnad.names", image, &t, &err), ISN_NOT_FOUND);
}

/* ---- reading ---- */

typedef struct job {
    arena *memory;
    lex_reader *words;
    men_tag_cache *cache;
    str text;
    src_report report;
    txt_doc doc;
    lex_doc lex;
    men_doc men;
} job;

static void run(void *context)
{
    job *j = context;
    j->report = (src_report){.text = arena_copy(j->memory, j->text), .language = STR("ar")};
    txt_read(j->memory, j->report.text, &j->doc);
    assert_true(lex_match_doc(j->memory, j->words, &j->doc, &j->lex));
    men_read(j->memory, &j->report, &j->doc, &j->lex, j->cache, &j->men);
}

static void read_text(job *j, const char *text)
{
    arena_reset(j->memory);
    j->text = str_of(text);
    assert_int_equal(arena_protect(j->memory, run, j), ISN_OK);
}

static job start(void)
{
    job j = {.memory = arena_new(MEMORY), .words = lex_reader_new(image), .cache = men_tag_cache_new(tagger)};
    assert_non_null(j.memory);
    assert_non_null(j.words);
    assert_non_null(j.cache);
    return j;
}

static void end(job *j)
{
    men_tag_cache_free(j->cache);
    lex_reader_free(j->words);
    arena_free(j->memory);
}

static bool has(const job *j, men_kind kind, const char *name)
{
    for (uint32_t i = 0; i < j->men.entities.n; i++)
        if (j->men.entities.at[i].named && j->men.entities.at[i].kind == kind && str_eq(j->men.entities.at[i].name, str_of(name)))
            return true;
    return false;
}

static void unknown_names_are_found(void **state)
{
    static const struct {
        men_kind kind;
        const char *name, *text;
    } cases[] = {
        {MEN_PERSON, "شاهين بردقوش", "وقال المحلل السياسي شاهين بردقوش إن الأزمة ستستمر."},
        {MEN_PERSON, "شاهين بردقوش", "والتقى الوزير بشاهين بردقوش. وقال شاهين بردقوش إن الأزمة ستستمر."},
        {MEN_ORGANIZATION, "حزب الأفق الديمقراطي", "واتهمت الحكومة حزب الأفق الديمقراطي بالتزوير."},
    };
    (void) state;
    job j = start();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(&j, cases[i].text);
        if (!has(&j, cases[i].kind, cases[i].name))
            fail_msg("«%s» is not found in «%s»", cases[i].name, cases[i].text);
    }
    end(&j);
}

/* A noun with the adjective of a state is no name; a newspaper's name is a word of every day; a direction is no part of a state's name. */
static void common_nouns_are_left(void **state)
{
    static const char *const texts[] = {"وقالت الحكومة العراقية إن المفاوضات تأجلت في شمال العراق.", "وتابع العالم هذه السياسة الجديدة في البلاد اليوم."};
    (void) state;
    job j = start();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_text(&j, texts[i]);
        for (uint32_t e = 0; e < j.men.entities.n; e++)
            if (j.men.entities.at[e].named && j.men.entities.at[e].kind != MEN_COUNTRY)
                fail_msg("«%.*s» is no name", (int) j.men.entities.at[e].name.len, j.men.entities.at[e].name.ptr);
    }
    read_text(&j, texts[0]);
    assert_true(has(&j, MEN_COUNTRY, "العراق"));
    end(&j);
}

static void same_text_same_tags(void **state)
{
    static const char text[] = "أعلن المتحدث خلدون قبرصلي في مدينة طرابلس أن منظمة «الأفق» ستغادر. وأضاف قبرصلي أن القرار نهائي.";
    (void) state;
    job fresh = start(), used = start();
    read_text(&used, "زار سيرغي لافروف دمشق، والتقى خلدون قبرصلي في طرابلس. قال: «الأفق قريب».");
    read_text(&used, text);
    read_text(&fresh, text);
    assert_int_equal(fresh.doc.n_tokens, used.doc.n_tokens);
    assert_memory_equal(fresh.men.said.tags, used.men.said.tags, fresh.doc.n_tokens);
    assert_memory_equal(fresh.men.said.margin, used.men.said.margin, fresh.doc.n_tokens * sizeof(int16_t));
    men_tag_cache_forget(used.cache);
    read_text(&used, text);
    assert_memory_equal(fresh.men.said.tags, used.men.said.tags, fresh.doc.n_tokens);
    end(&fresh);
    end(&used);
}

static void without_a_tagger_nothing_is_tagged(void **state)
{
    (void) state;
    job j = start();
    men_tag_cache_free(j.cache);
    j.cache = NULL;
    read_text(&j, "قال فلاديمير بوتين إن الوضع صعب.");
    for (uint32_t t = 0; t < j.doc.n_tokens; t++)
        assert_int_equal(j.men.said.tags[t], MEN_T_OUT);
    assert_true(has(&j, MEN_PERSON, "فلاديمير بوتين"));
    end(&j);
}

int test_tagger(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_models_are_refused),
        cmocka_unit_test(unknown_names_are_found),
        cmocka_unit_test(common_nouns_are_left),
        cmocka_unit_test(same_text_same_tags),
        cmocka_unit_test(without_a_tagger_nothing_is_tagged),
    };
    return cmocka_run_group_tests_name("tagger", tests, open_all, close_all);
}
