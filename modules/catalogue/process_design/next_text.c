/* The column "what comes next". See next_text.h. */
#include "process_design/next_text.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "domain/definition/feel/feel.h"

#define KEY(name)    "catalogue_process_design.next_" name
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define NO_ROW       (SIZE_MAX - 9) /* a place that was not understood */
#define LABEL_MOST   60

/* Conditions that have a word; the first word of each is the one that is written. */
static const struct {
	const char *word; /* folded */
	const char *key, *feel;
} conditions[] = {
	{ "tra lai", KEY("returned"), "action = \"return_back\"" },
	{ "khong dong y", KEY("returned"), "action = \"return_back\"" },
	{ "khong duyet", KEY("returned"), "action = \"return_back\"" },
	{ "khong dat", KEY("returned"), "action = \"return_back\"" },
	{ "returned", KEY("returned"), "action = \"return_back\"" },
	{ "tu choi", KEY("refused"), "outcome = \"refused\"" },
	{ "refused", KEY("refused"), "outcome = \"refused\"" },
	{ "nop truc tuyen", KEY("online"), "channel = \"online\"" },
	{ "truc tuyen", KEY("online"), "channel = \"online\"" },
	{ "online", KEY("online"), "channel = \"online\"" },
};

/* --- written ------------------------------------------------------------------------------------------------------- */

static const char *
say(const struct next_words *words, const char *key, const char *name, const char *value)
{
	const struct message_argument arguments[] = { { name, value } };

	return message_format(words->arena, words->messages, words->language, key, arguments, 1);
}

static const char *
text_of(const struct next_words *words, const char *key)
{
	return message(words->messages, words->language, key);
}

static const char *
row_number(const struct next_words *words, size_t row)
{
	return arena_printf(words->arena, "%zu", row + 1);
}

static const char *
place_text(const struct next_words *words, size_t to)
{
	if (to == TABLE_END)
		return text_of(words, KEY("end"));
	if (to == TABLE_JOIN)
		return text_of(words, KEY("join"));
	if (to == TABLE_NEXT)
		return text_of(words, KEY("below"));
	return say(words, KEY("step"), "number", row_number(words, to));
}

static const char *
condition_text(const struct next_words *words, const char *feel)
{
	for (size_t i = 0; i < COUNT(conditions); i++)
		if (strcmp(conditions[i].feel, feel) == 0)
			return text_of(words, conditions[i].key);
	return feel;
}

static const char *
join_text(const struct next_words *words, const char *left, const char *right)
{
	return *left == '\0' ? right : arena_printf(words->arena, "%s; %s", left, right);
}

static const char *
way_text(const struct next_words *words, const struct table_way *way)
{
	const char *place = place_text(words, way->to);

	if (way->beside)
		place = say(words, KEY("together"), "place", place);
	if (*way->condition == '\0')
		return place;
	const struct message_argument arguments[] = { { "condition", condition_text(words, way->condition) },
		{ "place", place } };
	return message_format(words->arena, words->messages, words->language, KEY("if"), arguments, 2);
}

static const char *
lane_text(const struct next_words *words, const struct process_table *table, size_t row)
{
	const size_t lane = table->rows[row].lane, before = row > 0 ? table->rows[row - 1].lane : 0;
	size_t first = row;

	if (lane == 0 || before == 0 || lane < before)
		return "";
	if (lane == before)
		return say(words, KEY("same"), "number", row_number(words, row - 1));
	while (first > 0 && table->rows[first - 1].lane > 0 && table->rows[first - 1].lane <= table->rows[first].lane)
		first--;
	return say(words, KEY("beside"), "number", row_number(words, first));
}

const char *
next_text_of(const struct next_words *words, const struct process_table *table, size_t row)
{
	const struct table_row *at = &table->rows[row];
	const char *text = lane_text(words, table, row);

	for (size_t i = 0; i < at->way_count; i++)
		text = join_text(words, text, way_text(words, &at->ways[i]));
	if (at->next == TABLE_NEXT)
		return text;
	const char *place = place_text(words, at->next);
	return join_text(words, text, at->way_count > 0 ? say(words, KEY("otherwise"), "place", place) : place);
}

/* --- read ---------------------------------------------------------------------------------------------------------- */

size_t
leading_number(const char *text)
{
	const size_t size = strspn(text, "0123456789");
	size_t value = 0;

	for (size_t i = 0; size <= 3 && i < size; i++)
		value = value * 10 + (size_t)(text[i] - '0');
	return value;
}

struct reading {
	const struct next_words *words;
	struct process_table *table;
	size_t row;
	bool same_branch; /* this row goes on in the branch of the row above */
	size_t beside;    /* the row that it begins beside; NO_ROW */
	const char *error;
};

static bool
begins(const char *text, const char *words, const char **ret_rest)
{
	const size_t size = strlen(words);

	if (strncmp(text, words, size) != 0 || (text[size] != ' ' && text[size] != '\0'))
		return false;
	*ret_rest = text + size + (text[size] == ' ');
	return true;
}

/* The row of "buoc 5", "5", "b5", "step 5". */
static size_t
row_of(const struct reading *r, const char *folded)
{
	static const char *const words[] = { "buoc", "step", "dong" };
	const char *rest = folded;

	for (size_t i = 0; i < COUNT(words); i++)
		if (begins(folded, words[i], &rest))
			break;
	if (rest == folded && *rest == 'b')
		rest++;
	const size_t number = rest[strspn(rest, "0123456789")] == '\0' ? leading_number(rest) : 0;
	return number >= 1 && number <= r->table->count ? number - 1 : NO_ROW;
}

static size_t
place_of(const struct reading *r, const char *folded)
{
	static const struct {
		const char *word;
		size_t to;
	} places[] = { { "ket thuc", TABLE_END }, { "het", TABLE_END }, { "end", TABLE_END },
		{ "het nhanh", TABLE_JOIN }, { "end of branch", TABLE_JOIN }, { "buoc ke tiep", TABLE_NEXT },
		{ "ke tiep", TABLE_NEXT }, { "buoc tiep theo", TABLE_NEXT }, { "tiep theo", TABLE_NEXT },
		{ "next", TABLE_NEXT } };

	for (size_t i = 0; i < COUNT(places); i++)
		if (strcmp(folded, places[i].word) == 0)
			return places[i].to;
	return row_of(r, folded);
}

static void
refuse(struct reading *r, const char *key)
{
	if (r->error == NULL)
		r->error = key;
}

/* The usual word for it, or FEEL that can be read; NULL. */
static const char *
condition_of(const struct reading *r, const char *text)
{
	const char *folded = fold(r->words->arena, text);
	struct feel_error error = { 0 };
	struct feel *feel;

	for (size_t i = 0; i < COUNT(conditions); i++)
		if (strcmp(folded, conditions[i].word) == 0)
			return conditions[i].feel;
	return feel_parse(r->words->arena, text, NULL, &feel, &error) == OK ? text : NULL;
}

static void
add_way(struct reading *r, const char *condition, const char *label, size_t to)
{
	struct table_row *row = &r->table->rows[r->row];

	if (row->way_count == TABLE_WAYS_MAX) {
		refuse(r, KEY("too_many"));
		return;
	}
	row->ways[row->way_count++] =
	    (struct table_way){ .condition = condition, .label = strlen(label) <= LABEL_MOST ? label : "", .to = to };
}

/* "... thi buoc 3": the last word of that kind outside quotes parts the condition from the place. */
static void
read_if(struct reading *r, const char *clause, size_t from)
{
	struct arena *arena = r->words->arena;
	size_t at = from, end, then = 0, behind = 0;
	bool quoted = false;

	for (size_t scanned = from; fold_next_word(clause, &at, &end); at = end) {
		for (; scanned < at; scanned++)
			quoted ^= clause[scanned] == '"';
		const char *word = fold(arena, arena_strndup(arena, clause + at, end - at));
		if (quoted || (strcmp(word, "thi") != 0 && strcmp(word, "goto") != 0))
			continue;
		then = at;
		behind = end;
	}
	size_t size = then > from ? then - from : 0;
	while (size > 0 && strchr(" ,:\n", clause[from + size - 1]) != NULL)
		size--;
	const char *text = arena_strndup(arena, clause + from, size);
	text += strspn(text, " ");
	const size_t to = then > 0 ? place_of(r, fold(arena, clause + behind)) : NO_ROW;
	const char *folded = fold(arena, text);
	if (then == 0 || to == NO_ROW || to == TABLE_NEXT) {
		refuse(r, then == 0 ? KEY("unknown") : KEY("no_row"));
	} else if (strcmp(folded, "khong") == 0) {
		r->table->rows[r->row].next = to;
	} else {
		const char *condition = condition_of(r, text);
		if (condition == NULL)
			refuse(r, KEY("condition"));
		else
			add_way(r, condition, condition == text ? "" : text, to);
	}
}

static void
read_clause(struct reading *r, const char *clause)
{
	static const char *const beside[] = { "song song voi", "song song", "cung luc voi", "in parallel with" };
	static const char *const same[] = { "cung nhanh voi", "cung nhanh", "same branch as" };
	static const char *const otherwise[] = { "con lai thi", "con lai", "otherwise" };
	const char *folded = fold(r->words->arena, clause), *rest;
	size_t at = 0, end;

	for (size_t i = 0; i < COUNT(beside); i++)
		if (begins(folded, beside[i], &rest)) {
			r->beside = row_of(r, rest);
			if (r->beside == NO_ROW || r->beside >= r->row)
				refuse(r, KEY("beside_what"));
			return;
		}
	for (size_t i = 0; i < COUNT(same); i++)
		if (begins(folded, same[i], &rest)) {
			r->same_branch = true;
			if (r->row == 0 || row_of(r, rest) != r->row - 1)
				refuse(r, KEY("same_what"));
			return;
		}
	if (fold_next_word(clause, &at, &end) && (begins(folded, "neu", &rest) || begins(folded, "if", &rest))) {
		read_if(r, clause, end);
		return;
	}
	for (size_t i = 0; i < COUNT(otherwise); i++)
		if (begins(folded, otherwise[i], &rest)) {
			folded = rest;
			break;
		}
	const size_t to = place_of(r, folded);
	if (to == NO_ROW)
		refuse(r,
		    row_of(r, "1") != NO_ROW && strpbrk(folded, "0123456789") != NULL ? KEY("no_row") : KEY("unknown"));
	else
		r->table->rows[r->row].next = to;
}

/* Clauses between semicolons and line ends, none of them within quotes. */
static void
read_cell(struct reading *r, const char *cell)
{
	const char *from = cell;
	bool quoted = false;

	for (const char *at = cell;; at++) {
		quoted ^= *at == '"';
		if (*at != '\0' && (quoted || (*at != ';' && *at != '\n')))
			continue;
		const char *clause = arena_strndup(r->words->arena, from, (size_t)(at - from));
		if (*fold(r->words->arena, clause) != '\0')
			read_clause(r, clause);
		if (*at == '\0')
			return;
		from = at + 1;
	}
}

/* Lanes out of what the rows say of the rows above them. */
static const char *
place_lane(const struct reading *r, size_t *first, size_t *run)
{
	struct table_row *rows = r->table->rows;
	const size_t row = r->row, lane = row > 0 ? rows[row - 1].lane : 0;

	if (r->beside != NO_ROW && lane > 0 && r->beside >= *first) {
		rows[row].lane = lane + 1;
		return lane + 1 > TABLE_LANES_MAX ? KEY("too_many") : NULL;
	}
	if (r->beside != NO_ROW) {
		/* The branch beside it is the row named and those that go on in it. */
		if (r->beside != *run)
			return KEY("beside_what");
		for (size_t i = *run; i < row; i++)
			rows[i].lane = 1;
		*first = *run;
		rows[row].lane = 2;
		return NULL;
	}
	rows[row].lane = r->same_branch ? lane : 0;
	if (!r->same_branch)
		*run = row;
	return NULL;
}

/* "Bước 5" in the row above it is the row below, and so needs no word. */
static void
make_plain(struct process_table *table, size_t row)
{
	struct table_row *at = &table->rows[row];
	const bool last = row + 1 == table->count;
	const bool ends_branch = at->lane > 0 && (last || table->rows[row + 1].lane != at->lane);
	const bool ends_block = at->lane > 0 && (last || table->rows[row + 1].lane < at->lane);

	if (at->next == TABLE_JOIN && ends_branch)
		at->next = TABLE_NEXT;
	if (at->next == row + 1 && (!ends_branch || ends_block))
		at->next = TABLE_NEXT;
	if (at->next == TABLE_END && last)
		at->next = TABLE_NEXT;
}

size_t
next_texts_read(
    const struct next_words *words, const char *const *cells, struct process_table *table, const char **errors)
{
	size_t wrong = 0, first = 0, run = 0;

	for (size_t i = 0; i < table->count; i++) {
		struct reading r = { .words = words, .table = table, .row = i, .beside = NO_ROW };
		table->rows[i].next = TABLE_NEXT;
		table->rows[i].lane = table->rows[i].way_count = 0;
		table->rows[i].ways = arena_array(words->arena, TABLE_WAYS_MAX, sizeof(*table->rows[i].ways));
		read_cell(&r, cells[i]);
		const char *misplaced = place_lane(&r, &first, &run);
		errors[i] = r.error != NULL ? r.error : misplaced;
		wrong += errors[i] != NULL;
	}
	for (size_t i = 0; i < table->count; i++)
		make_plain(table, i);
	return wrong;
}
