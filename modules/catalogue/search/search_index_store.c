/* Writing the search index. See search.h. */
#include <string.h>

#include <sqlite3.h>

#include "publish/catalogue.h"
#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/directory/directory_store.h"
#include "search/rank.h"
#include "search/search.h"
#include "search/word.h"

#define WORK_MEMORY ((size_t)16 << 20)
enum { NAMES_MOST = 256 * 1024, NAME_WORDS = 256, AGENCY_DEPTH = 16, OPENING_WORDS = 2 };
#define OPENING "thu tuc "

static const char schema[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
    /* Narrow, for every match is looked up here; what a result shows is read for one page only. */
    "CREATE TABLE item (id INTEGER PRIMARY KEY, level TEXT NOT NULL, ended INTEGER NOT NULL);"
    "CREATE TABLE detail (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, slug TEXT NOT NULL, name TEXT NOT NULL, "
    "sector_name TEXT NOT NULL, agency_name TEXT NOT NULL, agency_count INTEGER NOT NULL, keywords TEXT NOT NULL, "
    "result_name TEXT NOT NULL, papers TEXT NOT NULL, agencies TEXT NOT NULL);"
    "CREATE TABLE facet (kind INTEGER NOT NULL, value TEXT NOT NULL, item INTEGER NOT NULL, "
    "PRIMARY KEY (kind, value, item)) WITHOUT ROWID;"
    "CREATE TABLE label (kind TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, slug)) "
    "WITHOUT ROWID;"
    "CREATE TABLE synonym (folded TEXT NOT NULL, word TEXT NOT NULL, meaning TEXT NOT NULL, "
    "PRIMARY KEY (folded, word, meaning)) WITHOUT ROWID;"
    /* The columns are those of enum rank_column. */
    "CREATE VIRTUAL TABLE entry USING fts5(name, marked, keywords, result, papers, sector, agencies, code, content = "
    "'', "
    "tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');"
    "CREATE VIRTUAL TABLE used USING fts5vocab(entry, col);";
/* Which words there are, and in how many procedures: for weights and for slips of the finger. */
static const char finish[] =
    "INSERT INTO entry (entry) VALUES ('optimize');"
    "CREATE TABLE word (text TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;"
    "INSERT INTO word SELECT term, MAX(doc) FROM used WHERE col <> 'marked' GROUP BY term; DROP TABLE used; COMMIT;";

static const char add_entry_text[] =
    "INSERT INTO entry (rowid, name, marked, keywords, result, papers, sector, agencies, code) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
enum { ADD_ITEM, ADD_DETAIL, ADD_FACET, ADD_LABEL, ADD_SYNONYM, ADD_ENTRY, STATEMENTS };
static const char *const texts[STATEMENTS] = {
	[ADD_ITEM] = "INSERT INTO item VALUES (?, ?, ?)",
	[ADD_DETAIL] = "INSERT INTO detail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ADD_FACET] = "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
	[ADD_LABEL] = "INSERT OR IGNORE INTO label VALUES (?, ?, ?)",
	[ADD_SYNONYM] = "INSERT OR IGNORE INTO synonym VALUES (?, ?, ?)",
	[ADD_ENTRY] = add_entry_text,
};

struct writing {
	struct arena *arena; /* of one procedure */
	sqlite3 *file;
	sqlite3_stmt *statements[STATEMENTS];
	const struct catalogue *catalogue;
};

/* What is written of one procedure in several places. */
struct entry {
	int64_t id;
	const struct catalogue_procedure *procedure;
	const char *sector_slug, *sector_name;
	const char *agencies, *papers;
	int64_t agency_count;
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

static int
add_facet(struct writing *w, enum facet kind, const char *value, int64_t id)
{
	sqlite3_stmt *statement = w->statements[ADD_FACET];
	int rc = sqlite3_bind_int(statement, 1, (int)kind);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, &value, 1);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int64(statement, 3, id);
	return rc == SQLITE_OK ? step(statement) : rc;
}

static int
add_label(struct writing *w, const char *kind, const char *slug, const char *name)
{
	int rc = bind_texts(w->statements[ADD_LABEL], 1, (const char *const[]){ kind, slug, name }, 3);

	return rc == SQLITE_OK ? step(w->statements[ADD_LABEL]) : rc;
}

/* The agency and all above it: who looks for a department's procedures finds those of its units. */
static int
add_agency(struct writing *w, const struct entry *entry, const struct agency *agency)
{
	int rc = SQLITE_OK;

	for (int depth = 0; rc == SQLITE_OK && agency != NULL && depth < AGENCY_DEPTH; depth++) {
		rc = add_facet(w, FACET_AGENCY, agency->slug, entry->id);
		if (rc == SQLITE_OK && entry->procedure->in_force)
			rc = add_label(w, "agency", agency->slug, agency->name);
		agency = agency->parent_id != DB_NULL_INT ? catalogue_agency(w->catalogue, agency->parent_id) : NULL;
	}
	return rc;
}

/* The agencies that receive it: their names for matching, themselves for the filter. */
static int
add_agencies(struct writing *w, struct entry *entry)
{
	const struct catalogue_span span = catalogue_parts(w->catalogue, entry->procedure)->offerings;
	struct buffer names;
	int rc = SQLITE_OK;

	buffer_init(&names, w->arena, NAMES_MOST);
	for (size_t i = 0; rc == SQLITE_OK && i < span.count; i++) {
		const struct agency *agency =
		    catalogue_agency(w->catalogue, w->catalogue->offerings[span.first + i].receiving_id);

		if (agency == NULL)
			continue;
		entry->agency_count++;
		buffer_printf(&names, "%s%s %s", i > 0 ? "; " : "", agency->name, agency->short_name);
		rc = add_agency(w, entry, agency);
	}
	entry->agencies = names.data;
	return rc;
}

/* Each value of a list with commas. */
static int
add_list(struct writing *w, enum facet kind, const char *list, int64_t id)
{
	int rc = SQLITE_OK;

	while (rc == SQLITE_OK && *list != '\0') {
		size_t size = strcspn(list, ",");

		if (size > 0)
			rc = add_facet(w, kind, arena_strndup(w->arena, list, size), id);
		list += size + (list[size] == ',');
	}
	return rc;
}

static const char *
papers_of(struct writing *w, const struct catalogue_procedure *procedure)
{
	const struct catalogue_span span = catalogue_parts(w->catalogue, procedure)->papers;
	struct buffer names;

	buffer_init(&names, w->arena, NAMES_MOST);
	for (size_t i = 0; i < span.count; i++)
		buffer_printf(&names, "%s%s", i > 0 ? "; " : "", w->catalogue->papers[span.first + i].name);
	return names.data;
}

/* Each word with its marks, one for each word of the folded text, so that both stand at the same places. */
static const char *
marked(struct writing *w, const char *text)
{
	struct word words[NAME_WORDS];
	size_t count = words_split(w->arena, text, words, NAME_WORDS);
	struct buffer out;

	buffer_init(&out, w->arena, NAMES_MOST);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&out, "%s ", words[i].code != NULL ? words[i].code : words[i].folded);
	return out.data;
}

static const char *
first_agency(const struct writing *w, const struct catalogue_procedure *procedure)
{
	const struct catalogue_span span = catalogue_parts(w->catalogue, procedure)->offerings;
	const struct agency *agency =
	    span.count > 0 ? catalogue_agency(w->catalogue, w->catalogue->offerings[span.first].receiving_id) : NULL;

	return agency != NULL ? agency->name : "";
}

/* Many names begin by saying that they are procedures: search passes over it. */
static const char *
without_opening(struct writing *w, const char *name)
{
	const char *folded = fold(w->arena, name);
	size_t end = 0;

	if (strncmp(folded, OPENING, strlen(OPENING)) != 0)
		return name;
	for (size_t at = 0, words = 0; words < OPENING_WORDS && fold_next_word(name, &at, &end); words++)
		at = end;
	return name + end;
}

static int
add_entry(struct writing *w, const struct entry *entry)
{
	sqlite3_stmt *statement = w->statements[ADD_ENTRY];
	const struct catalogue_procedure *procedure = entry->procedure;
	const char *name = without_opening(w, procedure->name);
	const char *const columns[] = { fold(w->arena, name), marked(w, name), fold(w->arena, procedure->keywords),
		fold(w->arena, procedure->result_name), fold(w->arena, entry->papers),
		fold(w->arena, entry->sector_name), fold(w->arena, entry->agencies), fold(w->arena, procedure->code) };
	int rc = sqlite3_bind_int64(statement, 1, entry->id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, columns, RANK_COLUMNS);
	return rc == SQLITE_OK ? step(statement) : rc;
}

/* What filters and sorts. */
static int
add_item(struct writing *w, const struct entry *entry)
{
	sqlite3_stmt *statement = w->statements[ADD_ITEM];
	int rc = sqlite3_bind_int64(statement, 1, entry->id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, &entry->procedure->service_level, 1);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int(statement, 3, entry->procedure->in_force ? 0 : 1);
	if (rc == SQLITE_OK)
		rc = step(statement);
	if (rc == SQLITE_OK)
		rc = add_facet(w, FACET_SECTOR, entry->sector_slug, entry->id);
	if (rc == SQLITE_OK)
		rc = add_facet(w, FACET_LEVEL, entry->procedure->service_level, entry->id);
	if (rc == SQLITE_OK)
		rc = add_list(w, FACET_AUDIENCE, entry->procedure->audience, entry->id);
	return rc == SQLITE_OK ? add_list(w, FACET_EVENT, entry->procedure->life_events, entry->id) : rc;
}

/* What a result shows. */
static int
add_detail(struct writing *w, const struct entry *entry)
{
	sqlite3_stmt *statement = w->statements[ADD_DETAIL];
	const struct catalogue_procedure *procedure = entry->procedure;
	const char *const first[] = { procedure->code, procedure->slug, procedure->name, entry->sector_name,
		first_agency(w, procedure) };
	const char *const last[] = { procedure->keywords, procedure->result_name, entry->papers, entry->agencies };
	int rc = sqlite3_bind_int64(statement, 1, entry->id);

	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 2, first, 5);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int64(statement, 7, entry->agency_count);
	if (rc == SQLITE_OK)
		rc = bind_texts(statement, 8, last, 4);
	return rc == SQLITE_OK ? step(statement) : rc;
}

static int
add_procedure(struct writing *w, int64_t id, const struct catalogue_procedure *procedure)
{
	const struct catalogue_sector *sector = catalogue_sector(w->catalogue, procedure->sector_id);
	struct entry entry = { .id = id,
		.procedure = procedure,
		.sector_slug = sector != NULL ? sector->slug : "",
		.sector_name = sector != NULL ? sector->name : "",
		.papers = papers_of(w, procedure) };
	int rc = add_agencies(w, &entry);

	if (rc == SQLITE_OK)
		rc = add_item(w, &entry);
	if (rc == SQLITE_OK)
		rc = add_detail(w, &entry);
	if (rc == SQLITE_OK && procedure->in_force)
		rc = add_label(w, "sector", entry.sector_slug, entry.sector_name);
	return rc == SQLITE_OK ? add_entry(w, &entry) : rc;
}

static int
add_synonyms(struct writing *w)
{
	int rc = SQLITE_OK;

	for (size_t i = 0; rc == SQLITE_OK && i < w->catalogue->synonym_count; i++) {
		const struct catalogue_synonym *synonym = &w->catalogue->synonyms[i];
		const char *const columns[] = { fold(w->arena, synonym->word), synonym->word, synonym->meaning };

		rc = bind_texts(w->statements[ADD_SYNONYM], 1, columns, 3);
		if (rc == SQLITE_OK)
			rc = step(w->statements[ADD_SYNONYM]);
		arena_reset(w->arena);
	}
	return rc;
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
	if (rc == SQLITE_OK)
		rc = add_synonyms(w);
	return rc == SQLITE_OK ? sqlite3_exec(w->file, finish, NULL, NULL, NULL) : rc;
}

enum err
search_index_write(const char *path, const struct catalogue *catalogue, struct failure *failure)
{
	struct writing w = { .arena = arena_new(WORK_MEMORY), .catalogue = catalogue };
	enum err err = OK;
	int rc =
	    sqlite3_open_v2(path, &w.file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);

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
	return err;
}
