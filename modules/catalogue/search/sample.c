/* Sample views of search. See sample.h. */
#include "search/sample.h"

#include "core/memory/arena.h"
#include "publish/sample.h"
#include "search/plan.h"
#include "search/search.h"
#include "search/served.h"
#include "search/vocabulary.h"

/* A plan with a synonym and a slip in it, so that the page says how both were understood. */
static const struct plan *
plan_sample(struct arena *arena)
{
	static const struct vocabulary_word words[] = { { "sample", 1, sizeof("sample") - 1 } };
	struct plan *plans = arena_array(arena, PLANS_MOST, sizeof(*plans));
	struct synonym *synonym = ARENA_NEW(arena, struct synonym);
	struct vocabulary vocabulary = { words, 1, synonym, 1, 1 };
	size_t count;

	synonym->text = "everyday";
	synonym->meaning = "sample";
	synonym_split(arena, synonym);
	count = plans_make(arena, &vocabulary, "everyday samplle", plans);
	return &plans[count - 1];
}

struct view *
search_sample(struct arena *arena)
{
	static const struct search_label labels[] = { { "sample", "sample" } };
	const struct search_hit hits[] = { { "1.000001", "sample", "sample", "sample", "sample", 1, "full", false,
	    "sample", "sample", "sample", "sample", plan_sample(arena) } };

	return search_view(arena, edition_sample(arena),
	    &(struct search_query){ "sample", { "sample", "sample", "full", "citizen", "birth" }, SEARCH_PAGE },
	    &(struct search_result){ hits, 1, (size_t)3 * SEARCH_PAGE, false },
	    &(struct search_filters){ labels, labels, 1, 1 });
}
