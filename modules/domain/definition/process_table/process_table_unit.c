/* Roles out of the words for units and persons. See process_table_unit.h. */
#include "domain/definition/process_table/process_table_unit.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { PART_MAX = 24 };

static const char *const doubt_names[UNIT_DOUBT__MAX] = { "sure", "several", "body", "applicant", "above", "counter",
	"unknown" };

/* Wherever they stand in a part, they make it the counter. */
static const char *const counter_words[] = { "tiep nhan va tra", "tn tkq", "tntkq", "trung tam phuc vu hanh chinh cong",
	"trung tam phu vu hanh chinh cong", "ttpvhcc", "tt pvhcc", "tt pv hcc", "ccmc", "mot cua",
	"tiep nhan ho so va tra", "nhan ho so", "tra ket qua", "tra chuyen ho so", "tiep nhan ho so" };

/* What a part begins with, the first that fits; "" for a body without a person. */
static const struct {
	const char *words, *role;
} heads[] = {
	{ "lanh dao van phong ubnd", "section_head" },
	{ "lanh dao van phong", "section_head" },
	{ "lanh dao phong", "section_head" },
	{ "lanh dao ban ", "section_head" },
	{ "truong phong", "section_head" },
	{ "pho truong phong", "section_head" },
	{ "chanh van phong", "section_head" },
	{ "truong bo phan", "section_head" },
	{ "lanh dao so", "leader" },
	{ "lanh dao ubnd", "leader" },
	{ "lanh dao uy ban", "leader" },
	{ "lanh dao co quan", "leader" },
	{ "lanh dao nha truong", "leader" },
	{ "lanh dao co so", "leader" },
	{ "lanh dao don vi", "leader" },
	{ "giam doc so", "leader" },
	{ "pho giam doc so", "leader" },
	{ "chu tich ", "leader" },
	{ "pho chu tich ", "leader" },
	{ "hieu truong", "leader" },
	{ "nguoi dung dau", "leader" },
	{ "chi huy cong an", "leader" },
	{ "van thu", "clerk" },
	{ "bo phan van thu", "clerk" },
	{ "chuyen vien", "processing" },
	{ "cong chuc", "processing" },
	{ "vien chuc", "processing" },
	{ "can bo", "processing" },
	{ "nhan vien", "processing" },
	{ "tro ly", "processing" },
};

static const char *const applicants[] = { "to chuc", "ca nhan", "nguoi nop", "nguoi dan", "nha dau tu", "cong dan",
	"doanh nghiep" };
/* Words of a part that name a body and nobody in it. */
static const char *const bodies[] = { "phong ", "ban ", "bo ", "so ", "ubnd", "uy ban", "hoi dong", "to ", "cac ",
	"co quan", "trung tam", "don vi", "cap ", "ban quan ly" };

static bool
begins(const char *text, const char *words)
{
	return strncmp(text, words, strlen(words)) == 0;
}

static bool
begins_any(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins(text, words[i]))
			return true;
	return false;
}

/* "... hoac nhan vien buu dien": the post stands in for the counter. */
static bool
is_counter(const char *part)
{
	for (size_t i = 0; i < COUNT(counter_words); i++)
		if (strstr(part, counter_words[i]) != NULL)
			return !begins(part, "lanh dao") && !begins(part, "truong ");
	return strstr(part, "buu chinh") != NULL || strstr(part, "buu dien") != NULL;
}

/* Folded parts between semicolons, commas, slashes and list dashes. */
static size_t
parts_of(struct arena *arena, const char *unit, const char *parts[PART_MAX])
{
	size_t count = 0;

	for (const char *at = unit; *at != '\0' && count < PART_MAX;) {
		size_t size = strcspn(at, ";,/\n");
		for (size_t i = 1; i + 1 < size; i++)
			if (at[i - 1] == ' ' && at[i] == '-' && at[i + 1] == ' ')
				size = i;
		const char *part = fold(arena, arena_strndup(arena, at, size));
		if (*part != '\0')
			parts[count++] = part;
		at += size;
		at += *at != '\0';
	}
	return count;
}

/* The counter receives at the beginning and hands over at the end; what the step says decides in between. */
static const char *
counter_role(struct arena *arena, const char *content, size_t place, size_t count, bool *sure)
{
	const char *does = fold(arena, content);
	bool returns = strstr(does, "tra ket qua") != NULL || strstr(does, "tra kq") != NULL;

	*sure = true;
	if (place == 0)
		return "intake";
	if (returns || place + 1 == count)
		return "returning";
	*sure = strstr(does, "tiep nhan") != NULL || strstr(does, "chuyen ho so") != NULL;
	return "intake";
}

/* "Công chức, viên chức tại ...": the first words alone say nothing that the next do not. */
static bool
is_bare_officer(const char *part)
{
	for (size_t i = 0; i < COUNT(heads); i++)
		if (strcmp(heads[i].role, "processing") == 0 && strcmp(part, heads[i].words) == 0)
			return true;
	return false;
}

static const char *
head_role(const char *part)
{
	for (size_t i = 0; i < COUNT(heads); i++)
		if (begins(part, heads[i].words))
			return heads[i].role;
	return NULL;
}

struct process_unit
process_unit_read(struct arena *arena, const char *unit, const char *content, size_t place, size_t count)
{
	const char *parts[PART_MAX];
	struct process_unit ret = { .role = "", .doubt = UNIT_UNKNOWN };
	const size_t part_count = parts_of(arena, unit, parts);
	bool applicant = false, body = false, sure = true;

	for (size_t i = 0; i < part_count; i++) {
		if (i + 1 < part_count && is_bare_officer(parts[i]))
			continue;
		const char *role =
		    is_counter(parts[i]) ? counter_role(arena, content, place, count, &sure) : head_role(parts[i]);

		if (role != NULL && *ret.role != '\0' && strcmp(role, ret.role) != 0)
			return (struct process_unit){ ret.role, UNIT_SEVERAL };
		ret.role = role != NULL ? role : ret.role;
		if (role == NULL && begins_any(parts[i], applicants, COUNT(applicants)))
			applicant = true;
		else if (role == NULL && begins_any(parts[i], bodies, COUNT(bodies)))
			body = true;
	}
	if (*ret.role != '\0')
		ret.doubt = sure ? UNIT_SURE : UNIT_COUNTER;
	else if (applicant || body)
		ret.doubt = applicant && !body ? UNIT_APPLICANT : UNIT_BODY;
	if (ret.doubt == UNIT_BODY && begins(parts[0], "phong "))
		ret.role = "processing";
	return ret;
}

const char *
process_unit_doubt_name(enum process_unit_doubt doubt)
{
	return doubt_names[doubt];
}

bool
process_units_of_department(struct arena *arena, const char *const *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins(fold(arena, units[i]), "lanh dao so") || begins(fold(arena, units[i]), "van thu so"))
			return true;
	return false;
}

bool
process_unit_is_province(struct arena *arena, const char *unit)
{
	const char *folded = fold(arena, unit);

	return strstr(folded, "ubnd tinh") != NULL || strstr(folded, "uy ban nhan dan tinh") != NULL ||
	       strstr(folded, "ubnd thanh pho") != NULL;
}
