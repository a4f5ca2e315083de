/* /can-bo/danh-muc/co-quan: the tree of agencies as it stood on a day. */
#ifndef MOTCUA_CATALOGUE_TREE_PAGE_H
#define MOTCUA_CATALOGUE_TREE_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define AGENCIES_PATH "/can-bo/danh-muc/co-quan"

extern const struct input tree_input;

enum err handle_tree(struct ctx *c, const void *input) MUST_CHECK;

#endif
