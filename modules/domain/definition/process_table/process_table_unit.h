/*
 * Who does a step, as decisions write it ("Lãnh đạo Phòng QLCN&TĐC", "Bộ phận TN&TKQ"), read as a role. Words are compared without
 * marks. What is not beyond doubt is a guess and said to be one: a person decides. Pure.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_UNIT_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_UNIT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum process_unit_doubt {
	UNIT_SURE,
	UNIT_SEVERAL,   /* several who have different roles do it together */
	UNIT_BODY,      /* an agency, council or division without a person: whoever acts for it */
	UNIT_APPLICANT, /* the applicant's doing: no step of the office */
	UNIT_ABOVE,     /* a person of an agency above the one whose process it is */
	UNIT_COUNTER,   /* the counter, but does it receive or hand over? */
	UNIT_UNKNOWN,   /* no word that says a role */
	UNIT_DOUBT__MAX
};

struct process_unit {
	const char *role; /* "intake", "processing" ...; "" if there is not even a guess */
	enum process_unit_doubt doubt;
};

/* `place` of `count` rows, from 0; `content`: what the step does. */
struct process_unit process_unit_read(
    struct arena *arena, const char *unit, const char *content, size_t place, size_t count);
/* "sure", "several" ...: the last part of a message key. */
const char *process_unit_doubt_name(enum process_unit_doubt doubt);

/*
 * Whose process is it? True if any unit of the list is a department's ("Lãnh đạo Sở ..."): leaders of the province's committee are
 * then an agency above. `units`: of all rows.
 */
bool process_units_of_department(struct arena *arena, const char *const *units, size_t count);
/* Is the unit the people's committee of the province, or somebody of it? */
bool process_unit_is_province(struct arena *arena, const char *unit);

#endif
