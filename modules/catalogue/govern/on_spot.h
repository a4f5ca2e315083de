/* Approval on the spot by agency: how many procedures its latest list names, of those that it solves, against the target. */
#ifndef MOTCUA_CATALOGUE_ON_SPOT_H
#define MOTCUA_CATALOGUE_ON_SPOT_H

#include <stdint.h>

#include "core/err.h"

struct ctx;
struct sheet;

/* Of every agency that solves procedures. */
enum err on_spot_sheet(struct ctx *c, struct sheet **ret_sheet) MUST_CHECK;
/* `listed` procedures of those that the agency solves, in words, against its target. */
enum err on_spot_words(struct ctx *c, int64_t agency_id, int64_t listed, const char **ret_words) MUST_CHECK;

#endif
