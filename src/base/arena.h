/* Arenas: all memory of one report, freed at once.
 *
 * An arena is a chain of blocks that only grows. Reading a report allocates from one arena, and when the report is done the arena is reset in one step;
 * nothing inside is freed on its own. Under AddressSanitizer the unused part is poisoned, so that a use after reset is found.
 *
 * Allocation never returns NULL: a stage that runs under arena_protect() is left at once when memory ends or the arena's ceiling is
 * reached, and arena_protect() returns the status. Stages that run under it own nothing but arena memory, so nothing can leak; what a library
 * gives them to own (a parser's tree) they hand to arena_defer(), which frees it however the stage ends. Calling
 * arena_alloc() outside of arena_protect() is allowed for arenas of fixed small use; it ends the process if memory is refused.
 */
#ifndef ISNAD_BASE_ARENA_H
#define ISNAD_BASE_ARENA_H

#include "base/status.h"
#include "base/str.h"

typedef struct arena arena;

/* ceiling: bytes that may be allocated between resets. NULL if memory is refused. */
arena *arena_new(size_t ceiling);
void arena_free(arena *a);

/* Runs what was deferred and forgets everything allocated; keeps one block for the next report. */
void arena_reset(arena *a);

/* Bytes handed out since the last reset. */
size_t arena_used(const arena *a);

/* Zeroed memory, aligned for any type. size may be 0. */
void *arena_alloc(arena *a, size_t size);

/* A terminated copy of s. */
str arena_copy(arena *a, str s);

/* printf into the arena; terminated. */
str arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Runs fn(context); returns ISN_OK, or ISN_NOMEM or ISN_LIMIT if an allocation from a was refused on the way. Does not nest on one arena. */
isn_status arena_protect(arena *a, void (*fn)(void *), void *context);

/* Has fn(pointer) run once, the youngest first: when a is reset or freed, or when the arena_protect() under way leaves by a refused allocation, whichever
 * is first. If there is no memory even to remember it, fn(pointer) runs at once and the refusal goes on; so pointer is a's from here on in any case. fn must
 * not allocate from a and must not defer. pointer is not NULL. */
void arena_defer(arena *a, void (*fn)(void *), void *pointer);

/* Runs now what was deferred last for pointer, and forgets it; nothing if there is none. For large things that are done with before the report is. */
void arena_settle(arena *a, const void *pointer);

#define arena_new_array(a, type, n) ((type *) arena_alloc_array((a), (n), sizeof(type)))

/* n zeroed items of size bytes; n * size is checked. */
void *arena_alloc_array(arena *a, size_t n, size_t size);

/* For tests: the n-th block request after this call is refused (1 is the next); 0 turns it off. Per thread. */
void arena_fail_after(unsigned n);

#endif
