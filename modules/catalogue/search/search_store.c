/* Reading the search index. See search.h. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/url.h"
#include "search/search.h"

enum { FIND, BROWSE, ITEM, BY_CODE, LABELS, STATEMENTS };
enum { LABELS_MOST = 2000, EXPRESSION_MOST = 16 * 1024, PATH_PARTS_MOST = 4096 };

#define FILTERS                                                                                                        \
	"(?2 IS NULL OR item.sector = ?2) AND (?3 IS NULL OR item.level = ?3) AND (?4 IS NULL OR EXISTS "              \
	"(SELECT 1 FROM offered WHERE offered.agency = ?4 AND offered.item = item.id)) "
/* The weights: name, keywords, sector, agencies, code, synonyms. */
static const char *const texts[STATEMENTS] = {
	[FIND] = "SELECT item.id FROM entry JOIN item ON item.id = entry.rowid WHERE entry MATCH ?1 AND " FILTERS
		 "ORDER BY item.ended, bm25(entry, 10.0, 6.0, 2.0, 1.0, 20.0, 4.0), item.id",
	/* Items are numbered by name. */
	[BROWSE] = "SELECT item.id FROM item WHERE ?1 IS NULL AND " FILTERS "ORDER BY item.ended, item.id",
	[ITEM] = "SELECT code, slug, name, sector_name, agency_name, level, agency_count, ended "
		 "FROM item JOIN detail ON detail.id = item.id WHERE item.id = ?",
	[BY_CODE] = "SELECT slug FROM detail WHERE code = ?",
	[LABELS] = "SELECT slug, name FROM label WHERE kind = ? ORDER BY name LIMIT 2000",
};

struct search_index {
	sqlite3 *file;
	sqlite3_stmt *statements[STATEMENTS];
	dev_t device;
	ino_t inode;
};

static pthread_key_t index_of_thread;
static pthread_once_t index_once = PTHREAD_ONCE_INIT;

static void
close_index(void *object)
{
	struct search_index *index = object;

	for (int i = 0; i < STATEMENTS; i++)
		(void)sqlite3_finalize(index->statements[i]);
	(void)sqlite3_close(index->file);
	free(index);
}

static void
make_key(void)
{
	if (pthread_key_create(&index_of_thread, close_index) != 0)
		abort();
}

/* file:<path>?immutable=1, each part of the path encoded; freed by the caller. */
static char *
file_uri(const char *path)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct buffer uri;
	char *copy;

	buffer_init(&uri, arena, PATH_PARTS_MOST * 4);
	buffer_text(&uri, "file:");
	while (*path != '\0') {
		size_t size = strcspn(path, "/");

		buffer_text(&uri, url_encode(arena, arena_strndup(arena, path, size)));
		path += size;
		if (*path == '/') {
			buffer_char(&uri, '/');
			path++;
		}
	}
	buffer_text(&uri, "?immutable=1");
	copy = strdup(uri.data);
	arena_free(arena);
	return copy;
}

static struct search_index *
open_index(const char *path, const struct stat *status)
{
	struct search_index *index = calloc(1, sizeof(*index));
	char *uri = file_uri(path);
	int rc = SQLITE_NOMEM;

	if (index != NULL && uri != NULL) {
		index->device = status->st_dev;
		index->inode = status->st_ino;
		rc = sqlite3_open_v2(
		    uri, &index->file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
		for (int i = 0; rc == SQLITE_OK && i < STATEMENTS; i++)
			rc = sqlite3_prepare_v2(index->file, texts[i], -1, &index->statements[i], NULL);
	}
	free(uri);
	if (rc == SQLITE_OK)
		return index;
	if (index != NULL)
		close_index(index);
	return NULL;
}

enum err
search_open(const char *path, struct search_index **ret_index, struct failure *failure)
{
	struct search_index *index;
	struct stat status;

	(void)pthread_once(&index_once, make_key);
	index = pthread_getspecific(index_of_thread);
	*ret_index = index;
	if (stat(path, &status) != 0)
		return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "no search index at %s", path);
	if (index != NULL && index->device == status.st_dev && index->inode == status.st_ino)
		return OK;
	if (index != NULL)
		close_index(index);
	*ret_index = open_index(path, &status);
	if (pthread_setspecific(index_of_thread, *ret_index) != 0 && *ret_index != NULL) {
		close_index(*ret_index);
		*ret_index = NULL;
	}
	return *ret_index != NULL ? OK : FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "%s is no search index", path);
}

const char *
search_expression(struct arena *arena, const char *q, bool loose)
{
	const char *folded = fold(arena, q);
	struct buffer out;
	size_t words = 0;

	buffer_init(&out, arena, EXPRESSION_MOST);
	while (*folded != '\0' && words < SEARCH_WORDS_MOST) {
		size_t size = strcspn(folded, " ");

		/* A word is a string of FTS5, in which a quote is written twice; folding left none. */
		buffer_text(&out, words == 0 ? "\"" : loose ? " OR \"" : " AND \"");
		for (size_t i = 0; i < size; i++) {
			if (folded[i] == '"')
				buffer_char(&out, '"');
			buffer_char(&out, folded[i]);
		}
		folded += size + (folded[size] == ' ');
		/* The last word may still be being typed. */
		buffer_text(&out, *folded == '\0' ? "\"*" : "\"");
		words++;
	}
	return words > 0 && !out.full ? out.data : NULL;
}

static enum err
broken(const struct search_index *index, struct failure *failure)
{
	return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "search index: %s", sqlite3_errmsg(index->file));
}

static const char *
column(struct arena *arena, sqlite3_stmt *statement, int at)
{
	const unsigned char *text = sqlite3_column_text(statement, at);

	return arena_strdup(arena, text != NULL ? (const char *)text : "");
}

/* The numbers of all that match, in order: those of the page are kept, the others counted. */
static enum err
find(struct search_index *index, const char *expression, const struct search_query *query, int64_t ids[SEARCH_PAGE],
    struct search_result *result, struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[expression != NULL ? FIND : BROWSE];
	const char *const values[] = { expression, query->sector, query->level, query->agency };
	int rc = SQLITE_OK;

	for (int i = 0; rc == SQLITE_OK && i < 4; i++)
		rc = values[i] != NULL ? sqlite3_bind_text(statement, i + 1, values[i], -1, SQLITE_STATIC)
				       : sqlite3_bind_null(statement, i + 1);
	result->total = result->count = 0;
	while (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
		if (result->total >= query->offset && result->count < SEARCH_PAGE)
			ids[result->count++] = sqlite3_column_int64(statement, 0);
		result->total++;
		rc = SQLITE_OK;
	}
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
	return rc == SQLITE_DONE ? OK : broken(index, failure);
}

static enum err
read_hit(struct search_index *index, struct arena *arena, int64_t id, struct search_hit *hit, struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[ITEM];
	int rc = sqlite3_bind_int64(statement, 1, id);

	if (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW)
		*hit = (struct search_hit){ .code = column(arena, statement, 0),
			.slug = column(arena, statement, 1),
			.name = column(arena, statement, 2),
			.sector_name = column(arena, statement, 3),
			.agency_name = column(arena, statement, 4),
			.level = column(arena, statement, 5),
			.agency_count = sqlite3_column_int64(statement, 6),
			.ended = sqlite3_column_int(statement, 7) != 0 };
	(void)sqlite3_reset(statement);
	return rc == SQLITE_ROW ? OK : broken(index, failure);
}

enum err
search_run(struct search_index *index, struct arena *arena, const struct search_query *query,
    struct search_result *ret_result, struct failure *failure)
{
	const char *expression = query->q != NULL ? search_expression(arena, query->q, false) : NULL;
	struct search_hit *hits = arena_array(arena, SEARCH_PAGE, sizeof(*hits));
	int64_t ids[SEARCH_PAGE];
	enum err err;

	*ret_result = (struct search_result){ .hits = hits };
	err = find(index, expression, query, ids, ret_result, failure);
	if (!err && ret_result->total == 0 && expression != NULL) {
		ret_result->loose = true;
		err = find(index, search_expression(arena, query->q, true), query, ids, ret_result, failure);
	}
	for (size_t i = 0; !err && i < ret_result->count; i++)
		err = read_hit(index, arena, ids[i], &hits[i], failure);
	return err;
}

enum err
search_slug_of_code(
    struct search_index *index, struct arena *arena, const char *code, const char **ret_slug, struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[BY_CODE];
	int rc = sqlite3_bind_text(statement, 1, code, -1, SQLITE_STATIC);

	if (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW)
		*ret_slug = column(arena, statement, 0);
	(void)sqlite3_reset(statement);
	if (rc == SQLITE_DONE)
		return ERR_NOT_FOUND;
	return rc == SQLITE_ROW ? OK : broken(index, failure);
}

enum err
search_labels(struct search_index *index, struct arena *arena, const char *kind, const struct search_label **ret_labels,
    size_t *ret_count, struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[LABELS];
	struct search_label *labels = arena_array(arena, LABELS_MOST, sizeof(*labels));
	int rc = sqlite3_bind_text(statement, 1, kind, -1, SQLITE_STATIC);

	*ret_labels = labels;
	*ret_count = 0;
	while (rc == SQLITE_OK && *ret_count < LABELS_MOST && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
		labels[(*ret_count)++] =
		    (struct search_label){ column(arena, statement, 0), column(arena, statement, 1) };
		rc = SQLITE_OK;
	}
	(void)sqlite3_reset(statement);
	return rc == SQLITE_OK || rc == SQLITE_DONE ? OK : broken(index, failure);
}
