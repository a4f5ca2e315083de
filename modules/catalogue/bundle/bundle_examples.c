/*
 * The examples that a bundle brings, and those that this catalogue keeps, run with the bundle's definitions. Reads only. See
 * bundle_private.h. Must not know SQL.
 */
#include <string.h>

#include "bundle/bundle_private.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/draft_store.h"
#include "domain/definition/rule/rule.h"
#include "rule_design/example_store.h"
#include "rule_design/worked.h"
#include "simulate/regress.h"

/* Examples of one procedure or rule: what both catalogues have of it. */
struct comparing {
	const struct bundle_work *work;
	struct bundle_report *report;
	const char *code;
	bool of_rule;
};

static bool
is_of(const struct comparing *c, const struct bundle_example_record *record)
{
	return bundle_example_of_rule(record) == c->of_rule && strcmp(record->code, c->code) == 0;
}

/* The text of a part; "" where the bundle lacks it, which no example can be read from. */
static const char *
part_of(const struct bundle_work *w, const struct bundle_example_record *record, const char *part)
{
	const char *text = bundle_text(w->arena, w->bundle, bundle_example_path(w->arena, record, part));

	return text != NULL ? text : "";
}

/* Has the bundle an example of that given, and (if not NULL) that expected? */
static bool
brings(const struct comparing *c, const char *given, const char *expected)
{
	const struct bundle_example_record *records = c->work->bundle->manifest.examples.items;

	for (size_t i = 0; i < c->work->bundle->manifest.examples.count; i++)
		if (is_of(c, &records[i]) && strcmp(part_of(c->work, &records[i], "given"), given) == 0 &&
		    (expected == NULL || strcmp(part_of(c->work, &records[i], "expected"), expected) == 0))
			return true;
	return false;
}

static void
report_example(
    const struct comparing *c, const char *name, enum bundle_state state, const char *why, size_t differences)
{
	bundle_report_add(c->work, c->report,
	    (struct bundle_item){
		c->of_rule ? "rule_example" : "example", c->code, name, state, why, "", differences, NULL });
}

/* --- walks of a procedure ---------------------------------------------------------------------------------------------- */

/* What the procedure goes by today, and once the bundle is in: the bundle's definitions, for the rest this catalogue's. */
static enum err
contents_of(
    const struct bundle_work *w, const char *code, struct walk_contents *ret_here, struct walk_contents *ret_then)
{
	struct bundle_procedure procedure;
	struct record_fault fault = { "", "" };
	enum bundle_state state;
	enum err err = regress_contents(w->db, code, ret_here);

	if (err == ERR_NOT_FOUND)
		*ret_here = (struct walk_contents){ { NULL, NULL, NULL } };
	else if (err)
		return err;
	*ret_then = *ret_here;
	err = bundle_procedure_read(w, code, &procedure, &state, &fault);
	if (err)
		return err;
	const char *const codes[] = { [DEFINITION_FORM] = procedure.after.form,
		[DEFINITION_PROCESS] = procedure.after.process,
		[DEFINITION_RULE] = procedure.after.rule };

	for (size_t i = 0; i < WALK_KINDS; i++) {
		const char *text = codes[i] == NULL
				       ? NULL
				       : bundle_text(w->arena, w->bundle,
					     bundle_definition_path(w->arena, definition_kind_names[i], codes[i]));

		if (text != NULL)
			ret_then->of[i] = text;
	}
	return OK;
}

/* The same given is the same example. */
static enum bundle_state
walk_state(const struct example *own, size_t count, const char *given, const char *expected)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(own[i].given, given) == 0)
			return strcmp(own[i].expected, expected) == 0 ? BUNDLE_SAME : BUNDLE_CHANGED;
	return BUNDLE_NEW;
}

static void
compare_walk(const struct comparing *c, const struct bundle_example_record *record,
    const struct walk_definitions *definitions, const struct example *own, size_t own_count)
{
	const char *given = part_of(c->work, record, "given"), *expected = part_of(c->work, record, "expected");
	struct regression regression = { .fault = "catalogue_simulate.definitions_unreadable" };
	enum bundle_state state = walk_state(own, own_count, given, expected);
	const char *why = NULL;

	if (definitions != NULL)
		regress_walk(c->work->db, c->work->arena, definitions, given, expected, &regression);
	if (regression.fault != NULL || regression.count > 0) {
		state = BUNDLE_FAILING;
		why = regression.fault != NULL ? regression.fault : BUNDLE_WHY("example");
	}
	report_example(c, record->name, state, why, regression.count);
}

static bool
same_contents(const struct walk_contents *one, const struct walk_contents *other)
{
	for (size_t i = 0; i < WALK_KINDS; i++)
		if ((one->of[i] == NULL) != (other->of[i] == NULL) ||
		    (one->of[i] != NULL && strcmp(one->of[i], other->of[i]) != 0))
			return false;
	return true;
}

/* What is kept here must come to the same by the bundle's definitions; one that the bundle brings is run already. */
static enum err
run_own_walks(const struct comparing *c, const struct walk_contents *then)
{
	const struct regress_result *results;
	size_t count;
	enum err err = regress_procedure(c->work->db, c->work->arena, c->code, then, &results, &count);

	for (size_t i = 0; !err && i < count; i++)
		if ((results[i].differences > 0 || results[i].fault != NULL) &&
		    !brings(c, results[i].example->given, NULL))
			report_example(c, results[i].example->name, BUNDLE_FAILING,
			    results[i].fault != NULL ? results[i].fault : BUNDLE_WHY("own_example"),
			    results[i].differences);
	return err;
}

/* Has it nothing to run? */
static bool
is_without(const struct comparing *c, size_t own_count)
{
	const struct bundle_example_record *records = c->work->bundle->manifest.examples.items;

	for (size_t i = 0; i < c->work->bundle->manifest.examples.count; i++)
		if (is_of(c, &records[i]))
			return false;
	return own_count == 0;
}

/* The walks of one procedure, and by what it goes once the bundle is in. */
struct walking {
	struct comparing c;
	struct walk_contents here, then;
	const struct example *own;
	size_t own_count;
	struct bundle_report before; /* of these walks nothing is told yet */
};

static enum err
walk_now(void *of)
{
	const struct walking *walking = of;
	const struct comparing *c = &walking->c;
	const struct bundle_work *w = c->work;
	const struct bundle_example_record *records = w->bundle->manifest.examples.items;
	struct walk_definitions definitions;
	struct walk_read_fault fault;
	const bool readable = walk_definitions_read(w->arena, &walking->then, &definitions, &fault) == OK;

	*c->report = walking->before;
	for (size_t i = 0; i < w->bundle->manifest.examples.count; i++)
		if (is_of(c, &records[i]))
			compare_walk(c, &records[i], readable ? &definitions : NULL, walking->own, walking->own_count);
	return same_contents(&walking->here, &walking->then) ? OK : run_own_walks(c, &walking->then);
}

enum err
bundle_walks_compare(const struct bundle_work *w, const char *code, struct bundle_report *r)
{
	struct walking walking = { .c = { w, r, code, false }, .before = *r };
	enum err err = examples_of(w->db, code, &walking.own, &walking.own_count);

	if (err || is_without(&walking.c, walking.own_count))
		return err;
	if ((err = contents_of(w, code, &walking.here, &walking.then)))
		return err == ERR_INVALID ? OK : err; /* told with the procedure already */
	return bundle_with_lists(w, walking.then.of[DEFINITION_FORM], walk_now, &walking);
}

/* --- worked examples of a rule ----------------------------------------------------------------------------------------- */

/* Does the rule give what is expected? */
static bool
holds(struct arena *arena, const struct rule *rule, const char *given_text, const char *expected_text)
{
	struct outcome expected, outcome;
	struct given given;

	if (given_read(arena, given_text, &given) || outcome_read(arena, expected_text, &expected))
		return false;
	outcome_work_out(arena, rule, &given, &outcome);
	return outcome_same(&outcome, &expected);
}

/* Kept examples of rules have no history: one that expects something else stays beside it. */
static enum bundle_state
rule_state(const struct rule_example *own, size_t count, const char *given, const char *expected)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(own[i].given, given) == 0 && strcmp(own[i].expected, expected) == 0)
			return BUNDLE_SAME;
	return BUNDLE_NEW;
}

/* Those kept here, if the rule is another one than what is approved here. */
static enum err
run_own_rule_examples(const struct comparing *c, const char *content, const struct rule *rule,
    const struct rule_example *own, size_t own_count)
{
	struct definition_version version;
	enum err err = definition_newest(c->work->db, DEFINITION_RULE, c->code, &version);

	if (err || strcmp(version.content, content) == 0)
		return err == ERR_NOT_FOUND ? OK : err;
	for (size_t i = 0; i < own_count; i++)
		if (!holds(c->work->arena, rule, own[i].given, own[i].expected) &&
		    !brings(c, own[i].given, own[i].expected))
			report_example(c, own[i].name, BUNDLE_FAILING, BUNDLE_WHY("own_example"), 0);
	return OK;
}

enum err
bundle_rule_compare(const struct bundle_work *w, const char *code, struct bundle_report *r)
{
	const struct comparing c = { w, r, code, true };
	const struct bundle_example_record *records = w->bundle->manifest.examples.items;
	const char *content = bundle_text(w->arena, w->bundle, bundle_definition_path(w->arena, "rule", code));
	struct definition_error error;
	const struct rule_example *own;
	struct rule *rule;
	size_t own_count;
	enum err err = rule_examples_of(w->db, code, &own, &own_count);

	/* A rule that cannot be read is told with the definition already. */
	if (err || content == NULL || rule_parse(w->arena, content, strlen(content), &rule, &error) != OK)
		return err;
	for (size_t i = 0; i < w->bundle->manifest.examples.count; i++) {
		if (!is_of(&c, &records[i]))
			continue;
		const char *given = part_of(w, &records[i], "given"), *expected = part_of(w, &records[i], "expected");
		const bool good = holds(w->arena, rule, given, expected);

		report_example(&c, records[i].name, good ? rule_state(own, own_count, given, expected) : BUNDLE_FAILING,
		    good ? NULL : BUNDLE_WHY("example"), 0);
	}
	return run_own_rule_examples(&c, content, rule, own, own_count);
}

/* --- all of them --------------------------------------------------------------------------------------------------------- */

/* An example of nothing that the bundle brings could neither be run nor be kept. */
static bool
is_at_home(const struct bundle_manifest *m, const struct bundle_example_record *record)
{
	const struct bundle_procedure_record *procedures = m->procedures.items;
	const struct bundle_definition_record *definitions = m->definitions.items;

	for (size_t i = 0; i < m->procedures.count && !bundle_example_of_rule(record); i++)
		if (strcmp(procedures[i].code, record->code) == 0)
			return true;
	for (size_t i = 0; i < m->definitions.count && bundle_example_of_rule(record); i++)
		if (strcmp(definitions[i].kind, "rule") == 0 && strcmp(definitions[i].code, record->code) == 0)
			return true;
	return false;
}

void
bundle_examples_homeless(const struct bundle_work *w, struct bundle_report *r)
{
	const struct bundle_manifest *m = &w->bundle->manifest;
	const struct bundle_example_record *examples = m->examples.items;

	for (size_t i = 0; i < m->examples.count; i++)
		if (!is_at_home(m, &examples[i]))
			report_example(
			    &(struct comparing){ w, r, examples[i].code, bundle_example_of_rule(&examples[i]) },
			    examples[i].name, BUNDLE_BLOCKED, BUNDLE_WHY("member"), 0);
}
