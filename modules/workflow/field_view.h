/* Form fields as the partials want them (www/README.md), with what was typed and what was wrong. Private to the module. */
#ifndef MOTCUA_WORKFLOW_FIELD_VIEW_H
#define MOTCUA_WORKFLOW_FIELD_VIEW_H

#include <stdbool.h>

struct ctx;
struct view;

/* label and hint are message keys (hint may be NULL); value is shown unless something was typed. */
struct field_line {
	const char *name, *label, *hint, *value;
	const char *type;      /* NULL: text */
	const char *width;     /* NULL: full */
	const char *inputmode; /* NULL: none */
	bool optional;
};
/* Fills `into` as partials/input. */
void field_add_line(struct ctx *c, struct view *into, const struct field_line *line);
/* Fills `into` as partials/date: three boxes; `day` is shown unless something was typed, DATE_ABSENT: empty. */
void field_add_date(struct ctx *c, struct view *into, const char *name, const char *label, int day, bool optional);

/* Fills `into` as partials/radios or partials/select; returns the options, for field_add_option. */
struct view *field_add_choice(struct ctx *c, struct view *into, const char *name, const char *label, bool is_inline);
void field_add_option(
    struct ctx *c, struct view *options, const char *name, const char *value, const char *label, bool otherwise);

/* A new item of a list for partials/field: every kind null but `kind`, whose object comes back. */
struct view *field_item(struct view *list, const char *kind);

#endif
