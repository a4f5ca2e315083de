/* Why a document in XML, a rule or a process, was refused. Shared by their rooms; forms have form_error, with a path. */
#ifndef MOTCUA_DOMAIN_DEFINITION_ERROR_H
#define MOTCUA_DOMAIN_DEFINITION_ERROR_H

#include "core/err.h"
#include "domain/definition/feel/feel.h"

/* All texts live as long as the arena of the reader, or are constants. `message` NULL: nothing was refused. */
struct definition_error {
	const char *message;    /* key of the message catalogue */
	const char *element;    /* its id or name; "" if the document as a whole */
	struct feel_error feel; /* the cause in an expression, its message NULL otherwise */
};

/* Records the first refusal, all others pass unnoticed; `message` and `element` are kept, not copied. Returns ERR_INVALID. */
enum err definition_refuse(struct definition_error *error, const char *message, const char *element);

#endif
