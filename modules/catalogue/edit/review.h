/*
 * A version looked at by a second person: what it says otherwise than the version it is based on, section by section, and
 * remarks beside each section for whoever writes it. What becomes of the version is version/'s.
 */
#ifndef MOTCUA_CATALOGUE_REVIEW_H
#define MOTCUA_CATALOGUE_REVIEW_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input review_input;
extern const struct input review_remark_input;

/* GET /can-bo/danh-muc/thu-tuc/{code}/tham-dinh: the newest version. */
enum err handle_review(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: a remark on one section of that version; none on one that is decided, none from other units. */
enum err handle_review_remark(struct ctx *c, const void *input) MUST_CHECK;
/* The page again, with what is wrong with the remark. */
enum err handle_review_again(struct ctx *c, const void *input) MUST_CHECK;

struct view *review_sample(struct arena *arena);

#endif
