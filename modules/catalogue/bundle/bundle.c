/* Sealing and opening bundles. See bundle.h. */
#include "bundle/bundle.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "import/said.h"

enum { CODE_MAX = 64, TITLE_MAX = 1000, DIGEST_TEXT = 2 * SHA256_SIZE, KEY_NAME_MAX = 100 };

static const char *const need_kinds[] = { "agency", "list", "role", NULL };

static const struct record_field member_fields[] = {
	RECORD_FIELD(bundle_member_record, path, RECORD_TEXT, .min = 1, .max = TAR_NAME_MAX),
	RECORD_FIELD(bundle_member_record, size, RECORD_INT, .min = 0, .max = TAR_MEMBER_MAX),
	RECORD_FIELD(bundle_member_record, sha256, RECORD_CODE, .min = DIGEST_TEXT, .max = DIGEST_TEXT),
};
static const struct record_table member_table = RECORD_TABLE(bundle_member_record, member_fields);
static const struct record_field procedure_fields[] = {
	RECORD_FIELD(bundle_procedure_record, code, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_procedure_record, name, RECORD_TEXT, .max = TITLE_MAX),
	RECORD_FIELD(bundle_procedure_record, decision_no, RECORD_TEXT, .optional = true, .otherwise = "", .max = 120),
};
static const struct record_table procedure_table = RECORD_TABLE(bundle_procedure_record, procedure_fields);
static const struct record_field file_fields[] = {
	RECORD_FIELD(bundle_file_record, name, RECORD_CODE, .min = 1, .max = TAR_NAME_MAX),
	RECORD_FIELD(bundle_file_record, media_type, RECORD_TEXT, .min = 1, .max = 100),
};
static const struct record_table file_table = RECORD_TABLE(bundle_file_record, file_fields);
static const struct record_field case_fields[] = {
	RECORD_FIELD(bundle_case_record, code, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_case_record, case_no, RECORD_INT, .min = 1, .max = 1000),
	RECORD_FIELD(bundle_case_record, process, RECORD_CODE, .min = 1, .max = CODE_MAX),
};
static const struct record_table case_table = RECORD_TABLE(bundle_case_record, case_fields);
static const char *const definition_kinds[] = { "form", "process", "rule", NULL };
static const struct record_field definition_fields[] = {
	RECORD_FIELD(bundle_definition_record, kind, RECORD_CHOICE, .choices = definition_kinds),
	RECORD_FIELD(bundle_definition_record, code, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_definition_record, name, RECORD_TEXT, .max = TITLE_MAX),
};
static const struct record_table definition_table = RECORD_TABLE(bundle_definition_record, definition_fields);
/* Bundles from before rules had examples say nothing of the kind. */
static const char *const example_kinds[] = { "procedure", "rule", NULL };
static const struct record_field example_fields[] = {
	RECORD_FIELD(bundle_example_record, kind, RECORD_CHOICE, .choices = example_kinds, .optional = true),
	RECORD_FIELD(bundle_example_record, code, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_example_record, name, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(bundle_example_record, number, RECORD_INT, .min = 1, .max = 100000),
};
static const struct record_table example_table = RECORD_TABLE(bundle_example_record, example_fields);
static const struct record_field list_fields[] = {
	RECORD_FIELD(bundle_list_record, code, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_list_record, name, RECORD_TEXT, .max = TITLE_MAX),
	RECORD_FIELD(bundle_list_record, above, RECORD_CODE, .optional = true, .max = CODE_MAX),
};
static const struct record_table list_table = RECORD_TABLE(bundle_list_record, list_fields);
static const struct record_field need_fields[] = {
	RECORD_FIELD(bundle_need_record, kind, RECORD_CHOICE, .choices = need_kinds),
	RECORD_FIELD(bundle_need_record, code, RECORD_TEXT, .min = 1, .max = 255),
	RECORD_FIELD(bundle_need_record, name, RECORD_TEXT, .optional = true, .otherwise = "", .max = TITLE_MAX),
};
static const struct record_table need_table = RECORD_TABLE(bundle_need_record, need_fields);
static const struct record_field manifest_fields[] = {
	RECORD_FIELD(bundle_manifest, format, RECORD_CODE, .min = 1, .max = CODE_MAX),
	RECORD_FIELD(bundle_manifest, province, RECORD_TEXT, .max = TITLE_MAX),
	RECORD_FIELD(bundle_manifest, procedures, RECORD_LIST, .items = &procedure_table, .max = BUNDLE_PROCEDURES_MAX),
	RECORD_FIELD(
	    bundle_manifest, definitions, RECORD_LIST, .items = &definition_table, .max = BUNDLE_DEFINITIONS_MAX),
	RECORD_FIELD(bundle_manifest, examples, RECORD_LIST, .items = &example_table, .max = TAR_MEMBERS_MAX / 2),
	RECORD_FIELD(
	    bundle_manifest, files, RECORD_LIST, .items = &file_table, .max = BUNDLE_FILES_MAX, .optional = true),
	RECORD_FIELD(
	    bundle_manifest, cases, RECORD_LIST, .items = &case_table, .max = BUNDLE_CASES_MAX, .optional = true),
	RECORD_FIELD(
	    bundle_manifest, lists, RECORD_LIST, .items = &list_table, .max = BUNDLE_LISTS_MAX, .optional = true),
	RECORD_FIELD(bundle_manifest, needs, RECORD_LIST, .items = &need_table, .max = 10000),
	RECORD_FIELD(bundle_manifest, members, RECORD_LIST, .items = &member_table, .max = TAR_MEMBERS_MAX),
};
const struct record_table bundle_manifest_table = RECORD_TABLE(bundle_manifest, manifest_fields);

/* --- keys -------------------------------------------------------------------------------------------------------------- */

enum err
bundle_keys_read(struct arena *arena, const char *text, struct bundle_keys *ret_keys)
{
	char *rest = arena_strdup(arena, text), *line;

	*ret_keys = (struct bundle_keys){ arena_array(arena, BUNDLE_TRUST_MAX, sizeof(struct bundle_key)), 0 };
	while ((line = strsep(&rest, "\n")) != NULL) {
		char *space = strrchr(line, ' ');
		struct bundle_key *key = &ret_keys->items[ret_keys->count];
		struct bytes bytes;

		if (*line == '\0' || *line == '#')
			continue;
		if (space == NULL || space == line || space - line > KEY_NAME_MAX ||
		    ret_keys->count == BUNDLE_TRUST_MAX || base64url_decode(arena, space + 1, &bytes) ||
		    bytes.size != BUNDLE_KEY_SIZE)
			return ERR_INVALID;
		key->name = arena_strndup(arena, line, (size_t)(space - line));
		memcpy(key->key, bytes.data, BUNDLE_KEY_SIZE);
		ret_keys->count++;
	}
	return OK;
}

/* NULL: it is no private key of that kind. */
static EVP_PKEY *
private_key(struct bytes pem)
{
	BIO *bio = pem.size > 0 && pem.size < TAR_MEMBER_MAX ? BIO_new_mem_buf(pem.data, (int)pem.size) : NULL;
	EVP_PKEY *key = bio != NULL ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL) : NULL;

	(void)BIO_free(bio);
	if (key != NULL && EVP_PKEY_get_id(key) != EVP_PKEY_ED25519) {
		EVP_PKEY_free(key);
		return NULL;
	}
	return key;
}

enum err
bundle_public_key(struct bytes pem, unsigned char ret_key[BUNDLE_KEY_SIZE])
{
	EVP_PKEY *key = private_key(pem);
	size_t size = BUNDLE_KEY_SIZE;
	bool good = key != NULL && EVP_PKEY_get_raw_public_key(key, ret_key, &size) == 1 && size == BUNDLE_KEY_SIZE;

	EVP_PKEY_free(key);
	return good ? OK : ERR_INVALID;
}

static enum err
sign(struct bytes pem, struct bytes text, unsigned char ret_signature[BUNDLE_SIGNATURE_SIZE])
{
	EVP_PKEY *key = private_key(pem);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t size = BUNDLE_SIGNATURE_SIZE;
	bool good = key != NULL && context != NULL && EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestSign(context, ret_signature, &size, text.data, text.size) == 1 &&
		    size == BUNDLE_SIGNATURE_SIZE;

	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	return good ? OK : ERR_INVALID;
}

static bool
is_signed(const unsigned char raw[BUNDLE_KEY_SIZE], struct bytes signature, struct bytes text)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw, BUNDLE_KEY_SIZE);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good = key != NULL && context != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestVerify(context, signature.data, signature.size, text.data, text.size) == 1;

	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	return good;
}

/* --- sealing ----------------------------------------------------------------------------------------------------------- */

static int
by_name(const void *one, const void *other)
{
	return strcmp(((const struct tar_member *)one)->name, ((const struct tar_member *)other)->name);
}

static void
list_members(struct arena *arena, struct bundle_manifest *manifest, const struct tar_members *members)
{
	struct bundle_member_record *items = arena_array(arena, members->count + 1, sizeof(*items));

	for (size_t i = 0; i < members->count; i++) {
		const struct tar_member *member = &members->items[i];
		unsigned char digest[SHA256_SIZE];

		sha256(member->content.data, member->content.size, digest);
		items[i] = (struct bundle_member_record){ member->name, hex_encode(arena, digest, sizeof(digest)),
			(int64_t)member->content.size };
	}
	manifest->members = (struct record_list){ items, members->count };
}

static struct bytes
manifest_text(struct arena *arena, const struct bundle_manifest *manifest)
{
	json_t *object = said_tell_record(arena, &bundle_manifest_table, manifest);
	char *text = json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS), *copy;

	if (text == NULL)
		abort();
	copy = arena_printf(arena, "%s\n", text);
	free(text);
	json_decref(object);
	return (struct bytes){ (const unsigned char *)copy, strlen(copy) };
}

enum err
bundle_seal(struct arena *arena, struct bundle_manifest *manifest, struct tar_members *members, struct bytes pem,
    struct bytes *ret_bundle)
{
	struct tar_members all = { .items = arena_array(arena, members->count + 2, sizeof(*all.items)),
		.count = members->count + 2 };
	unsigned char signature[BUNDLE_SIGNATURE_SIZE], key[BUNDLE_KEY_SIZE];
	struct bytes text;
	const char *signed_by;
	enum err err = bundle_public_key(pem, key);

	if (err)
		return err;
	qsort(members->items, members->count, sizeof(*members->items), by_name);
	manifest->format = BUNDLE_FORMAT;
	list_members(arena, manifest, members);
	text = manifest_text(arena, manifest);
	if ((err = sign(pem, text, signature)))
		return err;
	signed_by = arena_printf(arena, "%s %s\n", base64url_encode(arena, key, sizeof(key)),
	    base64url_encode(arena, signature, sizeof(signature)));
	all.items[0] = (struct tar_member){ BUNDLE_MANIFEST, text };
	all.items[1] = (struct tar_member){ BUNDLE_SIGNATURE, { (const unsigned char *)signed_by, strlen(signed_by) } };
	if (members->count > 0)
		memcpy(all.items + 2, members->items, members->count * sizeof(*members->items));
	return tar_write(arena, &all, ret_bundle);
}

/* --- opening ----------------------------------------------------------------------------------------------------------- */

static enum err
refuse_bundle(struct tar_fault *fault, const char *reason, const char *member)
{
	*fault = (struct tar_fault){ reason, member };
	return ERR_INVALID;
}

/* "KEY SIGNATURE\n"; the key only says which of the trusted ones to try. */
static enum err
check_signature(struct arena *arena, const struct tar_member *signed_by, struct bytes manifest,
    const struct bundle_keys *trusted, const char **ret_signer, struct tar_fault *fault)
{
	char *text = arena_strndup(arena, (const char *)signed_by->content.data, signed_by->content.size);
	char *space = strchr(text, ' '), *end = strchr(text, '\n');
	struct bytes key, signature;

	if (space == NULL || end == NULL || end[1] != '\0' || space > end)
		return refuse_bundle(fault, "signature", BUNDLE_SIGNATURE);
	*space = *end = '\0';
	if (base64url_decode(arena, text, &key) || key.size != BUNDLE_KEY_SIZE ||
	    base64url_decode(arena, space + 1, &signature) || signature.size != BUNDLE_SIGNATURE_SIZE)
		return refuse_bundle(fault, "signature", BUNDLE_SIGNATURE);
	for (size_t i = 0; i < trusted->count; i++) {
		if (memcmp(trusted->items[i].key, key.data, BUNDLE_KEY_SIZE) != 0)
			continue;
		if (!is_signed(trusted->items[i].key, signature, manifest))
			return refuse_bundle(fault, "signature", BUNDLE_MANIFEST);
		*ret_signer = trusted->items[i].name;
		return OK;
	}
	return refuse_bundle(fault, "untrusted", BUNDLE_SIGNATURE);
}

static int
by_path(const void *one, const void *other)
{
	return strcmp(
	    ((const struct bundle_member_record *)one)->path, ((const struct bundle_member_record *)other)->path);
}

const struct bundle_member_record *
bundle_listed(const struct bundle_manifest *manifest, const char *path)
{
	const struct bundle_member_record wanted = { .path = path };

	return manifest->members.count == 0
		   ? NULL
		   : bsearch(&wanted, manifest->members.items, manifest->members.count, sizeof(wanted), by_path);
}

/* Is each path there once, in its place? */
static bool
is_sorted(const struct bundle_manifest *manifest)
{
	const struct bundle_member_record *items = manifest->members.items;

	for (size_t i = 1; i < manifest->members.count; i++)
		if (strcmp(items[i - 1].path, items[i].path) >= 0)
			return false;
	return true;
}

static int
by_code(const void *one, const void *other)
{
	return strcmp(((const struct bundle_list_record *)one)->code, ((const struct bundle_list_record *)other)->code);
}

const struct bundle_list_record *
bundle_list_brought(const struct bundle_manifest *manifest, const char *code)
{
	const struct bundle_list_record wanted = { .code = code };

	return manifest->lists.count == 0
		   ? NULL
		   : bsearch(&wanted, manifest->lists.items, manifest->lists.count, sizeof(wanted), by_code);
}

/* Each once and in its place, and whoever goes up from it comes to a list that stands alone. */
static enum err
check_lists(const struct bundle_manifest *manifest, struct tar_fault *fault)
{
	const struct bundle_list_record *lists = manifest->lists.items, *up;

	if (lists == NULL)
		return OK; /* as those of before */
	for (size_t i = 1; i < manifest->lists.count; i++)
		if (strcmp(lists[i - 1].code, lists[i].code) >= 0)
			return refuse_bundle(fault, "lists", lists[i].code);
	for (size_t i = 0; i < manifest->lists.count; i++) {
		size_t steps = 0;

		up = &lists[i];
		while (up != NULL && up->above != NULL && steps++ < manifest->lists.count)
			up = bundle_list_brought(manifest, up->above);
		if (up == NULL || up->above != NULL)
			return refuse_bundle(fault, "lists", lists[i].code);
	}
	return OK;
}

/* Exactly what the manifest lists, byte for byte. */
static enum err
check_members(struct arena *arena, const struct bundle *bundle, struct tar_fault *fault)
{
	const struct bundle_member_record *items = bundle->manifest.members.items;

	for (size_t i = 0; i < bundle->members.count; i++)
		if (bundle_listed(&bundle->manifest, bundle->members.items[i].name) == NULL)
			return refuse_bundle(fault, "unlisted", bundle->members.items[i].name);
	for (size_t i = 0; i < bundle->manifest.members.count; i++) {
		const struct tar_member *member = tar_find(&bundle->members, items[i].path);
		unsigned char digest[SHA256_SIZE];

		if (member == NULL)
			return refuse_bundle(fault, "missing", items[i].path);
		sha256(member->content.data, member->content.size, digest);
		if ((int64_t)member->content.size != items[i].size ||
		    strcmp(hex_encode(arena, digest, sizeof(digest)), items[i].sha256) != 0)
			return refuse_bundle(fault, "changed", items[i].path);
	}
	return OK;
}

static bool
is_format_read(const char *format)
{
	static const char *const formats[] = { BUNDLE_FORMAT, "motcua-bundle-2", "motcua-bundle-1" };

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i], format) == 0)
			return true;
	return false;
}

static enum err
read_manifest(struct arena *arena, struct bytes text, struct bundle_manifest *ret_manifest, struct tar_fault *fault)
{
	struct record_fault what = { NULL, NULL };

	if (record_read_long(arena, text.data, text.size, &bundle_manifest_table, ret_manifest, &what))
		return refuse_bundle(fault, "manifest", BUNDLE_MANIFEST);
	if (!is_format_read(ret_manifest->format))
		return refuse_bundle(fault, "format", BUNDLE_MANIFEST);
	return is_sorted(ret_manifest) ? check_lists(ret_manifest, fault)
				       : refuse_bundle(fault, "manifest", BUNDLE_MANIFEST);
}

enum err
bundle_open(struct arena *arena, struct bytes archive, const struct bundle_keys *trusted, struct bundle *ret_bundle,
    struct tar_fault *fault)
{
	const struct tar_member *manifest, *signed_by;
	struct tar_members all;
	enum err err = tar_read(arena, archive, &all, fault);

	*ret_bundle = (struct bundle){ .signer = "" };
	if (err)
		return err;
	manifest = tar_find(&all, BUNDLE_MANIFEST);
	signed_by = tar_find(&all, BUNDLE_SIGNATURE);
	if (manifest == NULL)
		return refuse_bundle(fault, "manifest", BUNDLE_MANIFEST);
	if (signed_by == NULL)
		return refuse_bundle(fault, "unsigned", BUNDLE_SIGNATURE);
	if ((err = check_signature(arena, signed_by, manifest->content, trusted, &ret_bundle->signer, fault)) ||
	    (err = read_manifest(arena, manifest->content, &ret_bundle->manifest, fault)))
		return err;
	ret_bundle->members = (struct tar_members){ .items = arena_array(arena, all.count, sizeof(*all.items)) };
	for (size_t i = 0; i < all.count; i++)
		if (&all.sorted[i] != manifest && &all.sorted[i] != signed_by)
			ret_bundle->members.items[ret_bundle->members.count++] = all.sorted[i];
	ret_bundle->members.sorted = ret_bundle->members.items;
	return check_members(arena, ret_bundle, fault);
}

/* --- where members stand ------------------------------------------------------------------------------------------------ */

const char *
bundle_definition_path(struct arena *arena, const char *kind, const char *code)
{
	size_t which = 0;

	while (which < 2 && strcmp(definition_kinds[which], kind) != 0)
		which++;
	return which == 0   ? arena_printf(arena, "forms/%s.json", code)
	       : which == 1 ? arena_printf(arena, "processes/%s.bpmn", code)
			    : arena_printf(arena, "rules/%s.dmn", code);
}

const char *
bundle_procedure_path(struct arena *arena, const char *code)
{
	return arena_printf(arena, "procedures/%s.json", code);
}

const char *
bundle_file_path(struct arena *arena, const char *name)
{
	return arena_printf(arena, "blank-forms/%s", name);
}

const char *
bundle_list_path(struct arena *arena, const char *code)
{
	return arena_printf(arena, "choices/%s.json", code);
}

bool
bundle_example_of_rule(const struct bundle_example_record *example)
{
	return example->kind != NULL && strcmp(example->kind, "rule") == 0;
}

const char *
bundle_example_path(struct arena *arena, const struct bundle_example_record *example, const char *part)
{
	return arena_printf(arena, "%sexamples/%s/%lld.%s.json", bundle_example_of_rule(example) ? "rule-" : "",
	    example->code, (long long)example->number, part);
}

const char *
bundle_text(struct arena *arena, const struct bundle *bundle, const char *path)
{
	const struct tar_member *member = tar_find(&bundle->members, path);

	if (member == NULL || memchr(member->content.data, '\0', member->content.size) != NULL)
		return NULL;
	return arena_strndup(arena, (const char *)member->content.data, member->content.size);
}
