/* The checked spreadsheet becomes the directory, in one transaction. See organisation.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/password.h"
#include "core/security/random.h"
#include "core/security/seal.h"
#include "core/security/totp.h"
#include "domain/directory/agency_write_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/sign_in_accounts.h"

#include "organisation/organisation.h"

enum { SLUG_MAX = 100, PASSWORD_BYTES = 12, PROBLEMS_MAX = 200 };

struct writing {
	struct db *db;
	const struct organisation_import *import;
	struct organisation_account *accounts;
	size_t account_count;
	bool *written; /* per row: agencies wait for their parents */
};

static enum err
problem(const struct writing *w, const struct organisation_row *row, const char *column, const char *message)
{
	struct organisation_problems *problems = w->import->problems;

	if (problems->count < PROBLEMS_MAX)
		problems->items[problems->count++] = (struct organisation_problem){ row->line, column, message };
	return ERR_INVALID;
}

/* A reference that must be there already, in the directory or further up in the file. */
static enum err
agency_named(const struct writing *w, const struct organisation_row *row, enum organisation_column column,
    const char *name, struct agency *ret_agency)
{
	enum err err = agency_by_code(w->db, row->text[column], ret_agency);

	return err == ERR_NOT_FOUND ? problem(w, row, name, "no_agency") : err;
}

/* The name in addresses: "uy-ban-nhan-dan-phuong-trung-tam", with the code where another agency is called the same. */
static enum err
slug_of(const struct writing *w, const struct organisation_row *row, const char **ret_slug)
{
	struct arena *arena = w->import->arena;
	const char *code = row->text[COLUMN_CODE];
	bool taken = false;
	enum err err;

	*ret_slug = fold_slug(arena, row->text[COLUMN_NAME], SLUG_MAX);
	if ((err = slug_is_taken(w->db, *ret_slug, code, &taken)))
		return err;
	if (taken)
		*ret_slug = arena_printf(
		    arena, "%.*s-%s", SLUG_MAX - (int)strlen(code), *ret_slug, fold_slug(arena, code, SLUG_MAX));
	return OK;
}

/* OK without writing if the parent is to come later in the file. */
static enum err
write_agency(const struct writing *w, size_t index)
{
	const struct organisation_row *row = &w->import->organisation->rows[index];
	struct agency parent = { .id = DB_NULL_INT }, agency;
	int64_t calendar = DB_NULL_INT, id;
	const char *name = NULL;
	enum err err;

	if (row->text[COLUMN_PARENT][0] != '\0') {
		err = agency_by_code(w->db, row->text[COLUMN_PARENT], &parent);
		if (err)
			return err == ERR_NOT_FOUND ? OK : err;
	}
	if (row->text[COLUMN_CALENDAR][0] != '\0') {
		err = calendar_id_by_code(w->db, row->text[COLUMN_CALENDAR], &calendar);
		if (err)
			return err == ERR_NOT_FOUND ? problem(w, row, "calendar", "no_calendar") : err;
	}
	if ((err = slug_of(w, row, &name)))
		return err;
	agency = (struct agency){
		.code = row->text[COLUMN_CODE],
		.parent_id = parent.id,
		.name = row->text[COLUMN_NAME],
		.short_name = row->text[COLUMN_SHORT_NAME],
		.slug = name,
		.tier = row->text[COLUMN_TIER],
		.address = row->text[COLUMN_ADDRESS],
		.working_hours = row->text[COLUMN_WORKING_HOURS],
		.hotline = row->text[COLUMN_HOTLINE],
		.email = row->text[COLUMN_EMAIL],
		.valid_from = row->valid_from,
		.valid_to = row->valid_to,
	};
	w->written[index] = true;
	return agency_put(w->db, &agency, calendar, &id);
}

static enum err
write_agencies(const struct writing *w)
{
	const struct organisation *o = w->import->organisation;
	bool progress = true, waiting = true;

	while (progress && waiting) {
		progress = waiting = false;
		for (size_t i = 0; i < o->count; i++) {
			enum err err;

			if (o->rows[i].kind != KIND_AGENCY || w->written[i])
				continue;
			if ((err = write_agency(w, i)))
				return err;
			progress = progress || w->written[i];
			waiting = waiting || !w->written[i];
		}
	}
	for (size_t i = 0; i < o->count; i++)
		if (o->rows[i].kind == KIND_AGENCY && !w->written[i])
			return problem(w, &o->rows[i], "parent", "no_agency");
	return OK;
}

static enum err
write_succession(struct writing *w, const struct organisation_row *row)
{
	struct agency before, after;
	enum err err;

	if ((err = agency_named(w, row, COLUMN_CODE, "code", &before)) ||
	    (err = agency_named(w, row, COLUMN_AGENCY, "agency", &after)))
		return err;
	if (before.id == after.id)
		return problem(w, row, "agency", "itself");
	return agency_succeed(w->db, before.id, after.id, row->valid_from, row->text[COLUMN_DECISION]);
}

/* The role of the first right that the file gives the officer. */
static const char *
first_role(const struct writing *w, const struct organisation_row *officer)
{
	const struct organisation *o = w->import->organisation;

	for (size_t i = 0; i < o->count; i++)
		if (o->rows[i].kind == KIND_ROLE &&
		    strcmp(o->rows[i].text[COLUMN_CODE], officer->text[COLUMN_CODE]) == 0)
			return role_name(o->rows[i].role);
	return NULL;
}

/* A first password and second factor, told once in the list and kept only as hash and seal. */
static enum err
give_account(struct writing *w, const struct organisation_row *row, int64_t account_id)
{
	struct arena *arena = w->import->arena;
	unsigned char seed[TOTP_SECRET_SIZE];
	const struct bytes plain = { seed, sizeof(seed) };
	const char *password = random_token(arena, PASSWORD_BYTES), *hash = NULL;
	enum err err = password_hash(arena, password, &password_cost_default, &hash, db_failure(w->db));

	random_bytes(seed, sizeof(seed));
	if (err || (err = account_set_password(w->db, account_id, hash)) ||
	    (err = account_set_seed(
		 w->db, account_id, seal(arena, w->import->secret, SIGN_IN_SEED_PURPOSE, account_id, plain))))
		return err;
	w->accounts[w->account_count++] = (struct organisation_account){
		.role = first_role(w, row),
		.login = row->text[COLUMN_LOGIN],
		.password = password,
		.totp_secret = base32_encode(arena, seed, sizeof(seed)),
	};
	return OK;
}

static const char *
text_or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

static enum err
write_officer(struct writing *w, const struct organisation_row *row)
{
	struct account account;
	struct agency agency;
	int64_t officer_id;
	enum err err = agency_named(w, row, COLUMN_AGENCY, "agency", &agency);

	if (err)
		return err;
	err = account_by_login(w->db, "officer", row->text[COLUMN_LOGIN], &account);
	if (err == ERR_NOT_FOUND) {
		account = (struct account){ .kind = "officer",
			.login = row->text[COLUMN_LOGIN],
			.name = row->text[COLUMN_NAME],
			.phone = text_or_null(row->text[COLUMN_PHONE]),
			.email = text_or_null(row->text[COLUMN_EMAIL]) };
		err = account_create(w->db, &account, w->import->now, &account.id);
	}
	if (err)
		return err;
	if (w->import->give_accounts && account.password_hash == NULL && (err = give_account(w, row, account.id)))
		return err;
	return officer_put(w->db,
	    &(struct officer_put){ .code = row->text[COLUMN_CODE],
		.name = row->text[COLUMN_NAME],
		.position = row->text[COLUMN_POSITION],
		.phone = text_or_null(row->text[COLUMN_PHONE]),
		.email = text_or_null(row->text[COLUMN_EMAIL]),
		.account_id = account.id,
		.agency_id = agency.id,
		.valid_from = row->valid_from,
		.valid_to = row->valid_to },
	    &officer_id);
}

static enum err
write_role(struct writing *w, const struct organisation_row *row)
{
	const char *procedure = row->text[COLUMN_PROCEDURE];
	struct agency agency;
	int64_t officer_id = 0;
	enum err err = agency_named(w, row, COLUMN_AGENCY, "agency", &agency);

	if (err)
		return err;
	err = officer_id_by_code(w->db, row->text[COLUMN_CODE], &officer_id);
	if (err)
		return err == ERR_NOT_FOUND ? problem(w, row, "code", "no_officer") : err;
	return role_grant_put(w->db, officer_id, row->role, agency.id, procedure[0] != '\0' ? procedure : "*",
	    row->valid_from, row->valid_to);
}

/* All rows of a kind: what is wrong with one does not hide what is wrong with the next. */
static enum err
write_kind(struct writing *w, enum organisation_kind kind,
    enum err (*write)(struct writing *, const struct organisation_row *), size_t *ret_count)
{
	const struct organisation *o = w->import->organisation;
	enum err result = OK;

	for (size_t i = 0; i < o->count; i++) {
		enum err err;

		if (o->rows[i].kind != kind)
			continue;
		err = write(w, &o->rows[i]);
		if (err && err != ERR_INVALID)
			return err;
		result = err ? err : result;
		(*ret_count)++;
	}
	return result;
}

static bool
is_last_again(struct db *db, const struct organisation_import *import)
{
	struct bytes last = { NULL, 0 };
	enum err err = organisation_last(db, &last);

	return !err && hash_equal(last.data, last.size, import->organisation->sha256, SHA256_SIZE);
}

static enum err
write_once(struct db *db, const void *arg)
{
	const struct organisation_import *import = arg;
	struct organisation_outcome outcome = { .unchanged = false };
	struct writing w = { .db = db, .import = import };
	size_t successions = 0;
	enum err err;

	import->problems->count = 0;
	if (is_last_again(db, import)) {
		*import->outcome = (struct organisation_outcome){ .unchanged = true };
		return OK;
	}
	w.accounts = arena_array(import->arena, import->organisation->count + 1, sizeof(*w.accounts));
	w.written = arena_array(import->arena, import->organisation->count + 1, sizeof(*w.written));
	if ((err = write_agencies(&w)) || (err = write_kind(&w, KIND_SUCCESSION, write_succession, &successions)) ||
	    (err = write_kind(&w, KIND_OFFICER, write_officer, &outcome.officers)) ||
	    (err = write_kind(&w, KIND_ROLE, write_role, &outcome.grants)))
		return err;
	for (size_t i = 0; i < import->organisation->count; i++)
		outcome.agencies += w.written[i];
	outcome.accounts = w.accounts;
	outcome.account_count = w.account_count;
	*import->outcome = outcome;
	if ((err = organisation_keep(
		 db, (struct bytes){ import->organisation->sha256, SHA256_SIZE }, import->now, &outcome)))
		return err;
	/* A rehearsal ends like a failure, so that nothing of it stays. */
	return import->dry_run ? ERR_CONFLICT : OK;
}

enum err
organisation_write(struct db *db, const struct organisation_import *import)
{
	enum err err = db_transaction(db, write_once, import);

	if (import->dry_run && err == ERR_CONFLICT && import->problems->count == 0 && !db_duplicate(db)) {
		failure_clear(db_failure(db));
		return OK;
	}
	return err;
}
