/* The top of a report: buttons, title, byline, dateline, the caption of the picture that stood beside it. */
#include "source/furniture.h"

#include "base/utf8.h"

enum { TITLE_WORDS = 25, BYLINE_WORDS = 8, CAPTION_WORDS = 6, PARAGRAPH = 120 /* bytes: some 12 words */ };

/* Equal but for white space, marks and the levelling of letters. */
static bool same_words(str a, str b)
{
    src_word x, y;
    size_t i = 0, k = 0;
    for (;;) {
        bool more;
        do
            more = src_next_word(a, &i, &x);
        while (more && x.kind == SRC_W_MARK);
        bool other;
        do
            other = src_next_word(b, &k, &y);
        while (other && y.kind == SRC_W_MARK);
        if (!more || !other)
            return more == other;
        if (x.kind != y.kind || (x.kind == SRC_W_NUMBER ? x.value != y.value : strcmp(x.folded, y.folded) != 0))
            return false;
    }
}

static bool has(str s, const char *phrase)
{
    return str_find(s, str_of(phrase), 0) >= 0;
}

/* "برلين 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس": 369 of 369 reports of one agency. It names place, day and agency of what follows, so it is kept as
 * text. */
static bool is_dateline(str s)
{
    return s.len < 200 && has(s, "الموافق") && (has(s, " هـ") || has(s, "1436") || has(s, "144")) && !src_ends_sentence(s);
}

/* "ليلى سالم – البقعة الساخنة", "عين اليوم – لندن", "موسكو - سامي حداد:", "سامي حداد (واشنطن)". A dash with white space around it, or a closing
 * bracket, and no sentence. First lines of this shape are bylines in 2,030 of 2,042 reports of one outlet and nearly always elsewhere. */
static bool is_byline(str s)
{
    static const str dashes[] = {SRC_STR(" - "), SRC_STR(" – "), SRC_STR(" — "), SRC_STR(" ـ "), SRC_STR("- "), SRC_STR(" -"), SRC_STR(" – ")};
    if (s.len > 160 || src_count_words(s, BYLINE_WORDS + 1) > BYLINE_WORDS)
        return false;
    str body = s;
    if (str_ends(body, STR(":")))
        body = src_trim(str_range(body.ptr, 0, body.len - 1));
    src_word w;
    unsigned marks = 0;
    for (size_t at = 0; src_next_word(body, &at, &w);) {
        if (w.kind == SRC_W_NUMBER)
            return false;
        marks += w.kind == SRC_W_MARK && (w.value == '-' || w.value == 0x2013 || w.value == 0x2014);
        if (w.kind == SRC_W_MARK && (w.value == '?' || w.value == 0x61F || w.value == '!' || w.value == ':' || w.value == 0x60C))
            return false;
    }
    if (marks > 3 || src_ends_sentence(body))
        return false;
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        ptrdiff_t at = str_find(body, dashes[i], 0);
        if (at > 0 && (size_t) at + dashes[i].len < body.len)
            return true;
    }
    return false;
}

static bool is_greeting(str s)
{
    static const char *const starts[] = {"السلام عليكم", "سعادة ", "معالي ", "بسم الله", "صاحب السمو", "أخي ", "عزيزي", "*", "•", "-", "1",
                                         "أولا",         "س:",     "س ",     "قال "};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts(s, str_of(starts[i])))
            return true;
    return false;
}

static bool is_republication(str s)
{
    return str_starts(s, STR("هذا الخبر بعنوان")) || str_starts(s, STR("هذا المقال بعنوان"));
}

/* Short, no stop at its end, and a paragraph or a blank line after it. */
static bool is_title(const src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    if (i + 1 >= p->n || s.len > 400 || src_count_words(s, TITLE_WORDS + 1) > TITLE_WORDS || src_count_words(s, 2) < 2)
        return false;
    uint32_t last = src_last(s);
    bool dots = str_ends(s, STR("..")) || str_ends(s, STR("…"));
    if ((last == '.' && !dots) || last == ':' || last == 0x60C || last == 0x61B || is_republication(s) || is_dateline(s) || is_byline(s) || is_greeting(s))
        return false;
    str next = p->lines[i + 1].s;
    if (p->lines[i + 1].blank_before)
        return next.len >= PARAGRAPH / 2 || is_byline(next) || is_dateline(next) || is_republication(next);
    return (next.len >= PARAGRAPH && next.len >= s.len + s.len / 2 && src_ends_sentence(next)) || ((is_byline(next) || is_dateline(next)) && i + 2 < p->n);
}

/* "موسكو (رويترز) - قال …", "دمشق-سانا", "سبق- الرياض: …": the dateline in front of the first sentence. */
static void find_inline_dateline(src_page *p, str s)
{
    enum { FRONT = 90 };
    ptrdiff_t open = str_find(s, STR("("), 0), close = str_find(s, STR(")"), 0);
    if (open <= 0 || close < open || close > FRONT || !src_is_agency(str_range(s.ptr, (size_t) open + 1, (size_t) close)))
        return;
    size_t at = (size_t) close + 1;
    src_word w;
    if (src_count_words(str_range(s.ptr, 0, (size_t) open), 7) > 6 || !src_next_word(s, &at, &w) || w.kind != SRC_W_MARK ||
        (w.value != '-' && w.value != ':' && w.value != 0x2013 && w.value != 0x2014))
        return;
    if (p->r->dateline.len == 0)
        p->r->dateline = arena_copy(p->a, src_trim(str_range(s.ptr, 0, (size_t) close + 1)));
    src_date_from(p, p->r->dateline);
}

static void find_buttons(src_page *p)
{
    /* "شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك يقوم وزير …": 157 reports; "Next Previous": 270 */
    src_line *first = &p->lines[0];
    size_t n = src_leading_buttons(first->s);
    if (n == 0)
        return;
    src_mark(p, str_range(first->s.ptr, 0, n), SRC_NOISE_LABEL);
    first->s = src_trim(str_range(first->s.ptr, n, first->s.len));
    if (first->s.len == 0) {
        first->taken = true;
        p->body = 1;
    }
}

void src_find_head(src_page *p)
{
    src_report *r = p->r;
    find_buttons(p);
    uint32_t i = p->body;
    if (i >= p->n)
        return;
    /* title: 51 reports repeat their own as the first line */
    if (r->title.len > 0 ? p->lines[i].s.len < 2 * r->title.len + 64 && same_words(p->lines[i].s, r->title) : is_title(p, i)) {
        if (r->title.len == 0)
            r->title = arena_copy(p->a, p->lines[i].s);
        src_mark_line(p, i++, SRC_NOISE_TITLE);
    }
    for (; i < p->n && i < p->body + 6; i++) {
        str s = p->lines[i].s;
        bool before_text = i + 1 < p->n && p->lines[i + 1].s.len >= PARAGRAPH / 2;
        if (is_dateline(s)) {
            if (r->dateline.len == 0)
                r->dateline = arena_copy(p->a, s);
            if (str_ends(s, STR("واس")))
                src_credit(p, STR("واس"));
            src_date_from(p, s);
        } else if (r->byline.len > 0 && r->byline.len < 200 && str_starts(s, r->byline)) {
            /* "سبق- الرياض: أكد …" with the byline "سبق- الرياض:": 1,348 reports */
            str front = str_range(s.ptr, 0, r->byline.len);
            if (front.len == s.len)
                src_mark_line(p, i, SRC_NOISE_BYLINE);
            else {
                src_mark(p, front, SRC_NOISE_BYLINE);
                break;
            }
        } else if (before_text && is_byline(s)) {
            if (r->byline.len == 0)
                r->byline = arena_copy(p->a, s);
            else
                src_credits_of(p, s);
            src_mark_line(p, i, SRC_NOISE_BYLINE);
        } else if (before_text && src_is_agency(s)) {
            src_credit(p, s);
            src_mark_line(p, i, SRC_NOISE_CREDIT);
        } else {
            break;
        }
    }
    /* "سامي حداد", "جانب من الاستقبال" over the first paragraph: 341 reports of one outlet, whose pictures stand there. Only where the title is known,
     * else it may be it. */
    if (i + 1 < p->n && r->title.len > 0) {
        str s = p->lines[i].s;
        src_word w;
        size_t at = 0;
        if (p->lines[i + 1].s.len >= PARAGRAPH && src_count_words(s, CAPTION_WORDS + 1) <= CAPTION_WORDS && !src_ends_sentence(s) && !is_greeting(s) &&
            !is_dateline(s) && !is_republication(s) && src_next_word(s, &at, &w) && w.kind == SRC_W_WORD && !p->lines[i + 1].blank_before)
            src_mark_line(p, i++, SRC_NOISE_CAPTION);
    }
    p->body = i;
    if (i < p->n)
        find_inline_dateline(p, p->lines[i].s);
}
