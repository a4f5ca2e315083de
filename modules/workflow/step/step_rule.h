/*
 * Who may do what to a dossier, when: one table of roles, states and steps, the permission matrix of the work. Pure;
 * tested over every combination. The door checks states and capacities again, whatever stands here.
 */
#ifndef MOTCUA_WORKFLOW_STEP_RULE_H
#define MOTCUA_WORKFLOW_STEP_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/directory/officer.h"
#include "domain/dossier/state.h"

/* In the order in which a page offers them: the first that is allowed is the one to do next. */
enum step_action {
	STEP_CLAIM,              /* nhận xử lý */
	STEP_APPROVE,            /* lãnh đạo duyệt */
	STEP_NUMBER,             /* cấp số và ngày */
	STEP_PUBLISH,            /* phát hành */
	STEP_RETURN_RESULT,      /* trả kết quả */
	STEP_SUPPLEMENT_BROUGHT, /* nhận bổ sung tại quầy */
	STEP_RESUME,             /* tiếp tục giải quyết */
	STEP_FORWARD,            /* chuyển bước */
	STEP_DRAFT,              /* dự thảo kết quả */
	STEP_RETURN_BACK,        /* trả lại bước trước */
	STEP_ASK_SUPPLEMENT,     /* yêu cầu bổ sung */
	STEP_CONSULT,            /* lấy ý kiến */
	STEP_REFUSE,             /* từ chối giải quyết */
	STEP_EXTEND,             /* xin lỗi và hẹn lại */
	STEP_STOP,               /* dừng giải quyết */
	STEP_ACTION__MAX
};

enum result_state { RESULT_NONE, RESULT_DRAFT, RESULT_APPROVED, RESULT_NUMBERED, RESULT_PUBLISHED, RESULT_STATE__MAX };

#define STEP_ROLE(role) (1U << (role))

/* What the rules look at. Roles are bits of enum role. */
struct step_facts {
	enum dossier_state state;
	unsigned roles;  /* this officer's, at the agency that the role works for, for this procedure */
	unsigned open;   /* whose steps are open */
	unsigned taken;  /* of those: only steps that other officers have taken */
	unsigned mine;   /* of those: a step that this officer has taken */
	bool can_return; /* an open step of this officer's may be given back, says the process */
	enum result_state result;
	int64_t supplements; /* asked for so far */
	bool extended, consulting;
};

/* Does the table allow it to these roles in this state? Fails closed. */
bool step_allows(enum step_action action, const struct step_facts *facts);
/* The role by which the officer does it, for an action that is allowed. */
enum role step_role(enum step_action action, const struct step_facts *facts);
/*
 * Why not: ERR_FORBIDDEN (workflow_process.not_your_step) for somebody who lacks the role or whose step it is not,
 * ERR_CONFLICT (dossier.not_now) where the dossier is not there; OK if it is allowed.
 */
MUST_CHECK enum err step_check(enum step_action action, const struct step_facts *facts, struct failure *failure);
/* All that are allowed, the one to do next first. At most STEP_ACTION__MAX. */
size_t step_allowed(const struct step_facts *facts, enum step_action ret_actions[STEP_ACTION__MAX]);

/* The last part of the action's address, and the key of its texts: workflow_process.<name>_title ... */
const char *step_path(enum step_action action);
const char *step_name(enum step_action action);
/* By the last part of an address; false if there is none. */
bool step_by_path(const char *path, enum step_action *ret_action);

/* The capacity in which the door knows the role. */
enum dossier_actor step_actor(enum role role);
/* "draft" ... as stored; RESULT_NONE for NULL. */
enum result_state result_state_by_name(const char *name);

#endif
