#include "source/formats.h"
bool src_html_charset(str bytes, char *name, size_t size){(void)bytes;(void)name;(void)size;return false;}
isn_status src_parse_html(arena *a, str text, const src_item *item, src_report *r, isn_error *err){(void)a;(void)item;(void)err;r->text=text;return ISN_OK;}
