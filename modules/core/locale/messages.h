/*
 * The message catalogue: every text that a person reads, by language and key, from www/messages/<language>/<file>.json
 * (nested objects of strings; the file's name is the first part of the key). Vietnamese is complete; a key that another
 * language lacks is answered in Vietnamese. Read once at start, then shared by all threads. Holds no text itself.
 */
#ifndef MOTCUA_CORE_LOCALE_MESSAGES_H
#define MOTCUA_CORE_LOCALE_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;
struct buffer;
struct messages;
struct view;

#define MESSAGES_FIRST_LANGUAGE "vi"

/*
 * All languages found below `folder` ("www/messages"). NULL with the failure filled (file, line) if the folder or a
 * file cannot be read, a key stands twice in a file, a value is no string or object, or Vietnamese is missing. The
 * arena must live as long as the catalogue.
 */
struct messages *messages_load(struct arena *arena, const char *folder, struct failure *failure);

/*
 * Lays the texts of another folder of the same form over the catalogue: what a province words differently, or a
 * language that it adds ("conf/provinces/<name>/messages"). A folder that does not exist changes nothing. Before the
 * catalogue is shared between threads.
 */
MUST_CHECK enum err messages_overlay(struct messages *messages, const char *folder, struct failure *failure);

/*
 * "tracking.title" -> its text in `language`, else in Vietnamese, else the key itself; NULL for a catalogue
 * gives the key. Never NULL.
 */
const char *message(const struct messages *messages, const char *language, const char *key);

struct message_argument {
	const char *name, *value;
};
/* message(), with every "{name}" replaced by its argument's value; a placeholder without an argument stays as it is. */
char *message_format(struct arena *arena, const struct messages *messages, const char *language, const char *key,
    const struct message_argument *arguments, size_t count) __attribute__((returns_nonnull));
/* message_format(arena, m, lang, key, MESSAGE_ARGUMENTS({ "days", days }, { "name", name })) */
#define MESSAGE_ARGUMENTS(...)                                                                                         \
	(const struct message_argument[]){ __VA_ARGS__ },                                                              \
	    sizeof((const struct message_argument[]){ __VA_ARGS__ }) / sizeof(struct message_argument)

/*
 * The whole language as one view, complete: shared as `t` at the root of every page. Vietnamese if unknown. Never
 * NULL.
 */
const struct view *message_tree(const struct messages *messages, const char *language);

/* Is there a folder of texts for that code? */
bool messages_has(const struct messages *messages, const char *language);
/* Language codes, Vietnamese first, then in the order of the alphabet. */
size_t messages_language_count(const struct messages *messages);
const char *messages_language(const struct messages *messages, size_t index);

/*
 * What a translator has to repair: keys missing in a language, keys that Vietnamese does not have, placeholders that
 * differ. Adds one line per problem to `report`; returns their number.
 */
MUST_CHECK size_t messages_check(const struct messages *messages, struct buffer *report);

#endif
