/* The printed forms as views. See print_view.h. */
#include "print/print_view.h"

#include <inttypes.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/qr.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/site.h"
#include "domain/time/local_time.h"
#include "dossier/dossier_answers.h"
#include "dossier/dossier_page.h"
#include "facts.h"
#include "print/print.h"

enum { SECRET_GROUP = 4 };

/* The sets of forms with the day from which each is printed, newest first. */
static const struct {
	struct civil from;
	int year;
} sets[] = { { { 2025, 9, 15 }, 2025 }, { { 2019, 1, 6 }, 2018 } };

int
print_set_of(int32_t day)
{
	size_t i = 0;

	while (i + 1 < sizeof(sets) / sizeof(sets[0]) && day < days_from_civil(sets[i].from))
		i++;
	return sets[i].year;
}

static const char *
at(struct ctx *c, const char *pattern, int64_t moment)
{
	return moment == TIME_NONE ? NULL : moment_format(c->arena, ctx_text(c, pattern), moment);
}

/* The dossier's owner (chủ hồ sơ), or its applicant where both are one. */
static const json_t *
person_of(const json_t *people, const char *role)
{
	for (size_t i = 0; i < json_array_size(people); i++) {
		const json_t *person = json_array_get(people, i);
		const char *its = json_string_value(json_object_get(person, "role"));

		if (its != NULL && strcmp(its, role) == 0)
			return person;
	}
	return NULL;
}

/* Head, title and persons: the same on every form. `form` is its name in the messages. */
static struct view *
start(struct ctx *c, const struct print_sheet *sheet, const char *form)
{
	const json_t *people = facts_read(c->arena, sheet->around.people);
	const json_t *applicant = person_of(people, "applicant"), *owner = person_of(people, "owner");
	struct view *view = view_object(c->arena);
	int set = print_set_of(local_from_utc(sheet->entry->at).day);

	view_text(view, "title", ctx_text(c, arena_printf(c->arena, "workflow.%s_name", form)));
	view_text(view, "form", ctx_text(c, arena_printf(c->arena, "workflow.forms_%d.%s", set, form)));
	view_url(view, "back_url", url(c->arena, "/can-bo/ho-so/{}", dossier_number(&sheet->dossier)));
	view_text(view, "number", facts_text(c->arena, facts_read(c->arena, sheet->entry->facts), "number"));
	view_text(view, "place_date", at(c, "workflow.place_date", sheet->entry->at));
	view_text(view, "parent_agency", sheet->agency.name);
	view_text(view, "counter_name", ctx_text(c, "workflow.counter_office"));
	view_text(view, "code", dossier_number(&sheet->dossier));
	view_text(view, "owner", facts_text(c->arena, owner != NULL ? owner : applicant, "name"));
	view_text(view, "submitter", owner != NULL ? facts_text(c->arena, applicant, "name") : NULL);
	view_text(view, "address", facts_text(c->arena, applicant, "address"));
	view_text(view, "phone", facts_text(c->arena, applicant, "phone"));
	view_text(view, "email", facts_text(c->arena, applicant, "email"));
	view_text(view, "identity_number", facts_text(c->arena, applicant, "number"));
	view_text(view, "subject", sheet->dossier.subject);
	view_text(view, "signer", sheet->entry->actor_name);
	return view;
}

/* "ABCD EFGH JKLM": as people read it from paper. */
static const char *
grouped(struct arena *arena, const char *secret)
{
	const char *text = "";

	for (size_t i = 0; i < strlen(secret); i += SECRET_GROUP)
		text = arena_printf(arena, "%s%s%.4s", text, i == 0 ? "" : " ", secret + i);
	return text;
}

static void
add_book(const struct print_sheet *sheet, struct ctx *c, struct view *view)
{
	const json_t *facts = facts_read(c->arena, sheet->entry->facts);
	json_int_t book = facts_int(facts, "book"), number = facts_int(facts, "book_number");

	view_text(view, "book", book == 0 ? NULL : arena_printf(c->arena, "%lld", (long long)book));
	view_text(view, "book_number", number == 0 ? NULL : arena_printf(c->arena, "%lld", (long long)number));
}

/* Where the applicant looks the dossier up; without the citizens' pages the code alone says what it is. */
static void
add_tracking(struct ctx *c, const struct print_sheet *sheet, struct view *view)
{
	const char *base = arena_printf(c->arena, "%s/tra-cuu", c->config->base_url);
	bool online = config_has_word(&c->config->modules, "submission");
	const char *address = url_query_add(c->arena, base, "so", dossier_number(&sheet->dossier));

	address = url_query_add(c->arena, address, "ma", sheet->secret);
	view_qr(c->arena, view, "qr", online ? address : dossier_number(&sheet->dossier));
	view_text(view, "qr_label", ctx_text(c, "workflow.qr_label"));
	view_text(view, "track_address", online ? base : NULL);
	view_text(view, "secret", sheet->secret == NULL ? NULL : grouped(c->arena, sheet->secret));
	view_text(view, "hotline", site_province()->hotline);
}

static const char *
count(struct arena *arena, const json_t *paper, const char *name)
{
	return arena_printf(arena, "%02d", (int)facts_int(paper, name));
}

/* A paper with several scans is one line: the further rows have no counts. */
static void
add_papers(struct ctx *c, const struct print_sheet *sheet, struct view *view)
{
	const json_t *papers = facts_read(c->arena, sheet->around.papers);
	struct view *list = view_list(view, "papers");
	const char *before = NULL;
	int number = 0;

	for (size_t i = 0; i < json_array_size(papers); i++) {
		const json_t *paper = json_array_get(papers, i);
		const char *name = facts_text(c->arena, paper, "name");
		struct view *item;

		if (name == NULL || (before != NULL && strcmp(before, name) == 0))
			continue;
		before = name;
		item = view_item(list);
		view_int(item, "number", ++number);
		view_text(item, "name", name);
		view_text(item, "original", count(c->arena, paper, "originals"));
		view_text(item, "certified", count(c->arena, paper, "certified"));
		view_text(item, "copy", count(c->arena, paper, "photocopies"));
	}
}

struct view *
receipt_view(struct ctx *c, const struct print_sheet *sheet)
{
	const struct dossier *d = &sheet->dossier;
	struct view *view = start(c, sheet, "receipt");

	add_book(sheet, c, view);
	add_tracking(c, sheet, view);
	add_papers(c, sheet, view);
	view_text(view, "sets", arena_printf(c->arena, "%02d", (int)d->copies));
	view_text(view, "term", sheet->term);
	view_text(view, "received", at(c, "workflow.print_moment", d->received_at));
	view_text(view, "due", at(c, "workflow.print_moment", d->first_due_at));
	view_text(view, "result_at", ctx_text(c, arena_printf(c->arena, "workflow.result_ways.%s", d->result_channel)));
	return view;
}

static void
add_contact(const struct print_sheet *sheet, struct view *view)
{
	view_text(view, "contact_name", sheet->entry->actor_name);
	view_text(
	    view, "contact_phone", sheet->agency.hotline[0] == '\0' ? site_province()->hotline : sheet->agency.hotline);
}

struct view *
supplement_request_view(struct ctx *c, const struct print_sheet *sheet)
{
	struct view *view = start(c, sheet, "supplement");
	const json_t *facts = facts_read(c->arena, sheet->entry->facts), *items = json_object_get(facts, "items");
	struct view *list = view_list(view, "items");

	for (size_t i = 0; i < json_array_size(items); i++) {
		const char *item = json_string_value(json_array_get(items, i));

		if (item != NULL)
			view_item_text(list, arena_strdup(c->arena, item));
	}
	view_text(view, "reason", facts_text(c->arena, facts, "reason"));
	view_text(view, "until", at(c, "workflow.print_moment", sheet->dossier.wait_until));
	add_contact(sheet, view);
	return view;
}

struct view *
refusal_view(struct ctx *c, const struct print_sheet *sheet)
{
	struct view *view = start(c, sheet, "refusal");

	view_text(view, "filed", at(c, "workflow.print_moment", sheet->dossier.filed_at));
	view_text(view, "reason", facts_text(c->arena, facts_read(c->arena, sheet->entry->facts), "reason"));
	add_contact(sheet, view);
	return view;
}

static void
add_hand_over(struct view *list, const char *from, const char *to, const char *when, const char *note)
{
	struct view *item = view_item(list);

	view_int(item, "number", (int64_t)view_count(list));
	view_text(item, "from", from);
	view_text(item, "to", to);
	view_text(item, "when", when);
	view_text(item, "result", NULL);
	view_text(item, "note", note);
}

/* Each hand-over is a forward_step entry that names giver and taker; the next one is signed on the blank block. */
static void
add_hand_overs(struct ctx *c, const struct print_sheet *sheet, struct view *view)
{
	struct view *list = view_list(view, "steps_done");

	for (size_t i = 0; i < sheet->entry_count; i++) {
		const struct dossier_entry *entry = &sheet->entries[i];
		const json_t *facts;
		const char *from, *to;

		if (strcmp(entry->kind, dossier_event_name(DOSSIER_FORWARD_STEP)) != 0)
			continue;
		facts = facts_read(c->arena, entry->facts);
		from = facts_text(c->arena, facts, "from");
		to = facts_text(c->arena, facts, "to");
		if (to != NULL)
			add_hand_over(list, from == NULL ? entry->actor_name : from, to,
			    at(c, "workflow.print_moment", entry->at), facts_text(c->arena, facts, "note"));
	}
	add_hand_over(list, NULL, NULL, ctx_text(c, "workflow.blank_moment"), NULL);
}

struct view *
control_sheet_view(struct ctx *c, const struct print_sheet *sheet)
{
	const struct dossier *d = &sheet->dossier;
	struct view *view = start(c, sheet, "control");

	add_book(sheet, c, view);
	add_tracking(c, sheet, view);
	view_text(view, "received", at(c, "workflow.print_moment", d->received_at));
	view_text(view, "due", at(c, "workflow.print_moment", d->first_due_at));
	view_text(view, "agency", sheet->around.solving_name);
	view_text(view, "coordinating", NULL);
	add_hand_overs(c, sheet, view);
	return view;
}

/* The digest is that of the frozen answers: who has them can prove that they are what was declared. */
struct view *
form_copy_view(struct ctx *c, const struct print_sheet *sheet)
{
	const struct dossier_page page = { .dossier = sheet->dossier,
		.around = sheet->around,
		.entries = sheet->entries,
		.entry_count = sheet->entry_count };
	struct view *view = start(c, sheet, "form_copy");

	view_text(view, "filed", at(c, "workflow.print_moment", sheet->dossier.filed_at));
	view_text(view, "procedure_name", sheet->dossier.procedure_name);
	view_text(view, "digest", facts_text(c->arena, facts_read(c->arena, sheet->entry->facts), "form_sha256"));
	dossier_add_answers(c, &page, view_list(view, "sections"));
	return view;
}
