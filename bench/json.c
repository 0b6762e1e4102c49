/* How fast one JSON library parses JSON lines: built three times, with -DWITH_JANSSON, -DWITH_CJSON and -DWITH_JSON_C, because jansson and json-c give their
 * functions the same names and cannot stand in one program. bench/json runs the three in turns. Each line's tree is built, the report's text is taken out of
 * it, and the tree is freed.
 *
 *     bench-json-LIBRARY FILE.jsonl     prints the bytes of text found and the processor seconds it took
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(WITH_CJSON)
#include <cjson/cJSON.h>
#elif defined(WITH_JSON_C)
#include <json-c/json.h>
#else
#include <jansson.h>
#endif

typedef struct lines {
    char *bytes;
    size_t size;
    char **at;
    size_t *length;
    size_t n;
} lines;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

#if defined(WITH_CJSON)

static size_t parse_all(const lines *l)
{
    size_t sum = 0;
    for (size_t i = 0; i < l->n; i++) {
        cJSON *v = cJSON_ParseWithLength(l->at[i], l->length[i]);
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(v, "text"));
        sum += text ? strlen(text) : 0;
        cJSON_Delete(v);
    }
    return sum;
}

#elif defined(WITH_JSON_C)

static size_t parse_all(const lines *l)
{
    size_t sum = 0;
    json_tokener *t = json_tokener_new();
    json_tokener_set_flags(t, JSON_TOKENER_VALIDATE_UTF8); /* as jansson does; cJSON cannot */
    for (size_t i = 0; i < l->n; i++) {
        json_tokener_reset(t);
        json_object *v = json_tokener_parse_ex(t, l->at[i], (int) l->length[i]), *text = NULL;
        if (json_object_object_get_ex(v, "text", &text))
            sum += (size_t) json_object_get_string_len(text);
        json_object_put(v);
    }
    json_tokener_free(t);
    return sum;
}

#else

static size_t parse_all(const lines *l)
{
    size_t sum = 0;
    for (size_t i = 0; i < l->n; i++) {
        json_error_t e;
        json_t *v = json_loadb(l->at[i], l->length[i], JSON_DECODE_ANY | JSON_ALLOW_NUL, &e);
        const char *text = json_string_value(json_object_get(v, "text"));
        sum += text ? strlen(text) : 0;
        json_decref(v);
    }
    return sum;
}

#endif

static int load(const char *path, lines *l)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        return 0;
    l->size = (size_t) ftell(f);
    rewind(f);
    l->bytes = malloc(l->size + 1);
    int ok = l->bytes && fread(l->bytes, 1, l->size, f) == l->size;
    fclose(f);
    if (!ok)
        return 0;
    l->bytes[l->size] = '\0';
    size_t n = 1;
    for (const char *p = l->bytes; (p = strchr(p, '\n')); p++)
        n++;
    l->at = calloc(n, sizeof *l->at);
    l->length = calloc(n, sizeof *l->length);
    if (!l->at || !l->length)
        return 0;
    for (char *p = l->bytes; *p;) {
        size_t length = strcspn(p, "\n");
        l->at[l->n] = p;
        l->length[l->n++] = length;
        p += length + (p[length] == '\n');
    }
    return 1;
}

static void drop(lines *l)
{
    free(l->at);
    free(l->length);
    free(l->bytes);
}

int main(int argc, char **argv)
{
    lines l = {0};
    if (argc != 2 || !load(argv[1], &l) || l.n == 0) {
        fprintf(stderr, "bench-json FILE.jsonl\n");
        drop(&l);
        return 64;
    }
    double begun = now();
    size_t sum = parse_all(&l);
    printf("%zu %zu %.4f\n", l.size, sum, now() - begun);
    drop(&l);
    return 0;
}
