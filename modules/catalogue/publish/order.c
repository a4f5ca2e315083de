/* An order to publish is a row of the outbox. See order.h. */
#include "publish/order.h"

#include "core/data/db.h"
#include "core/security/random.h"
#include "domain/dossier/outbox_store.h"

enum { KEY_DIGITS = 24 };

enum err
publish_order(struct db *db, int64_t now)
{
	char key[KEY_DIGITS + 1];

	/* Never the key of an order that is being met just now: that publication may have read the old content. */
	random_digits(key, KEY_DIGITS);
	return outbox_add(
	    db, &(struct outbox_message){ "catalogue", "publish", key, DB_NULL_INT, "{}", TIME_NONE, TIME_NONE }, now);
}
