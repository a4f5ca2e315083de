/*
 * A condition as people say it, row by row ("Quan hệ · là · Người đại diện"), all of them or one of them, and the FEEL text that
 * stands for it in the document. Pure. What was written here is read back as the same rows; other texts stay FEEL.
 *
 * A form says when a question is hidden, people when it is shown: the text is that of the opposite. A question that was not
 * answered yet fulfils nothing but "unanswered"; in CONDITION_VALID, where a row may compare two questions, it breaks nothing.
 */
#ifndef MOTCUA_CATALOGUE_FORM_CONDITION_H
#define MOTCUA_CATALOGUE_FORM_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/definition/form/form.h"

struct arena;

enum { CONDITION_TESTS_MAX = 12 };

enum condition_op {
	CONDITION_IS,
	CONDITION_IS_NOT,
	CONDITION_AT_LEAST,
	CONDITION_AT_MOST,
	CONDITION_MORE,
	CONDITION_LESS,
	CONDITION_ANSWERED, /* of a single box: ticked */
	CONDITION_UNANSWERED,
	CONDITION_AGED,    /* of a date of birth: that many years or more */
	CONDITION_YOUNGER, /* fewer */
	CONDITION_OP__MAX
};
/* "is", "is_not" ...: in forms and message keys; NULL at the end. */
extern const char *const condition_op_names[];

struct condition_test {
	const char *key;
	enum condition_op op;
	const char *value; /* as people type it: the label of a choice, 1.234,5, 21/11/2026; "" where none is needed */
	const char *error; /* message key of what is wrong with it; NULL: nothing */
	const char
	    *other; /* CONDITION_VALID: the question whose answer stands in the place of `value`; NULL or "": none */
};

struct condition {
	bool any; /* one of them is enough */
	struct condition_test tests[CONDITION_TESTS_MAX];
	size_t count;
};

enum condition_sense {
	CONDITION_HIDES, /* the FEEL text holds when the condition does not: conditional.hide */
	CONDITION_HOLDS, /* when it does: required_if, ineligible */
	CONDITION_VALID  /* when it does, and also where what it asks is not answered yet: valid_if */
};

/*
 * FEEL without "=" for a question in `list` (NULL: outside all lists). ERR_INVALID: something is wrong, each fault stands with its
 * test; of no tests "".
 */
MUST_CHECK enum err condition_write(struct arena *arena, const struct form *form, const struct form_field *list,
    struct condition *condition, enum condition_sense sense, const char **ret_feel);
/* False: the text says something that rows cannot. "" gives no tests. */
bool condition_read(struct arena *arena, const struct form *form, const struct form_field *list, const char *feel,
    enum condition_sense sense, struct condition *ret_condition);

/* May a condition of a question in `list` name that field in a row? */
bool condition_offers(const struct form_field *field, const struct form_field *list);
/* Can its answer be compared with that of the other: two days, two numbers, two texts? */
bool condition_comparable(const struct form_field *field, const struct form_field *other);

#endif
