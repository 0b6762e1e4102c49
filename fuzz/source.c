/* Fuzzes src_parse: any bytes → a report whose strings are valid UTF-8 and whose noise lies in its text, in order; or a refusal. */
#include "base/utf8.h"
#include "source/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct parsing {
    arena *memory;
    src_item item;
    src_report report;
    isn_status status;
} parsing;

static void parse(void *context)
{
    static const src_options options = {.published = "2020-01-08"};
    parsing *p = context;
    isn_error err;
    p->status = src_parse(p->memory, &p->item, &options, &p->report, &err);
}

static void check(const src_report *r)
{
    const str all[] = {r->id,
                       r->path,
                       r->url,
                       r->outlet,
                       r->title,
                       r->byline,
                       r->dateline,
                       r->published,
                       r->retrieved,
                       r->republished_outlet,
                       r->republished_title,
                       r->republished_url,
                       r->language,
                       r->text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!utf8_valid(all[i], NULL))
            abort();
    uint32_t end = 0;
    for (uint32_t i = 0; i < r->noise.n; i++) {
        if (r->noise.at[i].begin < end || r->noise.at[i].end <= r->noise.at[i].begin || r->noise.at[i].end > r->text.len)
            abort();
        end = r->noise.at[i].end;
    }
}

/* The first byte chooses what the walk says of the format. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    parsing p = {.memory = arena_new((size_t) 256 << 20)};
    p.item.format = (src_format) (data[0] % 4);
    buf_add(&p.item.bytes, (str){(const char *) data + 1, size - 1});
    buf_add(&p.item.path, (str){"fuzz", 5});
    p.item.path.len = 4;
    p.item.line = 1;
    if (arena_protect(p.memory, parse, &p) == ISN_OK && p.status == ISN_OK)
        check(&p.report);
    src_item_free(&p.item);
    arena_free(p.memory);
    return 0;
}
