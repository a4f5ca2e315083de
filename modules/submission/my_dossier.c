/* One of my dossiers. See my_dossier.h. */
#include "my_dossier.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/process/process.h"
#include "domain/definition/rule/rule.h"
#include "domain/dossier/dossier_store.h"
#include "domain/file/file_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/procedure/choice_store.h"

#include "check.h"
#include "filing.h"
#include "follow.h"
#include "show.h"

struct my_dossier_in {
	const char *number;
	bool done;
};
struct my_file_in {
	const char *number, *file;
};
static const struct field my_dossier_fields[] = {
	FIELD(my_dossier_in, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(my_dossier_in, done, FIELD_BOOL, FROM_QUERY),
};
static const struct field my_file_fields[] = {
	FIELD(my_file_in, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(my_file_in, file, FIELD_CODE, FROM_PATH, .required = true, .pattern = "0-9a-f"),
};
const struct input my_dossier_input = INPUT(my_dossier_in, my_dossier_fields);
const struct input my_file_input = INPUT(my_file_in, my_file_fields);

struct my_dossier {
	struct follow follow;
	struct form *form;
	struct form_values values;
	const struct dossier_party *parties;
	size_t party_count;
	const struct dossier_paper *papers;
	size_t paper_count;
	const struct file *files;
	size_t file_count;
	const struct result_file *results;
	size_t result_count;
	const struct dossier_event *events;
	size_t event_count;
	const struct step_row *steps;
	size_t step_count;
	struct process *process; /* NULL: the agency works without one */
	bool rated, done;
	int64_t now;
};

enum err
dossier_answers(struct ctx *c, const struct dossier *dossier, struct form **ret_form, struct form_values *ret_values)
{
	const struct dossier_value *rows;
	struct form_error error;
	const char *content;
	size_t count;
	enum err err;

	*ret_form = NULL;
	*ret_values = (struct form_values){ 0 };
	if (dossier->declared_form_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(c->db, DEFINITION_FORM, dossier->declared_form_version_id, &content)) ||
	    (err = dossier_values(c->db, dossier->id, &rows, &count)))
		return err;
	if (form_parse(c->arena, content, strlen(content), ret_form, &error))
		return refuse_log(
		    c, ERR_INTERNAL, NULL, NULL, "form of %s: %s", dossier->procedure_code, error.message);
	for (size_t i = 0; i < count; i++)
		(void)form_values_restore(
		    c->arena, *ret_form, ret_values, rows[i].field_id, (int)rows[i].row_no, rows[i].value);
	return choices_give(c->db, c->arena, *ret_form, ret_values, local_from_utc(dossier->filed_at).day);
}

enum err
dossier_answers_filed(struct ctx *c, const struct dossier *dossier, const struct form *form,
    struct form_values *ret_values, bool *ret_corrected)
{
	const struct dossier_value *rows;
	size_t count, filed = 0;
	enum err err = dossier_values(c->db, dossier->id, &rows, &count);

	*ret_values = (struct form_values){ 0 };
	if (err)
		return err;
	for (; filed < count && rows[filed].round == rows[0].round; filed++)
		(void)form_values_restore(
		    c->arena, form, ret_values, rows[filed].field_id, (int)rows[filed].row_no, rows[filed].value);
	*ret_corrected = filed < count;
	return OK;
}

/* Which steps are still to come is in the definition with which the dossier was filed. */
static enum err
load_process(struct ctx *c, struct my_dossier *d)
{
	struct definition_error error;
	const char *content;
	enum err err;

	if (d->step_count == 0 || d->follow.dossier.process_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(c->db, DEFINITION_PROCESS, d->follow.dossier.process_version_id, &content)))
		return err;
	if (process_parse(c->arena, content, strlen(content), &d->process, &error))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "process of %s: %s at %s",
		    d->follow.dossier.procedure_code, error.message, error.element);
	return OK;
}

static enum err
load(struct ctx *c, const char *number, struct my_dossier *d)
{
	enum err err;
	int64_t id;

	if ((err = ctx_now(c, &d->now)) ||
	    (err = dossier_for_account(c->db, c->session.account_id, number, &d->follow.dossier)))
		return err;
	id = d->follow.dossier.id;
	if ((err = follow_load(c, &d->follow)) ||
	    (err = dossier_answers(c, &d->follow.dossier, &d->form, &d->values)) ||
	    (err = dossier_parties(c->db, id, &d->parties, &d->party_count)) ||
	    (err = dossier_papers(c->db, id, &d->papers, &d->paper_count)) ||
	    (err = files_of(c->db, "dossier", id, &d->files, &d->file_count)) ||
	    (err = results_of(c->db, id, &d->results, &d->result_count)) ||
	    (err = dossier_events(c->db, id, &d->events, &d->event_count)) ||
	    (err = steps_of(c->db, id, &d->steps, &d->step_count)) || (err = load_process(c, d)))
		return err;
	return rating_exists(c->db, id, &d->rated);
}

static void
add_party(struct ctx *c, struct view *sections, const struct dossier_party *party)
{
	struct view *section = view_item(sections), *rows;

	view_text(section, "title",
	    words(c, strcmp(party->role, "applicant") == 0 ? "submission.applicant_title" : "submission.owner_title"));
	rows = view_list(section, "rows");
	show_row(rows, words(c, "submission.account_name"), party->name, NULL);
	show_row(rows, words(c, "submission.person_number"), party->number, NULL);
	show_row(rows, words(c, "submission.address"), party->address, NULL);
	show_row(rows, words(c, "submission.phone"), party->phone, NULL);
	show_row(rows, words(c, "submission.email"), party->email, NULL);
}

/* The form says who files, where it asks; the people are listed where it does not. */
static void
add_answers(struct ctx *c, struct view *sections, const struct my_dossier *d)
{
	const struct filing filing = { .form = d->form, .values = d->values, .today = local_from_utc(d->now).day };

	for (size_t i = 0; !filing_form_asks_applicant(&filing) && i < d->party_count; i++)
		add_party(c, sections, &d->parties[i]);
	check_show_answers(c, sections, &filing, false);
}

static const struct file *
file_of(const struct my_dossier *d, int64_t id)
{
	for (size_t i = 0; i < d->file_count; i++)
		if (d->files[i].id == id)
			return &d->files[i];
	return NULL;
}

static void
add_files(struct ctx *c, struct view *page, const struct my_dossier *d)
{
	const char *number = dossier_number(&d->follow.dossier);
	struct view *files = view_list(page, "files");

	for (size_t i = 0; i < d->paper_count; i++) {
		const struct file *file = file_of(d, d->papers[i].file_id);

		if (file != NULL)
			show_file(c, files, arena_printf(c->arena, "%s (%s)", d->papers[i].name, file->name),
			    file->size, url(c->arena, "/tai-khoan/ho-so/{}/tep/{}", number, file->reference), NULL);
	}
	view_bool(page, "has_files", view_count(files) > 0);
}

static void
add_results(struct ctx *c, struct view *page, const struct my_dossier *d)
{
	const char *number = dossier_number(&d->follow.dossier);
	struct view *files = view_list(view_child(page, "results"), "files");
	bool may_rate = d->follow.dossier.state == DOSSIER_RETURNED || d->result_count > 0;

	for (size_t i = 0; i < d->result_count; i++) {
		const struct result_file *r = &d->results[i];
		const char *name = r->number != NULL && r->issued_on != DATE_NONE
				       ? words_with(c, "submission.result_name",
					     MESSAGE_ARGUMENTS({ "title", r->title }, { "number", r->number },
						 { "date", date_text(c->arena, r->issued_on) }))
				       : r->title;

		show_file(
		    c, files, name, r->size, url(c->arena, "/tai-khoan/ho-so/{}/tep/{}", number, r->reference), NULL);
	}
	view_bool(page, "has_results", d->result_count > 0);
	view_url(
	    page, "rate_url", may_rate && !d->rated ? url(c->arena, "/tai-khoan/ho-so/{}/danh-gia", number) : NULL);
	view_bool(page, "rated", d->rated);
}

static void
add_step(struct view *steps, const char *label, bool done, bool current)
{
	struct view *step = view_item(steps);

	view_text(step, "label", label);
	view_bool(step, "done", done);
	view_bool(step, "current", current);
}

/* Where that step stands last in the list, or `count`: a step may be taken again after it was sent back. */
static size_t
last_of(const struct step_row *rows, size_t count, const char *step_id)
{
	size_t last = count;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].step_id, step_id) == 0)
			last = i;
	return last;
}

/* Every step of the process that was or is taken, and while the work goes on those that may follow. */
static void
add_process(struct view *page, const struct my_dossier *d)
{
	const struct process_step *const *steps = NULL;
	size_t count = d->process != NULL ? process_steps(d->process, &steps) : 0;
	bool is_open = d->follow.dossier.decided_at == TIME_NONE && !dossier_state_is_end(d->follow.dossier.state);
	struct view *list;

	if (d->step_count == 0) {
		view_text(page, "process", NULL);
		return;
	}
	list = view_list(view_child(page, "process"), "steps");
	for (size_t i = 0; i < d->step_count; i++)
		if (last_of(d->steps, d->step_count, d->steps[i].step_id) == i)
			add_step(list, d->steps[i].name, d->steps[i].closed_at != TIME_NONE,
			    d->steps[i].closed_at == TIME_NONE);
	for (size_t i = 0; is_open && i < count; i++)
		if (last_of(d->steps, d->step_count, steps[i]->id) == d->step_count)
			add_step(list, steps[i]->name, false, false);
}

static bool
may_withdraw(const struct dossier *d)
{
	return dossier_edge_of(d->state, DOSSIER_WITHDRAW) != NULL;
}

static struct view *
my_dossier_view(struct ctx *c, const struct my_dossier *d)
{
	const struct dossier *dossier = &d->follow.dossier;
	const char *number = dossier_number(dossier);
	struct view *page = view_object(c->arena), *sections;

	show_page(c, page, dossier->procedure_name, "/tai-khoan");
	view_text(page, "code", number);
	view_text(page, "filing_number", dossier->filing_number);
	show_notice(page, d->done ? words(c, "submission.done_notice") : NULL, true);
	follow_show(c, page, &d->follow);
	follow_show_left(c, page, &d->follow, true);
	view_url(page, "supplement_url",
	    follow_waits_for_supplement(dossier) ? url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", number) : NULL);
	view_url(page, "withdraw_url", may_withdraw(dossier) ? url(c->arena, "/tai-khoan/ho-so/{}/rut", number) : NULL);
	view_text(page, "agency", d->follow.face.solving);
	add_results(c, page, d);
	add_files(c, page, d);
	add_process(page, d);
	follow_show_events(c, page, d->events, d->event_count);
	sections = view_list(page, "sections");
	add_answers(c, sections, d);
	view_url(page, "form_copy_url", d->form != NULL ? url(c->arena, "/tai-khoan/ho-so/{}/to-khai", number) : NULL);
	return page;
}

enum err
handle_my_dossier(struct ctx *c, const void *input)
{
	const struct my_dossier_in *in = input;
	struct my_dossier dossier = { .done = in->done };
	enum err err = load(c, in->number, &dossier);

	return err ? err : respond_page(c, "submission/dossier", my_dossier_view(c, &dossier));
}

/* What was handed in with it or published for it; what the office keeps with it is the office's. */
static enum err
may_have(struct ctx *c, const struct dossier *dossier, const struct file *file, bool *ret_may)
{
	const struct result_file *results;
	const struct dossier_paper *papers;
	size_t count;
	enum err err = dossier_papers(c->db, dossier->id, &papers, &count);

	*ret_may = false;
	for (size_t i = 0; !err && i < count; i++)
		*ret_may = *ret_may || papers[i].file_id == file->id;
	if (err || *ret_may || (err = results_of(c->db, dossier->id, &results, &count)))
		return err;
	for (size_t i = 0; i < count; i++)
		*ret_may = *ret_may || strcmp(results[i].reference, file->reference) == 0;
	return OK;
}

enum err
handle_my_file(struct ctx *c, const void *input)
{
	const struct my_file_in *in = input;
	struct dossier dossier;
	struct file file;
	bool may;
	enum err err;

	if ((err = dossier_for_account(c->db, c->session.account_id, in->number, &dossier)) ||
	    (err = file_by_reference(c->db, in->file, &file)) || (err = may_have(c, &dossier, &file, &may)))
		return err;
	return may ? respond_file(c, file_path(c->arena, file.reference), file.name, file.media_type) : ERR_NOT_FOUND;
}

struct view *
my_dossier_sample(struct arena *arena)
{
	static const struct dossier_party party = { "applicant", "person", "A", "1", DATE_NONE, "", "", "" };
	static const struct dossier_paper paper = { .seq = 1, .name = "A", .file_id = 1 };
	static const struct file file = { .id = 1, .reference = "00ff", .name = "a.pdf", .size = 1 };
	static const struct result_file result = { "A", "1/A", 20000, "00ff", "a.pdf", "application/pdf", 1 };
	static const struct dossier_event event = { .seq = 1, .kind = "submit", .at = 0, .actor_kind = "citizen" };
	static const struct step_row step = { "a", "A", TIME_NONE };
	static const struct core_config config; /* no modules */
	struct ctx c = { .arena = arena, .language = "vi", .config = &config };
	const struct my_dossier dossier = {
		.follow = { .dossier = { .state = DOSSIER_SUPPLEMENT_DUE,
				.filing_number = "T1",
				.procedure_name = "A",
				.received_at = 0,
				.due_at = 0,
				.wait_until = 0 },
		    .face = { "A", "B", 3, "{\"items\":[\"A\"]}" } },
		.parties = &party,
		.party_count = 1,
		.papers = &paper,
		.paper_count = 1,
		.files = &file,
		.file_count = 1,
		.results = &result,
		.result_count = 1,
		.events = &event,
		.event_count = 1,
		.steps = &step,
		.step_count = 1,
	};

	return my_dossier_view(&c, &dossier);
}
