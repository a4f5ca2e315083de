/* Terms and fees in words as cases and channels; what in them waits for a person. See import_merge.h. */
#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "import/fee_text.h"
#include "import/import_merge.h"
#include "import/term_text.h"

enum { TERM_MAX = 500, FEE_MAX = 1000, NOTE_MAX = 2000, NAME_MAX = 500, UNIT_MAX = 60, CHANNELS = 3 };

struct plain {
	struct arena *arena;
	const struct import_texts *texts;
	struct term_text term;
	struct fee_text fee;
	const struct version_record *before;
};

static const char *
line_cut(struct arena *arena, const char *text, size_t points)
{
	char *line = arena_strndup(arena, text, utf8_cut_points(text, points));
	size_t size = strlen(line);

	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	while (size > 0 && line[size - 1] == ' ')
		line[--size] = '\0';
	return line;
}

static const struct case_record *
case_before(const struct plain *p, const char *name)
{
	const struct case_record *cases = p->before->cases.items;

	for (size_t i = 0; i < p->before->cases.count; i++)
		if (strcmp(cases[i].name, name) == 0)
			return &cases[i];
	return p->before->cases.count > 0 ? &cases[0] : NULL;
}

static const struct channel_record *
channel_before(const struct case_record *one, const char *channel)
{
	const struct channel_record *channels = one != NULL ? one->channels.items : NULL;

	for (size_t i = 0; one != NULL && i < one->channels.count; i++)
		if (strcmp(channels[i].channel, channel) == 0)
			return &channels[i];
	return NULL;
}

/* The part that speaks of this case and channel, or of all of them. */
static const struct term_part *
term_for(const struct plain *p, const char *case_name, const char *channel)
{
	for (size_t i = 0; i < p->term.count; i++) {
		const struct term_part *part = &p->term.parts[i];
		const char *name = part->case_name != NULL ? part->case_name : p->texts->every_case;

		if ((part->channel == NULL || strcmp(part->channel, channel) == 0) && strcmp(name, case_name) == 0)
			return part;
	}
	return NULL;
}

static const struct fee_part *
fee_for(const struct plain *p, const char *channel)
{
	for (size_t i = 0; i < p->fee.count; i++)
		if (p->fee.parts[i].channel == NULL || strcmp(p->fee.parts[i].channel, channel) == 0)
			return &p->fee.parts[i];
	return NULL;
}

static struct record_list
fees_of(const struct plain *p, const struct fee_part *part)
{
	struct fee_record *fee = ARENA_NEW(p->arena, struct fee_record);
	const char *name;

	if (part == NULL || part->class != FEE_READ)
		return (struct record_list){ NULL, 0 };
	name = strcmp(part->name, part->text) != 0 ? part->name : p->texts->fee_name;
	*fee = (struct fee_record){ part->kind, "", line_cut(p->arena, name, NAME_MAX), part->amount,
		line_cut(p->arena, part->unit, UNIT_MAX), "" };
	return (struct record_list){ fee, 1 };
}

/* The channel with its term and fee; where the words are those of before, what a person made of them stays. */
static struct channel_record
channel_made(const struct plain *p, const char *case_name, const char *channel, const struct term_part *term)
{
	const struct channel_record *before = channel_before(case_before(p, case_name), channel);
	const struct fee_part *fee = fee_for(p, channel);
	const char *words = term->class == TERM_UNSAID && *term->text == '\0' ? p->texts->no_term : term->text;
	struct channel_record made = {
		.channel = channel,
		.term_text = line_cut(p->arena, words, TERM_MAX),
		.clock_policy = term->policy,
		.fee_text = fee != NULL ? line_cut(p->arena, fee->text, FEE_MAX) : "",
		.note = utf8_length(words) > TERM_MAX ? arena_strndup(p->arena, words, utf8_cut_points(words, NOTE_MAX))
						      : "",
		.fees = fees_of(p, fee),
	};

	if (before == NULL)
		return made;
	if (*made.clock_policy == '\0' && strcmp(before->term_text, made.term_text) == 0)
		made.clock_policy = before->clock_policy;
	if (made.fees.count == 0 && strcmp(before->fee_text, made.fee_text) == 0)
		made.fees = before->fees;
	if (*made.note == '\0')
		made.note = before->note;
	return made;
}

/* The channels that the words name; else those of before; else the counter, and online where the service is online. */
static size_t
channels_of(const struct plain *p, const char *names[CHANNELS])
{
	const struct case_record *before = case_before(p, p->texts->every_case);
	const char *level = p->before->service_level != NULL ? p->before->service_level : "";
	size_t count = 0;

	for (size_t i = 0; channel_names[i] != NULL; i++) {
		bool named = false;

		for (size_t k = 0; k < p->term.count && !named; k++)
			named =
			    p->term.parts[k].channel != NULL && strcmp(p->term.parts[k].channel, channel_names[i]) == 0;
		for (size_t k = 0; k < p->fee.count && !named && p->term.parts[0].channel == NULL; k++)
			named =
			    p->fee.parts[k].channel != NULL && strcmp(p->fee.parts[k].channel, channel_names[i]) == 0;
		if (named && count < CHANNELS)
			names[count++] = channel_names[i];
	}
	if (count > 0)
		return count;
	for (size_t i = 0; channel_names[i] != NULL; i++) {
		bool online = strcmp(channel_names[i], "online") == 0,
		     counter = strcmp(channel_names[i], "counter") == 0;
		bool wanted = before != NULL
				  ? channel_before(before, channel_names[i]) != NULL
				  : counter || (online && strcmp(level, "information") != 0 && *level != '\0');

		if (wanted && count < CHANNELS)
			names[count++] = channel_names[i];
	}
	return count;
}

static struct case_record
case_made(const struct plain *p, const char *name)
{
	const struct case_record *before = case_before(p, name);
	const char *names[CHANNELS];
	size_t wanted = channels_of(p, names), count = 0;
	struct channel_record *channels = arena_array(p->arena, CHANNELS, sizeof(*channels));

	for (size_t i = 0; i < wanted; i++) {
		const struct term_part *term = term_for(p, name, names[i]);

		if (term != NULL)
			channels[count++] = channel_made(p, name, names[i], term);
	}
	return (struct case_record){ .name = name,
		.steps = before != NULL ? before->steps : "",
		.channels = { channels, count },
		.requirements = before != NULL ? before->requirements : (struct record_list){ NULL, 0 } };
}

void
import_plain(struct arena *arena, const struct import_texts *texts, const char *term, const char *fee,
    struct version_record *version)
{
	const struct version_record before = *version;
	struct plain p = { .arena = arena, .texts = texts, .before = &before };
	struct case_record *cases = arena_array(arena, TERM_PARTS_MAX, sizeof(*cases));
	size_t count = 0;

	term_text_read(arena, term, &p.term);
	fee_text_read(arena, fee, &p.fee);
	for (size_t i = 0; i < p.term.count; i++) {
		const char *name = p.term.parts[i].case_name;
		bool there = false;

		name = name != NULL ? line_cut(arena, name, NAME_MAX) : texts->every_case;
		for (size_t k = 0; k < count; k++)
			there = there || strcmp(cases[k].name, name) == 0;
		if (!there)
			cases[count++] = case_made(&p, name);
	}
	version->cases = (struct record_list){ cases, count };
}

/* --- what waits for a person ---------------------------------------------------------------------------------------- */

struct noting {
	struct arena *arena;
	struct import_note *notes;
	size_t count;
};

static void
note_add(struct noting *n, const char *member, const char *reason, const char *text)
{
	if (n->count < IMPORT_NOTES_MAX)
		n->notes[n->count++] = (struct import_note){ member, reason, text };
}

static void
note_channel(struct noting *n, const struct import_texts *texts, const struct channel_record *channel, const char *path)
{
	struct term_text term = { 0 };
	struct fee_text fee = { 0 };

	if (*channel->clock_policy == '\0' && strcmp(channel->term_text, texts->no_term) != 0) {
		term_text_read(n->arena, channel->term_text, &term);
		if (term.parts[0].class != TERM_UNSAID)
			note_add(n, arena_printf(n->arena, "%s.term_text", path),
			    arena_printf(n->arena, "term_%s",
				term_class_name(
				    term.parts[0].class == TERM_READ ? TERM_ALTERNATIVES : term.parts[0].class)),
			    channel->term_text);
	}
	if (channel->fees.count > 0 || *channel->fee_text == '\0')
		return;
	fee_text_read(n->arena, channel->fee_text, &fee);
	if (fee.parts[0].class == FEE_SEVERAL || fee.parts[0].class == FEE_OTHER || fee.parts[0].class == FEE_CURRENCY)
		note_add(n, arena_printf(n->arena, "%s.fee_text", path),
		    arena_printf(n->arena, "fee_%s", fee_class_name(fee.parts[0].class)), channel->fee_text);
}

size_t
import_notes(struct arena *arena, const struct import_texts *texts, const struct version_record *version,
    struct import_note notes[IMPORT_NOTES_MAX])
{
	const struct case_record *cases = version->cases.items;
	struct noting n = { arena, notes, 0 };

	for (size_t i = 0; i < version->cases.count; i++) {
		const struct channel_record *channels = cases[i].channels.items;

		for (size_t k = 0; k < cases[i].channels.count; k++)
			note_channel(&n, texts, &channels[k], arena_printf(arena, "cases[%zu].channels[%zu]", i, k));
	}
	return n.count;
}
