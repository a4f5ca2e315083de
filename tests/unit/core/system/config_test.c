/* A configuration with a mistake stops the start and says where; secrets are files that others cannot read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/system/config.h"

struct gateway {
	const char *name, *folder;
	int64_t attempts;
	bool enabled;
	struct config_words hosts;
	int mode;
	struct bytes key;
};

static const char *const modes[] = { "test", "live", NULL };
static const struct config_key gateway_keys[] = {
	CONFIG_KEY(struct gateway, name, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct gateway, folder, CONFIG_PATH, .fallback = "spool"),
	CONFIG_KEY(struct gateway, attempts, CONFIG_INT, .fallback = "3", .min = 1, .max = 10),
	CONFIG_KEY(struct gateway, enabled, CONFIG_BOOL, .fallback = "no"),
	CONFIG_KEY(struct gateway, hosts, CONFIG_WORDS, .fallback = ""),
	CONFIG_KEY(struct gateway, mode, CONFIG_CHOICE, .fallback = "test", .choices = modes),
	{ "key_file", CONFIG_SECRET, offsetof(struct gateway, key), "", 0, 64, NULL },
};

struct fixture {
	struct arena *arena;
	char folder[32];
	struct gateway gateway;
	struct failure failure;
};

static const char *
file_path(struct fixture *f, const char *name)
{
	return arena_printf(f->arena, "%s/%s", f->folder, name);
}

static void
given_file(struct fixture *f, const char *name, const void *content, size_t size, mode_t mode)
{
	const char *path = file_path(f, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static enum err
load_bytes(struct fixture *f, const char *content, size_t size)
{
	const struct config_table tables[] = { { gateway_keys, sizeof(gateway_keys) / sizeof(gateway_keys[0]),
	    &f->gateway } };

	given_file(f, "test.conf", content, size, 0644);
	failure_clear(&f->failure);
	return config_load(f->arena, file_path(f, "test.conf"), tables, 1, &f->failure);
}

static enum err
load(struct fixture *f, const char *content)
{
	return load_bytes(f, content, strlen(content));
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	f->arena = arena_new(ARENA_REQUEST_LIMIT);
	strncpy(f->folder, "/tmp/motcua-config-XXXXXX", sizeof(f->folder) - 1);
	assert_non_null(mkdtemp(f->folder));
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	(void)unlink(file_path(f, "test.conf"));
	(void)unlink(file_path(f, "key"));
	(void)rmdir(f->folder);
	arena_free(f->arena);
	free(f);
	return 0;
}

static void
every_kind_of_value_is_read(void **state)
{
	struct fixture *f = *state;

	given_file(f, "key", "s\0cret\n", 7, 0600);
	assert_int_equal(
	    load(f, "# gateway\n\n  name = Kho bạc = số 1 \r\nfolder=/var/spool\nattempts = 10\nenabled\t=\tyes\n"
		    "hosts =  a.vn \t b.vn\nmode = live\nkey_file = key"),
	    OK);
	assert_string_equal(f->gateway.name, "Kho bạc = số 1");
	assert_string_equal(f->gateway.folder, "/var/spool");
	assert_int_equal(f->gateway.attempts, 10);
	assert_true(f->gateway.enabled);
	assert_int_equal(f->gateway.hosts.count, 2);
	assert_string_equal(f->gateway.hosts.words[1], "b.vn");
	assert_true(config_has_word(&f->gateway.hosts, "a.vn"));
	assert_false(config_has_word(&f->gateway.hosts, "a"));
	assert_int_equal(f->gateway.mode, 1);
	assert_int_equal(f->gateway.key.size, 6);
	assert_memory_equal(f->gateway.key.data, "s\0cret", 7);
}

static void
absent_keys_have_their_fallback_and_paths_count_from_the_file(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(load(f, "name = x"), OK);
	assert_string_equal(f->gateway.folder, file_path(f, "spool"));
	assert_int_equal(f->gateway.attempts, 3);
	assert_false(f->gateway.enabled);
	assert_int_equal(f->gateway.hosts.count, 0);
	assert_null(f->gateway.hosts.words[0]);
	assert_int_equal(f->gateway.key.size, 0);
}

static void
each_mistake_is_named_with_line_and_key(void **state)
{
	static const char *const mistakes[][2] = {
		{ "", ": name: missing" },
		{ "attempts = 3", ": name: missing" },
		{ "name = x\nnmae = y", ":2: nmae: unknown key" },
		{ "name = x\n\nname = y", ":3: name: given twice" },
		{ "name = x\nattempts = 0", ":2: attempts: a whole number from 1 to 10" },
		{ "name = x\nattempts = 99999999999999999999", ":2: attempts: a whole number" },
		{ "name = x\nattempts =", ":2: attempts: a whole number" },
		{ "name = x\nenabled = maybe", ":2: enabled: yes or no" },
		{ "name = x\nmode = LIVE", ":2: mode: not one of" },
		{ "name = x\njust words", ":2: line: " },
		{ "name = x\n= value", ":2: : unknown key" },
		{ "name = \xFF", ":1: line: not clean UTF-8" },
		{ "name = a\x1B[2J", ":1: line: not clean UTF-8" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		assert_int_equal(load(f, mistakes[i][0]), ERR_INVALID);
		assert_non_null(strstr(f->failure.log, mistakes[i][1]));
	}
	assert_int_equal(load_bytes(f, "name = a\0b", 10), ERR_INVALID);
}

static void
endless_lines_and_files_are_refused(void **state)
{
	struct fixture *f = *state;
	size_t size = 300000;
	char *content = arena_alloc(f->arena, size + 1);

	memset(content, 'x', size);
	memcpy(content, "name = ", 7);
	assert_int_equal(load_bytes(f, content, 5000), ERR_INVALID);
	assert_int_equal(load_bytes(f, content, size), ERR_TOO_LARGE);
	assert_int_equal(unlink(file_path(f, "test.conf")), 0);
	assert_int_equal(
	    config_load(f->arena, file_path(f, "test.conf"), NULL, 0, &(struct failure){ 0 }), ERR_NOT_FOUND);
	assert_int_equal(config_load(f->arena, f->folder, NULL, 0, &(struct failure){ 0 }), ERR_INTERNAL);
}

static void
a_secret_that_others_may_read_is_refused(void **state)
{
	struct fixture *f = *state;

	given_file(f, "key", "secret", 6, 0644);
	assert_int_equal(load(f, "name = x\nkey_file = key"), ERR_INVALID);
	assert_non_null(strstr(f->failure.log, "others may read"));
	assert_int_equal(chmod(file_path(f, "key"), 0640), 0);
	assert_int_equal(load(f, "name = x\nkey_file = key"), OK);
	assert_int_equal(unlink(file_path(f, "key")), 0);
	assert_int_equal(load(f, "name = x\nkey_file = key"), ERR_INVALID);
}

static void
a_secret_has_its_size(void **state)
{
	struct fixture *f = *state;
	char key[66];

	memset(key, 'k', sizeof(key));
	given_file(f, "key", key, 64, 0600);
	assert_int_equal(load(f, "name = x\nkey_file = key"), OK);
	given_file(f, "key", key, 65, 0600);
	assert_int_equal(load(f, "name = x\nkey_file = key"), ERR_INVALID);
	given_file(f, "key", key, 66, 0600);
	assert_int_equal(load(f, "name = x\nkey_file = key"), ERR_INVALID);
}

static void
the_keys_of_core_and_of_a_module_share_one_file(void **state)
{
	struct fixture *f = *state;
	struct core_config core = { 0 };
	const struct config_table tables[] = { { core_config_keys, core_config_keys_count, &core },
		{ gateway_keys, sizeof(gateway_keys) / sizeof(gateway_keys[0]), &f->gateway } };
	static const char content[] =
	    "modules = catalogue submission\nprovince = mau\ndatabase_user = motcua_payment\n"
	    "secret_file = key\ntemplates = t\nmessages = m\nstatic_files = s\npublished = p\n"
	    "files = f\nsearch_index = i\nbase_url = http://127.0.0.1:8080\nname = x\n";

	given_file(f, "key", "0123456789abcdef0123456789abcdef\n", 33, 0600);
	given_file(f, "test.conf", content, sizeof(content) - 1, 0644);
	assert_int_equal(config_load(f->arena, file_path(f, "test.conf"), tables, 2, &f->failure), OK);
	assert_true(config_has_word(&core.modules, "submission"));
	assert_int_equal(core.front, FRONT_PROVINCE);
	assert_int_equal(core.workers, 8);
	assert_true(core.secure_cookies);
	assert_false(core.test_clock);
	assert_int_equal(core.secret.size, 32);
	assert_string_equal(core.database_socket, "/run/mysqld/mysqld.sock");
	assert_string_equal(core.templates, file_path(f, "t"));
	assert_string_equal(f->gateway.name, "x");
	given_file(f, "key", "too short", 9, 0600);
	assert_int_equal(config_load(f->arena, file_path(f, "test.conf"), tables, 2, &f->failure), ERR_INVALID);
}

static void
files_complete_each_other_and_never_contradict(void **state)
{
	struct fixture *f = *state;
	const struct config_table tables[] = {
		{ gateway_keys, sizeof(gateway_keys) / sizeof(gateway_keys[0]), &f->gateway },
	};
	const char *const paths[] = { file_path(f, "test.conf"), file_path(f, "key") };

	given_file(f, "test.conf", "name = shared\n", 14, 0644);
	given_file(f, "key", "attempts = 5\n", 13, 0644);
	assert_int_equal(config_load_files(f->arena, paths, 2, tables, 1, &f->failure), OK);
	assert_string_equal(f->gateway.name, "shared");
	assert_int_equal(f->gateway.attempts, 5);
	given_file(f, "key", "\nname = own\n", 12, 0644);
	assert_int_equal(config_load_files(f->arena, paths, 2, tables, 1, &f->failure), ERR_INVALID);
	assert_non_null(strstr(f->failure.log, "/key:2: name: given twice"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_kind_of_value_is_read, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    absent_keys_have_their_fallback_and_paths_count_from_the_file, setup, teardown),
		cmocka_unit_test_setup_teardown(each_mistake_is_named_with_line_and_key, setup, teardown),
		cmocka_unit_test_setup_teardown(endless_lines_and_files_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(a_secret_that_others_may_read_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(a_secret_has_its_size, setup, teardown),
		cmocka_unit_test_setup_teardown(the_keys_of_core_and_of_a_module_share_one_file, setup, teardown),
		cmocka_unit_test_setup_teardown(files_complete_each_other_and_never_contradict, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
