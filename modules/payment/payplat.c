/* PayPlat's signatures and the addresses that it may send payers to. See payplat.h. */
#include "payplat.h"

#include <string.h>

#include "core/security/hash.h"

#include "fields.h"

const char *const payplat_init_fields[] = { "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien",
	"LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich",
	"ThoiGianGD", "Ip", NULL };
const char *const payplat_confirm_fields[] = { "LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe",
	"MaGiaoDich", "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich", NULL };
const char *const payplat_query_fields[] = { "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD", NULL };

static void
digest(struct arena *arena, const char *line, struct bytes secret, unsigned char hash[SHA256_SIZE])
{
	struct sha256_stream *stream = sha256_begin(arena);

	sha256_add(stream, line, strlen(line));
	sha256_add(stream, "|", 1);
	sha256_add(stream, secret.data, secret.size);
	sha256_end(stream, hash);
}

const char *
payplat_sign(struct arena *arena, const struct fields *message, const char *const *names, struct bytes secret)
{
	unsigned char hash[SHA256_SIZE];

	digest(arena, fields_line(arena, message, names), secret, hash);
	return hex_encode(arena, hash, sizeof(hash));
}

bool
payplat_verified(struct arena *arena, const struct fields *message, const char *const *names,
    const struct bytes *secrets, size_t count)
{
	const char *line = fields_line(arena, message, names);
	struct bytes given;

	if (hex_decode(arena, fields_get(message, "MaXacThuc"), &given) || given.size != SHA256_SIZE)
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned char right[SHA256_SIZE];

		if (secrets[i].size == 0)
			continue;
		digest(arena, line, secrets[i], right);
		if (hash_equal(right, sizeof(right), given.data, given.size))
			return true;
	}
	return false;
}

/* Length of "scheme://host:port", 0 if the address has no such beginning. */
static size_t
origin_size(const char *url)
{
	const char *host = strstr(url, "://");

	return host == NULL ? 0 : (size_t)(host - url) + 3 + strcspn(host + 3, "/?#\\@");
}

/* Is `url` https at this host ("pay.example.vn", with a port if not 443)? */
static bool
is_https_at(const char *url, const char *host, size_t host_size)
{
	static const char scheme[] = "https://";
	const size_t scheme_size = sizeof(scheme) - 1;

	return host_size > 0 && strncmp(url, scheme, scheme_size) == 0 && origin_size(url) == scheme_size + host_size &&
	       strncmp(url + scheme_size, host, host_size) == 0;
}

/* What stands before the path must be followed by one: "host@other" would be somebody else's. */
static bool
has_path(const char *url)
{
	char next = url[origin_size(url)];

	return next == '\0' || next == '/' || next == '?';
}

static bool
has_only_address_characters(const char *url)
{
	for (const unsigned char *p = (const unsigned char *)url; *p != '\0'; p++)
		if (*p <= ' ' || *p >= 0x7f || strchr("\"<>\\^`{|}", *p) != NULL)
			return false;
	return true;
}

bool
payplat_may_leave_to(const char *url, const char *api_url, const char *pay_host)
{
	size_t api_origin = origin_size(api_url);
	const char *api_host = strstr(api_url, "://");

	if (api_host == NULL || api_origin == 0 || !has_only_address_characters(url) || !has_path(url))
		return false;
	api_host += 3;
	return is_https_at(url, pay_host, strlen(pay_host)) ||
	       is_https_at(url, api_host, api_origin - (size_t)(api_host - api_url)) ||
	       (origin_size(url) == api_origin && strncmp(url, api_url, api_origin) == 0);
}
