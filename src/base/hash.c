#include "base/hash.h"

#include <sodium/crypto_generichash.h>
#include <sodium/utils.h>
#include <xxhash.h>

uint64_t hash64(str s)
{
    return XXH3_64bits(s.ptr ? s.ptr : "", s.len);
}

void hash_content(str s, char out[HASH_CONTENT_LEN + 1])
{
    unsigned char digest[HASH_CONTENT_LEN / 2];
    crypto_generichash(digest, sizeof digest, (const unsigned char *) (s.ptr ? s.ptr : ""), s.len, NULL, 0);
    sodium_bin2hex(out, HASH_CONTENT_LEN + 1, digest, sizeof digest);
}
