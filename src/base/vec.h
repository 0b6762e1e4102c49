/* Growing arrays in an arena.
 *
 *     vec(men_entity) entities = {0};
 *     *vec_push(a, &entities) = (men_entity){…};
 *     for (uint32_t i = 0; i < entities.n; i++) use(&entities.at[i]);
 *
 * Growing moves the items: keep indexes, not pointers, across a push. At most UINT32_MAX / 2 items.
 */
#ifndef ISNAD_BASE_VEC_H
#define ISNAD_BASE_VEC_H

#include "base/arena.h"

#define vec(type)                                                                                                                                              \
    struct {                                                                                                                                                   \
        type *at;                                                                                                                                              \
        uint32_t n, cap;                                                                                                                                       \
    }

/* Makes room for one more item; returns the array's (possibly new) place. */
void *vec_grow(arena *a, void *at, uint32_t n, uint32_t *cap, size_t size);

/* A pointer to a new zeroed last item. */
#define vec_push(a, v) ((v)->at = (v)->n < (v)->cap ? (v)->at : vec_grow((a), (v)->at, (v)->n, &(v)->cap, sizeof *(v)->at), &(v)->at[(v)->n++])

#define vec_last(v) (&(v)->at[(v)->n - 1])

#endif
