/*
 * The fee as a decision or the national base words it: amounts in dong for each channel where the words leave no doubt,
 * else the text alone. What is charged comes from the fee rule (DMN), never from here. Pure.
 *
 * Read: "50.000 dong/lan", "200,000 Viet Nam Dong (200.000 dong/the)", "Phi X: 50.000 dong/ho so", each alone or by
 * channel. Left as text: free ("Mien phi" may only mean that no amount was set), a reference to a decree, another currency,
 * several amounts, an amount that holds until a day or in a case.
 */
#ifndef MOTCUA_CATALOGUE_FEE_TEXT_H
#define MOTCUA_CATALOGUE_FEE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum fee_class {
	FEE_READ,     /* one amount */
	FEE_UNSAID,   /* empty, "khong quy dinh" */
	FEE_FREE,     /* "mien phi", "khong thu" */
	FEE_BY_LAW,   /* "theo quy dinh ..." without an amount */
	FEE_CURRENCY, /* USD */
	FEE_SEVERAL,  /* amounts that differ */
	FEE_OTHER,
	FEE_CLASS__MAX
};

struct fee_part {
	const char *channel; /* "online", "counter", "post"; NULL: every channel */
	const char *text;    /* the part of the text */
	enum fee_class class;
	/* Of FEE_READ: */
	const char *kind; /* "phi" or "le_phi" */
	const char *name; /* what the text calls it; the whole part if it gives no name */
	int64_t amount;   /* dong */
	const char *unit; /* "lan", "ho so", in the text's own words; "" */
};

enum { FEE_PARTS_MAX = 8 };
struct fee_text {
	struct fee_part parts[FEE_PARTS_MAX];
	size_t count; /* at least 1 */
};

/* Never fails: what nobody can read is a part with its class. */
void fee_text_read(struct arena *arena, const char *text, struct fee_text *ret);
/* "read", "free" ...: the last part of the message key that says why. */
const char *fee_class_name(enum fee_class class);

#endif
