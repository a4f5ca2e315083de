/* Running the table of jobs: one after the other, each when it is due and the lease is ours. See jobs.h. */
#include "core/system/jobs.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/security/random.h"
#include "core/security/sweep.h"
#include "core/server/module.h"
#include "core/system/clock.h"
#include "core/system/job_lease_store.h"
#include "core/system/log.h"

#define SECOND INT64_C(1000000)

enum { LEASE_SECONDS = 300, RUNS_AT_ONCE = 100 };

static volatile sig_atomic_t stop_requested;

static void
on_stop(int signal_number)
{
	(void)signal_number;
	stop_requested = 1;
}

static bool
stopping(void)
{
	return stop_requested != 0;
}

static void
listen_for_stop(void)
{
	const struct sigaction action = { .sa_handler = on_stop, .sa_flags = SA_RESTART };

	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
}

/* A job on the table and when it is due here, by the monotonic clock. */
struct slot {
	const struct job *job;
	const char *lease;
	int64_t due;
};

static void
log_failure(const struct slot *slot, const struct job_ctx *j, enum err err)
{
	log_event(LOG_ERROR, "job_failed", LOG_TEXT("job", slot->lease), LOG_TEXT("code", err_name(err)),
	    LOG_TEXT("file", j->failure.file), LOG_INT("line", j->failure.line), LOG_TEXT("text", j->failure.log));
}

/* One run; running out of memory ends the run, not the process. */
static enum err
run_guarded(const struct job *job, struct job_ctx *j, bool *ret_more)
{
	jmp_buf boundary;
	enum err err;

	if (setjmp(boundary) != 0) {
		arena_guard(j->arena, NULL);
		return FAILURE(&j->failure, ERR_TOO_LARGE, NULL, NULL, "the job needs more memory than it may have");
	}
	arena_guard(j->arena, &boundary);
	if ((err = db_now(j->db, &j->now)) == OK)
		err = job->run(j, ret_more);
	arena_guard(j->arena, NULL);
	return err;
}

static void
begin(struct job_ctx *j)
{
	failure_clear(&j->failure);
	db_set_arena(j->db, j->arena);
	db_set_failure(j->db, &j->failure);
}

static enum err
run_while_more(const struct slot *slot, struct job_ctx *j)
{
	enum err err = OK;
	bool more = true;

	for (int i = 0; !err && more && i < RUNS_AT_ONCE && !stopping(); i++) {
		more = false;
		begin(j);
		err = run_guarded(slot->job, j, &more);
		db_finish(j->db);
		if (err)
			log_failure(slot, j, err);
		arena_reset(j->arena);
	}
	return err;
}

/* True if it ran. The lease is held to the end of the period, so that hosts take turns instead of doubling. */
static bool
run_under_lease(const struct slot *slot, struct job_ctx *j, const char *holder)
{
	int64_t lease = slot->job->lease > 0 ? slot->job->lease : LEASE_SECONDS;
	int64_t now;
	enum err err;

	begin(j);
	err = db_now(j->db, &now);
	if (!err)
		err = job_lease_take(j->db, slot->lease, holder, now, now + lease * SECOND);
	db_finish(j->db);
	if (err && err != ERR_CONFLICT)
		log_failure(slot, j, err);
	arena_reset(j->arena);
	if (err)
		return false;
	(void)run_while_more(slot, j);
	begin(j);
	err = db_now(j->db, &now);
	if (!err)
		err = job_lease_release(j->db, slot->lease, holder, now);
	db_finish(j->db);
	arena_reset(j->arena);
	return err == OK;
}

/* Ends at once when told to stop: the signal is let in only while waiting, so none slips in between look and wait. */
static void
wait_until(int64_t due)
{
	int64_t left = due - clock_monotonic();
	const struct timespec time = { .tv_sec = left / SECOND, .tv_nsec = (left % SECOND) * 1000 };
	sigset_t signals, before;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &signals, &before);
	if (left > 0 && !stopping())
		(void)ppoll(NULL, 0, &time, &before);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
}

static struct slot *
next_slot(struct slot *slots, size_t count)
{
	struct slot *next = &slots[0];

	for (size_t i = 1; i < count; i++) {
		if (slots[i].due < next->due)
			next = &slots[i];
	}
	return next;
}

static void
run_forever(struct slot *slots, size_t count, struct job_ctx *j, const char *holder)
{
	while (!stopping()) {
		struct slot *slot = next_slot(slots, count);

		wait_until(slot->due);
		if (stopping())
			break;
		(void)run_under_lease(slot, j, holder);
		slot->due = clock_monotonic() + slot->job->period * SECOND;
	}
}

int
jobs_run(const struct module *module, struct job_ctx *j, bool once)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	size_t count = module->job_count + 1;
	struct slot *slots = arena_array(arena, count, sizeof(*slots));
	char host[65] = "";
	const char *holder;
	int code = EXIT_SUCCESS;

	(void)gethostname(host, sizeof(host) - 1);
	holder = arena_printf(arena, "%.60s/%ld/%s", host, (long)getpid(), random_token(arena, 8));
	j->stopping = stopping;
	for (size_t i = 0; i < count; i++) {
		slots[i].job = i < module->job_count ? &module->jobs[i] : &sweep_job;
		/* Sweeping core's tables is the same work for every module: one lease for all. */
		slots[i].lease = i < module->job_count
				     ? arena_printf(arena, "%s.%s", module->name, module->jobs[i].name)
				     : "core.sweep";
	}
	listen_for_stop();
	for (size_t i = 0; once && i < count; i++) {
		if (!run_under_lease(&slots[i], j, holder))
			code = EXIT_FAILURE;
	}
	if (!once)
		run_forever(slots, count, j, holder);
	arena_free(arena);
	return code;
}
