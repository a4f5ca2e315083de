/* Fuzz entry: any bytes as the population register's answer and as VNeID's claims; what is kept is bounded and about the one asked for. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/none.h"
#include "register/population.h"
#include "sign_on/claims.h"

static void
try_answer(struct arena *arena, const char *text, size_t size)
{
	const struct population_question question = { .full_name = "A B",
		.person_number = "001190012345",
		.birth_date = DATE_NONE,
		.request = "",
		.integration = "",
		.service = "",
		.agent = "" };
	const char *facts;
	enum population_outcome outcome = population_read(arena, &question, text, size, &facts);

	if ((outcome == POPULATION_FOUND) != (facts != NULL))
		abort();
	if (facts != NULL && (strlen(facts) > POPULATION_FACTS_MAX || strstr(facts, "001190012345") == NULL))
		abort();
}

static void
try_claims(struct arena *arena, const char *text, size_t size)
{
	struct register_identity identity;

	if (claims_read(arena, text, size, &identity) == OK &&
	    (strlen(identity.person_number) != 12 || identity.full_name[0] == '\0' || identity.level < 1))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)16 << 20);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		try_answer(arena, (const char *)data, size);
		try_claims(arena, (const char *)data, size);
	}
	arena_free(arena);
	return 0;
}
