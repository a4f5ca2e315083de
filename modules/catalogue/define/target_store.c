/* The procedures of a draft. See target_store.h. */
#include "define/target_store.h"

#include "core/data/db.h"

enum { TERMS_MAX = 500, FORMS_MAX = 200, PAPERS_MAX = 200, LACKS_MAX = 200 };

static const struct db_column target_columns[] = {
	COL(draft_target, procedure_id, DB_INT),
	COL(draft_target, case_no, DB_INT),
	COL(draft_target, code, DB_TEXT),
	COL(draft_target, name, DB_TEXT),
	COL(draft_target, case_name, DB_TEXT),
	COL(draft_target, owner_name, DB_TEXT),
};
struct count_row {
	int64_t count;
};
static const struct db_column count_columns[] = { COL(count_row, count, DB_INT) };
static const struct db_column term_columns[] = {
	COL(target_term, clock_policy, DB_TEXT),
	COL(target_term, code, DB_TEXT),
	COL(target_term, channel, DB_TEXT),
	COL(target_term, procedures, DB_INT),
};
static const struct db_column form_columns[] = {
	COL(target_form, form_version_id, DB_INT),
	COL(target_form, code, DB_TEXT),
};

static const struct db_column reader_columns[] = {
	COL(target_reader, version_id, DB_INT),
	COL(target_reader, code, DB_TEXT),
	COL(target_reader, definition, DB_TEXT),
};
static const struct db_column fee_columns[] = {
	COL(target_fee, form_version_id, DB_INT),
	COL(target_fee, fee_time, DB_TEXT),
	COL(target_fee, channels, DB_TEXT),
	COL(target_fee, code, DB_TEXT),
	COL(target_fee, procedures, DB_INT),
};

static const struct db_column paper_columns[] = {
	COL(target_paper, code, DB_TEXT),
	COL(target_paper, name, DB_TEXT),
	COL(target_paper, procedure, DB_TEXT),
	COL(target_paper, required, DB_BOOL),
};

static const struct db_column lack_columns[] = {
	COL(target_lack, name, DB_TEXT),
	COL(target_lack, code, DB_TEXT),
};

/* The targets of a draft with the version of each procedure that matters: the one in force, else the newest. */
#define TARGETS                                                                                                        \
	"definition_draft_target target JOIN procedure_item item ON item.id = target.procedure_id "                    \
	"JOIN procedure_version version ON version.id = COALESCE(item.current_version_id, "                            \
	"(SELECT newest.id FROM procedure_version newest WHERE newest.procedure_id = item.id "                         \
	"AND newest.state <> 'discarded' ORDER BY newest.version_no DESC LIMIT 1)) "

#define READERS(kind)                                                                                                  \
	{                                                                                                              \
		"SELECT reader.id AS version_id, MIN(item.code) AS code, MIN(reader.code) AS definition FROM " TARGETS \
		"JOIN " kind "_version reader ON reader.id = COALESCE(item." kind "_version_id, "                      \
		"version." kind "_version_id) WHERE target.draft_id = ? GROUP BY reader.id ORDER BY code",             \
		    ROW(reader_columns, target_reader)                                                                 \
	}

/* `there`: what of the version bears the wanted name, from its table on. */
#define LACKS(there)                                                                                                   \
	{                                                                                                              \
		"SELECT wanted.name, MIN(item.code) AS code FROM " TARGETS                                             \
		"JOIN JSON_TABLE(?, '$[*]' COLUMNS (name VARCHAR(64) PATH '$')) AS wanted "                            \
		"WHERE target.draft_id = ? AND NOT EXISTS (SELECT 1 FROM " there                                       \
		" = CONVERT(wanted.name USING utf8mb4) COLLATE utf8mb4_nopad_bin) GROUP BY wanted.name ORDER BY 1",    \
		    ROW(lack_columns, target_lack)                                                                     \
	}

enum {
	LIST,
	COUNT,
	HAS,
	TOUCH,
	EDITED,
	ADD,
	REMOVE,
	ADD_LISTED,
	MISSING,
	ADD_ALL,
	TERMS,
	FORMS,
	PROCESSES,
	RULES,
	FEES,
	ASKED,
	PAPERS,
	AGENCIES,
	CASES,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { "SELECT target.procedure_id, target.case_no, item.code, version.name, "
		   "COALESCE(one.name, '') AS case_name, agency.name AS owner_name FROM " TARGETS
		   "LEFT JOIN procedure_case one ON one.procedure_version_id = version.id AND one.case_no = "
		   "target.case_no "
		   "LEFT JOIN agency ON agency.id = item.owner_agency_id WHERE target.draft_id = ? AND item.code > ? "
		   "ORDER BY item.code, target.case_no",
	    ROW(target_columns, draft_target) },
	[COUNT] = { "SELECT COUNT(*) AS count FROM definition_draft_target WHERE draft_id = ?",
	    ROW(count_columns, count_row) },
	[HAS] = { "SELECT COUNT(*) AS count FROM definition_draft_target WHERE draft_id = ? AND procedure_id = ? "
		  "AND case_no = ?",
	    ROW(count_columns, count_row) },
	[TOUCH] = { "UPDATE definition_draft SET updated_at = ?, version = version + 1 "
		    "WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
	[EDITED] = { "INSERT INTO definition_act (draft_id, seq, kind, at, officer_id) "
		     "SELECT draft.id, COALESCE((SELECT MAX(last.seq) FROM definition_act last "
		     "WHERE last.draft_id = draft.id), 0) + 1, 'targets', ?, ? FROM definition_draft draft "
		     "WHERE draft.id = ?",
	    NO_ROW },
	[ADD] = { "INSERT IGNORE INTO definition_draft_target (draft_id, procedure_id, case_no) VALUES (?, ?, ?)",
	    NO_ROW },
	[REMOVE] = { "DELETE FROM definition_draft_target WHERE draft_id = ? AND procedure_id = ? AND case_no = ?",
	    NO_ROW },
	[ADD_LISTED] = { "INSERT IGNORE INTO definition_draft_target (draft_id, procedure_id, case_no) "
			 "SELECT ?, item.id, 0 FROM procedure_item item LEFT JOIN agency ON agency.id = "
			 "item.owner_agency_id JOIN procedure_version version ON version.id = "
			 "COALESCE(item.current_version_id, (SELECT newest.id FROM procedure_version newest "
			 "WHERE newest.procedure_id = item.id AND newest.state <> 'discarded' "
			 "ORDER BY newest.version_no DESC LIMIT 1)) JOIN sector ON sector.id = version.sector_id "
			 "WHERE item.listed AND (? IS NULL OR sector.code = ?) "
			 "AND (? IS NULL OR COALESCE(agency.code, '-') = ?) AND (? IS NULL OR (? AND "
			 "item.owner_agency_id IS NULL) OR item.owner_agency_id IN "
			 "(SELECT mine.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) mine))",
	    NO_ROW },
	[MISSING] = { "SELECT COUNT(*) AS count FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) wanted "
		      "WHERE NOT EXISTS (SELECT 1 FROM definition_draft_target target WHERE target.draft_id = ? "
		      "AND target.procedure_id = wanted.id AND target.case_no = 0)",
	    ROW(count_columns, count_row) },
	[ADD_ALL] = { "INSERT IGNORE INTO definition_draft_target (draft_id, procedure_id, case_no) "
		      "SELECT ?, wanted.id, 0 FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) wanted",
	    NO_ROW },
	[TERMS] = { "SELECT channel.clock_policy, MIN(item.code) AS code, MIN(channel.channel) AS channel, "
		    "COUNT(DISTINCT item.id) AS procedures FROM " TARGETS
		    "JOIN procedure_channel channel ON channel.procedure_version_id = version.id "
		    "AND (target.case_no = 0 OR channel.case_no = target.case_no) WHERE target.draft_id = ? "
		    "AND channel.clock_policy <> '' GROUP BY channel.clock_policy ORDER BY code",
	    ROW(term_columns, target_term) },
	[FORMS] = { "SELECT COALESCE(item.form_version_id, version.form_version_id) AS form_version_id, "
		    "MIN(item.code) AS code FROM " TARGETS "WHERE target.draft_id = ? GROUP BY 1 ORDER BY code",
	    ROW(form_columns, target_form) },
	[PROCESSES] = READERS("process"),
	[RULES] = READERS("rule"),
	[FEES] = { "SELECT one.form_version_id, one.fee_time, one.channels, MIN(one.code) AS code, "
		   "COUNT(*) AS procedures FROM (SELECT item.code, version.fee_time, "
		   "COALESCE(item.form_version_id, version.form_version_id) AS form_version_id, "
		   "COALESCE((SELECT GROUP_CONCAT(DISTINCT channel.channel ORDER BY channel.channel SEPARATOR ' ') "
		   "FROM procedure_channel channel WHERE channel.procedure_version_id = version.id), '') AS channels "
		   "FROM " TARGETS "WHERE target.draft_id = ?) one "
		   "GROUP BY one.form_version_id, one.fee_time, one.channels ORDER BY code",
	    ROW(fee_columns, target_fee) },
	/* The case by which a draft goes, or all of them: what one case alone asks for is asked of nobody else. */
	[ASKED] = { "SELECT paper.code, MIN(paper.name) AS name, "
		    "COALESCE(MIN(CASE WHEN paper.required THEN item.code END), MIN(item.code)) AS `procedure`, "
		    "MAX(paper.required) AS required FROM " TARGETS "JOIN procedure_requirement paper "
		    "ON paper.procedure_version_id = version.id AND (target.case_no = 0 OR paper.case_no = "
		    "target.case_no) "
		    "WHERE target.draft_id = ? GROUP BY paper.code ORDER BY paper.code",
	    ROW(paper_columns, target_paper) },
	[PAPERS] = LACKS("procedure_requirement paper WHERE paper.procedure_version_id = version.id AND paper.code"),
	[AGENCIES] = LACKS("offering_today offering JOIN agency solving ON solving.id = offering.agency_solving_id "
			   "WHERE offering.procedure_version_id = version.id AND solving.code"),
	[CASES] = LACKS("procedure_case one WHERE one.procedure_version_id = version.id "
			"AND CONVERT(one.case_no USING utf8mb4) COLLATE utf8mb4_nopad_bin"),
};
const struct store target_store = { "target", statements, STATEMENT__MAX };

enum err
draft_targets(struct db *db, int64_t draft_id, const char *after, size_t most, const struct draft_target **ret_targets,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(INT(draft_id), TEXT(after)), most, &rows);

	if (err)
		return err;
	*ret_targets = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
draft_target_has(struct db *db, int64_t draft_id, int64_t procedure_id, int64_t case_no, bool *ret_has)
{
	struct count_row row;
	enum err err = db_row(db, &statements[HAS], ARGS(INT(draft_id), INT(procedure_id), INT(case_no)), &row);

	if (!err)
		*ret_has = row.count > 0;
	return err;
}

enum err
draft_target_count(struct db *db, int64_t draft_id, int64_t *ret_count)
{
	struct count_row row;
	enum err err = db_row(db, &statements[COUNT], ARGS(INT(draft_id)), &row);

	if (!err)
		*ret_count = row.count;
	return err;
}

/* --- changes ------------------------------------------------------------------------------------------------------ */

struct changing {
	const struct target_change *change;
	int statement;
	const struct db_arg *args;
	size_t arg_count;
	uint64_t *changed;
};

static enum err
change_once(struct db *db, const void *arg)
{
	const struct changing *c = arg;
	const struct target_change *change = c->change;
	enum err err =
	    db_change_one(db, &statements[TOUCH], ARGS(TIME(change->at), INT(change->draft_id), INT(change->expected)));

	if (!err)
		err = db_exec(
		    db, &statements[EDITED], ARGS(TIME(change->at), INT(change->officer_id), INT(change->draft_id)));
	return err ? err : db_change(db, &statements[c->statement], c->args, c->arg_count, c->changed);
}

static enum err
change_targets(struct db *db, const struct target_change *change, int statement, const struct db_arg *args,
    size_t arg_count, uint64_t *ret_changed)
{
	return db_transaction(db, change_once, &(struct changing){ change, statement, args, arg_count, ret_changed });
}

enum err
target_add(struct db *db, const struct target_change *change, int64_t procedure_id, int64_t case_no)
{
	uint64_t changed;

	return change_targets(db, change, ADD, ARGS(INT(change->draft_id), INT(procedure_id), INT(case_no)), &changed);
}

enum err
targets_add(struct db *db, const struct target_change *change, const char *procedures, uint64_t *ret_added)
{
	struct count_row missing;
	enum err err = db_row(db, &statements[MISSING], ARGS(TEXT(procedures), INT(change->draft_id)), &missing);

	*ret_added = 0;
	if (err || missing.count == 0)
		return err;
	return change_targets(db, change, ADD_ALL, ARGS(INT(change->draft_id), TEXT(procedures)), ret_added);
}

enum err
target_remove(struct db *db, const struct target_change *change, int64_t procedure_id, int64_t case_no)
{
	uint64_t changed;

	return change_targets(
	    db, change, REMOVE, ARGS(INT(change->draft_id), INT(procedure_id), INT(case_no)), &changed);
}

enum err
targets_add_listed(struct db *db, const struct target_change *change, const char *sector, const char *unit,
    const char *agencies, bool office, uint64_t *ret_added)
{
	return change_targets(db, change, ADD_LISTED,
	    ARGS(INT(change->draft_id), TEXT(sector), TEXT(sector), TEXT(unit), TEXT(unit), TEXT(agencies),
		BOOL(office), TEXT(agencies)),
	    ret_added);
}

/* --- what they ask of the definition ------------------------------------------------------------------------------ */

enum err
target_terms(struct db *db, int64_t draft_id, const struct target_term **ret_terms, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[TERMS], ARGS(INT(draft_id)), TERMS_MAX, &rows);

	if (err)
		return err;
	*ret_terms = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
target_forms(struct db *db, int64_t draft_id, const struct target_form **ret_forms, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[FORMS], ARGS(INT(draft_id)), FORMS_MAX, &rows);

	if (err)
		return err;
	*ret_forms = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
target_fees(struct db *db, int64_t draft_id, const struct target_fee **ret_fees, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[FEES], ARGS(INT(draft_id)), FORMS_MAX, &rows);

	if (err)
		return err;
	*ret_fees = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
target_readers(struct db *db, int64_t draft_id, enum definition_kind kind, const struct target_reader **ret_readers,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(
	    db, &statements[kind == DEFINITION_RULE ? RULES : PROCESSES], ARGS(INT(draft_id)), FORMS_MAX, &rows);

	if (err)
		return err;
	*ret_readers = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
target_papers(struct db *db, int64_t draft_id, const struct target_paper **ret_papers, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ASKED], ARGS(INT(draft_id)), PAPERS_MAX, &rows);

	if (err)
		return err;
	*ret_papers = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
target_lacks(struct db *db, int64_t draft_id, enum target_kind kind, const char *names,
    const struct target_lack **ret_lacks, size_t *ret_count)
{
	static const int statement_of[TARGET_KIND__MAX] = {
		[TARGET_PAPER] = PAPERS, [TARGET_AGENCY] = AGENCIES, [TARGET_CASE] = CASES
	};
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement_of[kind]], ARGS(TEXT(names), INT(draft_id)), LACKS_MAX, &rows);

	if (err)
		return err;
	*ret_lacks = rows.rows;
	*ret_count = rows.count;
	return OK;
}
