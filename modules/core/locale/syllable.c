/* Spelling of one syllable: reading from text and keystrokes, writing as text and as code. See syllable.h. */
#include "core/locale/syllable.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"

enum { CODE_SIZE = 2 * SYLLABLE_LETTERS + 2, TEXT_SIZE = 4 * SYLLABLE_LETTERS + 8, POINTS_MOST = 4 };

/* Sorted by nothing: the longest that fits is tried first. "" is the syllable that begins with its vowel. */
static const char *const initials[] = { "ngh", "ch", "dd", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b",
	"c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "" };

/* What may follow, as codes without the tone. */
static const char *const rhymes[] = { "a", "aac", "aam", "aan", "aang", "aap", "aat", "aau", "aay", "ac", "ach", "ai",
	"am", "an", "ang", "anh", "ao", "ap", "at", "au", "awc", "awm", "awn", "awng", "awp", "awt", "ay", "e", "ec",
	"ee", "eech", "eem", "een", "eenh", "eep", "eet", "eeu", "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich",
	"ieec", "ieem", "ieen", "ieeng", "ieep", "ieet", "ieeu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac",
	"oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oawc", "oawm", "oawn", "oawng", "oawt",
	"oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "oo", "ooc", "ooi", "oom", "oon", "oong",
	"oop", "oot", "op", "ot", "ow", "owi", "owm", "own", "owp", "owt", "u", "ua", "uaan", "uaang", "uaat", "uaay",
	"uc", "ue", "uee", "ueech", "ueenh", "ui", "um", "un", "ung", "uooc", "uooi", "uoom", "uoon", "uoong", "uoot",
	"uow", "up", "ut", "uw", "uwa", "uwc", "uwi", "uwm", "uwn", "uwng", "uwowc", "uwowi", "uwowm", "uwown",
	"uwowng", "uwowp", "uwowt", "uwowu", "uwt", "uwu", "uy", "uya", "uych", "uyeen", "uyeet", "uyn", "uynh", "uyp",
	"uyt", "uyu", "y", "yeem", "yeen", "yeeng", "yeet", "yeeu", "ych", "ynh", "yt" };

static const char tones[] = "sfrxj";
static const uint32_t tone_points[] = { 0x0301, 0x0300, 0x0309, 0x0303, 0x0323 };
static const uint32_t shape_points[] = { [SHAPE_CIRCUMFLEX] = 0x0302, [SHAPE_BREVE] = 0x0306, [SHAPE_HORN] = 0x031B };
enum { D_WITH_STROKE = 0x0111 };

static bool
is_vowel(char letter)
{
	return strchr("aeiouy", letter) != NULL;
}

/* The letters with their shapes, as Telex keys; the tone left out. */
static void
write_letters(const struct syllable *syllable, char code[CODE_SIZE])
{
	size_t size = 0;

	for (size_t i = 0; i < syllable->size; i++) {
		char base = syllable->letters[i].base;

		code[size++] = base;
		switch (syllable->letters[i].shape) {
		case SHAPE_CIRCUMFLEX:
		case SHAPE_STROKE: code[size++] = base; break;
		case SHAPE_BREVE:
		case SHAPE_HORN: code[size++] = 'w'; break;
		case SHAPE_NONE: break;
		}
	}
	code[size] = '\0';
}

static bool
is_rhyme(const char *code)
{
	for (size_t i = 0; i < sizeof(rhymes) / sizeof(rhymes[0]); i++)
		if (strcmp(rhymes[i], code) == 0)
			return true;
	return false;
}

/* After c, ch, p and t only the tones s and j are spoken; without a tone it is a word that is still being typed. */
static bool
tone_fits(const char *code, char tone)
{
	size_t size = strlen(code);
	bool stopped = strchr("cpt", code[size - 1]) != NULL || (size > 1 && strcmp(code + size - 2, "ch") == 0);

	return !stopped || tone == '\0' || tone == 's' || tone == 'j';
}

/* Two plain vowels in a row ("boong") are foreign, and their code would be that of one with a circumflex. */
static bool
has_double(const struct syllable *syllable)
{
	for (size_t i = 1; i < syllable->size; i++)
		if (syllable->letters[i].base == syllable->letters[i - 1].base &&
		    syllable->letters[i].shape == syllable->letters[i - 1].shape)
			return true;
	return false;
}

static bool
is_spelt(const struct syllable *syllable)
{
	char code[CODE_SIZE];

	if (syllable->size == 0 || has_double(syllable))
		return false;
	write_letters(syllable, code);
	if (!tone_fits(code, syllable->tone))
		return false;
	for (size_t i = 0; i < sizeof(initials) / sizeof(initials[0]); i++) {
		size_t size = strlen(initials[i]);

		if (strncmp(code, initials[i], size) == 0 && is_rhyme(code + size))
			return true;
	}
	return false;
}

static bool
add_letter(struct syllable *syllable, char base)
{
	if (syllable->size == SYLLABLE_LETTERS || base < 'a' || base > 'z')
		return false;
	syllable->letters[syllable->size].base = base;
	syllable->letters[syllable->size++].shape = SHAPE_NONE;
	return true;
}

/* One tone only. */
static bool
set_tone(struct syllable *syllable, char tone)
{
	bool first = syllable->tone == '\0';

	syllable->tone = tone;
	syllable->keys++;
	return first;
}

/* --- from text ---------------------------------------------------------------------------------------------------- */

static bool
add_point(struct syllable *syllable, uint32_t point)
{
	for (size_t i = 0; i < sizeof(tone_points) / sizeof(tone_points[0]); i++)
		if (point == tone_points[i])
			return set_tone(syllable, tones[i]);
	for (enum letter_shape shape = SHAPE_CIRCUMFLEX; shape <= SHAPE_HORN; shape++)
		if (point == shape_points[shape] && syllable->size > 0) {
			syllable->letters[syllable->size - 1].shape = shape;
			return true;
		}
	if (point == D_WITH_STROKE) {
		if (!add_letter(syllable, 'd'))
			return false;
		syllable->letters[syllable->size - 1].shape = SHAPE_STROKE;
		return true;
	}
	return point < 0x80 && add_letter(syllable, (char)point);
}

bool
syllable_of_text(struct syllable *syllable, const char *word)
{
	size_t size = strlen(word);

	*syllable = (struct syllable){ .size = 0 };
	for (size_t at = 0, step; at < size; at += step) {
		utf8proc_int32_t points[POINTS_MOST];
		utf8proc_ssize_t count;
		uint32_t point;
		int last = 0;

		step = utf8_decode(word + at, size - at, &point);
		if (step == 0)
			return false;
		count = utf8proc_decompose_char(
		    (utf8proc_int32_t)point, points, POINTS_MOST, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last);
		if (count < 0 || count > POINTS_MOST)
			return false;
		for (utf8proc_ssize_t i = 0; i < count; i++)
			if (!add_point(syllable, (uint32_t)points[i]))
				return false;
	}
	return is_spelt(syllable);
}

/* --- from keystrokes ---------------------------------------------------------------------------------------------- */

static bool
has_vowel(const struct syllable *syllable)
{
	for (size_t i = 0; i < syllable->size; i++)
		if (is_vowel(syllable->letters[i].base))
			return true;
	return false;
}

/* Gives the last plain letter `base` that shape; false if there is none. */
static bool
shape_last(struct syllable *syllable, char base, enum letter_shape shape)
{
	for (size_t i = syllable->size; i-- > 0;)
		if (syllable->letters[i].base == base && syllable->letters[i].shape == SHAPE_NONE) {
			syllable->letters[i].shape = shape;
			syllable->keys++;
			return true;
		}
	return false;
}

/* One horn key makes both of "uo" horned; what follows decides it: see settle_horns. */
static bool
horn(struct syllable *syllable)
{
	size_t size = syllable->size;

	for (size_t i = size; i-- > 1;)
		if (syllable->letters[i].base == 'o' && syllable->letters[i].shape == SHAPE_NONE) {
			syllable->letters[i].shape = SHAPE_HORN;
			syllable->keys++;
			if (syllable->letters[i - 1].base == 'u' && (i < 2 || syllable->letters[i - 2].base != 'q'))
				syllable->letters[i - 1].shape = SHAPE_HORN;
			return true;
		}
	return shape_last(syllable, 'o', SHAPE_HORN) || shape_last(syllable, 'u', SHAPE_HORN);
}

/* Nothing after "uo": only the o has a horn, as in the syllable "thuow" with its tone. */
static void
settle_horns(struct syllable *syllable, bool both_typed)
{
	size_t size = syllable->size;

	if (!both_typed && size >= 2 && syllable->letters[size - 1].base == 'o' &&
	    syllable->letters[size - 1].shape == SHAPE_HORN && syllable->letters[size - 2].base == 'u')
		syllable->letters[size - 2].shape = SHAPE_NONE;
}

/* w: a horn, a breve, or the vowel itself where there is none. */
static bool
telex_w(struct syllable *syllable)
{
	size_t size = syllable->size;

	for (size_t i = 1; i < size; i++)
		if (syllable->letters[i].base == 'a' && syllable->letters[i].shape == SHAPE_NONE &&
		    syllable->letters[i - 1].base == 'u' && (i < 2 || syllable->letters[i - 2].base != 'q')) {
			syllable->letters[i - 1].shape = SHAPE_HORN;
			syllable->keys++;
			return true;
		}
	if (shape_last(syllable, 'a', SHAPE_BREVE) || horn(syllable))
		return true;
	return add_letter(syllable, 'u') && shape_last(syllable, 'u', SHAPE_HORN);
}

static bool
telex_key(struct syllable *syllable, char key)
{
	if (strchr(tones, key) != NULL && has_vowel(syllable))
		return set_tone(syllable, key);
	if (key == 'w')
		return telex_w(syllable);
	if (key == 'd' && syllable->size > 0 && syllable->letters[0].base == 'd')
		return syllable->letters[0].shape == SHAPE_NONE && shape_last(syllable, 'd', SHAPE_STROKE);
	if (strchr("aeo", key) != NULL && shape_last(syllable, key, SHAPE_CIRCUMFLEX))
		return true;
	return add_letter(syllable, key);
}

static bool
vni_key(struct syllable *syllable, char key)
{
	switch (key) {
	case '1':
	case '2':
	case '3':
	case '4':
	case '5': return has_vowel(syllable) && set_tone(syllable, tones[key - '1']);
	case '6':
		return shape_last(syllable, 'a', SHAPE_CIRCUMFLEX) || shape_last(syllable, 'e', SHAPE_CIRCUMFLEX) ||
		       shape_last(syllable, 'o', SHAPE_CIRCUMFLEX);
	case '7': return horn(syllable);
	case '8': return shape_last(syllable, 'a', SHAPE_BREVE);
	case '9': return shape_last(syllable, 'd', SHAPE_STROKE);
	default: return add_letter(syllable, key);
	}
}

bool
syllable_of_keys(struct syllable *syllable, const char *word, size_t size, enum keyboard keyboard)
{
	bool both_typed = false;
	size_t horns = 0;

	*syllable = (struct syllable){ .size = 0 };
	for (size_t i = 0; i < size; i++) {
		char key = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] - 'A' + 'a') : word[i];
		bool taken = keyboard == KEYBOARD_TELEX ? telex_key(syllable, key) : vni_key(syllable, key);

		if (!taken)
			return false;
		horns += key == (keyboard == KEYBOARD_TELEX ? 'w' : '7');
	}
	both_typed = horns > 1;
	settle_horns(syllable, both_typed);
	return is_spelt(syllable);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

const char *
syllable_code(struct arena *arena, const struct syllable *syllable)
{
	char code[CODE_SIZE];
	size_t size;

	write_letters(syllable, code);
	size = strlen(code);
	code[size] = syllable->tone;
	code[size + 1] = '\0';
	return arena_strdup(arena, code);
}

/* Where the vowels begin, the u of "qu" and the i of "gi" before another vowel being part of the consonant. */
static size_t
first_vowel(const struct syllable *syllable)
{
	size_t at = 0;

	while (at < syllable->size && !is_vowel(syllable->letters[at].base))
		at++;
	if (at > 0 && at + 1 < syllable->size && is_vowel(syllable->letters[at + 1].base) &&
	    syllable->letters[at].shape == SHAPE_NONE &&
	    ((syllable->letters[at].base == 'u' && syllable->letters[at - 1].base == 'q') ||
		(syllable->letters[at].base == 'i' && syllable->letters[at - 1].base == 'g')))
		at++;
	return at;
}

/* On a shaped vowel, the last of them; else on the second of two before a consonant or of three, else on the first. */
static size_t
tone_place(const struct syllable *syllable)
{
	size_t first = first_vowel(syllable), end = first;

	while (end < syllable->size && is_vowel(syllable->letters[end].base))
		end++;
	for (size_t i = end; i-- > first;)
		if (syllable->letters[i].shape != SHAPE_NONE)
			return i;
	if (end - first >= 2 && (end < syllable->size || end - first == 3))
		return first + 1;
	return first;
}

const char *
syllable_text(struct arena *arena, const struct syllable *syllable)
{
	char text[TEXT_SIZE];
	size_t size = 0, place = tone_place(syllable);
	const char *tone = syllable->tone != '\0' ? strchr(tones, syllable->tone) : NULL, *composed;

	for (size_t i = 0; i < syllable->size; i++) {
		enum letter_shape shape = syllable->letters[i].shape;
		utf8proc_uint8_t *end = (utf8proc_uint8_t *)text + size;

		end += utf8proc_encode_char(shape == SHAPE_STROKE ? D_WITH_STROKE : syllable->letters[i].base, end);
		if (shape != SHAPE_NONE && shape != SHAPE_STROKE)
			end += utf8proc_encode_char((utf8proc_int32_t)shape_points[shape], end);
		if (tone != NULL && i == place)
			end += utf8proc_encode_char((utf8proc_int32_t)tone_points[tone - tones], end);
		size = (size_t)((char *)end - text);
	}
	text[size] = '\0';
	return utf8_nfc(arena, text, &composed) == OK ? composed : arena_strdup(arena, text);
}
