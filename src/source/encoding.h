/* Encodings: bytes → UTF-8. */
#ifndef ISNAD_SOURCE_ENCODING_H
#define ISNAD_SOURCE_ENCODING_H

#include "base/arena.h"

typedef enum src_encoding { SRC_NO_TEXT, SRC_UTF8, SRC_UTF8_DAMAGED, SRC_UTF16_LE, SRC_UTF16_BE, SRC_CP1256, SRC_ISO_8859_6, SRC_DECLARED } src_encoding;

/* What the bytes are, or SRC_NO_TEXT. A character cut in two at the end does not matter. */
src_encoding src_detect(str bytes);

/* Decodes into the arena, without a byte-order mark. declared: the name that the input itself gives its encoding, used where the bytes alone do not decide;
 * may be NULL. Bytes that mean nothing become U+FFFD. ISN_NOT_TEXT if it is no text. */
isn_status src_decode(arena *a, str bytes, const char *declared, str *ret, src_encoding *ret_encoding);

#endif
