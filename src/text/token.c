#include "text/token.h"

#include "base/utf8.h"
#include "base/vec.h"

typedef vec(txt_token) token_vec;
typedef vec(txt_sentence) sentence_vec;

/* A cursor over the text that counts bytes and code points together. */
typedef struct cursor {
    str text;
    size_t at;
    uint32_t cp;
} cursor;

static uint32_t peek(const cursor *c, size_t *ret_next)
{
    *ret_next = c->at;
    return utf8_next(c->text, ret_next);
}

static bool is_separator(uint32_t cp)
{
    return cp == '.' || cp == ',' || cp == 0x66B || cp == 0x66C || cp == 0x60C;
}

/* Three digits and then no digit: what follows a mark that groups thousands. */
static bool thousands_follow(str text, size_t at)
{
    for (int i = 0; i < 4; i++) {
        unsigned char key;
        bool digit = at < text.len && txt_classify(utf8_next(text, &at), &key) == TXT_C_DIGIT;
        if (digit != (i < 3))
            return false;
    }
    return true;
}

static void take_number(arena *a, cursor *c, txt_token *t)
{
    unsigned char key[TXT_KEY_MAX];
    unsigned n = 0;
    bool decimal = false;
    while (c->at < c->text.len) {
        size_t next;
        unsigned char k;
        uint32_t cp = peek(c, &next);
        txt_class class = txt_classify(cp, &k);
        if (class == TXT_C_DIGIT) {
            if (n < TXT_KEY_MAX)
                key[n++] = k;
        } else if (is_separator(cp) && n > 0 && next < c->text.len && !decimal) {
            size_t after = next;
            if (txt_classify(utf8_next(c->text, &after), &k) != TXT_C_DIGIT)
                break;
            bool group = (cp == ',' || cp == 0x66C || cp == 0x60C || cp == '.') && n <= 3 + 3 * 4 && thousands_follow(c->text, next);
            if (cp == 0x60C && !group)
                break;
            if (!group || cp == 0x66B) {
                decimal = true;
                if (n < TXT_KEY_MAX)
                    key[n++] = '.';
            }
        } else if (class != TXT_C_MARK) {
            break;
        }
        c->at = next;
        c->cp++;
    }
    t->kind = TXT_NUMBER;
    t->key = (const unsigned char *) arena_copy(a, (str){(const char *) key, n}).ptr;
    t->key_len = (uint16_t) n;
}

static void take_word(arena *a, cursor *c, txt_token *t, txt_class kind)
{
    unsigned char key[TXT_KEY_MAX];
    unsigned n = 0;
    uint32_t last = 0, last_cp = 0;
    size_t end = c->at;
    uint32_t end_cp = c->cp;
    uint8_t flags = 0;
    while (c->at < c->text.len) {
        size_t next;
        unsigned char k;
        uint32_t cp = peek(c, &next);
        txt_class class = txt_classify(cp, &k);
        if (class == kind) {
            if (n < TXT_KEY_MAX)
                key[n++] = k;
            unsigned char more[8];
            int extra = kind == TXT_C_LETTER ? txt_fold_more(cp, more) : 0;
            for (int i = 0; i < extra && n < TXT_KEY_MAX; i++)
                key[n++] = more[i];
            last = cp;
        } else if (class != TXT_C_MARK) {
            break;
        }
        if (cp >= 0x64B && cp <= 0x64D)
            flags |= TXT_TANWIN;
        else if (class == kind && !(cp == 0x627 && last_cp == 0x64B))
            flags &= (uint8_t) ~TXT_TANWIN;
        last_cp = cp;
        c->at = next;
        c->cp++;
        /* Marks that show (diacritics, tatweel) belong to the word's span even at its end; direction marks and the like do not. */
        if (class == kind || (cp >= 0x600 && cp <= 0x6FF) || cp == 0x640) {
            end = c->at;
            end_cp = c->cp;
        }
    }
    if (kind == TXT_C_LETTER)
        flags |= (last == 0x629 ? TXT_TEH_MARBUTA : 0) | (last == 0x649 ? TXT_ALEF_MAKSURA : 0);
    t->kind = kind == TXT_C_LETTER ? TXT_WORD : TXT_LATIN;
    t->flags |= flags;
    t->key = (const unsigned char *) arena_copy(a, (str){(const char *) key, n}).ptr;
    t->key_len = (uint16_t) n;
    t->end = (uint32_t) end;
    t->cp_end = end_cp;
}

bool txt_opens_quote(const txt_token *t)
{
    return t->kind == TXT_PUNCT && (t->mark == '"' || t->mark == 0xAB || t->mark == 0x201C || t->mark == 0x201E || t->mark == 0x201D || t->mark == 0x201F);
}

bool txt_closes_quote(const txt_token *t)
{
    return t->kind == TXT_PUNCT && (t->mark == '"' || t->mark == 0xBB || t->mark == 0x201D || t->mark == 0x201C);
}

/* A full stop that ends no sentence: after a single letter (د. أ. م.), or inside "...": the last of the dots ends. */
static bool stop_is_abbreviation(const token_vec *v, uint32_t i)
{
    if (i == 0)
        return false;
    const txt_token *before = &v->at[i - 1];
    if ((before->kind == TXT_WORD || before->kind == TXT_LATIN) && before->key_len == 1 && before->end == v->at[i].begin)
        return true;
    return i + 1 < v->n && txt_is(&v->at[i + 1], '.') && v->at[i + 1].begin == v->at[i].end;
}

static bool ends_sentence(const token_vec *v, uint32_t i)
{
    const txt_token *t = &v->at[i];
    if (t->kind != TXT_PUNCT)
        return false;
    switch (t->mark) {
    case '.': return !stop_is_abbreviation(v, i);
    case '!':
    case '?':
    case 0x61F: /* ؟ */
    case 0x6D4: /* Urdu full stop */
    case 0x2026: /* … */ return true;
    default: return false;
    }
}

/* Closing marks after a full stop stay with the sentence. */
static bool trails(const txt_token *t)
{
    return t->kind == TXT_PUNCT && !(t->flags & (TXT_LINE_START | TXT_SPACE_BEFORE)) && (txt_closes_quote(t) || t->mark == ')' || t->mark == ']');
}

static void cut_sentences(arena *a, token_vec *v, sentence_vec *out)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < v->n; i++) {
        if (i > first && (v->at[i].flags & TXT_LINE_START)) {
            *vec_push(a, out) = (txt_sentence){first, i};
            first = i;
        }
        if (!ends_sentence(v, i))
            continue;
        while (i + 1 < v->n && trails(&v->at[i + 1]))
            i++;
        *vec_push(a, out) = (txt_sentence){first, i + 1};
        first = i + 1;
    }
    if (first < v->n)
        *vec_push(a, out) = (txt_sentence){first, v->n};
    for (uint32_t s = 0; s < out->n; s++) {
        v->at[out->at[s].first].flags |= TXT_SENT_START;
        for (uint32_t i = out->at[s].first; i < out->at[s].end; i++)
            v->at[i].sentence = s;
    }
}

void txt_read(arena *a, str text, txt_doc *ret)
{
    token_vec v = {0};
    sentence_vec sentences = {0};
    cursor c = {text, 0, 0};
    unsigned newlines = 2;
    bool space = false;
    while (c.at < text.len) {
        size_t next;
        unsigned char key;
        uint32_t cp = peek(&c, &next);
        txt_class class = txt_classify(cp, &key);
        if (class == TXT_C_SPACE || class == TXT_C_MARK) {
            newlines += cp == '\n' || cp == 0x2028 || cp == 0x2029 || (cp == '\r' && !(next < text.len && text.ptr[next] == '\n'));
            space |= class == TXT_C_SPACE;
            c.at = next;
            c.cp++;
            continue;
        }
        txt_token *t = vec_push(a, &v);
        t->begin = (uint32_t) c.at;
        t->cp_begin = c.cp;
        t->flags = (uint8_t) ((newlines > 0 ? TXT_LINE_START : 0) | (newlines > 1 ? TXT_PARA_START : 0) | (space ? TXT_SPACE_BEFORE : 0));
        newlines = 0;
        space = false;
        if (class == TXT_C_LETTER || class == TXT_C_LATIN) {
            take_word(a, &c, t, class);
            continue;
        }
        if (class == TXT_C_DIGIT) {
            take_number(a, &c, t);
        } else {
            t->kind = TXT_PUNCT;
            t->mark = cp;
            t->key = (const unsigned char *) "";
            c.at = next;
            c.cp++;
        }
        t->end = (uint32_t) c.at;
        t->cp_end = c.cp;
    }
    cut_sentences(a, &v, &sentences);
    *ret = (txt_doc){text, v.at, v.n, sentences.at, sentences.n};
}

void txt_letter_at(const txt_doc *doc, const txt_token *t, unsigned k, uint32_t *ret_byte, uint32_t *ret_cp)
{
    size_t at = t->begin;
    uint32_t cp_at = t->cp_begin;
    unsigned letters = 0;
    while (at < t->end) {
        size_t next = at;
        unsigned char key, more[8];
        uint32_t cp = utf8_next(doc->text, &next);
        txt_class class = txt_classify(cp, &key);
        if (class != TXT_C_MARK) {
            if (letters >= k)
                break;
            letters += 1 + (unsigned) txt_fold_more(cp, more);
        }
        at = next;
        cp_at++;
    }
    *ret_byte = (uint32_t) at;
    *ret_cp = cp_at;
}
