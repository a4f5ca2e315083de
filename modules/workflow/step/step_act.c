/* The acts of the desk and the counter; those with the result are in result.c, with another agency in consult.c. */
#include "step/step_act.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/text.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"
#include "domain/time/local_time.h"

#include "facts.h"
#include "office.h"
#include "step/step_journal.h"

#define DOSSIER_PATH "/can-bo/ho-so/{number}/"
enum { SUPPLEMENT_PAPERS = 40, DAY_MINUTES_STANDARD = 480 };

/* --- one event, one step ----------------------------------------------------------------------------------------------- */

enum err
pass_act(struct step_pass *p, struct dossier_act *act)
{
	enum err err;

	act->who = p->who;
	act->at = p->env->now;
	err = dossier_apply(p->env->db, p->env->arena, &p->d, p->expected, act);
	p->expected = DOSSIER_ANY_VERSION;
	return err;
}

enum err
pass_apply(struct step_pass *p, enum dossier_event_kind kind, const char *facts)
{
	struct dossier_act act = { .kind = kind, .facts = facts };

	return pass_act(p, &act);
}

enum err
pass_start(struct step_pass *p)
{
	return p->d.state == DOSSIER_RECEIVED ? pass_apply(p, DOSSIER_START_PROCESSING, NULL) : OK;
}

enum err
pass_advance(struct step_pass *p, const char *action, const char *note, struct step_moved *ret_moved)
{
	const struct step_done done = {
		.step_id = p->task != NULL ? p->task->step_id : "",
		.action = action,
		.note = note != NULL ? note : "",
		.outcome = p->target->row.outcome != NULL ? p->target->row.outcome : "",
		.opinion = "",
		.officer_id = p->who.id,
	};

	*ret_moved = (struct step_moved){ false, false };
	return p->task != NULL ? step_advance(p->env, &p->d, &p->target->flow, &done, ret_moved) : OK;
}

/* --- the acts ----------------------------------------------------------------------------------------------------------- */

/* The officer makes the step its own; the first one starts the work. */
static enum err
act_claim(struct step_pass *p)
{
	enum err err = pass_start(p);

	return err ? err : task_take(p->env->db, p->d.id, p->task->step_id, p->who.id);
}

/* The section head says who works on it: the desk's step, if it is open now, is that officer's. */
static enum err
assign(struct step_pass *p)
{
	const struct process_step *desk = flow_step_of(&p->target->flow, ROLE_PROCESSING);
	const struct officer_brief *officers;
	size_t count;
	enum err err;

	if (p->in->assignee == NULL || desk == NULL || p->role != ROLE_SECTION_HEAD)
		return OK;
	err = officers_of_role(
	    p->env->db, p->d.agency_solving_id, role_name(ROLE_PROCESSING), office_day(p->env->now), &officers, &count);
	for (size_t i = 0; !err && i < count; i++)
		if (strcmp(officers[i].code, p->in->assignee) == 0)
			return task_take(p->env->db, p->d.id, desk->id, officers[i].id);
	return err ? err : refuse(p->c, ERR_INVALID, "workflow_process.assignee_wrong", "assignee");
}

static enum err
act_forward(struct step_pass *p)
{
	struct step_moved moved;
	enum err err = pass_start(p);

	if (err ||
	    (err = pass_apply(
		 p, DOSSIER_FORWARD_STEP, journal_facts(p->env->arena, "step", p->task->name, "note", p->in->note))) ||
	    (err = pass_advance(p, "forward", p->in->note, &moved)))
		return err;
	if (moved.to_leader && p->target->facts.result == RESULT_NONE)
		return refuse(p->c, ERR_CONFLICT, "workflow_process.needs_draft", NULL);
	return assign(p);
}

static enum err
act_return_back(struct step_pass *p)
{
	struct step_moved moved;
	enum err err = pass_apply(p, DOSSIER_FORWARD_STEP,
	    journal_facts(p->env->arena, "step", p->task->name, "returned", "true", "note", p->in->reason));

	return err ? err : pass_advance(p, "return_back", p->in->reason, &moved);
}

/* One item a line; empty lines dropped. */
static void
add_lines(struct arena *arena, struct view *list, const char *text)
{
	char *rest = arena_strdup(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		if (line[0] != '\0')
			view_item_text(list, line);
}

static enum err
act_ask_supplement(struct step_pass *p)
{
	struct view *facts = view_object(p->env->arena);
	struct dossier_act act = { .kind = DOSSIER_ASK_SUPPLEMENT, .leader_approved = p->role == ROLE_LEADER };
	const char *number;
	enum err err = office_form_number(p->env->db, p->c, act.kind, p->d.agency_receiving_id, &number);

	if (err)
		return err;
	view_text(facts, "number", number);
	add_lines(p->env->arena, view_list(facts, "items"), p->in->items);
	view_text(facts, "reason", p->in->reason);
	view_text(facts, "contact", p->in->contact);
	act.facts = facts_write(p->env->arena, facts);
	return pass_act(p, &act);
}

/* The papers that were named, then the scans. */
static enum err
act_supplement_brought(struct step_pass *p)
{
	struct dossier_paper *papers =
	    arena_array(p->env->arena, SUPPLEMENT_PAPERS + p->in->scans.count, sizeof(*papers));
	char *rest = arena_strdup(p->env->arena, p->in->papers), *line;
	struct dossier_act act = { .kind = DOSSIER_SUPPLEMENT_ANSWERED, .papers = papers };

	while ((line = strsep(&rest, "\n")) != NULL) {
		if (line[0] == '\0')
			continue;
		if (act.paper_count == SUPPLEMENT_PAPERS)
			return refuse(p->c, ERR_INVALID, "workflow_process.too_many_papers", "papers");
		papers[act.paper_count++] = (struct dossier_paper){
			.requirement_code = "", .name = line, .originals = 1, .file_id = DB_NULL_INT, .source = "paper"
		};
	}
	for (size_t i = 0; i < p->in->scans.count; i++)
		papers[act.paper_count++] = (struct dossier_paper){ .requirement_code = "",
			.name = p->in->scans.items[i]->name,
			.photocopies = 1,
			.file_id = p->file_ids[i],
			.source = "scanned" };
	act.facts = journal_facts(p->env->arena, "by", "counter", "note", p->in->note);
	return pass_act(p, &act);
}

/* The due date that the extension leads to, for the apology and the notice. */
static enum err
extended_due(struct step_pass *p, int32_t minutes, int64_t *ret_due)
{
	struct dossier_due now;
	struct clock_event *events;
	struct due_result then;
	enum err err = dossier_due(p->env->db, p->env->arena, &p->d, &now);

	if (err || (err = clock_may_extend(&now.policy, now.calendar, &now.result, p->env->now, &p->c->failure)))
		return err;
	events = arena_array(p->env->arena, now.event_count + 1, sizeof(*events));
	memcpy(events, now.events, now.event_count * sizeof(*events));
	events[now.event_count] = (struct clock_event){
		.seq = (int32_t)now.event_count + 1, .kind = CLOCK_EXTEND, .at = p->env->now, .minutes = minutes
	};
	if ((err = due(&now.policy, now.calendar, events, now.event_count + 1, &then)))
		return refuse(p->c, ERR_CONFLICT, clock_problem_key(then.problem), NULL);
	*ret_due = then.due;
	return OK;
}

/* NĐ 61/2018/NĐ-CP, Đ19(9): an apology with the reason and the new date, once, a day before the due date at the latest. */
static enum err
act_extend(struct step_pass *p)
{
	struct dossier_act act = { .kind = DOSSIER_EXTEND,
		.extend_minutes = (int32_t)p->in->days * DAY_MINUTES_STANDARD };
	int64_t new_due = TIME_NONE;
	enum err err = extended_due(p, act.extend_minutes, &new_due);

	if (err)
		return err;
	act.facts = journal_facts(p->env->arena, "reason", p->in->reason, "new_due", moment_iso(p->env->arena, new_due),
	    "old_due", moment_iso(p->env->arena, p->d.due_at));
	return pass_act(p, &act);
}

static enum err
act_stop(struct step_pass *p)
{
	return pass_apply(p, DOSSIER_STOP,
	    journal_facts(p->env->arena, "reason", p->in->reason, "requested_by", p->in->requested_by));
}

static enum err
act_resume(struct step_pass *p)
{
	return pass_apply(p, DOSSIER_RESUME, journal_facts(p->env->arena, "reason", p->in->reason));
}

static enum err (*const acts[STEP_ACTION__MAX])(struct step_pass *) = {
	[STEP_CLAIM] = act_claim,
	[STEP_APPROVE] = act_approve,
	[STEP_NUMBER] = act_number,
	[STEP_PUBLISH] = act_publish,
	[STEP_RETURN_RESULT] = act_return_result,
	[STEP_SUPPLEMENT_BROUGHT] = act_supplement_brought,
	[STEP_RESUME] = act_resume,
	[STEP_FORWARD] = act_forward,
	[STEP_DRAFT] = act_draft,
	[STEP_RETURN_BACK] = act_return_back,
	[STEP_ASK_SUPPLEMENT] = act_ask_supplement,
	[STEP_CONSULT] = act_consult,
	[STEP_REFUSE] = act_refuse,
	[STEP_EXTEND] = act_extend,
	[STEP_STOP] = act_stop,
};

/* --- running one -------------------------------------------------------------------------------------------------------- */

struct kept_files {
	struct file_owner owner;
	int64_t *ids; /* DB_NULL_INT: none */
	size_t most;
};

struct request_act {
	struct ctx *c;
	const struct step_target *target;
	const struct step_input *in;
	enum step_action action;
	const struct kept_files *files;
	bool done;        /* the kept files belong to it now */
	enum err refused; /* what the steps say now: a repetition is answered before it counts */
};

static enum err
run(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct request_act *r = arg;
	const enum role role = r->refused ? ROLE__MAX : step_role(r->action, &r->target->facts);
	struct step_pass pass = {
		.c = r->c,
		.target = r->target,
		.in = r->in,
		.env = &r->target->env,
		.d = r->target->dossier,
		.expected = r->in->version,
		.who = office_who(r->c, step_actor(role)),
		.role = role,
		.task = r->refused ? NULL : step_target_task(r->c, r->target, role),
		.file_ids = r->files->ids,
	};
	enum err err;

	(void)db;
	r->done = false;
	if (r->refused)
		return r->refused;
	if (r->in->version != pass.d.version)
		return refuse(r->c, ERR_CONFLICT, "dossier.moved_on", NULL);
	if ((err = acts[r->action](&pass)))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/can-bo/ho-so/%s?done=step", dossier_number(&pass.d));
	r->done = true;
	return OK;
}

/* The uploads are on disk before the transaction begins: a file is moved once, a transaction may run twice. */
static enum err
keep_files(struct ctx *c, const struct step_target *target, const struct step_input *in, enum step_action action,
    struct kept_files *kept)
{
	const bool is_result = action == STEP_DRAFT || action == STEP_REFUSE;
	enum err err = OK;

	kept->owner =
	    (struct file_owner){ is_result ? "result" : "dossier", target->dossier.id, "officer", ctx_officer(c)->id };
	if (in->file != NULL)
		err = file_keep(
		    c->db, c->arena, c->config->files, in->file, &kept->owner, target->env.now, &kept->ids[0]);
	for (size_t i = 0; !err && i < in->scans.count; i++)
		err = file_keep(c->db, c->arena, c->config->files, in->scans.items[i], &kept->owner, target->env.now,
		    &kept->ids[i]);
	return err;
}

/* Of an act that was refused, or done already by the first of two clicks. */
static void
drop_files(struct ctx *c, const struct kept_files *kept)
{
	for (size_t i = 0; i < kept->most; i++)
		if (kept->ids[i] != DB_NULL_INT)
			file_drop(c->db, c->arena, c->config->files, kept->ids[i], kept->owner.kind, kept->owner.id);
}

static struct kept_files *
no_files(struct arena *arena, const struct step_input *in)
{
	struct kept_files *kept = ARENA_NEW(arena, struct kept_files);

	kept->most = in->scans.count + 1;
	kept->ids = arena_array(arena, kept->most, sizeof(*kept->ids));
	for (size_t i = 0; i < kept->most; i++)
		kept->ids[i] = DB_NULL_INT;
	return kept;
}

enum err
handle_step(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct step_target *target = ARENA_NEW(c->arena, struct step_target);
	struct kept_files *kept = no_files(c->arena, in);
	struct request_act act = { .c = c, .target = target, .in = in, .files = kept };
	enum err err;

	if (!step_by_path(c->route->path + sizeof(DOSSIER_PATH) - 1, &act.action))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "no act at %s", c->route->path);
	err = step_target_for(c, in->number, act.action, target);
	/* A second click comes when the step is done already: its key gets the first one's answer all the same. */
	if (err && (c->once == NULL || (err != ERR_CONFLICT && err != ERR_FORBIDDEN)))
		return err;
	act.refused = err;
	if (!err)
		err = keep_files(c, target, in, act.action, kept);
	if (!err || act.refused)
		err = idempotency_run(c, arena_printf(c->arena, "workflow.%s", step_name(act.action)), run, &act);
	if (!act.done)
		drop_files(c, kept);
	return err;
}
