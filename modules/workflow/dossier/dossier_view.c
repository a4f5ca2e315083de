/* One dossier as a view: identity, people, papers, journal, what the counter may do with it. See dossier_page.h. */
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "dossier/dossier_answers.h"
#include "dossier/dossier_page.h"
#include "dossier/dossier_parts.h"
#include "facts.h"
#include "list/list.h"
#include "list/list_view.h"
#include "office.h"

static const char *
choice(struct ctx *c, const char *kind, const char *name)
{
	return ctx_text(c, arena_printf(c->arena, "workflow.%s.%s", kind, name));
}

static void
add_identity(struct ctx *c, struct view *list, const char *label, const char *value, bool overdue)
{
	struct view *item;

	if (value == NULL)
		return;
	item = view_item(list);
	view_text(item, "label", ctx_text(c, label));
	view_text(item, "value", value);
	view_bool(item, "overdue", overdue);
}

static const char *
due_text(struct ctx *c, const struct dossier *d, bool *ret_overdue)
{
	const char *left = due_in_words(c, d->due_at, dossier_state_clock(d->state), ret_overdue);

	if (d->due_at == TIME_NONE)
		return left;
	if (left == NULL)
		return moment_text(c->arena, d->due_at);
	return arena_printf(c->arena, "%s (%s)", moment_text(c->arena, d->due_at), left);
}

static const char *
moment(struct ctx *c, int64_t at)
{
	return at == TIME_NONE ? NULL : moment_text(c->arena, at);
}

static void
add_head(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	const struct dossier *d = &page->dossier;
	struct view *list;
	bool overdue;
	const char *due = due_text(c, d, &overdue);

	view_text(view, "title", d->procedure_name);
	view_text(view, "code", dossier_number(d));
	view_url(view, "back_url", url_query_add(c->arena, "/can-bo/ho-so", "queue", page->input->queue));
	office_add_state(c, view, d->state);
	list = view_list(view, "identity");
	add_identity(c, list, "workflow.applicant", d->applicant_name, false);
	add_identity(c, list, "workflow.subject", d->subject, false);
	add_identity(c, list, "workflow.filing_number", d->code != NULL ? d->filing_number : NULL, false);
	add_identity(c, list, "workflow.channel", choice(c, "channels", d->channel), false);
	add_identity(c, list, "workflow.filed", moment(c, d->filed_at), false);
	add_identity(c, list, "workflow.received", moment(c, d->received_at), false);
	add_identity(c, list, "workflow.due", due, overdue);
	add_identity(c, list, "workflow.wait_until", moment(c, d->wait_until), false);
	add_identity(c, list, "workflow.result_way", choice(c, "result_ways", d->result_channel), false);
	add_identity(c, list, "workflow.agency_receiving", page->around.receiving_name, false);
	add_identity(c, list, "workflow.agency_solving", page->around.solving_name, false);
}

static const char *const notices[] = { "receive", "ask_intake_supplement", "refuse_intake", "supplement_answered",
	"forward_step", "same_time", "fee_demanded", "step", NULL };

static void
add_notice(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	struct view *notice = NULL;

	view_text(view, "notice", NULL);
	for (size_t i = 0; page->input->done != NULL && notices[i] != NULL; i++) {
		if (strcmp(page->input->done, notices[i]) != 0)
			continue;
		notice = view_child(view, "notice");
		view_text(notice, "text", choice(c, "done", notices[i]));
		view_bool(notice, "success", true);
		view_text(notice, "link", NULL);
	}
}

static void
add_reasons(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	struct view *reasons = view_list(view, "reasons");

	for (size_t i = 0; i < page->explanation.count; i++)
		view_item_text(
		    reasons, clock_line_text(c->arena, c->messages, c->language, &page->explanation.lines[i]));
	view_bool(view, "has_reasons", page->explanation.count > 0);
}

static void
add_print(struct ctx *c, const struct dossier_page *page, struct view *prints, const char *part, const char *label)
{
	struct view *item = view_item(prints);

	view_text(item, "label", ctx_text(c, label));
	view_url(item, "url",
	    arena_printf(c->arena, "%s/%s", url(c->arena, "/can-bo/ho-so/{}", dossier_number(&page->dossier)), part));
}

static bool
happened(const struct dossier_page *page, enum dossier_event_kind kind)
{
	for (size_t i = 0; i < page->entry_count; i++)
		if (strcmp(page->entries[i].kind, dossier_event_name(kind)) == 0)
			return true;
	return false;
}

static void
add_prints(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	struct view *prints = view_list(view, "prints");

	if (page->around.form != NULL && page->around.values != NULL)
		add_print(c, page, prints, "to-khai", "workflow.form_copy_name");
	if (happened(page, DOSSIER_RECEIVE)) {
		add_print(c, page, prints, "giay-tiep-nhan", "workflow.receipt_name");
		add_print(c, page, prints, "phieu-kiem-soat", "workflow.control_name");
	}
	if (happened(page, DOSSIER_ASK_INTAKE_SUPPLEMENT) || happened(page, DOSSIER_ASK_SUPPLEMENT))
		add_print(c, page, prints, "phieu-bo-sung", "workflow.supplement_name");
	if (happened(page, DOSSIER_REFUSE_INTAKE))
		add_print(c, page, prints, "phieu-tu-choi", "workflow.refusal_name");
	view_bool(view, "has_prints", view_count(prints) > 0);
}

static bool
counter_may(const struct ctx *c, const struct dossier *d, enum dossier_event_kind kind)
{
	enum dossier_state to;

	return officer_may(ctx_officer(c), ROLE_INTAKE, d->agency_receiving_id, d->procedure_code) &&
	       dossier_next_by(d->state, kind, ACTOR_INTAKE, &to) == OK;
}

static void
add_link(struct ctx *c, const struct dossier_page *page, struct view *links, const char *part, const char *label)
{
	struct view *item = view_item(links);

	view_text(item, "label", ctx_text(c, label));
	view_url(item, "url",
	    url_query_add(c->arena,
		arena_printf(
		    c->arena, "%s/%s", url(c->arena, "/can-bo/ho-so/{}", dossier_number(&page->dossier)), part),
		"queue", page->input->queue));
}

/* What the counter may do in this state: accept at once, the rest on pages of their own. */
static void
add_counter_acts(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	const struct dossier *d = &page->dossier;
	struct view *links = view_list(view, "counter_links"), *form;

	view_text(view, "receive", NULL);
	if (counter_may(c, d, DOSSIER_RECEIVE)) {
		form = view_child(view, "receive");
		view_url(form, "action",
		    url_query_add(c->arena, url(c->arena, "/can-bo/ho-so/{}/tiep-nhan", dossier_number(d)), "queue",
			page->input->queue));
		view_int(form, "version", d->version);
		view_text(form, "once", idempotency_key(c));
	}
	/* Once (NĐ 61/2018/NĐ-CP, Đ17(2)(a)). */
	if (!happened(page, DOSSIER_ASK_INTAKE_SUPPLEMENT) && counter_may(c, d, DOSSIER_ASK_INTAKE_SUPPLEMENT))
		add_link(c, page, links, "yeu-cau-bo-sung", "workflow.ask_supplement");
	/* After acceptance the step of the same name takes the papers with their scans. */
	if (d->state == DOSSIER_INTAKE_SUPPLEMENT && counter_may(c, d, DOSSIER_SUPPLEMENT_ANSWERED))
		add_link(c, page, links, "nhan-bo-sung", "workflow.take_supplement");
	if (counter_may(c, d, DOSSIER_REFUSE_INTAKE))
		add_link(c, page, links, "tu-choi", "workflow.refuse");
	if (d->state == DOSSIER_INTAKE_FEE_DUE || d->state == DOSSIER_FEE_DUE)
		if (officer_has_role(ctx_officer(c), ROLE_CASHIER) && config_has_word(&c->config->modules, "payment"))
			dossier_add_cashier_link(c, d, links);
	if (counter_may(c, d, DOSSIER_FORWARD_STEP))
		add_link(c, page, links, "ban-giao", "workflow.hand_over");
	view_bool(view, "has_counter_links", view_count(links) > 0);
}

/* Why nobody acts here, in words; shown where neither counter nor process has anything for this officer. */
static const char *
why_none(struct ctx *c, const struct dossier *d)
{
	if (dossier_state_is_end(d->state))
		return ctx_text(c, "workflow.why_none_done");
	if (d->state == DOSSIER_FEE_DUE || d->state == DOSSIER_INTAKE_FEE_DUE)
		return ctx_text(c, "workflow.why_none_fee");
	if (d->state == DOSSIER_SUPPLEMENT_DUE || d->state == DOSSIER_INTAKE_SUPPLEMENT)
		return ctx_text(c, "workflow.why_none_supplement");
	return ctx_text(c, d->state == DOSSIER_SUBMITTED ? "workflow.why_none_intake" : "workflow.why_none_other");
}

/* What the books of payment say; nothing where nothing was ever demanded. */
static void
add_fees(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	const struct dossier_money *money = &page->money;
	const char *currency = ctx_text(c, "common.currency");
	struct view *rows;

	view_text(view, "fees", NULL);
	if (money->demanded == 0)
		return;
	rows = view_list(view_child(view, "fees"), "rows");
	part_row(rows, ctx_text(c, "workflow.fee_demanded"),
	    arena_printf(c->arena, "%s %s", money_text(c->arena, money->demanded), currency), NULL);
	part_row(rows, ctx_text(c, "workflow.fee_paid"),
	    arena_printf(c->arena, "%s %s", money_text(c->arena, money->paid), currency), NULL);
	part_row(rows, ctx_text(c, "workflow.fee_state"),
	    ctx_text(c, money->open_demands > 0 ? "workflow.fee_open" : "workflow.fee_settled"), NULL);
}

struct view *
dossier_page_view(struct ctx *c, const struct dossier_page *page)
{
	struct view *view = view_object(c->arena);
	struct view *sections = view_list(view, "sections");

	add_head(c, page, view);
	add_notice(c, page, view);
	dossier_add_people(c, page, sections);
	dossier_add_answers(c, page, sections);
	dossier_add_papers(c, page, view);
	dossier_add_events(c, page, view);
	add_reasons(c, page, view);
	add_prints(c, page, view);
	add_counter_acts(c, page, view);
	view_url(view, "next_url",
	    page->input->queue == NULL
		? NULL
		: url_query_add(c->arena,
		      url_query_add(c->arena, "/can-bo/ho-so/tiep-theo", "queue", page->input->queue), "after",
		      list_cursor(c, &page->dossier)));
	add_fees(c, page, view);
	return view;
}

void
dossier_page_close(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	bool busy = view_as_bool(view_find(view, "receive")) || view_as_bool(view_find(view, "has_counter_links")) ||
		    view_as_bool(view_path(view, "step_panel.has_actions"));

	view_text(view, "why_none", busy ? NULL : why_none(c, &page->dossier));
}
