/*
 * One decision about agencies (sắp xếp cơ quan): some end, others take over, or one gets another name. Planned, looked at in a
 * dry run, ordered for its day and applied by the job as a whole. Pure types and rules; SQL: operation_store.h, movable_store.h.
 */
#ifndef MOTCUA_CATALOGUE_OPERATION_H
#define MOTCUA_CATALOGUE_OPERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum operation_kind { OPERATION_MERGE, OPERATION_SPLIT, OPERATION_RENAME, OPERATION_DISSOLVE, OPERATION_KIND__MAX };

/* By operation_kind, NULL-terminated: the names stored. */
extern const char *const operation_kinds[];
/* procedure, officer, dossier, agency; NULL-terminated. */
extern const char *const choice_kinds[];
#define CHOICE_OF_ALL "*"

struct operation {
	int64_t id;
	const char *number, *kind, *state;
	int32_t effective;
	const char *decision_no;
	int32_t decision_date;
	const char *new_name, *new_short_name; /* of a rename, else NULL */
	int64_t created_by, created_at, ordered_at, applied_at;
	const char *created_by_name, *ordered_by_name;
	const char *outcome; /* JSON once applied */
	int64_t version;
};

struct operation_part {
	const char *side; /* ends, succeeds */
	int64_t agency_id;
	const char *code, *name, *slug, *calendar; /* the calendar that it works by; NULL: none anywhere above */
	int32_t valid_from, valid_to;
	int64_t successors; /* how many took over from it already */
	int64_t busy;       /* other operations that were ordered and name it */
};

struct operation_choice {
	int64_t agency_id;
	const char *agency_code, *kind, *item;
	int64_t successor_id;                        /* DB_NULL_INT: every successor */
	const char *successor_code, *successor_name; /* NULL with it */
};

/* What hangs on the agencies that end, and how much of it nobody was chosen for. */
struct movable_counts {
	int64_t procedures, procedures_open; /* open: solved for others' counters, and no single successor */
	int64_t officers, officers_open;
	int64_t guests; /* rights of officers who belong elsewhere */
	int64_t agencies, agencies_open;
	int64_t dossiers, dossiers_open;
	int64_t drafted; /* procedures that the agency drafts */
};

struct operation_plan {
	const struct operation *operation;
	const struct operation_part *parts;
	size_t part_count;
	struct movable_counts counts;
};

/* Why an operation cannot be ordered; `argument` NULL or what it is about. */
struct operation_problem {
	const char *message; /* key below catalogue_agency.problem. */
	const char *argument;
};
enum { OPERATION_PROBLEMS = 64 };

size_t part_count_of(const struct operation_part *parts, size_t count, const char *side);
/* Everything that stands in its way, at most OPERATION_PROBLEMS; how many. */
size_t operation_check(
    struct arena *arena, const struct operation_plan *plan, struct operation_problem problems[OPERATION_PROBLEMS]);
/* Calendars differ: terms of open dossiers are counted by the successor's from then on. No problem, but to be known. */
bool operation_changes_calendar(const struct operation_plan *plan);

#endif
