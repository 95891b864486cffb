#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take an argument of any type, which Swift cannot pass: one function for each type.

static inline CURLcode nomade_curl_start(void) { return curl_global_init(CURL_GLOBAL_ALL); }

static inline CURLcode nomade_curl_number(CURL *curl, CURLoption option, long value) {
    return (curl_easy_setopt)(curl, option, value);
}

static inline CURLcode nomade_curl_text(CURL *curl, CURLoption option, const char *value) {
    return (curl_easy_setopt)(curl, option, value);
}

static inline CURLcode nomade_curl_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(curl, option, value);
}

static inline CURLcode nomade_curl_place(CURL *curl, CURLoption option, void *value) {
    return (curl_easy_setopt)(curl, option, value);
}

static inline CURLcode nomade_curl_reader(CURL *curl, curl_read_callback reader) {
    return (curl_easy_setopt)(curl, CURLOPT_READFUNCTION, reader);
}

static inline long nomade_curl_response(CURL *curl) {
    long code = 0;
    (curl_easy_getinfo)(curl, CURLINFO_RESPONSE_CODE, &code);
    return code;
}
