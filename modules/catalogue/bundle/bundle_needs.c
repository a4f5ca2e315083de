/* What a bundle needs of this catalogue: agencies with a calendar, roles, lists that it does not bring. See bundle_private.h. */
#include <string.h>

#include "bundle/bundle_private.h"
#include "choice/choice_write_store.h"
#include "core/data/db.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"

static void
add_blocked(const struct bundle_work *w, struct bundle_report *r, const char *kind, const char *code, const char *name,
    const char *why)
{
	bundle_report_add(w, r,
	    (struct bundle_item){
		.kind = kind, .code = code, .name = name, .state = BUNDLE_BLOCKED, .why = why, .where = "" });
}

static enum err
compare_agency(const struct bundle_work *w, const struct bundle_need_record *need, struct bundle_report *r)
{
	const struct calendar *calendar;
	struct agency agency;
	enum err err = agency_by_code(w->db, need->code, &agency);

	if (err == ERR_NOT_FOUND) {
		add_blocked(w, r, "agency", need->code, need->name, BUNDLE_WHY("agency"));
		return OK;
	}
	if (err)
		return err;
	err = calendar_of_agency(w->db, w->arena, agency.id, &calendar);
	if (err != ERR_UNAVAILABLE)
		return err;
	failure_clear(w->failure);
	add_blocked(w, r, "calendar", need->code, agency.name, BUNDLE_WHY("calendar"));
	return OK;
}

static enum err
compare_list(const struct bundle_work *w, const struct bundle_need_record *need, struct bundle_report *r)
{
	struct choice_list list;
	enum err err = choice_list_by_code(w->db, need->code, w->today, &list);

	if (err != ERR_NOT_FOUND)
		return err;
	add_blocked(w, r, "list", need->code, need->name, BUNDLE_WHY("list"));
	return OK;
}

enum err
bundle_need_compare(const struct bundle_work *w, const struct bundle_need_record *need, struct bundle_report *r)
{
	enum role role;

	if (strcmp(need->kind, "agency") == 0)
		return compare_agency(w, need, r);
	if (strcmp(need->kind, "list") == 0)
		return compare_list(w, need, r);
	if (!role_by_name(need->code, &role))
		add_blocked(w, r, "role", need->code, need->name, BUNDLE_WHY("role"));
	return OK;
}
