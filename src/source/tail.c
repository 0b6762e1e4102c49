/* The end of a report: what the page or the wire puts under it, taken off line by line from the bottom; and what was run together with the last sentence
 * when the page was made into one block of text. */
#include "source/furniture.h"

#include "base/utf8.h"

enum { PARAGRAPH = 100, SIGNATURE_WORDS = 7, TAIL_LINES = 24 };

/* The last occurrence of needle in the last `within` bytes of s, or -1. */
static ptrdiff_t find_last(str s, str needle, size_t within)
{
    size_t from = s.len > within ? s.len - within : 0;
    ptrdiff_t found = -1;
    for (ptrdiff_t at; (at = str_find(s, needle, from)) >= 0; from = (size_t) at + 1)
        found = at;
    return found;
}

static str before(str s, ptrdiff_t at)
{
    return src_trim(str_range(s.ptr, 0, (size_t) at));
}

static str from(str s, ptrdiff_t at)
{
    return src_trim(str_range(s.ptr, (size_t) at, s.len));
}

/* ---- inside the last lines ---- */

/* Takes the end of line i from byte `at` on; what is before it stays. */
static void cut(src_page *p, uint32_t i, ptrdiff_t at, src_noise_kind kind)
{
    str s = p->lines[i].s;
    src_mark(p, from(s, at), kind);
    p->lines[i].s = before(s, at);
    if (p->lines[i].s.len == 0)
        p->lines[i].taken = true;
}

/* "17:58 ت م" */
static bool is_clock(str s)
{
    src_word w[5];
    size_t at = 0;
    unsigned n = 0;
    while (n < 5 && src_next_word(s, &at, &w[n]))
        n++;
    return n == 5 && at == s.len && w[0].kind == SRC_W_NUMBER && w[0].value < 24 && w[1].value == ':' && w[2].kind == SRC_W_NUMBER && w[2].value < 60 &&
           strcmp(w[3].folded, "ت") == 0 && strcmp(w[4].folded, "م") == 0;
}

/* "// انتهى //": 347 reports, "// يتبع //": 24, each with a clock behind it or below. */
static void cut_wire_marks(src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    ptrdiff_t end = find_last(s, STR("//"), 64);
    ptrdiff_t begin = end > 0 ? find_last(str_range(s.ptr, 0, (size_t) end), STR("//"), 40) : -1;
    if (is_clock(s)) {
        src_mark_line(p, i, SRC_NOISE_LABEL);
        return;
    }
    if (begin < 0)
        return;
    str word = src_trim(str_range(s.ptr, (size_t) begin + 2, (size_t) end)), clock = src_trim(str_range(s.ptr, (size_t) end + 2, s.len));
    src_word w;
    size_t k = 0;
    if (!src_next_word(word, &k, &w) || k != word.len || (strcmp(w.folded, "انتهي") != 0 && strcmp(w.folded, "يتبع") != 0) ||
        (clock.len > 0 && !is_clock(clock)))
        return;
    if (clock.len > 0)
        src_mark(p, clock, SRC_NOISE_LABEL);
    p->lines[i].s = src_trim(str_range(s.ptr, 0, (size_t) end + 2));
    cut(p, i, begin, SRC_NOISE_LABEL);
}

/* "… شعبها. رابط الخبر بصحيفة الوئام: الخارجية تستدعي القائم بالأعمال": 2,090 reports, to the end of the line; "يتبع" before it goes with it. */
static void cut_link(src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    ptrdiff_t at = find_last(s, STR("رابط الخبر ب"), 800);
    if (at < 0 || str_find(s, STR(":"), (size_t) at) < 0)
        return;
    str head = before(s, at);
    if (str_ends(head, STR(" يتبع")))
        at = (ptrdiff_t) (head.len - (sizeof "يتبع" - 1));
    cut(p, i, at, SRC_NOISE_LABEL);
}

/* "… على حد سواء. سمات الأهلي": the tags of a page, 1,737 reports of one outlet; behind a full stop or closing quote, and without a stop of their own. */
static void cut_tags(src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    ptrdiff_t at = str_starts(s, STR("سمات ")) ? 0 : find_last(s, STR(" سمات "), 400);
    if (at < 0 || src_ends_sentence(s))
        return;
    str head = before(s, at);
    if (head.len == 0 || src_ends_sentence(head) || p->lines[i].s.ptr[at > 0 ? at - 1 : 0] == ' ' || src_last(head) == 0xBB || src_last(head) == '"' ||
        src_last(head) == ')')
        cut(p, i, at, SRC_NOISE_LABEL);
}

/* "… لتنفيذ الهجوم. (الأناضول)", "… التفاصيل. -رويترز-", "… كاليفورنيا. أ ف ب", and a writer's initials "… تعبيرها. ع ب م": 30 reports. */
static void cut_credit(src_page *p, uint32_t i)
{
    enum { NEAR = 60 };
    static const str opens[] = {SRC_STR("("), SRC_STR(" -"), SRC_STR(" – "), SRC_STR(".-")};
    str s = p->lines[i].s;
    for (size_t k = 0; k < sizeof opens / sizeof opens[0]; k++) {
        ptrdiff_t at = find_last(s, opens[k], NEAR);
        if (at <= 0)
            continue;
        at += k == 3;
        str tail = from(s, at), head = before(s, at);
        bool closed = k == 0 ? str_ends(tail, STR(")")) || str_ends(tail, STR(").")) : true;
        if (closed && src_is_agency(tail) && (k == 0 || src_ends_sentence(head))) {
            src_credit(p, tail);
            cut(p, i, at, SRC_NOISE_CREDIT);
            return;
        }
    }
    /* single letters behind the last stop */
    size_t end = s.len, letters = 0;
    str head = s;
    while (letters < 5) {
        size_t k = head.len;
        if (k < 3 || ((unsigned char) head.ptr[k - 2] & 0xE0) != 0xC0 || head.ptr[k - 3] != ' ')
            break;
        size_t at = k - 2;
        uint32_t cp = utf8_next(head, &at);
        if (cp < 0x621 || cp > 0x64A)
            break;
        end = k - 2;
        head = src_trim(str_range(s.ptr, 0, end));
        letters++;
    }
    if (letters >= 2 && letters <= 4 && src_ends_sentence(head)) {
        str tail = from(s, (ptrdiff_t) end);
        if (src_is_agency(tail))
            src_credit(p, tail);
        cut(p, i, (ptrdiff_t) end, SRC_NOISE_CREDIT);
    }
}

/* "… تعبيره. صورة الأول في المدينة  صورة الثاني": captions behind the last stop, when nothing behind it is a sentence. */
static void cut_captions(src_page *p, uint32_t i)
{
    enum { NEAR = 600, EACH = 200 };
    str s = p->lines[i].s;
    if (src_ends_sentence(s))
        return;
    size_t start = s.len > NEAR ? s.len - NEAR : 0;
    for (ptrdiff_t at; (at = str_find(s, STR("صورة "), start)) >= 0; start = (size_t) at + 1) {
        str head = before(s, at), tail = from(s, at);
        uint32_t last = src_last(head);
        if (head.len > 0 && (last == '.' || last == 0xBB || last == '"' || last == '!') && src_ends_sentence(head) && str_find(tail, STR("."), 0) < 0 &&
            str_find(tail, STR("،"), 0) < 0) {
            size_t piece = (size_t) at;
            for (;;) {
                ptrdiff_t next = str_find(s, STR("صورة "), piece + 1);
                str one = src_trim(str_range(s.ptr, piece, next < 0 ? s.len : (size_t) next));
                if (one.len > EACH)
                    return;
                src_mark(p, one, SRC_NOISE_CAPTION);
                if (next < 0)
                    break;
                piece = (size_t) next;
            }
            p->lines[i].s = head;
            return;
        }
    }
}

/* ---- whole lines ---- */

static bool is_contact(str s)
{
    /* "name@paper.com", "twitter:@name", "لمراسلة الكاتب: …": 246 and 17 reports */
    if (s.len > 160)
        return false;
    if (str_starts(s, STR("لمراسلة الكاتب")) || str_starts(s, STR("للتواصل مع الكاتب")) || str_starts(s, STR("البريد الإلكتروني")))
        return true;
    bool sign = memchr(s.ptr, '@', s.len) != NULL, address = str_starts(s, STR("http://")) || str_starts(s, STR("https://")) || str_starts(s, STR("www."));
    for (size_t i = 0; i < s.len && (sign || address); i++)
        if ((unsigned char) s.ptr[i] >= 0x80)
            return false;
    return (sign && src_count_words(s, 12) < 12) || (address && !memchr(s.ptr, ' ', s.len));
}

/* "...المزيد": 115 reports; "لقراءة الحوار كاملا أنقر هنا". */
static bool is_more(str s)
{
    while (s.len > 0 && s.ptr[0] == '.')
        s = str_range(s.ptr, 1, s.len);
    s = src_trim(s);
    return str_eq(s, STR("المزيد")) || str_eq(s, STR("للمزيد")) || str_eq(s, STR("اقرأ المزيد")) ||
           (s.len < 160 && str_starts(s, STR("لقراءة ")) && !src_ends_sentence(s)) || (s.len < 160 && str_starts(s, STR("لمشاهدة ")) && !src_ends_sentence(s));
}

/* "* خدمة «نيويورك تايمز»": 66 reports, "* بالاتفاق مع «بلومبيرغ»": 11, "خاص بـ«الشرق الأوسط»": 14, "(رويترز)", "المصدر: وكالات", "نقلا عن مجلة فوربس",
 * "(تصوير: …)": 20. */
static bool take_credit(src_page *p, uint32_t i)
{
    static const struct {
        str start;
        bool named;
    } table[] = {{SRC_STR("خدمة"), true},    {SRC_STR("بالاتفاق مع"), true}, {SRC_STR("خاص ب"), false},  {SRC_STR("المصدر"), true},
                 {SRC_STR("المصدر"), true},  {SRC_STR("نقلا عن"), true},     {SRC_STR("نقلاً عن"), true}, {SRC_STR("تصوير"), false},
                 {SRC_STR("الصور:"), false}, {SRC_STR("تحرير:"), false},     {SRC_STR("ترجمة:"), false}};
    str s = p->lines[i].s;
    if (s.len > 160 || src_count_words(s, 9) > 8)
        return false;
    if (src_is_agency(s)) {
        src_credit(p, s);
        src_mark_line(p, i, SRC_NOISE_CREDIT);
        return true;
    }
    str bare = s;
    while (bare.len > 0 && (bare.ptr[0] == '*' || bare.ptr[0] == '(' || bare.ptr[0] == '-' || bare.ptr[0] == ' '))
        bare = str_range(bare.ptr, 1, bare.len);
    if (str_starts(bare, STR("•")))
        bare = src_trim(str_range(bare.ptr, 3, bare.len));
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        if (!str_starts(bare, table[k].start))
            continue;
        str name = src_trim(str_range(bare.ptr, table[k].start.len, bare.len));
        bool colon = str_starts(name, STR(":")), quote = str_starts(name, STR("«")) || str_starts(name, STR("{")) || str_starts(name, STR("\""));
        /* the word must be alone before its name: «تصوير:», not «تصوير الفيلم» */
        bool shape = k <= 1 ? quote || colon : k == 2 ? str_find(name, STR("«"), 0) >= 0 || str_find(name, STR("{"), 0) >= 0 : k == 5 || k == 6 ? true : colon;
        if (!shape || src_ends_sentence(name))
            continue;
        if (table[k].named) {
            while (name.len > 0 && (name.ptr[0] == ':' || name.ptr[0] == '{' || name.ptr[0] == ' '))
                name = str_range(name.ptr, 1, name.len);
            while (name.len > 0 && (name.ptr[name.len - 1] == '}' || name.ptr[name.len - 1] == ')'))
                name.len--;
            src_credit(p, name);
        }
        src_mark_line(p, i, SRC_NOISE_CREDIT);
        return true;
    }
    return false;
}

/* "للتواصل مع الكاتب ارسل رسالة SMS …", "للتواصل أرسل sms إلى 88548 …" and the numbers below it: 230 reports of two papers. */
static void take_short_numbers(src_page *p)
{
    uint32_t low = p->n > 10 ? p->n - 10 : 0;
    for (uint32_t i = low > p->body ? low : p->body; i < p->n; i++) {
        str s = p->lines[i].s;
        if (s.len < 400 && str_starts(s, STR("للتواصل")) && (str_find(s, STR("SMS"), 0) >= 0 || str_find(s, STR("sms"), 0) >= 0)) {
            for (uint32_t k = i; k < p->n; k++)
                if (p->lines[k].s.len < 400)
                    src_mark_line(p, k, SRC_NOISE_LABEL);
            return;
        }
    }
}

/* "سوريا محلي / سياسة / سوريا محلي / سياسة", "مناقشة": section labels, known words or repeated lines of up to three words. */
static void take_labels(src_page *p)
{
    uint32_t first = p->n;
    while (first > p->body + 1 && p->n - first < TAIL_LINES) {
        str s = p->lines[first - 1].s;
        if (s.len > 60 || src_count_words(s, 4) > 3 || src_count_words(s, 1) == 0 || src_ends_sentence(s))
            break;
        first--;
    }
    bool repeats = false;
    for (uint32_t i = first; i < p->n; i++)
        for (uint32_t k = first; k < i; k++)
            repeats = repeats || str_eq(p->lines[i].s, p->lines[k].s);
    for (uint32_t i = p->n; i > first; i--) {
        if (!p->lines[i - 1].taken && !src_is_section(p->lines[i - 1].s) && !(repeats && p->n - first <= 8))
            break;
        src_mark_line(p, i - 1, SRC_NOISE_LABEL);
    }
}

/* The writer's name, office or town, or a caption, alone under a paragraph that has ended: "– ليلى سالم", "* باحث اجتماعي", "د. سامي حداد". 540 reports. */
static void take_signature(src_page *p, uint32_t i)
{
    str s = p->lines[i].s;
    if (i <= p->body || s.len > 120 || src_count_words(s, SIGNATURE_WORDS + 1) > SIGNATURE_WORDS || src_ends_sentence(s))
        return;
    const src_line *above = &p->lines[i - 1];
    if (above->taken || above->s.len < PARAGRAPH || !src_ends_sentence(above->s) || src_last(above->s) == ':' || src_last(above->s) == 0x60C)
        return;
    src_word w;
    size_t at = 0;
    if (!src_next_word(s, &at, &w) || w.kind == SRC_W_NUMBER)
        return;
    static const str dashes[] = {SRC_STR(" - "), SRC_STR(" – "), SRC_STR(" — "), SRC_STR(" ـ ")};
    bool dashed = false;
    for (size_t k = 0; k < sizeof dashes / sizeof dashes[0]; k++)
        dashed = dashed || str_find(s, dashes[k], 1) > 0;
    bool bullet = w.kind == SRC_W_MARK;
    if (dashed && !bullet && p->r->byline.len == 0)
        p->r->byline = arena_copy(p->a, s);
    src_mark_line(p, i, dashed || bullet ? SRC_NOISE_BYLINE : SRC_NOISE_CAPTION);
}

void src_find_tail(src_page *p)
{
    if (!p->all)
        return;
    take_short_numbers(p);
    take_labels(p);
    uint32_t i = p->n;
    for (unsigned steps = 0; i > p->body && steps < TAIL_LINES; steps++) {
        uint32_t k = i - 1;
        src_line *l = &p->lines[k];
        if (!l->taken) {
            cut_wire_marks(p, k);
            cut_link(p, k);
            if (!l->taken)
                cut_tags(p, k);
        }
        if (l->taken || l->s.len == 0) {
            l->taken = true;
            i--;
        } else if (is_contact(l->s) || is_more(l->s) || (src_is_buttons(l->s) && l->s.len < 200)) {
            src_mark_line(p, k, SRC_NOISE_LABEL);
            i--;
        } else if (k > p->body && take_credit(p, k)) {
            i--;
        } else {
            break;
        }
    }
    if (i <= p->body)
        return;
    cut_credit(p, i - 1);
    if (p->lines[i - 1].s.len > 0)
        cut_captions(p, i - 1);
    if (!p->lines[i - 1].taken)
        take_signature(p, i - 1);
}
