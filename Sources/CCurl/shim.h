#pragma once
#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not import: one function for each argument type. */

static inline CURLcode gehoord_curl_set_text(CURL *curl, CURLoption option, const char *_Nullable text) {
    return curl_easy_setopt(curl, option, text);
}

static inline CURLcode gehoord_curl_set_number(CURL *curl, CURLoption option, long number) {
    return curl_easy_setopt(curl, option, number);
}

typedef size_t (*gehoord_curl_sink)(char *_Nullable bytes, size_t one, size_t count, void *_Nullable context);

/* Gives each line that the server sends while libcurl connects, secures and logs in. */
static inline CURLcode gehoord_curl_set_header_sink(CURL *curl, gehoord_curl_sink sink, void *_Nullable context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, sink);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_HEADERDATA, context) : code;
}

typedef int (*gehoord_curl_progress)(
    void *_Nullable context, curl_off_t to_come, curl_off_t come, curl_off_t to_go, curl_off_t gone);

/* Asked about once a second while libcurl connects; anything but 0 ends the attempt. */
static inline CURLcode gehoord_curl_set_progress(CURL *curl, gehoord_curl_progress progress, void *_Nullable context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_XFERINFODATA, context);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) : code;
}

/* The connected socket, or -1. */
static inline int gehoord_curl_socket(CURL *curl) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    return curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK ? (int)socket : -1;
}
