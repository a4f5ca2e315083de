/* The permission matrix of the work. See step_rule.h. */
#include "step/step_rule.h"

#include <string.h>

#define PROCESSING STEP_ROLE(ROLE_PROCESSING)
#define HEAD       STEP_ROLE(ROLE_SECTION_HEAD)
#define LEADER     STEP_ROLE(ROLE_LEADER)
#define CLERK      STEP_ROLE(ROLE_CLERK)
#define INTAKE     STEP_ROLE(ROLE_INTAKE)
#define RETURNING  STEP_ROLE(ROLE_RETURNING)
#define STATE(s)   (1U << (s))
#define WORKING    (STATE(DOSSIER_RECEIVED) | STATE(DOSSIER_IN_PROGRESS))
#define WAITING    (STATE(DOSSIER_SUPPLEMENT_DUE) | STATE(DOSSIER_FEE_DUE))
#define RESULT(r)  (1U << (r))
#define ANY_RESULT ((1U << RESULT_STATE__MAX) - 1)

struct rule {
	const char *path, *name;
	unsigned roles;   /* who, one of them */
	unsigned states;  /* bits of enum dossier_state */
	bool own_step;    /* a step of that role is open and nobody else's */
	unsigned results; /* bits of enum result_state */
	bool (*also)(const struct step_facts *facts, unsigned roles);
};

/* A step that somebody else took may be taken over; one's own need not be taken again. */
static bool
can_claim(const struct step_facts *facts, unsigned roles)
{
	return (roles & facts->open & ~facts->mine) != 0;
}

static bool
can_return(const struct step_facts *facts, unsigned roles)
{
	(void)roles;
	return facts->can_return;
}

/* NĐ 61/2018/NĐ-CP, Đ11(2)(c): once; a second request is the head's (the work of the first stays the desk's). */
static bool
can_ask_supplement(const struct step_facts *facts, unsigned roles)
{
	const unsigned desk = PROCESSING | HEAD;

	return facts->supplements == 0 ? (roles & desk & facts->open & ~facts->taken) != 0 : (roles & LEADER) != 0;
}

static bool
is_not_consulting(const struct step_facts *facts, unsigned roles)
{
	(void)roles;
	return !facts->consulting;
}

/* NĐ 61/2018/NĐ-CP, Đ19(9): once; the clock says whether in time. */
static bool
is_not_extended(const struct step_facts *facts, unsigned roles)
{
	(void)roles;
	return !facts->extended;
}

/* clang-format off */
static const struct rule rules[STEP_ACTION__MAX] = {
	[STEP_CLAIM] = { "nhan-xu-ly", "claim", PROCESSING, WORKING, false, ANY_RESULT, can_claim },
	[STEP_APPROVE] = { "duyet", "approve", LEADER, STATE(DOSSIER_IN_PROGRESS), true, RESULT(RESULT_DRAFT), NULL },
	[STEP_NUMBER] = { "cap-so", "number", CLERK, STATE(DOSSIER_IN_PROGRESS) | STATE(DOSSIER_DECIDED), false,
	    RESULT(RESULT_APPROVED), NULL },
	[STEP_PUBLISH] = { "phat-hanh", "publish", CLERK, STATE(DOSSIER_DECIDED), false, RESULT(RESULT_NUMBERED), NULL },
	[STEP_RETURN_RESULT] = { "tra-ket-qua", "return_result", RETURNING, STATE(DOSSIER_DECIDED), false,
	    RESULT(RESULT_NONE) | RESULT(RESULT_PUBLISHED), NULL },
	[STEP_SUPPLEMENT_BROUGHT] = { "nhan-bo-sung/tep", "supplement_brought", INTAKE,
	    STATE(DOSSIER_SUPPLEMENT_DUE), false, ANY_RESULT, NULL },
	[STEP_RESUME] = { "tiep-tuc", "resume", PROCESSING | LEADER, STATE(DOSSIER_STOPPED), false, ANY_RESULT, NULL },
	[STEP_FORWARD] = { "chuyen-buoc", "forward", PROCESSING | HEAD, WORKING, true,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), NULL },
	[STEP_DRAFT] = { "du-thao/tep", "draft", PROCESSING, WORKING, true,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), NULL },
	[STEP_RETURN_BACK] = { "tra-lai-buoc", "return_back", HEAD | LEADER, STATE(DOSSIER_IN_PROGRESS), true,
	    ANY_RESULT, can_return },
	[STEP_ASK_SUPPLEMENT] = { "yeu-cau-hoan-thien", "ask_supplement", PROCESSING | HEAD | LEADER, WORKING, false,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), can_ask_supplement },
	[STEP_CONSULT] = { "lay-y-kien", "consult", PROCESSING, WORKING, true,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), is_not_consulting },
	[STEP_REFUSE] = { "tu-choi-giai-quyet/tep", "refuse", PROCESSING, WORKING, true,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), NULL },
	[STEP_EXTEND] = { "gia-han", "extend", LEADER, WORKING, false, ANY_RESULT, is_not_extended },
	[STEP_STOP] = { "dung-giai-quyet", "stop", PROCESSING | LEADER, WORKING | WAITING, false,
	    RESULT(RESULT_NONE) | RESULT(RESULT_DRAFT), NULL },
};
/* clang-format on */

/* The roles by which this officer may do it, whatever the dossier's state. */
static unsigned
acting_roles(const struct rule *rule, const struct step_facts *facts)
{
	const unsigned roles = rule->roles & facts->roles;

	return rule->own_step ? roles & facts->open & ~facts->taken : roles;
}

bool
step_allows(enum step_action action, const struct step_facts *facts)
{
	const struct rule *rule = &rules[action];
	const unsigned roles = acting_roles(rule, facts);

	return roles != 0 && (rule->states & STATE(facts->state)) != 0 &&
	       (rule->results & RESULT(facts->result)) != 0 && (rule->also == NULL || rule->also(facts, roles));
}

enum role
step_role(enum step_action action, const struct step_facts *facts)
{
	const struct rule *rule = &rules[action];
	unsigned roles = acting_roles(rule, facts);
	enum role role = 0;

	/* The second supplement is the leader's, even of one who is the desk's officer as well. */
	if (action == STEP_ASK_SUPPLEMENT && facts->supplements > 0)
		return ROLE_LEADER;
	while (role < ROLE__MAX && (roles & STEP_ROLE(role)) == 0)
		role++;
	return role;
}

enum err
step_check(enum step_action action, const struct step_facts *facts, struct failure *failure)
{
	const struct rule *rule = &rules[action];

	if (step_allows(action, facts))
		return OK;
	if ((rule->roles & facts->roles) == 0)
		return FAILURE(failure, ERR_FORBIDDEN, "workflow_process.not_your_role", NULL, "%s", rule->name);
	if ((rule->states & STATE(facts->state)) == 0 || (rule->results & RESULT(facts->result)) == 0)
		return FAILURE(failure, ERR_CONFLICT, "dossier.not_now", NULL, "%s in state %s", rule->name,
		    dossier_state_name(facts->state));
	if (acting_roles(rule, facts) == 0)
		return FAILURE(failure, ERR_FORBIDDEN, "workflow_process.not_your_step", NULL, "%s", rule->name);
	if (action == STEP_ASK_SUPPLEMENT && facts->supplements > 0)
		return FAILURE(failure, ERR_CONFLICT, "dossier.supplement_once", NULL, "%s", rule->name);
	return FAILURE(failure, ERR_CONFLICT, "dossier.not_now", NULL, "%s", rule->name);
}

/* A draft comes before it is passed on; afterwards passing on is the next thing to do. */
static bool
goes_first(enum step_action action, const struct step_facts *facts)
{
	return action == STEP_DRAFT && facts->result == RESULT_NONE && !step_allows(STEP_CLAIM, facts);
}

size_t
step_allowed(const struct step_facts *facts, enum step_action ret_actions[STEP_ACTION__MAX])
{
	size_t count = 0;

	for (enum step_action action = 0; action < STEP_ACTION__MAX; action++)
		if (goes_first(action, facts) && step_allows(action, facts))
			ret_actions[count++] = action;
	for (enum step_action action = 0; action < STEP_ACTION__MAX; action++)
		if (!goes_first(action, facts) && step_allows(action, facts))
			ret_actions[count++] = action;
	return count;
}

const char *
step_path(enum step_action action)
{
	return rules[action].path;
}

const char *
step_name(enum step_action action)
{
	return rules[action].name;
}

bool
step_by_path(const char *path, enum step_action *ret_action)
{
	for (enum step_action action = 0; action < STEP_ACTION__MAX; action++)
		if (strcmp(rules[action].path, path) == 0) {
			*ret_action = action;
			return true;
		}
	return false;
}

enum dossier_actor
step_actor(enum role role)
{
	switch (role) {
	case ROLE_INTAKE:
	case ROLE_RETURNING: return ACTOR_INTAKE;
	case ROLE_LEADER: return ACTOR_LEADER;
	case ROLE_CLERK: return ACTOR_CLERK;
	case ROLE_CASHIER: return ACTOR_CASHIER;
	default: return ACTOR_PROCESSING;
	}
}

enum result_state
result_state_by_name(const char *name)
{
	static const char *const names[] = { "", "draft", "approved", "numbered", "published" };

	for (enum result_state state = RESULT_DRAFT; name != NULL && state < RESULT_STATE__MAX; state++)
		if (strcmp(names[state], name) == 0)
			return state;
	return RESULT_NONE;
}
