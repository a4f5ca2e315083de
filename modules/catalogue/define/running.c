/* Running dossiers by version. See running.h. */
#include "define/running.h"

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "define/overview_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/sheet.h"

/* The page of the work on dossiers: administrators and controllers see all of them there. */
static const char *
place(struct ctx *c, const struct definition_seen *seen, int64_t older, int64_t newer)
{
	const char *path =
	    url(c->arena, "/can-bo/chuyen-phien-ban/{}/{}", definition_kind_slugs[seen->kind], seen->item.code);

	return url_query_add_int(c->arena, url_query_add_int(c->arena, path, "den", newer), "tu", older);
}

enum err
running_show(struct page *page, const struct definition_seen *seen, int64_t newer)
{
	struct ctx *c = page->ctx;
	const bool opens =
	    officer_has_role(ctx_officer(c), ROLE_ADMINISTRATOR) || officer_has_role(ctx_officer(c), ROLE_CONTROLLER);
	struct sheet *sheet = sheet_new(c->arena, page_text(page, "running"));
	const struct define_running *rows;
	bool any_place = false;
	size_t count;
	enum err err;

	if (seen->kind == DEFINITION_RULE || !config_has_word(&c->config->modules, "workflow"))
		return OK;
	if ((err = define_running(c->db, seen->kind, seen->item.code, &rows, &count)) || count == 0)
		return err;
	sheet_column(sheet, page_text(page, "version"), false);
	sheet_column(sheet, page_text(page, "running_dossiers"), true);
	for (size_t i = 0; i < count; i++) {
		const bool has_place = opens && rows[i].version_no < newer;

		sheet_text(sheet, definition_version_text(c, rows[i].version_no), NULL);
		sheet_number(sheet, rows[i].dossiers, has_place ? place(c, seen, rows[i].version_no, newer) : NULL);
		any_place = any_place || has_place;
	}
	page_sheet(page, sheet, page_text(page, any_place ? "running_note" : "running_kept"), NULL);
	return OK;
}
