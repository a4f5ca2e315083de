/* Judging moves. See move_judge.h. */
#include "move/move_judge.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "domain/definition/process/process_diff.h"
#include "domain/definition/rule/rule.h"
#include "domain/directory/officer.h"
#include "domain/dossier/state.h"
#include "domain/procedure/choice_store.h"
#include "domain/time/local_time.h"

enum { VALUES_MAX = 200 * 1000, IDS_BYTES_MAX = 1 << 20, REASONS_MAX = 20 };

/* A definition that some dossier goes by, read once. */
struct known {
	struct known *next;
	enum definition_kind kind;
	int64_t id;
	struct form *form;
	struct process *process;
	const char *fault; /* why it and the newer version do not go together, in words; NULL: they do */
};

struct mover {
	struct ctx *c;
	struct arena *work;
	enum definition_kind kind;
	struct move_version newer;
	struct form *form;       /* the newer one */
	struct process *process; /* the newer one */
	struct feel_names names; /* what the newer form asks */
	struct known *known;
};

#define WORDS(m, key, ...)                                                                                             \
	message_format((m)->c->arena, (m)->c->messages, (m)->c->language, (key), MESSAGE_ARGUMENTS(__VA_ARGS__))

/* --- definitions ------------------------------------------------------------------------------------------------------ */

static enum err
parse_form(struct mover *m, const char *content, struct form **ret)
{
	struct form_error error;

	if (form_parse(m->c->arena, content, strlen(content), ret, &error) == OK)
		return OK;
	return refuse_log(m->c, ERR_INTERNAL, NULL, NULL, "form: %s at %s", error.message, error.path);
}

static enum err
parse_process(struct mover *m, const char *content, struct process **ret)
{
	struct definition_error error;

	if (process_parse(m->c->arena, content, strlen(content), ret, &error) == OK)
		return OK;
	return refuse_log(m->c, ERR_INTERNAL, NULL, NULL, "process: %s at %s", error.message, error.element);
}

/* A process whose gateways read what the form does not ask would stand still. */
static const char *
unread_by_process(struct mover *m, const struct process *process, const struct feel_names *answers)
{
	struct definition_error error;
	struct feel_names names;

	process_names(m->c->arena, answers, &names);
	if (process_check_names(m->c->arena, process, &names, &error) == OK)
		return NULL;
	return WORDS(m, "workflow_move.process_reads",
	    { "name", error.feel.what != NULL && *error.feel.what != '\0' ? error.feel.what : error.element });
}

/* The rule is asked again when a supplement is filed. */
static enum err
unread_by_rule(struct mover *m, const char *content, const char **ret_fault)
{
	struct definition_error error;
	struct feel_names inputs;
	struct rule *rule;

	if (rule_parse(m->c->arena, content, strlen(content), &rule, &error) != OK)
		return refuse_log(
		    m->c, ERR_INTERNAL, NULL, NULL, "rule %lld: %s", (long long)m->newer.id, error.message);
	rule_inputs(rule, &inputs);
	for (size_t i = 0; i < inputs.count && *ret_fault == NULL; i++)
		if (!rule_input_is_given(&m->names, &inputs.items[i]))
			*ret_fault = WORDS(m, "workflow_move.rule_reads", { "name", inputs.items[i].name });
	return OK;
}

static enum err
read_known(struct mover *m, struct known *k)
{
	struct feel_names names;
	const char *content;
	enum err err = definition_content(m->c->db, k->kind, k->id, &content);

	if (err)
		return err;
	switch (k->kind) {
	case DEFINITION_FORM:
		if ((err = parse_form(m, content, &k->form)) || m->kind == DEFINITION_FORM)
			return err;
		form_names(m->c->arena, k->form, &names);
		k->fault = unread_by_process(m, m->process, &names);
		return OK;
	case DEFINITION_PROCESS:
		if (!(err = parse_process(m, content, &k->process)) && m->kind == DEFINITION_FORM)
			k->fault = unread_by_process(m, k->process, &m->names);
		return err;
	default: return unread_by_rule(m, content, &k->fault);
	}
}

/* What is read once stays for the request, whatever becomes of the arena of one dossier. */
static enum err
know(struct mover *m, enum definition_kind kind, int64_t id, const struct known **ret)
{
	struct known *k = m->known;
	enum err err;

	while (k != NULL && (k->kind != kind || k->id != id))
		k = k->next;
	if (k != NULL) {
		*ret = k;
		return OK;
	}
	k = ARENA_NEW(m->c->arena, struct known);
	k->kind = kind;
	k->id = id;
	db_set_arena(m->c->db, m->c->arena);
	err = read_known(m, k);
	db_set_arena(m->c->db, m->work);
	if (err)
		return err;
	k->next = m->known;
	m->known = k;
	*ret = k;
	return OK;
}

enum err
mover_open(struct ctx *c, struct arena *work, enum definition_kind kind, const char *code, int64_t version_no,
    struct mover **ret_mover)
{
	struct mover *m = ARENA_NEW(c->arena, struct mover);
	enum err err = move_version_by_number(c->db, kind, code, version_no, &m->newer);

	m->c = c;
	m->work = work;
	m->kind = kind;
	*ret_mover = m;
	if (err)
		return err;
	if (kind == DEFINITION_PROCESS)
		return parse_process(m, m->newer.content, &m->process);
	if ((err = parse_form(m, m->newer.content, &m->form)))
		return err;
	form_names(c->arena, m->form, &m->names);
	return OK;
}

const struct move_version *
mover_newer(const struct mover *mover)
{
	return &mover->newer;
}

/* --- one dossier ------------------------------------------------------------------------------------------------------- */

static void
tell(struct move_reasons *reasons, const char *text)
{
	if (reasons->count < REASONS_MAX)
		reasons->items[reasons->count++] = text;
}

static const char *
word(struct mover *m, const char *key)
{
	return ctx_text(m->c, arena_printf(m->work, "workflow_move.%s", key));
}

static bool
same_condition(const struct feel *a, const struct feel *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(feel_text(a), feel_text(b)) == 0);
}

/* What was brought to the counter is answered on paper; files are papers, asked for when the dossier was filed as they are now. */
static bool
is_answered_elsewhere(const struct mover *m, const struct form *older, const struct form_change *change, bool on_paper)
{
	static const char lacking[] = "form.error.required";
	const struct form_field *a = form_field_by_id(older, change->id), *b = form_field_by_id(m->form, change->id);

	if (strncmp(change->message, lacking, sizeof(lacking) - 1) != 0)
		return false;
	return on_paper || (a != NULL && b != NULL && a->type == FORM_FILE && b->type == FORM_FILE &&
			       a->required == b->required && same_condition(a->required_if, b->required_if));
}

/* The question is named, the answer is not: who answers for forms need not read it. */
static void
tell_form(struct mover *m, const struct form_change *change, struct move_reasons *reasons)
{
	static const char own[] = "form.move.";
	const char *why;

	if (strncmp(change->message, own, sizeof(own) - 1) == 0) {
		tell(reasons, message_format(m->work, m->c->messages, m->c->language,
				  arena_printf(m->work, "workflow_move.form.%s", change->message + sizeof(own) - 1),
				  MESSAGE_ARGUMENTS({ "label", change->label })));
		return;
	}
	why = message_format(m->work, m->c->messages, m->c->language, change->message,
	    MESSAGE_ARGUMENTS({ "label", change->label }, { "limit", change->to }));
	tell(reasons, message_format(m->work, m->c->messages, m->c->language, "workflow_move.form.wrong",
			  MESSAGE_ARGUMENTS({ "why", why })));
}

static enum err
judge_form(struct mover *m, const struct move_row *row, const struct answers_row *answers, size_t count,
    struct move_reasons *reasons)
{
	const int32_t day = office_day(row->filed_at);
	const struct form_check check = { .today = day, .language = m->c->language };
	struct form_values values = { 0 };
	struct form_changes changes;
	const struct known *older;
	enum err err = know(m, DEFINITION_FORM, row->form_version_id, &older);

	for (size_t i = 0; !err && i < count; i++)
		(void)form_values_restore(
		    m->work, older->form, &values, answers[i].field_id, (int)answers[i].row_no, answers[i].value);
	if (err || (err = choices_give(m->c->db, m->work, older->form, &values, day)) ||
	    (err = choices_give(m->c->db, m->work, m->form, &values, day)))
		return err;
	(void)form_movable(m->work, older->form, m->form, &values, &check, &changes);
	for (size_t i = 0; i < changes.count; i++)
		if (!is_answered_elsewhere(m, older->form, &changes.items[i], strcmp(row->channel, "online") != 0))
			tell_form(m, &changes.items[i], reasons);
	return OK;
}

static const char *
role_or_agency(struct mover *m, const char *text)
{
	enum role role;

	return role_by_name(text, &role) ? ctx_text(m->c, arena_printf(m->work, "role.%s", text)) : text;
}

static enum err
judge_process(struct mover *m, const struct move_row *row, struct move_reasons *reasons)
{
	const struct process_change *changes;
	struct process_tokens tokens;
	const struct known *older;
	size_t count;
	enum err err;

	if (row->tokens == NULL)
		return OK;
	if ((err = know(m, DEFINITION_PROCESS, row->process_version_id, &older)))
		return err;
	if (process_tokens_read(m->work, older->process, row->tokens, &tokens) != OK) {
		tell(reasons, word(m, "unreadable"));
		return OK;
	}
	(void)process_movable(m->work, older->process, m->process, &tokens, &changes, &count);
	for (size_t i = 0; i < count; i++)
		tell(reasons,
		    message_format(m->work, m->c->messages, m->c->language, changes[i].message,
			MESSAGE_ARGUMENTS({ "name", changes[i].name }, { "from", role_or_agency(m, changes[i].from) },
			    { "to", role_or_agency(m, changes[i].to) })));
	return OK;
}

/* The definitions beside the one that moves: what they read must still be there. */
static enum err
judge_others(struct mover *m, const struct move_row *row, struct move_reasons *reasons)
{
	const struct {
		enum definition_kind kind;
		int64_t id;
	} others[] = { { DEFINITION_PROCESS, row->process_version_id }, { DEFINITION_RULE, row->rule_version_id },
		{ DEFINITION_FORM, row->form_version_id } };
	const size_t first = m->kind == DEFINITION_FORM ? 0 : 2, end = m->kind == DEFINITION_FORM ? 2 : 3;

	for (size_t i = first; i < end; i++) {
		const struct known *other;
		enum err err = others[i].id == DB_NULL_INT ? OK : know(m, others[i].kind, others[i].id, &other);

		if (err)
			return err;
		if (others[i].id != DB_NULL_INT && other->fault != NULL)
			tell(reasons, other->fault);
	}
	return OK;
}

/* Between acceptance and its first step the process of a dossier is being begun: by which one must not change then. */
static bool
is_beginning(const struct mover *m, const struct move_row *row, enum dossier_state state)
{
	return m->kind == DEFINITION_PROCESS && row->tokens == NULL && state != DOSSIER_SUBMITTED &&
	       state != DOSSIER_INTAKE_SUPPLEMENT && state != DOSSIER_INTAKE_FEE_DUE;
}

enum err
mover_judge(struct mover *m, const struct move_row *row, const struct answers_row *values, size_t count,
    struct move_reasons *ret_reasons)
{
	enum dossier_state state = DOSSIER_NEW;
	enum err err;

	*ret_reasons = (struct move_reasons){ arena_array(m->work, REASONS_MAX, sizeof(char *)), 0 };
	(void)!dossier_state_by_name(row->state_name, &state);
	if (dossier_edge_of(state, DOSSIER_DEFINITION_CHANGED) == NULL)
		tell(ret_reasons, word(m, "not_now"));
	if (row->today_id != m->newer.id)
		tell(ret_reasons, word(m, "not_in_force"));
	if (is_beginning(m, row, state))
		tell(ret_reasons, word(m, "not_begun"));
	err = m->kind == DEFINITION_FORM ? judge_form(m, row, values, count, ret_reasons)
					 : judge_process(m, row, ret_reasons);
	return err ? err : judge_others(m, row, ret_reasons);
}

/* --- answers ------------------------------------------------------------------------------------------------------------ */

enum err
mover_values(struct mover *m, struct arena *arena, const struct move_row *rows, size_t row_count,
    const struct answers_row **ret_values, size_t *ret_count)
{
	struct buffer ids;

	*ret_count = 0;
	if (m->kind != DEFINITION_FORM || row_count == 0)
		return OK;
	buffer_init(&ids, arena, IDS_BYTES_MAX);
	for (size_t i = 0; i < row_count; i++)
		buffer_printf(&ids, "%s%lld", i == 0 ? "[" : ",", (long long)rows[i].id);
	buffer_text(&ids, "]");
	return answers_of(m->c->db, ids.data, VALUES_MAX, ret_values, ret_count);
}
