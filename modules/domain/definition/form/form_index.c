/* What a form's conditions need to be fast: fields by name, and the order in which one follows from the other. See form_private.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"
#include "domain/definition/form/form_private.h"

/* A power of two, twice FORM_FIELDS_MAX; conditions that hang on conditions may be so many deep. */
enum { SLOTS = 1024, LEVELS_MAX = 32 };

static size_t
slot_of(const char *key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (; *key != '\0'; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619u;
	return (hash ^ hash >> 16) % SLOTS;
}

void
form_index_keys(struct arena *arena, struct form *form)
{
	uint16_t *keys = arena_array(arena, SLOTS, sizeof(*keys));

	for (size_t i = 0; i < form->field_count; i++) {
		if (form->fields[i].key == NULL)
			continue;
		size_t slot = slot_of(form->fields[i].key);
		while (keys[slot] != 0)
			slot = (slot + 1) % SLOTS;
		keys[slot] = (uint16_t)(i + 1);
	}
	form->keys = keys;
}

const struct form_field *
form_field_by_key(const struct form *form, const char *key)
{
	for (size_t slot = slot_of(key); form->keys[slot] != 0; slot = (slot + 1) % SLOTS) {
		const struct form_field *field = &form->fields[form->keys[slot] - 1];
		if (strcmp(field->key, key) == 0)
			return field;
	}
	return NULL;
}

static enum feel_type
type_of(const struct form_field *field, const struct feel_names *names)
{
	switch (field->type) {
	case FORM_NUMBER: return FEEL_NUMBER;
	case FORM_DATE: return FEEL_DATE;
	case FORM_CHECKBOX: return FEEL_BOOLEAN;
	case FORM_CHECKLIST:
	case FORM_FILE: return FEEL_LIST;
	case FORM_EXPRESSION: return field->expression != NULL ? feel_result_type(field->expression, names) : FEEL_ANY;
	default: return FEEL_STRING;
	}
}

static void
set_type(struct feel_name *name, const struct form_field *field, const struct form_field *list,
    const struct feel_names *before)
{
	enum feel_type type = type_of(field, before);
	bool repeated = field->list != NULL && field->list != list;

	*name = (struct feel_name){ field->key, repeated ? FEEL_LIST : type, repeated ? type : FEEL_ANY };
}

/* The type of an expression is what those before it make of it. */
void
form_names_at(struct arena *arena, const struct form *form, const struct form_field *list, struct feel_names *ret)
{
	struct feel_name *names = arena_array(arena, form->field_count + 1, sizeof(*names));
	size_t count = 0;

	*ret = (struct feel_names){ .items = names };
	for (size_t i = 0; i < form->field_count; i++)
		if (form_is_named(&form->fields[i]))
			names[ret->count++].name = form->fields[i].key;
	feel_names_index(arena, ret);
	ret->count = 0;
	for (size_t i = 0; i < form->field_count; i++) {
		if (!form_is_named(&form->fields[i]))
			continue;
		set_type(&names[count], &form->fields[i], list, ret);
		ret->count = ++count;
	}
}

void
form_names_learn(struct feel_names *names, const struct form_field *field)
{
	const struct feel_name *name = feel_name_find(names, field->key);
	size_t place = (size_t)(name - names->items);
	const struct feel_names before = { names->items, place, names->index };

	set_type((struct feel_name *)names->items + place, field, field->list, &before);
}

void
form_names(struct arena *arena, const struct form *form, struct feel_names *ret)
{
	form_names_at(arena, form, NULL, ret);
}

enum { UNSEEN, OPEN, DONE };

/* A depth-first walk over "reads"; each field is entered once. */
struct walk {
	const struct form *form;
	const struct form_field **order;
	size_t count;
	unsigned char *seen;
	int *level; /* of a field that is done: how many conditions hang below it */
};

static int visit(struct walk *walk, const struct form_field *field);

/* The level of what the expression reads: the fields, and the conditions around them. -1: a circle, or too deep. */
static int
visit_reads(struct walk *walk, const struct feel *feel)
{
	const char *const *reads;
	size_t count = feel != NULL ? feel_reads(feel, &reads) : 0;
	int deepest = 0;

	for (size_t i = 0; i < count; i++) {
		for (const struct form_field *next = form_field_by_key(walk->form, reads[i]); next != NULL;
		     next = next->parent) {
			int level = visit(walk, next);
			if (level < 0)
				return -1;
			deepest = level > deepest ? level : deepest;
		}
	}
	return deepest;
}

static int
visit(struct walk *walk, const struct form_field *field)
{
	if (field->hide == NULL && field->expression == NULL)
		return 0;
	if (walk->seen[field->index] != UNSEEN)
		return walk->seen[field->index] == DONE ? walk->level[field->index] : -1;
	walk->seen[field->index] = OPEN;
	int hide = visit_reads(walk, field->hide), expression = hide < 0 ? -1 : visit_reads(walk, field->expression);
	int level = 1 + (hide > expression ? hide : expression);
	if (hide < 0 || expression < 0 || level > LEVELS_MAX)
		return -1;
	walk->seen[field->index] = DONE;
	walk->level[field->index] = level;
	walk->order[walk->count++] = field;
	return level;
}

const struct form_field *
form_index_logic(struct arena *arena, struct form *form)
{
	struct walk walk = { .form = form };

	walk.order = arena_array(arena, form->field_count + 1, sizeof(*walk.order));
	walk.seen = arena_array(arena, form->field_count + 1, sizeof(*walk.seen));
	walk.level = arena_array(arena, form->field_count + 1, sizeof(*walk.level));
	for (size_t i = 0; i < form->field_count; i++)
		if (visit(&walk, &form->fields[i]) < 0)
			return &form->fields[i];
	form->logic = walk.order;
	form->logic_count = walk.count;
	return NULL;
}
