/* The pages of imports as view trees. See import_view.h. */
#include "import/import_view.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "import/import_page.h"
#include "import/said.h"

enum { LABEL_MAX = 400, PERCENT = 100 };

const char *const import_outcomes[] = { "", "new", "changed", "unchanged", "off", "refused", "noted", NULL };

const char *
import_word(const struct import_words *w, const char *key)
{
	return message(w->messages, w->language, arena_printf(w->arena, "catalogue_import.%s", key));
}

static void
tag(const struct import_words *w, struct view *object, const char *key, const char *kind)
{
	struct view *state = view_child(object, "state");

	view_text(state, "label", import_word(w, key));
	view_text(state, "kind", kind);
}

static void
state_tag(const struct import_words *w, struct view *object, const struct import_run *run)
{
	static const struct {
		const char *state, *kind;
	} kinds[] = { { "received", "active" }, { "read", "active" }, { "checked", "waiting" }, { "ordered", "active" },
		{ "applied", "done" }, { "refused", "bad" }, { "abandoned", "neutral" } };
	const char *kind = "neutral";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].state, run->state) == 0)
			kind = kinds[i].kind;
	tag(w, object, arena_printf(w->arena, "states.%s", run->state), kind);
}

void
import_run_row(const struct import_words *w, struct view *list, const struct import_run *run)
{
	struct view *item = view_item(list);

	view_text(item, "code", run->code);
	view_url(item, "url", url(w->arena, IMPORT_PATH "/{}", run->code));
	view_text(item, "file", run->file_name);
	view_text(item, "when", moment_text(w->arena, run->created_at));
	view_text(item, "who", run->officer_name != NULL ? run->officer_name : import_word(w, "by_command"));
	state_tag(w, item, run);
}

/* --- a run ---------------------------------------------------------------------------------------------------------- */

static bool
is_working(const struct import_run *run)
{
	return strcmp(run->state, "received") == 0 || strcmp(run->state, "read") == 0 ||
	       strcmp(run->state, "ordered") == 0;
}

static void
progress_view(
    const struct import_words *w, struct view *page, const struct import_run *run, const struct import_counts *counts)
{
	bool writing = strcmp(run->state, "ordered") == 0;
	int64_t total = writing ? counts->fresh + counts->changed + counts->off : counts->total;
	int64_t done = writing ? counts->applied : counts->total - counts->unread;
	struct view *progress = view_child(page, "progress");

	if (writing && run->whole)
		done = 0; /* all at once: nobody sees it before it is done */
	view_int(progress, "percent", total > 0 ? done * PERCENT / total : 0);
	view_text(progress, "text",
	    message_format(w->arena, w->messages, w->language,
		writing ? "catalogue_import.progress_write" : "catalogue_import.progress_check",
		MESSAGE_ARGUMENTS({ "done", money_text(w->arena, done) }, { "total", money_text(w->arena, total) })));
}

static int64_t
count_of(const struct import_counts *counts, size_t index)
{
	const int64_t numbers[] = { counts->total, counts->fresh, counts->changed, counts->unchanged, counts->off,
		counts->refused, counts->noted };

	return numbers[index];
}

static void
filters_view(const struct import_words *w, struct view *page, const struct import_run *run,
    const struct import_counts *counts, const char *outcome)
{
	struct view *list = view_list(page, "filters");

	for (size_t i = 0; import_outcomes[i] != NULL; i++) {
		struct view *item = view_item(list);
		char *address = arena_printf(w->arena, "%s", url(w->arena, IMPORT_PATH "/{}", run->code));

		view_text(item, "label",
		    arena_printf(w->arena, "%s (%s)",
			import_word(w, *import_outcomes[i] != '\0'
					   ? arena_printf(w->arena, "outcomes.%s", import_outcomes[i])
					   : "outcomes_all"),
			money_text(w->arena, count_of(counts, i))));
		view_url(item, "url",
		    *import_outcomes[i] != '\0' ? url_query_add(w->arena, address, "loai", import_outcomes[i])
						: address);
		view_bool(item, "current", strcmp(import_outcomes[i], outcome) == 0);
	}
}

/* What came of it, and where it is to be found. */
static void
done_view(
    const struct import_words *w, struct view *page, const struct import_run *run, const struct import_counts *counts)
{
	bool draft = strcmp(run->mode, "draft") == 0;
	struct view *done;

	if (strcmp(run->state, "applied") != 0) {
		view_text(page, "done", NULL);
		return;
	}
	done = view_child(page, "done");
	view_text(done, "text",
	    message_format(w->arena, w->messages, w->language,
		draft ? "catalogue_import.done_draft" : "catalogue_import.done_publish",
		MESSAGE_ARGUMENTS({ "done", money_text(w->arena, counts->applied) },
		    { "refused", money_text(w->arena, counts->refused) })));
	view_url(done, "url", draft ? "/can-bo/danh-muc?trang-thai=draft" : "/can-bo/danh-muc");
}

void
import_run_view(const struct import_words *w, struct view *page, const struct import_run *run,
    const struct import_counts *counts, const char *outcome)
{
	view_text(page, "title",
	    message_format(w->arena, w->messages, w->language, "catalogue_import.run_title",
		MESSAGE_ARGUMENTS({ "file", run->file_name })));
	view_text(page, "code", run->code);
	view_text(page, "when", moment_text(w->arena, run->created_at));
	view_text(page, "who", run->officer_name != NULL ? run->officer_name : import_word(w, "by_command"));
	state_tag(w, page, run);
	view_bool(page, "working", is_working(run));
	if (is_working(run))
		progress_view(w, page, run, counts);
	else
		view_text(page, "progress", NULL);
	view_text(page, "refused",
	    *run->fault == '\0'
		? NULL
		: message_format(w->arena, w->messages, w->language,
		      arena_printf(w->arena, "catalogue_import.file_%s", run->fault),
		      MESSAGE_ARGUMENTS({ "line", arena_printf(w->arena, "%lld", (long long)run->fault_line) })));
	view_text(page, "held",
	    run->complete && counts->nameless > 0 && !is_working(run)
		? message_format(w->arena, w->messages, w->language, "catalogue_import.held",
		      MESSAGE_ARGUMENTS({ "lines", money_text(w->arena, counts->nameless) }))
		: NULL);
	done_view(w, page, run, counts);
	filters_view(w, page, run, counts, outcome);
}

/* --- lines ---------------------------------------------------------------------------------------------------------- */

/* Phrases of the record's checks as keys of messages; people read the messages, operators the phrases. */
static const struct {
	const char *phrase, *key;
} reasons[] = {
	{ "is missing", "missing" },
	{ "is no code", "no_code" },
	{ "is there twice", "twice" },
	{ "has no detail", "no_detail" },
	{ "is unknown", "unknown" },
	{ "is too long", "too_long" },
	{ "is empty or too short", "too_short" },
	{ "is no day", "no_day" },
	{ "is no whole number", "no_number" },
	{ "is none of the words that are known", "no_choice" },
	{ "is none of the words allowed", "no_choice" },
	{ "names a word that is unknown", "no_choice" },
	{ "holds an unknown word", "no_choice" },
	{ "is no text", "no_text" },
	{ "is no list", "no_list" },
	{ "is no list of words", "no_list" },
	{ "has too many entries", "entries" },
	{ "has too few or too many entries", "entries" },
	{ "has a line with too many values", "values" },
	{ "names a case or channel that is not there", "no_parent" },
	{ "names an agency that is unknown", "no_agency" },
	{ "names an agency twice", "agency_twice" },
	{ "names a channel twice", "channel_twice" },
	{ "names a definition that is not loaded", "no_definition" },
	{ "belongs to another procedure", "taken" },
	{ "is being decided", "at_work" },
	{ "lies before effective_from", "order" },
	{ "is no clock policy", "no_policy" },
	{ "is no JSON object", "no_json" },
	{ "holds a name twice", "name_twice" },
	{ "holds a control character", "control" },
	{ "is not written as it must be", "form" },
	{ "could not be written", "not_written" },
};

static const char *
reason_text(const struct import_words *w, const char *reason)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(reasons[i].phrase, reason) == 0)
			return import_word(w, arena_printf(w->arena, "reasons.%s", reasons[i].key));
	return import_word(w, "reasons.other");
}

/* One name of a path ("channels[1]"), its number from 1; *path stands behind it. */
static const char *
next_name(struct arena *arena, const char **path, long *number)
{
	size_t size = strcspn(*path, ".[");
	const char *name = arena_strndup(arena, *path, size);

	*path += size;
	*number = 0;
	if (**path == '[') {
		*number = strtol(*path + 1, NULL, 10) + 1;
		*path += strcspn(*path, "]");
		*path += **path == ']';
	}
	*path += **path == '.';
	return name;
}

static const struct record_field *
field_in(const struct record_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->fields[i].name, name) == 0)
			return &table->fields[i];
	return NULL;
}

/* "cases[0].channels[1].term_text" as "trường hợp 1, cách thức nộp 2: Thời hạn giải quyết". */
static const char *
member_text(const struct import_words *w, const char *path)
{
	const struct record_table *table = &version_record_table;
	struct buffer text;
	long number;

	buffer_init(&text, w->arena, LABEL_MAX);
	while (*path != '\0') {
		const char *name = next_name(w->arena, &path, &number);
		const struct record_field *field = field_in(table, name);

		if (field == NULL && table == &version_record_table &&
		    field_in(&procedure_record_table, name) != NULL) {
			buffer_text(&text, import_word(w, arena_printf(w->arena, "members.%s", name)));
		} else if (field == NULL) {
			buffer_text(&text, name);
		} else if (field->items != NULL && number > 0) {
			buffer_printf(&text, "%s %ld%s",
			    message(w->messages, w->language,
				arena_printf(w->arena, "catalogue_version.e.%s", field->items->name)),
			    number, *path == '\0' ? "" : ", ");
			table = field->items;
		} else {
			buffer_text(&text, message(w->messages, w->language,
					       arena_printf(w->arena, "catalogue_version.m.%s.%s", table->name, name)));
		}
	}
	return text.data;
}

static const char *
entry_text(const json_t *entry, const char *name)
{
	const char *text = json_string_value(json_object_get(entry, name));

	return text != NULL ? text : "";
}

static void
faults_view(const struct import_words *w, struct view *item, const json_t *report)
{
	struct view *list = view_list(item, "faults");
	const json_t *entry;
	size_t index;

	json_array_foreach(json_object_get(report, "faults"), index, entry)
	{
		const char *member = arena_strdup(w->arena, entry_text(entry, "member"));
		struct view *fault = view_item(list);

		view_text(fault, "member", *member != '\0' ? member_text(w, member) : NULL);
		view_text(fault, "text", reason_text(w, entry_text(entry, "reason")));
	}
}

static void
notes_view(const struct import_words *w, struct view *item, const json_t *report)
{
	struct view *list = view_list(item, "notes");
	const json_t *entry;
	size_t index;

	json_array_foreach(json_object_get(report, "notes"), index, entry)
	{
		struct view *note = view_item(list);
		const char *text = entry_text(entry, "text");
		const char *member = arena_strdup(w->arena, entry_text(entry, "member"));

		view_text(note, "member", *member != '\0' ? member_text(w, member) : NULL);
		view_text(
		    note, "text", import_word(w, arena_printf(w->arena, "notes.%s", entry_text(entry, "reason"))));
		view_text(note, "source", *text != '\0' ? arena_strdup(w->arena, text) : NULL);
	}
}

static void
changes_and_matches(const struct import_words *w, struct view *item, const json_t *report)
{
	struct view *changes = view_list(item, "changes"), *matches;
	const json_t *entry;
	size_t index;

	json_array_foreach(json_object_get(report, "changes"), index, entry)
	    view_text(view_item(changes), "text", arena_strdup(w->arena, json_string_value(entry)));
	matches = view_list(item, "matches");
	json_array_foreach(json_object_get(report, "matches"), index, entry)
	{
		struct view *match = view_item(matches);
		const char *code = arena_strdup(w->arena, entry_text(entry, "code"));

		view_text(match, "code", code);
		view_url(match, "url", url(w->arena, "/can-bo/danh-muc/thu-tuc/{}", code));
		view_text(match, "text",
		    arena_printf(w->arena, "%s (%lld%%)", entry_text(entry, "name"),
			(long long)json_integer_value(json_object_get(entry, "percent"))));
	}
	view_bool(item, "any_matches", json_array_size(json_object_get(report, "matches")) > 0);
}

static const char *
outcome_kind(const struct import_line *line)
{
	if (strcmp(line->outcome, "refused") == 0)
		return "bad";
	if (line->applied)
		return "done";
	return strcmp(line->outcome, "unchanged") == 0 ? "neutral" : line->noted ? "waiting" : "active";
}

/* Does the catalogue have this line's procedure, whether or not the line is written? */
static bool
is_known(const struct import_line *line)
{
	return strcmp(line->outcome, "changed") == 0 || strcmp(line->outcome, "unchanged") == 0 ||
	       strcmp(line->outcome, "off") == 0;
}

static void
line_view(const struct import_words *w, struct view *list, const struct import_line *line)
{
	struct view *item = view_item(list);
	json_t *report = *line->report != '\0' ? json_loads(line->report, 0, NULL) : NULL;

	view_text(item, "place", line->place > 0 ? arena_printf(w->arena, "%lld", (long long)line->place) : NULL);
	view_text(item, "code", *line->code != '\0' ? line->code : NULL);
	view_text(item, "name", line->name);
	view_url(item, "url",
	    line->applied || is_known(line) ? url(w->arena, "/can-bo/danh-muc/thu-tuc/{}", line->code) : NULL);
	tag(w, item, arena_printf(w->arena, "outcomes.%s", line->outcome), outcome_kind(line));
	faults_view(w, item, report);
	notes_view(w, item, report);
	changes_and_matches(w, item, report);
	json_decref(report);
}

void
import_lines_view(const struct import_words *w, struct view *page, const struct import_run *run,
    const struct import_line *lines, size_t count, bool more, const char *outcome)
{
	struct view *list = view_list(page, "lines");
	char *next = arena_printf(w->arena, "%s", url(w->arena, IMPORT_PATH "/{}", run->code));

	for (size_t i = 0; i < count; i++)
		line_view(w, list, &lines[i]);
	view_bool(page, "any", count > 0);
	if (more) {
		next = url_query_add(
		    w->arena, next, "sau", arena_printf(w->arena, "%lld", (long long)lines[count - 1].seq));
		if (*outcome != '\0')
			next = url_query_add(w->arena, next, "loai", outcome);
	}
	view_url(page, "next_url", more ? next : NULL);
}
