/* The page of the second person. See review.h. */
#include "edit/review.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_page.h"
#include "edit/edit_table.h"
#include "edit/review_store.h"
#include "office/office_nav.h"
#include "office/office_view.h"
#include "publish/edition.h"
#include "record/record.h"
#include "record/version_diff.h"
#include "record/version_diff_view.h"
#include "search/served.h"
#include "version/case.h"

enum { NOTE_MAX = 2000, HTTP_INVALID = 422 };

struct review_input {
	const char *code;
};
static const struct field review_fields[] = {
	FIELD(review_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input review_input = INPUT(review_input, review_fields);

struct review_remark_input {
	const char *code, *section, *note;
};
static const struct field remark_fields[] = {
	FIELD(review_remark_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(review_remark_input, section, FIELD_CODE, FROM_FORM, .required = true, .max = 16,
	    .label = "catalogue_edit.review_section"),
	FIELD(review_remark_input, note, FIELD_LINES, FROM_FORM, .required = true, .max = NOTE_MAX,
	    .label = "catalogue_edit.remark"),
};
const struct input review_remark_input = INPUT(review_remark_input, remark_fields);

static bool
has_field(const struct edit_part *part, const char *member)
{
	for (size_t i = 0; i < part->field_count; i++)
		if (strcmp(part->fields[i].member, member) == 0)
			return true;
	return false;
}

/* A list by its name, an entry or what it says by its table, a member of the version by its name. */
static bool
is_about(const struct edit_part *part, const struct version_change *change)
{
	const char *member = change->field != NULL ? change->field->name : "";

	if (part->list != NULL && strcmp(part->list, member) == 0)
		return true;
	if (change->table != &version_record_table)
		return part->table == change->table;
	return part->list == NULL && (part->base == BASE_VERSION || part->base == BASE_DEFINITIONS) &&
	       has_field(part, member);
}

/* The section whose page shows what changed; what no section shows (the decision) stands with the first. */
static const struct edit_section *
section_of(const struct version_change *change)
{
	for (size_t i = 0; i < edit_section_count; i++)
		for (size_t k = 0; k < edit_sections[i].part_count; k++)
			if (is_about(&edit_sections[i].parts[k], change))
				return &edit_sections[i];
	return &edit_sections[0];
}

static void
add_changes(struct ctx *c, struct view *item, const struct edit_section *section, const struct version_changes *all)
{
	struct version_change *own = arena_array(c->arena, all->count, sizeof(*own));
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (section_of(&all->items[i]) == section)
			own[count++] = all->items[i];
	changes_view(c->arena, c->messages, c->language, &(struct version_changes){ own, count, false }, item);
}

static void
add_remarks(struct ctx *c, struct view *item, const char *section, const struct review_remark *remarks, size_t count)
{
	struct view *list = view_list(item, "remarks");

	for (size_t i = 0; i < count; i++) {
		struct view *remark;

		if (strcmp(remarks[i].section, section) != 0)
			continue;
		remark = view_item(list);
		view_text(remark, "note", remarks[i].note);
		view_text(remark, "who", remarks[i].officer_name);
		view_text(remark, "when", moment_text(c->arena, remarks[i].at));
	}
	view_bool(item, "any_remarks", view_count(list) > 0);
}

/* The box for a remark; what was typed and refused stands in the one it was typed in. */
static void
add_box(struct ctx *c, struct view *item, const char *section)
{
	const char *typed_in = again_typed(c, "section", NULL);
	bool here = typed_in != NULL && strcmp(typed_in, section) == 0;
	struct view *box = view_child(item, "box");

	part_field(
	    box, "note", ctx_text(c, "catalogue_edit.remark"), NULL, here ? again_error(c, "note") : NULL, false);
	view_text(box, "id", here ? "note" : arena_printf(c->arena, "note-%s", section));
	view_text(box, "value", here ? again_typed(c, "note", NULL) : NULL);
	view_int(box, "rows", 2);
	view_text(box, "maxlength", NULL);
}

/* What the version is compared with: the one in force, or nothing at all for a new procedure. */
static enum err
read_base(struct ctx *c, const struct edit_page *page, struct version_record *base, int64_t *ret_number)
{
	struct version_line line;
	enum err err;

	record_init(&version_record_table, base);
	*ret_number = 0;
	if (page->item.current_version_id == DB_NULL_INT || page->item.current_version_id == page->line.id)
		return OK;
	err = version_by_id(c->db, page->item.current_version_id, &line);
	if (err)
		return err;
	*ret_number = line.version_no;
	return version_read(c->db, line.id, base);
}

/* A case of the same name with the same channels that says nothing else. */
static struct case_record
hollow_case(struct arena *arena, const struct case_record *one)
{
	const struct channel_record *channels = one->channels.items;
	struct channel_record *hollow = arena_array(arena, one->channels.count, sizeof(*hollow));
	struct case_record like;

	record_init(&case_record_table, &like);
	like.name = one->name;
	for (size_t i = 0; i < one->channels.count; i++) {
		record_init(&channel_record_table, &hollow[i]);
		hollow[i].channel = channels[i].channel;
	}
	like.channels = (struct record_list){ hollow, one->channels.count };
	return like;
}

static bool
has_case(const struct version_record *version, const char *name)
{
	const struct case_record *cases = version->cases.items;

	for (size_t i = 0; i < version->cases.count; i++)
		if (strcmp(cases[i].name, name) == 0)
			return true;
	return false;
}

/* A case that is new is one change; whoever reads it for the first time wants to see all that it says. */
static void
add_hollow_cases(struct arena *arena, struct version_record *base, const struct version_record *version)
{
	const struct case_record *cases = version->cases.items;
	const struct record_list old = base->cases;
	struct case_record *list = arena_array(arena, old.count + version->cases.count, sizeof(*list));
	size_t count = old.count;

	if (old.count > 0)
		memcpy(list, old.items, old.count * sizeof(*list));
	for (size_t i = 0; i < version->cases.count; i++)
		if (!has_case(base, cases[i].name))
			list[count++] = hollow_case(arena, &cases[i]);
	base->cases = (struct record_list){ list, count };
}

/* All changes, the new cases first as what they are, then with what they say. */
static struct version_changes
changes_of(struct arena *arena, struct version_record *base, const struct version_record *version)
{
	struct version_changes plain, whole;
	struct version_change *all;
	size_t count = 0;

	version_diff(arena, base, version, &plain);
	add_hollow_cases(arena, base, version);
	version_diff(arena, base, version, &whole);
	all = arena_array(arena, plain.count + whole.count, sizeof(*all));
	for (size_t i = 0; i < plain.count; i++)
		if (plain.items[i].kind == CHANGE_ADDED && plain.items[i].table == &case_record_table)
			all[count++] = plain.items[i];
	for (size_t i = 0; i < whole.count; i++)
		all[count++] = whole.items[i];
	return (struct version_changes){ all, count, whole.more };
}

static bool
is_open(const struct edit_page *page)
{
	return strcmp(page->line.state, "draft") == 0 || strcmp(page->line.state, "submitted") == 0 ||
	       strcmp(page->line.state, "controlled") == 0;
}

/* Remarks are between who writes the version and who judges it: other units read, and leave its history alone. */
static bool
may_remark(struct ctx *c, const struct edit_page *page)
{
	const struct officer *officer = ctx_officer(c);

	return officer_drafts(officer, &page->item) || officer_has_role(officer, ROLE_CONTROLLER) ||
	       officer_has_role(officer, ROLE_APPROVER);
}

static void
add_head(struct ctx *c, const struct edition *edition, const struct edit_page *page, int64_t base, struct view *view)
{
	view_text(view, "title", ctx_text(c, "catalogue_edit.review_title"));
	view_text(view, "code", page->item.code);
	view_text(view, "name", page->record.name);
	view_int(view, "version_no", page->line.version_no);
	office_view_state(c->arena, edition, view, page->line.state);
	view_text(view, "compared",
	    base == 0 ? ctx_text(c, "catalogue_edit.review_new")
		      : edition_format(c->arena, edition, "catalogue_edit.review_against", "version",
			    arena_printf(c->arena, "%lld", (long long)base)));
	view_url(view, "back_url", url(c->arena, "/can-bo/danh-muc/thu-tuc/{}", page->item.code));
	view_url(view, "action",
	    is_open(page) && may_remark(c, page)
		? url(c->arena, "/can-bo/danh-muc/thu-tuc/{}/tham-dinh", page->item.code)
		: NULL);
	view_text(view, "once", idempotency_key(c));
}

static enum err
show(struct ctx *c, const char *code, int status)
{
	const struct edition edition = served_edition(c);
	struct edit_page *page = ARENA_NEW(c->arena, struct edit_page);
	struct view *view = view_object(c->arena);
	struct version_record base;
	struct version_changes changes;
	const struct review_remark *remarks;
	size_t remark_count;
	struct view *sections;
	int64_t base_number;
	enum err err = edit_open(c, code, page);

	if (err || (err = read_base(c, page, &base, &base_number)) ||
	    (err = review_remarks(c->db, page->line.id, &remarks, &remark_count)))
		return err;
	changes = changes_of(c->arena, &base, &page->record);
	add_head(c, &edition, page, base_number, view);
	again_errors(c, view);
	sections = view_list(view, "sections");
	for (size_t i = 0; i < edit_section_count; i++) {
		const char *slug = edit_sections[i].slug;
		struct view *item = view_item(sections);

		view_text(item, "slug", slug);
		view_text(item, "label", ctx_text(c, arena_printf(c->arena, "catalogue_edit.sections.%s", slug)));
		add_changes(c, item, &edit_sections[i], &changes);
		add_remarks(c, item, slug, remarks, remark_count);
		add_box(c, item, slug);
	}
	office_nav(c, view, "/can-bo/danh-muc");
	return respond_page_status(c, status, "catalogue/review", view);
}

enum err
handle_review(struct ctx *c, const void *input)
{
	return show(c, ((const struct review_input *)input)->code, 200);
}

enum err
handle_review_again(struct ctx *c, const void *input)
{
	return show(c, ((const struct review_remark_input *)input)->code, HTTP_INVALID);
}

struct remarking {
	struct ctx *c;
	const struct review_remark_input *in;
	const struct edit_page *page;
	int64_t now;
};

static enum err
remark_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct remarking *r = arg;
	const char *path = url(r->c->arena, "/can-bo/danh-muc/thu-tuc/{}/tham-dinh", r->page->item.code);

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s#%s", path, r->in->section);
	return review_remark_add(db, r->page->line.id, r->in->section, r->in->note, ctx_officer(r->c)->id, r->now);
}

enum err
handle_review_remark(struct ctx *c, const void *input)
{
	const struct review_remark_input *in = input;
	struct edit_page *page = ARENA_NEW(c->arena, struct edit_page);
	struct remarking r = { .c = c, .in = in, .page = page };
	enum err err = edit_open(c, in->code, page);

	if (err || (err = ctx_now(c, &r.now)))
		return err;
	if (edit_section_named(in->section) == NULL) {
		(void)again_refuse(c, "section", "field_error.choice");
		return handle_review_again(c, input);
	}
	if (!may_remark(c, page))
		return refuse(c, ERR_FORBIDDEN, "catalogue_edit.errors.not_yours", NULL);
	if (!is_open(page))
		return refuse(c, ERR_CONFLICT, "catalogue_edit.errors.no_draft", NULL);
	return idempotency_run(c, "catalogue.remark", remark_once, &r);
}

struct view *
review_sample(struct arena *arena)
{
	static const char *const texts[] = { "title", "code", "name", "compared", "once" };
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	struct view *view = view_object(arena);
	struct view *section, *item;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(view, texts[i], "sample");
	view_int(view, "version_no", 1);
	office_view_state(arena, &edition, view, "draft");
	view_url(view, "back_url", "/sample");
	view_url(view, "action", "/sample");
	view_bool(view, "has_errors", false);
	(void)view_list(view, "errors");
	section = view_item(view_list(view, "sections"));
	view_text(section, "slug", "sample");
	view_text(section, "label", "sample");
	view_bool(section, "any_changes", true);
	view_bool(section, "more_changes", false);
	item = view_item(view_list(section, "changes"));
	for (size_t i = 0; i < 5; i++)
		view_text(item, (const char *const[]){ "text", "what", "where", "from", "to" }[i], "sample");
	view_bool(section, "any_remarks", true);
	item = view_item(view_list(section, "remarks"));
	for (size_t i = 0; i < 3; i++)
		view_text(item, (const char *const[]){ "note", "who", "when" }[i], "sample");
	item = view_child(section, "box");
	part_field(item, "note", "sample", NULL, NULL, false);
	view_text(item, "value", NULL);
	view_int(item, "rows", 2);
	view_text(item, "maxlength", NULL);
	office_nav_sample(view);
	return view;
}
