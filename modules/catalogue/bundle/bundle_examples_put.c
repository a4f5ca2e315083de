/* Examples of a bundle, written beside those that this catalogue keeps. See bundle_private.h. Must not know SQL. */
#include <string.h>

#include "bundle/bundle_private.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "rule_design/example_store.h"
#include "simulate/example_store.h"

/* What people call it here: a name that stands for another example already is told apart by who sent it. */
static const char *
name_beside(struct applying *a, const struct bundle_example_record *record, bool taken)
{
	return taken ? arena_printf(a->work.arena, "%s (%s)", record->name, a->work.bundle->signer) : record->name;
}

/* One of the same given is the same example: what it says is taken over, and its history tells from whom. */
static enum err
put_walk(struct applying *a, const struct bundle_example_record *record, const char *given, const char *expected)
{
	const struct bundle_order *order = a->order;
	const char *signer = a->work.bundle->signer;
	struct example example = { .code = record->code, .given = given, .expected = expected };
	const struct example *own;
	size_t count;
	bool taken = false;
	int64_t id;
	enum err err = examples_of(a->work.db, record->code, &own, &count);

	for (size_t i = 0; !err && i < count; i++) {
		taken = taken || strcmp(own[i].name, record->name) == 0;
		if (strcmp(own[i].given, given) != 0)
			continue;
		if (strcmp(own[i].expected, expected) == 0)
			return OK;
		a->written++;
		return example_replace(a->work.db, &own[i], given, expected, order->officer_id, order->now, signer);
	}
	if (err)
		return err;
	example.name = name_beside(a, record, taken);
	a->written++;
	return example_add(a->work.db, &example, order->officer_id, order->now, signer, &id);
}

/* Beside what is kept here, of which nothing is changed: examples of rules have no history. */
static enum err
put_rule_example(
    struct applying *a, const struct bundle_example_record *record, const char *given, const char *expected)
{
	struct rule_example example = { .given = given, .expected = expected };
	const struct rule_example *own;
	size_t count;
	bool taken = false;
	enum err err = rule_examples_of(a->work.db, record->code, &own, &count);

	for (size_t i = 0; !err && i < count; i++) {
		taken = taken || strcmp(own[i].name, record->name) == 0;
		if (strcmp(own[i].given, given) == 0 && strcmp(own[i].expected, expected) == 0)
			return OK;
	}
	if (err)
		return err;
	example.name = name_beside(a, record, taken);
	a->written++;
	err = rule_example_add(a->work.db, record->code, &example, bundle_officer(a), a->order->now);
	return err == ERR_CONFLICT ? bundle_refuse(a, err, "catalogue_bundle.examples_full",
					 arena_printf(a->work.arena, "%s %s", record->code, record->name))
				   : err;
}

enum err
bundle_example_put(struct applying *a, const struct bundle_example_record *record)
{
	struct bundle_work *w = &a->work;
	const char *given = bundle_text(w->arena, w->bundle, bundle_example_path(w->arena, record, "given"));
	const char *expected = bundle_text(w->arena, w->bundle, bundle_example_path(w->arena, record, "expected"));

	if (given == NULL || expected == NULL)
		return bundle_refuse(a, ERR_INVALID, "catalogue_bundle.record_refused", record->name);
	return bundle_example_of_rule(record) ? put_rule_example(a, record, given, expected)
					      : put_walk(a, record, given, expected);
}
