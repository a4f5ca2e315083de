/* Blank forms as published files. See room.h. Must not know SQL. */
#include "blank_form/room.h"

#include <string.h>

#include "blank_form/blank_form_store.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "publish/edition.h"
#include "publish/page.h"

struct content {
	const struct blank_form *forms;
	size_t count;
};

enum err
blank_form_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content)
{
	struct content *content = ARENA_NEW(arena, struct content);

	*ret_content = content;
	return blank_forms_on(db, local_from_utc(now).day, &content->forms, &content->count);
}

/* What is in a file never changes under its digest, so it is read only where the tree before has it not. */
enum err
blank_form_room_put(struct page_writer *writer, const void *room_content)
{
	const struct content *content = room_content;
	enum err err = OK;

	/* They are what they are in any language. */
	if (strcmp(page_edition(writer)->language, MESSAGES_FIRST_LANGUAGE) != 0)
		return OK;
	for (size_t i = 0; !err && i < content->count; i++) {
		const struct blank_form *form = &content->forms[i];
		const char *path = arena_printf(page_arena(writer), "mau-don/%s", form->name);
		struct bytes bytes;

		if (page_keep_file(writer, path, form->sha256.data))
			continue;
		err = blank_form_content(page_db(writer), form->sha256, &bytes);
		if (!err)
			err = page_put_bytes(writer, path, form->sha256.data, bytes);
	}
	return err;
}
