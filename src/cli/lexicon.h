/* The parts of `isnad lexicon`, one function a sub-command; each returns an exit code. */
#ifndef ISNAD_CLI_LEXICON_H
#define ISNAD_CLI_LEXICON_H

#include "cli/command.h"
#include "lexicon/image.h"

/* What the words can be, and why. */
int cli_lexicon_lookup(const lex_image *image, const char *const *words, int n);

/* Who held an office of a state or body; on: YYYY[-MM[-DD]] or NULL for all tenures. */
int cli_lexicon_who(const lex_image *image, const char *office, const char *of, const char *on);

/* Validates the tables of the folders: rows, references, keys, and the tenures of offices with one holder. verbose lists gaps too. */
int cli_lexicon_check(const char *const *folders, int n, bool verbose);

/* Adds a row, given as column=value, to a table of the user's folder; refuses one that does not compile over the image. */
int cli_lexicon_add(const lex_image *image, const char *folder, const char *table, const char *const *cells, int n);

#endif
