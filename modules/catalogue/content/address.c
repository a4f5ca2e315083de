/* Links and films. See address.h. */
#include "content/address.h"

#include <stddef.h>
#include <string.h>

#include "core/view/url.h"

#define HTTPS "https://"

bool
address_is_allowed(const char *url)
{
	static const char *const beginnings[] = { HTTPS, "mailto:", "tel:" };

	if (!url_is_safe(url))
		return false;
	if (url[0] == '/')
		return true;
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (strncmp(url, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

/* Does the host end with the site's name, as a whole label? */
static bool
is_within(const char *host, size_t size, const char *site)
{
	size_t length = strlen(site);

	return size >= length && strncmp(host + size - length, site, length) == 0 &&
	       (size == length || host[size - length - 1] == '.');
}

bool
address_is_film(const char *url)
{
	static const char *const sites[] = { "youtube.com", "youtu.be", "gov.vn" };
	const char *host = url + strlen(HTTPS);
	size_t size;

	if (!url_is_safe(url) || strncmp(url, HTTPS, strlen(HTTPS)) != 0)
		return false;
	size = strcspn(host, "/?#");
	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++)
		if (is_within(host, size, sites[i]))
			return true;
	return false;
}
