/* The face of libisnad: include/isnad.h over pipeline/. Nothing is decided here; types are renamed and errors copied. */
#include "isnad.h"

#include "pipeline/knowledge.h"
#include "view/record.h"

#include <stdlib.h>

#ifndef ISNAD_VERSION
#define ISNAD_VERSION "0"
#endif

_Static_assert((int) ISNAD_NO_MEMORY == (int) ISN_NOMEM && (int) ISNAD_LIMIT == (int) ISN_LIMIT && (int) ISNAD_NOT_FOUND == (int) ISN_NOT_FOUND &&
                   (int) ISNAD_NO_ACCESS == (int) ISN_NO_ACCESS && (int) ISNAD_NOT_TEXT == (int) ISN_NOT_TEXT && (int) ISNAD_EMPTY == (int) ISN_EMPTY &&
                   (int) ISNAD_BAD_INPUT == (int) ISN_BAD_INPUT && (int) ISNAD_BAD_KNOWLEDGE == (int) ISN_BAD_IMAGE && (int) ISNAD_IO == (int) ISN_IO &&
                   (int) ISNAD_INTERNAL == (int) ISN_INTERNAL,
               "the public statuses are the inner ones");
_Static_assert((int) ISNAD_DETAIL_MAX == (int) ISN_DETAIL_MAX, "details are copied whole");

struct isnad_knowledge {
    pip_opened opened;
};

struct isnad_reader {
    pip_reader *reader;
    src_item item;
    buf out;
};

static isnad_status tell(const isn_error *from, isn_status status, isnad_error *to)
{
    if (to && status != ISN_OK) {
        to->status = (isnad_status) status;
        to->what = from->what;
        to->line = from->line;
        to->offset = from->offset;
        memcpy(to->where, from->where, sizeof to->where);
        memcpy(to->detail, from->detail, sizeof to->detail);
    }
    return (isnad_status) status;
}

const char *isnad_version(void)
{
    return ISNAD_VERSION;
}

isnad_status isnad_knowledge_open(const char *path, const char *tables, isnad_knowledge **ret_knowledge, isnad_error *err)
{
    isn_error inner = {0};
    isnad_knowledge *k = calloc(1, sizeof *k);
    isn_status status = k ? pip_open(path, tables, NULL, NULL, &k->opened, &inner) : isn_fail(&inner, ISN_NOMEM, "no memory for the lexicon", path, NULL);
    if (status == ISN_OK)
        *ret_knowledge = k;
    else
        isnad_knowledge_close(k);
    return tell(&inner, status, err);
}

void isnad_knowledge_close(isnad_knowledge *k)
{
    if (!k)
        return;
    pip_close(&k->opened);
    free(k);
}

isnad_reader *isnad_reader_new(const isnad_knowledge *k)
{
    isnad_reader *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->reader = pip_reader_new(&k->opened.know);
    if (!r->reader) {
        free(r);
        return NULL;
    }
    return r;
}

void isnad_reader_free(isnad_reader *r)
{
    if (!r)
        return;
    pip_reader_free(r->reader);
    src_item_free(&r->item);
    buf_free(&r->out);
    free(r);
}

isnad_status isnad_read(isnad_reader *r, const char *bytes, size_t size, const isnad_context *context, const char **ret_json, size_t *ret_size,
                        isnad_error *err)
{
    isn_error inner = {0};
    src_options options = {.published = context ? context->published : NULL, .outlet = context ? context->outlet : NULL};
    str name = str_of(context && context->name ? context->name : "-");
    const frm_record *record = NULL;
    isn_status status = ISN_OK;
    buf_clear(&r->item.bytes);
    buf_clear(&r->item.path);
    buf_clear(&r->out);
    r->item.bytes.ceiling = SRC_ITEM_MAX;
    r->item.format = SRC_UNKNOWN;
    if (buf_add(&r->item.bytes, (str){bytes, size}) != ISN_OK)
        status = isn_fail(&inner, r->item.bytes.status, "the report is too large", name.ptr, NULL);
    else if (buf_add(&r->item.path, name) != ISN_OK || buf_add_char(&r->item.path, '\0') != ISN_OK)
        status = isn_fail(&inner, ISN_NOMEM, "no memory for the report", name.ptr, NULL);
    else
        r->item.path.len--; /* terminated, but not counted */
    if (status == ISN_OK)
        status = pip_read(r->reader, &r->item, &options, &record, &inner);
    if (status == ISN_OK) {
        view_record(record, &r->out);
        if (r->out.status != ISN_OK)
            status = isn_fail(&inner, r->out.status, "the report's record is too large", name.ptr, NULL);
    }
    if (status == ISN_OK) {
        *ret_json = r->out.ptr;
        *ret_size = r->out.len;
    }
    return tell(&inner, status, err);
}
