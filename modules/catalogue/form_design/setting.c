/* The settings of questions, and how each stands in the document. See question.h. */
#include "form_design/question.h"

#include <stdio.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/number/decimal.h"
#include "form_design/date_limit.h"
#include "form_design/form_edit.h"
#include "form_design/options_text.h"
#include "form_design/typed.h"

#define Q(question) (1u << QUESTION_##question)
#define NO_ANSWER   (Q(HEADING) | Q(NOTE) | Q(GROUP) | Q(ROWS) | Q(PAGE) | Q(PLACE) | Q(COMPUTED))
#define ANSWERED    ((Q(PAGE) - 1) & ~NO_ANSWER)
#define WORDS       (Q(LINE) | Q(LINES))
#define NUMBERS     (Q(NUMBER) | Q(MONEY))
#define CHOICES     (Q(ONE) | Q(PICK) | Q(MANY))
#define HOLDERS     (Q(GROUP) | Q(ROWS) | Q(PAGE) | Q(PLACE))
#define KEYED       (ANSWERED | Q(COMPUTED) | Q(ROWS))

static const char *const needs[] = { "no", "yes", "soft", "if", NULL };
static const char *const sensitivities[] = { "none", "personal", "sensitive", NULL };

const struct setting settings[] = {
	{ "label", "label", WAY_TEXT, CONTROL_FULL, PART_QUESTION, ANSWERED | HOLDERS | Q(COMPUTED), NULL, true },
	{ "heading", "text", WAY_HEADING, CONTROL_FULL, PART_QUESTION, Q(HEADING), NULL, true },
	{ "text", "text", WAY_TEXT, CONTROL_AREA, PART_QUESTION, Q(NOTE), NULL, true },
	{ "description", "description", WAY_TEXT, CONTROL_FULL, PART_QUESTION, ANSWERED | Q(COMPUTED), NULL, false },
	{ "options", "values", WAY_OPTIONS, CONTROL_AREA, PART_QUESTION, CHOICES, NULL, false },
	{ "list", "properties.list", WAY_LIST, CONTROL_LIST, PART_QUESTION, CHOICES, NULL, false },
	{ "list_parent", "properties.list_parent", WAY_ABOVE, CONTROL_LIST, PART_QUESTION, Q(PICK), NULL, false },
	{ "expression", "expression", WAY_FEEL, CONTROL_AREA, PART_QUESTION, Q(COMPUTED), NULL, true },

	{ "need", "validate.required", WAY_NEED, CONTROL_BUTTONS, PART_ANSWER, ANSWERED, needs, false },
	{ "min_length", "validate.minLength", WAY_COUNT, CONTROL_SHORT, PART_ANSWER, WORDS, NULL, false },
	{ "max_length", "validate.maxLength", WAY_COUNT, CONTROL_SHORT, PART_ANSWER, WORDS | Q(NAME) | Q(ADDRESS), NULL,
	    false },
	{ "min", "validate.min", WAY_DECIMAL, CONTROL_SHORT, PART_ANSWER, NUMBERS, NULL, false },
	{ "max", "validate.max", WAY_DECIMAL, CONTROL_SHORT, PART_ANSWER, NUMBERS, NULL, false },
	{ "decimal_digits", "decimalDigits", WAY_COUNT, CONTROL_SHORT, PART_ANSWER, Q(NUMBER), NULL, false },
	{ "not_future", "properties.not_future", WAY_YES, CONTROL_BOX, PART_ANSWER, Q(DATE), NULL, false },
	{ "not_past", "properties.not_past", WAY_YES, CONTROL_BOX, PART_ANSWER, Q(DATE), NULL, false },
	{ "not_before", "properties.not_before", WAY_LIMIT, CONTROL_LIMIT, PART_ANSWER, Q(DATE), NULL, false },
	{ "not_after", "properties.not_after", WAY_LIMIT, CONTROL_LIMIT, PART_ANSWER, Q(DATE), NULL, false },
	{ "min_chosen", "properties.min_chosen", WAY_DIGITS, CONTROL_SHORT, PART_ANSWER, Q(MANY), NULL, false },
	{ "max_chosen", "properties.max_chosen", WAY_DIGITS, CONTROL_SHORT, PART_ANSWER, Q(MANY), NULL, false },
	{ "min_rows", "properties.min_rows", WAY_DIGITS, CONTROL_SHORT, PART_ANSWER, Q(ROWS), NULL, false },
	{ "max_rows", "properties.max_rows", WAY_DIGITS, CONTROL_SHORT, PART_ANSWER, Q(ROWS), NULL, false },
	{ "multiple", "multiple", WAY_FLAG, CONTROL_BOX, PART_ANSWER, Q(FILE), NULL, false },
	{ "requirement", "properties.requirement", WAY_PAPER, CONTROL_LIST, PART_ANSWER, Q(FILE), NULL, false },
	{ "co_signer", "properties.co_signer", WAY_YES, CONTROL_BOX, PART_ANSWER, Q(GROUP) | Q(ROWS), NULL, false },

	{ "key", "key", WAY_KEY, CONTROL_FULL, PART_DATA, KEYED, NULL, false },
	{ "prefill", "properties.prefill", WAY_CHOICE, CONTROL_LIST, PART_DATA, ANSWERED, form_prefill_sources, false },
	{ "prefill_locked", "properties.prefill_locked", WAY_YES, CONTROL_BOX, PART_DATA,
	    WORDS | Q(NAME) | Q(ADDRESS) | Q(DATE) | Q(PERSON_NUMBER), NULL, false },
	{ "sensitivity", "properties.sensitivity", WAY_CHOICE, CONTROL_LIST, PART_DATA, ANSWERED, sensitivities,
	    false },
};
const size_t setting_count = sizeof(settings) / sizeof(*settings);

bool
setting_is_of(const struct setting *setting, enum form_question question)
{
	return (setting->kinds & 1u << question) != 0;
}

/* --- the author's own words ---------------------------------------------------------------------------------------- */

const char *const message_languages[] = { "vi", "en", NULL };

static const struct {
	const char *rule;
	unsigned kinds;
} rule_rows[] = {
	{ "required", ANSWERED },
	{ "soft_required", ANSWERED },
	{ "min_length", WORDS },
	{ "max_length", WORDS | Q(NAME) | Q(ADDRESS) },
	{ "number", NUMBERS },
	{ "min", NUMBERS },
	{ "max", NUMBERS },
	{ "decimal_digits", Q(NUMBER) },
	{ "date", Q(DATE) },
	{ "time", Q(TIME) },
	{ "not_past", Q(DATE) },
	{ "not_future", Q(DATE) },
	{ "not_before", Q(DATE) },
	{ "not_after", Q(DATE) },
	{ "choice", CHOICES },
	{ "min_chosen", Q(MANY) },
	{ "max_chosen", Q(MANY) },
	{ "min_rows", Q(ROWS) },
	{ "max_rows", Q(ROWS) },
	{ "person_number", Q(PERSON_NUMBER) },
	{ "company_number", Q(COMPANY_NUMBER) },
	{ "phone", Q(PHONE) },
	{ "email", Q(EMAIL) },
	{ "money", Q(MONEY) },
	{ "name", Q(NAME) },
	{ "tax_number", Q(TAX_NUMBER) },
	{ "old_identity_card", Q(OLD_CARD) },
	{ "passport", Q(PASSPORT) },
	{ "bank_account", Q(BANK_ACCOUNT) },
	{ "vehicle_plate", Q(PLATE) },
	{ "valid", ANSWERED | Q(GROUP) | Q(ROWS) },
	{ "ineligible", ANSWERED | Q(GROUP) | Q(ROWS) },
};

const char *
message_rule(size_t at)
{
	return at < sizeof(rule_rows) / sizeof(*rule_rows) ? rule_rows[at].rule : NULL;
}

size_t
message_rule_number(const char *rule)
{
	size_t at = 0;

	while (strcmp(rule_rows[at].rule, rule) != 0)
		at++;
	return at;
}

bool
message_rule_is_of(size_t at, enum form_question question)
{
	return (rule_rows[at].kinds & 1u << question) != 0;
}

void
message_member(char member[MESSAGE_MEMBER_SIZE], const char *rule, const char *language)
{
	(void)snprintf(member, MESSAGE_MEMBER_SIZE, "properties.message.%s.%s", rule, language);
}

/* --- members ------------------------------------------------------------------------------------------------------- */

/* "validate.min": the object `validate` and the rest of the path, whatever dots it has. */
static const char *
split(const char *path, char object[32])
{
	const char *dot = strchr(path, '.');

	object[0] = '\0';
	if (dot == NULL)
		return path;
	(void)snprintf(object, 32, "%.*s", (int)(dot - path), path);
	return dot + 1;
}

const json_t *
member_get(const json_t *component, const char *path)
{
	char object[32];
	const char *member = split(path, object);

	return json_object_get(*object != '\0' ? json_object_get(component, object) : component, member);
}

void
member_set(json_t *component, const char *path, json_t *value)
{
	char object[32];
	const char *member = split(path, object);
	json_t *inside = *object != '\0' ? json_object_get(component, object) : component;

	if (value == NULL) {
		if (inside == NULL)
			return;
		json_object_del(inside, member);
		if (*object != '\0' && json_object_size(inside) == 0)
			json_object_del(component, object);
		return;
	}
	if (!json_is_object(inside)) {
		json_object_set_new(component, object, json_object());
		inside = json_object_get(component, object);
	}
	json_object_set_new(inside, member, value);
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

static const char *
need_of(const json_t *component)
{
	if (json_is_true(member_get(component, "validate.required")))
		return "yes";
	if (member_get(component, "properties.required_if") != NULL)
		return "if";
	return member_get(component, "properties.required") != NULL ? "soft" : "no";
}

const char *
setting_read(struct arena *arena, const json_t *component, const struct setting *setting)
{
	const json_t *value = member_get(component, setting->member);
	const char *text = json_string_value(value);

	switch (setting->way) {
	case WAY_NEED: return need_of(component);
	case WAY_OPTIONS: return options_text(arena, value);
	case WAY_FLAG: return json_is_true(value) ? "1" : "";
	case WAY_YES: return text != NULL && strcmp(text, "yes") == 0 ? "1" : "";
	case WAY_KEY: return form_edit_text(component, question_of(component) == QUESTION_ROWS ? "path" : "key");
	default: break;
	}
	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value))
		return shown_number(arena, arena_printf(arena, "%.15g", json_real_value(value)));
	if (text == NULL)
		return "";
	if (setting->way == WAY_HEADING)
		text += strspn(text, "# ");
	if (setting->way == WAY_FEEL)
		text += *text == '=' ? 1 : 0;
	return setting->way == WAY_DECIMAL ? shown_number(arena, text) : arena_strdup(arena, text);
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

static const char *
write_number(struct arena *arena, json_t *component, const struct setting *setting, const char *typed)
{
	const char *number = typed_number(arena, typed);
	struct decimal decimal;
	int64_t whole;

	if (number == NULL || decimal_parse(number, strlen(number), &decimal) != OK)
		return "catalogue_form_design.errors.number";
	if (decimal_to_int(decimal, &whole) != OK) {
		if (setting->way != WAY_DECIMAL)
			return "catalogue_form_design.errors.count";
		member_set(component, setting->member, json_string(number));
		return NULL;
	}
	if (setting->way != WAY_DECIMAL && whole < 0)
		return "catalogue_form_design.errors.count";
	member_set(component, setting->member,
	    setting->way == WAY_DIGITS ? json_string(arena_printf(arena, "%lld", (long long)whole))
				       : json_integer(whole));
	return NULL;
}

static const char *
write_choice(json_t *component, const struct setting *setting, const char *typed)
{
	for (const char *const *choice = setting->choices; *choice != NULL; choice++)
		if (strcmp(*choice, typed) == 0) {
			member_set(component, setting->member, json_string(typed));
			return NULL;
		}
	return "catalogue_form_design.errors.one_of";
}

static const char *
write_limit(struct arena *arena, json_t *component, const struct setting *setting, const char *typed)
{
	struct date_limit limit;
	const char *fault;

	date_limit_read(arena, typed, &limit);
	if ((fault = date_limit_fault(&limit)) == NULL)
		member_set(component, setting->member, json_string(typed));
	return fault;
}

/* What stands behind "if" is the page's: its rows are another setting. */
static void
write_need(json_t *component, const char *typed)
{
	member_set(component, "validate.required", strcmp(typed, "yes") == 0 ? json_true() : NULL);
	if (strcmp(typed, "if") != 0)
		member_set(component, "properties.required", strcmp(typed, "soft") == 0 ? json_string("soft") : NULL);
	if (strcmp(typed, "if") != 0)
		member_set(component, "properties.required_if", NULL);
}

static const char *
write_nothing(json_t *component, const struct setting *setting)
{
	if (setting->required)
		return "catalogue_form_design.errors.empty";
	member_set(component, setting->member, NULL);
	return NULL;
}

const char *
setting_write(struct arena *arena, json_t *component, const struct setting *setting, const char *typed)
{
	if (setting->way == WAY_NEED) {
		write_need(component, typed);
		return NULL;
	}
	if (*typed == '\0')
		return write_nothing(component, setting);
	switch (setting->way) {
	case WAY_COUNT:
	case WAY_DIGITS:
	case WAY_DECIMAL: return write_number(arena, component, setting, typed);
	case WAY_CHOICE: return write_choice(component, setting, typed);
	case WAY_LIMIT: return write_limit(arena, component, setting, typed);
	case WAY_OPTIONS: return options_write(arena, component, setting->member, typed);
	case WAY_FLAG: member_set(component, setting->member, json_true()); break;
	case WAY_YES: member_set(component, setting->member, json_string("yes")); break;
	case WAY_HEADING:
		member_set(component, setting->member, json_string(arena_printf(arena, "# %s", typed)));
		break;
	case WAY_FEEL:
		member_set(
		    component, setting->member, json_string(*typed == '=' ? typed : arena_printf(arena, "=%s", typed)));
		break;
	default: member_set(component, setting->member, json_string(typed)); break;
	}
	return NULL;
}
