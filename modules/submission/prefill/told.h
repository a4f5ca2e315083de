/*
 * Everything that is known of the person before they type, each fact with who told it: the register (if they let it be asked), their
 * sign-on, their account, their own earlier dossiers. In order of trust; the first that knows a fact is believed.
 */
#ifndef MOTCUA_SUBMISSION_TOLD_H
#define MOTCUA_SUBMISSION_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form_prefill.h"

struct ctx;
struct filing;
struct form_field;

/* Of whom or what a fact is. */
enum told_of { TOLD_PERSON, TOLD_ORGANISATION, TOLD_ANSWER };

/* Names of origins, as rows keep them. */
#define TOLD_ACCOUNT    "account"
#define TOLD_SIGN_ON    "sign_on"
#define TOLD_POPULATION "population"
#define TOLD_EARLIER    "earlier"

struct told {
	enum told_of of;
	const char *fact; /* of TOLD_ANSWER: the key of the question */
	const char *value;
	const char *origin, *reference; /* reference "": none */
	int64_t at;
};

struct told_list {
	struct told *items;
	size_t count, capacity;
	const char *register_outcome; /* of the last time that the register was asked for this draft; NULL: never, or
					 forgotten */
};

/* For the questions of the filing's form; nothing is looked for that none of them wants. The list lives in c->arena. */
MUST_CHECK enum err told_gather(struct ctx *c, const struct filing *filing, struct told_list *ret_list);
/* What fills the question in; NULL: nobody knows. */
const struct told *told_for(const struct told_list *list, const struct form_field *field);
/* Did somebody tell it who answers for its truth? */
bool told_is_vouched(const struct told *told);

/* Reads the register's facts {"full_name": "...", ...} into the list; false: not such an object, and nothing was added. */
bool told_read_facts(
    struct arena *arena, const char *json, size_t size, const char *request, int64_t at, struct told_list *list);
/* Adds a fact, unless the value is NULL or "". */
void told_add(struct arena *arena, struct told_list *list, struct told told);

#endif
