/* libisnad: Arabic press reports → records.
 *
 *     isnad_knowledge *know;
 *     isnad_error err;
 *     if (isnad_knowledge_open("isnad.lex", NULL, &know, &err) == ISNAD_OK) {
 *         isnad_reader *reader = isnad_reader_new(know);
 *         const char *json;
 *         size_t size;
 *         if (isnad_read(reader, bytes, n, NULL, &json, &size, &err) == ISNAD_OK)
 *             fwrite(json, 1, size, stdout);
 *         isnad_reader_free(reader);
 *         isnad_knowledge_close(know);
 *     }
 *
 * The library prints nothing, ends no process, has no state of its own, and reads no file but those it is given to open. All text is UTF-8. Types are opaque;
 * each function says who owns what it returns. Outputs (ret_…) are set only on ISNAD_OK.
 */
#ifndef ISNAD_H
#define ISNAD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ISNAD_API __attribute__((visibility("default")))
#else
#define ISNAD_API
#endif

/* ---- Version
 * ------------------------------------------------------------------------------------------------------------------------------------------------- */

/* Version of the record's shape: the member "isnad" of every record. */
#define ISNAD_RECORD_VERSION 1

/* Version of the library, "1.2.3". Static; never freed. */
ISNAD_API const char *isnad_version(void);

/* ---- Errors
 * -------------------------------------------------------------------------------------------------------------------------------------------------- */

typedef enum isnad_status {
    ISNAD_OK = 0,
    ISNAD_NO_MEMORY = 2,     /* the system gave no memory */
    ISNAD_LIMIT = 3,         /* larger than a limit of the library: a report of 64 MiB, or one that needs 1.5 GiB to read */
    ISNAD_NOT_FOUND = 4,     /* no such file */
    ISNAD_NO_ACCESS = 5,     /* the system refused to open it */
    ISNAD_NOT_TEXT = 6,      /* bytes that are no text in any encoding known here */
    ISNAD_EMPTY = 7,         /* no text in it */
    ISNAD_BAD_INPUT = 8,     /* malformed JSON, a bad row of a table */
    ISNAD_BAD_KNOWLEDGE = 9, /* a lexicon image or model that is damaged or of another version */
    ISNAD_IO = 12,           /* reading failed */
    ISNAD_INTERNAL = 13      /* a bug */
} isnad_status;

enum { ISNAD_DETAIL_MAX = 256 };

typedef struct isnad_error {
    isnad_status status;
    const char *what;              /* what failed: static, lower case, no full stop */
    uint64_t line;                 /* 1-based line of the input; 0 if it does not apply */
    uint64_t offset;               /* bytes from the start of the input; 0 if it does not apply */
    char where[ISNAD_DETAIL_MAX];  /* the file or input; may be empty */
    char detail[ISNAD_DETAIL_MAX]; /* the offending value; may be empty */
} isnad_error;

/* ---- Knowledge
 * ----------------------------------------------------------------------------------------------------------------------------------------------- */

/* The lexicon and the models that stand beside it, mapped read-only. Any number of threads may share one. */
typedef struct isnad_knowledge isnad_knowledge;

/* Opens the lexicon image at path. tables: a folder of tables (.tsv) to lay over it, or NULL. err may be NULL. The caller closes *ret_knowledge, after all its
 * readers. */
ISNAD_API isnad_status isnad_knowledge_open(const char *path, const char *tables, isnad_knowledge **ret_knowledge, isnad_error *err);
ISNAD_API void isnad_knowledge_close(isnad_knowledge *knowledge); /* NULL is allowed */

/* ---- Reading
 * ------------------------------------------------------------------------------------------------------------------------------------------------- */

/* Reads one report after the other, for one thread at a time. */
typedef struct isnad_reader isnad_reader;

/* What is known of a report besides its bytes. All strings are the caller's and may be NULL. */
typedef struct isnad_context {
    const char *name;      /* what the report is called in its record ("path") and in errors: a file's name; its ending helps to tell the format */
    const char *published; /* YYYY-MM-DD, YYYY-MM or YYYY, for a report that has no date */
    const char *outlet;    /* for a report that names no outlet */
} isnad_context;

/* NULL if memory is refused. knowledge must outlive the reader. The caller frees it. */
ISNAD_API isnad_reader *isnad_reader_new(const isnad_knowledge *knowledge);
ISNAD_API void isnad_reader_free(isnad_reader *reader); /* NULL is allowed */

/* Reads one report: plain text, an HTML page, or one JSON object, in UTF-8, UTF-16, windows-1256 or ISO-8859-6. bytes stay the caller's. context and err may be
 * NULL. *ret_json is the record as one line of JSON with its line end, not terminated, *ret_size its bytes; the reader owns it and keeps it until its next
 * call. */
ISNAD_API isnad_status isnad_read(isnad_reader *reader, const char *bytes, size_t size, const isnad_context *context, const char **ret_json, size_t *ret_size,
                                  isnad_error *err);

#ifdef __cplusplus
}
#endif
#endif
