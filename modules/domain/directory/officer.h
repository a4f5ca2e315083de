/*
 * An officer (cán bộ) at work: who it is and which role it has at which agencies for which procedures.
 * Filled by the directory store, checked by guards and handlers. Pure.
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_OFFICER_H
#define MOTCUA_DOMAIN_DIRECTORY_OFFICER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/*
 * Kept in role_grant by these names: intake, processing, section_head, leader, clerk, returning, cashier, administrator;
 * and those over the catalogue, which see no dossier: drafter, controller, approver.
 */
enum role {
	ROLE_INTAKE,        /* tiếp nhận */
	ROLE_PROCESSING,    /* chuyên viên thụ lý */
	ROLE_SECTION_HEAD,  /* lãnh đạo phòng */
	ROLE_LEADER,        /* lãnh đạo cơ quan */
	ROLE_CLERK,         /* văn thư */
	ROLE_RETURNING,     /* trả kết quả */
	ROLE_CASHIER,       /* thu ngân */
	ROLE_ADMINISTRATOR, /* quản trị */
	ROLE_DRAFTER,       /* soạn thảo thủ tục, quy trình của đơn vị */
	ROLE_CONTROLLER,    /* kiểm soát thủ tục hành chính (Văn phòng UBND) */
	ROLE_APPROVER,      /* người ký quyết định công bố (Chủ tịch) */
	ROLE__MAX
};

/* The stored name; never NULL for a valid role. */
const char *role_name(enum role role);
/* False if there is no such role. */
bool role_by_name(const char *name, enum role *ret_role);

/* One grant, spread over an agency and every agency that it succeeded: old dossiers stay readable. */
struct role_scope {
	enum role role;
	int64_t agency_id;
	const char *procedure_code; /* "*": every procedure */
};

struct officer {
	int64_t id, account_id;
	const char *code, *name, *position;
	int64_t agency_id; /* where it belongs */
	const char *agency_name;
	const struct role_scope *scopes;
	size_t scope_count;
};

/* Is it a role over dossiers, not over the catalogue? */
bool role_handles_dossiers(enum role role);

/* Has it this role anywhere? */
bool officer_has_role(const struct officer *officer, enum role role);
/* Has it this role at this agency for this procedure? */
bool officer_may(const struct officer *officer, enum role role, int64_t agency_id, const char *procedure_code);
/* Has it any role over dossiers at this agency for this procedure: may it see the dossier? */
bool officer_sees(const struct officer *officer, int64_t agency_id, const char *procedure_code);
/*
 * The agencies where it has the role as a JSON array of numbers, "[3,7]" ("[]" if none), for statements that filter
 * by JSON_TABLE(?, '$[*]' ...); ROLE__MAX: any role over dossiers. A grant for one procedure counts too: the list narrows by officer_may.
 */
const char *officer_agencies(struct arena *arena, const struct officer *officer, enum role role);

#endif
