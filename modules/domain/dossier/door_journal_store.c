/* Journal entries, the outbox rows that follow from them, and what is handed in. See door_journal_store.h. */
#include "domain/dossier/door_journal_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/security/random.h"
#include "domain/dossier/journal.h"
#include "domain/dossier/outbox_store.h"

enum { EVENT, PAPER, VALUE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[EVENT] = { "INSERT INTO dossier_event (dossier_id, seq, kind, state_after, at, actor_kind, actor_id, "
		    "actor_agency_id, facts, salt, facts_hash, previous_hash, hash) "
		    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[PAPER] = { "INSERT INTO dossier_paper (dossier_id, seq, round, requirement_code, name, originals, certified, "
		    "photocopies, file_id, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[VALUE] = { "INSERT INTO dossier_value (dossier_id, round, field_id, row_no, value, provenance, "
		    "origin, reference, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
};
const struct store door_journal_store = { "door_journal", statements, STATEMENT__MAX };

enum { FACTS_MAX = 64 * 1024 };

/*
 * Which module must hear of an event. The topic is the event's name behind a prefix: the consumer reads the dossier and
 * the journal for everything else. Whatever a citizen is to be told is exchange's "notice".
 */
static const struct {
	enum dossier_event_kind kind;
	const char *consumer, *topic;
} effects[] = {
	{ DOSSIER_SUBMIT, "exchange", "notice.submit" },
	{ DOSSIER_RECEIVE, "exchange", "notice.receive" },
	{ DOSSIER_RECEIVE, "workflow", "task.receive" },
	{ DOSSIER_REFUSE_INTAKE, "payment", "fee.withdrawn" },
	{ DOSSIER_REFUSE_INTAKE, "exchange", "notice.refuse_intake" },
	{ DOSSIER_ASK_INTAKE_SUPPLEMENT, "exchange", "notice.ask_intake_supplement" },
	{ DOSSIER_DEMAND_INTAKE_FEE, "payment", "fee.demanded" },
	{ DOSSIER_DEMAND_INTAKE_FEE, "exchange", "notice.demand_intake_fee" },
	{ DOSSIER_FEE_SETTLED, "exchange", "notice.fee_settled" },
	{ DOSSIER_FEE_SETTLED, "workflow", "task.fee_settled" },
	{ DOSSIER_ASK_SUPPLEMENT, "exchange", "notice.ask_supplement" },
	{ DOSSIER_SUPPLEMENT_ANSWERED, "workflow", "task.supplement_answered" },
	{ DOSSIER_DEMAND_FEE, "payment", "fee.demanded" },
	{ DOSSIER_DEMAND_FEE, "exchange", "notice.demand_fee" },
	{ DOSSIER_STOP, "exchange", "notice.stop" },
	{ DOSSIER_RESUME, "exchange", "notice.resume" },
	{ DOSSIER_RESUME, "workflow", "task.resume" },
	{ DOSSIER_WITHDRAW, "workflow", "task.withdraw" },
	{ DOSSIER_WITHDRAW, "payment", "fee.withdrawn" },
	{ DOSSIER_WITHDRAW, "exchange", "notice.withdraw" },
	{ DOSSIER_CLOSE, "payment", "fee.withdrawn" },
	{ DOSSIER_CLOSE, "exchange", "notice.close" },
	{ DOSSIER_EXTEND, "exchange", "notice.extend" },
	{ DOSSIER_PUBLISH_RESULT, "exchange", "notice.publish_result" },
	{ DOSSIER_RETURN_RESULT, "exchange", "notice.return_result" },
};

static enum err
add_effects(struct db *db, struct arena *arena, const struct dossier *dossier, enum dossier_event_kind kind, int64_t at)
{
	const char *key = arena_printf(arena, "%lld:%lld", (long long)dossier->id, (long long)dossier->last_seq);
	const char *payload = arena_printf(
	    arena, "{\"dossier\":%lld,\"seq\":%lld}", (long long)dossier->id, (long long)dossier->last_seq);

	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++) {
		struct outbox_message message = {
			.consumer = effects[i].consumer,
			.topic = effects[i].topic,
			.key = key,
			.dossier_id = dossier->id,
			.payload = payload,
			.not_before = TIME_NONE,
			.not_after = TIME_NONE,
		};
		enum err err;

		if (effects[i].kind == kind && (err = outbox_add(db, &message, at)))
			return err;
	}
	return OK;
}

static struct bytes
bytes_of(const void *data, size_t size)
{
	return (struct bytes){ data, size };
}

enum err
door_record(struct db *db, struct arena *arena, struct dossier *dossier, enum dossier_event_kind kind,
    const struct dossier_who *who, int64_t at, const char *facts)
{
	const char *text = facts == NULL ? "{}" : facts;
	struct journal_entry *entry = ARENA_NEW(arena, struct journal_entry);
	unsigned char *salt = arena_alloc(arena, JOURNAL_SALT_SIZE);
	enum err err;

	if (strlen(text) > FACTS_MAX)
		return FAILURE(db_failure(db), ERR_TOO_LARGE, NULL, NULL, "facts of %zu bytes", strlen(text));
	random_bytes(salt, JOURNAL_SALT_SIZE);
	*entry = (struct journal_entry){
		.dossier = dossier->id,
		.seq = (int32_t)dossier->last_seq + 1,
		.kind = dossier_event_name(kind),
		.at = at,
		.actor_kind = who->kind,
		.actor_id = who->id,
		.actor_agency = who->agency_id,
		.facts = bytes_of(text, strlen(text)),
		.salt = bytes_of(salt, JOURNAL_SALT_SIZE),
	};
	if (dossier->last_seq != 0 && dossier->last_hash.size != JOURNAL_HASH_SIZE)
		return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "dossier %lld has no journal head",
		    (long long)dossier->id);
	journal_seal(entry, dossier->last_seq == 0 ? NULL : dossier->last_hash.data);
	err = db_exec(db, &statements[EVENT],
	    ARGS(INT(dossier->id), INT(entry->seq), TEXT(entry->kind), TEXT(dossier_state_name(dossier->state)),
		TIME(at), TEXT(who->kind), INT(who->id), INT(who->agency_id), TEXT(text), BYTES(entry->salt),
		BYTES(bytes_of(entry->facts_digest, JOURNAL_HASH_SIZE)),
		BYTES(bytes_of(entry->previous, JOURNAL_HASH_SIZE)), BYTES(bytes_of(entry->hash, JOURNAL_HASH_SIZE))));
	if (err)
		return err;
	dossier->last_seq = entry->seq;
	dossier->last_hash = bytes_of(entry->hash, JOURNAL_HASH_SIZE);
	return add_effects(db, arena, dossier, kind, at);
}

enum err
door_add_contents(struct db *db, int64_t dossier_id, int64_t round, int64_t first_seq,
    const struct dossier_paper *papers, size_t paper_count, const struct dossier_value *values, size_t value_count)
{
	enum err err;

	for (size_t i = 0; i < paper_count; i++) {
		const struct dossier_paper *p = &papers[i];

		err = db_exec(db, &statements[PAPER],
		    ARGS(INT(dossier_id), INT(first_seq + (int64_t)i), INT(round), TEXT(p->requirement_code),
			TEXT(p->name), INT(p->originals), INT(p->certified), INT(p->photocopies), INT(p->file_id),
			TEXT(p->source)));
		if (err)
			return err;
	}
	for (size_t i = 0; i < value_count; i++) {
		const struct dossier_value *v = &values[i];

		err = db_exec(db, &statements[VALUE],
		    ARGS(INT(dossier_id), INT(round), TEXT(v->field_id), INT(v->row_no), TEXT(v->value),
			TEXT(v->provenance), TEXT(v->origin != NULL ? v->origin : ""),
			TEXT(v->reference != NULL ? v->reference : ""),
			TIME(v->origin != NULL ? v->taken_at : TIME_NONE)));
		if (err)
			return err;
	}
	return OK;
}
