/*
 * The term as a decision or the national base words it, read into clock policies (domain/time/policy_text.h): one for each
 * channel and case that the words name. What is not said beyond doubt is left to a person, with its text kept: a term
 * that is wrong is worse than one that is missing. Pure.
 *
 * What is read, and as what:
 * - "05 ngay lam viec": working days. "30 ngay": calendar days (Bo luat Dan su, Dieu 148 khoan 5); part of a day
 *   ("1/2 ngay") can only be of a working day. "07 gio lam viec", "8 gio": working time; "24 gio", "48 gio" without
 *   "lam viec" may be hours of the clock and are left to a person. "6 thang": months by date.
 * - "30 ngay = 240 gio", "30 ngay (240 gio)": eight hours a day, so working days.
 * - "Ngay trong ngay; truong hop nhan sau 15 gio ... ngay lam viec tiep theo": the same day with a cut-off.
 * - "tu 3 den 5 ngay lam viec": the longest; the office is bound by no other.
 * - "... hoac co the keo dai hon theo thoa thuan bang van ban": the term itself; the clock records an agreed extension.
 * - "Truc tuyen: A; Dich vu buu chinh: B; Truc tiep: C": one for each channel.
 * - "- Truong hop X: A. - Truong hop Y: B", "A; Rieng truong hop Y la B": one for each case. A case that is how the
 *   matter ends ("trong truong hop khong cap") is none that an applicant can choose: a person decides.
 */
#ifndef MOTCUA_CATALOGUE_TERM_TEXT_H
#define MOTCUA_CATALOGUE_TERM_TEXT_H

#include <stddef.h>

struct arena;

enum term_class {
	TERM_READ,         /* `policy` holds it */
	TERM_UNSAID,       /* empty, "khong quy dinh": the source has no term */
	TERM_ALTERNATIVES, /* "3 ngay hoac 5 ngay": nobody says when which */
	TERM_STAGES,       /* several terms one after the other, counted from different events */
	TERM_OUTCOMES,     /* it depends on how the matter ends */
	TERM_EVENT,        /* it does not begin with the receipt of the dossier */
	TERM_UNITLESS,     /* "10-25", "0 gio": no length of time */
	TERM_OF_THE_CLOCK, /* "24 gio": of the clock or of the office? */
	TERM_OTHER,        /* words that the reader does not know */
	TERM_CLASS__MAX
};

struct term_part {
	const char *channel;   /* "online", "counter", "post"; NULL: every channel */
	const char *case_name; /* the condition in the text's own words; NULL: every case */
	const char *text;      /* the part of the text */
	const char *policy;    /* "" unless class is TERM_READ */
	enum term_class class;
};

enum { TERM_PARTS_MAX = 24 };
struct term_text {
	struct term_part parts[TERM_PARTS_MAX];
	size_t count; /* at least 1 */
};

/* Never fails: a text that nobody can read is one part with its class. */
void term_text_read(struct arena *arena, const char *text, struct term_text *ret);
/* "read", "alternatives" ...: the last part of the message key that says why. */
const char *term_class_name(enum term_class class);

#endif
