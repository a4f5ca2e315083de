/* The editor of an agency's public page. See public_page.h. */
#include "agency/public_page.h"

#include <stdio.h>
#include <string.h>

#include "agency/agency_text.h"
#include "agency/public_store.h"
#include "agency/tree_page.h"
#include "agency/tree_store.h"
#include "core/data/db.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "govern/page.h"
#include "publish/order.h"

enum { PEOPLE_TEXT = 64 << 10, NAME_MOST = 255, PHONE_MOST = 20, REGULATION_MOST = 20000, PERSON_PARTS = 3 };

struct public_in {
	const char *agency;
	bool saved;
	int64_t version;
	const char *regulation, *regulation_url, *directions, *leader_name, *leader_position, *leader_phone;
	const char *counter, *helpers;
};
static const struct field public_fields[] = {
	FIELD(public_in, agency, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(public_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input public_input = INPUT(public_in, public_fields);
static const struct field save_fields[] = {
	FIELD(public_in, agency, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(public_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = 4000000000,
	    .label = "catalogue_agency.version"),
	FIELD(public_in, regulation, FIELD_LINES, FROM_FORM, .max = REGULATION_MOST,
	    .label = "catalogue_agency.regulation"),
	FIELD(public_in, regulation_url, FIELD_TEXT, FROM_FORM, .max = 500, .label = "catalogue_agency.regulation_url"),
	FIELD(public_in, directions, FIELD_LINES, FROM_FORM, .max = 2000, .label = "catalogue_agency.directions"),
	FIELD(public_in, leader_name, FIELD_TEXT, FROM_FORM, .max = NAME_MOST, .label = "catalogue_agency.leader_name"),
	FIELD(public_in, leader_position, FIELD_TEXT, FROM_FORM, .max = NAME_MOST,
	    .label = "catalogue_agency.leader_position"),
	FIELD(public_in, leader_phone, FIELD_TEXT, FROM_FORM, .max = PHONE_MOST,
	    .label = "catalogue_agency.leader_phone"),
	FIELD(public_in, counter, FIELD_LINES, FROM_FORM, .max = PEOPLE_TEXT, .label = "catalogue_agency.counter"),
	FIELD(public_in, helpers, FIELD_LINES, FROM_FORM, .max = PEOPLE_TEXT, .label = "catalogue_agency.helpers"),
};
const struct input public_save_input = INPUT(public_in, save_fields);

/* --- people as lines ------------------------------------------------------------------------------------------------- */

static const char *
trimmed(char *text)
{
	size_t size;

	text += strspn(text, " \t");
	size = strlen(text);
	while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t'))
		size--;
	text[size] = '\0';
	return text;
}

static enum err
person_read(char *line, struct agency_contact *person)
{
	const char *parts[PERSON_PARTS] = { "", "", "" };
	size_t count = 0;
	char *part;

	while ((part = strsep(&line, ";")) != NULL) {
		if (count == PERSON_PARTS)
			return ERR_INVALID;
		parts[count++] = trimmed(part);
	}
	if (parts[0][0] == '\0' || utf8_length(parts[0]) > NAME_MOST || utf8_length(parts[1]) > NAME_MOST ||
	    utf8_length(parts[2]) > PHONE_MOST)
		return ERR_INVALID;
	person->name = parts[0];
	person->position = parts[1];
	person->phone = parts[2];
	return OK;
}

enum err
people_read(struct arena *arena, const char *lines, const char *kind, struct agency_contact *people, size_t *ret_count)
{
	char *rest = arena_strdup(arena, lines), *line;

	*ret_count = 0;
	while ((line = strsep(&rest, "\n")) != NULL) {
		if (trimmed(line)[0] == '\0')
			continue;
		if (*ret_count == PEOPLE_MOST)
			return ERR_TOO_LARGE;
		people[*ret_count] = (struct agency_contact){ .kind = kind };
		if (person_read(line, &people[*ret_count]))
			return ERR_INVALID;
		(*ret_count)++;
	}
	return OK;
}

static const char *
people_text(struct arena *arena, const struct agency_contact *people, size_t count, const char *kind)
{
	struct buffer text;

	buffer_init(&text, arena, PEOPLE_TEXT);
	for (size_t i = 0; i < count; i++)
		if (strcmp(people[i].kind, kind) == 0)
			buffer_printf(&text, "%s%s; %s; %s", text.size > 0 ? "\n" : "", people[i].name,
			    people[i].position, people[i].phone);
	return text.data;
}

/* --- the page -------------------------------------------------------------------------------------------------------- */

static void
add_fields(struct page *page, struct view *fields, const struct agency_public *p, const struct agency_contact *people,
    size_t count)
{
	struct arena *arena = page->ctx->arena;

	page_area(page, fields, &(struct page_field){ "regulation", "regulation", NULL, true, p->regulation });
	page_input(page, fields,
	    &(struct page_field){ "regulation_url", "regulation_url", "regulation_url_hint", true, p->regulation_url },
	    NULL);
	page_area(
	    page, fields, &(struct page_field){ "directions", "directions", "directions_hint", true, p->directions });
	page_input(
	    page, fields, &(struct page_field){ "leader_name", "leader_name", NULL, true, p->leader_name }, NULL);
	page_input(page, fields,
	    &(struct page_field){ "leader_position", "leader_position", NULL, true, p->leader_position }, NULL);
	page_input(
	    page, fields, &(struct page_field){ "leader_phone", "leader_phone", NULL, true, p->leader_phone }, "20");
	page_area(page, fields,
	    &(struct page_field){
		"counter", "counter", "people_hint", true, people_text(arena, people, count, "counter") });
	page_area(page, fields,
	    &(struct page_field){
		"helpers", "helpers", "people_hint", true, people_text(arena, people, count, "helper") });
}

static enum err
show(struct ctx *c, const char *code, bool saved)
{
	const struct agency_contact *people;
	struct agency_record record;
	struct agency_public public;
	struct view *fields;
	struct page page;
	size_t count;
	enum err err = agency_record_by_code(c->db, code, &record);

	if (err || (err = public_of(c->db, record.id, &public)) ||
	    (err = contacts_of(c->db, record.id, &people, &count)))
		return err;
	page = agency_page(c, "page_data", url(c->arena, AGENCIES_PATH "/{}", code));
	view_text(page.view, "title", agency_format(c, "page_title", "name", record.name));
	page_notice(&page, saved, "saved");
	page_lead(&page, page_text(&page, "page_lead"));
	fields = page_form(
	    &page, &(struct page_form){ page_text(&page, "page_data"), url(c->arena, AGENCIES_PATH "/{}/trang", code),
		       page_text(&page, "save"), NULL, -1, false });
	page_hidden(
	    fields, "version", again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)public.version)));
	add_fields(&page, fields, &public, people, count);
	page_link(&page, page_text(&page, "public_page"), url(c->arena, "/co-quan/{}", record.slug));
	return page_respond(&page);
}

enum err
handle_public(struct ctx *c, const void *input)
{
	const struct public_in *in = input;

	return show(c, in->agency, in->saved);
}

enum err
handle_public_again(struct ctx *c, const void *input)
{
	return show(c, ((const struct public_in *)input)->agency, false);
}

/* --- writing --------------------------------------------------------------------------------------------------------- */

struct saving {
	struct ctx *c;
	const struct public_in *in;
	int64_t now;
	struct agency_contact people[2 * PEOPLE_MOST];
	size_t count;
};

static const char *
text_of(const char *text)
{
	return text != NULL ? text : "";
}

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct saving *s = arg;
	const struct public_in *in = s->in;
	struct agency_record record;
	enum err err = agency_record_by_code(db, in->agency, &record);

	if (err)
		return err;
	err = public_write(db,
	    &(struct agency_public){ record.id, text_of(in->regulation), text_of(in->regulation_url),
		text_of(in->directions), text_of(in->leader_name), text_of(in->leader_position),
		text_of(in->leader_phone), in->version },
	    s->people, s->count);
	if (err == ERR_CONFLICT)
		return refuse(s->c, ERR_CONFLICT, "catalogue_agency.moved_on", NULL);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, AGENCIES_PATH "/%s/trang?da-luu=1", in->agency);
	return err ? err : publish_order(db, s->now);
}

static enum err
read_people(struct saving *s, const char *lines, const char *kind, const char *field)
{
	size_t count = 0;
	enum err err = people_read(s->c->arena, text_of(lines), kind, s->people + s->count, &count);

	s->count += count;
	return err ? again_refuse(s->c, field,
			 err == ERR_TOO_LARGE ? "catalogue_agency.too_many_people" : "catalogue_agency.bad_people")
		   : OK;
}

enum err
handle_public_save(struct ctx *c, const void *input)
{
	struct saving *s = ARENA_NEW(c->arena, struct saving);
	enum err err = ctx_now(c, &s->now);

	s->c = c;
	s->in = input;
	if (!err && s->in->regulation_url != NULL &&
	    (strncmp(s->in->regulation_url, "https://", 8) != 0 || !url_is_safe(s->in->regulation_url)))
		err = again_refuse(c, "regulation_url", "catalogue_agency.bad_address");
	if (err || (err = read_people(s, s->in->counter, "counter", "counter")) ||
	    (err = read_people(s, s->in->helpers, "helper", "helpers")))
		return err;
	return idempotency_run(c, "catalogue.agency.page", save_once, s);
}
