/* What operators scrape: every request counted once, from any thread; clocks that only go forward. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <pthread.h>

#include "core/arena_fixture.h"
#include "core/memory/buffer.h"
#include "core/system/clock.h"
#include "core/system/metrics.h"

static const char *const routes[] = { "/", "/tra-cuu/{code}" };

static void
requests_are_printed_by_route_and_status_class(void **state)
{
	struct metrics *metrics = metrics_new(*state, "submission", routes, 2);
	struct metric_counter *reconnects =
	    metrics_counter(metrics, "database_reconnects", "Connections opened again.");
	struct buffer out;

	metrics_request(metrics, 0, 200, 1500000);
	metrics_request(metrics, 0, 303, 500000);
	metrics_request(metrics, 0, 204, 7);
	metrics_request(metrics, 1, 404, 20);
	metrics_request(metrics, SIZE_MAX, 404, -5);
	metrics_request(metrics, 2, 999, 1);
	metric_add(reconnects, 3);
	buffer_init(&out, *state, 1 << 16);
	metrics_print(metrics, &out);
	assert_string_equal(out.data,
	    "# HELP motcua_requests_total Requests answered.\n"
	    "# TYPE motcua_requests_total counter\n"
	    "motcua_requests_total{module=\"submission\",route=\"/\",status=\"2xx\"} 2\n"
	    "motcua_requests_total{module=\"submission\",route=\"/\",status=\"3xx\"} 1\n"
	    "motcua_requests_total{module=\"submission\",route=\"/tra-cuu/{code}\",status=\"4xx\"} 1\n"
	    "motcua_requests_total{module=\"submission\",route=\"none\",status=\"4xx\"} 1\n"
	    "motcua_requests_total{module=\"submission\",route=\"none\",status=\"5xx\"} 1\n"
	    "# HELP motcua_request_seconds_total Time spent on requests.\n"
	    "# TYPE motcua_request_seconds_total counter\n"
	    "motcua_request_seconds_total{module=\"submission\",route=\"/\",status=\"2xx\"} 1.500007\n"
	    "motcua_request_seconds_total{module=\"submission\",route=\"/\",status=\"3xx\"} 0.500000\n"
	    "motcua_request_seconds_total{module=\"submission\",route=\"/tra-cuu/{code}\",status=\"4xx\"} 0.000020\n"
	    "motcua_request_seconds_total{module=\"submission\",route=\"none\",status=\"4xx\"} 0.000000\n"
	    "motcua_request_seconds_total{module=\"submission\",route=\"none\",status=\"5xx\"} 0.000001\n"
	    "# HELP motcua_database_reconnects_total Connections opened again.\n"
	    "# TYPE motcua_database_reconnects_total counter\n"
	    "motcua_database_reconnects_total{module=\"submission\"} 3\n");
}

static void *
count_many(void *metrics)
{
	for (int i = 0; i < 10000; i++)
		metrics_request(metrics, 1, 200, 1);
	return NULL;
}

static void
no_request_is_lost_between_threads(void **state)
{
	struct metrics *metrics = metrics_new(*state, "m", routes, 2);
	pthread_t threads[4];
	struct buffer out;

	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, count_many, metrics), 0);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	buffer_init(&out, *state, 1 << 16);
	metrics_print(metrics, &out);
	assert_non_null(strstr(out.data, "status=\"2xx\"} 40000\n"));
	assert_non_null(strstr(out.data, "status=\"2xx\"} 0.040000\n"));
}

static void
durations_never_go_back(void **state)
{
	int64_t before = clock_monotonic();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_monotonic();

		assert_true(now >= before);
		before = now;
	}
	assert_true(clock_wall() > INT64_C(1700000000) * 1000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(requests_are_printed_by_route_and_status_class),
		ARENA_TEST(no_request_is_lost_between_threads),
		cmocka_unit_test(durations_never_go_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
