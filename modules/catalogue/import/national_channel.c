/* Ways of filing in the packet LayThuTuc. See national_channel.h. */
#include "import/national_channel.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/parse.h"
#include "import/said.h"
#include "import/term_text.h"

enum {
	TERM_MAX = 500,
	FEE_TEXT_MAX = 1000,
	NOTE_MAX = 2000,
	NAME_MAX = 500,
	UNIT_MAX = 60,
	TEXT_BYTES = 64000,
	/* More than a record may have: it is refused for that, with no more made of it. */
	CHANNELS_MAX = 4,
	FEES_MAX = 51
};

static const char *
cut(struct arena *arena, const char *text, size_t points)
{
	return national_trim(arena, arena_strndup(arena, text, utf8_cut_points(text, points)));
}

/* "1" or "Truc tiep" ... as the record's channel; NULL: unknown. */
static const char *
channel_of(struct arena *arena, const json_t *way)
{
	static const struct {
		const char *code, *word, *channel;
	} channels[] = { { "1", "truc tiep", "counter" }, { "2", "truc tuyen", "online" },
		{ "3", "buu chinh", "post" } };
	const char *text = national_text(arena, way, "KENH");

	for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++)
		if (strcmp(text, channels[i].code) == 0 || strstr(fold(arena, text), channels[i].word) != NULL)
			return channels[i].channel;
	return NULL;
}

/* "5 Ngay lam viec", in the packet's own words. */
static const char *
length_of(struct arena *arena, const json_t *time)
{
	const char *number = national_text(arena, time, "THOIGIANGIAIQUYET"),
		   *unit = national_text(arena, time, "DONVITINH");

	return arena_printf(arena, "%s%s%s", number, *number != '\0' && *unit != '\0' ? " " : "", unit);
}

/*
 * The policy, where there is one length of time and its description says nothing of another: MOTA often repeats the term
 * in words, and sometimes changes it.
 */
static const char *
policy_of(struct arena *arena, const json_t *times)
{
	const json_t *time = json_array_get(times, 0);
	struct term_text term = { 0 }, described = { 0 };
	const char *note;

	if (json_array_size(times) != 1)
		return "";
	term_text_read(arena, length_of(arena, time), &term);
	if (term.count != 1 || term.parts[0].class != TERM_READ)
		return "";
	note = national_text(arena, time, "MOTA");
	if (strcspn(note, "0123456789") == strlen(note))
		return term.parts[0].policy;
	term_text_read(arena, note, &described);
	if (described.count == 1 && described.parts[0].class == TERM_READ &&
	    strcmp(described.parts[0].policy, term.parts[0].policy) == 0)
		return term.parts[0].policy;
	return "";
}

static void
add_piece(struct buffer *text, const char *separator, const char *piece)
{
	if (*piece != '\0')
		buffer_printf(text, "%s%s", text->size > 0 ? separator : "", piece);
}

static void
set_terms(struct arena *arena, json_t *channel, const json_t *times)
{
	struct buffer term, note;
	const json_t *time;
	size_t index;

	buffer_init(&term, arena, TEXT_BYTES);
	buffer_init(&note, arena, TEXT_BYTES);
	json_array_foreach(times, index, time)
	{
		add_piece(&term, "; ", national_line(arena, length_of(arena, time)));
		add_piece(&note, "\n", national_text(arena, time, "MOTA"));
	}
	said_text(channel, "term_text", cut(arena, term.data, TERM_MAX));
	said_text(channel, "note", cut(arena, note.data, NOTE_MAX));
	said_text(channel, "clock_policy", policy_of(arena, times));
}

/* Dong by any of its names, or nothing said of the currency. */
static bool
is_dong(struct arena *arena, const char *unit)
{
	static const char *const names[] = { "", "dong", "vnd", "d", "viet nam dong" };
	const char *folded = fold(arena, unit);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(folded, names[i]) == 0)
			return true;
	return false;
}

static void
add_fee(struct arena *arena, json_t *fees, struct buffer *text, const json_t *from)
{
	const char *sum = national_text(arena, from, "SOTIEN"), *unit = national_text(arena, from, "DONVI");
	const char *note = national_text(arena, from, "MOTA");
	const char *words = arena_printf(arena, "%s%s%s", sum, *sum != '\0' && *unit != '\0' ? " " : "", unit);
	const char *folded = fold(arena, note);
	json_t *fee = said_made(json_object());
	int64_t amount;

	if (*note != '\0')
		words = arena_printf(arena, "%s%s%s", words, *words != '\0' ? ": " : "", note);
	add_piece(text, "; ", national_line(arena, words));
	said_text(fee, "kind", strncmp(folded, "le phi", 6) == 0 ? "le_phi" : "phi");
	said_text(fee, "code", national_text(arena, from, "MAPHILEPHI"));
	said_text(fee, "name", cut(arena, national_line(arena, *note != '\0' ? note : words), NAME_MAX));
	if (is_dong(arena, unit) && parse_i64(sum, 0, INT64_C(1000000000000), &amount) == OK)
		(void)json_object_set_new(fee, "amount", said_made(json_integer(amount)));
	else
		said_text(fee, "unit", cut(arena, unit, UNIT_MAX));
	said_text(fee, "note", cut(arena, note, NOTE_MAX));
	if (json_array_append_new(fees, fee) != 0)
		abort();
}

static void
set_fees(struct arena *arena, json_t *channel, const json_t *times)
{
	json_t *fees = said_made(json_array());
	const json_t *time, *fee;
	size_t index, number;
	struct buffer text;

	buffer_init(&text, arena, TEXT_BYTES);
	json_array_foreach(times, index, time) json_array_foreach(json_object_get(time, "PHILEPHI"), number, fee)
	    add_fee(arena, fees, &text, fee);
	said_text(channel, "fee_text", cut(arena, text.data, FEE_TEXT_MAX));
	(void)json_object_set_new(channel, "fees", fees);
}

json_t *
national_channels(struct arena *arena, const json_t *ways)
{
	json_t *channels = said_made(json_array());
	const json_t *way;
	size_t index;

	json_array_foreach(ways, index, way)
	{
		const json_t *times = json_object_get(way, "THOIGIAN");
		const char *name = channel_of(arena, way);
		json_t *channel;

		if (name == NULL || json_array_size(channels) == CHANNELS_MAX)
			continue;
		channel = said_made(json_object());
		said_text(channel, "channel", name);
		set_terms(arena, channel, times);
		set_fees(arena, channel, times);
		if (json_array_append_new(channels, channel) != 0)
			abort();
	}
	return channels;
}
