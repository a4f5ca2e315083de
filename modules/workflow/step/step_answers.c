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
		(void)form_values_restore(
		    e->arena, form, &values, rows[i].field_id, (int)rows[i].row_no, rows[i].value);
	form_inputs(e->arena, form, &values, office_day(d->filed_at), answers);
	return OK;
}
