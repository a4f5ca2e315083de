/* A dossier's clock and journal, computed again from their rows. No SQL of its own. See dossier_store.h. */
#include <string.h>

#include "core/data/db.h"
#include "domain/directory/calendar_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/journal.h"
#include "domain/time/policy_text.h"

enum err
dossier_due(struct db *db, struct arena *arena, const struct dossier *dossier, struct dossier_due *ret_due)
{
	enum err err;

	memset(ret_due, 0, sizeof(*ret_due));
	if ((err = policy_parse(arena, dossier->clock_policy, db_failure(db), &ret_due->policy)) ||
	    (err = calendar_of_agency(db, arena, dossier->agency_solving_id, &ret_due->calendar)) ||
	    (err = dossier_clock_events(db, arena, dossier->id, &ret_due->events, &ret_due->event_count)))
		return err;
	err = due(&ret_due->policy, ret_due->calendar, ret_due->events, ret_due->event_count, &ret_due->result);
	return err ? FAILURE(db_failure(db), err, clock_problem_key(ret_due->result.problem), NULL,
			 "clock of dossier %lld", (long long)dossier->id)
		   : OK;
}

/* The journal row in the form that the chain's arithmetic takes. ERR_INVALID: a digest of the wrong size. */
static enum err
as_entry(int64_t dossier_id, const struct dossier_event *event, struct journal_entry *entry)
{
	if (event->facts_hash.size != JOURNAL_HASH_SIZE || event->previous_hash.size != JOURNAL_HASH_SIZE ||
	    event->hash.size != JOURNAL_HASH_SIZE)
		return ERR_INVALID;
	*entry = (struct journal_entry){
		.dossier = dossier_id,
		.seq = (int32_t)event->seq,
		.kind = event->kind,
		.at = event->at,
		.actor_kind = event->actor_kind,
		.actor_id = event->actor_id,
		.actor_agency = event->actor_agency_id,
		.salt = event->salt,
	};
	if (event->facts != NULL)
		entry->facts = (struct bytes){ (const unsigned char *)event->facts, strlen(event->facts) };
	memcpy(entry->facts_digest, event->facts_hash.data, JOURNAL_HASH_SIZE);
	memcpy(entry->previous, event->previous_hash.data, JOURNAL_HASH_SIZE);
	memcpy(entry->hash, event->hash.data, JOURNAL_HASH_SIZE);
	return OK;
}

/* Where the events lead by the declared edges, against the row and against what each entry says. */
static bool
state_differs(const struct dossier *dossier, const struct dossier_event *events, size_t count)
{
	enum dossier_state state = DOSSIER_NEW;

	for (size_t i = 0; i < count; i++) {
		enum dossier_event_kind kind;

		if (dossier_event_by_name(events[i].kind, &kind) != OK || dossier_next(state, kind, &state) != OK ||
		    strcmp(events[i].state_after, dossier_state_name(state)) != 0)
			return true;
	}
	return state != dossier->state;
}

enum err
dossier_verify(struct db *db, struct arena *arena, const struct dossier *dossier, struct dossier_verdict *ret_verdict)
{
	struct journal_head head = { .seq = (int32_t)dossier->last_seq };
	enum journal_break broken = JOURNAL_WHOLE;
	const struct dossier_event *events;
	struct journal_entry *entries;
	struct dossier_due due_now;
	int32_t broken_seq = 0;
	size_t count;
	enum err err;

	memset(ret_verdict, 0, sizeof(*ret_verdict));
	if ((err = dossier_events(db, dossier->id, &events, &count)))
		return err;
	entries = arena_array(arena, count + 1, sizeof(*entries));
	for (size_t i = 0; i < count; i++)
		if (as_entry(dossier->id, &events[i], &entries[i]) != OK) {
			ret_verdict->chain_broken = true;
			ret_verdict->broken_seq = events[i].seq;
			return OK;
		}
	if (dossier->last_hash.size == JOURNAL_HASH_SIZE)
		memcpy(head.hash, dossier->last_hash.data, JOURNAL_HASH_SIZE);
	broken = journal_verify(entries, count, &head, &broken_seq);
	ret_verdict->events = count;
	ret_verdict->chain_broken = broken != JOURNAL_WHOLE;
	ret_verdict->broken_seq = broken_seq;
	ret_verdict->state_differs = state_differs(dossier, events, count);
	if (dossier_due(db, arena, dossier, &due_now) != OK) {
		failure_clear(db_failure(db));
		ret_verdict->clock_differs = true;
	} else {
		ret_verdict->clock_differs = due_now.result.due != dossier->due_at;
	}
	return OK;
}
