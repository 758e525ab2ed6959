#pragma once
#include <stddef.h>

/* The catalogues, as they were when the binary was built. */
const unsigned char *_Nonnull text_file_en(size_t *_Nonnull count);
const unsigned char *_Nonnull text_file_es(size_t *_Nonnull count);
const unsigned char *_Nonnull text_file_fr(size_t *_Nonnull count);
const unsigned char *_Nonnull text_file_ht(size_t *_Nonnull count);
