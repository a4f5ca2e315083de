/* Procedures into a bundle. See bundle_make.h. Must not know SQL. */
#include "bundle/bundle_make.h"

#include <stdlib.h>
#include <string.h>

#include "bundle/bundle.h"
#include "core/data/db.h"
#include "define/draft_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/version_store.h"
#include "rule_design/example_store.h"
#include "simulate/example_store.h"

enum { NEEDS_MAX = 4000, DEFINITIONS_MAX = 3 * BUNDLE_PROCEDURES_MAX };

struct making {
	struct db *db;
	struct arena *arena;
	const char *const *codes;
	size_t count;
	const char *missing;
	struct tar_members members;
	struct bundle_procedure_record *procedures;
	struct bundle_definition_record *definitions;
	struct bundle_example_record *examples;
	struct bundle_need_record *needs;
	size_t procedure_count, definition_count, example_count, need_count;
};

static enum err
put(struct making *m, const char *name, const char *text)
{
	if (m->members.count == TAR_MEMBERS_MAX)
		return ERR_TOO_LARGE;
	m->members.items[m->members.count++] =
	    (struct tar_member){ name, { (const unsigned char *)text, strlen(text) } };
	return OK;
}

static void
need(struct making *m, const char *kind, const char *code, const char *name)
{
	if (code == NULL || *code == '\0' || m->need_count == NEEDS_MAX)
		return;
	for (size_t i = 0; i < m->need_count; i++)
		if (strcmp(m->needs[i].kind, kind) == 0 && strcmp(m->needs[i].code, code) == 0)
			return;
	m->needs[m->need_count++] = (struct bundle_need_record){ kind, code, name != NULL ? name : "" };
}

/* --- what a definition needs ------------------------------------------------------------------------------------------ */

static void
need_of_form(struct making *m, const char *content)
{
	struct form_error error;
	const char *const *codes;
	struct form *form;
	size_t count;

	if (form_parse(m->arena, content, strlen(content), &form, &error))
		return;
	count = form_lists_needed(m->arena, form, &codes);
	for (size_t i = 0; i < count; i++)
		need(m, "list", codes[i], "");
}

static void
need_of_process(struct making *m, const char *content)
{
	struct definition_error error;
	const struct process_step *const *steps;
	struct process *process;
	size_t count;

	if (process_parse(m->arena, content, strlen(content), &process, &error))
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
	if (kind == DEFINITION_FORM)
		need_of_form(m, version.content);
	if (kind == DEFINITION_PROCESS)
		need_of_process(m, version.content);
	m->definitions[m->definition_count++] = (struct bundle_definition_record){ kind_name, version.code, item.name };
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
	json_t *object = said_tell(m->arena, &procedure, version);
	char *text = json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS);
	enum err err;

	if (text == NULL)
		abort();
	err = put(m, bundle_procedure_path(m->arena, item->code), arena_strdup(m->arena, text));
	free(text);
	json_decref(object);
	return err;
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
	m->procedures[m->procedure_count++] =
	    (struct bundle_procedure_record){ item.code, version.name, version.decision_no };
	if ((err = put_said(m, &item, &version)) || (err = add_definition(m, DEFINITION_FORM, today.form_version_id)) ||
	    (err = add_definition(m, DEFINITION_PROCESS, today.process_version_id)) ||
	    (err = add_definition(m, DEFINITION_RULE, today.rule_version_id)))
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
	for (size_t i = 0; !err && i < m->count; i++)
		err = add_procedure(m, m->codes[i]);
	return err;
}

enum err
bundle_make(struct db *db, struct arena *arena, const char *const *codes, size_t count, const char *province,
    struct bytes pem, struct bytes *ret_bundle, const char **ret_code)
{
	struct making *m = ARENA_NEW(arena, struct making);
	struct bundle_manifest manifest = { .province = province };
	enum err err;

	if (count > BUNDLE_PROCEDURES_MAX)
		return ERR_TOO_LARGE;
	*m = (struct making){ db, arena, codes, count, .missing = NULL };
	m->members.items = arena_array(arena, TAR_MEMBERS_MAX, sizeof(*m->members.items));
	m->procedures = arena_array(arena, BUNDLE_PROCEDURES_MAX, sizeof(*m->procedures));
	m->definitions = arena_array(arena, DEFINITIONS_MAX, sizeof(*m->definitions));
	m->examples = arena_array(arena, TAR_MEMBERS_MAX, sizeof(*m->examples));
	m->needs = arena_array(arena, NEEDS_MAX, sizeof(*m->needs));
	err = db_snapshot(db, make_once, &m);
	*ret_code = m->missing;
	if (err)
		return err;
	manifest.procedures = (struct record_list){ m->procedures, m->procedure_count };
	manifest.definitions = (struct record_list){ m->definitions, m->definition_count };
	manifest.examples = (struct record_list){ m->examples, m->example_count };
	manifest.needs = (struct record_list){ m->needs, m->need_count };
	return bundle_seal(arena, &manifest, &m->members, pem, ret_bundle);
}
