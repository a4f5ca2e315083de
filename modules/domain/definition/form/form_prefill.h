/*
 * Where a question may be filled in from before anybody types (properties.prefill). A source names what is wanted and whose it
 * is; who knows it, and how well, is the business of the module that fills forms in.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_PREFILL_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_PREFILL_H

#include <stdbool.h>

struct form_field;

enum form_prefill_from {
	FORM_FROM_IDENTITY, /* what sign-on, the account and the person's own earlier dossiers tell */
	FORM_FROM_REGISTER, /* CSDLQG về dân cư, with the person's consent; where it is silent as FORM_FROM_IDENTITY */
	FORM_FROM_ORGANISATION, /* of the organisation for which the person acts */
	FORM_FROM_EARLIER, /* the person's last answer to a question with the same key (NĐ 224/2026/NĐ-CP, Đ15(1)(d)) */
};

struct form_prefill {
	const char *name; /* as definitions write it: "population.birth_date" */
	const char *fact; /* what is wanted: "birth_date"; "" for FORM_FROM_EARLIER */
	enum form_prefill_from from;
};

/* The names, for choices and checks; ends with NULL. */
extern const char *const form_prefill_sources[];
/* NULL: no such source. */
const struct form_prefill *form_prefill_by_name(const char *name);
/* Of a question that names one and stands in no repeating list, else NULL. */
const struct form_prefill *form_prefill_of(const struct form_field *field);
/* Does the question ask for that fact of the person, or of the organisation, by whatever source? */
bool form_prefill_asks(const struct form_field *field, const char *fact, bool of_organisation);
/* Not to be typed over while a register or sign-on answers for it (properties.prefill_locked). */
bool form_prefill_is_locked(const struct form_field *field);

#endif
