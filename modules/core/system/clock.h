/*
 * The machine's clocks: one for durations, one for the time stamp of log lines. Business time is neither: it is the
 * database's NOW(6), passed down as `now`.
 */
#ifndef MOTCUA_CORE_SYSTEM_CLOCK_H
#define MOTCUA_CORE_SYSTEM_CLOCK_H

#include <stdint.h>

/* Microseconds since some fixed moment; never goes back. For durations only. */
int64_t clock_monotonic(void);
/* Microseconds since 1970 UTC by the machine. For log lines only. */
int64_t clock_wall(void);

#endif
