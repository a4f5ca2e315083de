/*
 * What a typical condition costs: a choice, a number and a date out of the sixty answers of a form; and the rows of a fee
 * table. Prints evaluations and tables a second, in processor time of one core.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel.h"
#include "domain/definition/rule/rule.h"

enum { ROUNDS = 2000000, TABLES = 100000, ANSWERS = 60, PER_RESET = 200, TODAY = 20778 };

static const char condition[] = "kenh = \"online\" and so_ban > 2 or age(ngay_sinh) < 16 and not(mien_phi)";

static double
seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Sixty answers in the order of their questions; the condition reads four that stand apart. */
static void
answer(struct arena *arena, struct feel_name *names, struct feel_binding *answers)
{
	static const struct {
		size_t place;
		struct feel_name name;
	} read[] = {
		{ 5, { "kenh", FEEL_STRING, FEEL_ANY } },
		{ 20, { "so_ban", FEEL_NUMBER, FEEL_ANY } },
		{ 41, { "ngay_sinh", FEEL_DATE, FEEL_ANY } },
		{ 59, { "mien_phi", FEEL_BOOLEAN, FEEL_ANY } },
	};

	for (size_t i = 0; i < ANSWERS; i++)
		names[i] = (struct feel_name){ arena_printf(arena, "cau_hoi_%zu", i), FEEL_STRING, FEEL_ANY };
	for (size_t i = 0; i < sizeof(read) / sizeof(*read); i++)
		names[read[i].place] = read[i].name;
	for (size_t i = 0; i < ANSWERS; i++)
		answers[i] = (struct feel_binding){ names[i].name, feel_string("online") };
	answers[20].value = feel_integer(2);
	answers[41].value = feel_date(TODAY - 20 * 365);
	answers[59].value = feel_boolean(false);
}

static double
conditions_a_second(struct arena *definitions, struct arena *work)
{
	struct feel_name names[ANSWERS];
	struct feel_binding answers[ANSWERS];
	const struct feel_names declared = { names, ANSWERS };
	const struct feel_context context = { answers, ANSWERS, TODAY };
	struct feel_error error;
	struct feel *feel;
	double begin;

	answer(definitions, names, answers);
	if (feel_parse(definitions, condition, &declared, &feel, &error) ||
	    feel_check(feel, &declared, FEEL_BOOLEAN, &error))
		exit(EXIT_FAILURE);
	begin = seconds();
	for (int i = 0; i < ROUNDS; i++) {
		answers[20].value = feel_integer(i % 3);
		if (feel_holds(work, feel, &context))
			exit(EXIT_FAILURE);
		if (i % PER_RESET == 0)
			arena_reset(work);
	}
	return ROUNDS / (seconds() - begin);
}

static double
tables_a_second(struct arena *definitions, struct arena *work, const char *path)
{
	const struct feel_binding answers[] = { { "doi_tuong_mien_phi", feel_string("khong") },
		{ "so_ban", feel_integer(2) } };
	const struct feel_context context = { answers, 2, TODAY };
	char *xml = arena_alloc(definitions, RULE_BYTES_MAX);
	FILE *file = fopen(path, "rb");
	size_t size = file == NULL ? 0 : fread(xml, 1, RULE_BYTES_MAX, file);
	struct definition_error error;
	struct rule_fees fees;
	struct rule *rule;
	double begin;

	if (file == NULL || fclose(file) != 0 || rule_parse(definitions, xml, size, &rule, &error))
		exit(EXIT_FAILURE);
	begin = seconds();
	for (int i = 0; i < TABLES; i++) {
		if (rule_fees(work, rule, &context, &fees) || fees.total != 16000)
			exit(EXIT_FAILURE);
		if (i % PER_RESET == 0)
			arena_reset(work);
	}
	return TABLES / (seconds() - begin);
}

int
main(int argc, char **argv)
{
	struct arena *definitions = arena_new(ARENA_REQUEST_LIMIT), *work = arena_new(ARENA_REQUEST_LIMIT);
	const char *rule = argc > 1 ? argv[1] : "db/seed/definitions/rules/2.000635.dmn";

	(void)printf("%.0f %.0f\n", conditions_a_second(definitions, work), tables_a_second(definitions, work, rule));
	arena_free(work);
	arena_free(definitions);
	return EXIT_SUCCESS;
}
