/* Handlers of notices. See notice.h. */
#include "content/notice.h"

#include <stdio.h>
#include <string.h>

#include "content/act_store.h"
#include "content/content_store.h"
#include "content/desk.h"
#include "content/notice_rule.h"
#include "content/notice_store.h"
#include "content/notice_view.h"
#include "core/data/db.h"
#include "core/data/setting_store.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/parse.h"
#include "core/view/view.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/officer_guard.h"

enum { TITLE_MOST = 300, SERVICES_MOST = 500, BODY_MOST = 10000, TIME_SIZE = 5, DAYS_MOST = 60 };

/* Working days between a planned notice and its interruption (setting content.notice_working_days). */
static const char notice_days[] = "7";
static const char *const acts[] = { "save", "preview", NULL };

struct notices_in {
	const char *after;
};
static const struct field notices_fields[] = {
	FIELD_NAMED(notices_in, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input notices_input = INPUT(notices_in, notices_fields);

struct notice_in {
	const char *code;
	bool saved;
};
static const struct field notice_fields[] = {
	FIELD(notice_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(notice_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input notice_input = INPUT(notice_in, notice_fields);

struct notice_save_in {
	const char *code, *act, *kind, *title, *services, *body, *from_time, *to_time;
	int32_t from_day, to_day;
	int64_t version;
};
#define TEXT_FIELDS                                                                                                    \
	FIELD(notice_save_in, act, FIELD_CHOICE, FROM_FORM, .choices = acts, .label = "catalogue_content.act"),        \
	    FIELD(notice_save_in, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = notice_kinds,            \
		.label = "catalogue_content.notice_kind"),                                                             \
	    FIELD(notice_save_in, title, FIELD_TEXT, FROM_FORM, .required = true, .max = TITLE_MOST,                   \
		.label = "catalogue_content.title"),                                                                   \
	    FIELD(notice_save_in, services, FIELD_TEXT, FROM_FORM, .required = true, .max = SERVICES_MOST,             \
		.label = "catalogue_content.services"),                                                                \
	    FIELD(notice_save_in, from_day, FIELD_DATE, FROM_FORM, .required = true,                                   \
		.label = "catalogue_content.from_day"),                                                                \
	    FIELD(notice_save_in, from_time, FIELD_TEXT, FROM_FORM, .required = true, .max = TIME_SIZE,                \
		.check = notice_time_is_valid, .label = "catalogue_content.from_time"),                                \
	    FIELD(                                                                                                     \
		notice_save_in, to_day, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_content.to_day"), \
	    FIELD(notice_save_in, to_time, FIELD_TEXT, FROM_FORM, .required = true, .max = TIME_SIZE,                  \
		.check = notice_time_is_valid, .label = "catalogue_content.to_time"),                                  \
	    FIELD(notice_save_in, body, FIELD_LINES, FROM_FORM, .required = true, .max = BODY_MOST,                    \
		.label = "catalogue_content.body")
static const struct field notice_create_fields[] = { TEXT_FIELDS };
const struct input notice_create_input = INPUT(notice_save_in, notice_create_fields);
static const struct field notice_save_fields[] = {
	FIELD(notice_save_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(notice_save_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_content.version"),
	TEXT_FIELDS,
};
const struct input notice_save_input = INPUT(notice_save_in, notice_save_fields);

struct notice_act_in {
	const char *code;
	int64_t version;
};
static const struct field notice_act_fields[] = {
	FIELD(notice_act_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(notice_act_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_content.version"),
};
const struct input notice_act_input = INPUT(notice_act_in, notice_act_fields);

enum err
handle_notices(struct ctx *c, const void *input)
{
	const struct notices_in *in = input;
	const struct notice *notices;
	size_t count;
	bool more;
	enum err err = notices_list(c->db, in->after != NULL ? in->after : "", &notices, &count, &more);

	return err ? err : respond_page(c, "catalogue/content_office", notices_view(c, notices, count, more));
}

static enum err
show_new(struct ctx *c, bool preview)
{
	const struct notice notice = { .kind = "planned",
		.state = "draft",
		.title = "",
		.services = "",
		.body = "",
		.starts_at = TIME_NONE,
		.ends_at = TIME_NONE };

	return respond_page(c, "catalogue/content_edit", notice_edit_view(c, &notice, true, preview, NULL));
}

enum err
handle_notice_new(struct ctx *c, const void *input)
{
	(void)input;
	return show_new(c, false);
}

enum err
again_notice_create(struct ctx *c, const void *input)
{
	(void)input;
	return show_new(c, true);
}

static enum err
show_notice(struct ctx *c, const char *code, bool saved)
{
	struct notice notice;
	struct view *page;
	enum err err = notice_by_code(c->db, code, &notice);

	if (err)
		return err;
	page = notice_edit_view(
	    c, &notice, desk_may_write(ctx_officer(c), DB_NULL_INT), true, saved ? "catalogue_content.saved" : NULL);
	err = desk_history(c, page, "notice", notice.id);
	return err ? err : respond_page(c, "catalogue/content_edit", page);
}

enum err
handle_notice(struct ctx *c, const void *input)
{
	const struct notice_in *in = input;

	return show_notice(c, in->code, in->saved);
}

enum err
again_notice_save(struct ctx *c, const void *input)
{
	return show_notice(c, ((const struct notice_save_in *)input)->code, false);
}

struct saving {
	struct notice notice;
	int64_t expected; /* version that the form was made of, of an old notice */
	const char *kind; /* of the act */
	int64_t officer_id, now;
	bool order; /* what citizens read changes */
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *s = arg;
	struct notice n = s->notice;
	const int64_t moments[] = { n.starts_at, n.ends_at };
	enum err err = n.id == 0                  ? notice_add(db, &n, s->officer_id)
		       : s->expected == n.version ? notice_change(db, &n, s->officer_id)
						  : ERR_CONFLICT;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, NOTICES_PATH "/%s?da-luu=1", n.code);
	if (!err)
		err = content_act_add(
		    db, &(struct content_act){ "notice", n.id, s->kind, s->now, s->officer_id, NULL, n.title, n.body });
	return err || !s->order ? err : content_order(db, moments, sizeof(moments) / sizeof(moments[0]), s->now);
}

static enum err
read_texts(struct ctx *c, const struct notice_save_in *in, struct saving *s)
{
	struct notice *n = &s->notice;
	enum err err = ctx_now(c, &s->now);

	if (err)
		return err;
	s->officer_id = ctx_officer(c)->id;
	n->kind = in->kind;
	n->title = in->title;
	n->services = in->services;
	n->body = in->body;
	n->starts_at = utc_from_local(in->from_day, notice_minutes(in->from_time));
	n->ends_at = utc_from_local(in->to_day, notice_minutes(in->to_time));
	n->updated_at = s->now;
	return n->ends_at > n->starts_at ? OK : again_refuse(c, "to_day", "catalogue_content.ends_before");
}

/* ERR_CONFLICT: a planned interruption that begins too soon after this moment. */
static enum err
check_in_time(struct ctx *c, const struct notice *notice, int64_t now)
{
	const struct calendar *calendar;
	const char *text;
	int64_t days;
	enum err err = setting_text(c->db, "content.notice_working_days", notice_days, &text);

	if (!err)
		err = parse_i64(text, 0, DAYS_MOST, &days);
	if (!err)
		err = calendar_of_agency(c->db, c->arena, ctx_officer(c)->agency_id, &calendar);
	if (err)
		return err;
	return notice_is_in_time(notice, calendar, (int32_t)days, now)
		   ? OK
		   : refuse(c, ERR_CONFLICT, "catalogue_content.notice_too_late", NULL);
}

enum err
handle_notice_create(struct ctx *c, const void *input)
{
	const struct notice_save_in *in = input;
	struct saving s = { .notice = { .state = "draft" }, .kind = "create" };
	char code[NOTICE_CODE + 1];
	enum err err;

	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_new(c, true);
	if ((err = read_texts(c, in, &s)))
		return err;
	random_code(code, NOTICE_CODE);
	s.notice.code = arena_printf(c->arena, "TB-%s", code);
	return idempotency_run(c, "catalogue.notice_create", save_once, &s);
}

enum err
handle_notice_save(struct ctx *c, const void *input)
{
	const struct notice_save_in *in = input;
	struct saving s = { .kind = "edit" };
	int64_t starts_at;
	enum err err = notice_by_code(c->db, in->code, &s.notice);

	if (err)
		return err;
	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_notice(c, in->code, false);
	starts_at = s.notice.starts_at;
	if ((err = read_texts(c, in, &s)))
		return err;
	s.order = strcmp(s.notice.state, "published") == 0;
	/* What was announced in time may last longer or be explained better; it does not begin sooner. */
	if (s.order && s.notice.starts_at != starts_at && (err = check_in_time(c, &s.notice, s.now)))
		return err;
	s.expected = in->version;
	return idempotency_run(c, "catalogue.notice_save", save_once, &s);
}

enum err
handle_notice_publish(struct ctx *c, const void *input)
{
	const struct notice_act_in *in = input;
	struct saving s = { .kind = "publish", .order = true, .officer_id = ctx_officer(c)->id };
	enum err err = notice_by_code(c->db, in->code, &s.notice);

	if (err || (err = ctx_now(c, &s.now)))
		return err;
	if (s.notice.ends_at <= s.now)
		return refuse(c, ERR_CONFLICT, "catalogue_content.notice_over", NULL);
	if (strcmp(s.notice.state, "published") != 0 && (err = check_in_time(c, &s.notice, s.now)))
		return err;
	s.notice.state = "published";
	s.notice.published_at = s.notice.updated_at = s.now;
	s.expected = in->version;
	return idempotency_run(c, "catalogue.notice_publish", save_once, &s);
}

enum err
handle_notice_end(struct ctx *c, const void *input)
{
	const struct notice_act_in *in = input;
	struct saving s = { .kind = "withdraw", .order = true, .officer_id = ctx_officer(c)->id };
	enum err err = notice_by_code(c->db, in->code, &s.notice);

	if (err || (err = ctx_now(c, &s.now)))
		return err;
	/* An interruption that has begun is over now and stays to be read; one to come is taken back. */
	if (s.notice.starts_at < s.now && s.now < s.notice.ends_at)
		s.notice.ends_at = s.now;
	else if (s.now <= s.notice.starts_at)
		s.notice.state = "withdrawn";
	s.notice.updated_at = s.now;
	s.expected = in->version;
	return idempotency_run(c, "catalogue.notice_end", save_once, &s);
}
