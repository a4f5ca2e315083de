/* Old dossiers through the door, each event at its own moment; and the verb that does it. See old_dossier.h. */
#include "old/old_dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/system/file.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/door_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"

enum { FILE_BYTES_MAX = 64 << 20, THE_ONE_CASE = 1 };

struct importing {
	struct arena *arena;
	const struct old_dossiers *dossiers;
	size_t *ret_done, *ret_at; /* how many were new; which one failed, from 1 */
};

/* What the procedure was on that day at that agency. */
struct then {
	struct agency agency;
	struct procedure procedure;
	struct procedure_channel channel;
	struct procedure_offering offering;
};

static enum err
look_back(struct db *db, const struct old_dossier *old, struct then *t)
{
	int64_t version;
	enum err err;

	if ((err = agency_by_code(db, old->agency, &t->agency)) ||
	    (err = old_version(db, old->procedure, t->agency.id, office_day(old->filed_at), &version)) ||
	    (err = procedure_by_id(db, version, &t->procedure)) ||
	    (err = procedure_channel(db, version, THE_ONE_CASE, old->channel, &t->channel)))
		return err;
	return procedure_offering_at(db, version, t->agency.id, &t->offering);
}

static enum err
create(struct db *db, struct arena *arena, const struct old_dossier *old, const struct then *t, struct dossier *dossier)
{
	const struct dossier_filing filing = {
		.channel = old->channel,
		.procedure_version_id = t->procedure.id,
		.procedure_code = t->procedure.code,
		.procedure_name = t->procedure.name,
		.case_no = THE_ONE_CASE,
		.form_version_id = t->procedure.form_version_id,
		.process_version_id = t->procedure.process_version_id,
		.rule_version_id = t->procedure.rule_version_id,
		.agency_receiving_id = t->agency.id,
		.agency_solving_id = t->offering.agency_solving_id,
		.account_id = DB_NULL_INT,
		.subject = old->subject,
		.copies = old->copies,
		.result_channel = old->result,
		.clock_policy = t->channel.clock_policy,
		.parties = &old->applicant,
		.party_count = 1,
		.papers = old->papers,
		.paper_count = old->paper_count,
		.who = { ACTOR_SYSTEM, "system", 0, t->agency.id },
		.at = old->filed_at,
	};
	const char *secret;

	return dossier_create(db, arena, &filing, dossier, &secret);
}

static enum err
apply(struct db *db, struct arena *arena, const struct old_event *event, struct dossier *dossier)
{
	struct dossier_act act = {
		.kind = event->kind,
		.who = { ACTOR_SYSTEM, "system", 0, dossier->agency_solving_id },
		.at = event->at,
		.facts = event->facts,
		.outcome = event->outcome,
	};
	struct agency agency;
	enum err err = OK;

	if (event->agency != NULL && !(err = agency_by_code(db, event->agency, &agency)))
		act.agency_solving_id = agency.id;
	return err ? err : dossier_apply(db, arena, dossier, DOSSIER_ANY_VERSION, &act);
}

static enum err
import_one(struct db *db, struct arena *arena, const struct old_dossier *old, bool *ret_known)
{
	struct dossier dossier;
	struct then t;
	enum err err = look_back(db, old, &t);

	if (err || (err = old_is_known(db, t.agency.id, old, ret_known)) || *ret_known)
		return err;
	err = create(db, arena, old, &t, &dossier);
	for (size_t i = 0; !err && i < old->event_count; i++)
		err = apply(db, arena, &old->events[i], &dossier);
	return err ? err : old_stay_silent(db, &dossier);
}

static enum err
import_once(struct db *db, const void *arg)
{
	const struct importing *run = arg;

	*run->ret_done = 0;
	for (size_t i = 0; i < run->dossiers->count; i++) {
		bool known;
		enum err err;

		*run->ret_at = i + 1;
		if ((err = import_one(db, run->arena, &run->dossiers->items[i], &known)))
			return err;
		*run->ret_done += !known;
	}
	return OK;
}

static const char *
text(const struct verb_ctx *v, const char *key, const struct message_argument *arguments, size_t count)
{
	return message_format(v->arena, v->messages, MESSAGES_FIRST_LANGUAGE, key, arguments, count);
}

static int
tell_wrong(const struct verb_ctx *v, const char *file, size_t at, const char *what)
{
	(void)fprintf(stderr, "%s: %s\n%s\n", file,
	    text(v, "old_dossier.wrong",
		MESSAGE_ARGUMENTS({ "dossier", arena_printf(v->arena, "%zu", at) }, { "what", what })),
	    message(v->messages, MESSAGES_FIRST_LANGUAGE, "organisation.nothing_done"));
	return EXIT_FAILURE;
}

int
old_dossiers_import(struct verb_ctx *v, int argc, char **argv)
{
	struct bytes content;
	struct old_dossiers dossiers;
	size_t done = 0, at = 0;
	const struct importing run = { v->arena, &dossiers, &done, &at };
	const char *file = argc == 3 ? argv[2] : NULL, *wrong = NULL;
	int64_t now;
	enum err err;

	if (file == NULL)
		return 2;
	if ((err = file_read(v->arena, file, FILE_BYTES_MAX, false, &content, &v->failure)) ||
	    (err = db_now(v->db, &now)))
		return tell_wrong(v, file, 0, v->failure.log);
	if (old_dossiers_read(v->arena, content, now, &dossiers, &at, &wrong))
		return tell_wrong(v, file, at, wrong);
	if ((err = db_transaction(v->db, import_once, &run)))
		return tell_wrong(v, file, at, v->failure.log[0] != '\0' ? v->failure.log : err_name(err));
	(void)printf("%s\n", text(v, "old_dossier.done",
				 MESSAGE_ARGUMENTS({ "new", arena_printf(v->arena, "%zu", done) },
				     { "known", arena_printf(v->arena, "%zu", dossiers.count - done) })));
	return EXIT_SUCCESS;
}
