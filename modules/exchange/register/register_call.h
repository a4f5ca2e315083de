/*
 * Asking the population register, with an end in sight: one and a half seconds for all of it, two calls at once per process, and
 * none at all while the register is known to be away. Must not run inside a database transaction.
 */
#ifndef MOTCUA_EXCHANGE_REGISTER_CALL_H
#define MOTCUA_EXCHANGE_REGISTER_CALL_H

#include "core/err.h"
#include "register/population.h"

struct arena;
struct exchange_config;

enum { REGISTER_LIMIT_MS = 1500 };

/* Once per process, before threads start. */
void register_call_start(void);

/* What came of it; *ret_facts as population_read, *ret_why for the log. Nothing that goes wrong out there is an error here. */
enum population_outcome register_call(struct arena *arena, const struct exchange_config *config,
    const struct population_question *question, const char **ret_facts, const char **ret_why);

#endif
