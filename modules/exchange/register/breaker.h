/*
 * A circuit breaker: after a few failures in a row nobody waits for a partner that is away. When the pause is over one call tries
 * again; if it fails too, the pause begins anew. Pure: the time is passed in, the lock is the owner's.
 */
#ifndef MOTCUA_EXCHANGE_BREAKER_H
#define MOTCUA_EXCHANGE_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

enum { BREAKER_FAILURES = 3, BREAKER_PAUSE_SECONDS = 30 };

/* All zero: closed. Times in microseconds of any clock that does not go back. */
struct breaker {
	int failures;
	int64_t open_until;
	bool trying; /* the one call after a pause is under way */
};

/* May a call be made now? Each one allowed must be told by breaker_ended. */
bool breaker_allows(struct breaker *breaker, int64_t now);
void breaker_ended(struct breaker *breaker, bool answered, int64_t now);

#endif
