/* Targets of plans. See target.h. */
#include "govern/target.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/fact.h"
#include "govern/page.h"
#include "govern/plan_store.h"
#include "govern/roadmap.h"
#include "govern/sheet.h"

#define TARGET_SET TARGET_PATH "?da-luu=1"
enum { WHOLE_SHARE = 1000, TENTHS = 10, VALUE_MAX = 1000000, PERCENT_MAX = 100 };

static const char *const kinds[] = { "level_count", "level_share", "online_share", "on_spot_share", "form_share",
	"process_share", "busy_count", NULL };
static const char *const target_levels[] = { "full", "online", "level_3", "level_4", NULL };

const char *
target_tier(const struct agency *agency)
{
	return strcmp(agency->tier, "commune") == 0 || strcmp(agency->tier, "district") == 0 ? agency->tier
											     : "province";
}

/* How closely a target names an agency: its own, its tier, everybody; -1: not at all. */
static int
closeness(const struct target *target, const struct agency *agency)
{
	if (target->agency_id != 0)
		return target->agency_id == agency->id ? 2 : -1;
	if (*target->tier != '\0')
		return strcmp(target->tier, target_tier(agency)) == 0 ? 1 : -1;
	return 0;
}

const struct target *
target_for(const struct target *targets, size_t count, const char *kind, const struct agency *agency)
{
	const struct target *best = NULL;
	int closest = -1;

	for (size_t i = 0; i < count; i++) {
		int close = strcmp(targets[i].kind, kind) == 0 ? closeness(&targets[i], agency) : -1;

		if (close > closest) {
			closest = close;
			best = &targets[i];
		}
	}
	return best;
}

bool
target_is_share(const char *kind)
{
	return strstr(kind, "_share") != NULL;
}

static bool
has_definition(const struct fact *fact, const char *kind)
{
	return strcmp(kind, "form_share") == 0 ? fact->has_form : fact->has_process;
}

bool
target_measure(const struct facts *facts, const struct target *target, struct target_state *ret_state)
{
	bool of_level = strncmp(target->kind, "level_", strlen("level_")) == 0;
	bool of_form = strcmp(target->kind, "form_share") == 0;
	struct fact_filter scope = { .tier = *target->tier != '\0' ? target->tier : NULL,
		.agency_id = target->agency_id,
		.level = of_form ? "online" : NULL };
	struct target_state state = { 0 };

	if (!of_level && !of_form && strcmp(target->kind, "process_share") != 0)
		return false;
	for (size_t i = 0; i < facts->count; i++) {
		const struct fact *fact = &facts->items[i];

		if (!fact_matches(facts, fact, &scope))
			continue;
		state.whole++;
		state.part += of_level ? fact_at_level(fact, target->level) : has_definition(fact, target->kind);
	}
	state.met = target_is_share(target->kind) ? state.part * WHOLE_SHARE >= target->value * state.whole
						  : state.part >= target->value;
	*ret_state = state;
	return true;
}

/* --- the page ------------------------------------------------------------------------------------------------------ */

struct target_input {
	const char *kind, *level, *tier, *agency, *source;
	const char *value;
	int32_t due_on;
	bool saved;
};
static const struct field target_fields[] = {
	FIELD(target_input, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = kinds,
	    .label = "catalogue_govern.target_kind"),
	FIELD(
	    target_input, level, FIELD_CHOICE, FROM_FORM, .choices = target_levels, .label = "catalogue_govern.level"),
	FIELD(target_input, tier, FIELD_CHOICE, FROM_FORM, .choices = fact_tiers, .label = "catalogue_govern.tier"),
	FIELD(target_input, agency, FIELD_CODE, FROM_FORM, .max = 35, .label = "catalogue_govern.by_agency"),
	FIELD(target_input, value, FIELD_TEXT, FROM_FORM, .max = 12, .pattern = "0-9.,%",
	    .label = "catalogue_govern.target_value"),
	FIELD(target_input, due_on, FIELD_DATE, FROM_FORM, .label = "catalogue_govern.target_due"),
	FIELD(target_input, source, FIELD_TEXT, FROM_FORM, .required = true, .max = 255,
	    .label = "catalogue_govern.target_source"),
};
const struct input target_input = INPUT(target_input, target_fields);
static const struct field targets_fields[] = {
	FIELD_NAMED(target_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input targets_input = INPUT(target_input, targets_fields);

static const char *
value_text(struct ctx *c, const struct target *target)
{
	if (target->value == DB_NULL_INT)
		return govern_text(c, "target_removed");
	return target_is_share(target->kind) ? share_text(c->arena, target->value)
					     : money_text(c->arena, target->value);
}

static const char *
scope_text(struct ctx *c, const struct target *target)
{
	if (target->agency_id != 0)
		return target->agency_name;
	return *target->tier != '\0' ? govern_word(c, "tiers", target->tier) : govern_text(c, "whole_province");
}

static const char *
kind_text(struct ctx *c, const struct target *target)
{
	if (*target->level == '\0')
		return govern_word(c, "target_kinds", target->kind);
	return arena_printf(
	    c->arena, "%s: %s", govern_word(c, "target_kinds", target->kind), govern_word(c, "levels", target->level));
}

static struct sheet *
targets_sheet(struct ctx *c, const struct target *targets, size_t count)
{
	static const char *const heads[] = { "target_kind", "scope", "target_value", "target_due", "target_source" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "targets_now"));

	sheet->empty = govern_text(c, "targets_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), i == 2);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, kind_text(c, &targets[i]), NULL);
		sheet_text(sheet, scope_text(c, &targets[i]), NULL);
		sheet_text(sheet, value_text(c, &targets[i]), NULL);
		sheet_text(sheet,
		    targets[i].due_on == TARGET_WITHOUT_END ? govern_text(c, "always")
							    : date_text(c->arena, targets[i].due_on),
		    NULL);
		sheet_text(sheet, targets[i].source, NULL);
	}
	return sheet;
}

static void
add_form(struct page *page, const struct agency *agencies, size_t agency_count)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "target_set"), TARGET_PATH, govern_text(c, "save"), NULL, -1, false });
	struct page_select select;

	select = page_select(page, fields, &(struct page_field){ "kind", "target_kind", NULL, false, NULL }, NULL);
	page_options(page, &select, kinds, "target_kinds");
	select = page_select(
	    page, fields, &(struct page_field){ "level", "level", "target_level_hint", true, NULL }, "none");
	page_options(page, &select, target_levels, "levels");
	select = page_select(page, fields, &(struct page_field){ "tier", "tier", NULL, true, NULL }, "whole_province");
	page_options(page, &select, fact_tiers, "tiers");
	select = page_select(
	    page, fields, &(struct page_field){ "agency", "by_agency", "target_agency_hint", true, NULL }, "none");
	page_agencies(&select, agencies, agency_count);
	page_input(
	    page, fields, &(struct page_field){ "value", "target_value", "target_value_hint", true, NULL }, "10");
	page_date(
	    page, fields, &(struct page_field){ "due_on", "target_due", "target_due_hint", true, NULL }, DATE_NONE);
	page_input(page, fields, &(struct page_field){ "source", "target_source", NULL, false, NULL }, NULL);
}

static enum err
show(struct ctx *c, bool saved)
{
	struct page page = page_new(c, govern_text(c, "targets"), ROADMAP_PATH, ROADMAP_PATH);
	const struct target *targets, *history;
	const struct agency *agencies;
	size_t count, past, agency_count;
	enum err err = targets_read(c->db, &targets, &count);

	if (err || (err = targets_history(c->db, &history, &past)) ||
	    (err = agency_all(c->db, &agencies, &agency_count)))
		return err;
	page_notice(&page, saved, "saved");
	page_sheet(&page, targets_sheet(c, targets, count), NULL, NULL);
	if (officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		add_form(&page, agencies, agency_count);
	for (size_t i = 0; i < past; i++)
		page_event(&page, kind_text(c, &history[i]), history[i].at,
		    history[i].officer_name != NULL ? history[i].officer_name : govern_text(c, "installed"),
		    arena_printf(c->arena, "%s: %s (%s)", scope_text(c, &history[i]), value_text(c, &history[i]),
			history[i].source));
	return page_respond(&page);
}

enum err
handle_targets(struct ctx *c, const void *input)
{
	const struct target_input *in = input;

	return show(c, in->saved);
}

enum err
handle_target_again(struct ctx *c, const void *input)
{
	(void)input;
	return show(c, false);
}

/* "1.100", "55,7" or "55,7%": a number, or of a share tenths of a percent. */
static bool
read_value(const char *text, bool share, int64_t *ret_value)
{
	int64_t whole = 0, tenths = 0;
	const char *at = text;

	for (; (*at >= '0' && *at <= '9') || (*at == '.' && !share); at++)
		whole = *at == '.' ? whole : 10 * whole + (*at - '0');
	if (share && (*at == ',' || *at == '.') && at[1] >= '0' && at[1] <= '9') {
		tenths = at[1] - '0';
		at += 2;
	}
	if (share && *at == '%')
		at++;
	if (at == text || *at != '\0' || whole > (share ? PERCENT_MAX : VALUE_MAX) ||
	    TENTHS * whole + tenths > (share ? WHOLE_SHARE : TENTHS * VALUE_MAX))
		return false;
	*ret_value = share ? TENTHS * whole + tenths : whole;
	return true;
}

static enum err
put_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", TARGET_SET);
	return target_put(db, arg);
}

enum err
handle_target_put(struct ctx *c, const void *input)
{
	const struct target_input *in = input;
	struct target target = { .kind = in->kind,
		.level = strncmp(in->kind, "level_", strlen("level_")) == 0 && in->level != NULL ? in->level : "",
		.tier = in->tier != NULL ? in->tier : "",
		.due_on = in->due_on != DATE_ABSENT ? in->due_on : TARGET_WITHOUT_END,
		.value = DB_NULL_INT,
		.source = in->source,
		.officer_id = ctx_officer(c)->id };
	struct agency agency;
	enum err err = ctx_now(c, &target.at);

	if (err)
		return err;
	if (strncmp(in->kind, "level_", strlen("level_")) == 0 && in->level == NULL)
		return again_refuse(c, "level", "field_error.required_choice");
	if (in->value != NULL && !read_value(in->value, target_is_share(in->kind), &target.value))
		return again_refuse(c, "value", "catalogue_govern.target_value_wrong");
	if (in->agency != NULL && (err = agency_by_code(c->db, in->agency, &agency)))
		return err == ERR_NOT_FOUND ? again_refuse(c, "agency", "catalogue_govern.agency_unknown") : err;
	if (in->agency != NULL) {
		target.agency_id = agency.current_id;
		target.tier = "";
	}
	return idempotency_run(c, "catalogue.target", put_once, &target);
}
