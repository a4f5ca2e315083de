/* Making and cancelling demands. See demand.h. */
#include "demand.h"

#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "domain/dossier/dossier_store.h"
#include "domain/number/money.h"

#include "capture.h"
#include "ledger_store.h"

enum { LINES_MOST = 100, QUANTITY_MOST = 100000, JSON_FLAGS = JSON_REJECT_DUPLICATES };

/* A member's text, copied because the document goes; NULL if it is none or longer than `most` bytes. */
static const char *
text_of(struct arena *arena, const json_t *object, const char *name, size_t most)
{
	const json_t *value = json_object_get(object, name);

	if (!json_is_string(value) || json_string_length(value) > most ||
	    strlen(json_string_value(value)) != json_string_length(value))
		return NULL;
	return arena_strdup(arena, json_string_value(value));
}

static int64_t
number_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return json_is_integer(value) ? json_integer_value(value) : -1;
}

static enum err
read_line(struct arena *arena, const json_t *object, struct demand_line *ret_line)
{
	const char *kind = text_of(arena, object, "kind", 8);
	int64_t product;

	*ret_line = (struct demand_line){
		.kind = kind,
		.code = text_of(arena, object, "code", 40),
		.name = text_of(arena, object, "name", 1000),
		.basis = text_of(arena, object, "basis", 1000),
		.quantity = number_of(object, "quantity"),
		.unit_price = number_of(object, "unit_price"),
		.amount = number_of(object, "amount"),
	};
	if (kind == NULL || (strcmp(kind, LINE_PHI) != 0 && strcmp(kind, LINE_LE_PHI) != 0) || ret_line->code == NULL ||
	    ret_line->name == NULL || ret_line->basis == NULL || ret_line->quantity > QUANTITY_MOST ||
	    money_multiply(ret_line->quantity, ret_line->unit_price, &product))
		return ERR_INVALID;
	return product == ret_line->amount ? OK : ERR_INVALID;
}

static enum err
read_document(struct arena *arena, const json_t *root, struct demand *d, struct demand_line *lines, size_t count)
{
	const json_t *list = json_object_get(root, "lines");
	int64_t sum = 0;

	d->payer = text_of(arena, root, "payer", 1000);
	d->total = number_of(root, "total");
	for (size_t i = 0; i < count; i++)
		if (read_line(arena, json_array_get(list, i), &lines[i]) || money_add(sum, lines[i].amount, &sum))
			return ERR_INVALID;
	return d->payer != NULL && sum == d->total ? OK : ERR_INVALID;
}

enum err
demand_read(struct arena *arena, const char *facts, struct demand *ret_demand, const struct demand_line **ret_lines,
    size_t *ret_count)
{
	json_t *root = json_loads(facts, JSON_FLAGS, NULL);
	size_t count = json_array_size(json_object_get(root, "lines"));
	struct demand_line *lines = arena_array(arena, count < LINES_MOST ? count + 1 : 1, sizeof(*lines));
	enum err err = ERR_INVALID;

	if (count > 0 && count <= LINES_MOST)
		err = read_document(arena, root, ret_demand, lines, count);
	json_decref(root);
	*ret_lines = lines;
	*ret_count = count;
	return err;
}

struct making {
	const struct capture_context *context;
	const struct dossier *dossier;
	const struct dossier_event *event;
};

static enum err
make_once(struct db *db, const void *arg)
{
	const struct making *m = arg;
	struct demand demand = { .dossier_id = m->dossier->id,
		.event_seq = m->event->seq,
		.agency_id = m->dossier->agency_receiving_id,
		.state = DEMAND_OPEN,
		.created_at = m->context->at,
		.ended_at = TIME_NONE };
	const struct demand_line *lines;
	size_t count;
	bool over;
	enum err err;

	if (m->event->facts == NULL || demand_read(m->context->arena, m->event->facts, &demand, &lines, &count))
		return FAILURE(db_failure(db), ERR_INVALID, NULL, NULL,
		    "event %lld of dossier %lld asks for no proper fee", (long long)m->event->seq,
		    (long long)m->dossier->id);
	if (demand.total == 0) {
		demand.state = DEMAND_SETTLED;
		demand.ended_at = m->context->at;
	}
	if ((err = demand_insert(db, &demand, lines, count, &demand.id)) ||
	    (err = demand_dossier_lock(db, demand.dossier_id, &over)))
		return err;
	if (demand.total == 0)
		return capture_exempt(m->context, &demand);
	/* Its withdrawal has been through here already and found nothing to cancel. */
	return over ? demand_end(db, demand.id, DEMAND_CANCELLED, m->context->at) : OK;
}

static enum err
make(const struct capture_context *context, const struct dossier *dossier, const struct dossier_event *event)
{
	const struct making making = { context, dossier, event };
	struct demand demand;
	enum err err = demand_by_event(context->db, dossier->id, event->seq, &demand);

	if (err != ERR_NOT_FOUND)
		return err;
	err = db_transaction(context->db, make_once, &making);
	if (err == ERR_CONFLICT && demand_by_event(context->db, dossier->id, event->seq, &demand) == OK) {
		failure_clear(db_failure(context->db)); /* another was first */
		return OK;
	}
	return err;
}

static bool
asks_for_fee(const struct dossier_event *event)
{
	return strcmp(event->kind, dossier_event_name(DOSSIER_DEMAND_INTAKE_FEE)) == 0 ||
	       strcmp(event->kind, dossier_event_name(DOSSIER_DEMAND_FEE)) == 0;
}

enum err
demand_make(const struct capture_context *context, int64_t dossier_id, int64_t event_seq)
{
	const struct dossier_event *events;
	struct dossier dossier;
	size_t count;
	enum err err;

	if ((err = dossier_by_id(context->db, dossier_id, &dossier)) ||
	    (err = dossier_events(context->db, dossier_id, &events, &count)))
		return err;
	for (size_t i = 0; i < count; i++)
		if (events[i].seq == event_seq && asks_for_fee(&events[i]))
			return make(context, &dossier, &events[i]);
	return ERR_NOT_FOUND;
}

enum err
demand_make_due(const struct capture_context *context, const struct dossier *dossier)
{
	struct dossier_event event;
	enum err err;

	if (dossier->state != DOSSIER_INTAKE_FEE_DUE && dossier->state != DOSSIER_FEE_DUE)
		return OK;
	err = dossier_event_last(context->db, dossier->id,
	    dossier->state == DOSSIER_FEE_DUE ? DOSSIER_DEMAND_FEE : DOSSIER_DEMAND_INTAKE_FEE, &event);
	return err ? err : make(context, dossier, &event);
}

struct withdrawing {
	const struct capture_context *context;
	int64_t dossier_id;
};

static enum err
withdraw_once(struct db *db, const void *arg)
{
	const struct withdrawing *w = arg;
	const struct demand *demands;
	size_t count;
	enum err err = demands_of_dossier(db, w->dossier_id, &demands, &count);

	for (size_t i = 0; !err && i < count; i++) {
		struct demand demand;

		if ((err = demand_lock(db, demands[i].id, &demand)))
			return err;
		if (demand_is(&demand, DEMAND_OPEN))
			err = demand_end(db, demand.id, DEMAND_CANCELLED, w->context->at);
		else if (demand_is(&demand, DEMAND_SETTLED))
			err = refund_add_withdrawn(db, demand.id, w->context->at);
	}
	return err;
}

enum err
demands_withdraw(const struct capture_context *context, int64_t dossier_id)
{
	const struct withdrawing withdrawing = { context, dossier_id };

	return db_transaction(context->db, withdraw_once, &withdrawing);
}
