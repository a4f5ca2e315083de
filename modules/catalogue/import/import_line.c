/* One line of an import. See import_line.h. */
#include "import/import_line.h"

#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "domain/directory/directory_store.h"
#include "import/import_merge.h"
#include "import/import_report.h"
#include "import/said.h"
#include "record/item_store.h"
#include "record/version_diff.h"
#include "record/version_diff_view.h"
#include "record/version_store.h"

enum { CHANGES_SHOWN = 40 };

/* What the catalogue has of the procedure, and what it shall have. */
struct both {
	bool known; /* the catalogue has the procedure */
	bool based; /* and a version of it */
	struct procedure_item item;
	struct version_line base;
	struct procedure_record procedure;
	struct version_record before, after;
};

/* --- what there is --------------------------------------------------------------------------------------------------- */

static enum err
read_aliases(struct import_engine *e, struct both *b)
{
	const char *const *aliases;
	struct alias_record *records;
	size_t count;
	enum err err = aliases_of(e->db, b->item.id, &aliases, &count);

	if (err)
		return err;
	records = arena_array(e->work, count + 1, sizeof(*records));
	for (size_t i = 0; i < count; i++)
		records[i].alias = aliases[i];
	b->procedure.aliases = (struct record_list){ records, count };
	return OK;
}

/* The version in force, else the newest. */
static enum err
read_base(struct import_engine *e, struct both *b)
{
	enum err err = b->item.current_version_id != DB_NULL_INT
			   ? version_by_id(e->db, b->item.current_version_id, &b->base)
			   : version_newest(e->db, b->item.id, &b->base);

	if (err == ERR_NOT_FOUND)
		return OK;
	b->based = err == OK;
	return err ? err : version_read(e->db, b->base.id, &b->before);
}

static enum err
read_known(struct import_engine *e, const char *code, bool lock, struct both *b)
{
	enum err err = lock ? item_lock(e->db, code, &b->item) : item_by_code(e->db, code, &b->item);

	record_init(&procedure_record_table, &b->procedure);
	record_init(&version_record_table, &b->before);
	if (err == ERR_NOT_FOUND)
		return OK;
	if (err)
		return err;
	b->known = true;
	b->procedure.code = b->item.code;
	b->procedure.slug = b->item.slug;
	b->procedure.replaced_by = b->item.replaced_by;
	b->procedure.owner_agency = b->item.owner_agency;
	b->procedure.listed = b->item.listed;
	b->procedure.opens_on = b->item.opens_on;
	b->procedure.closes_on = b->item.closes_on;
	err = read_aliases(e, b);
	return err ? err : read_base(e, b);
}

static bool
same_text(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

/* A definition that the file names otherwise is looked up anew; agencies that the file names have no ids yet. */
static void
forget_ids(struct both *b)
{
	if (!same_text(b->before.form, b->after.form))
		b->after.form_version_id = 0;
	if (!same_text(b->before.process, b->after.process))
		b->after.process_version_id = 0;
	if (!same_text(b->before.rule, b->after.rule))
		b->after.rule_version_id = 0;
}

static enum err
lay_over(struct import_engine *e, const json_t *said, struct both *b, struct record_fault *fault)
{
	enum err err;

	b->after = b->before;
	err = import_merge(e->work, &e->texts, &e->index, said, &b->procedure, &b->after, fault);
	if (!err)
		forget_ids(b);
	return err ? err : version_record_settle(e->work, &b->after, true, fault);
}

static bool
says_the_same(struct import_engine *e, const struct both *b)
{
	unsigned char before[SHA256_SIZE], after[SHA256_SIZE];

	if (!b->based)
		return false;
	version_record_digest(e->work, &b->before, before);
	version_record_digest(e->work, &b->after, after);
	return memcmp(before, after, sizeof(before)) == 0;
}

/* Is the identity as it is: listed, its other codes, what the file may set? */
static bool
same_identity(const struct both *b)
{
	return b->known && b->procedure.listed == b->item.listed && same_text(b->procedure.slug, b->item.slug) &&
	       same_text(b->procedure.replaced_by, b->item.replaced_by) &&
	       same_text(b->procedure.owner_agency, b->item.owner_agency) &&
	       b->procedure.opens_on == b->item.opens_on && b->procedure.closes_on == b->item.closes_on;
}

/* --- what the line would do ----------------------------------------------------------------------------------------- */

static void
report_matches(struct import_engine *e, const char *name, json_t *report)
{
	struct index_match matches[INDEX_MATCHES];
	size_t count = index_similar(e->work, &e->index, name, matches);

	for (size_t i = 0; i < count; i++) {
		json_t *entry = import_report_entry(report, "matches");

		said_text(entry, "code", matches[i].code);
		said_text(entry, "name", matches[i].name);
		(void)json_object_set_new(entry, "percent", said_made(json_integer(matches[i].percent)));
	}
}

static void
report_changes(struct import_engine *e, const struct both *b, json_t *report)
{
	struct version_changes changes;
	json_t *list = import_report_list(report, "changes");

	version_diff(e->work, &b->before, &b->after, &changes);
	for (size_t i = 0; i < changes.count && i < CHANGES_SHOWN; i++)
		if (json_array_append_new(list, said_made(json_string(change_text(e->work, e->messages,
						    MESSAGES_FIRST_LANGUAGE, &changes.items[i])))) != 0)
			abort();
	if (changes.count > CHANGES_SHOWN)
		(void)json_object_set_new(
		    report, "more", said_made(json_integer((json_int_t)(changes.count - CHANGES_SHOWN))));
}

/* Terms, fees and what else a person must look at. */
static bool
report_notes(struct import_engine *e, const struct both *b, json_t *report)
{
	struct import_note notes[IMPORT_NOTES_MAX];
	struct version_record strict = b->after;
	struct record_fault fault = { 0 };
	size_t count = import_notes(e->work, &e->texts, &b->after, notes);

	for (size_t i = 0; i < count; i++)
		import_report_reason(report, "notes", notes[i].member, notes[i].reason, notes[i].text);
	strict.state = "published";
	if (strict.effective_from == INT32_MIN)
		strict.effective_from = 0; /* the order brings the day */
	if (strict.effective_to < strict.effective_from)
		strict.effective_to = INT32_MIN;
	if (version_record_settle(e->work, &strict, false, &fault) != OK) {
		import_report_reason(report, "notes", fault.member, "unfinished", "");
		count++;
	}
	return count > 0;
}

/* Agencies that receive, solve or are consulted must be known; written here so that a dry run tells it. */
static enum err
check_offerings(struct import_engine *e, const struct both *b, struct record_fault *fault)
{
	const struct offering_record *offerings = b->after.offerings.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < b->after.offerings.count; i++) {
		const char *codes[] = { offerings[i].receiving, offerings[i].solving, offerings[i].consulted };

		for (size_t k = 0; !err && k < sizeof(codes) / sizeof(codes[0]); k++) {
			struct agency agency;

			if (codes[k] == NULL || *codes[k] == '\0' || offerings[i].receiving_id > 0)
				continue;
			err = agency_by_code(e->db, codes[k], &agency);
			if (err == ERR_NOT_FOUND)
				err = record_refuse(fault, arena_printf(e->work, "offerings[%zu]", i),
				    "names an agency that is unknown");
		}
	}
	return err;
}

/* Somebody may be at work on the procedure: an import into drafts would write over that, or could not. */
static enum err
note_work(struct import_engine *e, const struct both *b, json_t *report, bool *noted)
{
	struct version_line work;
	enum err err = b->known ? version_at_work(e->db, b->item.id, &work) : ERR_NOT_FOUND;

	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	import_report_reason(
	    report, "notes", "", strcmp(work.state, "draft") == 0 ? "draft_replaced" : "draft_stands", "");
	*noted = true;
	return OK;
}

static enum err
check_owner(struct import_engine *e, const struct both *b, struct record_fault *fault)
{
	const char *code = b->procedure.owner_agency;
	struct agency owner;
	enum err err = code == NULL || same_text(code, b->item.owner_agency) ? OK : agency_by_code(e->db, code, &owner);

	return err == ERR_NOT_FOUND ? record_refuse(fault, "owner_agency", "names an agency that is unknown") : err;
}

static enum err
check_known(struct import_engine *e, const struct import_run *run, const json_t *said, const char *code,
    struct import_line *line, json_t *report, struct record_fault *fault)
{
	struct both b = { .known = false };
	bool repeats;
	enum err err = read_known(e, code, false, &b);

	line->code = b.known ? b.item.code : code;
	if (!err)
		err = line_repeats(e->db, run->id, line->seq, line->code, &repeats);
	if (!err && repeats)
		err = record_refuse(fault, "code", "is there twice");
	if (!err && json_object_get(json_object_get(said, "plain"), "listed_only") != NULL && !b.based)
		err = record_refuse(fault, "", "has no detail");
	if (!err)
		err = lay_over(e, said, &b, fault);
	if (!err)
		err = check_offerings(e, &b, fault);
	if (!err)
		err = check_owner(e, &b, fault);
	if (err)
		return err;
	line->noted = report_notes(e, &b, report);
	line->outcome = !b.based ? "new" : says_the_same(e, &b) && same_identity(&b) ? "unchanged" : "changed";
	if (b.based && strcmp(line->outcome, "changed") == 0)
		report_changes(e, &b, report);
	return says_the_same(e, &b) ? OK : note_work(e, &b, report, &line->noted);
}

enum err
import_line_check(struct import_engine *e, const struct import_run *run, struct import_line *line)
{
	struct record_fault fault = { 0 };
	json_t *report = said_made(json_object()), *said = json_loads(line->said, 0, NULL);
	const char *code = NULL, *alias;
	enum err err = said != NULL ? import_code(e->work, said, &code, &alias, &fault)
				    : record_refuse(&fault, "", "is no JSON object");

	if (!err && code == NULL)
		err = record_refuse(&fault, "code", "is missing");
	if (!err)
		err = check_known(e, run, said, code, line, report, &fault);
	if (err == ERR_INVALID) {
		line->outcome = "refused";
		line->noted = false;
		import_report_reason(report, "faults", fault.member, fault.reason, "");
		if (code == NULL)
			report_matches(e, line->name, report);
		err = OK;
	}
	line->report = import_report_text(e->work, report);
	json_decref(said);
	return err;
}

/* --- doing it -------------------------------------------------------------------------------------------------------- */

/* The identity as it shall be; made if it is new. */
static enum err
write_item(struct import_engine *e, struct both *b, struct record_fault *fault)
{
	struct procedure_item *item = &b->item;
	struct agency owner;
	enum err err = OK;

	if (same_identity(b))
		return OK;
	if (!b->known)
		*item = (struct procedure_item){ .code = b->procedure.code, .owner_agency_id = DB_NULL_INT };
	if (b->procedure.owner_agency != NULL && !same_text(b->procedure.owner_agency, item->owner_agency)) {
		err = agency_by_code(e->db, b->procedure.owner_agency, &owner);
		if (err == ERR_NOT_FOUND)
			return record_refuse(fault, "owner_agency", "names an agency that is unknown");
		item->owner_agency_id = err ? item->owner_agency_id : owner.id;
	}
	item->slug = b->procedure.slug;
	item->replaced_by = b->procedure.replaced_by;
	item->listed = b->procedure.listed;
	item->opens_on = b->procedure.opens_on;
	item->closes_on = b->procedure.closes_on;
	if (!err)
		err = b->known ? item_change(e->db, item) : item_add(e->db, item, &item->id);
	if (err == ERR_CONFLICT && db_duplicate(e->db))
		return record_refuse(fault, "slug", "belongs to another procedure");
	return err;
}

static enum err
write_aliases(struct import_engine *e, const struct both *b, struct record_fault *fault)
{
	const struct alias_record *aliases = b->procedure.aliases.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < b->procedure.aliases.count; i++) {
		err = alias_put(e->db, b->item.id, aliases[i].alias);
		if (err == ERR_CONFLICT)
			return record_refuse(fault, "aliases", "belongs to another procedure");
	}
	return err;
}

/* Does the file name the decision by which this procedure was published? */
static bool
names_decision(const json_t *said)
{
	return json_object_get(said, "decision_no") != NULL ||
	       json_object_get(json_object_get(said, "plain"), "source") != NULL;
}

/* In force by the run's decision, unless the file names its own. */
static enum err
write_published(struct import_engine *e, const struct import_run *run, const json_t *said, struct both *b,
    struct record_fault *fault)
{
	const struct version_origin origin = { b->item.id, b->based ? b->base.id : DB_NULL_INT, run->officer_id,
		e->now };
	int64_t id;

	b->after.state = "published";
	if (*run->decision_no != '\0' && !names_decision(said)) {
		b->after.decision_no = run->decision_no;
		b->after.decision_date = run->decision_date;
	}
	if (json_object_get(said, "effective_from") == NULL)
		b->after.effective_from = run->effective_from;
	if (b->after.effective_to != INT32_MIN && b->after.effective_to < b->after.effective_from)
		b->after.effective_to = INT32_MIN;
	return version_add(e->db, e->work, &origin, &b->after, fault, &id);
}

/* A draft: a new one, or in the place of what the draft at work says; one that was sent on stands. */
static enum err
write_draft(struct import_engine *e, const struct import_run *run, struct both *b, struct record_fault *fault)
{
	const struct version_origin origin = { b->item.id, b->based ? b->base.id : DB_NULL_INT, run->officer_id,
		e->now };
	struct version_line work;
	int64_t id;
	enum err err = version_at_work(e->db, b->item.id, &work);

	b->after.state = "draft";
	if (err == ERR_NOT_FOUND)
		return version_add(e->db, e->work, &origin, &b->after, fault, &id);
	if (err)
		return err;
	if (strcmp(work.state, "draft") != 0)
		return record_refuse(fault, "", "is being decided");
	return version_write(e->db, e->work, work.id, work.version, run->officer_id, e->now, &b->after, fault);
}

struct writing {
	struct import_engine *e;
	const struct import_run *run;
	const struct import_line *line;
	struct record_fault *fault;
};

static enum err
write_off(struct import_engine *e, const struct import_line *line)
{
	struct procedure_item item;
	enum err err = item_lock(e->db, line->code, &item);

	if (err)
		return err;
	item.listed = false;
	return item_change(e->db, &item);
}

static enum err
write_said(const struct writing *w, const json_t *said)
{
	struct import_engine *e = w->e;
	struct both b = { .known = false };
	enum err err = read_known(e, w->line->code, true, &b);

	if (!err)
		err = lay_over(e, said, &b, w->fault);
	if (!err && *w->run->run_by != '\0')
		b.after.run_by = w->run->run_by;
	if (err)
		return err;
	if ((err = write_item(e, &b, w->fault)) || (err = write_aliases(e, &b, w->fault)))
		return err;
	if (says_the_same(e, &b))
		return OK;
	return strcmp(w->run->mode, "publish") == 0 ? write_published(e, w->run, said, &b, w->fault)
						    : write_draft(e, w->run, &b, w->fault);
}

static enum err
write_once(struct db *db, const void *arg)
{
	const struct writing *w = arg;
	json_t *said;
	enum err err;

	if (strcmp(w->line->outcome, "off") == 0) {
		err = write_off(w->e, w->line);
		return err ? err : line_applied(db, w->run->id, w->line->seq);
	}
	said = json_loads(w->line->said, 0, NULL);
	if (said == NULL)
		return record_refuse(w->fault, "", "is no JSON object");
	err = write_said(w, said);
	json_decref(said);
	return err ? err : line_applied(db, w->run->id, w->line->seq);
}

enum err
import_line_write(
    struct import_engine *e, const struct import_run *run, const struct import_line *line, struct record_fault *fault)
{
	return db_transaction(e->db, write_once, &(struct writing){ e, run, line, fault });
}
