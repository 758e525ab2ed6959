/* Every file below is part of the binary: hubctl needs no folder beside it. */
#include "database_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char readme[] = {
#embed "README.md"
};

const struct database_file database_files[] = {
    {"README.md", readme, sizeof readme},
};
const size_t database_file_count = sizeof database_files / sizeof *database_files;
