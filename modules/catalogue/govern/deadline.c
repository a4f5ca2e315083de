/* The watch over deadlines of publication. See deadline.h. */
#include "govern/deadline.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/deadline_judge.h"
#include "govern/deadline_store.h"
#include "govern/page.h"
#include "govern/request_store.h"
#include "govern/sheet.h"

enum { YEAR_FIRST = 2010, YEAR_LAST = 2100, YEARS_SHOWN = 3 };

static const char *const tracks[] = { "province", "ministry", "fast", NULL };

struct deadlines_input {
	int64_t year;
	bool late, saved;
};
static const struct field deadlines_fields[] = {
	FIELD_NAMED(deadlines_input, year, "nam", FIELD_INT, FROM_QUERY, .min = YEAR_FIRST, .max = YEAR_LAST),
	FIELD_NAMED(deadlines_input, late, "muon", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(deadlines_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input deadlines_input = INPUT(deadlines_input, deadlines_fields);
struct decision_track_input {
	const char *decision_no, *track;
	int32_t decision_date;
};
static const struct field decision_track_fields[] = {
	FIELD(decision_track_input, decision_no, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,
	    .label = "catalogue_govern.decision_no"),
	FIELD(decision_track_input, decision_date, FIELD_DATE, FROM_FORM, .required = true,
	    .label = "catalogue_govern.decision_date"),
	FIELD(decision_track_input, track, FIELD_CHOICE, FROM_FORM, .required = true, .choices = tracks,
	    .label = "catalogue_govern.track"),
};
const struct input decision_track_input = INPUT(decision_track_input, decision_track_fields);

/* The decisions of a year, each with its judgement. */
struct watch {
	int32_t today;
	int year;
	const struct decision *decisions;
	size_t count, late;
	struct deadline *deadlines;
	const struct publication_rule *rules;
	size_t rule_count;
};

static enum err
judge(struct ctx *c, struct watch *w)
{
	const struct calendar *calendar;
	int64_t agency_id;
	enum err err = controlling_agency(c->db, w->today, &agency_id);

	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_UNAVAILABLE, "catalogue_govern.no_controller", NULL);
	if (err || (err = calendar_of_agency(c->db, c->arena, agency_id, &calendar)))
		return err;
	w->deadlines = arena_array(c->arena, w->count + 1, sizeof(*w->deadlines));
	for (size_t i = 0; i < w->count; i++) {
		w->deadlines[i] = deadline_judge(&w->decisions[i], w->rules, w->rule_count, calendar, w->today);
		w->late += deadline_is_late(&w->deadlines[i]);
	}
	return OK;
}

static enum err
read(struct ctx *c, int64_t year, struct watch *w)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	*w = (struct watch){ .today = office_day(now) };
	w->year = year != 0 ? (int)year : civil_from_days(w->today).year;
	if ((err = decisions_read(c->db, days_from_civil((struct civil){ w->year, 1, 1 }),
		 days_from_civil((struct civil){ w->year + 1, 1, 1 }), &w->decisions, &w->count)) ||
	    (err = publication_rules(c->db, &w->rules, &w->rule_count)))
		return err;
	return judge(c, w);
}

static void
decision_row(struct ctx *c, struct sheet *sheet, const struct decision *d, const struct deadline *deadline)
{
	static const struct {
		const char *key, *kind;
	} states[] = { [PUBLIC_UNKNOWN] = { "public_unknown", "neutral" },
		[PUBLIC_WAITING] = { "public_waiting", "waiting" },
		[PUBLIC_IN_TIME] = { "public_in_time", "done" },
		[PUBLIC_LATE] = { "public_late", "bad" } };

	sheet_text(sheet, d->decision_no, NULL);
	sheet_date(sheet, d->decision_date);
	sheet_text(sheet, govern_word(c, "tracks", deadline->track), NULL);
	sheet_number(sheet, d->versions, NULL);
	sheet_date(sheet, deadline->public_due);
	sheet_text(sheet, d->public_at != TIME_NONE ? moment_text(c->arena, d->public_at) : NULL, NULL);
	sheet_state(sheet, govern_text(c, states[deadline->public_state].key), states[deadline->public_state].kind);
	sheet_date(sheet, d->effective_from);
	sheet_state(sheet, govern_text(c, deadline->signed_late ? "signed_late" : "signed_in_time"),
	    deadline->signed_late ? "bad" : "done");
	sheet_text(sheet, d->units, NULL);
	sheet_text(sheet, d->deciders, NULL);
}

static struct sheet *
decisions_sheet(struct ctx *c, const struct watch *w, bool late)
{
	static const char *const heads[] = { "decision", "decision_date", "track", "list_count", "public_due",
		"public_on", "public_state", "effective_from", "sign_state", "units", "decided_by" };
	struct sheet *sheet =
	    sheet_new(c->arena, govern_format(c, "deadlines_of", "year", arena_printf(c->arena, "%d", w->year)));

	sheet->empty = govern_text(c, late ? "deadlines_none_late" : "deadlines_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), strcmp(heads[i], "list_count") == 0);
	for (size_t i = 0; i < w->count; i++)
		if (!late || deadline_is_late(&w->deadlines[i]))
			decision_row(c, sheet, &w->decisions[i], &w->deadlines[i]);
	return sheet;
}

/* So many days before the first day in force; on the fast track the rule lets it follow that day. */
static const char *
signing_text(struct ctx *c, int64_t before_days)
{
	return before_days >= 0 ? govern_format(c, "days_before", "days", money_text(c->arena, before_days))
				: govern_format(c, "days_after", "days", money_text(c->arena, -before_days));
}

static struct sheet *
rules_sheet(struct ctx *c, const struct watch *w)
{
	static const char *const heads[] = { "track", "valid_from", "rule_public", "rule_before", "rule_source" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "rules"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), i == 2);
	for (size_t i = 0; i < w->rule_count; i++) {
		sheet_text(sheet, govern_word(c, "tracks", w->rules[i].track), NULL);
		sheet_date(sheet, w->rules[i].valid_from);
		sheet_number(sheet, w->rules[i].public_days, NULL);
		sheet_text(sheet, signing_text(c, w->rules[i].before_days), NULL);
		sheet_text(sheet, w->rules[i].source, NULL);
	}
	return sheet;
}

static const char *
address(struct ctx *c, const char *path, int year, bool late)
{
	return url_query_add(c->arena, url_query_add_int(c->arena, path, "nam", year), "muon", late ? "1" : NULL);
}

static void
track_form(struct page *page)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "track_set"), DEADLINE_PATH, govern_text(c, "save"), NULL, -1, true });
	struct page_select select;

	page_input(page, fields, &(struct page_field){ "decision_no", "decision_no", NULL, false, NULL }, "20");
	page_date(page, fields, &(struct page_field){ "decision_date", "decision_date", NULL, false, NULL }, DATE_NONE);
	select = page_select(page, fields, &(struct page_field){ "track", "track", NULL, false, NULL }, NULL);
	page_options(page, &select, tracks, "tracks");
}

static enum err
show(struct ctx *c, const struct deadlines_input *in)
{
	struct page page = page_new(c, govern_text(c, "deadlines"), DEADLINE_PATH, NULL);
	struct watch w;
	enum err err = read(c, in->year, &w);
	int this_year;

	if (err)
		return err;
	this_year = civil_from_days(w.today).year;
	page_notice(&page, in->saved, "saved");
	for (int year = this_year; year > this_year - YEARS_SHOWN; year--)
		page_tab(&page, govern_format(c, "previous_year", "year", arena_printf(c->arena, "%d", year)),
		    address(c, DEADLINE_PATH, year, in->late), year == w.year);
	page_lead(&page, govern_format(c, "late_count", "count", money_text(c->arena, (int64_t)w.late)));
	page_sheet(
	    &page, decisions_sheet(c, &w, in->late), NULL, address(c, DEADLINE_PATH "/tai-ve", w.year, in->late));
	page_link(&page, govern_text(c, in->late ? "all_decisions" : "only_late"),
	    address(c, DEADLINE_PATH, w.year, !in->late));
	page_sheet(&page, rules_sheet(c, &w), NULL, NULL);
	if (officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		track_form(&page);
	return page_respond(&page);
}

enum err
handle_deadlines(struct ctx *c, const void *input)
{
	return show(c, input);
}

enum err
handle_deadlines_again(struct ctx *c, const void *input)
{
	(void)input;
	return show(c, &(struct deadlines_input){ .year = 0 });
}

enum err
handle_deadlines_csv(struct ctx *c, const void *input)
{
	const struct deadlines_input *in = input;
	struct watch w;
	enum err err = read(c, in->year, &w);

	return err ? err : page_respond_csv(c, decisions_sheet(c, &w, in->late), "han-cong-bo.csv");
}

static enum err
put_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-luu=1", DEADLINE_PATH);
	return decision_track_put(db, arg);
}

enum err
handle_decision_track(struct ctx *c, const void *input)
{
	const struct decision_track_input *in = input;
	struct decision_track track = { .decision_no = in->decision_no,
		.decision_date = in->decision_date,
		.track = in->track,
		.officer_id = ctx_officer(c)->id };
	enum err err = decision_find(c->db, in->decision_no, in->decision_date);

	if (err == ERR_NOT_FOUND)
		return again_refuse(c, "decision_no", "catalogue_govern.decision_unknown");
	if (err || (err = ctx_now(c, &track.at)))
		return err;
	return idempotency_run(c, "catalogue.track", put_once, &track);
}
