/* The lists of the record on a procedure's page. See making.h. */
#include "publish/making.h"

#include <stdbool.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/catalogue.h"
#include "publish/edition.h"

static void
add_fees(const struct making *m)
{
	const struct catalogue_span span = m->parts->fees;
	const struct catalogue_fee *fees = m->edition->catalogue->fees + span.first;
	struct view *rows = view_list(m->page, "fees");

	for (size_t i = 0; i < span.count; i++) {
		struct view *row = view_item(rows);

		view_text(row, "name", fees[i].name);
		view_text(row, "kind", making_text(m, "fee_kind_", fees[i].kind));
		view_text(row, "channel", making_text(m, "channel_", fees[i].channel));
		view_text(row, "case_name", making_case_name(m, fees[i].case_no));
		view_text(row, "amount", fees[i].amount != DB_NULL_INT ? money_text(m->arena, fees[i].amount) : NULL);
		view_text(row, "unit", making_or_null(fees[i].unit));
		view_text(row, "note", making_or_null(fees[i].note));
	}
	view_bool(m->page, "has_fees", span.count > 0);
}

/* A version without a list of results has one by name. */
static void
add_results(const struct making *m)
{
	const struct catalogue_span span = m->parts->results;
	const struct catalogue_result *results = m->edition->catalogue->results + span.first;
	struct view *list = view_list(m->page, "results");
	struct view *row;

	for (size_t i = 0; i < span.count; i++) {
		row = view_item(list);
		view_text(row, "name", results[i].name);
		view_text(row, "result_code", making_or_null(results[i].code));
		view_url(row, "template_url",
		    results[i].template_file[0] != '\0' ? url(m->arena, "/static/mau-don/{}", results[i].template_file)
							: NULL);
	}
	if (span.count > 0)
		return;
	row = view_item(list);
	view_text(row, "name", m->procedure->result_name);
	view_text(row, "result_code", NULL);
	view_url(row, "template_url", NULL);
}

static const char *
day_or_null(const struct making *m, int32_t day)
{
	return day != DATE_NONE ? date_text(m->arena, day) : NULL;
}

/* Legal texts one by one, where they are known so; else as the version words them. */
static void
add_basis(const struct making *m)
{
	const struct catalogue_span span = m->parts->basis;
	const struct catalogue_basis *basis = m->edition->catalogue->basis + span.first;
	struct view *list = view_list(m->page, "bases");

	for (size_t i = 0; i < span.count; i++) {
		struct view *row = view_item(list);

		view_text(row, "number", making_or_null(basis[i].number));
		view_text(row, "name", basis[i].name);
		view_text(row, "issuer", making_or_null(basis[i].issuer));
		view_text(row, "issued", day_or_null(m, basis[i].issued_on));
		view_text(row, "effective", day_or_null(m, basis[i].effective_on));
		view_text(row, "expired",
		    basis[i].expires_on != DATE_NONE ? edition_format(m->arena, m->edition, "catalogue.basis_expired",
							   "date", date_text(m->arena, basis[i].expires_on))
						     : NULL);
		view_url(row, "url", url_is_safe(basis[i].url) ? making_or_null(basis[i].url) : NULL);
	}
	(void)making_lines(m, m->page, "legal", span.count == 0 ? m->procedure->legal_basis : "");
	view_bool(m->page, "has_legal", span.count > 0 || m->procedure->legal_basis[0] != '\0');
}

/* Agencies by what they do in it; one that the directory knows leads to its page. */
static void
add_agents(const struct making *m)
{
	const struct catalogue_span span = m->parts->agents;
	const struct catalogue_agent *agents = m->edition->catalogue->agents + span.first;
	struct view *groups = view_list(m->page, "agents");
	struct view *list = NULL;

	for (size_t i = 0; i < span.count; i++) {
		const struct agency *agency = agents[i].agency_id != DB_NULL_INT
						  ? catalogue_agency(m->edition->catalogue, agents[i].agency_id)
						  : NULL;
		struct view *item;

		if (i == 0 || strcmp(agents[i].role, agents[i - 1].role) != 0) {
			struct view *group = view_item(groups);

			view_text(group, "label", making_text(m, "agent_", agents[i].role));
			list = view_list(group, "agencies");
		}
		item = view_item(list);
		view_text(item, "label", agency != NULL ? agency->name : agents[i].name);
		view_url(item, "url",
		    agency != NULL ? edition_url(m->arena, m->edition, "/co-quan/{}", agency->slug) : NULL);
	}
}

static void
add_relations(const struct making *m)
{
	const struct catalogue_span span = m->parts->relations;
	const struct catalogue_relation *relations = m->edition->catalogue->relations + span.first;
	struct view *list = view_list(m->page, "related");
	bool any = false;

	for (size_t i = 0; i < span.count; i++) {
		const struct catalogue_procedure *other = catalogue_procedure(m->edition->catalogue, relations[i].code);
		struct view *item;

		if (other == NULL || other == m->procedure)
			continue;
		item = view_item(list);
		view_text(item, "label", other->name);
		view_url(item, "url", edition_url(m->arena, m->edition, "/thu-tuc/{}", other->slug));
		view_text(item, "note",
		    strcmp(relations[i].kind, "linked") == 0 ? making_text(m, "relation_linked", "") : NULL);
		any = true;
	}
	view_bool(m->page, "has_related", any);
}

void
parts_view_add(const struct making *m)
{
	add_fees(m);
	add_results(m);
	add_basis(m);
	add_agents(m);
	add_relations(m);
	view_url(m->page, "history_url",
	    m->parts->versions.count > 1 ? edition_url(m->arena, m->edition, "/thu-tuc/{}/lich-su/", m->procedure->slug)
					 : NULL);
}
