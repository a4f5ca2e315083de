/* Who knows what of the person. See told.h. */
#include "prefill/told.h"

#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/security/seal.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "domain/dossier/dossier_store.h"
#include "domain/procedure/procedure_store.h"

#include "filing.h"
#include "prefill/told_store.h"

static void
append(struct arena *arena, struct told_list *list, struct told told)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity * 2 + 16;
		struct told *items = arena_array(arena, capacity, sizeof(*items));

		if (list->count > 0)
			memcpy(items, list->items, list->count * sizeof(*items));
		list->items = items;
		list->capacity = capacity;
	}
	list->items[list->count++] = told;
}

void
told_add(struct arena *arena, struct told_list *list, struct told told)
{
	if (told.value != NULL && told.value[0] != '\0')
		append(arena, list, told);
}

/* --- what the form wants --------------------------------------------------------------------------------------------- */

static bool
wants(const struct filing *f, enum form_prefill_from from)
{
	for (size_t i = 0; f->form != NULL && i < f->form->field_count; i++) {
		const struct form_prefill *source = form_prefill_of(&f->form->fields[i]);

		if (source != NULL && source->from == from)
			return true;
	}
	return false;
}

static bool
wants_person(const struct filing *f)
{
	return wants(f, FORM_FROM_IDENTITY) || wants(f, FORM_FROM_REGISTER);
}

/* --- the register ---------------------------------------------------------------------------------------------------- */

static void
forget_json(void *object)
{
	json_decref(object);
}

bool
told_read_facts(
    struct arena *arena, const char *text, size_t size, const char *request, int64_t at, struct told_list *list)
{
	json_t *facts = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);

	if (facts != NULL)
		arena_defer(arena, forget_json, facts);
	if (!json_is_object(facts))
		return false;
	for (void *fact = json_object_iter(facts); fact != NULL; fact = json_object_iter_next(facts, fact))
		told_add(arena, list,
		    (struct told){ TOLD_PERSON, json_object_iter_key(fact),
			json_string_value(json_object_iter_value(fact)), TOLD_POPULATION, request, at });
	return true;
}

/* What was found is forgotten after a day: then it is as if the register had not been asked, and it may be asked again. */
static enum err
gather_register(struct ctx *c, const struct filing *f, struct told_list *list)
{
	struct told_answer answer;
	struct bytes plain;
	enum err err;

	if (!wants(f, FORM_FROM_REGISTER))
		return OK;
	err = told_answer(c->db, f->draft.account_id, f->draft.reference, &answer);
	if (err == ERR_NOT_FOUND)
		return OK;
	if (err)
		return err;
	if (answer.facts.size > 0 || strcmp(answer.outcome, "found") != 0)
		list->register_outcome = answer.outcome;
	if (answer.facts.size == 0)
		return OK;
	if (seal_open(c->arena, c->config->secret, TOLD_PURPOSE, f->draft.account_id, answer.facts, &plain) ||
	    !told_read_facts(c->arena, (const char *)plain.data, plain.size, answer.request, answer.asked_at, list))
		log_event(LOG_ERROR, "register_answer_damaged", LOG_TEXT("request", answer.request));
	return OK;
}

/* --- sign-on and account --------------------------------------------------------------------------------------------- */

static void
add_person(struct ctx *c, struct told_list *list, const struct told *from, const char *fact, const char *value)
{
	struct told told = *from;

	told.of = TOLD_PERSON;
	told.fact = fact;
	told.value = value;
	told_add(c->arena, list, told);
}

/* Who the person is: as vouched for, else as the account calls them; "" where nobody knows. */
struct owner {
	const char *number, *name;
};

static enum err
gather_identity(struct ctx *c, const struct filing *f, struct told_list *list, struct owner *ret_owner)
{
	struct told_identity identity;
	enum err err = told_identity(c->db, f->draft.account_id, &identity);

	*ret_owner = (struct owner){ "", f->account.name != NULL ? f->account.name : "" };
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	const struct told vouched = {
		.origin = TOLD_SIGN_ON, .reference = identity.issuer, .at = identity.verified_at
	};

	*ret_owner = (struct owner){ identity.person_number, identity.full_name };
	add_person(c, list, &vouched, "full_name", identity.full_name);
	add_person(c, list, &vouched, "person_number", identity.person_number);
	if (identity.birth_date != DATE_NONE)
		add_person(c, list, &vouched, "birth_date", date_iso(c->arena, identity.birth_date));
	return OK;
}

static void
gather_account(struct ctx *c, const struct filing *f, struct told_list *list)
{
	const struct told account = { .origin = TOLD_ACCOUNT, .reference = "", .at = f->now };

	add_person(c, list, &account, "full_name", f->account.name);
	add_person(c, list, &account, "phone", f->account.phone);
	add_person(c, list, &account, "email", f->account.email);
}

/* --- earlier dossiers ------------------------------------------------------------------------------------------------ */

/* Of the account's owner, not of somebody for whom they filed: by number where both are known, else by name. */
static bool
is_of_owner(struct ctx *c, const struct owner *owner, const struct told_earlier *earlier)
{
	if (owner->number[0] != '\0' && earlier->person_number[0] != '\0')
		return strcmp(earlier->person_number, owner->number) == 0;
	return owner->name[0] != '\0' && fold_equal(c->arena, owner->name, earlier->name);
}

static void
add_party(struct ctx *c, struct told_list *list, const struct told_earlier *e)
{
	bool is_person = strcmp(e->kind, "person") == 0;
	struct told told = { .of = is_person ? TOLD_PERSON : TOLD_ORGANISATION,
		.origin = TOLD_EARLIER,
		.reference = e->number,
		.at = e->filed_at };
	const char *const facts[][2] = {
		{ is_person ? "person_number" : "number", e->person_number },
		{ is_person ? "full_name" : "name", e->name },
		{ "address", e->address },
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		told.fact = facts[i][0];
		told.value = facts[i][1];
		told_add(c->arena, list, told);
	}
}

/* What was answered there, by the keys that its own form gave; a damaged form tells nothing. */
static enum err
add_answers(struct ctx *c, const struct told_earlier *e, struct told_list *list)
{
	const struct dossier_value *rows;
	struct form_error error;
	struct form *form;
	const char *content;
	size_t count;
	enum err err = definition_content(c->db, DEFINITION_FORM, e->form_version_id, &content);

	if (err || (err = dossier_values(c->db, e->dossier_id, &rows, &count)))
		return err;
	if (form_parse(c->arena, content, strlen(content), &form, &error))
		return OK;
	/* From the last round on: what was corrected is what holds, also where it was taken away. */
	for (size_t i = count; i-- > 0;) {
		const struct form_field *field = form_field_by_id(form, rows[i].field_id);

		if (field != NULL && field->key != NULL && field->list == NULL && form_field_is_answered(field))
			append(c->arena, list,
			    (struct told){
				TOLD_ANSWER, field->key, rows[i].value, TOLD_EARLIER, e->number, e->filed_at });
	}
	return OK;
}

static enum err
gather_earlier(struct ctx *c, const struct filing *f, const struct owner *owner, struct told_list *list)
{
	bool answers = wants(f, FORM_FROM_EARLIER);
	const struct told_earlier *rows;
	size_t count;
	enum err err = told_earlier(c->db, f->draft.account_id, &rows, &count);

	for (size_t i = 0; !err && i < count; i++) {
		bool is_person = strcmp(rows[i].kind, "person") == 0;

		if (rows[i].dossier_id == f->draft.dossier_id || (is_person && !is_of_owner(c, owner, &rows[i])))
			continue;
		add_party(c, list, &rows[i]);
		if (answers && rows[i].form_version_id != DB_NULL_INT)
			err = add_answers(c, &rows[i], list);
	}
	return err;
}

enum err
told_gather(struct ctx *c, const struct filing *f, struct told_list *ret_list)
{
	struct owner owner;
	enum err err;

	*ret_list = (struct told_list){ 0 };
	if (!wants_person(f) && !wants(f, FORM_FROM_ORGANISATION) && !wants(f, FORM_FROM_EARLIER))
		return OK;
	if ((err = gather_register(c, f, ret_list)) || (err = gather_identity(c, f, ret_list, &owner)))
		return err;
	gather_account(c, f, ret_list);
	return gather_earlier(c, f, &owner, ret_list);
}

/* --- reading --------------------------------------------------------------------------------------------------------- */

const struct told *
told_for(const struct told_list *list, const struct form_field *field)
{
	const struct form_prefill *source = form_prefill_of(field);
	enum told_of of = TOLD_PERSON;

	if (source == NULL)
		return NULL;
	if (source->from == FORM_FROM_ORGANISATION)
		of = TOLD_ORGANISATION;
	if (source->from == FORM_FROM_EARLIER)
		of = TOLD_ANSWER;
	for (size_t i = 0; i < list->count; i++) {
		const struct told *told = &list->items[i];

		if (told->of != of || strcmp(told->fact, of == TOLD_ANSWER ? field->key : source->fact) != 0)
			continue;
		/* What the register was asked for is for the questions that name it, and no others. */
		if (strcmp(told->origin, TOLD_POPULATION) != 0 || source->from == FORM_FROM_REGISTER)
			return told->value[0] != '\0' ? told : NULL;
	}
	return NULL;
}

bool
told_is_vouched(const struct told *told)
{
	return strcmp(told->origin, TOLD_POPULATION) == 0 || strcmp(told->origin, TOLD_SIGN_ON) == 0;
}
