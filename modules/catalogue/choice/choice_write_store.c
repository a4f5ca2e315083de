/* See choice_write_store.h. */
#include "choice/choice_write_store.h"

#include <stdlib.h>
#include <string.h>

#include "choice/choice_diff.h"
#include "core/data/db.h"
#include "core/memory/arena.h"

static const struct db_column list_columns[] = {
	COL(choice_list, code, DB_TEXT),
	COL(choice_list, name, DB_TEXT),
	COL(choice_list, parent_code, DB_TEXT),
	COL(choice_list, parent_name, DB_TEXT),
	COL(choice_list, version, DB_INT),
	COL(choice_list, items, DB_INT),
};
static const struct db_column item_columns[] = {
	COL(choice_item, value, DB_TEXT),
	COL(choice_item, label, DB_TEXT),
	COL(choice_item, parent, DB_TEXT),
	COL(choice_item, parent_label, DB_TEXT),
	COL(choice_item, from_day, DB_DATE),
	COL(choice_item, to_day, DB_DATE),
	COL(choice_item, position, DB_INT),
};

#define LIST                                                                                                           \
	"SELECT list.code, list.name, list.parent_code, above.name AS parent_name, list.version, (SELECT COUNT(*) "    \
	"FROM "                                                                                                        \
	"choice_item WHERE list_code = list.code AND from_day <= ? AND (to_day IS NULL OR to_day >= ?)) AS items "     \
	"FROM choice_list list LEFT JOIN choice_list above ON above.code = list.parent_code "
#define ITEM                                                                                                           \
	"SELECT item.value, item.label, item.parent, COALESCE((SELECT above.label FROM choice_list list JOIN "         \
	"choice_item "                                                                                                 \
	"above ON above.list_code = list.parent_code AND above.value = item.parent WHERE list.code = item.list_code "  \
	"ORDER "                                                                                                       \
	"BY above.from_day DESC LIMIT 1), '') AS parent_label, item.from_day, item.to_day, item.position FROM "        \
	"choice_item item "

enum {
	LISTS,
	BY_CODE,
	ITEMS,
	HISTORY,
	LAST,
	NEW_LIST,
	CHANGE_LIST,
	LOCK,
	OPEN,
	END,
	CUT,
	REMOVE,
	REMOVE_FROM,
	PUT,
	PLACE,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[LISTS] = { LIST "ORDER BY list.name, list.code", ROW(list_columns, choice_list) },
	[BY_CODE] = { LIST "WHERE list.code = ?", ROW(list_columns, choice_list) },
	[ITEMS] = { ITEM
	    "WHERE item.list_code = ? AND item.position > ? AND item.from_day <= ? AND (item.to_day IS NULL OR "
	    "item.to_day >= ?) ORDER BY item.position, item.value",
	    ROW(item_columns, choice_item) },
	[HISTORY] = { ITEM "WHERE item.list_code = ? ORDER BY item.position, item.value, item.from_day",
	    ROW(item_columns, choice_item) },
	[LAST] = { "SELECT value, label, parent, '' AS parent_label, from_day, to_day, position FROM choice_item item "
		   "WHERE list_code = ? AND NOT EXISTS (SELECT 1 FROM choice_item later WHERE later.list_code = "
		   "item.list_code AND later.value = item.value AND later.from_day > item.from_day) "
		   "ORDER BY position, value",
	    ROW(item_columns, choice_item) },
	[NEW_LIST] = { "INSERT INTO choice_list (code, name, parent_code, changed_at) VALUES (?, ?, ?, ?)", NO_ROW },
	[CHANGE_LIST] = { "UPDATE choice_list SET name = ?, parent_code = ?, changed_at = ?, version = version + 1 "
			  "WHERE code = ? AND (? = 0 OR version = ?)",
	    NO_ROW },
	[LOCK] = { LIST "WHERE list.code = ? FOR UPDATE", ROW(list_columns, choice_list) },
	/* Those without an end, in the order in which bsearch seeks them. */
	[OPEN] = { "SELECT value, label, parent, '' AS parent_label, from_day, to_day, position FROM choice_item WHERE "
		   "list_code = ? AND to_day IS NULL ORDER BY value",
	    ROW(item_columns, choice_item) },
	[END] = { "UPDATE choice_item SET to_day = ? WHERE list_code = ? AND value = ? AND to_day IS NULL", NO_ROW },
	[CUT] = { "UPDATE choice_item SET to_day = ? WHERE list_code = ? AND value = ? AND from_day < ? AND "
		  "(to_day IS NULL OR to_day >= ?)",
	    NO_ROW },
	[REMOVE] = { "DELETE FROM choice_item WHERE list_code = ? AND value = ? AND from_day = ?", NO_ROW },
	[REMOVE_FROM] = { "DELETE FROM choice_item WHERE list_code = ? AND value = ? AND from_day >= ?", NO_ROW },
	[PUT] = { "INSERT INTO choice_item (list_code, value, from_day, to_day, parent, label, position) VALUES (?, ?, "
		  "?, ?, ?, "
		  "?, ?) ON DUPLICATE KEY UPDATE to_day = VALUES(to_day), parent = VALUES(parent), label = "
		  "VALUES(label), "
		  "position = VALUES(position)",
	    NO_ROW },
	[PLACE] = { "UPDATE choice_item SET position = ? WHERE list_code = ? AND value = ? AND to_day IS NULL",
	    NO_ROW },
};
const struct store choice_write_store = { "choice_write", statements, STATEMENT__MAX };

/* A choice of which nobody knows since when it has been there. */
enum { ALWAYS = -25567 /* 1900-01-01 */ };

enum err
choice_lists(struct db *db, int32_t day, const struct choice_list **ret_lists, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LISTS], ARGS(DATE(day), DATE(day)), CHOICE_LISTS_MAX, &rows);

	if (err)
		return err;
	*ret_lists = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
choice_list_by_code(struct db *db, const char *code, int32_t day, struct choice_list *ret_list)
{
	return db_row(db, &statements[BY_CODE], ARGS(DATE(day), DATE(day), TEXT(code)), ret_list);
}

enum err
choice_items(struct db *db, const char *code, int32_t day, int64_t after, const struct choice_item **ret_items,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[ITEMS], ARGS(TEXT(code), INT(after), DATE(day), DATE(day)), CHOICE_PAGE, &rows);

	if (err)
		return err;
	*ret_items = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
choice_history(struct db *db, const char *code, const struct choice_item **ret_items, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[HISTORY], ARGS(TEXT(code)), CHOICE_ITEMS_MAX, &rows);

	if (err)
		return err;
	*ret_items = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
choice_last(struct db *db, const char *code, const struct choice_item **ret_items, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LAST], ARGS(TEXT(code)), 2 * CHOICE_ITEMS_MAX, &rows);

	if (err || rows.more)
		return err ? err : ERR_TOO_LARGE;
	*ret_items = rows.rows;
	*ret_count = rows.count;
	return OK;
}

struct putting {
	const struct choice_update *update;
	struct choice_changes *changes;
};

static int
by_value(const void *a, const void *b)
{
	return strcmp(((const struct choice_item *)a)->value, ((const struct choice_item *)b)->value);
}

static enum err
put_row(struct db *db, const struct choice_update *u, const struct choice_item *item, int32_t from, int64_t position)
{
	return db_exec(db, &statements[PUT],
	    ARGS(TEXT(u->code), TEXT(item->value), DATE(from), DATE(item->to_day), TEXT(item->parent),
		TEXT(item->label), INT(position)));
}

/* It ends before the day; one that would not have had a day is gone. */
static enum err
end_row(struct db *db, const struct choice_update *u, const struct choice_item *old, int32_t day)
{
	if (old->from_day >= day)
		return db_exec(db, &statements[REMOVE], ARGS(TEXT(u->code), TEXT(old->value), DATE(old->from_day)));
	return db_exec(db, &statements[END], ARGS(DATE(day - 1), TEXT(u->code), TEXT(old->value)));
}

static bool
reads_alike(const struct choice_item *one, const struct choice_item *other)
{
	return strcmp(one->label, other->label) == 0 && strcmp(one->parent, other->parent) == 0;
}

/* `old`: the row of the same choice that has no end, or NULL. */
static enum err
put_item(struct db *db, const struct putting *p, const struct choice_item *item, const struct choice_item *old,
    int64_t position)
{
	const struct choice_update *u = p->update;
	bool same = old != NULL && reads_alike(old, item) && item->to_day == DATE_NONE &&
		    (item->from_day == DATE_NONE || item->from_day == old->from_day);
	int32_t from = item->from_day != DATE_NONE ? item->from_day : u->day != DATE_NONE ? u->day : ALWAYS;
	struct choice_item put = *item;
	enum err err = OK;

	if (same)
		return old->position == position
			   ? OK
			   : db_exec(db, &statements[PLACE], ARGS(INT(position), TEXT(u->code), TEXT(item->value)));
	p->changes->added += old == NULL;
	p->changes->changed += old != NULL;
	if (old != NULL &&
	    (from > old->from_day || (from < old->from_day && item->to_day == DATE_NONE && reads_alike(item, old))))
		err = end_row(db, u, old, from);
	/* One that was called otherwise before goes until the one that goes on began. */
	else if (old != NULL && from < old->from_day && (put.to_day == DATE_NONE || put.to_day >= old->from_day))
		put.to_day = old->from_day - 1;
	return err ? err : put_row(db, u, &put, from, position);
}

static enum err
end_others(struct db *db, const struct putting *p, const struct choice_item *open, size_t count)
{
	const struct choice_update *u = p->update;
	struct choice_item *given = arena_array(u->arena, u->count + 1, sizeof(*given));
	enum err err = OK;

	if (u->count > 0)
		memcpy(given, u->items, u->count * sizeof(*given));
	qsort(given, u->count, sizeof(*given), by_value);
	for (size_t i = 0; !err && i < count; i++) {
		if (bsearch(&open[i], given, u->count, sizeof(*given), by_value) != NULL)
			continue;
		p->changes->ended++;
		err = end_row(db, u, &open[i], u->day);
	}
	return err;
}

static enum err
begin_put(struct db *db, const struct choice_update *u)
{
	struct choice_list list;
	enum err err =
	    u->fresh ? ERR_NOT_FOUND : db_row(db, &statements[LOCK], ARGS(DATE(0), DATE(0), TEXT(u->code)), &list);

	if (err == ERR_NOT_FOUND && u->version == 0)
		return db_exec(
		    db, &statements[NEW_LIST], ARGS(TEXT(u->code), TEXT(u->name), TEXT(u->parent_code), TIME(u->now)));
	return err ? err
		   : db_change_one(db, &statements[CHANGE_LIST],
			 ARGS(TEXT(u->name), TEXT(u->parent_code), TIME(u->now), TEXT(u->code), INT(u->version),
			     INT(u->version)));
}

static enum err
put_once(struct db *db, const void *arg)
{
	const struct putting *p = arg;
	const struct choice_update *u = p->update;
	struct db_rows open;
	enum err err;

	*p->changes = (struct choice_changes){ 0 };
	if ((err = begin_put(db, u)) ||
	    (err = db_rows(db, &statements[OPEN], ARGS(TEXT(u->code)), 2 * CHOICE_ITEMS_MAX, &open)))
		return err;
	for (size_t i = 0; !err && i < u->count; i++)
		err = put_item(db, p, &u->items[i],
		    bsearch(&u->items[i], open.rows, open.count, sizeof(struct choice_item), by_value), (int64_t)i + 1);
	return !err && u->whole ? end_others(db, p, open.rows, open.count) : err;
}

enum err
choice_put(struct db *db, const struct choice_update *update, struct choice_changes *ret_changes)
{
	const struct putting p = { update, ret_changes };

	return db_transaction(db, put_once, &p);
}

/* --- another's list ----------------------------------------------------------------------------------------------- */

struct taking {
	const struct choice_update *update;
	const struct choice_change *changes;
	size_t count;
};

/* Whatever was said of it for `from` and later is gone. */
static enum err
cut(struct db *db, const struct choice_update *u, const char *value, int32_t from)
{
	enum err err =
	    db_exec(db, &statements[CUT], ARGS(DATE(from - 1), TEXT(u->code), TEXT(value), DATE(from), DATE(from)));

	return err ? err : db_exec(db, &statements[REMOVE_FROM], ARGS(TEXT(u->code), TEXT(value), DATE(from)));
}

/* When theirs begins: until then ours stands. */
static int32_t
begins(const struct choice_update *u, const struct choice_change *change)
{
	const struct choice_item *ours = change->ours, *theirs = change->theirs;

	if (theirs == NULL || theirs->from_day == DATE_NONE || (ours != NULL && theirs->from_day < u->day))
		return u->day;
	return theirs->from_day;
}

static enum err
take_row(struct db *db, const struct choice_update *u, const struct choice_change *change)
{
	const struct choice_item *ours = change->ours, *theirs = change->theirs;
	const int32_t from = begins(u, change);
	enum err err = ours != NULL ? cut(db, u, ours->value, from) : OK;

	if (err || theirs == NULL)
		return err;
	return theirs->to_day != DATE_NONE && theirs->to_day < from ? OK
								    : put_row(db, u, theirs, from, theirs->position);
}

static enum err
take_once(struct db *db, const void *arg)
{
	const struct taking *t = arg;
	const struct choice_update *u = t->update;
	enum err err = begin_put(db, u);

	for (size_t i = 0; !err && i < t->count; i++)
		err = take_row(db, u, &t->changes[i]);
	for (size_t i = 0; !err && i < u->count; i++)
		err =
		    db_exec(db, &statements[PLACE], ARGS(INT((int64_t)i + 1), TEXT(u->code), TEXT(u->items[i].value)));
	return err;
}

enum err
choice_take(struct db *db, const struct choice_update *update, const struct choice_change *changes, size_t count)
{
	return db_transaction(db, take_once, &(struct taking){ update, changes, count });
}
