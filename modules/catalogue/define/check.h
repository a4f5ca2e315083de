/*
 * What is wrong with the content of a definition, in words that people understand and with the way to the place. Every room
 * adds its checks to the table in check.c. A readable document with problems may be saved; a problem that blocks keeps a
 * draft from being sent on and approved.
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
struct ctx;
struct db;
struct definition_error;
struct form_error;
struct view;

enum { PROBLEMS_MAX = 200 };

struct definition_problem {
	bool blocks;
	const char *message;                 /* key of the message catalogue */
	const struct message_argument *args; /* NULL: none */
	size_t arg_count;
	const char *because; /* a second key: what is wrong in the expression; NULL: nothing more to say */
	const char *what;    /* the name or token in question, NULL or "" */
	const char *place;   /* id or path of the element, as the editors know it; "" : the document as a whole */
	const char *href;    /* where it can be put right; NULL: at the place in the kind's first editor */
	const char *also;    /* a second place that is meant, an id on the page of href; NULL */
};
struct definition_problems {
	struct arena *arena;
	struct definition_problem *items;
	size_t count;    /* at most PROBLEMS_MAX: what comes later is not kept */
	size_t blocking; /* how many block, kept or not */
	bool unreadable; /* the content is no document of its kind: it is not saved */
};

/* What is looked at. `draft_id` 0: no draft (an upload, an import); checks against its procedures are then left out. */
struct definition_subject {
	struct arena *arena;
	struct db *db;
	enum definition_kind kind;
	const char *code;
	const char *content; /* ends with a NUL */
	size_t size;
	int64_t draft_id;
	int32_t today;
};

/* One check; adds problems. An error is the database's alone. */
typedef enum err definition_check_fn(const struct definition_subject *subject, struct definition_problems *problems);

/* All checks of the kind in the order of the table; what is unreadable or empty is not looked at further. */
MUST_CHECK enum err definition_check(
    const struct definition_subject *subject, struct definition_problems *ret_problems);

void definition_problem_add(struct definition_problems *problems, const struct definition_problem *problem);
/* What a reader or checker of domain/definition refused. */
void definition_error_add(struct definition_problems *problems, const struct definition_error *error);
void form_error_add(struct definition_problems *problems, const struct form_error *error);

/* The problem in words of the request's language. */
const char *definition_problem_text(struct ctx *c, const struct definition_problem *problem);
/*
 * Adds problems [{text, place (or null), url, tag {label, kind}}], has_problems and blocks to the page, for the partial
 * catalogue/define_problems.
 */
void definition_problems_show(struct ctx *c, enum definition_kind kind, const char *code,
    const struct definition_problems *problems, struct view *page);
/* The same members with one problem, for the sample views of --check. */
void definition_problems_sample(struct view *page);

#endif
