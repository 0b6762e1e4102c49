/* Roles: who fills the places of a trigger. */
#ifndef ISNAD_FRAME_ROLE_H
#define ISNAD_FRAME_ROLE_H

#include "frame/trigger.h"

/* Fills actor, recipient, place and the span of e from the words around the trigger, by the rules of its row. last_subject: the subject of the clause before,
 * or MEN_NONE. */
void frm_fill_roles(men_doc *d, const frm_trigger *c, uint32_t last_subject, frm_event *e);

/* A capital or seat that acts is its state; any other entity is itself. */
uint32_t frm_as_actor(men_doc *d, uint32_t entity);

/* One role for all who act together; nobody in two roles of one event. */
void frm_tidy_roles(men_doc *d, frm_event *e);

#endif
