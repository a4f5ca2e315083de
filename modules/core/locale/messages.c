/*
 * Reads the message catalogue into one view tree per language. What a language lacks is shared from Vietnamese when it
 * is read, so that a look-up and a template never have to ask twice. See messages.h.
 */
#include "core/locale/messages.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/view.h"

enum { LANGUAGES_MAX = 32, PATH_SIZE = 1024, MESSAGE_MAX = 64 * 1024 };

struct language {
	const char *code;
	struct view *own;  /* what its files say */
	struct view *tree; /* the same, completed from Vietnamese */
};

struct messages {
	struct arena *arena;
	struct language languages[LANGUAGES_MAX]; /* Vietnamese first, then by code */
	size_t count;
};

static struct language *
language_find(struct messages *messages, const char *code)
{
	for (size_t i = 0; i < messages->count; i++)
		if (strcmp(messages->languages[i].code, code) == 0)
			return &messages->languages[i];
	return NULL;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static enum err
fill(struct arena *arena, struct view *object, json_t *members, const char *path, struct failure *failure)
{
	const char *name;
	json_t *value;
	enum err err = OK;

	json_object_foreach(members, name, value)
	{
		const char *key = arena_strdup(arena, name);

		if (strchr(key, '.') != NULL)
			return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: a point in the key %s", path, key);
		if (json_is_string(value))
			view_text(object, key, arena_strdup(arena, json_string_value(value)));
		else if (json_is_object(value))
			err = fill(arena, view_child(object, key), value, path, failure);
		else
			return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s is no text and no group", path, key);
		if (err)
			return err;
	}
	return OK;
}

static enum err
read_file(struct messages *messages, struct view *tree, const char *folder, const char *entry, struct failure *failure)
{
	const char *suffix = strrchr(entry, '.');
	char path[PATH_SIZE];
	json_error_t error;
	json_t *content;
	enum err err;

	if (entry[0] == '.' || suffix == NULL || strcmp(suffix, ".json") != 0)
		return OK;
	if (snprintf(path, sizeof(path), "%s/%s", folder, entry) >= (int)sizeof(path))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: the path is too long", folder);
	content = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_object(content)) {
		json_decref(content);
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s:%d: %s", path, error.line,
		    content == NULL ? error.text : "the file is no object");
	}
	err = fill(messages->arena, view_child(tree, arena_strndup(messages->arena, entry, (size_t)(suffix - entry))),
	    content, path, failure);
	json_decref(content);
	return err;
}

static enum err
read_language(struct messages *messages, const char *folder, const char *code, struct failure *failure)
{
	struct language *language = &messages->languages[messages->count];
	char path[PATH_SIZE];
	const struct dirent *entry;
	DIR *files;
	enum err err = OK;

	if (snprintf(path, sizeof(path), "%s/%s", folder, code) >= (int)sizeof(path) ||
	    messages->count == LANGUAGES_MAX)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: too many languages, or too long a path", folder);
	if ((files = opendir(path)) == NULL)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s", path, strerror(errno));
	language->code = arena_strdup(messages->arena, code);
	language->own = view_object(messages->arena);
	messages->count++;
	while (!err && (entry = readdir(files)) != NULL)
		err = read_file(messages, language->own, path, entry->d_name, failure);
	(void)closedir(files);
	return err;
}

/* A language's folder is called by its code: "vi", "en", "tay". */
static bool
is_language_code(const char *name)
{
	size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz");

	return name[size] == '\0' && (size == 2 || size == 3);
}

static enum err
read_languages(struct messages *messages, const char *folder, struct failure *failure)
{
	const struct dirent *entry;
	DIR *languages = opendir(folder);
	enum err err = OK;

	if (languages == NULL)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s", folder, strerror(errno));
	while (!err && (entry = readdir(languages)) != NULL)
		if (is_language_code(entry->d_name))
			err = read_language(messages, folder, entry->d_name, failure);
	(void)closedir(languages);
	return err;
}

static int
compare_languages(const void *a, const void *b)
{
	const struct language *left = a, *right = b;
	bool left_first = strcmp(left->code, MESSAGES_FIRST_LANGUAGE) == 0;
	bool right_first = strcmp(right->code, MESSAGES_FIRST_LANGUAGE) == 0;

	return left_first != right_first ? (int)right_first - (int)left_first : strcmp(left->code, right->code);
}

/* The members of both, `own` before `first`; groups are merged. */
static struct view *
complete(struct arena *arena, const struct view *own, const struct view *first)
{
	struct view *tree = view_object(arena);

	for (const struct view *member = view_first(first); member != NULL; member = view_next(member)) {
		const struct view *mine = view_find(own, view_name(member));

		if (view_kind(mine) == VIEW_OBJECT && view_kind(member) == VIEW_OBJECT)
			view_share(tree, view_name(member), complete(arena, mine, member));
		else
			view_share(tree, view_name(member),
			    mine != NULL && view_kind(mine) == view_kind(member) ? mine : member);
	}
	for (const struct view *mine = view_first(own); mine != NULL; mine = view_next(mine))
		if (view_find(first, view_name(mine)) == NULL)
			view_share(tree, view_name(mine), mine);
	return tree;
}

static void
complete_all(struct messages *messages)
{
	qsort(messages->languages, messages->count, sizeof(messages->languages[0]), compare_languages);
	messages->languages[0].tree = messages->languages[0].own;
	for (size_t i = 1; i < messages->count; i++)
		messages->languages[i].tree =
		    complete(messages->arena, messages->languages[i].own, messages->languages[0].own);
}

struct messages *
messages_load(struct arena *arena, const char *folder, struct failure *failure)
{
	struct messages *messages = ARENA_NEW(arena, struct messages);

	messages->arena = arena;
	if (read_languages(messages, folder, failure))
		return NULL;
	if (language_find(messages, MESSAGES_FIRST_LANGUAGE) == NULL) {
		(void)FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: no folder " MESSAGES_FIRST_LANGUAGE, folder);
		return NULL;
	}
	complete_all(messages);
	return messages;
}

enum err
messages_overlay(struct messages *messages, const char *folder, struct failure *failure)
{
	struct messages *over = ARENA_NEW(messages->arena, struct messages);
	enum err err;

	if (access(folder, F_OK) != 0)
		return OK;
	over->arena = messages->arena;
	if ((err = read_languages(over, folder, failure)))
		return err;
	for (size_t i = 0; i < over->count; i++) {
		struct language *under = language_find(messages, over->languages[i].code);

		if (under != NULL)
			under->own = complete(messages->arena, over->languages[i].own, under->own);
		else if (messages->count < LANGUAGES_MAX)
			messages->languages[messages->count++] = over->languages[i];
		else
			return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: too many languages", folder);
	}
	complete_all(messages);
	return OK;
}

/* --- looking up --------------------------------------------------------------------------------------------------- */

const struct view *
message_tree(const struct messages *messages, const char *code)
{
	for (size_t i = 1; i < messages->count; i++)
		if (strcmp(messages->languages[i].code, code) == 0)
			return messages->languages[i].tree;
	return messages->languages[0].tree;
}

const char *
message(const struct messages *messages, const char *code, const char *key)
{
	/* A page's sample is made without a catalogue. */
	const char *text = messages != NULL ? view_as_text(view_path(message_tree(messages, code), key)) : NULL;

	return text == NULL ? key : text;
}

/* "{name}" at the beginning of `text`: the size of the name; 0 if there is none. */
static size_t
placeholder_size(const char *text)
{
	size_t size = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return text[0] == '{' && text[1 + size] == '}' ? size : 0;
}

static const char *
argument_find(const struct message_argument *arguments, size_t count, const char *name, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(arguments[i].name, name, size) == 0 && arguments[i].name[size] == '\0')
			return arguments[i].value == NULL ? "" : arguments[i].value;
	return NULL;
}

char *
message_format(struct arena *arena, const struct messages *messages, const char *code, const char *key,
    const struct message_argument *arguments, size_t count)
{
	const char *text = message(messages, code, key), *brace;
	struct buffer out;

	buffer_init(&out, arena, MESSAGE_MAX);
	while ((brace = strchr(text, '{')) != NULL) {
		size_t size = placeholder_size(brace);
		const char *value = size == 0 ? NULL : argument_find(arguments, count, brace + 1, size);

		buffer_add(&out, text, (size_t)(brace - text));
		if (value != NULL)
			buffer_text(&out, value);
		else
			buffer_add(&out, brace, size == 0 ? 1 : size + 2);
		text = brace + (size == 0 ? 1 : size + 2);
	}
	buffer_text(&out, text);
	return out.data;
}

bool
messages_has(const struct messages *messages, const char *code)
{
	return strcmp(code, MESSAGES_FIRST_LANGUAGE) == 0 ||
	       message_tree(messages, code) != messages->languages[0].tree;
}

size_t
messages_language_count(const struct messages *messages)
{
	return messages->count;
}

const char *
messages_language(const struct messages *messages, size_t index)
{
	return messages->languages[index].code;
}

/* --- checking ----------------------------------------------------------------------------------------------------- */

struct comparison {
	struct arena *arena;
	const char *language;
	struct buffer *report;
	size_t problems;
};

static void
problem(struct comparison *c, const char *key, const char *what)
{
	buffer_printf(c->report, "%s: %s %s\n", c->language, key, what);
	c->problems++;
}

/* Every placeholder of `text` stands in `other` too. */
static bool
holds_placeholders(const char *text, const char *other)
{
	char wanted[64];

	while ((text = strchr(text, '{')) != NULL) {
		size_t size = placeholder_size(text);

		if (size > 0) {
			if (snprintf(wanted, sizeof(wanted), "%.*s", (int)size + 2, text) >= (int)sizeof(wanted) ||
			    strstr(other, wanted) == NULL)
				return false;
		}
		text++;
	}
	return true;
}

static void
compare_text(struct comparison *c, const char *key, const char *own, const char *first)
{
	if (own[0] == '\0' && first[0] != '\0')
		problem(c, key, "is empty");
	else if (!holds_placeholders(own, first) || !holds_placeholders(first, own))
		problem(c, key, "has other placeholders than " MESSAGES_FIRST_LANGUAGE);
}

static void
compare_trees(struct comparison *c, const char *prefix, const struct view *own, const struct view *first)
{
	for (const struct view *member = view_first(first); member != NULL; member = view_next(member)) {
		const struct view *mine = view_find(own, view_name(member));
		const char *key = arena_printf(c->arena, "%s%s", prefix, view_name(member));

		if (mine == NULL)
			problem(c, key, "is missing");
		else if (view_kind(mine) != view_kind(member))
			problem(c, key, "is a text in one language and a group in the other");
		else if (view_kind(mine) == VIEW_OBJECT)
			compare_trees(c, arena_printf(c->arena, "%s.", key), mine, member);
		else
			compare_text(c, key, view_as_text(mine), view_as_text(member));
	}
	for (const struct view *mine = view_first(own); mine != NULL; mine = view_next(mine))
		if (view_find(first, view_name(mine)) == NULL)
			problem(c, arena_printf(c->arena, "%s%s", prefix, view_name(mine)),
			    "is not in " MESSAGES_FIRST_LANGUAGE);
}

size_t
messages_check(const struct messages *messages, struct buffer *report)
{
	struct comparison c = { .arena = report->arena, .report = report };

	for (size_t i = 1; i < messages->count; i++) {
		c.language = messages->languages[i].code;
		compare_trees(&c, "", messages->languages[i].own, messages->languages[0].own);
	}
	return c.problems;
}
