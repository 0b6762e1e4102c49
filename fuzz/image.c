/* Fuzzes lex_image_of: bytes that are no image of this program are refused, however much they look like one. */
#include "lexicon/image.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    lex_image *m;
    isn_error err;
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    if (lex_image_of(copy, size, "fuzz", &m, &err) == ISN_OK)
        lex_image_close(m);
    else
        free(copy);
    return 0;
}
