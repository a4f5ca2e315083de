/* Reads the configuration file into structs. See config.h. */
#include "core/system/config.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/utf8.h"
#include "core/system/file.h"
#include "core/system/parse.h"

enum { FILE_LIMIT = 1 << 18, LINE_LONGEST = 4096, KEYS_MOST = 256 };

/* One reading: where we are, and which keys have been seen (in the order of the tables). */
struct reading {
	struct arena *arena;
	const char *path;
	unsigned line; /* 0: a fallback, not a line of the file */
	const struct config_table *tables;
	size_t count;
	bool seen[KEYS_MOST];
	struct failure *failure;
};

/* A key, the struct it fills and its place in `seen`. */
struct target {
	const struct config_key *key;
	void *into;
	size_t index;
};

static enum err
refuse(struct reading *r, const char *key, const char *why)
{
	if (r->line == 0)
		return FAILURE(r->failure, ERR_INVALID, NULL, NULL, "%s: %s: %s", r->path, key, why);
	return FAILURE(r->failure, ERR_INVALID, NULL, NULL, "%s:%u: %s: %s", r->path, r->line, key, why);
}

static const char *
absolute_path(struct reading *r, const char *path)
{
	const char *slash = strrchr(r->path, '/');

	if (path[0] == '/' || path[0] == '\0' || slash == NULL)
		return path;
	return arena_printf(r->arena, "%.*s/%s", (int)(slash - r->path), r->path, path);
}

static enum err
set_int(struct reading *r, const struct config_key *key, const char *value, int64_t *into)
{
	char why[96];

	if (parse_i64(value, key->min, key->max, into) == OK)
		return OK;
	(void)snprintf(
	    why, sizeof(why), "a whole number from %lld to %lld is wanted", (long long)key->min, (long long)key->max);
	return refuse(r, key->name, why);
}

static void
set_words(struct reading *r, const char *value, struct config_words *into)
{
	char *rest = arena_strdup(r->arena, value), *word;
	const char **words = arena_array(r->arena, strlen(value) / 2 + 2, sizeof(*words));
	size_t count = 0;

	while ((word = strsep(&rest, " \t")) != NULL) {
		if (*word != '\0')
			words[count++] = word;
	}
	*into = (struct config_words){ words, count };
}

static enum err
set_choice(struct reading *r, const struct config_key *key, const char *value, int *into)
{
	for (int i = 0; key->choices[i] != NULL; i++) {
		if (strcmp(key->choices[i], value) == 0) {
			*into = i;
			return OK;
		}
	}
	return refuse(r, key->name, "not one of the words allowed");
}

static enum err
set_secret(struct reading *r, const struct config_key *key, const char *value, struct bytes *into)
{
	struct bytes content = { 0 };
	enum err err;

	if (value[0] != '\0') {
		err = file_read(r->arena, absolute_path(r, value), (size_t)key->max + 1, true, &content, r->failure);
		if (err)
			return ERR_INVALID;
		if (content.size > 0 && content.data[content.size - 1] == '\n')
			content.size--;
	}
	if ((int64_t)content.size < key->min || (int64_t)content.size > key->max)
		return refuse(r, key->name, "the secret is too short or too long");
	/* an own copy, so that a NUL follows the bytes */
	into->data = (const unsigned char *)arena_strndup(
	    r->arena, content.size > 0 ? (const char *)content.data : "", content.size);
	into->size = content.size;
	return OK;
}

static enum err
set_value(struct reading *r, const struct target *target, const char *value)
{
	const struct config_key *key = target->key;
	void *into = (char *)target->into + key->offset;

	switch (key->kind) {
	case CONFIG_TEXT: *(const char **)into = value; return OK;
	case CONFIG_PATH: *(const char **)into = absolute_path(r, value); return OK;
	case CONFIG_INT: return set_int(r, key, value, into);
	case CONFIG_BOOL: return parse_bool(value, into) ? refuse(r, key->name, "yes or no is wanted") : OK;
	case CONFIG_WORDS: set_words(r, value, into); return OK;
	case CONFIG_CHOICE: return set_choice(r, key, value, into);
	case CONFIG_SECRET: return set_secret(r, key, value, into);
	}
	return refuse(r, key->name, "kind of value unknown");
}

/* Walks over all keys of all tables; false when there is no further one. Begin with an index of 0. */
static bool
target_at(const struct reading *r, size_t index, struct target *target)
{
	size_t left = index;

	for (size_t i = 0; i < r->count; i++) {
		if (left < r->tables[i].count) {
			*target = (struct target){ &r->tables[i].keys[left], r->tables[i].into, index };
			return true;
		}
		left -= r->tables[i].count;
	}
	return false;
}

static bool
target_named(const struct reading *r, const char *name, struct target *target)
{
	for (size_t i = 0; target_at(r, i, target); i++) {
		if (strcmp(target->key->name, name) == 0)
			return true;
	}
	return false;
}

/* The text without white space at both ends; changes it in place. */
static char *
trim(char *text)
{
	size_t size;

	text += strspn(text, " \t\r");
	for (size = strlen(text); size > 0 && strchr(" \t\r", text[size - 1]) != NULL;)
		size--;
	text[size] = '\0';
	return text;
}

static enum err
read_line(struct reading *r, char *line)
{
	struct target target;
	char *equals, *name;

	if (strlen(line) > LINE_LONGEST)
		return refuse(r, "line", "too long");
	line = trim(line);
	if (line[0] == '\0' || line[0] == '#')
		return OK;
	if (!utf8_clean(line, strlen(line), UTF8_TEXT))
		return refuse(r, "line", "not clean UTF-8");
	if ((equals = strchr(line, '=')) == NULL)
		return refuse(r, "line", "`key = value` is wanted");
	*equals = '\0';
	name = trim(line);
	if (!target_named(r, name, &target))
		return refuse(r, name, "unknown key");
	if (r->seen[target.index])
		return refuse(r, name, "given twice");
	r->seen[target.index] = true;
	return set_value(r, &target, trim(equals + 1));
}

static enum err
set_fallbacks(struct reading *r)
{
	struct target target;
	enum err err;

	r->line = 0;
	for (size_t i = 0; target_at(r, i, &target); i++) {
		if (r->seen[i])
			continue;
		if (target.key->fallback == NULL)
			return refuse(r, target.key->name, "missing");
		if ((err = set_value(r, &target, target.key->fallback)))
			return err;
	}
	return OK;
}

static enum err
read_lines(struct reading *r, const char *path)
{
	struct bytes content;
	char *rest, *line;
	enum err err;

	r->path = path;
	r->line = 0;
	if ((err = file_read(r->arena, path, FILE_LIMIT, false, &content, r->failure)))
		return err;
	if (memchr(content.data, '\0', content.size) != NULL)
		return refuse(r, "file", "holds a NUL byte");
	rest = arena_strndup(r->arena, (const char *)content.data, content.size);
	while ((line = strsep(&rest, "\n")) != NULL) {
		r->line++;
		if ((err = read_line(r, line)))
			return err;
	}
	return OK;
}

enum err
config_load_files(struct arena *arena, const char *const *paths, size_t path_count, const struct config_table *tables,
    size_t count, struct failure *failure)
{
	struct reading r = { .arena = arena, .tables = tables, .count = count, .failure = failure };
	struct target beyond;
	enum err err;

	if (target_at(&r, KEYS_MOST, &beyond))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "more than %d configuration keys", KEYS_MOST);
	for (size_t i = 0; i < path_count; i++)
		if ((err = read_lines(&r, paths[i])))
			return err;
	return set_fallbacks(&r);
}

enum err
config_load(
    struct arena *arena, const char *path, const struct config_table *tables, size_t count, struct failure *failure)
{
	return config_load_files(arena, &path, 1, tables, count, failure);
}

bool
config_has_word(const struct config_words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++) {
		if (strcmp(words->words[i], word) == 0)
			return true;
	}
	return false;
}
