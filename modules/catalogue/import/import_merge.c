/* What a file says over what the catalogue has. See import_merge.h. */
#include "import/import_merge.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "import/code_text.h"
#include "import/import_index.h"
#include "import/said.h"

enum { DECISION_MAX = 120, NAME_MAX = 500 };

static const char *
text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? text : "";
}

enum err
import_code(
    struct arena *arena, const json_t *said, const char **ret_code, const char **ret_alias, struct record_fault *fault)
{
	const char *text = text_of(said, "code");

	*ret_code = *ret_alias = NULL;
	if (*text == '\0')
		return OK;
	return code_heal(arena, text, ret_code, ret_alias) ? OK : record_refuse(fault, "code", "is no code");
}

static bool
is_said(const json_t *said, const char *name)
{
	return json_object_get(said, name) != NULL;
}

/* A sector by its name: the one that there is, or a new one. */
static void
set_sector(struct arena *arena, const struct import_texts *texts, const struct import_index *index, const json_t *said,
    struct version_record *version)
{
	const char *code;

	if (!is_said(said, "sector") && is_said(said, "sector_name")) {
		code = index_sector(arena, index, version->sector_name);
		version->sector = code != NULL ? code : code_of_sector(arena, version->sector_name);
	}
	if (version->sector != NULL && *version->sector != '\0')
		return;
	version->sector_name = texts->no_sector;
	version->sector = code_of_sector(arena, texts->no_sector);
}

/* The agency that performs, by its name; the others that the record names stay. */
static void
set_agency(struct arena *arena, const struct import_index *index, const char *name, struct version_record *version)
{
	const struct agency_record *before = version->agencies.items;
	struct agency_record *agencies = arena_array(arena, version->agencies.count + 1, sizeof(*agencies));
	const char *code = index_agency(arena, index, name);
	size_t count = 0;

	agencies[count++] = (struct agency_record){ "performing", code != NULL ? code : "",
		arena_strndup(arena, name, utf8_cut_points(name, NAME_MAX)), INT64_MIN };
	for (size_t i = 0; i < version->agencies.count; i++)
		if (strcmp(before[i].role, "performing") != 0)
			agencies[count++] = before[i];
	version->agencies = (struct record_list){ agencies, count };
}

/* The unit that drafts, by its name or its code. */
static void
set_owner(struct arena *arena, const struct import_index *index, const char *owner, struct procedure_record *procedure)
{
	const char *code = index_agency(arena, index, owner);

	if (*owner != '\0')
		procedure->owner_agency = code != NULL ? code : arena_strdup(arena, owner);
}

/* "QD 2843/QD-UBND 20/11/2025 (...)": the decision's number, and its day where one stands in it. */
static void
set_decision(struct arena *arena, const char *source, struct version_record *version)
{
	size_t at, size;

	version->decision_no = arena_strndup(arena, source, utf8_cut_points(source, DECISION_MAX));
	for (at = strcspn(source, "0123456789"); source[at] != '\0'; at += strcspn(source + at, "0123456789")) {
		size = strspn(source + at, "0123456789/");
		if (size >= 8 && size <= 10 &&
		    date_parse(arena_strndup(arena, source + at, size), &version->decision_date) == OK)
			return;
		at += size;
	}
}

static void
merge_plain(struct arena *arena, const struct import_texts *texts, const struct import_index *index, const json_t *said,
    struct version_record *version)
{
	const json_t *plain = json_object_get(said, "plain");
	const struct case_record *cases = version->cases.items;
	const char *term = text_of(plain, "term"), *fee = text_of(plain, "fee");
	const struct channel_record *before = version->cases.count > 0 ? cases[0].channels.items : NULL;
	bool known = version->cases.count == 1 && cases[0].channels.count > 0;

	if (*text_of(plain, "agency") != '\0')
		set_agency(arena, index, arena_strdup(arena, text_of(plain, "agency")), version);
	if (*text_of(plain, "source") != '\0' && !is_said(said, "decision_no"))
		set_decision(arena, text_of(plain, "source"), version);
	if (is_said(said, "cases") || (*term == '\0' && *fee == '\0' && version->cases.count > 0))
		return;
	/* One of the two alone: the other stays as it was worded, where one wording holds for all. */
	if (*term == '\0' && known)
		term = before[0].term_text;
	if (*fee == '\0' && known)
		fee = before[0].fee_text;
	import_plain(arena, texts, term, fee, version);
}

/* What every record has to say and a list leaves unsaid. */
static void
set_defaults(struct arena *arena, const struct import_texts *texts, struct procedure_record *procedure,
    struct version_record *version)
{
	struct case_record *cases = version->cases.items;

	if (procedure->slug == NULL || *procedure->slug == '\0')
		procedure->slug = code_slug(arena, version->name, procedure->code);
	if (*version->tiers == '\0')
		version->tiers = "province";
	if (*version->service_level == '\0')
		version->service_level = "information";
	if (*version->kind == '\0')
		version->kind = "standard";
	if (*version->audience == '\0')
		version->audience = "citizen,organisation";
	if (*version->fee_time == '\0')
		version->fee_time = "none";
	if (*version->result_name == '\0')
		version->result_name = texts->no_result;
	for (size_t i = 0; i < version->cases.count; i++) {
		struct channel_record *channels = cases[i].channels.items;

		if (cases[i].name == NULL || *cases[i].name == '\0')
			cases[i].name = texts->every_case;
		for (size_t k = 0; k < cases[i].channels.count; k++)
			if (channels[k].term_text == NULL || *channels[k].term_text == '\0')
				channels[k].term_text = texts->no_term;
	}
}

static void
add_alias(struct arena *arena, const char *alias, struct procedure_record *procedure)
{
	const struct alias_record *before = procedure->aliases.items;
	struct alias_record *aliases = arena_array(arena, procedure->aliases.count + 1, sizeof(*aliases));

	for (size_t i = 0; i < procedure->aliases.count; i++) {
		if (strcmp(before[i].alias, alias) == 0)
			return;
		aliases[i] = before[i];
	}
	aliases[procedure->aliases.count].alias = alias;
	procedure->aliases = (struct record_list){ aliases, procedure->aliases.count + 1 };
}

/* Without what is not the record's, and with the code that the catalogue knows it by. */
static json_t *
without_plain(const json_t *said)
{
	json_t *copy = said_made(json_copy((json_t *)said));

	(void)json_object_del(copy, "plain");
	(void)json_object_del(copy, "code");
	return copy;
}

enum err
import_merge(struct arena *arena, const struct import_texts *texts, const struct import_index *index,
    const json_t *said, struct procedure_record *procedure, struct version_record *version, struct record_fault *fault)
{
	const char *code, *alias;
	json_t *members;
	enum err err = import_code(arena, said, &code, &alias, fault);

	if (err)
		return err;
	members = without_plain(said);
	err = said_apply(arena, members, procedure, version, fault);
	json_decref(members);
	if (err)
		return err;
	if (code != NULL && *procedure->code == '\0')
		procedure->code = code;
	if (alias != NULL)
		add_alias(arena, alias, procedure);
	if (code != NULL && strcmp(code, procedure->code) != 0)
		add_alias(arena, code, procedure);
	if (!is_said(said, "listed"))
		procedure->listed = true; /* a file that names a procedure lists it */
	set_owner(arena, index, text_of(json_object_get(said, "plain"), "owner"), procedure);
	set_sector(arena, texts, index, said, version);
	merge_plain(arena, texts, index, said, version);
	if (*version->name == '\0')
		return record_refuse(fault, "name", "is empty or too short");
	set_defaults(arena, texts, procedure, version);
	return OK;
}
