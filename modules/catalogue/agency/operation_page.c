/* The list of operations, planning one, deciding on it. The dry run itself: operation_view.c. See operation_page.h. */
#include "agency/operation_page.h"

#include <stdio.h>
#include <string.h>

#include "agency/agency_text.h"
#include "agency/operation.h"
#include "agency/operation_apply.h"
#include "agency/operation_store.h"
#include "agency/operation_view.h"
#include "agency/tree_page.h"
#include "agency/tree_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"

enum { NUMBER_SIZE = 8, AGENCIES_MOST = 200, PLACE_MOST = 129 /* two codes and a stroke */ };
#define CODES "A-Z0-9."

struct operations_in {
	const char *before; /* number of the last one shown */
};
static const struct field operations_fields[] = {
	FIELD_NAMED(operations_in, before, "truoc", FIELD_CODE, FROM_QUERY),
};
const struct input operations_input = INPUT(operations_in, operations_fields);

struct new_in {
	const char *agency;
	const char *kind, *ends, *succeeds, *new_name, *new_short_name, *decision_no;
	int32_t effective, decision_date;
};
static const struct field new_fields[] = {
	FIELD_NAMED(new_in, agency, "co-quan", FIELD_CODE, FROM_QUERY),
};
const struct input operation_new_input = INPUT(new_in, new_fields);
static const struct field add_fields[] = {
	FIELD(new_in, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = operation_kinds,
	    .label = "catalogue_agency.kind"),
	FIELD(new_in, ends, FIELD_LINES, FROM_FORM, .required = true, .max = 8000, .label = "catalogue_agency.ends"),
	FIELD(new_in, succeeds, FIELD_LINES, FROM_FORM, .max = 8000, .label = "catalogue_agency.succeeds"),
	FIELD(new_in, new_name, FIELD_TEXT, FROM_FORM, .max = 255, .label = "catalogue_agency.new_name"),
	FIELD(new_in, new_short_name, FIELD_TEXT, FROM_FORM, .max = 120, .label = "catalogue_agency.new_short_name"),
	FIELD(new_in, decision_no, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,
	    .label = "catalogue_agency.decision"),
	FIELD(
	    new_in, decision_date, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_agency.decision_date"),
	FIELD(new_in, effective, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_agency.effective"),
};
const struct input operation_add_input = INPUT(new_in, add_fields);

struct act_in {
	const char *operation;
	int64_t version;
	const char *agency, *kind, *item, *successor;
};
#define VERSION_FIELD                                                                                                  \
	FIELD(act_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = 4000000000,                    \
	    .label = "catalogue_agency.version")
static const struct field act_fields[] = {
	FIELD(act_in, operation, FIELD_CODE, FROM_PATH, .required = true),
	VERSION_FIELD,
};
const struct input operation_act_input = INPUT(act_in, act_fields);
static const struct field choose_fields[] = {
	FIELD(act_in, operation, FIELD_CODE, FROM_PATH, .required = true),
	VERSION_FIELD,
	FIELD(act_in, agency, FIELD_CODE, FROM_FORM, .required = true, .max = 35, .pattern = CODES,
	    .label = "catalogue_agency.from"),
	FIELD(act_in, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = choice_kinds,
	    .label = "catalogue_agency.choice_kind"),
	FIELD(act_in, item, FIELD_TEXT, FROM_FORM, .max = 64, .label = "catalogue_agency.item"),
	FIELD(act_in, successor, FIELD_CODE, FROM_FORM, .max = 35, .pattern = CODES, .label = "catalogue_agency.to"),
};
const struct input operation_choose_input = INPUT(act_in, choose_fields);

/* --- the list -------------------------------------------------------------------------------------------------------- */

static const struct sheet *
operations_sheet(struct page *page, const struct operation *operations, size_t count)
{
	static const char *const columns[] = { "number", "kind", "decision", "effective", "state" };
	struct arena *arena = page->ctx->arena;
	struct sheet *sheet = sheet_new(arena, page_text(page, "operations"));

	sheet->empty = page_text(page, "operations_none");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_column(sheet, page_text(page, columns[i]), false);
	for (size_t i = 0; i < count; i++) {
		const struct operation *o = &operations[i];

		sheet_text(sheet, o->number, url(arena, OPERATIONS_PATH "/{}", o->number));
		sheet_text(sheet, page_text(page, arena_printf(arena, "kinds.%s", o->kind)), NULL);
		sheet_text(sheet, o->decision_no, NULL);
		sheet_date(sheet, o->effective);
		operation_state_cell(page, sheet, o);
	}
	return sheet;
}

enum err
handle_operations(struct ctx *c, const void *input)
{
	const struct operations_in *in = input;
	const struct operation *operations;
	struct operation last = { .id = INT64_MAX };
	struct page page;
	size_t count;
	bool more;
	enum err err = in->before != NULL ? operation_by_number(c->db, in->before, &last) : OK;

	if (err || (err = operations_newest(c->db, last.id, &operations, &count, &more)))
		return err;
	page = agency_page(c, "operations", AGENCIES_PATH);
	page_lead(&page, page_text(&page, "operations_lead"));
	page_sheet(&page, operations_sheet(&page, operations, count), NULL, NULL);
	if (more)
		page_next(&page, url_query_add(c->arena, arena_strdup(c->arena, OPERATIONS_PATH), "truoc",
				     operations[count - 1].number));
	page_action(&page, page_text(&page, "operate"), OPERATIONS_PATH "/moi", false);
	return page_respond(&page);
}

/* --- planning -------------------------------------------------------------------------------------------------------- */

static enum err
show_new(struct ctx *c, const char *agency)
{
	struct page page = agency_page(c, "operate", OPERATIONS_PATH);
	struct view *fields = page_form(&page, &(struct page_form){ page_text(&page, "operate"), OPERATIONS_PATH "/moi",
						   page_text(&page, "plan_button"), NULL, -1, false });
	struct page_select kind =
	    page_select(&page, fields, &(struct page_field){ "kind", "kind", "kind_hint", false, NULL }, NULL);

	page_options(&page, &kind, operation_kinds, "kinds");
	page_area(&page, fields, &(struct page_field){ "ends", "ends", "codes_hint", false, agency });
	page_area(&page, fields, &(struct page_field){ "succeeds", "succeeds", "succeeds_hint", true, NULL });
	page_input(&page, fields, &(struct page_field){ "new_name", "new_name", "new_name_hint", true, NULL }, NULL);
	page_input(&page, fields, &(struct page_field){ "new_short_name", "new_short_name", NULL, true, NULL }, NULL);
	page_input(&page, fields, &(struct page_field){ .name = "decision_no", .label = "decision" }, "20");
	page_date(&page, fields, &(struct page_field){ .name = "decision_date", .label = "decision_date" }, DATE_NONE);
	page_date(&page, fields,
	    &(struct page_field){ .name = "effective", .label = "effective", .hint = "effective_hint" }, DATE_NONE);
	return page_respond(&page);
}

enum err
handle_operation_new(struct ctx *c, const void *input)
{
	return show_new(c, ((const struct new_in *)input)->agency);
}

enum err
handle_operation_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_new(c, NULL);
}

struct adding {
	struct ctx *c;
	const struct new_in *in;
	int64_t now;
	const char *number, *wrong_field, *wrong;
};

/* One code a line. */
static enum err
add_parts(struct db *db, struct adding *a, int64_t id, const char *side, const char *lines)
{
	char *rest = arena_strdup(a->c->arena, lines != NULL ? lines : ""), *line;
	size_t count = 0;
	enum err err = OK;

	while (!err && (line = strsep(&rest, "\n, ;")) != NULL) {
		struct agency_record record;

		if (*line == '\0')
			continue;
		err = ++count > AGENCIES_MOST ? ERR_NOT_FOUND : agency_record_by_code(db, line, &record);
		if (!err)
			err = operation_part_add(db, id, side, record.id);
		if (err == ERR_NOT_FOUND || (err == ERR_CONFLICT && db_duplicate(db))) {
			a->wrong_field = side;
			a->wrong = err == ERR_CONFLICT ? "catalogue_agency.twice" : "catalogue_agency.no_such_agency";
			return ERR_INVALID;
		}
	}
	return err;
}

static enum err
add_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct adding *a = arg;
	int64_t id;
	enum err err;

	a->wrong = NULL;
	err = operation_add(db,
	    &(struct operation){ .number = a->number,
		.kind = a->in->kind,
		.effective = a->in->effective,
		.decision_no = a->in->decision_no,
		.decision_date = a->in->decision_date,
		.new_name = a->in->new_name,
		.new_short_name = a->in->new_short_name,
		.created_by = ctx_officer(a->c)->id,
		.created_at = a->now },
	    &id);
	if (err || (err = add_parts(db, a, id, "ends", a->in->ends)) ||
	    (err = add_parts(db, a, id, "succeeds", a->in->succeeds)))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, OPERATIONS_PATH "/%s", a->number);
	return OK;
}

enum err
handle_operation_add(struct ctx *c, const void *input)
{
	struct adding a = { .c = c, .in = input };
	char code[NUMBER_SIZE + 1];
	enum err err = ctx_now(c, &a.now);

	random_code(code, NUMBER_SIZE);
	a.number = arena_printf(c->arena, "SX-%s", code);
	if (!err)
		err = idempotency_run(c, "catalogue.operation.add", add_once, &a);
	return err && a.wrong != NULL ? again_refuse(c, a.wrong_field, a.wrong) : err;
}

/* --- what goes to whom, the order, calling off ------------------------------------------------------------------------ */

struct acting {
	struct ctx *c;
	const struct act_in *in;
	int64_t now;
	const char *wrong_field, *wrong;
	enum err (*act)(struct db *db, struct acting *a, const struct operation *operation);
};

static enum err
wrong(struct acting *a, const char *field, const char *message)
{
	a->wrong_field = field;
	a->wrong = message;
	return ERR_INVALID;
}

static const struct operation_part *
part_of(const struct operation_part *parts, size_t count, const char *side, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(parts[i].side, side) == 0 && strcmp(parts[i].code, code) == 0)
			return &parts[i];
	return NULL;
}

static enum err
choose(struct db *db, struct acting *a, const struct operation *operation)
{
	const struct act_in *in = a->in;
	const char *item = in->item != NULL ? in->item : CHOICE_OF_ALL;
	const struct operation_part *parts, *from, *to = NULL;
	size_t count;
	enum err err = operation_parts(db, operation->id, &parts, &count);

	if (err)
		return err;
	if ((from = part_of(parts, count, "ends", in->agency)) == NULL)
		return wrong(a, "agency", "catalogue_agency.not_ending");
	if (in->successor != NULL && (to = part_of(parts, count, "succeeds", in->successor)) == NULL)
		return wrong(a, "successor", "catalogue_agency.not_succeeding");
	/* Nobody can belong to two agencies; what is chosen for no successor is taken back. */
	if (to == NULL && strcmp(in->kind, choice_kinds[0]) != 0)
		return operation_unchoose(db, operation->id, in->version, from->agency_id, in->kind, item);
	return operation_choose(
	    db, operation->id, in->version, from->agency_id, in->kind, item, to != NULL ? to->agency_id : DB_NULL_INT);
}

static enum err
order(struct db *db, struct acting *a, const struct operation *operation)
{
	struct operation_problem problems[OPERATION_PROBLEMS];
	struct operation_plan plan;
	enum err err = tree_lock(db);

	if (err || (err = operation_plan_read(db, operation, &plan)))
		return err;
	if (operation_check(a->c->arena, &plan, problems) > 0)
		return refuse(a->c, ERR_CONFLICT, "catalogue_agency.not_ready", NULL);
	return operation_order(db, operation->id, a->in->version, ctx_officer(a->c)->id, a->now);
}

static enum err
call_off(struct db *db, struct acting *a, const struct operation *operation)
{
	return operation_cancel(db, operation->id, a->in->version);
}

static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct acting *a = arg;
	struct operation operation;
	enum err err = operation_by_number(db, a->in->operation, &operation);

	a->wrong = NULL;
	if (!err && operation.version != a->in->version)
		err = ERR_CONFLICT;
	if (!err)
		err = a->act(db, a, &operation);
	if (err == ERR_CONFLICT && a->c->failure.message == NULL)
		return refuse(a->c, ERR_CONFLICT, "catalogue_agency.moved_on", NULL);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, OPERATIONS_PATH "/%s", a->in->operation);
	return err;
}

static enum err
act(struct ctx *c, const void *input, const char *scope,
    enum err (*act_of)(struct db *db, struct acting *a, const struct operation *operation))
{
	struct acting a = { .c = c, .in = input, .act = act_of };
	enum err err = ctx_now(c, &a.now);

	if (!err)
		err = idempotency_run(c, scope, act_once, &a);
	return err && a.wrong != NULL ? again_refuse(c, a.wrong_field, a.wrong) : err;
}

enum err
handle_operation_choose(struct ctx *c, const void *input)
{
	return act(c, input, "catalogue.operation.choose", choose);
}

enum err
handle_operation_choose_again(struct ctx *c, const void *input)
{
	return operation_show(c, ((const struct act_in *)input)->operation, NULL, NULL);
}

enum err
handle_operation_order(struct ctx *c, const void *input)
{
	return act(c, input, "catalogue.operation.order", order);
}

enum err
handle_operation_cancel(struct ctx *c, const void *input)
{
	return act(c, input, "catalogue.operation.cancel", call_off);
}

struct shown_in {
	const char *operation, *list, *after;
};
static const struct field shown_fields[] = {
	FIELD(shown_in, operation, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(shown_in, list, "danh-sach", FIELD_CHOICE, FROM_QUERY, .choices = operation_lists),
	FIELD_NAMED(shown_in, after, "sau", FIELD_CODE, FROM_QUERY, .max = PLACE_MOST),
};
const struct input operation_input = INPUT(shown_in, shown_fields);

enum err
handle_operation(struct ctx *c, const void *input)
{
	const struct shown_in *in = input;

	return operation_show(c, in->operation, in->list, in->after);
}
