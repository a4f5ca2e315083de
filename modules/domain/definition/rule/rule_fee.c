/* Fees out of a DMN table of the shape stated in rule.h. */
#include "domain/definition/rule/rule_fee.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/view.h"
#include "domain/number/money.h"

enum { CODE_MAX = 40, FACTS_MAX = 1 << 16 };

static const struct rule_decision *
fee_decision(const struct rule *rule)
{
	for (size_t i = 0; i < rule->decision_count; i++)
		if (strcmp(rule->decisions[i].id, RULE_FEES) == 0)
			return &rule->decisions[i];
	return NULL;
}

static bool
has_output(const struct rule_decision *decision, const char *name)
{
	for (size_t i = 0; i < decision->output_count; i++)
		if (strcmp(decision->outputs[i].name, name) == 0)
			return true;
	return false;
}

bool
rule_decision_is_fees(const struct rule_decision *decision)
{
	static const char *const outputs[] = { "kind", "code", "name", "price", "basis" };

	if (decision->hit != HIT_COLLECT || decision->aggregation != AGGREGATE_LIST)
		return false;
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++)
		if (!has_output(decision, outputs[i]))
			return false;
	return true;
}

bool
rule_is_fee_rule(const struct rule *rule)
{
	const struct rule_decision *decision = fee_decision(rule);

	return decision != NULL && rule_decision_is_fees(decision);
}

static struct feel_value
output(const struct rule_output *line, const char *name)
{
	for (size_t i = 0; i < line->count; i++)
		if (strcmp(line->items[i].name, name) == 0)
			return line->items[i].value;
	return feel_null();
}

static const char *
text(const struct rule_output *line, const char *name)
{
	struct feel_value value = output(line, name);

	return value.type == FEEL_STRING ? value.string : "";
}

static enum err
whole(const struct rule_output *line, const char *name, int64_t *ret)
{
	struct feel_value value = output(line, name);

	return value.type == FEEL_NUMBER ? money_from_decimal(value.number, MONEY_NOT_NEGATIVE, ret) : ERR_INVALID;
}

bool
rule_fee_is_code(const char *code)
{
	size_t size = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_.-");

	return size > 0 && size <= CODE_MAX && code[size] == '\0';
}

static enum err
read_line(const struct rule_output *line, struct rule_fee *fee)
{
	const char *kind = text(line, "kind");
	enum err err;

	*fee = (struct rule_fee){ .code = text(line, "code"),
		.name = text(line, "name"),
		.basis = text(line, "basis"),
		.kind = strcmp(kind, "phi") == 0 ? RULE_FEE_PHI : RULE_FEE_LE_PHI,
		.quantity = 1 };
	if ((strcmp(kind, "phi") != 0 && strcmp(kind, "le_phi") != 0) || !rule_fee_is_code(fee->code) ||
	    *fee->name == '\0' || *fee->basis == '\0')
		return ERR_INVALID;
	for (size_t i = 0; i < line->count; i++)
		if (strcmp(line->items[i].name, "quantity") == 0 &&
		    (err = whole(line, "quantity", &fee->quantity)) != OK)
			return err;
	if ((err = whole(line, "price", &fee->price)) != OK)
		return err;
	return money_multiply(fee->quantity, fee->price, &fee->amount);
}

enum err
rule_fees(struct arena *arena, const struct rule *rule, const struct feel_context *inputs, struct rule_fees *ret)
{
	struct rule_result result;
	struct rule_fee *items;
	enum err err;

	*ret = (struct rule_fees){ 0 };
	if (!rule_is_fee_rule(rule))
		return ERR_INVALID;
	if ((err = rule_evaluate(arena, rule, RULE_FEES, inputs, &result)) != OK)
		return err;
	if (result.refused != NULL)
		return ERR_INVALID;
	items = arena_array(arena, result.count + 1, sizeof(*items));
	for (size_t i = 0; i < result.count; i++) {
		if ((err = read_line(&result.items[i], &items[i])) != OK)
			return err;
		for (size_t k = 0; k < i; k++)
			if (strcmp(items[k].code, items[i].code) == 0)
				return ERR_INVALID;
		if ((err = money_add(ret->total, items[i].amount, &ret->total)) != OK)
			return err;
	}
	ret->items = items;
	ret->count = result.count;
	return OK;
}

const char *
rule_fees_facts(struct arena *arena, const struct rule_fees *fees, const char *payer)
{
	struct view *facts = view_object(arena), *lines = view_list(facts, "lines");
	struct buffer out;

	for (size_t i = 0; i < fees->count; i++) {
		const struct rule_fee *fee = &fees->items[i];
		struct view *line = view_item(lines);

		view_text(line, "kind", fee->kind == RULE_FEE_PHI ? "phi" : "le_phi");
		view_text(line, "code", fee->code);
		view_text(line, "name", fee->name);
		view_int(line, "quantity", fee->quantity);
		view_int(line, "unit_price", fee->price);
		view_int(line, "amount", fee->amount);
		view_text(line, "basis", fee->basis);
	}
	view_int(facts, "total", fees->total);
	view_text(facts, "payer", payer);
	buffer_init(&out, arena, FACTS_MAX);
	json_write(&out, facts);
	return out.data;
}
