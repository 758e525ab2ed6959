#pragma once
#include <libgfshare.h>

/* The library takes its randomness from a function that its user names first. */
static inline void gfshare_draw_from(gfshare_rand_func_t source) { gfshare_fill_rand = source; }
