/*
 * The front of every floor: libfcgi with an event-driven front, as small as it can be and still fair to compare with.
 * Threads share one epoll; a connection that has nothing to say holds no thread.
 */
#ifndef MOTCUA_BENCH_FRONT_H
#define MOTCUA_BENCH_FRONT_H

#include <fcgiapp.h>

enum { FRONT_WORKERS = 8 };

struct front_program {
	void *(*open)(void);                              /* once per worker; may be NULL */
	void (*answer)(FCGX_Request *request, void *own); /* writes headers and body */
};

/* Serves the listening socket on fd 0 until killed. */
int front_run(const struct front_program *program);

#endif
