/* The verb: reads the file, says what is wrong or what was done, hands out first accounts. See organisation.h. */
#include "organisation/organisation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/system/file.h"
#include "core/view/json.h"
#include "core/view/view.h"

#include "organisation/organisation_csv.h"

enum { ACCOUNTS_BYTES_MAX = 4 << 20 };

struct options {
	const char *file, *accounts;
	bool dry_run;
};

static const char *
text(const struct verb_ctx *v, const char *key)
{
	return message(v->messages, MESSAGES_FIRST_LANGUAGE, arena_printf(v->arena, "organisation.%s", key));
}

static bool
read_options(int argc, char **argv, struct options *o)
{
	if (argc < 3 || strcmp(argv[1], "organisation") != 0)
		return false;
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--dry-run") == 0)
			o->dry_run = true;
		else if (strcmp(argv[i], "--accounts") == 0 && i + 1 < argc)
			o->accounts = argv[++i];
		else if (argv[i][0] != '-' && o->file == NULL)
			o->file = argv[i];
		else
			return false;
	}
	return o->file != NULL;
}

static int
tell_problems(const struct verb_ctx *v, const struct options *o, const struct organisation_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct organisation_problem *p = &problems->items[i];

		(void)fprintf(stderr, "%s:%zu: %s%s%s\n", o->file, p->line, p->column != NULL ? p->column : "",
		    p->column != NULL ? ": " : "", text(v, p->message));
	}
	(void)fprintf(stderr, "%s\n", text(v, "nothing_done"));
	return EXIT_FAILURE;
}

static int
tell_failure(const struct verb_ctx *v, enum err err)
{
	(void)fprintf(stderr, "%s (%s)\n%s\n", v->failure.log, err_name(err), text(v, "nothing_done"));
	return EXIT_FAILURE;
}

/* {"intake": {"login", "password", "totp_secret"}, ...}: the first of a role bears its name, others "<role>:<login>". */
static const char *
accounts_json(struct arena *arena, const struct organisation_outcome *outcome)
{
	struct view *all = view_object(arena);
	struct buffer out;

	for (size_t i = 0; i < outcome->account_count; i++) {
		const struct organisation_account *a = &outcome->accounts[i];
		const char *role = a->role != NULL ? a->role : "none";
		struct view *one =
		    view_child(all, view_find(all, role) == NULL ? role : arena_printf(arena, "%s:%s", role, a->login));

		view_text(one, "login", a->login);
		view_text(one, "password", a->password);
		view_text(one, "totp_secret", a->totp_secret);
	}
	buffer_init(&out, arena, ACCOUNTS_BYTES_MAX);
	json_write(&out, all);
	buffer_char(&out, '\n');
	return out.data;
}

static bool
write_all(int file, const char *content)
{
	size_t size = strlen(content);

	if (ftruncate(file, 0) != 0)
		return false;
	while (size > 0) {
		ssize_t done = write(file, content, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		content += done;
		size -= (size_t)done;
	}
	return fsync(file) == 0;
}

static void
tell_outcome(const struct verb_ctx *v, const struct options *o, const struct organisation_outcome *outcome)
{
	char *line;

	if (outcome->unchanged) {
		(void)printf("%s\n", text(v, "unchanged"));
		return;
	}
	line = message_format(v->arena, v->messages, MESSAGES_FIRST_LANGUAGE,
	    o->dry_run ? "organisation.would" : "organisation.done",
	    MESSAGE_ARGUMENTS({ "agencies", arena_printf(v->arena, "%zu", outcome->agencies) },
		{ "officers", arena_printf(v->arena, "%zu", outcome->officers) },
		{ "grants", arena_printf(v->arena, "%zu", outcome->grants) }));
	(void)printf("%s\n", line);
}

/* The list of accounts is opened before anything is written: without it the first passwords would be lost. */
static int
import_file(struct verb_ctx *v, const struct options *o, int accounts)
{
	struct bytes content;
	struct organisation organisation;
	struct organisation_problems problems;
	struct organisation_outcome outcome = { .unchanged = false };
	struct organisation_import import = { .arena = v->arena,
		.organisation = &organisation,
		.secret = v->config->secret,
		.give_accounts = accounts >= 0,
		.dry_run = o->dry_run,
		.outcome = &outcome,
		.problems = &problems };
	enum err err;

	if ((err = file_read(v->arena, o->file, CSV_BYTES_MAX, false, &content, &v->failure)))
		return tell_failure(v, err);
	if (organisation_read(v->arena, content, &organisation, &problems))
		return tell_problems(v, o, &problems);
	if (!(err = db_now(v->db, &import.now)))
		err = organisation_write(v->db, &import);
	if (problems.count > 0)
		return tell_problems(v, o, &problems);
	if (err)
		return tell_failure(v, err);
	tell_outcome(v, o, &outcome);
	if (accounts >= 0 && !o->dry_run && !outcome.unchanged &&
	    !write_all(accounts, accounts_json(v->arena, &outcome))) {
		(void)fprintf(stderr, "%s: %s\n", o->accounts, strerror(errno));
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

int
organisation_run(struct verb_ctx *v, int argc, char **argv)
{
	struct options o = { NULL, NULL, false };
	int accounts = -1, code;

	if (!read_options(argc, argv, &o))
		return 2;
	if (o.accounts != NULL && !o.dry_run) {
		accounts = open(o.accounts, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (accounts < 0 || fchmod(accounts, 0600) != 0) {
			(void)fprintf(stderr, "%s: %s\n", o.accounts, strerror(errno));
			return EXIT_FAILURE;
		}
	}
	code = import_file(v, &o, accounts);
	if (accounts >= 0)
		(void)close(accounts);
	return code;
}
