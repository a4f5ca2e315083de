/* Who files, for procedures whose form does not ask: name, number, address, telephone, and what is asked for. */
#ifndef MOTCUA_SUBMISSION_APPLICANT_H
#define MOTCUA_SUBMISSION_APPLICANT_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input applicant_input, applicant_save_input;

enum err handle_applicant(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_applicant_save(struct ctx *c, const void *input) MUST_CHECK;
enum err again_applicant(struct ctx *c, const void *input) MUST_CHECK;

/* A text without anything but the 12 digits of a person's number, which must be possible (NĐ 70/2024/NĐ-CP). */
bool person_number_is_valid(const char *number);

struct view *applicant_sample(struct arena *arena);

#endif
