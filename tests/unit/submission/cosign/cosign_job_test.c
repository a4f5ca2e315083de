/* Who has not answered is reminded twice and no more, the applicant is told before it is too late. On a real database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/system/jobs.h"

#include "support/schema.h"

#include "cosign/cosign_invitation.h"
#include "cosign/cosign_job.h"
#include "cosign/cosign_store.h"
#include "draft_store.h"
#include "expiry.h"

#define SCHEMA "motcua_cosign_test"
#define NOW    (INT64_C(1795305600) * 1000000)

static const char *const modules[] = { "submission", "exchange", NULL };
static const struct core_config config = {
	.modules = { modules, 2 },
	.base_url = "https://motcua.example.vn",
	.files = "/nonexistent",
	.secret = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 },
};

static struct {
	struct arena *arena;
	struct db *db;
} fixture;

static int
setup(void **state)
{
	(void)state;
	fixture.arena = arena_new((size_t)16 << 20);
	if (!schema_make(SCHEMA))
		return 1;
	fixture.db = schema_open(SCHEMA, fixture.arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	db_close(fixture.db);
	schema_drop(SCHEMA);
	arena_free(fixture.arena);
	return 0;
}

static bool
never(void)
{
	return false;
}

struct number {
	int64_t n;
};
static const struct db_column number_columns[] = { COL(number, n, DB_INT) };
static const struct db_statement told = { "SELECT COUNT(*) AS n FROM outbox WHERE topic = ?",
	ROW(number_columns, number) };
static const struct db_statement left = { "SELECT COUNT(*) AS n FROM cosigner", ROW(number_columns, number) };

static int64_t
told_of(const char *topic)
{
	struct number number;

	assert_int_equal(db_row(fixture.db, &told, ARGS(TEXT(topic)), &number), OK);
	return number.n;
}

/* A draft that two must sign, offered now. */
static struct draft
given_an_offer(void)
{
	struct draft draft = {
		.reference = "aaaaaaaaaaaaaaaaaaaaaa",
		.account_id = 1,
		.purpose = "filing",
		.procedure_version_id = 1,
		.procedure_code = "1.000001",
		.procedure_name = "A",
		.case_no = 1,
		.agency_receiving_id = 1,
		.dossier_id = DB_NULL_INT,
		.asked_seq = DB_NULL_INT,
		.saved_at = NOW,
	};
	const struct outbox_message silent[2] = { { .payload = NULL }, { .payload = NULL } };
	struct cosigner signers[2];

	assert_int_equal(draft_create(fixture.db, &draft, NOW, &draft.id), OK);
	for (int i = 0; i < 2; i++) {
		signers[i] = (struct cosigner){ .draft_id = draft.id,
			.position = i + 1,
			.group_id = "g",
			.row_no = i,
			.name = "A",
			.email = "a@example.vn",
			.phone = "",
			.answered_at = TIME_NONE };
		invitation_renew(fixture.arena, &config, &signers[i]);
	}
	const struct cosign_offer offer = {
		.draft = &draft,
		.digest = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 },
		.email = "b@example.vn",
		.phone = "",
		.language = "vi",
		.signers = signers,
		.messages = silent,
		.count = 2,
		.now = NOW,
	};

	assert_int_equal(cosign_offer(fixture.db, &offer), OK);
	return draft;
}

static void
run_by(const struct core_config *by, const struct job *job, int64_t day)
{
	struct job_ctx j = { .arena = fixture.arena,
		.db = fixture.db,
		.now = NOW + day * DATE_DAY + DATE_MINUTE,
		.config = by,
		.stopping = never };
	bool more = false;

	assert_int_equal(job->run(&j, &more), OK);
	assert_false(more);
}

static void
run_on_day(const struct job *job, int64_t day)
{
	run_by(&config, job, day);
}

/* The second signer declines: nobody reminds them any more. */
static void
given_a_refusal(const struct draft *draft)
{
	const struct cosigner *signers;
	size_t count;

	assert_int_equal(cosigners_of_draft(fixture.db, draft->id, &signers, &count), OK);
	assert_int_equal(count, 2);
	const struct bytes hash = { (const unsigned char *)"proofproofproofproofproofproof!!", 32 };
	const struct cosign_proof proof = { &signers[1], hash, NOW + DATE_DAY, "code", "a@example.vn" };
	const struct cosign_answer answer = {
		.arena = fixture.arena, .signer = &signers[1], .proof_hash = hash, .reason = "B", .now = NOW
	};

	assert_int_equal(cosign_prove(fixture.db, &proof), OK);
	assert_int_equal(cosign_decline(fixture.db, &answer), OK);
	/* The same token after its time is nobody's. */
	const struct cosign_answer late = {
		.arena = fixture.arena, .signer = &signers[0], .proof_hash = hash, .reason = "B", .now = NOW
	};

	assert_int_equal(cosign_decline(fixture.db, &late), ERR_CONFLICT);
}

static void
who_has_not_answered_is_reminded_twice_and_the_applicant_warned_once_before_all_of_it_goes(void **state)
{
	static const struct {
		int64_t day, reminders, warnings;
	} days[] = { { 2, 0, 0 }, { 3, 1, 0 }, { 4, 1, 0 }, { 9, 1, 0 }, { 10, 2, 0 }, { 24, 2, 0 }, { 25, 2, 1 },
		{ 26, 2, 1 } };
	const struct draft draft = given_an_offer();
	struct number number;
	struct draft found;

	(void)state;
	given_a_refusal(&draft);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		run_on_day(&cosign_job, days[i].day);
		assert_int_equal(told_of("cosign.remind"), days[i].reminders);
		assert_int_equal(told_of("cosign.expiring"), days[i].warnings);
	}
	run_on_day(&expiry_job, 29);
	assert_int_equal(draft_by_id(fixture.db, draft.id, &found), OK);
	assert_true(draft_is_signing(&found));
	run_on_day(&expiry_job, 30);
	assert_int_equal(draft_by_id(fixture.db, draft.id, &found), ERR_NOT_FOUND);
	assert_int_equal(db_row(fixture.db, &left, NO_ARGS, &number), OK);
	assert_int_equal(number.n, 0);
}

/* A database that came from elsewhere, or a key that was changed: they are passed over once, not looked at for ever. */
static void
invitations_that_do_not_open_any_more_keep_nobody_waiting(void **state)
{
	struct core_config other = config;
	const struct draft draft = given_an_offer();
	const int64_t before = told_of("cosign.remind");
	const struct cosigner *signers;
	size_t count;

	(void)state;
	other.secret = (struct bytes){ (const unsigned char *)"another key of another installation", 32 };
	run_by(&other, &cosign_job, 3);
	assert_int_equal(told_of("cosign.remind"), before);
	assert_int_equal(cosigners_of_draft(fixture.db, draft.id, &signers, &count), OK);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(signers[i].reminders, 1);
	run_on_day(&expiry_job, 30);
}

static void
an_invitation_is_found_by_its_code_as_people_type_it_until_it_is_taken_back(void **state)
{
	const struct draft draft = given_an_offer();
	const struct cosigner *signers;
	struct cosigner found;
	struct bytes hash;
	const char *code;
	size_t count;

	(void)state;
	assert_int_equal(cosigners_of_draft(fixture.db, draft.id, &signers, &count), OK);
	assert_int_equal(invitation_code(fixture.arena, &config, &signers[0], &code), OK);
	assert_int_equal(invitation_hash(fixture.arena, invitation_grouped(fixture.arena, code), &hash), OK);
	assert_int_equal(cosigner_by_link(fixture.db, hash, &found), OK);
	assert_int_equal(found.position, 1);
	assert_int_equal(cosign_take_back(fixture.db, draft.id, NOW), OK);
	assert_int_equal(cosigner_by_link(fixture.db, hash, &found), ERR_NOT_FOUND);
	assert_int_equal(cosign_take_back(fixture.db, draft.id, NOW), OK);
	assert_int_equal(invitation_hash(fixture.arena, "2222-2222", &hash), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_has_not_answered_is_reminded_twice_and_the_applicant_warned_once_before_all_of_it_goes),
		cmocka_unit_test(invitations_that_do_not_open_any_more_keep_nobody_waiting),
		cmocka_unit_test(an_invitation_is_found_by_its_code_as_people_type_it_until_it_is_taken_back),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, setup, teardown);
}
