/*
 * The way of a version from the unit's draft to the list in force, as a table: the unit sends its draft, the office of the
 * People's Committee controls it, the Chairman decides (NĐ 63/2010 Điều 15, TT 01/2018/TT-VPCP). Nobody judges what he
 * or she wrote. Pure: what happens in the database is life_store's.
 */
#ifndef MOTCUA_CATALOGUE_ACT_H
#define MOTCUA_CATALOGUE_ACT_H

#include <stdbool.h>

enum version_act {
	ACT_SUBMIT,    /* the unit sends its draft to be controlled */
	ACT_TAKE_BACK, /* and takes it back before that happened */
	ACT_DISCARD,   /* the draft is given up; its number stays used */
	ACT_CONTROL,   /* the office found it right */
	ACT_RETURN,    /* back to the unit with a reason: by the office, or before the decision */
	ACT_DECIDE,    /* the decision with number, date and first day */
	ACT__MAX
};

/* What the officer at the screen is to this version. */
struct version_actor {
	bool drafts;   /* of the unit that drafts the procedure, or an administrator */
	bool controls; /* of the office */
	bool approves;
	bool wrote;      /* made it, changed it or sent it */
	bool controlled; /* passed it at any time */
};

enum act_answer {
	ACT_ALLOWED,
	ACT_WRONG_STATE,   /* not now */
	ACT_NOT_THEIRS,    /* not with these roles */
	ACT_SECOND_PERSON, /* not by who had a hand in it */
};

/* May the actor do this to a version in `state`? *ret_next: the state afterwards, where allowed; may be NULL. */
enum act_answer version_act_allowed(
    const char *state, enum version_act act, const struct version_actor *actor, const char **ret_next);

/* "submit", "take_back" ...: in the history of the version and in message keys. Never NULL. */
const char *version_act_name(enum version_act act);

#endif
