#include "cli/register.h"

#include "base/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sysexits.h>
#include <unistd.h>

static bool is_code(str id)
{
    return id.len == 3 && id.ptr[0] >= 'A' && id.ptr[0] <= 'Z';
}

static str row_name(const lex_image *m, lex_table table, str id, unsigned column)
{
    uint32_t row;
    return m && lex_find_row(m, table, id, &row) ? lex_cell(m, table, row, column) : STR("");
}

/* The lexicon's usual name; of what it does not know, the register's commonest. A body's id that ends in ~ and a name is made from that name. */
static str name_of(void *context, arena *a, str id)
{
    cli_register *r = context;
    str name = sto_renamed(r->store, a, id);
    if (name.len)
        return name;
    if (str_starts(id, STR("capital:")) || str_starts(id, STR("seat:"))) {
        bool capital = id.ptr[0] == 'c';
        str cell = row_name(r->lexicon, LEX_T_COUNTRIES, str_range(id.ptr, capital ? 8 : 5, id.len), capital ? COUNTRY_CAPITAL : COUNTRY_SEATS);
        if (cell.len)
            name = str_split(&cell, '|');
    } else if (is_code(id)) {
        name = row_name(r->lexicon, LEX_T_COUNTRIES, id, COUNTRY_NAME);
    } else if (str_starts(id, STR("person:")) && r->world) {
        uint32_t row = led_person_row(r->world, id);
        if (row != UINT32_MAX)
            name = lex_cell(r->lexicon, LEX_T_PEOPLE, row, PERSON_NAME);
    } else if (str_starts(id, STR("org:"))) {
        name = row_name(r->lexicon, LEX_T_ORGANIZATIONS, id, ORG_NAME);
    } else if (str_starts(id, STR("outlet:"))) {
        name = row_name(r->lexicon, LEX_T_OUTLETS, id, OUTLET_NAME);
    } else if (str_starts(id, STR("place:"))) {
        name = row_name(r->lexicon, LEX_T_PLACES, id, PLACE_NAME);
    }
    if (name.len == 0)
        name = sto_name(r->store, a, id);
    if (name.len > 0)
        return name;
    ptrdiff_t tilde = str_find(id, STR("~"), 0);
    if (tilde < 0)
        return id;
    str plain = arena_copy(a, str_range(id.ptr, (size_t) tilde + 1, id.len));
    for (size_t i = 0; i < plain.len; i++)
        if (plain.ptr[i] == '_')
            ((char *) (uintptr_t) plain.ptr)[i] = ' ';
    return plain;
}

int cli_fail(const isn_error *err)
{
    cli_complain(err);
    return cli_exit_code(err->status);
}

isn_status cli_register_open(const cli_command *c, const cli_args *args, sto_mode mode, cli_register *ret)
{
    isn_error err = {0};
    char buffer[PATH_MAX];
    *ret = (cli_register){0};
    const char *path = cli_value(c, args, "register"), *set = getenv("ISNAD_REGISTER");
    if (!path)
        path = set && set[0] ? set : "isnad.db";
    isn_status status = sto_open(path, mode, &ret->store, &err);
    if (status != ISN_OK) {
        cli_complain(&err);
        return status;
    }
    const char *lexicon = cli_lexicon_path(buffer, sizeof buffer, &err);
    if (lexicon && lex_image_open(lexicon, &ret->lexicon, &err) == ISN_OK)
        ret->world = led_world_new(ret->lexicon);
    ret->names = (view_names){ret, name_of};
    if (sto_unsettled(ret->store)) {
        status = sto_settle(ret->store, ret->world, NULL, NULL, &err);
        if (status == ISN_NO_ACCESS || status == ISN_BUSY) { /* being written to, or not ours to write: what is settled is shown */
            fprintf(stderr, "isnad: the register is being added to; its newest reports may not show yet\n");
            status = ISN_OK;
        }
        if (status != ISN_OK) {
            cli_complain(&err);
            cli_register_close(ret);
        }
    }
    return status;
}

void cli_register_close(cli_register *r)
{
    sto_close(r->store);
    led_world_free(r->world);
    lex_image_close(r->lexicon);
    *r = (cli_register){0};
}

/* ---- names to ids ---- */

typedef struct wanted {
    unsigned char key[256];
    size_t len;
    const char *plain;
} wanted;

static bool called(const wanted *w, str cell)
{
    for (str rest = cell; rest.ptr && rest.len;) {
        str one = str_split(&rest, '|');
        unsigned char key[512];
        if (one.len == 0 || one.len > sizeof key)
            continue;
        size_t n = txt_fold(one, key);
        if (n == w->len && memcmp(key, w->key, n) == 0)
            return true;
    }
    return false;
}

static str find_row(const lex_image *m, lex_table table, const unsigned *columns, const wanted *w)
{
    for (uint32_t r = 0; r < lex_row_count(m, table); r++)
        for (unsigned i = 0; columns[i] != UINT_MAX; i++)
            if (called(w, lex_cell(m, table, r, columns[i])))
                return lex_cell(m, table, r, 0);
    return STR("");
}

isn_status cli_party(cli_register *r, const char *name, arena *a, str *ret)
{
    static const struct {
        lex_table table;
        unsigned columns[6];
    } places[] = {
        {LEX_T_COUNTRIES, {COUNTRY_CODE, COUNTRY_NAME, COUNTRY_NAMES, COUNTRY_LATIN, UINT_MAX, 0}},
        {LEX_T_PEOPLE, {PERSON_ID, PERSON_NAME, PERSON_VARIANTS, PERSON_LATIN, UINT_MAX, 0}},
        {LEX_T_ORGANIZATIONS, {ORG_ID, ORG_NAME, ORG_LATIN, UINT_MAX, 0, 0}},
        {LEX_T_ORGANIZATION_NAMES, {ORGNAME_NAME, UINT_MAX, 0, 0, 0, 0}},
        {LEX_T_COUNTRIES, {COUNTRY_CAPITAL, COUNTRY_SEATS, UINT_MAX, 0, 0, 0}},
        {LEX_T_PEOPLE, {PERSON_SHORT, UINT_MAX, 0, 0, 0, 0}},
    };
    str s = str_trim(str_of(name));
    wanted w = {.plain = name};
    if (s.len == 0 || s.len > sizeof w.key || !utf8_valid(s, NULL))
        return ISN_NOT_FOUND;
    if (sto_named(r->store, s, a, ret) == ISN_OK && (strchr(name, ':') || strchr(name, '~') || is_code(s)))
        return ISN_OK;
    w.len = txt_fold(s, w.key);
    for (size_t i = 0; r->lexicon && i < sizeof places / sizeof places[0]; i++) {
        str id = find_row(r->lexicon, places[i].table, places[i].columns, &w);
        if (id.len) {
            *ret = id;
            return ISN_OK;
        }
    }
    return sto_named(r->store, s, a, ret);
}

view_style cli_style(const char *format, bool *ok)
{
    static const char *const formats[] = {"text", "csv", "jsonl", "html"};
    view_style style = {.width = 80};
    struct winsize size;
    *ok = !format;
    for (int i = 0; format && i < 4; i++) {
        if (strcmp(format, formats[i]) == 0) {
            style.format = (view_format) i;
            *ok = true;
        }
    }
    if (isatty(STDOUT_FILENO)) {
        style.isolate = true;
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60)
            style.width = size.ws_col > 120 ? 120 : size.ws_col;
    }
    return style;
}

str cli_sentence(cli_register *r, const led_event *e, arena *a)
{
    sto_telling *t;
    uint32_t n;
    isn_error err;
    if (sto_tellings(r->store, e->id, a, &t, &n, &err) != ISN_OK)
        return STR("");
    for (uint32_t i = 0; i < n; i++)
        if (t[i].telling.key == e->best->key)
            return t[i].sentence;
    return n ? t[0].sentence : STR("");
}

isn_status cli_event(cli_register *r, const char *name, arena *a, led_event *ret, isn_error *err)
{
    uint64_t id;
    size_t digits = strlen(name);
    if (!sto_event_id(str_of(name), &id) || digits < 2)
        return isn_fail(err, ISN_NOT_FOUND, "this is no event's name", name, "an event is called e and some of its digits, as in e1a2b3c4");
    digits--;
    if (digits >= 15)
        return sto_event(r->store, id, a, ret, err);
    return sto_event_between(r->store, id << (4 * (15 - digits)), ((id + 1) << (4 * (15 - digits))) - 1, a, ret, err);
}
