/* libfcgi under epoll. See front.h; the facts about libfcgi that decide this shape are at each place. */
#include "core/server/front.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <fcgiapp.h>

#include "core/data/db.h"
#include "core/input/body.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/dispatch.h"
#include "core/server/headers.h"
#include "core/server/request.h"
#include "core/server/shared.h"
#include "core/system/clock.h"
#include "core/system/config.h"
#include "core/system/log.h"

enum { BACKLOG = 4096, HEADERS_MOST = 32 * 1024, DRAIN_SECONDS = 30, WORKERS_MOST = 64 };

struct front_end {
	struct server_shared *shared;
	int listener, epoll, stop;
	atomic_bool draining;
	atomic_int connections;
};

struct connection {
	FCGX_Request fcgi;
};

struct worker {
	struct front_end *front;
	struct arena *arena;
	struct db *db;
	pthread_t thread;
};

int
front_listen(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	mode_t mask;
	int result;

	if (fd < 0 || strlen(path) >= sizeof(address.sun_path)) {
		errno = fd < 0 ? errno : ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0) {
		(void)close(fd);
		errno = EADDRINUSE;
		return -1;
	}
	(void)unlink(path);
	mask = umask(0117);
	result = bind(fd, (struct sockaddr *)&address, sizeof(address));
	(void)umask(mask);
	if (result != 0 || listen(fd, BACKLOG) != 0) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static bool
arm(struct front_end *front, int fd, void *who)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT, .data.ptr = who };

	if (epoll_ctl(front->epoll, EPOLL_CTL_MOD, fd, &event) == 0)
		return true;
	return errno == ENOENT && epoll_ctl(front->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static size_t
read_body(void *source, void *buffer, size_t size)
{
	int wanted = size > 1 << 20 ? 1 << 20 : (int)size;
	int got = FCGX_GetStr(buffer, wanted, source);

	return got > 0 ? (size_t)got : 0;
}

/* What a handler left unread would be taken for the next request on a kept connection. */
static void
drain_body(struct body *body)
{
	char waste[4096];

	while (body_read(body, waste, sizeof(waste)) > 0)
		continue;
}

static void
send_answer(struct ctx *c, FCGX_Stream *out)
{
	const struct response *r = &c->response;
	struct buffer headers;

	/* The boundary is behind us: these few bytes must not fail for the limit of the request. */
	arena_set_limit(c->arena, arena_used(c->arena) + 4 * HEADERS_MOST);
	buffer_init(&headers, c->arena, HEADERS_MOST);
	headers_write(c, &headers);
	if (FCGX_PutStr(headers.data, (int)headers.size, out) < 0 || c->request->head)
		return;
	for (size_t sent = 0; sent < r->body_size;) {
		size_t left = r->body_size - sent;
		int part = left > 1 << 20 ? 1 << 20 : (int)left;

		if (FCGX_PutStr((const char *)r->body + sent, part, out) < 0)
			return;
		sent += (size_t)part;
	}
}

static void
serve(struct worker *worker, FCGX_Request *fcgi)
{
	struct body body = { .read = read_body, .source = fcgi->in };
	int64_t start = clock_monotonic();
	struct ctx c;

	dispatch(&c, worker->front->shared, worker->arena, worker->db, fcgi->envp, &body);
	drain_body(&body);
	send_answer(&c, fcgi->out);
	/* First, because the request's texts are the parameters that FCGX_Finish_r frees. */
	dispatch_finish(&c, clock_monotonic() - start);
	FCGX_Finish_r(fcgi);
}

static void
forget(struct front_end *front, struct connection *connection)
{
	FCGX_Free(&connection->fcgi, 1);
	free(connection);
	atomic_fetch_sub(&front->connections, 1);
}

/*
 * Reads the next request of a connection and answers it. On a connection that the peer has closed FCGX_Accept_r tries the
 * listener instead and may come back with another connection, or with an error because nobody waits there.
 */
static void
advance(struct worker *worker, struct connection *connection)
{
	struct front_end *front = worker->front;
	FCGX_Request *fcgi = &connection->fcgi;

	if (FCGX_Accept_r(fcgi) < 0) {
		forget(front, connection);
		return;
	}
	serve(worker, fcgi);
	/* Not public in libfcgi, read here only: >= 0 after FCGX_Finish_r says that the connection is kept. */
	if (fcgi->ipcFd < 0 || atomic_load(&front->draining) || !arm(front, fcgi->ipcFd, connection))
		forget(front, connection);
}

static void
take_new(struct worker *worker)
{
	struct front_end *front = worker->front;
	struct connection *connection = calloc(1, sizeof(*connection));

	if (connection == NULL || FCGX_InitRequest(&connection->fcgi, front->listener, 0) != 0) {
		free(connection);
		(void)arm(front, front->listener, &front->listener);
		return;
	}
	atomic_fetch_add(&front->connections, 1);
	/* Re-armed first: another worker takes the next caller while this one reads. */
	if (!atomic_load(&front->draining))
		(void)arm(front, front->listener, &front->listener);
	advance(worker, connection);
}

static void *
work(void *argument)
{
	struct worker *worker = argument;
	struct front_end *front = worker->front;

	for (;;) {
		struct epoll_event event;
		int count = epoll_wait(front->epoll, &event, 1, -1);

		if (count < 1)
			continue;
		if (event.data.ptr == &front->stop)
			break;
		if (event.data.ptr == &front->listener)
			take_new(worker);
		else
			advance(worker, event.data.ptr);
	}
	return NULL;
}

static bool
worker_start(struct front_end *front, struct worker *worker)
{
	const struct core_config *config = front->shared->config;
	const struct db_config db = {
		.socket = config->database_socket,
		.user = config->database_user,
		.password = config->database_password.size > 0 ? (const char *)config->database_password.data : NULL,
		.schema = config->database_name,
	};

	worker->front = front;
	worker->arena = arena_new(ARENA_REQUEST_LIMIT);
	worker->db = db_open(&db);
	db_allow_test_clock(worker->db, config->test_clock);
	return pthread_create(&worker->thread, NULL, work, worker) == 0;
}

static void
pause_milliseconds(long milliseconds)
{
	const struct timespec time = { .tv_nsec = milliseconds * 1000000 };

	(void)nanosleep(&time, NULL);
}

/* Waits until a worker has ended wholly: what OpenSSL keeps for a thread is freed by that thread and again at exit. */
static bool
worker_join(const struct worker *worker, int64_t end)
{
	const struct timespec limit = { .tv_sec = end / 1000000, .tv_nsec = (end % 1000000) * 1000 };

	return pthread_clockjoin_np(worker->thread, NULL, CLOCK_MONOTONIC, &limit) == 0;
}

/*
 * No new callers; those that are connected are answered and then closed; the idle ones are closed by nginx. False if a
 * worker was still answering at the end of the time.
 */
static bool
drain(struct front_end *front, const struct worker *workers, int count)
{
	int64_t end = clock_monotonic() + DRAIN_SECONDS * INT64_C(1000000);
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = &front->stop };
	const uint64_t one = 1;
	bool ended = true;

	atomic_store(&front->draining, true);
	(void)epoll_ctl(front->epoll, EPOLL_CTL_DEL, front->listener, NULL);
	while (atomic_load(&front->connections) > 0 && clock_monotonic() < end)
		pause_milliseconds(5);
	/* Not one-shot and never read: it wakes every worker in turn. */
	(void)epoll_ctl(front->epoll, EPOLL_CTL_ADD, front->stop, &event);
	if (write(front->stop, &one, sizeof(one)) != (ssize_t)sizeof(one))
		log_event(LOG_ERROR, "stop", LOG_TEXT("why", strerror(errno)));
	for (int i = 0; i < count; i++)
		ended = worker_join(&workers[i], end) && ended;
	return ended;
}

/* Signals reach the main thread only: libfcgi does not repeat a write that a signal cut short. */
static void
block_signals(sigset_t *awaited)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(awaited);
	sigaddset(awaited, SIGTERM);
	sigaddset(awaited, SIGINT);
	sigaddset(awaited, SIGHUP);
	(void)pthread_sigmask(SIG_BLOCK, awaited, NULL);
	/* After FCGX_Init, which sets handlers of its own. */
	(void)sigaction(SIGPIPE, &ignore, NULL);
	(void)sigaction(SIGUSR1, &ignore, NULL);
}

static bool
front_open(struct front_end *front, struct server_shared *shared, int listener)
{
	*front = (struct front_end){ .shared = shared, .listener = listener };
	front->epoll = epoll_create1(EPOLL_CLOEXEC);
	front->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return front->epoll >= 0 && front->stop >= 0 && fcntl(listener, F_SETFL, O_NONBLOCK) == 0 && FCGX_Init() == 0;
}

int
front_run(struct server_shared *shared, int listener)
{
	static struct worker workers[WORKERS_MOST];
	struct front_end front;
	sigset_t awaited;
	int signal_number, count = (int)shared->config->workers;
	bool ended;

	if (!front_open(&front, shared, listener)) {
		log_event(LOG_ERROR, "start", LOG_TEXT("why", strerror(errno)));
		return EXIT_FAILURE;
	}
	block_signals(&awaited);
	for (int i = 0; i < count; i++) {
		if (!worker_start(&front, &workers[i]))
			return EXIT_FAILURE;
	}
	if (!arm(&front, listener, &front.listener))
		return EXIT_FAILURE;
	log_event(LOG_INFO, "serving", LOG_INT("workers", count));
	do
		(void)sigwait(&awaited, &signal_number);
	while (signal_number == SIGHUP);
	ended = drain(&front, workers, count);
	log_event(LOG_INFO, "stopped", LOG_INT("connections", atomic_load(&front.connections)));
	/* A worker that still runs would read what is freed at exit; the database undoes what it had begun. */
	if (!ended)
		_exit(EXIT_FAILURE);
	return EXIT_SUCCESS;
}
