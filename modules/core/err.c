/* The record of a failure: first cause wins. See err.h. */
#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
failure_record(struct failure *failure, enum err code, const char *message, const char *field, const char *file,
    int line, const char *format, ...)
{
	va_list args;

	if (failure == NULL || failure->code != OK)
		return;
	failure->code = code;
	failure->message = message;
	failure->field = field;
	failure->file = file;
	failure->line = line;
	va_start(args, format);
	(void)vsnprintf(failure->log, sizeof(failure->log), format, args);
	va_end(args);
}

void
failure_clear(struct failure *failure)
{
	memset(failure, 0, sizeof(*failure));
}

const char *
err_name(enum err code)
{
	static const char *const names[ERR__MAX] = {
		[OK] = "ok",
		[ERR_INVALID] = "invalid",
		[ERR_UNAUTHENTICATED] = "unauthenticated",
		[ERR_FORBIDDEN] = "forbidden",
		[ERR_NOT_FOUND] = "not_found",
		[ERR_CONFLICT] = "conflict",
		[ERR_TOO_LARGE] = "too_large",
		[ERR_LIMITED] = "limited",
		[ERR_UNAVAILABLE] = "unavailable",
		[ERR_INTERNAL] = "internal",
	};

	return code >= 0 && code < ERR__MAX ? names[code] : "unknown";
}
