/* Every field of the open data. See open_data.h. */
#include <stdint.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "domain/directory/directory_store.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/open_data.h"

/* clang-format off */
#define FIELD_OF(tag, member, type) { #member, (type), offsetof(struct tag, member), false }
#define NULLABLE(tag, member, type) { #member, (type), offsetof(struct tag, member), true }
/* clang-format on */
#define FIELDS(fields) (fields), sizeof(fields) / sizeof((fields)[0])
#define FROM_CATALOGUE(tag, member, part)                                                                              \
	offsetof(struct catalogue, member), offsetof(struct catalogue_parts, part), sizeof(struct tag)

struct procedure_row {
	const char *code, *url, *name, *sector, *sector_name, *level, *level_reason, *kind, *run_by, *external_url;
	const char *tiers, *audience, *audience_note, *life_events, *steps, *conditions, *legal_basis, *result_name;
	const char *decision_no, *replaced_by;
	int64_t version, old_level, sets;
	int32_t decision_date, effective_from, effective_to, opens_on, closes_on;
	bool in_force, listed;
};
static const struct data_field procedure_fields[] = {
	FIELD_OF(procedure_row, code, DATA_TEXT),
	FIELD_OF(procedure_row, url, DATA_TEXT),
	FIELD_OF(procedure_row, name, DATA_TEXT),
	FIELD_OF(procedure_row, version, DATA_INT),
	FIELD_OF(procedure_row, in_force, DATA_BOOL),
	FIELD_OF(procedure_row, listed, DATA_BOOL),
	FIELD_OF(procedure_row, sector, DATA_TEXT),
	FIELD_OF(procedure_row, sector_name, DATA_TEXT),
	FIELD_OF(procedure_row, tiers, DATA_WORDS),
	FIELD_OF(procedure_row, level, DATA_TEXT),
	NULLABLE(procedure_row, old_level, DATA_INT),
	FIELD_OF(procedure_row, level_reason, DATA_TEXT),
	FIELD_OF(procedure_row, kind, DATA_TEXT),
	FIELD_OF(procedure_row, run_by, DATA_TEXT),
	FIELD_OF(procedure_row, external_url, DATA_TEXT),
	FIELD_OF(procedure_row, audience, DATA_WORDS),
	FIELD_OF(procedure_row, audience_note, DATA_TEXT),
	FIELD_OF(procedure_row, life_events, DATA_WORDS),
	FIELD_OF(procedure_row, steps, DATA_TEXT),
	FIELD_OF(procedure_row, conditions, DATA_TEXT),
	FIELD_OF(procedure_row, legal_basis, DATA_TEXT),
	FIELD_OF(procedure_row, result_name, DATA_TEXT),
	FIELD_OF(procedure_row, sets, DATA_INT),
	FIELD_OF(procedure_row, decision_no, DATA_TEXT),
	NULLABLE(procedure_row, decision_date, DATA_DATE),
	NULLABLE(procedure_row, effective_from, DATA_DATE),
	NULLABLE(procedure_row, effective_to, DATA_DATE),
	NULLABLE(procedure_row, opens_on, DATA_DATE),
	NULLABLE(procedure_row, closes_on, DATA_DATE),
	NULLABLE(procedure_row, replaced_by, DATA_TEXT),
};

static const struct data_field case_fields[] = {
	FIELD_OF(catalogue_case, case_no, DATA_INT),
	FIELD_OF(catalogue_case, name, DATA_TEXT),
	FIELD_OF(catalogue_case, steps, DATA_TEXT),
};
static const struct data_field channel_fields[] = {
	FIELD_OF(catalogue_channel, case_no, DATA_INT),
	FIELD_OF(catalogue_channel, channel, DATA_TEXT),
	FIELD_OF(catalogue_channel, term_text, DATA_TEXT),
	FIELD_OF(catalogue_channel, fee_text, DATA_TEXT),
	FIELD_OF(catalogue_channel, note, DATA_TEXT),
};
static const struct data_field fee_fields[] = {
	FIELD_OF(catalogue_fee, case_no, DATA_INT),
	FIELD_OF(catalogue_fee, channel, DATA_TEXT),
	FIELD_OF(catalogue_fee, kind, DATA_TEXT),
	FIELD_OF(catalogue_fee, code, DATA_TEXT),
	FIELD_OF(catalogue_fee, name, DATA_TEXT),
	NULLABLE(catalogue_fee, amount, DATA_INT),
	FIELD_OF(catalogue_fee, unit, DATA_TEXT),
	FIELD_OF(catalogue_fee, note, DATA_TEXT),
};
static const struct data_field paper_fields[] = {
	FIELD_OF(catalogue_paper, case_no, DATA_INT),
	FIELD_OF(catalogue_paper, code, DATA_TEXT),
	FIELD_OF(catalogue_paper, name, DATA_TEXT),
	FIELD_OF(catalogue_paper, originals, DATA_INT),
	FIELD_OF(catalogue_paper, certified, DATA_INT),
	FIELD_OF(catalogue_paper, photocopies, DATA_INT),
	FIELD_OF(catalogue_paper, required, DATA_BOOL),
	FIELD_OF(catalogue_paper, shown_only, DATA_BOOL),
	FIELD_OF(catalogue_paper, replaced_by, DATA_TEXT),
	FIELD_OF(catalogue_paper, template_file, DATA_TEXT),
	FIELD_OF(catalogue_paper, template_name, DATA_TEXT),
	FIELD_OF(catalogue_paper, result_codes, DATA_WORDS),
};
static const struct data_field result_fields[] = {
	FIELD_OF(catalogue_result, code, DATA_TEXT),
	FIELD_OF(catalogue_result, name, DATA_TEXT),
	FIELD_OF(catalogue_result, template_file, DATA_TEXT),
};
static const struct data_field basis_fields[] = {
	FIELD_OF(catalogue_basis, number, DATA_TEXT),
	FIELD_OF(catalogue_basis, name, DATA_TEXT),
	FIELD_OF(catalogue_basis, issuer, DATA_TEXT),
	NULLABLE(catalogue_basis, issued_on, DATA_DATE),
	NULLABLE(catalogue_basis, effective_on, DATA_DATE),
	NULLABLE(catalogue_basis, expires_on, DATA_DATE),
	FIELD_OF(catalogue_basis, url, DATA_TEXT),
};
static const struct data_field agent_fields[] = {
	FIELD_OF(catalogue_agent, role, DATA_TEXT),
	FIELD_OF(catalogue_agent, code, DATA_TEXT),
	FIELD_OF(catalogue_agent, name, DATA_TEXT),
};
static const struct data_field relation_fields[] = {
	FIELD_OF(catalogue_relation, kind, DATA_TEXT),
	FIELD_OF(catalogue_relation, code, DATA_TEXT),
};
static const struct data_field suspension_fields[] = {
	NULLABLE(catalogue_suspension, from_day, DATA_DATE),
	NULLABLE(catalogue_suspension, to_day, DATA_DATE),
	FIELD_OF(catalogue_suspension, reason, DATA_TEXT),
	FIELD_OF(catalogue_suspension, decision_no, DATA_TEXT),
};

struct offering_row {
	const char *receiving, *receiving_name, *solving, *solving_name, *consulted, *consulted_name;
	bool online;
};
static const struct data_field offering_fields[] = {
	NULLABLE(offering_row, receiving, DATA_TEXT),
	NULLABLE(offering_row, receiving_name, DATA_TEXT),
	NULLABLE(offering_row, solving, DATA_TEXT),
	NULLABLE(offering_row, solving_name, DATA_TEXT),
	NULLABLE(offering_row, consulted, DATA_TEXT),
	NULLABLE(offering_row, consulted_name, DATA_TEXT),
	FIELD_OF(offering_row, online, DATA_BOOL),
};

static void
name_agency(const struct catalogue *catalogue, int64_t id, const char **ret_code, const char **ret_name)
{
	const struct agency *agency = id != DB_NULL_INT ? catalogue_agency(catalogue, id) : NULL;

	*ret_code = agency != NULL ? agency->code : NULL;
	*ret_name = agency != NULL ? agency->name : NULL;
}

static const void *
offering_row(struct arena *arena, const struct catalogue *catalogue, const void *from)
{
	const struct catalogue_offering *offering = from;
	struct offering_row *row = ARENA_NEW(arena, struct offering_row);

	name_agency(catalogue, offering->receiving_id, &row->receiving, &row->receiving_name);
	name_agency(catalogue, offering->solving_id, &row->solving, &row->solving_name);
	name_agency(catalogue, offering->consulted_id, &row->consulted, &row->consulted_name);
	row->online = offering->online;
	return row;
}

const struct data_part data_procedure = { .name = "procedures", .file = "thu-tuc", FIELDS(procedure_fields) };

const struct data_part data_parts[] = {
	{ "cases", "truong-hop", FIELDS(case_fields), FROM_CATALOGUE(catalogue_case, cases, cases), NULL },
	{ "channels", "cach-thuc", FIELDS(channel_fields), FROM_CATALOGUE(catalogue_channel, channels, channels),
	    NULL },
	{ "fees", "phi-le-phi", FIELDS(fee_fields), FROM_CATALOGUE(catalogue_fee, fees, fees), NULL },
	{ "papers", "giay-to", FIELDS(paper_fields), FROM_CATALOGUE(catalogue_paper, papers, papers), NULL },
	{ "results", "ket-qua", FIELDS(result_fields), FROM_CATALOGUE(catalogue_result, results, results), NULL },
	{ "legal_texts", "can-cu-phap-ly", FIELDS(basis_fields), FROM_CATALOGUE(catalogue_basis, basis, basis), NULL },
	{ "agencies", "co-quan-thuc-hien", FIELDS(agent_fields), FROM_CATALOGUE(catalogue_agent, agents, agents),
	    NULL },
	{ "offerings", "noi-tiep-nhan", FIELDS(offering_fields),
	    FROM_CATALOGUE(catalogue_offering, offerings, offerings), offering_row },
	{ "relations", "thu-tuc-lien-quan", FIELDS(relation_fields),
	    FROM_CATALOGUE(catalogue_relation, relations, relations), NULL },
	{ "suspensions", "tam-dung", FIELDS(suspension_fields),
	    FROM_CATALOGUE(catalogue_suspension, suspensions, suspensions), NULL },
};
const size_t data_part_count = sizeof(data_parts) / sizeof(data_parts[0]);

const void *
data_procedure_row(struct arena *arena, const struct edition *edition, size_t index)
{
	const struct catalogue_procedure *from = &edition->catalogue->procedures[index];
	const struct catalogue_sector *sector = catalogue_sector(edition->catalogue, from->sector_id);
	struct procedure_row *row = ARENA_NEW(arena, struct procedure_row);

	*row = (struct procedure_row){ .code = from->code,
		.url = arena_printf(
		    arena, "%s%s", edition->config->base_url, edition_url(arena, edition, "/thu-tuc/{}", from->slug)),
		.name = from->name,
		.sector = sector != NULL ? sector->code : "",
		.sector_name = sector != NULL ? sector->name : "",
		.level = from->service_level,
		.level_reason = from->level_reason,
		.kind = from->kind,
		.run_by = from->run_by,
		.external_url = from->external_url,
		.tiers = from->tiers,
		.audience = from->audience,
		.audience_note = from->audience_note,
		.life_events = from->life_events,
		.steps = from->steps,
		.conditions = from->conditions,
		.legal_basis = from->legal_basis,
		.result_name = from->result_name,
		.decision_no = from->decision_no,
		.replaced_by = from->replaced_by,
		.version = from->version_no,
		.old_level = from->old_level,
		.sets = from->copies,
		.decision_date = from->decision_date,
		.effective_from = from->effective_from,
		.effective_to = from->effective_to,
		.opens_on = from->opens_on,
		.closes_on = from->closes_on,
		.in_force = from->in_force,
		.listed = from->listed };
	return row;
}
