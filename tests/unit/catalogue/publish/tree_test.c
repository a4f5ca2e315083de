/* Publishing is all or nothing: citizens read the old tree or the new one, whatever happens in between. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
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
	struct tree *tree = tree_begin(f->arena, f->folder, name, false, &failure);

	assert_non_null(tree);
	assert_int_equal(tree_put(tree, "index.html", NULL, home, strlen(home)), OK);
	assert_int_equal(tree_put(tree, "thu-tuc/a/b.html", NULL, "the same", 8), OK);
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
		struct tree *tree = tree_begin(f->arena, f->folder, name, false, &failure);

		for (int i = 0; tree != NULL && i < puts; i++)
			if (tree_put(tree, arena_printf(f->arena, "%d/index.html", i), NULL, "torn", 4) != OK)
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
	assert_non_null(tree_begin(f->arena, f->folder, "2", false, &failure));
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

	assert_null(tree_begin(f->arena, "/proc/motcua", "1", false, &failure));
	assert_int_equal(failure.code, ERR_UNAVAILABLE);
	assert_non_null(strstr(failure.log, "/proc/motcua"));
}

/* --- what did not change is not made again --------------------------------------------------------------------------- */

enum { FILES = 3, GONE = 0 };

/* Publishes files 1..FILES, each made of the number given for it; GONE: it is no part of the tree. How many were made. */
static int
publish_made_of(struct fixture *f, const char *name, bool afresh, const int made_of[FILES])
{
	struct failure failure = { 0 };
	struct tree *tree = tree_begin(f->arena, f->folder, name, afresh, &failure);
	int made = 0;

	assert_non_null(tree);
	for (int i = 0; i < FILES; i++) {
		const char *path = arena_printf(f->arena, "muc/%d/trang.html", i);
		const char *text = arena_printf(f->arena, "file %d made of %d", i, made_of[i]);
		unsigned char digest[SHA256_SIZE] = { (unsigned char)made_of[i] };

		if (made_of[i] == GONE || tree_keep(tree, path, digest))
			continue;
		made++;
		assert_int_equal(tree_put(tree, path, digest, text, strlen(text)), OK);
	}
	assert_int_equal(tree_finish(tree), OK);
	arena_reset(f->arena);
	return made;
}

static void
assert_served(struct fixture *f, const int made_of[FILES])
{
	for (int i = 0; i < FILES; i++) {
		const char *text = served(f, arena_printf(f->arena, "muc/%d/trang.html", i));
		struct stat status;
		int compressed = stat(arena_printf(f->arena, "%s/current/muc/%d/trang.html.gz", f->folder, i), &status);

		assert_int_equal(compressed == 0, made_of[i] != GONE);
		if (made_of[i] == GONE)
			assert_null(text);
		else
			assert_string_equal(text, arena_printf(f->arena, "file %d made of %d", i, made_of[i]));
	}
}

/* Whatever became of each file in the last three trees: the new one holds exactly what it should. */
static void
test_every_history_of_three_trees_ends_right(void **state)
{
	struct fixture *f = *state;
	int serial = 1000;

	for (int case_no = 0; case_no < 3 * 3 * 3 * 3; case_no++) {
		for (int tree = 0; tree < 4; tree++) {
			int power = tree == 0 ? 1 : tree == 1 ? 3 : tree == 2 ? 9 : 27;
			int one = case_no / power % 3;
			const int made_of[FILES] = { one, 7, tree + 1 };
			int made = publish_made_of(f, arena_printf(f->arena, "%d", serial++), false, made_of);

			assert_served(f, made_of);
			if (tree > 0)
				assert_true(made <= 2);
		}
	}
	assert_int_equal(trees(f), 2);
}

static void
test_an_unchanged_tree_makes_nothing(void **state)
{
	struct fixture *f = *state;
	static const int made_of[FILES] = { 1, 2, 3 };

	assert_int_equal(publish_made_of(f, "1", false, made_of), 3);
	assert_int_equal(publish_made_of(f, "2", false, made_of), 0);
	assert_int_equal(publish_made_of(f, "3", false, made_of), 0);
	assert_int_equal(inode(f, "2", "muc/0/trang.html"), inode(f, "3", "muc/0/trang.html"));
	assert_int_equal(publish_made_of(f, "4", true, made_of), 3);
	assert_int_equal(inode(f, "3", "muc/0/trang.html"), inode(f, "4", "muc/0/trang.html"));
}

/* Somebody deleted files by hand: what is published is whole again. */
static void
test_files_that_vanished_are_made_again(void **state)
{
	struct fixture *f = *state;
	static const int made_of[FILES] = { 1, 2, 3 };

	(void)publish_made_of(f, "1", false, made_of);
	(void)publish_made_of(f, "2", false, made_of);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/1/muc/0/trang.html", f->folder)), 0);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/1/muc/1/trang.html.gz", f->folder)), 0);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/2/muc/1/trang.html.gz", f->folder)), 0);
	assert_int_equal(publish_made_of(f, "3", false, made_of), 1);
	assert_served(f, made_of);
}

/* A tree whose ledger is torn, or that a crash left without one, is not built upon. */
static void
test_a_torn_ledger_is_not_believed(void **state)
{
	struct fixture *f = *state;
	static const int made_of[FILES] = { 1, 2, 3 };
	const char *ledger;

	(void)publish_made_of(f, "1", false, made_of);
	ledger = arena_printf(f->arena, "%s/1/.ledger", f->folder);
	assert_int_equal(truncate(ledger, 100), 0);
	assert_int_equal(publish_made_of(f, "2", false, made_of), 3);
	assert_served(f, made_of);
	(void)publish_made_of(f, "3", false, made_of);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/2/.ledger", f->folder)), 0);
	assert_int_equal(publish_made_of(f, "4", false, made_of), 0);
	assert_served(f, made_of);
}

/* Dies while the tree before last is being made into the new one. */
static void
test_a_kill_while_a_folder_is_used_again_leaves_the_old_tree_whole(void **state)
{
	struct fixture *f = *state;
	static const int first[FILES] = { 1, 2, 3 }, second[FILES] = { 1, 4, GONE }, third[FILES] = { 5, GONE, 3 };

	(void)publish_made_of(f, "1", false, first);
	(void)publish_made_of(f, "2", false, second);
	for (int puts = 0; puts <= 3; puts++) {
		die_while_publishing(f, arena_printf(f->arena, "9%d", puts), puts);
		assert_served(f, second);
	}
	(void)publish_made_of(f, "3", false, third);
	assert_served(f, third);
	assert_int_equal(trees(f), 2);
}

/* No file may grow beyond three bytes: as good as a full disk. */
static int
publish_on_a_full_disk(struct fixture *f)
{
	const struct rlimit most = { 3, 3 };
	struct failure failure = { 0 };
	struct tree *tree;

	(void)signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &most) != 0)
		return 1;
	tree = tree_begin(f->arena, f->folder, "9", false, &failure);
	return tree != NULL && tree_put(tree, "index.html", NULL, "longer than three", 17) == ERR_UNAVAILABLE &&
		       strstr(failure.log, "index.html") != NULL
		   ? 0
		   : 2;
}

static void
test_a_full_disk_leaves_the_old_tree_whole(void **state)
{
	struct fixture *f = *state;
	pid_t child;
	int status;

	publish(f, "1", "first", NULL);
	child = fork();
	if (child == 0)
		_exit(publish_on_a_full_disk(f));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_string_equal(served(f, "index.html"), "first");
	publish(f, "10", "second", NULL);
	assert_string_equal(served(f, "index.html"), "second");
	assert_int_equal(trees(f), 2);
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
		cmocka_unit_test_setup_teardown(test_every_history_of_three_trees_ends_right, start, end),
		cmocka_unit_test_setup_teardown(test_an_unchanged_tree_makes_nothing, start, end),
		cmocka_unit_test_setup_teardown(test_files_that_vanished_are_made_again, start, end),
		cmocka_unit_test_setup_teardown(test_a_torn_ledger_is_not_believed, start, end),
		cmocka_unit_test_setup_teardown(
		    test_a_kill_while_a_folder_is_used_again_leaves_the_old_tree_whole, start, end),
		cmocka_unit_test_setup_teardown(test_a_full_disk_leaves_the_old_tree_whole, start, end),
		cmocka_unit_test_setup_teardown(test_an_abandoned_tree_gives_the_lock_back, start, end),
		cmocka_unit_test_setup_teardown(test_a_folder_that_cannot_be_written_is_told, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
