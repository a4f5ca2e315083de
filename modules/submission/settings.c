/* Details of my account. See settings.h. */
#include "settings.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/password.h"
#include "core/security/session.h"
#include "core/security/sign_in_check.h"
#include "core/security/sign_in_code.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/citizen_store.h"
#include "domain/directory/directory_store.h"

#include "show.h"

enum { CONFIRMED_SECONDS = 30 * 60 };

struct settings_in {
	bool done;
};
struct name_in {
	const char *name;
};
struct address_in {
	const char *address;
};
struct address_code_in {
	const char *address, *code;
};
struct password_in {
	const char *password;
};
static const struct field settings_fields[] = { FIELD(settings_in, done, FIELD_BOOL, FROM_QUERY) };
static const struct field name_fields[] = {
	FIELD(name_in, name, FIELD_TEXT, FROM_FORM, .required = true, .min = 2, .max = 255,
	    .label = "submission.account_name"),
};
static const struct field address_fields[] = {
	FIELD(address_in, address, FIELD_TEXT, FROM_FORM, .required = true, .max = 254,
	    .label = "submission.account_contact"),
};
static const struct field address_code_fields[] = {
	FIELD(address_code_in, address, FIELD_TEXT, FROM_FORM, .required = true, .max = 254,
	    .label = "submission.account_contact"),
	FIELD(address_code_in, code, FIELD_TEXT, FROM_FORM, .required = true, .max = 20, .label = "sign_in.code"),
};
static const struct field password_fields[] = {
	FIELD(password_in, password, FIELD_SECRET, FROM_FORM, .required = true, .max = PASSWORD_MAX,
	    .label = "sign_in.password"),
};
const struct input settings_input = INPUT(settings_in, settings_fields);
const struct input name_input = INPUT(name_in, name_fields);
const struct input address_input = INPUT(address_in, address_fields);
const struct input address_code_input = INPUT(address_code_in, address_code_fields);
const struct input password_input = INPUT(password_in, password_fields);

static struct view *
settings_view(struct ctx *c, const struct account *account, bool done)
{
	const struct shown_field fields[] = {
		{ .name = "name",
		    .label = words(c, "submission.account_name"),
		    .value = account->name,
		    .type = "text",
		    .autocomplete = "name" },
		{ .name = "address",
		    .label = words(c, "submission.address_new"),
		    .hint = words(c, "submission.address_new_hint"),
		    .type = "text",
		    .autocomplete = "off" },
		{ .name = "password",
		    .label = words(c, "submission.password_new"),
		    .hint = words(c, "submission.password_hint"),
		    .type = "password",
		    .autocomplete = "new-password" },
	};
	struct view *page = view_object(c->arena), *rows;

	show_page(c, page, words(c, "submission.me"), "/tai-khoan");
	show_notice(page, done ? words(c, "submission.settings_saved") : NULL, true);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		show_field(c, page, &fields[i]);
	rows = view_list(page, "rows");
	show_row(rows, words(c, "submission.phone"), account->phone, NULL);
	show_row(rows, words(c, "submission.email"), account->email, NULL);
	view_bool(page, "codes", c->config != NULL && config_has_word(&c->config->modules, "exchange"));
	return page;
}

static enum err
show(struct ctx *c, bool done)
{
	struct account account;
	enum err err = account_by_id(c->db, c->session.account_id, &account);

	return err ? err : respond_page(c, "submission/settings", settings_view(c, &account, done));
}

enum err
handle_settings(struct ctx *c, const void *input)
{
	const struct settings_in *in = input;

	return show(c, in->done);
}

enum err
again_settings(struct ctx *c, const void *input)
{
	(void)input;
	return show(c, false);
}

static enum err
saved(struct ctx *c)
{
	return respond_redirect(c, "/tai-khoan/thong-tin?done=1");
}

/* A second click: the name is what was wanted. */
static bool
is_named(struct ctx *c, const char *name)
{
	struct account account;

	return account_by_id(c->db, c->session.account_id, &account) == OK && strcmp(account.name, name) == 0;
}

enum err
handle_name(struct ctx *c, const void *input)
{
	const struct name_in *in = input;
	struct account account;
	enum err err = account_by_id(c->db, c->session.account_id, &account);

	if (!err)
		err = citizen_rename(c->db, account.id, account.version, in->name);
	if (err == ERR_CONFLICT && is_named(c, in->name)) {
		failure_clear(&c->failure);
		err = OK;
	}
	return err ? err : saved(c);
}

/* A code that proves an address to one account proves nothing to another. */
static struct sign_in_code
code_for(struct ctx *c, const char *address)
{
	return (struct sign_in_code){ .purpose = "address",
		.target = arena_printf(c->arena, "%lld|%s", (long long)c->session.account_id, address),
		.address = address };
}

static struct view *
address_code_view(struct ctx *c, const char *address)
{
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "sign_in.code_title"), "/tai-khoan/thong-tin");
	view_text(page, "address", address);
	view_url(page, "action", "/tai-khoan/dia-chi/ma");
	show_code_field(c, page);
	return page;
}

enum err
handle_address(struct ctx *c, const void *input)
{
	const struct address_in *in = input;
	const char *address = sign_in_address(c, in->address);
	struct sign_in_code code;
	enum err err;

	if (address == NULL)
		return refuse(c, ERR_INVALID, "sign_in.address", "address");
	code = code_for(c, address);
	err = sign_in_code_send(c, &code);
	return err ? err : respond_page(c, "submission/address_code", address_code_view(c, address));
}

enum err
again_address_code(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page_status(
	    c, 422, "submission/address_code", address_code_view(c, again_typed(c, "address", "")));
}

enum err
handle_address_code(struct ctx *c, const void *input)
{
	const struct address_code_in *in = input;
	const char *address = sign_in_address(c, in->address);
	struct sign_in_code code;
	enum err err;

	if (address == NULL)
		return refuse(c, ERR_INVALID, "sign_in.address", "address");
	code = code_for(c, address);
	err = sign_in_code_use(c, &code, in->code);
	if (!err)
		err = citizen_set_address(c->db, c->session.account_id, address);
	return err ? err : saved(c);
}

enum err
handle_password(struct ctx *c, const void *input)
{
	const struct password_in *in = input;
	struct password_list list;
	struct account account;
	const char *phc;
	enum err err;

	if (!session_confirmed_within(c, CONFIRMED_SECONDS))
		return refuse(c, ERR_INVALID, "submission.sign_in_first", "password");
	if ((err = account_by_id(c->db, c->session.account_id, &account)) ||
	    (err = password_list_load(c->arena, c->config->password_list, &list, &c->failure)))
		return err;
	const char *const context[] = { account.login, account.name, NULL };

	if ((err = password_acceptable(c->arena, &list, in->password, context, &c->failure)))
		return again_refuse(c, "password", c->failure.message);
	if ((err = password_hash(c->arena, in->password, &password_cost_default, &phc, &c->failure)) ||
	    (err = account_set_password(c->db, account.id, phc)) ||
	    (err = session_end_others(c, SESSION_CITIZEN, account.id)))
		return err;
	return saved(c);
}

struct view *
settings_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct account account = { .name = "A" };

	return settings_view(&c, &account, true);
}

struct view *
address_code_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return address_code_view(&c, "a@example.vn");
}
