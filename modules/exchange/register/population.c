/* The language of the population register. See population.h. */
#include "register/population.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "domain/definition/xml.h"

static const char *
dumped(struct arena *arena, json_t *object)
{
	char *text = object != NULL ? json_dumps(object, JSON_COMPACT) : NULL;
	const char *copy = text != NULL ? arena_strdup(arena, text) : "{}";

	free(text);
	json_decref(object);
	return copy;
}

/* "NGUYENVANBINH": the register compares names without accents and blanks. */
static const char *
bare_name(struct arena *arena, const char *name)
{
	char *bare = arena_strdup(arena, fold(arena, name)), *to = bare;

	for (const char *from = bare; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from >= 'a' && *from <= 'z' ? (char)(*from - 'a' + 'A') : *from;
	*to = '\0';
	return bare;
}

const char *
population_body(struct arena *arena, const struct population_question *q)
{
	const char *born = q->birth_date == DATE_NONE ? "" : date_format(arena, "{yyyy}{MM}{dd}", q->birth_date);

	return dumped(arena, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "HoVaTen", bare_name(arena, q->full_name),
				 "SoDinhDanh", q->person_number, "Nam", born, "MaTichHop", q->integration, "MaDVC",
				 q->service, "MaCanBo", q->agent, "MaYeuCau", q->request));
}

/* --- the answer ------------------------------------------------------------------------------------------------------ */

/* Whatever its namespace: envelopes of different bodies wrap the same answer. */
static xmlNode *
child_of(const xmlNode *node, const char *name)
{
	for (xmlNode *at = node != NULL ? xml_next_element(node->children) : NULL; at != NULL;
	     at = xml_next_element(at->next))
		if (xml_is(at, name))
			return at;
	return NULL;
}

/* One line that may be shown; NULL otherwise. */
static const char *
clean_text(struct arena *arena, const xmlNode *node)
{
	const char *text = node != NULL ? xml_text(arena, node) : NULL, *nfc;
	size_t size = text != NULL ? strlen(text) : 0;

	if (size == 0 || size > POPULATION_FACT_MAX || !utf8_clean(text, size, UTF8_LINE) ||
	    utf8_nfc(arena, text, &nfc) != OK || strlen(nfc) > POPULATION_FACT_MAX)
		return NULL;
	return nfc;
}

/* The parts that stand below, but for codes of units, one after the other; a node without parts is its own text. */
static const char *
joined(struct arena *arena, const xmlNode *node, const char *between)
{
	const char *all = NULL;

	if (node == NULL || xml_next_element(node->children) == NULL)
		return clean_text(arena, node);
	for (xmlNode *part = xml_next_element(node->children); part != NULL; part = xml_next_element(part->next)) {
		const char *text = strncmp((const char *)part->name, "Ma", 2) != 0 ? clean_text(arena, part) : NULL;

		if (text != NULL)
			all = all == NULL ? text : arena_printf(arena, "%s%s%s", all, between, text);
		if (all != NULL && strlen(all) > POPULATION_FACT_MAX)
			return NULL;
	}
	return all;
}

/* "19900512", "1990-05-12" or "12/05/1990"; DATE_NONE for a year alone and all else. */
static int32_t
day_of(struct arena *arena, const char *text)
{
	int32_t day = DATE_NONE;

	if (text == NULL)
		return DATE_NONE;
	if (strlen(text) == 8 && strspn(text, "0123456789") == 8)
		text = arena_printf(arena, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	return date_parse(text, &day) == OK ? day : DATE_NONE;
}

static int32_t
birth_date_of(struct arena *arena, const xmlNode *person)
{
	const xmlNode *born = child_of(person, "NgayThangNamSinh"), *whole = child_of(born, "NgayThangNam");

	return day_of(arena, clean_text(arena, whole != NULL ? whole : born));
}

static bool
is_person(struct arena *arena, const struct population_question *q, const xmlNode *person)
{
	const char *number = clean_text(arena, child_of(person, "SoDinhDanh"));
	const char *name = joined(arena, child_of(person, "HoVaTen"), " ");
	int32_t born = birth_date_of(arena, person);

	return number != NULL && name != NULL && strcmp(number, q->person_number) == 0 &&
	       strcmp(bare_name(arena, name), bare_name(arena, q->full_name)) == 0 &&
	       (born == DATE_NONE || q->birth_date == DATE_NONE || born == q->birth_date);
}

static void
put(json_t *facts, const char *fact, const char *text)
{
	if (text != NULL)
		(void)json_object_set_new(facts, fact, json_string(text));
}

static const char *
facts_of(struct arena *arena, const xmlNode *person)
{
	static const struct {
		const char *fact, *element, *between;
	} rows[] = {
		{ "full_name", "HoVaTen", " " },
		{ "person_number", "SoDinhDanh", "" },
		{ "sex", "GioiTinh", " " },
		{ "ethnicity", "DanToc", " " },
		{ "nationality", "QuocTich", " " },
		{ "birth_place", "NoiDangKyKhaiSinh", ", " },
		{ "home_town", "QueQuan", ", " },
		{ "address", "ThuongTru", ", " },
		{ "current_address", "NoiOHienTai", ", " },
	};
	int32_t born = birth_date_of(arena, person);
	json_t *facts = json_object();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(facts, rows[i].fact, joined(arena, child_of(person, rows[i].element), rows[i].between));
	if (born != DATE_NONE)
		put(facts, "birth_date", date_iso(arena, born));
	return dumped(arena, facts);
}

enum population_outcome
population_read(struct arena *arena, const struct population_question *question, const char *xml, size_t size,
    const char **ret_facts)
{
	struct definition_error error;
	xmlNode *root, *people, *person;

	*ret_facts = NULL;
	if (xml_load(arena, xml, size, POPULATION_ANSWER_MAX, &root, &error) || !xml_is(root, "Envelope") ||
	    (people = child_of(root, "Body")) == NULL)
		return POPULATION_DOWN;
	/* An answer without people is one; anything else there (a Fault) is none. */
	if ((people = child_of(people, "CongdanCollection")) == NULL)
		return POPULATION_DOWN;
	if ((person = child_of(people, "CongDan")) == NULL)
		return POPULATION_EMPTY;
	if (xml_next_element(person->next) != NULL || !is_person(arena, question, person))
		return POPULATION_OTHER_PERSON;
	*ret_facts = facts_of(arena, person);
	return strlen(*ret_facts) <= POPULATION_FACTS_MAX ? POPULATION_FOUND : POPULATION_DOWN;
}
