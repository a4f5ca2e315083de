/* The rooms of the catalogue that publish pages of their own: one row each. See page.h. */
#include "publish/page.h"

#include "agency/room.h"
#include "blank_form/room.h"
#include "content/room.h"
#include "publish/changes.h"
#include "publish/embed.h"
#include "publish/history.h"
#include "publish/open_data.h"

const struct page_room page_rooms[] = {
	{ .name = "agency", .read = agency_room_read, .put = agency_room_put },
	{ .name = "blank forms", .read = blank_form_room_read, .put = blank_form_room_put },
	{ .name = "history", .put = history_put },
	{ .name = "changes", .put = changes_put },
	{ "content", content_room_read, content_room_put, content_room_shell, content_room_home,
	    content_room_procedure },
	{ .name = "open data", .put = open_data_put },
	{ .name = "embed", .put = embed_put },
};
const size_t page_room_count = sizeof(page_rooms) / sizeof(page_rooms[0]);
