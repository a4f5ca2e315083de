/* /can-bo/danh-muc/co-quan/noi-nhan/{procedure}: where it is received, what is inherited and what differs. */
#ifndef MOTCUA_CATALOGUE_OFFERING_PAGE_H
#define MOTCUA_CATALOGUE_OFFERING_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input offering_input;
extern const struct input offering_set_input;
extern const struct input offering_find_input;

/* GET /can-bo/danh-muc/co-quan/noi-nhan?thu-tuc=: leads to the page of that procedure. */
enum err handle_offering_find(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_offering(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_offering_again(struct ctx *c, const void *input) MUST_CHECK;
/* For a whole tier at once, or for one agency. */
enum err handle_offering_set(struct ctx *c, const void *input) MUST_CHECK;

#endif
