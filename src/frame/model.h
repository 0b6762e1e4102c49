/* The learned part of reading events: linear models over hashed features, trained on the project's own corpus (data/model/README.md says how).
 *
 * Four questions are put to it, each about one candidate: does this trigger tell an event; which role has this phrase in it; is this its time; is this its
 * source. The rules' own answers are among the features, so that the model corrects the rules rather than replaces them. Without a model the rules stand alone.
 */
#ifndef ISNAD_FRAME_MODEL_H
#define ISNAD_FRAME_MODEL_H

#include "base/status.h"
#include "base/str.h"

typedef enum frm_task { FRM_ACCEPT, FRM_ROLE, FRM_TIME, FRM_SOURCE, FRM_TASKS } frm_task;

enum {
    FRM_ROLE_NONE = 0,
    FRM_ROLE_ACTOR,
    FRM_ROLE_RECIPIENT,
    FRM_ROLE_PLACE,
    FRM_ROLE_HOST /* recipient and place: a state that is visited */,
    FRM_ROLES,
    FRM_BITS = 16,
    FRM_BUCKETS = 1 << FRM_BITS,
    FRM_FEATURES_MAX = 160,
    FRM_MODEL_VERSION = 1
};

/* Classes of a task: the roles, or 1 for yes against no. */
static inline unsigned frm_classes(frm_task t)
{
    return t == FRM_ROLE ? FRM_ROLES : 1;
}

typedef struct frm_features {
    uint32_t at[FRM_FEATURES_MAX]; /* buckets */
    unsigned n;
} frm_features;

/* Adds the feature "template = (a, b)". Past FRM_FEATURES_MAX more are dropped. */
void frm_feature(frm_features *f, unsigned template_number, uint64_t a, uint64_t b);

typedef struct frm_model frm_model;

/* Maps a model file. ISN_BAD_IMAGE if it is damaged or of another version. Many threads may share it. */
isn_status frm_model_open(const char *path, frm_model **ret, isn_error *err);
void frm_model_close(frm_model *m);

/* Score of a class: for yes-no tasks the log-odds of yes. */
float frm_score(const frm_model *m, frm_task task, unsigned class, const frm_features *f);

/* Writes a model of weights[task class][bucket]; quantised to 8 bits with one scale a class. */
isn_status frm_model_write(const char *path, const float *const *weights, isn_error *err);

enum { FRM_ALL_CLASSES = 1 + FRM_ROLES + 1 + 1 };
/* Index of a task's first class among all classes. */
unsigned frm_first_class(frm_task t);

#endif
