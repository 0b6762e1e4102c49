/* libxml2's HTML parser, made safe for pages from anywhere. The page goes in as UTF-8 and comes out as libxml2's tree; in between stand four guards:
 *
 *     text ──feed()──▶ parser ──begin(), end(), raw()──▶ tree
 *                         └─────complain()
 *
 *   feed      hands the text over in pieces, control characters as blanks. Once a limit is passed it hands over no more, so that the parser ends by itself.
 *   begin     keeps of the attributes those that anything here asks for, and of the elements nested too deep nothing but an empty one where a block or a
 *             line begins: their text goes to the element above. So the tree has a bounded depth and cannot grow out of proportion.
 *   raw       keeps of what stands in script and style JSON-LD alone.
 *   complain  the parser looks for the beginning of each end tag among all open elements, and complains of those it does not find. Steps are counted, for
 *             with a million open elements and as many such end tags this is hours.
 *
 * Comments, processing instructions and the document type are not kept: nobody asks for them, and the parser is slow behind a row of comments. It also
 * compares each attribute with all others of its tag, and keeps all names in a table of a fixed size; so their numbers have limits.
 *
 * Nothing here takes memory from an arena, so nothing here can be left half-way.
 */
#include "source/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <strings.h>

enum {
    NODES_MAX = 1024 * 1024,      /* elements, and attributes kept */
    ATTRIBUTES_MAX = 2048,        /* of one tag, roughly: the parser's table is watched, which grows by doubling */
    NAMES_MAX = 64 * 1024,        /* different ones of elements and attributes; the parser's table of them does not grow with them */
    STEPS_MAX = 64 * 1024 * 1024, /* among open elements: some seconds at the most */
    KEPT_MAX = 16                 /* attributes of one tag that are kept */
};

static const struct {
    const char *name;
    size_t to;
} attributes[] = {
    {"class", offsetof(html_attributes, class_)},  {"content", offsetof(html_attributes, content)},   {"datetime", offsetof(html_attributes, datetime)},
    {"hidden", offsetof(html_attributes, hidden)}, {"href", offsetof(html_attributes, href)},         {"http-equiv", offsetof(html_attributes, http_equiv)},
    {"id", offsetof(html_attributes, id)},         {"itemprop", offsetof(html_attributes, itemprop)}, {"lang", offsetof(html_attributes, lang)},
    {"name", offsetof(html_attributes, name)},     {"property", offsetof(html_attributes, property)}, {"rel", offsetof(html_attributes, rel)},
    {"role", offsetof(html_attributes, role)},     {"type", offsetof(html_attributes, type)}};

enum { N_ATTRIBUTES = sizeof attributes / sizeof attributes[0] };

typedef struct guard {
    xmlParserCtxt *parser;
    str left; /* not yet handed over */
    unsigned depth, nodes;
    uint64_t steps;
    bool json_ld; /* in such a script */
    bool no_memory;
    const char *over; /* the limit that was passed */
} guard;

static int find_attribute(const xmlChar *name)
{
    for (int i = 0; i < N_ATTRIBUTES && attributes[i].name[0] <= (char) name[0]; i++)
        if (strcmp(attributes[i].name, (const char *) name) == 0)
            return i;
    return -1;
}

static bool is(const xmlChar *name, const char *other)
{
    return strcmp((const char *) name, other) == 0;
}

/* ---- the guards ---- */

/* "<![if !IE]>", "<!x", "</ ": what HTML calls a bogus comment is text to the parser, so it is given a processing instruction, which it knows. */
static void mend(char *s, int n)
{
    for (int i = 0; i < n; i++) {
        char c = s[i];
        if ((unsigned char) c < 0x20 && c != '\n' && c != '\t' && c != '\r')
            s[i] = ' ';
        if (c != '<' || n - i < 3)
            continue;
        char mark = s[i + 1], next = s[i + 2], low = (char) (next | 0x20);
        bool comment = next == '-' && n - i > 3 && s[i + 3] == '-';
        if ((mark == '!' && !comment && low != 'd') || (mark == '/' && (low < 'a' || low > 'z')))
            memcpy(s + i, next == '>' ? "   " : "<?x", 3);
    }
}

/* Pieces do not end within what mend() must see whole. */
static int feed(void *context, char *buffer, int size)
{
    guard *g = context;
    if (g->parser->maxatts > 2 * ATTRIBUTES_MAX)
        g->over = "a tag of too many attributes";
    if (xmlDictSize(g->parser->dict) > NAMES_MAX)
        g->over = "a page of too many names of elements and attributes";
    if (g->over || g->no_memory)
        return 0;
    size_t n = g->left.len < (size_t) size ? g->left.len : (size_t) size;
    for (size_t back = 1; n < g->left.len && n > 4 && back < 4; back++)
        if (g->left.ptr[n - back] == '<') {
            n -= back;
            break;
        }
    memcpy(buffer, g->left.ptr, n);
    mend(buffer, (int) n);
    g->left = str_range(g->left.ptr, n, g->left.len);
    return (int) n;
}

/* A parser without memory stands still, and some of its loops wait for it to move; only a stopped one has no text left. This helps where it can: libxml2
 * 2.9 has other places that hang or fall when malloc refuses, with any caller. */
static void stop_without_memory(guard *g)
{
    if (g->no_memory && g->parser->errNo != XML_ERR_USER_STOP)
        xmlStopParser(g->parser);
}

static void begin(void *context, const xmlChar *name, const xmlChar **given)
{
    xmlParserCtxt *parser = context;
    guard *g = parser->_private;
    const xmlChar *kept[2 * KEPT_MAX + 2];
    size_t n = 0;
    g->depth++;
    if (g->depth > HTML_DEPTH_MAX) {
        const htmlElemDesc *d = htmlTagLookup(name);
        g->json_ld = false;
        if (!d || (d->isinline && !is(name, "br")))
            return;
        given = NULL;
    }
    for (size_t i = 0; given && given[i] && n < 2 * KEPT_MAX; i += 2)
        if (find_attribute(given[i]) >= 0) {
            kept[n++] = given[i];
            kept[n++] = given[i + 1];
        }
    kept[n] = kept[n + 1] = NULL;
    g->nodes += 1 + (unsigned) n / 2;
    if (g->nodes > NODES_MAX) {
        g->over = "a page of too many elements";
        return;
    }
    xmlSAX2StartElement(context, name, n > 0 ? kept : NULL);
    stop_without_memory(g);
    if (g->depth > HTML_DEPTH_MAX) {
        xmlSAX2EndElement(context, name);
        return;
    }
    g->json_ld = false;
    for (size_t i = 0; i < n && is(name, "script"); i += 2)
        g->json_ld = g->json_ld || (is(kept[i], "type") && kept[i + 1] && strstr((const char *) kept[i + 1], "ld+json"));
}

static void end(void *context, const xmlChar *name)
{
    guard *g = ((xmlParserCtxt *) context)->_private;
    if (g->depth <= HTML_DEPTH_MAX)
        xmlSAX2EndElement(context, name);
    if (g->depth > 0)
        g->depth--;
}

static void characters(void *context, const xmlChar *text, int len)
{
    xmlSAX2Characters(context, text, len);
    stop_without_memory(((xmlParserCtxt *) context)->_private);
}

static void raw(void *context, const xmlChar *text, int len)
{
    const guard *g = ((xmlParserCtxt *) context)->_private;
    if (g->json_ld)
        characters(context, text, len);
}

/* Called for every complaint of the parser, also for those about missing memory. */
#if LIBXML_VERSION >= 21200
static void complain(void *context, const xmlError *e)
#else
static void complain(void *context, xmlError *e)
#endif
{
    guard *g = context;
    int code = e ? e->code : XML_ERR_OK;
    if (code == XML_ERR_NO_MEMORY) {
        g->no_memory = true;
        if (g->parser && g->parser->instate == XML_PARSER_EOF && e->domain == XML_FROM_PARSER) /* not from the midst of its input's buffers */
            stop_without_memory(g);
    }
    if (code != XML_ERR_TAG_NAME_MISMATCH && code != XML_HTML_STRUCURE_ERROR)
        return;
    g->steps += g->depth;
    if (g->steps > STEPS_MAX && !g->over) {
        g->over = "a page of too many tags that end nothing";
        xmlStopParser(g->parser); /* what is in its buffer may be a thousand more */
    }
}

/* ---- the tree ---- */

isn_status html_parse(str text, xmlDoc **ret, isn_error *err)
{
    enum {
        OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT |
                  HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE
    };
    *ret = NULL;
    guard g = {.left = text};
    /* this thread's handler, not the parser's: libxml2 asks it also where it has no parser at hand, and would print otherwise */
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *handlers = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&g, complain);
    xmlDoc *doc = NULL;
    bool no_memory = true;
    g.parser = htmlNewParserCtxt();
    if (g.parser) {
        xmlSAXHandler *sax = g.parser->sax;
        g.parser->_private = &g;
        g.parser->loadsubset |= XML_SKIP_IDS; /* its table of ids is of a fixed size too */
        sax->startElement = begin;
        sax->endElement = end;
        sax->characters = sax->ignorableWhitespace = characters;
        sax->cdataBlock = raw;
        sax->comment = NULL;
        sax->processingInstruction = NULL;
        sax->internalSubset = NULL;
        doc = htmlCtxtReadIO(g.parser, feed, NULL, &g, NULL, "UTF-8", OPTIONS);
        no_memory = g.no_memory || g.parser->errNo == XML_ERR_NO_MEMORY;
        htmlFreeParserCtxt(g.parser);
    }
    xmlSetStructuredErrorFunc(handlers, handler);
    if (!g.over && !no_memory) {
        *ret = doc;
        return ISN_OK;
    }
    xmlFreeDoc(doc);
    return g.over ? isn_fail(err, ISN_LIMIT, g.over, NULL, NULL) : ISN_NOMEM;
}

void html_free(void *doc)
{
    xmlFreeDoc(doc);
}

str html_text_of(const xmlNode *n)
{
    const char *s = n ? (const char *) n->content : NULL;
    return s ? str_of(s) : STR("");
}

void html_read_attributes(const xmlNode *n, html_attributes *ret)
{
    memset(ret, 0, sizeof *ret);
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        int i = find_attribute(a->name);
        if (i < 0)
            continue;
        if (is(a->name, "hidden"))
            ret->hidden = true;
        else
            *(str *) (void *) ((char *) ret + attributes[i].to) = html_text_of(a->children);
    }
}

/* ---- text ---- */

size_t html_fold(str in, char *out, size_t len)
{
    for (size_t i = 0; i < in.len; i++) {
        unsigned char c = (unsigned char) in.ptr[i], next = c == 0xC2 && i + 1 < in.len ? (unsigned char) in.ptr[i + 1] : 0;
        if (c <= ' ' || next == 0xA0) {
            if (len > 0 && out[len - 1] != ' ')
                out[len++] = ' ';
        } else if (next != 0xAD) {
            out[len++] = (char) c;
        }
        i += next == 0xA0 || next == 0xAD;
    }
    return len;
}

size_t html_plain(str markup, char *out, size_t size)
{
    xmlDoc *doc;
    size_t len = 0;
    if (html_parse(markup, &doc, NULL) != ISN_OK)
        return 0;
    const xmlNode *top = (const xmlNode *) doc, *n = doc ? doc->children : NULL;
    while (n) {
        str s = n->type == XML_TEXT_NODE ? html_text_of(n) : STR(" "); /* an edge of elements may be one of paragraphs */
        if (s.len < size - len)
            len = html_fold(s, out, len);
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next)
            n = n->parent;
        n = n != top ? n->next : NULL;
    }
    xmlFreeDoc(doc);
    return len;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool html_has_word(str list, const char *const *table)
{
    size_t i = 0;
    while (i < list.len) {
        size_t first = i;
        while (i < list.len && is_letter(list.ptr[i]))
            i++;
        for (size_t t = 0; i > first && table[t]; t++)
            if (strlen(table[t]) == i - first && strncasecmp(table[t], list.ptr + first, i - first) == 0)
                return true;
        i += i == first || i < list.len;
    }
    return false;
}

void src_html_start(void)
{
    xmlInitParser();
}
