#pragma once
#include <stddef.h>

/* What the public pages load, and Leaflet with its clusters as Debian had them when the binary was
   built: none of them where it was built without. */
struct public_file {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
};
const struct public_file *_Nonnull public_files_all(void);
size_t public_files_count(void);
