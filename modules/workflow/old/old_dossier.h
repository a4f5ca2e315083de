/*
 * Dossiers of an earlier time and its agencies, brought over with their whole journal: `dvcctl import dossiers FILE`.
 * Each event is applied through the door at its own moment, by the calendar and the procedure of that day. All or
 * nothing; what is there already stays untouched; nobody is told again. The file's form is that of
 * db/seed/old-dossiers.json.
 */
#ifndef MOTCUA_WORKFLOW_OLD_DOSSIER_H
#define MOTCUA_WORKFLOW_OLD_DOSSIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "domain/dossier/dossier.h"
#include "domain/dossier/state.h"

struct db;

struct old_event {
	enum dossier_event_kind kind;
	int64_t at;          /* microseconds UTC */
	const char *facts;   /* JSON object */
	const char *outcome; /* of a decision: granted, refused */
	const char *agency;  /* of DOSSIER_AGENCY_CHANGED: the code of who answers from then on */
};
struct old_dossier {
	const char *agency, *procedure; /* codes */
	const char *channel, *subject, *result;
	int64_t copies, filed_at;
	struct dossier_party applicant;
	struct dossier_paper *papers;
	size_t paper_count;
	struct old_event *events;
	size_t event_count;
};
struct old_dossiers {
	struct old_dossier *items;
	size_t count;
};

/*
 * Reads and checks the file by itself: known events, moments that never go back and are not after `now`. ERR_INVALID
 * with the dossier (from 1; 0: the file as a whole) and what is wrong with it.
 */
MUST_CHECK enum err old_dossiers_read(struct arena *arena, struct bytes content, int64_t now,
    struct old_dossiers *ret_dossiers, size_t *ret_at, const char **ret_wrong);

/* The version that the agency received on that day, whatever became of it; ERR_NOT_FOUND: none. */
MUST_CHECK enum err old_version(
    struct db *db, const char *procedure_code, int64_t agency_id, int32_t day, int64_t *ret_version_id);
/* Is it there already: same agency, procedure and applicant, filed at the same moment? */
MUST_CHECK enum err old_is_known(struct db *db, int64_t agency_id, const struct old_dossier *old, bool *ret_known);
/* What its events would tell today, years later: to the applicant always, to the officers too if it has ended. */
MUST_CHECK enum err old_stay_silent(struct db *db, const struct dossier *dossier);

extern const struct store old_dossier_store;

/* `import dossiers FILE`; see import.c. */
int old_dossiers_import(struct verb_ctx *v, int argc, char **argv);

#endif
