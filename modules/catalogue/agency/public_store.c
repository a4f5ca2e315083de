/* Rows of agencies' public pages. See public_store.h. */
#include "agency/public_store.h"

#include "core/data/db.h"

static const struct db_column public_columns[] = {
	COL(agency_public, agency_id, DB_INT),
	COL(agency_public, regulation, DB_TEXT),
	COL(agency_public, regulation_url, DB_TEXT),
	COL(agency_public, directions, DB_TEXT),
	COL(agency_public, leader_name, DB_TEXT),
	COL(agency_public, leader_position, DB_TEXT),
	COL(agency_public, leader_phone, DB_TEXT),
	COL(agency_public, version, DB_INT),
};
#define PUBLIC                                                                                                         \
	"SELECT agency_id, regulation, regulation_url, directions, leader_name, leader_position, leader_phone, "       \
	"version FROM agency_page "
static const struct db_column contact_columns[] = {
	COL(agency_contact, agency_id, DB_INT),
	COL(agency_contact, kind, DB_TEXT),
	COL(agency_contact, name, DB_TEXT),
	COL(agency_contact, position, DB_TEXT),
	COL(agency_contact, phone, DB_TEXT),
};
#define CONTACT "SELECT agency_id, kind, name, position, phone FROM agency_contact "
static const struct db_column former_columns[] = {
	COL(agency_former, slug, DB_TEXT),
	COL(agency_former, agency_id, DB_INT),
};
static const struct db_column answer_columns[] = {
	COL(agency_answer, agency_id, DB_INT),
	COL(agency_answer, current_id, DB_INT),
};

enum { ALL, CONTACTS_ALL, ANSWERS, FORMERS, ONE, CONTACTS_ONE, INSERT, UPDATE, CLEAR, ADD, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ALL] = { PUBLIC "ORDER BY agency_id", ROW(public_columns, agency_public) },
	[CONTACTS_ALL] = { CONTACT "ORDER BY agency_id, kind, seq", ROW(contact_columns, agency_contact) },
	[ANSWERS] = { "SELECT DISTINCT agency_current.agency_id, agency_current.current_id FROM agency_current "
		      "JOIN agency ON agency.id = agency_current.current_id "
		      "WHERE agency_current.current_id <> agency_current.agency_id "
		      "ORDER BY agency_current.agency_id, agency.name",
	    ROW(answer_columns, agency_answer) },
	[FORMERS] = { "SELECT DISTINCT past.slug, past.agency_id FROM agency_history past WHERE NOT EXISTS "
		      "(SELECT 1 FROM agency WHERE agency.slug = past.slug) ORDER BY past.slug, past.agency_id",
	    ROW(former_columns, agency_former) },
	[ONE] = { PUBLIC "WHERE agency_id = ?", ROW(public_columns, agency_public) },
	[CONTACTS_ONE] = { CONTACT "WHERE agency_id = ? ORDER BY kind, seq", ROW(contact_columns, agency_contact) },
	[INSERT] = { "INSERT INTO agency_page (regulation, regulation_url, directions, leader_name, leader_position, "
		     "leader_phone, agency_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[UPDATE] = { "UPDATE agency_page SET regulation = ?, regulation_url = ?, directions = ?, leader_name = ?, "
		     "leader_position = ?, leader_phone = ?, version = version + 1 WHERE agency_id = ? AND version = ?",
	    NO_ROW },
	[CLEAR] = { "DELETE FROM agency_contact WHERE agency_id = ?", NO_ROW },
	[ADD] = { "INSERT INTO agency_contact (agency_id, kind, seq, name, position, phone) VALUES (?, ?, ?, ?, ?, ?)",
	    NO_ROW },
};
const struct store public_store = { "agency_public", statements, STATEMENT__MAX };

enum { AGENCIES_MAX = 10000, CONTACTS_MAX = 100000, CONTACTS_OF_ONE = 400 };

static enum err
list(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most, const void **ret_rows,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
publics_all(struct db *db, const struct agency_public **ret_publics, size_t *ret_count)
{
	return list(db, ALL, NO_ARGS, AGENCIES_MAX, (const void **)ret_publics, ret_count);
}

enum err
contacts_all(struct db *db, const struct agency_contact **ret_contacts, size_t *ret_count)
{
	return list(db, CONTACTS_ALL, NO_ARGS, CONTACTS_MAX, (const void **)ret_contacts, ret_count);
}

enum err
answers_all(struct db *db, const struct agency_answer **ret_answers, size_t *ret_count)
{
	return list(db, ANSWERS, NO_ARGS, AGENCIES_MAX, (const void **)ret_answers, ret_count);
}

enum err
formers_all(struct db *db, const struct agency_former **ret_formers, size_t *ret_count)
{
	return list(db, FORMERS, NO_ARGS, AGENCIES_MAX, (const void **)ret_formers, ret_count);
}

enum err
public_of(struct db *db, int64_t agency_id, struct agency_public *ret_public)
{
	enum err err = db_row(db, &statements[ONE], ARGS(INT(agency_id)), ret_public);

	if (err != ERR_NOT_FOUND)
		return err;
	*ret_public = (struct agency_public){ agency_id, "", "", "", "", "", "", 0 };
	return OK;
}

enum err
contacts_of(struct db *db, int64_t agency_id, const struct agency_contact **ret_contacts, size_t *ret_count)
{
	return list(db, CONTACTS_ONE, ARGS(INT(agency_id)), CONTACTS_OF_ONE, (const void **)ret_contacts, ret_count);
}

static enum err
write_texts(struct db *db, const struct agency_public *p)
{
	if (p->version == 0)
		return db_exec(db, &statements[INSERT],
		    ARGS(TEXT(p->regulation), TEXT(p->regulation_url), TEXT(p->directions), TEXT(p->leader_name),
			TEXT(p->leader_position), TEXT(p->leader_phone), INT(p->agency_id)));
	return db_change_one(db, &statements[UPDATE],
	    ARGS(TEXT(p->regulation), TEXT(p->regulation_url), TEXT(p->directions), TEXT(p->leader_name),
		TEXT(p->leader_position), TEXT(p->leader_phone), INT(p->agency_id), INT(p->version)));
}

enum err
public_write(struct db *db, const struct agency_public *public, const struct agency_contact *contacts, size_t count)
{
	enum err err = write_texts(db, public);

	if (!err)
		err = db_exec(db, &statements[CLEAR], ARGS(INT(public->agency_id)));
	for (size_t i = 0; !err && i < count; i++)
		err = db_exec(db, &statements[ADD],
		    ARGS(INT(public->agency_id), TEXT(contacts[i].kind), INT((int64_t)i + 1), TEXT(contacts[i].name),
			TEXT(contacts[i].position), TEXT(contacts[i].phone)));
	return err;
}
