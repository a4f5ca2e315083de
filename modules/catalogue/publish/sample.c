/* Sample views. See sample.h. */
#include "publish/sample.h"

#include "agency/room.h"

#include "publish/catalogue.h"
#include "bundle/bundle_page.h"
#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "domain/directory/directory_store.h"
#include "content/article_view.h"
#include "content/ask.h"
#include "content/notice_view.h"
#include "content/public_view.h"
#include "draw/draw.h"
#include "content/question_view.h"
#include "publish/edition.h"
#include "publish/changes.h"
#include "publish/embed.h"
#include "publish/history.h"
#include "publish/list_view.h"
#include "publish/open_data.h"
#include "govern/page.h"
#include "edit/edit.h"
#include "edit/edit_new.h"
#include "edit/edit_summary.h"
#include "edit/review.h"
#include "office/bulk.h"
#include "form_design/outline.h"
#include "form_design/preview.h"
#include "form_design/question_view.h"
#include "form_design/source.h"
#include "guide/guide.h"
#include "import/import_page.h"
#include "office/office.h"
#include "publish/procedure_view.h"
#include "process_design/process_import.h"
#include "process_design/table_page.h"
#include "rule_design/examples_view.h"
#include "rule_design/column_view.h"
#include "rule_design/row_view.h"
#include "search/sample.h"
#include "search/served.h"
#include "simulate/form_page.h"
#include "simulate/paper_page.h"
#include "simulate/step_page.h"
#include "version/compare.h"

static const struct agency agencies[] = {
	{ 1, "H01.1", DB_NULL_INT, "sample agency", "sample", "sample-agency", "commune", "1 Sample Street",
	    "7:30-17:30", "1900 0000", "", 0, DATE_NONE, 1 },
	{ 2, "H01.2", 1, "closed agency", "closed", "closed-agency", "district", "", "", "", "", 0, 20000, 1 },
};
static const struct catalogue_sector sectors[] = { { 1, "sample-sector", "sample sector", "S" } };
static const struct catalogue_procedure procedures[] = {
	{ .version_id = 1,
	    .code = "1.000001",
	    .slug = "sample",
	    .name = "sample procedure",
	    .sector_id = 1,
	    .in_force = true,
	    .service_level = "full",
	    .kind = "standard",
	    .audience = "citizen,organisation",
	    .life_events = "birth,business",
	    .keywords = "sample",
	    .steps = "first step\nsecond step",
	    .conditions = "one condition",
	    .legal_basis = "one law",
	    .result_name = "a result",
	    .decision_no = "1/QD",
	    .decision_date = 20000,
	    .effective_from = 20000,
	    .effective_to = DATE_NONE,
	    .procedure_id = 1,
	    .version_no = 2,
	    .listed = true,
	    .opens_on = DATE_NONE,
	    .closes_on = DATE_NONE,
	    .tiers = "province,commune",
	    .level_reason = "a reason",
	    .run_by = "province",
	    .external_url = "",
	    .audience_note = "a note",
	    .old_level = 4,
	    .copies = 1 },
	{ .version_id = 2,
	    .code = "1.000002",
	    .slug = "ended",
	    .name = "ended procedure",
	    .replaced_by = "1.000001",
	    .sector_id = 1,
	    .service_level = "partial",
	    .kind = "standard",
	    .audience = "citizen",
	    .life_events = "",
	    .keywords = "",
	    .steps = "",
	    .conditions = "",
	    .legal_basis = "",
	    .result_name = "a result",
	    .decision_no = "",
	    .decision_date = DATE_NONE,
	    .effective_from = 10000,
	    .effective_to = 20000,
	    .procedure_id = 2,
	    .version_no = 1,
	    .listed = true,
	    .opens_on = DATE_NONE,
	    .closes_on = DATE_NONE,
	    .tiers = "",
	    .level_reason = "",
	    .run_by = "province",
	    .external_url = "",
	    .audience_note = "",
	    .old_level = DB_NULL_INT,
	    .copies = 1 },
};
static const struct catalogue_parts parts[] = {
	{ .cases = { 0, 2 },
	    .channels = { 0, 2 },
	    .papers = { 0, 2 },
	    .offerings = { 0, 1 },
	    .fees = { 0, 1 },
	    .results = { 0, 1 },
	    .basis = { 0, 1 },
	    .agents = { 0, 1 },
	    .relations = { 0, 1 },
	    .versions = { 0, 2 } },
	{ .offerings = { 1, 1 }, .versions = { 2, 1 } },
};
static const struct catalogue_case cases[] = { { 1, 1, "one case", "" }, { 1, 2, "another case", "its own step" } };
static const struct catalogue_channel channels[] = {
	{ 1, 1, "online", "1 day", "8.000", "a remark" },
	{ 1, 2, "post", "2 days", "8.000", "" },
};
static const struct catalogue_fee fees[] = {
	{ 1, 1, "online", "phi", "P1", "a fee", 8000, "a copy", "a note" },
};
static const struct catalogue_paper papers[] = {
	{ 1, 1, "P1", "a form", 1, 0, 0, true, false, "e-form", "sample.pdf", "form 1", "" },
	{ 1, 2, "P2", "a card", 0, 1, 0, false, true, "", "", "", "" },
};
static const struct catalogue_offering offerings[] = {
	{ 1, 1, 1, 2, true },
	{ 2, 2, 2, DB_NULL_INT, true },
};
static const struct catalogue_result results[] = { { 1, "KQ.1", "a result", "result.pdf" } };
static const struct catalogue_basis basis[] = {
	{ 1, "1/2025", "one law", "an issuer", 19000, 19100, 30000, "https://example.vn/1" },
};
static const struct catalogue_agent agents[] = { { 1, "competent", 1, "H01.1", "sample agency" } };
static const struct catalogue_relation relations[] = { { 1, "linked", "1.000002" } };
static const struct catalogue_version versions[] = {
	{ 1, 1, 2, "sample procedure", "1/QD", 20000, 20000, DATE_NONE },
	{ 1, 3, 1, "sample procedure as it was", "", DATE_NONE, 15000, 19999 },
	{ 2, 2, 1, "ended procedure", "", DATE_NONE, 10000, 20000 },
};
static const struct catalogue_synonym synonyms[] = { { "everyday", "sample" } };

const struct catalogue *
catalogue_sample(struct arena *arena)
{
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);

	*catalogue = (struct catalogue){ .agencies = agencies,
		.agency_count = 2,
		.sectors = sectors,
		.sector_count = 1,
		.procedures = procedures,
		.parts = parts,
		.procedure_count = 2,
		.cases = cases,
		.channels = channels,
		.papers = papers,
		.offerings = offerings,
		.fees = fees,
		.results = results,
		.basis = basis,
		.agents = agents,
		.relations = relations,
		.versions = versions,
		.today = 20500,
		.synonyms = synonyms,
		.synonym_count = 1 };
	catalogue_index(arena, catalogue);
	return catalogue;
}

const struct edition *
edition_sample(struct arena *arena)
{
	static const char *const modules[] = { "catalogue", "submission", NULL };
	struct core_config *config = ARENA_NEW(arena, struct core_config);
	struct edition *edition = ARENA_NEW(arena, struct edition);

	config->modules = (struct config_words){ modules, 2 };
	*edition = (struct edition){ config, NULL, MESSAGES_FIRST_LANGUAGE, "https://example.vn/{code}",
		catalogue_sample(arena) };
	return edition;
}

static struct view *
home_sample(struct arena *arena)
{
	const struct edition *edition = edition_sample(arena);
	struct view *page = home_view(arena, edition);

	public_add_home(arena, edition, NULL, page);
	return page;
}

static struct view *
index_sample(struct arena *arena)
{
	return site_map_view(arena, edition_sample(arena));
}

static struct view *
sector_sample(struct arena *arena)
{
	return sector_view(arena, edition_sample(arena), &sectors[0]);
}

static struct view *
agency_sample(struct arena *arena)
{
	struct view *page = agency_view(arena, edition_sample(arena), &agencies[1]);

	agency_room_add(arena, edition_sample(arena), NULL, &agencies[1], page);
	return page;
}

static struct view *
procedure_sample(struct arena *arena)
{
	const struct edition *edition = edition_sample(arena);

	struct view *page = procedure_view(arena, edition, &edition->catalogue->procedures[0]);

	public_add_procedure(arena, edition, NULL, &edition->catalogue->procedures[0], page);
	return page;
}

static struct view *
accessibility_sample(struct arena *arena)
{
	return accessibility_view(arena, edition_sample(arena));
}

static struct view *
missing_sample(struct arena *arena)
{
	return missing_view(arena, edition_sample(arena), "sample", "sample");
}

const struct page_sample catalogue_samples[] = {
	{ "catalogue/home", home_sample },
	{ "catalogue/index", index_sample },
	{ "catalogue/sector", sector_sample },
	{ "catalogue/agency", agency_sample },
	{ "catalogue/procedure", procedure_sample },
	{ "catalogue/publish_history", history_sample },
	{ "catalogue/publish_changes", changes_sample },
	{ "catalogue/publish_open_data", open_data_sample },
	{ "catalogue/publish_embed", embed_index_sample },
	{ "catalogue/publish_embed_list", embed_list_sample },
	{ "catalogue/publish_embed_search", embed_search_sample },
	{ "catalogue/accessibility", accessibility_sample },
	{ "catalogue/search", search_sample },
	{ "catalogue/rule_examples", rule_examples_sample },
	{ "catalogue/rule_row", rule_row_sample },
	{ "catalogue/rule_column", rule_column_sample },
	{ "catalogue/rule_frame", rule_frame_sample },
	{ "catalogue/search_keywords", keywords_sample },
	{ "catalogue/search_keyword", keyword_sample },
	{ "catalogue/missing", missing_sample },
	{ "catalogue/office", office_sample },
	{ "catalogue/bulk_form", bulk_form_sample },
	{ "catalogue/bulk", bulk_sample },
	{ "catalogue/review", review_sample },
	{ "catalogue/bundle_list", bundle_list_sample },
	{ "catalogue/simulate_form", simulate_form_sample },
	{ "catalogue/simulate_steps", simulate_steps_sample },
	{ "catalogue/simulate_receipt", simulate_paper_sample },
	{ "catalogue/simulate_supplement", simulate_paper_sample },
	{ "catalogue/simulate_refusal", simulate_paper_sample },
	{ "catalogue/simulate_control", simulate_paper_sample },
	{ "catalogue/edit_new", edit_new_sample },
	{ "catalogue/edit_summary", edit_summary_sample },
	{ "catalogue/edit_section", edit_section_sample },
	{ "catalogue/draw", draw_process_sample },
	{ "catalogue/draw", draw_rule_sample },
	{ "catalogue/process_table", process_table_sample },
	{ "catalogue/process_annex", process_annex_sample },
	{ "catalogue/process_imports", process_imports_sample },
	{ "catalogue/process_import", process_import_sample },
	{ "catalogue/form_design", form_outline_sample },
	{ "catalogue/form_design_add", form_add_sample },
	{ "catalogue/form_design_question", form_question_sample },
	{ "catalogue/form_design_many", form_many_sample },
	{ "catalogue/form_design_source", form_source_sample },
	{ "catalogue/form_design_bring", form_bring_sample },
	{ "catalogue/form_design_try", form_try_sample },
	{ "catalogue/govern", page_sample },
	{ "catalogue/version_compare", compare_sample },
	{ "catalogue/import_runs", import_runs_sample },
	{ "catalogue/import_run", import_run_sample },
	{ "catalogue/import_export", export_sample },
	{ "catalogue/guides", guides_sample },
	{ "catalogue/guide", guide_sample },
	{ "catalogue/content_office", articles_sample },
	{ "catalogue/content_office", questions_sample },
	{ "catalogue/content_office", notices_sample },
	{ "catalogue/content_edit", article_edit_sample },
	{ "catalogue/content_edit", question_edit_sample },
	{ "catalogue/content_edit", notice_edit_sample },
	{ "catalogue/content_ask", ask_sample },
	{ "catalogue/content_asked", asked_sample },
	{ "catalogue/content_list", public_list_sample },
	{ "catalogue/content_page", public_page_sample },
	{ "catalogue/content_notices", public_notices_sample },
};
const size_t catalogue_sample_count = sizeof(catalogue_samples) / sizeof(catalogue_samples[0]);
