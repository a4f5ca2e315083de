/* A mail as bytes: what every mail program must read, and what no recipient can smuggle in. Mirrors modules/exchange/mail.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "mail.h"

#define AT INT64_C(1795305600000000) /* 2026-11-22 00:00:00 UTC, a Sunday */

static struct arena *arena;

static enum err
written(struct mail mail, const char **ret_text)
{
	struct failure failure = { 0 };
	struct bytes message = { NULL, 0 };
	enum err err;

	mail.from = mail.from != NULL ? mail.from : "mot-cua@tinh.example.vn";
	mail.from_name = mail.from_name != NULL ? mail.from_name : "UBND";
	mail.to = mail.to != NULL ? mail.to : "lan@example.vn";
	mail.subject = mail.subject != NULL ? mail.subject : "x";
	mail.text = mail.text != NULL ? mail.text : "x";
	mail.id = mail.id != NULL ? mail.id : "motcua-1";
	mail.at = AT;
	err = mail_write(arena, &mail, &message, &failure);
	*ret_text = (const char *)message.data;
	return err;
}

static const char *
text_of(struct mail mail)
{
	const char *text;

	assert_int_equal(written(mail, &text), OK);
	return text;
}

static void
the_headers_are_complete_and_in_english_whatever_the_locale(void **state)
{
	const char *text = text_of((struct mail){ .text = "a" });

	(void)state;
	assert_non_null(strstr(text, "Date: Sun, 22 Nov 2026 00:00:00 +0000\r\n"));
	assert_non_null(strstr(text, "To: <lan@example.vn>\r\n"));
	assert_non_null(strstr(text, "Message-ID: <motcua-1@tinh.example.vn>\r\n"));
	assert_non_null(strstr(text, "Auto-Submitted: auto-generated\r\n"));
	assert_non_null(strstr(text, "\r\n\r\na\r\n"));
}

static void
a_vietnamese_subject_is_encoded_word_by_word_and_no_character_is_split(void **state)
{
	const char *text = text_of((struct mail){
	    .subject = "Hồ sơ cần được bổ sung trước khi tiếp nhận, ông/bà xem nội dung trong thư này" });
	const char *line = strstr(text, "Subject: ");

	(void)state;
	assert_non_null(line);
	assert_int_equal(strncmp(line, "Subject: =?UTF-8?Q?H=E1=BB=93_s=C6=A1_", 38), 0);
	for (const char *word = line;
	     (word = strstr(word, "=?UTF-8?Q?")) != NULL && word < strstr(line, "Message-ID");) {
		const char *end = strstr(word + 10, "?=");

		assert_non_null(end);
		assert_true(end + 2 - word <= 75);
		/* The first byte of a word is never one that continues a character (80 to BF). */
		assert_false(word[10] == '=' && strchr("89AB", word[11]) != NULL);
		word = end;
	}
}

static void
the_text_is_quoted_printable_in_lines_of_at_most_76(void **state)
{
	const char *text = text_of((struct mail){
	    .text =
		"a=b \nđ\tx\nmột dòng dài hơn bảy mươi sáu ký tự phải được ngắt bằng dấu bằng ở cuối dòng cho đúng" });
	const char *body = strstr(text, "\r\n\r\n") + 4;

	(void)state;
	assert_int_equal(strncmp(body, "a=3Db=20\r\n=C4=91\tx\r\n", 20), 0);
	while (*body != '\0') {
		size_t size = strcspn(body, "\r");

		assert_true(size <= 76);
		assert_memory_equal(body + size, "\r\n", 2);
		body += size + 2;
	}
}

static void
nothing_breaks_out_of_a_header_or_an_envelope(void **state)
{
	static const char *const addresses[] = { "", "lan", "@x", "lan@", "a@b@c",
		"lan@example.vn\r\nBcc: y@example.vn", "lan@example.vn>", "<lan@example.vn", "lan @example.vn",
		"lan@example.vn,y@example.vn", "\"x\"@example.vn", "lan(x)@example.vn", "lân@example.vn",
		"lan@example.vn\n", "x:y@example.vn", "a;b@example.vn" };
	const char *text;

	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		assert_int_equal(written((struct mail){ .to = addresses[i] }, &text), ERR_INVALID);
	assert_int_equal(written((struct mail){ .from = "x\r\ny@z" }, &text), ERR_INVALID);
	assert_int_equal(written((struct mail){ .subject = "a\r\nBcc: y@example.vn" }, &text), ERR_INVALID);
	assert_int_equal(written((struct mail){ .from_name = "a\nb" }, &text), ERR_INVALID);
	assert_int_equal(written((struct mail){ .id = "a\r\nb" }, &text), ERR_INVALID);
	assert_int_equal(written((struct mail){ .text = "a\001b" }, &text), ERR_INVALID);
	assert_true(mail_address_valid("nguyen.lan+hs@mot-cua.example.vn"));
}

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)1 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_headers_are_complete_and_in_english_whatever_the_locale),
		cmocka_unit_test(a_vietnamese_subject_is_encoded_word_by_word_and_no_character_is_split),
		cmocka_unit_test(the_text_is_quoted_printable_in_lines_of_at_most_76),
		cmocka_unit_test(nothing_breaks_out_of_a_header_or_an_envelope),
	};

	return cmocka_run_group_tests(tests, start, end);
}
