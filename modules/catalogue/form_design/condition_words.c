/* Conditions as people read them. See condition_words.h. */
#include "form_design/condition_words.h"

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"

static const char *
test_words(struct ctx *c, const struct form *form, const struct condition_test *test)
{
	const struct form_field *field = form_field_by_key(form, test->key);
	bool box = field != NULL && field->type == FORM_CHECKBOX;

	return message_format(c->arena, c->messages, c->language,
	    arena_printf(c->arena, "catalogue_form_design.says.%s%s", condition_op_names[test->op], box ? "_box" : ""),
	    MESSAGE_ARGUMENTS({ "question", field != NULL && field->label != NULL ? field->label : test->key },
		{ "value", test->value }));
}

const char *
condition_words(struct ctx *c, const struct form *form, const struct form_field *field, const struct feel *feel,
    enum condition_sense sense)
{
	struct condition condition;
	const char *words = "", *between;

	if (feel == NULL)
		return NULL;
	if (!condition_read(c->arena, form, field->list, feel_text(feel), sense, &condition))
		return message_format(c->arena, c->messages, c->language,
		    sense == CONDITION_HIDES ? "catalogue_form_design.says.not_feel"
					     : "catalogue_form_design.says.feel",
		    MESSAGE_ARGUMENTS({ "feel", feel_text(feel) }));
	between = ctx_text(c, condition.any ? "catalogue_form_design.says.or" : "catalogue_form_design.says.and");
	for (size_t i = 0; i < condition.count; i++)
		words = arena_printf(
		    c->arena, "%s%s%s", words, i > 0 ? between : "", test_words(c, form, &condition.tests[i]));
	return words;
}
