/*
 * What is said to the population register (CSDLQG về dân cư, through LGSP or NDXP) and what it answers: JSON out, XML back. Pure.
 * The answer is a stranger's: bounded, read without entities, each fact judged, and used only if it is of the person asked for.
 */
#ifndef MOTCUA_EXCHANGE_POPULATION_H
#define MOTCUA_EXCHANGE_POPULATION_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

enum {
	POPULATION_ANSWER_MAX = 64 * 1024, /* bytes of an answer */
	POPULATION_FACT_MAX = 380,         /* bytes of one fact */
	POPULATION_FACTS_MAX = 4096,       /* bytes of all of them as JSON: what one seal holds */
};

struct population_question {
	const char *full_name, *person_number;
	int32_t birth_date;  /* DATE_NONE: not known */
	const char *request; /* MaYeuCau: its number, 32 characters */
	/* As the register gave them to this installation: MaTichHop, MaDVC, MaCanBo. */
	const char *integration, *service, *agent;
};

enum population_outcome {
	POPULATION_FOUND,
	POPULATION_EMPTY,        /* it knows nobody of that number and name, or nothing of them */
	POPULATION_OTHER_PERSON, /* an answer about somebody else, or about several */
	POPULATION_DOWN,         /* none in time, or none that can be read */
	POPULATION__MAX
};

/* The body of the request. */
const char *population_body(struct arena *arena, const struct population_question *question)
    __attribute__((returns_nonnull));

/*
 * Reads Envelope/Body/CongdanCollection/CongDan. With POPULATION_FOUND *ret_facts is a JSON object of texts: full_name,
 * person_number, birth_date (YYYY-MM-DD), sex, ethnicity, nationality, birth_place, home_town, address, current_address;
 * what is blank, too long or not clean text is left out. Religion, blood group, family are not read: no form asks for them.
 */
enum population_outcome population_read(struct arena *arena, const struct population_question *question,
    const char *xml, size_t size, const char **ret_facts);

#endif
