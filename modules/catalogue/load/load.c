/* Files into the catalogue. See load.h. Must not know SQL. */
#include "load/load.h"

#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "choice/choice_record.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "core/system/file.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "domain/definition/rule/rule.h"
#include "load/load_store.h"
#include "record/procedure_record.h"
#include "version/life_store.h"

#define FILE_MEMORY ((size_t)64 << 20)
enum { CODE_MAX = 64 };

struct loader {
	struct verb_ctx *v;
	struct arena *work; /* of one file */
	struct record_fault fault;
	int64_t now;
	size_t files, refused, added;
};

/* One file of its kind: `code` is its name without the ending. */
typedef enum err load_file(struct loader *l, const char *code, struct bytes content);

static enum err
load_form(struct loader *l, const char *code, struct bytes content)
{
	const char *text = (const char *)content.data;
	struct form_error error = { 0 };
	struct form *form;
	bool added;
	enum err err = form_parse(l->work, text, content.size, &form, &error);

	if (err)
		return record_refuse(&l->fault, error.path, error.message);
	err = definition_put(l->v->db, DEFINITION_OF_FORM, code, "", text, content.size, l->now, &added);
	l->added += !err && added;
	return err;
}

static enum err
load_process(struct loader *l, const char *code, struct bytes content)
{
	const char *text = (const char *)content.data;
	struct definition_error error = { 0 };
	struct process *process;
	bool added;
	enum err err = process_parse(l->work, text, content.size, &process, &error);

	if (err || (err = process_check_sound(l->work, process, &error)))
		return record_refuse(&l->fault, error.element, error.message);
	err = definition_put(
	    l->v->db, DEFINITION_OF_PROCESS, code, process_name(process), text, content.size, l->now, &added);
	l->added += !err && added;
	return err;
}

static enum err
load_rule(struct loader *l, const char *code, struct bytes content)
{
	const char *text = (const char *)content.data;
	struct definition_error error = { 0 };
	struct rule *rule;
	bool added;
	enum err err = rule_parse(l->work, text, content.size, &rule, &error);

	if (err)
		return record_refuse(&l->fault, error.element, error.message);
	if (!rule_is_fee_rule(rule))
		return record_refuse(&l->fault, "fees", "the decision with its outputs is not there");
	err = definition_put(l->v->db, DEFINITION_OF_RULE, code, "", text, content.size, l->now, &added);
	l->added += !err && added;
	return err;
}

static enum err
load_procedure(struct loader *l, const char *code, struct bytes content)
{
	struct procedure_record record = { 0 };
	size_t added = 0;
	enum err err = procedure_record_read(l->work, content.data, content.size, &record, &l->fault);

	if (!err && strcmp(record.code, code) != 0)
		return record_refuse(&l->fault, "code", "is not the name of the file");
	if (!err)
		err = procedure_put(l->v->db, l->work, &record, l->now, &l->fault, &added);
	l->added += !err ? added : 0;
	return err;
}

struct synonym_record {
	const char *word, *meaning;
};
struct synonyms_record {
	struct record_list synonyms;
};
static const struct record_field synonym_fields[] = {
	RECORD_FIELD(synonym_record, word, RECORD_TEXT, .min = 1, .max = 120),
	RECORD_FIELD(synonym_record, meaning, RECORD_TEXT, .max = 255),
};
static const struct record_table synonym_table = RECORD_TABLE(synonym_record, synonym_fields);
static const struct record_field synonyms_fields[] = {
	RECORD_FIELD(synonyms_record, synonyms, RECORD_LIST, .items = &synonym_table, .max = 2000),
};
static const struct record_table synonyms_table = RECORD_TABLE(synonyms_record, synonyms_fields);

static enum err
put_synonyms(struct db *db, const void *arg)
{
	const struct synonyms_record *record = arg;
	const struct synonym_record *items = record->synonyms.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < record->synonyms.count; i++)
		err = synonym_put(db, items[i].word, items[i].meaning);
	return err;
}

static enum err
load_synonyms(struct loader *l, const char *code, struct bytes content)
{
	struct synonyms_record record = { 0 };
	enum err err = record_read(l->work, content.data, content.size, &synonyms_table, &record, &l->fault);

	(void)code;
	return err ? err : db_transaction(l->v->db, put_synonyms, &record);
}

/* A shared list: what is in the file is there, from the day that it says. */
static enum err
load_choices(struct loader *l, const char *code, struct bytes content)
{
	struct choice_changes changes;
	struct choice_said said;
	enum err err = choice_said_read(l->work, (const char *)content.data, content.size, &said, &l->fault);

	if (err)
		return err;
	const struct choice_update update = { .arena = l->work,
		.code = code,
		.name = said.name,
		.parent_code = said.above,
		.items = said.items,
		.count = said.count,
		.day = DATE_NONE,
		.now = l->now };

	return choice_put(l->v->db, &update, &changes);
}

/* Where each kind stands in a folder, in the order in which one needs the other. */
static const struct source {
	const char *folder, *ending;
	load_file *load;
} sources[] = {
	{ "definitions/forms", ".json", load_form },
	{ "definitions/processes", ".bpmn", load_process },
	{ "definitions/rules", ".dmn", load_rule },
	{ "procedures", ".json", load_procedure },
	{ "synonyms", ".json", load_synonyms },
	{ "choices", ".json", load_choices },
};
enum { SOURCES = sizeof(sources) / sizeof(sources[0]) };

static bool
ends_with(const char *text, const char *ending)
{
	size_t size = strlen(text), end = strlen(ending);

	return size > end && strcmp(text + size - end, ending) == 0;
}

static void
report(struct loader *l, const char *path, enum err err)
{
	const struct failure *failure = &l->v->failure;

	l->refused++;
	if (l->fault.reason != NULL)
		(void)fprintf(stderr, "%s: %s%s%s\n", path, l->fault.member, *l->fault.member != '\0' ? ": " : "",
		    l->fault.reason);
	else
		(void)fprintf(stderr, "%s: %s %s\n", path, err_name(err), failure->log);
}

static void
load_one(struct loader *l, const struct source *source, const char *path)
{
	const char *name = basename(arena_strdup(l->v->arena, path));
	const char *code = arena_strndup(l->v->arena, name, strlen(name) - strlen(source->ending));
	struct bytes content;
	enum err err;

	l->files++;
	l->fault = (struct record_fault){ 0 };
	db_set_arena(l->v->db, l->work);
	err = file_read(l->work, path, RECORD_BYTES_MAX, false, &content, &l->v->failure);
	if (!err && (strlen(code) > CODE_MAX || memchr(content.data, '\0', content.size) != NULL))
		err = record_refuse(&l->fault, "", "the file's name is too long, or a NUL is in it");
	if (!err)
		err = source->load(l, code, content);
	if (err)
		report(l, path, err);
	failure_clear(&l->v->failure);
	db_set_arena(l->v->db, l->v->arena);
	arena_reset(l->work);
}

static void
load_source(struct loader *l, const char *folder, const struct source *source)
{
	const char *path = arena_printf(l->v->arena, "%s/%s", folder, source->folder);
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		if (ends_with(entries[i]->d_name, source->ending))
			load_one(l, source, arena_printf(l->v->arena, "%s/%s", path, entries[i]->d_name));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

/* The kind of a file that was named alone: by the folder in which it stands and its ending; else a procedure. */
static const struct source *
source_of(struct loader *l, const char *path)
{
	const char *folder = dirname(arena_strdup(l->v->arena, path));

	for (size_t i = 0; i < SOURCES; i++) {
		const char *last = strrchr(sources[i].folder, '/');

		last = last != NULL ? last + 1 : sources[i].folder;
		if (ends_with(path, sources[i].ending) &&
		    (strcmp(basename(arena_strdup(l->v->arena, folder)), last) == 0 ||
			strcmp(sources[i].ending, ".json") != 0))
			return &sources[i];
	}
	return ends_with(path, ".json") ? &sources[3] : NULL;
}

static void
load_path(struct loader *l, const char *path)
{
	const struct source *source;
	struct stat status;

	if (stat(path, &status) != 0) {
		l->fault = (struct record_fault){ "", "there is no such file or folder" };
		report(l, path, ERR_NOT_FOUND);
	} else if (S_ISDIR(status.st_mode)) {
		for (size_t i = 0; i < SOURCES; i++)
			load_source(l, path, &sources[i]);
	} else if ((source = source_of(l, path)) != NULL) {
		load_one(l, source, path);
	} else {
		l->fault = (struct record_fault){ "", "is neither .json nor .bpmn nor .dmn" };
		report(l, path, ERR_INVALID);
	}
}

int
load_run(struct verb_ctx *v, int argc, char **argv)
{
	struct loader l = { .v = v, .work = arena_new(FILE_MEMORY) };
	uint64_t changed = 0;
	enum err err = db_now(v->db, &l.now);

	if (argc < 2)
		(void)fprintf(stderr, "usage: load FOLDER|FILE...\n");
	for (int i = 1; !err && i < argc; i++)
		load_path(&l, argv[i]);
	arena_free(l.work);
	if (!err && argc >= 2)
		err = procedures_enter_force(v->db, local_from_utc(l.now).day, &changed);
	if (err || argc < 2)
		return EXIT_FAILURE;
	(void)printf("%zu files, %zu refused, %zu new versions, %llu procedures changed what is in force\n", l.files,
	    l.refused, l.added, (unsigned long long)changed);
	return l.refused == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
