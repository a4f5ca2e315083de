/* Opening and closing what a page of the editor is about. See edit_page.h. */
#include "edit/edit_page.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/parse.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_store.h"
#include "version/case.h"

enum err
edit_open(struct ctx *c, const char *code, struct edit_page *page)
{
	enum err err = item_by_code(c->db, code, &page->item);

	if (err)
		return err;
	err = version_newest(c->db, page->item.id, &page->line);
	return err ? err : version_read(c->db, page->line.id, &page->record);
}

enum err
edit_open_draft(struct ctx *c, const char *code, struct edit_page *page)
{
	enum err err = edit_open(c, code, page);

	if (err)
		return err;
	if (strcmp(page->line.state, "draft") != 0)
		return refuse(c, ERR_CONFLICT, "catalogue_edit.errors.no_draft", NULL);
	return officer_drafts(ctx_officer(c), &page->item)
		   ? OK
		   : refuse(c, ERR_FORBIDDEN, "catalogue_edit.errors.not_yours", NULL);
}

static struct case_record *
case_of(struct edit_page *page)
{
	return (struct case_record *)page->record.cases.items + (page->case_no - 1);
}

static struct channel_record *
channel_of(const struct case_record *one, const char *name)
{
	struct channel_record *channels = one->channels.items;

	for (size_t i = 0; i < one->channels.count; i++)
		if (strcmp(channels[i].channel, name) == 0)
			return &channels[i];
	return NULL;
}

static const char *
id_text(struct arena *arena, int64_t id)
{
	return id == DB_NULL_INT ? "" : arena_printf(arena, "%lld", (long long)id);
}

static void
open_channel(struct ctx *c, struct edit_page *page, const char *name)
{
	const struct channel_record *there;

	page->channel = name != NULL ? name : channel_names[0];
	there = channel_of(case_of(page), page->channel);
	record_init(&channel_record_table, &page->entry);
	if (there != NULL)
		page->entry = *there;
	page->entry.channel = page->channel;
	page->clock.offered = there != NULL;
	edit_clock_read(c->arena, page->entry.clock_policy, &page->clock);
}

enum err
edit_open_section(
    struct ctx *c, struct edit_page *page, const struct edit_section *section, int64_t case_no, const char *channel)
{
	const struct version_record *record = &page->record;

	page->section = section;
	page->case_no = case_no;
	page->bases.of[BASE_VERSION] = &page->record;
	page->definitions = (struct edit_definitions){ id_text(c->arena, record->form_version_id),
		id_text(c->arena, record->process_version_id), id_text(c->arena, record->rule_version_id) };
	page->bases.of[BASE_DEFINITIONS] = &page->definitions;
	if (section->scope == SCOPE_VERSION)
		return OK;
	if (case_no < 1 || (size_t)case_no > record->cases.count)
		return ERR_NOT_FOUND;
	page->bases.of[BASE_CASE] = case_of(page);
	if (section->scope == SCOPE_CHANNEL) {
		open_channel(c, page, channel);
		page->bases.of[BASE_CHANNEL] = &page->entry;
		page->bases.of[BASE_CLOCK] = &page->clock;
	}
	return OK;
}

/* The case with the channel, or without it; channels stay in the order of channel_names. */
static void
put_channel(struct arena *arena, struct case_record *one, const struct channel_record *entry, bool offered)
{
	const struct record_list old = one->channels;
	struct channel_record *list = arena_array(arena, old.count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; channel_names[i] != NULL; i++) {
		const struct channel_record *there =
		    channel_of(&(const struct case_record){ .channels = old }, channel_names[i]);

		if (strcmp(channel_names[i], entry->channel) == 0)
			there = offered ? entry : NULL;
		if (there != NULL)
			list[count++] = *there;
	}
	one->channels = (struct record_list){ list, count };
}

static enum err
close_channel(struct ctx *c, struct edit_page *page, struct edit_values *values)
{
	struct case_record *cases = page->record.cases.items;
	const char *member, *message;
	enum err err = edit_clock_policy(c->arena, &page->clock, &page->entry.clock_policy, &member, &message);

	if (err) {
		(void)edit_values_fault(c->arena, values, NULL, 0, member, message);
		return err;
	}
	if (page->clock.offered && *page->entry.term_text == '\0') {
		(void)edit_values_fault(c->arena, values, NULL, 0, "term_text", "field_error.required");
		return ERR_INVALID;
	}
	for (size_t i = 0; i < page->record.cases.count; i++)
		if (page->clock.everywhere || i + 1 == (size_t)page->case_no)
			put_channel(c->arena, &cases[i], &page->entry, page->clock.offered);
	return OK;
}

/* A definition by the id of its version, which was among the choices; its code follows. */
static enum err
put_definition(struct ctx *c, enum edit_source source, const char *text, int64_t *id, const char **code)
{
	struct edit_definition definition = { 0 };
	enum err err = OK;

	if (*text == '\0') {
		*id = DB_NULL_INT;
		*code = NULL;
		return OK;
	}
	err = parse_i64(text, 1, INT64_MAX, id);
	if (!err)
		err = edit_definition_of(c->db, source, *id, &definition);
	*code = definition.code;
	return err;
}

/* Agencies are found by their codes again: a code may have been typed over another. */
static void
forget_agencies(struct version_record *record)
{
	struct offering_record *offerings = record->offerings.items;

	for (size_t i = 0; i < record->offerings.count; i++)
		offerings[i].receiving_id = offerings[i].solving_id = offerings[i].consulted_id = DB_NULL_INT;
}

enum err
edit_close_section(struct ctx *c, struct edit_page *page, struct edit_values *values)
{
	struct version_record *record = &page->record;
	const struct edit_definitions *chosen = &page->definitions;
	enum err err;

	if (page->section->scope == SCOPE_CHANNEL)
		return close_channel(c, page, values);
	forget_agencies(record);
	err = put_definition(c, SOURCE_FORMS, chosen->form, &record->form_version_id, &record->form);
	if (!err)
		err =
		    put_definition(c, SOURCE_PROCESSES, chosen->process, &record->process_version_id, &record->process);
	if (!err)
		err = put_definition(c, SOURCE_RULES, chosen->rule, &record->rule_version_id, &record->rule);
	return err;
}

const char *
edit_path(struct ctx *c, const struct edit_page *page, const struct edit_section *section)
{
	const char *to = url(c->arena, "/can-bo/danh-muc/thu-tuc/{}/sua", page->item.code);

	if (section == NULL)
		return to;
	to = arena_printf(c->arena, "%s/%s", to, section->slug);
	if (section->scope != SCOPE_VERSION)
		to = url_query_add_int(c->arena, to, "truong-hop", page->case_no > 0 ? page->case_no : 1);
	return section->scope == SCOPE_CHANNEL
		   ? url_query_add(c->arena, to, "kenh", page->channel != NULL ? page->channel : channel_names[0])
		   : to;
}
