/* Nothing from outside can forge a log line or colour the operator's terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <unistd.h>

#include "core/system/log.h"

static char line[8192];

static const char *
logged(const struct log_pair pair)
{
	const struct log_pair pairs[] = { pair, LOG_END };
	size_t size = log_line(line, sizeof(line), 1795341601000042, LOG_WARNING, "test", pairs);

	assert_int_equal(size, strlen(line));
	return line;
}

#define PREFIX "time=2026-11-22T10:00:01.000042Z level=warning event=test "

static void
an_event_is_one_line_of_words(void **state)
{
	(void)state;
	assert_string_equal(logged(LOG_TEXT("route", "/can-bo/ho-so/{code}")), PREFIX "route=/can-bo/ho-so/{code}\n");
	assert_string_equal(logged(LOG_INT("status", -404)), PREFIX "status=-404\n");
	assert_string_equal(logged(LOG_TEXT("empty", "")), PREFIX "empty=\"\"\n");
	assert_string_equal(logged(LOG_TEXT("missing", NULL)), PREFIX "missing=\"\"\n");
	assert_string_equal(logged(LOG_TEXT("text", "hồ sơ mới")), PREFIX "text=\"hồ sơ mới\"\n");
}

static void
hostile_values_stay_inside_their_quotes(void **state)
{
	(void)state;
	assert_string_equal(
	    logged(LOG_TEXT("v", "a\nevent=signed_in user=1")), PREFIX "v=\"a\\x0Aevent=signed_in user=1\"\n");
	assert_string_equal(logged(LOG_TEXT("v", "a\" level=error x=\"")), PREFIX "v=\"a\\\" level=error x=\\\"\"\n");
	assert_string_equal(logged(LOG_TEXT("v", "back\\slash\r\x1B[2J")), PREFIX "v=\"back\\\\slash\\x0D\\x1B[2J\"\n");
	assert_string_equal(logged(LOG_TEXT("v", "\xFF\xC3(")), PREFIX "v=\"\\xFF\\xC3(\"\n");
	assert_string_equal(logged(LOG_TEXT("v", "\xE2\x80\xA8\xE2\x80\xAE\xC2\x85")),
	    PREFIX "v=\"\\xE2\\x80\\xA8\\xE2\\x80\\xAE\\xC2\\x85\"\n");
	assert_string_equal(logged(LOG_TEXT("v", "a=b")), PREFIX "v=\"a=b\"\n");
}

static void
long_values_are_cut_and_too_many_pairs_left_out(void **state)
{
	char value[3000];
	struct log_pair pairs[40];
	size_t size;

	(void)state;
	memset(value, '\x01', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	assert_int_equal(strlen(logged(LOG_TEXT("v", value))), strlen(PREFIX "v=\"...\"\n") + 4 * 1024);
	memset(value, 'x', sizeof(value) - 1);
	for (size_t i = 0; i < 39; i++)
		pairs[i] = LOG_TEXT("v", value);
	pairs[39] = LOG_END;
	size = log_line(line, sizeof(line), 0, LOG_INFO, "test", pairs);
	assert_true(size < sizeof(line));
	assert_int_equal(line[size - 1], '\n');
	assert_null(memchr(line, '\n', size - 1));
	assert_true(log_line(line, 128, 0, LOG_INFO, "test", pairs) < 128);
	assert_true(strlen(line) < 128);
}

/* What log_event writes to standard error, caught by a pipe. */
static size_t
catch_event(enum log_level level, char *caught, size_t room)
{
	int ends[2], saved = dup(STDERR_FILENO);
	ssize_t size;

	assert_int_equal(pipe(ends), 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	log_event(level, "started", LOG_TEXT("version", "1.0"), LOG_INT("workers", 8));
	(void)dup2(saved, STDERR_FILENO);
	(void)close(saved);
	(void)close(ends[1]);
	size = read(ends[0], caught, room - 1);
	(void)close(ends[0]);
	assert_true(size >= 0);
	caught[size] = '\0';
	return (size_t)size;
}

static void
events_below_the_level_are_dropped_and_the_module_is_named(void **state)
{
	char caught[1024];

	(void)state;
	log_start("workflow", LOG_INFO);
	assert_int_equal(catch_event(LOG_DEBUG, caught, sizeof(caught)), 0);
	assert_true(catch_event(LOG_INFO, caught, sizeof(caught)) > 0);
	assert_non_null(strstr(caught, "Z level=info module=workflow event=started version=1.0 workers=8\n"));
	log_start(NULL, LOG_INFO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_one_line_of_words),
		cmocka_unit_test(hostile_values_stay_inside_their_quotes),
		cmocka_unit_test(long_values_are_cut_and_too_many_pairs_left_out),
		cmocka_unit_test(events_below_the_level_are_dropped_and_the_module_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
