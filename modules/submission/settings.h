/* Details of my account: name, addresses for notices (each proved by a code), password. */
#ifndef MOTCUA_SUBMISSION_SETTINGS_H
#define MOTCUA_SUBMISSION_SETTINGS_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input settings_input, name_input, address_input, address_code_input, password_input;

enum err handle_settings(struct ctx *c, const void *input) MUST_CHECK;
enum err again_settings(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_name(struct ctx *c, const void *input) MUST_CHECK;
/* Sends a code to a further address; the page then asks for it. */
enum err handle_address(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_address_code(struct ctx *c, const void *input) MUST_CHECK;
enum err again_address_code(struct ctx *c, const void *input) MUST_CHECK;
/* Only soon after signing in; all other sessions of the account end. */
enum err handle_password(struct ctx *c, const void *input) MUST_CHECK;

struct view *settings_sample(struct arena *arena);
struct view *address_code_sample(struct arena *arena);

#endif
