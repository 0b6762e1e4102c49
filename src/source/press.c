/* The tables are few and closed: a month has the names it has. What grows with the world (people, outlets, places) is the lexicon's, which stands above
 * this room and cannot be asked here. Words are compared folded, so that أغسطس and اغسطس, إبريل and أبريل are one. */
#include "source/press.h"

#include "base/utf8.h"

bool src_is_space(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0D) || cp == 0x1A || cp == ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202F) ||
           cp == 0x205F || (cp >= 0x2060 && cp <= 0x2069) || cp == 0x3000 || cp == 0xFEFF;
}

uint32_t src_last(str s)
{
    if (s.len == 0)
        return 0;
    size_t i = s.len - 1;
    while (i > 0 && ((unsigned char) s.ptr[i] & 0xC0) == 0x80)
        i--;
    return utf8_next(s, &i);
}

str src_trim(str s)
{
    size_t i = 0;
    if (s.len == 0)
        return s;
    while (i < s.len) {
        size_t next = i;
        if (!src_is_space(utf8_next(s, &next)))
            break;
        i = next < s.len ? next : s.len; /* a limit may have cut the last code point */
    }
    s = str_range(s.ptr, i, s.len);
    while (s.len > 0) {
        size_t k = s.len - 1;
        while (k > 0 && ((unsigned char) s.ptr[k] & 0xC0) == 0x80)
            k--;
        size_t at = k;
        if (!src_is_space(utf8_next(s, &at)))
            break;
        s.len = k;
    }
    return s;
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x61F || cp == 0x2026 || cp == 0x6D4 || cp == ':' || cp == 0x60C || cp == ',' || cp == 0x61B ||
           cp == ';';
}

bool src_ends_sentence(str s)
{
    s = src_trim(s);
    for (unsigned closing = 0; closing < 4; closing++) {
        uint32_t cp = src_last(s);
        if (is_stop(cp))
            return true;
        if (cp != ')' && cp != ']' && cp != '}' && cp != '"' && cp != 0xBB && cp != 0x201D && cp != 0x201C && cp != '\'')
            return false;
        while (s.len > 0 && ((unsigned char) s.ptr[s.len - 1] & 0xC0) == 0x80)
            s.len--;
        s.len -= s.len > 0;
        s = src_trim(s);
    }
    return false;
}

/* ---- words ---- */

static int digit_of(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (int) (cp - '0');
    if (cp >= 0x660 && cp <= 0x669)
        return (int) (cp - 0x660);
    if (cp >= 0x6F0 && cp <= 0x6F9)
        return (int) (cp - 0x6F0);
    return -1;
}

static bool is_silent(uint32_t cp) /* tatweel and diacritics */
{
    return cp == 0x640 || (cp >= 0x64B && cp <= 0x65F) || cp == 0x670;
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 0x620 && cp <= 0x64A) || (cp >= 0x671 && cp <= 0x6D3) || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7) || (cp >= 0x400 && cp <= 0x4FF) || (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC);
}

static uint32_t level(uint32_t cp)
{
    switch (cp) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671: return 0x627; /* آ أ إ ٱ → ا */
    case 0x649:
    case 0x6CC: return 0x64A; /* ى ی → ي */
    case 0x629: return 0x647; /* ة → ه */
    default: return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    }
}

bool src_next_word(str s, size_t *at, src_word *ret)
{
    size_t i = *at, n = 0;
    uint32_t cp = 0;
    while (i < s.len) {
        ret->begin = i;
        cp = utf8_next(s, &i);
        if (!src_is_space(cp))
            break;
        cp = 0;
    }
    if (cp == 0 && i >= s.len) {
        *at = i;
        return false;
    }
    ret->end = i;
    ret->value = cp;
    ret->folded[0] = '\0';
    if (digit_of(cp) >= 0) {
        ret->kind = SRC_W_NUMBER;
        uint32_t v = (uint32_t) digit_of(cp);
        while (i < s.len && digit_of(cp = utf8_next(s, &i)) >= 0) {
            v = v < 100000000 ? v * 10 + (uint32_t) digit_of(cp) : v;
            ret->end = i;
        }
        ret->value = v;
    } else if (is_letter(cp) || is_silent(cp)) {
        ret->kind = SRC_W_WORD;
        for (;;) {
            if (!is_silent(cp) && n + 4 < SRC_WORD_MAX)
                n += utf8_put(level(cp), ret->folded + n);
            if (i >= s.len)
                break;
            cp = utf8_next(s, &i);
            if (!is_letter(cp) && !is_silent(cp))
                break;
            ret->end = i;
        }
        ret->folded[n] = '\0';
    } else {
        ret->kind = SRC_W_MARK;
    }
    *at = ret->end;
    return true;
}

unsigned src_count_words(str s, unsigned most)
{
    src_word w;
    unsigned n = 0;
    for (size_t at = 0; n < most && src_next_word(s, &at, &w);)
        n += w.kind != SRC_W_MARK;
    return n;
}

static bool is_one_of(const char *folded, const char *const *table, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(folded, table[i]) == 0)
            return true;
    return false;
}

#define IS_ONE_OF(folded, table) is_one_of((folded), (table), sizeof(table) / sizeof(table)[0])

/* ---- dates ---- */

/* General, Levantine, Maghrebi, Moroccan. Folded. */
static const struct {
    const char *name, *second; /* second word or NULL */
    int month;
} months[] = {
    {"يناير", NULL, 1},     {"كانون", "الثاني", 1}, {"جانفي", NULL, 1},   {"فبراير", NULL, 2},     {"شباط", NULL, 2},   {"فيفري", NULL, 2},
    {"مارس", NULL, 3},      {"اذار", NULL, 3},      {"ابريل", NULL, 4},   {"نيسان", NULL, 4},      {"افريل", NULL, 4},  {"مايو", NULL, 5},
    {"ايار", NULL, 5},      {"ماي", NULL, 5},       {"يونيو", NULL, 6},   {"يونيه", NULL, 6},      {"حزيران", NULL, 6}, {"جوان", NULL, 6},
    {"يوليو", NULL, 7},     {"يوليه", NULL, 7},     {"تموز", NULL, 7},    {"جويليه", NULL, 7},     {"يوليوز", NULL, 7}, {"اغسطس", NULL, 8},
    {"اب", NULL, 8},        {"اوت", NULL, 8},       {"غشت", NULL, 8},     {"سبتمبر", NULL, 9},     {"ايلول", NULL, 9},  {"شتنبر", NULL, 9},
    {"اكتوبر", NULL, 10},   {"تشرين", "الاول", 10}, {"نوفمبر", NULL, 11}, {"تشرين", "الثاني", 11}, {"نونبر", NULL, 11}, {"ديسمبر", NULL, 12},
    {"كانون", "الاول", 12}, {"دجنبر", NULL, 12},
};

/* The month that begins with w; *at moves behind its second word. */
static int month_of(str s, const src_word *w, size_t *at)
{
    if (w->kind != SRC_W_WORD)
        return 0;
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        if (strcmp(w->folded, months[i].name) != 0)
            continue;
        if (!months[i].second)
            return months[i].month;
        src_word next;
        size_t k = *at;
        if (src_next_word(s, &k, &next) && next.kind == SRC_W_WORD && strcmp(next.folded, months[i].second) == 0) {
            *at = k;
            return months[i].month;
        }
    }
    return 0;
}

static bool is_day(int year, int month, uint32_t day)
{
    static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= lengths[month - 1] + (month == 2 && leap ? 1u : 0u);
}

static bool is_year(uint32_t v)
{
    return v >= 1900 && v <= 2100;
}

/* Behind a day: month [/ month] [عام|سنة|،] year. */
static bool finish_named(str s, size_t at, const src_word *day, src_date *ret)
{
    static const char *const between[] = {"عام", "سنه", "من"};
    src_word w;
    int month = 0;
    if (!src_next_word(s, &at, &w) || !(month = month_of(s, &w, &at)))
        return false;
    for (unsigned steps = 0; steps < 6 && src_next_word(s, &at, &w); steps++) {
        if (w.kind == SRC_W_NUMBER) {
            if (!is_year(w.value) || !is_day((int) w.value, month, day->value))
                return false;
            *ret = (src_date){(int) w.value, month, (int) day->value, day->begin, w.end};
            return true;
        }
        if (w.kind == SRC_W_MARK ? w.value != '/' && w.value != '(' && w.value != ')' && w.value != 0x60C && w.value != ',' && w.value != '-'
                                 : !IS_ONE_OF(w.folded, between) && month_of(s, &w, &at) != month)
            return false;
    }
    return false;
}

/* Behind a year: -08-10 or /8/10. */
static bool finish_numeric(str s, size_t at, const src_word *year, src_date *ret)
{
    src_word mark, month, again, day;
    if (!src_next_word(s, &at, &mark) || mark.kind != SRC_W_MARK || (mark.value != '-' && mark.value != '/') || mark.begin != year->end ||
        !src_next_word(s, &at, &month) || month.kind != SRC_W_NUMBER || month.begin != mark.end || !src_next_word(s, &at, &again) || again.kind != SRC_W_MARK ||
        again.value != mark.value || !src_next_word(s, &at, &day) || day.kind != SRC_W_NUMBER || day.begin != again.end)
        return false;
    if (month.value < 1 || month.value > 12 || !is_day((int) year->value, (int) month.value, day.value))
        return false;
    *ret = (src_date){(int) year->value, (int) month.value, (int) day.value, year->begin, day.end};
    return true;
}

bool src_find_date(str s, size_t from, src_date *ret)
{
    src_word w;
    for (size_t at = from; src_next_word(s, &at, &w);) {
        if (w.kind != SRC_W_NUMBER)
            continue;
        if (w.value <= 31 ? finish_named(s, at, &w, ret) : is_year(w.value) && finish_numeric(s, at, &w, ret))
            return true;
    }
    return false;
}

/* ---- agencies, sections, buttons ---- */

bool src_is_agency(str s)
{
    /* Initials with their spaces or dots, as written with single spaces. "أ ب" (AP) is left out: folded it is the month آب. */
    static const char *const names[] = {
        "رويترز",   "واس",     "ا ف ب",   "اف ب",        "افب",       "د ب ا",    "دبا",          "وكالات",   "الوكالات",    "الاناضول",     "سانا",
        "تاس",      "سبوتنيك", "نوفوستي", "ريا نوفوستي", "فرانس برس", "الفرنسيه", "الالمانيه",    "شينخوا",   "اسوشيتد برس", "اسوشييتد برس", "بلومبرغ",
        "بلومبيرغ", "ارنا",    "ايرنا",   "قنا",         "وام",       "بترا",     "كونا",         "بنا",      "وفا",         "انترفاكس",     "الاسوشيتد برس",
        "reuters",  "afp",     "sputnik", "xinhua",      "tass",      "dpa",      "getty images", "bloomberg"};
    char joined[SRC_WORD_MAX * 3];
    size_t n = 0;
    src_word w;
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind == SRC_W_NUMBER)
            return false;
        if (w.kind == SRC_W_MARK) {
            if (w.value == '.' || w.value == '(' || w.value == ')' || w.value == '-' || w.value == 0x2013 || w.value == 0xAB || w.value == 0xBB ||
                w.value == '"' || w.value == 0xA9 || w.value == '*')
                continue;
            return false;
        }
        size_t len = strlen(w.folded);
        if (n + len + 2 > sizeof joined)
            return false;
        if (n > 0)
            joined[n++] = ' ';
        memcpy(joined + n, w.folded, len);
        n += len;
    }
    joined[n] = '\0';
    const char *name = strncmp(joined, "وكاله ", sizeof "وكاله " - 1) == 0 ? joined + sizeof "وكاله " - 1 : joined;
    return n > 0 && IS_ONE_OF(name, names);
}

static bool all_words(str s, const char *const *table, size_t n)
{
    src_word w;
    bool some = false;
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind == SRC_W_MARK)
            continue;
        if (w.kind == SRC_W_NUMBER || !is_one_of(w.folded, table, n))
            return false;
        some = true;
    }
    return some;
}

bool src_is_section(str s)
{
    static const char *const words[] = {"سياسه", "السياسه",   "سياسي",  "محلي",    "محليات",    "المحليات", "سوريا",    "سوريه",   "العالم",  "عالمي",
                                        "عربي",  "دولي",      "دوليات", "عربيات",  "اقتصاد",    "الاقتصاد", "رياضه",    "الرياضه", "ثقافه",   "منوعات",
                                        "مجتمع", "تكنولوجيا", "صحه",    "راي",     "اراء",      "مقالات",   "تقارير",   "اخبار",   "الاخبار", "عاجل",
                                        "فيديو", "صور",       "مناقشه", "تعليقات", "التعليقات", "الرييسيه", "الرئيسيه", "و"};
    return all_words(s, words, sizeof words / sizeof words[0]);
}

static const char *const button_words[] = {
    "شارك",     "شاركها",  "شاركه",      "مشاركه",   "انشر",     "من",     "خلال",     "علي",    "عبر",     "تويتر",     "فيسبوك", "فيس",      "بوك",
    "جوجل",     "بلس",     "واتساب",     "واتس",     "اب",       "تلغرام", "تيليجرام", "تلجرام", "لينكدان", "لينكد",     "ان",     "انستغرام", "بينتيريست",
    "ايميل",    "البريد",  "الالكتروني", "طباعه",    "اطبع",     "ارسال",  "ارسل",     "نسخ",    "الرابط",  "رابط",      "اكتب",   "رايك",     "تعليق",
    "facebook", "twitter", "whatsapp",   "telegram", "linkedin", "email",  "print",    "share",  "x",       "pinterest", "next",   "previous"};

bool src_is_buttons(str s)
{
    static const char *const links[] = {"من", "خلال", "علي", "عبر", "اب", "ان", "رابط", "الرابط", "تعليق", "البريد", "الالكتروني", "x"};
    src_word w;
    size_t at = 0;
    bool strong = false;
    while (src_next_word(s, &at, &w))
        strong = strong || (w.kind == SRC_W_WORD && !IS_ONE_OF(w.folded, links));
    return strong && all_words(s, button_words, sizeof button_words / sizeof button_words[0]);
}

size_t src_leading_buttons(str s)
{
    static const char *const networks[] = {"تويتر", "فيسبوك", "واتساب", "جوجل", "تلغرام", "facebook", "twitter", "whatsapp", "next", "previous"};
    src_word w;
    size_t end = 0;
    unsigned n = 0, named = 0;
    for (size_t at = 0; src_next_word(s, &at, &w);) {
        if (w.kind != SRC_W_WORD || !IS_ONE_OF(w.folded, button_words))
            break;
        end = w.end;
        n++;
        named += IS_ONE_OF(w.folded, networks);
    }
    return named >= 2 && n >= 2 ? end : 0;
}
