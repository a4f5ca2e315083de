/*
 * A bundle: procedures with their definitions and examples on the way from one installation to another. The format is told in
 * README.md beside this file. Here it is sealed (manifest with the digest of every member, Ed25519 signature over it) and
 * opened: nothing of a bundle is looked at before its signature by a trusted key and all digests are right. Pure.
 */
#ifndef MOTCUA_CATALOGUE_BUNDLE_H
#define MOTCUA_CATALOGUE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "bundle/tar.h"
#include "core/err.h"
#include "record/record.h"

struct arena;

#define BUNDLE_FORMAT    "motcua-bundle-3" /* those of before, without lists or blank forms, are still read */
#define BUNDLE_MANIFEST  "manifest.json"
#define BUNDLE_SIGNATURE "manifest.sig"
enum { BUNDLE_KEY_SIZE = 32, BUNDLE_SIGNATURE_SIZE = 64, BUNDLE_PROCEDURES_MAX = 8000, BUNDLE_TRUST_MAX = 100 };
enum { BUNDLE_DEFINITIONS_MAX = 3 * BUNDLE_PROCEDURES_MAX, BUNDLE_FILES_MAX = 4000, BUNDLE_CASES_MAX = 10000 };
enum { BUNDLE_LISTS_MAX = 500 };

/* --- the manifest ------------------------------------------------------------------------------------------------------ */

struct bundle_member_record {
	const char *path, *sha256; /* hexadecimal */
	int64_t size;
};
struct bundle_procedure_record {
	const char *code, *name;
	const char *decision_no; /* with which the source has it in force; "" for none */
};
struct bundle_definition_record {
	const char *kind, *code, *name; /* form, process, rule */
};
/* number: of the pair examples/CODE/NUMBER.given.json, .expected.json; of a rule rule-examples/CODE/... */
struct bundle_example_record {
	const char *kind; /* procedure: a walk (simulate/walk_record.h); rule: a worked one (rule_design/worked.h) */
	const char *code, *name; /* of the procedure or rule; what people call it */
	int64_t number;
};
/* A file to download and fill in, or the form of a result: named in a procedure's record. */
struct bundle_file_record {
	const char *name, *media_type;
};
/* One case of a procedure goes by a process of its own. */
struct bundle_case_record {
	const char *code; /* of the procedure */
	int64_t case_no;
	const char *process; /* code, one of `definitions` */
};
/* A shared list of choices that a form chooses from, or that stands above such a one. */
struct bundle_list_record {
	const char *code, *name;
	const char *above; /* one of `lists`, NULL: it stands alone */
};
/* Something that the procedures name and a target must have: an agency that receives, solves or is asked, a shared list, a role. */
struct bundle_need_record {
	const char *kind, *code, *name; /* kind: agency, list, role */
};
struct bundle_manifest {
	const char *format, *province;
	struct record_list procedures;  /* struct bundle_procedure_record */
	struct record_list definitions; /* struct bundle_definition_record */
	struct record_list examples;    /* struct bundle_example_record */
	struct record_list files;       /* struct bundle_file_record */
	struct record_list cases;       /* struct bundle_case_record */
	struct record_list lists;       /* struct bundle_list_record: sorted by code */
	struct record_list needs;       /* struct bundle_need_record */
	struct record_list
	    members; /* struct bundle_member_record: every member but manifest and signature, sorted by path */
};
extern const struct record_table bundle_manifest_table;

/* --- keys -------------------------------------------------------------------------------------------------------------- */

/* Whose signature counts: one line each, "NAME KEY", KEY 32 bytes as base64url. */
struct bundle_key {
	const char *name;
	unsigned char key[BUNDLE_KEY_SIZE];
};
struct bundle_keys {
	struct bundle_key *items;
	size_t count;
};
/* Lines that begin with # and empty ones are passed over. ERR_INVALID: a line that is none, more than BUNDLE_TRUST_MAX. */
MUST_CHECK enum err bundle_keys_read(struct arena *arena, const char *text, struct bundle_keys *ret_keys);
/* The public key of a private one (PEM, PKCS #8, Ed25519). ERR_INVALID: it is none. */
MUST_CHECK enum err bundle_public_key(struct bytes pem, unsigned char ret_key[BUNDLE_KEY_SIZE]);

/* --- sealing and opening ----------------------------------------------------------------------------------------------- */

/*
 * The whole bundle: manifest->members is filled in from `members`, which are sorted by name; the same content and key give
 * the same bytes. ERR_INVALID: the key cannot sign, or a name is refused; ERR_TOO_LARGE.
 */
MUST_CHECK enum err bundle_seal(struct arena *arena, struct bundle_manifest *manifest, struct tar_members *members,
    struct bytes pem, struct bytes *ret_bundle);

struct bundle {
	struct bundle_manifest manifest;
	struct tar_members members; /* without manifest and signature */
	const char *signer;         /* the name under which the key is trusted */
};
/*
 * ERR_INVALID with *fault: those of tar_read, and manifest, format, unsigned, untrusted, signature, changed (a digest or a size
 * is another), missing, unlisted, lists (one twice, one below a list that is not there or below itself).
 */
MUST_CHECK enum err bundle_open(struct arena *arena, struct bytes archive, const struct bundle_keys *trusted,
    struct bundle *ret_bundle, struct tar_fault *fault);

/* Where a member stands; the text of one that is there, NUL-terminated, or NULL. */
const char *bundle_definition_path(struct arena *arena, const char *kind, const char *code);
const char *bundle_procedure_path(struct arena *arena, const char *code);
const char *bundle_file_path(struct arena *arena, const char *name);
const char *bundle_list_path(struct arena *arena, const char *code);
/* What the manifest says of a member that is there; NULL. */
const struct bundle_member_record *bundle_listed(const struct bundle_manifest *manifest, const char *path);
/* NULL: it brings no list of that code. */
const struct bundle_list_record *bundle_list_brought(const struct bundle_manifest *manifest, const char *code);
bool bundle_example_of_rule(const struct bundle_example_record *example);
const char *bundle_example_path(struct arena *arena, const struct bundle_example_record *example, const char *part);
const char *bundle_text(struct arena *arena, const struct bundle *bundle, const char *path);

#endif
