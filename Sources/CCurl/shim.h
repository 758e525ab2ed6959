#pragma once
#include <curl/curl.h>
#include <stdio.h>

/* Setting an option is variadic, which Swift does not import. */
static inline CURLcode hub_curl_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode hub_curl_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}
static inline CURLcode hub_curl_recipients(CURL *curl, const struct curl_slist *value) {
    return curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, value);
}
static inline CURLcode hub_curl_content(CURL *curl, FILE *value) {
    return curl_easy_setopt(curl, CURLOPT_READDATA, value);
}
static inline CURLcode hub_curl_response(CURL *curl, long *value) {
    return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, value);
}
