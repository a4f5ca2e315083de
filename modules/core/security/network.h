/*
 * The network that a request comes from: what limits by source count, since one subscriber holds a whole /64 of IPv6.
 * Pure.
 */
#ifndef MOTCUA_CORE_SECURITY_NETWORK_H
#define MOTCUA_CORE_SECURITY_NETWORK_H

struct arena;

/* The /24 of an IPv4 address, also of one written as IPv6, or the /64 of IPv6, as text; what is no address as it stands. */
const char *network_of(struct arena *arena, const char *address);

#endif
