/* The machine's clocks. See clock.h. */
#include "core/system/clock.h"

#include <time.h>

static int64_t
microseconds(clockid_t clock)
{
	struct timespec now;

	(void)clock_gettime(clock, &now); /* cannot fail for the two clocks used here */
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
clock_monotonic(void)
{
	return microseconds(CLOCK_MONOTONIC);
}

int64_t
clock_wall(void)
{
	return microseconds(CLOCK_REALTIME);
}
