/* Processes of single cases: held against this catalogue, and put in force or drafted. See bundle_private.h. Must not know SQL. */
#include <string.h>

#include "bundle/bundle_private.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "define/draft_store.h"
#include "define/target_store.h"
#include "define/use_store.h"

static bool
brings_process(const struct bundle_manifest *m, const char *code)
{
	const struct bundle_definition_record *definitions = m->definitions.items;

	for (size_t i = 0; i < m->definitions.count; i++)
		if (strcmp(definitions[i].kind, "process") == 0 && strcmp(definitions[i].code, code) == 0)
			return true;
	return false;
}

static bool
brings_procedure(const struct bundle_manifest *m, const char *code)
{
	const struct bundle_procedure_record *procedures = m->procedures.items;

	for (size_t i = 0; i < m->procedures.count; i++)
		if (strcmp(procedures[i].code, code) == 0)
			return true;
	return false;
}

/* By what that case goes here, by the last decision. */
static enum err
state_here(const struct bundle_work *w, const struct bundle_case_record *record, int64_t procedure_id,
    enum bundle_state *ret_state)
{
	const struct case_use *uses;
	size_t count;
	enum err err = case_uses(w->db, procedure_id, DATE_NONE, &uses, &count);

	*ret_state = BUNDLE_NEW;
	for (size_t i = 0; !err && i < count; i++)
		if (uses[i].case_no == record->case_no)
			*ret_state = strcmp(uses[i].process, record->process) == 0 ? BUNDLE_SAME : BUNDLE_CHANGED;
	return err;
}

enum err
bundle_case_compare(const struct bundle_work *w, const struct bundle_case_record *record, struct bundle_report *r)
{
	struct bundle_item item = { "case", record->code, record->process, BUNDLE_BLOCKED, BUNDLE_WHY("member"),
		arena_printf(w->arena, "%lld", (long long)record->case_no), 0, NULL };
	struct record_fault fault = { "", "" };
	struct bundle_procedure procedure;
	enum bundle_state state;
	enum err err = OK;

	if (brings_process(&w->bundle->manifest, record->process) &&
	    brings_procedure(&w->bundle->manifest, record->code)) {
		err = bundle_procedure_read(w, record->code, &procedure, &state, &fault);
		if (!err && record->case_no > (int64_t)procedure.after.cases.count) {
			item.why = BUNDLE_WHY("case");
		} else if (!err) {
			item.why = NULL;
			item.state = BUNDLE_NEW;
			if (procedure.known)
				err = state_here(w, record, procedure.item.id, &item.state);
		}
	}
	if (err && err != ERR_INVALID)
		return err;
	bundle_report_add(w, r, item);
	return OK;
}

/* --- writing -------------------------------------------------------------------------------------------------------------- */

static enum err
put_in_force(struct applying *a, const struct bundle_case_record *record, int64_t procedure_id)
{
	const struct definition_decision decision = { a->order->decision_no, a->order->decision_date,
		a->order->from_day, bundle_officer(a), a->order->now };

	a->written++;
	return case_use_add(a->work.db, procedure_id, record->case_no, record->process, &decision);
}

/* The case becomes one for which the open draft of that process is, which is begun if there is none. */
static enum err
put_draft(struct applying *a, const struct bundle_case_record *record, int64_t procedure_id)
{
	struct draft_start start = { .kind = DEFINITION_PROCESS,
		.code = record->process,
		.owner_agency_id = DB_NULL_INT,
		.officer_id = bundle_officer(a),
		.at = a->order->now };
	struct definition_item known;
	struct definition_draft draft;
	bool has;
	enum err err = definition_item_by_code(a->work.db, DEFINITION_PROCESS, record->process, &known);

	if (err)
		return err;
	start.name = known.name;
	start.owner_agency_id = known.owner_agency_id;
	if ((err = definition_draft_begin(a->work.db, &start, &draft)) ||
	    (err = draft_target_has(a->work.db, draft.id, procedure_id, record->case_no, &has)) || has)
		return err;
	const struct target_change change = { draft.id, draft.version, bundle_officer(a), a->order->now };

	a->written++;
	return target_add(a->work.db, &change, procedure_id, record->case_no);
}

enum err
bundle_case_put(struct applying *a, const struct bundle_case_record *record)
{
	struct procedure_item item;
	enum bundle_state state = BUNDLE_NEW;
	enum err err = item_by_code(a->work.db, record->code, &item);

	if (!err)
		err = state_here(&a->work, record, item.id, &state);
	if (err || state == BUNDLE_SAME)
		return err;
	return a->order->approved ? put_in_force(a, record, item.id) : put_draft(a, record, item.id);
}
