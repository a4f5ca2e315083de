/* Comparisons of definitions. See change.h. */
#include "define/change.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process_diff.h"
#include "domain/definition/rule/rule_diff.h"
#include "domain/directory/officer.h"

struct comparing {
	struct ctx *c;
	const char *older, *newer;
	struct definition_change *changes;
	size_t count;
};

static struct definition_change *
room_for(struct comparing *w, size_t count)
{
	w->changes = arena_array(w->c->arena, count + 1, sizeof(*w->changes));
	w->count = count;
	return w->changes;
}

static const char *
or_nothing(const char *text)
{
	return text != NULL ? text : "";
}

static enum err
compare_forms(struct comparing *w)
{
	struct arena *arena = w->c->arena;
	struct form_changes found;
	struct form_error error;
	struct form *older, *newer;
	enum err err = form_parse(arena, w->older, strlen(w->older), &older, &error);

	if (!err)
		err = form_parse(arena, w->newer, strlen(w->newer), &newer, &error);
	if (err)
		return err;
	form_diff(arena, older, newer, &found);
	(void)room_for(w, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct form_change *one = &found.items[i];
		const char *aspect = one->what != NULL ? ctx_text(w->c, one->what) : "";

		w->changes[i] = (struct definition_change){
			message_format(arena, w->c->messages, w->c->language, one->message,
			    MESSAGE_ARGUMENTS({ "label", or_nothing(one->label) }, { "what", aspect },
				{ "from", or_nothing(one->from) }, { "to", or_nothing(one->to) },
				{ "limit", or_nothing(one->to) })),
			or_nothing(one->label), or_nothing(one->from), or_nothing(one->to)
		};
	}
	return OK;
}

static bool
is_about(const struct process_change *one, const char *message)
{
	return strcmp(one->message, message) == 0;
}

/* The name of the step; of a flow its ends, which stand beside; of the sheet its part. */
static const char *
place_in_process(struct comparing *w, const struct process_change *one)
{
	if (is_about(one, "process.diff.sheet"))
		return ctx_text(w->c, arena_printf(w->c->arena, "process.sheet.%s", one->name));
	if (is_about(one, "process.diff.note")) /* its own text says which */
		return "";
	if (*one->name != '\0' || strncmp(one->message, "process.diff.flow", strlen("process.diff.flow")) == 0)
		return one->name;
	return one->element;
}

/* "approve return_back" as the designer names them, with a comma between; a draft may have one that there is not. */
static const char *
actions_text(struct comparing *w, const char *actions)
{
	struct arena *arena = w->c->arena;
	const char *out = "", *rest = actions;

	while (*rest != '\0') {
		const size_t length = strcspn(rest, " ");
		const char *action = arena_strndup(arena, rest, length);
		const char *key = arena_printf(arena, "catalogue_draw.script.action.%s", action);
		const char *words = ctx_text(w->c, key);

		out = arena_printf(
		    arena, "%s%s%s", out, *out == '\0' ? "" : ", ", strcmp(words, key) == 0 ? action : words);
		rest += length + strspn(rest + length, " ");
	}
	return out;
}

/* What stood or stands there, for people: a role or an action by its name; the ids and kinds of the drawing say nothing to them. */
static const char *
process_value(struct comparing *w, const struct process_change *one, const char *value)
{
	struct arena *arena = w->c->arena;
	enum role role;

	if (is_about(one, "process.diff.kind") || is_about(one, "process.diff.default") ||
	    is_about(one, "process.diff.timer"))
		return "";
	if (is_about(one, "process.diff.interrupting"))
		return ctx_text(w->c, arena_printf(arena, "process.interrupts.%s", value));
	if (is_about(one, "process.diff.role") && role_by_name(value, &role))
		return ctx_text(w->c, arena_printf(arena, "role.%s", value));
	if (is_about(one, "process.diff.actions"))
		return actions_text(w, value);
	return value;
}

static enum err
compare_processes(struct comparing *w)
{
	struct arena *arena = w->c->arena;
	const struct process_change *found;
	struct process_model *older, *newer;
	struct definition_error error;
	size_t count;
	enum err err = process_model_read(arena, w->older, strlen(w->older), &older, &error);

	if (!err)
		err = process_model_read(arena, w->newer, strlen(w->newer), &newer, &error);
	if (err)
		return err;
	count = process_diff(arena, older, newer, &found);
	(void)room_for(w, count);
	for (size_t i = 0; i < count; i++)
		w->changes[i] =
		    (struct definition_change){ ctx_text(w->c, found[i].message), place_in_process(w, &found[i]),
			    process_value(w, &found[i], found[i].from), process_value(w, &found[i], found[i].to) };
	return OK;
}

/* "Sửa dòng 2, cột “Đơn giá”" */
static const char *
change_in_rule(struct comparing *w, const struct rule_change *one)
{
	struct arena *arena = w->c->arena;

	return message_format(arena, w->c->messages, w->c->language, one->message,
	    MESSAGE_ARGUMENTS({ "row", arena_printf(arena, "%zu", one->row) }, { "column", one->column },
		{ "from", one->from }, { "to", one->to }));
}

static enum err
compare_rules(struct comparing *w)
{
	struct arena *arena = w->c->arena;
	const struct rule_change *found;
	struct definition_error error;
	struct rule *older, *newer;
	size_t count;
	enum err err = rule_parse(arena, w->older, strlen(w->older), &older, &error);

	if (!err)
		err = rule_parse(arena, w->newer, strlen(w->newer), &newer, &error);
	if (err)
		return err;
	count = rule_diff(arena, older, newer, &found);
	(void)room_for(w, count);
	for (size_t i = 0; i < count; i++)
		w->changes[i] = (struct definition_change){ change_in_rule(w, &found[i]), found[i].decision,
			found[i].from, found[i].to };
	return OK;
}

enum err
definition_changes(struct ctx *c, enum definition_kind kind, const char *older, const char *newer,
    const struct definition_change **ret_changes, size_t *ret_count)
{
	static enum err (*const compare[DEFINITION_KINDS])(struct comparing * w) = {
		[DEFINITION_FORM] = compare_forms,
		[DEFINITION_PROCESS] = compare_processes,
		[DEFINITION_RULE] = compare_rules,
	};
	struct comparing w = { .c = c, .older = older, .newer = newer };

	(void)room_for(&w, 0);
	if (*older != '\0' && *newer != '\0' && compare[kind](&w))
		return refuse(c, ERR_CONFLICT, "catalogue_define.not_comparable", NULL);
	*ret_changes = w.changes;
	*ret_count = w.count;
	return OK;
}
