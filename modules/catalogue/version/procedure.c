/* The page of one procedure. See procedure.h. */
#include "version/procedure.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/in_force.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "record/procedure_record.h"
#include "record/version_check.h"
#include "record/version_diff_view.h"
#include "version/case.h"
#include "version/life_store.h"

enum { LINE_MAX = 4000 };

struct procedure_in {
	const char *code, *done;
};
/* What just happened, for the banner. */
static const char *const doings[] = { "submit", "take_back", "discard", "control", "return", "decide", "suspend",
	"lift", "identity", "alias", NULL };
static const struct field procedure_fields[] = {
	FIELD(procedure_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(procedure_in, done, "da-lam", FIELD_CHOICE, FROM_QUERY, .choices = doings),
};
const struct input procedure_input = INPUT(procedure_in, procedure_fields);

/* What the page shows. */
struct shown {
	struct ctx *c;
	struct page *page;
	int32_t today;
	const char *path;
	struct procedure_item item;
	const char *const *aliases;
	size_t alias_count;
	const struct version_line *lines;
	size_t line_count;
	const struct version_line *work; /* the version at work; NULL: none */
	struct version_actor actor;      /* before that one */
	struct version_gaps gaps;        /* of that one */
	const struct version_review *reviews;
	size_t review_count;
	const struct suspension *suspensions;
	size_t suspension_count;
	struct sheet *definitions; /* by which it goes */
};

static bool
is_at_work(const struct version_line *line)
{
	return strcmp(line->state, "draft") == 0 || strcmp(line->state, "submitted") == 0 ||
	       strcmp(line->state, "controlled") == 0;
}

static enum err
load_work(struct shown *s)
{
	struct version_record version;
	enum err err;

	s->actor.drafts = officer_drafts(ctx_officer(s->c), &s->item);
	for (size_t i = 0; i < s->line_count && s->work == NULL; i++)
		if (is_at_work(&s->lines[i]))
			s->work = &s->lines[i];
	if (s->work == NULL)
		return OK;
	if ((err = version_actor_of(s->c, s->c->db, &s->item, s->work->id, &s->actor)) ||
	    (err = version_read(s->c->db, s->work->id, &version)))
		return err;
	version_check(s->c->arena, &version, s->today, &s->gaps);
	return OK;
}

static enum err
load(struct shown *s, const char *code)
{
	struct db *db = s->c->db;
	int64_t now;
	enum err err = ctx_now(s->c, &now);

	if (err)
		return err;
	s->today = local_from_utc(now).day;
	if ((err = item_by_code(db, code, &s->item)) ||
	    (err = aliases_of(db, s->item.id, &s->aliases, &s->alias_count)) ||
	    (err = versions_of(db, s->item.id, &s->lines, &s->line_count)) ||
	    (err = reviews_of(db, s->item.id, &s->reviews, &s->review_count)) ||
	    (err = suspensions_of(db, s->item.id, &s->suspensions, &s->suspension_count)) ||
	    (err = definitions_in_force(s->c, s->item.id, &s->definitions)))
		return err;
	s->path = url(s->c->arena, PROCEDURE_PATH, s->item.code);
	return load_work(s);
}

static const char *
text(const struct shown *s, const char *key)
{
	return page_text(s->page, key);
}

static const char *
with_number(const struct shown *s, const char *key, int64_t number)
{
	return message_format(s->c->arena, s->c->messages, s->c->language,
	    arena_printf(s->c->arena, "catalogue_version.%s", key),
	    MESSAGE_ARGUMENTS({ "number", arena_printf(s->c->arena, "%lld", (long long)number) }));
}

/* "01/11/2026 – 30/11/2026"; an open end is said in words, since a dash that leads nowhere is read as a slip. */
static const char *
span_text(const struct shown *s, int32_t from, int32_t to)
{
	struct arena *arena = s->c->arena;
	const char *key = to == DATE_NONE ? "catalogue_version.span_from" : "catalogue_version.span_to";

	if (from != DATE_NONE && to != DATE_NONE)
		return arena_printf(arena, "%s – %s", date_text(arena, from), date_text(arena, to));
	return message_format(arena, s->c->messages, s->c->language, key,
	    MESSAGE_ARGUMENTS({ "day", date_text(arena, to == DATE_NONE ? from : to) }));
}

/* --- the procedure ------------------------------------------------------------------------------------------------ */

static const char *
aliases_text(const struct shown *s)
{
	struct buffer out;

	buffer_init(&out, s->c->arena, LINE_MAX);
	for (size_t i = 0; i < s->alias_count; i++)
		buffer_printf(&out, "%s%s", i > 0 ? ", " : "", s->aliases[i]);
	return out.data;
}

/* The suspension that holds today; NULL: none. */
static const struct suspension *
suspended_today(const struct shown *s)
{
	for (size_t i = 0; i < s->suspension_count; i++) {
		const struct suspension *one = &s->suspensions[i];

		if (one->from_day <= s->today && (one->to_day == DATE_NONE || one->to_day > s->today))
			return one;
	}
	return NULL;
}

static const char *
taking_text(const struct shown *s)
{
	const struct suspension *suspension = suspended_today(s);

	if (!s->item.listed)
		return text(s, "taking.unlisted");
	if (s->item.current_version_id == DB_NULL_INT)
		return text(s, "taking.not_in_force");
	if (suspension != NULL)
		return arena_printf(s->c->arena, "%s (%s): %s", text(s, "taking.suspended"),
		    span_text(
			s, suspension->from_day, suspension->to_day != DATE_NONE ? suspension->to_day - 1 : DATE_NONE),
		    suspension->reason);
	if (s->item.opens_on != DATE_NONE && s->today < s->item.opens_on)
		return text(s, "taking.not_yet");
	if (s->item.closes_on != DATE_NONE && s->today > s->item.closes_on)
		return text(s, "taking.over");
	return text(s, "taking.open");
}

static void
show_identity(const struct shown *s)
{
	page_fact(s->page, text(s, "taking.label"), taking_text(s));
	page_fact(s->page, text(s, "owner"), s->item.owner_name != NULL ? s->item.owner_name : text(s, "owner_office"));
	if (s->alias_count > 0)
		page_fact(s->page, text(s, "aliases"), aliases_text(s));
	if (s->item.opens_on != DATE_NONE || s->item.closes_on != DATE_NONE)
		page_fact(s->page, text(s, "open_days"), span_text(s, s->item.opens_on, s->item.closes_on));
	if (s->item.replaced_by != NULL)
		page_fact(s->page, text(s, "replaced_by"), s->item.replaced_by);
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

static const char *
state_kind(const struct version_line *line)
{
	if (line->current)
		return "active";
	return is_at_work(line) || strcmp(line->state, "published") == 0 ? "waiting" : "neutral";
}

static const char *
state_text(const struct shown *s, const struct version_line *line)
{
	if (line->current)
		return text(s, "in_force");
	if (strcmp(line->state, "published") == 0)
		return text(s, line->effective_from > s->today ? "will_be_in_force" : "published_not_in_force");
	return word_text(s->c->arena, s->c->messages, s->c->language, "version", "state", line->state);
}

/* With what the version is compared first: the one before it that was not given up. */
static const struct version_line *
before(const struct shown *s, size_t index)
{
	for (size_t i = index + 1; i < s->line_count; i++)
		if (strcmp(s->lines[i].state, "discarded") != 0)
			return &s->lines[i];
	return NULL;
}

static const char *
compare_url(const struct shown *s, const struct version_line *from, const struct version_line *to)
{
	return arena_printf(s->c->arena, "%s/so-sanh?tu=%lld&den=%lld", s->path, (long long)from->version_no,
	    (long long)to->version_no);
}

static void
show_versions(const struct shown *s)
{
	static const char *const heads[] = { "version", "state", "decision", "force", "drafter" };
	struct sheet *sheet = sheet_new(s->c->arena, text(s, "versions"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(s, arena_printf(s->c->arena, "head.%s", heads[i])), false);
	for (size_t i = 0; i < s->line_count; i++) {
		const struct version_line *line = &s->lines[i], *older = before(s, i);

		sheet_text(sheet, with_number(s, "version_number", line->version_no),
		    older != NULL ? compare_url(s, older, line) : NULL);
		sheet_state(sheet, state_text(s, line), state_kind(line));
		sheet_text(sheet,
		    *line->decision_no == '\0'         ? NULL
		    : line->decision_date == DATE_NONE ? line->decision_no
						       : arena_printf(s->c->arena, "%s, %s", line->decision_no,
							     date_text(s->c->arena, line->decision_date)),
		    NULL);
		sheet_text(sheet,
		    line->effective_from != DATE_NONE ? span_text(s, line->effective_from, line->effective_to) : NULL,
		    NULL);
		sheet_text(sheet, line->drafter_name, NULL);
	}
	page_sheet(s->page, sheet, NULL, NULL);
}

/* --- the version at work ------------------------------------------------------------------------------------------ */

static void
show_gaps(const struct shown *s)
{
	struct sheet *sheet = sheet_new(s->c->arena, text(s, "gaps"));

	sheet_column(sheet, text(s, "head.gap"), false);
	sheet_column(sheet, text(s, "head.weight"), false);
	for (size_t i = 0; i < s->gaps.count; i++) {
		const struct version_gap *gap = &s->gaps.items[i];
		bool blocks = gap->severity == GAP_BLOCKS;

		if (gap->severity == GAP_DECISION)
			continue;
		sheet_text(sheet, gap_text(s->c->arena, s->c->messages, s->c->language, gap),
		    s->actor.drafts && strcmp(s->work->state, "draft") == 0
			? arena_printf(s->c->arena, "%s/sua/%s", s->path, gap->section)
			: NULL);
		sheet_state(sheet, text(s, blocks ? "gap_blocks" : "gap_warns"), blocks ? "bad" : "waiting");
	}
	if (sheet_rows(sheet) > 0)
		page_sheet(s->page, sheet, NULL, NULL);
}

/* A button that acts at once; what asks for more is a page of its own. */
static void
show_button(const struct shown *s, enum version_act act, const char *path, bool secondary)
{
	const char *name = version_act_name(act);
	const char *label = text(s, arena_printf(s->c->arena, "act.%s", name));
	struct view *fields;

	if (version_act_allowed(s->work->state, act, &s->actor, NULL) != ACT_ALLOWED)
		return;
	fields = page_form(s->page, &(struct page_form){ .title = label,
					.action = arena_printf(s->c->arena, "%s/phien-ban/%lld/%s", s->path,
					    (long long)s->work->version_no, path),
					.button = label,
					.confirm = act == ACT_DISCARD ? text(s, "confirm_discard") : NULL,
					.version = -1,
					.secondary = secondary });
	view_text(part_item(fields), "body_text", text(s, arena_printf(s->c->arena, "act_lead.%s", name)));
	page_hidden(fields, "version", arena_printf(s->c->arena, "%lld", (long long)s->work->version));
}

static void
show_action(const struct shown *s, enum version_act act, const char *path, bool secondary)
{
	if (version_act_allowed(s->work->state, act, &s->actor, NULL) == ACT_ALLOWED)
		page_action(s->page, text(s, arena_printf(s->c->arena, "act.%s", version_act_name(act))),
		    arena_printf(s->c->arena, "%s/phien-ban/%lld/%s", s->path, (long long)s->work->version_no, path),
		    secondary);
}

/* Who had a hand in it is told that somebody else has to judge it. */
static void
show_second_person(const struct shown *s)
{
	for (enum version_act act = 0; act < ACT__MAX; act++)
		if (version_act_allowed(s->work->state, act, &s->actor, NULL) == ACT_SECOND_PERSON) {
			page_lead(s->page, text(s, "second_person"));
			return;
		}
}

static void
show_work(const struct shown *s)
{
	const struct version_line *older = before(s, (size_t)(s->work - s->lines));

	page_lead(s->page, arena_printf(s->c->arena, "%s: %s", with_number(s, "version_number", s->work->version_no),
			       text(s, arena_printf(s->c->arena, "waits.%s", s->work->state))));
	show_second_person(s);
	show_gaps(s);
	if (older != NULL)
		page_link(s->page, text(s, "compare_link"), compare_url(s, older, s->work));
	if (s->actor.drafts && strcmp(s->work->state, "draft") == 0) {
		page_action(
		    s->page, text(s, "edit_link"), arena_printf(s->c->arena, "%s/sua", s->path), s->gaps.blocking == 0);
		if (s->gaps.blocking > 0)
			page_lead(s->page, text(s, "complete_first"));
	}
	page_link(
	    s->page, ctx_text(s->c, "catalogue_edit.review_title"), arena_printf(s->c->arena, "%s/tham-dinh", s->path));
	show_action(s, ACT_DECIDE, "cong-bo", false);
	show_action(s, ACT_RETURN, "tra-lai", true);
	if (s->gaps.blocking == 0)
		show_button(s, ACT_SUBMIT, "gui", false);
	show_button(s, ACT_CONTROL, "kiem-soat", false);
	show_button(s, ACT_TAKE_BACK, "rut", true);
	show_button(s, ACT_DISCARD, "bo", true);
}

static void
show_new_draft(const struct shown *s)
{
	if (s->actor.drafts)
		(void)page_form(s->page, &(struct page_form){ .title = text(s, "draft_title"),
					     .action = arena_printf(s->c->arena, "%s/phien-ban", s->path),
					     .button = text(s, "draft_button"),
					     .version = -1 });
}

/* --- history ------------------------------------------------------------------------------------------------------ */

static void
show_history(const struct shown *s)
{
	for (size_t i = 0; i < s->review_count; i++) {
		const struct version_review *review = &s->reviews[i];
		const char *what = text(s, arena_printf(s->c->arena, "review.%s", review->kind));

		page_event(s->page,
		    arena_printf(s->c->arena, "%s: %s", with_number(s, "version_number", review->version_no), what),
		    review->at,
		    review->officer_name == NULL ? text(s, "the_system")
		    : *review->position == '\0'
			? review->officer_name
			: arena_printf(s->c->arena, "%s, %s", review->officer_name, review->position),
		    review->note);
	}
}

static void
show_links(const struct shown *s)
{
	if (s->item.current_version_id != DB_NULL_INT)
		page_link(s->page, text(s, "public_link"), url(s->c->arena, "/thu-tuc/{}", s->item.slug));
	if (!officer_has_role(ctx_officer(s->c), ROLE_CONTROLLER))
		return;
	page_link(s->page, text(s, "suspend_link"), arena_printf(s->c->arena, "%s/tam-ngung", s->path));
	page_link(s->page, text(s, "identity_link"), arena_printf(s->c->arena, "%s/dinh-danh", s->path));
}

enum err
handle_procedure(struct ctx *c, const void *input)
{
	const struct procedure_in *in = input;
	struct shown s = { .c = c };
	struct page page;
	enum err err = load(&s, in->code);

	if (err)
		return err;
	page = page_new(c,
	    arena_printf(c->arena, "%s – %s", s.item.code, s.line_count > 0 ? s.lines[0].name : s.item.slug),
	    "/can-bo/danh-muc", "/can-bo/danh-muc");
	page.words = "catalogue_version";
	s.page = &page;
	page_notice(&page, in->done != NULL, in->done != NULL ? arena_printf(c->arena, "done.%s", in->done) : "");
	show_identity(&s);
	show_versions(&s);
	if (s.work != NULL)
		show_work(&s);
	else
		show_new_draft(&s);
	page_sheet(&page, s.definitions, NULL, NULL);
	show_links(&s);
	show_history(&s);
	return page_respond(&page);
}
