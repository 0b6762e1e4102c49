/* Events: each accepted trigger with its roles, time, status and source; one item for one happening. */
#include "frame/choose.h"
#include "frame/role.h"
#include "frame/status.h"
#include "frame/train.h"

#include "mention/entity.h"

enum { WEIGHT_MIN = 33, TIME_SENTENCES_BACK = 2 };

/* Log-odds at which the model accepts; tuned on held-out reports (docs/accuracy.md). */
static const float ACCEPT_AT = -0.3f, ROLE_AT = -0.3f, SOURCE_AT = 0.0f;

static bool is_armed_type(lex_event_type t)
{
    return t == LEX_ASSAULT || t == LEX_COERCE;
}

/* The time nearest to the trigger in its clause, else in its sentence; else the one that the sentence before ends its story with is not carried: too often it
 * is another's. */
static str time_of(const men_doc *d, const frm_trigger *c)
{
    const txt_sentence *s = &d->text->sentences[men_token(d, c->first)->sentence];
    uint32_t bounds[2][2] = {{c->clause, c->clause_end}, {s->first, s->end}};
    for (int b = 0; b < 2; b++) {
        uint32_t best = MEN_NONE, distance = UINT32_MAX;
        for (uint32_t t = bounds[b][0]; t < bounds[b][1]; t++) {
            if (!d->time_at[t])
                continue;
            uint32_t away = t > c->first ? t - c->first : (c->first - t) + 2;
            if (away < distance) {
                distance = away;
                best = d->time_at[t] - 1;
            }
        }
        if (best != MEN_NONE)
            return d->times.at[best].edtf;
    }
    return STR("");
}

static void sources_of(men_doc *d, const frm_record *r, const frm_trigger *c, frm_event *e)
{
    for (uint32_t i = 0; i < r->statements.n; i++) {
        const frm_statement *s = &r->statements.at[i];
        if (c->first >= s->reach_first && c->first < s->reach_end && s->trigger != c->first)
            frm_add_ref(d, &e->said_by, s->speaker);
    }
}

static void topics_of(men_doc *d, const frm_trigger *c, frm_event *e)
{
    for (uint32_t t = c->clause; t < c->clause_end; t++) {
        const lex_match *m = lex_match_of(d->lex, t, LEX_SECTOR);
        if (m && !m->pronoun && (t < c->first || t >= c->end))
            frm_add_ref(d, &e->topics, m->form->row);
    }
}

static bool share(const frm_refs *a, const frm_refs *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (frm_has_ref(b, a->at[i]))
            return true;
    return false;
}

static uint32_t fullness(const frm_event *e)
{
    return e->actor.n + e->recipient.n + e->place.n + (e->time.len > 0) * 2;
}

/* Whether two fillings of a role can be the same people: one is empty, or they share somebody. */
static bool agree(const frm_refs *a, const frm_refs *b)
{
    return a->n == 0 || b->n == 0 || share(a, b);
}

static bool within(const frm_refs *a, const frm_refs *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (!frm_has_ref(b, a->at[i]))
            return false;
    return true;
}

/* A definite noun that adds nobody and no other day to what was told: «الهجوم» behind «هاجم مسلحون …». */
static bool points_to(const frm_event *noun, const frm_event *told)
{
    return noun->pointed && within(&noun->actor, &told->actor) && within(&noun->recipient, &told->recipient);
}

/* One happening told again: same type, people and days that do not differ, and something that ties the two. */
static bool same_happening(const men_doc *d, const frm_event *a, const frm_event *b)
{
    if (a->type != b->type || (a->time.len && b->time.len && !str_eq(a->time, b->time)))
        return false;
    bool adjacent = (b->trigger > a->trigger ? b->trigger - a->trigger : a->trigger - b->trigger) <= 4;
    if (adjacent && men_same_sentence(d, a->trigger, b->trigger))
        return true;
    if (!agree(&a->actor, &b->actor) || !agree(&a->recipient, &b->recipient))
        return false;
    bool near = men_token(d, b->trigger)->sentence <= men_token(d, a->trigger)->sentence + 3;
    if (near && points_to(b, a))
        return true;
    bool actors = share(&a->actor, &b->actor), recipients = share(&a->recipient, &b->recipient);
    if (a->status != b->status)
        return false;
    if (a->row == b->row)
        return actors || recipients;
    return actors && recipients;
}

static void add_event(men_doc *d, frm_record *r, const frm_event *e)
{
    for (uint32_t i = 0; i < r->events.n; i++) {
        frm_event *old = &r->events.at[i];
        if (!same_happening(d, old, e))
            continue;
        if (fullness(e) > fullness(old))
            *old = *e;
        return;
    }
    *vec_push(d->memory, &r->events) = *e;
}

/* The subject that the next clause goes on with: that of the last finite verb with one. */
static uint32_t subject_entity(men_doc *d, uint32_t t)
{
    frm_subject s = frm_subject_of(d, t, LEX_3MS);
    if (!s.found || s.phrase.kind != FRM_P_WHO)
        return MEN_NONE;
    return d->mentions.at[s.phrase.mention].entity;
}

typedef struct choosing {
    men_doc *d;
    frm_record *r;
    const frm_model *model;
    const frm_observer *observer;
    uint32_t subject, place; /* entities that the next clause goes on with */
} choosing;

static bool in_time_window(const men_doc *d, const frm_trigger *c, const men_time *t)
{
    uint32_t a = men_token(d, t->span.first)->sentence, b = men_token(d, c->first)->sentence;
    return !d->noise[t->span.first] && a <= b + 1 && a + TIME_SENTENCES_BACK >= b;
}

static void choose_time(const choosing *x, const frm_context *cx, frm_event *e)
{
    frm_features f;
    float best = 0;
    uint32_t chosen = MEN_NONE;
    frm_time_features(cx, MEN_NONE, &f);
    if (x->observer)
        x->observer->time(x->observer->context, cx, MEN_NONE, &f);
    if (x->model)
        best = frm_score(x->model, FRM_TIME, 0, &f);
    for (uint32_t i = 0; i < x->d->times.n; i++) {
        if (!in_time_window(x->d, cx->c, &x->d->times.at[i]))
            continue;
        frm_time_features(cx, i, &f);
        if (x->observer)
            x->observer->time(x->observer->context, cx, i, &f);
        if (!x->model)
            continue;
        float score = frm_score(x->model, FRM_TIME, 0, &f);
        if (score > best) {
            best = score;
            chosen = i;
        }
    }
    if (x->model)
        e->time = chosen == MEN_NONE ? STR("") : x->d->times.at[chosen].edtf;
}

static void choose_sources(const choosing *x, const frm_context *cx, frm_event *e)
{
    frm_features f;
    frm_refs chosen = {0};
    for (uint32_t i = 0; i < x->r->statements.n; i++) {
        const frm_statement *s = &x->r->statements.at[i];
        uint32_t a = men_token(x->d, s->trigger)->sentence, b = men_token(x->d, cx->c->first)->sentence;
        if (a > b || a + 2 < b)
            continue;
        frm_source_features(cx, i, &f);
        if (x->observer)
            x->observer->source(x->observer->context, cx, i, &f);
        if (x->model && frm_score(x->model, FRM_SOURCE, 0, &f) > SOURCE_AT)
            frm_add_ref(x->d, &chosen, s->speaker);
    }
    if (x->model)
        e->said_by = chosen;
}

static void put_role(men_doc *d, frm_event *e, unsigned role, const frm_refs *refs)
{
    for (uint32_t i = 0; i < refs->n; i++) {
        uint32_t entity = role == FRM_ROLE_PLACE ? refs->at[i] : frm_as_actor(d, refs->at[i]);
        frm_add_ref(d, role == FRM_ROLE_ACTOR ? &e->actor : role == FRM_ROLE_PLACE ? &e->place : &e->recipient, entity);
        if (role == FRM_ROLE_HOST)
            frm_add_ref(d, &e->place, refs->at[i]);
    }
}

static void choose_roles(const choosing *x, const frm_context *cx, frm_event *e)
{
    frm_candidate k[FRM_CANDIDATES_MAX];
    unsigned n = frm_candidates(cx, k), role[FRM_CANDIDATES_MAX];
    frm_features f;
    for (unsigned i = 0; i < n; i++) {
        role[i] = FRM_ROLE_NONE;
        frm_role_features(cx, &k[i], &f);
        if (x->observer)
            x->observer->role(x->observer->context, cx, &k[i], &f);
        if (!x->model)
            continue;
        float none = frm_score(x->model, FRM_ROLE, FRM_ROLE_NONE, &f) + ROLE_AT, best = none;
        for (unsigned c = FRM_ROLE_ACTOR; c < FRM_ROLES; c++) {
            if (c == FRM_ROLE_HOST && !str_eq(str_of(e->mode), STR("visit")))
                continue;
            float score = frm_score(x->model, FRM_ROLE, c, &f);
            if (score > best) {
                best = score;
                role[i] = c;
            }
        }
    }
    if (!x->model)
        return;
    e->actor = e->recipient = e->place = (frm_refs){0};
    for (unsigned i = 0; i < n; i++) {
        if (role[i] == FRM_ROLE_NONE)
            continue;
        frm_refs refs = {0};
        frm_candidate_refs(x->d, &k[i], &refs);
        put_role(x->d, e, role[i], &refs);
    }
    frm_tidy_roles(x->d, e);
}

static bool acceptable(const frm_trigger *c, const frm_event *e)
{
    if (c->row->weight < WEIGHT_MIN || c->unmet || c->refused)
        return false;
    return e->actor.n > 0 || e->recipient.n > 0 || is_armed_type(e->type) || e->type == LEX_PROTEST;
}

static void read_trigger(choosing *x, uint32_t t, const frm_trigger *c)
{
    men_doc *d = x->d;
    frm_event e = {.type = (lex_event_type) c->row->type, .trigger = t, .row = c->match->form->row, .weight = c->row->weight, .mutual = c->row->mutual};
    e.mode = lex_cell(d->lex->image, LEX_T_TRIGGERS, c->match->form->row, TRIGGER_MODE).ptr;
    const txt_token *k = men_token(d, t);
    e.pointed = c->noun && (c->match->pronoun || (c->match->clitics & LEX_C_AL) || (k->key_len > 3 && k->key[0] == K_ALEF && k->key[1] == K_LAM));
    frm_fill_roles(d, c, x->subject, &e);
    frm_event ruled = e;
    frm_context cx = {.d = d, .r = x->r, .c = c, .e = &ruled, .last_subject = x->subject, .last_place = x->place};
    frm_features f;
    frm_accept_features(&cx, &f);
    if (x->observer)
        x->observer->trigger(x->observer->context, &cx, &f);
    bool accepted = x->model ? frm_score(x->model, FRM_ACCEPT, 0, &f) > ACCEPT_AT : acceptable(c, &e);
    if (!accepted && !x->observer)
        return;
    e.time = time_of(d, c);
    sources_of(d, x->r, c, &e);
    choose_roles(x, &cx, &e);
    choose_time(x, &cx, &e);
    if (x->observer)
        choose_sources(x, &cx, &e);
    if (!accepted)
        return;
    e.status = frm_status_of(d, c);
    topics_of(d, c, &e);
    add_event(d, x->r, &e);
    if (e.place.n > 0)
        x->place = e.place.at[0];
}

void frm_read_events(men_doc *d, const frm_model *model, const frm_observer *observer, frm_record *r)
{
    choosing x = {.d = d, .r = r, .model = model, .observer = observer, .subject = MEN_NONE, .place = MEN_NONE};
    uint32_t sentence = MEN_NONE;
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        if (men_token(d, t)->sentence != sentence) {
            if (sentence != MEN_NONE && men_token(d, t)->sentence > sentence + 1)
                x.subject = MEN_NONE;
            sentence = men_token(d, t)->sentence;
        }
        if (men_token(d, t)->kind != TXT_WORD)
            continue;
        frm_trigger c;
        if (frm_trigger_at(d, t, &c))
            read_trigger(&x, t, &c);
        if (frm_is_verb(d, t)) {
            uint32_t s = subject_entity(d, t);
            if (s != MEN_NONE)
                x.subject = s;
        }
    }
}
