/* All that is wrong with a process, not only the first: for those who draw one. Pure; words are keys of the catalogue. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_CHECK_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_CHECK_H

#include "domain/definition/process/process_model.h"

/* An element, for a sentence about it: message, element and cause in an expression as in a refusal. */
struct process_problem {
	struct definition_error error;
	const char *name; /* of the element, for people; "" if it has none */
	bool blocks;      /* it cannot be approved like this; else a remark */
};

enum { PROCESS_PROBLEMS_MAX = 200 };

/*
 * Each step, timer, flow by itself (what process_of_model refuses it for, roles that nobody has, what was left out when it
 * was read); if nothing was found there, the structure; then soundness,
 * and conditions that need no form to be judged. At most PROCESS_PROBLEMS_MAX. *ret_process is the
 * process if it can run, else NULL. Takes some MB of the arena.
 */
size_t process_problems(struct arena *arena, const struct process_model *model, const struct process_problem **ret,
    struct process **ret_process);

#endif
