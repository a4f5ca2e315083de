/* AES-256-GCM over OpenSSL's EVP: version byte, nonce, ciphertext, tag. See seal.h. */
#include "core/security/seal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "core/security/hash.h"
#include "core/security/random.h"

enum { VERSION_1 = 1, NONCE = 12, TAG = 16, PLAIN_MAX = 4096 };

static void
derive(struct bytes secret, const char *purpose, unsigned char key[SHA256_SIZE])
{
	char label[96];
	int size = snprintf(label, sizeof(label), "motcua seal %s", purpose);

	hmac_sha256(secret, label, (size_t)size, key);
}

/* What the tag covers besides the content. */
static int
associate(char text[64], int64_t owner)
{
	return snprintf(text, 64, "owner=%lld", (long long)owner);
}

struct bytes
seal(struct arena *arena, struct bytes installation_secret, const char *purpose, int64_t owner, struct bytes plain)
{
	unsigned char *out = arena_alloc(arena, plain.size + SEAL_OVERHEAD), key[SHA256_SIZE];
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	char bound[64];
	int bound_size = associate(bound, owner), size = 0, ok;

	derive(installation_secret, purpose, key);
	out[0] = VERSION_1;
	random_bytes(out + 1, NONCE);
	ok = cipher != NULL && plain.size <= PLAIN_MAX &&
	     EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, out + 1) == 1 &&
	     EVP_EncryptUpdate(cipher, NULL, &size, (unsigned char *)bound, bound_size) == 1 &&
	     EVP_EncryptUpdate(cipher, out + 1 + NONCE, &size, plain.data, (int)plain.size) == 1 &&
	     EVP_EncryptFinal_ex(cipher, out + 1 + NONCE + size, &size) == 1 &&
	     EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG, out + 1 + NONCE + plain.size) == 1;
	EVP_CIPHER_CTX_free(cipher);
	OPENSSL_cleanse(key, sizeof(key));
	if (!ok) {
		(void)fputs("seal: the cryptographic library failed\n", stderr);
		abort();
	}
	return (struct bytes){ out, plain.size + SEAL_OVERHEAD };
}

enum err
seal_open(struct arena *arena, struct bytes installation_secret, const char *purpose, int64_t owner,
    struct bytes sealed, struct bytes *plain)
{
	unsigned char key[SHA256_SIZE], *out, tag[TAG];
	EVP_CIPHER_CTX *cipher;
	char bound[64];
	int bound_size = associate(bound, owner), size = 0, ok;
	size_t content;

	if (sealed.size < SEAL_OVERHEAD || sealed.size > PLAIN_MAX + SEAL_OVERHEAD || sealed.data[0] != VERSION_1)
		return ERR_INVALID;
	content = sealed.size - SEAL_OVERHEAD;
	out = arena_alloc(arena, content + 1);
	memcpy(tag, sealed.data + 1 + NONCE + content, TAG);
	derive(installation_secret, purpose, key);
	cipher = EVP_CIPHER_CTX_new();
	ok = cipher != NULL && EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, sealed.data + 1) == 1 &&
	     EVP_DecryptUpdate(cipher, NULL, &size, (unsigned char *)bound, bound_size) == 1 &&
	     EVP_DecryptUpdate(cipher, out, &size, sealed.data + 1 + NONCE, (int)content) == 1 &&
	     EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG, tag) == 1 &&
	     EVP_DecryptFinal_ex(cipher, out + size, &size) == 1;
	EVP_CIPHER_CTX_free(cipher);
	OPENSSL_cleanse(key, sizeof(key));
	if (!ok)
		return ERR_INVALID;
	*plain = (struct bytes){ out, content };
	return OK;
}
