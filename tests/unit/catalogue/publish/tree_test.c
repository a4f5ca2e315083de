/* Publishing is all or nothing: citizens read the old tree or the new one, whatever happens in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dirent.h>

#include <cmocka.h>
#include <zlib.h>

#include "core/memory/arena.h"
#include "publish/tree.h"

struct fixture {
	struct arena *arena;
	char folder[64];
};

static int
start(void **state)
{
	static struct fixture fixture;

	(void)snprintf(fixture.folder, sizeof(fixture.folder), "/tmp/motcua-tree.XXXXXX");
	fixture.arena = arena_new((size_t)64 << 20);
	*state = &fixture;
	return mkdtemp(fixture.folder) == NULL;
}

static int
end(void **state)
{
	struct fixture *f = *state;
	pid_t child = fork();
	int status = 1;

	if (child == 0)
		(void)execlp("rm", "rm", "-rf", f->folder, (char *)NULL);
	(void)waitpid(child, &status, 0);
	arena_free(f->arena);
	return status;
}

static void
publish(struct fixture *f, const char *name, const char *home, size_t *ret_changed)
{
	struct failure failure = { 0 };
	struct tree *tree = tree_begin(f->arena, f->folder, name, &failure);

	assert_non_null(tree);
	assert_int_equal(tree_put(tree, "index.html", home, strlen(home)), OK);
	assert_int_equal(tree_put(tree, "thu-tuc/a/b.html", "the same", 8), OK);
	assert_int_equal(tree_finish(tree), OK);
	assert_int_equal(tree_files(tree), 2);
	if (ret_changed != NULL)
		*ret_changed = tree_changed(tree);
	arena_reset(f->arena);
}

static const char *
served(struct fixture *f, const char *path)
{
	static char text[200];
	FILE *file = fopen(arena_printf(f->arena, "%s/current/%s", f->folder, path), "r");
	size_t size;

	if (file == NULL)
		return NULL;
	size = fread(text, 1, sizeof(text) - 1, file);
	text[size] = '\0';
	(void)fclose(file);
	return text;
}

static ino_t
inode(struct fixture *f, const char *tree, const char *path)
{
	struct stat status;

	assert_int_equal(stat(arena_printf(f->arena, "%s/%s/%s", f->folder, tree, path), &status), 0);
	return status.st_ino;
}

static size_t
trees(struct fixture *f)
{
	DIR *folder = opendir(f->folder);
	const struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		count += entry->d_type == DT_DIR && entry->d_name[0] != '.';
	(void)closedir(folder);
	return count;
}

static void
test_a_tree_takes_the_place_of_the_one_before(void **state)
{
	struct fixture *f = *state;

	publish(f, "1", "first", NULL);
	assert_string_equal(served(f, "index.html"), "first");
	publish(f, "2", "second", NULL);
	assert_string_equal(served(f, "index.html"), "second");
	assert_string_equal(served(f, "thu-tuc/a/b.html"), "the same");
}

static void
test_what_did_not_change_is_the_same_file(void **state)
{
	struct fixture *f = *state;
	size_t changed;

	publish(f, "1", "first", &changed);
	assert_int_equal(changed, 2);
	publish(f, "2", "Second", &changed);
	assert_int_equal(changed, 1);
	assert_int_equal(inode(f, "1", "thu-tuc/a/b.html"), inode(f, "2", "thu-tuc/a/b.html"));
	assert_int_equal(inode(f, "1", "thu-tuc/a/b.html.gz"), inode(f, "2", "thu-tuc/a/b.html.gz"));
	assert_int_not_equal(inode(f, "1", "index.html"), inode(f, "2", "index.html"));
	assert_int_not_equal(inode(f, "1", "index.html.gz"), inode(f, "2", "index.html.gz"));
}

static void
test_a_change_of_one_letter_is_seen(void **state)
{
	struct fixture *f = *state;

	publish(f, "1", "first", NULL);
	publish(f, "2", "firsT", NULL);
	assert_string_equal(served(f, "index.html"), "firsT");
}

static void
test_the_last_two_trees_stay(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = { "1", "2", "3", "4" };

	for (size_t i = 0; i < 4; i++)
		publish(f, names[i], names[i], NULL);
	assert_int_equal(trees(f), 2);
	(void)inode(f, "3", "index.html");
	(void)inode(f, "4", "index.html");
}

/* The folder may hold what is not ours: a wrong line in the configuration must not cost somebody their files. */
static void
test_only_trees_are_swept_away(void **state)
{
	struct fixture *f = *state;
	const char *foreign = arena_printf(f->arena, "%s/ten-khac", f->folder);

	assert_int_equal(mkdir(foreign, 0700), 0);
	publish(f, "1", "first", NULL);
	publish(f, "2", "second", NULL);
	publish(f, "3", "third", NULL);
	assert_int_equal(trees(f), 3);
	(void)inode(f, "ten-khac", "");
}

static void
test_beside_each_file_lies_the_same_compressed(void **state)
{
	struct fixture *f = *state;
	char text[20] = "";
	gzFile file;

	publish(f, "1", "first", NULL);
	file = gzopen(arena_printf(f->arena, "%s/current/index.html.gz", f->folder), "rb");
	assert_non_null(file);
	assert_int_equal(gzread(file, text, sizeof(text)), 5);
	assert_string_equal(text, "first");
	(void)gzclose(file);
}

/* A process that dies after `puts` files; 3: after all of them, just before the switch. */
static void
die_while_publishing(struct fixture *f, const char *name, int puts)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct failure failure = { 0 };
		struct tree *tree = tree_begin(f->arena, f->folder, name, &failure);

		for (int i = 0; tree != NULL && i < puts; i++)
			if (tree_put(tree, arena_printf(f->arena, "%d/index.html", i), "torn", 4) != OK)
				_exit(1);
		(void)kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
}

static void
test_a_kill_at_any_point_leaves_the_old_tree_whole(void **state)
{
	struct fixture *f = *state;

	publish(f, "1", "first", NULL);
	for (int puts = 0; puts <= 3; puts++) {
		die_while_publishing(f, arena_printf(f->arena, "9%d", puts), puts);
		assert_string_equal(served(f, "index.html"), "first");
		assert_string_equal(served(f, "thu-tuc/a/b.html"), "the same");
		assert_null(served(f, "0/index.html"));
	}
	publish(f, "2", "second", NULL);
	assert_string_equal(served(f, "index.html"), "second");
	assert_int_equal(trees(f), 2);
}

static void
test_an_abandoned_tree_gives_the_lock_back(void **state)
{
	struct fixture *f = *state;
	struct failure failure = { 0 };

	publish(f, "1", "first", NULL);
	assert_non_null(tree_begin(f->arena, f->folder, "2", &failure));
	arena_reset(f->arena);
	publish(f, "3", "third", NULL);
	assert_string_equal(served(f, "index.html"), "third");
	assert_int_equal(trees(f), 2);
}

static void
test_a_folder_that_cannot_be_written_is_told(void **state)
{
	struct fixture *f = *state;
	struct failure failure = { 0 };

	assert_null(tree_begin(f->arena, "/proc/motcua", "1", &failure));
	assert_int_equal(failure.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(failure.log, "/proc/motcua"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_tree_takes_the_place_of_the_one_before, start, end),
		cmocka_unit_test_setup_teardown(test_what_did_not_change_is_the_same_file, start, end),
		cmocka_unit_test_setup_teardown(test_a_change_of_one_letter_is_seen, start, end),
		cmocka_unit_test_setup_teardown(test_the_last_two_trees_stay, start, end),
		cmocka_unit_test_setup_teardown(test_only_trees_are_swept_away, start, end),
		cmocka_unit_test_setup_teardown(test_beside_each_file_lies_the_same_compressed, start, end),
		cmocka_unit_test_setup_teardown(test_a_kill_at_any_point_leaves_the_old_tree_whole, start, end),
		cmocka_unit_test_setup_teardown(test_an_abandoned_tree_gives_the_lock_back, start, end),
		cmocka_unit_test_setup_teardown(test_a_folder_that_cannot_be_written_is_told, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
