/* Invitations to sign. See cosign_invitation.h. */
#include "cosign/cosign_invitation.h"

#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/security/seal.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "cosign/cosign_store.h"

#include "facts.h"

#define SEAL_PURPOSE "cosign"

static struct bytes
hash_of(struct arena *arena, const char *code)
{
	unsigned char *digest = arena_alloc(arena, SHA256_SIZE);

	sha256(code, strlen(code), digest);
	return (struct bytes){ digest, SHA256_SIZE };
}

void
invitation_renew(struct arena *arena, const struct core_config *config, struct cosigner *signer)
{
	char code[INVITATION_CODE + 1];

	random_code(code, INVITATION_CODE);
	const struct bytes plain = { (const unsigned char *)code, INVITATION_CODE };

	signer->link_hash = hash_of(arena, code);
	signer->sealed_link = seal(arena, config->secret, SEAL_PURPOSE, signer->draft_id, plain);
}

enum err
invitation_hash(struct arena *arena, const char *typed, struct bytes *ret_hash)
{
	char code[INVITATION_CODE + 1];

	if (random_code_read(typed, code, INVITATION_CODE))
		return ERR_INVALID;
	*ret_hash = hash_of(arena, code);
	return OK;
}

enum err
invitation_code(
    struct arena *arena, const struct core_config *config, const struct cosigner *signer, const char **ret_code)
{
	struct bytes plain;
	enum err err;

	if (signer->sealed_link.size == 0)
		return ERR_INVALID;
	err = seal_open(arena, config->secret, SEAL_PURPOSE, signer->draft_id, signer->sealed_link, &plain);
	if (!err)
		*ret_code = arena_strndup(arena, (const char *)plain.data, plain.size);
	return err;
}

const char *
invitation_grouped(struct arena *arena, const char *code)
{
	return strlen(code) == INVITATION_CODE
		   ? arena_printf(arena, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12)
		   : code;
}

const char *
invitation_link(struct arena *arena, const struct core_config *config, const char *code)
{
	return url_query_add(arena, arena_printf(arena, "%s/cung-ky", config->base_url), "ma", code);
}

static const char *
given(const char *text)
{
	return text != NULL && text[0] != '\0' ? text : NULL;
}

struct outbox_message
invitation_message(struct arena *arena, const struct core_config *config, const struct invitation_message *m)
{
	struct outbox_message out = {
		.consumer = "exchange",
		.topic = m->topic,
		.key = m->key,
		.dossier_id = DB_NULL_INT,
		.not_before = TIME_NONE,
		.not_after = m->not_after,
	};

	if (config_has_word(&config->modules, "exchange"))
		out.payload = facts_keep(
		    arena, json_pack("{s:s*, s:s*, s:s, s:s*, s:s, s:s*, s:s*, s:s}", "email", given(m->email), "phone",
			       given(m->phone), "procedure", m->procedure, "agency", given(m->agency), "link", m->link,
			       "code", given(m->code), "until", given(m->until), "language", m->language));
	return out;
}
