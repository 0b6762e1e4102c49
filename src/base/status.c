#include "base/status.h"

#include <string.h>

static void copy_cut(char *to, const char *from)
{
    size_t n = from ? strlen(from) : 0;
    if (n >= ISN_DETAIL_MAX) {
        n = ISN_DETAIL_MAX - 1;
        while (n > 0 && ((unsigned char) from[n] & 0xC0) == 0x80)
            n--;
    }
    if (n > 0)
        memmove(to, from, n);
    to[n] = '\0';
}

isn_status isn_fail(isn_error *err, isn_status status, const char *what, const char *where, const char *detail)
{
    if (err) {
        err->status = status;
        err->what = what;
        err->line = 0;
        err->offset = 0;
        copy_cut(err->where, where);
        copy_cut(err->detail, detail);
    }
    return status;
}

const char *isn_status_name(isn_status status)
{
    switch (status) {
    case ISN_OK: return "ok";
    case ISN_END: return "end";
    case ISN_NOMEM: return "out of memory";
    case ISN_LIMIT: return "over a limit";
    case ISN_NOT_FOUND: return "not found";
    case ISN_NO_ACCESS: return "no access";
    case ISN_NOT_TEXT: return "not text";
    case ISN_EMPTY: return "empty";
    case ISN_BAD_INPUT: return "bad input";
    case ISN_BAD_IMAGE: return "bad lexicon image";
    case ISN_BAD_REGISTER: return "bad register";
    case ISN_BUSY: return "busy";
    case ISN_IO: return "input/output error";
    case ISN_INTERNAL: return "internal error";
    }
    return "unknown status";
}
