/* Two versions compared. See version_diff.h. */
#include "record/version_diff.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "record/procedure_record.h"

struct comparing {
	struct arena *arena;
	struct version_change *items;
	size_t count;
	bool more;
	struct version_scope scopes[SCOPES_MAX];
	size_t scope_count;
};

static void
add(struct comparing *c, enum version_change_kind kind, const struct record_table *table,
    const struct record_field *field, const char *from, const char *to)
{
	struct version_change *change = &c->items[c->count];

	if (c->count == CHANGES_MAX) {
		c->more = true;
		return;
	}
	*change = (struct version_change){ .kind = kind, .table = table, .field = field, .from = from, .to = to };
	memcpy(change->scopes, c->scopes, sizeof(c->scopes));
	change->scope_count = c->scope_count;
	c->count++;
}

/* What a member says, raw; NULL: nothing. */
static const char *
raw(struct arena *arena, const struct record_field *field, const char *record)
{
	const void *member = record + field->offset;
	const char *text;

	switch (field->kind) {
	case RECORD_INT:
		if (*(const int64_t *)member == INT64_MIN)
			return NULL;
		return arena_printf(arena, "%lld", (long long)*(const int64_t *)member);
	case RECORD_BOOL: return *(const bool *)member ? "true" : "false";
	case RECORD_DATE:
		return *(const int32_t *)member == INT32_MIN ? NULL : date_iso(arena, *(const int32_t *)member);
	default: text = *(const char *const *)member; return text == NULL || *text == '\0' ? NULL : text;
	}
}

/* The same as people say it: the name beside the code, where it is known. */
static const char *
said(struct arena *arena, const struct record_field *field, const char *record)
{
	const char *code = raw(arena, field, record);
	const char *name = field->spoken != 0 ? *(const char *const *)(const void *)(record + field->spoken) : NULL;

	return code != NULL && name != NULL && *name != '\0' ? name : code;
}

static bool
same_text(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static const struct record_field *
field_of(const struct record_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->fields[i].name, name) == 0)
			return &table->fields[i];
	return NULL;
}

static const char *
entry(const struct record_list *list, const struct record_table *table, size_t index)
{
	return (const char *)list->items + index * table->size;
}

/* By what an entry is called: its last key, for a code says less than a name; else its first. */
static const char *
name_of(struct arena *arena, const struct record_table *table, const char *record)
{
	const char *name = NULL;

	for (size_t i = 2; i-- > 0 && name == NULL;)
		if (table->key[i] != NULL)
			name = said(arena, field_of(table, table->key[i]), record);
	return name;
}

static bool
agree(struct arena *arena, const struct record_table *table, const char *member, const char *one, const char *other)
{
	const struct record_field *field = member != NULL ? field_of(table, member) : NULL;
	const char *text = field != NULL ? raw(arena, field, one) : NULL;

	return text != NULL && same_text(text, raw(arena, field, other));
}

/* --- which entry of one list is which of the other ---------------------------------------------------------------- */

enum { NOBODY = -1 };

struct pairing {
	const struct record_table *table;
	const struct record_list *from, *to;
	ptrdiff_t *of_to; /* for each entry of `to` its entry of `from`, or NOBODY */
	bool *taken;      /* entries of `from` */
};

/* Of the same group and equal in the first key that both have; loosely: equal in any key. */
static bool
are_alike(struct arena *arena, const struct record_table *table, bool loosely, const char *one, const char *other)
{
	bool first = agree(arena, table, table->key[0], one, other);
	bool second = agree(arena, table, table->key[1], one, other);

	if (loosely)
		return first || second;
	if (table->group != NULL && !agree(arena, table, table->group, one, other))
		return false;
	return first || (second && (raw(arena, field_of(table, table->key[0]), one) == NULL ||
				       raw(arena, field_of(table, table->key[0]), other) == NULL));
}

static void
pair(struct pairing *p, size_t to, size_t from)
{
	p->of_to[to] = (ptrdiff_t)from;
	p->taken[from] = true;
}

static void
pair_alike(struct arena *arena, struct pairing *p, bool loosely)
{
	size_t likely = 0; /* where the partner of the last one stood: lists mostly keep their order */

	for (size_t i = 0; i < p->to->count; i++) {
		if (p->of_to[i] != NOBODY)
			continue;
		for (size_t n = 0; n < p->from->count; n++) {
			size_t j = (likely + n) % p->from->count;

			if (!p->taken[j] && are_alike(arena, p->table, loosely, entry(p->to, p->table, i),
						entry(p->from, p->table, j))) {
				pair(p, i, j);
				likely = j + 1;
				break;
			}
		}
	}
}

/* One on each side, and its only key is what changed: the same entry under another name. */
static void
pair_last(struct pairing *p)
{
	size_t left_to = 0, left_from = 0, to = 0, from = 0;

	for (size_t i = 0; i < p->to->count; i++)
		if (p->of_to[i] == NOBODY) {
			left_to++;
			to = i;
		}
	for (size_t j = 0; j < p->from->count; j++)
		if (!p->taken[j]) {
			left_from++;
			from = j;
		}
	if (left_to == 1 && left_from == 1 && p->table->key[1] == NULL)
		pair(p, to, from);
}

static struct pairing
pair_lists(
    struct arena *arena, const struct record_table *table, const struct record_list *from, const struct record_list *to)
{
	struct pairing p = { table, from, to, arena_array(arena, to->count + 1, sizeof(*p.of_to)),
		arena_array(arena, from->count + 1, sizeof(*p.taken)) };

	for (size_t i = 0; i < to->count; i++)
		p.of_to[i] = NOBODY;
	pair_alike(arena, &p, false);
	pair_alike(arena, &p, true);
	pair_last(&p);
	return p;
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

static void compare_records(
    struct comparing *c, const struct record_table *table, const char *from, const char *to, bool scoped);

static void
compare_lists(struct comparing *c, const struct record_table *owner, const struct record_field *field,
    const struct record_list *from, const struct record_list *to)
{
	const struct record_table *table = field->items;
	struct pairing p = pair_lists(c->arena, table, from, to);
	const bool alone = from->count == 1 && to->count == 1;
	ptrdiff_t last = NOBODY;
	bool moved = false;

	for (size_t j = 0; j < from->count; j++)
		if (!p.taken[j])
			add(c, CHANGE_REMOVED, table, NULL, name_of(c->arena, table, entry(from, table, j)), NULL);
	for (size_t i = 0; i < to->count; i++) {
		if (p.of_to[i] == NOBODY) {
			add(c, CHANGE_ADDED, table, NULL, NULL, name_of(c->arena, table, entry(to, table, i)));
			continue;
		}
		moved = moved || p.of_to[i] < last;
		last = p.of_to[i];
		compare_records(c, table, entry(from, table, (size_t)p.of_to[i]), entry(to, table, i),
		    !(alone && table == &case_record_table));
	}
	if (moved)
		add(c, CHANGE_ORDER, owner, field, NULL, NULL);
}

/* `scoped`: what changes in here is told with the name of the entry (but not where a version has one case alone). */
static void
compare_records(struct comparing *c, const struct record_table *table, const char *from, const char *to, bool scoped)
{
	if (scoped)
		c->scopes[c->scope_count++] = (struct version_scope){ table, name_of(c->arena, table, to) };
	for (size_t i = 0; i < table->count; i++) {
		const struct record_field *field = &table->fields[i];

		if (field->apart)
			continue;
		if (field->kind == RECORD_LIST)
			compare_lists(c, table, field, (const struct record_list *)(const void *)(from + field->offset),
			    (const struct record_list *)(const void *)(to + field->offset));
		else if (!same_text(raw(c->arena, field, from), raw(c->arena, field, to)))
			add(c, CHANGE_VALUE, table, field, said(c->arena, field, from), said(c->arena, field, to));
	}
	c->scope_count -= scoped;
}

static void
compare_definition(
    struct comparing *c, const char *name, const char *from, const char *to, int64_t from_id, int64_t to_id)
{
	if (from != NULL && same_text(from, to) && from_id != to_id)
		add(c, CHANGE_RENEWED, &version_record_table, field_of(&version_record_table, name), from, to);
}

void
version_diff(struct arena *arena, const struct version_record *from, const struct version_record *to,
    struct version_changes *ret_changes)
{
	struct comparing c = { .arena = arena, .items = arena_array(arena, CHANGES_MAX, sizeof(*c.items)) };

	compare_records(&c, &version_record_table, (const char *)from, (const char *)to, false);
	compare_definition(&c, "form", from->form, to->form, from->form_version_id, to->form_version_id);
	compare_definition(&c, "process", from->process, to->process, from->process_version_id, to->process_version_id);
	compare_definition(&c, "rule", from->rule, to->rule, from->rule_version_id, to->rule_version_id);
	*ret_changes = (struct version_changes){ c.items, c.count, c.more };
}
