/* Taking the next value of a counter row. See number_store.h. */
#include "domain/dossier/number_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/data/setting_store.h"

enum { NEXT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* One round trip: LAST_INSERT_ID(n) hands the value just taken back with the answer. */
	[NEXT] = { "INSERT INTO code_counter (counter, next) VALUES (?, LAST_INSERT_ID(1)) "
		   "ON DUPLICATE KEY UPDATE next = LAST_INSERT_ID(next + 1)",
	    NO_ROW },
};
const struct store number_store = { "number", statements, STATEMENT__MAX };

static const struct {
	const char *setting, *mask;
} masks[] = {
	[NUMBER_FILING] = { "dossier.filing_mask", "{agency}-T{yymmdd}-{seq:5}" },
	[NUMBER_CODE] = { "dossier.code_mask", "{agency}-{yymmdd}-{seq:4}" },
};

enum err
counter_next(struct db *db, const char *counter, int64_t *ret_value)
{
	struct bytes key = { (const unsigned char *)counter, strlen(counter) };
	enum err err = db_exec(db, &statements[NEXT], ARGS(BYTES(key)));

	if (err)
		return err;
	*ret_value = (int64_t)db_insert_id(db);
	return *ret_value > 0 ? OK
			      : FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "counter %s gave no value", counter);
}

enum err
number_next(struct db *db, struct arena *arena, enum number_kind kind, const char *agency_code, int64_t at,
    const char **ret_number)
{
	struct code_parts parts = { .agency = agency_code, .at = at, .sequence = 1 };
	struct code_counter_key key;
	struct code_mask mask;
	char code[CODE_BUFFER];
	const char *text, *counter;
	enum err err;

	if ((err = setting_text(db, masks[kind].setting, masks[kind].mask, &text)) ||
	    (err = code_mask_parse(text, db_failure(db), &mask)) || (err = code_counter_key(&mask, &parts, &key)))
		return err == ERR_UNAVAILABLE ? err : ERR_INTERNAL;
	counter = arena_printf(arena, "%s|%s|%d", key.mask, key.agency, (int)key.day);
	if ((err = counter_next(db, counter, &parts.sequence)))
		return err;
	if (code_format(&mask, &parts, code) != OK)
		return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "mask %s makes no code", mask.text);
	*ret_number = arena_strdup(arena, code);
	return OK;
}
