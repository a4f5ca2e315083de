/*
 * The desk at which a definition is drawn up: its open draft, what the officer of the request may do with it, and the frame
 * (heading, state, tabs, notices) that all editors of the kind have in common. Each room that brings an editor adds its row
 * to the table of tabs in desk.c.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_DESK_H
#define MOTCUA_CATALOGUE_DEFINE_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "define/check.h"
#include "define/draft_store.h"
#include "define/kind.h"
#include "version/act.h"

struct arena;
struct ctx;
struct linked_draft;
struct officer;
struct page;
struct view;

struct desk {
	enum definition_kind kind;
	struct definition_draft draft;
	struct version_actor actor; /* before this draft */
	bool may_edit;              /* it is in state "draft" and theirs to change */
};

/* Does this officer draft what belongs to that unit (DB_NULL_INT: the office)? */
bool officer_defines(const struct officer *officer, int64_t owner_agency_id);
/* May this officer see an open draft of that unit: who drafts it, the office, who approves, administrators? */
bool officer_sees_draft(const struct officer *officer, int64_t owner_agency_id);

/* JSON array of the units whose open drafts the officer of this request may see; NULL: all. */
const char *desk_agencies(struct ctx *c);

/*
 * The open draft of a definition for the officer of this request. ERR_NOT_FOUND: there is none, or it is another unit's.
 * Only behind one of the guards of the catalogue.
 */
MUST_CHECK enum err desk_open(struct ctx *c, enum definition_kind kind, const char *code, struct desk *ret_desk);
/* The same to be changed: with the refusals of desk_may_change. */
MUST_CHECK enum err desk_open_draft(struct ctx *c, enum definition_kind kind, const char *code, struct desk *ret_desk);
/* ERR_CONFLICT: what lies on the desk is no draft any more; ERR_FORBIDDEN: this officer does not draft it. */
MUST_CHECK enum err desk_may_change(struct ctx *c, const struct desk *desk);

/*
 * Checks the content and saves it in the draft. ERR_INVALID: it is unreadable (ret_problems->items[0] says where), nothing is
 * saved; ERR_CONFLICT: somebody else saved something else since `expected_version`. With OK the desk holds what is saved now,
 * problems may be left; so it does if that very content was saved before, by the first of two clicks or a request whose answer
 * was lost. `content` ends with a NUL.
 */
MUST_CHECK enum err desk_save(struct ctx *c, struct desk *desk, int64_t expected_version, const char *content,
    size_t size, struct definition_problems *ret_problems);
/* The refusal of who saves over somebody else's change: ERR_CONFLICT with what to do. */
MUST_CHECK enum err desk_moved_on(struct ctx *c);
/* The problems of the draft as it stands. */
MUST_CHECK enum err desk_check(struct ctx *c, const struct desk *desk, struct definition_problems *ret_problems);
/* The problems that it would have with another content, which ends with a NUL; nothing is saved. */
MUST_CHECK enum err desk_check_content(
    struct ctx *c, const struct desk *desk, const char *content, size_t size, struct definition_problems *ret_problems);

/* The drafts that are approved with this one (form_readers.h). */
MUST_CHECK enum err desk_linked(
    struct ctx *c, const struct desk *desk, const struct linked_draft **ret_drafts, size_t *ret_count);

/* Where a place of a definition is put right: its kind's first editor, at the element of that id or path. */
const char *desk_place(struct arena *arena, enum definition_kind kind, const char *code, const char *place);

/* The same tabs on a page of the room itself; those of editors only where there is an open draft. */
void desk_page_tabs(struct page *page, enum definition_kind kind, const char *code, bool has_draft, const char *tab);

/*
 * Adds to the page what the partial catalogue/define_desk reads: office_rooms and office_tabs, title, back_url, has_errors and
 * errors, notice (null where the page sets none), and desk {name, kind_label, code, state {label, kind}, version, may_edit,
 * lead (or null), has_tabs, tabs}. `tab`: the suffix of the current one.
 */
void desk_show(struct ctx *c, struct view *page, const struct desk *desk, const char *tab);
/* The same members for the sample views of --check. */
void desk_sample(struct view *page);

#endif
