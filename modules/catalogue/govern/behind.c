/* The procedures behind a number. See behind.h. */
#include "govern/behind.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "domain/directory/directory_store.h"
#include "domain/time/local_time.h"
#include "govern/fact.h"
#include "govern/page.h"
#include "govern/quality.h"
#include "govern/sheet.h"

enum { PAGE_ROWS = 50 };

static const char *const issue_words[] = { "no_form", "no_process", "no_fee_basis", "exceeds_law", "basis_expired",
	"never_used", "no_reason", "late_level", "late_integration", "busy_offline", NULL };

struct behind_input {
	struct behind_filter filter;
	const char *after;
};
#define FILTER_FIELD(member, name, type, ...)                                                                          \
	{                                                                                                              \
		(name), offsetof(struct behind_input, filter.member), sizeof(const char *), (type), FROM_QUERY,        \
		    __VA_ARGS__                                                                                        \
	}
static const struct field behind_fields[] = {
	FILTER_FIELD(issue, "van-de", FIELD_CHOICE, .choices = issue_words),
	FILTER_FIELD(agency, "co-quan", FIELD_CODE, .max = 35),
	FILTER_FIELD(sector, "linh-vuc", FIELD_CODE, .max = 120),
	FILTER_FIELD(tier, "cap", FIELD_CHOICE, .choices = fact_tiers),
	FILTER_FIELD(level, "muc-do", FIELD_CHOICE, .choices = fact_levels),
	FIELD_NAMED(behind_input, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input behind_input = INPUT(behind_input, behind_fields);

static const char *
add_filter(struct ctx *c, const char *url, const struct behind_filter *filter)
{
	const struct {
		const char *name, *value;
	} parts[] = { { "van-de", filter->issue }, { "co-quan", filter->agency }, { "linh-vuc", filter->sector },
		{ "cap", filter->tier }, { "muc-do", filter->level } };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		url = url_query_add(c->arena, url, parts[i].name, parts[i].value);
	return url;
}

const char *
behind_url(struct ctx *c, const struct behind_filter *filter)
{
	return add_filter(c, BEHIND_PATH, filter);
}

/* ERR_NOT_FOUND: no agency has this code. */
static enum err
make_filter(const struct facts *facts, const struct behind_filter *words, struct fact_filter *ret)
{
	*ret = (struct fact_filter){ .level = words->level,
		.tier = words->tier,
		.sector = words->sector,
		.issue = words->issue != NULL ? issue_by_name(words->issue) : ISSUE_NONE };
	for (size_t i = 0; words->agency != NULL && i < facts->agency_count; i++)
		if (strcmp(facts->agencies[i].code, words->agency) == 0)
			ret->agency_id = facts->agencies[i].current_id;
	return words->agency != NULL && ret->agency_id == 0 ? ERR_NOT_FOUND : OK;
}

static const char *
tier_words(struct ctx *c, const struct fact *fact)
{
	const char *words = "";

	for (size_t i = 0; fact_tiers[i] != NULL; i++)
		if (fact_in_tier(fact, fact_tiers[i]))
			words = arena_printf(c->arena, "%s%s%s", words, *words != '\0' ? ", " : "",
			    govern_word(c, "tiers", fact_tiers[i]));
	return words;
}

static void
add_columns(struct ctx *c, struct sheet *sheet)
{
	static const struct {
		const char *key;
		bool number;
	} columns[] = { { "code", false }, { "procedure", false }, { "sector", false }, { "tier", false },
		{ "level", false }, { "planned_level", false }, { "planned_on", false }, { "integration", false },
		{ "dossiers_year", true }, { "dossiers_ever", true } };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_column(sheet, govern_text(c, columns[i].key), columns[i].number);
}

static void
add_row(struct ctx *c, struct sheet *sheet, const struct fact *fact)
{
	int32_t integration = fact->integrated_on != DATE_NONE ? fact->integrated_on : fact->integration_due;

	sheet_text(sheet, fact->code, url(c->arena, "/can-bo/danh-muc/lo-trinh/ke-hoach/{}", fact->code));
	sheet_text(sheet, fact->name, NULL);
	sheet_text(sheet, fact->sector_name, NULL);
	sheet_text(sheet, tier_words(c, fact), NULL);
	sheet_text(sheet, govern_word(c, "levels", fact->service_level), NULL);
	sheet_text(sheet, fact->planned_level != NULL ? govern_word(c, "levels", fact->planned_level) : NULL, NULL);
	sheet_date(sheet, fact->planned_on);
	sheet_date(sheet, integration);
	sheet_number(sheet, fact->year_dossiers, NULL);
	sheet_number(sheet, fact->dossiers, NULL);
}

/* Busy ones stand by their number of dossiers, all others by code. */
static int
busier(const void *a, const void *b)
{
	const struct fact *one = *(const struct fact *const *)a, *other = *(const struct fact *const *)b;

	if (one->year_dossiers != other->year_dossiers)
		return one->year_dossiers < other->year_dossiers ? 1 : -1;
	return strcmp(one->code, other->code);
}

struct behind {
	struct facts facts;
	struct fact_filter filter;
	const struct fact **found;
	size_t count;
};

static enum err
read(struct ctx *c, const struct behind_filter *words, struct behind *b)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	*b = (struct behind){ .count = 0 };
	if (err || (err = facts_read(c->db, c->arena, office_day(now), &b->facts)) ||
	    (err = make_filter(&b->facts, words, &b->filter)))
		return err;
	b->found = arena_array(c->arena, b->facts.count + 1, sizeof(const struct fact *));
	for (size_t i = 0; i < b->facts.count; i++)
		if (fact_matches(&b->facts, &b->facts.items[i], &b->filter))
			b->found[b->count++] = &b->facts.items[i];
	if (b->filter.issue == ISSUE_BUSY_OFFLINE)
		qsort(b->found, b->count, sizeof(const struct fact *), busier);
	return OK;
}

static size_t
first_after(const struct behind *b, const char *code)
{
	for (size_t i = 0; code != NULL && i < b->count; i++)
		if (strcmp(b->found[i]->code, code) == 0)
			return i + 1;
	return 0;
}

static const char *
caption(struct ctx *c, size_t count)
{
	return govern_format(c, "found", "count", money_text(c->arena, (int64_t)count));
}

static void
add_choice(struct page *page, struct view *fields, const char *name, const char *label, const char *chosen,
    const char *const *words, const char *group)
{
	const struct page_select select =
	    page_select(page, fields, &(struct page_field){ name, label, NULL, false, chosen }, "any");

	page_options(page, &select, words, group);
}

static void
add_filters(struct page *page, const struct facts *facts, const struct behind_filter *filter)
{
	struct view *fields = page_filter(page, BEHIND_PATH, NULL);
	struct fact_group *sectors, all;
	struct page_select select;
	size_t count;

	add_choice(page, fields, "van-de", "issue", filter->issue, issue_words, "issues");
	add_choice(page, fields, "cap", "tier", filter->tier, fact_tiers, "tiers");
	add_choice(page, fields, "muc-do", "level", filter->level, fact_levels, "levels");
	select = page_select(
	    page, fields, &(struct page_field){ "co-quan", "by_agency", NULL, false, filter->agency }, "any");
	page_agencies(&select, facts->agencies, facts->agency_count);
	select =
	    page_select(page, fields, &(struct page_field){ "linh-vuc", "sector", NULL, false, filter->sector }, "any");
	facts_group(page->ctx->arena, facts, BY_SECTOR, &sectors, &count, &all);
	for (size_t i = 0; i < count; i++)
		page_option(&select, sectors[i].key, sectors[i].label);
}

enum err
handle_behind(struct ctx *c, const void *input)
{
	const struct behind_input *in = input;
	struct behind b;
	struct page page;
	struct sheet *sheet;
	size_t first, end;
	enum err err = read(c, &in->filter, &b);

	if (err)
		return err;
	first = first_after(&b, in->after);
	end = b.count - first > PAGE_ROWS ? first + PAGE_ROWS : b.count;
	page = page_new(c,
	    in->filter.issue != NULL ? govern_word(c, "issues", in->filter.issue) : govern_text(c, "procedures"),
	    QUALITY_PATH, QUALITY_PATH);
	add_filters(&page, &b.facts, &in->filter);
	sheet = sheet_new(c->arena, caption(c, b.count));
	sheet->empty = govern_text(c, "behind_none");
	add_columns(c, sheet);
	for (size_t i = first; i < end; i++)
		add_row(c, sheet, b.found[i]);
	page_sheet(&page, sheet, NULL, add_filter(c, BEHIND_PATH "/tai-ve", &in->filter));
	if (end < b.count)
		page_next(&page, url_query_add(c->arena, behind_url(c, &in->filter), "sau", b.found[end - 1]->code));
	return page_respond(&page);
}

enum err
handle_behind_csv(struct ctx *c, const void *input)
{
	const struct behind_input *in = input;
	struct behind b;
	struct sheet *sheet;
	enum err err = read(c, &in->filter, &b);

	if (err)
		return err;
	sheet = sheet_new(c->arena, caption(c, b.count));
	add_columns(c, sheet);
	for (size_t i = 0; i < b.count; i++)
		add_row(c, sheet, b.found[i]);
	return page_respond_csv(c, sheet, "thu-tuc.csv");
}
