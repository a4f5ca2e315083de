/* The table of signers' states. See cosign_state.h. */
#include "cosign/cosign_state.h"

#include <stdbool.h>
#include <string.h>

struct edge {
	bool allowed;
	enum cosigner_state to;
};

/* clang-format off */
static const struct edge edges[COSIGNER_STATE__MAX][COSIGNER_EVENT__MAX] = {
	[COSIGNER_WAITING] = {
		[COSIGNER_CONFIRM]       = { true, COSIGNER_CONFIRMED },
		[COSIGNER_DECLINE]       = { true, COSIGNER_DECLINED },
		[COSIGNER_RESEND]        = { true, COSIGNER_WAITING },
		[COSIGNER_OFFER_SAME]    = { true, COSIGNER_WAITING },
		[COSIGNER_OFFER_CHANGED] = { true, COSIGNER_WAITING },
	},
	[COSIGNER_CONFIRMED] = {
		[COSIGNER_CONFIRM]       = { true, COSIGNER_CONFIRMED },
		[COSIGNER_DECLINE]       = { true, COSIGNER_DECLINED },
		[COSIGNER_OFFER_SAME]    = { true, COSIGNER_CONFIRMED },
		[COSIGNER_OFFER_CHANGED] = { true, COSIGNER_WAITING },
	},
	[COSIGNER_DECLINED] = {
		[COSIGNER_DECLINE]       = { true, COSIGNER_DECLINED },
		[COSIGNER_RESEND]        = { true, COSIGNER_WAITING },
		[COSIGNER_OFFER_SAME]    = { true, COSIGNER_WAITING },
		[COSIGNER_OFFER_CHANGED] = { true, COSIGNER_WAITING },
	},
};
/* clang-format on */

static const char *const names[COSIGNER_STATE__MAX] = { "waiting", "confirmed", "declined" };

enum err
cosigner_next(enum cosigner_state from, enum cosigner_event event, enum cosigner_state *ret_to)
{
	const struct edge *edge = &edges[from][event];

	if (!edge->allowed)
		return ERR_CONFLICT;
	*ret_to = edge->to;
	return OK;
}

const char *
cosigner_state_name(enum cosigner_state state)
{
	return names[state];
}

enum cosigner_state
cosigner_state_of(const char *name)
{
	for (int i = 0; i < COSIGNER_STATE__MAX; i++)
		if (strcmp(names[i], name) == 0)
			return (enum cosigner_state)i;
	return COSIGNER_WAITING;
}

enum cosign_whole
cosign_whole_of(const enum cosigner_state *states, size_t count)
{
	enum cosign_whole whole = count > 0 ? COSIGN_COMPLETE : COSIGN_WAITS;

	for (size_t i = 0; i < count; i++) {
		if (states[i] == COSIGNER_DECLINED)
			return COSIGN_DECLINED;
		if (states[i] == COSIGNER_WAITING)
			whole = COSIGN_WAITS;
	}
	return whole;
}
