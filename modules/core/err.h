/*
 * The outcomes that a function of motcua can have, and the one record that says why.
 * Every layer returns enum err; the first layer that knows the reason fills struct failure.
 * One place (core/server/respond) turns both into an answer. Must not know of HTTP.
 */
#ifndef MOTCUA_CORE_ERR_H
#define MOTCUA_CORE_ERR_H

#include <stddef.h>

enum err {
	OK = 0,
	ERR_INVALID,         /* 422: the input is wrong; failure names the field */
	ERR_UNAUTHENTICATED, /* 401 for JSON, a redirect to sign-in for a page */
	ERR_FORBIDDEN,       /* 403: signed in, but not this role */
	ERR_NOT_FOUND,       /* 404: unknown, or another person's or agency's */
	ERR_CONFLICT,        /* 409: the state or version moved on */
	ERR_TOO_LARGE,       /* 413 */
	ERR_LIMITED,         /* 429: too often */
	ERR_UNAVAILABLE,     /* 503: database or a partner is away, try later */
	ERR_INTERNAL,        /* 500: our own fault */
	ERR__MAX
};

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

/*
 * Why something failed. `message` is a key of the message catalogue, for the person; `log` is text for the
 * operator and never leaves the log. Both live as long as the arena of the request (or are constants).
 */
struct failure {
	enum err code;
	const char *message; /* catalogue key, or NULL: the general text of the code */
	const char *field;   /* name of the input field at fault, or NULL */
	char log[256];       /* empty if there is nothing to add */
	const char *file;
	int line;
	unsigned db_errno; /* MariaDB's error number, 0 if none */
};

/*
 * Records the failure, unless one is recorded already (the first cause wins). FAILURE is the way to call it: its value
 * is `code`, seen as such by compilers and checkers.
 */
void failure_record(struct failure *failure, enum err code, const char *message, const char *field, const char *file,
    int line, const char *format, ...) PRINTF_LIKE(7, 8);
#define FAILURE(failure, code, message, field, ...)                                                                    \
	(failure_record((failure), (code), (message), (field), __FILE__, __LINE__, __VA_ARGS__), (enum err)(code))

/* Forgets what was recorded: before a transaction is run again, or when an error was expected and handled. */
void failure_clear(struct failure *failure);

/* "invalid", "not_found" ...: for logs, metrics and tests. Never NULL. */
const char *err_name(enum err code);

#endif
