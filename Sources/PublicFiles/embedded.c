/* The public pages' files are part of the binary: hubctl needs no folder beside it. */
#include "public_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char public_css[] = {
#embed "files/public.css"
};
static const unsigned char map_js[] = {
#embed "files/map.js"
};
static const unsigned char form_js[] = {
#embed "files/form.js"
};
static const unsigned char cities_txt[] = {
#embed "files/cities.txt"
};

#if __has_embed("/usr/share/javascript/leaflet/leaflet.min.js") \
    && __has_embed("/usr/share/javascript/leaflet/leaflet.markercluster.min.js")
#define HAS_LEAFLET 1
static const unsigned char leaflet_js[] = {
#embed "/usr/share/javascript/leaflet/leaflet.min.js"
};
static const unsigned char leaflet_css[] = {
#embed "/usr/share/javascript/leaflet/leaflet.css"
};
static const unsigned char cluster_js[] = {
#embed "/usr/share/javascript/leaflet/leaflet.markercluster.min.js"
};
static const unsigned char cluster_css[] = {
#embed "/usr/share/javascript/leaflet/MarkerCluster.css"
};
#endif

static const struct public_file files[] = {
    {"public.css", public_css, sizeof public_css},
    {"map.js", map_js, sizeof map_js},
    {"form.js", form_js, sizeof form_js},
    {"cities.txt", cities_txt, sizeof cities_txt},
#ifdef HAS_LEAFLET
    {"leaflet.js", leaflet_js, sizeof leaflet_js},
    {"leaflet.css", leaflet_css, sizeof leaflet_css},
    {"cluster.js", cluster_js, sizeof cluster_js},
    {"cluster.css", cluster_css, sizeof cluster_css},
#endif
};

const struct public_file *public_files_all(void) { return files; }

size_t public_files_count(void) { return sizeof files / sizeof *files; }
