/* Answers for conditions. See step_answers.h. */
#include "step/step_answers.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/log.h"
#include "domain/definition/form/form.h"
#include "domain/dossier/dossier_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"

#include "step/step_engine.h"

static bool
is_same(const struct dossier_value *a, const struct dossier_value *b)
{
	return a->row_no == b->row_no && strcmp(a->field_id, b->field_id) == 0;
}

/* Said again in a later round? */
static bool
is_replaced(const struct dossier_value *values, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++)
		if (values[i].round > values[at].round && is_same(&values[i], &values[at]))
			return true;
	return false;
}

static void
add_value(struct arena *arena, const struct form *form, const struct dossier_value *value, struct form_values *into)
{
	const struct form_field *field = form_field_by_id(form, value->field_id);

	if (field != NULL && field->key != NULL && value->value != NULL)
		(void)form_values_put(arena, form, into, field, (int)value->row_no, value->value);
}

enum err
step_answers(const struct step_env *e, const struct dossier *d, const struct feel_context **ret_answers)
{
	struct feel_context *answers = ARENA_NEW(e->arena, struct feel_context);
	struct form_values values = { 0 };
	struct form_error error;
	const struct dossier_value *rows;
	const char *content;
	struct form *form;
	size_t count;
	enum err err;

	*ret_answers = answers;
	if (d->form_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(e->db, DEFINITION_FORM, d->form_version_id, &content)))
		return err;
	if (form_parse(e->arena, content, strlen(content), &form, &error) != OK) {
		log_event(LOG_ERROR, "form_damaged", LOG_INT("dossier", d->id), LOG_TEXT("why", error.message));
		return OK;
	}
	if ((err = dossier_values(e->db, d->id, &rows, &count)))
		return err;
	for (size_t i = 0; i < count; i++)
		if (!is_replaced(rows, count, i))
			add_value(e->arena, form, &rows[i], &values);
	form_inputs(e->arena, form, &values, office_day(d->filed_at), answers);
	return OK;
}
