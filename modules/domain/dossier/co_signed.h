/*
 * Who else confirmed what was filed, as the first entry of a dossier's journal keeps it: {"co_signed": [{"group", "row", "at",
 * "method", "address"}], "co_signed_sha256"}. Names and numbers are not in it: `group` and `row` lead to the answers. Pure.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_CO_SIGNED_H
#define MOTCUA_DOMAIN_DOSSIER_CO_SIGNED_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct co_signature {
	const char *group; /* id of the form's group or list that names the person */
	int64_t row;
	int64_t at;
	const char *method;  /* code (sent to the address), account (signed in with it) */
	const char *address; /* masked */
};

/* The facts of filing with the signatures added; NULL if `facts` is no JSON object. `digest`: hexadecimal, of what was signed. */
const char *co_signed_add(
    struct arena *arena, const char *facts, const char *digest, const struct co_signature *signatures, size_t count);
/* How many there are; *ret_digest NULL if none. What is damaged is left out. `facts` may be NULL: erased. */
size_t co_signed_read(
    struct arena *arena, const char *facts, const char **ret_digest, const struct co_signature **ret_signatures);

#endif
