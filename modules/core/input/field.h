/*
 * Input tables: what a route accepts, as data. The handler receives a filled struct or is not called.
 * The same table gives the checks, the message per field, the JSON names and the OpenAPI document.
 * Knows nothing of sessions or handlers.
 */
#ifndef MOTCUA_CORE_INPUT_FIELD_H
#define MOTCUA_CORE_INPUT_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/input/upload.h"

/* The type in brackets is the one that the struct's member must have; input_check verifies its size at start. */
enum field_type {
	FIELD_INT,   /* int64_t; -?[0-9]+ without leading zero */
	FIELD_TEXT,  /* const char *; one line */
	FIELD_LINES, /* const char *; several lines, \n only */
	FIELD_CODE,  /* const char *; [A-Za-z0-9._/-]{1,64}, or what .pattern says */
	FIELD_TOKEN, /* const char *; base64url, 16 to 128 characters */
	FIELD_SECRET, /* const char *; a password: bytes exactly as typed, neither trimmed nor normalised, never logged */
	FIELD_BOOL,   /* bool; absent is false; 1, on, yes, true and 0, off, no, false */
	FIELD_CHOICE, /* const char *; the entry of .choices itself, so that pointers compare */
	FIELD_DATE, /* int32_t; days since 1970-01-01; "dd/mm/yyyy", "yyyy-mm-dd" or the fields NAME.day, .month, .year */
	FIELD_MONEY, /* int64_t; đồng, dots or spaces between groups of three accepted */
	FIELD_EMAIL, /* const char *; lower-case domain */
	FIELD_PHONE, /* const char *; Vietnamese, normalised to 0xxxxxxxxx */
	FIELD_TEXTS, /* struct texts; the one type that a name may give repeatedly */
	FIELD_FILE,  /* struct upload *; multipart only */
	FIELD_FILES, /* struct uploads; multipart only */
	FIELD_REST,  /* struct input_rest; every name that no other field of the table claims: dynamic forms */
	FIELD__MAX
};

enum field_source { FROM_PATH, FROM_QUERY, FROM_FORM };

/*
 * An absent optional field leaves: 0 or .otherwise (INT, MONEY), NULL (texts, choice, file), false (BOOL),
 * DATE_ABSENT (DATE), count 0 (lists). An empty text counts as absent.
 */
#define DATE_ABSENT INT32_MIN

struct field {
	const char *name;
	size_t offset, size; /* of the member */
	enum field_type type;
	enum field_source from;
	bool required;
	bool offered; /* the page offers what there is to choose, though only the database knows it; so does CHOICE */
	/* INT, MONEY: the value's bounds; both 0: any. Texts: bounds in code points; .max 0: 200 (LINES 4000).
	 * FILE(S): .max is the size of one file in bytes, 0: the configured limit. TEXTS, FILES, REST: see .most. */
	int64_t min, max;
	int64_t otherwise;                /* INT, MONEY: the value when absent */
	size_t most;                      /* TEXTS, FILES, REST: how many; 0: 100 (FILES 20, REST 500) */
	const char *const *choices;       /* CHOICE: NULL-terminated. FILE(S): accepted media types, NULL: any */
	const char *pattern;              /* CODE, TEXT: characters allowed, as in "A-Z0-9-"; NULL: the type's own */
	bool (*check)(const char *value); /* any single text type: a further rule, e.g. a check digit */
	const char *label;                /* message key of its name for people; NULL: field.<name> */
};

#define FIELD(tag, member, kind, ...) FIELD_NAMED(tag, member, #member, kind, __VA_ARGS__)
/* For a name that is no C identifier. */
#define FIELD_NAMED(tag, member, text, kind, ...)                                                                      \
	{                                                                                                              \
		.name = (text), .offset = offsetof(struct tag, member), .size = sizeof(((struct tag *)0)->member),     \
		.type = (kind), .from = __VA_ARGS__                                                                    \
	}

/* static const struct input receive_input = INPUT(receive_input, receive_fields); */
struct input {
	const struct field *fields;
	size_t count;
	size_t size; /* of the struct that the handler receives */
};
#define INPUT(tag, table)                                                                                              \
	{                                                                                                              \
		(table), sizeof(table) / sizeof((table)[0]), sizeof(struct tag)                                        \
	}

struct texts {
	const char *const *items;
	size_t count;
};

/* A name and what came with it: a text (one line or several, valid, trimmed, NFC) or an uploaded file. */
struct input_pair {
	const char *name;  /* [A-Za-z0-9_.-]{1,128} */
	const char *value; /* NULL for a file */
	struct upload *file;
};
struct input_rest {
	const struct input_pair *pairs; /* in the order in which they came; a name may come again */
	size_t count;
};

/* Everything that was wrong, in the order of the field table; `message` is a catalogue key. */
struct input_error {
	const char *field;        /* as in the form */
	const char *message;      /* field_error.required, field_error.too_long ... */
	const struct field *rule; /* NULL: no field of the table (an unknown or a repeated name) */
	const char *label;        /* what people call the field, where the message alone does not say it; else NULL */
};
struct input_errors {
	const struct input_error *items;
	size_t count;
};

/* What was typed, before any rule: to show a form again. Always valid UTF-8 without NUL. */
struct input_raw {
	const struct input_pair *pairs;
	size_t count;
};
/* The first value that came under the name, or NULL. */
const char *input_raw_text(const struct input_raw *raw, const char *name);

#endif
