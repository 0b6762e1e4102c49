/* isnad search: full text, Arabic as people write it.
 *
 *     الرئيس "وقف إطلاق النار" OR هدنة NOT غزة وزير* outlet:سانا from:2015-07 party:SYR
 *
 * becomes an expression of FTS5 over stems (store/tokenizer.c), and filters on the report. --exact looks at the found texts again, unstemmed.
 */
#include "cli/register.h"
#include "view/snippet.h"
#include "view/text.h"

#include <ctype.h>
#include <stdio.h>
#include <sysexits.h>

extern const cli_command cli_command_search;

enum { PARTIES_MAX = 4, SNIPPET_WORDS = 32, EXACT_TRIES = 2000 };

typedef struct searching {
    cli_register *r;
    arena *memory, *own; /* of the question; of one result */
    view_style style;
    bool exact, colour;
    buf expression, out;
    view_terms terms;
    vec(view_terms) phrases;
    const char *parties[PARTIES_MAX];
    sto_search f;
    char type[32];
    uint64_t limit;
    const char *question;
    const char *bad;
    isn_status status;
    isn_error err;
} searching;

static void add_phrase(searching *x, str s, bool prefix)
{
    view_terms own = {0};
    view_terms_of(x->memory, s, x->exact, prefix, &own);
    if (own.n == 0)
        return;
    if (x->expression.len && x->expression.ptr[x->expression.len - 1] != '(' && !str_ends(buf_str(&x->expression), STR("OR ")) &&
        !str_ends(buf_str(&x->expression), STR("NOT ")) && !str_ends(buf_str(&x->expression), STR("AND ")))
        buf_add(&x->expression, STR(" AND "));
    bool no = str_ends(buf_str(&x->expression), STR("NOT "));
    buf_add_char(&x->expression, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buf_add_char(&x->expression, '"');
        buf_add_char(&x->expression, s.ptr[i]);
    }
    buf_add(&x->expression, prefix ? STR("\"*") : STR("\""));
    if (no)
        return;
    for (uint32_t i = 0; i < own.n; i++)
        *vec_push(x->memory, &x->terms) = own.at[i];
    *vec_push(x->memory, &x->phrases) = own;
}

static bool field(searching *x, str name, str value)
{
    arena *a = x->memory;
    char *v = (char *) (uintptr_t) arena_copy(a, value).ptr;
    led_range day = led_edtf(value);
    str id;
    if (str_eq(name, STR("outlet"))) {
        x->f.outlet = v;
    } else if (str_eq(name, STR("from")) || str_eq(name, STR("to"))) {
        if (day.precision == LED_UNDATED) {
            x->bad = v;
            return true;
        }
        if (name.len == 4)
            x->f.from = day.from;
        else
            x->f.to = day.to;
    } else if (str_eq(name, STR("type"))) {
        for (size_t i = 0; v[i] && i + 1 < sizeof x->type; i++)
            x->type[i] = (char) toupper((unsigned char) v[i]);
        x->f.type = x->type;
    } else if (str_eq(name, STR("person")) || str_eq(name, STR("party"))) {
        if (x->f.n_parties == PARTIES_MAX || cli_party(x->r, v, a, &id) != ISN_OK)
            x->bad = v;
        else
            x->parties[x->f.n_parties++] = arena_copy(a, id).ptr;
    } else {
        return false;
    }
    return true;
}

static void read_question(searching *x)
{
    str q = str_of(x->question);
    for (size_t i = 0; i < q.len;) {
        if (q.ptr[i] == ' ' || q.ptr[i] == '\t') {
            i++;
            continue;
        }
        size_t from = i;
        if (q.ptr[i] == '"') {
            for (i++; i < q.len && q.ptr[i] != '"'; i++)
                ;
            add_phrase(x, str_range(q.ptr, from + 1, i), false);
            i += i < q.len;
            continue;
        }
        if (q.ptr[i] == '(' || q.ptr[i] == ')') {
            str e = buf_str(&x->expression);
            if (q.ptr[i] == '(' && e.len && !str_ends(e, STR("(")) && !str_ends(e, STR("OR ")) && !str_ends(e, STR("NOT ")))
                buf_add(&x->expression, STR(" AND "));
            buf_add_char(&x->expression, q.ptr[i++]);
            continue;
        }
        bool quoted = false;
        while (i < q.len && (quoted || (q.ptr[i] != ' ' && q.ptr[i] != '(' && q.ptr[i] != ')'))) {
            quoted ^= q.ptr[i] == '"';
            i++;
        }
        str word = str_range(q.ptr, from, i);
        ptrdiff_t colon = str_find(word, STR(":"), 0);
        if (colon > 0) {
            str value = str_range(word.ptr, (size_t) colon + 1, word.len);
            if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
                value = str_range(value.ptr, 1, value.len - 1);
            if (field(x, str_range(word.ptr, 0, (size_t) colon), value))
                continue;
        }
        bool or = str_eq(word, STR("OR")) || str_eq(word, STR("|")) || str_eq(word, STR("أو")), not = str_eq(word, STR("NOT")) || str_eq(word, STR("-"));
        if (or || not || str_eq(word, STR("AND"))) {
            if (x->expression.len)
                buf_add(&x->expression, or ? STR(" OR ") : not ? STR(" NOT ") : STR(" AND "));
            continue;
        }
        if (word.len > 1 && word.ptr[0] == '-') {
            if (x->expression.len)
                buf_add(&x->expression, STR(" NOT "));
            word = str_range(word.ptr, 1, word.len);
        }
        bool prefix = word.len > 1 && word.ptr[word.len - 1] == '*';
        if (prefix)
            word.len--;
        add_phrase(x, word, prefix);
    }
    buf_add_char(&x->expression, '\0');
    x->f.words = x->expression.len > 1 ? x->expression.ptr : NULL;
}

static bool exactly(searching *x, const txt_doc *doc, const sto_report *r)
{
    txt_doc title;
    txt_read(x->own, r->title, &title);
    for (uint32_t i = 0; i < x->phrases.n; i++)
        if (!view_phrase_in(doc, &x->phrases.at[i]) && !view_phrase_in(&title, &x->phrases.at[i]))
            return false;
    return true;
}

static void put_marked(searching *x, const view_snippet *s)
{
    const char *at = s->text.ptr, *end = s->text.ptr + s->text.len;
    buf b = {0};
    while (at < end) {
        buf_add_char(&b, (unsigned char) *at < ' ' ? ' ' : *at);
        at++;
    }
    str flat = arena_printf(x->own, "%.*s%.*s%.*s", (int) s->before_cut.len, s->before_cut.ptr, (int) b.len, b.ptr ? b.ptr : "", (int) s->after_cut.len,
                            s->after_cut.ptr);
    buf_free(&b);
    for (str rest = flat; rest.len;) {
        str line = view_fit(rest, x->style.width - 4, &rest);
        buf_add(&x->out, STR("    "));
        if (!x->colour) {
            view_cell(&x->out, line, 0, x->style.isolate);
        } else { /* bold words, found again in the line: a word may not be broken by colour inside */
            txt_doc doc;
            size_t done = 0;
            txt_read(x->own, line, &doc);
            buf_add(&x->out, STR("\u2068"));
            for (uint32_t i = 0; i < doc.n_tokens; i++) {
                bool hit = false;
                for (uint32_t k = 0; k < x->terms.n && !hit; k++)
                    hit = view_term_is(&x->terms.at[k], &doc.tokens[i]);
                if (!hit)
                    continue;
                buf_add(&x->out, str_range(line.ptr, done, doc.tokens[i].begin));
                buf_add(&x->out, STR("\033[1m"));
                buf_add(&x->out, str_range(line.ptr, doc.tokens[i].begin, doc.tokens[i].end));
                buf_add(&x->out, STR("\033[0m"));
                done = doc.tokens[i].end;
            }
            buf_add(&x->out, str_range(line.ptr, done, line.len));
            buf_add(&x->out, STR("\u2069"));
        }
        buf_add_char(&x->out, '\n');
    }
}

typedef struct one_result {
    searching *x;
    int64_t number;
    bool shown;
} one_result;

static void result(void *context)
{
    one_result *o = context;
    searching *x = o->x;
    sto_report r;
    str text;
    txt_doc doc;
    view_snippet s;
    x->status = sto_report_at(x->r->store, o->number, x->own, &r, &x->err);
    if (x->status == ISN_OK)
        x->status = sto_report_text(x->r->store, o->number, x->own, &text, &x->err);
    if (x->status != ISN_OK)
        return;
    txt_read(x->own, text, &doc);
    if (x->exact && !exactly(x, &doc, &r))
        return;
    o->shown = true;
    view_snippet_of(x->own, &doc, &x->terms, SNIPPET_WORDS, &s);
    if (x->style.format == VIEW_JSONL) {
        json_writer w = json_to(&x->out);
        json_begin_object(&w);
        json_add_string(&w, "report", str_of(r.hash));
        json_add_or_null(&w, "outlet", r.outlet);
        json_add_or_null(&w, "published", r.published);
        json_add_or_null(&w, "title", r.title);
        json_add_string(&w, "folding", x->exact ? STR("letters") : STR("letters, clitics, endings"));
        json_add_int(&w, "begin", s.begin);
        json_add_string(&w, "text", s.text);
        json_key(&w, "marks");
        json_begin_array(&w);
        for (uint32_t i = 0; i < s.marks.n; i++) {
            json_begin_array(&w);
            json_put_int(&w, s.marks.at[i].cp_begin);
            json_put_int(&w, s.marks.at[i].cp_end);
            json_end_array(&w);
        }
        json_end_array(&w);
        json_end_object(&w);
        buf_add_char(&x->out, '\n');
        return;
    }
    buf_printf(&x->out, "%.12s  ", r.hash);
    str title = r.title.len ? r.title : r.path.len ? r.path : r.given;
    view_cell(&x->out,
              arena_printf(x->own, "%.*s %.*s %.*s", (int) r.outlet.len, r.outlet.ptr, (int) r.published.len, r.published.ptr, (int) title.len, title.ptr), 0,
              x->style.isolate);
    buf_add_char(&x->out, '\n');
    put_marked(x, &s);
}

static void search(void *context)
{
    searching *x = context;
    int64_t *list;
    uint32_t n, shown = 0;
    read_question(x);
    if (x->bad) {
        x->status = isn_fail(&x->err, ISN_BAD_INPUT, "a field of the question has a value that means nothing here", NULL, x->bad);
        return;
    }
    x->f.limit = (int64_t) (x->exact ? EXACT_TRIES : x->limit);
    x->f.parties = x->parties;
    x->status = sto_find(x->r->store, &x->f, x->memory, &list, &n, &x->err);
    for (uint32_t i = 0; i < n && x->status == ISN_OK && (!x->limit || shown < x->limit); i++) {
        arena_reset(x->own);
        one_result o = {x, list[i], false};
        isn_status status = arena_protect(x->own, result, &o);
        if (status != ISN_OK)
            continue;
        shown += o.shown;
        fwrite(x->out.ptr, 1, x->out.len, stdout);
        buf_clear(&x->out);
    }
    if (x->status == ISN_OK && x->style.format == VIEW_TEXT)
        fprintf(stderr, "%u shown%s; compared without: %s\n", shown, x->limit && shown == x->limit ? " (--limit for more)" : "",
                x->exact ? "hamzas, vowels and the like; --exact was asked for"
                         : "hamzas, vowels, attached و ف ب ل ك ال, common endings; --exact compares whole words");
}

static int run(const cli_args *args)
{
    const cli_command *c = &cli_command_search;
    const char *limit = cli_value(c, args, "limit");
    bool ok;
    int64_t n = 20;
    searching x = {
        .style = cli_style(cli_value(c, args, "format"), &ok), .exact = cli_value(c, args, "exact") != NULL, .f = {.from = INT32_MIN, .to = INT32_MAX}};
    cli_register r;
    buf question = {0};
    if (args->n_operands == 0 || !ok || x.style.format == VIEW_CSV || x.style.format == VIEW_HTML || (limit && !str_to_int(str_of(limit), &n))) {
        fprintf(stderr, "isnad search: say what to look for; --format: text or jsonl; try 'isnad search --help'\n");
        return EX_USAGE;
    }
    for (int i = 0; i < args->n_operands; i++) {
        if (i)
            buf_add_char(&question, ' ');
        /* An operand of several words that the shell kept together stays as typed: quotes inside it mark phrases. */
        buf_add(&question, str_of(args->operands[i]));
    }
    buf_add_char(&question, '\0');
    isn_status status = cli_register_open(c, args, STO_READ, &r);
    if (status == ISN_OK) {
        x.r = &r;
        x.question = question.ptr;
        x.colour = x.style.isolate;
        x.limit = n > 0 ? (uint64_t) n : 0;
        x.memory = arena_new((size_t) 64 * 1024 * 1024);
        x.own = arena_new((size_t) 512 * 1024 * 1024);
        status = arena_protect(x.memory, search, &x);
        if (status == ISN_OK)
            status = x.status;
        if (status != ISN_OK)
            cli_complain(&x.err);
        arena_free(x.memory);
        arena_free(x.own);
        cli_register_close(&r);
    }
    buf_free(&question);
    buf_free(&x.expression);
    buf_free(&x.out);
    return cli_exit_code(status);
}

const cli_command cli_command_search = {
    .name = "search",
    .summary = "full text, Arabic as people write it",
    .synopsis = "WORD …",
    .description = "Finds reports by their words, best first: الرئيس finds للرئيس and والرئيس too, and spelling differences of hamza, ى/ي, ة/ه and vowels are "
                   "none. Words are joined by AND unless OR (أو) or NOT "
                   "(or - before a word) stands between; \"…\" is a phrase, وزير* a beginning, parentheses group.\n\n"
                   "Fields narrow the reports down: outlet:NAME, from:DATE, to:DATE, type:assault (tells an event of this type), person:NAME and party:CODE "
                   "(names them; \"…\" around several words).",
    .examples = "  isnad search '\"وقف إطلاق النار\" -غزة from:2015-08'\n"
                "      a phrase, without a word, from a month on\n"
                "  isnad search --exact رئيس\n"
                "      the word as it stands, without clitics\n",
    .run = run,
    .options = {CLI_REGISTER_OPTION,
                {"exact", 'x', NULL, "compare whole words, clitics and endings included"},
                {"format", 'f', "FORMAT", "text or jsonl"},
                {"limit", 'n', "N", "at most N reports; 20 unless told otherwise, 0 for all"}},
};
