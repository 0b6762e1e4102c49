/* Events: each accepted trigger with its roles, time, status and source; one item for one happening. */
#include "frame/role.h"
#include "frame/status.h"

#include "mention/entity.h"

enum { WEIGHT_MIN = 33 };

static bool is_armed_type(lex_event_type t)
{
    return t == LEX_ASSAULT || t == LEX_COERCE;
}

/* The time nearest to the trigger in its clause, else in its sentence; else the one that the sentence before ends its story with is not carried: too often it is another's. */
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

/* One happening told again: same type and status, the same people or none on one side, dates that do not differ. */
static bool same_happening(const men_doc *d, const frm_event *a, const frm_event *b)
{
    if (a->type != b->type || (a->time.len && b->time.len && !str_eq(a->time, b->time)))
        return false;
    bool adjacent = (b->trigger > a->trigger ? b->trigger - a->trigger : a->trigger - b->trigger) <= 4;
    if (adjacent && men_same_sentence(d, a->trigger, b->trigger))
        return true;
    if (a->status != b->status || a->row != b->row)
        return false;
    bool actors = share(&a->actor, &b->actor), recipients = share(&a->recipient, &b->recipient);
    if (a->recipient.n && b->recipient.n && !recipients)
        return false;
    if (a->actor.n && b->actor.n && !actors)
        return false;
    return actors || recipients;
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

static bool acceptable(const men_doc *d, const frm_trigger *c, const frm_event *e)
{
    if (c->row->weight < WEIGHT_MIN)
        return false;
    bool somebody = e->actor.n > 0 || e->recipient.n > 0;
    if (!somebody && !is_armed_type(e->type) && e->type != LEX_PROTEST)
        return false;
    (void) d;
    return true;
}

void frm_read_events(men_doc *d, frm_record *r)
{
    uint32_t subject = MEN_NONE, sentence = MEN_NONE;
    for (uint32_t t = 0; t < d->text->n_tokens; t++) {
        if (men_token(d, t)->sentence != sentence) {
            if (sentence != MEN_NONE && men_token(d, t)->sentence > sentence + 1)
                subject = MEN_NONE;
            sentence = men_token(d, t)->sentence;
        }
        if (men_token(d, t)->kind != TXT_WORD)
            continue;
        frm_trigger c;
        if (frm_trigger_at(d, t, &c)) {
            frm_event e = {.type = (lex_event_type) c.row->type, .trigger = t, .row = c.match->form->row, .weight = c.row->weight, .mutual = c.row->mutual};
            e.mode = lex_cell(d->lex->image, LEX_T_TRIGGERS, c.match->form->row, TRIGGER_MODE).ptr;
            if (frm_fill_roles(d, &c, subject, &e) && acceptable(d, &c, &e)) {
                e.time = time_of(d, &c);
                e.status = frm_status_of(d, &c);
                sources_of(d, r, &c, &e);
                topics_of(d, &c, &e);
                add_event(d, r, &e);
            }
        }
        if (frm_is_verb(d, t)) {
            uint32_t s = subject_entity(d, t);
            if (s != MEN_NONE)
                subject = s;
        }
    }
}
