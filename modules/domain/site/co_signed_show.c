/* Signatures as rows. See co_signed_show.h. */
#include "domain/site/co_signed_show.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/dossier/co_signed.h"

/* Whom the answers name there; NULL: they do not say any more. */
static const struct form_co_signer *
named(const struct form_co_signer *signers, size_t count, const struct co_signature *signature)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(signers[i].group->id, signature->group) == 0 && signers[i].row == signature->row)
			return &signers[i];
	return NULL;
}

static const char *
words(struct ctx *c, const struct co_signature *signature, const struct form_co_signer *signer)
{
	const char *key =
	    strcmp(signature->method, "account") == 0 ? "form.co_signed.by_account" : "form.co_signed.by_code";

	return message_format(c->arena, c->messages, c->language, key,
	    MESSAGE_ARGUMENTS({ "number", signer != NULL ? signer->number : "" },
		{ "time", moment_text(c->arena, signature->at) }, { "address", signature->address }));
}

void
co_signed_show(struct ctx *c, struct view *sections, const struct form *form, const struct form_values *filed,
    bool corrected, int32_t today, const char *facts)
{
	const struct co_signature *signatures;
	const struct form_co_signer *signers;
	const char *digest;
	size_t count = co_signed_read(c->arena, facts, &digest, &signatures), signer_count;
	struct view *section, *rows;

	if (count == 0)
		return;
	signer_count = form_co_signers(form_state_new(c->arena, form, filed, today), &signers);
	section = view_item(sections);
	view_text(section, "title", ctx_text(c, "form.co_signed.title"));
	rows = view_list(section, "rows");
	for (size_t i = 0; i < count; i++) {
		const struct form_co_signer *signer = named(signers, signer_count, &signatures[i]);

		part_row(rows, signer != NULL ? signer->name : signatures[i].address, words(c, &signatures[i], signer),
		    NULL);
	}
	if (corrected)
		part_row(rows, ctx_text(c, "form.co_signed.since"), ctx_text(c, "form.co_signed.corrected"), NULL);
	if (digest != NULL)
		part_row(rows, ctx_text(c, "form.co_signed.digest"), digest, NULL);
}
