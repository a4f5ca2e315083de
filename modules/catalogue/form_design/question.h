/*
 * What people ask for, as the editor of forms offers it: each kind of question with its type in the document, each setting with
 * the member that it stands in, the kinds that have it and the control that shows it. Everything a reader must know of the
 * editor's fields is in these two tables. Pure.
 */
#ifndef MOTCUA_CATALOGUE_FORM_QUESTION_H
#define MOTCUA_CATALOGUE_FORM_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"

struct arena;
struct form;
struct form_edit;

enum form_question {
	QUESTION_LINE,
	QUESTION_LINES,
	QUESTION_NAME,
	QUESTION_PERSON_NUMBER,
	QUESTION_PHONE,
	QUESTION_EMAIL,
	QUESTION_ADDRESS, /* in one line */
	QUESTION_PLACE,   /* in parts: a group of linked choices and a line */
	QUESTION_COMPANY_NUMBER,
	QUESTION_TAX_NUMBER,
	QUESTION_PASSPORT,
	QUESTION_OLD_CARD,
	QUESTION_BANK_ACCOUNT,
	QUESTION_PLATE,
	QUESTION_NUMBER,
	QUESTION_MONEY,
	QUESTION_DATE,
	QUESTION_TIME,
	QUESTION_ONE,  /* radios */
	QUESTION_PICK, /* a long list */
	QUESTION_MANY, /* check boxes */
	QUESTION_TICK, /* one box */
	QUESTION_FILE,
	QUESTION_COMPUTED,
	QUESTION_HEADING,
	QUESTION_NOTE,
	QUESTION_GROUP,
	QUESTION_ROWS, /* a repeating list */
	QUESTION_PAGE,
	QUESTION__MAX
};

struct question_row {
	const char *name; /* in addresses and message keys */
	const char *type, *subtype, *kind;
	const char *family; /* under which heading it is offered */
};
extern const struct question_row question_rows[QUESTION__MAX];

bool question_by_name(const char *name, enum form_question *ret_question);
/* What a component of a document is; a type of which there are several kinds and none fits is the first of them. */
enum form_question question_of(const json_t *component);
/* Holds other questions: page, group, repeating list, address in parts. */
bool question_is_holder(enum form_question question);
/* Has a name under which its answers are known. */
bool question_is_keyed(enum form_question question);
/* May a question of the one kind become one of the other? Holders and what has no answer stay what they are. */
bool question_may_become(enum form_question from, enum form_question to);

enum setting_way {
	WAY_TEXT,
	WAY_HEADING, /* a text behind "# " */
	WAY_COUNT,   /* a whole number as such */
	WAY_DIGITS,  /* a whole number as text: our properties */
	WAY_DECIMAL,
	WAY_FLAG,    /* true, or not there */
	WAY_YES,     /* "yes", or not there */
	WAY_CHOICE,  /* one of `choices` */
	WAY_OPTIONS, /* lines "value | label" or label alone */
	WAY_LIST,    /* the code of a shared list */
	WAY_ABOVE,   /* the key of a question whose choices come from a shared list */
	WAY_FEEL,    /* "=" and an expression */
	WAY_LIMIT,   /* of a date: date_limit.h */
	WAY_PAPER,   /* the code of a requirement of the procedures */
	WAY_NEED,    /* no, yes, soft, if: validate.required, properties.required and properties.required_if */
	WAY_KEY
};

enum setting_control {
	CONTROL_SHORT,
	CONTROL_FULL,
	CONTROL_AREA,
	CONTROL_BOX,
	CONTROL_LIST,
	CONTROL_BUTTONS,
	CONTROL_LIMIT
};

enum setting_part { PART_QUESTION, PART_ANSWER, PART_DATA, PART__MAX };

struct setting {
	const char *name;   /* in the form and in message keys */
	const char *member; /* "validate.min" */
	enum setting_way way;
	enum setting_control control;
	enum setting_part part;
	unsigned kinds;             /* bits of enum form_question */
	const char *const *choices; /* NULL at the end; of WAY_CHOICE and WAY_NEED */
	bool required;
};
extern const struct setting settings[];
extern const size_t setting_count;
bool setting_is_of(const struct setting *setting, enum form_question question);

/* The rules whose words an author may choose, by kind: "required", "max_length" ... */
const char *message_rule(size_t at); /* NULL past the last */
/* By its name, which is one of them. */
size_t message_rule_number(const char *rule);
bool message_rule_is_of(size_t at, enum form_question question);
extern const char *const message_languages[]; /* "vi", "en" */
enum { MESSAGE_MEMBER_SIZE = 64 };
/* "properties.message.required.vi" */
void message_member(char member[MESSAGE_MEMBER_SIZE], const char *rule, const char *language);

/* A new component of that kind: its type and what belongs to it, no label, id or key yet. Owned by the caller. */
json_t *question_new(enum form_question question);
/* Once it has its keys: the parts of an address that hang on each other. */
void question_link(json_t *component);
/* Turns a component into one of another kind: what the new kind has no use for goes. */
void question_become(json_t *component, enum form_question question);

/* The setting of a component as people read it; "" where nothing is set. */
const char *setting_read(struct arena *arena, const json_t *component, const struct setting *setting);
/*
 * Sets it from what was typed; "" takes it away. NULL, or the message key of what is wrong and nothing is changed. WAY_KEY is
 * form_edit_rename's.
 */
const char *setting_write(struct arena *arena, json_t *component, const struct setting *setting, const char *typed);

/* One member, or one of an object ("validate.min", "properties.message.min.vi"); an object that becomes empty goes. `value` is taken over; NULL removes. */
void member_set(json_t *component, const char *path, json_t *value);
const json_t *member_get(const json_t *component, const char *path);

#endif
