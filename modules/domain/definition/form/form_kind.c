/* What a text of a kind must look like: numbers of persons and companies, telephones, addresses. See form.h. */
#include <string.h>

#include "core/locale/date.h"
#include "domain/definition/form/form_private.h"

enum {
	PERSON_DIGITS = 12,
	COMPANY_DIGITS = 10,
	OLD_CARD_DIGITS = 9,
	PASSPORT_MIN = 6,
	PASSPORT_MAX = 9,
	ACCOUNT_MIN = 6,
	ACCOUNT_MAX = 19,
	EMAIL_MAX = 254,
	EMAIL_LOCAL_MAX = 64
};

/*
 * The codes of places of birth registration in the number (Thông tư 59/2021/TT-BCA, Phụ lục I); the provinces merged in
 * 2025 keep one of their old codes, so the list serves old and new numbers.
 */
static const char province_codes[] = "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 "
				     "033 034 035 036 037 038 040 042 044 "
				     "045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 "
				     "079 080 082 083 084 086 087 089 091 "
				     "092 093 094 095 096";

static bool
all_digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") == count && text[count] == '\0';
}

/* Province, then century and sex, then two digits of the year of birth, which has come. */
static bool
is_person_number(const char *text, int64_t today)
{
	char province[4] = { 0 };

	if (!all_digits(text, PERSON_DIGITS))
		return false;
	memcpy(province, text, 3);
	if (strstr(province_codes, province) == NULL)
		return false;
	int century = 1900 + (text[3] - '0') / 2 * 100;
	int year = century + (text[4] - '0') * 10 + (text[5] - '0');
	return year <= civil_from_days((int32_t)today).year;
}

/* Ten digits of which the last checks the others, with or without the three digits of a branch. */
static bool
is_company_number(const char *text)
{
	static const int weights[] = { 31, 29, 23, 19, 17, 13, 7, 5, 3 };
	int sum = 0;

	if (strspn(text, "0123456789") != COMPANY_DIGITS)
		return false;
	for (int i = 0; i < 9; i++)
		sum += (text[i] - '0') * weights[i];
	if (10 - sum % 11 != text[9] - '0')
		return false;
	return text[10] == '\0' || (text[10] == '-' && all_digits(text + 11, 3));
}

static bool
is_phone(const char *text)
{
	size_t digits = strlen(text);

	if (strncmp(text, "+84", 3) == 0)
		return (digits == 12 || digits == 13) && text[3] != '0' && all_digits(text + 3, digits - 3);
	return (digits == 10 || digits == 11) && text[0] == '0' && text[1] != '0' && all_digits(text, digits);
}

static bool
is_email(const char *text)
{
	static const char local[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
	static const char domain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t size = strlen(text), before = strspn(text, local);
	const char *after = text + before + 1;

	if (size > EMAIL_MAX || before == 0 || before > EMAIL_LOCAL_MAX || text[before] != '@')
		return false;
	if (strspn(after, domain) != strlen(after) || strchr(after, '.') == NULL || strstr(text, "..") != NULL)
		return false;
	return text[0] != '.' && text[before - 1] != '.' && strchr(".-", after[0]) == NULL && text[size - 1] != '.' &&
	       text[size - 1] != '-';
}

static bool
is_money(const char *text)
{
	struct decimal number;
	int64_t dong;

	return decimal_parse(text, strlen(text), &number) == OK && decimal_to_int(number, &dong) == OK && dong >= 0;
}

/* Since 1 July 2025 a person's tax number is the personal number (Luật Quản lý thuế 38/2019/QH14, Đ35(7)). */
static bool
is_tax_number(const char *text, int64_t today)
{
	return is_company_number(text) || is_person_number(text, today);
}

static bool
is_passport(const char *text)
{
	size_t size = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	return size >= PASSPORT_MIN && size <= PASSPORT_MAX && text[size] == '\0' &&
	       strpbrk(text, "0123456789") != NULL;
}

static bool
is_bank_account(const char *text)
{
	size_t size = strlen(text);

	return size >= ACCOUNT_MIN && size <= ACCOUNT_MAX && all_digits(text, size);
}

/* 29A12345, 29B112345, 29MĐ112345: two digits of the province, a series of one to three signs, four or five digits. */
static bool
is_vehicle_plate(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC4\x90", digits[] = "0123456789";
	size_t province = strspn(text, digits), series;

	if (province != 2 || text[0] == '0')
		return false;
	text += province;
	series = strspn(text, letters);
	if (series == 0 || series > 3)
		return false;
	text += series;
	size_t rest = strspn(text, digits);
	return text[rest] == '\0' && rest >= 4 && rest <= 6;
}

const char *
form_kind_problem(enum form_kind kind, const char *text, int64_t today)
{
	bool right = true;

	switch (kind) {
	case FORM_PERSON_NUMBER: right = is_person_number(text, today); break;
	case FORM_COMPANY_NUMBER: right = is_company_number(text); break;
	case FORM_PHONE: right = is_phone(text); break;
	case FORM_EMAIL: right = is_email(text); break;
	case FORM_MONEY: right = is_money(text); break;
	case FORM_TAX_NUMBER: right = is_tax_number(text, today); break;
	case FORM_OLD_IDENTITY_CARD: right = all_digits(text, OLD_CARD_DIGITS); break;
	case FORM_PASSPORT: right = is_passport(text); break;
	case FORM_BANK_ACCOUNT: right = is_bank_account(text); break;
	case FORM_VEHICLE_PLATE: right = is_vehicle_plate(text); break;
	case FORM_NAME: right = strpbrk(text, "0123456789<>@#") == NULL; break;
	default: break;
	}
	return right ? NULL : form_kind_name(kind);
}
