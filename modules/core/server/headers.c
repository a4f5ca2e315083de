/* Response headers. See headers.h. */
#include "core/server/headers.h"

#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/route.h"
#include "core/system/config.h"

static const struct fixed_header {
	const char *name, *value;
} fixed[] = {
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
};
enum { FIXED = sizeof(fixed) / sizeof(fixed[0]) };

#define TRANSPORT_SECURITY "max-age=63072000; includeSubDomains"
/* Somebody's file, should a browser ever show it: nothing in it runs or loads. */
#define FILE_POLICY "sandbox; default-src 'none'"

static const char *
caching(const struct ctx *c)
{
	if (c->response.cacheable)
		return "public, max-age=60";
	return c->session.kind != SESSION_NONE || c->response.download || c->response.personal ? "no-store"
											       : "private, no-cache";
}

void
headers_write(const struct ctx *c, struct buffer *out)
{
	const struct response *r = &c->response;

	buffer_printf(out, "Status: %d\r\n", r->status);
	for (size_t i = 0; i < r->header_count; i++)
		buffer_printf(out, "%s: %s\r\n", r->headers[i].name, r->headers[i].value);
	for (size_t i = 0; i < FIXED; i++)
		buffer_printf(out, "%s: %s\r\n", fixed[i].name, fixed[i].value);
	buffer_printf(out, "Content-Security-Policy: %s\r\n", r->download ? FILE_POLICY : CONTENT_POLICY);
	buffer_printf(out, "Cache-Control: %s\r\n", caching(c));
	if (c->config->secure_cookies)
		buffer_text(out, "Strict-Transport-Security: " TRANSPORT_SECURITY "\r\n");
	if (r->status != 204 && r->status != 304)
		buffer_printf(out, "Content-Length: %zu\r\n", r->body_size);
	buffer_text(out, "\r\n");
}

void
headers_print(const struct core_config *config, FILE *out)
{
	(void)fprintf(
	    out, "# Written by --headers: the headers of every answer, for pages and files that nginx serves.\n");
	for (size_t i = 0; i < FIXED; i++)
		(void)fprintf(out, "add_header %s \"%s\" always;\n", fixed[i].name, fixed[i].value);
	(void)fprintf(out, "add_header Content-Security-Policy \"%s\" always;\n", CONTENT_POLICY);
	if (config->secure_cookies)
		(void)fprintf(out, "add_header Strict-Transport-Security \"%s\" always;\n", TRANSPORT_SECURITY);
}
