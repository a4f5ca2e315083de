/*
 * What managers count by: one fact for each procedure in force, read at once; filters over them; groups of them. A number on
 * a page is how many facts its filter matches, and the list behind it shows those that match: they cannot differ.
 * Pure but for fact_store.c. Procedures that a ministry runs are kept apart and left out of every count.
 */
#ifndef MOTCUA_CATALOGUE_FACT_H
#define MOTCUA_CATALOGUE_FACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct agency;
struct arena;
struct db;

struct fact {
	int64_t procedure_id;
	const char *code, *name;
	const char *sector, *sector_name; /* slug and name */
	const char *tiers;                /* province, district, commune; comma separated */
	const char *service_level;        /* full, partial, information */
	int64_t old_level;                /* 1..4, 0: none */
	bool by_ministry;
	bool has_reason; /* of a level below full (NĐ 224/2026 Điều 14) */
	bool has_form, has_process, has_rule;
	bool charges, fee_basis; /* a fee is named; a legal basis for it as well */
	bool basis_expired;
	const char *agencies; /* ids of those that solve, comma separated; NULL: none */
	const char
	    *policies; /* clock policies of the channels, one a line; only where the law's term is known, else NULL */
	const char *law_term, *law_count; /* NULL: not entered */
	const char *planned_level;        /* NULL: none planned */
	int32_t planned_on, integration_due, integrated_on;
	int64_t dossiers, online, year_dossiers, year_online; /* ever, and in the twelve months before this one */
	/* Filled in by facts_settle. */
	const int64_t *solving; /* the agencies of today that solve, each once */
	size_t solving_count;
	bool exceeds_law;
};

/* Dossiers of the twelve months before this one. */
struct traffic {
	int64_t agency_id, dossiers, online;
};

struct facts {
	int32_t today;
	int64_t busy; /* dossiers a year from which a procedure is busy */
	struct fact *items;
	size_t count;
	size_t by_ministry; /* left out of items */
	const struct agency *agencies;
	size_t agency_count;
	const struct traffic *traffic; /* of each agency */
	size_t traffic_count;
	int64_t counted_at; /* when dossiers were counted, TIME_NONE: never */
};

/* What is amiss with a procedure, or due: what quality and roadmap pages count. */
enum issue {
	ISSUE_NONE,
	ISSUE_NO_FORM,
	ISSUE_NO_PROCESS,
	ISSUE_NO_FEE_BASIS,
	ISSUE_EXCEEDS_LAW,
	ISSUE_BASIS_EXPIRED,
	ISSUE_NEVER_USED,
	ISSUE_NO_REASON,
	ISSUE_LATE_LEVEL,
	ISSUE_LATE_INTEGRATION,
	ISSUE_BUSY_OFFLINE,
	ISSUE__MAX
};
/* "no_form" ...; also the word in addresses and messages. Never NULL. */
const char *issue_name(enum issue issue);
/* ISSUE_NONE for an unknown name. */
enum issue issue_by_name(const char *name);
bool fact_has_issue(const struct facts *facts, const struct fact *fact, enum issue issue);

/* full, partial, information; online (full or partial); level_3 (3 and 4 of TT 32/2017); level_4; NULL-terminated. */
extern const char *const fact_levels[];
extern const char *const fact_tiers[]; /* province, district, commune */
bool fact_at_level(const struct fact *fact, const char *level);
bool fact_in_tier(const struct fact *fact, const char *tier);
bool fact_solved_by(const struct fact *fact, int64_t agency_id);

/* NULL, 0 and ISSUE_NONE: any. */
struct fact_filter {
	const char *level, *tier, *sector;
	int64_t agency_id;
	enum issue issue;
};
bool fact_matches(const struct facts *facts, const struct fact *fact, const struct fact_filter *filter);
size_t facts_count(const struct facts *facts, const struct fact_filter *filter);

enum dimension { BY_AGENCY, BY_SECTOR, BY_TIER, DIMENSION__MAX };

struct fact_group {
	const char *key, *label; /* agency code, sector slug, tier; the label of a tier is its key */
	int64_t agency_id;
	int64_t total, full, partial, information, level_3, level_4;
	int64_t planned, late;    /* a level above today's is planned; and its day has passed */
	int64_t form, process;    /* have one of their own */
	int64_t form_needed;      /* are offered online: full or partial */
	int64_t dossiers, online; /* of the last twelve months */
};

/*
 * The facts in groups: agencies and sectors by name, those without any left out; then the whole province, in *ret_all. A
 * procedure that several agencies or tiers have stands in each, in the whole once.
 */
void facts_group(struct arena *arena, const struct facts *facts, enum dimension by, struct fact_group **ret_groups,
    size_t *ret_count, struct fact_group *ret_all);

/* Leaves out what ministries run, then finds today's agencies and compares terms. After reading; tests fill facts by hand. */
void facts_settle(struct arena *arena, struct facts *facts);

/* Everything in force on `today` (days); four statements, one of them the directory's. */
enum err facts_read(struct db *db, struct arena *arena, int32_t today, struct facts *ret_facts) MUST_CHECK;

/* Dossiers of one agency of today and those before it, of the twelve months before this one, by procedure: most first. */
struct procedure_traffic {
	int64_t procedure_id;
	const char *code, *name;
	int64_t dossiers;
};
enum err traffic_of_agency(struct db *db, int64_t agency_id, int32_t today, const struct procedure_traffic **ret_rows,
    size_t *ret_count) MUST_CHECK;
/* Counts all dossiers anew, in one transaction. */
enum err traffic_count(struct db *db, int64_t now) MUST_CHECK;

extern const struct store fact_store;

#endif
