/* The page of a section. See edit_form.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/parse.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/in_force.h"
#include "edit/edit.h"
#include "edit/edit_explain.h"
#include "edit/edit_form.h"
#include "edit/edit_view.h"
#include "govern/sheet.h"
#include "office/office_nav.h"
#include "publish/edition.h"
#include "search/served.h"

static struct view *
add_tab(struct view *tabs, const char *label, const char *to, bool current)
{
	struct view *tab = view_item(tabs);

	view_text(tab, "label", label);
	view_url(tab, "url", to);
	view_bool(tab, "current", current);
	return tab;
}

/* The sections; in a section about a case its cases, in one about a channel its channels. */
static void
add_tabs(struct ctx *c, const struct edit_page *page, struct view *view)
{
	const struct case_record *cases = page->record.cases.items;
	struct view *tabs = view_list(view, "tabs");
	struct view *case_tabs = view_list(view, "case_tabs");
	struct view *channel_tabs = view_list(view, "channel_tabs");
	struct edit_page other = *page;

	for (size_t i = 0; i < edit_section_count; i++)
		(void)add_tab(tabs,
		    ctx_text(c, arena_printf(c->arena, "catalogue_edit.sections.%s", edit_sections[i].slug)),
		    edit_path(c, page, &edit_sections[i]), &edit_sections[i] == page->section);
	for (size_t i = 0; page->section->scope != SCOPE_VERSION && i < page->record.cases.count; i++) {
		other.case_no = (int64_t)i + 1;
		(void)add_tab(
		    case_tabs, cases[i].name, edit_path(c, &other, page->section), other.case_no == page->case_no);
	}
	other.case_no = page->case_no;
	for (size_t i = 0; page->section->scope == SCOPE_CHANNEL && channel_names[i] != NULL; i++) {
		other.channel = channel_names[i];
		(void)add_tab(channel_tabs,
		    ctx_text(c, arena_printf(c->arena, "catalogue_version.w.channel.channel.%s", channel_names[i])),
		    edit_path(c, &other, page->section), strcmp(channel_names[i], page->channel) == 0);
	}
	view_bool(view, "has_cases", view_count(case_tabs) > 0);
	view_bool(view, "has_channels", view_count(channel_tabs) > 0);
}

static const char *
text_of(const struct edit_rows *rows, size_t row, size_t field)
{
	return row < rows->count ? rows->rows[row].values[field].text : "";
}

/* One line for each value that the draft says otherwise than the form. */
static void
add_differences(struct ctx *c, const struct edition *edition, const struct edit_form *form, struct view *view)
{
	struct view *list = view_list(view, "differences");

	for (size_t i = 0; form->conflict && i < form->page.section->part_count; i++) {
		const struct edit_rows *mine = &form->values.parts[i], *theirs = &form->theirs.parts[i];
		const struct edit_part *part = mine->part;
		size_t rows = mine->count > theirs->count ? mine->count : theirs->count;

		for (size_t k = 0; k < rows; k++)
			for (size_t n = 0; n < part->field_count; n++) {
				const char *label = edit_label(c->arena, edition, part, part->fields[n].member);
				struct view *item;

				if (strcmp(text_of(mine, k, n), text_of(theirs, k, n)) == 0)
					continue;
				item = view_item(list);
				view_text(item, "label",
				    part->list == NULL ? label
						       : arena_printf(c->arena, "%s (%s %zu)", label,
							     ctx_text(c, "catalogue_edit.row"), k + 1));
				view_text(item, "theirs",
				    edit_spoken(c->arena, edition, part, &part->fields[n], text_of(theirs, k, n),
					form->choices));
				view_text(item, "mine",
				    edit_spoken(
					c->arena, edition, part, &part->fields[n], text_of(mine, k, n), form->choices));
			}
	}
	view_bool(view, "conflict", form->conflict);
}

static void
add_notice(struct ctx *c, const struct edit_form *form, struct view *view)
{
	struct view *notice;

	if (!form->saved && !form->tried) {
		view_text(view, "notice", NULL);
		return;
	}
	notice = view_child(view, "notice");
	view_bool(notice, "success", form->saved);
	view_text(notice, "text", ctx_text(c, form->saved ? "catalogue_edit.saved" : "catalogue_edit.not_saved_yet"));
	view_text(notice, "link", NULL);
}

static void
add_sheet(struct view *view, const struct sheet *sheet, const char *note)
{
	struct view *into = view_child(view, "in_force");

	sheet_show(sheet, into);
	view_text(into, "note", note);
	view_url(into, "csv_url", NULL);
}

/* The attached definitions themselves. */
static enum err
add_definitions(struct ctx *c, const struct edit_page *page, struct view *view)
{
	const struct {
		enum edit_source source;
		const char *label, *id;
	} all[] = { { SOURCE_FORMS, "form", page->definitions.form },
		{ SOURCE_PROCESSES, "process", page->definitions.process },
		{ SOURCE_RULES, "rule", page->definitions.rule } };
	struct view *list = view_list(view, "definitions");
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof(all) / sizeof(all[0]); i++) {
		struct edit_definition definition;
		struct view *item;
		int64_t id;

		if (strcmp(page->section->slug, "dinh-nghia") != 0 || parse_i64(all[i].id, 1, INT64_MAX, &id) != OK)
			continue;
		err = edit_definition_of(c->db, all[i].source, id, &definition);
		if (err == ERR_NOT_FOUND) {
			err = OK;
			continue;
		}
		if (err)
			return err;
		item = view_item(list);
		view_text(item, "label",
		    ctx_text(c, arena_printf(c->arena, "catalogue_edit.m.definitions.%s", all[i].label)));
		view_text(item, "code", definition.code);
		view_int(item, "version", definition.version_no);
		view_text(item, "since", moment_text(c->arena, definition.created_at));
		view_text(item, "content", definition.content);
	}
	return err;
}

/* What is in force beside what the draft names: what was approved meanwhile holds as long as the draft names nothing new. */
static enum err
add_in_force(struct ctx *c, const struct edit_page *page, struct view *view)
{
	struct sheet *sheet;
	enum err err;

	view_text(view, "in_force", NULL);
	if (strcmp(page->section->slug, "dinh-nghia") != 0)
		return OK;
	if ((err = definitions_in_force(c, page->item.id, &sheet)))
		return err;
	add_sheet(view, sheet, ctx_text(c, "catalogue_define.goes_by_note"));
	return OK;
}

/* The clock as it is in the form: what was typed, not what is saved. */
static enum err
add_clock(struct ctx *c, struct edit_form *form, struct view *view)
{
	const char *policy = form->page.entry.clock_policy, *member, *message;

	view_bool(view, "has_clock", form->page.section->scope == SCOPE_CHANNEL);
	if (form->page.section->scope != SCOPE_CHANNEL) {
		(void)view_list(view, "explained");
		return OK;
	}
	if (form->tried && (edit_values_apply(c->arena, &form->values, &form->page.bases) ||
			       edit_clock_policy(c->arena, &form->page.clock, &policy, &member, &message)))
		policy = "";
	return edit_explain(c, policy, view);
}

static void
add_head(struct ctx *c, const struct edit_form *form, struct view *view)
{
	const struct edit_page *page = &form->page;

	view_text(
	    view, "title", ctx_text(c, arena_printf(c->arena, "catalogue_edit.sections.%s", page->section->slug)));
	view_text(view, "code", page->item.code);
	view_text(view, "name", page->record.name);
	view_url(view, "back_url", edit_path(c, page, NULL));
	view_url(view, "action", edit_path(c, page, page->section));
	view_int(view, "version", page->line.version);
	view_text(view, "once", idempotency_key(c));
	view_text(view, "fault", form->fault != NULL ? ctx_text(c, form->fault) : NULL);
}

enum err
edit_form_show(struct ctx *c, struct edit_form *form, int status)
{
	const struct edition edition = served_edition(c);
	struct view *view = view_object(c->arena);
	enum err err = add_clock(c, form, view);

	if (err || (err = add_definitions(c, &form->page, view)) || (err = add_in_force(c, &form->page, view)))
		return err;
	add_head(c, form, view);
	add_tabs(c, &form->page, view);
	add_notice(c, form, view);
	add_differences(c, &edition, form, view);
	edit_view_values(c->arena, &edition, &form->values, form->choices, view);
	office_nav(c, view, "/can-bo/danh-muc");
	return respond_page_status(c, status == 0 ? 200 : status, "catalogue/edit_section", view);
}

/* --- the sample: a section whose fields are of every kind ---------------------------------------------------------- */

static void
add_sample_head(struct view *view)
{
	static const char *const texts[] = { "title", "code", "name", "once", "fault" };
	struct view *item;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(view, texts[i], "sample");
	view_url(view, "back_url", "/sample");
	view_url(view, "action", "/sample");
	view_int(view, "version", 1);
	(void)add_tab(view_list(view, "tabs"), "sample", "/sample", true);
	(void)add_tab(view_list(view, "case_tabs"), "sample", "/sample", true);
	(void)add_tab(view_list(view, "channel_tabs"), "sample", "/sample", true);
	view_bool(view, "has_cases", true);
	view_bool(view, "has_channels", true);
	view_text(view, "notice", NULL);
	view_bool(view, "conflict", true);
	item = view_item(view_list(view, "differences"));
	view_text(item, "label", "sample");
	view_text(item, "theirs", "sample");
	view_text(item, "mine", "sample");

	item = view_item(view_list(view, "definitions"));
	view_text(item, "label", "sample");
	view_text(item, "code", "sample");
	view_int(item, "version", 1);
	view_text(item, "since", "sample");
	view_text(item, "content", "sample");
	view_bool(view, "has_clock", true);
	view_text(view_item(view_list(view, "explained")), "text", "sample");
}

struct view *
edit_section_sample(struct arena *arena)
{
	static const struct edit_choice choice = { "sample", "sample", 1 };
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	struct edit_choices choices[SOURCE__MAX];
	struct view *view = view_object(arena);
	struct version_record record;
	struct edit_bases bases = { .of = { [BASE_VERSION] = &record } };
	struct edit_values values;

	for (size_t i = 0; i < SOURCE__MAX; i++)
		choices[i] = (struct edit_choices){ &choice, 1 };
	record_init(&version_record_table, &record);
	values = edit_values_of(arena, edit_section_named("co-quan"), &bases);
	(void)edit_values_add_row(arena, &values.parts[0]);
	values.parts[0].rows[0].values[0].error = "field_error.choice";
	add_sample_head(view);
	add_sheet(view, sheet_sample(arena), "sample");
	edit_view_values(arena, &edition, &values, choices, view);
	office_nav_sample(view);
	return view;
}
