/* The citizen's side: filing, tracking, the account. See routes.h. */
#include "routes.h"

#include "core/server/route.h"
#include "domain/site/choice_search.h"

#include "account.h"
#include "applicant.h"
#include "check.h"
#include "confirmation.h"
#include "cosign/cosign_invite.h"
#include "cosign/cosign_read.h"
#include "cosign/cosign_wait.h"
#include "form_copy.h"
#include "form_page.h"
#include "home.h"
#include "my_dossier.h"
#include "papers.h"
#include "rate.h"
#include "settings.h"
#include "start.h"
#include "supplement.h"
#include "track.h"
#include "withdraw.h"

#define DRAFT "/nop-ho-so/{code}/{draft}"
#define MINE  "/tai-khoan/ho-so/{number}"

const struct route submission_routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .summary = "First page where no catalogue is published" },

	{ GET, "/nop-ho-so/danh-sach/{choices}", &choice_search_input, &guard_anyone, handle_choice_search,
	    .flags = ROUTE_PUBLIC | ROUTE_ETAG, .answers = "application/json",
	    .holds = "items: value and label of each; more: there are others, to be sought by words",
	    .summary = "What may be chosen from a shared list" },
	{ GET, "/nop-ho-so/{code}", &start_input, &guard_anyone, handle_start, .summary = "Before filing" },
	{ POST, "/nop-ho-so/{code}", &begin_input, &guard_citizen, handle_begin, .again = again_begin,
	    .summary = "Begins a draft" },
	{ GET, DRAFT "/tiep", &continue_input, &guard_citizen, handle_continue,
	    .summary = "To where the draft stands" },
	{ GET, DRAFT "/nguoi-nop", &applicant_input, &guard_citizen, handle_applicant, .summary = "The applicant" },
	{ POST, DRAFT "/nguoi-nop", &applicant_save_input, &guard_citizen, handle_applicant_save,
	    .again = again_applicant, .summary = "Saves the applicant" },
	{ GET, DRAFT "/trang/{page}", &form_page_input, &guard_citizen, handle_form_page,
	    .summary = "One page of the form" },
	{ POST, DRAFT "/trang/{page}", &form_save_input, &guard_citizen, handle_form_save, .again = again_form_save,
	    .summary = "Saves and checks one page of the form" },
	{ POST, DRAFT "/luu/{page}", &form_save_input, &guard_citizen, handle_autosave, .answers = "application/json",
	    .holds = "saved; at: when, in words", .summary = "Saves what is typed so far" },
	{ GET, DRAFT "/giay-to", &papers_input, &guard_citizen, handle_papers, .summary = "The papers" },
	{ POST, DRAFT "/giay-to", &papers_input, &guard_citizen, handle_papers_done, .again = again_papers,
	    .summary = "Papers complete" },
	{ POST, DRAFT "/tep", &paper_upload_input, &guard_citizen, handle_paper_upload, .again = again_paper_upload,
	    .summary = "Attaches a file" },
	{ GET, DRAFT "/tep/{file}", &paper_file_input, &guard_citizen, handle_paper_file, .answers = ROUTE_FILE,
	    .summary = "An attached file" },
	{ POST, DRAFT "/giay-to/{file}/xoa", &paper_remove_input, &guard_citizen, handle_paper_remove,
	    .summary = "Removes an attached file" },
	{ GET, DRAFT "/kiem-tra", &check_input, &guard_citizen, handle_check, .summary = "Check answers" },
	{ POST, DRAFT "/nop", &send_input, &guard_citizen, handle_send, .again = again_send,
	    .summary = "Files the dossier, once" },
	{ GET, DRAFT "/da-nop", &confirmation_input, &guard_citizen, handle_confirmation,
	    .summary = "What was filed and what is next" },
	{ GET, DRAFT "/cung-ky", &cosign_wait_input, &guard_citizen, handle_cosign_wait,
	    .summary = "Who must sign too, and who has" },
	{ POST, DRAFT "/cung-ky/sua", &cosign_back_input, &guard_citizen, handle_cosign_back,
	    .summary = "Takes the draft back from its second signers, to be changed" },
	{ POST, DRAFT "/cung-ky/{no}/gui-lai", &cosign_resend_input, &guard_citizen, handle_cosign_resend,
	    .summary = "Invites a second signer again" },
	{ GET, DRAFT "/cung-ky/{no}/phieu", &cosign_sheet_input, &guard_citizen, handle_cosign_sheet,
	    .summary = "The invitation of a second signer, to be printed" },
	{ POST, DRAFT "/xoa", &draft_remove_input, &guard_citizen, handle_draft_remove, .summary = "Deletes a draft" },

	{ GET, "/cung-ky", &cosign_enter_input, &guard_anyone, handle_cosign_enter,
	    .summary = "An invitation to sign what somebody else files" },
	{ POST, "/cung-ky", &cosign_typed_input, &guard_anyone, handle_cosign_typed, .again = again_cosign_typed,
	    .summary = "Finds the invitation by its code" },
	{ POST, "/cung-ky/ma", &cosign_way_input, &guard_anyone, handle_cosign_send_code,
	    .again = again_cosign_send_code, .summary = "Sends a one-time code to who was invited" },
	{ POST, "/cung-ky/xem", &cosign_code_input, &guard_anyone, handle_cosign_code, .again = again_cosign_code,
	    .summary = "Opens the filing by the one-time code" },
	{ POST, "/cung-ky/tai-khoan", &cosign_account_input, &guard_citizen, handle_cosign_account,
	    .summary = "Opens the filing by the account of who was invited" },
	{ GET, "/cung-ky/noi-dung", &cosign_read_input, &guard_anyone, handle_cosign_read,
	    .summary = "What is to be signed" },
	{ GET, "/cung-ky/tep/{file}", &cosign_file_input, &guard_anyone, handle_cosign_file, .answers = ROUTE_FILE,
	    .summary = "A paper of what is to be signed" },
	{ POST, "/cung-ky/dong-y", &cosign_confirm_input, &guard_anyone, handle_cosign_confirm,
	    .again = again_cosign_read, .summary = "Confirms what was read; the last one files the dossier" },
	{ POST, "/cung-ky/tu-choi", &cosign_decline_input, &guard_anyone, handle_cosign_decline,
	    .again = again_cosign_read, .summary = "Declines to sign" },

	{ GET, "/tra-cuu", &track_input, &guard_anyone, handle_track, .summary = "Tracking" },
	{ POST, "/tra-cuu", &track_look_input, &guard_anyone, handle_track_look, .again = again_track,
	    .summary = "Tracking by number, or by number and secret" },
	{ GET, "/tra-cuu/{number}", &track_number_input, &guard_anyone, handle_track_number,
	    .summary = "Degree of completion by number alone" },

	{ GET, "/tai-khoan", &account_input, &guard_citizen, handle_account, .summary = "My dossiers and drafts" },
	{ GET, "/tai-khoan/thong-tin", &settings_input, &guard_citizen, handle_settings, .summary = "My details" },
	{ POST, "/tai-khoan/thong-tin", &name_input, &guard_citizen, handle_name, .again = again_settings,
	    .summary = "Changes my name" },
	{ POST, "/tai-khoan/dia-chi", &address_input, &guard_citizen, handle_address, .again = again_settings,
	    .summary = "Sends a code to a further address" },
	{ POST, "/tai-khoan/dia-chi/ma", &address_code_input, &guard_citizen, handle_address_code,
	    .again = again_address_code, .summary = "Proves the address by its code" },
	{ POST, "/tai-khoan/mat-khau", &password_input, &guard_citizen, handle_password, .again = again_settings,
	    .summary = "Sets a password" },

	{ GET, MINE, &my_dossier_input, &guard_citizen, handle_my_dossier, .summary = "One of my dossiers" },
	{ GET, MINE "/tep/{file}", &my_file_input, &guard_citizen, handle_my_file, .answers = ROUTE_FILE,
	    .summary = "A paper or result of my dossier" },
	{ GET, MINE "/to-khai", &form_copy_input, &guard_citizen, handle_my_form_copy,
	    .summary = "My electronic form as it was filed, to be printed" },
	{ GET, MINE "/bo-sung", &supplement_input, &guard_citizen, handle_supplement,
	    .summary = "What is asked to complete it" },
	{ POST, MINE "/bo-sung/bat-dau", &supplement_input, &guard_citizen, handle_supplement_begin,
	    .summary = "Begins to complete it" },
	{ POST, MINE "/bo-sung", &supplement_send_input, &guard_citizen, handle_supplement_send,
	    .again = again_supplement, .summary = "Sends the supplement, once" },
	{ GET, MINE "/rut", &withdraw_input, &guard_citizen, handle_withdraw, .summary = "What withdrawing does" },
	{ POST, MINE "/rut", &withdraw_send_input, &guard_citizen, handle_withdraw_send, .again = again_withdraw,
	    .summary = "Withdraws the dossier" },
	{ GET, MINE "/danh-gia", &rate_input, &guard_citizen, handle_rate, .summary = "Rating" },
	{ POST, MINE "/danh-gia", &rate_send_input, &guard_citizen, handle_rate_send, .again = again_rate,
	    .summary = "Rates the work, once" },
};
const size_t submission_route_count = sizeof(submission_routes) / sizeof(submission_routes[0]);
