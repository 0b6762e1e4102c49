/* Fuzzes a whole read with the real lexicon and models ($ISNAD_LEXICON): any bytes give a record that is valid UTF-8 and the same twice, or a refusal. */
#include "base/utf8.h"
#include "pipeline/knowledge.h"
#include "view/record.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static pip_opened opened;
static pip_reader *reader;

static void open_once(void)
{
    isn_error err;
    const char *path = getenv("ISNAD_LEXICON");
    if (!path || pip_open(path, NULL, NULL, NULL, &opened, &err) != ISN_OK || !(reader = pip_reader_new(&opened.know))) {
        fprintf(stderr, "set ISNAD_LEXICON to the built isnad.lex\n");
        exit(1);
    }
}

static isn_status read_once(const uint8_t *data, size_t size, buf *out)
{
    static const src_options options = {.published = "2020-01-08", .outlet = "fuzz"};
    src_item item = {.format = (src_format) (data[0] % 4), .line = 1};
    const frm_record *record = NULL;
    isn_error err;
    buf_add(&item.bytes, (str){(const char *) data + 1, size - 1});
    buf_add(&item.path, (str){"fuzz", 5});
    item.path.len = 4;
    isn_status status = pip_read(reader, &item, &options, &record, &err);
    if (status == ISN_OK)
        view_record(record, out);
    src_item_free(&item);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!reader)
        open_once();
    if (size == 0)
        return 0;
    buf first = {0}, again = {0};
    isn_status a = read_once(data, size, &first), b = read_once(data, size, &again);
    if (a != b || !str_eq(buf_str(&first), buf_str(&again)) || !utf8_valid(buf_str(&first), NULL))
        abort();
    buf_free(&first);
    buf_free(&again);
    return 0;
}
