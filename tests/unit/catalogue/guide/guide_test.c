/* Guides for officers are files of a folder: those that cannot be read stop the start, and the message names them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/system/config.h"
#include "guide/guide.h"

static char folder[] = "/tmp/guides.XXXXXX";
static char path[128];

static void
write_guide(const char *name, const char *text)
{
	FILE *file;

	snprintf(path, sizeof(path), "%s/vi/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static enum err
start(struct failure *failure)
{
	const struct core_config config = { .guides = folder };

	*failure = (struct failure){ 0 };
	return guides_start(&config, failure);
}

static void
a_guide_opens_with_its_title(void **state)
{
	struct failure failure;

	(void)state;
	write_guide("tot.md", "# Tốt\n\nNội dung.\n");
	assert_int_equal(start(&failure), OK);
	write_guide("khong-tieu-de.md", "Nội dung.\n");
	assert_int_equal(start(&failure), ERR_INVALID);
	assert_non_null(strstr(failure.log, "vi/khong-tieu-de.md"));
	unlink(path);
}

static void
a_name_that_no_address_can_carry_is_refused(void **state)
{
	static const char *const names[] = { "Hoa.md", "co cach.md", "khong-duoi", "a.md.md" };
	struct failure failure;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		write_guide(names[i], "# Tiêu đề\n");
		assert_int_equal(start(&failure), ERR_INVALID);
		assert_non_null(strstr(failure.log, names[i]));
		unlink(path);
	}
}

static void
an_installation_without_guides_starts(void **state)
{
	const struct core_config config = { .guides = "/nowhere/guides" };
	struct failure failure = { 0 };

	(void)state;
	assert_int_equal(guides_start(&config, &failure), OK);
}

static int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/vi", folder);
	return mkdir(path, 0700);
}

static int
remove_folder(void **state)
{
	(void)state;
	snprintf(path, sizeof(path), "%s/vi/tot.md", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/vi", folder);
	return rmdir(path) == 0 ? rmdir(folder) : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_guide_opens_with_its_title),
		cmocka_unit_test(a_name_that_no_address_can_carry_is_refused),
		cmocka_unit_test(an_installation_without_guides_starts),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
