#pragma once
#include <stddef.h>

/* The two catalogues, as they were when the binary was built. */
extern const unsigned char text_file_en[];
extern const size_t text_file_en_count;
extern const unsigned char text_file_es[];
extern const size_t text_file_es_count;
