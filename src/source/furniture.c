/* Furniture: what stands around a report and in it without being report. What is found is listed in the report's noise, so that the reader passes over it,
 * and what it says is kept in title, byline, dateline, credits, republished_* and published.
 *
 * A missed piece costs a stray name; a wrong piece hides a sentence. So every rule here is a shape that the press uses for nothing else. Counts behind the
 * examples are of 32,804 reports of 15 outlets (2014 to 2017), which were looked at one by one or, where they are many, by sample.
 *
 *     title                          head.c
 *     byline, dateline, caption      head.c
 *     disclaimers, related headlines, captions, "read also" between paragraphs      middle.c
 *     tags, links, signatures, credits, section labels, clocks                      tail.c
 *
 * Left out on purpose: subheadings of the report itself. They stand alone between blank lines, they are the writer's words, and nothing in their shape
 * tells a heading from a verse.
 */
#include "source/furniture.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

void src_mark(src_page *p, str span, src_noise_kind kind)
{
    span = src_trim(span);
    if (span.len == 0 || p->r->noise.n >= SRC_NOISE_MAX)
        return;
    size_t begin = (size_t) (span.ptr - p->r->text.ptr);
    *vec_push(p->a, &p->r->noise) = (src_noise){(uint32_t) begin, (uint32_t) (begin + span.len), kind};
}

void src_mark_line(src_page *p, uint32_t line, src_noise_kind kind)
{
    if (p->lines[line].taken)
        return;
    p->lines[line].taken = true;
    src_mark(p, p->lines[line].s, kind);
}

void src_credit(src_page *p, str name)
{
    enum { CREDITS_MAX = 16 };
    name = src_trim(name);
    while (name.len > 0 && strchr("-(*:.,\"", name.ptr[0]))
        name = src_trim(str_range(name.ptr, 1, name.len));
    while (name.len > 0 && strchr("-):.,\"", name.ptr[name.len - 1]))
        name = src_trim(str_range(name.ptr, 0, name.len - 1));
    static const str marks[] = {SRC_STR("«"), SRC_STR("»"), SRC_STR("–"), SRC_STR("—"), SRC_STR("“"), SRC_STR("”")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (str_starts(name, marks[i]))
            name = src_trim(str_range(name.ptr, marks[i].len, name.len));
        if (str_ends(name, marks[i]))
            name = src_trim(str_range(name.ptr, 0, name.len - marks[i].len));
    }
    if (name.len == 0 || p->r->credits.n >= CREDITS_MAX)
        return;
    for (uint32_t i = 0; i < p->r->credits.n; i++)
        if (str_eq(p->r->credits.at[i], name))
            return;
    *vec_push(p->a, &p->r->credits) = arena_copy(p->a, name);
}

/* "بروكسل - رويترز", "رويترز (القاهرة)", "روما : واس", "ميونيخ ـ الفرنسية:", "المدينة - وكالات ـ طهران". */
void src_credits_of(src_page *p, str byline)
{
    size_t from = 0, at = 0;
    if (byline.len == 0 || byline.len > 300)
        return;
    while (at <= byline.len) {
        size_t next = at;
        uint32_t cp = at < byline.len ? utf8_next(byline, &next) : 0;
        bool cut = cp == 0 || cp == ':' || cp == '/' || cp == '|' || cp == ',' || cp == 0x60C || cp == '(' || cp == ')' || cp == 0x2013 || cp == 0x2014 ||
                   cp == '-' || (cp == 0x640 && (at == 0 || byline.ptr[at - 1] == ' ')); /* a tatweel that stands alone is a dash */
        if (cut) {
            str part = src_trim(str_range(byline.ptr, from, at));
            if (part.len > 0 && src_is_agency(part))
                src_credit(p, part);
            from = next;
        }
        if (cp == 0)
            break;
        at = next;
    }
}

void src_date_from(src_page *p, str s)
{
    src_date d;
    if (p->r->published.len > 0 || !src_find_date(s, 0, &d))
        return;
    p->r->published = arena_printf(p->a, "%04d-%02d-%02d", d.year, d.month, d.day);
    p->r->published_from = SRC_DATE_TEXT;
}

static void find_lines(src_page *p)
{
    vec(src_line) lines = {0};
    str rest = p->r->text;
    bool blank = false;
    p->all = true;
    while (rest.ptr) {
        str line = src_trim(str_split(&rest, '\n'));
        if (line.len == 0) {
            blank = true;
            continue;
        }
        if (lines.n == SRC_LINES_MAX) {
            p->all = false;
            break;
        }
        *vec_push(p->a, &lines) = (src_line){line, blank, false};
        blank = false;
    }
    p->lines = lines.at;
    p->n = lines.n;
}

static int by_begin(const void *a, const void *b)
{
    const src_noise *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static void put_in_order(src_report *r)
{
    uint32_t n = 0;
    if (r->noise.n > 1)
        qsort(r->noise.at, r->noise.n, sizeof r->noise.at[0], by_begin);
    for (uint32_t i = 0; i < r->noise.n; i++) {
        src_noise s = r->noise.at[i];
        if (n > 0 && s.begin < r->noise.at[n - 1].end)
            s.begin = r->noise.at[n - 1].end;
        if (s.begin < s.end)
            r->noise.at[n++] = s;
    }
    r->noise.n = n;
}

/* The agency that the lead leans on: "وفقا لتقارير وكالة تاس الروسية", "نقلا عن رويترز", "ذكرت وكالة سانا". Only in the first sentences: further down it is
 * the source of one statement, not of the report. */
static void find_lead_credit(src_page *p)
{
    enum { LEAD = 1200, FAR = 4 };
    static const char *const leads[] = {"وفقا",  "ووفقا", "وفق",   "بحسب",  "حسب",   "نقلا", "ذكرت",   "وذكرت",
                                        "افادت", "نقلت",  "ونقلت", "اوردت", "حسبما", "قالت", "واوردت", "عن"};
    str s = p->r->text;
    if (s.len > LEAD) {
        s.len = LEAD;
        while (s.len > 0 && ((unsigned char) s.ptr[s.len] & 0xC0) == 0x80)
            s.len--;
    }
    src_word w;
    unsigned since = FAR + 1;
    size_t agency = SIZE_MAX; /* where "وكالة" began */
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind == SRC_W_MARK)
            continue;
        bool lead = false;
        for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
            lead = lead || (w.kind == SRC_W_WORD && strcmp(w.folded, leads[i]) == 0);
        since = lead ? 0 : since + 1;
        if (lead || since > FAR) {
            agency = SIZE_MAX;
            continue;
        }
        if (strcmp(w.folded, "وكاله") == 0 || strcmp(w.folded, "لوكاله") == 0) {
            agency = w.begin + (strcmp(w.folded, "لوكاله") == 0 ? 2 : 0);
            continue;
        }
        str one = str_range(s.ptr, w.begin, w.end);
        if (w.kind == SRC_W_WORD && src_is_agency(one) && !src_is_section(one))
            src_credit(p, str_range(s.ptr, agency != SIZE_MAX ? agency : w.begin, w.end));
    }
}

void src_find_noise(arena *a, src_report *r)
{
    src_page p = {.a = a, .r = r};
    if (r->text.len > UINT32_MAX / 2)
        return;
    find_lines(&p);
    if (p.n == 0)
        return;
    src_find_head(&p);
    src_find_middle(&p);
    src_find_tail(&p);
    src_credits_of(&p, r->byline);
    src_credits_of(&p, r->dateline);
    find_lead_credit(&p);
    put_in_order(r);
}
