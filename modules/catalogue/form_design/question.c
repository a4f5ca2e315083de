/* The kinds of questions. See question.h; their settings are in setting.c. */
#include "form_design/question.h"

#include <string.h>

#include "core/memory/arena.h"
#include "form_design/form_edit.h"

#define TEXT(name_, kind_, family_)                                                                                    \
	{                                                                                                              \
		(name_), "textfield", NULL, (kind_), (family_)                                                         \
	}

const struct question_row question_rows[QUESTION__MAX] = {
	[QUESTION_LINE] = TEXT("van-ban", NULL, "words"),
	[QUESTION_LINES] = { "doan-van", "textarea", NULL, NULL, "words" },
	[QUESTION_NAME] = TEXT("ho-ten", "name", "person"),
	[QUESTION_PERSON_NUMBER] = TEXT("so-dinh-danh", "person_number", "person"),
	[QUESTION_PHONE] = TEXT("dien-thoai", "phone", "person"),
	[QUESTION_EMAIL] = TEXT("thu-dien-tu", "email", "person"),
	[QUESTION_ADDRESS] = TEXT("dia-chi", "address", "person"),
	[QUESTION_PLACE] = { "dia-chi-don-vi", "group", NULL, "address", "person" },
	[QUESTION_COMPANY_NUMBER] = TEXT("ma-so-doanh-nghiep", "company_number", "papers"),
	[QUESTION_TAX_NUMBER] = TEXT("ma-so-thue", "tax_number", "papers"),
	[QUESTION_PASSPORT] = TEXT("ho-chieu", "passport", "papers"),
	[QUESTION_OLD_CARD] = TEXT("chung-minh-cu", "old_identity_card", "papers"),
	[QUESTION_BANK_ACCOUNT] = TEXT("tai-khoan", "bank_account", "papers"),
	[QUESTION_PLATE] = TEXT("bien-so", "vehicle_plate", "papers"),
	[QUESTION_NUMBER] = { "so", "number", NULL, NULL, "numbers" },
	[QUESTION_MONEY] = { "so-tien", "number", NULL, "money", "numbers" },
	[QUESTION_DATE] = { "ngay", "datetime", "date", NULL, "numbers" },
	[QUESTION_TIME] = { "gio", "datetime", "time", NULL, "numbers" },
	[QUESTION_ONE] = { "chon-mot", "radio", NULL, NULL, "choices" },
	[QUESTION_PICK] = { "chon-danh-sach", "select", NULL, NULL, "choices" },
	[QUESTION_MANY] = { "chon-nhieu", "checklist", NULL, NULL, "choices" },
	[QUESTION_TICK] = { "danh-dau", "checkbox", NULL, NULL, "choices" },
	[QUESTION_FILE] = { "giay-to", "filepicker", NULL, NULL, "others" },
	[QUESTION_COMPUTED] = { "tu-tinh", "expression", NULL, NULL, "others" },
	[QUESTION_HEADING] = { "tieu-de", "text", NULL, NULL, "layout" },
	[QUESTION_NOTE] = { "loi-giai-thich", "text", NULL, NULL, "layout" },
	[QUESTION_GROUP] = { "nhom", "group", NULL, NULL, "layout" },
	[QUESTION_ROWS] = { "bang-nhieu-dong", "dynamiclist", NULL, NULL, "layout" },
	[QUESTION_PAGE] = { "trang", "group", NULL, NULL, "layout" },
};

bool
question_by_name(const char *name, enum form_question *ret_question)
{
	for (int i = 0; i < QUESTION__MAX; i++)
		if (strcmp(question_rows[i].name, name) == 0) {
			*ret_question = (enum form_question)i;
			return true;
		}
	return false;
}

static bool
same(const char *of_row, const char *of_component)
{
	return of_row == NULL ? *of_component == '\0' : strcmp(of_row, of_component) == 0;
}

enum form_question
question_of(const json_t *component)
{
	const char *type = form_edit_text(component, "type");
	const char *subtype = form_edit_text(component, "subtype"), *kind;
	int found = QUESTION_LINE;

	if (strcmp(type, "text") == 0)
		return *form_edit_text(component, "text") == '#' ? QUESTION_HEADING : QUESTION_NOTE;
	if (form_edit_is_page(component))
		return QUESTION_PAGE;
	kind = form_edit_text(json_object_get(component, "properties"), "kind");
	for (int i = QUESTION__MAX - 1; i >= 0; i--)
		if (strcmp(question_rows[i].type, type) == 0 && same(question_rows[i].subtype, subtype) &&
		    i != QUESTION_PAGE) {
			if (same(question_rows[i].kind, kind))
				return (enum form_question)i;
			found = question_rows[i].kind == NULL ? i : found;
		}
	return (enum form_question)found;
}

bool
question_is_holder(enum form_question question)
{
	return question == QUESTION_PAGE || question == QUESTION_GROUP || question == QUESTION_ROWS ||
	       question == QUESTION_PLACE;
}

bool
question_is_keyed(enum form_question question)
{
	return question == QUESTION_ROWS ||
	       (!question_is_holder(question) && question != QUESTION_HEADING && question != QUESTION_NOTE);
}

bool
question_may_become(enum form_question from, enum form_question to)
{
	bool words = from == QUESTION_HEADING || from == QUESTION_NOTE;

	if (question_is_holder(from) || question_is_holder(to))
		return from == to;
	return words == (to == QUESTION_HEADING || to == QUESTION_NOTE);
}

/* What makes a component one of its kind. */
static void
add_nature(json_t *component, enum form_question question)
{
	const struct question_row *row = &question_rows[question];

	json_object_set_new(component, "type", json_string(row->type));
	if (row->subtype != NULL)
		json_object_set_new(component, "subtype", json_string(row->subtype));
	else
		json_object_del(component, "subtype");
	member_set(component, "properties.kind", row->kind != NULL ? json_string(row->kind) : NULL);
	if (question == QUESTION_PAGE)
		member_set(component, "properties.page", json_string("yes"));
}

/*
 * The parts of an address: province or city, commune, house and street (two tiers since Luật Tổ chức chính quyền địa phương
 * 72/2025/QH15). Labels are keys of the message catalogue, for whoever adds it.
 */
static json_t *
address_parts(void)
{
	return json_pack("[{s:s,s:s,s:{s:s}},{s:s,s:s,s:{s:s}},{s:s,s:s}]", "type", "select", "label",
	    "catalogue_form_design.place.province", "properties", "list", "tinh", "type", "select", "label",
	    "catalogue_form_design.place.commune", "properties", "list", "xa", "type", "textfield", "label",
	    "catalogue_form_design.place.street");
}

json_t *
question_new(enum form_question question)
{
	json_t *component = json_object();

	add_nature(component, question);
	if (question == QUESTION_PLACE)
		json_object_set_new(component, "components", address_parts());
	else if (question_is_holder(question))
		json_object_set_new(component, "components", json_array());
	return component;
}

void
question_link(json_t *component)
{
	json_t *parts = json_object_get(component, "components");
	const char *above = form_edit_text(json_array_get(parts, 0), "key");

	if (question_of(component) == QUESTION_PLACE && *above != '\0')
		member_set(json_array_get(parts, 1), "properties.list_parent", json_string(above));
}

/* Does the kind have a setting that stands in this member? */
static bool
has_member(enum form_question question, const char *member)
{
	for (size_t i = 0; i < setting_count; i++)
		if (setting_is_of(&settings[i], question) && strcmp(settings[i].member, member) == 0)
			return true;
	return false;
}

static void
drop_messages(json_t *component, enum form_question question)
{
	for (size_t i = 0; message_rule(i) != NULL; i++)
		for (const char *const *language = message_languages; *language != NULL; language++) {
			char member[MESSAGE_MEMBER_SIZE];

			message_member(member, message_rule(i), *language);
			if (!message_rule_is_of(i, question))
				member_set(component, member, NULL);
		}
}

void
question_become(json_t *component, enum form_question question)
{
	for (size_t i = 0; i < setting_count; i++)
		if (!has_member(question, settings[i].member))
			member_set(component, settings[i].member, NULL);
	drop_messages(component, question);
	json_object_del(component, "defaultValue");
	add_nature(component, question);
}
