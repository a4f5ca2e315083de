/* A bundle of chosen procedures, from the back office. See bundle_page.h. Must not know SQL. */
#include <string.h>

#include "bundle/bundle.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_make.h"
#include "bundle/bundle_page.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/site.h"
#include "govern/page.h"
#include "record/item_store.h"
#include "version/case.h"

enum { CODES_TEXT = 32000, CODES_MOST = 500 };

struct make_in {
	const char *codes;
};
static const struct field make_fields[] = {
	FIELD(make_in, codes, FIELD_LINES, FROM_FORM, .required = true, .max = CODES_TEXT,
	    .label = "catalogue_bundle.codes"),
};
const struct input bundle_make_input = INPUT(make_in, make_fields);

static const char *
text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_bundle.%s", key));
}

static enum err
show_make(struct ctx *c, int status)
{
	const struct catalogue_config *config = c->module_config;
	struct page page = page_new(c, text(c, "make_title"), BUNDLE_PATH "/xuat", NULL);
	struct view *fields;

	page.words = "catalogue_bundle";
	page_lead(&page, text(c, "make_lead"));
	if (config->bundle_key.size == 0) {
		page_lead(&page, text(c, "no_key"));
		return respond_page_status(c, status, "catalogue/govern", page.view);
	}
	fields = page_form(
	    &page, &(struct page_form){ text(c, "chosen"), BUNDLE_PATH "/xuat", text(c, "make"), NULL, -1, false });
	page_area(&page, fields, &(struct page_field){ "codes", "codes", "codes_hint", false, NULL });
	return respond_page_status(c, status, "catalogue/govern", page.view);
}

enum err
handle_bundle_make_form(struct ctx *c, const void *input)
{
	(void)input;
	return show_make(c, c->errors != NULL ? 422 : 200);
}

/* One code a line. Only procedures that this officer drafts, controls or approves go out. */
static enum err
read_codes(struct ctx *c, const char *lines, const char ***ret_codes, size_t *ret_count, const char **ret_refused)
{
	char *rest = arena_strdup(c->arena, lines), *line;
	const struct officer *officer = ctx_officer(c);
	const bool all = officer_has_role(officer, ROLE_CONTROLLER) || officer_has_role(officer, ROLE_APPROVER);

	*ret_codes = arena_array(c->arena, CODES_MOST, sizeof(**ret_codes));
	*ret_count = 0;
	*ret_refused = NULL;
	while ((line = strsep(&rest, "\n ,;")) != NULL) {
		struct procedure_item item;
		enum err err;

		if (*line == '\0')
			continue;
		err = *ret_count == CODES_MOST ? ERR_NOT_FOUND : item_by_code(c->db, line, &item);
		if (err == ERR_NOT_FOUND || (!err && !all && !officer_drafts(officer, &item))) {
			*ret_refused = line;
			return OK;
		}
		if (err)
			return err;
		(*ret_codes)[(*ret_count)++] = item.code;
	}
	return OK;
}

static enum err
refuse_code(struct ctx *c, const char *code)
{
	enum err err = again_refuse(c, "codes",
	    message_format(c->arena, c->messages, c->language, "catalogue_bundle.not_exported",
		MESSAGE_ARGUMENTS({ "code", code })));

	return err ? err : show_make(c, 422);
}

enum err
handle_bundle_make(struct ctx *c, const void *input)
{
	const struct make_in *in = input;
	const struct catalogue_config *config = c->module_config;
	struct bundle_wish wish = {
		.province = site_province()->name, .pem = config->bundle_key, .static_files = c->config->static_files
	};
	const char **codes, *refused, *missing = NULL;
	struct bytes bundle;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (config->bundle_key.size == 0)
		return refuse(c, ERR_CONFLICT, "catalogue_bundle.no_key", NULL);
	if (err || (err = read_codes(c, in->codes, &codes, &wish.count, &refused)))
		return err;
	if (refused != NULL || wish.count == 0)
		return refuse_code(c, refused != NULL ? refused : "");
	wish.codes = codes;
	wish.today = local_from_utc(now).day;
	err = bundle_make(c->db, c->arena, &wish, &bundle, &missing);
	if (err == ERR_NOT_FOUND)
		return refuse_code(c, missing);
	if (err)
		return err;
	return respond_download(c,
	    arena_printf(c->arena, "goi-thu-tuc-%s.tar", date_iso(c->arena, local_from_utc(now).day)),
	    "application/x-tar", bundle.data, bundle.size);
}
