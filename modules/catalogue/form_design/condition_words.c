/* Conditions as people read them. See condition_words.h. */
#include "form_design/condition_words.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"

/* What is said is another word of a box that is ticked, and of a day. */
static const char *
manner_of(const struct form_field *field, enum condition_op op)
{
	if (field != NULL && field->type == FORM_CHECKBOX)
		return "_box";
	return field != NULL && field->type == FORM_DATE && op >= CONDITION_AT_LEAST && op <= CONDITION_LESS ? "_day"
													     : "";
}

static const char *
label_of(const struct form *form, const struct condition_own *own, const char *key)
{
	const struct form_field *field = form_field_by_key(form, key);

	if (strcmp(key, own->key) == 0)
		return own->label;
	return field != NULL && field->label != NULL ? field->label : key;
}

static const char *
test_words(struct ctx *c, const char *language, const struct form *form, const struct condition_own *own,
    const struct condition_test *test)
{
	const struct form_field *field = form_field_by_key(form, test->key);
	const char *value = test->value;

	if (test->other != NULL && *test->other != '\0')
		value = message_format(c->arena, c->messages, language, "catalogue_form_design.says.other",
		    MESSAGE_ARGUMENTS({ "question", label_of(form, own, test->other) }));
	return message_format(c->arena, c->messages, language,
	    arena_printf(
		c->arena, "catalogue_form_design.says.%s%s", condition_op_names[test->op], manner_of(field, test->op)),
	    MESSAGE_ARGUMENTS({ "question", label_of(form, own, test->key) }, { "value", value }));
}

const char *
condition_said(struct ctx *c, const char *language, const struct form *form, const struct condition_own *own,
    const struct condition *condition)
{
	const char *words = "";
	const char *between = message(
	    c->messages, language, condition->any ? "catalogue_form_design.says.or" : "catalogue_form_design.says.and");

	for (size_t i = 0; i < condition->count; i++)
		words = arena_printf(c->arena, "%s%s%s", words, i > 0 ? between : "",
		    test_words(c, language, form, own, &condition->tests[i]));
	return words;
}

const char *
condition_words(struct ctx *c, const struct form *form, const struct form_field *field, const struct feel *feel,
    enum condition_sense sense)
{
	struct condition condition;

	if (feel == NULL)
		return NULL;
	if (!condition_read(c->arena, form, field->list, feel_text(feel), sense, &condition))
		return message_format(c->arena, c->messages, c->language,
		    sense == CONDITION_HIDES ? "catalogue_form_design.says.not_feel"
					     : "catalogue_form_design.says.feel",
		    MESSAGE_ARGUMENTS({ "feel", feel_text(feel) }));
	return condition_said(c, c->language, form, &(struct condition_own){ "", "" }, &condition);
}
