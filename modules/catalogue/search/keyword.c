/* Keeping the words of search. See keyword.h. */
#include "search/keyword.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/file.h"
#include "core/view/view.h"
#include "publish/order.h"
#include "search/keyword_list.h"
#include "search/keyword_store.h"
#include "search/keyword_view.h"

enum { HTTP_INVALID = 422, DAYS_SHOWN = 30, LIST_BYTES = 1 << 20, PART_MOST = 100 };

static const char *const file_types[] = { "text/csv", "text/plain", "application/csv", NULL };
static const char *const acts[] = { "them", "sua", "xoa", "nap", NULL };
static const char *const act_messages[] = { "catalogue_search.added", "catalogue_search.changed",
	"catalogue_search.removed", "catalogue_search.loaded" };

struct keyword_list_input {
	const char *q, *after, *after_meaning, *done;
};
static const struct field list_fields[] = {
	FIELD(keyword_list_input, q, FIELD_TEXT, FROM_QUERY, .max = PART_MOST, .label = "catalogue_search.word"),
	FIELD_NAMED(keyword_list_input, after, "sau", FIELD_TEXT, FROM_QUERY, .max = KEYWORD_BYTES),
	FIELD_NAMED(keyword_list_input, after_meaning, "sau-nghia", FIELD_TEXT, FROM_QUERY, .max = MEANING_BYTES),
	FIELD_NAMED(keyword_list_input, done, "xong", FIELD_CHOICE, FROM_QUERY, .choices = acts),
};
const struct input keyword_list_input = INPUT(keyword_list_input, list_fields);

struct keyword_input {
	const char *word, *meaning;
};
static const struct field keyword_fields[] = {
	FIELD(keyword_input, word, FIELD_TEXT, FROM_FORM, .required = true, .max = KEYWORD_BYTES,
	    .label = "catalogue_search.word"),
	FIELD(keyword_input, meaning, FIELD_TEXT, FROM_FORM, .max = MEANING_BYTES, .label = "catalogue_search.meaning"),
};
const struct input keyword_input = INPUT(keyword_input, keyword_fields);

static const struct field which_fields[] = {
	FIELD(keyword_input, word, FIELD_TEXT, FROM_QUERY, .required = true, .max = KEYWORD_BYTES,
	    .label = "catalogue_search.word"),
	FIELD(
	    keyword_input, meaning, FIELD_TEXT, FROM_QUERY, .max = MEANING_BYTES, .label = "catalogue_search.meaning"),
};
const struct input keyword_which_input = INPUT(keyword_input, which_fields);

struct keyword_change_input {
	const char *word, *meaning, *old_word, *old_meaning;
};
static const struct field change_fields[] = {
	FIELD(keyword_change_input, word, FIELD_TEXT, FROM_FORM, .required = true, .max = KEYWORD_BYTES,
	    .label = "catalogue_search.word"),
	FIELD(keyword_change_input, meaning, FIELD_TEXT, FROM_FORM, .max = MEANING_BYTES,
	    .label = "catalogue_search.meaning"),
	FIELD(keyword_change_input, old_word, FIELD_TEXT, FROM_FORM, .required = true, .max = KEYWORD_BYTES,
	    .label = "catalogue_search.word"),
	FIELD(keyword_change_input, old_meaning, FIELD_TEXT, FROM_FORM, .max = MEANING_BYTES,
	    .label = "catalogue_search.meaning"),
};
const struct input keyword_change_input = INPUT(keyword_change_input, change_fields);

struct keyword_load_input {
	struct upload *file;
};
static const struct field load_fields[] = {
	FIELD(keyword_load_input, file, FIELD_FILE, FROM_FORM, .required = true, .max = LIST_BYTES,
	    .choices = file_types, .label = "catalogue_search.file"),
};
const struct input keyword_load_input = INPUT(keyword_load_input, load_fields);

static const char *
or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* --- the pages ---------------------------------------------------------------------------------------------------- */

static enum err
show_list(struct ctx *c, int status, const struct keyword_list_input *in, const struct keyword_lines *loaded)
{
	const struct keyword after = { or_empty(in->after), or_empty(in->after_meaning) };
	struct keywords_shown shown = { .part = in->q, .loaded = loaded };
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = keyword_list(c->db, or_empty(in->q), &after, &shown.rows, &shown.count, &shown.more);
	if (!err)
		err = miss_list(c->db, local_from_utc(now).day - DAYS_SHOWN, &shown.misses, &shown.miss_count);
	for (size_t i = 0; in->done != NULL && acts[i] != NULL; i++)
		if (strcmp(acts[i], in->done) == 0)
			shown.done = act_messages[i];
	return err ? err : respond_page_status(c, status, "catalogue/search_keywords", keywords_view(c, &shown));
}

enum err
handle_keywords(struct ctx *c, const void *input)
{
	return show_list(c, 200, input, NULL);
}

enum err
handle_keywords_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, HTTP_INVALID, &(struct keyword_list_input){ NULL }, NULL);
}

enum err
handle_keyword(struct ctx *c, const void *input)
{
	const struct keyword_input *in = input;
	const struct keyword keyword = { in->word, or_empty(in->meaning) };

	return respond_page(c, "catalogue/search_keyword", keyword_view(c, &keyword));
}

enum err
handle_keyword_again(struct ctx *c, const void *input)
{
	const struct keyword keyword = { again_typed(c, "old_word", ""), again_typed(c, "old_meaning", "") };

	(void)input;
	return respond_page_status(c, HTTP_INVALID, "catalogue/search_keyword", keyword_view(c, &keyword));
}

/* --- the acts ----------------------------------------------------------------------------------------------------- */

struct keyword_act {
	struct ctx *c;
	const struct keyword *keyword, *old;
	const struct keyword_lines *lines;
	const char *done; /* of acts[] */
	int64_t now;
	bool taken;
};

/* In one transaction: what there was goes, what there will be comes, citizens are to read it. */
static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct keyword_act *act = arg;
	enum err err = act->old != NULL ? keyword_remove(db, act->old) : OK;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, KEYWORD_PATH "?xong=%s", act->done);
	act->taken = false;
	if (!err && act->keyword != NULL) {
		err = keyword_add(db, act->keyword);
		act->taken = err == ERR_CONFLICT && db_duplicate(db);
	}
	for (size_t i = 0; !err && act->lines != NULL && i < act->lines->count; i++)
		err = keyword_load(db, &act->lines->keywords[i]);
	return err ? err : publish_order(db, act->now);
}

/* A word that is there already is told beside its field, by the same form. */
static enum err
run_act(struct ctx *c, struct keyword_act *act, const char *scope, enum err (*again)(struct ctx *, const void *))
{
	enum err err = ctx_now(c, &act->now);

	if (!err)
		err = idempotency_run(c, scope, act_once, act);
	if (err != ERR_CONFLICT || !act->taken)
		return err;
	failure_clear(&c->failure);
	(void)again_refuse(c, "word", "catalogue_search.there");
	return again(c, NULL);
}

/* The rules that no field table knows; true: told beside its field. */
static bool
is_refused(struct ctx *c, const struct keyword *keyword)
{
	const char *fault = keyword_fault_of(c->arena, keyword);

	if (fault != NULL)
		(void)again_refuse(c, "word", fault);
	return fault != NULL;
}

enum err
handle_keyword_add(struct ctx *c, const void *input)
{
	const struct keyword_input *in = input;
	const struct keyword keyword = { in->word, or_empty(in->meaning) };
	struct keyword_act act = { .c = c, .keyword = &keyword, .done = acts[0] };

	if (is_refused(c, &keyword))
		return handle_keywords_again(c, NULL);
	return run_act(c, &act, "catalogue.keyword", handle_keywords_again);
}

enum err
handle_keyword_change(struct ctx *c, const void *input)
{
	const struct keyword_change_input *in = input;
	const struct keyword keyword = { in->word, or_empty(in->meaning) };
	const struct keyword old = { in->old_word, or_empty(in->old_meaning) };
	struct keyword_act act = { .c = c, .keyword = &keyword, .old = &old, .done = acts[1] };

	if (is_refused(c, &keyword))
		return handle_keyword_again(c, NULL);
	return run_act(c, &act, "catalogue.keyword.change", handle_keyword_again);
}

enum err
handle_keyword_remove(struct ctx *c, const void *input)
{
	const struct keyword_input *in = input;
	const struct keyword old = { in->word, or_empty(in->meaning) };
	struct keyword_act act = { .c = c, .old = &old, .done = acts[2] };

	return run_act(c, &act, "catalogue.keyword.remove", handle_keywords_again);
}

enum err
handle_keyword_load(struct ctx *c, const void *input)
{
	const struct keyword_load_input *in = input;
	struct keyword_lines lines;
	struct keyword_act act = { .c = c, .lines = &lines, .done = acts[3] };
	struct bytes content;
	enum err err = file_read(c->arena, in->file->path, LIST_BYTES, false, &content, &c->failure);

	if (err)
		return err;
	keyword_lines_read(c->arena, content, &lines);
	if (lines.fault_count == 0 && lines.count > 0)
		return run_act(c, &act, "catalogue.keyword.load", handle_keywords_again);
	(void)again_refuse(c, "file", "catalogue_search.not_loaded");
	return show_list(c, HTTP_INVALID, &(struct keyword_list_input){ NULL }, &lines);
}
