/* Which JSON library to read with: jansson, cJSON and json-c parse the same JSON lines, in turns, and the text of each report is taken out of the tree. The figures
 * stand in ARCHITECTURE.md.
 *
 *     bench-json FILE.jsonl [ROUNDS]
 */
#include <cjson/cJSON.h>
#include <jansson.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

static size_t with_jansson(const lines *l)
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

static size_t with_cjson(const lines *l)
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

static size_t with_json_c(const lines *l)
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
    size_t cap = 0;
    for (char *p = l->bytes; *p;) {
        size_t n = strcspn(p, "\n");
        if (l->n == cap) {
            cap = cap ? cap * 2 : 1024;
            char **at = realloc(l->at, cap * sizeof *at);
            size_t *length = realloc(l->length, cap * sizeof *length);
            if (!at || !length)
                return 0;
            l->at = at;
            l->length = length;
        }
        l->at[l->n] = p;
        l->length[l->n++] = n;
        p += n + (p[n] == '\n');
    }
    return 1;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        size_t (*parse)(const lines *);
    } libraries[] = {{"jansson", with_jansson}, {"cJSON", with_cjson}, {"json-c", with_json_c}};
    enum { N = sizeof libraries / sizeof *libraries };
    double best[N] = {0};
    lines l = {0};
    int rounds = argc > 2 ? (int) strtol(argv[2], NULL, 10) : 5;
    if (argc < 2 || rounds < 1 || !load(argv[1], &l) || l.n == 0) {
        fprintf(stderr, "bench-json FILE.jsonl [ROUNDS]\n");
        return 64;
    }
    for (int r = 0; r < rounds; r++) {
        for (int i = 0; i < N; i++) {
            double begun = now();
            size_t sum = libraries[i].parse(&l);
            double spent = now() - begun;
            if (r == 0)
                printf("%-8s finds %zu bytes of text\n", libraries[i].name, sum);
            if (r == 0 || spent < best[i])
                best[i] = spent;
        }
    }
    for (int i = 0; i < N; i++)
        printf("%-8s %7.1f MB/s  %.2f of jansson's time\n", libraries[i].name, (double) l.size / 1e6 / best[i], best[i] / best[0]);
    return 0;
}
