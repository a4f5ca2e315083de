/* See front.h. */
#include "front.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static const struct front_program *program;
static int poll_fd;

static void
arm(int fd, void *what)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT, .data.ptr = what };

	if (epoll_ctl(poll_fd, EPOLL_CTL_MOD, fd, &event) < 0)
		epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* Answers what one connection asks next, then waits for it in the epoll or forgets it. */
static void
serve(FCGX_Request *request, void *own)
{
	if (FCGX_Accept_r(request) < 0) {
		FCGX_Free(request, 1);
		free(request);
		return;
	}
	program->answer(request, own);
	FCGX_Finish_r(request);
	if (request->ipcFd < 0)
		free(request);
	else
		arm(request->ipcFd, request);
}

static void *
work(void *unused)
{
	void *own = program->open != NULL ? program->open() : NULL;
	struct epoll_event event;

	(void)unused;
	while (epoll_wait(poll_fd, &event, 1, -1) >= 0) {
		FCGX_Request *request = event.data.ptr;

		if (request == NULL) {
			if ((request = calloc(1, sizeof(*request))) == NULL)
				abort();
			FCGX_InitRequest(request, 0, 0);
			arm(0, NULL);
		}
		serve(request, own);
	}
	return NULL;
}

int
front_run(const struct front_program *p)
{
	pthread_t threads[FRONT_WORKERS];

	program = p;
	signal(SIGPIPE, SIG_IGN);
	FCGX_Init();
	fcntl(0, F_SETFL, O_NONBLOCK);
	poll_fd = epoll_create1(EPOLL_CLOEXEC);
	arm(0, NULL);
	for (int i = 0; i < FRONT_WORKERS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	for (int i = 0; i < FRONT_WORKERS; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
