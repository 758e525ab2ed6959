#pragma once
#include <stddef.h>

/* One file of this folder, as it was when the binary was built. */
struct database_file {
    const char *name; /* path inside db/, such as "migrations/0001-events.sql" */
    const unsigned char *bytes;
    size_t count;
};

extern const struct database_file database_files[];
extern const size_t database_file_count;

/* Swift sees an array of unknown length only through a function. */
static inline const struct database_file *database_files_start(void) {
    return database_files;
}
