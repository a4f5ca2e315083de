/* Procedures into a bundle. See bundle_make.h. Must not know SQL. */
#include "bundle/bundle_make.h"

#include <stdlib.h>
#include <string.h>

#include "blank_form/blank_form.h"
#include "bundle/bundle.h"
#include "choice/choice_record.h"
#include "choice/choice_write_store.h"
#include "core/data/db.h"
#include "define/draft_store.h"
#include "define/use_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/version_store.h"
#include "rule_design/example_store.h"
#include "simulate/example_store.h"

enum { NEEDS_MAX = 10000 };
#define WORK_MEMORY ((size_t)256 << 20)

struct making {
	struct db *db;
	struct arena *arena, *work; /* of what goes into the bundle; of one procedure, the database's rows among it */
	const char *static_files;
	int32_t today;
	const char *const *codes;
	size_t count;
	const char *missing;
	struct tar_members members;
	struct bundle_procedure_record *procedures;
	struct bundle_definition_record *definitions;
	struct bundle_example_record *examples;
	struct bundle_file_record *files;
	struct bundle_case_record *cases;
	struct bundle_list_record *lists; /* by code */
	struct bundle_need_record *needs; /* by kind and code */
	size_t procedure_count, definition_count, example_count, file_count, case_count, list_count, need_count;
	size_t bytes;
};

static enum err
put_bytes(struct making *m, const char *name, struct bytes content)
{
	unsigned char *copy;

	m->bytes += content.size;
	if (m->members.count == TAR_MEMBERS_MAX || m->bytes > TAR_BYTES_MAX)
		return ERR_TOO_LARGE;
	copy = arena_alloc(m->arena, content.size + 1);
	if (content.size > 0)
		memcpy(copy, content.data, content.size);
	m->members.items[m->members.count++] = (struct tar_member){ name, { copy, content.size } };
	return OK;
}

static enum err
put(struct making *m, const char *name, const char *text)
{
	return put_bytes(m, name, (struct bytes){ (const unsigned char *)text, strlen(text) });
}

static int
compare_needs(const struct bundle_need_record *one, const char *kind, const char *code)
{
	const int kinds = strcmp(one->kind, kind);

	return kinds != 0 ? kinds : strcmp(one->code, code);
}

/* Where it stands, or would stand. */
static size_t
place_of_need(const struct making *m, const char *kind, const char *code)
{
	size_t low = 0, high = m->need_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (compare_needs(&m->needs[middle], kind, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
need(struct making *m, const char *kind, const char *code, const char *name)
{
	size_t at;

	if (code == NULL || *code == '\0' || m->need_count == NEEDS_MAX)
		return;
	at = place_of_need(m, kind, code);
	if (at < m->need_count && compare_needs(&m->needs[at], kind, code) == 0)
		return;
	memmove(&m->needs[at + 1], &m->needs[at], (m->need_count++ - at) * sizeof(*m->needs));
	m->needs[at] = (struct bundle_need_record){ kind, arena_strdup(m->arena, code),
		arena_strdup(m->arena, name != NULL ? name : "") };
}

/* --- what a definition needs ------------------------------------------------------------------------------------------ */

/* What can be chosen from today on. */
static enum err
put_list(struct making *m, const struct choice_list *list)
{
	struct choice_said said = { list->name, list->parent_code, NULL, 0 };
	const struct choice_item *all;
	struct choice_item *lasting;
	size_t count;
	enum err err = choice_last(m->db, list->code, &all, &count);

	if (err)
		return err;
	lasting = arena_array(m->work, count + 1, sizeof(*lasting));
	for (size_t i = 0; i < count; i++)
		if (all[i].to_day == DATE_NONE || all[i].to_day >= m->today)
			lasting[said.count++] = all[i];
	said.items = lasting;
	return said.count > CHOICE_ITEMS_MAX
		   ? ERR_TOO_LARGE
		   : put(m, bundle_list_path(m->arena, list->code), choice_said_tell(m->work, &said));
}

/* Where the list stands, or would stand. */
static size_t
place_of_list(const struct making *m, const char *code)
{
	size_t at = 0;

	while (at < m->list_count && strcmp(m->lists[at].code, code) < 0)
		at++;
	return at;
}

/* With those above it. One that nobody keeps is needed. */
static enum err
add_list(struct making *m, const char *code)
{
	struct choice_list list = { .parent_code = code };
	enum err err = OK;

	while (!err && list.parent_code != NULL) {
		const char *wanted = list.parent_code;
		const size_t at = place_of_list(m, wanted);

		if (at < m->list_count && strcmp(m->lists[at].code, wanted) == 0)
			return OK;
		err = choice_list_by_code(m->db, wanted, m->today, &list);
		if (err == ERR_NOT_FOUND) {
			need(m, "list", wanted, "");
			return OK;
		}
		if (!err && m->list_count == BUNDLE_LISTS_MAX)
			err = ERR_TOO_LARGE;
		if (err || (err = put_list(m, &list)))
			return err;
		memmove(&m->lists[at + 1], &m->lists[at], (m->list_count++ - at) * sizeof(*m->lists));
		m->lists[at] =
		    (struct bundle_list_record){ arena_strdup(m->arena, list.code), arena_strdup(m->arena, list.name),
			    list.parent_code != NULL ? arena_strdup(m->arena, list.parent_code) : NULL };
	}
	return err;
}

static enum err
lists_of_form(struct making *m, const char *content)
{
	struct form_error error;
	const char *const *codes;
	struct form *form;
	size_t count;
	enum err err = OK;

	if (form_parse(m->work, content, strlen(content), &form, &error))
		return OK;
	count = form_lists_needed(m->work, form, &codes);
	for (size_t i = 0; !err && i < count; i++)
		err = add_list(m, codes[i]);
	return err;
}

static void
need_of_process(struct making *m, const char *content)
{
	struct definition_error error;
	const struct process_step *const *steps;
	struct process *process;
	size_t count;

	if (process_parse(m->work, content, strlen(content), &process, &error))
		return;
	count = process_steps(process, &steps);
	for (size_t i = 0; i < count; i++)
		if (steps[i]->kind == PROCESS_CONSULT)
			need(m, "agency", steps[i]->agency, "");
		else
			need(m, "role", steps[i]->role, "");
}

/* --- examples ---------------------------------------------------------------------------------------------------------- */

static enum err
put_example(struct making *m, struct bundle_example_record record, const char *given, const char *expected)
{
	enum err err;

	if (m->example_count == TAR_MEMBERS_MAX / 2)
		return ERR_TOO_LARGE;
	record.code = arena_strdup(m->arena, record.code);
	record.name = arena_strdup(m->arena, record.name);
	m->examples[m->example_count++] = record;
	err = put(m, bundle_example_path(m->arena, &record, "given"), given);
	return err ? err : put(m, bundle_example_path(m->arena, &record, "expected"), expected);
}

static enum err
add_examples(struct making *m, const char *code)
{
	const struct example *examples;
	size_t count;
	enum err err = examples_of(m->db, code, &examples, &count);

	for (size_t i = 0; !err && i < count; i++)
		err = put_example(m,
		    (struct bundle_example_record){ "procedure", code, examples[i].name, (int64_t)i + 1 },
		    examples[i].given, examples[i].expected);
	return err;
}

static enum err
add_rule_examples(struct making *m, const char *code)
{
	const struct rule_example *examples;
	size_t count;
	enum err err = rule_examples_of(m->db, code, &examples, &count);

	for (size_t i = 0; !err && i < count; i++)
		err = put_example(m, (struct bundle_example_record){ "rule", code, examples[i].name, (int64_t)i + 1 },
		    examples[i].given, examples[i].expected);
	return err;
}

/* --- definitions ------------------------------------------------------------------------------------------------------- */

static enum err
add_definition(struct making *m, enum definition_kind kind, int64_t id)
{
	const char *kind_name = definition_kind_names[kind];
	struct definition_version version;
	struct definition_item item;
	enum err err;

	if (id == DB_NULL_INT)
		return OK;
	if ((err = definition_by_id(m->db, kind, id, &version)) ||
	    (err = definition_item_by_code(m->db, kind, version.code, &item)))
		return err;
	for (size_t i = 0; i < m->definition_count; i++)
		if (strcmp(m->definitions[i].kind, kind_name) == 0 && strcmp(m->definitions[i].code, version.code) == 0)
			return OK;
	if (kind == DEFINITION_FORM && (err = lists_of_form(m, version.content)))
		return err;
	if (kind == DEFINITION_PROCESS)
		need_of_process(m, version.content);
	if (m->definition_count == BUNDLE_DEFINITIONS_MAX)
		return ERR_TOO_LARGE;
	m->definitions[m->definition_count++] = (struct bundle_definition_record){ kind_name,
		arena_strdup(m->arena, version.code), arena_strdup(m->arena, item.name) };
	err = put(m, bundle_definition_path(m->arena, kind_name, version.code), version.content);
	return err || kind != DEFINITION_RULE ? err : add_rule_examples(m, version.code);
}

/* --- a procedure ------------------------------------------------------------------------------------------------------- */

static void
need_of_version(struct making *m, const struct version_record *version)
{
	const struct offering_record *offerings = version->offerings.items;

	for (size_t i = 0; i < version->offerings.count; i++) {
		need(m, "agency", offerings[i].receiving, offerings[i].receiving_name);
		need(m, "agency", offerings[i].solving, offerings[i].solving_name);
		need(m, "agency", offerings[i].consulted, offerings[i].consulted_name);
	}
}

static struct procedure_record
identity(const struct procedure_item *item)
{
	struct procedure_record procedure;

	record_init(&procedure_record_table, &procedure);
	procedure.code = item->code;
	procedure.slug = item->slug;
	procedure.listed = item->listed;
	return procedure;
}

static enum err
put_said(struct making *m, const struct procedure_item *item, const struct version_record *version)
{
	const struct procedure_record procedure = identity(item);
	json_t *object = said_tell(m->work, &procedure, version);
	char *text = json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS);
	enum err err;

	if (text == NULL)
		abort();
	err = put(m, bundle_procedure_path(m->arena, item->code), text);
	free(text);
	json_decref(object);
	return err;
}

/* A name that leads to nothing here leads to nothing there: who takes the bundle is told. */
static enum err
add_file(struct making *m, const char *name)
{
	struct blank_form form;
	struct bytes content;
	const char *path = bundle_file_path(m->arena, name);
	enum err err = OK;

	for (size_t i = 0; i < m->file_count; i++)
		if (strcmp(m->files[i].name, name) == 0)
			return OK;
	if (strlen(path) <= TAR_NAME_MAX)
		err = blank_form_find(m->db, m->work, m->static_files, name, m->today, &form, &content);
	if (strlen(path) > TAR_NAME_MAX || err == ERR_NOT_FOUND)
		return OK;
	if (err || m->file_count == BUNDLE_FILES_MAX)
		return err ? err : ERR_TOO_LARGE;
	m->files[m->file_count++] =
	    (struct bundle_file_record){ arena_strdup(m->arena, name), arena_strdup(m->arena, form.media_type) };
	return put_bytes(m, path, content);
}

static enum err
add_files(struct making *m, const struct version_record *version)
{
	const char *const *names;
	const size_t count = blank_forms_named(m->work, version, &names);
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++)
		err = add_file(m, names[i]);
	return err;
}

/* Processes that single cases go by today. */
static enum err
add_cases(struct making *m, const struct procedure_item *item)
{
	const struct case_use *uses;
	size_t count;
	enum err err = case_uses(m->db, item->id, m->today, &uses, &count);

	for (size_t i = 0; !err && i < count; i++) {
		if (m->case_count == BUNDLE_CASES_MAX)
			return ERR_TOO_LARGE;
		m->cases[m->case_count++] = (struct bundle_case_record){ arena_strdup(m->arena, item->code),
			uses[i].case_no, arena_strdup(m->arena, uses[i].process) };
		err = add_definition(m, DEFINITION_PROCESS, uses[i].version_id);
	}
	return err;
}

static enum err
add_definitions(struct making *m, const struct procedure *today)
{
	enum err err = add_definition(m, DEFINITION_FORM, today->form_version_id);

	if (!err)
		err = add_definition(m, DEFINITION_PROCESS, today->process_version_id);
	return err ? err : add_definition(m, DEFINITION_RULE, today->rule_version_id);
}

static enum err
add_procedure(struct making *m, const char *code)
{
	struct procedure_item item;
	struct version_record version;
	struct procedure today;
	enum err err;

	m->missing = code;
	if ((err = item_by_code(m->db, code, &item)) || (err = procedure_in_force(m->db, item.code, &today)) ||
	    (err = version_read(m->db, today.id, &version)))
		return err;
	for (size_t i = 0; i < m->procedure_count; i++)
		if (strcmp(m->procedures[i].code, item.code) == 0)
			return OK;
	need_of_version(m, &version);
	m->procedures[m->procedure_count++] = (struct bundle_procedure_record){ arena_strdup(m->arena, item.code),
		arena_strdup(m->arena, version.name), arena_strdup(m->arena, version.decision_no) };
	if ((err = put_said(m, &item, &version)) || (err = add_definitions(m, &today)) || (err = add_cases(m, &item)) ||
	    (err = add_files(m, &version)))
		return err;
	return add_examples(m, item.code);
}

static enum err
make_once(struct db *db, const void *arg)
{
	struct making *m = *(struct making *const *)arg;
	enum err err = OK;

	m->db = db;
	m->members.count = m->procedure_count = m->definition_count = m->example_count = m->need_count = 0;
	m->file_count = m->case_count = m->list_count = m->bytes = 0;
	for (size_t i = 0; !err && i < m->count; i++) {
		err = add_procedure(m, m->codes[i]);
		arena_reset(m->work);
	}
	return err;
}

static void
free_work(void *work)
{
	arena_free(work);
}

static void
make_room(struct making *m)
{
	m->work = arena_new(WORK_MEMORY);
	arena_defer(m->arena, free_work, m->work);
	m->members.items = arena_array(m->arena, TAR_MEMBERS_MAX, sizeof(*m->members.items));
	m->procedures = arena_array(m->arena, m->count + 1, sizeof(*m->procedures));
	m->definitions = arena_array(m->arena, BUNDLE_DEFINITIONS_MAX, sizeof(*m->definitions));
	m->examples = arena_array(m->arena, TAR_MEMBERS_MAX / 2, sizeof(*m->examples));
	m->files = arena_array(m->arena, BUNDLE_FILES_MAX, sizeof(*m->files));
	m->cases = arena_array(m->arena, BUNDLE_CASES_MAX, sizeof(*m->cases));
	m->lists = arena_array(m->arena, BUNDLE_LISTS_MAX, sizeof(*m->lists));
	m->needs = arena_array(m->arena, NEEDS_MAX + 1, sizeof(*m->needs));
}

enum err
bundle_make(
    struct db *db, struct arena *arena, const struct bundle_wish *wish, struct bytes *ret_bundle, const char **ret_code)
{
	struct making *m = ARENA_NEW(arena, struct making);
	struct bundle_manifest manifest = { .province = wish->province };
	struct failure failure;
	enum err err;

	if (wish->count > BUNDLE_PROCEDURES_MAX)
		return ERR_TOO_LARGE;
	*m = (struct making){ .db = db,
		.arena = arena,
		.static_files = wish->static_files,
		.today = wish->today,
		.codes = wish->codes,
		.count = wish->count };
	make_room(m);
	db_set_arena(db, m->work);
	err = db_snapshot(db, make_once, &m);
	failure = *db_failure(db);
	db_set_arena(db, arena);
	*db_failure(db) = failure; /* beginning anew forgot why it failed */
	*ret_code = m->missing;
	if (err)
		return err;
	manifest.procedures = (struct record_list){ m->procedures, m->procedure_count };
	manifest.definitions = (struct record_list){ m->definitions, m->definition_count };
	manifest.examples = (struct record_list){ m->examples, m->example_count };
	manifest.files = (struct record_list){ m->files, m->file_count };
	manifest.cases = (struct record_list){ m->cases, m->case_count };
	manifest.lists = (struct record_list){ m->lists, m->list_count };
	manifest.needs = (struct record_list){ m->needs, m->need_count };
	return bundle_seal(arena, &manifest, &m->members, wish->pem, ret_bundle);
}
