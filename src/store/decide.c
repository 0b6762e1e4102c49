#include "store/settle.h"

#include <stdlib.h>

struct sto_pins {
    unsigned n;
};

isn_status sto_pins_load(sto *s, sto_pins **ret, isn_error *err)
{
    (void) s;
    *ret = calloc(1, sizeof **ret);
    return *ret ? ISN_OK : isn_fail(err, ISN_NOMEM, "no memory for the decisions", NULL, NULL);
}

void sto_pins_free(sto_pins *p)
{
    free(p);
}

led_pin sto_pin_of(const sto_pins *p, uint64_t telling)
{
    (void) p;
    (void) telling;
    return (led_pin){0};
}

bool sto_pins_any(const sto_pins *p)
{
    return p->n > 0;
}
