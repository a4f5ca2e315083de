/* Counters of one process. See metrics.h. */
#include "core/system/metrics.h"

#include <stdatomic.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { CLASSES = 5, COUNTERS_MOST = 64 }; /* 1xx to 5xx */

struct metric_counter {
	const char *name, *help;
	_Atomic uint64_t value;
};

/* What was answered to requests of one route. */
struct route_metrics {
	_Atomic uint64_t count[CLASSES], microseconds[CLASSES];
};

struct metrics {
	const char *module;
	const char *const *routes;
	size_t routes_count;
	struct route_metrics *answered; /* one more than routes: "none" */
	struct metric_counter counters[COUNTERS_MOST];
	size_t counters_count;
};

struct metrics *
metrics_new(struct arena *arena, const char *module, const char *const *routes, size_t count)
{
	struct metrics *metrics = ARENA_NEW(arena, struct metrics);

	metrics->module = module;
	metrics->routes = routes;
	metrics->routes_count = count;
	metrics->answered = arena_array(arena, count + 1, sizeof(*metrics->answered));
	return metrics;
}

struct metric_counter *
metrics_counter(struct metrics *metrics, const char *name, const char *help)
{
	/* one too many shares the last place: a programming error that shows in the output, not a crash */
	size_t place = metrics->counters_count < COUNTERS_MOST ? metrics->counters_count++ : COUNTERS_MOST - 1;
	struct metric_counter *counter = &metrics->counters[place];

	counter->name = name;
	counter->help = help;
	return counter;
}

void
metric_add(struct metric_counter *counter, uint64_t amount)
{
	(void)atomic_fetch_add_explicit(&counter->value, amount, memory_order_relaxed);
}

void
metrics_request(struct metrics *metrics, size_t route, int status, int64_t microseconds)
{
	struct route_metrics *answered =
	    &metrics->answered[route < metrics->routes_count ? route : metrics->routes_count];
	size_t class = status >= 100 && status < 600 ? (size_t)status / 100 - 1 : CLASSES - 1;

	(void)atomic_fetch_add_explicit(&answered->count[class], 1, memory_order_relaxed);
	if (microseconds > 0)
		(void)atomic_fetch_add_explicit(
		    &answered->microseconds[class], (uint64_t)microseconds, memory_order_relaxed);
}

static void
print_route(const struct metrics *metrics, size_t route, bool seconds, struct buffer *out)
{
	struct route_metrics *answered = &metrics->answered[route];
	const char *label = route < metrics->routes_count ? metrics->routes[route] : "none";

	for (size_t class = 0; class < CLASSES; class ++) {
		uint64_t count = atomic_load_explicit(&answered->count[class], memory_order_relaxed);
		uint64_t us = atomic_load_explicit(&answered->microseconds[class], memory_order_relaxed);

		if (count == 0)
			continue;
		buffer_printf(out, "motcua_request%s_total{module=\"%s\",route=\"%s\",status=\"%zuxx\"} ",
		    seconds ? "_seconds" : "s", metrics->module, label, class + 1);
		if (seconds)
			buffer_printf(out, "%llu.%06llu\n", (unsigned long long)(us / 1000000),
			    (unsigned long long)(us % 1000000));
		else
			buffer_printf(out, "%llu\n", (unsigned long long)count);
	}
}

void
metrics_print(const struct metrics *metrics, struct buffer *out)
{
	buffer_text(out, "# HELP motcua_requests_total Requests answered.\n# TYPE motcua_requests_total counter\n");
	for (size_t i = 0; i <= metrics->routes_count; i++)
		print_route(metrics, i, false, out);
	buffer_text(out, "# HELP motcua_request_seconds_total Time spent on requests.\n"
			 "# TYPE motcua_request_seconds_total counter\n");
	for (size_t i = 0; i <= metrics->routes_count; i++)
		print_route(metrics, i, true, out);
	for (size_t i = 0; i < metrics->counters_count; i++) {
		const struct metric_counter *counter = &metrics->counters[i];

		buffer_printf(out, "# HELP motcua_%s_total %s\n# TYPE motcua_%s_total counter\n", counter->name,
		    counter->help, counter->name);
		buffer_printf(out, "motcua_%s_total{module=\"%s\"} %llu\n", counter->name, metrics->module,
		    (unsigned long long)atomic_load_explicit(&counter->value, memory_order_relaxed));
	}
}
