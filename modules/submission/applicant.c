/* The applicant's page. See applicant.h. */
#include "applicant.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"

#include "filing.h"
#include "show.h"

struct applicant_in {
	const char *code, *draft;
};
struct applicant_save_in {
	const char *code, *draft, *name, *number, *phone, *email, *address, *subject;
};
static const struct field applicant_fields[] = {
	FIELD(applicant_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(applicant_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
static const struct field applicant_save_fields[] = {
	FIELD(applicant_save_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(applicant_save_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(applicant_save_in, name, FIELD_TEXT, FROM_FORM, .required = true, .min = 2, .max = 255,
	    .label = "submission.account_name"),
	FIELD(applicant_save_in, number, FIELD_TEXT, FROM_FORM, .required = true, .max = 20,
	    .check = person_number_is_valid, .label = "submission.person_number"),
	FIELD(applicant_save_in, phone, FIELD_PHONE, FROM_FORM, .required = true, .label = "submission.phone"),
	FIELD(applicant_save_in, email, FIELD_EMAIL, FROM_FORM, .max = 254, .label = "submission.email"),
	FIELD(applicant_save_in, address, FIELD_TEXT, FROM_FORM, .required = true, .max = 500,
	    .label = "submission.address"),
	FIELD(applicant_save_in, subject, FIELD_LINES, FROM_FORM, .required = true, .max = 1000,
	    .label = "submission.subject"),
};
const struct input applicant_input = INPUT(applicant_in, applicant_fields);
const struct input applicant_save_input = INPUT(applicant_save_in, applicant_save_fields);

bool
person_number_is_valid(const char *number)
{
	size_t digits = strspn(number, "0123456789");

	/* Province 001 to 096, then century and sex; a number of the state base is never all zeros behind it. */
	return digits == 12 && number[12] == '\0' && number[0] == '0' && strncmp(number, "000", 3) != 0;
}

static const char *
or_else(const char *one, const char *other)
{
	return one != NULL ? one : other;
}

static struct view *
applicant_view(struct ctx *c, const struct filing *f)
{
	const struct shown_field fields[] = {
		{ .name = "name",
		    .label = words(c, "submission.account_name"),
		    .value = or_else(filing_answer(f, "@name"), f->account.name),
		    .type = "text",
		    .autocomplete = "name" },
		{ .name = "number",
		    .label = words(c, "submission.person_number"),
		    .hint = words(c, "submission.person_number_hint"),
		    .value = filing_answer(f, "@number"),
		    .type = "text",
		    .width = "20",
		    .inputmode = "numeric" },
		{ .name = "phone",
		    .label = words(c, "submission.phone"),
		    .value = or_else(filing_answer(f, "@phone"), f->account.phone),
		    .type = "tel",
		    .width = "20",
		    .autocomplete = "tel" },
		{ .name = "email",
		    .label = words(c, "submission.email"),
		    .value = or_else(filing_answer(f, "@email"), f->account.email),
		    .type = "email",
		    .autocomplete = "email",
		    .optional = true },
		{ .name = "address",
		    .label = words(c, "submission.address"),
		    .value = filing_answer(f, "@address"),
		    .type = "text",
		    .autocomplete = "address-line1" },
		{ .name = "subject",
		    .label = words(c, "submission.subject"),
		    .hint = words(c, "submission.subject_hint"),
		    .value = filing_answer(f, "@subject"),
		    .rows = 5,
		    .maxlength = 1000 },
	};
	struct view *page = view_object(c->arena);

	show_page(
	    c, page, words(c, "submission.applicant_title"), url(c->arena, "/nop-ho-so/{}", f->draft.procedure_code));
	show_procedure(c, page, f->draft.procedure_code, f->draft.procedure_name);
	show_filing_steps(c, page, 0);
	view_url(page, "action", filing_url(c, &f->draft, "nguoi-nop"));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		show_field(c, page, &fields[i]);
	return page;
}

static enum err
show(struct ctx *c, const char *code, const char *draft)
{
	struct filing *f;
	enum err err = filing_load_open(c, code, draft, &f);

	if (err || f == NULL)
		return err;
	return respond_page(c, "submission/applicant", applicant_view(c, f));
}

enum err
handle_applicant(struct ctx *c, const void *input)
{
	const struct applicant_in *in = input;

	return show(c, in->code, in->draft);
}

enum err
again_applicant(struct ctx *c, const void *input)
{
	const struct applicant_save_in *in = input;

	return show(c, in->code, in->draft);
}

enum err
handle_applicant_save(struct ctx *c, const void *input)
{
	const struct applicant_save_in *in = input;
	static const char *const keys[] = { "@name", "@number", "@phone", "@email", "@address", "@subject" };
	const struct draft_value values[] = {
		{ "@name", 0, in->name },
		{ "@number", 0, in->number },
		{ "@phone", 0, in->phone },
		{ "@address", 0, in->address },
		{ "@subject", 0, in->subject },
		{ "@email", 0, in->email },
	};
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	const struct draft_page page = {
		.draft_id = f->draft.id,
		.keys = keys,
		.key_count = sizeof(keys) / sizeof(keys[0]),
		.values = values,
		.value_count = in->email != NULL ? 6 : 5,
		.now = f->now,
	};

	if ((err = draft_save_page(c->db, &page)))
		return err;
	return respond_redirect(
	    c, filing_page_count(f) > 0 ? filing_page_url(c, &f->draft, 1) : filing_url(c, &f->draft, "giay-to"));
}

struct view *
applicant_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct filing filing = {
		.draft = { .reference = "x", .procedure_code = "1.000001", .procedure_name = "A" },
		.account = { .name = "A", .phone = "0912345678" }
	};

	return applicant_view(&c, &filing);
}
