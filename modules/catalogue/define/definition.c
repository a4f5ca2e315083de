/* The page of one definition. See definition.h. */
#include "define/definition.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "define/overview_store.h"
#include "define/running.h"
#include "define/target_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/sheet.h"
#include "schema/schema.h"

enum { NAME_LENGTH_MAX = 500, ISO_MAX = 60, ISSUE_MAX = 9999 };

struct definition_in {
	const char *kind, *code, *done;
	int64_t version;
	const char *name, *iso_code;
	int64_t issue_no;
	int32_t planned;
};
/* What just happened, for the banner. */
static const char *const doings[] = { "create", "head", "submit", "take_back", "discard", "control", "return", "decide",
	"upload", NULL };
#define WHICH                                                                                                          \
	FIELD(definition_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),       \
	    FIELD(definition_in, code, FIELD_CODE, FROM_PATH, .required = true)
static const struct field definition_fields[] = {
	WHICH,
	FIELD_NAMED(definition_in, done, "da-lam", FIELD_CHOICE, FROM_QUERY, .choices = doings),
};
const struct input definition_input = INPUT(definition_in, definition_fields);
static const struct field head_fields[] = {
	WHICH,
	FIELD(definition_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_version.row_version"),
	FIELD(definition_in, name, FIELD_TEXT, FROM_FORM, .required = true, .min = 3, .max = NAME_LENGTH_MAX,
	    .label = "catalogue_define.name"),
	FIELD(definition_in, iso_code, FIELD_TEXT, FROM_FORM, .max = ISO_MAX, .label = "catalogue_define.iso_code"),
	FIELD(definition_in, issue_no, FIELD_INT, FROM_FORM, .min = 0, .max = ISSUE_MAX,
	    .label = "catalogue_define.issue_no"),
	FIELD(definition_in, planned, FIELD_DATE, FROM_FORM, .label = "catalogue_define.planned_on"),
};
const struct input definition_head_input = INPUT(definition_in, head_fields);

/* --- what all pages of the room begin with ------------------------------------------------------------------------ */

enum err
definition_see(struct ctx *c, const char *slug, const char *code, struct definition_seen *ret_seen)
{
	enum err err;

	if (!definition_kind_by_slug(slug, &ret_seen->kind))
		return ERR_NOT_FOUND;
	if ((err = definition_item_by_code(c->db, ret_seen->kind, code, &ret_seen->item)))
		return err;
	err = desk_open(c, ret_seen->kind, code, &ret_seen->desk);
	ret_seen->has_draft = err == OK;
	if (err != ERR_NOT_FOUND)
		return err;
	failure_clear(&c->failure);
	return ret_seen->item.newest_version_id != DB_NULL_INT ||
		       officer_sees_draft(ctx_officer(c), ret_seen->item.owner_agency_id)
		   ? OK
		   : ERR_NOT_FOUND;
}

/* Name of the draft, else of the definition. */
static const char *
name_of(const struct definition_seen *seen)
{
	return seen->has_draft ? seen->desk.draft.name : seen->item.name;
}

struct page
definition_page(struct ctx *c, const struct definition_seen *seen, const char *tab)
{
	const char *name = name_of(seen), *code = seen->item.code;
	const char *title = strcmp(name, code) == 0 ? code : arena_printf(c->arena, "%s – %s", code, name);
	struct page page = page_new(c, title, DEFINE_PATH, DEFINE_PATH);

	page.words = "catalogue_define";
	desk_page_tabs(&page, seen->kind, code, seen->has_draft, tab);
	return page;
}

const char *
definition_version_text(struct ctx *c, int64_t version_no)
{
	return message_format(c->arena, c->messages, c->language, "catalogue_define.version_number",
	    MESSAGE_ARGUMENTS({ "number", arena_printf(c->arena, "%lld", (long long)version_no) }));
}

void
definition_problems_sheet(struct page *page, const struct desk *desk, const struct definition_problems *problems)
{
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, page_text(page, "problems"));

	sheet_column(sheet, page_text(page, "problem_label"), false);
	sheet_column(sheet, page_text(page, "place"), false);
	sheet_column(sheet, page_text(page, "weight"), false);
	for (size_t i = 0; i < problems->count; i++) {
		const struct definition_problem *problem = &problems->items[i];

		sheet_text(sheet, definition_problem_text(c, problem),
		    desk == NULL            ? NULL
		    : problem->href != NULL ? problem->href
					    : desk_place(c->arena, desk->kind, desk->draft.code, problem->place));
		sheet_text(sheet, *problem->place != '\0' ? problem->place : NULL, NULL);
		sheet_state(sheet, page_text(page, problem->blocks ? "problem_blocks" : "problem_warns"),
		    problem->blocks ? "bad" : "waiting");
	}
	if (problems->count > 0)
		page_sheet(page, sheet, NULL, NULL);
}

/* --- what is so --------------------------------------------------------------------------------------------------- */

/* What the page shows. */
struct shown {
	struct ctx *c;
	struct page *page;
	const struct definition_seen *seen;
	const struct define_version *versions;
	size_t version_count;
	int64_t targets;                     /* of the draft */
	struct definition_problems problems; /* of the draft */
};

static const char *
text(const struct shown *s, const char *key)
{
	return page_text(s->page, key);
}

static const char *
path_of(const struct shown *s, const char *suffix)
{
	return definition_path(s->c->arena, s->seen->kind, s->seen->item.code, suffix);
}

static void
show_facts(const struct shown *s)
{
	const struct definition_draft *draft = &s->seen->desk.draft;
	const char *kind = definition_kind_names[s->seen->kind];
	const char *owner = s->seen->item.owner_name;

	page_fact(s->page, text(s, "kind_label"), text(s, arena_printf(s->c->arena, "kind.%s", kind)));
	page_fact(s->page, text(s, "unit"), owner != NULL ? owner : text(s, "the_office"));
	page_fact(s->page, text(s, "state_label"),
	    text(s, arena_printf(s->c->arena, "state.%s", s->seen->has_draft ? draft->state : "none")));
	if (!s->seen->has_draft)
		return;
	page_fact(s->page, text(s, "iso_code"), *draft->iso_code != '\0' ? draft->iso_code : NULL);
	page_fact(s->page, text(s, "issue_no"),
	    draft->issue_no > 0 ? arena_printf(s->c->arena, "%02lld", (long long)draft->issue_no) : NULL);
	page_fact(s->page, text(s, "target_count"), money_text(s->c->arena, s->targets));
	page_fact(s->page, text(s, "planned_on"),
	    draft->planned_on != DATE_NONE ? date_text(s->c->arena, draft->planned_on) : NULL);
}

static void
show_versions(const struct shown *s)
{
	static const char *const heads[] = { "version", "decision", "decision_date", "from_day", "procedures" };
	const bool is_form = s->seen->kind == DEFINITION_FORM;
	struct sheet *sheet = sheet_new(s->c->arena, text(s, "versions"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(s, heads[i]), strcmp(heads[i], "procedures") == 0);
	if (is_form)
		sheet_column(sheet, text(s, "schema"), false);
	for (size_t i = 0; i < s->version_count; i++) {
		const struct define_version *version = &s->versions[i];

		sheet_text(sheet, definition_version_text(s->c, version->version_no),
		    arena_printf(s->c->arena, "%s?den=%lld", path_of(s, "/so-sanh"), (long long)version->version_no));
		sheet_text(sheet, version->decision_no != NULL ? version->decision_no : text(s, "loaded"), NULL);
		sheet_date(sheet, version->decision_date);
		sheet_date(sheet, version->from_day);
		sheet_number(sheet, version->procedures, path_of(s, "/thu-tuc"));
		if (is_form)
			sheet_text(sheet, text(s, "schema_link"),
			    form_schema_path(s->c->arena, s->seen->item.code, version->version_no));
	}
	sheet->empty = text(s, "never_approved");
	page_sheet(s->page, sheet, NULL, NULL);
}

/* --- the draft ---------------------------------------------------------------------------------------------------- */

static bool
may(const struct shown *s, enum version_act act)
{
	const struct desk *desk = &s->seen->desk;

	return version_act_allowed(desk->draft.state, act, &desk->actor, NULL) == ACT_ALLOWED;
}

/* A button that acts at once; what asks for more is a page of its own. */
static void
show_button(const struct shown *s, enum version_act act, const char *suffix, bool secondary)
{
	const char *name = version_act_name(act), *label = text(s, arena_printf(s->c->arena, "act.%s", name));
	struct view *fields;

	if (!may(s, act))
		return;
	fields = page_form(s->page, &(struct page_form){ .title = label,
					.action = path_of(s, suffix),
					.button = label,
					.confirm = act == ACT_DISCARD ? text(s, "confirm_discard") : NULL,
					.version = -1,
					.secondary = secondary });
	view_text(part_item(fields), "body_text", text(s, arena_printf(s->c->arena, "act_lead.%s", name)));
	page_hidden(fields, "version", arena_printf(s->c->arena, "%lld", (long long)s->seen->desk.draft.version));
}

static void
show_action(const struct shown *s, enum version_act act, const char *suffix, bool secondary)
{
	if (may(s, act))
		page_action(s->page, text(s, arena_printf(s->c->arena, "act.%s", version_act_name(act))),
		    path_of(s, suffix), secondary);
}

/* Who had a hand in it is told that somebody else has to judge it. */
static void
show_second_person(const struct shown *s)
{
	const struct desk *desk = &s->seen->desk;

	for (enum version_act act = 0; act < ACT__MAX; act++)
		if (version_act_allowed(desk->draft.state, act, &desk->actor, NULL) == ACT_SECOND_PERSON) {
			page_lead(s->page, ctx_text(s->c, "catalogue_version.second_person"));
			return;
		}
}

static void
show_head_form(const struct shown *s)
{
	const struct definition_draft *draft = &s->seen->desk.draft;
	struct view *fields = page_form(s->page, &(struct page_form){ .title = text(s, "head_title"),
						     .action = path_of(s, "/thong-tin"),
						     .button = text(s, "save"),
						     .version = -1,
						     .secondary = true });

	page_input(
	    s->page, fields, &(struct page_field){ .name = "name", .label = "name", .value = draft->name }, NULL);
	page_input(s->page, fields,
	    &(struct page_field){ .name = "iso_code",
		.label = "iso_code",
		.hint = "iso_hint",
		.value = draft->iso_code,
		.optional = true },
	    "20");
	page_input(s->page, fields,
	    &(struct page_field){ .name = "issue_no",
		.label = "issue_no",
		.value = draft->issue_no > 0 ? arena_printf(s->c->arena, "%lld", (long long)draft->issue_no) : "",
		.optional = true },
	    "3");
	page_date(s->page, fields,
	    &(struct page_field){ .name = "planned", .label = "planned_on", .hint = "planned_hint", .optional = true },
	    draft->planned_on);
	page_hidden(fields, "version",
	    again_typed(s->c, "version", arena_printf(s->c->arena, "%lld", (long long)draft->version)));
}

static void
show_draft(const struct shown *s)
{
	const struct desk *desk = &s->seen->desk;

	page_lead(s->page, text(s, arena_printf(s->c->arena, "waits.%s", desk->draft.state)));
	if (desk->draft.base_version_id != s->seen->item.newest_version_id)
		page_lead(s->page, text(s, "base_moved"));
	if (s->targets == 0)
		page_lead(s->page, text(s, "no_targets"));
	show_second_person(s);
	definition_problems_sheet(s->page, desk, &s->problems);
	if (desk->may_edit)
		page_action(s->page, text(s, "edit_link"), desk_place(s->c->arena, desk->kind, desk->draft.code, ""),
		    s->problems.blocking == 0);
	if (desk->may_edit && s->problems.blocking > 0)
		page_lead(s->page, text(s, "repair_first"));
	if (s->problems.blocking == 0) {
		show_action(s, ACT_DECIDE, "/phe-duyet", false);
		show_button(s, ACT_SUBMIT, "/gui", false);
		show_button(s, ACT_CONTROL, "/kiem-soat", false);
	}
	show_action(s, ACT_RETURN, "/tra-lai", true);
	if (desk->may_edit)
		show_head_form(s);
	show_button(s, ACT_TAKE_BACK, "/rut", true);
	show_button(s, ACT_DISCARD, "/bo", true);
}

static void
show_begin(const struct shown *s)
{
	if (officer_defines(ctx_officer(s->c), s->seen->item.owner_agency_id))
		(void)page_form(s->page, &(struct page_form){ .title = text(s, "begin_title"),
					     .action = path_of(s, "/du-thao"),
					     .button = text(s, "begin_button"),
					     .version = -1 });
}

static enum err
show_history(const struct shown *s)
{
	const struct draft_act *acts;
	size_t count;
	enum err err = draft_acts(s->c->db, s->seen->kind, s->seen->item.code, &acts, &count);

	for (size_t i = 0; !err && i < count; i++)
		page_event(s->page, text(s, arena_printf(s->c->arena, "history.%s", acts[i].kind)), acts[i].at,
		    *acts[i].position == '\0'
			? acts[i].officer_name
			: arena_printf(s->c->arena, "%s, %s", acts[i].officer_name, acts[i].position),
		    acts[i].note);
	return err;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static enum err
show(struct ctx *c, const struct definition_seen *seen, const char *done)
{
	struct page page = definition_page(c, seen, "");
	struct shown s = { .c = c, .page = &page, .seen = seen };
	enum err err = define_versions(c->db, seen->kind, seen->item.code, &s.versions, &s.version_count);

	if (!err && seen->has_draft)
		err = desk_check(c, &seen->desk, &s.problems);
	if (!err && seen->has_draft)
		err = draft_target_count(c->db, seen->desk.draft.id, &s.targets);
	if (err)
		return err;
	page_notice(&page, done != NULL, done != NULL ? arena_printf(c->arena, "done.%s", done) : "");
	show_facts(&s);
	if (seen->has_draft)
		show_draft(&s);
	else
		show_begin(&s);
	show_versions(&s);
	if (s.version_count > 0 && (err = running_show(&page, seen, s.versions[0].version_no)))
		return err;
	if (officer_sees_draft(ctx_officer(c), seen->item.owner_agency_id) && (err = show_history(&s)))
		return err;
	return page_respond(&page);
}

enum err
handle_definition(struct ctx *c, const void *input)
{
	const struct definition_in *in = input;
	struct definition_seen seen;
	enum err err = definition_see(c, in->kind, in->code, &seen);

	return err ? err : show(c, &seen, in->done);
}

enum err
handle_definition_again(struct ctx *c, const void *input)
{
	return handle_definition(c, &(struct definition_in){ .kind = ((const struct definition_in *)input)->kind,
					.code = ((const struct definition_in *)input)->code });
}

struct heading {
	struct ctx *c;
	const struct definition_in *in;
	int64_t now;
};

static enum err
head_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct heading *h = arg;
	const struct definition_in *in = h->in;
	const struct draft_head head = { in->name, in->iso_code != NULL ? in->iso_code : "", in->issue_no,
		in->planned };
	enum definition_kind kind = DEFINITION_FORM;
	struct desk desk;
	enum err err;

	(void)definition_kind_by_slug(in->kind, &kind);
	if ((err = desk_open_draft(h->c, kind, in->code, &desk)))
		return err;
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s", definition_path(h->c->arena, kind, in->code, "?da-lam=head"));
	err = draft_save_head(db, desk.draft.id, in->version, &head, ctx_officer(h->c)->id, h->now);
	return err == ERR_CONFLICT ? desk_moved_on(h->c) : err;
}

enum err
handle_definition_head(struct ctx *c, const void *input)
{
	struct heading h = { .c = c, .in = input };
	enum err err = ctx_now(c, &h.now);

	return err ? err : idempotency_run(c, "catalogue.define.head", head_once, &h);
}
