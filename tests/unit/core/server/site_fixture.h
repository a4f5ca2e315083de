/* A module with one route of each kind, served in this process with our own templates and texts; no database. */
#ifndef MOTCUA_TESTS_SITE_FIXTURE_H
#define MOTCUA_TESTS_SITE_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/sign_in.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/respond.h"
#include "core/server/testing.h"
#include "core/system/config.h"
#include "core/view/view.h"

struct note_input {
	const char *code, *text;
	int64_t version;
};
static const struct field note_fields[] = {
	FIELD(note_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(note_input, text, FIELD_TEXT, FROM_FORM, .required = true, .max = 50),
	FIELD(note_input, version, FIELD_INT, FROM_FORM, .max = 9),
};
static const struct input note_input = INPUT(note_input, note_fields);
static const struct field code_fields[] = { FIELD(note_input, code, FIELD_CODE, FROM_PATH, .required = true) };
static const struct input code_input = INPUT(note_input, code_fields);
static const struct field header_fields[] = { FIELD(note_input, text, FIELD_LINES, FROM_FORM) };
static const struct input header_input = INPUT(note_input, header_fields);

static inline enum err
show_page(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena);

	(void)input;
	view_text(page, "title", "<note>");
	view_text(page, "heading", "<note>");
	view_text(page, "typed", again_typed(c, "text", NULL));
	again_errors(c, page);
	return respond_page(c, "error", page);
}

static inline enum err
write_note(struct ctx *c, const void *input)
{
	const struct note_input *in = input;

	if (strcmp(in->text, "moved on") == 0)
		return refuse(c, ERR_CONFLICT, NULL, NULL);
	if (strcmp(in->text, "away") == 0)
		return refuse(c, ERR_UNAVAILABLE, NULL, NULL);
	if (strcmp(in->text, "taken") == 0)
		return refuse(c, ERR_INVALID, "field_error.check", "text");
	return respond_redirect(c, arena_printf(c->arena, "/ghi-chu/%s", in->code));
}

static inline enum err
set_header(struct ctx *c, const void *input)
{
	const struct note_input *in = input;
	enum err err = respond_header(c, "X-Note", in->text);

	return err ? err : respond_nothing(c);
}

static inline enum err
send_file(struct ctx *c, const void *input)
{
	(void)input;
	return respond_file(c, "ab/cd/0123", "Giấy khai sinh \"gốc\"\r\n.pdf", "application/pdf");
}

static inline enum err
take_all_memory(struct ctx *c, const void *input)
{
	(void)input;
	for (int i = 0; i < 100; i++)
		(void)arena_alloc(c->arena, 1 << 20);
	return respond_nothing(c);
}

static inline enum err
answer_nothing(struct ctx *c, const void *input)
{
	(void)c;
	(void)input;
	return OK;
}

static inline void
gateway_refusal(struct ctx *c, enum err err)
{
	if (respond_bytes(c, "text/plain; charset=utf-8", err_name(err), strlen(err_name(err))))
		c->response.status = 500;
}

static const struct route site_routes[] = {
	{ GET, "/ghi-chu/{code}", &code_input, &guard_anyone, show_page, .flags = ROUTE_ETAG },
	{ POST, "/ghi-chu/{code}", &note_input, &guard_anyone, write_note },
	{ POST, "/ghi-chu/{code}/sua", &note_input, &guard_anyone, write_note, .again = show_page },
	{ GET, "/ghi-chu/moi", NULL, &guard_anyone, show_page },
	{ GET, "/rieng", NULL, &guard_citizen, show_page },
	{ POST, "/rieng/{code}", &note_input, &guard_officer, write_note },
	{ POST, "/tieu-de", &header_input, &guard_anyone, set_header },
	{ GET, "/tep", NULL, &guard_anyone, send_file },
	{ GET, "/lon", NULL, &guard_anyone, take_all_memory },
	{ GET, "/im", NULL, &guard_anyone, answer_nothing },
	{ GET, "/chung", NULL, &guard_anyone, show_page, .flags = ROUTE_PUBLIC },
	{ POST, "/goi-lai", &header_input, &guard_anyone, set_header, .flags = ROUTE_NO_CSRF,
	    .refusal = gateway_refusal },
};
static const struct route_table site_tables[] = { ROUTE_TABLE(site_routes) };
static const struct sign_in_provider site_accounts = { .citizen_home = "/" };
static const struct module site_module = {
	.name = "test",
	.tables = site_tables,
	.table_count = 1,
	.sign_in = &site_accounts,
};
static const struct core_config site_config = {
	.province = "khong-co",
	.provinces = "conf/provinces",
	.templates = "www/templates",
	.messages = "www/messages",
	.base_url = "https://motcua.example.vn",
	.secret = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 },
	.secure_cookies = true,
};

static inline int
site_setup(void **state)
{
	static struct test_site site;
	struct failure failure = { 0 };

	if (site_open(&site, &site_module, &site_config, NULL, &failure)) {
		(void)fprintf(stderr, "%s\n", failure.log);
		return -1;
	}
	*state = &site;
	return 0;
}

static inline int
site_teardown(void **state)
{
	site_close(*state);
	return 0;
}

#endif
