/*
 * Shared lists of choices that a bundle brings: held against those of this catalogue, and written. What differs is never taken unless
 * that was ordered. See bundle_private.h. Must not know SQL.
 */
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle_private.h"
#include "choice/choice_diff.h"
#include "choice/choice_record.h"
#include "choice/choice_write_store.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "domain/definition/form/form.h"

/* --- what the bundle says ----------------------------------------------------------------------------------------------- */

static int
by_value(const void *one, const void *other)
{
	return strcmp(((const struct choice_item *)one)->value, ((const struct choice_item *)other)->value);
}

static const struct choice_item *
sorted(struct arena *arena, const struct choice_said *said)
{
	struct choice_item *items = arena_array(arena, said->count + 1, sizeof(*items));

	if (said->count > 0)
		memcpy(items, said->items, said->count * sizeof(*items));
	qsort(items, said->count, sizeof(*items), by_value);
	return items;
}

static bool
read_member(const struct bundle_work *w, const char *code, struct choice_said *ret_said, const char **ret_where)
{
	const char *text = bundle_text(w->arena, w->bundle, bundle_list_path(w->arena, code));
	struct record_fault fault = { "", "" };

	if (text != NULL && choice_said_read(w->arena, text, strlen(text), ret_said, &fault) == OK)
		return true;
	*ret_where = fault.member;
	return false;
}

/*
 * A row that would say twice what one choice is, ends before it begins, or hangs on something in a list that stands alone. One below a
 * choice that is no more is none: nobody comes to it.
 */
static bool
find_fault(const struct choice_item *items, size_t count, bool linked, const char **ret_where)
{
	for (size_t i = 0; i < count; i++)
		if ((i > 0 && strcmp(items[i - 1].value, items[i].value) == 0) ||
		    linked != (*items[i].parent != '\0') ||
		    (items[i].from_day != DATE_NONE && items[i].to_day != DATE_NONE &&
			items[i].to_day < items[i].from_day)) {
			*ret_where = items[i].value;
			return true;
		}
	return false;
}

/* Reads it; false with *ret_where: it is none that could be written. */
static bool
read_list(const struct bundle_work *w, const struct bundle_list_record *record, struct choice_said *ret_said,
    const char **ret_where)
{
	const bool linked = record->above != NULL;

	*ret_where = "";
	return read_member(w, record->code, ret_said, ret_where) && linked == (ret_said->above != NULL) &&
	       (!linked || strcmp(record->above, ret_said->above) == 0) &&
	       !find_fault(sorted(w->arena, ret_said), ret_said->count, linked, ret_where);
}

/* --- what is here ------------------------------------------------------------------------------------------------------- */

static bool
hangs_alike(const struct choice_list *here, const struct choice_said *said)
{
	return here->parent_code == NULL || said->above == NULL ? here->parent_code == said->above
								: strcmp(here->parent_code, said->above) == 0;
}

enum err
bundle_list_look(const struct bundle_work *w, const struct bundle_list_record *record, struct bundle_list *ret_list)
{
	struct bundle_list *l = ret_list;
	const struct choice_item *ours;
	size_t count;
	enum err err;

	*l = (struct bundle_list){ .state = BUNDLE_BLOCKED, .why = BUNDLE_WHY("list_rows"), .where = "" };
	if (!read_list(w, record, &l->said, &l->where))
		return OK;
	err = choice_list_by_code(w->db, record->code, w->today, &l->here);
	if (err == ERR_NOT_FOUND) {
		l->state = BUNDLE_NEW;
		l->why = NULL;
		return OK;
	}
	if (err)
		return err;
	if (!hangs_alike(&l->here, &l->said)) {
		l->why = BUNDLE_WHY("list_above");
		return OK;
	}
	if ((err = choice_last(w->db, record->code, &ours, &count)))
		return err;
	l->change_count = choice_diff(w->arena, ours, count, l->said.items, l->said.count, w->today, &l->changes);
	l->state = l->change_count == 0 ? BUNDLE_SAME : BUNDLE_CHANGED;
	l->why = NULL;
	return OK;
}

enum err
bundle_list_compare(const struct bundle_work *w, const struct bundle_list_record *record, struct bundle_report *r)
{
	struct bundle_item item = { "list", record->code, record->name, BUNDLE_SAME, NULL, "", 0, NULL };
	const char *lacking = NULL;
	struct bundle_list list;
	enum err err = bundle_list_look(w, record, &list);

	if (!err && list.state == BUNDLE_CHANGED)
		err = bundle_list_lacking(w, record->code, &list, &lacking);
	if (err)
		return err;
	item.state = list.state;
	item.why = lacking != NULL ? BUNDLE_LACKS : list.why;
	item.where = lacking != NULL ? lacking : list.where;
	item.changes = list.change_count;
	if (list.state == BUNDLE_CHANGED)
		item.content = bundle_text(w->arena, w->bundle, bundle_list_path(w->arena, record->code));
	bundle_report_add(w, r, item);
	return OK;
}

/* --- writing -------------------------------------------------------------------------------------------------------------- */

static enum err
put_new(const struct bundle_work *w, const char *code, const struct choice_said *said, int64_t now)
{
	const struct choice_update update = { .arena = w->arena,
		.code = code,
		.name = said->name,
		.parent_code = said->above,
		.items = said->items,
		.count = said->count,
		.day = DATE_NONE,
		.fresh = true,
		.now = now };
	struct choice_changes changes;

	return choice_put(w->db, &update, &changes);
}

/* From the day of the order on, never in the past: what people chose before still reads as it did. */
static enum err
take(struct applying *a, const char *code, const struct bundle_list *list)
{
	const struct bundle_order *order = a->order;
	const int32_t today = a->work.today;
	const struct choice_update update = { .arena = a->work.arena,
		.code = code,
		.name = list->here.name,
		.parent_code = list->here.parent_code,
		.items = list->said.items,
		.count = list->said.count,
		.day = order->approved && order->from_day > today ? order->from_day : today,
		.version = list->here.version,
		.now = order->now };

	return choice_take(a->work.db, &update, list->changes, list->change_count);
}

static enum err
keep(struct applying *a, const char *code, const struct bundle_list *list)
{
	const char *lacking;
	enum err err = bundle_list_lacking(&a->work, code, list, &lacking);

	return err || lacking == NULL
		   ? err
		   : bundle_refuse(a, ERR_CONFLICT, BUNDLE_LACKS, arena_printf(a->work.arena, "%s %s", code, lacking));
}

/* Somebody changes it this moment: it is compared anew. */
static enum err
told(struct applying *a, const char *code, enum err err)
{
	return err == ERR_CONFLICT ? bundle_refuse(a, err, BUNDLE_WHY("list_moved"), code) : err;
}

static enum err
put_list(struct applying *a, const struct bundle_list_record *record)
{
	struct bundle_list list;
	enum err err = bundle_list_look(&a->work, record, &list);

	if (err || list.state == BUNDLE_SAME || list.state == BUNDLE_BLOCKED)
		return err; /* what is blocked refuses all of it soon */
	if (list.state == BUNDLE_CHANGED && !a->order->take_lists)
		return keep(a, record->code, &list);
	a->written++;
	return told(a, record->code,
	    list.state == BUNDLE_NEW ? put_new(&a->work, record->code, &list.said, a->order->now)
				     : take(a, record->code, &list));
}

enum err
bundle_lists_put(struct applying *a)
{
	const struct bundle_manifest *m = &a->work.bundle->manifest;
	const struct bundle_list_record *lists = m->lists.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < m->lists.count; i++) {
		err = put_list(a, &lists[i]);
		arena_reset(a->work.arena);
	}
	return err;
}

/* --- as if they were here -------------------------------------------------------------------------------------------------- */

/* Lists that one look needs; each once. */
struct trial {
	const struct bundle_work *work;
	const struct bundle_list_record **lists;
	struct choice_said *said;
	size_t count;
	enum err (*look)(void *of);
	void *of;
	bool looked;
	enum err answer;
};

static enum err
note_new(struct trial *t, const struct bundle_list_record *record)
{
	struct bundle_list list;
	enum err err;

	for (size_t i = 0; i < t->count; i++)
		if (t->lists[i] == record)
			return OK;
	if ((err = bundle_list_look(t->work, record, &list)) || list.state != BUNDLE_NEW)
		return err;
	t->lists[t->count] = record;
	t->said[t->count++] = list.said;
	return OK;
}

static enum err
find_new(struct trial *t, const char *content)
{
	const struct bundle_manifest *m = &t->work->bundle->manifest;
	struct form_error error;
	const char *const *codes;
	struct form *form;
	size_t count;
	enum err err = OK;

	if (form_parse(t->work->arena, content, strlen(content), &form, &error) != OK)
		return OK;
	count = form_lists_needed(t->work->arena, form, &codes);
	for (size_t i = 0; !err && i < count; i++) {
		const struct bundle_list_record *record = bundle_list_brought(m, codes[i]);

		for (; !err && record != NULL;
		     record = record->above != NULL ? bundle_list_brought(m, record->above) : NULL)
			err = note_new(t, record);
	}
	return err;
}

/* Never OK, so that nothing of it stays. */
static enum err
look_once(struct db *db, const void *arg)
{
	struct trial *t = *(struct trial *const *)arg;
	enum err err = OK;

	(void)db;
	t->looked = false;
	for (size_t i = 0; !err && i < t->count; i++)
		err = put_new(t->work, t->lists[i]->code, &t->said[i], 0);
	if (err)
		return err;
	t->looked = true;
	t->answer = t->look(t->of);
	return t->answer ? t->answer : ERR_CONFLICT;
}

enum err
bundle_with_lists(const struct bundle_work *w, const char *form, enum err (*look)(void *of), void *of)
{
	const size_t most = w->bundle->manifest.lists.count;
	struct trial *t;
	enum err err;

	if (most == 0 || form == NULL)
		return look(of);
	t = ARENA_NEW(w->arena, struct trial);
	*t = (struct trial){ .work = w,
		.lists = arena_array(w->arena, most, sizeof(*t->lists)),
		.said = arena_array(w->arena, most, sizeof(*t->said)),
		.look = look,
		.of = of };
	if ((err = find_new(t, form)))
		return err;
	if (t->count == 0)
		return look(of);
	err = db_transaction(w->db, look_once, &t);
	return t->looked ? t->answer : err;
}
