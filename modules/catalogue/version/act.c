/* The table of acts. See act.h. */
#include "version/act.h"

#include <stddef.h>
#include <string.h>

enum part { DRAFTER, CONTROLLER, APPROVER };

/* Who must not have had a hand in it. */
enum alone { ANYBODY, NO_AUTHOR, NO_AUTHOR_NOR_CONTROLLER };

static const struct edge {
	const char *from;
	enum version_act act;
	enum part part;
	enum alone alone;
	const char *to;
} edges[] = {
	{ "draft", ACT_SUBMIT, DRAFTER, ANYBODY, "submitted" },
	{ "draft", ACT_DISCARD, DRAFTER, ANYBODY, "discarded" },
	{ "submitted", ACT_TAKE_BACK, DRAFTER, ANYBODY, "draft" },
	{ "submitted", ACT_CONTROL, CONTROLLER, NO_AUTHOR, "controlled" },
	{ "submitted", ACT_RETURN, CONTROLLER, NO_AUTHOR, "draft" },
	{ "controlled", ACT_DECIDE, APPROVER, NO_AUTHOR_NOR_CONTROLLER, "published" },
	{ "controlled", ACT_RETURN, APPROVER, NO_AUTHOR_NOR_CONTROLLER, "draft" },
};

static bool
plays(const struct version_actor *actor, enum part part)
{
	switch (part) {
	case DRAFTER: return actor->drafts;
	case CONTROLLER: return actor->controls;
	case APPROVER: return actor->approves;
	}
	return false;
}

static bool
had_a_hand(const struct version_actor *actor, enum alone alone)
{
	return (alone != ANYBODY && actor->wrote) || (alone == NO_AUTHOR_NOR_CONTROLLER && actor->controlled);
}

enum act_answer
version_act_allowed(const char *state, enum version_act act, const struct version_actor *actor, const char **ret_next)
{
	for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
		const struct edge *edge = &edges[i];

		if (edge->act != act || strcmp(edge->from, state) != 0)
			continue;
		if (!plays(actor, edge->part))
			return ACT_NOT_THEIRS;
		if (had_a_hand(actor, edge->alone))
			return ACT_SECOND_PERSON;
		if (ret_next != NULL)
			*ret_next = edge->to;
		return ACT_ALLOWED;
	}
	return ACT_WRONG_STATE;
}

const char *
version_act_name(enum version_act act)
{
	static const char *const names[ACT__MAX] = {
		[ACT_SUBMIT] = "submit",
		[ACT_TAKE_BACK] = "take_back",
		[ACT_DISCARD] = "discard",
		[ACT_CONTROL] = "control",
		[ACT_RETURN] = "return",
		[ACT_DECIDE] = "decide",
	};

	return act < ACT__MAX ? names[act] : "none";
}
