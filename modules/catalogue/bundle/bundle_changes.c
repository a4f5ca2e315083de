/* Changes of definitions in words. See bundle_changes.h. Must not know SQL. */
#include "bundle/bundle_changes.h"

#include "bundle/bundle_store.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "define/change.h"
#include "define/draft_store.h"
#include "govern/page.h"
#include "govern/sheet.h"

/* A page that is read: of very long lists the beginning. */
enum { CHANGES_SHOWN = 200 };

static void
show_one(struct page *page, const struct bundle_line *item, const struct definition_change *changes, size_t count)
{
	static const char *const heads[] = { "change", "place", "before", "after" };
	struct ctx *c = page->ctx;
	struct sheet *sheet =
	    sheet_new(c->arena, message_format(c->arena, c->messages, c->language, "catalogue_bundle.changes_of",
				    MESSAGE_ARGUMENTS({ "name", *item->name != '\0' ? item->name : item->code })));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, page_text(page, heads[i]), false);
	for (size_t i = 0; i < count && i < CHANGES_SHOWN; i++) {
		sheet_text(sheet, changes[i].what, NULL);
		sheet_text(sheet, changes[i].where, NULL);
		sheet_text(sheet, changes[i].from, NULL);
		sheet_text(sheet, changes[i].to, NULL);
	}
	page_sheet(page, sheet, count > CHANGES_SHOWN ? page_text(page, "changes_first") : NULL, NULL);
}

enum err
bundle_changes_show(struct page *page, const struct bundle_line *lines, size_t line_count)
{
	for (size_t i = 0; i < line_count; i++) {
		const struct bundle_line *line = &lines[i];
		const struct definition_change *changes;
		struct definition_version version;
		enum definition_kind kind;
		size_t count;
		enum err err;

		if (line->content == NULL || !definition_kind_by_name(line->kind, &kind))
			continue;
		if ((err = definition_newest(page->ctx->db, kind, line->code, &version))) {
			if (err == ERR_NOT_FOUND)
				continue;
			return err;
		}
		err = definition_changes(page->ctx, kind, version.content, line->content, &changes, &count);
		if (err)
			failure_clear(&page->ctx->failure);
		else if (count > 0)
			show_one(page, line, changes, count);
	}
	return OK;
}
