#include "pipeline/batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum slot_state { SLOT_FREE, SLOT_FILLED, SLOT_WORKING, SLOT_DONE } slot_state;

typedef struct slot {
    slot_state state;
    src_item item;
    buf made;
    isn_status status; /* of the walk or of the reading */
    isn_error err;
    uint64_t sentences, bytes;
    uint64_t done, total;
} slot;

typedef struct batch {
    const pip_work *work;
    src_walk *walk;
    slot *slots;
    unsigned n_slots;
    uint64_t filled, taken; /* counts of slots filled by the walk, taken by workers; the sink counts its own */
    bool ended, stop;
    pthread_mutex_t lock;
    pthread_cond_t changed;
} batch;

static void *walk_thread(void *context)
{
    batch *b = context;
    for (uint64_t n = 0;; n++) {
        slot *s = &b->slots[n % b->n_slots];
        pthread_mutex_lock(&b->lock);
        while (s->state != SLOT_FREE && !b->stop)
            pthread_cond_wait(&b->changed, &b->lock);
        bool stop = b->stop;
        pthread_mutex_unlock(&b->lock);
        isn_status status = stop ? ISN_END : src_walk_next(b->walk, &s->item, &s->err);
        if (!stop)
            src_walk_progress(b->walk, &s->done, &s->total);
        pthread_mutex_lock(&b->lock);
        if (status == ISN_END) {
            b->ended = true;
        } else {
            s->status = status;
            s->state = status == ISN_OK ? SLOT_FILLED : SLOT_DONE;
            b->filled = n + 1;
        }
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        if (status == ISN_END)
            return NULL;
    }
}

static void read_slot(const batch *b, pip_reader *r, slot *s)
{
    const frm_record *record = NULL;
    s->status = pip_read(r, &s->item, b->work->options, &record, &s->err);
    buf_clear(&s->made);
    if (s->status != ISN_OK)
        return;
    s->sentences = record->doc->text->n_sentences;
    s->bytes = record->doc->text->text.len;
    b->work->make(b->work->context, record, &s->made);
    if (s->made.status != ISN_OK)
        s->status = isn_fail(&s->err, s->made.status, "the report's record is too large", s->item.path.ptr, NULL);
}

static void *work_thread(void *context)
{
    batch *b = context;
    pip_reader *r = pip_reader_new(b->work->know);
    for (;;) {
        pthread_mutex_lock(&b->lock);
        while (b->taken == b->filled && !b->ended && !b->stop)
            pthread_cond_wait(&b->changed, &b->lock);
        if (b->stop || b->taken == b->filled) {
            pthread_mutex_unlock(&b->lock);
            break;
        }
        slot *s = &b->slots[b->taken++ % b->n_slots];
        bool filled = s->state == SLOT_FILLED;
        if (filled)
            s->state = SLOT_WORKING;
        pthread_mutex_unlock(&b->lock);
        if (!filled)
            continue;
        if (r)
            read_slot(b, r, s);
        else
            s->status = isn_fail(&s->err, ISN_NOMEM, "no memory for a reader", s->item.path.ptr, NULL);
        pthread_mutex_lock(&b->lock);
        s->state = SLOT_DONE;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
    }
    pip_reader_free(r);
    return NULL;
}

static isn_status take_result(const batch *b, slot *s, pip_summary *sum)
{
    sum->done = s->done;
    sum->total = s->total;
    if (s->status != ISN_OK) {
        sum->skipped++;
        sum->by_status[s->status]++;
        b->work->problem(b->work->context, &s->err);
        return ISN_OK;
    }
    sum->read++;
    sum->sentences += s->sentences;
    sum->bytes += s->bytes;
    return b->work->sink(b->work->context, buf_str(&s->made), sum);
}

static isn_status sink_all(batch *b, pip_summary *sum)
{
    for (uint64_t n = 0;; n++) {
        slot *s = &b->slots[n % b->n_slots];
        pthread_mutex_lock(&b->lock);
        while (!(n < b->filled && s->state == SLOT_DONE) && !(b->ended && n >= b->filled))
            pthread_cond_wait(&b->changed, &b->lock);
        bool end = n >= b->filled;
        pthread_mutex_unlock(&b->lock);
        if (end)
            return ISN_OK;
        isn_status status = take_result(b, s, sum);
        pthread_mutex_lock(&b->lock);
        s->state = SLOT_FREE;
        if (status != ISN_OK)
            b->stop = true;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        if (status != ISN_OK)
            return status;
    }
}

isn_status pip_run(const pip_work *work, src_walk *walk, pip_summary *ret, isn_error *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = work->threads ? work->threads : (unsigned) (cores > 0 ? cores : 1);
    if (threads > PIP_THREADS_MAX)
        threads = PIP_THREADS_MAX;
    pthread_t walker, workers[PIP_THREADS_MAX];
    batch b = {.work = work, .walk = walk, .n_slots = threads * PIP_SLOTS_PER_THREAD};
    memset(ret, 0, sizeof *ret);
    b.slots = calloc(b.n_slots, sizeof *b.slots);
    if (!b.slots)
        return isn_fail(err, ISN_NOMEM, "no memory to read in parallel", NULL, NULL);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.changed, NULL);
    isn_status status = ISN_OK;
    unsigned started = 0;
    bool walking = pthread_create(&walker, NULL, walk_thread, &b) == 0;
    while (walking && started < threads && pthread_create(&workers[started], NULL, work_thread, &b) == 0)
        started++;
    if (!walking || started == 0) {
        status = isn_fail(err, ISN_NOMEM, "the system gives no more threads", NULL, NULL);
        pthread_mutex_lock(&b.lock);
        b.stop = true;
        pthread_cond_broadcast(&b.changed);
        pthread_mutex_unlock(&b.lock);
    } else {
        status = sink_all(&b, ret);
        if (status != ISN_OK && err && err->status == ISN_OK)
            isn_fail(err, status, "what was read could not be taken", NULL, NULL);
    }
    if (walking)
        pthread_join(walker, NULL);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    for (unsigned i = 0; i < b.n_slots; i++) {
        src_item_free(&b.slots[i].item);
        buf_free(&b.slots[i].made);
    }
    free(b.slots);
    pthread_cond_destroy(&b.changed);
    pthread_mutex_destroy(&b.lock);
    return status;
}
