/* One walk opened for a request. See simulation.h. */
#include "simulate/simulation.h"

#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "define/desk.h"
#include "define/draft_store.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/choice_store.h"
#include "domain/time/local_time.h"
#include "record/version_store.h"

enum { PLACES_MAX = 50 };

enum err
simulation_procedure(
    struct ctx *c, const char *code, struct procedure_item *ret_item, struct version_record *ret_version)
{
	struct version_line line;
	enum err err = item_by_code(c->db, code, ret_item);

	if (err)
		return err;
	if (ret_item->current_version_id != DB_NULL_INT)
		return version_read(c->db, ret_item->current_version_id, ret_version);
	err = version_newest(c->db, ret_item->id, &line);
	return err ? err : version_read(c->db, line.id, ret_version);
}

enum err
simulation_pick(struct ctx *c, enum definition_kind kind, const char *pick, struct simulation_pick *ret_pick)
{
	struct definition_version version;
	struct definition_draft draft;
	int64_t id = *pick != '\0' ? strtoll(pick + 1, NULL, 10) : 0;
	enum err err;

	*ret_pick = (struct simulation_pick){ pick, "", 0, NULL, "" };
	if (*pick == '\0')
		return OK;
	if (*pick == 'v') {
		err = definition_by_id(c->db, kind, id, &version);
		if (!err)
			*ret_pick =
			    (struct simulation_pick){ pick, version.code, version.version_no, NULL, version.content };
		return err;
	}
	if ((err = draft_by_id(c->db, id, &draft)))
		return err;
	if (strcmp(draft.kind, definition_kind_names[kind]) != 0 ||
	    !officer_sees_draft(ctx_officer(c), draft.owner_agency_id))
		return ERR_NOT_FOUND;
	*ret_pick = (struct simulation_pick){ pick, draft.code, 0, draft.state, draft.content };
	return OK;
}

static enum err
load_picks(struct ctx *c, struct simulation *s)
{
	const char *const picks[WALK_KINDS] = { [DEFINITION_FORM] = s->row.form_pick,
		[DEFINITION_PROCESS] = s->row.process_pick,
		[DEFINITION_RULE] = s->row.rule_pick };
	struct walk_contents contents;
	enum err err = OK;

	for (size_t i = 0; !err && i < WALK_KINDS; i++) {
		err = simulation_pick(c, (enum definition_kind)i, picks[i], &s->picks[i]);
		contents.of[i] = err ? NULL : s->picks[i].content;
	}
	if (!err && walk_definitions_read(c->arena, &contents, &s->definitions, &s->fault) == OK)
		s->fault.message = NULL;
	return err;
}

static const struct channel_record *
channel_of(const struct case_record *which, const char *name)
{
	const struct channel_record *channels = which->channels.items;

	for (size_t i = 0; i < which->channels.count; i++)
		if (strcmp(channels[i].channel, name) == 0)
			return &channels[i];
	return NULL;
}

static const struct offering_record *
offering_of(const struct version_record *version, const char *agency)
{
	const struct offering_record *offerings = version->offerings.items;

	for (size_t i = 0; i < version->offerings.count; i++)
		if (strcmp(offerings[i].receiving, agency) == 0)
			return &offerings[i];
	return NULL;
}

/* Where it is filed: the case, the channel and the agency of the procedure as it stands today. */
static enum err
load_place(struct ctx *c, struct simulation *s)
{
	const struct case_record *cases = s->version.cases.items;
	enum err err;

	if (s->record.case_no > (int64_t)s->version.cases.count)
		return refuse(c, ERR_CONFLICT, "catalogue_simulate.gone", NULL);
	s->which = &cases[s->record.case_no - 1];
	s->channel = channel_of(s->which, s->record.channel);
	s->offering = offering_of(&s->version, s->record.agency);
	err = agency_by_code(c->db, s->record.agency, &s->agency);
	if (err == ERR_NOT_FOUND || (!err && s->channel == NULL))
		return refuse(c, ERR_CONFLICT, "catalogue_simulate.gone", NULL);
	return err;
}

enum err
simulation_lists(struct ctx *c, const struct simulation *s, const struct form_values *values)
{
	if (s->definitions.form == NULL)
		return OK;
	return choices_give(c->db, c->arena, s->definitions.form, values, s->record.filed_on);
}

/* Where the steps are done: agencies other than the one that receives, each once. */
struct gathering {
	struct ctx *c;
	const struct simulation *s;
	struct walk_place *places;
	size_t count;
};

static enum err
gather(struct gathering *g, const char *code)
{
	struct ctx *c = g->c;
	struct walk_place *place = &g->places[g->count];
	struct agency agency;
	enum err err;

	if (code == NULL || *code == '\0' || strcmp(code, g->s->agency.code) == 0 || g->count == PLACES_MAX)
		return OK;
	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->places[i].agency, code) == 0)
			return OK;
	err = agency_by_code(c->db, code, &agency);
	if (err == ERR_NOT_FOUND) { /* a draft may name one that there is not: the check of processes says so */
		failure_clear(&c->failure);
		return OK;
	}
	*place = (struct walk_place){ .agency = code, .name = agency.name };
	if (!err && !(err = calendar_of_agency(c->db, c->arena, agency.id, &place->calendar)))
		g->count++;
	return err;
}

static enum err
load_places(struct ctx *c, struct simulation *s)
{
	struct gathering g = { c, s, arena_array(c->arena, PLACES_MAX + 1, sizeof(*g.places)), 0 };
	const struct process_step *const *steps = NULL;
	size_t count = 0;
	enum err err = gather(&g, s->record.solving);

	if (!err)
		err = gather(&g, s->record.consulted);
	if (s->definitions.process != NULL)
		count = process_steps(s->definitions.process, &steps);
	for (size_t i = 0; !err && i < count; i++)
		if (steps[i]->kind == PROCESS_CONSULT)
			err = gather(&g, steps[i]->agency);
	s->given.places = g.places;
	s->given.place_count = g.count;
	return err;
}

static const char *
or_nothing(const char *text)
{
	return text != NULL ? text : "";
}

enum err
simulation_walk(struct ctx *c, struct simulation *s)
{
	const struct calendar *calendar;
	enum err err = calendar_of_agency(c->db, c->arena, s->agency.id, &calendar);

	s->record.policy = s->channel->clock_policy;
	s->record.fee_time = s->version.fee_time;
	s->record.solving = s->offering != NULL ? or_nothing(s->offering->solving) : "";
	s->record.consulted = s->offering != NULL ? or_nothing(s->offering->consulted) : "";
	if (!err)
		err = walk_given_of(c->arena, &s->record, s->definitions.form, calendar, &c->failure, &s->given);
	if (!err)
		err = load_places(c, s);
	if (!err)
		err = simulation_lists(c, s, &s->given.values);
	return err ? err : walk_run(c->arena, &s->definitions, &s->given, &c->failure, &s->trace);
}

enum err
simulation_open(struct ctx *c, const char *reference, struct simulation **ret_simulation)
{
	struct simulation *s = ARENA_NEW(c->arena, struct simulation);
	struct record_fault fault = { NULL, NULL };
	int64_t now;
	enum err err = ctx_now(c, &now);

	s->today = office_day(now);
	if (err || (err = walk_by_reference(c->db, ctx_officer(c)->id, reference, &s->row)))
		return err;
	if ((err = walk_given_read(c->arena, s->row.given, &s->record, &fault)))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "walk %s: %s %s", reference, fault.member, fault.reason);
	if ((err = simulation_procedure(c, s->row.procedure_code, &s->item, &s->version)) || (err = load_picks(c, s)) ||
	    (err = load_place(c, s)) || (err = simulation_walk(c, s)))
		return err;
	*ret_simulation = s;
	return OK;
}

const char *
simulation_url(struct ctx *c, const struct simulation *s, const char *what)
{
	return arena_printf(c->arena, "%s/%s", url(c->arena, SIMULATE_PATH "/{}", s->row.reference), what);
}
