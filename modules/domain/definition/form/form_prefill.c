/* The table of sources of prefill. See form_prefill.h. */
#include "domain/definition/form/form_prefill.h"

#include <string.h>

#include "domain/definition/form/form.h"

#define SOURCES(X)                                                                                                     \
	X("identity.full_name", "full_name", FORM_FROM_IDENTITY)                                                       \
	X("identity.person_number", "person_number", FORM_FROM_IDENTITY)                                               \
	X("identity.birth_date", "birth_date", FORM_FROM_IDENTITY)                                                     \
	X("identity.address", "address", FORM_FROM_IDENTITY)                                                           \
	X("identity.phone", "phone", FORM_FROM_IDENTITY)                                                               \
	X("identity.email", "email", FORM_FROM_IDENTITY)                                                               \
	X("population.full_name", "full_name", FORM_FROM_REGISTER)                                                     \
	X("population.person_number", "person_number", FORM_FROM_REGISTER)                                             \
	X("population.birth_date", "birth_date", FORM_FROM_REGISTER)                                                   \
	X("population.sex", "sex", FORM_FROM_REGISTER)                                                                 \
	X("population.ethnicity", "ethnicity", FORM_FROM_REGISTER)                                                     \
	X("population.nationality", "nationality", FORM_FROM_REGISTER)                                                 \
	X("population.birth_place", "birth_place", FORM_FROM_REGISTER)                                                 \
	X("population.home_town", "home_town", FORM_FROM_REGISTER)                                                     \
	X("population.address", "address", FORM_FROM_REGISTER)                                                         \
	X("population.current_address", "current_address", FORM_FROM_REGISTER)                                         \
	X("organisation.name", "name", FORM_FROM_ORGANISATION)                                                         \
	X("organisation.number", "number", FORM_FROM_ORGANISATION)                                                     \
	X("organisation.address", "address", FORM_FROM_ORGANISATION)                                                   \
	X("earlier.answer", "", FORM_FROM_EARLIER)

#define AS_ROW(name, fact, from)  { name, fact, from },
#define AS_NAME(name, fact, from) name,
static const struct form_prefill sources[] = { SOURCES(AS_ROW) };
const char *const form_prefill_sources[] = { SOURCES(AS_NAME) NULL };

const struct form_prefill *
form_prefill_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (strcmp(sources[i].name, name) == 0)
			return &sources[i];
	return NULL;
}

const struct form_prefill *
form_prefill_of(const struct form_field *field)
{
	const char *name = field->list == NULL ? form_property(field, "prefill") : NULL;

	return name != NULL ? form_prefill_by_name(name) : NULL;
}

bool
form_prefill_asks(const struct form_field *field, const char *fact, bool of_organisation)
{
	const struct form_prefill *source = form_prefill_of(field);

	return source != NULL && (source->from == FORM_FROM_ORGANISATION) == of_organisation &&
	       strcmp(source->fact, fact) == 0;
}

bool
form_prefill_is_locked(const struct form_field *field)
{
	const char *locked = form_property(field, "prefill_locked");

	return locked != NULL && strcmp(locked, "yes") == 0 && form_prefill_of(field) != NULL;
}
