/* Training's view of reading: every candidate that the model is asked about, with its features, before the model decides. tools/train_frames.c listens. */
#ifndef ISNAD_FRAME_TRAIN_H
#define ISNAD_FRAME_TRAIN_H

#include "frame/choose.h"

typedef struct frm_observer {
    void *context;
    void (*trigger)(void *context, const frm_context *x, const frm_features *f); /* then, for the same trigger: */
    void (*role)(void *context, const frm_context *x, const frm_candidate *k, const frm_features *f);
    void (*time)(void *context, const frm_context *x, uint32_t time, const frm_features *f);
    void (*source)(void *context, const frm_context *x, uint32_t statement, const frm_features *f);
} frm_observer;

#endif
