/* Expiry of drafts. See expiry.h. */
#include "expiry.h"

#include "core/locale/date.h"
#include "core/system/config.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"

#include "confirmation.h"
#include "draft_store.h"

/* The draft's rows go in one transaction; a file that outlives them by a crash belongs to nobody and is never served. */
static enum err
expire(struct job_ctx *j, const struct draft *draft)
{
	const struct file *files;
	size_t count;
	enum err err = draft_delete(j->db, draft, &files, &count);

	for (size_t i = 0; !err && i < count; i++)
		file_erase(j->arena, j->config->files, files[i].reference);
	return err;
}

static enum err
run(struct job_ctx *j, bool *ret_more)
{
	const struct draft *drafts;
	size_t count;
	enum err err = draft_secrets_forget(j->db, j->now - SECRET_MINUTES * DATE_MINUTE);

	if (err || (err = drafts_untouched(j->db, j->now - DRAFT_DAYS * DATE_DAY, &drafts, &count)))
		return err;
	for (size_t i = 0; i < count && !j->stopping(); i++) {
		err = expire(j, &drafts[i]);
		if (err == ERR_CONFLICT)
			failure_clear(&j->failure); /* sent, or written to, this very moment: it stays */
		else if (err)
			return err;
	}
	*ret_more = count == 50;
	return OK;
}

const struct job expiry_job = { "expiry", 15 * 60, 0, run };
