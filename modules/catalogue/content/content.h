/*
 * The rows of the room content/ as its stores read them and its pages show them. NULL dates are DATE_NONE, NULL moments
 * TIME_NONE, NULL ids DB_NULL_INT; texts that may be missing are NULL only where it is said.
 */
#ifndef MOTCUA_CATALOGUE_CONTENT_H
#define MOTCUA_CATALOGUE_CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct article {
	int64_t id;
	const char *kind; /* article_kinds */
	const char *slug, *title, *summary, *body, *video_url;
	int64_t agency_id;
	const char *agency_code, *agency_name; /* NULL: the province's */
	int32_t show_from, show_to;
	const char *state; /* "draft", "published" */
	bool needs_reader;
	int64_t edited_by;
	const char *editor_name; /* NULL: the system */
	int64_t updated_at, published_at, version;
	const char *procedures; /* codes, comma separated; "" if none */
};
extern const char *const article_kinds[]; /* "news", "guide", NULL */

struct question {
	int64_t id;
	const char *code, *state, *origin;
	const char *asker_name, *asker_contact, *asked_text; /* NULL: nobody asked, or forgotten */
	int64_t asked_at;
	int32_t due_on;
	const char *slug; /* NULL until an answer was written */
	const char *title, *answer;
	const char *procedure_code, *procedure_name, *procedure_slug; /* NULL: about none */
	int64_t agency_id;
	const char *agency_code, *agency_name; /* NULL: the province's */
	const char *decline_reason;
	const char *editor_name; /* NULL: nobody yet */
	int64_t updated_at, published_at, version;
};

struct notice {
	int64_t id;
	const char *code, *kind, *state, *title, *services, *body;
	int64_t starts_at, ends_at;
	const char *editor_name;
	int64_t updated_at, published_at, version;
};
extern const char *const notice_kinds[]; /* "planned", "urgent", NULL */

/* An item of any of the three on one page of one procedure. */
struct content_link {
	const char *procedure_code;
	const struct article *article; /* or NULL */
	const struct question *question;
};

/* All that is public at a moment, newest first. */
struct content {
	int64_t now;
	const struct article *articles;
	size_t article_count;
	const struct question *questions;
	size_t question_count;
	const struct notice *notices;
	size_t notice_count;
	const struct content_link *links; /* by procedure */
	size_t link_count;
};

/* Does this interruption last at that moment? */
bool notice_is_current(const struct notice *notice, int64_t now);

#endif
