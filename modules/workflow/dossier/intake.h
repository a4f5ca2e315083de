/*
 * What the counter decides about a dossier that was filed: accept it (mã hồ sơ, giấy tiếp nhận, the clock), ask for what
 * is missing (form 02), not accept it (form 03). NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP Điều 17.
 */
#ifndef MOTCUA_WORKFLOW_INTAKE_H
#define MOTCUA_WORKFLOW_INTAKE_H

#include <stdint.h>

#include "core/err.h"

struct arena;
struct ctx;
struct db;
struct dossier;
struct input;
struct view;

struct intake_input {
	const char *number, *queue;
	int64_t version;
	const char *note, *reason, *items, *to;
};
extern const struct input intake_page_input;   /* the forms */
extern const struct input receive_input;       /* note */
extern const struct input refuse_intake_input; /* reason */
extern const struct input ask_intake_input;    /* items, reason */
extern const struct input hand_over_input;     /* to, note */

enum err handle_receive(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_refuse_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_refuse(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_ask_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_ask(struct ctx *c, const void *input) MUST_CHECK;
/* What was asked for has been brought to the counter. */
enum err handle_take_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_take(struct ctx *c, const void *input) MUST_CHECK;
/* The papers are passed on (phiếu kiểm soát): a forward_step entry of the journal with giver and taker. */
enum err handle_hand_over_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_hand_over(struct ctx *c, const void *input) MUST_CHECK;

/*
 * Accepts the dossier in the caller's transaction: takes the next number of the agency's register book of the year
 * (quyển số, số thứ tự, TT 01/2018/TT-VPCP Điều 10), then the door. *dossier is as it is afterwards.
 */
MUST_CHECK enum err intake_receive(
    struct db *db, struct ctx *c, struct dossier *dossier, int64_t version, const char *note);

/* For --check. */
struct view *intake_form_sample(struct arena *arena);

#endif
