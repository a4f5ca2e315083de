/* The editor's first page. See edit_summary.h. */
#include "edit/edit_summary.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/none.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_page.h"
#include "office/office_nav.h"
#include "office/office_view.h"
#include "publish/edition.h"
#include "record/version_check.h"
#include "search/served.h"
#include "version/case.h"

struct edit_summary_input {
	const char *code;
};
static const struct field summary_fields[] = {
	FIELD(edit_summary_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input edit_summary_input = INPUT(edit_summary_input, summary_fields);

static size_t
gaps_in(const struct version_gaps *gaps, const char *section)
{
	size_t count = 0;

	for (size_t i = 0; i < gaps->count; i++)
		count += gaps->items[i].severity != GAP_DECISION && strcmp(gaps->items[i].section, section) == 0;
	return count;
}

/* A section as a task of partials/task_list; its address is null where nothing may be changed. */
static void
add_section(struct ctx *c, struct view *tasks, const struct edit_page *page, const struct edit_section *section,
    const struct version_gaps *gaps, bool open)
{
	size_t missing = gaps_in(gaps, section->slug);
	struct view *task = view_item(tasks);

	view_text(task, "id", section->slug);
	view_text(task, "label", ctx_text(c, arena_printf(c->arena, "catalogue_edit.sections.%s", section->slug)));
	view_text(task, "hint", NULL);
	view_url(task, "url", open ? edit_path(c, page, section) : NULL);
	view_bool(task, "done", missing == 0);
	view_text(task, "status",
	    missing == 0 ? ctx_text(c, "catalogue_edit.section_done")
			 : message_format(c->arena, c->messages, c->language, "catalogue_edit.section_missing",
			       MESSAGE_ARGUMENTS({ "count", arena_printf(c->arena, "%zu", missing) })));
}

enum err
handle_edit_summary(struct ctx *c, const void *input)
{
	const struct edit_summary_input *in = input;
	const struct edition edition = served_edition(c);
	struct edit_page *page = ARENA_NEW(c->arena, struct edit_page);
	struct view *view = view_object(c->arena);
	struct version_gaps gaps;
	struct view *tasks;
	int64_t now;
	bool open;
	enum err err = edit_open(c, in->code, page);

	if (err || (err = ctx_now(c, &now)))
		return err;
	open = strcmp(page->line.state, "draft") == 0 && officer_drafts(ctx_officer(c), &page->item);
	version_check(c->arena, &page->record, local_from_utc(now).day, &gaps);
	view_text(view, "title", page->record.name);
	view_text(view, "code", page->item.code);
	view_int(view, "version_no", page->line.version_no);
	office_view_state(c->arena, &edition, view, page->line.state);
	view_url(view, "back_url", url(c->arena, "/can-bo/danh-muc/thu-tuc/{}", page->item.code));
	view_text(
	    view, "changed", page->line.updated_at != TIME_NONE ? moment_text(c->arena, page->line.updated_at) : NULL);
	view_bool(view, "open", open);
	gaps_view(c->arena, c->messages, c->language, page->item.code, &gaps, view);
	tasks = view_list(view, "tasks");
	for (size_t i = 0; i < edit_section_count; i++)
		add_section(c, tasks, page, &edit_sections[i], &gaps, open);
	office_nav(c, view, "/can-bo/danh-muc");
	return respond_page(c, "catalogue/edit_summary", view);
}

struct view *
edit_summary_sample(struct arena *arena)
{
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	struct view *view = view_object(arena);
	struct view *item;

	view_text(view, "title", "sample");
	view_text(view, "code", "sample");
	view_int(view, "version_no", 1);
	office_view_state(arena, &edition, view, "draft");
	view_url(view, "back_url", "/sample");
	view_text(view, "changed", "sample");
	view_bool(view, "open", true);
	view_bool(view, "any_gaps", true);
	view_bool(view, "any_blocking", true);
	item = view_item(view_list(view, "gaps"));
	view_text(item, "text", "sample");
	view_bool(item, "blocks", true);
	view_url(item, "url", "/sample");
	item = view_item(view_list(view, "tasks"));
	view_text(item, "id", "sample");
	view_text(item, "label", "sample");
	view_text(item, "hint", NULL);
	view_url(item, "url", "/sample");
	view_bool(item, "done", false);
	view_text(item, "status", "sample");
	office_nav_sample(view);
	return view;
}
