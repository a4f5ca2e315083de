/* The choices of a linked list below what was chosen, for a form that is being filled in by script (static/js/form.js). */
#ifndef MOTCUA_SUBMISSION_CHOICES_H
#define MOTCUA_SUBMISSION_CHOICES_H

#include "core/err.h"

struct ctx;
struct input;

extern const struct input choices_input;

/* GET .../danh-sach/{choices}?tren=...: {"items": [{"value", "label"}]} as of today. */
enum err handle_choices(struct ctx *c, const void *input) MUST_CHECK;

#endif
