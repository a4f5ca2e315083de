/* Writing the search index. See search.h. */
#include <string.h>

#include <sqlite3.h>

#include "publish/catalogue.h"
#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/directory/directory_store.h"
#include "search/search.h"

#define WORK_MEMORY ((size_t)16 << 20)
enum { NAMES_MOST = 256 * 1024 };

static const char schema[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
    /* Narrow, for every match is looked up here; what a result shows is read for one page only. */
    "CREATE TABLE item (id INTEGER PRIMARY KEY, sector TEXT NOT NULL, level TEXT NOT NULL, ended INTEGER NOT NULL);"
    "CREATE TABLE detail (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, slug TEXT NOT NULL, name TEXT NOT NULL, "
    "sector_name TEXT NOT NULL, agency_name TEXT NOT NULL, agency_count INTEGER NOT NULL);"
    "CREATE TABLE offered (agency TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (agency, item)) WITHOUT ROWID;"
    "CREATE TABLE label (kind TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, slug)) "
    "WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE entry USING fts5(name, keywords, sector, agencies, code, synonyms, content = '', "
    "tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');";
static const char finish[] = "INSERT INTO entry (entry) VALUES ('optimize'); COMMIT;";

static const char add_entry_text[] = "INSERT INTO entry (rowid, name, keywords, sector, agencies, code, synonyms) "
				     "VALUES (?, ?, ?, ?, ?, ?, ?)";
enum { ADD_ITEM, ADD_DETAIL, ADD_OFFERED, ADD_LABEL, ADD_ENTRY, STATEMENTS };
static const char *const texts[STATEMENTS] = {
	[ADD_ITEM] = "INSERT INTO item VALUES (?, ?, ?, ?)",
	[ADD_DETAIL] = "INSERT INTO detail VALUES (?, ?, ?, ?, ?, ?, ?)",
	[ADD_OFFERED] = "INSERT OR IGNORE INTO offered VALUES (?, ?)",
	[ADD_LABEL] = "INSERT OR IGNORE INTO label VALUES (?, ?, ?)",
	[ADD_ENTRY] = add_entry_text,
};

struct writing {
	struct arena *arena; /* of one procedure */
	sqlite3 *file;
	sqlite3_stmt *statements[STATEMENTS];
	const struct catalogue *catalogue;
	const char **folded_meanings; /* of each synonym */
};

static int
step(sqlite3_stmt *statement)
{
	int rc = sqlite3_step(statement);

	(void)sqlite3_reset(statement);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int
bind_texts(sqlite3_stmt *statement, int first, const char *const *values, int count)
{
	int rc = SQLITE_OK;

	for (int i = 0; rc == SQLITE_OK && i < count; i++)
		rc = sqlite3_bind_text(statement, first + i, values[i], -1, SQLITE_STATIC);
	return rc;
}

/* The agencies that receive it: their names for matching, themselves for the filter. */
static int
add_agencies(struct writing *w, int64_t id, const struct catalogue_procedure *procedure, struct buffer *names,
    int64_t *ret_count)
{
	const struct catalogue_span span = catalogue_parts(w->catalogue, procedure)->offerings;
	int rc = SQLITE_OK;

	*ret_count = 0;
	for (size_t i = 0; rc == SQLITE_OK && i < span.count; i++) {
		const struct agency *agency =
		    catalogue_agency(w->catalogue, w->catalogue->offerings[span.first + i].receiving_id);

		if (agency == NULL)
			continue;
		++*ret_count;
		buffer_printf(names, " %s %s", agency->name, agency->short_name);
		rc = bind_texts(w->statements[ADD_OFFERED], 1, &agency->slug, 1);
		if (rc == SQLITE_OK)
			rc = sqlite3_bind_int64(w->statements[ADD_OFFERED], 2, id);
		if (rc == SQLITE_OK)
			rc = step(w->statements[ADD_OFFERED]);
		if (rc == SQLITE_OK && procedure->in_force)
			rc = bind_texts(w->statements[ADD_LABEL], 1,
			    (const char *const[]){ "agency", agency->slug, agency->name }, 3);
		if (rc == SQLITE_OK && procedure->in_force)
			rc = step(w->statements[ADD_LABEL]);
	}
	return rc;
}

/* Words that people use for what this procedure is officially called. */
static const char *
synonyms_of(struct writing *w, const char *folded)
{
	struct buffer words;

	buffer_init(&words, w->arena, NAMES_MOST);
	for (size_t i = 0; i < w->catalogue->synonym_count; i++)
		if (strstr(folded, w->folded_meanings[i]) != NULL)
			buffer_printf(&words, " %s", w->catalogue->synonyms[i].word);
	return fold(w->arena, words.data);
}

static const char *
first_agency(const struct writing *w, const struct catalogue_procedure *procedure)
{
	const struct catalogue_span span = catalogue_parts(w->catalogue, procedure)->offerings;
	const struct agency *agency =
	    span.count > 0 ? catalogue_agency(w->catalogue, w->catalogue->offerings[span.first].receiving_id) : NULL;

	return agency != NULL ? agency->name : "";
}

static int
add_entry(struct writing *w, int64_t id, const struct catalogue_procedure *procedure, const char *sector,
    const char *agencies)
{
	sqlite3_stmt *statement = w->statements[ADD_ENTRY];
	const char *name = fold(w->arena, procedure->name), *keywords = fold(w->arena, procedure->keywords);
	const char *all = arena_printf(w->arena, "%s %s", name, keywords);
	const char *const columns[] = { name, keywords, fold(w->arena, sector), fold(w->arena, agencies),
		fold(w->arena, procedure->code), synonyms_of(w, all) };
	int rc = sqlite3_bind_int64(statement, 1, id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, columns, 6);
	return rc == SQLITE_OK ? step(statement) : rc;
}

/* What filters and sorts. */
static int
add_item(struct writing *w, int64_t id, const struct catalogue_procedure *procedure, const char *sector)
{
	sqlite3_stmt *statement = w->statements[ADD_ITEM];
	int rc = sqlite3_bind_int64(statement, 1, id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, (const char *const[]){ sector, procedure->service_level }, 2);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int(statement, 4, procedure->in_force ? 0 : 1);
	return rc == SQLITE_OK ? step(statement) : rc;
}

/* What a result shows. */
static int
add_detail(struct writing *w, int64_t id, const struct catalogue_procedure *procedure, const char *sector_name,
    int64_t agency_count)
{
	sqlite3_stmt *statement = w->statements[ADD_DETAIL];
	const char *const columns[] = { procedure->code, procedure->slug, procedure->name, sector_name,
		first_agency(w, procedure) };
	int rc = sqlite3_bind_int64(statement, 1, id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, columns, 5);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int64(statement, 7, agency_count);
	return rc == SQLITE_OK ? step(statement) : rc;
}

static int
add_procedure(struct writing *w, int64_t id, const struct catalogue_procedure *procedure)
{
	const struct catalogue_sector *sector = catalogue_sector(w->catalogue, procedure->sector_id);
	const char *slug = sector != NULL ? sector->slug : "", *name = sector != NULL ? sector->name : "";
	struct buffer agencies;
	int64_t count;
	int rc;

	buffer_init(&agencies, w->arena, NAMES_MOST);
	rc = add_agencies(w, id, procedure, &agencies, &count);
	if (rc == SQLITE_OK)
		rc = add_item(w, id, procedure, slug);
	if (rc == SQLITE_OK)
		rc = add_detail(w, id, procedure, name, count);
	if (rc == SQLITE_OK && procedure->in_force)
		rc = bind_texts(w->statements[ADD_LABEL], 1, (const char *const[]){ "sector", slug, name }, 3);
	if (rc == SQLITE_OK && procedure->in_force)
		rc = step(w->statements[ADD_LABEL]);
	return rc == SQLITE_OK ? add_entry(w, id, procedure, name, agencies.data) : rc;
}

static int
write_all(struct writing *w)
{
	int rc = sqlite3_exec(w->file, schema, NULL, NULL, NULL);

	for (int i = 0; rc == SQLITE_OK && i < STATEMENTS; i++)
		rc = sqlite3_prepare_v2(w->file, texts[i], -1, &w->statements[i], NULL);
	for (size_t i = 0; rc == SQLITE_OK && i < w->catalogue->procedure_count; i++) {
		rc = add_procedure(w, (int64_t)i + 1, &w->catalogue->procedures[i]);
		arena_reset(w->arena);
	}
	return rc == SQLITE_OK ? sqlite3_exec(w->file, finish, NULL, NULL, NULL) : rc;
}

static void
fold_meanings(struct writing *w, struct arena *kept)
{
	w->folded_meanings = arena_array(kept, w->catalogue->synonym_count + 1, sizeof(*w->folded_meanings));
	for (size_t i = 0; i < w->catalogue->synonym_count; i++)
		w->folded_meanings[i] = fold(kept, w->catalogue->synonyms[i].meaning);
}

enum err
search_index_write(const char *path, const struct catalogue *catalogue, struct failure *failure)
{
	struct arena *kept = arena_new(WORK_MEMORY);
	struct writing w = { .arena = arena_new(WORK_MEMORY), .catalogue = catalogue };
	enum err err = OK;
	int rc =
	    sqlite3_open_v2(path, &w.file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);

	fold_meanings(&w, kept);
	if (rc == SQLITE_OK)
		rc = write_all(&w);
	if (rc != SQLITE_OK)
		err =
		    FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "search index %s: %s", path, sqlite3_errmsg(w.file));
	for (int i = 0; i < STATEMENTS; i++)
		(void)sqlite3_finalize(w.statements[i]);
	if (sqlite3_close(w.file) != SQLITE_OK && !err)
		err = FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "search index %s is not closed", path);
	arena_free(w.arena);
	arena_free(kept);
	return err;
}
