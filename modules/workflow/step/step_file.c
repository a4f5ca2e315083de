/* Sending the result's file. See step_file.h. */
#include "step/step_file.h"

#include "core/data/db.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "domain/dossier/dossier.h"
#include "domain/file/file_store.h"

#include "office.h"
#include "step/step_act.h"

enum err
handle_step_file(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct dossier dossier;
	struct step_row row;
	struct file file;
	enum err err;

	if ((err = office_dossier(c, in->number, &dossier)) || (err = step_row(c->db, dossier.id, &row)))
		return err;
	if (row.file_id == DB_NULL_INT)
		return ERR_NOT_FOUND;
	if ((err = file_by_id(c->db, row.file_id, &file)))
		return err;
	office_note_reading(c, &dossier, file.reference);
	return respond_file(c, file_path(c->arena, file.reference), file.name, file.media_type);
}
