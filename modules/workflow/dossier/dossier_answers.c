/* The answers of a dossier, labelled. See dossier_answers.h. */
#include "dossier/dossier_answers.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/log.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/definition/form/form_view.h"
#include "domain/procedure/choice_store.h"
#include "domain/site/co_signed_show.h"
#include "dossier/dossier_page.h"
#include "dossier/dossier_parts.h"
#include "facts.h"

/* Later rounds of supplement come last and replace what was said before. */
static void
read_values(struct ctx *c, const struct form *form, const json_t *all, struct form_values *values)
{
	const json_t *item;
	size_t i;

	json_array_foreach(all, i, item)
	{
		const char *id = json_string_value(json_object_get(item, "field"));
		const char *text = facts_text(c->arena, item, "value");

		if (id != NULL && text != NULL)
			(void)form_values_restore(c->arena, form, values, id, (int)facts_int(item, "row"), text);
	}
}

/* Files are among the papers. At the counter only what the officer typed is an answer: the rest of the form is on paper. */
static bool
is_told(const struct view *answer, bool on_paper)
{
	return !view_as_bool(view_find(answer, "is_file")) &&
	       !(on_paper && view_as_bool(view_find(answer, "is_missing")));
}

/* What the dossier keeps of the answer: its last round. NULL: nothing. */
static const json_t *
kept_of(const struct view *answer, const json_t *all)
{
	const char *id = view_as_text(view_find(answer, "field"));
	const json_t *item, *kept = NULL;
	size_t i;

	json_array_foreach(all, i, item)
	{
		const char *field = json_string_value(json_object_get(item, "field"));

		if (field != NULL && id != NULL && strcmp(field, id) == 0 &&
		    facts_int(item, "row") == view_as_int(view_find(answer, "row")) - 1)
			kept = item;
	}
	return kept;
}

static const char *
text_or(struct ctx *c, const json_t *item, const char *name, const char *otherwise)
{
	const char *text = facts_text(c->arena, item, name);

	return text != NULL && text[0] != '\0' ? text : otherwise;
}

/* When it was told. "": kept before times were. */
static const char *
taken_text(struct ctx *c, const json_t *kept)
{
	const json_t *taken = json_object_get(kept, "taken");

	return json_is_integer(taken) ? moment_text(c->arena, json_integer_value(taken)) : "";
}

/* Who told the answer, or that it differs from what they told; NULL: what people type anyhow. */
static const char *
origin_of(struct ctx *c, const struct form *form, const struct view *answer, const json_t *all)
{
	const json_t *kept = kept_of(answer, all);
	const char *provenance = kept != NULL ? text_or(c, kept, "provenance", "") : "";
	const struct form_field *field = form_field_by_id(form, view_as_text(view_find(answer, "field")));
	const struct form_prefill *source = field != NULL ? form_prefill_of(field) : NULL;

	if (strcmp(provenance, "prefilled") == 0 || strcmp(provenance, "changed") == 0)
		return message_format(c->arena, c->messages, c->language,
		    arena_printf(c->arena, "workflow.answer_%s.%s", provenance, text_or(c, kept, "origin", "account")),
		    MESSAGE_ARGUMENTS(
			{ "taken", taken_text(c, kept) }, { "reference", text_or(c, kept, "reference", "") }));
	/* Here a register could have told it, and did not. */
	if (strcmp(provenance, "typed") == 0 && source != NULL && source->from == FORM_FROM_REGISTER)
		return ctx_text(c, "workflow.answer_typed");
	return NULL;
}

/* A box that was ticked says yes. What the law lets people file without is told as lacking. */
static void
add_answer(struct ctx *c, const struct form *form, const struct view *answer, const json_t *all, struct view *rows)
{
	const bool missing = view_as_bool(view_find(answer, "is_missing"));
	const char *value = missing ? NULL : view_as_text(view_find(answer, "value"));
	const char *origin = missing ? NULL : origin_of(c, form, answer, all);

	if (view_as_bool(view_find(answer, "is_checkbox")))
		value = ctx_text(c, missing ? "common.no" : "common.yes");
	else if (view_as_bool(view_find(answer, "is_lacking")))
		value = ctx_text(c, "workflow.answer_lacking");
	else if (value != NULL && origin != NULL)
		value = arena_printf(c->arena, "%s (%s)", value, origin);
	part_row(rows, view_as_text(view_find(answer, "label")), value, NULL);
}

static void
add_section(struct ctx *c, const struct form *form, const struct view *page, const json_t *all, bool on_paper,
    struct view *sections)
{
	const struct view *answers = view_find(page, "answers");
	const char *title = view_as_text(view_find(page, "title"));
	struct view *section, *rows = NULL;

	for (const struct view *answer = view_first(answers); answer != NULL; answer = view_next(answer)) {
		if (!is_told(answer, on_paper))
			continue;
		if (rows == NULL) {
			section = view_item(sections);
			view_text(section, "title", title != NULL ? title : ctx_text(c, "workflow.answers"));
			rows = view_list(section, "rows");
		}
		add_answer(c, form, answer, all, rows);
	}
}

/* As of the day it was filed: what was a commune then, and who was of age. */
static int32_t
day_filed(const struct dossier_page *page)
{
	return local_from_utc(page->dossier.filed_at).day;
}

/* A list that cannot be read leaves the answer as it was stored. */
static void
give_choices(struct ctx *c, const struct dossier_page *page, struct form *form, const struct form_values *values)
{
	if (choices_give(c->db, c->arena, form, values, day_filed(page)) == OK)
		return;
	log_event(LOG_WARNING, "choices_unread", LOG_TEXT("dossier", dossier_number(&page->dossier)));
	failure_clear(&c->failure);
}

/* What the journal keeps of the filing; NULL: nothing, or erased by law. */
static const char *
filing_facts(const struct dossier_page *page)
{
	for (size_t i = 0; i < page->entry_count; i++)
		if (strcmp(page->entries[i].kind, dossier_event_name(DOSSIER_SUBMIT)) == 0)
			return page->entries[i].facts;
	return NULL;
}

/* What was signed are the answers of the first round; later rounds come behind it. */
static void
add_signatures(
    struct ctx *c, const struct dossier_page *page, const struct form *form, const json_t *all, struct view *sections)
{
	const size_t count = json_array_size(all);
	struct form_values filed = { 0 };
	json_t *first = json_array();

	for (size_t i = 0;
	     i < count && facts_int(json_array_get(all, i), "round") == facts_int(json_array_get(all, 0), "round"); i++)
		(void)json_array_append(first, json_array_get(all, i));
	read_values(c, form, first, &filed);
	co_signed_show(c, sections, form, &filed, json_array_size(first) < count, day_filed(page), filing_facts(page));
	json_decref(first);
}

void
dossier_add_answers(struct ctx *c, const struct dossier_page *page, struct view *sections)
{
	const struct form_view_options options = { .today = day_filed(page), .language = c->language };
	const char *content = page->around.form;
	struct form_values values = { 0 };
	struct form_error error;
	struct form *form;
	const struct view *pages;
	const json_t *all;

	if (content == NULL)
		return;
	if (form_parse(c->arena, content, strlen(content), &form, &error) != OK) {
		log_event(LOG_ERROR, "form_damaged", LOG_TEXT("dossier", dossier_number(&page->dossier)),
		    LOG_TEXT("why", error.message));
		return;
	}
	all = facts_read(c->arena, page->around.values);
	read_values(c, form, all, &values);
	give_choices(c, page, form, &values);
	pages = view_find(form_summary_view(c->arena, form, &values, &options), "pages");
	for (const struct view *part = view_first(pages); part != NULL; part = view_next(part))
		add_section(c, form, part, all, strcmp(page->dossier.channel, "online") != 0, sections);
	add_signatures(c, page, form, all, sections);
}
