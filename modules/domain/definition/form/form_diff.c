/* What a new version of a form changes, by the identity of its fields. See form.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/definition/form/form_private.h"

/* What can be said of a field in one text; "" where it does not apply. */
enum aspect {
	LABEL,
	HINT,
	TYPE,
	KIND,
	KEY,
	NEED,
	REQUIRED_IF,
	MIN_LENGTH,
	MAX_LENGTH,
	MIN,
	MAX,
	DIGITS,
	NOT_PAST,
	NOT_FUTURE,
	NOT_BEFORE,
	NOT_AFTER,
	MIN_ROWS,
	MAX_ROWS,
	MIN_CHOSEN,
	MAX_CHOSEN,
	LIST,
	LIST_PARENT,
	HIDE,
	EXPRESSION,
	VALID_IF,
	INELIGIBLE,
	INELIGIBLE_STOPS,
	CO_SIGNER,
	MULTIPLE,
	DEFAULT,
	NOTE,
	PREFILL,
	PREFILL_LOCKED,
	SENSITIVITY,
	REQUIREMENT,
	PAGE,
	GROUP,
	ASPECT__MAX
};

/* How it is shown: a text that people read, a code that they do not, or a word that is there or not. */
enum manner { TEXT, CODE, FLAG };

static const struct {
	const char *what;
	enum manner manner;
} aspects[ASPECT__MAX] = {
	[LABEL] = { "form.aspect.label", TEXT },
	[HINT] = { "form.aspect.hint", TEXT },
	[TYPE] = { "form.aspect.type", CODE },
	[KIND] = { "form.aspect.kind", CODE },
	[KEY] = { "form.aspect.key", TEXT },
	[NEED] = { "form.aspect.need", CODE },
	[REQUIRED_IF] = { "form.aspect.required_if", TEXT },
	[MIN_LENGTH] = { "form.aspect.min_length", TEXT },
	[MAX_LENGTH] = { "form.aspect.max_length", TEXT },
	[MIN] = { "form.aspect.min", TEXT },
	[MAX] = { "form.aspect.max", TEXT },
	[DIGITS] = { "form.aspect.decimal_digits", TEXT },
	[NOT_PAST] = { "form.aspect.not_past", FLAG },
	[NOT_FUTURE] = { "form.aspect.not_future", FLAG },
	[NOT_BEFORE] = { "form.aspect.not_before", TEXT },
	[NOT_AFTER] = { "form.aspect.not_after", TEXT },
	[MIN_ROWS] = { "form.aspect.min_rows", TEXT },
	[MAX_ROWS] = { "form.aspect.max_rows", TEXT },
	[MIN_CHOSEN] = { "form.aspect.min_chosen", TEXT },
	[MAX_CHOSEN] = { "form.aspect.max_chosen", TEXT },
	[LIST] = { "form.aspect.list", TEXT },
	[LIST_PARENT] = { "form.aspect.list_parent", TEXT },
	[HIDE] = { "form.aspect.hide", TEXT },
	[EXPRESSION] = { "form.aspect.expression", TEXT },
	[VALID_IF] = { "form.aspect.valid_if", TEXT },
	[INELIGIBLE] = { "form.aspect.ineligible", TEXT },
	[INELIGIBLE_STOPS] = { "form.aspect.ineligible_stops", FLAG },
	[CO_SIGNER] = { "form.aspect.co_signer", FLAG },
	[MULTIPLE] = { "form.aspect.multiple", FLAG },
	[DEFAULT] = { "form.aspect.default", TEXT },
	[NOTE] = { "form.aspect.note", TEXT },
	[PREFILL] = { "form.aspect.prefill", CODE },
	[PREFILL_LOCKED] = { "form.aspect.prefill_locked", FLAG },
	[SENSITIVITY] = { "form.aspect.sensitivity", CODE },
	[REQUIREMENT] = { "form.aspect.requirement", TEXT },
	[PAGE] = { "form.aspect.page", TEXT },
	[GROUP] = { "form.aspect.group", TEXT },
};

static const char *
text_of(const char *text)
{
	return text != NULL ? text : "";
}

static const char *
count_of(struct arena *arena, size_t count, size_t absent)
{
	return count == absent ? "" : arena_printf(arena, "%zu", count);
}

static const char *
number_of(struct arena *arena, bool has, struct decimal number)
{
	return has ? feel_to_text(arena, feel_number(number)) : "";
}

static const char *
feel_of(const struct feel *feel)
{
	return feel != NULL ? feel_text(feel) : "";
}

static const char *
flag_of(bool flag)
{
	return flag ? "yes" : "";
}

static const char *
need_of(const struct form_field *field)
{
	return field->required ? "required" : field->soft ? "soft" : field->required_if != NULL ? "required_if" : "";
}

static const char *
place_of(const struct form_field *holder)
{
	return holder == NULL ? "" : holder->label != NULL ? holder->label : holder->id;
}

/* What is asked of the answer. */
static void
describe_rules(struct arena *arena, const struct form_field *f, const char *said[ASPECT__MAX])
{
	said[NEED] = need_of(f);
	said[REQUIRED_IF] = feel_of(f->required_if);
	said[MIN_LENGTH] = count_of(arena, f->min_length, 0);
	said[MAX_LENGTH] = count_of(arena, f->max_length, 0);
	said[MIN] = number_of(arena, f->has_min, f->min);
	said[MAX] = number_of(arena, f->has_max, f->max);
	said[DIGITS] =
	    f->type == FORM_NUMBER && f->decimal_digits >= 0 ? arena_printf(arena, "%d", f->decimal_digits) : "";
	said[NOT_PAST] = flag_of(f->not_past);
	said[NOT_FUTURE] = flag_of(f->not_future);
	said[NOT_BEFORE] = text_of(form_property(f, "not_before"));
	said[NOT_AFTER] = text_of(form_property(f, "not_after"));
	said[MIN_ROWS] = count_of(arena, f->min_rows, 0);
	said[MAX_ROWS] = count_of(arena, f->max_rows, FORM_ROWS_MAX);
	said[MIN_CHOSEN] = count_of(arena, f->min_chosen, 0);
	said[MAX_CHOSEN] = count_of(arena, f->max_chosen, 0);
	said[LIST] = text_of(f->list_code);
	said[LIST_PARENT] = text_of(form_property(f, "list_parent"));
	said[VALID_IF] = feel_of(f->valid_if);
	said[INELIGIBLE] = feel_of(f->ineligible);
	said[INELIGIBLE_STOPS] = flag_of(f->ineligible_stops);
	said[CO_SIGNER] = flag_of(f->co_signer);
	said[MULTIPLE] = flag_of(f->multiple);
}

static void
describe(struct arena *arena, const struct form_field *f, const char *said[ASPECT__MAX])
{
	said[LABEL] = text_of(f->label);
	said[HINT] = text_of(f->description);
	said[TYPE] = arena_printf(arena, "%d", (int)f->type);
	said[KIND] = form_kind_name(f->kind);
	said[KEY] = text_of(f->key);
	said[HIDE] = feel_of(f->hide);
	said[EXPRESSION] = feel_of(f->expression);
	said[DEFAULT] = text_of(f->default_value);
	said[NOTE] = text_of(f->text);
	said[PREFILL] = text_of(form_property(f, "prefill"));
	said[PREFILL_LOCKED] = flag_of(form_prefill_is_locked(f));
	said[SENSITIVITY] = text_of(form_property(f, "sensitivity"));
	said[REQUIREMENT] = text_of(form_property(f, "requirement"));
	said[PAGE] = f->page != f ? place_of(f->page) : "";
	said[GROUP] = f->parent != NULL && f->parent != f->page ? place_of(f->parent) : "";
	describe_rules(arena, f, said);
}

struct difference {
	struct arena *arena;
	struct form_changes *found;
	size_t capacity;
};

static void
add(struct difference *d, struct form_change change)
{
	struct form_changes *found = d->found;

	if (found->count == d->capacity) {
		size_t capacity = d->capacity * 2 + 16;
		struct form_change *items = arena_array(d->arena, capacity, sizeof(*items));
		if (found->count > 0)
			memcpy(items, found->items, found->count * sizeof(*items));
		found->items = items;
		d->capacity = capacity;
	}
	found->items[found->count++] = change;
}

static void
say(struct difference *d, const struct form_field *field, const char *message, const char *what, const char *from,
    const char *to)
{
	const char *label = field->label != NULL && *field->label != '\0' ? field->label : field->id;

	add(d, (struct form_change){ field->id, label, 0, message, what, from, to });
}

static void
compare_aspect(
    struct difference *d, const struct form_field *field, enum aspect aspect, const char *from, const char *to)
{
	const char *message = "form.change.changed";

	if (strcmp(from, to) == 0)
		return;
	if (aspect == NEED)
		message = *to == '\0'                   ? "form.change.now_optional"
			  : strcmp(to, "required") == 0 ? "form.change.now_required"
			  : strcmp(to, "soft") == 0     ? "form.change.now_soft"
							: "form.change.now_conditional";
	else if (aspects[aspect].manner == CODE)
		message = "form.change.other";
	else if (aspects[aspect].manner == FLAG)
		message = *to != '\0' ? "form.change.on" : "form.change.off";
	else if (*from == '\0')
		message = "form.change.set";
	else if (*to == '\0')
		message = "form.change.unset";
	say(d, field, message, aspects[aspect].what, from, to);
}

/* Its own choices: those that came, went, or read otherwise. */
static void
compare_choices(struct difference *d, const struct form_field *a, const struct form_field *b)
{
	for (size_t i = 0; i < a->option_count; i++) {
		const char *now = NULL;
		for (size_t k = 0; now == NULL && k < b->option_count; k++)
			if (strcmp(a->options[i].value, b->options[k].value) == 0)
				now = b->options[k].label;
		if (now == NULL)
			say(d, b, "form.change.choice_removed", NULL, a->options[i].label, "");
		else if (strcmp(now, a->options[i].label) != 0)
			say(d, b, "form.change.choice_label", NULL, a->options[i].label, now);
	}
	for (size_t k = 0; k < b->option_count; k++) {
		bool old = false;
		for (size_t i = 0; !old && i < a->option_count; i++)
			old = strcmp(a->options[i].value, b->options[k].value) == 0;
		if (!old)
			say(d, b, "form.change.choice_added", NULL, "", b->options[k].label);
	}
}

/* The author's words for a rule. */
static void
compare_messages(struct difference *d, const struct form_field *a, const struct form_field *b)
{
	for (int side = 0; side < 2; side++) {
		const struct form_field *one = side == 0 ? a : b, *other = side == 0 ? b : a;
		for (size_t i = 0; i < one->property_count; i++) {
			const char *name = one->properties[i].name, *text = one->properties[i].value;
			const char *beside = strncmp(name, "message.", 8) == 0 ? form_property(other, name) : NULL;
			if (strncmp(name, "message.", 8) != 0 ||
			    (beside != NULL && (side == 1 || strcmp(beside, text) == 0)))
				continue;
			say(d, b, "form.change.changed", "form.aspect.message", side == 0 ? text : text_of(beside),
			    side == 0 ? text_of(beside) : text);
		}
	}
}

static void
compare_field(struct difference *d, const struct form_field *a, const struct form_field *b)
{
	const char *before[ASPECT__MAX], *now[ASPECT__MAX];

	describe(d->arena, a, before);
	describe(d->arena, b, now);
	for (int i = 0; i < ASPECT__MAX; i++)
		compare_aspect(d, b, (enum aspect)i, before[i], now[i]);
	compare_choices(d, a, b);
	compare_messages(d, a, b);
}

/*
 * Fields that stand in another order: all that are not in the longest run of fields that kept theirs. `old` is the former
 * place of each field of b, counted from 1, 0 for new ones.
 */
static void
find_moved(struct difference *d, const struct form *b, const size_t *old)
{
	size_t *length = arena_array(d->arena, b->field_count + 1, sizeof(*length));
	size_t *before = arena_array(d->arena, b->field_count + 1, sizeof(*before));
	bool *kept = arena_array(d->arena, b->field_count + 1, sizeof(*kept));
	size_t best = b->field_count;

	for (size_t i = 0; i < b->field_count; i++) {
		before[i] = b->field_count;
		length[i] = old[i] > 0;
		for (size_t k = 0; old[i] > 0 && k < i; k++)
			if (old[k] > 0 && old[k] < old[i] && length[k] + 1 > length[i]) {
				length[i] = length[k] + 1;
				before[i] = k;
			}
		if (old[i] > 0 && (best == b->field_count || length[i] > length[best]))
			best = i;
	}
	for (; best < b->field_count; best = before[best])
		kept[best] = true;
	for (size_t i = 0; i < b->field_count; i++)
		if (old[i] > 0 && !kept[i])
			say(d, &b->fields[i], "form.change.moved", NULL, "", i > 0 ? place_of(&b->fields[i - 1]) : "");
}

void
form_diff(struct arena *arena, const struct form *a, const struct form *b, struct form_changes *ret)
{
	struct difference d = { .arena = arena, .found = ret };
	size_t *old = arena_array(arena, b->field_count + 1, sizeof(*old));

	*ret = (struct form_changes){ 0 };
	for (size_t i = 0; i < b->field_count; i++) {
		const struct form_field *before = form_field_by_id(a, b->fields[i].id);
		if (before == NULL) {
			say(&d, &b->fields[i], "form.change.added", NULL, "", "");
			continue;
		}
		old[i] = before->index + 1;
		compare_field(&d, before, &b->fields[i]);
	}
	for (size_t i = 0; i < a->field_count; i++)
		if (form_field_by_id(b, a->fields[i].id) == NULL)
			say(&d, &a->fields[i], "form.change.removed", NULL, "", "");
	find_moved(&d, b, old);
}
