/* Papers of a draft. See papers.h. */
#include "papers.h"

#include <string.h>

#include "core/input/field.h"
#include "core/input/upload.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"

#include "show.h"
#include "supplement.h"

struct papers_in {
	const char *code, *draft;
};
struct paper_upload_in {
	const char *code, *draft, *requirement;
	struct upload *file;
};
struct paper_file_in {
	const char *code, *draft, *file;
};

/* What offices can open and keep; libmagic's word counts, not the name's end. */
static const char *const paper_types[] = { "application/pdf", "image/jpeg", "image/png",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document", NULL };

static const struct field papers_fields[] = {
	FIELD(papers_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(papers_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
static const struct field paper_upload_fields[] = {
	FIELD(paper_upload_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(paper_upload_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(paper_upload_in, requirement, FIELD_CODE, FROM_FORM),
	FIELD(paper_upload_in, file, FIELD_FILE, FROM_FORM, .required = true, .max = PAPER_BYTES_MOST,
	    .choices = paper_types, .label = "submission.file"),
};
static const struct field paper_file_fields[] = {
	FIELD(paper_file_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(paper_file_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(paper_file_in, file, FIELD_CODE, FROM_PATH, .required = true, .pattern = "0-9a-f"),
};
const struct input papers_input = INPUT(papers_in, papers_fields);
const struct input paper_upload_input = INPUT(paper_upload_in, paper_upload_fields);
const struct input paper_remove_input = INPUT(paper_file_in, paper_file_fields);
const struct input paper_file_input = INPUT(paper_file_in, paper_file_fields);

static struct view *
papers_view(struct ctx *c, const struct filing *f, const char *error_at)
{
	size_t last = filing_page_beside(c, f, filing_page_count(f) + 1, -1);
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission.papers_title"),
	    last > 0 ? filing_page_url(c, &f->draft, last) : filing_url(c, &f->draft, "nguoi-nop"));
	show_procedure(c, page, f->draft.procedure_code, f->draft.procedure_name);
	show_filing_steps(c, page, 1);
	show_notice(page, NULL, false);
	view_url(page, "continue_action", filing_url(c, &f->draft, "giay-to"));
	papers_show(c, page, f, error_at);
	return page;
}

/* Where the papers of this draft are shown. */
static const char *
page_of(struct ctx *c, const struct filing *f)
{
	if (filing_is_supplement(f))
		return url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", f->draft.filing_number);
	return filing_url(c, &f->draft, "giay-to");
}

enum err
handle_papers(struct ctx *c, const void *input)
{
	const struct papers_in *in = input;
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	return err || f == NULL ? err : respond_page(c, "submission/papers", papers_view(c, f, NULL));
}

enum err
handle_papers_done(struct ctx *c, const void *input)
{
	const struct papers_in *in = input;
	const struct paper_slot *missing;
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if ((missing = filing_missing_paper(c, f)) != NULL)
		return again_refuse(c, "file",
		    words_with(c, "submission.paper_missing", MESSAGE_ARGUMENTS({ "paper", missing->name })));
	return respond_redirect(c, filing_url(c, &f->draft, "kiem-tra"));
}

enum err
again_papers(struct ctx *c, const void *input)
{
	const struct papers_in *in = input;
	const struct paper_slot *missing;
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	missing = filing_missing_paper(c, f);
	return respond_page_status(
	    c, 422, "submission/papers", papers_view(c, f, missing != NULL ? missing->code : NULL));
}

static bool
is_asked(struct ctx *c, const struct filing *f, const char *code)
{
	const struct paper_slot *slots;
	size_t count;

	if (code[0] == '\0')
		return filing_is_supplement(f);
	filing_slots(c, f, &slots, &count);
	for (size_t i = 0; i < count; i++)
		if (slots[i].uploaded && strcmp(slots[i].code, code) == 0)
			return true;
	return false;
}

enum err
handle_paper_upload(struct ctx *c, const void *input)
{
	const struct paper_upload_in *in = input;
	const char *code = in->requirement != NULL ? in->requirement : "";
	struct file_owner owner = { "draft", 0, "citizen", c->session.account_id };
	struct filing *f;
	int64_t file_id;
	bool added;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if (!is_asked(c, f, code))
		return refuse(c, ERR_INVALID, "submission.paper_not_asked", "file");
	if (f->paper_count >= DRAFT_PAPERS_MOST)
		return refuse(c, ERR_INVALID, "submission.too_many_files", "file");
	if (in->file->size == 0)
		return refuse(c, ERR_INVALID, "submission.file_empty", "file");
	owner.id = f->draft.id;
	if ((err = file_keep(c->db, c->arena, c->config->files, in->file, &owner, f->now, &file_id)))
		return err;
	err = draft_add_paper(c->db, f->draft.id, file_id, code, f->now, &added);
	/* The draft was sent meanwhile, or has this paper already. */
	if (err || !added)
		file_drop(c->db, c->arena, c->config->files, file_id, owner.kind, owner.id);
	return err ? err : respond_redirect(c, page_of(c, f));
}

enum err
again_paper_upload(struct ctx *c, const void *input)
{
	const struct paper_upload_in *in = input;
	const char *code = in->requirement != NULL ? in->requirement : "";
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if (filing_is_supplement(f))
		return supplement_page(c, f->draft.filing_number, code);
	return respond_page_status(c, 422, "submission/papers", papers_view(c, f, code));
}

/* The paper of that reference in this draft, or NULL. */
static const struct draft_paper *
paper_of(const struct filing *f, const char *reference)
{
	for (size_t i = 0; i < f->paper_count; i++)
		if (strcmp(f->papers[i].reference, reference) == 0)
			return &f->papers[i];
	return NULL;
}

/* Two clicks at once: the second could not remove what the first had removed already. */
static enum err
removed_meanwhile(struct ctx *c, const struct paper_file_in *in)
{
	struct filing *f;
	enum err err;

	failure_clear(&c->failure);
	err = filing_load_open(c, in->code, in->draft, &f);
	if (err || f == NULL)
		return err;
	return paper_of(f, in->file) == NULL ? respond_redirect(c, page_of(c, f)) : refuse(c, ERR_CONFLICT, NULL, NULL);
}

enum err
handle_paper_remove(struct ctx *c, const void *input)
{
	const struct paper_file_in *in = input;
	const struct draft_paper *paper;
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	/* A second click finds it gone, which is what was wanted. */
	if ((paper = paper_of(f, in->file)) == NULL)
		return respond_redirect(c, page_of(c, f));
	if ((err = draft_remove_paper(c->db, f->draft.id, paper->file_id, f->now)))
		return err == ERR_CONFLICT ? removed_meanwhile(c, in) : err;
	file_erase(c->arena, c->config->files, paper->reference);
	return respond_redirect(c, page_of(c, f));
}

enum err
handle_paper_file(struct ctx *c, const void *input)
{
	const struct paper_file_in *in = input;
	const struct draft_paper *paper;
	struct filing *f;
	struct file file;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if ((paper = paper_of(f, in->file)) == NULL)
		return ERR_NOT_FOUND;
	err = file_by_reference(c->db, paper->reference, &file);
	return err ? err : respond_file(c, file_path(c->arena, file.reference), file.name, file.media_type);
}

struct view *
papers_sample(struct arena *arena)
{
	static const struct procedure_requirement requirements[] = {
		{ 1, "a", "A", 1, 0, 0, true, false, "", "a.pdf" },
		{ 2, "b", "B", 1, 0, 0, true, false, "B", "" },
	};
	static const struct draft_paper paper = { 1, "a", "00ff", "a.pdf", 2000, { NULL, 0 } };
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct filing filing = {
		.draft = { .reference = "x", .purpose = "filing", .procedure_code = "1.000001", .procedure_name = "A" },
		.course = { .requirements = requirements, .requirement_count = 2 },
		.papers = &paper,
		.paper_count = 1,
	};

	return papers_view(&c, &filing, NULL);
}
