/* One agency: what it is, what it was, who followed; edited and created. */
#ifndef MOTCUA_CATALOGUE_RECORD_PAGE_H
#define MOTCUA_CATALOGUE_RECORD_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input record_input;
extern const struct input record_save_input;
extern const struct input record_add_input;

/* GET and POST /can-bo/danh-muc/co-quan/{agency} */
enum err handle_record(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_record_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_record_save(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/co-quan/them */
enum err handle_record_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_record_add(struct ctx *c, const void *input) MUST_CHECK;

#endif
