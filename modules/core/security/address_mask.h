/* Mail addresses and phone numbers as they may be shown and logged. Pure. */
#ifndef MOTCUA_CORE_SECURITY_ADDRESS_MASK_H
#define MOTCUA_CORE_SECURITY_ADDRESS_MASK_H

struct arena;

/* "ng***@example.vn", "091****678": recognised by its owner, of no use to anybody else. */
const char *address_masked(struct arena *arena, const char *address) __attribute__((returns_nonnull));

#endif
