/* The file of old dossiers, read and checked by itself. See old_dossier.h. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/text.h"
#include "core/locale/date.h"
#include "domain/time/local_time.h"

#include "old/old_dossier.h"

enum { DOSSIERS_MOST = 10000, PARTS_MOST = 200, MOMENT_SIZE = 16, COPIES_MOST = 1000 };

/* Wrong stays with the first fault. */
struct reading {
	struct arena *arena;
	int64_t now;
	const char *wrong; /* NULL: nothing yet */
};

static void
blame(struct reading *r, const char *what)
{
	if (r->wrong == NULL)
		r->wrong = what;
}

static const char *
text_or(struct reading *r, const json_t *object, const char *name, const char *otherwise)
{
	const json_t *value = json_object_get(object, name);
	const char *text = otherwise;

	if (value == NULL && otherwise != NULL)
		return otherwise;
	if (!json_is_string(value) ||
	    text_clean(r->arena,
		(struct bytes){ (const unsigned char *)json_string_value(value), json_string_length(value) }, false,
		&text) ||
	    (text[0] == '\0' && otherwise == NULL)) {
		blame(r, name);
		return "";
	}
	return text;
}

static int64_t
number_or(struct reading *r, const json_t *object, const char *name, int64_t otherwise)
{
	const json_t *value = json_object_get(object, name);

	if (value == NULL)
		return otherwise;
	if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > COPIES_MOST)
		blame(r, name);
	return json_integer_value(value);
}

/* "2024-03-11 08:15", the office's own time; never before `earliest`, never in the future. */
static int64_t
moment(struct reading *r, const json_t *object, const char *name, int64_t earliest)
{
	const char *text = text_or(r, object, name, NULL);
	int32_t day;
	int64_t at;

	if (strlen(text) != MOMENT_SIZE || text[10] != ' ' || text[13] != ':' ||
	    strspn(text + 11, "0123456789:") != 5 || date_parse(arena_strndup(r->arena, text, 10), &day)) {
		blame(r, name);
		return earliest;
	}
	at = (text[11] - '0') * 600 + (text[12] - '0') * 60 + (text[14] - '0') * 10 + text[15] - '0';
	if (at >= DAY_MINUTES)
		blame(r, name);
	at = office_instant((int64_t)day * DAY_MINUTES + at);
	if (at < earliest || at > r->now)
		blame(r, name);
	return at;
}

static const json_t *
list(struct reading *r, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (!json_is_array(value) || json_array_size(value) > PARTS_MOST) {
		blame(r, name);
		return NULL;
	}
	return value;
}

static void
read_papers(struct reading *r, const json_t *object, struct old_dossier *old)
{
	const json_t *papers = list(r, object, "papers");

	old->paper_count = json_array_size(papers);
	old->papers = arena_array(r->arena, old->paper_count + 1, sizeof(*old->papers));
	for (size_t i = 0; i < old->paper_count; i++) {
		const json_t *paper = json_array_get(papers, i);

		old->papers[i] = (struct dossier_paper){ .requirement_code = "",
			.name = text_or(r, paper, "name", NULL),
			.originals = number_or(r, paper, "originals", 0),
			.certified = number_or(r, paper, "certified", 0),
			.photocopies = number_or(r, paper, "photocopies", 0),
			.file_id = DB_NULL_INT,
			.source = "paper" };
	}
}

static const char *
facts_of(struct reading *r, const json_t *event)
{
	const json_t *facts = json_object_get(event, "facts");
	char *text = json_is_object(facts) ? json_dumps(facts, JSON_COMPACT) : NULL;
	const char *kept = arena_strdup(r->arena, text != NULL ? text : "{}");

	if (facts != NULL && text == NULL)
		blame(r, "facts");
	free(text);
	return kept;
}

static void
read_events(struct reading *r, const json_t *object, struct old_dossier *old)
{
	const json_t *events = list(r, object, "events");
	int64_t last = old->filed_at;

	old->event_count = json_array_size(events);
	old->events = arena_array(r->arena, old->event_count + 1, sizeof(*old->events));
	for (size_t i = 0; i < old->event_count; i++) {
		const json_t *event = json_array_get(events, i);
		struct old_event *e = &old->events[i];

		*e = (struct old_event){ .at = last = moment(r, event, "at", last), .facts = facts_of(r, event) };
		if (dossier_event_by_name(text_or(r, event, "event", NULL), &e->kind))
			blame(r, "event");
		if (e->kind == DOSSIER_DECIDE)
			e->outcome = text_or(r, event, "outcome", NULL);
		if (e->kind == DOSSIER_AGENCY_CHANGED)
			e->agency = text_or(r, event, "agency", NULL);
	}
}

static void
read_one(struct reading *r, const json_t *object, struct old_dossier *old)
{
	const json_t *applicant = json_object_get(object, "applicant");

	*old = (struct old_dossier){
		.agency = text_or(r, object, "agency", NULL),
		.procedure = text_or(r, object, "procedure", NULL),
		.channel = text_or(r, object, "channel", "counter"),
		.subject = text_or(r, object, "subject", NULL),
		.result = text_or(r, object, "result", "counter"),
		.copies = number_or(r, object, "copies", 1),
		.filed_at = moment(r, object, "filed_at", INT64_MIN),
		.applicant = { .role = "applicant",
		    .kind = text_or(r, applicant, "kind", "person"),
		    .name = text_or(r, applicant, "name", NULL),
		    .number = text_or(r, applicant, "number", ""),
		    .birth_date = DATE_NONE,
		    .address = text_or(r, applicant, "address", ""),
		    .phone = text_or(r, applicant, "phone", ""),
		    .email = text_or(r, applicant, "email", "") },
	};
	read_papers(r, object, old);
	read_events(r, object, old);
}

enum err
old_dossiers_read(struct arena *arena, struct bytes content, int64_t now, struct old_dossiers *ret_dossiers,
    size_t *ret_at, const char **ret_wrong)
{
	struct reading r = { arena, now, NULL };
	json_t *root = json_loadb((const char *)content.data, content.size, JSON_REJECT_DUPLICATES, NULL);
	size_t count = json_array_size(root);

	*ret_at = 0;
	if (!json_is_array(root) || count > DOSSIERS_MOST)
		blame(&r, "JSON");
	ret_dossiers->items = arena_array(arena, count + 1, sizeof(*ret_dossiers->items));
	ret_dossiers->count = count;
	for (size_t i = 0; r.wrong == NULL && i < count; i++) {
		*ret_at = i + 1;
		read_one(&r, json_array_get(root, i), &ret_dossiers->items[i]);
	}
	json_decref(root);
	*ret_wrong = r.wrong;
	return r.wrong == NULL ? OK : ERR_INVALID;
}
