/* Walks of an officer, and new ones. See start_page.h. Must not know SQL. */
#include "simulate/start_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "define/desk.h"
#include "define/draft_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "simulate/simulation.h"

enum { PICK_MAX = 23, REFERENCE_BYTES = 16, MORNING = 9 * 60, DAY_END = 24 * 60 };

struct start_input {
	const char *code, *walk;
	const char *form, *process, *rule, *place, *agency, *time;
	int32_t filed;
};
static const struct field list_fields[] = {
	FIELD_NAMED(start_input, code, "thu-tuc", FIELD_CODE, FROM_QUERY),
};
const struct input simulate_list_input = INPUT(start_input, list_fields);
static const struct field find_fields[] = {
	FIELD_NAMED(start_input, code, "thu-tuc", FIELD_CODE, FROM_QUERY, .required = true,
	    .label = "catalogue_simulate.procedure_code"),
};
const struct input simulate_find_input = INPUT(start_input, find_fields);
static const struct field new_fields[] = {
	FIELD(start_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input simulate_new_input = INPUT(start_input, new_fields);
static const struct field begin_fields[] = {
	FIELD(start_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(start_input, form, FIELD_CODE, FROM_FORM, .max = PICK_MAX, .label = "catalogue_simulate.form"),
	FIELD(start_input, process, FIELD_CODE, FROM_FORM, .max = PICK_MAX, .label = "catalogue_simulate.process"),
	FIELD(start_input, rule, FIELD_CODE, FROM_FORM, .max = PICK_MAX, .label = "catalogue_simulate.rule"),
	FIELD(start_input, place, FIELD_TEXT, FROM_FORM, .required = true, .offered = true, .max = 20,
	    .pattern = "a-z0-9.", .label = "catalogue_simulate.place"),
	FIELD(start_input, agency, FIELD_CODE, FROM_FORM, .required = true, .offered = true,
	    .label = "catalogue_simulate.agency"),
	FIELD(start_input, filed, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_simulate.filed_on"),
	FIELD(start_input, time, FIELD_TEXT, FROM_FORM, .required = true, .max = 5,
	    .pattern = "0-9:", .label = "catalogue_simulate.filed_at"),
};
const struct input simulate_begin_input = INPUT(start_input, begin_fields);
static const struct field drop_fields[] = {
	FIELD(start_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
};
const struct input simulate_drop_input = INPUT(start_input, drop_fields);

/* --- the list ---------------------------------------------------------------------------------------------------------- */

static void
walks_sheet(struct page *page, const struct walk_row *walks, size_t count)
{
	static const char *const heads[] = { "procedure", "begun", "touched" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "walks"));

	sheet->empty = simulate_text(c, "walks_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, simulate_text(c, heads[i]), false);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, arena_printf(c->arena, "%s %s", walks[i].procedure_code, walks[i].procedure_name),
		    url(c->arena, SIMULATE_PATH "/{}/cac-buoc", walks[i].reference));
		sheet_text(sheet, moment_text(c->arena, walks[i].created_at), NULL);
		sheet_text(sheet, moment_text(c->arena, walks[i].touched_at), NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static enum err
show_list(struct ctx *c, const char *code, int status)
{
	struct page page = page_new(c, simulate_text(c, "title"), SIMULATE_PATH, NULL);
	const struct walk_row *walks;
	size_t count;
	enum err err = walks_of(c->db, ctx_officer(c)->id, &walks, &count);

	if (err)
		return err;
	page.words = "catalogue_simulate";
	page_lead(&page, simulate_text(c, "lead"));
	page_input(&page, page_filter(&page, SIMULATE_PATH "/moi", simulate_text(c, "begin")),
	    &(struct page_field){ "thu-tuc", "procedure_code", "procedure_hint", false, code }, "20");
	walks_sheet(&page, walks, count);
	page_link(&page, simulate_text(c, "to_examples"), EXAMPLES_PATH);
	return respond_page_status(c, status, "catalogue/govern", page.view);
}

enum err
handle_simulate_list(struct ctx *c, const void *input)
{
	return show_list(c, ((const struct start_input *)input)->code, 200);
}

enum err
handle_simulate_list_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, NULL, 422);
}

enum err
handle_simulate_find(struct ctx *c, const void *input)
{
	const struct start_input *in = input;
	struct procedure_item item;
	enum err err = item_by_code(c->db, in->code, &item);

	if (err == ERR_NOT_FOUND) {
		err = again_refuse(c, "thu-tuc", "catalogue_simulate.no_procedure");
		return err ? err : show_list(c, in->code, 422);
	}
	return err ? err : respond_redirect(c, url(c->arena, SIMULATE_PATH "/{}/moi", item.code));
}

/* --- a new one --------------------------------------------------------------------------------------------------------- */

static int64_t
version_of_kind(const struct version_record *version, const struct procedure *in_force, enum definition_kind kind)
{
	const int64_t of_version[WALK_KINDS] = { [DEFINITION_FORM] = version->form_version_id,
		[DEFINITION_PROCESS] = version->process_version_id,
		[DEFINITION_RULE] = version->rule_version_id };

	if (in_force == NULL)
		return of_version[kind];
	switch (kind) {
	case DEFINITION_FORM: return in_force->form_version_id;
	case DEFINITION_PROCESS: return in_force->process_version_id;
	default: return in_force->rule_version_id;
	}
}

/* What is in force, the newest that was approved if it is another one, drafts that the officer may see, none. */
static enum err
pick_options(struct page *page, struct view *fields, enum definition_kind kind, int64_t in_force,
    const struct walk_draft *drafts, size_t draft_count)
{
	static const char *const labels[WALK_KINDS] = {
		[DEFINITION_FORM] = "form", [DEFINITION_PROCESS] = "process", [DEFINITION_RULE] = "rule"
	};
	struct ctx *c = page->ctx;
	const char *first = in_force != DB_NULL_INT ? arena_printf(c->arena, "v%lld", (long long)in_force) : "";
	struct simulation_pick pick;
	struct page_select select;
	enum err err = simulation_pick(c, kind, first, &pick);

	if (err)
		return err;
	for (size_t i = 0; i < draft_count; i++)
		if (strcmp(drafts[i].kind, definition_kind_names[kind]) == 0 &&
		    officer_sees_draft(ctx_officer(c), drafts[i].owner_agency_id))
			first = arena_printf(c->arena, "d%lld", (long long)drafts[i].id);
	select = page_select(
	    page, fields, &(struct page_field){ labels[kind], labels[kind], NULL, false, first }, "pick_none");
	if (*pick.pick != '\0')
		page_option(&select, pick.pick,
		    arena_printf(c->arena, "%s (%s)", simulate_pick_text(c, &pick), simulate_text(c, "in_force")));
	for (size_t i = 0; i < draft_count; i++) {
		const struct simulation_pick draft = { arena_printf(c->arena, "d%lld", (long long)drafts[i].id),
			drafts[i].code, 0, drafts[i].state, "" };

		if (strcmp(drafts[i].kind, definition_kind_names[kind]) == 0 &&
		    officer_sees_draft(ctx_officer(c), drafts[i].owner_agency_id))
			page_option(&select, draft.pick, simulate_pick_text(c, &draft));
	}
	return OK;
}

/* Case and channel together, "1.online": what the procedure offers. */
static void
place_options(struct page *page, struct view *fields, const struct version_record *version)
{
	const struct case_record *cases = version->cases.items;
	struct page_select select =
	    page_select(page, fields, &(struct page_field){ "place", "place", NULL, false, "1.online" }, NULL);

	for (size_t i = 0; i < version->cases.count; i++) {
		const struct channel_record *channels = cases[i].channels.items;

		for (size_t n = 0; n < cases[i].channels.count; n++)
			page_option(&select, arena_printf(page->ctx->arena, "%zu.%s", i + 1, channels[n].channel),
			    arena_printf(page->ctx->arena, "%s – %s", cases[i].name,
				simulate_channel(page->ctx, channels[n].channel)));
	}
}

static void
agency_options(struct page *page, struct view *fields, const struct version_record *version)
{
	const struct offering_record *offerings = version->offerings.items;
	struct page_select select = page_select(page, fields,
	    &(struct page_field){ "agency", "agency", "agency_hint", false,
		version->offerings.count > 0 ? offerings[0].receiving : NULL },
	    NULL);

	for (size_t i = 0; i < version->offerings.count; i++)
		page_option(&select, offerings[i].receiving,
		    offerings[i].receiving_name != NULL ? offerings[i].receiving_name : offerings[i].receiving);
}

static enum err
in_force_today(struct ctx *c, const struct procedure_item *item, struct procedure *room, const struct procedure **ret)
{
	enum err err = procedure_in_force(c->db, item->code, room);

	*ret = err ? NULL : room;
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
begin_form(struct page *page, const struct procedure_item *item, const struct version_record *version)
{
	static const enum definition_kind kinds[WALK_KINDS] = { DEFINITION_FORM, DEFINITION_PROCESS, DEFINITION_RULE };
	struct ctx *c = page->ctx;
	struct view *fields = page_form(
	    page, &(struct page_form){ simulate_text(c, "what"), url(c->arena, SIMULATE_PATH "/{}/moi", item->code),
		      simulate_text(c, "begin"), NULL, -1, false });
	const struct procedure *in_force;
	struct procedure room;
	const struct walk_draft *drafts;
	size_t count;
	enum err err = in_force_today(c, item, &room, &in_force);

	if (err || (err = walk_drafts(c->db, item->id, &drafts, &count)))
		return err;
	for (size_t i = 0; !err && i < WALK_KINDS; i++)
		err = pick_options(page, fields, kinds[i], version_of_kind(version, in_force, kinds[i]), drafts, count);
	place_options(page, fields, version);
	agency_options(page, fields, version);
	page_date(page, fields, &(struct page_field){ "filed", "filed_on", "filed_hint", false, NULL },
	    local_from_utc(c->now).day);
	page_input(page, fields, &(struct page_field){ "time", "filed_at", NULL, false, "09:00" }, "5");
	return err;
}

enum err
handle_simulate_new(struct ctx *c, const void *input)
{
	const struct start_input *in = input;
	struct procedure_item item;
	struct version_record version;
	struct page page;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = simulation_procedure(c, in->code, &item, &version);
	if (err)
		return err;
	page = page_new(c, simulate_format(c, "new_title", version.name), SIMULATE_PATH, SIMULATE_PATH);
	page.words = "catalogue_simulate";
	if (version.cases.count == 0 || version.offerings.count == 0)
		page_lead(&page, simulate_text(c, "unfinished"));
	else
		err = begin_form(&page, &item, &version);
	if (err)
		return err;
	if (c->errors != NULL)
		return respond_page_status(c, 422, "catalogue/govern", page.view);
	return page_respond(&page);
}

/* "09:10" */
static bool
read_time(const char *text, int64_t *ret_minute)
{
	char *rest;
	long hour = strtol(text, &rest, 10), minute;

	if (rest == text || *rest != ':' || hour < 0 || hour > 23)
		return false;
	text = rest + 1;
	minute = strtol(text, &rest, 10);
	if (rest != text + 2 || *rest != '\0' || minute > 59)
		return false;
	*ret_minute = hour * 60 + minute;
	return true;
}

/* "1.online" into the record, if the procedure has it. */
static bool
read_place(const char *place, const struct version_record *version, struct walk_given_record *record)
{
	const struct case_record *cases = version->cases.items;
	char *rest;
	long number = strtol(place, &rest, 10);

	if (*rest != '.' || number < 1 || (size_t)number > version->cases.count)
		return false;
	record->case_no = number;
	for (size_t i = 0; i < cases[number - 1].channels.count; i++) {
		const struct channel_record *channels = cases[number - 1].channels.items;

		if (strcmp(channels[i].channel, rest + 1) != 0)
			continue;
		record->channel = channels[i].channel;
		record->policy = channels[i].clock_policy;
		return true;
	}
	return false;
}

static bool
receives(const struct version_record *version, const char *agency)
{
	const struct offering_record *offerings = version->offerings.items;

	for (size_t i = 0; i < version->offerings.count; i++)
		if (strcmp(offerings[i].receiving, agency) == 0)
			return true;
	return false;
}

/* Refuses what the form did not offer. */
static enum err
read_begin(
    struct ctx *c, const struct start_input *in, const struct version_record *version, struct walk_given_record *record)
{
	record->agency = in->agency;
	record->filed_on = in->filed;
	if (!read_place(in->place, version, record))
		return again_refuse(c, "place", "field_error.choice");
	if (!receives(version, in->agency))
		return again_refuse(c, "agency", "field_error.choice");
	if (!read_time(in->time, &record->filed_minute))
		return again_refuse(c, "time", "catalogue_simulate.bad_time");
	return OK;
}

static enum err
check_picks(struct ctx *c, const struct start_input *in)
{
	const char *const picks[WALK_KINDS] = {
		[DEFINITION_FORM] = in->form, [DEFINITION_PROCESS] = in->process, [DEFINITION_RULE] = in->rule
	};
	struct simulation_pick pick;
	enum err err = OK;

	for (size_t i = 0; !err && i < WALK_KINDS; i++)
		if (picks[i] != NULL && strspn(picks[i], "vd") == 1)
			err = simulation_pick(c, (enum definition_kind)i, picks[i], &pick);
		else if (picks[i] != NULL)
			err = ERR_NOT_FOUND;
	return err;
}

static enum err
begin_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct walk_row *walk = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, SIMULATE_PATH "/%s/bieu-mau/1", walk->reference);
	return walk_add(db, walk);
}

enum err
handle_simulate_begin(struct ctx *c, const void *input)
{
	const struct start_input *in = input;
	struct walk_given_record record;
	struct procedure_item item;
	struct version_record version;
	struct walk_row walk;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = simulation_procedure(c, in->code, &item, &version)))
		return err;
	record_init(&walk_given_table, &record);
	record.procedure = item.code;
	if ((err = read_begin(c, in, &version, &record)) || c->errors != NULL)
		return err ? err : handle_simulate_new(c, input);
	if ((err = check_picks(c, in)))
		return err;
	walk = (struct walk_row){ .reference = random_token(c->arena, REFERENCE_BYTES),
		.officer_id = ctx_officer(c)->id,
		.procedure_code = item.code,
		.procedure_name = version.name,
		.form_pick = in->form != NULL ? in->form : "",
		.process_pick = in->process != NULL ? in->process : "",
		.rule_pick = in->rule != NULL ? in->rule : "",
		.given = walk_given_write(c->arena, &record),
		.created_at = now };
	return idempotency_run(c, "catalogue.simulate", begin_once, &walk);
}

struct dropping {
	struct walk_row row;
	enum err refused; /* it is gone: a repetition is answered before that counts */
};

static enum err
drop_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct dropping *dropping = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", SIMULATE_PATH);
	return dropping->refused ? dropping->refused : walk_drop(db, dropping->row.id);
}

enum err
handle_simulate_drop(struct ctx *c, const void *input)
{
	const struct start_input *in = input;
	struct dropping dropping;

	dropping.refused = walk_by_reference(c->db, ctx_officer(c)->id, in->walk, &dropping.row);
	return idempotency_run(c, "catalogue.simulate_drop", drop_once, &dropping);
}
