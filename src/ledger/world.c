/* The lexicon as the ledger asks it: who held which office when. Ids are looked up by a hash made once, since the image finds rows by walking. */
#include "ledger/world.h"
#include "base/hash.h"

#include <stdlib.h>

led_world *led_world_new(const lex_image *image)
{
    led_world *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    uint32_t people = lex_row_count(image, LEX_T_PEOPLE);
    w->image = image;
    w->mask = 1;
    while (w->mask < 2 * people + 2)
        w->mask *= 2;
    w->people = calloc(w->mask, sizeof *w->people);
    w->words = lex_reader_new(image);
    w->memory = arena_new((size_t) 64 * 1024 * 1024);
    if (!w->people || !w->words || !w->memory) {
        led_world_free(w);
        return NULL;
    }
    w->mask--;
    for (uint32_t r = 0; r < people; r++) {
        uint32_t i = (uint32_t) hash64(lex_cell(image, LEX_T_PEOPLE, r, PERSON_ID)) & w->mask;
        while (w->people[i])
            i = (i + 1) & w->mask;
        w->people[i] = r + 1;
    }
    return w;
}

void led_world_free(led_world *w)
{
    if (!w)
        return;
    free(w->people);
    lex_reader_free(w->words);
    arena_free(w->memory);
    free(w);
}

const lex_image *led_world_image(const led_world *w)
{
    return w->image;
}

uint32_t led_person_row(const led_world *w, str id)
{
    for (uint32_t i = (uint32_t) hash64(id) & w->mask; w->people[i]; i = (i + 1) & w->mask)
        if (str_eq(lex_cell(w->image, LEX_T_PEOPLE, w->people[i] - 1, PERSON_ID), id))
            return w->people[i] - 1;
    return UINT32_MAX;
}

bool led_single_office(const led_world *w, str office)
{
    uint32_t row;
    return w && lex_find_row(w->image, LEX_T_OFFICES, office, &row) && str_eq(lex_cell(w->image, LEX_T_OFFICES, row, OFFICE_HOLDERS), STR("one"));
}

str led_holder(const led_world *w, str office, str of, int32_t day)
{
    uint32_t n, row, person = UINT32_MAX;
    const lex_tenure *t = lex_tenures(w->image, &n);
    char code[4] = {0};
    if (of.len != 3 || !lex_find_row(w->image, LEX_T_OFFICES, office, &row))
        return STR("");
    memcpy(code, of.ptr, 3);
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (memcmp(t[mid].country, code, 4) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t i = low; i < n && memcmp(t[i].country, code, 4) == 0; i++) {
        if (t[i].org || t[i].office != row || t[i].start > day || t[i].end < day || t[i].elect)
            continue;
        if (person != UINT32_MAX && person != t[i].person)
            return STR("");
        person = t[i].person;
    }
    return person == UINT32_MAX ? STR("") : lex_cell(w->image, LEX_T_PEOPLE, person, PERSON_ID);
}

static void tell(const led_world *w, const lex_tenure *t, led_tenure_fn *fn, void *context)
{
    const lex_image *m = w->image;
    str of = lex_cell(m, LEX_T_TENURES, t->row, TENURE_OF);
    fn(context, lex_cell(m, LEX_T_PEOPLE, t->person, PERSON_ID), lex_cell(m, LEX_T_OFFICES, t->office, OFFICE_ID), of,
       lex_cell(m, LEX_T_TENURES, t->row, TENURE_START), lex_cell(m, LEX_T_TENURES, t->row, TENURE_END), lex_cell(m, LEX_T_TENURES, t->row, TENURE_AS_OF),
       lex_cell(m, LEX_T_TENURES, t->row, TENURE_STATUS), lex_cell(m, LEX_T_TENURES, t->row, lex_columns(LEX_T_TENURES) - 1));
}

void led_tenures_of_person(const led_world *w, str person, led_tenure_fn *fn, void *context)
{
    uint32_t n, row = led_person_row(w, person);
    const lex_tenure *t = lex_tenures(w->image, &n);
    for (uint32_t i = 0; i < n && row != UINT32_MAX; i++)
        if (t[i].person == row)
            tell(w, &t[i], fn, context);
}

void led_tenures_of_office(const led_world *w, str office, str of, led_tenure_fn *fn, void *context)
{
    uint32_t n, row;
    const lex_tenure *t = lex_tenures(w->image, &n);
    if (!lex_find_row(w->image, LEX_T_OFFICES, office, &row))
        return;
    for (uint32_t i = 0; i < n; i++)
        if (t[i].office == row && str_eq(lex_cell(w->image, LEX_T_TENURES, t[i].row, TENURE_OF), of))
            tell(w, &t[i], fn, context);
}

bool led_held(const led_world *w, str person, str office, str of)
{
    uint32_t n, row = led_person_row(w, person), o;
    const lex_tenure *t = lex_tenures(w->image, &n);
    if (row == UINT32_MAX || of.len != 3 || !lex_find_row(w->image, LEX_T_OFFICES, office, &o))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (t[i].person == row && t[i].office == o && memcmp(t[i].country, of.ptr, 3) == 0)
            return true;
    return false;
}
