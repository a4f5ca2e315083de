/*
 * The editor as tables: which section shows which members of the record (record/procedure_record.h) with which control.
 * Bounds, choices and kinds are the record's own; nothing is said twice. Knows no request.
 */
#ifndef MOTCUA_CATALOGUE_EDIT_TABLE_H
#define MOTCUA_CATALOGUE_EDIT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct record_field;
struct record_table;

enum edit_control {
	CONTROL_LINE,   /* one line of text */
	CONTROL_LINES,  /* several */
	CONTROL_NUMBER, /* RECORD_INT */
	CONTROL_MONEY,  /* RECORD_INT, đồng */
	CONTROL_DATE,   /* RECORD_DATE in one box: dd/mm/yyyy */
	CONTROL_TICK,   /* RECORD_BOOL */
	CONTROL_TICKS,  /* RECORD_CHOICES */
	CONTROL_RADIOS, /* RECORD_CHOICE, or a text out of a source */
	CONTROL_SELECT, /* the same in a row of many */
	CONTROL_PICK,   /* a code, typed, with those of a source offered */
};

/* Where the choices of a text come from that the record's table does not know. */
enum edit_source {
	SOURCE_NONE,
	SOURCE_SECTORS,
	SOURCE_AGENCIES,
	SOURCE_FORMS,
	SOURCE_PROCESSES,
	SOURCE_RULES,
	SOURCE__MAX
};

struct edit_field {
	const char *member; /* of the part's table; also the name in the form */
	enum edit_control control;
	enum edit_source source;
	const char *width; /* of a line: "3", "10" ...; NULL: full */
	bool required;     /* even in a draft; members of a row that have a lower bound always are */
	bool known;        /* what is typed must be among the choices of the source */
	bool hint;         /* catalogue_edit.hints.<table>.<member> */
};

/* What a part belongs to: each is a struct of its own, handed over by the page. */
enum edit_base {
	BASE_VERSION,     /* struct version_record */
	BASE_CASE,        /* struct case_record: the case that the page is about */
	BASE_CHANNEL,     /* struct channel_record: the channel of that case */
	BASE_CLOCK,       /* struct edit_clock */
	BASE_DEFINITIONS, /* struct edit_definitions */
	BASE__MAX
};

/* Fields of the base itself (`list` NULL), or rows of one of its lists. */
struct edit_part {
	const char *list;                 /* the member that holds the rows */
	const struct record_table *table; /* of the base, or of a row */
	enum edit_base base;
	size_t offset; /* of the struct record_list in the base */
	const struct edit_field *fields;
	size_t field_count;
	bool ordered;     /* rows are numbered, moved and taken away; else an emptied row goes */
	const char *tier; /* a button for all agencies of a tier: the list is one of offerings */
};

/* Whether a page of the section is about the version, one case, or one channel of one case. */
enum edit_scope { SCOPE_VERSION, SCOPE_CASE, SCOPE_CHANNEL };

struct edit_section {
	const char *slug; /* in the address, and the key of its title */
	enum edit_scope scope;
	const struct edit_part *parts;
	size_t part_count;
};

extern const struct edit_section edit_sections[];
extern const size_t edit_section_count;

/* NULL if there is none of that name. */
const struct edit_section *edit_section_named(const char *slug);
/* The record's own row for a field of a part; never NULL for the tables above (a test holds that). */
const struct record_field *edit_member(const struct edit_part *part, const struct edit_field *field);

#endif
