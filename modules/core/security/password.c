/* argon2id passwords, at most two computed at once. See password.h. */
#include "core/security/password.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <argon2.h>

#include "core/memory/arena.h"
#include "core/security/random.h"

enum { SALT_SIZE = 16, HASH_SIZE = 32, WAIT_SECONDS = 2, PHC_LONGEST = 256 };

const struct password_cost password_cost_default = { .passes = 2, .kibibytes = 19 * 1024, .lanes = 1 };

static sem_t seats;
static pthread_once_t seats_once = PTHREAD_ONCE_INIT;

static void
seats_init(void)
{
	(void)sem_init(&seats, 0, PASSWORD_AT_ONCE); /* fails only for a value that is too great */
}

/* Waits shortly for one of the seats; leave it with seat_leave. */
static enum err
seat_take(struct failure *failure)
{
	struct timespec until;
	int result;

	(void)pthread_once(&seats_once, seats_init);
	(void)clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += WAIT_SECONDS;
	do
		result = sem_clockwait(&seats, CLOCK_MONOTONIC, &until);
	while (result != 0 && errno == EINTR);
	if (result != 0)
		return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "password hashing is busy");
	return OK;
}

static void
seat_leave(void)
{
	(void)sem_post(&seats);
}

static enum err
argon2_failure(struct failure *failure, int code)
{
	enum err err = code == ARGON2_MEMORY_ALLOCATION_ERROR ? ERR_UNAVAILABLE : ERR_INTERNAL;

	return FAILURE(failure, err, NULL, NULL, "argon2: %s", argon2_error_message(code));
}

enum err
password_hash(struct arena *arena, const char *password, const struct password_cost *cost, const char **phc,
    struct failure *failure)
{
	size_t length = strlen(password),
	       size = argon2_encodedlen(cost->passes, cost->kibibytes, cost->lanes, SALT_SIZE, HASH_SIZE, Argon2_id);
	char *encoded = arena_alloc(arena, size);
	unsigned char salt[SALT_SIZE];
	enum err err;
	int result;

	if (length > PASSWORD_MAX)
		return FAILURE(failure, ERR_INVALID, "password.too_long", NULL, "password of %zu bytes", length);
	random_bytes(salt, sizeof(salt));
	if ((err = seat_take(failure)))
		return err;
	result = argon2id_hash_encoded(
	    cost->passes, cost->kibibytes, cost->lanes, password, length, salt, sizeof(salt), HASH_SIZE, encoded, size);
	seat_leave();
	if (result != ARGON2_OK)
		return argon2_failure(failure, result);
	*phc = encoded;
	return OK;
}

/* A hash that nobody's password has, at the default cost: unknown accounts take as long as known ones. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$bW90Y3VhLW5vYm9keS0wMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

enum err
password_verify(const char *phc, const char *password, bool *matches, struct failure *failure)
{
	size_t length = strnlen(password, PASSWORD_MAX + 1);
	enum err err;
	int result;

	*matches = false;
	if (length > PASSWORD_MAX)
		return OK;
	if (phc != NULL && strnlen(phc, PHC_LONGEST) == PHC_LONGEST)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "password hash too long");
	if ((err = seat_take(failure)))
		return err;
	result = argon2id_verify(phc != NULL ? phc : nobody, password, length);
	seat_leave();
	if (result != ARGON2_OK && result != ARGON2_VERIFY_MISMATCH)
		return argon2_failure(failure, result);
	*matches = result == ARGON2_OK && phc != NULL;
	return OK;
}

bool
password_outdated(const char *phc, const struct password_cost *cost)
{
	char prefix[64];
	int size = snprintf(
	    prefix, sizeof(prefix), "$argon2id$v=19$m=%u,t=%u,p=%u$", cost->kibibytes, cost->passes, cost->lanes);

	return strncmp(phc, prefix, (size_t)size) != 0;
}
