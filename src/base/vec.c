#include "base/vec.h"

void *vec_grow(arena *a, void *at, uint32_t n, uint32_t *cap, size_t size)
{
    uint32_t bigger = *cap ? *cap * 2 : 8;
    if (bigger < *cap)
        bigger = UINT32_MAX;
    void *p = arena_alloc_array(a, bigger, size);
    if (n > 0)
        memcpy(p, at, n * size);
    *cap = bigger;
    return p;
}
