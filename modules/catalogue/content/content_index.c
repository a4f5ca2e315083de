/* Content by procedure. See content_index.h. */
#include "content/content_index.h"

#include <stdlib.h>
#include <string.h>

#include "content/content.h"
#include "core/memory/arena.h"

static int
compare(const void *one, const void *other)
{
	const struct content_link *a = one, *b = other;
	int order = strcmp(a->procedure_code, b->procedure_code);

	if (order != 0)
		return order;
	/* Newest first, as the rows stand: both lists are arrays, articles before questions. */
	if ((a->article != NULL) != (b->article != NULL))
		return a->article != NULL ? -1 : 1;
	return a->article != NULL ? (a->article > b->article) - (a->article < b->article)
				  : (a->question > b->question) - (a->question < b->question);
}

static size_t
code_count(const char *codes)
{
	size_t count = codes[0] != '\0';

	for (; *codes != '\0'; codes++)
		count += *codes == ',';
	return count;
}

void
content_index(struct arena *arena, struct content *content)
{
	size_t most = content->question_count, count = 0;
	struct content_link *links;

	for (size_t i = 0; i < content->article_count; i++)
		most += code_count(content->articles[i].procedures);
	links = arena_array(arena, most + 1, sizeof(*links));
	for (size_t i = 0; i < content->article_count; i++) {
		char *rest = arena_strdup(arena, content->articles[i].procedures), *code;

		while ((code = strsep(&rest, ",")) != NULL)
			if (*code != '\0')
				links[count++] = (struct content_link){ code, &content->articles[i], NULL };
	}
	for (size_t i = 0; i < content->question_count; i++)
		if (content->questions[i].procedure_code != NULL)
			links[count++] =
			    (struct content_link){ content->questions[i].procedure_code, NULL, &content->questions[i] };
	qsort(links, count, sizeof(*links), compare);
	content->links = links;
	content->link_count = count;
}

const struct content_link *
content_of_procedure(const struct content *content, const char *code, size_t *ret_count)
{
	size_t low = 0, high = content->link_count, first;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(content->links[middle].procedure_code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (first = low; low < content->link_count && strcmp(content->links[low].procedure_code, code) == 0;)
		low++;
	*ret_count = low - first;
	return content->links + first;
}
