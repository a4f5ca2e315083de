/* The officer before a version. See case.h. */
#include "version/case.h"

#include "core/data/db.h"
#include "core/server/ctx.h"
#include "domain/directory/officer_guard.h"
#include "version/life_store.h"

bool
officer_drafts(const struct officer *officer, const struct procedure_item *item)
{
	if (officer_has_role(officer, ROLE_ADMINISTRATOR))
		return true;
	return item->owner_agency_id == DB_NULL_INT
		   ? officer_has_role(officer, ROLE_CONTROLLER)
		   : officer_may(officer, ROLE_DRAFTER, item->owner_agency_id, item->code);
}

enum err
version_actor_of(struct ctx *c, struct db *db, const struct procedure_item *item, int64_t version_id,
    struct version_actor *ret_actor)
{
	const struct officer *officer = ctx_officer(c);

	*ret_actor = (struct version_actor){
		.drafts = officer_drafts(officer, item),
		.controls = officer_has_role(officer, ROLE_CONTROLLER),
		.approves = officer_has_role(officer, ROLE_APPROVER),
	};
	return version_hands(db, version_id, officer->id, &ret_actor->wrote, &ret_actor->controlled);
}

enum err
version_case_load(struct ctx *c, struct db *db, const char *code, int64_t number, struct version_case *ret_case)
{
	enum err err = item_by_code(db, code, &ret_case->item);

	if (!err)
		err = version_by_number(db, ret_case->item.id, number, &ret_case->line);
	return err ? err : version_actor_of(c, db, &ret_case->item, ret_case->line.id, &ret_case->actor);
}

enum err
version_act_refuse(struct ctx *c, enum act_answer answer)
{
	switch (answer) {
	case ACT_ALLOWED: return OK;
	case ACT_WRONG_STATE: return refuse(c, ERR_CONFLICT, "catalogue_version.moved_on", NULL);
	case ACT_NOT_THEIRS: return refuse(c, ERR_FORBIDDEN, "catalogue_version.not_yours", NULL);
	case ACT_SECOND_PERSON: return refuse(c, ERR_FORBIDDEN, "catalogue_version.second_person", NULL);
	}
	return ERR_INTERNAL;
}
