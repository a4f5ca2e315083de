/* Evidence of signing together. See cosign_facts.h. */
#include "cosign/cosign_facts.h"

#include "core/security/address_mask.h"
#include "core/security/hash.h"
#include "cosign/cosign_store.h"
#include "domain/dossier/co_signed.h"

const char *
cosign_facts(struct arena *arena, const char *facts, struct bytes digest, const struct cosigner *signers, size_t count)
{
	struct co_signature *signatures = arena_array(arena, count + 1, sizeof(*signatures));

	for (size_t i = 0; i < count; i++)
		signatures[i] = (struct co_signature){
			.group = signers[i].group_id,
			.row = signers[i].row_no,
			.at = signers[i].answered_at,
			.method = signers[i].method,
			.address = address_masked(arena, signers[i].address),
		};
	return co_signed_add(arena, facts, hex_encode(arena, digest.data, digest.size), signatures, count);
}
