/* The work list: queues as data, filters in the address. See list.h. */
#include "list/list.h"

#include <inttypes.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/parse.h"
#include "core/view/json.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier.h"
#include "domain/time/local_time.h"
#include "list/list_export.h"
#include "list/list_store.h"
#include "list/list_view.h"
#include "office.h"

#define ROLE_BIT(role)   (1U << (role))
#define STATE_BIT(state) (1U << (state))

#define RUNNING (STATE_BIT(DOSSIER_RECEIVED) | STATE_BIT(DOSSIER_IN_PROGRESS))
#define ALL     (STATE_BIT(DOSSIER_STATE__MAX) - 1U - STATE_BIT(DOSSIER_NEW))
#define WAITING                                                                                                        \
	(STATE_BIT(DOSSIER_INTAKE_SUPPLEMENT) | STATE_BIT(DOSSIER_INTAKE_FEE_DUE) |                                    \
	    STATE_BIT(DOSSIER_SUPPLEMENT_DUE) | STATE_BIT(DOSSIER_FEE_DUE))
#define WORKERS (ROLE_BIT(ROLE_PROCESSING) | ROLE_BIT(ROLE_SECTION_HEAD) | ROLE_BIT(ROLE_LEADER))

/* A queue of the same name continues the one before it: leaders of both levels find their own. */
const struct queue list_queues[] = {
	{ "tiep-nhan", "workflow.queue_intake", ROLE_BIT(ROLE_INTAKE), STATE_BIT(DOSSIER_SUBMITTED), "receiving",
	    "intake", "", false },
	{ "thu-ly", "workflow.queue_process", ROLE_BIT(ROLE_PROCESSING), STATE_BIT(DOSSIER_RECEIVED), "solving",
	    "processing", "", false },
	{ "cho-duyet", "workflow.queue_approve", ROLE_BIT(ROLE_SECTION_HEAD), RUNNING | STATE_BIT(DOSSIER_DECIDED),
	    "solving", "section_head", "section_head", false },
	{ "cho-duyet", "workflow.queue_approve", ROLE_BIT(ROLE_LEADER), RUNNING | STATE_BIT(DOSSIER_DECIDED), "solving",
	    "leader", "leader", false },
	{ "cho-cap-so", "workflow.queue_issue", ROLE_BIT(ROLE_CLERK), RUNNING | STATE_BIT(DOSSIER_DECIDED), "solving",
	    "clerk", "clerk", false },
	{ "cho-tra", "workflow.queue_return", ROLE_BIT(ROLE_RETURNING), STATE_BIT(DOSSIER_DECIDED), "receiving",
	    "returning", "returning", false },
	{ "dang-xu-ly", "workflow.queue_working", WORKERS, STATE_BIT(DOSSIER_IN_PROGRESS) | STATE_BIT(DOSSIER_STOPPED),
	    "solving", "", "", false },
	{ "bo-sung", "workflow.queue_supplement", ROLE_BIT(ROLE_INTAKE) | WORKERS, WAITING, "both", "", "", false },
	{ "qua-han", "workflow.queue_overdue", 0, RUNNING, "both", "", "", true },
	{ "tat-ca", "workflow.queue_all", 0, ALL, "both", "", "", false },
};
const size_t list_queue_count = sizeof(list_queues) / sizeof(list_queues[0]);

enum { PAGE_ROWS = 25, EXPORT_ROWS = 5000, JSON_MAX = 64 * 1024, NUMBER_MAX = 64 };

static const char *const due_choices[] = { "overdue", "today", "week", NULL };
static const char *const channel_choices[] = { "online", "counter", "post", NULL };
static const struct field list_fields[] = {
	FIELD(list_input, queue, FIELD_CODE, FROM_QUERY, .max = 16),
	FIELD(list_input, q, FIELD_TEXT, FROM_QUERY, .max = 100),
	FIELD(list_input, procedure, FIELD_CODE, FROM_QUERY),
	FIELD(list_input, due, FIELD_CHOICE, FROM_QUERY, .choices = due_choices),
	FIELD(list_input, channel, FIELD_CHOICE, FROM_QUERY, .choices = channel_choices),
	FIELD(list_input, after, FIELD_CODE, FROM_QUERY, .max = 90),
	FIELD(list_input, from, FIELD_INT, FROM_QUERY, .min = 1, .max = 100000000, .otherwise = 1),
};
const struct input list_input = INPUT(list_input, list_fields);

static bool
sees(const struct officer *officer, const struct queue *queue)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if ((queue->roles & ROLE_BIT(role)) != 0 && officer_has_role(officer, role))
			return true;
	return queue->roles == 0;
}

size_t
list_queues_of(const struct officer *officer, const struct queue **into)
{
	size_t count = 0;

	for (size_t i = 0; i < list_queue_count; i++)
		if (sees(officer, &list_queues[i]))
			into[count++] = &list_queues[i];
	return count;
}

const struct queue *
list_queue_named(const struct officer *officer, const char *name)
{
	const struct queue *first = NULL;

	for (size_t i = 0; i < list_queue_count; i++) {
		if (!sees(officer, &list_queues[i]))
			continue;
		if (first == NULL)
			first = &list_queues[i];
		if (name != NULL && strcmp(list_queues[i].name, name) == 0)
			return &list_queues[i];
	}
	/* Everybody sees the last one. */
	return first != NULL ? first : &list_queues[list_queue_count - 1];
}

static const char *
as_json(struct arena *arena, const struct view *list)
{
	struct buffer out;

	buffer_init(&out, arena, JSON_MAX);
	json_write(&out, list);
	return out.data;
}

static const char *
scope_json(struct arena *arena, const struct officer *officer)
{
	struct view *list = view_list(view_object(arena), "scope");

	for (size_t i = 0; i < officer->scope_count; i++) {
		struct view *item = view_item(list);

		view_int(item, "agency", officer->scopes[i].agency_id);
		view_text(item, "procedure", officer->scopes[i].procedure_code);
		view_text(item, "role", role_name(officer->scopes[i].role));
	}
	return as_json(arena, list);
}

/* The queues that the officer sees, or only those called `name`. */
static const char *
queues_json(struct arena *arena, const struct officer *officer, const char *name)
{
	struct view *list = view_list(view_object(arena), "queues");

	for (size_t i = 0; i < list_queue_count; i++) {
		const struct queue *queue = &list_queues[i];

		if (!sees(officer, queue) || (name != NULL && strcmp(queue->name, name) != 0))
			continue;
		for (enum dossier_state state = DOSSIER_SUBMITTED; state < DOSSIER_STATE__MAX; state++) {
			struct view *item;

			if ((queue->states & STATE_BIT(state)) == 0)
				continue;
			item = view_item(list);
			view_text(item, "queue", queue->name);
			view_text(item, "side", queue->side);
			view_text(item, "role", queue->role);
			view_text(item, "state", dossier_state_name(state));
			view_text(item, "waiting", queue->waiting);
			view_int(item, "late", queue->late);
		}
	}
	return as_json(arena, list);
}

static const char *
cursor_text(struct arena *arena, int64_t sort_at, const char *number)
{
	return arena_printf(arena, "%" PRId64 ".%s", sort_at, number);
}

const char *
list_cursor(struct ctx *c, const struct dossier *dossier)
{
	struct civil filed;
	struct local_time local;
	int64_t at = dossier->due_at;

	if (at == TIME_NONE) {
		/* As the statement sorts: a hundred years after it was filed. */
		local = local_from_utc(dossier->filed_at);
		filed = civil_from_days(local.day);
		filed.year += 100;
		at = dossier->filed_at + (int64_t)(days_from_civil(filed) - local.day) * DATE_DAY;
	}
	return cursor_text(c->arena, at, dossier->filing_number);
}

/* "1796051700000000.TN-261121-0001"; what is no cursor is none: the list begins at its top. */
static void
read_cursor(struct arena *arena, const char *text, struct list_query *query)
{
	const char *dot = text == NULL ? NULL : strchr(text, '.');
	int64_t at;

	query->after = TIME_NONE;
	if (dot == NULL || dot[1] == '\0' ||
	    parse_i64(arena_strndup(arena, text, (size_t)(dot - text)), 0, INT64_MAX, &at) != OK)
		return;
	query->after = at;
	query->after_number = dot + 1;
}

static int64_t
day_start(int64_t now, int days)
{
	return utc_from_local(office_day(now) + days, 0);
}

static void
read_due(const char *due, int64_t now, struct list_query *query)
{
	query->due_from = query->due_before = TIME_NONE;
	if (due == NULL)
		return;
	if (strcmp(due, "overdue") == 0) {
		query->due_before = day_start(now, 0);
		return;
	}
	query->due_from = day_start(now, 0);
	query->due_before = day_start(now, strcmp(due, "today") == 0 ? 1 : 7);
}

enum err
list_query_of(struct ctx *c, const struct list_input *in, const struct queue *queue, struct list_query *query)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	*query = (struct list_query){
		.scope = scope_json(c->arena, ctx_officer(c)),
		.queues = queues_json(c->arena, ctx_officer(c), queue->name),
		.today = day_start(now, 0),
		.words = in->q,
		.procedure = in->procedure,
		.channel = in->channel,
	};
	read_due(in->due, now, query);
	read_cursor(c->arena, in->after, query);
	return OK;
}

/* Whose work is elsewhere begins there. */
static const struct {
	enum role role;
	const char *module, *path;
} desks[] = {
	{ ROLE_CASHIER, "payment", "/can-bo/thu-ngan" },
	{ ROLE_ADMINISTRATOR, "catalogue", "/can-bo/danh-muc" },
	{ ROLE_DRAFTER, "catalogue", "/can-bo/danh-muc" },
	{ ROLE_CONTROLLER, "catalogue", "/can-bo/danh-muc" },
	{ ROLE_APPROVER, "catalogue", "/can-bo/danh-muc" },
};

static bool
works_only_as(const struct officer *officer, enum role only)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if (role != only && officer_has_role(officer, role))
			return false;
	return officer_has_role(officer, only);
}

enum err
handle_front_page(struct ctx *c, const void *input)
{
	(void)input;
	return respond_redirect(c, "/can-bo");
}

enum err
handle_office_home(struct ctx *c, const void *input)
{
	const struct officer *officer = ctx_officer(c);

	(void)input;
	for (size_t i = 0; i < sizeof(desks) / sizeof(desks[0]); i++)
		if (config_has_word(&c->config->modules, desks[i].module) && works_only_as(officer, desks[i].role))
			return respond_redirect(c, desks[i].path);
	return respond_redirect(c, "/can-bo/ho-so");
}

enum err
handle_list(struct ctx *c, const void *input)
{
	const struct list_input *in = input;
	struct list_page page = { .input = in, .queue = list_queue_named(ctx_officer(c), in->queue) };
	struct list_query query;
	struct view *view;
	enum err err;

	if ((err = list_query_of(c, in, page.queue, &query)) ||
	    (err = list_rows(c->db, c->arena, &query, PAGE_ROWS, &page.rows, &page.row_count, &page.more)))
		return err;
	query.queues = queues_json(c->arena, ctx_officer(c), NULL);
	if ((err = list_counts(c->db, c->arena, &query, &page.counts, &page.count_count)) ||
	    (err = list_procedures(c->db, query.scope, &page.procedures, &page.procedure_count)))
		return err;
	if (page.more)
		page.next = cursor_text(
		    c->arena, page.rows[page.row_count - 1].sort_at, page.rows[page.row_count - 1].filing_number);
	view = list_view(c, &page);
	return respond_page(c, "workflow/list", view);
}

enum err
handle_list_export(struct ctx *c, const void *input)
{
	const struct list_input *in = input;
	const struct queue *queue = list_queue_named(ctx_officer(c), in->queue);
	const struct list_row *rows;
	struct list_query query;
	struct buffer out;
	size_t count;
	bool more;
	enum err err;

	if ((err = list_query_of(c, in, queue, &query)) ||
	    (err = list_rows(c->db, c->arena, &query, EXPORT_ROWS, &rows, &count, &more)))
		return err;
	list_export_write(c, rows, count, &out);
	office_note_reading(c, NULL, "list_export");
	return respond_download(
	    c, arena_printf(c->arena, "ho-so-%s.csv", queue->name), "text/csv; charset=utf-8", out.data, out.size);
}

enum err
handle_list_next(struct ctx *c, const void *input)
{
	const struct list_input *in = input;
	const struct queue *queue = list_queue_named(ctx_officer(c), in->queue);
	const struct list_row *rows;
	struct list_query query;
	const char *number;
	size_t count;
	bool more;
	enum err err = list_query_of(c, in, queue, &query);

	if (err || (err = list_rows(c->db, c->arena, &query, 1, &rows, &count, &more)))
		return err;
	if (count == 0 && query.after != TIME_NONE) {
		query.after = TIME_NONE;
		if ((err = list_rows(c->db, c->arena, &query, 1, &rows, &count, &more)))
			return err;
	}
	if (count == 0)
		return respond_redirect(c, url_query_add(c->arena, "/can-bo/ho-so", "queue", queue->name));
	number = rows[0].code != NULL ? rows[0].code : rows[0].filing_number;
	return respond_redirect(
	    c, url_query_add(c->arena, url(c->arena, "/can-bo/ho-so/{}", number), "queue", queue->name));
}
