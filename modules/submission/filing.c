/* Loading a draft with its procedure and form. See filing.h. */
#include "filing.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "domain/dossier/dossier_store.h"
#include "domain/procedure/choice_store.h"

/* A dossier that is there already goes on with what it was filed with, whatever is in force now. */
static enum err
keep_definitions(struct ctx *c, struct filing *f)
{
	struct dossier dossier;
	enum err err;

	if (!filing_is_supplement(f))
		return OK;
	if ((err = dossier_by_id(c->db, f->draft.dossier_id, &dossier)))
		return err;
	f->procedure.form_version_id = dossier.form_version_id;
	f->procedure.process_version_id = dossier.process_version_id;
	f->procedure.rule_version_id = dossier.rule_version_id;
	return OK;
}

static enum err
load_form(struct ctx *c, struct filing *f)
{
	const char *content;
	struct form_error error;
	struct form *form;
	enum err err;

	if (f->procedure.form_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(c->db, DEFINITION_FORM, f->procedure.form_version_id, &content)))
		return err;
	if (form_parse(c->arena, content, strlen(content), &form, &error))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "form of %s: %s at %s", f->procedure.code, error.message,
		    error.path != NULL ? error.path : "");
	f->form = form;
	return OK;
}

static enum err
load_values(struct ctx *c, struct filing *f)
{
	enum err err = draft_values(c->db, f->draft.id, &f->answers, &f->answer_count);

	for (size_t i = 0; !err && f->form != NULL && i < f->answer_count; i++) {
		const struct draft_value *value = &f->answers[i];
		const struct form_field *field = form_field_by_key(f->form, value->field_key);

		if (field != NULL)
			(void)form_values_put(c->arena, f->form, &f->values, field, (int)value->row_no, value->value);
	}
	return err;
}

enum err
filing_give_choices(struct ctx *c, const struct filing *f, const struct form_values *values)
{
	return f->form != NULL ? choices_give(c->db, c->arena, f->form, values, f->today) : OK;
}

enum err
filing_of_draft(struct ctx *c, const struct draft *draft, struct filing **ret_filing)
{
	struct filing *f = ARENA_NEW(c->arena, struct filing);
	enum err err;

	f->draft = *draft;
	if ((err = ctx_now(c, &f->now)))
		return err;
	f->today = local_from_utc(f->now).day;
	if ((err = account_by_id(c->db, draft->account_id, &f->account)) ||
	    (err = procedure_by_id(c->db, draft->procedure_version_id, &f->procedure)) ||
	    (err = filing_begin_course(c, f)) || (err = keep_definitions(c, f)) || (err = load_form(c, f)) ||
	    (err = load_values(c, f)) || (err = draft_papers(c->db, draft->id, &f->papers, &f->paper_count)))
		return err;
	if ((err = prefill_load(c, f)) || (err = filing_give_choices(c, f, &f->values)) ||
	    (err = filing_follow_rule(c, f)))
		return err;
	*ret_filing = f;
	return OK;
}

enum err
filing_load(struct ctx *c, const char *code, const char *reference, struct filing **ret_filing)
{
	struct draft draft;
	enum err err = draft_by_reference(c->db, c->session.account_id, reference, &draft);

	if (err)
		return err;
	return strcmp(draft.procedure_code, code) == 0 ? filing_of_draft(c, &draft, ret_filing) : ERR_NOT_FOUND;
}

enum err
filing_load_open(struct ctx *c, const char *code, const char *reference, struct filing **ret_filing)
{
	enum err err = filing_load(c, code, reference, ret_filing);

	if (err || draft_is_open(&(*ret_filing)->draft))
		return err;
	err = filing_redirect_sent(c, &(*ret_filing)->draft);
	*ret_filing = NULL;
	return err;
}

bool
filing_is_national(const struct ctx *c, const struct procedure *procedure)
{
	return c->config->front == FRONT_NATIONAL && strcmp(procedure->kind, "standard") == 0;
}

enum err
filing_may_be_sent(struct ctx *c, const struct filing *f)
{
	struct procedure_closure closure;
	struct procedure today;
	enum err err = procedure_in_force(c->db, f->procedure.code, &today);

	if (!err)
		err = procedure_closure(c->db, today.code, f->today, &closure);
	if (err == ERR_NOT_FOUND || (!err && closure.kind != CLOSURE_NONE))
		return refuse(c, ERR_CONFLICT, "submission.closed_suspended", NULL);
	if (err)
		return err;
	if (today.id != f->procedure.id)
		return refuse(c, ERR_CONFLICT, "submission.closed_changed", NULL);
	if (filing_is_national(c, &today))
		return refuse(c, ERR_CONFLICT, "submission.closed_national", NULL);
	return f->course.offering.online ? OK : refuse(c, ERR_CONFLICT, "submission.closed_counter", NULL);
}

const char *
filing_definitions(struct arena *arena, const struct filing *f)
{
	return arena_printf(arena, "%lld.%lld", (long long)(f->form != NULL ? f->procedure.form_version_id : 0),
	    (long long)(f->procedure.rule_version_id != DB_NULL_INT ? f->procedure.rule_version_id : 0));
}

const char *
filing_answer(const struct filing *f, const char *key)
{
	for (size_t i = 0; i < f->answer_count; i++)
		if (strcmp(f->answers[i].field_key, key) == 0)
			return f->answers[i].value;
	return NULL;
}

bool
filing_is_supplement(const struct filing *f)
{
	return strcmp(f->draft.purpose, "supplement") == 0;
}

size_t
filing_page_count(const struct filing *f)
{
	if (f->form == NULL)
		return 0;
	return f->form->page_count > 0 ? f->form->page_count : 1;
}

const struct form_field *
filing_page(const struct filing *f, size_t number)
{
	return f->form->page_count > 0 ? f->form->pages[number - 1] : NULL;
}

size_t
filing_page_beside(struct ctx *c, const struct filing *f, size_t number, int direction)
{
	size_t count = filing_page_count(f);
	const struct form_state *state = count > 0 ? form_state_new(c->arena, f->form, &f->values, f->today) : NULL;

	for (size_t i = direction > 0 ? number + 1 : number - 1; i >= 1 && i <= count; direction > 0 ? i++ : i--) {
		const struct form_field *page = filing_page(f, i);

		if (page == NULL || !form_state_hidden(state, page, 0))
			return i;
	}
	return 0;
}

const char *
filing_url(struct ctx *c, const struct draft *draft, const char *what)
{
	return url(c->arena, "/nop-ho-so/{}/{}/{}", draft->procedure_code, draft->reference, what);
}

const char *
filing_page_url(struct ctx *c, const struct draft *draft, size_t number)
{
	return url(c->arena, "/nop-ho-so/{}/{}/trang/{}", draft->procedure_code, draft->reference,
	    arena_printf(c->arena, "%zu", number));
}

const char *
filing_change_url(struct ctx *c, const struct draft *draft, size_t number)
{
	return url_query_add(c->arena, filing_page_url(c, draft, number), "sua", "1");
}

enum err
filing_redirect_sent(struct ctx *c, const struct draft *draft)
{
	if (draft_is_signing(draft))
		return respond_redirect(c, filing_url(c, draft, "cung-ky"));
	if (strcmp(draft->purpose, "supplement") == 0)
		return respond_redirect(c, url(c->arena, "/tai-khoan/ho-so/{}", draft->filing_number));
	return respond_redirect(c, filing_url(c, draft, "da-nop"));
}
