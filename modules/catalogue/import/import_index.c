/* What the catalogue has, for an import. See import_index.h. */
#include "import/import_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"

static int
by_code(const void *one, const void *other)
{
	return strcmp(((const struct index_code *)one)->code, ((const struct index_code *)other)->code);
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(((const struct index_name *)one)->name, ((const struct index_name *)other)->name);
}

static void
fold_and_sort(struct arena *arena, struct index_name *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		names[i].name = fold(arena, names[i].name);
	if (count > 0)
		qsort(names, count, sizeof(*names), by_name);
}

void
index_prepare(struct arena *arena, struct import_index *index)
{
	if (index->code_count > 0)
		qsort(index->codes, index->code_count, sizeof(*index->codes), by_code);
	fold_and_sort(arena, index->sectors, index->sector_count);
	fold_and_sort(arena, index->agencies, index->agency_count);
	index->folded = arena_array(arena, index->procedure_count + 1, sizeof(*index->folded));
	for (size_t i = 0; i < index->procedure_count; i++)
		index->folded[i] = fold(arena, index->procedures[i].name);
}

static const char *
code_by_name(struct arena *arena, const struct index_name *names, size_t count, const char *name)
{
	const struct index_name key = { .name = fold(arena, name) };
	const struct index_name *found = count > 0 ? bsearch(&key, names, count, sizeof(key), by_name) : NULL;

	return found != NULL ? found->code : NULL;
}

const char *
index_sector(struct arena *arena, const struct import_index *index, const char *name)
{
	return code_by_name(arena, index->sectors, index->sector_count, name);
}

const char *
index_agency(struct arena *arena, const struct import_index *index, const char *name)
{
	return code_by_name(arena, index->agencies, index->agency_count, name);
}

/* --- names that are alike ------------------------------------------------------------------------------------------- */

enum { WORDS_MAX = 128 };

struct word_run {
	const char *text;
	size_t size;
};

static size_t
words_split(const char *folded, struct word_run words[WORDS_MAX])
{
	size_t count = 0;

	while (*folded != '\0' && count < WORDS_MAX) {
		size_t size = strcspn(folded, " ");

		words[count++] = (struct word_run){ folded, size };
		folded += size + (folded[size] == ' ');
	}
	return count;
}

/* Words of one that the other has too, each counted once for each time it is in both. */
static size_t
words_shared(const struct word_run *one, size_t count, const char *other)
{
	struct word_run words[WORDS_MAX];
	bool taken[WORDS_MAX] = { false };
	size_t others = words_split(other, words), shared = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < others; k++)
			if (!taken[k] && words[k].size == one[i].size &&
			    memcmp(words[k].text, one[i].text, one[i].size) == 0) {
				taken[k] = true;
				shared++;
				break;
			}
	return shared;
}

static size_t
count_words(const char *folded)
{
	size_t count = *folded != '\0';

	for (; *folded != '\0'; folded++)
		count += *folded == ' ';
	return count < WORDS_MAX ? count : WORDS_MAX;
}

static void
keep_best(struct index_match matches[INDEX_MATCHES], size_t *count, struct index_match match)
{
	size_t at = *count;

	while (at > 0 && matches[at - 1].percent < match.percent)
		at--;
	if (at == INDEX_MATCHES)
		return;
	if (*count < INDEX_MATCHES)
		(*count)++;
	for (size_t i = *count - 1; i > at; i--)
		matches[i] = matches[i - 1];
	matches[at] = match;
}

size_t
index_similar(
    struct arena *arena, const struct import_index *index, const char *name, struct index_match matches[INDEX_MATCHES])
{
	struct word_run words[WORDS_MAX];
	size_t own = words_split(fold(arena, name), words), count = 0;

	for (size_t i = 0; own > 0 && i < index->procedure_count; i++) {
		size_t others = count_words(index->folded[i]);
		size_t shared = others > 0 ? words_shared(words, own, index->folded[i]) : 0;
		int percent = shared > 0 ? (int)(100.0 * (double)shared / sqrt((double)own * (double)others)) : 0;

		if (percent >= INDEX_PERCENT_MIN)
			keep_best(matches, &count,
			    (struct index_match){ index->procedures[i].code, index->procedures[i].name, percent });
	}
	return count;
}
