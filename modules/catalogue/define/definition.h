/*
 * The page of one definition: where it stands, what is wrong with it, what may be done now, its versions and who did what when. What the
 * other pages of the room begin with is here as well.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_DEFINITION_H
#define MOTCUA_CATALOGUE_DEFINE_DEFINITION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"
#include "define/desk.h"
#include "govern/page.h"

struct ctx;

/* A definition as the officer of the request sees it. */
struct definition_seen {
	enum definition_kind kind;
	struct definition_item item;
	bool has_draft; /* an open one that this officer may see */
	struct desk desk;
};
/* ERR_NOT_FOUND: there is none, or nothing of it that this officer may see. */
MUST_CHECK enum err definition_see(struct ctx *c, const char *slug, const char *code, struct definition_seen *ret_seen);
/* A page of the room about it, with its tabs. */
struct page definition_page(struct ctx *c, const struct definition_seen *seen, const char *tab);

/* "Phiên bản 3" in the language of the request. */
const char *definition_version_text(struct ctx *c, int64_t version_no);

/* What is wrong as a table, each with the way to its place; `desk` NULL: of a file that was refused, there is no such place. */
void definition_problems_sheet(struct page *page, const struct desk *desk, const struct definition_problems *problems);

extern const struct input definition_input;      /* {kind} {code}, da-lam */
extern const struct input definition_head_input; /* {kind} {code} version, name, iso_code, issue_no, planned */

/* GET /can-bo/danh-muc/dinh-nghia/{kind}/{code} */
enum err handle_definition(struct ctx *c, const void *input) MUST_CHECK;
/* The page again, with what is wrong in its form. */
enum err handle_definition_again(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../thong-tin: what stands beside the content of a draft. */
enum err handle_definition_head(struct ctx *c, const void *input) MUST_CHECK;

#endif
