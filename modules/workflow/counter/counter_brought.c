/* Papers, scans and answers of a form of the counter. See counter_brought.h. */
#include "counter/counter_brought.h"

#include <inttypes.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/system/parse.h"
#include "counter/counter.h"
#include "domain/site/form_fields.h"
#include "domain/time/local_time.h"

enum { COPIES_MAX = 999 };

/* The number after "prefix."; 0 if the name is another. */
static int64_t
number_after(const char *name, const char *prefix)
{
	size_t size = strlen(prefix);
	int64_t number = 0;

	if (strncmp(name, prefix, size) != 0 || name[size] != '.')
		return 0;
	return parse_i64(name + size + 1, 1, INT16_MAX, &number) == OK ? number : 0;
}

static const struct procedure_requirement *
requirement_of(const struct counter_case *which, int64_t seq)
{
	for (size_t i = 0; i < which->requirement_count; i++)
		if (which->requirements[i].seq == seq)
			return &which->requirements[i];
	return NULL;
}

/* The row of a requirement, added when it is first named. */
static struct dossier_paper *
paper_of(struct counter_brought *brought, const struct procedure_requirement *requirement)
{
	struct dossier_paper *paper;

	for (size_t i = 0; i < brought->paper_count; i++)
		if (brought->papers[i].requirement_code == requirement->code)
			return &brought->papers[i];
	paper = &brought->papers[brought->paper_count++];
	*paper = (struct dossier_paper){ .requirement_code = requirement->code,
		.name = requirement->name,
		.file_id = DB_NULL_INT,
		.source = "paper" };
	return paper;
}

static bool
read_count(struct ctx *c, const struct counter_case *which, const struct input_pair *pair, struct counter_brought *out)
{
	static const struct {
		const char *prefix;
		size_t offset;
	} kinds[] = { { "original", offsetof(struct dossier_paper, originals) },
		{ "certified", offsetof(struct dossier_paper, certified) },
		{ "copy", offsetof(struct dossier_paper, photocopies) } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct procedure_requirement *requirement =
		    requirement_of(which, number_after(pair->name, kinds[i].prefix));
		int64_t count;

		if (requirement == NULL)
			continue;
		if (pair->value == NULL || pair->value[0] == '\0')
			return true;
		if (parse_i64(pair->value, 0, COPIES_MAX, &count) != OK)
			(void)again_refuse(c, pair->name, "workflow.count_wrong");
		else if (count > 0)
			memcpy((char *)paper_of(out, requirement) + kinds[i].offset, &count, sizeof(count));
		return true;
	}
	return false;
}

/* A paper with several scans has a row for each; the counts stand in the first. */
static bool
read_scan(struct ctx *c, const struct counter_case *which, const struct input_pair *pair, struct counter_brought *out)
{
	const struct procedure_requirement *requirement = requirement_of(which, number_after(pair->name, "scan"));
	struct dossier_paper *paper;

	if (requirement == NULL)
		return false;
	if (pair->file == NULL)
		return true;
	if (strcmp(pair->file->type, "application/pdf") != 0 && strcmp(pair->file->type, "image/jpeg") != 0 &&
	    strcmp(pair->file->type, "image/png") != 0) {
		(void)again_refuse(c, pair->name, "workflow.scan_type");
		return true;
	}
	paper = paper_of(out, requirement);
	if (paper->file_id != DB_NULL_INT) {
		paper = &out->papers[out->paper_count++];
		*paper = (struct dossier_paper){ .requirement_code = requirement->code, .name = requirement->name };
	}
	paper->file_id = (int64_t)out->scan_count;
	paper->source = "scanned";
	out->scans[out->scan_count++] = pair->file;
	return true;
}

static bool
is_asked(const struct counter_case *which, const struct form_field *field)
{
	for (size_t i = 0; i < which->asked_count; i++)
		if (which->asked[i] == field)
			return true;
	return false;
}

const char *
counter_answer_id(struct arena *arena, const struct form_field *field)
{
	return arena_printf(arena, field->type == FORM_DATE ? "f-%s-day" : "f-%s", field->id);
}

/* The rest of the e-form is on paper; only what the fee depends on must be right. */
static void
check_answers(struct ctx *c, const struct counter_case *which, const struct counter_brought *brought)
{
	const struct form_check check = { .today = office_day(c->now), .language = c->language };
	struct form_problems problems;

	if (which->form == NULL)
		return;
	form_validate(c->arena, which->form, &brought->values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++) {
		const struct form_problem *problem = &problems.items[i];
		const char *text = problem->text;

		if (!is_asked(which, problem->field))
			continue;
		if (text == NULL)
			text = message_format(c->arena, c->messages, c->language, problem->message,
			    MESSAGE_ARGUMENTS({ "label", problem->field->label }, { "limit", problem->limit }));
		(void)again_refuse(c, counter_answer_id(c->arena, problem->field), text);
	}
}

static void
freeze_answers(struct ctx *c, const struct counter_case *which, struct counter_brought *brought)
{
	struct form_frozen frozen;
	struct dossier_value *answers;

	if (which->form == NULL || brought->values.count == 0)
		return;
	form_freeze(c->arena, which->form, &brought->values, office_day(c->now), &frozen);
	answers = arena_array(c->arena, frozen.count + 1, sizeof(*answers));
	for (size_t i = 0; i < frozen.count; i++)
		answers[i] = (struct dossier_value){ .field_id = frozen.answers[i].field_id,
			.row_no = frozen.answers[i].row,
			.value = frozen.answers[i].value,
			.provenance = frozen.answers[i].computed ? "computed" : "typed" };
	brought->answers = answers;
	brought->answer_count = frozen.count;
}

enum err
counter_brought_read(
    struct ctx *c, const struct counter_case *which, const struct counter_input *in, struct counter_brought *ret)
{
	enum err err;

	*ret = (struct counter_brought){
		.papers = arena_array(c->arena, in->rest.count + 1, sizeof(struct dossier_paper)),
		.scans = arena_array(c->arena, in->rest.count + 1, sizeof(struct upload *)),
	};
	for (size_t i = 0; i < in->rest.count; i++) {
		const struct input_pair *pair = &in->rest.pairs[i];

		if (read_count(c, which, pair, ret) || read_scan(c, which, pair, ret))
			continue;
		if (which->form == NULL || !form_fields_add(c->arena, which->form, pair, &ret->values))
			(void)again_refuse(c, pair->name, "field_error.unknown");
	}
	if ((err = counter_give_choices(c, which, &ret->values)))
		return err;
	check_answers(c, which, ret);
	if (c->errors != NULL)
		return ERR_INVALID;
	freeze_answers(c, which, ret);
	if ((err = counter_fees(c, which, &ret->values, &ret->fees)) == ERR_INVALID)
		return refuse(c, ERR_UNAVAILABLE, "workflow.fee_rule_broken", NULL);
	return err;
}
