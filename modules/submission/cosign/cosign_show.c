/* Signers in words. See cosign_show.h. */
#include "cosign/cosign_show.h"

#include "core/memory/arena.h"
#include "core/security/address_mask.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "cosign/cosign_store.h"

#include "show.h"

void
cosign_show_state(struct ctx *c, struct view *item, enum cosigner_state state)
{
	static const char *const shown[COSIGNER_STATE__MAX][2] = {
		[COSIGNER_WAITING] = { "submission_cosign.state_waiting", "waiting" },
		[COSIGNER_CONFIRMED] = { "submission_cosign.state_confirmed", "done" },
		[COSIGNER_DECLINED] = { "submission_cosign.state_declined", "bad" },
	};
	struct view *tag = view_child(item, "state");

	view_text(tag, "label", words(c, shown[state][0]));
	view_text(tag, "kind", shown[state][1]);
}

const char *
cosign_words_addresses(struct ctx *c, const struct cosigner *s)
{
	const char *email = s->email[0] != '\0' ? address_masked(c->arena, s->email) : NULL;
	const char *phone = s->phone[0] != '\0' ? address_masked(c->arena, s->phone) : NULL;

	if (email != NULL && phone != NULL)
		return arena_printf(c->arena, "%s, %s", email, phone);
	return email != NULL ? email : phone != NULL ? phone : "";
}

const char *
cosign_words_answer(struct ctx *c, const struct cosigner *s)
{
	static const char *const keys[COSIGNER_STATE__MAX] = {
		[COSIGNER_WAITING] = "submission_cosign.asked",
		[COSIGNER_CONFIRMED] = "submission_cosign.confirmed",
		[COSIGNER_DECLINED] = "submission_cosign.declined",
	};
	enum cosigner_state state = cosigner_state_of(s->state);
	const char *time = words_moment(c, state == COSIGNER_WAITING ? s->asked_at : s->answered_at);

	return words_with(c, keys[state],
	    MESSAGE_ARGUMENTS({ "time", time != NULL ? time : "" }, { "address", cosign_words_addresses(c, s) }));
}
