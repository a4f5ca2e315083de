/* Texts that say something of each channel. See channel_text.h. */
#include "import/channel_text.h"

static const struct {
	const char *phrase, *channel;
} labels[] = {
	{ "truc tuyen", "online" },
	{ "nop truc tuyen", "online" },
	{ "dich vu buu chinh", "post" },
	{ "buu chinh", "post" },
	{ "buu chinh cong ich", "post" },
	{ "qua buu chinh", "post" },
	{ "truc tiep", "counter" },
	{ "nop truc tiep", "counter" },
};

/* Which label with its colon stands at that place; *size: words it takes. NULL: none. */
static const char *
channel_at(struct words words, size_t at, size_t *size)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		*size = phrase_length(labels[i].phrase);
		if (words_at(words, at, labels[i].phrase) && word_is_sign(words, at + *size, ':')) {
			++*size;
			return labels[i].channel;
		}
	}
	return NULL;
}

/* The next "; <channel>:" (or after a line feed or a bullet); words.count if none. */
static size_t
next_label(struct words words, size_t from)
{
	size_t size;

	for (size_t at = from; at < words.count; at++)
		if (words.items[at].kind >= WORD_SIGN && channel_at(words, at + 1, &size) != NULL)
			return at + 1;
	return words.count;
}

void
channels_read(struct words words, void (*take)(void *of, const char *channel, struct words words), void *of)
{
	size_t size, at = 0;
	const char *channel = channel_at(words, at, &size);

	if (channel == NULL) {
		take(of, NULL, words_trim(words));
		return;
	}
	while (channel != NULL) {
		size_t end = next_label(words, at + size);

		take(of, channel, words_trim(words_part(words, at + size, end)));
		at = end;
		channel = channel_at(words, at, &size);
	}
}
