/* What bundle_compare.c, bundle_examples.c and bundle_apply.c share. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H
#define MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "bundle/bundle_work.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

#define BUNDLE_WHY(name) "catalogue_bundle.why." name

/* The list has room for everything that can be said of the bundle. */
void bundle_report_add(struct bundle_report *report, struct bundle_item item);

/* Runs the examples; an error is the database's. */
MUST_CHECK enum err bundle_examples_compare(const struct bundle_work *work, struct bundle_report *report);
/* How many lines that can be. */
size_t bundle_examples_most(const struct bundle_manifest *manifest);

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
