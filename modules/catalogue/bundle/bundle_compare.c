/* A bundle held against this catalogue. See bundle_work.h. Must not know SQL. */
#include <stdlib.h>
#include <string.h>

#include "blank_form/blank_form.h"
#include "bundle/bundle_private.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/draft_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process_diff.h"
#include "domain/definition/rule/rule_diff.h"

enum { REPORT_FIRST = 64 };

static const char *const state_names[BUNDLE_STATE__MAX] = { "same", "new", "changed", "lacking", "failing", "blocked" };

const char *
bundle_state_name(enum bundle_state state)
{
	return state_names[state];
}

static const char *
kept(const struct bundle_work *w, const char *text)
{
	return text != NULL ? arena_strdup(w->lasting, text) : NULL;
}

void
bundle_report_add(const struct bundle_work *w, struct bundle_report *r, struct bundle_item item)
{
	if (r->count == r->room) {
		const size_t room = r->room > 0 ? 2 * r->room : REPORT_FIRST;
		struct bundle_item *items = arena_array(w->lasting, room, sizeof(*items));

		if (r->count > 0)
			memcpy(items, r->items, r->count * sizeof(*items));
		r->items = items;
		r->room = room;
	}
	item.code = kept(w, item.code);
	item.name = kept(w, item.name);
	item.why = kept(w, item.why);
	item.where = kept(w, item.where);
	r->items[r->count++] = item;
	r->of[item.state]++;
}

/* --- definitions ------------------------------------------------------------------------------------------------------- */

static size_t
form_changes(struct arena *arena, const char *before, const char *after)
{
	struct form_changes changes = { 0 };
	struct form_error error;
	struct form *a, *b;

	if (form_parse(arena, before, strlen(before), &a, &error) ||
	    form_parse(arena, after, strlen(after), &b, &error))
		return 0;
	form_diff(arena, a, b, &changes);
	return changes.count;
}

static size_t
rule_changes(struct arena *arena, const char *before, const char *after)
{
	struct definition_error error;
	const struct rule_change *changes;
	struct rule *a, *b;

	if (rule_parse(arena, before, strlen(before), &a, &error) ||
	    rule_parse(arena, after, strlen(after), &b, &error))
		return 0;
	return rule_diff(arena, a, b, &changes);
}

static size_t
process_changes(struct arena *arena, const char *before, const char *after)
{
	struct definition_error error;
	const struct process_change *changes;
	struct process_model *a, *b;

	if (process_model_read(arena, before, strlen(before), &a, &error) ||
	    process_model_read(arena, after, strlen(after), &b, &error))
		return 0;
	return process_diff(arena, a, b, &changes);
}

/* How much differs; 0 where only the drawing or the layout of the text does. */
static size_t
changes_of(struct arena *arena, enum definition_kind kind, const char *before, const char *after)
{
	switch (kind) {
	case DEFINITION_FORM: return form_changes(arena, before, after);
	case DEFINITION_RULE: return rule_changes(arena, before, after);
	default: return process_changes(arena, before, after);
	}
}

/* What keeps a draft from being sent on keeps a bundle out too: steps never reached, rows that overlap, a kept example that fails. */
static enum err
check_content(const struct bundle_work *w, enum definition_kind kind, const char *content, struct bundle_item *item)
{
	const struct definition_subject subject = { .arena = w->arena,
		.db = w->db,
		.kind = kind,
		.code = item->code,
		.content = content,
		.size = strlen(content),
		.today = w->today };
	struct definition_problems problems;
	enum err err = definition_check(&subject, &problems);

	for (size_t i = 0; !err && i < problems.count && item->state != BUNDLE_BLOCKED; i++) {
		const struct definition_problem *problem = &problems.items[i];

		if (!problem->blocks)
			continue;
		item->state = BUNDLE_BLOCKED;
		item->why = problem->arg_count == 0 ? problem->message : BUNDLE_WHY("not_right");
		item->where = problem->place;
	}
	return err;
}

struct checking {
	const struct bundle_work *work;
	enum definition_kind kind;
	const char *content;
	struct bundle_item *item;
};

static enum err
check_now(void *of)
{
	const struct checking *c = of;

	return check_content(c->work, c->kind, c->content, c->item);
}

/* A form is looked at as it would be among the lists that come with it. */
static enum err
check_with_lists(const struct bundle_work *w, enum definition_kind kind, const char *content, struct bundle_item *item)
{
	struct checking checking = { w, kind, content, item };

	return kind == DEFINITION_FORM ? bundle_with_lists(w, content, check_now, &checking) : check_now(&checking);
}

/* An open draft that says something else than this catalogue and the bundle is somebody's work. */
static enum err
somebody_drafts(const struct bundle_work *w, enum definition_kind kind, const char *code, const char *approved,
    const char *content, bool *ret_drafts)
{
	struct definition_draft draft;
	enum err err = draft_by_code(w->db, kind, code, &draft);

	*ret_drafts =
	    !err &&
	    (strcmp(draft.state, "draft") != 0 || (*draft.content != '\0' && strcmp(draft.content, approved) != 0)) &&
	    strcmp(draft.content, content) != 0;
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
compare_definition(const struct bundle_work *w, const struct bundle_definition_record *record, struct bundle_report *r)
{
	struct bundle_item item = { record->kind, record->code, record->name, BUNDLE_NEW, NULL, "", 0, NULL };
	const char *content =
	    bundle_text(w->arena, w->bundle, bundle_definition_path(w->arena, record->kind, record->code));
	struct definition_version version = { .content = "" };
	enum definition_kind kind;
	bool drafted = false;
	enum err err;

	if (content == NULL || !definition_kind_by_name(record->kind, &kind)) {
		item.state = BUNDLE_BLOCKED;
		item.why = BUNDLE_WHY("member");
		bundle_report_add(w, r, item);
		return OK;
	}
	err = definition_newest(w->db, kind, record->code, &version);
	if (err && err != ERR_NOT_FOUND)
		return err;
	if (!err) {
		item.state = strcmp(version.content, content) == 0 ? BUNDLE_SAME : BUNDLE_CHANGED;
		item.changes = item.state == BUNDLE_CHANGED ? changes_of(w->arena, kind, version.content, content) : 0;
		item.content = item.state == BUNDLE_CHANGED ? content : NULL;
	}
	if (item.state != BUNDLE_SAME && (err = check_with_lists(w, kind, content, &item)))
		return err;
	if (item.state == BUNDLE_NEW || item.state == BUNDLE_CHANGED) {
		if ((err = somebody_drafts(w, kind, record->code, version.content, content, &drafted)))
			return err;
		if (drafted) {
			item.state = BUNDLE_BLOCKED;
			item.why = BUNDLE_WHY("drafted");
		}
	}
	bundle_report_add(w, r, item);
	return OK;
}

/* --- procedures -------------------------------------------------------------------------------------------------------- */

static bool
same_text(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

/* What is known of it here, from its version in force, else the newest. */
static enum err
read_here(const struct bundle_work *w, const char *code, struct bundle_procedure *p)
{
	struct version_line line;
	enum err err = item_by_code(w->db, code, &p->item);

	record_init(&procedure_record_table, &p->identity);
	record_init(&version_record_table, &p->before);
	if (err == ERR_NOT_FOUND)
		return OK;
	if (err)
		return err;
	p->known = true;
	line.id = p->item.current_version_id;
	if (line.id == DB_NULL_INT)
		err = version_newest(w->db, p->item.id, &line);
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	p->based = true;
	p->base_id = line.id;
	return version_read(w->db, line.id, &p->before);
}

/* Agencies that the bundle names have other ids here; a definition that it names otherwise is looked up anew. */
static void
forget_ids(struct bundle_procedure *p)
{
	struct offering_record *offerings = p->after.offerings.items;

	if (!same_text(p->before.form, p->after.form))
		p->after.form_version_id = 0;
	if (!same_text(p->before.process, p->after.process))
		p->after.process_version_id = 0;
	if (!same_text(p->before.rule, p->after.rule))
		p->after.rule_version_id = 0;
	for (size_t i = 0; i < p->after.offerings.count; i++)
		offerings[i].receiving_id = offerings[i].solving_id = offerings[i].consulted_id = 0;
}

static enum bundle_state
state_of(const struct bundle_work *w, const struct bundle_procedure *p)
{
	unsigned char before[SHA256_SIZE], after[SHA256_SIZE];

	if (!p->based)
		return BUNDLE_NEW;
	version_record_digest(w->arena, &p->before, before);
	version_record_digest(w->arena, &p->after, after);
	return memcmp(before, after, sizeof(before)) == 0 ? BUNDLE_SAME : BUNDLE_CHANGED;
}

/* The order says whether it is a draft or in force, from when and by which decision: that makes no version another one. */
static void
take_decision(struct version_record *version, const struct version_record *from)
{
	version->state = from->state;
	version->decision_no = from->decision_no;
	version->decision_date = from->decision_date;
	version->effective_from = from->effective_from;
	version->effective_to = from->effective_to;
}

/* What a name leads to is part of what a procedure says: another blank form takes a new version of it. */
static enum err
look_at_files(const struct bundle_work *w, const struct bundle_procedure *p, enum bundle_state *ret_state)
{
	const char *const *names;
	const size_t count = blank_forms_named(w->arena, &p->after, &names);
	enum bundle_state state;
	bool brought;
	enum err err = OK;

	for (size_t i = 0; !err && i < count && *ret_state == BUNDLE_SAME; i++) {
		err = bundle_file_state(w, names[i], &brought, &state);
		if (!err && brought && (state == BUNDLE_NEW || state == BUNDLE_CHANGED))
			*ret_state = BUNDLE_CHANGED;
	}
	return err;
}

enum err
bundle_procedure_read(const struct bundle_work *w, const char *code, struct bundle_procedure *ret_procedure,
    enum bundle_state *ret_state, struct record_fault *fault)
{
	struct bundle_procedure *p = ret_procedure;
	const char *text = bundle_text(w->arena, w->bundle, bundle_procedure_path(w->arena, code));
	json_error_t error;
	json_t *said = text != NULL ? json_loads(text, JSON_REJECT_DUPLICATES, &error) : NULL;
	enum err err;

	*p = (struct bundle_procedure){ .known = false };
	*ret_state = BUNDLE_BLOCKED;
	if (said == NULL || !json_is_object(said)) {
		json_decref(said);
		return record_refuse(fault, "", "is no record");
	}
	err = read_here(w, code, p);
	p->after = p->before;
	if (!err)
		err = said_apply(w->arena, said, &p->identity, &p->after, fault);
	json_decref(said);
	if (!err && !same_text(p->identity.code, code))
		err = record_refuse(fault, "code", "is another one");
	if (err)
		return err;
	forget_ids(p);
	take_decision(&p->after, &p->before);
	if ((err = version_record_settle(w->arena, &p->after, true, fault)))
		return err;
	*ret_state = state_of(w, p);
	return *ret_state == BUNDLE_SAME ? look_at_files(w, p, ret_state) : OK;
}

static void
note_goes(const struct bundle_work *w, const struct bundle_procedure *p, struct bundle_goes *goes)
{
	*goes = (struct bundle_goes){ .procedure_id = p->known ? p->item.id : 0 };
	goes->of[DEFINITION_FORM] = kept(w, p->after.form);
	goes->of[DEFINITION_PROCESS] = kept(w, p->after.process);
	goes->of[DEFINITION_RULE] = kept(w, p->after.rule);
}

/* A draft that is open keeps the bundle out, unless it says what the bundle says: then that came before. */
static enum err
look_at_work(const struct bundle_work *w, const struct bundle_procedure *p, struct bundle_item *item)
{
	unsigned char ours[SHA256_SIZE], theirs[SHA256_SIZE];
	struct version_record draft, brought = p->after;
	struct version_line line;
	enum err err = version_at_work(w->db, p->item.id, &line);

	if (err || (err = version_read(w->db, line.id, &draft)))
		return err == ERR_NOT_FOUND ? OK : err;
	take_decision(&brought, &draft);
	version_record_digest(w->arena, &draft, ours);
	version_record_digest(w->arena, &brought, theirs);
	if (strcmp(line.state, "draft") == 0 && memcmp(ours, theirs, sizeof(ours)) == 0) {
		item->state = BUNDLE_SAME;
		item->why = BUNDLE_DRAFTED_SO;
	} else {
		item->state = BUNDLE_BLOCKED;
		item->why = BUNDLE_WHY("at_work");
	}
	return OK;
}

static enum err
compare_procedure(const struct bundle_work *w, size_t which, struct bundle_report *r)
{
	const struct bundle_procedure_record *records = w->bundle->manifest.procedures.items, *record = &records[which];
	struct bundle_item item = { "procedure", record->code, record->name, BUNDLE_SAME, NULL, "", 0, NULL };
	struct record_fault fault = { "", "" };
	struct bundle_procedure procedure;
	enum err err = bundle_procedure_read(w, record->code, &procedure, &item.state, &fault);

	if (err == ERR_INVALID) {
		item.state = BUNDLE_BLOCKED;
		item.why = BUNDLE_WHY("record");
		item.where = fault.member;
		bundle_report_add(w, r, item);
		return OK;
	}
	if (!err && r->goes != NULL)
		note_goes(w, &procedure, &r->goes[which]);
	if (!err && procedure.known && item.state != BUNDLE_SAME)
		err = look_at_work(w, &procedure, &item);
	if (err)
		return err;
	bundle_report_add(w, r, item);
	return bundle_files_lacking(w, &procedure.after, r);
}

/* --- all parts ------------------------------------------------------------------------------------------------------------ */

/* The parts in their order: how many there are of each sort. */
enum { NEEDS, LISTS, PROCEDURES, DEFINITIONS, FILES, CASES, WALKS, RULE_EXAMPLES, HOMELESS, SORT__MAX };

static void
count_parts(const struct bundle_manifest *m, size_t counts[SORT__MAX])
{
	counts[NEEDS] = m->needs.count;
	counts[LISTS] = m->lists.count;
	counts[PROCEDURES] = counts[WALKS] = m->procedures.count;
	counts[DEFINITIONS] = counts[RULE_EXAMPLES] = m->definitions.count;
	counts[FILES] = m->files.count;
	counts[CASES] = m->cases.count;
	counts[HOMELESS] = 1;
}

size_t
bundle_parts(const struct bundle_manifest *m)
{
	size_t counts[SORT__MAX], all = 0;

	count_parts(m, counts);
	for (size_t sort = 0; sort < SORT__MAX; sort++)
		all += counts[sort];
	return all;
}

enum err
bundle_compare_part(const struct bundle_work *w, size_t part, struct bundle_report *r)
{
	const struct bundle_manifest *m = &w->bundle->manifest;
	const struct bundle_procedure_record *procedures = m->procedures.items;
	const struct bundle_definition_record *definitions = m->definitions.items;
	size_t counts[SORT__MAX], sort = 0, i = part;

	count_parts(m, counts);
	while (i >= counts[sort])
		i -= counts[sort++];
	switch (sort) {
	case NEEDS: return bundle_need_compare(w, &((const struct bundle_need_record *)m->needs.items)[i], r);
	case LISTS: return bundle_list_compare(w, &((const struct bundle_list_record *)m->lists.items)[i], r);
	case PROCEDURES: return compare_procedure(w, i, r);
	case DEFINITIONS: return compare_definition(w, &definitions[i], r);
	case FILES: return bundle_file_compare(w, &((const struct bundle_file_record *)m->files.items)[i], r);
	case CASES: return bundle_case_compare(w, &((const struct bundle_case_record *)m->cases.items)[i], r);
	case WALKS: return bundle_walks_compare(w, procedures[i].code, r);
	case RULE_EXAMPLES:
		return strcmp(definitions[i].kind, "rule") == 0 ? bundle_rule_compare(w, definitions[i].code, r) : OK;
	default: bundle_examples_homeless(w, r); return OK;
	}
}

enum err
bundle_compare(const struct bundle_work *w, struct bundle_report *ret_report)
{
	const struct bundle_manifest *m = &w->bundle->manifest;
	const size_t parts = bundle_parts(m);
	enum err err = OK;

	*ret_report = (struct bundle_report){ .goes = arena_array(
						  w->lasting, m->procedures.count + 1, sizeof(*ret_report->goes)) };
	for (size_t i = 0; !err && i < parts; i++) {
		err = bundle_compare_part(w, i, ret_report);
		arena_reset(w->arena);
		if (!err && w->progress != NULL)
			w->progress(w->progress_of, i + 1, parts);
	}
	return err;
}
