/* Two versions beside each other. See compare.h. */
#include "version/compare.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "office/office_nav.h"
#include "record/procedure_record.h"
#include "record/version_diff.h"
#include "record/version_diff_view.h"
#include "version/case.h"

struct compare_in {
	const char *code;
	int64_t from, to;
};
static const struct field compare_fields[] = {
	FIELD(compare_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(compare_in, from, "tu", FIELD_INT, FROM_QUERY, .min = 1, .max = VERSION_NUMBER_MAX),
	FIELD_NAMED(compare_in, to, "den", FIELD_INT, FROM_QUERY, .min = 1, .max = VERSION_NUMBER_MAX),
};
const struct input compare_input = INPUT(compare_in, compare_fields);

static const struct version_line *
line_of(const struct version_line *lines, size_t count, int64_t number)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].version_no == number)
			return &lines[i];
	return NULL;
}

static const char *
line_text(struct ctx *c, const struct version_line *line)
{
	const char *state = word_text(c->arena, c->messages, c->language, "version", "state", line->state);
	const char *number = message_format(c->arena, c->messages, c->language, "catalogue_version.version_number",
	    MESSAGE_ARGUMENTS({ "number", arena_printf(c->arena, "%lld", (long long)line->version_no) }));

	return line->effective_from == DATE_NONE
		   ? arena_printf(c->arena, "%s (%s)", number, state)
		   : arena_printf(c->arena, "%s (%s, %s)", number, state, date_text(c->arena, line->effective_from));
}

static void
add_choice(struct ctx *c, struct view *page, const char *name, const char *label, const struct version_line *lines,
    size_t count, const struct version_line *chosen)
{
	struct view *select = view_child(page, name), *options;

	part_field(select, name, ctx_text(c, label), NULL, NULL, false);
	view_text(select, "empty", NULL);
	options = view_list(select, "options");
	for (size_t i = 0; i < count; i++) {
		const char *number = arena_printf(c->arena, "%lld", (long long)lines[i].version_no);

		part_option(options, number, line_text(c, &lines[i]),
		    arena_printf(c->arena, "%lld", (long long)chosen->version_no));
	}
}

static bool
is_undecided(const struct version_line *line)
{
	return strcmp(line->state, "draft") == 0 || strcmp(line->state, "submitted") == 0 ||
	       strcmp(line->state, "controlled") == 0;
}

static enum err
read_changes(struct ctx *c, const struct version_line *from, const struct version_line *to, struct view *page)
{
	struct version_record before, after;
	struct version_changes changes;
	enum err err = version_read(c->db, from->id, &before);

	if (!err)
		err = version_read(c->db, to->id, &after);
	if (err)
		return err;
	if (is_undecided(to)) {
		/* Its decision is still to come: not a change of what the procedure says. */
		after.decision_no = before.decision_no;
		after.decision_date = before.decision_date;
		after.effective_from = before.effective_from;
	}
	version_diff(c->arena, &before, &after, &changes);
	changes_view(c->arena, c->messages, c->language, &changes, page);
	return OK;
}

enum err
handle_compare(struct ctx *c, const void *input)
{
	const struct compare_in *in = input;
	const struct version_line *lines, *from, *to;
	struct view *page = view_object(c->arena);
	struct procedure_item item;
	size_t count;
	enum err err;

	if ((err = item_by_code(c->db, in->code, &item)) || (err = versions_of(c->db, item.id, &lines, &count)))
		return err;
	if (count == 0)
		return ERR_NOT_FOUND;
	to = in->to != 0 ? line_of(lines, count, in->to) : &lines[0];
	from = in->from != 0 ? line_of(lines, count, in->from) : &lines[count > 1 ? 1 : 0];
	if (to == NULL || from == NULL)
		return ERR_NOT_FOUND;
	view_text(page, "title", ctx_text(c, "catalogue_version.compare_title"));
	view_url(page, "back_url", url(c->arena, PROCEDURE_PATH, item.code));
	view_url(page, "action", url(c->arena, PROCEDURE_PATH "/so-sanh", item.code));
	view_text(page, "code", item.code);
	view_text(page, "name", to->name);
	view_text(page, "before", line_text(c, from));
	view_text(page, "after", line_text(c, to));
	add_choice(c, page, "tu", "catalogue_version.compare_from", lines, count, from);
	add_choice(c, page, "den", "catalogue_version.compare_to", lines, count, to);
	office_nav(c, page, "/can-bo/danh-muc");
	return (err = read_changes(c, from, to, page)) ? err : respond_page(c, "catalogue/version_compare", page);
}

struct view *
compare_sample(struct arena *arena)
{
	static const char *const texts[] = { "title", "code", "name", "before", "after" };
	static const char *const words[] = { "text", "what", "where", "from", "to" };
	static const char *const selects[] = { "tu", "den" };
	struct view *page = view_object(arena), *change;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(page, texts[i], "sample");
	view_url(page, "back_url", "/can-bo/danh-muc");
	view_url(page, "action", "/can-bo/danh-muc");
	for (size_t i = 0; i < sizeof(selects) / sizeof(selects[0]); i++) {
		struct view *select = view_child(page, selects[i]);

		part_field(select, selects[i], "sample", NULL, NULL, false);
		view_text(select, "empty", "sample");
		part_option(view_list(select, "options"), "1", "sample", "1");
	}
	change = view_item(view_list(page, "changes"));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		view_text(change, words[i], "sample");
	view_bool(page, "any_changes", true);
	view_bool(page, "more_changes", true);
	office_nav_sample(page);
	return page;
}
