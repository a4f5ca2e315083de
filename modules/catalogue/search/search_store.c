/* Opening the search index, and what is looked up in it by key. Finding is find_store.c's. See search.h. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/url.h"
#include "search/index.h"
#include "search/search.h"

enum { LABELS_MOST = 2000, PATH_PARTS_MOST = 4096 };
#define KEPT_MOST ((size_t)64 << 20)

/* ?2 to ?6: the facets in their order; ?1: the expression. */
#define FACET(kind, value)                                                                                             \
	"(?" value " IS NULL OR EXISTS (SELECT 1 FROM facet WHERE facet.kind = " kind " AND facet.value = ?" value     \
	" AND facet.item = item.id)) "
#define FACET_FILTERS                                                                                                  \
	FACET("0", "2") "AND " FACET("1", "3") "AND " FACET("2", "4") "AND " FACET("3", "5") "AND " FACET("4", "6")
static const char *const texts[INDEX_STATEMENTS] = {
	[INDEX_FIND] = "SELECT item.id, item.ended, rank_of(entry) FROM entry "
		       "JOIN item ON item.id = entry.rowid WHERE entry MATCH ?1 AND " FACET_FILTERS,
	/* Items are numbered by name. */
	[INDEX_BROWSE] = "SELECT item.id FROM item WHERE ?1 IS NULL AND " FACET_FILTERS "ORDER BY item.ended, item.id",
	[INDEX_ITEM] = "SELECT code, slug, name, sector_name, agency_name, level, agency_count, ended, keywords, "
		       "result_name, papers, agencies FROM item JOIN detail ON detail.id = item.id WHERE item.id = ?",
	[INDEX_BY_CODE] = "SELECT slug FROM detail WHERE code = ?",
	[INDEX_LABELS] = "SELECT slug, name FROM label WHERE kind = ? ORDER BY name LIMIT 2000",
	[INDEX_WORDS] = "SELECT text, documents FROM word ORDER BY text",
	[INDEX_SYNONYMS] = "SELECT word, meaning FROM synonym ORDER BY folded, word, meaning",
	[INDEX_DOCUMENTS] = "SELECT (SELECT COUNT(*) FROM item), (SELECT COUNT(*) FROM word), "
			    "(SELECT COUNT(*) FROM synonym)",
};

static pthread_key_t index_of_thread;
static pthread_once_t index_once = PTHREAD_ONCE_INIT;

static void
close_index(void *object)
{
	struct search_index *index = object;

	for (int i = 0; i < INDEX_STATEMENTS; i++)
		(void)sqlite3_finalize(index->statements[i]);
	(void)sqlite3_close(index->file);
	arena_free(index->kept);
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

static const char *
column(struct arena *arena, sqlite3_stmt *statement, int at)
{
	const unsigned char *text = sqlite3_column_text(statement, at);

	return arena_strdup(arena, text != NULL ? (const char *)text : "");
}

static int
count_all(struct search_index *index)
{
	sqlite3_stmt *statement = index->statements[INDEX_DOCUMENTS];
	struct vocabulary *vocabulary = &index->vocabulary;
	int rc = sqlite3_step(statement);

	vocabulary->documents = sqlite3_column_int64(statement, 0);
	vocabulary->word_count = (size_t)sqlite3_column_int64(statement, 1);
	vocabulary->synonym_count = (size_t)sqlite3_column_int64(statement, 2);
	(void)sqlite3_reset(statement);
	return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* Every word, for weights and slips; once for each published index and thread. */
static int
read_words(struct search_index *index)
{
	sqlite3_stmt *statement = index->statements[INDEX_WORDS];
	struct vocabulary *vocabulary = &index->vocabulary;
	struct vocabulary_word *words = arena_array(index->kept, vocabulary->word_count + 1, sizeof(*words));
	size_t count = 0;
	int rc = SQLITE_ROW;

	while (count < vocabulary->word_count && (rc = sqlite3_step(statement)) == SQLITE_ROW)
		words[count++] = (struct vocabulary_word){ column(index->kept, statement, 0),
			sqlite3_column_int64(statement, 1), (size_t)sqlite3_column_bytes(statement, 0) };
	(void)sqlite3_reset(statement);
	vocabulary->words = words;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int
read_synonyms(struct search_index *index)
{
	sqlite3_stmt *statement = index->statements[INDEX_SYNONYMS];
	struct vocabulary *vocabulary = &index->vocabulary;
	struct synonym *synonyms = arena_array(index->kept, vocabulary->synonym_count + 1, sizeof(*synonyms));
	size_t count = 0;
	int rc = SQLITE_ROW;

	while (count < vocabulary->synonym_count && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
		synonyms[count].text = column(index->kept, statement, 0);
		synonyms[count].meaning = column(index->kept, statement, 1);
		synonym_split(index->kept, &synonyms[count++]);
	}
	(void)sqlite3_reset(statement);
	vocabulary->synonyms = synonyms;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int
prepare_all(struct search_index *index)
{
	int rc = index_add_functions(index);

	for (int i = 0; rc == SQLITE_OK && i < INDEX_STATEMENTS; i++)
		rc = sqlite3_prepare_v2(index->file, texts[i], -1, &index->statements[i], NULL);
	if (rc == SQLITE_OK)
		rc = count_all(index);
	if (rc == SQLITE_OK)
		rc = read_words(index);
	return rc == SQLITE_OK ? read_synonyms(index) : rc;
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
		index->kept = arena_new(KEPT_MOST);
		rc = sqlite3_open_v2(
		    uri, &index->file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
		if (rc == SQLITE_OK)
			rc = prepare_all(index);
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

static enum err
broken(const struct search_index *index, struct failure *failure)
{
	return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "search index: %s", sqlite3_errmsg(index->file));
}

enum err
search_slug_of_code(
    struct search_index *index, struct arena *arena, const char *code, const char **ret_slug, struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[INDEX_BY_CODE];
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
	sqlite3_stmt *statement = index->statements[INDEX_LABELS];
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
