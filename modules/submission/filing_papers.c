/* Which papers a filing needs, and who files. See filing.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/procedure/paper_list.h"

#include "filing.h"
#include "show.h"

/* What was attached before the answers changed stays in sight, to be taken away or kept. */
static bool
is_shown(const struct filing *f, const struct paper_line *line)
{
	return line->need != PAPER_NOT_ASKED || (line->by == PAPER_BY_RULE && filing_has_paper(f, line->code));
}

static struct paper_slot
slot_of(const struct paper_line *line)
{
	const struct procedure_requirement *r = line->requirement;
	const bool uploaded = r == NULL || (!r->shown_only && r->replaced_by[0] == '\0');

	return (struct paper_slot){
		.code = line->code,
		.name = line->name,
		.replaced_by = r != NULL ? r->replaced_by : "",
		.template_file = r != NULL ? r->template_file : "",
		.shown_only = r != NULL && r->shown_only,
		.uploaded = uploaded,
		.required = uploaded && line->need == PAPER_REQUIRED,
	};
}

void
filing_slots(struct ctx *c, const struct filing *f, const struct paper_slot **ret_slots, size_t *ret_count)
{
	struct paper_list list;
	struct paper_slot *slots;

	paper_list_make(c->arena, &f->course, f->form, &f->values, f->today, false, &list);
	slots = arena_array(c->arena, list.count + 1, sizeof(*slots));
	*ret_slots = slots;
	*ret_count = 0;
	for (size_t i = 0; i < list.count; i++)
		if (is_shown(f, &list.items[i]))
			slots[(*ret_count)++] = slot_of(&list.items[i]);
}

bool
filing_has_paper(const struct filing *f, const char *code)
{
	for (size_t i = 0; i < f->paper_count; i++)
		if (strcmp(f->papers[i].requirement_code, code) == 0)
			return true;
	return false;
}

const struct paper_slot *
filing_missing_paper(struct ctx *c, const struct filing *f)
{
	const struct paper_slot *slots;
	size_t count;

	filing_slots(c, f, &slots, &count);
	for (size_t i = 0; i < count; i++)
		if (slots[i].required && !filing_has_paper(f, slots[i].code))
			return &slots[i];
	return NULL;
}

static const char *
paper_name(const struct paper_slot *slots, size_t count, const struct draft_paper *paper)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(slots[i].code, paper->requirement_code) == 0)
			return slots[i].name;
	return paper->name;
}

struct dossier_paper *
filing_dossier_papers(struct ctx *c, const struct filing *f, int64_t *files)
{
	struct dossier_paper *papers = arena_array(c->arena, f->paper_count + 1, sizeof(*papers));
	const struct paper_slot *slots;
	size_t count;

	filing_slots(c, f, &slots, &count);
	for (size_t i = 0; i < f->paper_count; i++) {
		papers[i] = (struct dossier_paper){
			.requirement_code = f->papers[i].requirement_code,
			.name = paper_name(slots, count, &f->papers[i]),
			.file_id = f->papers[i].file_id,
			.source = "uploaded",
		};
		files[i] = f->papers[i].file_id;
	}
	return papers;
}

static void
leave_out_files(struct form_problems *problems)
{
	size_t kept = 0;

	for (size_t i = 0; i < problems->count; i++)
		if (problems->items[i].field->type != FORM_FILE || strcmp(problems->items[i].rule, "ineligible") == 0)
			problems->items[kept++] = problems->items[i];
	problems->count = kept;
}

void
filing_validate(struct ctx *c, const struct filing *f, const struct form_values *values, const char *page,
    struct form_problems *ret_problems)
{
	const struct form_check check = { .today = f->today, .language = c->language, .page = page };

	form_validate(c->arena, f->form, values, &check, ret_problems);
	leave_out_files(ret_problems);
}

void
filing_remarks(struct ctx *c, const struct filing *f, const struct form_values *values, const char *page,
    struct form_problems *ret_remarks)
{
	const struct form_check check = { .today = f->today, .language = c->language, .page = page };

	form_remarks(c->arena, f->form, values, &check, ret_remarks);
	leave_out_files(ret_remarks);
}

const struct form_problem *
filing_stop(const struct form_problems *remarks)
{
	for (size_t i = 0; i < remarks->count; i++)
		if (remarks->items[i].stops)
			return &remarks->items[i];
	return NULL;
}

const char *
filing_problem_words(void *context, const char *key, const char *label, const char *limit)
{
	return words_with(context, key, MESSAGE_ARGUMENTS({ "label", label }, { "limit", limit }));
}

/* The answer to the question for that fact of who files, else to the applicant's page, else "". */
static const char *
told(const struct filing *f, const char *fact, bool of_organisation, const char *own_key)
{
	const char *text;

	for (size_t i = 0; f->form != NULL && i < f->form->field_count; i++) {
		const struct form_field *field = &f->form->fields[i];

		if (!form_prefill_asks(field, fact, of_organisation))
			continue;
		text = form_values_get(&f->values, field->key, 0);
		return text != NULL ? text : "";
	}
	text = own_key != NULL ? filing_answer(f, own_key) : NULL;
	return text != NULL ? text : "";
}

static bool
form_asks(const struct filing *f, const char *fact, bool of_organisation)
{
	for (size_t i = 0; f->form != NULL && i < f->form->field_count; i++)
		if (form_prefill_asks(&f->form->fields[i], fact, of_organisation))
			return true;
	return false;
}

bool
filing_form_asks_applicant(const struct filing *f)
{
	return form_asks(f, "full_name", false) || form_asks(f, "name", true);
}

static const char *
first_of(const char *one, const char *other)
{
	return one[0] != '\0' ? one : other != NULL ? other : "";
}

void
filing_applicant(const struct filing *f, struct dossier_party *party)
{
	bool is_company = form_asks(f, "name", true);
	const char *born = told(f, "birth_date", false, NULL);

	*party = (struct dossier_party){
		.role = "applicant",
		.kind = is_company ? "organisation" : "person",
		.name = is_company ? told(f, "name", true, NULL) : told(f, "full_name", false, "@name"),
		.number = is_company ? told(f, "number", true, NULL) : told(f, "person_number", false, "@number"),
		.birth_date = DATE_NONE,
		.address = is_company ? told(f, "address", true, NULL) : told(f, "address", false, "@address"),
		.phone = first_of(told(f, "phone", false, "@phone"), f->account.phone),
		.email = first_of(told(f, "email", false, "@email"), f->account.email),
	};
	if (date_parse(born, &party->birth_date) != OK)
		party->birth_date = DATE_NONE;
}

const char *
filing_result_channel(const struct filing *f)
{
	/* The choices of the form's question how the result is to be received. */
	static const char *const channels[][2] = {
		{ "truc_tuyen", "online" },
		{ "truc_tiep", "counter" },
		{ "buu_chinh", "post" },
	};
	const char *chosen = form_values_get(&f->values, "hinh_thuc_nhan", 0);

	for (size_t i = 0; chosen != NULL && i < sizeof(channels) / sizeof(channels[0]); i++)
		if (strcmp(chosen, channels[i][0]) == 0)
			return channels[i][1];
	return "online";
}
