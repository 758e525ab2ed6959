/* The catalogues are part of the binary: hubctl needs no folder beside it. */
#include "text_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char en[] = {
#embed "en.txt"
};

static const unsigned char es[] = {
#embed "es.txt"
};

static const unsigned char fr[] = {
#embed "fr.txt"
};

static const unsigned char ht[] = {
#embed "ht.txt"
};

const unsigned char *text_file_en(size_t *count) {
    *count = sizeof en;
    return en;
}

const unsigned char *text_file_es(size_t *count) {
    *count = sizeof es;
    return es;
}

const unsigned char *text_file_fr(size_t *count) {
    *count = sizeof fr;
    return fr;
}

const unsigned char *text_file_ht(size_t *count) {
    *count = sizeof ht;
    return ht;
}
