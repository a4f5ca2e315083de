/* The pages of sign-in. See sign_in.h. */
#include "core/security/sign_in.h"

#include <string.h>

#include "core/input/field.h"
#include "core/security/session.h"
#include "core/security/sign_in_check.h"
#include "core/security/sign_in_view.h"
#include "core/server/again.h"
#include "core/server/module.h"
#include "core/server/respond.h"
#include "core/server/route.h"
#include "core/view/url.h"

struct show_input {
	const char *next;
};
struct citizen_input {
	const char *login, *password, *next;
	bool by_code;
};
struct code_input {
	const char *login, *code, *next;
};
struct officer_input {
	const char *login, *password, *code, *next;
};

static const struct field show_fields[] = {
	FIELD(show_input, next, FIELD_TEXT, FROM_QUERY, .max = 1000),
};
static const struct field citizen_fields[] = {
	FIELD(citizen_input, login, FIELD_TEXT, FROM_FORM, .required = true, .max = 254, .label = "sign_in.login"),
	FIELD(citizen_input, password, FIELD_SECRET, FROM_FORM, .max = 128, .label = "sign_in.password"),
	FIELD(citizen_input, by_code, FIELD_BOOL, FROM_FORM),
	FIELD(citizen_input, next, FIELD_TEXT, FROM_FORM, .max = 1000),
};
static const struct field code_fields[] = {
	FIELD(code_input, login, FIELD_TEXT, FROM_FORM, .required = true, .max = 254, .label = "sign_in.login"),
	FIELD(code_input, code, FIELD_TEXT, FROM_FORM, .required = true, .max = 20, .label = "sign_in.code"),
	FIELD(code_input, next, FIELD_TEXT, FROM_FORM, .max = 1000),
};
static const struct field officer_fields[] = {
	FIELD(officer_input, login, FIELD_TEXT, FROM_FORM, .required = true, .max = 254,
	    .label = "sign_in.officer_login"),
	FIELD(officer_input, password, FIELD_SECRET, FROM_FORM, .required = true, .max = 128,
	    .label = "sign_in.password"),
	FIELD(officer_input, code, FIELD_TEXT, FROM_FORM, .required = true, .max = 20, .label = "sign_in.factor"),
	FIELD(officer_input, next, FIELD_TEXT, FROM_FORM, .max = 1000),
};
static const struct input show_input = INPUT(show_input, show_fields);
static const struct input citizen_input = INPUT(citizen_input, citizen_fields);
static const struct input code_input = INPUT(code_input, code_fields);
static const struct input officer_input = INPUT(officer_input, officer_fields);

static bool
is_below(const char *path, const char *page)
{
	size_t size = strlen(page);

	return strncmp(path, page, size) == 0 && strchr("/?", path[size]) != NULL;
}

const char *
sign_in_next(const char *next, const char *otherwise)
{
	static const char *const ourselves[] = { "/tai-khoan/dang-nhap", "/tai-khoan/dang-xuat",
		"/tai-khoan/ma-xac-thuc", "/can-bo/dang-nhap", "/can-bo/dang-xuat" };

	if (next == NULL || next[0] != '/' || !url_is_local(next))
		return otherwise;
	for (size_t i = 0; i < sizeof(ourselves) / sizeof(ourselves[0]); i++) {
		/* strchr also finds the NUL: the very page. */
		if (is_below(next, ourselves[i]))
			return otherwise;
	}
	return next;
}

static const char *
home(const struct ctx *c, enum session_kind kind)
{
	const struct sign_in_provider *provider = c->module->sign_in;
	const char *path = kind == SESSION_OFFICER ? provider->officer_home : provider->citizen_home;

	return path != NULL ? path : "/";
}

static enum err
go_on(struct ctx *c, enum session_kind kind, const char *next)
{
	return respond_redirect(c, sign_in_next(next, home(c, kind)));
}

static enum err
handle_citizen(struct ctx *c, const void *input)
{
	const struct show_input *in = input;

	if (c->session.kind == SESSION_CITIZEN)
		return go_on(c, SESSION_CITIZEN, in->next);
	return sign_in_citizen_page(c, in->next);
}

/* Shown again after a fault: what was typed is in c->raw. */
static enum err
citizen_again(struct ctx *c, const void *input)
{
	(void)input;
	return sign_in_citizen_page(c, again_typed(c, "next", NULL));
}

static enum err
handle_citizen_post(struct ctx *c, const void *input)
{
	const struct citizen_input *in = input;
	struct sign_in_try attempt = { .kind = SESSION_CITIZEN, .password = in->password };
	enum err err;

	if ((attempt.login = sign_in_address(c, in->login)) == NULL)
		return refuse(c, ERR_INVALID, "sign_in.address", "login");
	if (in->password == NULL || in->by_code) {
		if (c->module->sign_in->send_code == NULL)
			return refuse(c, ERR_INVALID, "sign_in.password_needed", "password");
		err = sign_in_send_code(c, attempt.login);
		return err ? err : sign_in_code_page(c, attempt.login, in->next);
	}
	err = sign_in_by_password(c, &attempt);
	return err ? err : go_on(c, SESSION_CITIZEN, in->next);
}

static enum err
code_again(struct ctx *c, const void *input)
{
	(void)input;
	return sign_in_code_page(c, again_typed(c, "login", ""), again_typed(c, "next", NULL));
}

static enum err
handle_code_post(struct ctx *c, const void *input)
{
	const struct code_input *in = input;
	const char *login = sign_in_address(c, in->login);
	enum err err;

	if (login == NULL)
		return refuse(c, ERR_INVALID, "sign_in.address", "login");
	err = sign_in_by_code(c, login, in->code);
	return err ? err : go_on(c, SESSION_CITIZEN, in->next);
}

static enum err
handle_officer(struct ctx *c, const void *input)
{
	const struct show_input *in = input;

	if (c->session.kind == SESSION_OFFICER && c->session.second_factor)
		return go_on(c, SESSION_OFFICER, in->next);
	return sign_in_officer_page(c, in->next);
}

static enum err
officer_again(struct ctx *c, const void *input)
{
	(void)input;
	return sign_in_officer_page(c, again_typed(c, "next", NULL));
}

static enum err
handle_officer_post(struct ctx *c, const void *input)
{
	const struct officer_input *in = input;
	const struct sign_in_try attempt = {
		.kind = SESSION_OFFICER,
		.login = in->login,
		.password = in->password,
		.code = in->code,
	};
	enum err err = sign_in_by_password(c, &attempt);

	return err ? err : go_on(c, SESSION_OFFICER, in->next);
}

/* Out, and what the browser may have kept of the pages with it. */
static enum err
sign_out(struct ctx *c, const char *path)
{
	enum err err = session_end(c);

	if (!err)
		err = respond_header(c, "Clear-Site-Data", "\"cache\", \"storage\"");
	return err ? err : respond_redirect(c, path);
}

static enum err
handle_citizen_out(struct ctx *c, const void *input)
{
	(void)input;
	return sign_out(c, "/");
}

static enum err
handle_officer_out(struct ctx *c, const void *input)
{
	(void)input;
	return sign_out(c, "/can-bo/dang-nhap");
}

static const struct route routes[] = {
	{ GET, "/tai-khoan/dang-nhap", &show_input, &guard_anyone, handle_citizen, .summary = "Sign-in of citizens" },
	{ POST, "/tai-khoan/dang-nhap", &citizen_input, &guard_anyone, handle_citizen_post, .again = citizen_again,
	    .summary = "By password, or asks for a code" },
	{ POST, "/tai-khoan/ma-xac-thuc", &code_input, &guard_anyone, handle_code_post, .again = code_again,
	    .summary = "By the code that was sent" },
	{ POST, "/tai-khoan/dang-xuat", NULL, &guard_anyone, handle_citizen_out, .summary = "Signs out" },
	{ GET, "/can-bo/dang-nhap", &show_input, &guard_anyone, handle_officer, .summary = "Sign-in of officers" },
	{ POST, "/can-bo/dang-nhap", &officer_input, &guard_anyone, handle_officer_post, .again = officer_again,
	    .summary = "By password and second factor" },
	{ POST, "/can-bo/dang-xuat", NULL, &guard_anyone, handle_officer_out, .summary = "Signs out" },
};
const struct route_table sign_in_table = ROUTE_TABLE(routes);
