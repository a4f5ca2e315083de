/* The spreadsheet of the organisation, checked by itself. See organisation.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"

#include "organisation/organisation.h"
#include "organisation/organisation_csv.h"

enum { PROBLEMS_MAX = 200 };

static const char *const column_names[COLUMN__MAX] = { "kind", "code", "name", "short_name", "parent", "tier",
	"valid_from", "valid_to", "address", "working_hours", "hotline", "calendar", "login", "position", "phone",
	"email", "role", "agency", "procedure", "decision" };
static const char *const kind_names[KIND__MAX] = { "agency", "succession", "officer", "role" };
static const char *const tiers[] = { "province", "department", "district", "commune", "centre", "section", "vertical" };

/* Characters that the directory's columns hold; 0: not a text that is stored. */
static const size_t longest[COLUMN__MAX] = {
	[COLUMN_CODE] = 35,
	[COLUMN_NAME] = 255,
	[COLUMN_SHORT_NAME] = 120,
	[COLUMN_ADDRESS] = 500,
	[COLUMN_WORKING_HOURS] = 500,
	[COLUMN_HOTLINE] = 60,
	[COLUMN_LOGIN] = 254,
	[COLUMN_POSITION] = 255,
	[COLUMN_PHONE] = 20,
	[COLUMN_EMAIL] = 254,
	[COLUMN_PROCEDURE] = 64,
	[COLUMN_DECISION] = 120,
};

/* What a row of each kind must have. */
static const bool needed[KIND__MAX][COLUMN__MAX] = {
	[KIND_AGENCY] = { [COLUMN_CODE] = true,
	    [COLUMN_NAME] = true,
	    [COLUMN_SHORT_NAME] = true,
	    [COLUMN_TIER] = true,
	    [COLUMN_VALID_FROM] = true },
	[KIND_SUCCESSION] = { [COLUMN_CODE] = true,
	    [COLUMN_AGENCY] = true,
	    [COLUMN_VALID_FROM] = true,
	    [COLUMN_DECISION] = true },
	[KIND_OFFICER] = { [COLUMN_CODE] = true,
	    [COLUMN_NAME] = true,
	    [COLUMN_LOGIN] = true,
	    [COLUMN_POSITION] = true,
	    [COLUMN_AGENCY] = true,
	    [COLUMN_VALID_FROM] = true },
	[KIND_ROLE] = { [COLUMN_CODE] = true,
	    [COLUMN_ROLE] = true,
	    [COLUMN_AGENCY] = true,
	    [COLUMN_VALID_FROM] = true },
};

static void
add_problem(struct organisation_problems *problems, size_t line, const char *column, const char *message)
{
	if (problems->count < PROBLEMS_MAX)
		problems->items[problems->count++] = (struct organisation_problem){ line, column, message };
}

/* Which column of the file is which; false if one is unknown, missing or there twice. */
static bool
read_head(const struct csv_row *head, size_t at[COLUMN__MAX], struct organisation_problems *problems)
{
	for (size_t c = 0; c < COLUMN__MAX; c++) {
		size_t found = 0;

		for (size_t i = 0; i < head->count; i++)
			if (strcmp(head->fields[i], column_names[c]) == 0) {
				at[c] = i;
				found++;
			}
		if (found != 1)
			add_problem(problems, head->line, column_names[c], found == 0 ? "no_column" : "column_twice");
	}
	if (head->count != COLUMN__MAX)
		add_problem(problems, head->line, NULL, "columns");
	return problems->count == 0;
}

static int
index_of(const char *const *names, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], text) == 0)
			return (int)i;
	return -1;
}

static int32_t
read_day(const struct organisation_row *row, enum organisation_column column, struct organisation_problems *problems)
{
	int32_t day = DATE_NONE;

	if (row->text[column][0] != '\0' && date_parse(row->text[column], &day)) {
		add_problem(problems, row->line, column_names[column], "date");
		return DATE_NONE;
	}
	return day;
}

static void
check_texts(const struct organisation_row *row, struct organisation_problems *problems)
{
	for (size_t c = 0; c < COLUMN__MAX; c++) {
		if (needed[row->kind][c] && row->text[c][0] == '\0')
			add_problem(problems, row->line, column_names[c], "needed");
		if (longest[c] > 0 && utf8_length(row->text[c]) > longest[c])
			add_problem(problems, row->line, column_names[c], "too_long");
	}
}

static void
read_row(const struct csv_row *from, const size_t at[COLUMN__MAX], struct organisation_row *row,
    struct organisation_problems *problems)
{
	int kind;

	*row = (struct organisation_row){ .line = from->line };
	for (size_t c = 0; c < COLUMN__MAX; c++)
		row->text[c] = at[c] < from->count ? from->fields[at[c]] : "";
	if (from->count != COLUMN__MAX)
		add_problem(problems, row->line, NULL, "columns");
	kind = index_of(kind_names, KIND__MAX, row->text[COLUMN_KIND]);
	if (kind < 0) {
		add_problem(problems, row->line, "kind", "kind");
		return;
	}
	row->kind = (enum organisation_kind)kind;
	check_texts(row, problems);
	row->valid_from = read_day(row, COLUMN_VALID_FROM, problems);
	row->valid_to = read_day(row, COLUMN_VALID_TO, problems);
	if (row->valid_to != DATE_NONE && row->valid_to < row->valid_from)
		add_problem(problems, row->line, "valid_to", "dates");
	if (row->kind == KIND_AGENCY && index_of(tiers, sizeof(tiers) / sizeof(tiers[0]), row->text[COLUMN_TIER]) < 0)
		add_problem(problems, row->line, "tier", "tier");
	if (row->kind == KIND_ROLE && !role_by_name(row->text[COLUMN_ROLE], &row->role))
		add_problem(problems, row->line, "role", "role");
}

/* A code names one agency, one officer; a login one person. */
static void
check_twice(const struct organisation_row *rows, size_t count, struct organisation_problems *problems)
{
	for (size_t i = 1; i < count; i++) {
		if (rows[i].kind != KIND_AGENCY && rows[i].kind != KIND_OFFICER)
			continue;
		for (size_t before = 0; before < i; before++) {
			if (rows[before].kind != rows[i].kind)
				continue;
			if (strcmp(rows[before].text[COLUMN_CODE], rows[i].text[COLUMN_CODE]) == 0)
				add_problem(problems, rows[i].line, "code", "twice");
			if (rows[i].kind == KIND_OFFICER &&
			    strcmp(rows[before].text[COLUMN_LOGIN], rows[i].text[COLUMN_LOGIN]) == 0)
				add_problem(problems, rows[i].line, "login", "twice");
		}
	}
}

enum err
organisation_read(struct arena *arena, struct bytes content, struct organisation *ret_organisation,
    struct organisation_problems *ret_problems)
{
	struct organisation_row *rows;
	size_t at[COLUMN__MAX] = { 0 }, line = 1;
	struct csv csv = { NULL, 0 };

	*ret_problems =
	    (struct organisation_problems){ arena_array(arena, PROBLEMS_MAX, sizeof(*ret_problems->items)), 0 };
	if (csv_read(arena, content, &csv, &line) || csv.count == 0) {
		add_problem(ret_problems, line, NULL, "not_csv");
		return ERR_INVALID;
	}
	if (!read_head(&csv.rows[0], at, ret_problems))
		return ERR_INVALID;
	rows = arena_array(arena, csv.count, sizeof(*rows));
	for (size_t i = 1; i < csv.count; i++)
		read_row(&csv.rows[i], at, &rows[i - 1], ret_problems);
	check_twice(rows, csv.count - 1, ret_problems);
	*ret_organisation = (struct organisation){ .rows = rows, .count = csv.count - 1 };
	sha256(content.data, content.size, ret_organisation->sha256);
	return ret_problems->count > 0 ? ERR_INVALID : OK;
}
