/* What a query may become, as one types: names of procedures from the index, no database. See suggest.h. */
#include "search/suggest.h"

#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "publish/edition.h"
#include "search/search.h"
#include "search/served.h"

enum { SUGGESTIONS = 8, TYPED_MOST = 200 };

struct suggest_input {
	const char *q;
};
static const struct field suggest_fields[] = {
	FIELD(suggest_input, q, FIELD_TEXT, FROM_QUERY, .required = true, .max = TYPED_MOST,
	    .label = "catalogue.search_label"),
};
const struct input suggest_input = INPUT(suggest_input, suggest_fields);

enum err
handle_suggest(struct ctx *c, const void *input)
{
	const struct suggest_input *in = input;
	const struct edition edition = served_edition(c);
	struct view *answer = view_object(c->arena), *list = view_list(answer, "suggestions");
	struct search_result result = { 0 };
	struct search_index *index;
	enum err err = search_open(c->config->search_index, &index, &c->failure);

	if (!err)
		err = search_run(index, c->arena, &(struct search_query){ .q = in->q }, &result, &c->failure);
	for (size_t i = 0; !err && i < result.count && i < SUGGESTIONS; i++) {
		struct view *item = view_item(list);

		view_text(item, "label", result.hits[i].name);
		view_text(item, "code", result.hits[i].code);
		view_url(item, "url", edition_url(c->arena, &edition, "/thu-tuc/{}", result.hits[i].slug));
	}
	return err ? err : respond_json(c, answer);
}
