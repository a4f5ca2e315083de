/* The conditions of the administrator's list. See office_filter.h. */
#include "office/office_filter.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/url.h"
#include "core/view/view.h"

const char *const office_states[] = { "draft", "submitted", "controlled", "published", "superseded", "suspended",
	"unlisted", NULL };
const char *const office_kinds[] = { "standard", "internal", "pilot", NULL };
const char *const office_lacks[] = { "form", "process", "fee", NULL };

enum { WORDS_MAX = 12, JSON_MAX = 8192 };

void
office_conditions(const struct office_filter *filter, struct office_condition conditions[OFFICE_FILTERS])
{
	const struct office_condition all[OFFICE_FILTERS] = { { "q", filter->q }, { "linh-vuc", filter->sector },
		{ "don-vi", filter->owner }, { "trang-thai", filter->state }, { "muc-do", filter->level },
		{ "loai", filter->kind }, { "thieu", filter->lacking } };

	memcpy(conditions, all, sizeof(all));
}

const char *
office_filter_address(struct arena *arena, const char *path, const struct office_filter *filter, const char *without)
{
	struct office_condition conditions[OFFICE_FILTERS];
	const char *to = path;

	office_conditions(filter, conditions);
	for (size_t i = 0; i < OFFICE_FILTERS; i++)
		if (without == NULL || strcmp(without, conditions[i].name) != 0)
			to = url_query_add(arena, to, conditions[i].name, conditions[i].value);
	return to;
}

/* The word anywhere: what LIKE would read as a sign of its own stands for itself. */
static const char *
pattern(struct arena *arena, const char *word, size_t size)
{
	char *text = arena_alloc(arena, 2 * size + 3);
	size_t n = 0;

	text[n++] = '%';
	for (size_t i = 0; i < size; i++) {
		if (strchr("%_\\", word[i]) != NULL)
			text[n++] = '\\';
		text[n++] = word[i];
	}
	text[n++] = '%';
	text[n] = '\0';
	return text;
}

const char *
office_words(struct arena *arena, const char *q)
{
	struct view *list = view_list(view_object(arena), "words");
	struct buffer out;

	for (size_t size; q != NULL && *q != '\0' && view_count(list) < WORDS_MAX; q += size) {
		q += strspn(q, " ");
		size = strcspn(q, " ");
		if (size > 0)
			view_item_text(list, pattern(arena, q, size));
	}
	if (view_count(list) == 0)
		return NULL;
	buffer_init(&out, arena, JSON_MAX);
	json_write(&out, list);
	return out.data;
}
