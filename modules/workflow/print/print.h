/*
 * The printed forms of the one-stop mechanism as pages with print CSS: 01 receipt, 02 request for a supplement, 03 refusal
 * to accept, and the control sheet (05 of the set of 2018, 06 of the set of 2025). The set goes by the date of the paper:
 * TT 01/2018/TT-VPCP until 14/09/2025, TT 03/2025/TT-VPCP from 15/09/2025.
 */
#ifndef MOTCUA_WORKFLOW_PRINT_H
#define MOTCUA_WORKFLOW_PRINT_H

#include <stdint.h>

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

/* Under this purpose, with the dossier's id as owner, its tracking secret is sealed until the receipt is printed. */
#define RECEIPT_SECRET_PURPOSE "receipt"

struct print_input {
	const char *number;
};
extern const struct input print_input;

enum err handle_receipt(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_supplement_request(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_refusal(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_control_sheet(struct ctx *c, const void *input) MUST_CHECK;
/* The electronic form as it was filed, or completed since; ERR_NOT_FOUND without one. */
enum err handle_form_copy(struct ctx *c, const void *input) MUST_CHECK;

/* The year of the set of forms in force on a day: 2018 or 2025. */
int print_set_of(int32_t day);

/* For --check. */
struct view *receipt_sample(struct arena *arena);
struct view *supplement_request_sample(struct arena *arena);
struct view *refusal_sample(struct arena *arena);
struct view *control_sheet_sample(struct arena *arena);
struct view *form_copy_sample(struct arena *arena);

#endif
