/* What a page says of itself, and whom to believe. A field's witnesses are ranked; the lowest rank wins, the first among equals:
 *
 *              1            2                 3                    4                  5 …
 *   title      og:title     JSON-LD           h1                   twitter:title      <title>
 *   outlet     og:site_name JSON-LD publisher application-name     meta publisher     end of <title>
 *   byline     JSON-LD      meta author       rel=author, itemprop class byline
 *   date       JSON-LD      article:published itemprop             meta date …        <time datetime>, then its words
 *   url        canonical    og:url            JSON-LD
 *
 * The encoding that it declares is looked for in its first bytes, before anything is read.
 */
#include "source/html.h"

#include "base/json.h"
#include "base/utf8.h"
#include "source/press.h"

#include <strings.h>

enum { VALUE_MAX = 4096, SCRIPT_MAX = 1024 * 1024, SCRIPTS_MAX = 32, LD_DEPTH = 6 };

void html_say(html_meta *m, html_field field, unsigned rank, str text)
{
    if (m->rank[field] != 0 && m->rank[field] <= rank)
        return;
    text = str_trim(text);
    if (field != HTML_BODY && text.len > VALUE_MAX) {
        text.len = VALUE_MAX;
        while (text.len > 0 && ((unsigned char) text.ptr[text.len] & 0xC0) == 0x80)
            text.len--;
    }
    if (text.len == 0 || text.len >= m->room->left)
        return;
    size_t n = html_fold(text, m->room->at, 0);
    str value = src_trim((str){m->room->at, n});
    bool address = str_starts(value, STR("http://")) || str_starts(value, STR("https://"));
    if (value.len == 0 || (address && field != HTML_URL && field != HTML_BODY) || (!address && field == HTML_URL))
        return;
    if (field == HTML_DATE && (value.len < 4 || value.ptr[0] < '0' || value.ptr[0] > '9'))
        return;
    m->room->at += n;
    m->room->left -= n;
    m->value[field] = value;
    m->rank[field] = rank;
}

static bool is(str s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.ptr, name, s.len) == 0;
}

void html_read_meta(html_meta *m, const char *tag, const html_attributes *at)
{
    static const struct {
        const char *name;
        html_field field;
        unsigned rank;
    } table[] = {{"og:title", HTML_TITLE, 1},
                 {"twitter:title", HTML_TITLE, 4},
                 {"dc.title", HTML_TITLE, 4},
                 {"headline", HTML_TITLE, 3},
                 {"og:site_name", HTML_OUTLET, 1},
                 {"application-name", HTML_OUTLET, 3},
                 {"publisher", HTML_OUTLET, 4},
                 {"dc.publisher", HTML_OUTLET, 4},
                 {"author", HTML_BYLINE, 2},
                 {"article:author", HTML_BYLINE, 2},
                 {"dc.creator", HTML_BYLINE, 2},
                 {"byl", HTML_BYLINE, 2},
                 {"parsely-author", HTML_BYLINE, 2},
                 {"article:published_time", HTML_DATE, 2},
                 {"og:article:published_time", HTML_DATE, 2},
                 {"datepublished", HTML_DATE, 3},
                 {"date", HTML_DATE, 4},
                 {"pubdate", HTML_DATE, 4},
                 {"publishdate", HTML_DATE, 4},
                 {"publish-date", HTML_DATE, 4},
                 {"publish_date", HTML_DATE, 4},
                 {"publication_date", HTML_DATE, 4},
                 {"dc.date", HTML_DATE, 4},
                 {"dc.date.issued", HTML_DATE, 4},
                 {"dcterms.created", HTML_DATE, 4},
                 {"dcterms.date", HTML_DATE, 4},
                 {"sailthru.date", HTML_DATE, 4},
                 {"parsely-pub-date", HTML_DATE, 4},
                 {"article.published", HTML_DATE, 4},
                 {"article:published", HTML_DATE, 4},
                 {"og:url", HTML_URL, 2},
                 {"og:locale", HTML_LANGUAGE, 2},
                 {"content-language", HTML_LANGUAGE, 3},
                 {"dc.language", HTML_LANGUAGE, 3}};
    if (strcmp(tag, "link") == 0) {
        if (is(at->rel, "canonical"))
            html_say(m, HTML_URL, 1, at->href);
        return;
    }
    if (at->content.len == 0)
        return;
    str names[] = {at->property, at->name, at->itemprop, at->http_equiv};
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; names[k].len > 0 && i < sizeof table / sizeof table[0]; i++)
            if (is(names[k], table[i].name))
                html_say(m, table[i].field, table[i].rank, at->content);
}

/* ---- JSON-LD ---- */

/* Its strings are text by its rules and markup by the habits of those who fill them: "قمة &quot;الماء&quot;", "<p>…</p>". */
static void say_json(html_meta *m, html_field field, unsigned rank, str text)
{
    if (m->rank[field] != 0 && m->rank[field] <= rank)
        return;
    if (str_find(text, STR("&"), 0) >= 0 || str_find(text, STR("<"), 0) >= 0)
        text = (str){m->room->at, html_plain(text, m->room->at, m->room->left)}; /* folded once more in its place */
    html_say(m, field, rank, text);
}

static bool is_type(const json_value *o, const char *word)
{
    const json_value *t = json_member(o, "@type");
    size_t n = json_length(t);
    for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
        str s = n > 0 ? json_text(json_item(t, i)) : json_text(t);
        if (str_find(s, str_of(word), 0) >= 0)
            return true;
    }
    return false;
}

/* A name given as a string, an object with a name, or a list of either; lists are joined. */
static void say_names(html_meta *m, html_field field, unsigned rank, const json_value *v)
{
    enum { MOST = 8 };
    char joined[512];
    size_t len = 0, n = json_length(v);
    for (size_t i = 0; i < (n > 0 ? n : 1) && i < MOST; i++) {
        const json_value *one = n > 0 ? json_item(v, i) : v;
        str s = json_holds_object(one) ? json_get(one, "name") : json_text(one);
        if (s.len == 0 || len + s.len + 3 > sizeof joined)
            continue;
        if (len > 0) {
            memcpy(joined + len, "، ", 3);
            len += 3;
        }
        memcpy(joined + len, s.ptr, s.len);
        len += s.len;
    }
    say_json(m, field, rank, (str){joined, len});
}

static void read_object(html_meta *m, const json_value *v, unsigned depth)
{
    enum { MOST = 64 };
    if (depth > LD_DEPTH)
        return;
    for (size_t i = 0; i < json_length(v) && i < MOST; i++)
        read_object(m, json_item(v, i), depth + 1);
    if (!json_holds_object(v))
        return;
    if (json_length(json_member(v, "@graph")) > 0)
        read_object(m, json_member(v, "@graph"), depth + 1);
    if (is_type(v, "Article") || is_type(v, "BlogPosting") || is_type(v, "Report")) {
        say_json(m, HTML_TITLE, 2, json_get(v, "headline"));
        say_json(m, HTML_DATE, 1, json_get(v, "datePublished"));
        say_json(m, HTML_LANGUAGE, 1, json_get(v, "inLanguage"));
        say_json(m, HTML_BODY, 1, json_get(v, "articleBody"));
        say_names(m, HTML_BYLINE, 1, json_member(v, "author"));
        say_names(m, HTML_OUTLET, 2, json_member(v, "publisher"));
        const json_value *page = json_member(v, "mainEntityOfPage");
        say_json(m, HTML_URL, 3, json_holds_object(page) ? json_get(page, "@id") : json_text(page));
        say_json(m, HTML_URL, 3, json_get(v, "url"));
    } else if (is_type(v, "NewsMediaOrganization") || is_type(v, "WebSite")) {
        say_json(m, HTML_OUTLET, 4, json_get(v, "name"));
    } else if (is_type(v, "WebPage")) {
        say_json(m, HTML_DATE, 3, json_get(v, "datePublished"));
        read_object(m, json_member(v, "mainEntity"), depth + 1);
    }
}

void html_read_json_ld(html_meta *m, str script)
{
    json_value *v = NULL;
    if (script.len > SCRIPT_MAX || m->scripts++ >= SCRIPTS_MAX || json_parse(script, &v, NULL) != ISN_OK)
        return;
    read_object(m, v, 0); /* copies into the room, which cannot refuse, while the tree lives */
    json_free(v);
}

/* ---- the title ---- */

static bool same(str a, str b)
{
    a = src_trim(a);
    b = src_trim(b);
    return a.len > 0 && str_eq(a, b);
}

str html_strip_outlet(str title, str outlet, bool guess, str *ret_outlet)
{
    static const str marks[] = {SRC_STR(" | "), SRC_STR(" - "), SRC_STR(" – "), SRC_STR(" — "), SRC_STR(" :: "), SRC_STR(" » "), SRC_STR(" « "), SRC_STR("|")};
    enum { OUTLET_WORDS = 4, TITLE_WORDS = 3 };
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
        ptrdiff_t last = -1;
        for (ptrdiff_t at = 0; (at = str_find(title, marks[k], (size_t) at)) >= 0; at++)
            last = at;
        if (last <= 0)
            continue;
        str head = src_trim(str_range(title.ptr, 0, (size_t) last)), tail = src_trim(str_range(title.ptr, (size_t) last + marks[k].len, title.len));
        bool known = same(tail, outlet);
        if (known || (guess && outlet.len == 0 && src_count_words(tail, OUTLET_WORDS + 1) <= OUTLET_WORDS &&
                      src_count_words(head, TITLE_WORDS) >= TITLE_WORDS && tail.len > 0)) {
            *ret_outlet = tail;
            return head;
        }
        if (same(head, outlet)) {
            *ret_outlet = head;
            return tail;
        }
    }
    return title;
}

/* ---- the encoding ---- */

bool src_html_charset(str bytes, char *name, size_t size)
{
    enum { NEAR = 4096 };
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    str s = {bytes.ptr, bytes.len < NEAR ? bytes.len : NEAR};
    for (size_t i = 0; i + 8 < s.len; i++) {
        if (strncasecmp(s.ptr + i, "charset=", 8) != 0)
            continue;
        size_t n = 0;
        for (i += 8; i < s.len && (s.ptr[i] == '"' || s.ptr[i] == '\'' || s.ptr[i] == ' '); i++)
            ;
        for (; i < s.len && n + 1 < size && s.ptr[i] != '\0' && strchr(letters, s.ptr[i]); i++)
            name[n++] = s.ptr[i];
        name[n] = '\0';
        /* Pages that declare UTF-8 and are not, and Arabic pages that declare a Latin set, are told by their letters. */
        return n > 0 && strncasecmp(name, "utf", 3) != 0 && strncasecmp(name, "iso-8859-1", n) != 0 && strcasecmp(name, "windows-1252") != 0 &&
               strcasecmp(name, "us-ascii") != 0 && strncasecmp(name, "iso-2022", 8) != 0;
    }
    return false;
}
