#include "frame/phrase.h"

static const char *const types[LEX_EVENT_TYPES] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                                   "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

const char *frm_type_name(lex_event_type t)
{
    return types[t];
}

const char *frm_status_name(lex_status s)
{
    static const char *const names[] = {"actual", "actual", "planned", "hypothetical", "negated"};
    return names[s];
}

const char *frm_kind_name(men_kind k)
{
    static const char *const names[] = {"person", "organization", "country", "place", "group"};
    return names[k];
}

void frm_read(men_doc *doc, const frm_model *model, const struct frm_observer *observer, frm_record *ret)
{
    *ret = (frm_record){.doc = doc};
    frm_mark(doc);
    frm_read_statements(doc, ret);
    frm_read_events(doc, model, observer, ret);
}
