/* Definitions for a walk. See walk_read.h. */
#include "simulate/walk_read.h"

#include <string.h>

static bool
is_there(const char *content)
{
	return content != NULL && *content != '\0';
}

static enum err
unreadable(struct walk_read_fault *fault, enum definition_kind kind, const char *message, const char *place)
{
	*fault = (struct walk_read_fault){ kind, message, place != NULL ? place : "" };
	return ERR_INVALID;
}

enum err
walk_definitions_read(struct arena *arena, const struct walk_contents *contents,
    struct walk_definitions *ret_definitions, struct walk_read_fault *fault)
{
	const char *form = contents->of[DEFINITION_FORM], *rule = contents->of[DEFINITION_RULE],
		   *process = contents->of[DEFINITION_PROCESS];
	struct definition_error error = { .element = "" };
	struct form_error form_error = { .path = "" };
	struct form *read_form = NULL;
	struct rule *read_rule = NULL;
	struct process *read_process = NULL;
	enum err err = OK;

	if (is_there(form) && form_parse(arena, form, strlen(form), &read_form, &form_error))
		err = unreadable(fault, DEFINITION_FORM, form_error.message, form_error.path);
	if (is_there(rule) && rule_parse(arena, rule, strlen(rule), &read_rule, &error))
		err = unreadable(fault, DEFINITION_RULE, error.message, error.element);
	if (is_there(process) && process_parse(arena, process, strlen(process), &read_process, &error))
		err = unreadable(fault, DEFINITION_PROCESS, error.message, error.element);
	*ret_definitions = (struct walk_definitions){ read_form, read_rule, read_process };
	return err;
}
