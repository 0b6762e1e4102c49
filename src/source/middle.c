/* Between the paragraphs: republication notes, disclaimers, "read also" lines, headlines of other reports, captions. */
#include "source/furniture.h"

#include "base/utf8.h"

enum { PARAGRAPH = 120, HEADLINE = 200, CAPTION = 300, RELATED_MAX = 12 /* more than this is a list, a poem or an interview */ };

static bool starts_with_one(str s, const str *table, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, table[i]))
            return true;
    return false;
}

#define STARTS_WITH_ONE(s, table) starts_with_one((s), (table), sizeof(table) / sizeof(table)[0])

/* هذا الخبر بعنوان "…" نشر أولاً على موقع X وتم جلبه من مصدره الأصلي بتاريخ ٢٩ كانون الثاني ٢٠٢٦. */
static void find_republication(src_page *p, uint32_t i)
{
    src_report *r = p->r;
    str s = p->lines[i].s;
    ptrdiff_t published = str_find(s, STR(" نشر أول"), 0);
    if (published < 0)
        published = str_find(s, STR(" نُشر أول"), 0);
    ptrdiff_t title = str_find(s, STR("بعنوان"), 0);
    if (published > 0 && title > 0 && title < published) {
        str t = src_trim(str_range(s.ptr, (size_t) title + sizeof "بعنوان" - 1, (size_t) published));
        if (t.len > 1 && (t.ptr[0] == '"' || t.ptr[0] == ':'))
            t = src_trim(str_range(t.ptr, 1, t.len));
        if (t.len > 1 && t.ptr[t.len - 1] == '"')
            t = src_trim(str_range(t.ptr, 0, t.len - 1));
        if (r->republished_title.len == 0)
            r->republished_title = arena_copy(p->a, t);
    }
    ptrdiff_t site = published > 0 ? str_find(s, STR("على موقع"), (size_t) published) : -1;
    if (site > 0) {
        size_t from = (size_t) site + sizeof "على موقع" - 1, end = s.len;
        static const str ends[] = {SRC_STR(" وتم "), SRC_STR(" بتاريخ"), SRC_STR("، "), SRC_STR(". ")};
        for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
            ptrdiff_t at = str_find(s, ends[k], from);
            if (at > 0 && (size_t) at < end)
                end = (size_t) at;
        }
        str name = src_trim(str_range(s.ptr, from, end));
        if (r->republished_outlet.len == 0 && name.len > 0 && name.len < 200) {
            r->republished_outlet = arena_copy(p->a, name);
            src_credit(p, name);
        }
    }
    if (published > 0)
        src_date_from(p, str_range(s.ptr, (size_t) published, s.len));
    src_mark_line(p, i, SRC_NOISE_DISCLAIMER);
}

static bool is_disclaimer(str s)
{
    static const str starts[] = {SRC_STR("لا يتحمل موقعنا"),
                                 SRC_STR("لا يتحمل الموقع"),
                                 SRC_STR("جميع الحقوق محفوظة"),
                                 SRC_STR("حقوق النشر محفوظة"),
                                 SRC_STR("كافة الحقوق محفوظة"),
                                 SRC_STR("الآراء الواردة في"),
                                 SRC_STR("إن الآراء الواردة في"),
                                 SRC_STR("المقال يعبر عن رأي"),
                                 SRC_STR("المقالة تعبر عن رأي"),
                                 SRC_STR("هذه المقالة تعبر عن"),
                                 SRC_STR("هذا المقال يعبر عن"),
                                 SRC_STR("المقالات المنشورة تعبر"),
                                 SRC_STR("الآراء المنشورة"),
                                 SRC_STR("بإمكانكم الإطلاع على تفاصيل هذا الخبر"),
                                 SRC_STR("بإمكانكم الاطلاع على تفاصيل هذا الخبر"),
                                 SRC_STR("تم نشر هذا الخبر"),
                                 SRC_STR("تم نشر هذا المقال"),
                                 SRC_STR("ظهرت المقالة"),
                                 SRC_STR("ظهر هذا المقال"),
                                 SRC_STR("The post "),
                                 SRC_STR("©")};
    return s.len < 600 && STARTS_WITH_ONE(s, starts);
}

/* "اقرأ أيضا: …": the rest of the line, or, where it stands alone, the short lines below it. */
static bool is_read_also(str s, bool *ret_alone)
{
    static const str starts[] = {SRC_STR("اقرأ أيضا"),      SRC_STR("اقرأ أيضًا"),       SRC_STR("اقرأ أيضاً"),      SRC_STR("إقرأ أيضا"),
                                 SRC_STR("إقرأ أيضًا"),      SRC_STR("إقرأ أيضاً"),       SRC_STR("اقرأ المزيد"),    SRC_STR("إقرأ المزيد"),
                                 SRC_STR("اقرؤوا أيضا"),    SRC_STR("اقرأ/ي أيضا"),     SRC_STR("شاهد أيضا"),      SRC_STR("شاهد أيضًا"),
                                 SRC_STR("شاهد أيضاً"),      SRC_STR("طالع أيضا"),       SRC_STR("مواضيع ذات صلة"), SRC_STR("أخبار ذات صلة"),
                                 SRC_STR("مقالات ذات صلة"), SRC_STR("موضوعات ذات صلة"), SRC_STR("قد يهمك أيضا"),   SRC_STR("قد يهمك أيضًا"),
                                 SRC_STR("قد يهمك أيضاً"),   SRC_STR("ذات صلة:"),        SRC_STR("ذو صلة:")};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts(s, starts[i])) {
            *ret_alone = src_count_words(str_range(s.ptr, starts[i].len, s.len), 1) == 0;
            return s.len < CAPTION;
        }
    return false;
}

/* Verbs that make a line a sentence, folded and without a leading و or ف. */
static bool has_verb(str s)
{
    static const char *const verbs[] = {"قال",    "قالت",  "اكد",  "اكدت",  "اعلن", "اعلنت",  "زار",   "زارت",  "التقي", "التقت", "وصل",  "وصلت",
                                        "بحث",    "بحثت",  "عقد",  "عقدت",  "وقع",  "وقعت",   "كان",   "كانت",  "شهد",   "شهدت",  "جري",  "جرت",
                                        "تم",     "بدا",   "بدات", "اضاف",  "صرح",  "استقبل", "ولد",   "توفي",  "تاسس",  "صدر",   "صدرت", "انطلق",
                                        "انطلقت", "يستمر", "يبدا", "ينتهي", "نشر",  "نشرت",   "انتهت", "انتهي", "دخل",   "دخلت",  "غادر", "عين",
                                        "اصبح",   "يوجد",  "هو",   "هي",    "قتل",  "اجري",   "اجرت",  "تولي",  "حتي",   "منذ"};
    src_word w;
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind != SRC_W_WORD)
            continue;
        const char *bare = strncmp(w.folded, "و", 2) == 0 || strncmp(w.folded, "ف", 2) == 0 ? w.folded + 2 : w.folded;
        for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
            if (strcmp(w.folded, verbs[i]) == 0 || strcmp(bare, verbs[i]) == 0)
                return true;
    }
    return false;
}

/* Names, a place, and a full date at the very end: «الوزيران في قصر المؤتمرات بالعاصمة، بلد 7 يناير 2020». Not a list's entry, not a sentence. */
static bool is_dated_caption(str s)
{
    src_date d;
    src_word w;
    size_t at = 0;
    if (s.len > CAPTION || src_count_words(s, 5) < 5 || !src_next_word(s, &at, &w) || w.kind != SRC_W_WORD)
        return false;
    for (at = 0; src_find_date(s, at, &d); at = d.end) {
        str rest = src_trim(str_range(s.ptr, d.end, s.len));
        if (rest.len == 0 || str_eq(rest, STR("م")))
            return d.begin > 40 && !has_verb(str_range(s.ptr, 0, d.begin));
    }
    return false;
}

/* «… فيديو», «… (صور)» at the end of a line that is no sentence: headlines of other pages of the outlet. */
static bool has_media_mark(str s)
{
    static const str ends[] = {SRC_STR("... فيديو"), SRC_STR(".. فيديو"),     SRC_STR("… فيديو"),      SRC_STR("(فيديو)"),
                               SRC_STR("( فيديو )"), SRC_STR("- فيديو"),      SRC_STR("– فيديو"),      SRC_STR("+ فيديو"),
                               SRC_STR("... صور"),   SRC_STR("… صور"),        SRC_STR("(صور)"),        SRC_STR("- صور"),
                               SRC_STR("– صور"),     SRC_STR("(فيديو وصور)"), SRC_STR("(صور وفيديو)"), SRC_STR("[فيديو]")};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (str_ends(s, ends[i]) && s.len > ends[i].len + 20)
            return true;
    return false;
}

/* U+001A before a line: one paper's system sets it before the captions of its pictures (and the offices of its columnists). */
static bool has_caption_mark(const src_page *p, str s)
{
    for (const char *c = s.ptr; c > p->r->text.ptr && c[-1] != '\n'; c--)
        if (c[-1] == 0x1A)
            return true;
    return false;
}

/* «الوزير: السكان يريدون …»: one or two words, a colon, three words or more, no stop. */
static bool is_spoken_headline(str s)
{
    src_word w;
    unsigned before = 0, after = 0;
    bool colon = false;
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind == SRC_W_MARK && w.value == ':') {
            if (colon)
                return false;
            colon = true;
        } else if (!colon) {
            if (w.kind != SRC_W_WORD || ++before > 2)
                return false;
            /* «وأضاف:», «ثانيا:», «المصدر:» lead sentences, lists and credits */
            static const char *const not_speakers[] = {"اولا",   "ثانيا",  "ثالثا",  "رابعا",  "خامسا", "سادسا", "سابعا", "المصدر", "مصدر",  "باب",
                                                       "المدرب", "الجواب", "السوال", "ملاحظه", "تنويه", "سوال",  "جواب",  "قال",    "قايلا", "مضيفا"};
            for (size_t i = 0; i < sizeof not_speakers / sizeof not_speakers[0]; i++)
                if (strcmp(w.folded, not_speakers[i]) == 0)
                    return false;
            if (before == 1 && strncmp(w.folded, "و", 2) == 0)
                return false;
        } else {
            if (after == 0 && w.kind == SRC_W_NUMBER) /* «السن: 28» */
                return false;
            after += w.kind != SRC_W_MARK;
        }
    }
    return colon && before > 0 && after >= 3;
}

static bool is_short(const src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    return s.len <= HEADLINE && src_last(s) != '.' && !src_ends_sentence(s);
}

static bool is_paragraph(const src_page *p, uint32_t i)
{
    return p->lines[i].s.len >= PARAGRAPH && src_ends_sentence(p->lines[i].s);
}

/* A run of short lines between two paragraphs, in a text whose paragraphs are set apart by blank lines, and itself glued to one of them: that is where
 * content systems leave the boxes they embed (a link, its section, a video). The report's own subheadings have blank lines on both sides. Of the run, lines
 * are taken if one of it is a spoken headline or has a media mark. In the 32,804 reports, where boxes were cut out before, this finds next to nothing, and
 * so hides next to nothing. */
static void find_embedded(src_page *p, bool spaced)
{
    uint32_t runs = 0;
    for (uint32_t i = p->body > 0 ? p->body : 1; spaced && i + 1 < p->n; i++) {
        if (p->lines[i].taken || !is_short(p, i) || !(is_paragraph(p, i - 1) || p->lines[i - 1].taken))
            continue;
        uint32_t end = i;
        bool shown = false, bullet = false;
        while (end + 1 < p->n && end < i + 3 && is_short(p, end) && !p->lines[end].taken && (end == i || !p->lines[end].blank_before)) {
            str s = p->lines[end].s;
            src_word w;
            size_t at = 0;
            shown = shown || is_spoken_headline(s) || has_media_mark(s);
            bullet = bullet || !src_next_word(s, &at, &w) || w.kind != SRC_W_WORD;
            end++;
        }
        bool glued = !p->lines[i].blank_before || !p->lines[end].blank_before;
        if (shown && !bullet && glued && is_paragraph(p, end) && ++runs <= RELATED_MAX)
            for (uint32_t k = i; k < end; k++)
                src_mark_line(p, k, SRC_NOISE_RELATED);
        i = end;
    }
}

void src_find_middle(src_page *p)
{
    uint32_t captions = 0, blanks = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        bool alone = false;
        str s = p->lines[i].s;
        blanks += p->lines[i].blank_before;
        if (p->lines[i].taken || s.len > 600)
            continue;
        if (str_starts(s, STR("هذا الخبر بعنوان")) || str_starts(s, STR("هذا المقال بعنوان"))) {
            find_republication(p, i);
        } else if (is_disclaimer(s)) {
            src_mark_line(p, i, SRC_NOISE_DISCLAIMER);
        } else if (is_read_also(s, &alone)) {
            src_mark_line(p, i, SRC_NOISE_RELATED);
            for (uint32_t k = i + 1; alone && k < p->n && k < i + 6 && is_short(p, k); k++)
                src_mark_line(p, k, SRC_NOISE_RELATED);
        } else if (s.len < 60 && (str_starts(s, STR("Sputnik")) || str_starts(s, STR("REUTERS")) || str_starts(s, STR("AFP")) || str_starts(s, STR("Getty"))) &&
                   !src_ends_sentence(s) && src_count_words(s, 5) <= 4) {
            src_mark_line(p, i, SRC_NOISE_CREDIT);
        } else if (s.len < CAPTION && src_is_buttons(s) && src_count_words(s, 3) >= 2) {
            src_mark_line(p, i, SRC_NOISE_LABEL);
        } else if (i > 0 && is_short(p, i) && has_media_mark(s) && is_paragraph(p, i - 1)) {
            src_mark_line(p, i, SRC_NOISE_RELATED);
        } else if (has_caption_mark(p, s) && !src_ends_sentence(s) && src_count_words(s, 16) < 16) {
            src_mark_line(p, i, SRC_NOISE_CAPTION);
        }
    }
    bool spaced = blanks >= 3;
    /* dated captions: two neighbours or more than a handful are a chronology */
    for (uint32_t i = 1; i < p->n; i++)
        captions += p->lines[i].s.len <= CAPTION && is_dated_caption(p->lines[i].s);
    for (uint32_t i = 1; i < p->n && captions > 0 && captions <= RELATED_MAX; i++)
        if (!p->lines[i].taken && is_dated_caption(p->lines[i].s) && is_paragraph(p, i - 1) && (i + 1 == p->n || !is_dated_caption(p->lines[i + 1].s)))
            src_mark_line(p, i, SRC_NOISE_CAPTION);
    find_embedded(p, spaced);
}
