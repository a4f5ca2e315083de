/* Invited to sign. See cosign_invite.h. */
#include "cosign/cosign_invite.h"

#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/security/address_mask.h"
#include "core/security/hash.h"
#include "core/security/network.h"
#include "core/security/random.h"
#include "core/security/sign_in_code.h"
#include "core/security/throttle_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "cosign/cosign_begin.h"
#include "cosign/cosign_invitation.h"
#include "cosign/cosign_show.h"
#include "cosign/cosign_store.h"
#include "domain/directory/directory_store.h"

#include "draft_store.h"
#include "show.h"

#define CODE_PURPOSE "cosign"

/* How long one may read and answer once it is proved who one is. */
enum { PROOF_MINUTES = 60 };

/* The codes have 73 bits: only who guesses, or types badly, meets this. */
static const struct throttle misses = { "cosign_miss", 600, 30 };
/*
 * One-time codes to one signer of one filing, whoever asks: the applicant can print the invitation, and a month of guesses at the code
 * that goes with it would be a signature in another's name.
 */
static const struct throttle codes = { "cosign_code", 24 * 3600, 10 };

struct cosign_enter_in {
	const char *ma;
	bool ended;
};
struct cosign_typed_in {
	const char *ma;
};
struct cosign_way_in {
	const char *ma, *way;
};
struct cosign_code_in {
	const char *ma, *way, *code;
};
static const char *const ways[] = { "phone", "email", NULL };
#define INVITATION_FIELD(in, from, needed)                                                                             \
	FIELD(in, ma, FIELD_TEXT, from, .required = (needed), .max = 40, .label = "submission_cosign.invitation_code")
static const struct field cosign_enter_fields[] = {
	INVITATION_FIELD(cosign_enter_in, FROM_QUERY, false),
	FIELD_NAMED(cosign_enter_in, ended, "het-han", FIELD_BOOL, FROM_QUERY),
};
static const struct field cosign_typed_fields[] = { INVITATION_FIELD(cosign_typed_in, FROM_FORM, true) };
static const struct field cosign_way_fields[] = {
	INVITATION_FIELD(cosign_way_in, FROM_FORM, true),
	FIELD(cosign_way_in, way, FIELD_CHOICE, FROM_FORM, .required = true, .choices = ways,
	    .label = "submission_cosign.way"),
};
static const struct field cosign_code_fields[] = {
	INVITATION_FIELD(cosign_code_in, FROM_FORM, true),
	FIELD(cosign_code_in, way, FIELD_CHOICE, FROM_FORM, .required = true, .choices = ways,
	    .label = "submission_cosign.way"),
	FIELD(cosign_code_in, code, FIELD_TEXT, FROM_FORM, .required = true, .max = 20, .label = "sign_in.code"),
};
const struct input cosign_enter_input = INPUT(cosign_enter_in, cosign_enter_fields);
const struct input cosign_typed_input = INPUT(cosign_typed_in, cosign_typed_fields);
const struct input cosign_way_input = INPUT(cosign_way_in, cosign_way_fields);
const struct input cosign_code_input = INPUT(cosign_code_in, cosign_code_fields);
const struct input cosign_account_input = INPUT(cosign_typed_in, cosign_typed_fields);

/* An invitation as it was found. */
struct invited {
	struct cosigner signer;
	struct draft draft;
	const char *code;
	int64_t now;
};

static struct view *
enter_view(struct ctx *c, const char *typed, bool ended)
{
	const struct shown_field code = { .name = "ma",
		.label = words(c, "submission_cosign.invitation_code"),
		.hint = words(c, "submission_cosign.invitation_hint"),
		.value = typed,
		.type = "text",
		.width = "20",
		.autocomplete = "off" };
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission_cosign.enter_title"), NULL);
	show_notice(page, ended ? words(c, "submission_cosign.ended") : NULL, false);
	view_url(page, "action", "/cung-ky");
	show_field(c, page, &code);
	return page;
}

/* One answer for what was never there, was taken back or has expired: nobody learns which. */
static enum err
answer_nothing(struct ctx *c, const char *typed)
{
	if (respond_wants_json(c))
		return refuse(c, ERR_NOT_FOUND, "submission_cosign.nothing", NULL);
	(void)again_refuse(c, "ma", "submission_cosign.nothing");
	failure_clear(&c->failure);
	return respond_page_status(c, 404, "submission/cosign_enter", enter_view(c, typed, false));
}

/* ERR_NOT_FOUND as cosigner_by_link; also once the time of the draft is over. */
static enum err
look(struct ctx *c, const char *typed, struct invited *ret)
{
	struct bytes hash;
	enum err err;

	if (invitation_hash(c->arena, typed, &hash))
		return ERR_NOT_FOUND;
	if ((err = cosigner_by_link(c->db, hash, &ret->signer)) ||
	    (err = draft_by_id(c->db, ret->signer.draft_id, &ret->draft)))
		return err;
	if (!draft_is_sent(&ret->draft) && ret->now >= cosign_until(&ret->draft))
		return ERR_NOT_FOUND;
	return invitation_code(c->arena, c->config, &ret->signer, &ret->code) ? ERR_NOT_FOUND : OK;
}

static enum err
find(struct ctx *c, const char *typed, struct invited *ret)
{
	const char *source = network_of(c->arena, c->request->remote_address);
	enum err err = ctx_now(c, &ret->now), limited;

	if (err || (err = throttle_look(c->db, &misses, source, ret->now)) ||
	    (err = look(c, typed, ret)) != ERR_NOT_FOUND)
		return err;
	failure_clear(&c->failure);
	limited = throttle_hit(c->db, &misses, source, ret->now);
	return limited ? limited : ERR_NOT_FOUND;
}

static const char *
address_of(const struct cosigner *signer, const char *way)
{
	return strcmp(way, "email") == 0 ? signer->email : signer->phone;
}

static void
add_ways(struct ctx *c, struct view *page, const struct cosigner *s)
{
	struct shown_option options[2];
	size_t count = 0;

	for (size_t i = 0; i < 2; i++)
		if (address_of(s, ways[i])[0] != '\0')
			options[count++] =
			    (struct shown_option){ ways[i], address_masked(c->arena, address_of(s, ways[i])), NULL };
	show_choice(c, view_child(page, "way"), "way", words(c, "submission_cosign.way"), NULL, options, count,
	    count > 0 ? options[0].value : NULL);
}

static struct view *
invite_view(struct ctx *c, const struct invited *in)
{
	bool sends = c->config != NULL && config_has_word(&c->config->modules, "exchange");
	bool signed_in = c->session.kind == SESSION_CITIZEN;
	const char *again = url_query_add(c->arena, "/cung-ky", "ma", in->code);
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission_cosign.invite_title"), NULL);
	show_procedure(c, page, in->draft.procedure_code, in->draft.procedure_name);
	view_text(page, "until", draft_is_sent(&in->draft) ? NULL : words_moment(c, cosign_until(&in->draft)));
	view_text(page, "code", in->code);
	view_bool(page, "sends", sends);
	view_url(page, "send_action", "/cung-ky/ma");
	add_ways(c, page, &in->signer);
	view_url(page, "account_action", signed_in ? "/cung-ky/tai-khoan" : NULL);
	view_url(
	    page, "sign_in_url", signed_in ? NULL : url_query_add(c->arena, "/tai-khoan/dang-nhap", "next", again));
	return page;
}

enum err
handle_cosign_enter(struct ctx *c, const void *input)
{
	const struct cosign_enter_in *in = input;
	struct invited invited;
	enum err err;

	respond_personal(c);
	if (in->ma == NULL)
		return respond_page(c, "submission/cosign_enter", enter_view(c, NULL, in->ended));
	if ((err = find(c, in->ma, &invited)) == ERR_NOT_FOUND)
		return answer_nothing(c, in->ma);
	return err ? err : respond_page(c, "submission/cosign_invite", invite_view(c, &invited));
}

enum err
handle_cosign_typed(struct ctx *c, const void *input)
{
	const struct cosign_typed_in *in = input;
	struct invited invited;
	enum err err = find(c, in->ma, &invited);

	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, in->ma);
	return err ? err : respond_redirect(c, url_query_add(c->arena, "/cung-ky", "ma", invited.code));
}

enum err
again_cosign_typed(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page_status(c, 422, "submission/cosign_enter", enter_view(c, again_typed(c, "ma", NULL), false));
}

static struct view *
code_view(struct ctx *c, const char *invitation, const char *way, const char *address)
{
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "sign_in.code_title"), url_query_add(c->arena, "/cung-ky", "ma", invitation));
	view_text(page, "address", address_masked(c->arena, address));
	view_text(page, "invitation", invitation);
	view_text(page, "way", way);
	view_url(page, "action", "/cung-ky/xem");
	view_url(page, "send_action", "/cung-ky/ma");
	show_code_field(c, page);
	return page;
}

/* A code for one invitation opens no other, not even of the same person. */
static struct sign_in_code
code_for(struct ctx *c, const struct cosigner *signer, const char *address)
{
	const char *one = arena_printf(c->arena, "%lld|%lld", (long long)signer->draft_id, (long long)signer->position);

	return (struct sign_in_code){
		.purpose = CODE_PURPOSE,
		.target = arena_printf(c->arena, "%s|%s|%s", one,
		    hex_encode(c->arena, signer->link_hash.data, signer->link_hash.size), address),
		.address = address,
		.limit = &codes,
		.limit_whom = one,
		.limit_says = "submission_cosign.codes_limited",
	};
}

enum err
handle_cosign_send_code(struct ctx *c, const void *input)
{
	const struct cosign_way_in *in = input;
	struct sign_in_code code;
	struct invited invited;
	const char *address;
	enum err err = find(c, in->ma, &invited);

	respond_personal(c);
	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, in->ma);
	if (err)
		return err;
	if ((address = address_of(&invited.signer, in->way))[0] == '\0')
		return refuse(c, ERR_INVALID, "submission_cosign.no_such_way", "way");
	code = code_for(c, &invited.signer, address);
	err = sign_in_code_send(c, &code);
	return err ? err : respond_page(c, "submission/cosign_code", code_view(c, invited.code, in->way, address));
}

enum err
again_cosign_send_code(struct ctx *c, const void *input)
{
	const char *typed = again_typed(c, "ma", "");
	struct invited invited;
	enum err err = find(c, typed, &invited);

	(void)input;
	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, typed);
	return err ? err : respond_page_status(c, 422, "submission/cosign_invite", invite_view(c, &invited));
}

static const char *
cookie_name(const struct ctx *c)
{
	return c->config->secure_cookies ? "__Host-motcua-cosign" : "motcua-cosign";
}

static struct bytes
token_hash(struct ctx *c, const char *token)
{
	unsigned char *digest = arena_alloc(c->arena, SHA256_SIZE);

	sha256(token, strlen(token), digest);
	return (struct bytes){ digest, SHA256_SIZE };
}

/* The same for one session and one invitation: of two clicks, whichever is kept last, both answers carry what counts. */
static const char *
account_token(struct ctx *c, const struct cosigner *signer)
{
	const char *what =
	    arena_printf(c->arena, "%s|%s|%s", CODE_PURPOSE, hex_encode(c->arena, c->session.id, sizeof(c->session.id)),
		hex_encode(c->arena, signer->link_hash.data, signer->link_hash.size));
	unsigned char mac[SHA256_SIZE];

	hmac_sha256(c->config->secret, what, strlen(what), mac);
	return hex_encode(c->arena, mac, sizeof(mac));
}

/* From now on who holds `token`, and nobody else, reads and answers for the signer. */
static enum err
let_in(struct ctx *c, const struct invited *in, const char *token, const char *method, const char *address)
{
	const struct cosign_proof proof = {
		.signer = &in->signer,
		.hash = token_hash(c, token),
		.until = in->now + PROOF_MINUTES * DATE_MINUTE,
		.method = method,
		.address = address,
	};
	enum err err = cosign_prove(c->db, &proof);

	if (err == ERR_CONFLICT)
		return answer_nothing(c, in->code);
	if (err || (err = respond_cookie(c, cookie_name(c), token, (int64_t)PROOF_MINUTES * 60)))
		return err;
	return respond_redirect(c, "/cung-ky/noi-dung");
}

enum err
handle_cosign_code(struct ctx *c, const void *input)
{
	const struct cosign_code_in *in = input;
	struct sign_in_code code;
	struct invited invited;
	const char *address;
	enum err err = find(c, in->ma, &invited);

	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, in->ma);
	if (err)
		return err;
	address = address_of(&invited.signer, in->way);
	code = code_for(c, &invited.signer, address);
	err = sign_in_code_use(c, &code, in->code);
	return err ? err : let_in(c, &invited, random_token(c->arena, 16), "code", address);
}

enum err
again_cosign_code(struct ctx *c, const void *input)
{
	const char *typed = again_typed(c, "ma", ""), *way = again_typed(c, "way", "");
	struct invited invited;
	const char *address;
	enum err err = find(c, typed, &invited);

	(void)input;
	respond_personal(c);
	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, typed);
	if (err)
		return err;
	way = strcmp(way, "email") == 0 ? "email" : "phone";
	address = address_of(&invited.signer, way);
	return respond_page_status(c, 422, "submission/cosign_code", code_view(c, invited.code, way, address));
}

/* The address of the account by which the applicant named this person; NULL: it is somebody else's account. */
static const char *
shared_address(const struct account *account, const struct cosigner *signer)
{
	const char *const own[] = { account->login, account->email, account->phone };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i] != NULL && own[i][0] != '\0' &&
		    (strcmp(own[i], signer->email) == 0 || strcmp(own[i], signer->phone) == 0))
			return own[i];
	return NULL;
}

enum err
handle_cosign_account(struct ctx *c, const void *input)
{
	const struct cosign_typed_in *in = input;
	struct account account;
	struct invited invited;
	const char *address;
	enum err err = find(c, in->ma, &invited);

	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, in->ma);
	if (err || (err = account_by_id(c->db, c->session.account_id, &account)))
		return err;
	address = shared_address(&account, &invited.signer);
	if (address == NULL || account.id == invited.draft.account_id)
		return refuse(c, ERR_CONFLICT, "submission_cosign.other_account", NULL);
	return let_in(c, &invited, account_token(c, &invited.signer), "account", address);
}

enum err
cosign_ended(struct ctx *c)
{
	if (c->errors != NULL)
		return respond_page_status(c, 422, "submission/cosign_enter", enter_view(c, NULL, true));
	return respond_redirect(c, url_query_add(c->arena, "/cung-ky", "het-han", "1"));
}

struct bytes
cosign_token_hash(struct ctx *c)
{
	const char *token = request_cookie(c->request, cookie_name(c));

	return token_hash(c, token != NULL ? token : "");
}

enum err
cosign_reader(struct ctx *c, struct cosigner *ret_signer, struct draft *ret_draft)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	respond_personal(c);
	if (err || (err = cosigner_by_proof(c->db, cosign_token_hash(c), now, ret_signer)))
		return err;
	if ((err = draft_by_id(c->db, ret_signer->draft_id, ret_draft)))
		return err;
	return draft_is_sent(ret_draft) || now < cosign_until(ret_draft) ? OK : ERR_NOT_FOUND;
}

struct view *
cosign_enter_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return enter_view(&c, "A", true);
}

struct view *
cosign_invite_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct invited in = { .signer = { .email = "a@example.vn", .phone = "0912345678" },
		.draft = { .state = "signing", .procedure_code = "1.000001", .procedure_name = "A" },
		.code = "A" };

	return invite_view(&c, &in);
}

struct view *
cosign_code_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return code_view(&c, "A", "phone", "0912345678");
}
