/* HTTP calls to partners through libcurl. See partner.h. */
#include "partner.h"

#include <curl/curl.h>

#include "core/system/clock.h"

enum { STATUS_OK = 200 };

static void
close_curl(void *object)
{
	curl_easy_cleanup(object);
}

void
partner_call_begin(struct partner_call *call, struct arena *arena, int64_t limit_ms)
{
	*call = (struct partner_call){
		.arena = arena, .curl = curl_easy_init(), .ends = clock_monotonic() + limit_ms * 1000, .why = ""
	};
	if (call->curl != NULL)
		arena_defer(arena, close_curl, call->curl);
}

static size_t
on_data(char *data, size_t size, size_t count, void *object)
{
	struct buffer *answer = object;

	buffer_add(answer, data, size * count);
	return answer->full ? 0 : size * count;
}

static CURLcode
perform(struct partner_call *call, const char *url, struct curl_slist *headers, const char *body, long left)
{
	CURL *curl = call->curl;
	CURLcode code;

	curl_easy_reset(curl);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, left);
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_data);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, &call->answer);
	if (body != NULL)
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	if ((code = curl_easy_setopt(curl, CURLOPT_URL, url)) == CURLE_OK)
		code = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &call->status);
	return code;
}

/* False: out of memory. */
static bool
add_header(struct curl_slist **headers, const char *line)
{
	struct curl_slist *more = curl_slist_append(*headers, line);

	if (more != NULL)
		*headers = more;
	return more != NULL;
}

bool
partner_send(struct partner_call *call, const char *url, const char *token, const char *type, const char *body)
{
	long left = (long)((call->ends - clock_monotonic()) / 1000);
	struct curl_slist *headers = NULL;
	CURLcode code = CURLE_OUT_OF_MEMORY;

	call->status = 0;
	buffer_init(&call->answer, call->arena, PARTNER_ANSWER_MAX);
	if (left <= 0) {
		call->why = "out of time";
		return false;
	}
	if (call->curl != NULL &&
	    (body == NULL || add_header(&headers, arena_printf(call->arena, "Content-Type: %s", type))) &&
	    (token[0] == '\0' || add_header(&headers, arena_printf(call->arena, "Authorization: Bearer %s", token))))
		code = perform(call, url, headers, body, left);
	curl_slist_free_all(headers);
	if (code == CURLE_OK && call->status == STATUS_OK)
		return true;
	call->why = code != CURLE_OK ? curl_easy_strerror(code) : arena_printf(call->arena, "http %ld", call->status);
	return false;
}

const char *
partner_escape(struct partner_call *call, struct bytes text)
{
	char *made = call->curl != NULL ? curl_easy_escape(call->curl, (const char *)text.data, (int)text.size) : NULL;
	const char *copy = made != NULL ? arena_strdup(call->arena, made) : "";

	curl_free(made);
	return copy;
}
