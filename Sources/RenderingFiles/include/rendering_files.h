#pragma once
#include <stddef.h>

/* The map's outlines and the stylesheet of the page, as they were when the binary was built. */
const unsigned char *_Nonnull rendering_file_outlines(size_t *_Nonnull count);
const unsigned char *_Nonnull rendering_file_page_css(size_t *_Nonnull count);
