/* The packet LayThuTuc. See national.h; ways of filing with their terms and fees are national_channel.c's. */
#include "import/national.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "import/national_channel.h"
#include "import/said.h"
#include "record/procedure_record.h"

enum { LINES_MAX = 400000, CASES_MAX = 100, PARTS_MAX = 200 };

struct packet {
	struct arena *arena;
	const json_t *object;
	json_t *said;
	const char *cases[CASES_MAX]; /* names of TRUONGHOP, in the order in which they come */
	size_t case_count;
};

const char *
national_text(struct arena *arena, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_integer(value))
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	return json_is_string(value) ? national_trim(arena, json_string_value(value)) : "";
}

const char *
national_trim(struct arena *arena, const char *text)
{
	size_t size;

	text += strspn(text, " \t\r\n");
	for (size = strlen(text); size > 0 && strchr(" \t\r\n", text[size - 1]) != NULL;)
		size--;
	return arena_strndup(arena, text, size);
}

const char *
national_line(struct arena *arena, const char *text)
{
	char *line = arena_strdup(arena, text);

	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n' || *at == '\r' || *at == '\t')
			*at = ' ';
	return line;
}

bool
national_is(const json_t *object)
{
	return json_object_get(object, "MATTHC") != NULL;
}

bool
national_is_whole(const json_t *object)
{
	static const char *const parts[] = { "TRINHTUTHUCHIEN", "CACHTHUCTHUCHIEN", "THANHPHANHOSO",
		"LINHVUCTHUCHIEN" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (json_object_get(object, parts[i]) != NULL)
			return true;
	return false;
}

static json_t *
list_new(json_t *into, const char *name)
{
	json_t *list = said_made(json_array());

	if (json_object_set_new(into, name, list) != 0)
		abort();
	return list;
}

static json_t *
entry_new(json_t *list)
{
	json_t *entry = said_made(json_object());

	if (json_array_append_new(list, entry) != 0)
		abort();
	return entry;
}

/* A line of the record's own from one or two members. */
static void
set_line(struct packet *p, json_t *into, const char *name, const json_t *from, const char *member)
{
	said_text(into, name, national_line(p->arena, national_text(p->arena, from, member)));
}

/* --- cases ---------------------------------------------------------------------------------------------------------- */

static size_t
case_of(struct packet *p, const char *name)
{
	size_t at = 0;

	while (at < p->case_count && strcmp(p->cases[at], name) != 0)
		at++;
	if (at == p->case_count && at < CASES_MAX)
		p->cases[p->case_count++] = name;
	return at;
}

static const char *
case_name(struct packet *p, const json_t *part)
{
	return national_line(p->arena, national_text(p->arena, part, "TRUONGHOP"));
}

static void
find_cases(struct packet *p)
{
	static const char *const parts[] = { "THANHPHANHOSO", "TRINHTUTHUCHIEN" };
	const json_t *part;
	size_t index;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		json_array_foreach(json_object_get(p->object, parts[i]), index, part) if (*case_name(p, part) != '\0')(
		    void) case_of(p, case_name(p, part));
	if (p->case_count == 0)
		p->cases[p->case_count++] = "";
}

/* TRINHTU[{TENTRINHTU}] of one case, or of all (NULL), one step a line. */
static const char *
steps_of(struct packet *p, const char *name)
{
	const json_t *part, *step;
	size_t index, number;
	struct buffer lines;

	buffer_init(&lines, p->arena, LINES_MAX);
	json_array_foreach(json_object_get(p->object, "TRINHTUTHUCHIEN"), index, part)
	{
		if (strcmp(case_name(p, part), name) != 0)
			continue;
		json_array_foreach(json_object_get(part, "TRINHTU"), number, step) buffer_printf(
		    &lines, "%s%s", lines.size > 0 ? "\n" : "", national_text(p->arena, step, "TENTRINHTU"));
	}
	return lines.data;
}

static void
set_count(struct packet *p, json_t *into, const char *name, const json_t *paper, const char *member)
{
	const char *text = national_text(p->arena, paper, member);
	json_int_t count = 0;

	for (; *text >= '0' && *text <= '9' && count < 100; text++)
		count = count * 10 + (*text - '0');
	if (json_object_set_new(into, name, said_made(json_integer(count))) != 0)
		abort();
}

static void
add_paper(struct packet *p, json_t *list, const json_t *paper)
{
	const char *code = national_text(p->arena, paper, "MAGIAYTO");
	json_t *entry = entry_new(list);

	said_text(entry, "code", *code != '\0' ? code : arena_printf(p->arena, "giay-to-%zu", json_array_size(list)));
	set_line(p, entry, "name", paper, "TENGIAYTO");
	set_count(p, entry, "originals", paper, "SOBANCHINH");
	set_count(p, entry, "photocopies", paper, "SOBANSAO");
	set_count(p, entry, "certified", paper, "SOBANCHUNGTHUC");
	(void)json_object_set_new(entry, "required", said_made(json_true()));
	(void)json_object_set_new(entry, "shown_only", said_made(json_false()));
	set_line(p, entry, "template_name", paper, "TENMAUDON");
	set_line(p, entry, "result_codes", paper, "MA_KQ_THAYTHE");
}

/* Papers that name no case belong to each. */
static void
add_papers(struct packet *p, json_t *entry, const char *name)
{
	json_t *list = list_new(entry, "requirements");
	const json_t *part, *paper;
	size_t index, number;

	json_array_foreach(json_object_get(p->object, "THANHPHANHOSO"), index, part)
	{
		const char *of = case_name(p, part);

		if (*of != '\0' && strcmp(of, name) != 0)
			continue;
		json_array_foreach(json_object_get(part, "GIAYTO"), number, paper) add_paper(p, list, paper);
	}
}

static void
add_cases(struct packet *p)
{
	json_t *cases = list_new(p->said, "cases");

	find_cases(p);
	for (size_t i = 0; i < p->case_count; i++) {
		json_t *entry = entry_new(cases);

		said_text(entry, "name", p->cases[i]);
		if (*p->cases[i] != '\0')
			said_text(entry, "steps", steps_of(p, p->cases[i]));
		(void)json_object_set_new(
		    entry, "channels", national_channels(p->arena, json_object_get(p->object, "CACHTHUCTHUCHIEN")));
		add_papers(p, entry, p->cases[i]);
	}
	said_text(p->said, "steps", steps_of(p, ""));
}

/* --- other lists ---------------------------------------------------------------------------------------------------- */

static void
add_results(struct packet *p)
{
	json_t *results = list_new(p->said, "results");
	const json_t *part;
	size_t index;

	json_array_foreach(json_object_get(p->object, "KETQUATHUCHIEN"), index, part)
	{
		json_t *entry = entry_new(results);

		set_line(p, entry, "code", part, "MAKETQUA");
		set_line(p, entry, "name", part, "TENKETQUA");
		if (index == 0)
			set_line(p, p->said, "result_name", part, "TENKETQUA");
	}
}

/* "20261121...", "21/11/2026" or "2026-11-21" as a day that the record reads; anything else is left out. */
static void
set_day(struct packet *p, json_t *into, const char *name, const json_t *from, const char *member)
{
	const char *text = national_text(p->arena, from, member);
	size_t digits = strspn(text, "0123456789");

	if (digits == 8 || digits == 14)
		said_text(into, name, arena_printf(p->arena, "%.4s-%.2s-%.2s", text, text + 4, text + 6));
	else if (strlen(text) >= 10)
		said_text(into, name, arena_strndup(p->arena, text, 10));
}

static void
add_basis(struct packet *p)
{
	json_t *basis = list_new(p->said, "basis");
	struct buffer lines;
	const json_t *part;
	size_t index;

	buffer_init(&lines, p->arena, LINES_MAX);
	json_array_foreach(json_object_get(p->object, "CANCUPHAPLY"), index, part)
	{
		const char *number = national_line(p->arena, national_text(p->arena, part, "SOVANBAN"));
		const char *name = national_line(p->arena, national_text(p->arena, part, "TENVANBAN"));
		json_t *entry = entry_new(basis);

		said_text(entry, "number", number);
		said_text(entry, "name", *name != '\0' ? name : number);
		set_line(p, entry, "issuer", part, "COQUANBANHANH");
		set_day(p, entry, "issued_on", part, "NGAYBANHANH");
		set_day(p, entry, "effective_on", part, "NGAYHIEULUC");
		buffer_printf(&lines, "%s%s%s%s", lines.size > 0 ? "\n" : "", number,
		    *number != '\0' && *name != '\0' ? " " : "", name);
	}
	said_text(p->said, "legal_basis", lines.data);
}

static void
add_agencies(struct packet *p)
{
	static const struct {
		const char *member, *role;
	} roles[] = { { "COQUANTHUCHIEN", "performing" }, { "COQUANCOTHAMQUYEN", "competent" },
		{ "COQUANDUOCUYQUYEN", "delegated" }, { "COQUANPHOIHOP", "cooperating" } };
	json_t *agencies = list_new(p->said, "agencies"), *entry;
	const json_t *part;
	size_t index;

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		json_array_foreach(json_object_get(p->object, roles[i].member), index, part)
		{
			entry = entry_new(agencies);
			said_text(entry, "role", roles[i].role);
			set_line(p, entry, "code", part, "MADONVI");
			set_line(p, entry, "name", part, "TENDONVI");
		}
	if (*national_text(p->arena, p->object, "MACOQUANCONGBO") != '\0') {
		entry = entry_new(agencies);
		said_text(entry, "role", "publishing");
		set_line(p, entry, "code", p->object, "MACOQUANCONGBO");
		set_line(p, entry, "name", p->object, "MACOQUANCONGBO");
	}
}

/* Codes of other procedures: texts, or objects with MATTHC. */
static void
add_relations(struct packet *p)
{
	static const struct {
		const char *member, *kind;
	} kinds[] = { { "TTHCLIENQUAN", "related" }, { "TTHCLIENTHONG", "linked" } };
	json_t *relations = list_new(p->said, "relations");
	const json_t *part;
	size_t index;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		json_array_foreach(json_object_get(p->object, kinds[i].member), index, part)
		{
			const char *code =
			    json_is_string(part) ? json_string_value(part) : national_text(p->arena, part, "MATTHC");
			json_t *entry = *code != '\0' ? entry_new(relations) : NULL;

			if (entry == NULL)
				continue;
			said_text(entry, "kind", kinds[i].kind);
			said_text(entry, "code", national_trim(p->arena, code));
		}
}

/* Words that each of several texts may name, as a list of the record's own words; nothing if none is named. */
struct naming {
	const char *word, *means; /* folded */
};

static void
set_words(struct packet *p, const char *name, const char *list_name, const char *member, const struct naming *namings,
    size_t count)
{
	json_t *list = said_made(json_array());
	const json_t *part;
	struct buffer texts;
	size_t index;

	buffer_init(&texts, p->arena, LINES_MAX);
	json_array_foreach(json_object_get(p->object, list_name), index, part)
	    buffer_printf(&texts, " %s ", fold(p->arena, national_text(p->arena, part, member)));
	for (size_t i = 0; i < count; i++) {
		bool again =
		    i > 0 && strcmp(namings[i].means, namings[i - 1].means) == 0 && json_array_size(list) > 0 &&
		    strcmp(json_string_value(json_array_get(list, json_array_size(list) - 1)), namings[i].means) == 0;

		if (!again && strstr(texts.data, namings[i].word) != NULL &&
		    json_array_append_new(list, said_made(json_string(namings[i].means))) != 0)
			abort();
	}
	if (json_array_size(list) > 0)
		(void)json_object_set(p->said, name, list);
	json_decref(list);
}

static void
set_audience_and_tiers(struct packet *p)
{
	static const struct naming audiences[] = { { "cong dan", "citizen" }, { "ca nhan", "citizen" },
		{ "nguoi ", "citizen" }, { "to chuc", "organisation" }, { "doanh nghiep", "organisation" },
		{ "hop tac xa", "organisation" }, { "co quan", "organisation" } };
	static const struct naming tiers[] = { { " tinh ", "province" }, { " huyen ", "district" },
		{ " xa ", "commune" } };

	set_words(
	    p, "audience", "DOITUONGTHUCHIEN", "TENDOITUONG", audiences, sizeof(audiences) / sizeof(audiences[0]));
	set_words(p, "tiers", "CAPTHUCHIEN", "TENCAP", tiers, sizeof(tiers) / sizeof(tiers[0]));
}

enum err
national_read(struct arena *arena, const json_t *object, json_t **ret, struct record_fault *fault)
{
	struct packet p = { .arena = arena, .object = object, .said = said_made(json_object()) };
	const json_t *sector = json_array_get(json_object_get(object, "LINHVUCTHUCHIEN"), 0);

	if (json_array_size(json_object_get(object, "THANHPHANHOSO")) > PARTS_MAX ||
	    json_array_size(json_object_get(object, "TRINHTUTHUCHIEN")) > PARTS_MAX ||
	    json_array_size(json_object_get(object, "CACHTHUCTHUCHIEN")) > PARTS_MAX) {
		json_decref(p.said);
		return record_refuse(fault, "cases", "has too many entries");
	}
	set_line(&p, p.said, "code", object, "MATTHC");
	set_line(&p, p.said, "name", object, "TENTTHC");
	if (sector != NULL) {
		set_line(&p, p.said, "sector", sector, "MALINHVUC");
		set_line(&p, p.said, "sector_name", sector, "TENLINHVUC");
	}
	set_line(&p, p.said, "audience_note", object, "MOTADOITUONGTHUCHIEN");
	said_text(p.said, "conditions", national_text(arena, object, "YEUCAU"));
	set_line(&p, p.said, "keywords", object, "TUKHOA");
	set_line(&p, p.said, "decision_no", object, "QUYETDINH");
	(void)json_object_set_new(
	    p.said, "listed", said_made(json_boolean(strcmp(national_text(arena, object, "TRANGTHAI"), "0") != 0)));
	set_audience_and_tiers(&p);
	add_cases(&p);
	add_results(&p);
	add_basis(&p);
	add_agencies(&p);
	add_relations(&p);
	*ret = p.said;
	return OK;
}
