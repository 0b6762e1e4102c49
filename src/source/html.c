/* A page's report. libxml2 makes a tree of the page (html_tree.c); a walk over it, without recursion, fills two flat lists:
 *
 *     nodes    the block-level elements, each with its parent (always earlier in the list), whether it is furniture, and what text stands in it
 *     blocks   the runs of text between the edges of blocks and line breaks, each with its node and how much of it is links
 *
 * Then, as Readability does: every block that reads like a paragraph gives points to the elements it stands in (its own in full, the next half, the next a
 * third), points are cut by the share of links, and the best element holds the report; its neighbours of the same kind are taken along. What a page marks
 * as its article's body is believed. Navigation, asides, forms, figures, share boxes and comments are left out by their tags and class names; if that
 * leaves nothing, class names are not believed and the tree is walked again.
 *
 * All memory is the arena's, which may refuse anywhere; the tree is deferred to it, and freed as soon as it has been read.
 */
#include "source/html.h"

#include "base/utf8.h"
#include "source/press.h"

#include <stdlib.h>

enum { STACK_MAX = HTML_DEPTH_MAX + 2, CAPTURE_MAX = 1024, PARAGRAPH = 60 /* bytes */, BODY_LEAST = 200 };

typedef enum role { INLINE, BLOCK, PARA, HEADING, ITEM, BREAK, FURNITURE, LINK } role;

typedef struct node {
    uint32_t parent;
    bool article, body, paragraph, keep;
    uint32_t text, links; /* bytes */
    float score;
} node;

typedef struct block {
    uint32_t begin, end, links, node;
    role role;
    bool top; /* h1 */
} block;

typedef struct open_tag {
    uint32_t node;
    role role, around; /* around: of the innermost block, this one included */
    bool skip, link;
} open_tag;

typedef struct capture {
    html_field field;
    unsigned rank, depth; /* depth: 0 if not capturing */
    size_t len;
    char text[CAPTURE_MAX * 2];
} capture;

typedef struct page {
    arena *a;
    html_meta meta;
    bool believe; /* class names */
    vec(node) nodes;
    vec(block) blocks;
    char *out;
    size_t size, len, begin; /* of out; of the block being read */
    uint32_t links;
    role role;
    bool top;
    open_tag stack[STACK_MAX];
    unsigned depth;
    capture capture;
} page;

typedef struct known {
    const char *name;
    role role;
} known;

static int by_name(const void *name, const void *k)
{
    return strcmp(name, ((const known *) k)->name);
}

static role role_of(const char *name)
{
    /* in order */
    static const known table[] = {{"a", LINK},
                                  {"address", BLOCK},
                                  {"article", BLOCK},
                                  {"aside", FURNITURE},
                                  {"audio", FURNITURE},
                                  {"blockquote", BLOCK},
                                  {"body", BLOCK},
                                  {"br", BREAK},
                                  {"button", FURNITURE},
                                  {"canvas", FURNITURE},
                                  {"center", BLOCK},
                                  {"dd", ITEM},
                                  {"details", BLOCK},
                                  {"dialog", FURNITURE},
                                  {"div", BLOCK},
                                  {"dl", BLOCK},
                                  {"dt", ITEM},
                                  {"fieldset", FURNITURE},
                                  {"figcaption", FURNITURE},
                                  {"figure", FURNITURE},
                                  {"footer", FURNITURE},
                                  {"form", BLOCK},
                                  {"h1", HEADING},
                                  {"h2", HEADING},
                                  {"h3", HEADING},
                                  {"h4", HEADING},
                                  {"h5", HEADING},
                                  {"h6", HEADING},
                                  {"head", BLOCK},
                                  {"header", BLOCK},
                                  {"hr", BREAK},
                                  {"html", BLOCK},
                                  {"iframe", FURNITURE},
                                  {"li", ITEM},
                                  {"main", BLOCK},
                                  {"menu", FURNITURE},
                                  {"nav", FURNITURE},
                                  {"noframes", FURNITURE},
                                  {"noscript", FURNITURE},
                                  {"object", FURNITURE},
                                  {"ol", BLOCK},
                                  {"option", FURNITURE},
                                  {"p", PARA},
                                  {"pre", PARA},
                                  {"script", FURNITURE},
                                  {"section", BLOCK},
                                  {"select", FURNITURE},
                                  {"style", FURNITURE},
                                  {"svg", FURNITURE},
                                  {"table", BLOCK},
                                  {"tbody", BLOCK},
                                  {"td", BLOCK},
                                  {"template", FURNITURE},
                                  {"textarea", FURNITURE},
                                  {"tfoot", BLOCK},
                                  {"th", BLOCK},
                                  {"thead", BLOCK},
                                  {"title", FURNITURE},
                                  {"tr", BLOCK},
                                  {"ul", BLOCK},
                                  {"video", FURNITURE}};
    const known *k = bsearch(name, table, sizeof table / sizeof table[0], sizeof table[0], by_name);
    return k ? k->role : INLINE;
}

static bool is_block(role r)
{
    return r == BLOCK || r == PARA || r == HEADING || r == ITEM || r == FURNITURE;
}

static const char *const furniture_words[] = {
    "share",    "sharing",  "sharebar", "addthis",    "social",        "related",     "comments",        "comment",     "disqus",
    "sidebar",  "footer",   "menu",     "nav",        "navbar",        "navigation",  "breadcrumb",      "breadcrumbs", "tags",
    "taglist",  "advert",   "ads",      "ad",         "advertisement", "adsbygoogle", "newsletter",      "subscribe",   "subscription",
    "cookie",   "cookies",  "popup",    "modal",      "widget",        "recommended", "recommendations", "promo",       "banner",
    "caption",  "byline",   "author",   "date",       "meta",          "timestamp",   "print",           "copyright",   "readmore",
    "trending", "mostread", "popular",  "pagination", "hidden",        "toolbar",     "ticker",          "login",       "search",
    "gallery",  "infobox",  NULL};
static const char *const content_words[] = {"body", "content", "text", "story", "main", "wrapper", "container", "page", "layout", "row", "wrap", NULL};
static const char *const body_words[] = {"articlebody", "article", "entry", "post", "story", "text", "content", NULL};
static const char *const byline_words[] = {"byline", "author", "writer", NULL};
static const char *const date_words[] = {"date", "time", "timestamp", "published", "pubdate", NULL};
static const char *const author_words[] = {"author", NULL};
static const char *const role_words[] = {"navigation", "complementary", "banner", "contentinfo", "search", "menu", "dialog", NULL};

/* ---- reading ---- */

static void flush(page *p)
{
    while (p->len > p->begin && p->out[p->len - 1] == ' ')
        p->len--;
    size_t begin = p->begin;
    while (begin < p->len && p->out[begin] == ' ')
        begin++;
    if (p->len > begin && p->depth > 0) {
        open_tag *t = &p->stack[p->depth - 1];
        uint32_t n = (uint32_t) (p->len - begin), links = p->links < n ? p->links : n;
        *vec_push(p->a, &p->blocks) = (block){(uint32_t) begin, (uint32_t) p->len, links, t->node, p->role, p->top};
        p->nodes.at[t->node].text += n;
        p->nodes.at[t->node].links += links;
    } else {
        p->len = p->begin;
    }
    p->begin = p->len;
    p->links = 0;
}

static void end_capture(page *p)
{
    capture *c = &p->capture;
    str s = src_trim((str){c->text, c->len});
    c->depth = 0;
    if (c->field == HTML_DATE) {
        src_date d;
        char iso[16];
        if (!src_find_date(s, 0, &d))
            return;
        unsigned year = (unsigned) d.year, month = (unsigned) d.month, day = (unsigned) d.day;
        char digits[] = {(char) ('0' + year / 1000 % 10),
                         (char) ('0' + year / 100 % 10),
                         (char) ('0' + year / 10 % 10),
                         (char) ('0' + year % 10),
                         '-',
                         (char) ('0' + month / 10),
                         (char) ('0' + month % 10),
                         '-',
                         (char) ('0' + day / 10),
                         (char) ('0' + day % 10)};
        memcpy(iso, digits, sizeof digits);
        html_say(&p->meta, HTML_DATE, c->rank, (str){iso, sizeof digits});
        return;
    }
    if (c->field == HTML_BYLINE && (s.len > 200 || src_count_words(s, 13) > 12))
        return;
    if (c->field == HTML_TITLE && src_count_words(s, 2) < 2)
        return;
    html_say(&p->meta, c->field, c->rank, s);
}

static void begin_capture(page *p, html_field field, unsigned rank)
{
    if (p->capture.depth == 0 && (p->meta.rank[field] == 0 || p->meta.rank[field] > rank)) {
        p->capture.field = field;
        p->capture.rank = rank;
        p->capture.depth = p->depth;
        p->capture.len = 0;
    }
}

static void leave(page *p)
{
    bool edge = is_block(p->stack[p->depth - 1].role);
    if (edge)
        flush(p);
    p->depth--;
    if (p->capture.depth > p->depth)
        end_capture(p);
    if (!edge)
        return;
    p->role = p->stack[p->depth - 1].around;
    p->top = false;
}

static bool is_furniture(const page *p, const char *name, const html_attributes *at, bool inside_article)
{
    if (at->hidden || html_has_word(at->role, role_words))
        return true;
    if (strcmp(name, "header") == 0)
        return !inside_article;
    if (!p->believe || strcmp(name, "html") == 0 || strcmp(name, "body") == 0 || strcmp(name, "main") == 0 || strcmp(name, "article") == 0)
        return false;
    return (html_has_word(at->class_, furniture_words) || html_has_word(at->id, furniture_words)) && !html_has_word(at->class_, content_words) &&
           !html_has_word(at->id, content_words);
}

static void enter(page *p, const xmlNode *element)
{
    const char *name = (const char *) element->name;
    html_attributes at;
    role r = role_of(name);
    html_read_attributes(element, &at);
    if (strcmp(name, "meta") == 0 || strcmp(name, "link") == 0)
        html_read_meta(&p->meta, name, &at);
    if (strcmp(name, "html") == 0 && at.lang.len >= 2)
        html_say(&p->meta, HTML_LANGUAGE, 1, str_range(at.lang.ptr, 0, 2));
    if (is_block(r) || r == BREAK)
        flush(p);
    open_tag *parent = &p->stack[p->depth - 1], *tag = &p->stack[p->depth];
    bool inside_article = p->nodes.at[parent->node].article;
    tag->role = r;
    tag->around = is_block(r) ? r : parent->around;
    tag->node = parent->node;
    tag->link = parent->link || r == LINK;
    tag->skip = parent->skip || r == FURNITURE || is_furniture(p, name, &at, inside_article);
    if (is_block(r)) {
        tag->node = p->nodes.n;
        bool article = inside_article || strcmp(name, "article") == 0 || strcmp(name, "main") == 0;
        *vec_push(p->a, &p->nodes) = (node){.parent = parent->node,
                                            .article = article,
                                            .body = str_find(at.itemprop, STR("articleBody"), 0) >= 0,
                                            .paragraph = r == PARA || r == ITEM || r == HEADING,
                                            .score = html_has_word(at.class_, body_words) || html_has_word(at.id, body_words) ? 2 : 0};
        p->role = r;
        p->top = strcmp(name, "h1") == 0;
    }
    p->depth++;
    if (strcmp(name, "h1") == 0)
        begin_capture(p, HTML_TITLE, 3);
    else if (strcmp(name, "title") == 0)
        begin_capture(p, HTML_TITLE, 5);
    else if (html_has_word(at.rel, author_words) || html_has_word(at.itemprop, author_words))
        begin_capture(p, HTML_BYLINE, 3);
    else if (strcmp(name, "time") == 0 || html_has_word(at.itemprop, (const char *const[]){"datePublished", NULL})) {
        bool declared = at.itemprop.len > 0;
        html_say(&p->meta, HTML_DATE, declared ? 3 : 5, at.datetime.len > 0 ? at.datetime : at.content);
        begin_capture(p, HTML_DATE, declared ? 3 : 6);
    } else if (html_has_word(at.class_, byline_words))
        begin_capture(p, HTML_BYLINE, 4);
    else if (html_has_word(at.class_, date_words))
        begin_capture(p, HTML_DATE, 6);
}

static void read_text(page *p, str text)
{
    capture *c = &p->capture;
    if (c->depth > 0 && c->len < CAPTURE_MAX) {
        str s = text.len < CAPTURE_MAX ? text : (str){text.ptr, CAPTURE_MAX};
        while (s.len > 0 && s.len < text.len && ((unsigned char) s.ptr[s.len] & 0xC0) == 0x80)
            s.len--;
        c->len = html_fold(s, c->text, c->len);
    }
    const open_tag *t = &p->stack[p->depth - 1];
    if (t->skip || text.len > p->size - p->len)
        return;
    size_t before = p->len;
    if (p->len == p->begin) { /* folding looks at the byte before */
        while (text.len > 0 && (text.ptr[0] == ' ' || (text.ptr[0] >= '\t' && text.ptr[0] <= '\r')))
            text = str_range(text.ptr, 1, text.len);
        if (text.len == 0)
            return;
    }
    p->len = html_fold(text, p->out, p->len);
    if (t->link)
        p->links += (uint32_t) (p->len - before);
}

/* A text in the tree: JSON-LD, or what stands in the page. */
static void read_leaf(page *p, const xmlNode *n)
{
    if (strcmp((const char *) n->parent->name, "script") != 0)
        read_text(p, html_text_of(n));
    else if (p->believe)
        html_read_json_ld(&p->meta, html_text_of(n));
}

static void read_page(page *p, const xmlDoc *doc)
{
    p->nodes.n = p->blocks.n = 0;
    p->len = p->begin = 0;
    p->links = 0;
    p->role = BLOCK;
    p->top = false;
    *vec_push(p->a, &p->nodes) = (node){0};
    p->stack[0] = (open_tag){.role = BLOCK, .around = BLOCK};
    p->depth = 1;
    p->capture.depth = 0;
    const xmlNode *top = (const xmlNode *) doc, *n = doc ? doc->children : NULL;
    while (n) {
        bool element = n->type == XML_ELEMENT_NODE;
        if (element && p->depth < STACK_MAX) {
            enter(p, n);
            if (n->children) {
                n = n->children;
                continue;
            }
            leave(p);
        } else if (n->type == XML_TEXT_NODE && n->parent != top) {
            read_leaf(p, n);
        }
        for (; n != top && !n->next; n = n->parent)
            if (n->parent != top)
                leave(p);
        n = n != top ? n->next : NULL;
    }
    flush(p);
}

/* ---- choosing ---- */

static void score(page *p)
{
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        const block *b = &p->blocks.at[i];
        uint32_t len = b->end - b->begin;
        if (b->role == HEADING || len < PARAGRAPH || b->links * 2 > len)
            continue;
        str s = str_range(p->out, b->begin, b->end);
        unsigned commas = 0;
        for (ptrdiff_t at = 0; commas < 10 && (at = str_find(s, STR("،"), (size_t) at)) >= 0; at++)
            commas++;
        float points = 1 + (float) commas + (float) (len > 600 ? 600 : len) / 200;
        uint32_t n = b->node;
        if (p->nodes.at[n].paragraph)
            n = p->nodes.at[n].parent;
        for (unsigned level = 1; level <= 3; level++) {
            p->nodes.at[n].score += points / (float) level;
            if (n == 0)
                break;
            n = p->nodes.at[n].parent;
        }
    }
    for (uint32_t i = p->nodes.n; i > 1; i--) {
        node *n = &p->nodes.at[i - 1], *up = &p->nodes.at[n->parent];
        up->text += n->text;
        up->links += n->links;
    }
}

static float standing(const node *n)
{
    return n->text > 0 ? n->score * (1 - (float) n->links / (float) n->text) : 0;
}

static void choose(page *p)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < p->nodes.n; i++)
        if (standing(&p->nodes.at[i]) > standing(&p->nodes.at[best]))
            best = i;
    for (uint32_t i = 1; i < p->nodes.n; i++)
        if (p->nodes.at[i].body && p->nodes.at[i].text >= BODY_LEAST) {
            p->nodes.at[i].keep = true;
            best = i;
            break;
        }
    node *b = &p->nodes.at[best];
    b->keep = true;
    float least = standing(b) / 5 > 4 ? standing(b) / 5 : 4;
    for (uint32_t i = 1; i < p->nodes.n && best != 0 && !b->body; i++) {
        node *n = &p->nodes.at[i];
        if (n->parent == b->parent && standing(n) >= least)
            n->keep = true;
        /* a paragraph beside the best element */
        if (n->parent == b->parent && n->paragraph && n->text >= 2 * PARAGRAPH && n->links * 4 < n->text)
            n->keep = true;
    }
    for (uint32_t i = 1; i < p->nodes.n; i++)
        p->nodes.at[i].keep = p->nodes.at[i].keep || p->nodes.at[p->nodes.at[i].parent].keep;
}

static str gather(page *p, bool everything)
{
    size_t size = 1;
    for (uint32_t i = 0; i < p->blocks.n; i++)
        size += p->blocks.at[i].end - p->blocks.at[i].begin + 1;
    char *text = arena_alloc(p->a, size);
    size_t len = 0;
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        const block *b = &p->blocks.at[i];
        str s = src_trim(str_range(p->out, b->begin, b->end));
        bool links = b->links * 2 > s.len && s.len < 400;
        if (s.len == 0 || b->top || links || (!everything && !p->nodes.at[b->node].keep) || (s.len < 200 && src_is_buttons(s)))
            continue;
        if (len > 0)
            text[len++] = '\n';
        memcpy(text + len, s.ptr, s.len);
        len += s.len;
    }
    return (str){text, len};
}

static str find_text(page *p, const xmlDoc *doc)
{
    str found = STR("");
    for (unsigned round = 0; round < 2 && found.len < BODY_LEAST; round++) {
        p->believe = round == 0;
        read_page(p, doc);
        score(p);
        choose(p);
        str again = gather(p, false);
        if (again.len > found.len)
            found = again;
    }
    str body = p->meta.value[HTML_BODY];
    if (body.len > BODY_LEAST && found.len < body.len / 2)
        found = body;
    return found.len > 0 ? found : gather(p, true);
}

isn_status src_parse_html(arena *a, str text, const src_item *item, src_report *r, isn_error *err)
{
    enum { META_ROOM = 256 * 1024 };
    (void) item;
    if (text.len > SRC_HTML_MAX)
        return isn_fail(err, ISN_LIMIT, "a page of more than 16 MB", NULL, NULL);
    page *p = arena_alloc(a, sizeof *p);
    src_room room = src_room_new(a, text.len + META_ROOM);
    p->a = a;
    p->meta.room = &room;
    p->size = text.len + text.len / 4 + 8; /* a reference may be shorter than what it stands for: &nGt; */
    p->out = arena_alloc(a, p->size);
    xmlDoc *doc;
    isn_status status = html_parse(text, &doc, err);
    if (status != ISN_OK)
        return status;
    if (doc)
        arena_defer(a, html_free, doc);
    r->text = find_text(p, doc);
    arena_settle(a, doc);
    str *v = p->meta.value, seen = STR("");
    r->outlet = v[HTML_OUTLET].len > 0 ? v[HTML_OUTLET] : STR("");
    r->title = v[HTML_TITLE].len > 0 ? html_strip_outlet(v[HTML_TITLE], r->outlet, p->meta.rank[HTML_TITLE] == 5, &seen) : STR("");
    if (r->outlet.len == 0)
        r->outlet = seen;
    r->byline = v[HTML_BYLINE].len > 0 ? v[HTML_BYLINE] : STR("");
    r->url = v[HTML_URL].len > 0 ? v[HTML_URL] : STR("");
    if (v[HTML_LANGUAGE].len >= 2) {
        char code[2] = {(char) (v[HTML_LANGUAGE].ptr[0] | 32), (char) (v[HTML_LANGUAGE].ptr[1] | 32)};
        if (code[0] >= 'a' && code[0] <= 'z' && code[1] >= 'a' && code[1] <= 'z')
            r->language = arena_copy(a, (str){code, 2});
    }
    src_set_published(a, r, v[HTML_DATE], SRC_DATE_METADATA);
    return ISN_OK;
}
