/* Examples walked again. See example_page.h. Must not know SQL. */
#include "simulate/example_page.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "define/desk.h"
#include "define/draft_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "record/item_store.h"
#include "simulate/example_store.h"
#include "simulate/regress.h"
#include "simulate/simulation.h"
#include "version/case.h"

enum { PROCEDURES_PAGE = 20, REASON_MAX = 2000, DIGEST_TEXT = 2 * SHA256_SIZE };

struct example_input {
	int64_t example, draft, version;
	const char *after, *procedure, *reason, *walked;
};
static const struct field examples_fields[] = {
	FIELD_NAMED(example_input, after, "sau", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(example_input, procedure, "thu-tuc", FIELD_CODE, FROM_QUERY),
};
const struct input examples_input = INPUT(example_input, examples_fields);
static const struct field example_fields[] = {
	FIELD(example_input, example, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = INT64_MAX),
	FIELD_NAMED(example_input, draft, "ban-thao", FIELD_INT, FROM_QUERY, .min = 0, .max = INT64_MAX),
};
const struct input example_input = INPUT(example_input, example_fields);
static const struct field accept_fields[] = {
	FIELD(example_input, example, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = INT64_MAX),
	FIELD_NAMED(example_input, draft, "ban-thao", FIELD_INT, FROM_QUERY, .min = 0, .max = INT64_MAX),
	FIELD(example_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD_NAMED(example_input, walked, "dau", FIELD_TEXT, FROM_FORM, .required = true, .max = DIGEST_TEXT),
	FIELD(example_input, reason, FIELD_LINES, FROM_FORM, .required = true, .max = REASON_MAX,
	    .label = "catalogue_simulate.reason"),
};
const struct input example_accept_input = INPUT(example_input, accept_fields);
static const struct field remove_fields[] = {
	FIELD(example_input, example, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = INT64_MAX),
	FIELD_NAMED(example_input, draft, "ban-thao", FIELD_INT, FROM_QUERY, .min = 0, .max = INT64_MAX),
	FIELD(example_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(example_input, reason, FIELD_LINES, FROM_FORM, .required = true, .max = REASON_MAX,
	    .label = "catalogue_simulate.reason"),
};
const struct input example_remove_input = INPUT(example_input, remove_fields);

/* --- the list ---------------------------------------------------------------------------------------------------------- */

static void
add_result(struct page *page, struct sheet *sheet, const struct regress_result *result)
{
	struct ctx *c = page->ctx;

	sheet_text(sheet, result->example->name,
	    url(c->arena, EXAMPLES_PATH "/{}", arena_printf(c->arena, "%lld", (long long)result->example->id)));
	sheet_text(sheet, result->example->code, NULL);
	if (result->fault != NULL)
		sheet_state(sheet, ctx_text(c, result->fault), "bad");
	else if (result->differences > 0)
		sheet_state(
		    sheet, simulate_format(c, "differs", arena_printf(c->arena, "%zu", result->differences)), "bad");
	else
		sheet_state(sheet, simulate_text(c, "same"), "done");
	sheet_text(sheet, moment_text(c->arena, result->example->created_at), NULL);
}

static enum err
add_procedure(struct page *page, struct sheet *sheet, const char *code, size_t *failed)
{
	const struct regress_result *results;
	struct walk_contents contents;
	size_t count;
	enum err err = regress_contents(page->ctx->db, code, &contents);

	if (err == ERR_NOT_FOUND) /* a rule of an import that lost its procedure: nothing to walk through */
		return OK;
	if (!err)
		err = regress_procedure(page->ctx->db, page->ctx->arena, code, &contents, &results, &count);
	for (size_t i = 0; !err && i < count; i++) {
		add_result(page, sheet, &results[i]);
		*failed += results[i].differences > 0 || results[i].fault != NULL;
	}
	return err;
}

static struct sheet *
examples_sheet(struct ctx *c)
{
	static const char *const heads[] = { "example", "procedure", "result", "kept_at" };
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "examples"));

	sheet->empty = simulate_text(c, "examples_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, simulate_text(c, heads[i]), false);
	return sheet;
}

enum err
handle_examples(struct ctx *c, const void *input)
{
	const struct example_input *in = input;
	struct page page = page_new(c, simulate_text(c, "examples_title"), EXAMPLES_PATH, NULL);
	struct sheet *sheet = examples_sheet(c);
	const char *const *codes = &in->procedure;
	size_t count = 1, failed = 0;
	bool more = false;
	enum err err = OK;

	page.words = "catalogue_simulate";
	if (in->procedure == NULL)
		err = examples_procedures(
		    c->db, in->after != NULL ? in->after : "", PROCEDURES_PAGE, &codes, &count, &more);
	for (size_t i = 0; !err && i < count; i++)
		err = add_procedure(&page, sheet, codes[i], &failed);
	if (err)
		return err;
	page_lead(&page, simulate_text(c, "examples_lead"));
	if (sheet_rows(sheet) > 0)
		page_lead(&page, failed > 0
				     ? simulate_format(c, "examples_failed", arena_printf(c->arena, "%zu", failed))
				     : simulate_text(c, "examples_good"));
	page_sheet(&page, sheet, NULL, NULL);
	page_next(&page,
	    more ? url_query_add(c->arena, arena_strdup(c->arena, EXAMPLES_PATH), "sau", codes[count - 1]) : NULL);
	page_action(&page, simulate_text(c, "run_again"), EXAMPLES_PATH, false);
	page_link(&page, simulate_text(c, "to_walks"), SIMULATE_PATH);
	return page_respond(&page);
}

/* --- one --------------------------------------------------------------------------------------------------------------- */

struct opened {
	struct example example;
	struct procedure_item item;
	struct regression regression;
	const char *draft_name; /* NULL: walked with what is in force */
	const char *walked;     /* digest of all that it was walked with: whoever accepts says what they looked at */
};

static const char *
digest_of(struct arena *arena, const struct walk_contents *contents)
{
	unsigned char digest[SHA256_SIZE];
	struct sha256_stream *stream = sha256_begin(arena);

	for (size_t i = 0; i < WALK_KINDS; i++) {
		const char *content = contents->of[i] != NULL ? contents->of[i] : "";

		sha256_add(stream, content, strlen(content) + 1);
	}
	sha256_end(stream, digest);
	return hex_encode(arena, digest, sizeof(digest));
}

static enum err
put_draft(struct ctx *c, int64_t id, struct opened *o, struct walk_contents *contents)
{
	struct definition_draft draft;
	enum definition_kind kind;
	enum err err = draft_by_id(c->db, id, &draft);

	if (err)
		return err;
	if (!officer_sees_draft(ctx_officer(c), draft.owner_agency_id) || !definition_kind_by_name(draft.kind, &kind))
		return ERR_NOT_FOUND;
	contents->of[kind] = draft.content;
	o->draft_name = draft.name;
	return OK;
}

static enum err
open_example(struct ctx *c, const struct example_input *in, struct opened *o)
{
	struct walk_contents contents;
	enum err err;

	*o = (struct opened){ .draft_name = NULL };
	if ((err = example_by_id(c->db, in->example, &o->example)) ||
	    (err = item_by_code(c->db, o->example.code, &o->item)) ||
	    (err = regress_contents(c->db, o->example.code, &contents)) ||
	    (in->draft != 0 && (err = put_draft(c, in->draft, o, &contents))))
		return err;
	o->walked = digest_of(c->arena, &contents);
	regress_contents_walk(c->db, c->arena, &contents, o->example.given, o->example.expected, &o->regression);
	return OK;
}

/* One side of a difference in words; NULL for nothing. */
static const char *
side(struct ctx *c, const struct opened *o, const struct walk_difference *d, const char *text, int64_t number)
{
	switch (d->kind) {
	case WALK_KEYS: return text != NULL ? ctx_text(c, text) : NULL;
	case WALK_MONEY: return simulate_format(c, "dong", money_text(c->arena, number));
	case WALK_MOMENTS:
		return number == INT64_MIN ? simulate_text(c, "never")
					   : simulate_moment(c, o->regression.filed_at + number * DATE_MINUTE);
	default: return text;
	}
}

static void
differences_sheet(struct page *page, const struct opened *o)
{
	static const char *const heads[] = { "difference_what", "was", "now" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "differences"));

	sheet->empty = simulate_text(c, "same");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, simulate_text(c, heads[i]), false);
	for (size_t i = 0; i < o->regression.count; i++) {
		const struct walk_difference *d = &o->regression.differences[i];

		sheet_text(sheet,
		    message_format(
			c->arena, c->messages, c->language, d->message, MESSAGE_ARGUMENTS({ "what", d->what })),
		    NULL);
		sheet_text(sheet, side(c, o, d, d->was, d->was_number), NULL);
		sheet_text(sheet, side(c, o, d, d->now, d->now_number), NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static const char *
act_url(struct ctx *c, const struct example_input *in, const char *what)
{
	const char *id = arena_printf(c->arena, "%lld", (long long)in->example);
	const char *path = arena_printf(c->arena, "%s/%s", url(c->arena, EXAMPLES_PATH "/{}", id), what);

	return in->draft == 0
		   ? path
		   : url_query_add(c->arena, path, "ban-thao", arena_printf(c->arena, "%lld", (long long)in->draft));
}

static void
act_form(struct page *page, const struct example_input *in, const struct opened *o, const char *what, const char *key)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(
	    page, &(struct page_form){ simulate_text(c, arena_printf(c->arena, "%s_title", key)), act_url(c, in, what),
		      simulate_text(c, arena_printf(c->arena, "%s_button", key)), NULL, -1, strcmp(what, "bo") == 0 });

	page_hidden(fields, "version", arena_printf(c->arena, "%lld", (long long)o->example.version));
	if (strcmp(what, "chap-nhan") == 0)
		page_hidden(fields, "dau", o->walked);
	page_area(page, fields, &(struct page_field){ "reason", "reason", NULL, false, NULL });
}

static enum err
add_history(struct page *page, const struct opened *o)
{
	const struct example_act *acts;
	size_t count;
	enum err err = example_acts(page->ctx->db, o->example.id, &acts, &count);

	for (size_t i = 0; !err && i < count; i++)
		page_event(page, simulate_text(page->ctx, arena_printf(page->ctx->arena, "acts.%s", acts[i].kind)),
		    acts[i].at, acts[i].officer_name, acts[i].note);
	return err;
}

enum err
handle_example(struct ctx *c, const void *input)
{
	const struct example_input *in = input;
	struct opened o;
	struct page page;
	enum err err = open_example(c, in, &o);

	if (err)
		return err;
	page = page_new(c, o.example.name, EXAMPLES_PATH, EXAMPLES_PATH);
	page.words = "catalogue_simulate";
	page_fact(&page, simulate_text(c, "procedure"), o.example.code);
	page_fact(&page, simulate_text(c, "filed_label"), simulate_moment(c, o.regression.filed_at));
	page_fact(&page, simulate_text(c, "walked_with"),
	    o.draft_name != NULL ? simulate_format(c, "with_draft", o.draft_name) : simulate_text(c, "with_force"));
	if (o.regression.fault != NULL)
		page_fact(&page, simulate_text(c, "result"), ctx_text(c, o.regression.fault));
	differences_sheet(&page, &o);
	if (officer_drafts(ctx_officer(c), &o.item)) {
		if (o.regression.count > 0)
			act_form(&page, in, &o, "chap-nhan", "accept");
		act_form(&page, in, &o, "bo", "remove");
	}
	if ((err = add_history(&page, &o)))
		return err;
	return c->errors != NULL ? respond_page_status(c, 422, "catalogue/govern", page.view) : page_respond(&page);
}

struct acting {
	struct ctx *c;
	const struct example_input *in;
	struct opened o;
	int64_t now;
	enum err refused; /* what the example says now: a repetition is answered before it counts */
};

static enum err
accept_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;

	if (a->refused)
		return a->refused;
	if (strcmp(a->o.walked, a->in->walked) != 0)
		return refuse(a->c, ERR_CONFLICT, "catalogue_simulate.walked_otherwise", NULL);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, EXAMPLES_PATH "/%lld", (long long)a->in->example);
	return example_accept(db, &a->o.example, a->in->version,
	    walk_outcome_write(a->c->arena, &a->o.regression.outcome), ctx_officer(a->c)->id, a->now, a->in->reason);
}

static enum err
remove_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;

	if (a->refused)
		return a->refused;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", EXAMPLES_PATH);
	if (a->o.example.version != a->in->version)
		return ERR_CONFLICT;
	return example_remove(db, &a->o.example, ctx_officer(a->c)->id, a->now, a->in->reason);
}

static enum err
act(struct ctx *c, const struct example_input *in, const char *scope, idempotent_act *once)
{
	struct acting acting = { .c = c, .in = in };
	enum err err = ctx_now(c, &acting.now);

	if (err)
		return err;
	acting.refused = open_example(c, in, &acting.o);
	if (!acting.refused && !officer_drafts(ctx_officer(c), &acting.o.item))
		return ERR_NOT_FOUND;
	if (!acting.refused && acting.o.regression.fault != NULL && once == accept_once)
		return refuse(c, ERR_CONFLICT, acting.o.regression.fault, NULL);
	return idempotency_run(c, scope, once, &acting);
}

enum err
handle_example_accept(struct ctx *c, const void *input)
{
	return act(c, input, "catalogue.example_accept", accept_once);
}

enum err
handle_example_remove(struct ctx *c, const void *input)
{
	return act(c, input, "catalogue.example_remove", remove_once);
}
