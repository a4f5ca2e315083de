/* A section's form between request and record. See edit_form.h. */
#include "edit/edit_form.h"

#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "edit/edit_view.h"

static int64_t
attached_to(const struct version_record *record, enum edit_source source)
{
	switch (source) {
	case SOURCE_FORMS: return record->form_version_id;
	case SOURCE_PROCESSES: return record->process_version_id;
	case SOURCE_RULES: return record->rule_version_id;
	default: return DB_NULL_INT;
	}
}

enum err
edit_form_choices(struct ctx *c, struct edit_form *form)
{
	const struct edit_section *section = form->page.section;
	int64_t now;
	enum err err = ctx_now(c, &now);

	for (size_t i = 0; !err && i < section->part_count; i++)
		for (size_t k = 0; !err && k < section->parts[i].field_count; k++) {
			enum edit_source source = section->parts[i].fields[k].source;

			if (source != SOURCE_NONE && form->choices[source].items == NULL)
				err = edit_choices_of(c->db, source, attached_to(&form->page.record, source),
				    local_from_utc(now).day, &form->choices[source]);
		}
	return err;
}

void
edit_form_blanks(struct ctx *c, struct edit_form *form)
{
	for (size_t i = 0; i < form->page.section->part_count; i++)
		if (form->values.parts[i].part->list != NULL)
			(void)edit_values_add_row(c->arena, &form->values.parts[i]);
}

static bool
names_agency(const struct edit_rows *rows, const char *code)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->rows[i].values[0].text, code) == 0)
			return true;
	return false;
}

enum err
edit_form_tier(struct ctx *c, struct edit_form *form)
{
	struct edit_choices agencies;
	int64_t now;
	enum err err = ctx_now(c, &now);

	for (size_t i = 0; !err && i < form->page.section->part_count; i++) {
		struct edit_rows *rows = &form->values.parts[i];

		if (rows->part->tier == NULL)
			continue;
		err = edit_agencies_of_tier(c->db, rows->part->tier, local_from_utc(now).day, &agencies);
		for (size_t k = 0; !err && k < agencies.count && rows->count < EDIT_ROWS_MAX; k++) {
			struct edit_row *row;

			if (names_agency(rows, agencies.items[k].value))
				continue;
			row = edit_values_add_row(c->arena, rows);
			row->values[0].text = row->values[1].text = agencies.items[k].value;
			row->values[3].text = "1";
		}
	}
	return err;
}

void
edit_form_rematch(struct ctx *c, struct edit_form *form)
{
	for (size_t i = 0; i < form->page.section->part_count; i++) {
		struct edit_rows *mine = &form->values.parts[i];
		const struct edit_rows *theirs = &form->theirs.parts[i];

		for (size_t k = 0; mine->part->list != NULL && k < mine->count; k++) {
			mine->rows[k].origin = "";
			for (size_t n = 0; n < theirs->count; n++)
				if (strcmp(mine->rows[k].values[0].text, theirs->rows[n].values[0].text) == 0)
					mine->rows[k].origin = arena_printf(c->arena, "%zu", n);
		}
	}
}

/* What is chosen out of a source must be one of its choices. */
static bool
check_known(struct edit_form *form)
{
	bool good = true;

	for (size_t i = 0; i < form->page.section->part_count; i++) {
		struct edit_rows *rows = &form->values.parts[i];

		for (size_t k = 0; k < rows->count; k++)
			for (size_t n = 0; n < rows->part->field_count; n++) {
				const struct edit_field *field = &rows->part->fields[n];
				struct edit_value *value = &rows->rows[k].values[n];

				if (!field->known || *value->text == '\0' || rows->rows[k].remove ||
				    edit_choice_name(&form->choices[field->source], value->text) != NULL)
					continue;
				value->error = "field_error.choice";
				good = false;
			}
	}
	return good;
}

enum err
edit_form_take(struct ctx *c, struct edit_form *form)
{
	enum err err = edit_values_apply(c->arena, &form->values, &form->page.bases);

	if (!check_known(form) || err)
		return ERR_INVALID;
	return edit_close_section(c, &form->page, &form->values);
}

/* "offerings[2].receiving" -> list, entry, member; "name" -> member alone. Prefixes of an outer list go. */
static const char *
split_fault(struct arena *arena, const char *path, const char **list, size_t *entry)
{
	const char *bracket = strrchr(path, '[');
	const char *start = bracket;
	const char *dot = bracket != NULL ? strchr(bracket, '.') : NULL;

	*list = NULL;
	if (bracket == NULL)
		return path;
	while (start > path && start[-1] != '.')
		start--;
	*list = arena_strndup(arena, start, (size_t)(bracket - start));
	*entry = (size_t)strtoul(bracket + 1, NULL, 10);
	return dot != NULL ? dot + 1 : "";
}

void
edit_form_fault(struct ctx *c, struct edit_form *form, const struct record_fault *fault)
{
	const char *list;
	size_t entry = 0;
	const char *member = split_fault(c->arena, fault->member, &list, &entry);

	if (edit_values_fault(c->arena, &form->values, list, entry, member, "field_error.check"))
		return;
	/* A list entered twice, for example: its first field stands for the entry. */
	for (size_t i = 0; i < form->page.section->part_count; i++) {
		const struct edit_part *part = &form->page.section->parts[i];

		if (list != NULL && part->list != NULL && strcmp(part->list, list) == 0 &&
		    edit_values_fault(
			c->arena, &form->values, list, entry, part->fields[0].member, "field_error.check"))
			return;
	}
	form->fault = "catalogue_edit.errors.refused";
}
