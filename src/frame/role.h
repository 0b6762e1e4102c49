/* Roles: who fills the places of a trigger. */
#ifndef ISNAD_FRAME_ROLE_H
#define ISNAD_FRAME_ROLE_H

#include "frame/trigger.h"

/* Fills actor, recipient, place and the span of e from the words around the trigger. Returns false where what fills the roles shows that this is no event of a
 * political actor (sport, private matters). last_subject: the subject of the clause before, or MEN_NONE. */
bool frm_fill_roles(men_doc *d, const frm_trigger *c, uint32_t last_subject, frm_event *e);

#endif
