#include "mention/tenure.h"

/* First tenure of the (country, no organisation, office) group: the array is sorted by these. */
static uint32_t lower_bound(const lex_tenure *t, uint32_t n, const char *country, uint32_t office)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        int c = memcmp(t[mid].country, country, sizeof t[mid].country);
        if (c == 0)
            c = t[mid].org > 0 ? 1 : (t[mid].office > office) - (t[mid].office < office);
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool men_holder(const lex_image *image, str office, const char *country, int32_t day, uint32_t *ret_person)
{
    uint32_t n, row, person = UINT32_MAX;
    const lex_tenure *t = lex_tenures(image, &n);
    if (!country[0] || !lex_find_row(image, LEX_T_OFFICES, office, &row) || !str_eq(lex_cell(image, LEX_T_OFFICES, row, OFFICE_HOLDERS), STR("one")))
        return false;
    for (uint32_t i = lower_bound(t, n, country, row); i < n && memcmp(t[i].country, country, 4) == 0 && t[i].org == 0 && t[i].office == row; i++) {
        if (t[i].start > day || t[i].end < day || t[i].elect)
            continue;
        if (person != UINT32_MAX && person != t[i].person)
            return false;
        person = t[i].person;
    }
    if (person == UINT32_MAX)
        return false;
    *ret_person = person;
    return true;
}
