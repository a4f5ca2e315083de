/* Marking the words that were sought. See matched.h. */
#include "search/matched.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "search/plan.h"
#include "search/vocabulary.h"

enum { PARTS_MOST = 400, BEFORE = 40, LINE = 160, NOTE_MOST = 1024 };

/* The reading that this folded word fills, NULL if none. */
static const struct reading *
reading_of(const struct slot *slot, const char *folded)
{
	size_t size = strlen(folded);

	for (size_t i = 0; i < slot->reading_count; i++) {
		const struct reading *reading = &slot->readings[i];
		const char *space = reading->way == READ_APART ? strchr(reading->text, ' ') : NULL;

		if (strcmp(reading->text, folded) == 0 ||
		    (reading->way == READ_BEGUN && strncmp(reading->text, folded, strlen(reading->text)) == 0))
			return reading;
		if (space != NULL && (strcmp(space + 1, folded) == 0 || ((size_t)(space - reading->text) == size &&
									    strncmp(reading->text, folded, size) == 0)))
			return reading;
	}
	return NULL;
}

static bool
is_as_typed(const struct reading *reading)
{
	return reading->way == READ_AS_IS || reading->way == READ_BEGUN;
}

/* Slots whose word stands in the text as it was typed: there its corrections mean nothing. */
static void
find_as_typed(struct arena *arena, const struct plan *plan, const char *text, bool as_typed[PLAN_SLOTS])
{
	size_t end = 0;

	for (size_t at = 0; fold_next_word(text, &at, &end); at = end) {
		const char *folded = fold(arena, arena_strndup(arena, text + at, end - at));

		for (size_t i = 0; i < plan->count; i++) {
			const struct reading *reading = reading_of(&plan->slots[i], folded);

			as_typed[i] = as_typed[i] || (reading != NULL && is_as_typed(reading));
		}
	}
}

/* Fillers are not sought for themselves. */
static bool
is_sought(const struct plan *plan, const bool as_typed[PLAN_SLOTS], const char *folded)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct reading *reading = plan->slots[i].filler ? NULL : reading_of(&plan->slots[i], folded);

		if (reading != NULL && (is_as_typed(reading) || !as_typed[i]))
			return true;
	}
	return false;
}

static void
add_part(struct arena *arena, struct text_part *parts, struct matched_text *matched, const char *text, size_t size,
    bool marked)
{
	if (size == 0 || matched->count == PARTS_MOST)
		return;
	parts[matched->count++] = (struct text_part){ arena_strndup(arena, text, size), marked };
	matched->marked += marked;
}

static struct matched_text
mark(struct arena *arena, const struct plan *plan, const char *text)
{
	struct text_part *parts = arena_array(arena, PARTS_MOST, sizeof(*parts));
	struct matched_text matched = { .parts = parts };
	bool as_typed[PLAN_SLOTS] = { false };
	size_t done = 0, end = 0;

	find_as_typed(arena, plan, text, as_typed);
	for (size_t at = 0; matched.count + 2 < PARTS_MOST && fold_next_word(text, &at, &end); at = end) {
		const char *word = arena_strndup(arena, text + at, end - at);

		if (!is_sought(plan, as_typed, fold(arena, word)))
			continue;
		add_part(arena, parts, &matched, text + done, at - done, false);
		add_part(arena, parts, &matched, text + at, end - at, true);
		done = end;
	}
	add_part(arena, parts, &matched, text + done, strlen(text + done), false);
	return matched;
}

struct matched_text
matched_whole(struct arena *arena, const struct plan *plan, const char *text)
{
	static const struct plan nothing;

	return mark(arena, plan != NULL ? plan : &nothing, text);
}

/* Which slots this word fills that are not told yet. */
static bool
fills(const struct plan *plan, const bool told[PLAN_SLOTS], const char *folded)
{
	for (size_t i = 0; i < plan->count; i++)
		if (!told[i] && !plan->slots[i].filler && reading_of(&plan->slots[i], folded) != NULL)
			return true;
	return false;
}

/* The slots that the name fills. */
static void
tell(struct arena *arena, const struct plan *plan, const char *name, bool told[PLAN_SLOTS])
{
	size_t end = 0;

	for (size_t at = 0; fold_next_word(name, &at, &end); at = end) {
		const char *folded = fold(arena, arena_strndup(arena, name + at, end - at));

		for (size_t i = 0; i < plan->count; i++)
			told[i] = told[i] || reading_of(&plan->slots[i], folded) != NULL;
	}
}

/* Where the first sought word stands that the name does not have; false if there is none. */
static bool
first_sought(struct arena *arena, const struct plan *plan, const char *name, const char *text, size_t *ret_at)
{
	bool told[PLAN_SLOTS] = { false };
	size_t end = 0;

	tell(arena, plan, name, told);
	for (size_t at = 0; fold_next_word(text, &at, &end); at = end)
		if (fills(plan, told, fold(arena, arena_strndup(arena, text + at, end - at)))) {
			*ret_at = at;
			return true;
		}
	return false;
}

/* The last beginning of a word at or before `most`, the first one after it for the end: words stay whole. */
static size_t
word_edge(const char *text, size_t from, size_t most)
{
	size_t edge = from;

	for (size_t i = from; i < most && text[i] != '\0'; i++)
		if (text[i] == ' ')
			edge = i + 1;
	return edge;
}

struct matched_text
matched_excerpt(struct arena *arena, const struct plan *plan, const char *name, const char *text)
{
	size_t at, begin, size;
	bool cut;

	if (plan == NULL || !first_sought(arena, plan, name, text, &at))
		return (struct matched_text){ 0 };
	begin = at > BEFORE ? word_edge(text, 0, at - BEFORE) : 0;
	size = strlen(text + begin);
	cut = size > LINE;
	if (cut)
		size = word_edge(text, begin, begin + LINE) - begin;
	if (size == 0)
		return (struct matched_text){ 0 };
	return mark(arena, plan,
	    arena_printf(arena, "%s%.*s%s", begin > 0 ? "… " : "", (int)size, text + begin, cut ? "…" : ""));
}

/* --- notes -------------------------------------------------------------------------------------------------------- */

static void
add_note(struct matched_note *notes, size_t *count, enum matched_how how, const char *typed, const char *understood)
{
	if (*count < MATCHED_NOTES)
		notes[(*count)++] = (struct matched_note){ how, typed, understood };
}

/* As the name writes the word, for keystrokes say less than spelling does ("dawng" for "đăng"). */
static const char *
spelling_in(struct arena *arena, const struct word *word, const char *name)
{
	size_t end = 0;

	for (size_t at = 0; fold_next_word(name, &at, &end); at = end) {
		const char *there = arena_strndup(arena, name + at, end - at);

		if (strcmp(fold(arena, there), word->folded) == 0)
			return there;
	}
	return word->text;
}

/* The whole line at once: who typed one word by its keys typed all of them so. */
static void
note_keys(struct arena *arena, const struct plan *plan, const char *name, struct matched_note *notes, size_t *count)
{
	struct buffer typed, understood;
	bool by_keys = false;

	buffer_init(&typed, arena, NOTE_MOST);
	buffer_init(&understood, arena, NOTE_MOST);
	for (size_t i = 0; i < plan->count; i++) {
		const struct slot *slot = &plan->slots[i];

		if (slot->typed == NULL)
			continue;
		by_keys = by_keys || slot->by_keys;
		buffer_printf(&typed, "%s%s", typed.size > 0 ? " " : "", slot->typed);
		buffer_printf(
		    &understood, "%s%s", understood.size > 0 ? " " : "", spelling_in(arena, &slot->word, name));
	}
	if (by_keys)
		add_note(notes, count, MATCHED_BY_KEYS, typed.data, understood.data);
}

/* As the name writes the word; NULL if the slot stands there as it was typed, or not at all. */
static const char *
correction_in(struct arena *arena, const struct slot *slot, const char *name)
{
	const char *correction = NULL;
	size_t end = 0;

	for (size_t at = 0; fold_next_word(name, &at, &end); at = end) {
		const char *word = arena_strndup(arena, name + at, end - at);
		const struct reading *reading = reading_of(slot, fold(arena, word));

		if (reading == NULL)
			continue;
		if (is_as_typed(reading))
			return NULL;
		if (correction == NULL)
			correction = reading->way == READ_APART ? reading->text : word;
	}
	return correction;
}

size_t
matched_notes(struct arena *arena, const struct plan *plan, const char *name, struct matched_note notes[MATCHED_NOTES])
{
	size_t count = 0;

	note_keys(arena, plan, name, notes, &count);
	for (size_t i = 0; i < plan->synonym_count; i++)
		add_note(notes, &count, MATCHED_BY_SYNONYM, plan->synonyms[i]->text, plan->synonyms[i]->meaning);
	for (size_t i = 0; i < plan->count; i++) {
		const struct slot *slot = &plan->slots[i];
		const char *correction = slot->typed != NULL && !slot->filler ? correction_in(arena, slot, name) : NULL;

		if (correction != NULL)
			add_note(notes, &count, MATCHED_BY_CORRECTION, slot->typed, correction);
	}
	return count;
}
