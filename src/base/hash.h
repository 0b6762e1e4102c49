/* Hashes. hash64 is for tables in memory (not for hostile keys across processes: its seed is fixed so that runs repeat);
 * hash_content names contents: BLAKE2b-128 from libsodium, in hexadecimal. */
#ifndef ISNAD_BASE_HASH_H
#define ISNAD_BASE_HASH_H

#include "base/str.h"

/* XXH3 (libxxhash) of the bytes. */
uint64_t hash64(str s);

static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    a ^= b + 0x9E3779B97F4A7C15ull + (a << 6) + (a >> 2);
    a *= 0xFF51AFD7ED558CCDull;
    return a ^ a >> 32;
}

enum { HASH_CONTENT_LEN = 32 };

/* Writes 32 hexadecimal digits and a terminator. */
void hash_content(str s, char out[HASH_CONTENT_LEN + 1]);

#endif
