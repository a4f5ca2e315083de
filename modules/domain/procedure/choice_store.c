/* Shared lists for forms. See choice_store.h. */
#include "domain/procedure/choice_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"

static const struct db_column choice_columns[] = {
	COL(form_choice, value, DB_TEXT),
	COL(form_choice, label, DB_TEXT),
	COL(form_choice, parent, DB_TEXT),
};
static const struct db_column match_columns[] = {
	COL(form_choice, value, DB_TEXT),
	COL(form_choice, label, DB_TEXT),
	COL(form_choice, parent, DB_TEXT),
	COL(form_choice, above, DB_TEXT),
};

struct list_count {
	int64_t lists;
};
static const struct db_column count_columns[] = { COL(list_count, lists, DB_INT) };

/* BY_VALUE asks for so many at once; SEARCH for choices that hold so many words. */
enum { VALUES_AT_ONCE = 8, WORDS_SOUGHT = 5 };

#define IN_FORCE "from_day <= ? AND (to_day IS NULL OR to_day >= ?) "
#define MATCH                                                                                                          \
	"SELECT item.value, item.label, item.parent, COALESCE((SELECT above.label FROM choice_list list JOIN "         \
	"choice_item above ON above.list_code = list.parent_code AND above.value = item.parent WHERE list.code = "     \
	"item.list_code ORDER BY above.from_day DESC LIMIT 1), '') AS above FROM (SELECT list_code, value, label, "    \
	"parent, words, position FROM choice_item WHERE list_code = ? AND (? IS NULL OR parent = ?) AND " IN_FORCE     \
	"AND words LIKE ? AND words LIKE ? AND words LIKE ? AND words LIKE ? AND words LIKE ? ORDER BY words LIKE ? "  \
	"DESC, CHAR_LENGTH(label), position, value LIMIT ?) item ORDER BY words LIKE ? DESC, CHAR_LENGTH(label), "     \
	"position, value"

enum { ALL, BELOW, BY_VALUE, SEARCH, EXISTS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ALL] = { "SELECT value, label, parent FROM choice_item WHERE list_code = ? AND " IN_FORCE
		  "ORDER BY parent, position, value LIMIT ?",
	    ROW(choice_columns, form_choice) },
	[BELOW] = { "SELECT value, label, parent FROM choice_item WHERE list_code = ? AND parent = ? AND " IN_FORCE
		    "ORDER BY position, value LIMIT ?",
	    ROW(choice_columns, form_choice) },
	[BY_VALUE] = { "SELECT value, label, parent FROM choice_item WHERE list_code = ? AND " IN_FORCE
		       "AND value IN (?, ?, ?, ?, ?, ?, ?, ?)",
	    ROW(choice_columns, form_choice) },
	[SEARCH] = { MATCH, ROW(match_columns, form_choice) },
	[EXISTS] = { "SELECT COUNT(*) AS lists FROM choice_list WHERE code = ?", ROW(count_columns, list_count) },
};
const struct store choice_store = { "choice", statements, STATEMENT__MAX };

enum err
choices_below(struct db *db, const char *list, const char *parent, int32_t day, struct form_list *ret_list)
{
	const int64_t most = FORM_CHOICES_SHOWN + 1;
	struct db_rows rows;
	enum err err = parent == NULL ? db_rows(db, &statements[ALL], ARGS(TEXT(list), DATE(day), DATE(day), INT(most)),
					    FORM_CHOICES_SHOWN, &rows)
				      : db_rows(db, &statements[BELOW],
					    ARGS(TEXT(list), TEXT(parent), DATE(day), DATE(day), INT(most)),
					    FORM_CHOICES_SHOWN, &rows);

	if (err)
		return err;
	*ret_list = (struct form_list){ .code = list, .items = rows.rows, .count = rows.count, .is_long = rows.more };
	return OK;
}

enum err
choices_exist(struct db *db, const char *list)
{
	struct list_count count = { 0 };
	enum err err = db_row(db, &statements[EXISTS], ARGS(TEXT(list)), &count);

	return err ? err : count.lists > 0 ? OK : ERR_NOT_FOUND;
}

/* What a word must stand behind; "%" where there is none. */
static void
make_patterns(struct arena *arena, const char *folded, const char *patterns[WORDS_SOUGHT])
{
	char *rest = arena_strdup(arena, folded), *word;
	size_t count = 0;

	while (count < WORDS_SOUGHT && (word = strsep(&rest, " ")) != NULL)
		patterns[count++] = arena_printf(arena, "%% %s%%", word);
	while (count < WORDS_SOUGHT)
		patterns[count++] = "%";
}

enum err
choices_search(struct db *db, struct arena *arena, const char *list, const char *parent, const char *text, int32_t day,
    struct form_search *ret_search)
{
	const char *folded = fold(arena, text), *like[WORDS_SOUGHT], *begins = arena_printf(arena, " %s%%", folded);
	struct db_rows rows;
	enum err err;

	*ret_search = (struct form_search){ .text = text, .parent = parent };
	if (*folded == '\0' || strlen(folded) > CHOICE_TYPED_MAX)
		return OK;
	make_patterns(arena, folded, like);
	err = db_rows(db, &statements[SEARCH],
	    ARGS(TEXT(list), TEXT(parent), TEXT(parent), DATE(day), DATE(day), TEXT(like[0]), TEXT(like[1]),
		TEXT(like[2]), TEXT(like[3]), TEXT(like[4]), TEXT(begins), INT(FORM_MATCHES_MAX + 1), TEXT(begins)),
	    FORM_MATCHES_MAX, &rows);
	if (err)
		return err;
	ret_search->items = rows.rows;
	ret_search->count = rows.count;
	ret_search->more = rows.more;
	return OK;
}

/* --- the lists of one form ------------------------------------------------------------------------------------------- */

/* So much is looked up for one form; beyond it choices are refused, not sought. */
enum { PARTS_MAX = 200, CHOSEN_MAX = 400, SEARCHES_MAX = 20 };

/* What was read: a list below one answer, or whole. */
struct part {
	const char *parent; /* NULL: whole */
	struct form_list list;
};

struct giving {
	struct db *db;
	struct arena *arena;
	const struct form *form;
	const struct form_values *values;
	int32_t day;
	struct part *parts;
	size_t part_count;
	size_t searches; /* made so far */
};

/* One shared list while it is put together; there is room for all that is looked up. */
struct shared {
	const char *code;
	struct form_choice *items;
	size_t count;
	bool is_long;
	struct form_search searches[SEARCHES_MAX];
	size_t search_count;
};

/* Each list below each answer is read once, however many fields choose from it. */
static enum err
read_part(struct giving *g, const char *list, const char *parent)
{
	struct part *part;

	for (size_t i = 0; i < g->part_count; i++)
		if (strcmp(g->parts[i].list.code, list) == 0 &&
		    (parent == NULL ? g->parts[i].parent == NULL
				    : g->parts[i].parent != NULL && strcmp(g->parts[i].parent, parent) == 0))
			return OK;
	if (g->part_count == PARTS_MAX)
		return OK;
	part = &g->parts[g->part_count];
	part->parent = parent;
	g->part_count++;
	return choices_below(g->db, list, parent, g->day, &part->list);
}

static enum err
read_field(struct giving *g, const struct form_field *field)
{
	enum err err = field->list_parent == NULL ? read_part(g, field->list_code, NULL) : OK;

	for (size_t i = 0; !err && field->list_parent != NULL && i < g->values->count; i++)
		if (strcmp(g->values->items[i].key, field->list_parent->key) == 0 &&
		    strlen(g->values->items[i].text) <= CHOICE_VALUE_MAX)
			err = read_part(g, field->list_code, g->values->items[i].text);
	return err;
}

/* The whole list if some field shows it whole, else all parts of it behind each other. Of what is long nothing yet. */
static void
join_parts(const struct giving *g, struct shared *s)
{
	size_t total = 0;

	for (size_t i = 0; i < g->part_count; i++)
		total += strcmp(g->parts[i].list.code, s->code) == 0 ? g->parts[i].list.count : 0;
	s->items = arena_array(g->arena, total + CHOSEN_MAX + VALUES_AT_ONCE + SEARCHES_MAX, sizeof(*s->items));
	for (size_t i = 0; i < g->part_count; i++) {
		const struct form_list *list = &g->parts[i].list;
		bool whole = g->parts[i].parent == NULL && !list->is_long;

		if (strcmp(list->code, s->code) != 0)
			continue;
		s->is_long = s->is_long || list->is_long;
		if (list->is_long || list->count == 0)
			continue;
		s->count = whole ? 0 : s->count;
		memcpy(s->items + s->count, list->items, list->count * sizeof(*s->items));
		s->count += list->count;
		if (whole)
			return;
	}
}

static bool
is_known(const struct shared *s, const char *value)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->items[i].value, value) == 0)
			return true;
	return false;
}

/* The field of an answer that the list does not know, else NULL. */
static const struct form_field *
unknown_to(const struct giving *g, const struct shared *s, const struct form_value *value)
{
	const struct form_field *field = form_field_by_key(g->form, value->key);

	if (field == NULL || field->list_code == NULL || strcmp(field->list_code, s->code) != 0)
		return NULL;
	return is_known(s, value->text) ? NULL : field;
}

static enum err
look_up(struct giving *g, struct shared *s, const char *values[VALUES_AT_ONCE])
{
	struct db_rows rows;
	enum err err = db_rows(g->db, &statements[BY_VALUE],
	    ARGS(TEXT(s->code), DATE(g->day), DATE(g->day), TEXT(values[0]), TEXT(values[1]), TEXT(values[2]),
		TEXT(values[3]), TEXT(values[4]), TEXT(values[5]), TEXT(values[6]), TEXT(values[7])),
	    VALUES_AT_ONCE, &rows);

	if (err || rows.count == 0)
		return err;
	memcpy(s->items + s->count, rows.rows, rows.count * sizeof(*s->items));
	s->count += rows.count;
	return OK;
}

/* The choices that were made in a long list, eight at a time. */
static enum err
read_chosen(struct giving *g, struct shared *s)
{
	const size_t before = s->count;
	const char *values[VALUES_AT_ONCE];
	size_t waiting = 0;
	enum err err = OK;

	for (size_t i = 0; !err && i <= g->values->count && s->count - before < CHOSEN_MAX; i++) {
		const struct form_value *value = i < g->values->count ? &g->values->items[i] : NULL;

		if (value != NULL && strlen(value->text) <= CHOICE_VALUE_MAX && unknown_to(g, s, value) != NULL)
			values[waiting++] = value->text;
		if (waiting == 0 || (waiting < VALUES_AT_ONCE && value != NULL))
			continue;
		while (waiting < VALUES_AT_ONCE)
			values[waiting++] = "";
		err = look_up(g, s, values);
		waiting = 0;
	}
	return err;
}

/* The one choice that is called so, else NULL. */
static const struct form_choice *
called(struct arena *arena, const struct form_search *search)
{
	const struct form_choice *found = NULL;

	for (size_t i = 0; i < search->count; i++) {
		if (!fold_equal(arena, search->items[i].label, search->text))
			continue;
		if (found != NULL)
			return NULL;
		found = &search->items[i];
	}
	return found;
}

static bool
is_searched(const struct shared *s, const char *text, const char *parent)
{
	for (size_t i = 0; i < s->search_count; i++)
		if (strcmp(s->searches[i].text, text) == 0 &&
		    (parent == NULL ? s->searches[i].parent == NULL
				    : s->searches[i].parent != NULL && strcmp(s->searches[i].parent, parent) == 0))
			return true;
	return false;
}

/* What was typed and is no choice. */
static enum err
search_typed(struct giving *g, struct shared *s, struct form_value *value, const struct form_field *field)
{
	const struct form_field *above = field->list_parent;
	const char *parent =
	    above != NULL ? form_values_get(g->values, above->key, above->list != NULL ? value->row : 0) : NULL;
	struct form_search *search = &s->searches[s->search_count];
	const struct form_choice *choice;
	enum err err;

	if (g->searches == SEARCHES_MAX || (above != NULL && parent == NULL) || is_searched(s, value->text, parent))
		return OK;
	if ((err = choices_search(g->db, g->arena, s->code, parent, value->text, g->day, search)))
		return err;
	g->searches++;
	s->search_count++;
	if ((choice = called(g->arena, search)) != NULL) {
		s->items[s->count++] = *choice;
		value->text = choice->value;
	}
	return OK;
}

static enum err
read_shared(struct giving *g, const char *code, struct form_list *ret_list)
{
	struct shared *s = ARENA_NEW(g->arena, struct shared);
	enum err err;

	s->code = code;
	join_parts(g, s);
	err = s->is_long ? read_chosen(g, s) : OK;
	for (size_t i = 0; !err && i < g->values->count; i++) {
		const struct form_field *field = unknown_to(g, s, &g->values->items[i]);

		if (field != NULL)
			err = search_typed(g, s, &g->values->items[i], field);
	}
	*ret_list = (struct form_list){ code, s->items, s->count, s->is_long, s->searches, s->search_count };
	return err;
}

enum err
choices_give(struct db *db, struct arena *arena, struct form *form, const struct form_values *values, int32_t day)
{
	struct giving g = { .db = db, .arena = arena, .form = form, .values = values, .day = day };
	struct form_lists *lists = ARENA_NEW(arena, struct form_lists);
	const char *const *codes;
	size_t count = form_lists_needed(arena, form, &codes);
	struct form_list *given;
	enum err err = OK;

	if (count == 0)
		return OK;
	g.parts = arena_array(arena, PARTS_MAX, sizeof(*g.parts));
	given = arena_array(arena, count, sizeof(*given));
	for (size_t i = 0; !err && i < form->field_count; i++)
		err = form->fields[i].list_code != NULL ? read_field(&g, &form->fields[i]) : OK;
	for (size_t i = 0; !err && i < count; i++)
		err = read_shared(&g, codes[i], &given[i]);
	if (err)
		return err;
	*lists = (struct form_lists){ given, count };
	form_give_lists(form, lists);
	return OK;
}
