/* Addresses: percent-encoding, queries, and what may stand in a link. See url.h. */
#include "core/view/url.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

/* Far above what any browser or nginx takes in a request line. */
enum { URL_MAX = 16 * 1024 };

static bool
is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

static void
add_encoded(struct buffer *out, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
		if (is_unreserved(*at)) {
			buffer_char(out, (char)*at);
		} else {
			buffer_char(out, '%');
			buffer_char(out, digits[*at >> 4]);
			buffer_char(out, digits[*at & 15]);
		}
	}
}

/* A result that did not fit is no address at all. */
static char *
finish(struct buffer *out)
{
	if (out->full) {
		buffer_clear(out);
		buffer_char(out, '#');
	}
	return out->data;
}

char *
url_build(struct arena *arena, const char *pattern, ...)
{
	struct buffer out;
	va_list arguments;
	const char *argument, *hole;

	buffer_init(&out, arena, URL_MAX);
	va_start(arguments, pattern);
	argument = va_arg(arguments, const char *);
	while ((hole = strstr(pattern, "{}")) != NULL) {
		buffer_add(&out, pattern, (size_t)(hole - pattern));
		if (argument != NULL) {
			add_encoded(&out, argument);
			argument = va_arg(arguments, const char *);
		}
		pattern = hole + strlen("{}");
	}
	va_end(arguments);
	buffer_text(&out, pattern);
	return finish(&out);
}

char *
url_query_add(struct arena *arena, const char *url, const char *name, const char *value)
{
	struct buffer out;
	size_t before_fragment = strcspn(url, "#");

	if (value == NULL)
		return arena_strdup(arena, url);
	buffer_init(&out, arena, URL_MAX);
	buffer_add(&out, url, before_fragment);
	buffer_char(&out, memchr(url, '?', before_fragment) == NULL ? '?' : '&');
	add_encoded(&out, name);
	buffer_char(&out, '=');
	add_encoded(&out, value);
	buffer_text(&out, url + before_fragment);
	return finish(&out);
}

char *
url_query_add_int(struct arena *arena, const char *url, const char *name, int64_t value)
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%" PRId64, value);
	return url_query_add(arena, url, name, digits);
}

char *
url_encode(struct arena *arena, const char *text)
{
	struct buffer out;

	buffer_init(&out, arena, strlen(text) * 3);
	add_encoded(&out, text);
	return out.data;
}

static bool
has_foreign_bytes(const char *url)
{
	for (const unsigned char *at = (const unsigned char *)url; *at != '\0'; at++)
		if (*at <= ' ' || *at == 0x7f || *at == '\\')
			return true;
	return false;
}

bool
url_is_local(const char *url)
{
	return url[0] == '/' && url[1] != '/' && !has_foreign_bytes(url);
}

/* "http://127.0.0.1:8081/...": this machine itself, where a simulator of a partner may stand without TLS. */
static bool
is_loopback(const char *url)
{
	static const char here[] = "http://127.0.0.1:";
	const char *port = url + sizeof(here) - 1;

	if (strncmp(url, here, sizeof(here) - 1) != 0)
		return false;
	port += strspn(port, "0123456789");
	return *port == '/' || *port == '\0';
}

bool
url_is_safe(const char *url)
{
	static const char *const schemes[] = { "https://", "mailto:", "tel:", "#" };

	if (has_foreign_bytes(url))
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return url_is_local(url) || is_loopback(url);
}

bool
url_is_protected(const char *url)
{
	static const char scheme[] = "https://";

	return !has_foreign_bytes(url) && (strncmp(url, scheme, sizeof(scheme) - 1) == 0 || is_loopback(url));
}
