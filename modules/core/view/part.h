/*
 * What the shared partials read (www/README.md), filled in one place: every member that a partial names, absent ones null.
 * Texts are in words already, kept by reference and live as long as the tree. Knows no page.
 */
#ifndef MOTCUA_CORE_VIEW_PART_H
#define MOTCUA_CORE_VIEW_PART_H

#include <stdbool.h>

struct view;

/* A new item for partials/field with every kind null; the caller gives it the object of one kind, by view_child. */
struct view *part_item(struct view *list);

/* What the partials of all kinds of field read: id (the name), name, label, hint, error, optional; it is no heading. */
void part_field(
    struct view *field, const char *name, const char *label, const char *hint, const char *error, bool optional);

/* An option of partials/select, selected if it is the one `chosen` (NULL: none is). */
void part_option(struct view *options, const char *value, const char *label, const char *chosen);

/* A row of partials/summary_list; value NULL: not given, change_url NULL: nothing to change. */
void part_row(struct view *rows, const char *key, const char *value, const char *change_url);

#endif
