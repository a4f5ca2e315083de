/* Outbound calls through libcurl. See http_post.h. */
#include "http_post.h"

#include <semaphore.h>
#include <string.h>
#include <time.h>

#include <curl/curl.h>

#include "core/memory/buffer.h"

enum { AT_ONCE = 2, WAIT_SECONDS = 2, CONNECT_SECONDS = 3, CALL_SECONDS = 8, ANSWER_MOST = 64 * 1024, STATUS_OK = 200 };

static sem_t places;

void
http_post_start(void)
{
	(void)sem_init(&places, 0, AT_ONCE);
}

static enum err
take_place(struct failure *failure)
{
	struct timespec until;

	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += WAIT_SECONDS;
	if (sem_timedwait(&places, &until) != 0)
		return FAILURE(failure, ERR_UNAVAILABLE, "payment.gateway_busy", NULL, "all outbound places are taken");
	return OK;
}

static size_t
on_data(char *data, size_t size, size_t count, void *user)
{
	struct buffer *answer = user;

	buffer_add(answer, data, size * count);
	return answer->full ? 0 : size * count;
}

static CURLcode
configure(CURL *curl, const char *url, struct bytes body, struct curl_slist *headers, struct buffer *answer)
{
	const struct {
		CURLoption option;
		long value;
	} numbers[] = {
		{ CURLOPT_POST, 1 },
		{ CURLOPT_POSTFIELDSIZE, (long)body.size },
		{ CURLOPT_FOLLOWLOCATION, 0 },
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS },
		{ CURLOPT_TIMEOUT, CALL_SECONDS },
	};
	const char *scheme = strncmp(url, "https://", 8) == 0 ? "https" : "http";
	CURLcode code = CURLE_OK;

	for (size_t i = 0; code == CURLE_OK && i < sizeof(numbers) / sizeof(numbers[0]); i++)
		code = curl_easy_setopt(curl, numbers[i].option, numbers[i].value);
	if (code != CURLE_OK || (code = curl_easy_setopt(curl, CURLOPT_URL, url)) != CURLE_OK ||
	    (code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, scheme)) != CURLE_OK ||
	    (code = curl_easy_setopt(curl, CURLOPT_PROXY, "")) != CURLE_OK ||
	    (code = curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers)) != CURLE_OK ||
	    (code = curl_easy_setopt(curl, CURLOPT_POSTFIELDS, (const char *)body.data)) != CURLE_OK ||
	    (code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_data)) != CURLE_OK)
		return code;
	return curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
}

static enum err
perform(CURL *curl, const char *url, struct bytes body, struct buffer *answer, struct failure *failure)
{
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	CURLcode code = headers != NULL ? configure(curl, url, body, headers, answer) : CURLE_OUT_OF_MEMORY;
	long status = 0;

	if (code == CURLE_OK)
		code = curl_easy_perform(curl);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	if (code == CURLE_OK && status == STATUS_OK)
		return OK;
	return FAILURE(failure, ERR_UNAVAILABLE, "payment.gateway_silent", NULL, "gateway: %s, status %ld",
	    curl_easy_strerror(code), status);
}

enum err
http_post_json(
    struct arena *arena, const char *url, struct bytes body, struct bytes *ret_answer, struct failure *failure)
{
	struct buffer answer;
	CURL *curl;
	enum err err = take_place(failure);

	if (err)
		return err;
	buffer_init(&answer, arena, ANSWER_MOST);
	curl = curl_easy_init();
	err = curl != NULL ? perform(curl, url, body, &answer, failure)
			   : FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for an outbound call");
	curl_easy_cleanup(curl);
	(void)sem_post(&places);
	*ret_answer = (struct bytes){ (const unsigned char *)answer.data, answer.size };
	return err;
}
