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

/* What was brought of a line of the check-list; NULL: nothing so far. */
static struct dossier_paper *
brought_of(const struct counter_brought *brought, const struct paper_line *line)
{
	for (size_t i = 0; i < brought->paper_count; i++)
		if (brought->papers[i].requirement_code == line->code)
			return &brought->papers[i];
	return NULL;
}

/* The same, added when it is first named. */
static struct dossier_paper *
paper_of(struct counter_brought *brought, const struct paper_line *line)
{
	struct dossier_paper *paper = brought_of(brought, line);

	if (paper != NULL)
		return paper;
	paper = &brought->papers[brought->paper_count++];
	*paper = (struct dossier_paper){
		.requirement_code = line->code, .name = line->name, .file_id = DB_NULL_INT, .source = "paper"
	};
	return paper;
}

static const struct {
	const char *prefix;
	size_t offset;
} counts[] = { { "original", offsetof(struct dossier_paper, originals) },
	{ "certified", offsetof(struct dossier_paper, certified) },
	{ "copy", offsetof(struct dossier_paper, photocopies) } };

enum { COUNTS = sizeof(counts) / sizeof(counts[0]) };

/* Does the pair speak of a paper, whichever? */
static bool
is_paper(const struct input_pair *pair)
{
	bool is = number_after(pair->name, "scan") > 0;

	for (size_t i = 0; i < COUNTS; i++)
		is = is || number_after(pair->name, counts[i].prefix) > 0;
	return is;
}

static bool
read_count(struct ctx *c, const struct counter_case *which, const struct input_pair *pair, struct counter_brought *out)
{
	for (size_t i = 0; i < COUNTS; i++) {
		const struct paper_line *line = counter_paper(which, number_after(pair->name, counts[i].prefix));
		int64_t count;

		if (line == NULL)
			continue;
		if (pair->value == NULL || pair->value[0] == '\0')
			return true;
		if (parse_i64(pair->value, 0, COPIES_MAX, &count) != OK)
			(void)again_refuse(c, pair->name, "workflow.count_wrong");
		else if (count > 0)
			memcpy((char *)paper_of(out, line) + counts[i].offset, &count, sizeof(count));
		return true;
	}
	return false;
}

/* A paper with several scans has a row for each; the counts stand in the first. */
static bool
read_scan(struct ctx *c, const struct counter_case *which, const struct input_pair *pair, struct counter_brought *out)
{
	const struct paper_line *line = counter_paper(which, number_after(pair->name, "scan"));
	struct dossier_paper *paper;

	if (line == NULL)
		return false;
	if (pair->file == NULL)
		return true;
	if (strcmp(pair->file->type, "application/pdf") != 0 && strcmp(pair->file->type, "image/jpeg") != 0 &&
	    strcmp(pair->file->type, "image/png") != 0) {
		(void)again_refuse(c, pair->name, "workflow.scan_type");
		return true;
	}
	paper = paper_of(out, line);
	if (paper->file_id != DB_NULL_INT) {
		paper = &out->papers[out->paper_count++];
		*paper = (struct dossier_paper){ .requirement_code = line->code, .name = line->name };
	}
	paper->file_id = (int64_t)out->scan_count;
	paper->source = "scanned";
	out->scans[out->scan_count++] = pair->file;
	return true;
}

/* Must something of it be there to be counted? Of a paper that the procedure asks for without saying how many, nobody knows. */
static bool
is_to_be_counted(const struct paper_line *line)
{
	const struct procedure_requirement *r = line->requirement;

	if (line->need != PAPER_REQUIRED || (r != NULL && r->shown_only))
		return false;
	return line->by != PAPER_BY_PROCEDURE || r == NULL || r->originals + r->certified + r->photocopies > 0;
}

/*
 * A dossier that lacks a paper is not accepted without a word (NĐ 61/2018/NĐ-CP, Đ17(1)): it is supplemented, or the officer says
 * in the note why it may be taken as it is.
 */
static void
check_complete(
    struct ctx *c, const struct counter_case *which, const struct counter_input *in, const struct counter_brought *out)
{
	if (in->note != NULL || again_error(c, "note") != NULL)
		return;
	for (size_t i = 0; i < which->papers.count; i++) {
		const struct paper_line *line = &which->papers.items[i];
		const char *field = arena_printf(c->arena, "original.%" PRId64, counter_paper_number(line));

		/* A number that was typed wrong is told already: nobody is asked for what is in the box. */
		if (is_to_be_counted(line) && brought_of(out, line) == NULL && again_error(c, field) == NULL)
			(void)again_refuse(c, field,
			    message_format(c->arena, c->messages, c->language, "workflow.paper_lacking",
				MESSAGE_ARGUMENTS({ "paper", line->name })));
	}
}

static void
read_papers(
    struct ctx *c, const struct counter_case *which, const struct counter_input *in, struct counter_brought *out)
{
	for (size_t i = 0; i < in->rest.count; i++) {
		const struct input_pair *pair = &in->rest.pairs[i];

		if (is_paper(pair) && !read_count(c, which, pair, out) && !read_scan(c, which, pair, out))
			(void)again_refuse(c, pair->name, "field_error.unknown");
	}
	check_complete(c, which, in, out);
}

/* What only conditions of papers read may stay open: the papers are then as the procedure has them. */
static bool
is_at_fault(const struct counter_case *which, const struct form_problem *problem)
{
	for (size_t i = 0; i < which->asked_count; i++)
		if (which->asked[i] == problem->field)
			return i < which->decided || strcmp(problem->rule, "required") != 0;
	return false;
}

const char *
counter_answer_id(struct arena *arena, const struct form_field *field)
{
	return arena_printf(arena, "f-%s", field->id);
}

/* The rest of the e-form is on paper; only what is asked must be right. */
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

		if (!is_at_fault(which, problem))
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

static void
read_answers(
    struct ctx *c, const struct counter_case *which, const struct counter_input *in, struct counter_brought *out)
{
	for (size_t i = 0; i < in->rest.count; i++) {
		const struct input_pair *pair = &in->rest.pairs[i];

		if (!is_paper(pair) &&
		    (which->form == NULL || !form_fields_add(c->arena, which->form, pair, &out->values)))
			(void)again_refuse(c, pair->name, "field_error.unknown");
	}
}

bool
counter_only_reckons(const struct counter_input *in)
{
	return in->act == NULL || strcmp(in->act, "reckon") == 0;
}

enum err
counter_brought_read(
    struct ctx *c, struct counter_case *which, const struct counter_input *in, struct counter_brought *ret)
{
	enum err err;

	*ret = (struct counter_brought){
		.papers = arena_array(c->arena, in->rest.count + 1, sizeof(struct dossier_paper)),
		.scans = arena_array(c->arena, in->rest.count + 1, sizeof(struct upload *)),
	};
	read_answers(c, which, in, ret);
	if ((err = counter_case_answer(c, which, &ret->values)))
		return err;
	check_answers(c, which, ret);
	if (!counter_only_reckons(in)) {
		if (counter_is_changed(c->arena, which, in->shown))
			return again_refuse(c, "papers", "workflow.course_changed");
		read_papers(c, which, in, ret);
	}
	if (c->errors != NULL)
		return ERR_INVALID;
	freeze_answers(c, which, ret);
	if ((err = counter_fees(c, which, &ret->values, &ret->fees)) == ERR_INVALID)
		return refuse(c, ERR_UNAVAILABLE, "workflow.fee_rule_broken", NULL);
	return err;
}
