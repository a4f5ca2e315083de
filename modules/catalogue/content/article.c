/* Handlers of news and guides. See article.h. */
#include "content/article.h"

#include <stdio.h>
#include <string.h>

#include "content/act_store.h"
#include "content/address.h"
#include "content/article_store.h"
#include "content/article_view.h"
#include "content/content_store.h"
#include "content/desk.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"

enum { TITLE_MOST = 300, SUMMARY_MOST = 1000, BODY_MOST = 40000, CODES_MOST = 1000, URL_MOST = 500 };

static const char *const states[] = { "draft", "published", NULL };
static const char *const acts[] = { "save", "preview", NULL };

struct articles_in {
	const char *state, *after;
};
static const struct field articles_fields[] = {
	FIELD_NAMED(articles_in, state, "trang-thai", FIELD_CHOICE, FROM_QUERY, .choices = states),
	FIELD_NAMED(articles_in, after, "sau", FIELD_CODE, FROM_QUERY, .max = ADDRESS_SLUG_MOST + 8),
};
const struct input articles_input = INPUT(articles_in, articles_fields);

struct article_new_in {
	const char *kind;
};
static const struct field article_new_fields[] = {
	FIELD_NAMED(article_new_in, kind, "loai", FIELD_CHOICE, FROM_QUERY, .choices = article_kinds),
};
const struct input article_new_input = INPUT(article_new_in, article_new_fields);

struct article_in {
	const char *slug;
	bool saved;
};
static const struct field article_fields[] = {
	FIELD(article_in, slug, FIELD_CODE, FROM_PATH, .required = true, .max = ADDRESS_SLUG_MOST + 8),
	FIELD_NAMED(article_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input article_input = INPUT(article_in, article_fields);

struct article_save_in {
	const char *slug, *kind, *act, *title, *summary, *body, *video, *procedures, *agency;
	int64_t version;
	int32_t show_from, show_to;
	bool needs_reader;
};
/* What is written, of a new article as of an old one. */
#define TEXT_FIELDS                                                                                                    \
	FIELD(article_save_in, act, FIELD_CHOICE, FROM_FORM, .choices = acts, .label = "catalogue_content.act"),       \
	    FIELD(article_save_in, title, FIELD_TEXT, FROM_FORM, .required = true, .max = TITLE_MOST,                  \
		.label = "catalogue_content.title"),                                                                   \
	    FIELD(article_save_in, summary, FIELD_LINES, FROM_FORM, .required = true, .max = SUMMARY_MOST,             \
		.label = "catalogue_content.summary"),                                                                 \
	    FIELD(article_save_in, body, FIELD_LINES, FROM_FORM, .required = true, .max = BODY_MOST,                   \
		.label = "catalogue_content.body"),                                                                    \
	    FIELD(article_save_in, video, FIELD_TEXT, FROM_FORM, .max = URL_MOST, .check = address_is_film,            \
		.label = "catalogue_content.video"),                                                                   \
	    FIELD(article_save_in, procedures, FIELD_TEXT, FROM_FORM, .max = CODES_MOST,                               \
		.label = "catalogue_content.procedures"),                                                              \
	    FIELD(article_save_in, agency, FIELD_CODE, FROM_FORM, .label = "catalogue_content.agency_code"),           \
	    FIELD(article_save_in, show_from, FIELD_DATE, FROM_FORM, .label = "catalogue_content.show_from"),          \
	    FIELD(article_save_in, show_to, FIELD_DATE, FROM_FORM, .label = "catalogue_content.show_to"),              \
	    FIELD(article_save_in, needs_reader, FIELD_BOOL, FROM_FORM, .label = "catalogue_content.needs_reader")
static const struct field article_create_fields[] = {
	FIELD(article_save_in, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = article_kinds,
	    .label = "catalogue_content.kind"),
	TEXT_FIELDS,
};
const struct input article_create_input = INPUT(article_save_in, article_create_fields);
static const struct field article_save_fields[] = {
	FIELD(article_save_in, slug, FIELD_CODE, FROM_PATH, .required = true, .max = ADDRESS_SLUG_MOST + 8),
	FIELD(article_save_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_content.version"),
	TEXT_FIELDS,
};
const struct input article_save_input = INPUT(article_save_in, article_save_fields);

struct article_act_in {
	const char *slug;
	int64_t version;
};
static const struct field article_act_fields[] = {
	FIELD(article_act_in, slug, FIELD_CODE, FROM_PATH, .required = true, .max = ADDRESS_SLUG_MOST + 8),
	FIELD(article_act_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_content.version"),
};
const struct input article_act_input = INPUT(article_act_in, article_act_fields);

static enum err
show_list(struct ctx *c, const char *kind, const struct articles_in *in)
{
	const struct article *articles;
	size_t count;
	bool more;
	enum err err =
	    articles_list(c->db, kind, in->state, in->after != NULL ? in->after : "", &articles, &count, &more);

	return err ? err
		   : respond_page(
			 c, "catalogue/content_office", articles_view(c, kind, in->state, articles, count, more));
}

enum err
handle_news(struct ctx *c, const void *input)
{
	return show_list(c, "news", input);
}

enum err
handle_guides(struct ctx *c, const void *input)
{
	return show_list(c, "guide", input);
}

static struct article
empty_article(const char *kind)
{
	return (struct article){ .kind = kind != NULL ? kind : "news",
		.title = "",
		.summary = "",
		.body = "",
		.video_url = "",
		.procedures = "",
		.agency_id = DB_NULL_INT,
		.show_from = DATE_NONE,
		.show_to = DATE_NONE,
		.state = "draft" };
}

static enum err
show_new(struct ctx *c, const char *kind, bool preview)
{
	const struct article article = empty_article(kind);

	return respond_page(c, "catalogue/content_edit", article_edit_view(c, &article, true, preview, NULL));
}

enum err
handle_article_new(struct ctx *c, const void *input)
{
	return show_new(c, ((const struct article_new_in *)input)->kind, false);
}

enum err
again_article_create(struct ctx *c, const void *input)
{
	return show_new(c, ((const struct article_save_in *)input)->kind, true);
}

static enum err
show_article(struct ctx *c, const char *slug, bool preview, bool saved)
{
	struct article article;
	struct view *page;
	enum err err = article_by_slug(c->db, slug, &article);

	if (err)
		return err;
	page = article_edit_view(c, &article, desk_may_write(ctx_officer(c), article.agency_id), preview,
	    saved ? "catalogue_content.saved" : NULL);
	err = desk_history(c, page, "article", article.id);
	return err ? err : respond_page(c, "catalogue/content_edit", page);
}

enum err
handle_article(struct ctx *c, const void *input)
{
	const struct article_in *in = input;

	return show_article(c, in->slug, false, in->saved);
}

enum err
again_article_save(struct ctx *c, const void *input)
{
	return show_article(c, ((const struct article_save_in *)input)->slug, true, false);
}

/* Ids of the procedures that a list of codes names, separated by blanks, commas or semicolons. */
static enum err
read_procedures(struct ctx *c, const char *codes, int64_t ids[ARTICLE_PROCEDURES], size_t *ret_count)
{
	char *rest = arena_strdup(c->arena, codes != NULL ? codes : ""), *code;

	*ret_count = 0;
	while ((code = strsep(&rest, " ,;")) != NULL) {
		bool known = false;
		int64_t id;
		enum err err = desk_procedure(c, "procedures", code, &id);

		if (err)
			return err;
		for (size_t i = 0; i < *ret_count; i++)
			known = known || ids[i] == id;
		if (id == DB_NULL_INT || known)
			continue;
		if (*ret_count == ARTICLE_PROCEDURES)
			return again_refuse(c, "procedures", "catalogue_content.procedures_many");
		ids[(*ret_count)++] = id;
	}
	return OK;
}

struct saving {
	struct arena *arena;
	struct article article;
	int64_t expected; /* version that the form was made of; rights were looked at on the article as it is read */
	int64_t procedures[ARTICLE_PROCEDURES];
	size_t procedure_count;
	int64_t now;
};

static enum err
read_texts(struct ctx *c, const struct article_save_in *in, struct saving *s)
{
	struct article *a = &s->article;
	enum err err = desk_agency(c, in->agency, &a->agency_id);

	if (!err)
		err = read_procedures(c, in->procedures, s->procedures, &s->procedure_count);
	if (!err)
		err = ctx_now(c, &s->now);
	if (err)
		return err;
	a->title = in->title;
	a->summary = in->summary;
	a->body = in->body;
	a->video_url = in->video != NULL ? in->video : "";
	a->show_from = in->show_from == DATE_ABSENT ? DATE_NONE : in->show_from;
	a->show_to = in->show_to == DATE_ABSENT ? DATE_NONE : in->show_to;
	a->needs_reader = in->needs_reader;
	a->edited_by = ctx_officer(c)->id;
	a->updated_at = s->now;
	s->arena = c->arena;
	if (a->show_from != DATE_NONE && a->show_to != DATE_NONE && a->show_to < a->show_from)
		return again_refuse(c, "show_to", "catalogue_content.ends_before");
	return OK;
}

static enum err
note(struct db *db, const struct article *a, const char *kind, int64_t officer_id, int64_t now)
{
	return content_act_add(
	    db, &(struct content_act){ "article", a->id, kind, now, officer_id, NULL, a->title, a->body });
}

/* Public pages change now, and again when its days begin and end. */
static enum err
order(struct db *db, const struct article *a, int64_t now)
{
	const int64_t moments[] = { a->show_from == DATE_NONE ? TIME_NONE : utc_from_local(a->show_from, 0),
		a->show_to == DATE_NONE ? TIME_NONE : utc_from_local(a->show_to + 1, 0) };

	return content_order(db, moments, sizeof(moments) / sizeof(moments[0]), now);
}

static void
go_to(char location[IDEMPOTENCY_LOCATION], const struct article *a)
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, ARTICLES_PATH "/%s?da-luu=1", a->slug);
}

static enum err
create_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *s = arg;
	struct article article = s->article;
	enum err err = article_create(db, s->arena, &article, s->procedures, s->procedure_count);

	go_to(location, &article);
	return err ? err : note(db, &article, "create", article.edited_by, s->now);
}

enum err
handle_article_create(struct ctx *c, const void *input)
{
	const struct article_save_in *in = input;
	struct saving s = { .article = empty_article(in->kind) };
	enum err err;

	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_new(c, in->kind, true);
	if ((err = read_texts(c, in, &s)))
		return err;
	s.article.slug = fold_slug(c->arena, in->title, ADDRESS_SLUG_MOST);
	if (s.article.slug[0] == '\0')
		return again_refuse(c, "title", "catalogue_content.title_without_letters");
	/* The form for a new one, and the file of the news for other portals, have these addresses. */
	if (strcmp(s.article.slug, "moi") == 0 || strcmp(s.article.slug, "feed") == 0)
		s.article.slug = arena_printf(c->arena, "%s-1", s.article.slug);
	return idempotency_run(c, "catalogue.article_create", create_once, &s);
}

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *s = arg;
	enum err err = s->expected == s->article.version
			   ? article_change(db, &s->article, s->procedures, s->procedure_count)
			   : ERR_CONFLICT;

	go_to(location, &s->article);
	if (!err)
		err = note(db, &s->article, "edit", s->article.edited_by, s->now);
	return err || strcmp(s->article.state, "published") != 0 ? err : order(db, &s->article, s->now);
}

enum err
handle_article_save(struct ctx *c, const void *input)
{
	const struct article_save_in *in = input;
	struct saving s;
	enum err err = article_by_slug(c->db, in->slug, &s.article);

	if (err)
		return err;
	if (!desk_may_write(ctx_officer(c), s.article.agency_id))
		return refuse(c, ERR_FORBIDDEN, "catalogue_content.agency_foreign", NULL);
	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_article(c, in->slug, true, false);
	/* What a second person has to read is taken down first: no change reaches citizens unread. */
	if (s.article.needs_reader && strcmp(s.article.state, "published") == 0)
		return refuse(c, ERR_CONFLICT, "catalogue_content.withdraw_first", NULL);
	/* Nobody lifts from the own words what makes somebody else read them. */
	if (s.article.needs_reader && !in->needs_reader)
		return again_refuse(c, "needs_reader", "catalogue_content.reader_stays");
	if ((err = read_texts(c, in, &s)))
		return err;
	s.expected = in->version;
	return idempotency_run(c, "catalogue.article_save", save_once, &s);
}

struct acting {
	struct article article;
	const char *state, *kind;
	int64_t expected; /* as in saving */
	int64_t officer_id, now;
};

static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;
	enum err err =
	    a->expected == a->article.version ? article_set_state(db, &a->article, a->state, a->now) : ERR_CONFLICT;

	go_to(location, &a->article);
	if (!err)
		err = note(db, &a->article, a->kind, a->officer_id, a->now);
	return err ? err : order(db, &a->article, a->now);
}

static enum err
act(struct ctx *c, const struct article_act_in *in, struct acting *a)
{
	enum err err = article_by_slug(c->db, in->slug, &a->article);

	if (!err)
		err = ctx_now(c, &a->now);
	if (err)
		return err;
	if (!desk_may_write(ctx_officer(c), a->article.agency_id))
		return refuse(c, ERR_FORBIDDEN, "catalogue_content.agency_foreign", NULL);
	a->officer_id = ctx_officer(c)->id;
	if (strcmp(a->state, "published") == 0 && a->article.needs_reader && a->article.edited_by == a->officer_id)
		return refuse(c, ERR_CONFLICT, "catalogue_content.needs_other_reader", NULL);
	a->expected = in->version;
	return idempotency_run(c, "catalogue.article_act", act_once, a);
}

enum err
handle_article_publish(struct ctx *c, const void *input)
{
	struct acting a = { .state = "published", .kind = "publish" };

	return act(c, input, &a);
}

enum err
handle_article_withdraw(struct ctx *c, const void *input)
{
	struct acting a = { .state = "draft", .kind = "withdraw" };

	return act(c, input, &a);
}
