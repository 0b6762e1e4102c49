#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n) ((void) 0)
#define UNPOISON(p, n) ((void) 0)
#endif

enum { FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size, used; /* of data */
    _Alignas(ALIGN) unsigned char data[];
} block;

/* In the arena's own memory, the youngest first. */
typedef struct cleanup {
    struct cleanup *next;
    uint64_t serial; /* from 1 */
    void (*fn)(void *);
    void *pointer;
} cleanup;

struct arena {
    block *head;
    cleanup *cleanups;
    uint64_t deferred; /* so many ever */
    size_t ceiling, used, next_size;
    jmp_buf *escape; /* set while arena_protect() runs */
};

static _Thread_local unsigned fail_after;

void arena_fail_after(unsigned n)
{
    fail_after = n;
}

static block *block_new(size_t size)
{
    if (fail_after > 0 && --fail_after == 0)
        return NULL;
    block *b = malloc(sizeof *b + size);
    if (!b)
        return NULL;
    b->next = NULL;
    b->size = size;
    b->used = 0;
    POISON(b->data, size);
    return b;
}

static void block_free(block *b)
{
    UNPOISON(b->data, b->size);
    free(b);
}

arena *arena_new(size_t ceiling)
{
    arena *a = calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->ceiling = ceiling;
    a->next_size = FIRST_BLOCK;
    return a;
}

/* Runs those behind the first `keep` ever. Each is off the list before it runs, so that none runs twice. */
static void run_cleanups(arena *a, uint64_t keep)
{
    while (a->cleanups && a->cleanups->serial > keep) {
        cleanup *c = a->cleanups;
        a->cleanups = c->next;
        c->fn(c->pointer);
    }
}

void arena_free(arena *a)
{
    if (!a)
        return;
    run_cleanups(a, 0);
    while (a->head) {
        block *next = a->head->next;
        block_free(a->head);
        a->head = next;
    }
    free(a);
}

void arena_reset(arena *a)
{
    run_cleanups(a, 0);
    if (!a->head)
        return;
    while (a->head->next) { /* the oldest block is the smallest; it stays */
        block *next = a->head->next;
        block_free(a->head);
        a->head = next;
    }
    a->head->used = 0;
    POISON(a->head->data, a->head->size);
    a->used = 0;
    a->next_size = FIRST_BLOCK;
}

size_t arena_used(const arena *a)
{
    return a->used;
}

static _Noreturn void refuse(arena *a, isn_status status)
{
    if (a->escape)
        longjmp(*a->escape, (int) status);
    abort();
}

/* NULL and why, if it is refused. */
static void *try_alloc(arena *a, size_t size, isn_status *why)
{
    *why = ISN_LIMIT;
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGN - 1) & ~(size_t) (ALIGN - 1);
    if (size > a->ceiling - (a->used < a->ceiling ? a->used : a->ceiling))
        return NULL;
    block *b = a->head;
    if (!b || b->size - b->used < size) {
        size_t want = a->next_size > size ? a->next_size : size;
        b = block_new(want);
        if (!b) {
            *why = ISN_NOMEM;
            return NULL;
        }
        b->next = a->head;
        a->head = b;
        if (a->next_size < LARGEST_BLOCK)
            a->next_size *= 2;
    }
    void *p = b->data + b->used;
    b->used += size;
    a->used += size;
    UNPOISON(p, size);
    memset(p, 0, size);
    return p;
}

void *arena_alloc(arena *a, size_t size)
{
    isn_status why;
    void *p = try_alloc(a, size, &why);
    if (!p)
        refuse(a, why);
    return p;
}

void arena_defer(arena *a, void (*fn)(void *), void *pointer)
{
    isn_status why;
    cleanup *c = try_alloc(a, sizeof *c, &why);
    if (!c) {
        fn(pointer);
        refuse(a, why);
    }
    *c = (cleanup){a->cleanups, ++a->deferred, fn, pointer};
    a->cleanups = c;
}

void arena_settle(arena *a, const void *pointer)
{
    for (cleanup **at = &a->cleanups; *at; at = &(*at)->next)
        if ((*at)->pointer == pointer) {
            cleanup *c = *at;
            *at = c->next;
            c->fn(c->pointer);
            return;
        }
}

void *arena_alloc_array(arena *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / 2 / size)
        refuse(a, ISN_LIMIT);
    return arena_alloc(a, n * size);
}

str arena_copy(arena *a, str s)
{
    char *p = arena_alloc(a, s.len + 1);
    if (s.len > 0)
        memcpy(p, s.ptr, s.len);
    return (str){p, s.len};
}

str arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = arena_alloc(a, (size_t) (n > 0 ? n : 0) + 1);
    if (n > 0)
        vsnprintf(p, (size_t) n + 1, format, again);
    va_end(again);
    return (str){p, (size_t) (n > 0 ? n : 0)};
}

isn_status arena_protect(arena *a, void (*fn)(void *), void *context)
{
    jmp_buf here;
    const uint64_t before = a->deferred; /* older ones are not of this stage: what they free may be in use */
    int status = setjmp(here);
    if (status != 0) {
        a->escape = NULL;
        run_cleanups(a, before);
        return (isn_status) status;
    }
    a->escape = &here;
    fn(context);
    a->escape = NULL;
    return ISN_OK;
}
