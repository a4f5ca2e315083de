/* Why a document in XML, a rule or a process, was refused. Shared by their rooms; forms have form_error, with a path. */
#ifndef MOTCUA_DOMAIN_DEFINITION_ERROR_H
#define MOTCUA_DOMAIN_DEFINITION_ERROR_H

#include "domain/definition/feel/feel.h"

/* All texts live as long as the arena of the reader, or are constants. `message` NULL: nothing was refused. */
struct definition_error {
	const char *message;    /* key of the message catalogue */
	const char *element;    /* its id or name; "" if the document as a whole */
	struct feel_error feel; /* the cause in an expression, its message NULL otherwise */
};

#endif
