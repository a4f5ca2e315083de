/* Comparisons of definitions. See change.h. */
#include "define/change.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process_diff.h"
#include "domain/definition/rule/rule_diff.h"

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
		w->changes[i] = (struct definition_change){ ctx_text(w->c, found[i].message),
			*found[i].name != '\0' ? found[i].name : found[i].element, found[i].from, found[i].to };
	return OK;
}

/* "Phí cấp bản sao, dòng 2, Đơn giá" */
static const char *
place_in_rule(struct comparing *w, const struct rule_change *one)
{
	struct arena *arena = w->c->arena;
	const char *place = one->decision;

	if (one->row > 0)
		place = arena_printf(arena, "%s, %s", place,
		    message_format(arena, w->c->messages, w->c->language, "catalogue_define.rule_row",
			MESSAGE_ARGUMENTS({ "number", arena_printf(arena, "%zu", one->row) })));
	return *one->column != '\0' ? arena_printf(arena, "%s, %s", place, one->column) : place;
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
		w->changes[i] = (struct definition_change){ ctx_text(w->c, found[i].message),
			place_in_rule(w, &found[i]), or_nothing(found[i].from), or_nothing(found[i].to) };
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
