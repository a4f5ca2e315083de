/* The list of core's stores. See stores.h. */
#include "core/security/stores.h"

#include "core/data/setting_store.h"
#include "core/security/idempotency_store.h"
#include "core/security/one_time_code_store.h"
#include "core/security/session_store.h"
#include "core/security/throttle_store.h"
#include "core/system/job_lease_store.h"

const struct store *const core_stores[] = {
	&setting_store,
	&session_store,
	&throttle_store,
	&one_time_code_store,
	&idempotency_store,
	&job_lease_store,
};
const size_t core_stores_count = sizeof(core_stores) / sizeof(core_stores[0]);
