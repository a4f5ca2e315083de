/*
 * Keeps the programs of one development instance running: opens their sockets, starts them, starts again what dies,
 * and stops them in reverse order on SIGTERM. Deployments use systemd (conf/systemd); this stands in for it.
 * usage: keeper SERVICES STATE
 * SERVICES has one line per service: name, number of processes, socket or "-", log file, command; separated by tabs.
 * STATE is rewritten with one line per running process (name, pid) whenever that changes.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PROCESSES_MAX = 64,
	LINE_MAX_BYTES = 4096,
	BACKLOG = 4096,
	HEALTHY_MS = 2000,    /* a process that lived this long starts again without delay */
	DELAY_FIRST_MS = 100, /* otherwise the pause before the next start doubles from here ... */
	DELAY_MAX_MS = 5000,  /* ... to here */
	PATIENCE_MS = 15000,  /* from SIGTERM to SIGKILL */
};

struct process {
	char line[LINE_MAX_BYTES]; /* what name, log and command point into */
	const char *name;
	const char *log;
	const char *command;
	int listener; /* shared by the processes of one service, or -1 */
	pid_t pid;    /* 0 while it does not run */
	int64_t started_ms;
	int64_t due_ms; /* when it is to start again */
	int64_t delay_ms;
};

static struct process processes[PROCESSES_MAX];
static int process_count;
static const char *state_path;

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static _Noreturn void
give_up(const char *what)
{
	fprintf(stderr, "keeper: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int
listen_on(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlen(path) >= sizeof(address.sun_path)) {
		errno = ENAMETOOLONG;
		give_up(path);
	}
	memcpy(address.sun_path, path, strlen(path));
	unlink(path);
	umask(0177);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(fd, BACKLOG) < 0)
		give_up(path);
	umask(077);
	return fd;
}

/* Splits one line of SERVICES in place and adds its processes. */
static void
service_add(char *line)
{
	char *rest = line;
	const char *name = strsep(&rest, "\t");
	const char *count = strsep(&rest, "\t");
	const char *socket_path = strsep(&rest, "\t");

	if (!count || !socket_path || !rest) {
		errno = EINVAL;
		give_up(name);
	}
	int listener = strcmp(socket_path, "-") == 0 ? -1 : listen_on(socket_path);
	for (long n = strtol(count, NULL, 10); n > 0 && process_count < PROCESSES_MAX; n--) {
		struct process *p = &processes[process_count++];
		char *fields = p->line;

		snprintf(p->line, sizeof(p->line), "%s\t%s", name, rest);
		p->name = strsep(&fields, "\t");
		p->log = strsep(&fields, "\t");
		p->command = fields;
		p->listener = listener;
		p->delay_ms = DELAY_FIRST_MS;
	}
}

static void
services_read(const char *path)
{
	static char line[LINE_MAX_BYTES];
	FILE *file = fopen(path, "re");

	if (!file)
		give_up(path);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0')
			service_add(line);
	}
	fclose(file);
}

static void
state_write(void)
{
	char temporary[LINE_MAX_BYTES];
	FILE *file;

	snprintf(temporary, sizeof(temporary), "%s.new", state_path);
	if (!(file = fopen(temporary, "we")))
		return;
	for (int i = 0; i < process_count; i++)
		if (processes[i].pid > 0)
			fprintf(file, "%s\t%d\n", processes[i].name, (int)processes[i].pid);
	fclose(file);
	rename(temporary, state_path);
}

/* In the child: the listener becomes standard input, both outputs go to the log, and the keeper's death ends it. */
static _Noreturn void
process_become(const struct process *p)
{
	sigset_t none;
	int in = p->listener >= 0 ? p->listener : open("/dev/null", O_RDONLY);
	int out = open(p->log, O_WRONLY | O_CREAT | O_APPEND, 0640);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	setpgid(0, 0);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(126);
	execl("/bin/sh", "sh", "-c", p->command, (char *)NULL);
	_exit(127);
}

static void
process_start(struct process *p)
{
	p->started_ms = now_ms();
	p->pid = fork();
	if (p->pid == 0)
		process_become(p);
	if (p->pid < 0) {
		p->pid = 0;
		p->due_ms = now_ms() + DELAY_MAX_MS;
	}
}

static void
process_ended(struct process *p, int status)
{
	int64_t lived = now_ms() - p->started_ms;

	p->pid = 0;
	p->delay_ms = lived > HEALTHY_MS ? DELAY_FIRST_MS : p->delay_ms * 2;
	if (p->delay_ms > DELAY_MAX_MS)
		p->delay_ms = DELAY_MAX_MS;
	p->due_ms = now_ms() + (lived > HEALTHY_MS ? 0 : p->delay_ms);
	if (WIFSIGNALED(status))
		fprintf(stderr, "keeper: %s ended by signal %d\n", p->name, WTERMSIG(status));
	else
		fprintf(stderr, "keeper: %s ended with code %d\n", p->name, WEXITSTATUS(status));
}

static bool
reap(void)
{
	bool any = false;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < process_count; i++)
			if (processes[i].pid == pid) {
				process_ended(&processes[i], status);
				any = true;
			}
	return any;
}

/* Starts whatever is due; returns the milliseconds until the next one is. */
static int64_t
start_due(bool *changed)
{
	int64_t wait = DELAY_MAX_MS;

	for (int i = 0; i < process_count; i++) {
		struct process *p = &processes[i];
		int64_t left = p->due_ms - now_ms();

		if (p->pid > 0)
			continue;
		if (left <= 0) {
			process_start(p);
			*changed = true;
		} else if (left < wait) {
			wait = left;
		}
	}
	return wait;
}

static void
stop_all(void)
{
	for (int i = process_count - 1; i >= 0; i--) {
		struct process *p = &processes[i];
		int64_t deadline = now_ms() + PATIENCE_MS;

		if (p->pid <= 0)
			continue;
		kill(p->pid, SIGTERM);
		while (waitpid(p->pid, NULL, WNOHANG) == 0) {
			if (now_ms() > deadline)
				kill(p->pid, SIGKILL);
			nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
		}
		p->pid = 0;
	}
	state_write();
}

int
main(int argc, char **argv)
{
	sigset_t signals;

	if (argc != 3) {
		fprintf(stderr, "usage: keeper SERVICES STATE\n");
		return 2;
	}
	state_path = argv[2];
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	services_read(argv[1]);
	for (;;) {
		bool changed = reap();
		int64_t wait = start_due(&changed);
		struct timespec timeout = { .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000 };
		int got;

		if (changed)
			state_write();
		got = sigtimedwait(&signals, NULL, &timeout);
		if (got == SIGTERM || got == SIGINT)
			break;
	}
	stop_all();
	return 0;
}
