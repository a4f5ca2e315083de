/* What bundle_compare.c and bundle_apply.c share. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H
#define MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "bundle/bundle_work.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

/* A procedure of the bundle over what this catalogue has of it. */
struct bundle_procedure {
	bool known, based;
	struct procedure_item item;       /* known */
	int64_t base_id;                  /* based: the version that it changes */
	struct procedure_record identity; /* as the bundle says it */
	struct version_record before, after;
};
/* ERR_INVALID with *fault: its record is none. */
MUST_CHECK enum err bundle_procedure_read(const struct bundle_work *work, const char *code,
    struct bundle_procedure *ret_procedure, enum bundle_state *ret_state, struct record_fault *fault);

#endif
