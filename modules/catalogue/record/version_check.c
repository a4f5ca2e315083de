/* What a version lacks. See version_check.h. */
#include "record/version_check.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/time/policy_text.h"
#include "record/procedure_record.h"

/* Sections of the editor. */
#define GENERAL     "chung"
#define STEPS       "trinh-tu"
#define CASES       "truong-hop"
#define CHANNELS    "cach-thuc"
#define PAPERS      "thanh-phan"
#define RESULTS     "ket-qua"
#define BASIS       "can-cu"
#define AGENCIES    "co-quan"
#define DEFINITIONS "dinh-nghia"

#define TEXT(name) "catalogue_version.gap." name

struct checking {
	struct arena *arena;
	const struct version_record *version;
	int32_t today;
	bool taken; /* dossiers are taken here: by an agency of the province */
	struct version_gap *items;
	struct version_gaps *gaps;
	/* Where the check stands. */
	size_t case_no;
	const char *case_name, *channel;
};

static void
miss_named(struct checking *c, enum gap_severity severity, const char *key, const char *section, const char *name)
{
	if (c->gaps->count == GAPS_MAX)
		return;
	c->items[c->gaps->count++] =
	    (struct version_gap){ severity, key, section, c->case_no, c->case_name, c->channel, name };
	c->gaps->blocking += severity == GAP_BLOCKS;
	c->gaps->decision_missing = c->gaps->decision_missing || severity == GAP_DECISION;
}

static void
miss(struct checking *c, enum gap_severity severity, const char *key, const char *section)
{
	miss_named(c, severity, key, section, NULL);
}

static bool
is_empty(const char *text)
{
	return text == NULL || *text == '\0';
}

static bool
is(const char *text, const char *word)
{
	return text != NULL && strcmp(text, word) == 0;
}

static bool
is_online(const struct version_record *version)
{
	return is(version->service_level, "full") || is(version->service_level, "partial");
}

static void
check_general(struct checking *c)
{
	const struct version_record *version = c->version;

	if (is_empty(version->name))
		miss(c, GAP_BLOCKS, TEXT("name"), GENERAL);
	if (is_empty(version->sector))
		miss(c, GAP_BLOCKS, TEXT("sector"), GENERAL);
	if (is_empty(version->kind))
		miss(c, GAP_BLOCKS, TEXT("kind"), GENERAL);
	if (is_empty(version->tiers))
		miss(c, GAP_BLOCKS, TEXT("tiers"), GENERAL);
	if (is_empty(version->audience))
		miss(c, GAP_BLOCKS, TEXT("audience"), GENERAL);
	if (is_empty(version->service_level))
		miss(c, GAP_BLOCKS, TEXT("level"), GENERAL);
	else if (!is(version->service_level, "full") && is_empty(version->level_reason))
		miss(c, is(version->service_level, "partial") ? GAP_BLOCKS : GAP_WARNS, TEXT("level_reason"), GENERAL);
	if (is(version->run_by, "ministry") && is_empty(version->external_url))
		miss(c, GAP_BLOCKS, TEXT("external_url"), GENERAL);
}

static void
check_channel(struct checking *c, const struct channel_record *channel)
{
	struct failure failure = { 0 };
	struct clock_policy policy;

	c->channel = channel->channel;
	if (is_empty(channel->term_text))
		miss(c, GAP_BLOCKS, TEXT("term"), CHANNELS);
	else if (c->taken &&
		 (is_empty(channel->clock_policy) || policy_parse(c->arena, channel->clock_policy, &failure, &policy)))
		miss(c, GAP_BLOCKS, TEXT("clock"), CHANNELS);
	if (is_empty(channel->fee_text) && channel->fees.count == 0)
		miss(c, GAP_WARNS, TEXT("fee"), CHANNELS);
	c->channel = NULL;
}

static void
check_papers(struct checking *c, const struct case_record *one)
{
	const struct requirement_record *papers = one->requirements.items;

	if (one->requirements.count == 0)
		miss(c, GAP_WARNS, TEXT("papers"), PAPERS);
	for (size_t i = 0; i < one->requirements.count; i++) {
		if (is_empty(papers[i].name))
			miss(c, GAP_BLOCKS, TEXT("paper_name"), PAPERS);
		else if (papers[i].originals + papers[i].certified + papers[i].photocopies == 0 &&
			 !papers[i].shown_only)
			miss_named(c, GAP_WARNS, TEXT("paper_count"), PAPERS, papers[i].name);
		if (!is_empty(papers[i].template_name) && is_empty(papers[i].template_file))
			miss_named(c, GAP_WARNS, TEXT("paper_template"), PAPERS, papers[i].name);
	}
}

static void
check_case(struct checking *c, const struct case_record *one)
{
	const struct channel_record *channels = one->channels.items;
	bool online = false;

	if (is_empty(one->name))
		miss(c, GAP_BLOCKS, TEXT("case_name"), CASES);
	if (is_empty(c->version->steps) && is_empty(one->steps))
		miss(c, GAP_BLOCKS, TEXT("steps"), STEPS);
	if (one->channels.count == 0)
		miss(c, GAP_BLOCKS, TEXT("channels"), CHANNELS);
	for (size_t i = 0; i < one->channels.count; i++) {
		check_channel(c, &channels[i]);
		online = online || is(channels[i].channel, "online");
	}
	if (one->channels.count > 0 && is_online(c->version) && !online)
		miss(c, GAP_WARNS, TEXT("online_channel"), CHANNELS);
	check_papers(c, one);
}

static void
check_cases(struct checking *c)
{
	const struct case_record *cases = c->version->cases.items;

	if (c->version->cases.count == 0)
		miss(c, GAP_BLOCKS, TEXT("cases"), CASES);
	for (size_t i = 0; i < c->version->cases.count; i++) {
		c->case_no = i + 1;
		c->case_name = c->version->cases.count > 1 ? cases[i].name : NULL;
		check_case(c, &cases[i]);
	}
	c->case_no = 0;
	c->case_name = NULL;
}

static bool
has_agency(const struct version_record *version, const char *role)
{
	const struct agency_record *agencies = version->agencies.items;

	for (size_t i = 0; i < version->agencies.count; i++)
		if (is(agencies[i].role, role))
			return true;
	return false;
}

static void
check_agencies(struct checking *c)
{
	const struct offering_record *offerings = c->version->offerings.items;
	bool online = false;

	for (size_t i = 0; i < c->version->offerings.count; i++)
		online = online || offerings[i].online;
	if (c->version->offerings.count == 0 && !is(c->version->run_by, "ministry"))
		miss(c, GAP_BLOCKS, TEXT("offerings"), AGENCIES);
	else if (c->taken && is_online(c->version) && !online)
		miss(c, GAP_WARNS, TEXT("online_offering"), AGENCIES);
	if (c->version->offerings.count == 0 && !has_agency(c->version, "performing") &&
	    !has_agency(c->version, "competent"))
		miss(c, GAP_WARNS, TEXT("agencies"), AGENCIES);
}

static void
check_basis(struct checking *c)
{
	const struct basis_record *basis = c->version->basis.items;

	if (is_empty(c->version->result_name) && c->version->results.count == 0)
		miss(c, GAP_BLOCKS, TEXT("result"), RESULTS);
	if (is_empty(c->version->legal_basis) && c->version->basis.count == 0)
		miss(c, GAP_BLOCKS, TEXT("basis"), BASIS);
	for (size_t i = 0; i < c->version->basis.count; i++)
		if (basis[i].expires_on != INT32_MIN && basis[i].expires_on <= c->today)
			miss_named(c, GAP_WARNS, TEXT("basis_ended"), BASIS,
			    is_empty(basis[i].number) ? basis[i].name : basis[i].number);
}

static void
check_definitions(struct checking *c)
{
	if (!c->taken)
		return;
	if (is_online(c->version) && c->version->form == NULL)
		miss(c, GAP_WARNS, TEXT("form"), DEFINITIONS);
	if (c->version->process == NULL)
		miss(c, GAP_WARNS, TEXT("process"), DEFINITIONS);
	if (!is_empty(c->version->fee_time) && !is(c->version->fee_time, "none") && c->version->rule == NULL)
		miss(c, GAP_WARNS, TEXT("rule"), DEFINITIONS);
}

static void
check_decision(struct checking *c)
{
	if (is_empty(c->version->decision_no) || c->version->decision_date == INT32_MIN)
		miss(c, GAP_DECISION, TEXT("decision"), GENERAL);
	if (c->version->effective_from == INT32_MIN)
		miss(c, GAP_DECISION, TEXT("effective"), GENERAL);
	if (c->version->effective_to != INT32_MIN && c->version->effective_to < c->today)
		miss(c, GAP_WARNS, TEXT("ended"), GENERAL);
}

void
version_check(struct arena *arena, const struct version_record *version, int32_t today, struct version_gaps *ret_gaps)
{
	struct checking c = { .arena = arena, .version = version, .today = today, .gaps = ret_gaps };

	c.items = arena_array(arena, GAPS_MAX, sizeof(*c.items));
	c.taken = !is(version->run_by, "ministry") && version->offerings.count > 0;
	*ret_gaps = (struct version_gaps){ .items = c.items };
	check_general(&c);
	check_cases(&c);
	check_agencies(&c);
	check_basis(&c);
	check_definitions(&c);
	check_decision(&c);
}
