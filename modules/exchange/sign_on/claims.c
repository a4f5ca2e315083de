/* VNeID's claims and the state that comes back. See claims.h. */
#include "sign_on/claims.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/none.h"
#include "core/security/hash.h"

enum { NAME_MAX_BYTES = 255, SUBJECT_MAX = 128, NUMBER_DIGITS = 12, LEVEL_MAX = 3, SESSION_SIZE = 32 };

static void
forget_json(void *object)
{
	json_decref(object);
}

static const char *
clean(struct arena *arena, const json_t *claims, const char *name, size_t most)
{
	const char *text = json_string_value(json_object_get(claims, name)), *nfc;
	size_t size = text != NULL ? strlen(text) : 0;

	if (size == 0 || size > most || !utf8_clean(text, size, UTF8_LINE) || utf8_nfc(arena, text, &nfc) != OK ||
	    strlen(nfc) > most)
		return NULL;
	return nfc;
}

/* A number, or a number written as text: both are seen. */
static int64_t
number_of(const json_t *claims, const char *name, int64_t otherwise)
{
	const json_t *value = json_object_get(claims, name);
	const char *text = json_string_value(value);

	if (json_is_integer(value))
		return json_integer_value(value);
	return text != NULL && strlen(text) == 1 && text[0] >= '0' && text[0] <= '9' ? text[0] - '0' : otherwise;
}

static int32_t
birth_date_of(struct arena *arena, const json_t *claims)
{
	const char *text = clean(arena, claims, "NgayThangNamSinh", 10);
	int32_t day;

	if (text != NULL && strlen(text) == 8 && strspn(text, "0123456789") == 8)
		text = arena_printf(arena, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	return text != NULL && date_parse(text, &day) == OK ? day : DATE_NONE;
}

enum err
claims_read(struct arena *arena, const char *text, size_t size, struct register_identity *ret)
{
	json_t *claims = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
	int64_t level;

	if (claims != NULL)
		arena_defer(arena, forget_json, claims);
	if (!json_is_object(claims) || number_of(claims, "LoaiTaiKhoan", 1) != 1)
		return ERR_INVALID;
	level = number_of(claims, "loAs", 1);
	*ret = (struct register_identity){
		.issuer = "vneid",
		.subject = clean(arena, claims, "sub", SUBJECT_MAX),
		.level = level < 1           ? 1
			 : level > LEVEL_MAX ? LEVEL_MAX
					     : level,
		.person_number = clean(arena, claims, "SoDinhDanh", NUMBER_DIGITS),
		.full_name = clean(arena, claims, "HoVaTen", NAME_MAX_BYTES),
		.birth_date = birth_date_of(arena, claims),
	};
	if (ret->subject == NULL || ret->full_name == NULL || ret->person_number == NULL ||
	    strspn(ret->person_number, "0123456789") != NUMBER_DIGITS)
		return ERR_INVALID;
	return OK;
}

/* --- the state ------------------------------------------------------------------------------------------------------- */

static const char *
seal_of(struct arena *arena, struct bytes secret, const unsigned char session[SESSION_SIZE], const char *open)
{
	const char *whole = arena_printf(arena, "sign_on %s %s", hex_encode(arena, session, SESSION_SIZE), open);
	unsigned char mac[SHA256_SIZE];

	hmac_sha256(secret, whole, strlen(whole), mac);
	return hex_encode(arena, mac, sizeof(mac));
}

const char *
sign_on_state(
    struct arena *arena, struct bytes secret, const unsigned char session[SESSION_SIZE], int64_t ends, const char *path)
{
	const char *open = arena_printf(arena, "%lld~%s", (long long)ends, path);

	return arena_printf(arena, "%s~%s", open, seal_of(arena, secret, session, open));
}

enum err
sign_on_state_read(struct arena *arena, struct bytes secret, const unsigned char session[SESSION_SIZE], int64_t now,
    const char *state, const char **ret_path)
{
	char *open = arena_strdup(arena, state), *seal = strrchr(open, '~'), *ends;
	const char *right;

	if (seal == NULL)
		return ERR_INVALID;
	*seal++ = '\0';
	right = seal_of(arena, secret, session, open);
	if (!hash_equal(seal, strlen(seal), right, strlen(right)))
		return ERR_INVALID;
	ends = strsep(&open, "~");
	if (open == NULL || strtoll(ends, NULL, 10) < now)
		return ERR_INVALID;
	*ret_path = open;
	return OK;
}
