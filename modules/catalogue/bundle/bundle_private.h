/* What the parts of comparing and applying a bundle share: bundle_compare.c, _files.c, _cases.c, _examples.c, _apply.c. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H
#define MOTCUA_CATALOGUE_BUNDLE_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "bundle/bundle_work.h"
#include "choice/choice_diff.h"
#include "choice/choice_record.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

#define BUNDLE_WHY(name) "catalogue_bundle.why." name
/* Of a procedure that is the same: by the draft that is open, which nobody put in force. */
#define BUNDLE_DRAFTED_SO BUNDLE_WHY("drafted_so")

/* With copies of its texts (not of its content). */
void bundle_report_add(const struct bundle_work *work, struct bundle_report *report, struct bundle_item item);

/* --- procedures ---------------------------------------------------------------------------------------------------------- */

/* A procedure of the bundle over what this catalogue has of it. */
struct bundle_procedure {
	bool known, based;
	struct procedure_item item;       /* known */
	int64_t base_id;                  /* based: the version that it changes */
	struct procedure_record identity; /* as the bundle says it */
	struct version_record before, after;
};
/* ERR_INVALID with *fault: its record is none. Its blank forms count: a changed one makes it changed. */
MUST_CHECK enum err bundle_procedure_read(const struct bundle_work *work, const char *code,
    struct bundle_procedure *ret_procedure, enum bundle_state *ret_state, struct record_fault *fault);

/* --- shared lists ---------------------------------------------------------------------------------------------------------- */

/* A list of the bundle held against the one of that code here. */
struct bundle_list {
	enum bundle_state state; /* same, new, changed, blocked */
	const char *why, *where; /* of what is blocked; NULL, "" */
	struct choice_said said; /* as the bundle has it */
	struct choice_list here; /* unless it is new or blocked */
	const struct choice_change *changes;
	size_t change_count;
};
MUST_CHECK enum err bundle_list_look(
    const struct bundle_work *work, const struct bundle_list_record *record, struct bundle_list *ret_list);
/* Of one that differs and lacks a choice that the bundle's definitions name: BUNDLE_LACKS with the choice and who names it. */
#define BUNDLE_LACKS BUNDLE_WHY("list_lacks")
MUST_CHECK enum err bundle_list_compare(
    const struct bundle_work *work, const struct bundle_list_record *record, struct bundle_report *report);
/* "CODE: NAME" of a choice that `list` lacks here and of what in the bundle names it; NULL: nothing does. */
MUST_CHECK enum err bundle_list_lacking(
    const struct bundle_work *work, const char *code, const struct bundle_list *list, const char **ret_lacking);
/* Runs `look` as if the lists that the form needs and only the bundle has were here: nothing of it, nor of them, is written. */
MUST_CHECK enum err bundle_with_lists(
    const struct bundle_work *work, const char *form, enum err (*look)(void *of), void *of);

/* --- the other parts ------------------------------------------------------------------------------------------------------ */

MUST_CHECK enum err bundle_need_compare(
    const struct bundle_work *work, const struct bundle_need_record *need, struct bundle_report *report);

/* One blank form held against what its name stands for here. */
MUST_CHECK enum err bundle_file_state(
    const struct bundle_work *work, const char *name, bool *ret_brought, enum bundle_state *ret_state);
MUST_CHECK enum err bundle_file_compare(
    const struct bundle_work *work, const struct bundle_file_record *record, struct bundle_report *report);
/* A line for each blank form that a procedure names and nobody has. */
MUST_CHECK enum err bundle_files_lacking(
    const struct bundle_work *work, const struct version_record *version, struct bundle_report *report);

MUST_CHECK enum err bundle_case_compare(
    const struct bundle_work *work, const struct bundle_case_record *record, struct bundle_report *report);

/* Runs the examples of one procedure, of one rule; names those that belong to nothing. An error is the database's. */
MUST_CHECK enum err bundle_walks_compare(
    const struct bundle_work *work, const char *procedure, struct bundle_report *report);
MUST_CHECK enum err bundle_rule_compare(const struct bundle_work *work, const char *rule, struct bundle_report *report);
void bundle_examples_homeless(const struct bundle_work *work, struct bundle_report *report);

/* --- writing -------------------------------------------------------------------------------------------------------------- */

struct applying {
	struct bundle_work work;
	const struct bundle_order *order;
	const struct bundle_frame *frame;
	struct bundle_report report;
	struct bundle_refusal *refusal;
	size_t written, done, total;
};
/* The officer of drafts and acts: 0 for the command line. */
int64_t bundle_officer(const struct applying *applying);
/* Notes the first refusal; `code` comes back. */
MUST_CHECK enum err bundle_refuse(
    const struct applying *applying, enum err code, const char *message, const char *about);

/* Those that are new here; those that differ only if that was ordered, else ERR_CONFLICT if one is kept that lacks a choice. */
MUST_CHECK enum err bundle_lists_put(struct applying *applying);
/* The blank forms that a version names and that are new or other here, for that version. */
MUST_CHECK enum err bundle_files_put(
    struct applying *applying, const struct version_record *version, int64_t version_id);
MUST_CHECK enum err bundle_case_put(struct applying *applying, const struct bundle_case_record *record);
MUST_CHECK enum err bundle_example_put(struct applying *applying, const struct bundle_example_record *record);

#endif
