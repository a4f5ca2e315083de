/* The columns of table dossier as struct dossier reads them: shared by the door and the reading store, nobody else. */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOSSIER_COLUMNS_H
#define MOTCUA_DOMAIN_DOSSIER_DOSSIER_COLUMNS_H

#include "core/data/db.h"
#include "domain/dossier/dossier.h"

#define DOSSIER_SELECT                                                                                                 \
	"SELECT dossier.id, dossier.code, dossier.filing_number, dossier.secret_hash, dossier.state AS state_name, "   \
	"dossier.version, dossier.channel, dossier.procedure_version_id, dossier.procedure_code, "                     \
	"dossier.procedure_name, dossier.case_no, dossier.form_version_id, dossier.process_version_id, "               \
	"dossier.rule_version_id, COALESCE(dossier.declared_form_version_id, dossier.form_version_id) AS "             \
	"declared_form_version_id, dossier.agency_receiving_id, dossier.agency_solving_id, dossier.account_id, "       \
	"dossier.applicant_name, dossier.subject, dossier.copies, dossier.result_channel, dossier.clock_policy, "      \
	"dossier.filed_at, dossier.received_at, dossier.first_due_at, dossier.due_at, dossier.wait_until, "            \
	"dossier.decided_at, dossier.returned_at, dossier.outcome, dossier.supplement_count, dossier.extended, "       \
	"dossier.consulting, dossier.last_seq, dossier.last_hash FROM dossier "

static const struct db_column dossier_columns[] = {
	COL(dossier, id, DB_INT),
	COL(dossier, code, DB_TEXT),
	COL(dossier, filing_number, DB_TEXT),
	COL(dossier, secret_hash, DB_BYTES),
	COL(dossier, state_name, DB_TEXT),
	COL(dossier, version, DB_INT),
	COL(dossier, channel, DB_TEXT),
	COL(dossier, procedure_version_id, DB_INT),
	COL(dossier, procedure_code, DB_TEXT),
	COL(dossier, procedure_name, DB_TEXT),
	COL(dossier, case_no, DB_INT),
	COL(dossier, form_version_id, DB_INT),
	COL(dossier, process_version_id, DB_INT),
	COL(dossier, rule_version_id, DB_INT),
	COL(dossier, declared_form_version_id, DB_INT),
	COL(dossier, agency_receiving_id, DB_INT),
	COL(dossier, agency_solving_id, DB_INT),
	COL(dossier, account_id, DB_INT),
	COL(dossier, applicant_name, DB_TEXT),
	COL(dossier, subject, DB_TEXT),
	COL(dossier, copies, DB_INT),
	COL(dossier, result_channel, DB_TEXT),
	COL(dossier, clock_policy, DB_TEXT),
	COL(dossier, filed_at, DB_TIME),
	COL(dossier, received_at, DB_TIME),
	COL(dossier, first_due_at, DB_TIME),
	COL(dossier, due_at, DB_TIME),
	COL(dossier, wait_until, DB_TIME),
	COL(dossier, decided_at, DB_TIME),
	COL(dossier, returned_at, DB_TIME),
	COL(dossier, outcome, DB_TEXT),
	COL(dossier, supplement_count, DB_INT),
	COL(dossier, extended, DB_BOOL),
	COL(dossier, consulting, DB_BOOL),
	COL(dossier, last_seq, DB_INT),
	COL(dossier, last_hash, DB_BYTES),
};

#endif
