/* Withdrawing a dossier: what it does to clock and fee is said first, then it is done once (NĐ 118/2025/NĐ-CP, Đ21). */
#ifndef MOTCUA_SUBMISSION_WITHDRAW_H
#define MOTCUA_SUBMISSION_WITHDRAW_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input withdraw_input, withdraw_send_input;

enum err handle_withdraw(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_withdraw_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_withdraw(struct ctx *c, const void *input) MUST_CHECK;

struct view *withdraw_sample(struct arena *arena);

#endif
