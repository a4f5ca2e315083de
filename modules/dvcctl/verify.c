/* dvcctl verify: is what dossiers and files say still what was written? Reads only; exit code 1 where something is not. */
#include <string.h>

#include "core/data/db.h"
#include "domain/dossier/dossier_store.h"

#include "dvcctl.h"
#include "texts.h"
#include "verify_files.h"

enum { ARENA_LIMIT = 64 << 20 };

/* How many were looked at and how many are not whole. `quiet`: whole ones are not named. */
struct tally {
	size_t dossiers, broken;
	bool quiet;
};

static void
say(struct dvcctl *d, const struct dossier *dossier, const struct dossier_verdict *verdict, struct tally *tally)
{
	const char *number = dossier_number(dossier);

	tally->dossiers++;
	if (verdict->chain_broken)
		(void)fprintf(d->out, TEXT_CHAIN_BROKEN, number, (long long)verdict->broken_seq);
	if (verdict->state_differs)
		(void)fprintf(d->out, TEXT_STATE_DIFFERS, number, dossier->state_name);
	if (verdict->clock_differs)
		(void)fprintf(d->out, TEXT_CLOCK_DIFFERS, number);
	if (verdict->chain_broken || verdict->state_differs || verdict->clock_differs)
		tally->broken++;
	else if (!tally->quiet)
		(void)fprintf(d->out, TEXT_WHOLE, number, verdict->events);
}

static enum err
verify_one(struct dvcctl *d, struct arena *arena, const struct dossier *dossier, struct tally *tally)
{
	struct dossier_verdict verdict;
	enum err err = dossier_verify(d->db, arena, dossier, &verdict);

	if (err == OK)
		say(d, dossier, &verdict, tally);
	return err;
}

static enum err
verify_number(struct dvcctl *d, struct arena *arena, const char *number, struct tally *tally)
{
	struct dossier dossier;
	enum err err = dossier_by_number(d->db, number, &dossier);

	if (err == ERR_NOT_FOUND)
		return FAILURE(&d->failure, err, NULL, NULL, TEXT_NO_DOSSIER, number);
	return err ? err : verify_one(d, arena, &dossier, tally);
}

/* The ids of a batch stay in dvcctl's arena; each dossier is read into `arena` and forgotten. */
static enum err
verify_all(struct dvcctl *d, struct arena *arena, struct tally *tally)
{
	const int64_t *ids;
	int64_t after = 0;
	size_t count;
	enum err err;

	do {
		db_set_arena(d->db, d->arena);
		if ((err = dossier_ids(d->db, after, &ids, &count)))
			return err;
		db_set_arena(d->db, arena);
		for (size_t i = 0; i < count; i++) {
			struct dossier dossier;

			arena_reset(arena);
			if ((err = dossier_by_id(d->db, ids[i], &dossier)) ||
			    (err = verify_one(d, arena, &dossier, tally)))
				return err;
			after = ids[i];
		}
	} while (count > 0);
	return OK;
}

static int
verify_dossiers(struct dvcctl *d, const char *what)
{
	bool all = strcmp(what, "--all") == 0;
	struct tally tally = { .quiet = all };
	struct arena *arena = arena_new(ARENA_LIMIT);
	int code = EXIT_DONE;

	db_set_arena(d->db, arena);
	if ((all ? verify_all(d, arena, &tally) : verify_number(d, arena, what, &tally)) != OK)
		code = dvcctl_failed(d);
	else if (tally.broken > 0)
		code = EXIT_FAILED;
	if (all)
		(void)fprintf(d->out, TEXT_DOSSIERS_CHECKED, tally.dossiers, tally.broken);
	db_set_arena(d->db, d->arena);
	arena_free(arena);
	return code;
}

int
verb_verify(struct dvcctl *d, int argc, char **argv)
{
	size_t faults;

	if (argc != 2)
		return EXIT_USAGE;
	db_set_statement_time(d->db, 0);
	if (strcmp(argv[1], "--files") != 0)
		return verify_dossiers(d, argv[1]);
	if (verify_files(d, &faults) != OK)
		return dvcctl_failed(d);
	return faults == 0 ? EXIT_DONE : EXIT_FAILED;
}
