/*
 * The national base's packet LayThuTuc (members in capitals) as what it says of a procedure (said.h): steps and papers by
 * case, term and fee by channel, agencies, legal basis, results. Members that are not known are left out: the packet grows.
 * Texts that are no valid text are refused; codes with stray blanks are healed by the reader of all files. Pure.
 */
#ifndef MOTCUA_CATALOGUE_NATIONAL_H
#define MOTCUA_CATALOGUE_NATIONAL_H

#include <stdbool.h>

#include <jansson.h>

#include "core/err.h"

struct arena;
struct record_fault;

/* Is the object a procedure of the national base: has it MATTHC? */
bool national_is(const json_t *object);
/* Does it say more than code and name: is it an answer of LayThuTuc, or a line of LayDanhSachTTHC? */
bool national_is_whole(const json_t *object);

/* *ret is a new reference. ERR_INVALID with *fault: the member and what is wrong with it. */
enum err national_read(struct arena *arena, const json_t *object, json_t **ret, struct record_fault *fault) MUST_CHECK;

#endif
