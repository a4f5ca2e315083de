/* The desk of a definition. See desk.h. */
#include "define/desk.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/form_readers.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "office/office_nav.h"
#include "version/case.h"

#define FORM_DESIGN_TAB "/soan" /* form_design/design.h */

#define KIND_BIT(kind) (1U << (kind))
#define EVERY_KIND     (KIND_BIT(DEFINITION_FORM) | KIND_BIT(DEFINITION_PROCESS) | KIND_BIT(DEFINITION_RULE))

/* In the order in which they are shown. */
static const struct {
	unsigned kinds;
	const char *label; /* message key */
	const char *suffix;
	bool of_draft; /* an editor: only while there is an open draft */
} tabs[] = {
	{ EVERY_KIND, "catalogue_define.tab.state", "", false },
	{ KIND_BIT(DEFINITION_FORM), "catalogue_form_design.tab", FORM_DESIGN_TAB, true },
	{ KIND_BIT(DEFINITION_PROCESS), "catalogue_process_design.tab", "/bang", true },
	{ KIND_BIT(DEFINITION_PROCESS), "catalogue_draw.tab_process", "/so-do", true },
	{ KIND_BIT(DEFINITION_RULE), "catalogue_draw.tab_rule", "/bang", true },
	{ KIND_BIT(DEFINITION_RULE), "catalogue_rule_design.tab", "/vi-du", true },
	{ EVERY_KIND, "catalogue_define.tab.targets", "/thu-tuc", false },
	{ EVERY_KIND, "catalogue_define.tab.compare", "/so-sanh", false },
	{ EVERY_KIND, "catalogue_define.tab.document", "/van-ban", false },
};

/* How the editors of the kind are worked with: www/guides. */
static const char *const kind_guides[DEFINITION_KINDS] = {
	[DEFINITION_FORM] = "bieu-mau",
	[DEFINITION_PROCESS] = "quy-trinh",
	[DEFINITION_RULE] = "quy-tac-phi",
};

/* The editor that a problem leads to. */
static const char *const first_editors[DEFINITION_KINDS] = {
	[DEFINITION_FORM] = FORM_DESIGN_TAB,
	[DEFINITION_PROCESS] = "/bang",
	[DEFINITION_RULE] = "/bang",
};

/* --- who may ------------------------------------------------------------------------------------------------------ */

bool
officer_defines(const struct officer *officer, int64_t owner_agency_id)
{
	const struct procedure_item owned = { .code = "", .owner_agency_id = owner_agency_id };

	return officer_drafts(officer, &owned);
}

bool
officer_sees_draft(const struct officer *officer, int64_t owner_agency_id)
{
	return officer_has_role(officer, ROLE_CONTROLLER) || officer_has_role(officer, ROLE_APPROVER) ||
	       officer_defines(officer, owner_agency_id);
}

const char *
desk_agencies(struct ctx *c)
{
	const struct officer *officer = ctx_officer(c);

	if (officer_sees_draft(officer, DB_NULL_INT) || officer_has_role(officer, ROLE_ADMINISTRATOR))
		return NULL;
	return officer_agencies(c->arena, officer, ROLE_DRAFTER);
}

enum err
desk_open(struct ctx *c, enum definition_kind kind, const char *code, struct desk *ret_desk)
{
	const struct officer *officer = ctx_officer(c);
	struct version_actor *actor = &ret_desk->actor;
	enum err err = draft_by_code(c->db, kind, code, &ret_desk->draft);

	if (err == ERR_NOT_FOUND || (!err && !officer_sees_draft(officer, ret_desk->draft.owner_agency_id)))
		return refuse(c, ERR_NOT_FOUND, "catalogue_define.no_draft", NULL);
	if (err)
		return err;
	ret_desk->kind = kind;
	*actor = (struct version_actor){
		.drafts = officer_defines(officer, ret_desk->draft.owner_agency_id),
		.controls = officer_has_role(officer, ROLE_CONTROLLER),
		.approves = officer_has_role(officer, ROLE_APPROVER),
	};
	ret_desk->may_edit = actor->drafts && strcmp(ret_desk->draft.state, "draft") == 0;
	return draft_hands(c->db, ret_desk->draft.id, officer->id, &actor->wrote, &actor->controlled);
}

enum err
desk_open_draft(struct ctx *c, enum definition_kind kind, const char *code, struct desk *ret_desk)
{
	enum err err = desk_open(c, kind, code, ret_desk);

	return err ? err : desk_may_change(c, ret_desk);
}

enum err
desk_may_change(struct ctx *c, const struct desk *desk)
{
	if (desk->may_edit)
		return OK;
	return desk->actor.drafts ? refuse(c, ERR_CONFLICT, "catalogue_define.no_longer_draft", NULL)
				  : refuse(c, ERR_FORBIDDEN, "catalogue_version.not_yours", NULL);
}

/* --- the content -------------------------------------------------------------------------------------------------- */

static struct definition_subject
subject_of(struct ctx *c, const struct desk *desk, const char *content, size_t size)
{
	return (struct definition_subject){ .arena = c->arena,
		.db = c->db,
		.kind = desk->kind,
		.code = desk->draft.code,
		.content = content,
		.size = size,
		.draft_id = desk->draft.id };
}

enum err
desk_linked(struct ctx *c, const struct desk *desk, const struct linked_draft **ret_drafts, size_t *ret_count)
{
	const struct definition_subject subject = subject_of(c, desk, desk->draft.content, strlen(desk->draft.content));

	return linked_drafts(&subject, ret_drafts, ret_count);
}

enum err
desk_check_content(
    struct ctx *c, const struct desk *desk, const char *content, size_t size, struct definition_problems *ret_problems)
{
	struct definition_subject subject = subject_of(c, desk, content, size);
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	subject.today = local_from_utc(now).day;
	return definition_check(&subject, ret_problems);
}

enum err
desk_check(struct ctx *c, const struct desk *desk, struct definition_problems *ret_problems)
{
	return desk_check_content(c, desk, desk->draft.content, strlen(desk->draft.content), ret_problems);
}

enum err
desk_moved_on(struct ctx *c)
{
	failure_clear(&c->failure);
	return refuse(c, ERR_CONFLICT, "catalogue_define.somebody_saved", NULL);
}

/* The draft moved on since it was opened: all is well if it says just what was to be saved. */
static enum err
saved_before(struct ctx *c, struct desk *desk, const char *content)
{
	struct definition_draft now;
	enum err err;

	failure_clear(&c->failure);
	err = draft_by_id(c->db, desk->draft.id, &now);
	if (err)
		return err;
	if (strcmp(now.content, content) != 0)
		return desk_moved_on(c);
	desk->draft = now;
	return OK;
}

enum err
desk_save(struct ctx *c, struct desk *desk, int64_t expected_version, const char *content, size_t size,
    struct definition_problems *ret_problems)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = desk_check_content(c, desk, content, size, ret_problems);
	if (err)
		return err;
	if (ret_problems->unreadable)
		return refuse(c, ERR_INVALID, ret_problems->items[0].message, NULL);
	err = draft_save(c->db, desk->draft.id, expected_version, content, ctx_officer(c)->id, now);
	if (err == ERR_CONFLICT)
		return saved_before(c, desk, content);
	if (err)
		return err;
	desk->draft.content = content;
	desk->draft.version = expected_version + 1;
	return OK;
}

/* --- the frame ---------------------------------------------------------------------------------------------------- */

const char *
desk_place(struct arena *arena, enum definition_kind kind, const char *code, const char *place)
{
	const char *path = definition_path(arena, kind, code, first_editors[kind]);

	return *place != '\0' ? arena_printf(arena, "%s#%s", path, url_encode(arena, place)) : path;
}

static void
show_tabs(struct ctx *c, struct view *view, const struct desk *desk, const char *current)
{
	struct view *list = view_list(view, "tabs");

	view_bool(view, "has_tabs", true);
	for (size_t i = 0; i < sizeof(tabs) / sizeof(tabs[0]); i++) {
		struct view *tab;

		if ((tabs[i].kinds & KIND_BIT(desk->kind)) == 0)
			continue;
		tab = view_item(list);
		view_text(tab, "label", ctx_text(c, tabs[i].label));
		view_url(tab, "url", definition_path(c->arena, desk->kind, desk->draft.code, tabs[i].suffix));
		view_bool(tab, "current", strcmp(tabs[i].suffix, current) == 0);
	}
}

void
desk_page_tabs(struct page *page, enum definition_kind kind, const char *code, bool has_draft, const char *tab)
{
	struct ctx *c = page->ctx;

	for (size_t i = 0; i < sizeof(tabs) / sizeof(tabs[0]); i++)
		if ((tabs[i].kinds & KIND_BIT(kind)) != 0 && (has_draft || !tabs[i].of_draft))
			page_tab(page, ctx_text(c, tabs[i].label),
			    definition_path(c->arena, kind, code, tabs[i].suffix), strcmp(tabs[i].suffix, tab) == 0);
}

static void
show_state(struct ctx *c, struct view *view, const char *state)
{
	struct view *tag = view_child(view, "state");

	view_text(tag, "label", ctx_text(c, arena_printf(c->arena, "catalogue_define.state.%s", state)));
	view_text(tag, "kind", strcmp(state, "draft") == 0 ? "active" : "waiting");
}

void
desk_show(struct ctx *c, struct view *page, const struct desk *desk, const char *tab)
{
	const struct definition_draft *draft = &desk->draft;
	struct view *view = view_child(page, "desk");

	office_nav(c, page, DEFINE_PATH);
	office_nav_guide(c, page, kind_guides[desk->kind]);
	again_errors(c, page);
	view_text(page, "title", draft->name);
	view_url(page, "back_url", DEFINE_PATH);
	view_text(page, "notice", NULL);
	view_text(view, "name", draft->name);
	view_text(view, "code", draft->code);
	view_text(view, "kind_label",
	    ctx_text(c, arena_printf(c->arena, "catalogue_define.kind.%s", definition_kind_names[desk->kind])));
	view_int(view, "version", draft->version);
	view_bool(view, "may_edit", desk->may_edit);
	view_text(view, "lead", desk->may_edit ? NULL : ctx_text(c, "catalogue_define.reads_only"));
	show_state(c, view, draft->state);
	show_tabs(c, view, desk, tab);
}

void
desk_sample(struct view *page)
{
	struct view *view = view_child(page, "desk"), *state = view_child(view, "state"), *tab;

	office_nav_sample(page);
	view_text(page, "title", "sample");
	view_url(page, "back_url", DEFINE_PATH);
	view_text(page, "notice", NULL);
	view_bool(page, "has_errors", false);
	(void)view_list(page, "errors");
	view_text(view, "name", "sample");
	view_text(view, "code", "QT-1");
	view_text(view, "kind_label", "sample");
	view_int(view, "version", 1);
	view_bool(view, "may_edit", true);
	view_text(view, "lead", NULL);
	view_text(state, "label", "sample");
	view_text(state, "kind", "active");
	view_bool(view, "has_tabs", true);
	tab = view_item(view_list(view, "tabs"));
	view_text(tab, "label", "sample");
	view_url(tab, "url", DEFINE_PATH);
	view_bool(tab, "current", true);
}
