#include "lexicon/inflect.h"

#include "text/fold.h"

enum { STEM_MAX = 48 };

typedef struct stem {
    unsigned char key[STEM_MAX + 8];
    size_t len;
    bool maksura, teh_marbuta, hamza; /* the unfolded last letter is ى, ة, أ */
    lex_form_fn *fn;
    void *context;
    unsigned features;
} stem;

static bool stem_of(stem *s, str base, unsigned features, lex_form_fn *fn, void *context)
{
    if (base.len == 0 || base.len > STEM_MAX)
        return false;
    *s = (stem){.fn = fn, .context = context, .features = features};
    s->len = txt_fold(base, s->key);
    s->maksura = str_ends(base, STR("ى"));
    s->teh_marbuta = str_ends(base, STR("ة"));
    s->hamza = str_ends(base, STR("أ"));
    return s->len >= 2;
}

/* Emits prefix + the stem from its from-th letter without its last cut letters + ending. */
static void emit(const stem *s, int prefix, size_t from, size_t cut, const unsigned char *ending, size_t ending_len, unsigned features)
{
    unsigned char key[STEM_MAX + 16];
    size_t n = 0;
    if (prefix)
        key[n++] = (unsigned char) prefix;
    for (size_t i = from; i + cut < s->len; i++)
        key[n++] = s->key[i];
    for (size_t i = 0; i < ending_len; i++)
        key[n++] = ending[i];
    if (n >= 2)
        s->fn(s->context, key, n, features | s->features);
}

#define E(...) (const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__})
#define E_NONE NULL, 0

static bool is_hollow(const stem *s, size_t shortest)
{
    if (s->len < shortest)
        return false;
    unsigned char middle = s->key[s->len - 2], last = s->key[s->len - 1];
    return (middle == K_ALEF || middle == K_WAW || middle == K_YEH) && last != K_YEH && last != K_ALEF && last != K_WAW && last != K_HAMZA;
}

void lex_perfect_forms(str base, unsigned features, lex_form_fn *fn, void *context)
{
    stem s;
    if (!stem_of(&s, base, features, fn, context))
        return;
    unsigned char last = s.key[s.len - 1];
    emit(&s, 0, 0, 0, E_NONE, LEX_3MS);
    if (s.maksura || (last == K_ALEF && !s.hamza)) { /* التقى, دعا; not بدأ, whose أ stays: بدأت, بدأوا */
        unsigned char glide = last == K_ALEF ? K_WAW : K_YEH;
        emit(&s, 0, 0, 1, E(K_TEH), LEX_3FS);
        emit(&s, 0, 0, 1, E(K_TEH, K_ALEF), LEX_3FD);
        emit(&s, 0, 0, 1, E(glide, K_ALEF), LEX_3MD);
        emit(&s, 0, 0, 1, E(K_WAW, K_ALEF), LEX_3MP);
        emit(&s, 0, 0, 1, E(K_WAW), LEX_3MP | LEX_F_BEFORE_SUFFIX);
        emit(&s, 0, 0, 1, E(K_ALEF), LEX_3MS | LEX_F_BEFORE_SUFFIX);
        emit(&s, 0, 0, 1, E(glide, K_TEH), LEX_1S);
        emit(&s, 0, 0, 1, E(glide, K_NOON, K_ALEF), LEX_1P);
        return;
    }
    emit(&s, 0, 0, 0, E(K_TEH), LEX_3FS);
    emit(&s, 0, 0, 0, E(K_TEH, K_ALEF), LEX_3FD);
    if (last == K_YEH) { /* لقي */
        emit(&s, 0, 0, 0, E(K_ALEF), LEX_3MD);
        emit(&s, 0, 0, 1, E(K_WAW, K_ALEF), LEX_3MP);
        emit(&s, 0, 0, 0, E(K_NOON, K_ALEF), LEX_1P);
        return;
    }
    emit(&s, 0, 0, 0, E(K_ALEF), LEX_3MD);
    emit(&s, 0, 0, 0, E(K_WAW, K_ALEF), LEX_3MP);
    emit(&s, 0, 0, 0, E(K_WAW), LEX_3MP | LEX_F_BEFORE_SUFFIX);
    emit(&s, 0, 0, 0, E(K_NOON), LEX_3FP);
    if (is_hollow(&s, 3) && s.key[s.len - 2] == K_ALEF) { /* زار: زرت; أعاد: أعدت */
        emit(&s, 0, 0, 2, (const unsigned char[]){last, K_TEH}, 2, LEX_1S);
        emit(&s, 0, 0, 2, (const unsigned char[]){last, K_NOON, K_ALEF}, 3, LEX_1P);
    } else {
        emit(&s, 0, 0, 0, E(K_NOON, K_ALEF), LEX_1P);
    }
}

void lex_imperfect_forms(str base, unsigned features, lex_form_fn *fn, void *context)
{
    static const struct {
        unsigned char letter;
        unsigned person;
    } prefixes[] = {{K_YEH, LEX_3MS}, {K_TEH, LEX_3FS}, {K_NOON, LEX_1P}}; /* no first person singular: its forms are too often other words (انه, احد, امر) */
    stem s;
    if (!stem_of(&s, base, features, fn, context))
        return;
    unsigned char last = s.key[s.len - 1];
    bool weak = last == K_YEH || last == K_WAW || (last == K_ALEF && s.len > 3 && !s.hamza);
    bool hollow = is_hollow(&s, 4);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        int p = prefixes[i].letter;
        unsigned who = prefixes[i].person;
        emit(&s, p, 1, 0, E_NONE, who);
        if (weak) {
            if (who != LEX_1P)
                emit(&s, p, 1, 1, E_NONE, who | LEX_F_SHORT);
            if (s.maksura)
                emit(&s, p, 1, 1, E(K_ALEF), who | LEX_F_BEFORE_SUFFIX);
        } else if (hollow && who != LEX_1P) {
            emit(&s, p, 1, 2, (const unsigned char[]){last}, 1, who | LEX_F_SHORT);
        }
        if (who != LEX_3MS && who != LEX_3FS)
            continue;
        size_t cut = weak ? 1 : 0;
        unsigned dual = who == LEX_3MS ? LEX_3MD : LEX_3FD;
        if (s.maksura) {
            emit(&s, p, 1, 1, E(K_YEH, K_ALEF, K_NOON), dual);
            emit(&s, p, 1, 1, E(K_YEH, K_ALEF), dual | LEX_F_SHORT);
        } else {
            emit(&s, p, 1, 0, E(K_ALEF, K_NOON), dual);
            emit(&s, p, 1, 0, E(K_ALEF), dual | LEX_F_SHORT);
        }
        if (who == LEX_3MS) {
            emit(&s, p, 1, cut, E(K_WAW, K_NOON), LEX_3MP);
            emit(&s, p, 1, cut, E(K_WAW, K_ALEF), LEX_3MP | LEX_F_SHORT);
            emit(&s, p, 1, cut, E(K_WAW), LEX_3MP | LEX_F_SHORT | LEX_F_BEFORE_SUFFIX);
            emit(&s, p, 1, 0, E(K_NOON), LEX_3FP);
        }
    }
}

void lex_noun_forms(str base, lex_form_fn *fn, void *context)
{
    stem s;
    if (!stem_of(&s, base, 0, fn, context))
        return;
    unsigned char last = s.key[s.len - 1];
    if (s.teh_marbuta) { /* زيارة: زيارتان, زيارات */
        emit(&s, 0, 0, 0, E_NONE, LEX_F_FEMININE);
        emit(&s, 0, 0, 1, E(K_TEH), LEX_F_FEMININE | LEX_F_BEFORE_SUFFIX);
        emit(&s, 0, 0, 1, E(K_TEH, K_ALEF, K_NOON), LEX_F_FEMININE | LEX_F_PLURAL);
        emit(&s, 0, 0, 1, E(K_TEH, K_YEH, K_NOON), LEX_F_FEMININE | LEX_F_PLURAL);
        emit(&s, 0, 0, 1, E(K_TEH, K_YEH), LEX_F_FEMININE | LEX_F_PLURAL);
        emit(&s, 0, 0, 1, E(K_ALEF, K_TEH), LEX_F_FEMININE | LEX_F_PLURAL);
        return;
    }
    bool plural = s.len > 3 && s.key[s.len - 2] == K_ALEF && last == K_TEH;
    emit(&s, 0, 0, 0, E_NONE, plural ? LEX_F_FEMININE | LEX_F_PLURAL : 0);
    if (plural)
        return;
    emit(&s, 0, 0, 0, E(K_ALEF), LEX_F_TANWIN);
    emit(&s, 0, 0, 0, E(K_ALEF, K_NOON), LEX_F_PLURAL);
    emit(&s, 0, 0, 0, E(K_YEH, K_NOON), LEX_F_PLURAL);
    if (last == K_HAMZA) { /* لقاء: لقاؤه, لقائه; folded لقاوـ, لقايـ */
        emit(&s, 0, 0, 1, E(K_WAW), LEX_F_BEFORE_SUFFIX);
        emit(&s, 0, 0, 1, E(K_YEH), LEX_F_BEFORE_SUFFIX);
        emit(&s, 0, 0, 1, E(K_YEH, K_YEH, K_NOON), LEX_F_PLURAL);
    }
    if (s.maksura)
        emit(&s, 0, 0, 1, E(K_ALEF), LEX_F_BEFORE_SUFFIX);
}

void lex_participle_forms(str base, lex_form_fn *fn, void *context)
{
    stem s;
    if (!stem_of(&s, base, 0, fn, context))
        return;
    emit(&s, 0, 0, 0, E_NONE, 0);
    emit(&s, 0, 0, 0, E(K_ALEF), LEX_F_TANWIN);
    emit(&s, 0, 0, 0, E(K_HEH), LEX_F_FEMININE);
    emit(&s, 0, 0, 0, E(K_YEH, K_NOON), LEX_F_PLURAL);
    emit(&s, 0, 0, 0, E(K_WAW, K_NOON), LEX_F_PLURAL);
    emit(&s, 0, 0, 0, E(K_ALEF, K_TEH), LEX_F_PLURAL | LEX_F_FEMININE);
    emit(&s, 0, 0, 0, E(K_YEH), LEX_F_PLURAL | LEX_F_BEFORE_SUFFIX);
    emit(&s, 0, 0, 0, E(K_ALEF, K_NOON), LEX_F_PLURAL);
}
