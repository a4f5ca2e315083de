/* A bundle written into this catalogue. See bundle_work.h. Must not know SQL. */
#include <string.h>

#include "bundle/bundle_private.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/draft_store.h"
#include "define/target_store.h"
#include "define/use_store.h"
#include "publish/order.h"
#include "rule_design/example_store.h"
#include "simulate/example_store.h"
#include "version/life_store.h"

struct applying {
	struct bundle_work work;
	const struct bundle_order *order;
	struct bundle_report report;
	size_t written;
};

static int64_t
officer_of(const struct applying *a)
{
	return a->order->officer_id == DB_NULL_INT ? 0 : a->order->officer_id;
}

static enum err
refuse_apply(const struct applying *a, enum err code, const char *message, const char *member, const char *reason)
{
	return FAILURE(a->work.failure, code, message, NULL, "%s %s", member, reason);
}

/* --- definitions ------------------------------------------------------------------------------------------------------- */

/* Does the bundle have that procedure go by the definition? */
static enum err
goes_by(struct applying *a, const char *procedure, const struct bundle_item *item, bool *ret_goes,
    struct bundle_procedure *ret_procedure)
{
	struct record_fault fault = { "", "" };
	enum bundle_state state;
	enum definition_kind kind;
	enum err err = bundle_procedure_read(&a->work, procedure, ret_procedure, &state, &fault);

	if (err)
		return err;
	const char *const codes[] = { [DEFINITION_FORM] = ret_procedure->after.form,
		[DEFINITION_PROCESS] = ret_procedure->after.process,
		[DEFINITION_RULE] = ret_procedure->after.rule };

	*ret_goes =
	    definition_kind_by_name(item->kind, &kind) && codes[kind] != NULL && strcmp(codes[kind], item->code) == 0;
	return OK;
}

/* The draft is for the procedures of the bundle that go by it, as far as this catalogue has them by now. */
static enum err
put_targets(struct applying *a, const struct bundle_item *item, int64_t draft_id)
{
	const struct bundle_procedure_record *procedures = a->work.bundle->manifest.procedures.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < a->work.bundle->manifest.procedures.count; i++) {
		struct bundle_procedure procedure;
		struct definition_draft draft;
		bool goes = false;

		err = goes_by(a, procedures[i].code, item, &goes, &procedure);
		if (err || !goes || !procedure.known)
			continue;
		if ((err = draft_by_id(a->work.db, draft_id, &draft)))
			return err;
		const struct target_change change = { draft_id, draft.version, officer_of(a), a->order->now };

		err = target_add(a->work.db, &change, procedure.item.id, 0);
	}
	return err;
}

static enum err
approve(struct applying *a, enum definition_kind kind, int64_t draft_id)
{
	const struct definition_decision decision = { a->order->decision_no, a->order->decision_date,
		a->order->from_day, officer_of(a), a->order->now };
	struct definition_draft draft;
	enum err err = draft_by_id(a->work.db, draft_id, &draft);

	return err ? err : definition_approve(a->work.db, kind, &draft, &decision, "published", "decide");
}

static enum err
put_definition(struct applying *a, const struct bundle_item *item)
{
	struct bundle_work *w = &a->work;
	const char *content =
	    bundle_text(w->arena, w->bundle, bundle_definition_path(w->arena, item->kind, item->code));
	struct draft_start start = { .code = item->code,
		.name = item->name,
		.owner_agency_id = DB_NULL_INT,
		.officer_id = officer_of(a),
		.at = a->order->now };
	struct definition_item known;
	struct definition_draft draft;
	enum err err;

	if (!definition_kind_by_name(item->kind, &start.kind) || content == NULL)
		return ERR_INVALID;
	err = definition_item_by_code(w->db, start.kind, item->code, &known);
	if (!err)
		start.owner_agency_id = known.owner_agency_id;
	else if (err != ERR_NOT_FOUND)
		return err;
	if ((err = definition_draft_begin(w->db, &start, &draft)))
		return err;
	/* The same bundle came before, and its draft is still open. */
	if (strcmp(draft.content, content) == 0 && !a->order->approved)
		return OK;
	if (strcmp(draft.content, content) != 0)
		err = draft_save(w->db, draft.id, draft.version, content, officer_of(a), a->order->now);
	if (!err)
		err = put_targets(a, item, draft.id);
	if (!err && a->order->approved)
		err = approve(a, start.kind, draft.id);
	a->written++;
	return err;
}

/* --- procedures -------------------------------------------------------------------------------------------------------- */

/* A definition that is a draft here, or not there at all, is no version that a procedure could name. */
static enum err
drop_unapproved(const struct applying *a, struct version_record *version)
{
	struct {
		enum definition_kind kind;
		const char **code;
		int64_t *id;
	} parts[] = { { DEFINITION_FORM, &version->form, &version->form_version_id },
		{ DEFINITION_PROCESS, &version->process, &version->process_version_id },
		{ DEFINITION_RULE, &version->rule, &version->rule_version_id } };
	struct definition_version newest;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		enum err err =
		    *parts[i].code == NULL ? OK : definition_newest(a->work.db, parts[i].kind, *parts[i].code, &newest);

		if (err == ERR_NOT_FOUND) {
			*parts[i].code = NULL;
			*parts[i].id = DB_NULL_INT;
		} else if (err) {
			return err;
		}
	}
	return OK;
}

static enum err
put_item(struct applying *a, const char *code, struct bundle_procedure *p)
{
	struct procedure_item item = { .code = code,
		.slug = p->identity.slug,
		.owner_agency_id = DB_NULL_INT,
		.listed = true,
		.opens_on = DATE_NONE,
		.closes_on = DATE_NONE };
	enum err err;

	if (p->known)
		return OK;
	if (item.slug == NULL || !slug_is_valid(item.slug))
		return ERR_INVALID;
	err = item_add(a->work.db, &item, &item.id);
	p->item = item;
	return err;
}

static enum err
put_procedure(struct applying *a, const struct bundle_item *item)
{
	struct bundle_work *w = &a->work;
	struct record_fault fault = { "", "" };
	struct bundle_procedure p;
	struct version_origin origin = { .officer_id = a->order->officer_id, .at = a->order->now };
	enum bundle_state state;
	int64_t id;
	enum err err = bundle_procedure_read(w, item->code, &p, &state, &fault);

	if (!err)
		err = put_item(a, item->code, &p);
	if (!err)
		err = drop_unapproved(a, &p.after);
	if (err)
		return refuse_apply(a, err, "catalogue_bundle.record_refused", item->code, fault.member);
	origin.procedure_id = p.item.id;
	origin.based_on_id = p.based ? p.base_id : DB_NULL_INT;
	p.after.state = a->order->approved ? "published" : "draft";
	if (a->order->approved) {
		p.after.decision_no = a->order->decision_no;
		p.after.decision_date = a->order->decision_date;
		p.after.effective_from = a->order->from_day;
		p.after.effective_to = DATE_NONE;
	}
	err = version_add(w->db, w->arena, &origin, &p.after, &fault, &id);
	a->written++;
	return err == ERR_INVALID ? refuse_apply(a, err, "catalogue_bundle.record_refused", fault.member, fault.reason)
				  : err;
}

/* --- examples ---------------------------------------------------------------------------------------------------------- */

/* What people call it here: a name that stands for another example already is told apart by who sent it. */
static const char *
name_beside(struct applying *a, const struct bundle_example_record *record, bool taken)
{
	return taken ? arena_printf(a->work.arena, "%s (%s)", record->name, a->work.bundle->signer) : record->name;
}

/* One of the same given is the same example: what it says is taken over, and its history tells from whom. */
static enum err
put_walk(struct applying *a, const struct bundle_example_record *record, const char *given, const char *expected)
{
	const struct bundle_order *order = a->order;
	const char *signer = a->work.bundle->signer;
	struct example example = { .code = record->code, .given = given, .expected = expected };
	const struct example *own;
	size_t count;
	bool taken = false;
	int64_t id;
	enum err err = examples_of(a->work.db, record->code, &own, &count);

	for (size_t i = 0; !err && i < count; i++) {
		taken = taken || strcmp(own[i].name, record->name) == 0;
		if (strcmp(own[i].given, given) != 0)
			continue;
		if (strcmp(own[i].expected, expected) == 0)
			return OK;
		a->written++;
		return example_replace(a->work.db, &own[i], given, expected, order->officer_id, order->now, signer);
	}
	if (err)
		return err;
	example.name = name_beside(a, record, taken);
	a->written++;
	return example_add(a->work.db, &example, order->officer_id, order->now, signer, &id);
}

/* Beside what is kept here, of which nothing is changed: examples of rules have no history. */
static enum err
put_rule_example(
    struct applying *a, const struct bundle_example_record *record, const char *given, const char *expected)
{
	struct rule_example example = { .given = given, .expected = expected };
	const struct rule_example *own;
	size_t count;
	bool taken = false;
	enum err err = rule_examples_of(a->work.db, record->code, &own, &count);

	for (size_t i = 0; !err && i < count; i++) {
		taken = taken || strcmp(own[i].name, record->name) == 0;
		if (strcmp(own[i].given, given) == 0 && strcmp(own[i].expected, expected) == 0)
			return OK;
	}
	if (err)
		return err;
	example.name = name_beside(a, record, taken);
	a->written++;
	err = rule_example_add(a->work.db, record->code, &example, officer_of(a), a->order->now);
	return err == ERR_CONFLICT ? refuse_apply(a, err, "catalogue_bundle.examples_full", record->code, record->name)
				   : err;
}

static enum err
put_example(struct applying *a, const struct bundle_example_record *record)
{
	struct bundle_work *w = &a->work;
	const char *given = bundle_text(w->arena, w->bundle, bundle_example_path(w->arena, record, "given"));
	const char *expected = bundle_text(w->arena, w->bundle, bundle_example_path(w->arena, record, "expected"));

	if (given == NULL || expected == NULL)
		return refuse_apply(a, ERR_INVALID, "catalogue_bundle.record_refused", record->code, record->name);
	return bundle_example_of_rule(record) ? put_rule_example(a, record, given, expected)
					      : put_walk(a, record, given, expected);
}

/* --- all of it ---------------------------------------------------------------------------------------------------------- */

static bool
is_written(const struct bundle_item *item, bool procedures)
{
	const bool is_procedure = strcmp(item->kind, "procedure") == 0;
	enum definition_kind kind;

	return (item->state == BUNDLE_NEW || item->state == BUNDLE_CHANGED) && is_procedure == procedures &&
	       (is_procedure || definition_kind_by_name(item->kind, &kind));
}

/* Drafts of definitions for procedures that are new here have them as targets only now. */
static enum err
put_late_targets(struct applying *a, const struct bundle_item *item)
{
	struct definition_draft draft;
	enum definition_kind kind;
	enum err err;

	if (!definition_kind_by_name(item->kind, &kind))
		return OK;
	err = draft_by_code(a->work.db, kind, item->code, &draft);
	return err == ERR_NOT_FOUND ? OK : err ? err : put_targets(a, item, draft.id);
}

static enum err
write_all(struct applying *a)
{
	const struct bundle_example_record *examples = a->work.bundle->manifest.examples.items;
	const struct bundle_report *r = &a->report;
	enum err err = OK;

	for (size_t i = 0; !err && i < r->count; i++)
		if (is_written(&r->items[i], false))
			err = put_definition(a, &r->items[i]);
	for (size_t i = 0; !err && i < r->count; i++)
		if (is_written(&r->items[i], true))
			err = put_procedure(a, &r->items[i]);
	for (size_t i = 0; !err && i < r->count && !a->order->approved; i++)
		if (is_written(&r->items[i], false))
			err = put_late_targets(a, &r->items[i]);
	for (size_t i = 0; !err && i < a->work.bundle->manifest.examples.count; i++)
		err = put_example(a, &examples[i]);
	return err;
}

/* The first that stands in the way, by name. */
static enum err
refuse_state(const struct applying *a, enum bundle_state state, const char *message)
{
	const struct bundle_report *r = &a->report;

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].state == state)
			return refuse_apply(a, ERR_CONFLICT, message, r->items[i].code, r->items[i].name);
	return OK;
}

static enum err
apply_once(struct db *db, const void *arg)
{
	struct applying *a = *(struct applying *const *)arg;
	uint64_t changed;
	enum err err;

	a->work.db = db;
	a->written = 0;
	if ((err = bundle_compare(&a->work, &a->report)))
		return err;
	if ((a->order->approved && (err = refuse_state(a, BUNDLE_FAILING, "catalogue_bundle.failing"))) ||
	    (err = refuse_state(a, BUNDLE_BLOCKED, "catalogue_bundle.blocked")) || (err = write_all(a)) ||
	    !a->order->approved || a->written == 0)
		return err;
	err = procedures_enter_force(db, a->work.today, &changed);
	return err ? err : publish_order(db, a->order->now);
}

enum err
bundle_apply(const struct bundle_work *work, const struct bundle_order *order, size_t *ret_written)
{
	struct applying *a = ARENA_NEW(work->arena, struct applying);
	enum err err;

	*a = (struct applying){ .work = *work, .order = order };
	err = db_transaction(work->db, apply_once, &a);
	*ret_written = a->written;
	return err;
}
