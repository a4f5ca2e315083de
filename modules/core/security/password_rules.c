/* Which passwords may be chosen: length, not common, not the person's own words, not a pattern. See password.h. */
#include "core/security/password.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/system/file.h"

enum {
	LIST_LIMIT = 1 << 20, /* bytes */
	CONTEXT_SHORTEST = 4, /* shorter words of a person's name are in too many innocent passwords */
	LEFT_OVER_LEAST = 6,  /* characters that must remain beside a person's own words */
	DISTINCT_LEAST = 5    /* different characters */
};

static size_t
count_lines(const char *text)
{
	size_t lines = 0;

	for (; (text = strchr(text, '\n')) != NULL; text++)
		lines++;
	return lines;
}

enum err
password_list_load(struct arena *arena, const char *path, struct password_list *list, struct failure *failure)
{
	struct bytes content;
	const char **words;
	char *line, *rest;
	size_t count = 0;

	if (file_read(arena, path, LIST_LIMIT, false, &content, failure) != OK)
		return ERR_INTERNAL;
	rest = arena_strndup(arena, (const char *)content.data, content.size);
	words = arena_array(arena, count_lines(rest) + 1, sizeof(*words));
	while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		if (count > 0 && strcmp(words[count - 1], line) >= 0)
			return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s:%zu: not in byte order", path, count + 1);
		words[count++] = line;
	}
	*list = (struct password_list){ words, count };
	return OK;
}

static int
compare_words(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

static bool
is_listed(const struct password_list *list, const char *word)
{
	return list->count > 0 && bsearch(word, list->words, list->count, sizeof(*list->words), compare_words) != NULL;
}

/* Folded and without spaces: what two spellings of one password have in common. */
static char *
password_key(struct arena *arena, const char *text)
{
	char *key = arena_strdup(arena, text), *to;
	const char *folded;

	for (char *c = key; *c != '\0'; c++) {
		if (*c == '@' || *c == '$')
			*c = *c == '@' ? 'a' : 's';
	}
	folded = fold(arena, key);
	key = to = arena_strdup(arena, folded);
	for (; *folded != '\0'; folded++) {
		if (*folded != ' ')
			*to++ = *folded;
	}
	*to = '\0';
	return key;
}

static bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* Is the key a listed word, perhaps with figures before or behind it? Shortens the key. */
static bool
is_listed_with_figures(const struct password_list *list, char *key)
{
	for (size_t size = strlen(key); size > 0; key[--size] = '\0') {
		const char *word = key;

		if (is_listed(list, word))
			return true;
		while (is_digit(*word)) {
			if (is_listed(list, ++word))
				return true;
		}
		if (!is_digit(key[size - 1]))
			return false;
	}
	return false;
}

/* A listed word, also with figures around it (anhyeuem2011) and in place of letters (passw0rd2026). */
static bool
is_common(struct arena *arena, const struct password_list *list, const char *key)
{
	static const char letters[] = "oizeasgtbg"; /* what 0 to 9 look like */
	char *rest = arena_strdup(arena, key);

	if (is_listed_with_figures(list, rest))
		return true;
	for (; is_digit(*rest); rest++)
		;
	for (char *c = rest; *c != '\0'; c++) {
		if (is_digit(*c))
			*c = letters[*c - '0'];
	}
	return is_listed(list, rest);
}

/* Removes every occurrence of `word` from `key`. */
static void
remove_word(char *key, const char *word)
{
	size_t size = strlen(word);

	if (size < CONTEXT_SHORTEST)
		return;
	for (char *found = strstr(key, word); found != NULL; found = strstr(found, word))
		memmove(found, found + size, strlen(found + size) + 1);
}

/* Is little left of the password once the person's own words are taken away? */
static bool
is_personal(struct arena *arena, const char *key, const char *const *context)
{
	char *left = arena_strdup(arena, key);

	for (; *context != NULL; context++) {
		char *words = arena_strdup(arena, fold(arena, *context)), *word;

		remove_word(left, password_key(arena, *context));
		while ((word = strsep(&words, " ")) != NULL)
			remove_word(left, word);
	}
	return strlen(left) < LEFT_OVER_LEAST && strcmp(left, key) != 0;
}

static bool
has_few_characters(const char *password)
{
	bool seen[256] = { false };
	int distinct = 0;

	for (const unsigned char *byte = (const unsigned char *)password; *byte != '\0'; byte++) {
		distinct += !seen[*byte];
		seen[*byte] = true;
	}
	return distinct < DISTINCT_LEAST;
}

/* The same piece over and over (abcabcabcabc), at least twice. */
static bool
is_periodic(const char *password)
{
	size_t size = strlen(password);

	for (size_t period = 1; period <= size / 2; period++) {
		if (memcmp(password, password + period, size - period) == 0)
			return true;
	}
	return false;
}

/* Every character follows the one before it, up or down: abcdefghijkl, 123456789012, 987654321098. */
static bool
is_sequence(const char *password)
{
	int up = 0, down = 0, steps = 0;

	for (const char *c = password; c[0] != '\0' && c[1] != '\0'; c++, steps++) {
		up += c[1] == c[0] + 1 || (c[0] == '9' && c[1] == '0');
		down += c[1] == c[0] - 1 || (c[0] == '0' && c[1] == '9');
	}
	return up == steps || down == steps;
}

static enum err
refuse(struct failure *failure, const char *message)
{
	return FAILURE(failure, ERR_INVALID, message, NULL, "password refused");
}

enum err
password_acceptable(struct arena *arena, const struct password_list *list, const char *password,
    const char *const *context, struct failure *failure)
{
	const char *key;

	if (strnlen(password, PASSWORD_MAX + 1) > PASSWORD_MAX)
		return refuse(failure, "password.too_long");
	if (utf8_length(password) < PASSWORD_MIN)
		return refuse(failure, "password.too_short");
	if (has_few_characters(password) || is_periodic(password) || is_sequence(password))
		return refuse(failure, "password.repetitive");
	key = password_key(arena, password);
	if (is_common(arena, list, key))
		return refuse(failure, "password.common");
	if (is_personal(arena, key, context))
		return refuse(failure, "password.personal");
	return OK;
}
