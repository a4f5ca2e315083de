/* Finding: each plan of what was typed is asked of FTS5, ranked by rank.c through a function of FTS5's own, and merged. */
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "core/memory/arena.h"
#include "search/index.h"
#include "search/rank.h"
#include "search/search.h"

enum { HITS_MOST = 512 };
/* A name that says this much of what was typed, as it was typed, ends the search. */
#define GOOD_ENOUGH 0.85
/* Of a second look only what comes near the best is shown; the third and fourth meaning are not worth one. */
#define NEAR_BEST 0.6
enum { SECOND_LOOKS = 2 };
#define ALL_THERE 0.999

/* --- the functions inside SQL ------------------------------------------------------------------------------------- */

/* Phrase by phrase: cheaper than all in the order of the text, which the rank does not need. */
static size_t
read_hits(const struct search_index *index, const Fts5ExtensionApi *api, Fts5Context *context,
    struct rank_hit hits[HITS_MOST])
{
	size_t taken = 0;

	for (size_t i = 0; i < index->expression->phrase_count; i++) {
		const struct phrase *phrase = &index->expression->phrases[i];
		Fts5PhraseIter iterator;
		int column = -1, offset = 0, rc;

		for (rc = api->xPhraseFirst(context, (int)i, &iterator, &column, &offset);
		     rc == SQLITE_OK && column >= 0 && taken < HITS_MOST;
		     api->xPhraseNext(context, &iterator, &column, &offset))
			hits[taken++] = (struct rank_hit){ phrase->slot, phrase->reading, (enum rank_column)column,
				(size_t)offset };
	}
	return taken;
}

/* Score and coverage of the current row, in one number of each call: the row's rank is worked out once. */
static void
rank_function(
    const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int count, sqlite3_value **values)
{
	const struct search_index *index = api->xUserData(context);
	struct rank_hit hits[HITS_MOST];
	struct rank rank;
	int words = 0;

	(void)count;
	(void)values;
	if (index->plan == NULL || api->xColumnSize(context, IN_NAME, &words) != SQLITE_OK)
		words = 0;
	rank = rank_of(index->plan, hits, read_hits(index, api, context, hits), (size_t)words);
	sqlite3_result_blob(result, &rank, sizeof(rank), SQLITE_TRANSIENT);
}

int
index_add_functions(struct search_index *index)
{
	sqlite3_stmt *statement;
	fts5_api *api = NULL;
	int rc = sqlite3_prepare_v2(index->file, "SELECT fts5(?1)", -1, &statement, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
	if (rc == SQLITE_OK && sqlite3_step(statement) != SQLITE_ROW)
		rc = SQLITE_ERROR;
	(void)sqlite3_finalize(statement);
	if (rc != SQLITE_OK || api == NULL)
		return SQLITE_ERROR;
	return api->xCreateFunction(api, "rank_of", index, rank_function, NULL);
}

/* --- one plan ----------------------------------------------------------------------------------------------------- */

struct match {
	int64_t id; /* 0: not found */
	bool ended;
	struct rank rank;
	const struct plan *plan;
};

struct finding {
	struct search_index *index;
	struct arena *arena;
	const struct search_query *query;
	struct match *matches; /* by the item's number; then those found, in their order */
	size_t count;
	double best, best_coverage, best_order;
};

static int
bind(sqlite3_stmt *statement, const char *expression, const struct search_query *query)
{
	int rc = expression != NULL ? sqlite3_bind_text(statement, 1, expression, -1, SQLITE_STATIC)
				    : sqlite3_bind_null(statement, 1);

	for (int i = 0; rc == SQLITE_OK && i < FACETS; i++)
		rc = query->facets[i] != NULL ? sqlite3_bind_text(statement, i + 2, query->facets[i], -1, SQLITE_STATIC)
					      : sqlite3_bind_null(statement, i + 2);
	return rc;
}

/* Items are numbered from 1 on. */
static bool
is_item(const struct finding *f, int64_t id)
{
	return id > 0 && id <= f->index->vocabulary.documents;
}

/* Each procedure by the plan that suits it best. */
static void
take_match(struct finding *f, sqlite3_stmt *statement)
{
	const void *rank = sqlite3_column_blob(statement, 2);
	struct match match = { .id = sqlite3_column_int64(statement, 0),
		.ended = sqlite3_column_int(statement, 1) != 0,
		.plan = f->index->plan };

	if (rank == NULL || sqlite3_column_bytes(statement, 2) != (int)sizeof(match.rank) || !is_item(f, match.id))
		return;
	memcpy(&match.rank, rank, sizeof(match.rank));
	if (f->matches[match.id].id == 0 || f->matches[match.id].rank.score < match.rank.score)
		f->matches[match.id] = match;
	if (match.rank.score > f->best)
		f->best = match.rank.score;
	if (match.rank.order > f->best_order)
		f->best_order = match.rank.order;
	if (match.rank.coverage > f->best_coverage)
		f->best_coverage = match.rank.coverage;
}

static int
ask(struct finding *f, const struct plan *plan, bool sure)
{
	sqlite3_stmt *statement = f->index->statements[INDEX_FIND];
	struct expression *expression = ARENA_NEW(f->arena, struct expression);
	int rc;

	plan_expression(f->arena, plan, sure, expression);
	if (expression->text == NULL)
		return SQLITE_DONE;
	f->index->plan = plan;
	f->index->expression = expression;
	rc = bind(statement, expression->text, f->query);
	while (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
		take_match(f, statement);
		rc = SQLITE_OK;
	}
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
	f->index->plan = NULL;
	f->index->expression = NULL;
	return rc == SQLITE_OK ? SQLITE_DONE : rc;
}

/* --- all plans ------------------------------------------------------------------------------------------------------ */

static int
compare_by_rank(const void *one, const void *other)
{
	const struct match *a = one, *b = other;

	if (a->ended != b->ended)
		return a->ended ? 1 : -1;
	if (a->rank.score != b->rank.score)
		return a->rank.score < b->rank.score ? 1 : -1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* What was found, best first; `near`: without those that are far from the best. */
static void
put_in_order(struct finding *f, bool near)
{
	for (int64_t id = 1; is_item(f, id); id++)
		if (f->matches[id].id != 0 && (!near || f->matches[id].rank.score >= NEAR_BEST * f->best))
			f->matches[f->count++] = f->matches[id];
	qsort(f->matches, f->count, sizeof(*f->matches), compare_by_rank);
}

static int
find(struct finding *f, bool *ret_loose)
{
	struct plan *plans = arena_array(f->arena, PLANS_MOST, sizeof(*plans));
	size_t count = plans_make(f->arena, &f->index->vocabulary, f->query->q, plans);
	bool second;
	int rc = SQLITE_DONE;

	for (size_t i = 0; rc == SQLITE_DONE && i < count; i++)
		rc = ask(f, &plans[i], true);
	second = f->best_order < GOOD_ENOUGH;
	*ret_loose = f->best_coverage < ALL_THERE;
	for (size_t i = 0; rc == SQLITE_DONE && second && i < count && i < SECOND_LOOKS; i++) {
		plan_widen(&f->index->vocabulary, &plans[i]);
		rc = ask(f, &plans[i], false);
	}
	put_in_order(f, second);
	return rc;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

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

static int
browse(struct finding *f)
{
	sqlite3_stmt *statement = f->index->statements[INDEX_BROWSE];
	int rc = bind(statement, NULL, f->query);

	while (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
		if (is_item(f, (int64_t)f->count + 1))
			f->matches[f->count++] = (struct match){ .id = sqlite3_column_int64(statement, 0) };
		rc = SQLITE_OK;
	}
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
	return rc == SQLITE_OK ? SQLITE_DONE : rc;
}

static enum err
read_hit(struct search_index *index, struct arena *arena, const struct match *match, struct search_hit *hit,
    struct failure *failure)
{
	sqlite3_stmt *statement = index->statements[INDEX_ITEM];
	int rc = sqlite3_bind_int64(statement, 1, match->id);

	if (rc == SQLITE_OK && (rc = sqlite3_step(statement)) == SQLITE_ROW)
		*hit = (struct search_hit){ .code = column(arena, statement, 0),
			.slug = column(arena, statement, 1),
			.name = column(arena, statement, 2),
			.sector_name = column(arena, statement, 3),
			.agency_name = column(arena, statement, 4),
			.level = column(arena, statement, 5),
			.agency_count = sqlite3_column_int64(statement, 6),
			.ended = sqlite3_column_int(statement, 7) != 0,
			.keywords = column(arena, statement, 8),
			.result_name = column(arena, statement, 9),
			.papers = column(arena, statement, 10),
			.agencies = column(arena, statement, 11),
			.plan = match->plan };
	(void)sqlite3_reset(statement);
	return rc == SQLITE_ROW ? OK : broken(index, failure);
}

enum err
search_run(struct search_index *index, struct arena *arena, const struct search_query *query,
    struct search_result *ret_result, struct failure *failure)
{
	struct search_hit *hits = arena_array(arena, SEARCH_PAGE, sizeof(*hits));
	struct finding f = { .index = index, .arena = arena, .query = query };
	struct word first;
	enum err err = OK;
	int rc;

	f.matches = arena_array(arena, (size_t)index->vocabulary.documents + 1, sizeof(*f.matches));
	*ret_result = (struct search_result){ .hits = hits };
	if (query->q != NULL && words_split(arena, query->q, &first, 1) > 0)
		rc = find(&f, &ret_result->loose);
	else
		rc = browse(&f);
	if (rc != SQLITE_DONE)
		return broken(index, failure);
	ret_result->total = f.count;
	for (size_t i = query->offset; !err && i < f.count && ret_result->count < SEARCH_PAGE; i++)
		err = read_hit(index, arena, &f.matches[i], &hits[ret_result->count++], failure);
	ret_result->loose = ret_result->loose && f.count > 0;
	return err;
}
