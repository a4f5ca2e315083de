/* Choosing and planning a bulk edit. See bulk.h. */
#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_store.h"
#include "office/bulk.h"
#include "office/bulk_apply.h"
#include "office/bulk_store.h"
#include "office/office_filter.h"
#include "office/office_nav.h"
#include "office/office_store.h"
#include "office/office_view.h"
#include "publish/edition.h"
#include "record/procedure_record.h"
#include "search/served.h"

#define BULK_PATH OFFICE_LIST_PATH "/sua-hang-loat"
enum { HTTP_INVALID = 422, VALUE_MAX = 255, CODE_SIZE = 9 };

struct bulk_form_input {
	struct office_filter filter;
	const char *kind;
};
static const struct field form_fields[] = {
	OFFICE_FILTER_FIELDS(bulk_form_input, FROM_QUERY),
	FIELD_NAMED(bulk_form_input, kind, "thay", FIELD_CHOICE, FROM_QUERY, .choices = bulk_kinds),
};
const struct input bulk_form_input = INPUT(bulk_form_input, form_fields);

struct bulk_plan_input {
	struct office_filter filter;
	const char *kind;
	const char *value, *reason;
	struct texts values;
};
static const struct field plan_fields[] = {
	OFFICE_FILTER_FIELDS(bulk_plan_input, FROM_QUERY),
	FIELD_NAMED(bulk_plan_input, kind, "thay", FIELD_CHOICE, FROM_QUERY, .required = true, .choices = bulk_kinds),
	FIELD(bulk_plan_input, value, FIELD_TEXT, FROM_FORM, .max = VALUE_MAX, .label = "catalogue_edit.bulk_value"),
	FIELD(bulk_plan_input, values, FIELD_TEXTS, FROM_FORM, .max = 40, .most = 20,
	    .label = "catalogue_edit.bulk_value"),
	FIELD(bulk_plan_input, reason, FIELD_TEXT, FROM_FORM, .max = 500,
	    .label = "catalogue_version.m.version.level_reason"),
};
const struct input bulk_plan_input = INPUT(bulk_plan_input, plan_fields);

/* What a kind asks for: a name out of a list, several of them, or a choice out of a source. */
static const char *const offer_tiers[] = { "commune", "department", "centre", NULL };
static const struct asked {
	const char *kind;
	const char *const *names; /* NULL: out of the source */
	enum edit_source source;
	const char *words; /* group of texts for the names, after "catalogue_version.w." or in catalogue_edit */
	bool several;
	bool may_be_empty; /* taking away what stands there is a change too */
} asked[] = {
	{ "level", service_levels, SOURCE_NONE, "catalogue_version.w.version.service_level", false, false },
	{ "owner", NULL, SOURCE_AGENCIES, NULL, false, true },
	{ "sector", NULL, SOURCE_SECTORS, NULL, false, false },
	{ "form", NULL, SOURCE_FORMS, NULL, false, true },
	{ "process", NULL, SOURCE_PROCESSES, NULL, false, true },
	{ "rule", NULL, SOURCE_RULES, NULL, false, true },
	{ "offer", offer_tiers, SOURCE_NONE, "catalogue_edit.tiers", false, false },
	{ "audience", version_audiences, SOURCE_NONE, "catalogue_version.w.version.audience", true, false },
	{ "life_events", life_events, SOURCE_NONE, "catalogue_version.w.version.life_events", true, true },
};

static const struct asked *
asked_of(const char *kind)
{
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (strcmp(asked[i].kind, kind) == 0)
			return &asked[i];
	return &asked[0];
}

static bool
is_definition(enum edit_source source)
{
	return source == SOURCE_FORMS || source == SOURCE_PROCESSES || source == SOURCE_RULES;
}

/* A definition goes by its code: the latest version of it at the time when it is attached. */
static const char *
choice_value(const struct asked *a, const struct edit_choice *choice)
{
	return is_definition(a->source) ? choice->name : choice->value;
}

static bool
was_ticked(const struct ctx *c, const char *name)
{
	for (size_t i = 0; c->raw != NULL && i < c->raw->count; i++)
		if (strcmp(c->raw->pairs[i].name, "values") == 0 && c->raw->pairs[i].value != NULL &&
		    strcmp(c->raw->pairs[i].value, name) == 0)
			return true;
	return false;
}

static void
add_ticks(struct ctx *c, struct view *item, const struct asked *a)
{
	struct view *field = view_child(item, "checkboxes");
	struct view *options;

	part_field(field, "values", ctx_text(c, "catalogue_edit.bulk_value"), NULL, again_error(c, "values"), false);
	view_bool(field, "inline", true);
	options = view_list(field, "options");
	for (size_t i = 0; a->names[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? "values" : arena_printf(c->arena, "values-%s", a->names[i]));
		view_text(option, "value", a->names[i]);
		view_text(option, "label", ctx_text(c, arena_printf(c->arena, "%s.%s", a->words, a->names[i])));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", was_ticked(c, a->names[i]));
	}
}

static void
add_select(struct ctx *c, struct view *item, const struct asked *a, const struct edit_choices *choices)
{
	struct view *field = view_child(item, "select");
	const char *typed = again_typed(c, "value", "");
	struct view *options;

	part_field(field, "value", ctx_text(c, "catalogue_edit.bulk_value"), NULL, again_error(c, "value"), false);
	view_text(field, "empty",
	    ctx_text(c, strcmp(a->kind, "owner") == 0 ? "catalogue_edit.owner_none"
			: a->may_be_empty             ? "catalogue_edit.none"
						      : "catalogue_edit.choose"));
	options = view_list(field, "options");
	for (size_t i = 0; a->names != NULL && a->names[i] != NULL; i++)
		part_option(
		    options, a->names[i], ctx_text(c, arena_printf(c->arena, "%s.%s", a->words, a->names[i])), typed);
	for (size_t i = 0; a->names == NULL && i < choices->count; i++)
		part_option(options, choice_value(a, &choices->items[i]), choices->items[i].name, typed);
}

static void
add_reason(struct ctx *c, struct view *fields)
{
	struct view *field = view_child(part_item(fields), "input");

	part_field(field, "reason", ctx_text(c, "catalogue_version.m.version.level_reason"),
	    ctx_text(c, "catalogue_edit.hints.version.level_reason"), again_error(c, "reason"), false);
	view_text(field, "value", again_typed(c, "reason", NULL));
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static enum err
read_choices(struct ctx *c, const struct asked *a, struct edit_choices *ret_choices)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	*ret_choices = (struct edit_choices){ NULL, 0 };
	if (err || a->names != NULL)
		return err;
	return edit_choices_of(c->db, a->source, DB_NULL_INT, local_from_utc(now).day, ret_choices);
}

/* The kinds as tabs, each keeping the filter. */
static void
add_kinds(struct ctx *c, struct view *page, const struct office_filter *filter, const char *kind)
{
	const char *here = office_filter_address(c->arena, BULK_PATH, filter, NULL);
	struct view *tabs = view_list(page, "tabs");

	for (size_t i = 0; bulk_kinds[i] != NULL; i++) {
		struct view *tab = view_item(tabs);

		view_text(tab, "label", ctx_text(c, arena_printf(c->arena, "catalogue_edit.bulks.%s", bulk_kinds[i])));
		view_url(tab, "url", url_query_add(c->arena, here, "thay", bulk_kinds[i]));
		view_bool(tab, "current", strcmp(bulk_kinds[i], kind) == 0);
	}
	view_url(page, "action", url_query_add(c->arena, here, "thay", kind));
	view_url(page, "back_url", office_filter_address(c->arena, OFFICE_LIST_PATH, filter, NULL));
}

static void
add_latest(struct ctx *c, struct view *page, const struct bulk_edit *bulks, size_t count)
{
	struct view *list = view_list(page, "latest");

	for (size_t i = 0; i < count; i++) {
		struct view *item = view_item(list);

		view_text(item, "label", ctx_text(c, arena_printf(c->arena, "catalogue_edit.bulks.%s", bulks[i].kind)));
		view_url(item, "url", url(c->arena, BULK_PATH "/{}", bulks[i].code));
		view_text(item, "who", bulks[i].officer_name);
		view_text(item, "when", moment_text(c->arena, bulks[i].created_at));
		view_text(
		    item, "how", ctx_text(c, arena_printf(c->arena, "catalogue_edit.bulk_states.%s", bulks[i].state)));
	}
	view_bool(page, "any_latest", count > 0);
}

static enum err
show(struct ctx *c, const struct office_filter *filter, const char *kind, int status)
{
	const struct edition edition = served_edition(c);
	const struct asked *a = asked_of(kind != NULL ? kind : bulk_kinds[0]);
	struct view *page = view_object(c->arena);
	struct office_choices filters;
	struct edit_choices choices;
	const struct bulk_edit *latest;
	size_t latest_count;
	struct view *fields;
	int64_t count;
	enum err err = office_count(c->db, c->arena, filter, &count);

	if (err || (err = office_choices(c->db, &filters)) || (err = read_choices(c, a, &choices)) ||
	    (err = bulks_latest(c->db, &latest, &latest_count)))
		return err;
	view_text(page, "title", ctx_text(c, "catalogue_edit.bulk_title"));
	view_text(page, "found",
	    edition_format(c->arena, &edition, "catalogue_edit.found", "count", money_text(c->arena, count)));
	office_view_filters(c->arena, &edition, page, OFFICE_LIST_PATH, filter, &filters);
	add_kinds(c, page, filter, a->kind);
	again_errors(c, page);
	fields = view_list(page, "fields");
	if (a->several)
		add_ticks(c, part_item(fields), a);
	else
		add_select(c, part_item(fields), a, &choices);
	if (strcmp(a->kind, "level") == 0)
		add_reason(c, fields);
	add_latest(c, page, latest, latest_count);
	view_text(page, "once", idempotency_key(c));
	office_nav(c, page, OFFICE_LIST_PATH);
	return respond_page_status(c, status, "catalogue/bulk_form", page);
}

enum err
handle_bulk_form(struct ctx *c, const void *input)
{
	const struct bulk_form_input *in = input;

	return show(c, &in->filter, in->kind, 200);
}

enum err
handle_bulk_again(struct ctx *c, const void *input)
{
	const struct bulk_plan_input *in = input;

	return show(c, &in->filter, in->kind, HTTP_INVALID);
}

/* The ticks as one text; *ret_known: all of them are among the names. */
static const char *
ticked(struct arena *arena, const struct texts *values, const struct asked *a, bool *ret_known)
{
	const char *text = "";

	*ret_known = values->count > 0 || a->may_be_empty;
	for (size_t i = 0; i < values->count; i++) {
		*ret_known = *ret_known && word_list_find(a->names, values->items[i]) != NULL;
		text = arena_printf(arena, "%s%s%s", text, i > 0 ? "," : "", values->items[i]);
	}
	return text;
}

/* What was chosen, as the bulk edit keeps it; NULL and the fault at its field: it cannot be. */
static const char *
chosen_value(struct ctx *c, const struct bulk_plan_input *in, const struct asked *a, const struct edit_choices *choices)
{
	const char *value = in->value != NULL ? in->value : "";
	bool known = *value == '\0' && a->may_be_empty;

	if (a->several)
		value = ticked(c->arena, &in->values, a, &known);
	else if (a->names != NULL)
		known = word_list_find(a->names, value) != NULL;
	for (size_t i = 0; i < choices->count; i++)
		known = known || strcmp(choice_value(a, &choices->items[i]), value) == 0;
	if (known)
		return value;
	(void)again_refuse(c, a->several ? "values" : "value", "catalogue_edit.errors.bulk_value");
	return NULL;
}

const char *
bulk_value_text(struct ctx *c, const char *kind, const char *value)
{
	const struct asked *a = asked_of(kind);
	const char *text = "";

	if (*value == '\0')
		return NULL;
	if (a->names == NULL)
		return value;
	for (size_t size; *value != '\0'; value += size + (value[size] == ',')) {
		size = strcspn(value, ",");
		text = arena_printf(c->arena, "%s%s%s", text, *text != '\0' ? ", " : "",
		    ctx_text(c, arena_printf(c->arena, "%s.%s", a->words, arena_strndup(c->arena, value, size))));
	}
	return text;
}

struct planning {
	struct ctx *c;
	const struct office_filter *filter;
	struct bulk_edit bulk;
	const char *agencies;
	int64_t now;
};

static enum err
plan_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct planning *p = arg;
	char random[CODE_SIZE];
	int64_t id;
	enum err err;

	random_code(random, sizeof(random) - 1);
	p->bulk.code = arena_printf(p->c->arena, "SL-%s", random);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", url(p->c->arena, BULK_PATH "/{}", p->bulk.code));
	err = bulk_add(db, &p->bulk, p->now, &id);
	return err ? err : office_plan(db, p->c->arena, p->filter, id, p->agencies);
}

/* Whose procedures this officer may change, as a JSON array; 0 stands for those of the office. NULL: everybody's. */
static const char *
own_agencies(struct ctx *c)
{
	const struct officer *officer = ctx_officer(c);
	const char *units = officer_agencies(c->arena, officer, ROLE_DRAFTER);

	if (officer_has_role(officer, ROLE_ADMINISTRATOR))
		return NULL;
	if (!officer_has_role(officer, ROLE_CONTROLLER))
		return units;
	return strcmp(units, "[]") == 0 ? "[0]" : arena_printf(c->arena, "[0,%s", units + 1);
}

enum err
handle_bulk_plan(struct ctx *c, const void *input)
{
	const struct bulk_plan_input *in = input;
	const struct officer *officer = ctx_officer(c);
	const struct asked *a = asked_of(in->kind);
	struct planning p = { .c = c, .filter = &in->filter, .agencies = own_agencies(c) };
	struct edit_choices choices;
	const char *value;
	enum err err = read_choices(c, a, &choices);

	if (err || (err = ctx_now(c, &p.now)))
		return err;
	if (strcmp(a->kind, "owner") == 0 && p.agencies != NULL)
		return refuse(c, ERR_FORBIDDEN, "role.needs_administrator", NULL);
	if ((value = chosen_value(c, in, a, &choices)) == NULL)
		return handle_bulk_again(c, input);
	if (strcmp(a->kind, "level") == 0 && strcmp(value, service_levels[0]) != 0 && in->reason == NULL) {
		(void)again_refuse(c, "reason", "field_error.required");
		return handle_bulk_again(c, input);
	}
	p.bulk = (struct bulk_edit){ .officer_id = officer->id,
		.list = office_filter_address(c->arena, OFFICE_LIST_PATH, &in->filter, NULL),
		.kind = a->kind,
		.value = value,
		.reason = in->reason != NULL ? in->reason : "" };
	return idempotency_run(c, "catalogue.bulk", plan_once, &p);
}

struct view *
bulk_form_sample(struct arena *arena)
{
	static const struct office_choice choice = { "sample", "sample" };
	static const struct office_choices choices = { &choice, &choice, 1, 1 };
	static const struct office_filter filter = { .q = "sample" };
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	struct view *page = view_object(arena);
	struct view *item;

	view_text(page, "title", "sample");
	view_text(page, "found", "sample");
	office_view_filters(arena, &edition, page, OFFICE_LIST_PATH, &filter, &choices);
	item = view_item(view_list(page, "tabs"));
	view_text(item, "label", "sample");
	view_url(item, "url", "/sample");
	view_bool(item, "current", true);
	view_url(page, "action", "/sample");
	view_url(page, "back_url", "/sample");
	view_bool(page, "has_errors", false);
	(void)view_list(page, "errors");
	item = view_child(part_item(view_list(page, "fields")), "select");
	part_field(item, "value", "sample", NULL, NULL, false);
	view_text(item, "empty", "sample");
	part_option(view_list(item, "options"), "sample", "sample", NULL);
	item = view_item(view_list(page, "latest"));
	view_text(item, "label", "sample");
	view_url(item, "url", "/sample");
	view_text(item, "who", "sample");
	view_text(item, "when", "sample");
	view_text(item, "how", "sample");
	view_bool(page, "any_latest", true);
	view_text(page, "once", "sample");
	office_nav_sample(page);
	return page;
}
