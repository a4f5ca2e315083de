/* A bundle written into this catalogue. See bundle_work.h. Must not know SQL. */
#include <string.h>

#include "bundle/bundle_private.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "define/draft_store.h"
#include "define/target_store.h"
#include "define/use_store.h"
#include "publish/order.h"
#include "version/life_store.h"

int64_t
bundle_officer(const struct applying *a)
{
	return a->order->officer_id == DB_NULL_INT ? 0 : a->order->officer_id;
}

enum err
bundle_refuse(const struct applying *a, enum err code, const char *message, const char *about)
{
	if (a->refusal->message == NULL)
		*a->refusal = (struct bundle_refusal){ message, arena_strdup(a->work.lasting, about) };
	return FAILURE(a->work.failure, code, message, NULL, "%s", about);
}

/* One more thing is done: its memory is given back. */
static void
tell(struct applying *a)
{
	arena_reset(a->work.arena);
	a->done++;
	if (a->work.progress != NULL)
		a->work.progress(a->work.progress_of, a->done, a->total);
}

enum { IDS_MAX = 1 << 20 };

/* --- definitions ------------------------------------------------------------------------------------------------------- */

/* The draft is for the procedures of the bundle that go by it, as far as this catalogue has them by now. */
static enum err
put_targets(struct applying *a, enum definition_kind kind, const struct definition_draft *draft)
{
	const struct bundle_goes *goes = a->report.goes;
	const struct target_change change = { draft->id, draft->version, bundle_officer(a), a->order->now };
	struct buffer ids;
	uint64_t added;

	buffer_init(&ids, a->work.arena, IDS_MAX);
	buffer_char(&ids, '[');
	for (size_t i = 0; i < a->work.bundle->manifest.procedures.count; i++)
		if (goes[i].procedure_id != 0 && goes[i].of[kind] != NULL && strcmp(goes[i].of[kind], draft->code) == 0)
			buffer_printf(&ids, "%s%lld", ids.size > 1 ? "," : "", (long long)goes[i].procedure_id);
	buffer_char(&ids, ']');
	return ids.full ? ERR_TOO_LARGE : targets_add(a->work.db, &change, ids.data, &added);
}

static enum err
approve(struct applying *a, enum definition_kind kind, int64_t draft_id)
{
	const struct definition_decision decision = { a->order->decision_no, a->order->decision_date,
		a->order->from_day, bundle_officer(a), a->order->now };
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
		.officer_id = bundle_officer(a),
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
		err = draft_save(w->db, draft.id, draft.version, content, bundle_officer(a), a->order->now);
	if (!err)
		err = draft_by_id(w->db, draft.id, &draft);
	if (!err)
		err = put_targets(a, start.kind, &draft);
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

/* Drafts of definitions that come after it are for it too. */
static void
note_known(struct applying *a, const char *code, int64_t id)
{
	const struct bundle_procedure_record *records = a->work.bundle->manifest.procedures.items;

	for (size_t i = 0; i < a->work.bundle->manifest.procedures.count; i++)
		if (strcmp(records[i].code, code) == 0)
			a->report.goes[i].procedure_id = id;
}

/* In force by the decision that was ordered, or a draft of which nothing is decided. */
static void
decide(const struct bundle_order *order, struct version_record *version)
{
	version->state = order->approved ? "published" : "draft";
	version->decision_no = order->approved ? order->decision_no : "";
	version->decision_date = order->approved ? order->decision_date : DATE_NONE;
	version->effective_from = order->approved ? order->from_day : DATE_NONE;
	version->effective_to = DATE_NONE;
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
	if (err == ERR_INVALID || err == ERR_CONFLICT)
		return bundle_refuse(a, err, "catalogue_bundle.record_refused",
		    arena_printf(w->arena, "%s %s", item->code, fault.member));
	if (err)
		return err;
	note_known(a, item->code, p.item.id);
	origin.procedure_id = p.item.id;
	origin.based_on_id = p.based ? p.base_id : DB_NULL_INT;
	decide(a->order, &p.after);
	err = version_add(w->db, w->arena, &origin, &p.after, &fault, &id);
	a->written++;
	if (err == ERR_INVALID)
		return bundle_refuse(a, err, "catalogue_bundle.record_refused",
		    arena_printf(w->arena, "%s %s %s", item->code, fault.member, fault.reason));
	return err ? err : bundle_files_put(a, &p.after, id);
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
	return err == ERR_NOT_FOUND ? OK : err ? err : put_targets(a, kind, &draft);
}

/* Definitions, then the procedures that go by them; drafts have new procedures as targets only afterwards. */
static enum err
write_items(struct applying *a)
{
	const struct bundle_report *r = &a->report;
	enum err err = OK;

	for (size_t i = 0; !err && i < r->count; tell(a), i++)
		if (is_written(&r->items[i], false))
			err = put_definition(a, &r->items[i]);
	for (size_t i = 0; !err && i < r->count; tell(a), i++)
		if (is_written(&r->items[i], true))
			err = put_procedure(a, &r->items[i]);
	for (size_t i = 0; !err && i < r->count && !a->order->approved; tell(a), i++)
		if (is_written(&r->items[i], false))
			err = put_late_targets(a, &r->items[i]);
	return err;
}

static enum err
write_all(struct applying *a)
{
	const struct bundle_manifest *m = &a->work.bundle->manifest;
	const struct bundle_case_record *cases = m->cases.items;
	const struct bundle_example_record *examples = m->examples.items;
	enum err err;

	a->total = a->done + (a->order->approved ? 2 : 3) * a->report.count + m->cases.count + m->examples.count;
	err = write_items(a);
	for (size_t i = 0; !err && i < m->cases.count; tell(a), i++)
		err = bundle_case_put(a, &cases[i]);
	for (size_t i = 0; !err && i < m->examples.count; tell(a), i++)
		err = bundle_example_put(a, &examples[i]);
	return err;
}

/* The first that stands in the way, by name. */
static enum err
refuse_state(const struct applying *a, enum bundle_state state, const char *message)
{
	const struct bundle_report *r = &a->report;

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].state == state)
			return bundle_refuse(a, ERR_CONFLICT, message,
			    arena_printf(a->work.arena, "%s %s", r->items[i].code, r->items[i].name));
	return OK;
}

/* What is a draft already goes the way of drafts: a decision about the bundle does not put it in force. */
static enum err
refuse_drafted(const struct applying *a)
{
	const struct bundle_report *r = &a->report;

	for (size_t i = 0; i < r->count && a->order->approved; i++)
		if (r->items[i].why != NULL && strcmp(r->items[i].why, BUNDLE_DRAFTED_SO) == 0)
			return bundle_refuse(a, ERR_CONFLICT, BUNDLE_WHY("at_work"),
			    arena_printf(a->work.arena, "%s %s", r->items[i].code, r->items[i].name));
	return OK;
}

/* What is written is in force or ordered to be published with it, or neither. */
static enum err
put_in_force(struct db *db, const struct applying *a)
{
	uint64_t changed;
	enum err err;

	if (!a->order->approved || a->written == 0)
		return OK;
	err = procedures_enter_force(db, a->work.today, &changed);
	return err ? err : publish_order(db, a->order->now);
}

/* Comparing is half of the way. */
static void
tell_compared(void *of, size_t done, size_t total)
{
	struct applying *a = of;

	a->done = done;
	if (a->work.progress != NULL)
		a->work.progress(a->work.progress_of, done, 2 * total);
}

static enum err
apply_once(struct db *db, const void *arg)
{
	struct applying *a = *(struct applying *const *)arg;
	struct bundle_work comparing = a->work;
	enum err err = a->frame != NULL ? a->frame->begin(db, a->frame->of) : OK;

	a->written = 0;
	*a->refusal = (struct bundle_refusal){ NULL, NULL };
	comparing.progress = tell_compared;
	comparing.progress_of = a;
	if (err || (a->order->approved && (err = uses_take_turn(db))) || (err = bundle_lists_put(a)) ||
	    (err = bundle_compare(&comparing, &a->report)) ||
	    (a->order->approved && (err = refuse_state(a, BUNDLE_FAILING, "catalogue_bundle.failing"))) ||
	    (err = refuse_state(a, BUNDLE_BLOCKED, "catalogue_bundle.blocked")) || (err = refuse_drafted(a)) ||
	    (err = write_all(a)) || (err = put_in_force(db, a)))
		return err;
	return a->frame != NULL ? a->frame->end(db, a->frame->of, a->written) : OK;
}

enum err
bundle_apply(const struct bundle_work *work, const struct bundle_order *order, const struct bundle_frame *frame,
    size_t *ret_written, struct bundle_refusal *refusal)
{
	struct applying *a = ARENA_NEW(work->lasting, struct applying);
	enum err err;

	*a = (struct applying){ .work = *work, .order = order, .frame = frame, .refusal = refusal };
	err = db_transaction(work->db, apply_once, &a);
	*ret_written = a->written;
	return err;
}
