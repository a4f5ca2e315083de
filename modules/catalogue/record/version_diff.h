/*
 * What changed between two versions of a procedure, member by member in the order of the law: the list that an officer
 * reads before a decision and a citizen after it. Walks the tables of procedure_record.h, so that nothing a version says
 * can be forgotten. Pure; version_diff_view.h puts it into words.
 */
#ifndef MOTCUA_CATALOGUE_VERSION_DIFF_H
#define MOTCUA_CATALOGUE_VERSION_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct record_field;
struct record_table;
struct version_record;

enum version_change_kind {
	CHANGE_VALUE,   /* a member says something else */
	CHANGE_ADDED,   /* an entry of a list is new; `to` names it */
	CHANGE_REMOVED, /* it is gone; `from` names it */
	CHANGE_ORDER,   /* the same entries in another order */
	CHANGE_RENEWED, /* the definition of this code in another version of its own */
};

/* An entry of a list in which the change lies, by its name in the newer version. */
struct version_scope {
	const struct record_table *table;
	const char *name;
};
enum { SCOPES_MAX = 3 };

struct version_change {
	enum version_change_kind kind;
	const struct record_table *table; /* whose member, or of which list the entry is one */
	const struct record_field *field; /* the member; NULL for ADDED and REMOVED; the list for ORDER */
	struct version_scope scopes[SCOPES_MAX];
	size_t scope_count;
	/*
	 * What it said before and says now; NULL: nothing. Raw: days as 2026-11-21, numbers in digits, words of the schema
	 * (comma separated where it holds several), "true" and "false".
	 */
	const char *from, *to;
};

enum { CHANGES_MAX = 2000 };
struct version_changes {
	const struct version_change *items;
	size_t count;
	bool more; /* there are further ones beyond CHANGES_MAX */
};

/* From one version to the other; what is no part of what a version says (its state) is not compared. */
void version_diff(struct arena *arena, const struct version_record *from, const struct version_record *to,
    struct version_changes *ret_changes);

#endif
