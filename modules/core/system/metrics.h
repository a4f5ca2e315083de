/*
 * What a process counts about itself, printed in Prometheus' text format. The tables are fixed at start; counting is
 * one atomic addition from any thread. Labels are route patterns, never paths, so their number is bounded.
 */
#ifndef MOTCUA_CORE_SYSTEM_METRICS_H
#define MOTCUA_CORE_SYSTEM_METRICS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct metrics;
struct metric_counter;

/* `arena` lives as long as the process; `routes`: one label per route, text that lives on. */
struct metrics *metrics_new(struct arena *arena, const char *module, const char *const *routes, size_t count)
    __attribute__((returns_nonnull));

/* One more counter: name without prefix ("database_reconnects"), help in one line. Only before threads start. */
struct metric_counter *metrics_counter(struct metrics *metrics, const char *name, const char *help)
    __attribute__((returns_nonnull));
void metric_add(struct metric_counter *counter, uint64_t amount);

/* One request answered: index into `routes` (any other: "none"), HTTP status, microseconds it took. */
void metrics_request(struct metrics *metrics, size_t route, int status, int64_t microseconds);

/* motcua_requests_total and motcua_request_seconds_total by module, route and status class, then the counters. */
void metrics_print(const struct metrics *metrics, struct buffer *out);

#endif
