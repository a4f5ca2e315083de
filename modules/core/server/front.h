/*
 * The event-driven front: worker threads share one epoll that holds the listener and every kept FastCGI connection, each
 * one-shot, so that an idle connection holds no thread. The only file that knows libfcgi.
 */
#ifndef MOTCUA_CORE_SERVER_FRONT_H
#define MOTCUA_CORE_SERVER_FRONT_H

struct server_shared;

/* A listening UNIX socket at `path`, mode 0660 (a dead socket of that name is replaced); -1 with errno. */
int front_listen(const char *path);

/* Serves from the listening descriptor until SIGTERM or SIGINT, finishes what is running; the process's exit code. */
int front_run(struct server_shared *shared, int listener);

#endif
