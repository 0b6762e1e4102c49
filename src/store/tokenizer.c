/* FTS5 reads text with isnad's own eyes: folded letters, clitics and common endings cut off.
 *
 * In the index a word stands once, by its stem: الرئيس, والرئيس, للرئيس and رئيس are one term. One-letter ب ل ك ف before a word without article cannot be told
 * from a letter of the word (بسوريا, but بنك), so the index leaves them and the question asks for both: سوريا asks for سوريا, بسوريا, لسوريا, كسوريا, فسوريا as
 * synonyms. Terms are folded keys, one byte a letter; FTS5 compares bytes and does not mind.
 */
#include "store/db.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { TERM_MAX = 64 };

static int create(void *context, const char **arguments, int n, Fts5Tokenizer **ret)
{
    static char one;
    (void) context;
    (void) arguments;
    (void) n;
    *ret = (Fts5Tokenizer *) &one;
    return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *t)
{
    (void) t;
}

typedef int token_fn(void *, int, const char *, int, int, int);

static int emit(void *context, int flags, token_fn *token, const unsigned char *key, size_t len, size_t begin, size_t end)
{
    if (len == 0)
        return SQLITE_OK;
    size_t from, stem = led_stem(key, len, &from);
    int code = token(context, 0, (const char *) key + from, (int) stem, (int) begin, (int) end);
    if (code != SQLITE_OK || !(flags & FTS5_TOKENIZE_QUERY) || (flags & FTS5_TOKENIZE_PREFIX) || key[0] < 0x80 || stem + 1 > TERM_MAX)
        return code;
    static const unsigned char before[] = {K_BEH, K_LAM, K_KAF, K_FEH};
    for (size_t i = 0; i < sizeof before && code == SQLITE_OK; i++) {
        unsigned char other[TERM_MAX];
        other[0] = before[i];
        memcpy(other + 1, key + from, stem);
        code = token(context, FTS5_TOKEN_COLOCATED, (const char *) other, (int) stem + 1, (int) begin, (int) end);
    }
    return code;
}

static int tokenize(Fts5Tokenizer *t, void *context, int flags, const char *text, int n, token_fn *token)
{
    (void) t;
    str s = {text, (size_t) n};
    unsigned char key[TERM_MAX];
    size_t len = 0, begin = 0, end = 0;
    int code = SQLITE_OK;
    bool digits = false;
    for (size_t at = 0; at < s.len && code == SQLITE_OK;) {
        size_t here = at;
        unsigned char k;
        uint32_t cp;
        if ((unsigned char) s.ptr[at] >= 0xC0 && at + 1 >= s.len) /* cut in the middle of a character */
            break;
        cp = utf8_next(s, &at);
        txt_class class = txt_classify(cp, &k);
        bool letter = class == TXT_C_LETTER || class == TXT_C_LATIN || class == TXT_C_DIGIT;
        if (class == TXT_C_MARK)
            continue;
        if (len > 0 && (!letter || (class == TXT_C_DIGIT) != digits)) {
            code = emit(context, flags, token, key, len, begin, end);
            len = 0;
        }
        if (!letter || k == TXT_SKIP || code != SQLITE_OK)
            continue;
        if (len == 0) {
            begin = here;
            digits = class == TXT_C_DIGIT;
        }
        end = at;
        if (len < TERM_MAX)
            key[len++] = k;
        unsigned char more[8];
        int m = txt_fold_more(cp, more);
        for (int i = 0; i < m && len < TERM_MAX; i++)
            key[len++] = more[i];
    }
    return code == SQLITE_OK ? emit(context, flags, token, key, len, begin, end) : code;
}

int sto_register_tokenizer(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *q;
    int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &q, NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_pointer(q, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(q);
    sqlite3_finalize(q);
    if (!api)
        return SQLITE_ERROR;
    static fts5_tokenizer isnad = {create, destroy, tokenize};
    return api->xCreateTokenizer(api, "isnad", NULL, &isnad, NULL);
}
