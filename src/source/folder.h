/* Folders: the regular files under a path, in the order of their names, so that runs repeat. */
#ifndef ISNAD_SOURCE_FOLDER_H
#define ISNAD_SOURCE_FOLDER_H

#include "base/buf.h"
#include "base/status.h"

typedef struct src_folder src_folder;

/* path: a folder. NULL if memory is refused. */
src_folder *src_folder_new(const char *path);
void src_folder_free(src_folder *f);

/* The next file's path in *ret, terminated, until the next call. ISN_END after the last; another status is a folder that cannot be read. Files and folders
 * whose names begin with a dot, and whatever is neither (sockets, devices), are passed over; a folder met again through a symbolic link is not entered
 * again. */
isn_status src_folder_next(src_folder *f, const char **ret, isn_error *err);

/* Sizes of the files in the folders listed so far. */
uint64_t src_folder_total(const src_folder *f);

#endif
