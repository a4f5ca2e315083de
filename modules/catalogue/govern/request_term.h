/*
 * The office's own clock over change requests: three working days on its calendar, or what the setting
 * catalogue.request_policy says (R16: units send a change to the office within three working days; the office answers as
 * fast). Nothing pauses it.
 */
#ifndef MOTCUA_CATALOGUE_REQUEST_TERM_H
#define MOTCUA_CATALOGUE_REQUEST_TERM_H

#include <stdint.h>

#include "core/err.h"

struct calendar;
struct ctx;

struct request_term {
	const struct calendar *calendar; /* of the office that controls procedures */
	const char *policy;
};
/* ERR_UNAVAILABLE: nobody controls procedures, or the office has no calendar. */
enum err request_term(struct ctx *c, int32_t today, struct request_term *ret_term) MUST_CHECK;
/* When what came at `filed_at` is to be answered. */
enum err request_due(struct ctx *c, const struct request_term *term, int64_t filed_at, int64_t *ret_due) MUST_CHECK;
/* The last day on which a unit may send what became known on that day. */
enum err request_send_by(
    struct ctx *c, const struct request_term *term, int32_t known_on, int32_t *ret_last) MUST_CHECK;

#endif
