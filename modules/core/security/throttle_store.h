/*
 * How often something happened within a window: in the database, so that all processes and hosts count together.
 * A bucket is what is counted ("sign_in") and for whom (any text; stored as a hash).
 */
#ifndef MOTCUA_CORE_SECURITY_THROTTLE_STORE_H
#define MOTCUA_CORE_SECURITY_THROTTLE_STORE_H

#include <stdint.h>

#include "core/err.h"

struct db;
struct store;

struct throttle {
	const char *what; /* at most 24 characters */
	int64_t window;   /* seconds, from the first hit */
	int64_t most;     /* hits within it */
};

/* Counts one more; ERR_LIMITED if that is more than `most`. */
enum err throttle_hit(struct db *db, const struct throttle *throttle, const char *whom, int64_t now) MUST_CHECK;
/* Takes one hit back: what was counted beforehand did not happen. */
enum err throttle_take_back(struct db *db, const struct throttle *throttle, const char *whom) MUST_CHECK;
/* Counts nothing; ERR_LIMITED if the window is full already. */
enum err throttle_look(struct db *db, const struct throttle *throttle, const char *whom, int64_t now) MUST_CHECK;
/* Starts afresh: the person has proved to be the right one. */
enum err throttle_clear(struct db *db, const struct throttle *throttle, const char *whom) MUST_CHECK;
/* For the sweeper: buckets whose window began before `before`; a thousand at most, *ret_gone says how many. */
enum err throttles_expire(struct db *db, int64_t before, uint64_t *ret_gone) MUST_CHECK;

extern const struct store throttle_store;

#endif
