/* QR codes by libqrencode, as an SVG path: one rectangle per run of dark modules. See qr.h. */
#include "core/view/qr.h"

#include <stddef.h>

#include <qrencode.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/view.h"

enum { QUIET_ZONE = 4, PATH_LIMIT = 512 * 1024 };

static void
add_row(struct buffer *path, const unsigned char *row, int width, int y)
{
	for (int x = 0; x < width; x++) {
		int run = 0;

		while (x + run < width && (row[x + run] & 1) != 0)
			run++;
		if (run > 0)
			buffer_printf(path, "M%d %dh%dv1h-%dz", x + QUIET_ZONE, y + QUIET_ZONE, run, run);
		x += run;
	}
}

void
view_qr(struct arena *arena, struct view *object, const char *name, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buffer path;
	struct view *qr;

	if (code == NULL) {
		view_text(object, name, NULL);
		return;
	}
	buffer_init(&path, arena, PATH_LIMIT);
	for (int y = 0; y < code->width; y++)
		add_row(&path, code->data + (ptrdiff_t)y * code->width, code->width, y);
	qr = view_child(object, name);
	view_int(qr, "size", code->width + 2 * QUIET_ZONE);
	view_text(qr, "path", path.data);
	QRcode_free(code);
}
