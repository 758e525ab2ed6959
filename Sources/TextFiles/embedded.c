/* The catalogues are part of the binary: hubctl needs no folder beside it. */
#include "text_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

const unsigned char text_file_en[] = {
#embed "en.txt"
};
const size_t text_file_en_count = sizeof text_file_en;

const unsigned char text_file_es[] = {
#embed "es.txt"
};
const size_t text_file_es_count = sizeof text_file_es;
