/* What anybody may know of exchange: the home page where no other module has one, and the description for partners. */
#ifndef MOTCUA_EXCHANGE_STATUS_H
#define MOTCUA_EXCHANGE_STATUS_H

#include "core/err.h"

struct arena;
struct ctx;
struct view;

enum err handle_home(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_interfaces(struct ctx *c, const void *input) MUST_CHECK;
/* {"status": "ok" or "delayed"}: delayed when a message has been due for more than a quarter of an hour. */
enum err handle_interface_state(struct ctx *c, const void *input) MUST_CHECK;

struct view *status_sample(struct arena *arena);

#endif
