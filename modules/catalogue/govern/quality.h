/* The quality report (chất lượng danh mục): what is amiss with procedures, what units have still to set up, reminders. */
#ifndef MOTCUA_CATALOGUE_QUALITY_H
#define MOTCUA_CATALOGUE_QUALITY_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define QUALITY_PATH "/can-bo/danh-muc/chat-luong"

extern const struct input quality_input;
extern const struct input remind_input;

/* GET /can-bo/danh-muc/chat-luong, and its table as a file below /tai-ve */
enum err handle_quality(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_quality_csv(struct ctx *c, const void *input) MUST_CHECK;
/* The units as a file: GET .../chat-luong/don-vi/tai-ve */
enum err handle_units_csv(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../chat-luong/nhac: the office reminds a unit of its forms and processes. */
enum err handle_remind(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_quality_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
