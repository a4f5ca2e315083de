/* Networks of addresses. See network.h. */
#include "core/security/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "core/security/hash.h"

enum { IPV4_NETWORK = 3, IPV6_NETWORK = 8 }; /* bytes */

const char *
network_of(struct arena *arena, const char *address)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	unsigned char bytes[sizeof(struct in6_addr)];

	if (inet_pton(AF_INET, address, bytes) == 1)
		return hex_encode(arena, bytes, IPV4_NETWORK);
	if (inet_pton(AF_INET6, address, bytes) != 1)
		return address;
	if (memcmp(bytes, mapped, sizeof(mapped)) == 0)
		return hex_encode(arena, bytes + sizeof(mapped), IPV4_NETWORK);
	return hex_encode(arena, bytes, IPV6_NETWORK);
}
