/* My account. See account.h. */
#include "account.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"

#include "draft_store.h"
#include "filing.h"
#include "follow.h"
#include "show.h"

enum { DOSSIERS_A_PAGE = 20 };

struct account_in {
	const char *sau; /* the number of the last dossier of the page before */
};
struct draft_remove_in {
	const char *code, *draft;
};
static const struct field account_fields[] = {
	FIELD(account_in, sau, FIELD_CODE, FROM_QUERY),
};
static const struct field draft_remove_fields[] = {
	FIELD(draft_remove_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(draft_remove_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
const struct input account_input = INPUT(account_in, account_fields);
const struct input draft_remove_input = INPUT(draft_remove_in, draft_remove_fields);

struct my_account {
	struct account account;
	const struct draft *drafts;
	size_t draft_count;
	const struct dossier *dossiers;
	size_t dossier_count;
	bool more, later; /* later: not the first page */
};

static void
add_drafts(struct ctx *c, struct view *page, const struct my_account *a)
{
	struct view *drafts = view_list(page, "drafts");

	for (size_t i = 0; i < a->draft_count; i++) {
		const struct draft *draft = &a->drafts[i];
		struct view *item = view_item(drafts);

		view_text(item, "label", draft->procedure_name);
		view_url(item, "url", filing_url(c, draft, "tiep"));
		view_text(item, "when",
		    words_with(c, draft_is_signing(draft) ? "submission_cosign.draft_waits" : "submission.draft_saved",
			MESSAGE_ARGUMENTS({ "time", words_moment(c, draft->saved_at) })));
		view_url(item, "remove_url", filing_url(c, draft, "xoa"));
		view_text(item, "once", idempotency_key(c));
	}
	view_bool(page, "has_drafts", a->draft_count > 0);
}

/* The one thing that waits for the applicant, in words. */
static const char *
action_of(struct ctx *c, const struct dossier *d)
{
	if (follow_waits_for_supplement(d))
		return words(c, "submission.action_supplement");
	if (d->state == DOSSIER_INTAKE_FEE_DUE || d->state == DOSSIER_FEE_DUE)
		return words(c, "submission.action_pay");
	return NULL;
}

static void
add_dossiers(struct ctx *c, struct view *page, const struct my_account *a)
{
	struct view *dossiers = view_list(page, "dossiers");

	for (size_t i = 0; i < a->dossier_count; i++) {
		const struct dossier *d = &a->dossiers[i];
		struct view *item = view_item(dossiers);

		view_text(item, "label", d->procedure_name);
		view_text(item, "code", dossier_number(d));
		view_url(item, "url", url(c->arena, "/tai-khoan/ho-so/{}", dossier_number(d)));
		view_text(item, "filed", words_moment(c, d->filed_at));
		view_text(item, "due", dossier_state_is_end(d->state) ? NULL : words_moment(c, d->due_at));
		view_text(item, "action", action_of(c, d));
		show_state(c, item, d->state);
	}
	view_bool(page, "any", a->dossier_count > 0);
}

static void
add_pages(struct ctx *c, struct view *page, const struct my_account *a)
{
	struct view *pages;

	if (!a->more && !a->later) {
		view_text(page, "pages", NULL);
		return;
	}
	pages = view_child(page, "pages");
	view_text(pages, "shown", words(c, a->later ? "submission.pages_older" : "submission.pages_newest"));
	view_url(pages, "previous_url", a->later ? "/tai-khoan" : NULL);
	view_url(pages, "next_url",
	    a->more ? url_query_add(c->arena, "/tai-khoan", "sau", dossier_number(&a->dossiers[a->dossier_count - 1]))
		    : NULL);
}

static struct view *
account_view(struct ctx *c, const struct my_account *a)
{
	bool has_catalogue = c->config != NULL && config_has_word(&c->config->modules, "catalogue");
	struct view *page = view_object(c->arena), *rows;

	show_page(c, page, words(c, "submission.account_page"), NULL);
	show_notice(page, NULL, false);
	add_drafts(c, page, a);
	add_dossiers(c, page, a);
	add_pages(c, page, a);
	rows = view_list(page, "rows");
	show_row(rows, words(c, "submission.me_name"), a->account.name, "/tai-khoan/thong-tin");
	show_row(rows, words(c, "submission.phone"), a->account.phone, "/tai-khoan/thong-tin");
	show_row(rows, words(c, "submission.email"), a->account.email, "/tai-khoan/thong-tin");
	view_url(page, "search_url", has_catalogue ? "/thu-tuc/" : NULL);
	return page;
}

/* Where the page begins: below the dossier of that number, which must be one's own. */
static enum err
start_of(struct ctx *c, const char *number, int64_t *ret_before)
{
	struct dossier last;
	enum err err;

	*ret_before = INT64_MAX;
	if (number == NULL)
		return OK;
	if (!(err = dossier_for_account(c->db, c->session.account_id, number, &last)))
		*ret_before = last.id;
	return err;
}

enum err
handle_account(struct ctx *c, const void *input)
{
	const struct account_in *in = input;
	struct my_account a = { .later = in->sau != NULL };
	int64_t before;
	enum err err;

	if ((err = start_of(c, in->sau, &before)) || (err = account_by_id(c->db, c->session.account_id, &a.account)) ||
	    (err = drafts_of_account(c->db, c->session.account_id, &a.drafts, &a.draft_count)) ||
	    (err = dossiers_of_account(
		 c->db, c->session.account_id, before, DOSSIERS_A_PAGE, &a.dossiers, &a.dossier_count, &a.more)))
		return err;
	return respond_page(c, "submission/account", account_view(c, &a));
}

struct removal {
	struct ctx *c;
	const struct draft_remove_in *in;
	const struct file *files; /* gone with it: their bytes are erased after the commit */
	size_t count;
};

static enum err
remove_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct removal *r = arg;
	struct draft draft;
	enum err err = draft_by_reference(db, r->c->session.account_id, r->in->draft, &draft);

	r->count = 0;
	if (err)
		return err;
	if (strcmp(draft.procedure_code, r->in->code) != 0 || strcmp(draft.purpose, "filing") != 0)
		return ERR_NOT_FOUND;
	if (draft_is_sent(&draft)) {
		(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", filing_url(r->c, &draft, "da-nop"));
		return OK;
	}
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/tai-khoan");
	return draft_delete(db, &draft, &r->files, &r->count);
}

enum err
handle_draft_remove(struct ctx *c, const void *input)
{
	struct removal removal = { .c = c, .in = input };
	enum err err = idempotency_run(c, "submission.draft_remove", remove_once, &removal);

	for (size_t i = 0; !err && i < removal.count; i++)
		file_erase(c->arena, c->config->files, removal.files[i].reference);
	return err;
}

struct view *
account_sample(struct arena *arena)
{
	static const struct draft draft = {
		.reference = "x", .state = "open", .procedure_code = "1.000001", .procedure_name = "A", .saved_at = 0
	};
	static const struct dossier dossier = { .filing_number = "T1",
		.procedure_name = "A",
		.state = DOSSIER_INTAKE_FEE_DUE,
		.filed_at = 0,
		.due_at = TIME_NONE };
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct my_account a = { .account = { .name = "A" },
		.drafts = &draft,
		.draft_count = 1,
		.dossiers = &dossier,
		.dossier_count = 1,
		.more = true };

	return account_view(&c, &a);
}
