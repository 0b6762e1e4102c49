/* Packed bytes: length as four bytes, little end first, then raw deflate. */
#include "store/db.h"

#include <zlib.h>

enum { PACK_MAX = 512 * 1024 * 1024 };

isn_status sto_pack(str bytes, buf *out)
{
    if (bytes.len > PACK_MAX)
        return ISN_LIMIT;
    z_stream z = {0};
    if (deflateInit2(&z, 4, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return ISN_NOMEM;
    uLong bound = deflateBound(&z, (uLong) bytes.len);
    char *p = buf_reserve(out, 4 + bound);
    if (!p) {
        deflateEnd(&z);
        return out->status;
    }
    for (int i = 0; i < 4; i++)
        p[i] = (char) (bytes.len >> (8 * i));
    z.next_in = (Bytef *) (uintptr_t) bytes.ptr;
    z.avail_in = (uInt) bytes.len;
    z.next_out = (Bytef *) p + 4;
    z.avail_out = (uInt) bound;
    int code = deflate(&z, Z_FINISH);
    out->len += 4 + z.total_out;
    deflateEnd(&z);
    return code == Z_STREAM_END ? ISN_OK : ISN_INTERNAL;
}

isn_status sto_unpack(str packed, buf *out)
{
    if (packed.len < 4)
        return ISN_BAD_REGISTER;
    const unsigned char *u = (const unsigned char *) packed.ptr;
    size_t len = u[0] | (size_t) u[1] << 8 | (size_t) u[2] << 16 | (size_t) u[3] << 24;
    if (len > PACK_MAX)
        return ISN_BAD_REGISTER;
    char *p = buf_reserve(out, len + 1);
    z_stream z = {0};
    if (!p || inflateInit2(&z, -15) != Z_OK)
        return ISN_NOMEM;
    z.next_in = (Bytef *) (uintptr_t) packed.ptr + 4;
    z.avail_in = (uInt) (packed.len - 4);
    z.next_out = (Bytef *) p;
    z.avail_out = (uInt) len + 1;
    int code = inflate(&z, Z_FINISH);
    bool whole = code == Z_STREAM_END && z.total_out == len;
    inflateEnd(&z);
    if (!whole)
        return ISN_BAD_REGISTER;
    out->len += len;
    return ISN_OK;
}
