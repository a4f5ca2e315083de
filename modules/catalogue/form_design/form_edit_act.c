/* What can be done to a form's document. See form_edit.h. */
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "form_design/form_edit.h"

enum { KEY_MOST = 48 };

#define GONE "catalogue_form_design.errors.gone"

/* The member that names the answers, or NULL where the type has none. */
static const char *
key_member(const json_t *component)
{
	static const char *const unkeyed[] = { "group", "text" };
	const char *type = form_edit_text(component, "type");

	for (size_t i = 0; i < sizeof(unkeyed) / sizeof(*unkeyed); i++)
		if (strcmp(type, unkeyed[i]) == 0)
			return NULL;
	return strcmp(type, "dynamiclist") == 0 ? "path" : "key";
}

/* Ids and keys are two sets of names. */
enum naming { IDS, KEYS };

static bool
is_taken(const json_t *holder, enum naming naming, const char *name)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		const char *member = naming == IDS ? "id" : key_member(component);

		if (member != NULL && strcmp(form_edit_text(component, member), name) == 0)
			return true;
		if (is_taken(component, naming, name))
			return true;
	}
	return false;
}

/* "name", else "name_2", "name_3" ... */
static const char *
free_name(const struct form_edit *edit, enum naming naming, const char *name)
{
	const char *found = name;

	for (int i = 2; is_taken(edit->root, naming, found); i++)
		found = arena_printf(edit->arena, "%s_%d", name, i);
	return found;
}

static const char *
name_of(const struct form_edit *edit, enum naming naming, const char *label)
{
	char *name = arena_strdup(edit->arena, fold_slug(edit->arena, label, KEY_MOST));

	for (char *c = name; *c != '\0'; c++)
		if (*c == '-')
			*c = '_';
	if (*name == '\0')
		return free_name(edit, naming, "truong");
	return free_name(edit, naming, *name >= '0' && *name <= '9' ? arena_printf(edit->arena, "so_%s", name) : name);
}

static void
give_names(struct form_edit *edit, json_t *component)
{
	const char *label = form_edit_text(component, "label"), *member = key_member(component), *key;
	json_t *inside;
	size_t i;

	if (*label == '\0')
		label = form_edit_text(component, "text");
	if (member != NULL && *form_edit_text(component, member) == '\0')
		json_object_set_new(component, member, json_string(name_of(edit, KEYS, label)));
	if (*form_edit_text(component, "id") == '\0') {
		key = member != NULL ? form_edit_text(component, member) : "";
		json_object_set_new(
		    component, "id", json_string(*key != '\0' ? free_name(edit, IDS, key) : name_of(edit, IDS, label)));
	}
	json_array_foreach(json_object_get(component, "components"), i, inside) give_names(edit, inside);
}

static json_t *
top_of(const struct form_edit *edit)
{
	return json_object_get(edit->root, "components");
}

/* The first page takes in everything that is there. */
static void
take_in_all(struct form_edit *edit, json_t *page)
{
	json_t *inside = json_object_get(page, "components"), *component;
	size_t i;

	json_array_foreach(top_of(edit), i, component) json_array_append(inside, component);
	json_array_clear(top_of(edit));
}

/* Where a new component goes; a list of NULL: nowhere. */
static struct form_place
new_place(const struct form_edit *edit, const json_t *component, const char *into, const char *after)
{
	struct form_place place = { .list = top_of(edit) };
	json_t *beside = form_edit_find(edit, after, &place), *holder;

	if (beside != NULL) {
		place.at++;
		return place;
	}
	holder = form_edit_find(edit, into, NULL);
	if (holder == NULL && form_edit_has_pages(edit) && !form_edit_is_page(component))
		holder = json_array_get(top_of(edit), json_array_size(top_of(edit)) - 1);
	place.holder = holder;
	place.list = holder != NULL ? json_object_get(holder, "components") : top_of(edit);
	place.at = json_array_size(place.list);
	return place;
}

const char *
form_edit_add(struct form_edit *edit, json_t *component, const char *into, const char *after)
{
	bool page = form_edit_is_page(component), first = page && !form_edit_has_pages(edit);
	struct form_place place = new_place(edit, component, page ? NULL : into, after);

	give_names(edit, component);
	if (first) {
		take_in_all(edit, component);
		place = (struct form_place){ .list = top_of(edit) };
	}
	if ((page && place.holder != NULL) || place.list == NULL ||
	    json_array_insert_new(place.list, place.at, component) != 0) {
		json_decref(component);
		return "catalogue_form_design.errors.place";
	}
	return NULL;
}

/* The page before or behind the one that holds the place, or NULL. */
static json_t *
page_beside(const struct form_edit *edit, const struct form_place *place, int by)
{
	struct form_place page;

	if (place->holder == NULL || !form_edit_is_page(place->holder) ||
	    form_edit_find(edit, form_edit_text(place->holder, "id"), &page) == NULL)
		return NULL;
	if (by < 0 && page.at == 0)
		return NULL;
	return json_array_get(page.list, by < 0 ? page.at - 1 : page.at + 1);
}

const char *
form_edit_move(struct form_edit *edit, const char *id, int by)
{
	struct form_place place;
	json_t *component = form_edit_find(edit, id, &place), *page, *list;

	if (component == NULL)
		return GONE;
	json_incref(component);
	if (by < 0 ? place.at > 0 : place.at + 1 < json_array_size(place.list)) {
		json_array_remove(place.list, place.at);
		json_array_insert_new(place.list, by < 0 ? place.at - 1 : place.at + 1, component);
		return NULL;
	}
	if ((page = page_beside(edit, &place, by)) == NULL) {
		json_decref(component);
		return by < 0 ? "catalogue_form_design.errors.first" : "catalogue_form_design.errors.last";
	}
	json_array_remove(place.list, place.at);
	list = json_object_get(page, "components");
	json_array_insert_new(list, by < 0 ? json_array_size(list) : 0, component);
	return NULL;
}

static bool
holds(const json_t *holder, const char *id)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		if (strcmp(form_edit_text(component, "id"), id) == 0 || holds(component, id))
			return true;
	}
	return false;
}

const char *
form_edit_move_into(struct form_edit *edit, const char *id, const char *into)
{
	struct form_place place;
	json_t *component = form_edit_find(edit, id, &place);
	json_t *target = *into != '\0' ? form_edit_find(edit, into, NULL) : edit->root;
	json_t *list = json_object_get(target, "components");

	if (component == NULL || target == NULL)
		return GONE;
	if (list == NULL || target == component || holds(component, into))
		return "catalogue_form_design.errors.place";
	if (list == place.list)
		return NULL;
	json_incref(component);
	json_array_remove(place.list, place.at);
	json_array_append_new(list, component);
	return NULL;
}

const char *
form_edit_remove(struct form_edit *edit, const char *id)
{
	const struct form_field *reader;
	struct form_place place;

	if (form_edit_find(edit, id, &place) == NULL)
		return GONE;
	if (form_edit_readers(edit, id, &reader, 1) > 0)
		return "catalogue_form_design.errors.read";
	json_array_remove(place.list, place.at);
	return NULL;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Past the closing quote, a backslash takes the next byte with it. */
static size_t
quoted_size(const char *text)
{
	size_t size = 1;

	while (text[size] != '\0' && text[size] != '"')
		size += text[size] == '\\' && text[size + 1] != '\0' ? 2 : 1;
	return text[size] == '"' ? size + 1 : size;
}

const char *
form_edit_feel_renamed(struct arena *arena, const char *feel, const char *from, const char *to)
{
	struct buffer out;

	buffer_init(&out, arena, FORM_BYTES_MAX);
	while (*feel != '\0') {
		size_t size = 1;

		if (*feel == '"')
			size = quoted_size(feel);
		else if (is_word(*feel))
			while (is_word(feel[size]))
				size++;
		if (size == strlen(from) && memcmp(feel, from, size) == 0)
			buffer_text(&out, to);
		else
			buffer_add(&out, feel, size);
		feel += size;
	}
	return out.full ? "" : out.data;
}

/* Every text that is an expression: it begins with "=". What people read is none, whatever it begins with. */
static bool
reads_names(const char *member, const char *text)
{
	static const char *const words[] = { "label", "description", "text", NULL };
	static const char *const naming[] = { "list_parent", "not_before", "not_after", NULL };

	if (word_list_find(naming, member) != NULL)
		return true;
	return *text == '=' && word_list_find(words, member) == NULL &&
	       strncmp(member, "message.", strlen("message.")) != 0;
}

static void
rename_in(struct arena *arena, json_t *node, const char *from, const char *to)
{
	const char *name;
	json_t *value;
	void *next;

	json_object_foreach_safe(node, next, name, value)
	{
		const char *text = json_string_value(value);

		if (json_is_object(value))
			rename_in(arena, value, from, to);
		else if (text != NULL && reads_names(name, text))
			json_string_set(value, form_edit_feel_renamed(arena, text, from, to));
	}
}

static void
rename_below(struct arena *arena, json_t *holder, const char *from, const char *to)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		rename_in(arena, component, from, to);
		rename_below(arena, component, from, to);
	}
}

const char *
form_edit_rename(struct form_edit *edit, const char *id, const char *key)
{
	json_t *component = form_edit_find(edit, id, NULL);
	const char *member = component != NULL ? key_member(component) : NULL, *old;

	if (component == NULL)
		return GONE;
	if (member == NULL)
		return NULL;
	old = arena_strdup(edit->arena, form_edit_text(component, member));
	if (strcmp(old, key) == 0)
		return NULL;
	json_object_set_new(component, member, json_string(key));
	if (*old != '\0')
		rename_below(edit->arena, edit->root, old, key);
	return NULL;
}

/* Without the number that an earlier copy got. */
static const char *
base_name(struct arena *arena, const char *name)
{
	size_t size = strlen(name);

	while (size > 0 && name[size - 1] >= '0' && name[size - 1] <= '9')
		size--;
	return size > 1 && name[size - 1] == '_' && name[size] != '\0' ? arena_strndup(arena, name, size - 1) : name;
}

/* New ids and keys for a copied component and all inside; `top`: what is copied, whose conditions follow the keys. */
static void
name_copy(struct form_edit *edit, json_t *component, json_t *top)
{
	const char *member = key_member(component);
	const char *id = free_name(edit, IDS, base_name(edit->arena, form_edit_text(component, "id")));
	json_t *inside;
	size_t i;

	json_object_set_new(component, "id", json_string(id));
	if (member != NULL && *form_edit_text(component, member) != '\0') {
		const char *old = arena_strdup(edit->arena, form_edit_text(component, member));
		const char *key = free_name(edit, KEYS, base_name(edit->arena, old));

		json_object_set_new(component, member, json_string(key));
		rename_below(edit->arena, top, old, key);
	}
	json_array_foreach(json_object_get(component, "components"), i, inside) name_copy(edit, inside, top);
}

const char *
form_edit_copy(struct form_edit *edit, const char *id, const char **ret_id)
{
	struct form_place place;
	json_t *component = form_edit_find(edit, id, &place), *copy;

	if (component == NULL)
		return GONE;
	copy = json_deep_copy(component);
	if (copy == NULL || json_array_insert_new(place.list, place.at + 1, copy) != 0)
		return "catalogue_form_design.errors.place";
	name_copy(edit, copy, copy);
	*ret_id = arena_strdup(edit->arena, form_edit_text(copy, "id"));
	return NULL;
}
