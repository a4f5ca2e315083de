/* Filling forms in. See prefill.h. */
#include "prefill/prefill.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/site/site.h"

#include "filing.h"
#include "show.h"

/* --- what stands in a question --------------------------------------------------------------------------------------- */

/* Registers write the name of a choice where a form has its value. */
static const char *
as_choice(struct arena *arena, const struct form_field *field, const char *text)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(field->options[i].value, text) == 0)
			return text;
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(fold(arena, field->options[i].label), fold(arena, text)) == 0)
			return field->options[i].value;
	return field->list_code != NULL ? text : NULL;
}

/* As the form keeps it; NULL: it is no answer to that question. */
static const char *
as_answer(struct ctx *c, const struct filing *f, const struct form_field *field, const char *text)
{
	struct form_values values = { 0 };

	if (field->type == FORM_SELECT || field->type == FORM_RADIO)
		text = as_choice(c->arena, field, text);
	if (text == NULL || field->type == FORM_FILE || !form_values_put(c->arena, f->form, &values, field, 0, text) ||
	    values.count != 1)
		return NULL;
	return values.items[0].text;
}

/* A locked answer that the form's own rules refuse would leave the person without a way on. */
static bool
is_right(struct ctx *c, const struct filing *f, const struct form_field *field, const char *text)
{
	const struct form_check check = { .today = f->today, .language = c->language };
	struct form_values values = { 0 };
	struct form_problems problems;

	(void)form_values_put(c->arena, f->form, &values, field, 0, text);
	form_validate(c->arena, f->form, &values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++)
		if (problems.items[i].field == field)
			return false;
	return true;
}

static void
find_answers(struct ctx *c, struct filing *f)
{
	struct prefill *p = &f->prefill;

	p->items = arena_array(c->arena, f->form->field_count + 1, sizeof(*p->items));
	for (size_t i = 0; i < f->form->field_count; i++) {
		const struct form_field *field = &f->form->fields[i];
		const struct told *told = told_for(&p->told, field);
		const char *text = told != NULL ? as_answer(c, f, field, told->value) : NULL;

		if (text == NULL)
			continue;
		p->items[p->count++] = (struct prefilled){ field, told, text,
			!filing_is_supplement(f) && form_prefill_is_locked(field) && told_is_vouched(told) &&
			    is_right(c, f, field, text) };
	}
}

static const struct prefilled *
prefilled_of(const struct filing *f, const struct form_field *field)
{
	for (size_t i = 0; i < f->prefill.count; i++)
		if (f->prefill.items[i].field == field)
			return &f->prefill.items[i];
	return NULL;
}

/* Was anything on that page saved already? Then what is blank there was left blank. */
static bool
is_page_begun(const struct filing *f, const struct form_field *page)
{
	for (size_t i = 0; i < f->answer_count; i++) {
		const struct form_field *field = form_field_by_key(f->form, f->answers[i].field_key);

		if (field != NULL && field->page == page)
			return true;
	}
	return false;
}

size_t
prefill_unseen_page(struct ctx *c, const struct filing *f)
{
	for (size_t i = filing_page_beside(c, f, 0, 1); i > 0; i = filing_page_beside(c, f, i, 1))
		for (size_t k = 0; k < f->prefill.count; k++)
			if (f->prefill.items[k].field->page == filing_page(f, i) &&
			    !is_page_begun(f, filing_page(f, i)))
				return i;
	return 0;
}

static void
fill_in(struct ctx *c, struct filing *f)
{
	for (size_t i = 0; i < f->form->field_count; i++) {
		const struct form_field *field = &f->form->fields[i];
		const struct prefilled *known = prefilled_of(f, field);

		if (!form_field_is_answered(field) || field->list != NULL || is_page_begun(f, field->page))
			continue;
		if (known != NULL)
			(void)form_values_put(c->arena, f->form, &f->values, field, 0, known->text);
		else if (field->default_value != NULL && field->default_value[0] != '\0')
			(void)form_values_add(c->arena, f->form, &f->values, field->key, field->default_value);
	}
}

enum err
prefill_load(struct ctx *c, struct filing *f)
{
	enum err err;

	if (f->form == NULL)
		return OK;
	if ((err = told_gather(c, f, &f->prefill.told)))
		return err;
	find_answers(c, f);
	fill_in(c, f);
	prefill_hold(c, f, NULL, &f->values);
	return OK;
}

void
prefill_hold(struct ctx *c, const struct filing *f, const struct form_field *page, struct form_values *values)
{
	for (size_t i = 0; i < f->prefill.count; i++) {
		const struct prefilled *known = &f->prefill.items[i];

		if (known->locked && (page == NULL || known->field->page == page))
			(void)form_values_restore(c->arena, f->form, values, known->field->id, 0, known->text);
	}
}

bool
prefill_is_held(const struct filing *f, const char *field_id)
{
	for (size_t i = 0; field_id != NULL && i < f->prefill.count; i++)
		if (strcmp(f->prefill.items[i].field->id, field_id) == 0)
			return f->prefill.items[i].locked;
	return false;
}

/* --- where an answer came from --------------------------------------------------------------------------------------- */

struct origin {
	const char *provenance, *origin, *reference;
	int64_t at;
};

/* As the page said when it was saved: what told it then may be silent or say something else today. */
static const struct draft_value *
kept_of(const struct filing *f, const char *key, const char *text)
{
	for (size_t i = 0; i < f->answer_count; i++)
		if (strcmp(f->answers[i].field_key, key) == 0 && f->answers[i].row_no == 0)
			return f->answers[i].provenance != NULL && strcmp(f->answers[i].value, text) == 0
				   ? &f->answers[i]
				   : NULL;
	return NULL;
}

static struct origin
origin_of(const struct filing *f, const struct form_field *field, int64_t row, const char *text)
{
	const struct prefilled *known = field != NULL && row == 0 ? prefilled_of(f, field) : NULL;
	const struct draft_value *kept;

	if (known != NULL && strcmp(known->text, text) == 0)
		return (struct origin){ "prefilled", known->told->origin, known->told->reference, known->told->at };
	if (field != NULL && field->list == NULL && (kept = kept_of(f, field->key, text)) != NULL)
		return (struct origin){ kept->provenance, kept->origin, kept->reference, kept->taken_at };
	if (known != NULL)
		return (struct origin){ "changed", known->told->origin, known->told->reference, known->told->at };
	return (struct origin){ "typed", NULL, NULL, TIME_NONE };
}

void
prefill_mark_draft(const struct filing *f, struct draft_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = form_field_by_key(f->form, values[i].field_key);
		const struct origin origin = origin_of(f, field, values[i].row_no, values[i].value);

		values[i].provenance = origin.provenance;
		values[i].origin = origin.origin;
		values[i].reference = origin.reference;
		values[i].taken_at = origin.at;
	}
}

void
prefill_mark_dossier(const struct filing *f, struct dossier_value *value, bool computed)
{
	const struct form_field *field = form_field_by_id(f->form, value->field_id);
	struct origin origin = { "computed", NULL, NULL, TIME_NONE };

	if (!computed)
		origin = origin_of(f, field, value->row_no, value->value);
	value->provenance = origin.provenance;
	value->origin = origin.origin;
	value->reference = origin.reference;
	value->taken_at = origin.at;
}

/* --- in words -------------------------------------------------------------------------------------------------------- */

static const char *
told_words(struct ctx *c, const struct prefilled *known)
{
	const struct told *told = known->told;
	const char *key =
	    arena_printf(c->arena, "submission.prefill.%s%s", known->locked ? "locked_" : "from_", told->origin);

	return words_with(
	    c, key, MESSAGE_ARGUMENTS({ "at", words_moment(c, told->at) }, { "reference", told->reference }));
}

const char *
prefill_note(void *context, const struct form_field *field, bool *ret_locked)
{
	const struct prefill_words *p = context;
	const struct form_prefill *source = form_prefill_of(field);
	const struct prefilled *known = prefilled_of(p->filing, field);
	const char *outcome = p->filing->prefill.told.register_outcome;

	*ret_locked = known != NULL && known->locked;
	if (known != NULL)
		return told_words(p->c, known);
	/* Nobody knows: the question is the person's to answer, and is open for it. */
	if (source == NULL || source->from != FORM_FROM_REGISTER || outcome == NULL)
		return NULL;
	return words(p->c, "submission.prefill.not_taken");
}

static bool
offers_register(const struct ctx *c, const struct filing *f, const struct form_field *page)
{
	if (filing_is_supplement(f) || !site_province()->population_register ||
	    !config_has_word(&c->config->modules, "exchange"))
		return false;
	for (size_t i = 0; f->form != NULL && i < f->form->field_count; i++) {
		const struct form_prefill *source = form_prefill_of(&f->form->fields[i]);

		if (source != NULL && source->from == FORM_FROM_REGISTER &&
		    (page == NULL || f->form->fields[i].page == page))
			return true;
	}
	return false;
}

/* Does that page (NULL: the form has one) show what the register told and nobody may type over? */
static bool
holds_register(const struct filing *f, const struct form_field *page)
{
	for (size_t i = 0; i < f->prefill.count; i++) {
		const struct prefilled *known = &f->prefill.items[i];

		if (known->locked && strcmp(known->told->origin, TOLD_POPULATION) == 0 &&
		    (page == NULL || known->field->page == page))
			return true;
	}
	return false;
}

void
prefill_show_register(
    struct ctx *c, struct view *view, const struct filing *f, const struct form_field *page, size_t number)
{
	const char *outcome = f->prefill.told.register_outcome, *text;
	struct view *out;

	if (c->config == NULL || !offers_register(c, f, page)) {
		view_text(view, "register", NULL);
		return;
	}
	out = view_child(view, "register");
	text = words(c, outcome != NULL ? arena_printf(c->arena, "submission.prefill.outcome.%s", outcome)
					: "submission.prefill.offer");
	if (holds_register(f, page))
		text = arena_printf(c->arena, "%s %s", text, words(c, "submission.prefill.held_wrong"));
	view_text(out, "text", text);
	view_text(out, "go", words(c, outcome != NULL ? "submission.prefill.again_go" : "submission.prefill.offer_go"));
	if (outcome != NULL && strcmp(outcome, "found") == 0)
		view_url(out, "url", NULL);
	else
		view_url(out, "url",
		    url_query_add(c->arena,
			url(c->arena, "/du-lieu-dan-cu/{}/{}", f->draft.procedure_code, f->draft.reference), "trang",
			arena_printf(c->arena, "%zu", number)));
}
