/* Pieces of pages. See show.h. */
#include "show.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/server/again.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"

const char *
words(const struct ctx *c, const char *key)
{
	return c->messages == NULL ? key : ctx_text(c, key);
}

const char *
words_with(const struct ctx *c, const char *key, const struct message_argument *arguments, size_t count)
{
	return c->messages == NULL ? key : message_format(c->arena, c->messages, c->language, key, arguments, count);
}

const char *
words_money(const struct ctx *c, int64_t amount)
{
	return arena_printf(c->arena, "%s %s", money_text(c->arena, amount), words(c, "common.currency"));
}

const char *
words_size(const struct ctx *c, int64_t bytes)
{
	int64_t tenths = bytes * 10 / (1 << 20);

	if (bytes < 1 << 20)
		return arena_printf(c->arena, "%lld KB", (long long)((bytes + 1023) / 1024));
	if (tenths % 10 == 0)
		return arena_printf(c->arena, "%lld MB", (long long)(tenths / 10));
	return arena_printf(c->arena, "%lld,%lld MB", (long long)(tenths / 10), (long long)(tenths % 10));
}

const char *
words_moment(const struct ctx *c, int64_t at)
{
	return at == TIME_NONE ? NULL : moment_text(c->arena, at);
}

/* What every partial of a field reads. */
static void
field_head(struct ctx *c, struct view *field, const char *name, const char *label, const char *hint)
{
	part_field(field, name, label, hint, again_error(c, name), false);
}

void
show_field(struct ctx *c, struct view *page, const struct shown_field *f)
{
	struct view *field = view_child(page, f->name);
	bool is_secret = f->type != NULL && f->type[0] == 'p';

	field_head(c, field, f->name, f->label, f->hint);
	view_bool(field, "optional", f->optional);
	view_text(field, "value", is_secret ? NULL : again_typed(c, f->name, f->value));
	view_text(field, "type", f->type);
	view_text(field, "width", f->width);
	view_text(field, "autocomplete", f->autocomplete);
	view_text(field, "inputmode", f->inputmode);
	view_int(field, "rows", f->rows);
	if (f->maxlength > 0)
		view_int(field, "maxlength", f->maxlength);
	else
		view_text(field, "maxlength", NULL);
}

void
show_code_field(struct ctx *c, struct view *page)
{
	const struct shown_field code = { .name = "code",
		.label = words(c, "sign_in.code"),
		.hint = words(c, "sign_in.code_hint"),
		.type = "text",
		.width = "10",
		.autocomplete = "one-time-code",
		.inputmode = "numeric" };

	show_field(c, page, &code);
}

void
show_choice(struct ctx *c, struct view *field, const char *name, const char *label, const char *hint,
    const struct shown_option *options, size_t count, const char *chosen)
{
	const char *typed = again_typed(c, name, chosen);
	struct view *list;

	field_head(c, field, name, label, hint);
	view_bool(field, "inline", false);
	view_text(field, "empty", NULL);
	list = view_list(field, "options");
	for (size_t i = 0; i < count; i++) {
		struct view *option = view_item(list);

		view_text(option, "id", i == 0 ? name : arena_printf(c->arena, "%s-%zu", name, i));
		view_text(option, "value", options[i].value);
		view_text(option, "label", options[i].label);
		view_text(option, "hint", options[i].hint);
		view_bool(option, "selected", typed != NULL && strcmp(typed, options[i].value) == 0);
	}
}

void
show_page(struct ctx *c, struct view *page, const char *title, const char *back_url)
{
	view_text(page, "title", title);
	view_url(page, "back_url", back_url);
	again_errors(c, page);
}

void
show_procedure(struct ctx *c, struct view *page, const char *code, const char *name)
{
	struct view *procedure = view_child(page, "procedure");

	view_text(procedure, "label", name);
	view_text(procedure, "code", code);
	view_url(procedure, "url", url(c->arena, "/thu-tuc/{}", code));
}

void
show_notice(struct view *page, const char *text, bool success)
{
	struct view *notice;

	if (text == NULL) {
		view_text(page, "notice", NULL);
		return;
	}
	notice = view_child(page, "notice");
	view_text(notice, "text", text);
	view_bool(notice, "success", success);
	view_text(notice, "link", NULL);
}

static void
show_step(struct view *steps, const char *label, bool done, bool current)
{
	struct view *step = view_item(steps);

	view_text(step, "label", label);
	view_bool(step, "done", done);
	view_bool(step, "current", current);
}

void
show_filing_steps(struct ctx *c, struct view *page, int current)
{
	static const char *const labels[] = { "submission.step_form", "submission.step_papers",
		"submission.step_check" };
	struct view *steps = view_list(page, "steps");

	for (int i = 0; i < 3; i++)
		show_step(steps, words(c, labels[i]), i < current, i == current);
}

void
show_row(struct view *rows, const char *key, const char *value, const char *change_url)
{
	part_row(rows, key, value != NULL && value[0] != '\0' ? value : NULL, change_url);
}

void
show_left(struct view *page, const char *text, const char *url, const char *button)
{
	struct view *left;

	if (text == NULL) {
		view_text(page, "left", NULL);
		return;
	}
	left = view_child(page, "left");
	view_text(left, "text", text);
	view_url(left, "url", url);
	view_text(left, "button", button);
}

void
show_file(struct ctx *c, struct view *files, const char *name, int64_t size, const char *url, const char *remove_url)
{
	struct view *file = view_item(files);

	view_text(file, "name", name);
	view_text(file, "size", words_size(c, size));
	view_text(file, "state", NULL);
	view_url(file, "url", url);
	view_url(file, "remove_url", remove_url);
}

/* What a state means to the person: colour of its tag, share of the way that is done, step of the way. */
static const struct {
	const char *kind;
	int64_t percent;
	int step;
} faces[DOSSIER_STATE__MAX] = {
	[DOSSIER_NEW] = { "neutral", 0, 0 },
	[DOSSIER_SUBMITTED] = { "active", 20, 1 },
	[DOSSIER_INTAKE_SUPPLEMENT] = { "waiting", 20, 1 },
	[DOSSIER_INTAKE_FEE_DUE] = { "waiting", 20, 1 },
	[DOSSIER_INTAKE_REFUSED] = { "bad", 100, 1 },
	[DOSSIER_RECEIVED] = { "active", 40, 2 },
	[DOSSIER_IN_PROGRESS] = { "active", 60, 2 },
	[DOSSIER_SUPPLEMENT_DUE] = { "waiting", 60, 2 },
	[DOSSIER_FEE_DUE] = { "waiting", 60, 2 },
	[DOSSIER_STOPPED] = { "waiting", 60, 2 },
	[DOSSIER_WITHDRAWN] = { "neutral", 100, 2 },
	[DOSSIER_CLOSED] = { "neutral", 100, 2 },
	[DOSSIER_DECIDED] = { "done", 80, 4 },
	[DOSSIER_RETURNED] = { "done", 100, 5 },
};

void
show_state(struct ctx *c, struct view *page, enum dossier_state state)
{
	struct view *tag = view_child(page, "state");

	view_text(tag, "label", words(c, arena_printf(c->arena, "submission.state_%s", dossier_state_name(state))));
	view_text(tag, "kind", faces[state].kind);
}

int64_t
state_percent(enum dossier_state state)
{
	return faces[state].percent;
}

void
show_way(struct ctx *c, struct view *page, const struct dossier *dossier)
{
	static const char *const labels[] = { "submission.way_filed", "submission.way_received",
		"submission.way_worked", "submission.way_decided", "submission.way_returned" };
	int at = faces[dossier->state].step;
	bool is_over = dossier_state_is_end(dossier->state);
	struct view *steps = view_list(page, "steps");

	for (int i = 0; i < 5; i++)
		show_step(steps, words(c, labels[i]), i < at, i == at && !is_over);
}
