/* Changes of definitions in words. See bundle_changes.h. Must not know SQL. */
#include "bundle/bundle_changes.h"

#include <string.h>

#include "bundle/bundle_store.h"
#include "choice/choice_diff.h"
#include "choice/choice_record.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "define/change.h"
#include "define/draft_store.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "record/record.h"

/* A page that is read: of very long lists the beginning. */
enum { CHANGES_SHOWN = 200 };

static struct sheet *
begin_sheet(struct page *page, const struct bundle_line *item)
{
	static const char *const heads[] = { "change", "place", "before", "after" };
	struct ctx *c = page->ctx;
	struct sheet *sheet =
	    sheet_new(c->arena, message_format(c->arena, c->messages, c->language, "catalogue_bundle.changes_of",
				    MESSAGE_ARGUMENTS({ "name", *item->name != '\0' ? item->name : item->code })));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, page_text(page, heads[i]), false);
	return sheet;
}

static void
show_one(struct page *page, const struct bundle_line *item, const struct definition_change *changes, size_t count)
{
	struct sheet *sheet = begin_sheet(page, item);

	for (size_t i = 0; i < count && i < CHANGES_SHOWN; i++) {
		sheet_text(sheet, changes[i].what, NULL);
		sheet_text(sheet, changes[i].where, NULL);
		sheet_text(sheet, changes[i].from, NULL);
		sheet_text(sheet, changes[i].to, NULL);
	}
	page_sheet(page, sheet, count > CHANGES_SHOWN ? page_text(page, "changes_first") : NULL, NULL);
}

/* --- shared lists -------------------------------------------------------------------------------------------------------- */

/* What a side says of a choice, as far as the change is about it; NULL: it does not have the choice. */
static const char *
said_of(struct ctx *c, enum choice_change_kind kind, const struct choice_item *item)
{
	if (item == NULL)
		return NULL;
	if (kind == CHOICE_MOVED)
		return item->parent;
	if (kind == CHOICE_ENDED)
		return item->to_day != DATE_NONE ? date_text(c->arena, item->to_day)
						 : ctx_text(c, "catalogue_bundle.no_end");
	return item->label;
}

static void
show_choices(struct page *page, const struct bundle_line *line, const struct choice_change *changes, size_t count)
{
	struct sheet *sheet = begin_sheet(page, line);
	struct ctx *c = page->ctx;

	for (size_t i = 0; i < count && i < CHANGES_SHOWN; i++) {
		const struct choice_change *change = &changes[i];
		const enum choice_change_kind kind = change->kind;

		sheet_text(sheet,
		    ctx_text(
			c, arena_printf(c->arena, "catalogue_bundle.choice_changes.%s", choice_change_names[kind])),
		    NULL);
		sheet_text(sheet, change->theirs != NULL ? change->theirs->value : change->ours->value, NULL);
		sheet_text(sheet, said_of(c, kind, kind != CHOICE_ADDED ? change->ours : NULL), NULL);
		sheet_text(sheet, said_of(c, kind, kind != CHOICE_REMOVED ? change->theirs : NULL), NULL);
	}
	page_sheet(page, sheet, count > CHANGES_SHOWN ? page_text(page, "changes_first") : NULL, NULL);
}

static enum err
show_list(struct page *page, const struct bundle_line *line)
{
	struct ctx *c = page->ctx;
	struct record_fault fault = { "", "" };
	const struct choice_change *changes;
	const struct choice_item *ours;
	struct choice_said said;
	size_t our_count, count;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = choice_last(c->db, line->code, &ours, &our_count)))
		return err;
	if (choice_said_read(c->arena, line->content, strlen(line->content), &said, &fault) != OK)
		return OK;
	count = choice_diff(c->arena, ours, our_count, said.items, said.count, local_from_utc(now).day, &changes);
	if (count > 0)
		show_choices(page, line, changes, count);
	return OK;
}

/* --- all of them --------------------------------------------------------------------------------------------------------- */

static enum err
show_definition(struct page *page, const struct bundle_line *line, enum definition_kind kind)
{
	const struct definition_change *changes;
	struct definition_version version;
	size_t count;
	enum err err = definition_newest(page->ctx->db, kind, line->code, &version);

	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	err = definition_changes(page->ctx, kind, version.content, line->content, &changes, &count);
	if (err)
		failure_clear(&page->ctx->failure);
	else if (count > 0)
		show_one(page, line, changes, count);
	return OK;
}

enum err
bundle_changes_show(struct page *page, const struct bundle_line *lines, size_t line_count)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < line_count; i++) {
		enum definition_kind kind;

		if (lines[i].content == NULL)
			continue;
		if (strcmp(lines[i].kind, "list") == 0)
			err = show_list(page, &lines[i]);
		else if (definition_kind_by_name(lines[i].kind, &kind))
			err = show_definition(page, &lines[i], kind);
	}
	return err;
}
