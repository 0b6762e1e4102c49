/* Tellings for tests, from a few words. */
#ifndef ISNAD_TESTS_LEDGER_MAKE_H
#define ISNAD_TESTS_LEDGER_MAKE_H

#include "ledger/dispute.h"

/* type/mode, actors and recipients and places as led_party_list writes them, date, status, day of publication (0 for unknown), report; words: the sentence. */
led_telling make_telling(arena *a, const char *kind, const char *actors, const char *recipients, const char *places, const char *time, const char *status,
                         const char *published, unsigned report, const char *sentence);

#endif
