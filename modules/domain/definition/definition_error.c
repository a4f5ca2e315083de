/* The first refusal is the one that is told. See definition_error.h. */
#include "domain/definition/definition_error.h"

enum err
definition_refuse(struct definition_error *error, const char *message, const char *element)
{
	if (error->message == NULL) {
		error->message = message;
		error->element = element;
	}
	return ERR_INVALID;
}
