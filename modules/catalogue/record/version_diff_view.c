/* Changes in words. See version_diff_view.h. */
#include "record/version_diff_view.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/view.h"
#include "domain/time/policy_text.h"
#include "record/procedure_record.h"
#include "record/version_diff.h"

enum { LINE_TEXT_MAX = 160, WORDS_MAX = 4096 };
#define ROOM "catalogue_version."

struct words {
	struct arena *arena;
	const struct messages *messages;
	const char *language;
};

static const char *
word(const struct words *w, const char *key)
{
	return message(w->messages, w->language, key);
}

const char *
word_text(struct arena *arena, const struct messages *messages, const char *language, const char *table,
    const char *member, const char *text)
{
	return message(messages, language, arena_printf(arena, ROOM "w.%s.%s.%s", table, member, text));
}

static const char *
words_of(const struct words *w, const struct version_change *change, const char *list)
{
	struct buffer out;

	buffer_init(&out, w->arena, WORDS_MAX);
	while (*list != '\0') {
		size_t size = strcspn(list, ",");

		buffer_text(&out, out.size > 0 ? ", " : "");
		buffer_text(&out, word_text(w->arena, w->messages, w->language, change->table->name,
				      change->field->name, arena_strndup(w->arena, list, size)));
		list += size + (list[size] == ',');
	}
	return out.data;
}

/* Reasons to pause, one word each. */
static const char *
pauses_text(const struct words *w, uint32_t reasons)
{
	struct buffer out;

	buffer_init(&out, w->arena, WORDS_MAX);
	for (int reason = 0; reason < CLOCK_REASON__MAX; reason++)
		if (reasons & REASON_BIT(reason))
			buffer_printf(&out, "%s%s", out.size > 0 ? ", " : "",
			    word(w,
				arena_printf(w->arena, ROOM "clock.%s", clock_reason_name((enum clock_reason)reason))));
	return out.size > 0 ? out.data : word(w, ROOM "nothing");
}

static const char *
cutoff_text(const struct words *w, const struct clock_policy *policy)
{
	if (policy->cutoff == CUTOFF_NONE)
		return word(w, ROOM "nothing");
	if (policy->cutoff == CUTOFF_AT)
		return arena_printf(w->arena, "%02d:%02d", policy->cutoff_minute / 60, policy->cutoff_minute % 60);
	return message_format(w->arena, w->messages, w->language, ROOM "clock.before_closing",
	    MESSAGE_ARGUMENTS({ "minutes", arena_printf(w->arena, "%d", policy->cutoff_minute) }));
}

/* The machine's line about the clock, as a sentence; a line that the clock refuses stays as it is. */
static const char *
policy_words(const struct words *w, const char *text)
{
	struct failure failure = { 0 };
	struct clock_policy policy;

	if (policy_parse(w->arena, text, &failure, &policy))
		return text;
	return message_format(w->arena, w->messages, w->language, ROOM "clock.policy",
	    MESSAGE_ARGUMENTS({ "term", policy.term.text },
		{ "count", word(w, arena_printf(w->arena, ROOM "clock.%s", clock_count_name(policy.count))) },
		{ "first", word(w, policy.first_day_counted ? ROOM "yes" : ROOM "no") },
		{ "cutoff", cutoff_text(w, &policy) },
		{ "start", word(w, arena_printf(w->arena, ROOM "clock.%s", clock_start_name(policy.start))) },
		{ "pause", pauses_text(w, policy.pause_reasons) },
		{ "after",
		    word(w, arena_printf(w->arena, ROOM "clock.%s", clock_after_name(policy.after_supplement))) },
		{ "wait", arena_printf(w->arena, "%d", policy.wait_limit_days) },
		{ "extensions", arena_printf(w->arena, "%d", policy.extensions_max) }));
}

static const char *
day_text(const struct words *w, const char *iso)
{
	int32_t day;

	return date_parse(iso, &day) ? iso : date_text(w->arena, day);
}

/* A raw value of the change's member for people; NULL stays. */
static const char *
value_text(const struct words *w, const struct version_change *change, const char *raw)
{
	const struct record_field *field = change->field;

	if (raw == NULL || field == NULL)
		return raw;
	switch (field->kind) {
	case RECORD_CHOICE:
	case RECORD_CHOICES: return words_of(w, change, raw);
	case RECORD_BOOL: return word(w, strcmp(raw, "true") == 0 ? ROOM "yes" : ROOM "no");
	case RECORD_DATE: return day_text(w, raw);
	case RECORD_INT:
		if (change->table != &fee_record_table)
			return raw;
		return message_format(w->arena, w->messages, w->language, ROOM "dong",
		    MESSAGE_ARGUMENTS({ "amount", money_text(w->arena, strtoll(raw, NULL, 10)) }));
	default:
		return change->table == &channel_record_table && strcmp(field->name, "clock_policy") == 0
			   ? policy_words(w, raw)
			   : raw;
	}
}

/* An entry's name: the word, where the list is one of words of the schema. */
static const char *
entry_text(const struct words *w, const struct record_table *table, const char *name)
{
	if (name != NULL && table == &channel_record_table)
		return word_text(w->arena, w->messages, w->language, "channel", "channel", name);
	return name;
}

static const char *
where_text(const struct words *w, const struct version_change *change)
{
	struct buffer out;

	buffer_init(&out, w->arena, WORDS_MAX);
	for (size_t i = 0; i < change->scope_count; i++)
		buffer_printf(&out, "%s%s", i > 0 ? ", " : "",
		    entry_text(
			w, change->scopes[i].table, change->scopes[i].name != NULL ? change->scopes[i].name : ""));
	return out.size > 0 ? out.data : NULL;
}

static const char *
what_text(const struct words *w, const struct version_change *change)
{
	const char *kind = change->field == NULL ? "e" : "m";
	const char *member = change->field == NULL ? "" : change->field->name;

	return word(
	    w, arena_printf(w->arena, ROOM "%s.%s%s%s", kind, change->table->name, *member != '\0' ? "." : "", member));
}

/* One line of a long text: as much as a list can hold. */
static const char *
cut(const struct words *w, const char *text)
{
	const size_t line = strcspn(text, "\n");
	size_t size = utf8_cut_points(text, LINE_TEXT_MAX);

	if (line < size)
		size = line;
	return text[size] == '\0' ? text : arena_printf(w->arena, "%.*s…", (int)size, text);
}

static const char *
either(const struct words *w, const char *text)
{
	return text != NULL ? cut(w, text) : word(w, ROOM "nothing");
}

static const char *
change_words(const struct words *w, const struct version_change *change)
{
	static const char *const patterns[] = { [CHANGE_VALUE] = ROOM "change.value",
		[CHANGE_ADDED] = ROOM "change.added",
		[CHANGE_REMOVED] = ROOM "change.removed",
		[CHANGE_ORDER] = ROOM "change.order",
		[CHANGE_RENEWED] = ROOM "change.renewed" };
	const char *where = where_text(w, change);
	const char *what = what_text(w, change);

	return message_format(w->arena, w->messages, w->language, patterns[change->kind],
	    MESSAGE_ARGUMENTS({ "what", where != NULL ? arena_printf(w->arena, "%s (%s)", what, where) : what },
		{ "from", either(w, change->field == NULL ? entry_text(w, change->table, change->from)
							  : value_text(w, change, change->from)) },
		{ "to", either(w, change->field == NULL ? entry_text(w, change->table, change->to)
							: value_text(w, change, change->to)) }));
}

const char *
change_text(
    struct arena *arena, const struct messages *messages, const char *language, const struct version_change *change)
{
	return change_words(&(struct words){ arena, messages, language }, change);
}

void
changes_view(struct arena *arena, const struct messages *messages, const char *language,
    const struct version_changes *changes, struct view *page)
{
	const struct words w = { arena, messages, language };
	struct view *list = view_list(page, "changes");

	view_bool(page, "any_changes", changes->count > 0);
	view_bool(page, "more_changes", changes->more);
	for (size_t i = 0; i < changes->count; i++) {
		const struct version_change *change = &changes->items[i];
		struct view *item = view_item(list);
		bool whole = change->field == NULL;

		view_text(item, "text", change_words(&w, change));
		view_text(item, "what", what_text(&w, change));
		view_text(item, "where", where_text(&w, change));
		view_text(item, "from",
		    whole ? entry_text(&w, change->table, change->from) : value_text(&w, change, change->from));
		view_text(
		    item, "to", whole ? entry_text(&w, change->table, change->to) : value_text(&w, change, change->to));
	}
}
