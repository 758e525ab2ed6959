/* The outlines and the stylesheet are part of the binary: hubctl needs no folder beside it. */
#include "rendering_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char outlines[] = {
#embed "outlines.txt"
};

static const unsigned char page_css[] = {
#embed "page.css"
};

const unsigned char *rendering_file_outlines(size_t *count) {
    *count = sizeof outlines;
    return outlines;
}

const unsigned char *rendering_file_page_css(size_t *count) {
    *count = sizeof page_css;
    return page_css;
}
