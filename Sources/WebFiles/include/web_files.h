#pragma once
#include <stddef.h>

/* What the staff pages load, as it was when the binary was built. */
struct web_file {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
};
const struct web_file *_Nonnull web_files_all(void);
size_t web_files_count(void);
