/*
 * The procedures behind a number of a manager's page: the list of those that a filter matches, as page and as file. The
 * filter stands in the address, so that a list can be kept and sent on.
 */
#ifndef MOTCUA_CATALOGUE_BEHIND_H
#define MOTCUA_CATALOGUE_BEHIND_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define BEHIND_PATH "/can-bo/danh-muc/chat-luong/thu-tuc"

/* Words as in an address; NULL: not filtered by it. `agency` is a code, `sector` a slug, `issue` a name of enum issue. */
struct behind_filter {
	const char *issue, *agency, *sector, *tier, *level;
};
/* The address of the list that this filter matches. */
const char *behind_url(struct ctx *c, const struct behind_filter *filter) __attribute__((returns_nonnull));

extern const struct input behind_input;
/* GET /can-bo/danh-muc/chat-luong/thu-tuc, and the same as a file below /tai-ve */
enum err handle_behind(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_behind_csv(struct ctx *c, const void *input) MUST_CHECK;

#endif
