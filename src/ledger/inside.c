/* Disagreements inside one report, and between it and the lexicon's tenures.
 *
 * The title: «الشرع وبوتين …» over a text that speaks of الرئيس السوري بشار الأسد. Names in the title are found in the lexicon, since headlines are no
 * sentences; a name of several people (الأسد, الشرع) stands for all of them. Where a person of the title is nowhere in the text, and the text shows someone
 * else in an office that this person held too, the two disagree.
 */
#include "ledger/world.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/calendar.h"

enum { TITLE_NAMES_MAX = 16, TITLE_LINE_MAX = 200 /* bytes of a first line that is taken for a title */, LEAD_SENTENCES = 3 };

static const char *const heads[] = {"president", "king", "prime_minister", "foreign_minister", "defence_minister", "emir", "sultan"};

static void put_side(json_writer *w, str value, int64_t begin, int64_t end, str note)
{
    json_begin_object(w);
    json_add_string(w, "value", value);
    if (end > begin) {
        json_add_int(w, "begin", begin);
        json_add_int(w, "end", end);
    }
    if (note.len)
        json_add_string(w, "note", note);
    json_end_object(w);
}

static led_dispute *add(arena *a, led_disputes *ret, const led_report *r, const char *kind, buf *sides, uint64_t salt)
{
    led_dispute *d = vec_push(a, ret);
    *d = (led_dispute){hash_mix(hash_mix(r->key, hash64(str_of(kind))), salt) >> 4, kind, arena_copy(a, buf_str(sides))};
    buf_free(sides);
    return d;
}

/* ---- the title ---- */

static str title_of(const led_report *r)
{
    if (r->title.len)
        return r->title;
    str rest = r->text, line = str_trim(str_split(&rest, '\n'));
    bool sentence = str_ends(line, STR(".")) || str_ends(line, STR("؟"));
    return rest.ptr && rest.len && line.len && line.len <= TITLE_LINE_MAX && !sentence ? line : STR("");
}

typedef struct title_reading {
    arena *a;
    led_world *w;
    str title;
    const led_report *r;
    led_disputes *ret;
    const led_telling *tellings;
    uint32_t n_tellings;
} title_reading;

/* The record's person who stands in an office that the person of this row held as well; -1 if there is none. */
static int64_t rival(const title_reading *x, uint32_t row, str *ret_office)
{
    const json_value *entities = json_member(x->r->json, "entities"), *offices = json_member(x->r->json, "offices");
    str person = lex_cell(x->w->image, LEX_T_PEOPLE, row, PERSON_ID), country = lex_cell(x->w->image, LEX_T_PEOPLE, row, PERSON_COUNTRY);
    for (size_t i = 0; i < json_length(entities); i++) {
        const json_value *e = json_item(entities, i);
        if (!str_eq(json_get(e, "kind"), STR("person")) || !json_bool(json_member(e, "known"), false) || !str_eq(json_get(e, "country"), country))
            continue;
        for (size_t k = 0; k < json_length(offices); k++) {
            const json_value *o = json_item(offices, k);
            str office = json_get(o, "office"), of = json_get(o, "of");
            if (json_int(json_member(o, "person"), -1) != (int64_t) i || json_bool(json_member(o, "former"), false) || !str_eq(of, country))
                continue;
            for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++) {
                if (str_eq(office, str_of(heads[h])) && led_held(x->w, person, office, of)) {
                    *ret_office = office;
                    return (int64_t) k;
                }
            }
        }
    }
    return -1;
}

/* Whether code point `at` stands in the report itself: outside of stray lines, and of a title that the text begins with. */
static bool in_report(const led_report *r, int64_t at)
{
    const json_value *noise = json_member(r->json, "noise");
    str title = title_of(r);
    if (str_starts(r->text, title) && at < (int64_t) utf8_count(title))
        return false;
    for (size_t i = 0; i < json_length(noise); i++)
        if (at >= json_int(json_member(json_item(noise, i), "begin"), 0) && at < json_int(json_member(json_item(noise, i), "end"), 0))
            return false;
    return true;
}

static bool in_text(const led_report *r, str id)
{
    const json_value *entities = json_member(r->json, "entities"), *mentions = json_member(r->json, "mentions");
    for (size_t i = 0; i < json_length(entities); i++) {
        if (!str_eq(json_get(json_item(entities, i), "id"), id))
            continue;
        for (size_t k = 0; k < json_length(mentions); k++) {
            const json_value *m = json_item(mentions, k);
            if (json_int(json_member(m, "entity"), -1) == (int64_t) i && in_report(r, json_int(json_member(m, "begin"), 0)))
                return true;
        }
    }
    return false;
}

static bool takes_part(const led_telling *t, str id)
{
    const led_parties *lists[] = {&t->actors, &t->recipients};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lists[k]->n; i++)
            if (str_eq(lists[k]->at[i].id, id))
                return true;
    return false;
}

/* A headline may well speak of someone else than the text's first office holder. It is a slip only if the title does not name the holder, and names somebody
 * whom the text shows together with the holder: «الشرع وبوتين» over a meeting of بشار الأسد with بوتين. */
static bool meets_company(const title_reading *x, const lex_doc *lex, str holder)
{
    bool company = false;
    for (uint32_t t = 0; t < lex->doc->n_tokens; t++) {
        for (uint32_t m = lex->at[t]; m < lex->at[t + 1]; m++) {
            const lex_match *k = &lex->matches[m];
            if (k->form->kind != LEX_PERSON && k->form->kind != LEX_PERSON_SHORT)
                continue;
            str id = lex_cell(x->w->image, LEX_T_PEOPLE, k->form->row, PERSON_ID);
            if (str_eq(id, holder))
                return false;
            for (uint32_t i = 0; i < x->n_tellings && !company; i++)
                company = takes_part(&x->tellings[i], id) && takes_part(&x->tellings[i], holder);
        }
    }
    return company;
}

static void read_title(void *context)
{
    title_reading *x = context;
    txt_doc doc;
    lex_doc lex;
    arena *own = x->w->memory;
    txt_read(own, x->title, &doc);
    if (!lex_match_doc(own, x->w->words, &doc, &lex))
        return;
    for (uint32_t t = 0; t < doc.n_tokens;) {
        uint32_t best_end = t + 1, rows[TITLE_NAMES_MAX];
        unsigned n = 0;
        bool other = false;
        for (uint32_t m = lex.at[t]; m < lex.at[t + 1]; m++) {
            const lex_match *k = &lex.matches[m];
            bool person = k->form->kind == LEX_PERSON || k->form->kind == LEX_PERSON_SHORT;
            if (!person || (k->clitics & ~(LEX_C_WA | LEX_C_LI | LEX_C_BI | LEX_C_FA)))
                continue;
            if (k->end > best_end) {
                best_end = k->end;
                n = 0;
            }
            if (k->end == best_end && n < TITLE_NAMES_MAX)
                rows[n++] = k->form->row;
        }
        /* All whom the name can mean must be absent from the text, and one of them must be a rival of someone in it. */
        str office = STR("");
        int64_t against = -1;
        uint32_t found = 0;
        for (unsigned i = 0; i < n && !other; i++) {
            other = in_text(x->r, lex_cell(x->w->image, LEX_T_PEOPLE, rows[i], PERSON_ID));
            int64_t k = against < 0 ? rival(x, rows[i], &office) : -1;
            if (k >= 0) {
                against = k;
                found = rows[i];
            }
        }
        const json_value *o = against >= 0 ? json_item(json_member(x->r->json, "offices"), (size_t) against) : NULL;
        const json_value *e = o ? json_item(json_member(x->r->json, "entities"), (size_t) json_int(json_member(o, "person"), 0)) : NULL;
        if (n && !other && e && meets_company(x, &lex, json_get(e, "id"))) {
            buf sides = {0};
            json_writer w = json_to(&sides);
            str written = str_range(x->title.ptr, doc.tokens[t].begin, doc.tokens[best_end - 1].end);
            json_begin_array(&w);
            put_side(&w, lex_cell(x->w->image, LEX_T_PEOPLE, found, PERSON_ID), 0, 0, arena_printf(x->a, "the title: %.*s", (int) x->title.len, x->title.ptr));
            put_side(&w, json_get(e, "id"), json_int(json_member(o, "begin"), 0), json_int(json_member(o, "end"), 0),
                     arena_printf(x->a, "the text, as %.*s", (int) office.len, office.ptr));
            json_end_array(&w);
            add(x->a, x->ret, x->r, "title", &sides, hash64(written));
        }
        t = best_end;
    }
}

/* ---- dates that contradict themselves ---- */

static void doubts(arena *a, const led_report *r, led_disputes *ret)
{
    const json_value *times = json_member(r->json, "times");
    for (size_t i = 0; i < json_length(times); i++) {
        const json_value *t = json_item(times, i);
        str doubt = json_get(t, "doubt");
        bool day = false; /* a weekday beside "yesterday" speaks against the day of publication, not against itself */
        str text = json_get(t, "text");
        for (size_t k = 0; k < text.len && !day;) {
            unsigned char key;
            day = txt_classify(utf8_next(text, &k), &key) == TXT_C_DIGIT;
        }
        if (doubt.len == 0 || !day)
            continue;
        buf sides = {0};
        json_writer w = json_to(&sides);
        json_begin_array(&w);
        put_side(&w, json_get(t, "text"), json_int(json_member(t, "begin"), 0), json_int(json_member(t, "end"), 0), STR("as written"));
        led_range range = led_edtf(json_get(t, "edtf"));
        static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
        put_side(&w, json_get(t, "edtf"), 0, 0,
                 range.precision == LED_DAY ? arena_printf(a, "as reckoned; this is a %s", days[cal_weekday(range.from) - 1]) : STR("as reckoned"));
        json_end_array(&w);
        add(a, ret, r, str_eq(doubt, STR("weekday")) ? "weekday" : "calendar", &sides, (uint64_t) json_int(json_member(t, "begin"), 0));
    }
}

/* ---- tenures ---- */

static int32_t day_of_telling(const led_report *r, const led_telling *t)
{
    if (t->range.precision == LED_DAY)
        return t->range.from;
    uint32_t lead = r->doc.n_sentences > LEAD_SENTENCES ? r->doc.tokens[r->doc.sentences[LEAD_SENTENCES].first].cp_begin : UINT32_MAX;
    return t->range.precision == LED_UNDATED && t->begin < lead && str_eq(t->status, STR("actual")) ? r->day : INT32_MIN;
}

/* Whether a person held an office within three years of a day. One who held it long before is named for what carries the name (a hospital, a street). */
static bool held_near(const led_world *w, str id, str office, str of, int32_t day)
{
    for (int32_t days = -1095; days <= 1095; days += 73)
        if (str_eq(led_holder(w, office, of, day + days), id))
            return true;
    return false;
}

/* A person who acts, in an office of one holder, on a day for which the tenures name somebody else. Sixty days before and after are let pass: outgoing and
 * elected holders are called by the office as well. */
static void tenures(arena *a, const led_world *w, const led_report *r, const led_telling *list, uint32_t n, led_disputes *ret)
{
    const json_value *offices = json_member(r->json, "offices"), *entities = json_member(r->json, "entities");
    for (size_t i = 0; i < json_length(offices) && i < 64; i++) {
        const json_value *o = json_item(offices, i), *e = json_item(entities, (size_t) json_int(json_member(o, "person"), 0));
        str id = json_get(e, "id"), office = json_get(o, "office"), of = json_get(o, "of");
        int64_t begin = json_int(json_member(o, "begin"), 0);
        if (!str_starts(id, STR("person:")) || of.len != 3 || json_bool(json_member(o, "former"), false) || !led_single_office(w, office) ||
            !led_held(w, id, office, of))
            continue;
        for (uint32_t k = 0; k < n; k++) {
            int32_t day = day_of_telling(r, &list[k]);
            if (day == INT32_MIN || begin < list[k].sentence_begin || begin >= list[k].sentence_end || !takes_part(&list[k], id))
                continue;
            str now = led_holder(w, office, of, day), before = led_holder(w, office, of, day - 60), after = led_holder(w, office, of, day + 60);
            if (now.len == 0 || str_eq(now, id) || str_eq(before, id) || str_eq(after, id) || !held_near(w, id, office, of, day))
                continue;
            buf sides = {0};
            json_writer jw = json_to(&sides);
            json_begin_array(&jw);
            put_side(&jw, id, begin, json_int(json_member(o, "end"), 0),
                     arena_printf(a, "the report, as %.*s of %.*s", (int) office.len, office.ptr, (int) of.len, of.ptr));
            put_side(&jw, now, 0, 0, STR("the lexicon's tenures on that day"));
            json_end_array(&jw);
            add(a, ret, r, "tenure", &sides, hash_mix(hash64(id), hash64(office)));
            break;
        }
    }
}

void led_report_disputes(arena *a, led_world *world, const led_report *r, const led_telling *t, uint32_t n, led_disputes *ret)
{
    doubts(a, r, ret);
    if (!world)
        return;
    tenures(a, world, r, t, n, ret);
    title_reading x = {a, world, title_of(r), r, ret, t, n};
    arena_reset(world->memory);
    lex_reader_trim(world->words);
    if (x.title.len)
        arena_protect(world->memory, read_title, &x);
}
