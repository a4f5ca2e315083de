/*
 * What is wrong with the content of a definition, in words that people understand and with the way to the place. Every room adds
 * its checks to the table in check.c. A readable document with problems may be saved; a problem that blocks keeps a draft from
 * being sent on and approved.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/locale/messages.h"
#include "define/kind.h"

struct arena;
struct db;
struct view;
struct ctx;

enum { PROBLEMS_MAX = 200 };

struct definition_problem {
	bool blocks;
	const char *message;                /* key of the message catalogue */
	const struct message_argument *args; /* NULL: none */
	size_t arg_count;
	const char *place; /* id or path of the element, as people find it in the editor; "" : the document as a whole */
	const char *href;  /* where it can be put right; NULL: the kind's first editor */
};
struct definition_problems {
	struct arena *arena;
	struct definition_problem *items;
	size_t count;    /* at most PROBLEMS_MAX: what is beyond is not kept, but counted if it blocks */
	size_t blocking;
	bool unreadable; /* the content is no document of its kind: it is not saved */
};

/* What is looked at. `draft_id` 0: no draft (an upload, an import); checks against its procedures are left out. */
struct definition_subject {
	struct arena *arena;
	struct db *db;
	enum definition_kind kind;
	const char *code;
	const char *content;
	size_t size;
	int64_t draft_id;
	int32_t today;
};

/* One check; adds problems. An error is the database's alone. */
typedef enum err definition_check_fn(const struct definition_subject *subject, struct definition_problems *problems);

/* All checks of the kind in the order of the table; what is unreadable is not looked at further. */
MUST_CHECK enum err definition_check(const struct definition_subject *subject, struct definition_problems *ret_problems);

void definition_problem_add(struct definition_problems *problems, const struct definition_problem *problem);

/* The problem in words, its arguments filled in. */
const char *definition_problem_text(
    const struct ctx *c, const struct definition_problem *problem);
/* Adds problems [{text, place (or null), url (or null), blocks, tag {label, kind}}], has_problems and blocking (count) to a page. */
void definition_problems_show(struct ctx *c, enum definition_kind kind, const char *code,
    const struct definition_problems *problems, struct view *page);

#endif
