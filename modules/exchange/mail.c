/* Composing a mail. See mail.h. */
#include "mail.h"

#include <string.h>
#include <time.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/buffer.h"

enum { ADDRESS_MOST = 254, MESSAGE_MOST = 256 * 1024, LINE_MOST = 76, WORD_MOST = 75 };

#define WORD_BEGIN "=?UTF-8?Q?"
#define WORD_END   "?="

static bool
is_letter_or_digit(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
mail_address_valid(const char *address)
{
	const char *at = strchr(address, '@');
	size_t size = strlen(address);

	if (size > ADDRESS_MOST || at == NULL || at == address || at[1] == '\0')
		return false;
	for (const char *p = address; *p != '\0'; p++)
		if (p != at && !is_letter_or_digit((unsigned char)*p) && strchr(".!#$%&'*+-/=?^_{|}~", *p) == NULL)
			return false;
	return true;
}

static void
add_hex(struct buffer *out, unsigned char c)
{
	buffer_printf(out, "=%02X", c);
}

/* How many characters the byte takes in an encoded word. */
static size_t
word_width(unsigned char c)
{
	return is_letter_or_digit(c) || c == ' ' ? 1 : 3;
}

static size_t
character_width(const char *text, size_t size)
{
	size_t width = 0;

	for (size_t i = 0; i < size; i++)
		width += word_width((unsigned char)text[i]);
	return width;
}

/* RFC 2047: a character is never split between two encoded words. */
static void
add_encoded(struct buffer *out, const char *text)
{
	size_t used = sizeof(WORD_BEGIN WORD_END) - 1, left = strlen(text);
	uint32_t point;

	buffer_text(out, WORD_BEGIN);
	while (left > 0) {
		size_t size = utf8_decode(text, left, &point);
		size_t width = character_width(text, size);

		if (used + width > WORD_MOST) {
			buffer_text(out, WORD_END "\r\n " WORD_BEGIN);
			used = sizeof(WORD_BEGIN WORD_END) - 1;
		}
		for (size_t i = 0; i < size; i++) {
			unsigned char c = (unsigned char)text[i];

			if (c == ' ')
				buffer_char(out, '_');
			else if (is_letter_or_digit(c))
				buffer_char(out, (char)c);
			else
				add_hex(out, c);
		}
		used += width;
		text += size;
		left -= size;
	}
	buffer_text(out, WORD_END);
}

/* RFC 2045, 6.7: blanks at the end of a line and everything that is not plain ASCII as =XX. */
static void
add_quoted_printable(struct buffer *out, const char *text)
{
	size_t used = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		bool last = text[1] == '\n' || text[1] == '\0';
		bool plain = (c > ' ' && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !last);
		size_t width = plain ? 1 : 3;

		if (c == '\n') {
			buffer_text(out, "\r\n");
			used = 0;
			continue;
		}
		if (used + width > LINE_MOST - 1) {
			buffer_text(out, "=\r\n");
			used = 0;
		}
		if (plain)
			buffer_char(out, (char)c);
		else
			add_hex(out, c);
		used += width;
	}
	buffer_text(out, "\r\n");
}

/* English names of days and months whatever the process's locale. */
static void
add_date(struct buffer *out, int64_t at)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
		"Nov", "Dec" };
	time_t seconds = (time_t)(at / DATE_SECOND);
	struct tm utc = { 0 };

	(void)gmtime_r(&seconds, &utc);
	buffer_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[utc.tm_wday], utc.tm_mday,
	    months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

static bool
clean(const char *text)
{
	return utf8_clean(text, strlen(text), UTF8_LINE);
}

enum err
mail_write(struct arena *arena, const struct mail *mail, struct bytes *ret_message, struct failure *failure)
{
	struct buffer out;

	if (!mail_address_valid(mail->from) || !mail_address_valid(mail->to))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "no address that mail can go to or come from");
	if (!clean(mail->from_name) || !clean(mail->subject) || !clean(mail->id) ||
	    !utf8_clean(mail->text, strlen(mail->text), UTF8_TEXT))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "a control character in a mail");
	buffer_init(&out, arena, MESSAGE_MOST);
	add_date(&out, mail->at);
	buffer_text(&out, "From: ");
	add_encoded(&out, mail->from_name);
	buffer_printf(&out, " <%s>\r\nTo: <%s>\r\nSubject: ", mail->from, mail->to);
	add_encoded(&out, mail->subject);
	buffer_printf(&out, "\r\nMessage-ID: <%s@%s>\r\n", mail->id, strchr(mail->from, '@') + 1);
	buffer_text(&out,
	    "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
	add_quoted_printable(&out, mail->text);
	if (out.full)
		return FAILURE(failure, ERR_TOO_LARGE, NULL, NULL, "a mail of more than %d bytes", MESSAGE_MOST);
	*ret_message = (struct bytes){ (const unsigned char *)out.data, out.size };
	return OK;
}
