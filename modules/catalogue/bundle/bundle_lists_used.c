/*
 * Which choices of a shared list the bundle's definitions name: without those a list that is kept here would not do. See
 * bundle_private.h. Reads only. Must not know SQL.
 */
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle_private.h"
#include "choice/choice_diff.h"
#include "choice/choice_record.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "domain/definition/feel/feel.h"
#include "domain/definition/form/form.h"

enum { KEYS_MAX = 1000, VALUE_MAX = 64 };
#define ONE_MEMORY ((size_t)128 << 20)

struct seeking {
	const struct bundle_work *work;
	struct arena *one;    /* of one definition */
	const char *code;     /* of the list */
	const char **missing; /* by value */
	size_t missing_count;
	const char **keys; /* names of the answers that are chosen from the list */
	size_t key_count;
	const char *found; /* NULL: nothing yet */
	const char *by;
};

static int
by_text(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static bool
is_missing(const struct seeking *s, const char *value)
{
	return bsearch(&value, s->missing, s->missing_count, sizeof(*s->missing), by_text) != NULL;
}

static void
note(struct seeking *s, const char *value, const char *by)
{
	if (s->found != NULL || !is_missing(s, value))
		return;
	s->found = arena_strdup(s->work->arena, value);
	s->by = arena_strdup(s->work->arena, by);
}

/* The length of a quotation mark, as expressions and XML write it; 0: there is none. */
static size_t
quote_at(const char *text)
{
	return *text == '"' ? 1 : strncmp(text, "&quot;", 6) == 0 ? 6 : 0;
}

/* Every word in quotation marks that a choice could be called. */
static void
note_words(struct seeking *s, const char *text, const char *by)
{
	for (size_t open; s->found == NULL && *text != '\0'; text += open > 0 ? open : 1) {
		char value[VALUE_MAX + 1];
		size_t size;

		if ((open = quote_at(text)) == 0)
			continue;
		size = strspn(text + open, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
		if (size == 0 || size > VALUE_MAX || quote_at(text + open + size) == 0)
			continue;
		memcpy(value, text + open, size);
		value[size] = '\0';
		note(s, value, by);
	}
}

/* --- forms -------------------------------------------------------------------------------------------------------------- */

static void
note_key(struct seeking *s, const char *key)
{
	for (size_t i = 0; i < s->key_count; i++)
		if (strcmp(s->keys[i], key) == 0)
			return;
	if (s->key_count < KEYS_MAX)
		s->keys[s->key_count++] = arena_strdup(s->work->arena, key);
}

/* An answer that is chosen from the list. */
static bool
is_chosen(const struct seeking *s, const struct form *form, const char *name)
{
	const struct form_field *field = form_field_by_key(form, name);

	return field != NULL && field->list_code != NULL && strcmp(field->list_code, s->code) == 0;
}

static void
note_expression(struct seeking *s, const struct form *form, const struct feel *feel, const char *by)
{
	const char *const *names;
	const size_t count = feel != NULL ? feel_reads(feel, &names) : 0;

	for (size_t i = 0; i < count; i++)
		if (is_chosen(s, form, names[i])) {
			note_words(s, feel_text(feel), by);
			return;
		}
}

static void
note_form(struct seeking *s, const struct form *form, const char *by)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];
		const struct feel *const said[] = { field->hide, field->required_if, field->expression, field->valid_if,
			field->ineligible };

		if (field->list_code != NULL && strcmp(field->list_code, s->code) == 0) {
			note_key(s, field->key);
			if (field->default_value != NULL)
				note(s, field->default_value, by);
		}
		for (size_t k = 0; k < sizeof(said) / sizeof(said[0]); k++)
			note_expression(s, form, said[k], by);
	}
}

/* --- all of them --------------------------------------------------------------------------------------------------------- */

static void
seek_form(struct seeking *s, const char *content, const char *by)
{
	struct form_error error;
	struct form *form;

	/* Most forms name no list at all. */
	if (strstr(content, arena_printf(s->one, "\"%s\"", s->code)) != NULL &&
	    form_parse(s->one, content, strlen(content), &form, &error) == OK)
		note_form(s, form, by);
}

static void
seek_reader(struct seeking *s, const char *content, const char *by)
{
	for (size_t i = 0; i < s->key_count; i++)
		if (strstr(content, s->keys[i]) != NULL) {
			note_words(s, content, by);
			return;
		}
}

/* Forms first: rules and processes read by the names that forms give. */
static void
seek_definitions(struct seeking *s, bool forms)
{
	const struct bundle_manifest *m = &s->work->bundle->manifest;
	const struct bundle_definition_record *records = m->definitions.items;

	for (size_t i = 0; s->found == NULL && i < m->definitions.count; i++) {
		const struct bundle_definition_record *record = &records[i];
		const char *content;

		if ((strcmp(record->kind, "form") == 0) != forms)
			continue;
		content =
		    bundle_text(s->one, s->work->bundle, bundle_definition_path(s->one, record->kind, record->code));
		if (content != NULL)
			(forms ? seek_form : seek_reader)(
			    s, content, *record->name != '\0' ? record->name : record->code);
		arena_reset(s->one);
	}
}

/* A list that is new here hangs on the choices of this one. */
static enum err
seek_below(struct seeking *s)
{
	const struct bundle_manifest *m = &s->work->bundle->manifest;
	const struct bundle_list_record *lists = m->lists.items;
	enum err err = OK;

	for (size_t i = 0; !err && s->found == NULL && i < m->lists.count; i++) {
		struct bundle_list below;

		if (lists[i].above == NULL || strcmp(lists[i].above, s->code) != 0)
			continue;
		err = bundle_list_look(s->work, &lists[i], &below);
		for (size_t k = 0; !err && below.state == BUNDLE_NEW && k < below.said.count; k++)
			note(s, below.said.items[k].parent, lists[i].name);
	}
	return err;
}

enum err
bundle_list_lacking(
    const struct bundle_work *w, const char *code, const struct bundle_list *list, const char **ret_lacking)
{
	struct seeking s = { .work = w, .code = code };
	enum err err;

	*ret_lacking = NULL;
	s.missing = arena_array(w->arena, list->change_count + 1, sizeof(*s.missing));
	for (size_t i = 0; i < list->change_count; i++)
		if (list->changes[i].kind == CHOICE_ADDED)
			s.missing[s.missing_count++] = list->changes[i].theirs->value;
	if (s.missing_count == 0)
		return OK;
	s.keys = arena_array(w->arena, KEYS_MAX, sizeof(*s.keys));
	s.one = arena_child(w->arena, ONE_MEMORY);
	seek_definitions(&s, true);
	seek_definitions(&s, false);
	err = s.found == NULL ? seek_below(&s) : OK;
	if (!err && s.found != NULL)
		*ret_lacking = arena_printf(w->arena, "%s: %s", s.found, s.by);
	return err;
}
