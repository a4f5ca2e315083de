/*
 * The answer while it is being made: everything is kept in memory until the handler has returned, so that a late
 * error can still replace it. Filled by the functions of respond.h only.
 */
#ifndef MOTCUA_CORE_SERVER_RESPONSE_H
#define MOTCUA_CORE_SERVER_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>

enum { RESPONSE_HEADERS_MAX = 24 };

struct response_header {
	const char *name, *value;
};

struct response {
	int status; /* 0: nothing answered yet */
	struct response_header headers[RESPONSE_HEADERS_MAX];
	size_t header_count;
	const void *body;
	size_t body_size;
	bool cacheable; /* the route said PUBLIC and nothing personal went in */
	bool download;  /* the body is somebody's file: sandboxed */
	bool personal;  /* for one person, although nobody is signed in: no cache keeps it */
};

#endif
