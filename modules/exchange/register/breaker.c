/* A circuit breaker. See breaker.h. */
#include "register/breaker.h"

bool
breaker_allows(struct breaker *b, int64_t now)
{
	if (b->failures < BREAKER_FAILURES)
		return true;
	if (b->trying || now < b->open_until)
		return false;
	b->trying = true;
	return true;
}

void
breaker_ended(struct breaker *b, bool answered, int64_t now)
{
	b->trying = false;
	if (answered) {
		b->failures = 0;
		return;
	}
	if (b->failures < BREAKER_FAILURES)
		b->failures++;
	b->open_until = now + (int64_t)BREAKER_PAUSE_SECONDS * 1000000;
}
