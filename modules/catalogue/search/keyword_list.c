/* Reading lists of words. See keyword_list.h. */
#include "search/keyword_list.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "search/keyword_store.h"
#include "search/vocabulary.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

const char *
keyword_fault_of(struct arena *arena, const struct keyword *keyword)
{
	struct word words[MEANING_WORDS + 1];
	size_t count = words_split(arena, keyword->word, words, SYNONYM_WORDS + 1);

	if (count == 0)
		return "catalogue_search.fault_no_word";
	if (count > SYNONYM_WORDS || strlen(keyword->word) > KEYWORD_BYTES)
		return "catalogue_search.fault_word_long";
	if (words_split(arena, keyword->meaning, words, MEANING_WORDS + 1) > MEANING_WORDS ||
	    strlen(keyword->meaning) > MEANING_BYTES)
		return "catalogue_search.fault_meaning_long";
	return NULL;
}

/* One field up to the separator, to which *at moves; a quoted one may hold it. */
static const char *
read_field(struct arena *arena, const char **at)
{
	const char *p = *at;
	char *field, *end;

	p += strspn(p, " ");
	if (*p == '"') {
		field = arena_strdup(arena, p + 1);
		end = field;
		for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++) {
			p += *p == '"';
			*end++ = *p;
		}
		p += *p == '"';
		p += strcspn(p, ",;\t");
	} else {
		size_t size = strcspn(p, ",;\t");

		field = arena_strndup(arena, p, size);
		end = field + size;
		p += size;
	}
	while (end > field && end[-1] == ' ')
		end--;
	*end = '\0';
	*at = p;
	return field;
}

static bool
is_heading(struct arena *arena, const struct keyword *keyword)
{
	const char *first = fold(arena, keyword->word), *second = fold(arena, keyword->meaning);

	return (strcmp(first, "word") == 0 && strcmp(second, "meaning") == 0) ||
	       (strcmp(first, "tu") == 0 && strcmp(second, "nghia") == 0);
}

struct reading_lines {
	struct arena *arena;
	struct keyword *keywords;
	struct keyword_fault *faults;
	struct keyword_lines lines;
};

static void
add_fault(struct reading_lines *r, size_t line, const char *message)
{
	if (r->lines.fault_count < KEYWORD_FAULTS)
		r->faults[r->lines.fault_count++] = (struct keyword_fault){ line, message };
}

static void
read_line(struct reading_lines *r, const char *text, size_t line)
{
	struct keyword keyword;
	const char *fault, *nfc;
	bool has_two;

	if (strspn(text, " ,;\t") == strlen(text))
		return;
	if (!utf8_clean(text, strlen(text), UTF8_TEXT) || utf8_nfc(r->arena, text, &nfc)) {
		add_fault(r, line, "catalogue_search.fault_text");
		return;
	}
	keyword.word = read_field(r->arena, &nfc);
	has_two = *nfc != '\0';
	nfc += has_two;
	keyword.meaning = read_field(r->arena, &nfc);
	has_two = has_two && *nfc == '\0';
	if (line == 1 && is_heading(r->arena, &keyword))
		return;
	fault = !has_two ? "catalogue_search.fault_columns" : keyword_fault_of(r->arena, &keyword);
	if (fault != NULL)
		add_fault(r, line, fault);
	else if (r->lines.count == KEYWORD_LINES)
		add_fault(r, line, "catalogue_search.fault_lines");
	else
		r->keywords[r->lines.count++] = keyword;
}

void
keyword_lines_read(struct arena *arena, struct bytes content, struct keyword_lines *ret_lines)
{
	struct reading_lines r = { .arena = arena,
		.keywords = arena_array(arena, KEYWORD_LINES, sizeof(struct keyword)),
		.faults = arena_array(arena, KEYWORD_FAULTS, sizeof(struct keyword_fault)) };
	const char *text = arena_strndup(arena, (const char *)content.data, content.size), *p = text;
	size_t line = 0;

	if (strlen(text) != content.size)
		add_fault(&r, 1, "catalogue_search.fault_text");
	if (strncmp(p, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		p += strlen(BYTE_ORDER_MARK);
	while (*p != '\0' && line < (size_t)KEYWORD_LINES + KEYWORD_FAULTS) {
		size_t size = strcspn(p, "\r\n");

		read_line(&r, arena_strndup(arena, p, size), ++line);
		p += size;
		p += *p == '\r';
		p += *p == '\n';
	}
	r.lines.keywords = r.keywords;
	r.lines.faults = r.faults;
	*ret_lines = r.lines;
}
