/* The dossier of an act, loaded and checked. See step_target.h. */
#include "step/step_target.h"

#include <string.h>

#include "core/data/db.h"
#include "core/server/ctx.h"
#include "domain/directory/officer_guard.h"

#include "office.h"

/* The agency for which the role acts on this dossier. */
static int64_t
agency_of(const struct dossier *d, enum role role)
{
	return role == ROLE_INTAKE || role == ROLE_RETURNING || role == ROLE_CASHIER ? d->agency_receiving_id
										     : d->agency_solving_id;
}

static unsigned
roles_of(const struct officer *officer, const struct dossier *d)
{
	unsigned roles = 0;

	for (enum role role = 0; role < ROLE__MAX; role++)
		if (officer_may(officer, role, agency_of(d, role), d->procedure_code))
			roles |= STEP_ROLE(role);
	return roles;
}

static void
add_task_facts(const struct officer *officer, struct step_target *t)
{
	unsigned unclaimed = 0, others = 0;

	for (size_t i = 0; i < t->task_count; i++) {
		const struct step_task *task = &t->tasks[i];
		const struct process_step *step = flow_step(&t->flow, task->step_id);
		enum role role;

		if (task->closed_at != TIME_NONE || !role_by_name(task->role, &role))
			continue;
		t->facts.open |= STEP_ROLE(role);
		if (task->assignee_id == officer->id)
			t->facts.mine |= STEP_ROLE(role);
		else if (task->assignee_id == DB_NULL_INT)
			unclaimed |= STEP_ROLE(role);
		else
			others |= STEP_ROLE(role);
		if ((t->facts.roles & STEP_ROLE(role)) != 0 && step != NULL && flow_step_has(step, "return_back"))
			t->facts.can_return = true;
	}
	t->facts.taken = others & ~unclaimed & ~t->facts.mine;
}

/* Accepted and not at its end: there is a process. */
static bool
has_process(enum dossier_state state)
{
	return state == DOSSIER_RECEIVED || state == DOSSIER_IN_PROGRESS || state == DOSSIER_SUPPLEMENT_DUE ||
	       state == DOSSIER_FEE_DUE || state == DOSSIER_STOPPED || state == DOSSIER_DECIDED;
}

enum err
step_target_load(struct ctx *c, const struct dossier *dossier, struct step_target *ret_target)
{
	const struct officer *officer = ctx_officer(c);
	struct step_target *t = ret_target;
	enum err err;

	*t = (struct step_target){ .dossier = *dossier };
	if ((err = step_env_of(c, &t->env)) || (err = step_flow_of(&t->env, dossier, &t->flow)) ||
	    (err = step_row(c->db, dossier->id, &t->row)))
		return err;
	if (t->row.tokens == NULL && has_process(dossier->state) &&
	    ((err = step_ensure(&t->env, dossier)) || (err = step_row(c->db, dossier->id, &t->row))))
		return err;
	if ((err = step_tasks(c->db, dossier->id, &t->tasks, &t->task_count)))
		return err;
	t->facts = (struct step_facts){
		.state = dossier->state,
		.roles = roles_of(officer, dossier),
		.result = result_state_by_name(t->row.result_state),
		.supplements = dossier->supplement_count,
		.extended = dossier->extended,
		.consulting = dossier->consulting,
	};
	add_task_facts(officer, t);
	return OK;
}

enum err
step_target_for(struct ctx *c, const char *number, enum step_action action, struct step_target *ret_target)
{
	struct dossier dossier;
	enum err err;

	if ((err = office_dossier(c, number, &dossier)) || (err = step_target_load(c, &dossier, ret_target)))
		return err;
	return step_check(action, &ret_target->facts, &c->failure);
}

const struct step_task *
step_target_task(const struct ctx *c, const struct step_target *target, enum role role)
{
	const struct step_task *found = NULL;
	int best = 0;

	for (size_t i = 0; i < target->task_count; i++) {
		const struct step_task *task = &target->tasks[i];
		const int rank = task->assignee_id == ctx_officer(c)->id ? 3 : task->assignee_id == DB_NULL_INT ? 2 : 1;

		if (task->closed_at == TIME_NONE && strcmp(task->role, role_name(role)) == 0 && rank > best) {
			found = task;
			best = rank;
		}
	}
	return found;
}
