/* Completing a dossier. See supplement.h. */
#include "supplement.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/dossier/co_signed.h"
#include "domain/dossier/door_store.h"

#include "facts.h"
#include "filing.h"
#include "follow.h"
#include "form_page.h"
#include "my_dossier.h"
#include "papers.h"
#include "show.h"
#include "submit_store.h"

struct supplement_in {
	const char *number;
};
struct supplement_send_in {
	const char *number, *note;
};
static const struct field supplement_fields[] = {
	FIELD(supplement_in, number, FIELD_CODE, FROM_PATH, .required = true),
};
static const struct field supplement_send_fields[] = {
	FIELD(supplement_send_in, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(supplement_send_in, note, FIELD_LINES, FROM_FORM, .max = 2000, .label = "submission.supplement_note"),
};
const struct input supplement_input = INPUT(supplement_in, supplement_fields);
const struct input supplement_send_input = INPUT(supplement_send_in, supplement_send_fields);

struct supplement {
	struct follow follow;
	struct filing *filing; /* NULL: not begun */
	bool co_signed;        /* others confirmed what was filed */
};

static const char *
dossier_url(struct ctx *c, const char *number)
{
	return url(c->arena, "/tai-khoan/ho-so/{}", number);
}

static const char *
sent_url(struct ctx *c, const char *number)
{
	return url_query_add(c->arena, dossier_url(c, number), "done", "1");
}

/* The citizen's dossier and, if begun, the draft that answers its last request. */
static enum err
load(struct ctx *c, const char *number, struct supplement *s)
{
	struct draft draft;
	enum err err = dossier_for_account(c->db, c->session.account_id, number, &s->follow.dossier);

	if (err || (err = follow_load(c, &s->follow)))
		return err;
	if (s->follow.face.asked_seq == DB_NULL_INT)
		return OK;
	err = draft_of_supplement(c->db, c->session.account_id, s->follow.dossier.id, s->follow.face.asked_seq, &draft);
	if (err == ERR_NOT_FOUND)
		return OK;
	return err ? err : filing_of_draft(c, &draft, &s->filing);
}

/* What was signed was what was filed; nobody signs what is supplied later, and who supplies it should know. */
static enum err
look_for_signatures(struct ctx *c, struct supplement *s)
{
	const struct co_signature *signatures;
	struct dossier_event filed;
	const char *digest;
	enum err err = dossier_event_last(c->db, s->follow.dossier.id, DOSSIER_SUBMIT, &filed);

	if (!err)
		s->co_signed = co_signed_read(c->arena, filed.facts, &digest, &signatures) > 0;
	return err;
}

static struct view *
supplement_view(struct ctx *c, const struct supplement *s, const char *error_at)
{
	const struct shown_field note = { .name = "note",
		.label = words(c, "submission.supplement_note"),
		.rows = 5,
		.maxlength = 2000,
		.optional = true };
	const char *number = dossier_number(&s->follow.dossier);
	bool has_form = s->filing != NULL && filing_page_count(s->filing) > 0;
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission.supplement_title"), dossier_url(c, number));
	show_procedure(c, page, s->follow.dossier.procedure_code, s->follow.dossier.procedure_name);
	view_text(page, "code", number);
	follow_show(c, page, &s->follow);
	show_field(c, page, &note);
	view_bool(page, "co_signed", s->co_signed);
	view_bool(page, "begun", s->filing != NULL);
	view_url(page, "begin_action", url(c->arena, "/tai-khoan/ho-so/{}/bo-sung/bat-dau", number));
	view_url(page, "action", url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", number));
	view_url(page, "correct_url", has_form ? filing_page_url(c, &s->filing->draft, 1) : NULL);
	if (s->filing != NULL)
		papers_show(c, page, s->filing, error_at);
	else
		(void)view_list(page, "papers");
	return page;
}

enum err
supplement_page(struct ctx *c, const char *number, const char *error_at)
{
	struct supplement s = { 0 };
	enum err err = load(c, number, &s);

	if (err)
		return err;
	if (!follow_waits_for_supplement(&s.follow.dossier))
		return respond_redirect(c, dossier_url(c, number));
	if ((err = look_for_signatures(c, &s)))
		return err;
	return respond_page_status(
	    c, c->errors != NULL ? 422 : 200, "submission/supplement", supplement_view(c, &s, error_at));
}

enum err
handle_supplement(struct ctx *c, const void *input)
{
	const struct supplement_in *in = input;

	return supplement_page(c, in->number, NULL);
}

/*
 * Of two clicks the slower one may have read a draft that the other was just emptying, and been refused for what it lacked:
 * it was sent, and says so like the first.
 */
enum err
again_supplement(struct ctx *c, const void *input)
{
	const struct supplement_send_in *in = input;
	struct supplement s = { 0 };
	enum err err = load(c, in->number, &s);

	if (err)
		return err;
	if (s.filing != NULL && !draft_is_open(&s.filing->draft))
		return respond_redirect(c, sent_url(c, in->number));
	return supplement_page(c, in->number, NULL);
}

static const char **
all_keys(struct ctx *c, const struct form *form, size_t *ret_count)
{
	const char **keys = arena_array(c->arena, form->field_count + 1, sizeof(*keys));

	*ret_count = 0;
	for (size_t i = 0; i < form->field_count; i++)
		if (form_field_is_answered(&form->fields[i]))
			keys[(*ret_count)++] = form->fields[i].key;
	return keys;
}

/* The answers as they stand: what the draft begins with. */
static enum err
answers_now(struct ctx *c, const struct dossier *dossier, struct draft_page *page)
{
	struct draft_value *rows;
	struct form_values values;
	struct form *form;
	enum err err = dossier_answers(c, dossier, &form, &values);

	if (err || form == NULL)
		return err;
	rows = arena_array(c->arena, values.count + 1, sizeof(*rows));
	for (size_t i = 0; i < values.count; i++)
		rows[i] = (struct draft_value){ values.items[i].key, values.items[i].row, values.items[i].text };
	page->keys = all_keys(c, form, &page->key_count);
	page->values = rows;
	page->value_count = values.count;
	return OK;
}

/* A second click finds the draft that the first one made. */
static enum err
begin(struct ctx *c, const struct supplement *s)
{
	const struct dossier *d = &s->follow.dossier;
	const struct draft draft = {
		.reference = random_token(c->arena, 16),
		.account_id = c->session.account_id,
		.purpose = "supplement",
		.procedure_version_id = d->procedure_version_id,
		.procedure_code = d->procedure_code,
		.procedure_name = d->procedure_name,
		.case_no = d->case_no,
		.agency_receiving_id = d->agency_receiving_id,
		.dossier_id = d->id,
		.asked_seq = s->follow.face.asked_seq,
		.filing_number = d->filing_number,
	};
	struct draft_page page = { 0 };
	enum err err;

	if ((err = ctx_now(c, &page.now)) || (err = answers_now(c, d, &page)))
		return err;
	err = draft_create_filled(c->db, &draft, &page);
	if (err != ERR_CONFLICT || !db_duplicate(c->db))
		return err;
	failure_clear(&c->failure);
	return OK;
}

enum err
handle_supplement_begin(struct ctx *c, const void *input)
{
	const struct supplement_in *in = input;
	struct supplement s = { 0 };
	enum err err = load(c, in->number, &s);

	if (err)
		return err;
	if (!follow_waits_for_supplement(&s.follow.dossier))
		return refuse(c, ERR_CONFLICT, "dossier.not_now", NULL);
	if (s.filing == NULL && (err = begin(c, &s)))
		return err;
	return respond_redirect(c, url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", in->number));
}

/* --- sending --- */

static const char *
answer_of(const struct form_frozen *frozen, const char *field_id, int row)
{
	for (size_t i = 0; i < frozen->count; i++)
		if (frozen->answers[i].row == row && strcmp(frozen->answers[i].field_id, field_id) == 0)
			return frozen->answers[i].value;
	return NULL;
}

/* Only what differs from before goes into the new round; what is gone goes as an empty answer. */
static struct dossier_value *
changes(struct ctx *c, const struct filing *f, const struct form_frozen *before, const struct form_frozen *after,
    size_t *ret_count)
{
	struct dossier_value *values = arena_array(c->arena, before->count + after->count + 1, sizeof(*values));
	size_t count = 0;

	for (size_t i = 0; i < after->count; i++) {
		const struct form_answer *a = &after->answers[i];
		const char *old = answer_of(before, a->field_id, a->row);

		if (old != NULL && strcmp(old, a->value) == 0)
			continue;
		values[count] = (struct dossier_value){ .field_id = a->field_id, .row_no = a->row, .value = a->value };
		prefill_mark_dossier(f, &values[count++], a->computed);
	}
	for (size_t i = 0; i < before->count; i++) {
		const struct form_answer *b = &before->answers[i];

		if (answer_of(after, b->field_id, b->row) == NULL)
			values[count++] = (struct dossier_value){
				.field_id = b->field_id, .row_no = b->row, .value = "", .provenance = "typed"
			};
	}
	*ret_count = count;
	return values;
}

static struct dossier_value *
corrected(struct ctx *c, const struct supplement *s, size_t *ret_count, enum err *ret_err)
{
	struct form_frozen before = { 0 }, after = { 0 };
	struct form_values values;
	struct form *form;

	*ret_count = 0;
	*ret_err = dossier_answers(c, &s->follow.dossier, &form, &values);
	if (*ret_err || form == NULL)
		return NULL;
	form_freeze(c->arena, form, &values, s->filing->today, &before);
	form_freeze(c->arena, s->filing->form, &s->filing->values, s->filing->today, &after);
	return changes(c, s->filing, &before, &after, ret_count);
}

static const char *
facts_of(struct ctx *c, const char *note, size_t papers, size_t changed)
{
	return facts_keep(c->arena, json_pack("{s:s*, s:I, s:I}", "note", note, "papers", (json_int_t)papers,
					"corrected", (json_int_t)changed));
}

static enum err
send(struct ctx *c, const struct supplement *s, const char *note)
{
	const struct filing *f = s->filing;
	int64_t *files = arena_array(c->arena, f->paper_count + 1, sizeof(*files));
	size_t changed;
	enum err err;
	const struct dossier_value *values = corrected(c, s, &changed, &err);

	if (err)
		return err;
	if (f->paper_count == 0 && changed == 0 && note == NULL)
		return refuse(c, ERR_INVALID, "submission.supplement_empty", "note");
	/* What was right when it was filed is not judged again unless it is written anew. */
	if (changed > 0 && form_first_incomplete(c, f) > 0)
		return refuse(c, ERR_INVALID, "submission.supplement_incomplete", "note");
	const struct dossier_act act = {
		.kind = DOSSIER_SUPPLEMENT_ANSWERED,
		.who = { ACTOR_APPLICANT, "citizen", c->session.account_id, 0 },
		.at = f->now,
		.facts = facts_of(c, note, f->paper_count, changed),
		.papers = filing_dossier_papers(c, f, files),
		.paper_count = f->paper_count,
		.values = values,
		.value_count = changed,
	};
	const struct completion completion = {
		.arena = c->arena,
		.draft_id = f->draft.id,
		.saved_at = f->draft.saved_at,
		.dossier_id = s->follow.dossier.id,
		.asked_seq = s->follow.face.asked_seq,
		.act = &act,
		.files = files,
		.file_count = f->paper_count,
		.now = f->now,
	};

	return completion_send(c->db, &completion);
}

enum err
handle_supplement_send(struct ctx *c, const void *input)
{
	const struct supplement_send_in *in = input;
	struct supplement s = { 0 };
	enum err err = load(c, in->number, &s);

	if (err)
		return err;
	if (s.filing == NULL)
		return refuse(c, ERR_CONFLICT, "dossier.not_now", NULL);
	if (draft_is_open(&s.filing->draft)) {
		if (!follow_waits_for_supplement(&s.follow.dossier))
			return refuse(c, ERR_CONFLICT, "dossier.not_now", NULL);
		if ((err = send(c, &s, in->note)))
			return err;
	}
	return respond_redirect(c, sent_url(c, in->number));
}

struct view *
supplement_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	struct filing filing = { .draft = { .reference = "x",
				     .purpose = "supplement",
				     .procedure_code = "1.000001",
				     .procedure_name = "A",
				     .filing_number = "T1" } };
	const struct supplement s = {
		.follow = { .dossier = { .state = DOSSIER_INTAKE_SUPPLEMENT,
				.filing_number = "T1",
				.procedure_code = "1.000001",
				.procedure_name = "A",
				.received_at = TIME_NONE,
				.due_at = TIME_NONE,
				.wait_until = TIME_NONE },
		    .face = { "A", "B", 3, "{\"items\":[\"A\"],\"reason\":\"B\"}" } },
		.filing = &filing,
		.co_signed = true,
	};

	return supplement_view(&c, &s, NULL);
}
