/*
 * What the page of one question holds: a text for each of its settings, the rows of its conditions, the author's words, beside
 * each what is wrong with it. Made from a component or from what was typed, and carried back into the component. Pure.
 */
#ifndef MOTCUA_CATALOGUE_FORM_QUESTION_FORM_H
#define MOTCUA_CATALOGUE_FORM_QUESTION_FORM_H

#include "core/err.h"
#include "form_design/condition.h"
#include "form_design/form_edit.h"
#include "form_design/question.h"

struct arena;
struct input_rest;

enum { SETTINGS_MAX = 40, RULES_MAX = 40, LANGUAGES = 2 };

/* The conditions that a question can have. */
enum rule_place { RULE_SHOW, RULE_NEED, RULE_VALID, RULE_INELIGIBLE, RULE_PLACE__MAX };
/* In the place of a key: the question itself, which has none yet while it is new. */
#define RULE_THIS "."
struct rule_row {
	const char *name;   /* in the form: "show.mode", "show.0.key" ... */
	const char *member; /* "conditional.hide" ... */
	enum condition_sense sense;
	const char *message; /* the message_rule that tells of it; NULL: nothing is told */
};
extern const struct rule_row rule_rows_of_page[RULE_PLACE__MAX];
/* Has this kind of question such a condition? */
bool rule_is_of(enum rule_place place, enum form_question question);

enum rule_mode { MODE_NONE, MODE_ROWS, MODE_FEEL };
extern const char *const rule_mode_names[]; /* "none", "rows", "feel"; NULL at the end */

struct question_rule {
	enum rule_mode mode;
	struct condition condition;
	const char *feel;
	const char *error; /* of the whole; those of rows stand with them */
};

struct question_form {
	enum form_question question;
	const char *texts[SETTINGS_MAX], *errors[SETTINGS_MAX]; /* by the number in `settings` */
	const char *words[RULES_MAX][LANGUAGES];                /* by the number of message_rule */
	struct question_rule rules[RULE_PLACE__MAX];
	const char *place; /* id of the page or group that it stands in; "" the form itself */
	const char *place_error;
	const char *fault;         /* of the question as a whole: message key */
	struct form_error refused; /* what form_parse found where no setting is at fault; message NULL: nothing */
};

/* As the document has it. */
void question_form_of(const struct form_edit *edit, const json_t *component, struct question_form *ret_form);
/* As it was typed; the kind is one that the question may become. */
void question_form_typed(
    struct arena *arena, const struct input_rest *typed, enum form_question question, struct question_form *ret_form);
/* What the question is called: its label, or the text of a heading or note. */
const char *question_form_title(const struct question_form *form);

/*
 * Carries it into the component, which stands in the document. ERR_INVALID: something is wrong, each fault stands beside its
 * text; the document is then half changed and of no use.
 */
MUST_CHECK enum err question_form_apply(struct form_edit *edit, json_t *component, struct question_form *form);
/* What form_parse refused of the whole document put beside the text at fault, if the question has it. */
void question_form_fault(
    const struct form_edit *edit, const json_t *component, struct question_form *form, const struct form_error *error);

/* The repeating list that a component stands in, in the form as it was opened; NULL: none. */
const struct form_field *question_list(const struct form_edit *edit, const char *id);

#endif
