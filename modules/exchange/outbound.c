/* Talking to the mail server and to the SMS gateway with libcurl. See outbound.h. */
#include "outbound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>
#include <jansson.h>

#include "core/locale/utf8.h"
#include "core/memory/buffer.h"
#include "exchange.h"

enum { CONNECT_MS = 5000, WHOLE_MS = 15000, REPLY_MOST = 4096, SHOWN_MOST = 150 };

struct outbound {
	struct arena *arena;
	const struct exchange_config *config;
	CURL *curl;
};

enum err
outbound_start(struct failure *failure)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "libcurl does not start");
	return OK;
}

static void
close_curl(void *object)
{
	curl_easy_cleanup(object);
}

struct outbound *
outbound_open(struct arena *arena, const struct exchange_config *config)
{
	struct outbound *out = ARENA_NEW(arena, struct outbound);

	*out = (struct outbound){ arena, config, curl_easy_init() };
	if (out->curl != NULL)
		arena_defer(arena, close_curl, out->curl);
	return out;
}

static void
end(struct outbound_result *ret, enum outbound_end how, const char *reply)
{
	ret->end = how;
	(void)snprintf(ret->reply, sizeof(ret->reply), "%s", reply);
}

/* What every call has in common. False, with the result filled: there is no way out at all. */
static bool
prepare(struct outbound *out, const char *address, const char *protocols, struct outbound_result *ret)
{
	if (address[0] == '\0') {
		end(ret, OUTBOUND_REFUSED, "this channel is not configured");
		return false;
	}
	if (out->curl == NULL) {
		end(ret, OUTBOUND_FAILED, "out of memory");
		return false;
	}
	curl_easy_reset(out->curl);
	(void)curl_easy_setopt(out->curl, CURLOPT_PROTOCOLS_STR, protocols);
	(void)curl_easy_setopt(out->curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(out->curl, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(out->curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(out->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	(void)curl_easy_setopt(out->curl, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS);
	return true;
}

struct reading {
	const unsigned char *data;
	size_t left;
};

static size_t
read_message(char *into, size_t size, size_t count, void *object)
{
	struct reading *reading = object;
	size_t room = size * count;
	size_t taken = reading->left < room ? reading->left : room;

	memcpy(into, reading->data, taken);
	reading->data += taken;
	reading->left -= taken;
	return taken;
}

/* The code of the last reply decides: 5xx is for good (RFC 5321, 4.2.1), all else may be tried again. */
static void
end_mail(struct outbound *out, CURLcode code, struct outbound_result *ret)
{
	long reply = 0;

	(void)curl_easy_getinfo(out->curl, CURLINFO_RESPONSE_CODE, &reply);
	if (code == CURLE_OK)
		ret->end = OUTBOUND_SENT;
	else
		ret->end = reply >= 500 && reply < 600 ? OUTBOUND_REFUSED : OUTBOUND_FAILED;
	(void)snprintf(ret->reply, sizeof(ret->reply), "smtp %ld: %s", reply, curl_easy_strerror(code));
}

static void
sign_on_to_smtp(const struct outbound *out)
{
	const struct exchange_config *config = out->config;
	long security = config->smtp_security == SMTP_SECURITY_REQUIRED ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY;

	(void)curl_easy_setopt(out->curl, CURLOPT_USE_SSL, security);
	if (config->smtp_user[0] == '\0')
		return;
	(void)curl_easy_setopt(out->curl, CURLOPT_USERNAME, config->smtp_user);
	(void)curl_easy_setopt(out->curl, CURLOPT_PASSWORD,
	    arena_strndup(out->arena, (const char *)config->smtp_password.data, config->smtp_password.size));
}

void
outbound_mail(struct outbound *out, const char *to, struct bytes message, struct outbound_result *ret)
{
	const struct exchange_config *config = out->config;
	struct reading reading = { message.data, message.size };
	struct curl_slist *recipients;

	if (!prepare(out, config->smtp_host, "smtp", ret))
		return;
	recipients = curl_slist_append(NULL, to);
	(void)curl_easy_setopt(out->curl, CURLOPT_URL,
	    arena_printf(out->arena, "smtp://%s:%lld", config->smtp_host, (long long)config->smtp_port));
	(void)curl_easy_setopt(out->curl, CURLOPT_MAIL_FROM, config->mail_from);
	(void)curl_easy_setopt(out->curl, CURLOPT_MAIL_RCPT, recipients);
	(void)curl_easy_setopt(out->curl, CURLOPT_UPLOAD, 1L);
	(void)curl_easy_setopt(out->curl, CURLOPT_READFUNCTION, read_message);
	(void)curl_easy_setopt(out->curl, CURLOPT_READDATA, &reading);
	sign_on_to_smtp(out);
	end_mail(out, recipients != NULL ? curl_easy_perform(out->curl) : CURLE_OUT_OF_MEMORY, ret);
	curl_slist_free_all(recipients);
}

/* Answers longer than a gateway has reason to give are cut, not refused: only their status counts. */
static size_t
keep_reply(char *data, size_t size, size_t count, void *object)
{
	struct buffer *reply = object;

	buffer_add(reply, data, size * count);
	return size * count;
}

static const char *
sms_body(struct outbound *out, const char *to, const char *text)
{
	const char *from = out->config->sms_sender;
	json_t *body = json_pack("{s:s, s:s}", "to", to, "text", text);
	char *json = NULL;
	const char *copy = NULL;

	if (body != NULL && (from[0] == '\0' || json_object_set_new(body, "from", json_string(from)) == 0))
		json = json_dumps(body, JSON_COMPACT);
	if (json != NULL)
		copy = arena_strdup(out->arena, json);
	free(json);
	json_decref(body);
	return copy;
}

static struct curl_slist *
sms_headers(struct outbound *out)
{
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json; charset=utf-8");
	struct bytes token = out->config->sms_token;

	if (headers == NULL || token.size == 0)
		return headers;
	return curl_slist_append(
	    headers, arena_printf(out->arena, "Authorization: Bearer %.*s", (int)token.size, (const char *)token.data));
}

static void
end_sms(struct outbound *out, CURLcode code, const struct buffer *reply, struct outbound_result *ret)
{
	long status = 0;

	(void)curl_easy_getinfo(out->curl, CURLINFO_RESPONSE_CODE, &status);
	if (code == CURLE_OK && status >= 200 && status < 300)
		ret->end = OUTBOUND_SENT;
	else
		ret->end = status == 400 || status == 422 ? OUTBOUND_REFUSED : OUTBOUND_FAILED;
	if (code == CURLE_OK && utf8_clean(reply->data, reply->size, UTF8_TEXT))
		(void)snprintf(ret->reply, sizeof(ret->reply), "http %ld: %.*s", status,
		    (int)utf8_cut(reply->data, SHOWN_MOST), reply->data);
	else
		(void)snprintf(ret->reply, sizeof(ret->reply), "http %ld: %s", status, curl_easy_strerror(code));
}

void
outbound_sms(struct outbound *out, const char *to, const char *text, struct outbound_result *ret)
{
	const char *body = sms_body(out, to, text);
	struct curl_slist *headers;
	struct buffer reply;
	CURLcode code;

	if (!prepare(out, out->config->sms_url, "http,https", ret))
		return;
	headers = sms_headers(out);
	buffer_init(&reply, out->arena, REPLY_MOST);
	(void)curl_easy_setopt(out->curl, CURLOPT_URL, out->config->sms_url);
	(void)curl_easy_setopt(out->curl, CURLOPT_HTTPHEADER, headers);
	(void)curl_easy_setopt(out->curl, CURLOPT_POSTFIELDS, body);
	(void)curl_easy_setopt(out->curl, CURLOPT_WRITEFUNCTION, keep_reply);
	(void)curl_easy_setopt(out->curl, CURLOPT_WRITEDATA, &reply);
	code = body != NULL && headers != NULL ? curl_easy_perform(out->curl) : CURLE_OUT_OF_MEMORY;
	end_sms(out, code, &reply, ret);
	curl_slist_free_all(headers);
}
